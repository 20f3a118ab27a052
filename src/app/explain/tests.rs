use super::*;
use crate::app::{Language, Texts, Workspace};
use crate::io::embedded::SamplePlan;

fn all_figures(session: &Session) -> Vec<Figure> {
    let zones = session.plan().zones().flat_map(|zone| [Figure::Zone(zone.id), Figure::Share(zone.id)]);
    let communes = (0..session.communes().until2025.communes.len()).map(Figure::Commune);
    let whole = [
        Figure::Approved,
        Figure::Boundary,
        Figure::Drawn,
        Figure::Residual,
        Figure::Unallocated,
        Figure::Overlap,
        Figure::Outside,
    ];
    whole.into_iter().chain(zones).chain(communes).collect()
}

fn workspace(sample: SamplePlan) -> Workspace {
    let mut workspace = Workspace::start(None).expect("the embedded data can be read");
    workspace.open_sample(sample);
    workspace
}

#[test]
fn independent_computations_agree_on_every_figure_of_the_samples() {
    for sample in [SamplePlan::Finished, SamplePlan::Unfinished] {
        let workspace = workspace(sample);
        let session = workspace.session();
        for figure in all_figures(session) {
            let explained = Explanation::of(session, figure).expect("it is on screen");
            if !explained.measures_land() {
                continue;
            }
            assert!(explained.agrees(), "{figure:?}: {explained:?}");
            let (Some(one), Some(other)) = (explained.geodesic_m2(), explained.geodesic_again_m2) else {
                panic!("{figure:?}: the park lies on the ellipsoid")
            };
            assert!((one - other).abs() < 0.01, "{figure:?}: {one} {other}");
            let terms: ExactArea = explained.vertices().iter().map(|row| row.term).sum();
            let land: ExactArea = explained.pieces.iter().map(|piece| piece.area).sum();
            assert_eq!(terms, land, "{figure:?}");
        }
    }
}

#[test]
fn figures_are_those_of_the_ledger() {
    let workspace = workspace(SamplePlan::Unfinished);
    let (session, ledger) = (workspace.session(), workspace.session().ledger());
    let exact = |figure| Explanation::of(session, figure).expect("it is on screen").exact;
    let expected = [
        (Figure::Approved, ledger.approved),
        (Figure::Boundary, ledger.boundary),
        (Figure::Drawn, ledger.zones_total),
        (Figure::Residual, ledger.residual()),
        (Figure::Unallocated, ledger.unallocated),
        (Figure::Overlap, ledger.overlap),
        (Figure::Outside, ledger.outside),
    ];
    for (figure, area) in expected {
        assert_eq!(exact(figure), area, "{figure:?}");
    }
    for (index, _) in session.communes().until2025.communes.iter().enumerate() {
        let of_zones: ExactArea = ledger.communes.values().filter_map(|areas| areas.get(&index)).copied().sum();
        assert_eq!(exact(Figure::Commune(index)), of_zones);
    }
    assert_eq!(Explanation::of(session, Figure::Zone(ZoneId(999))), None);
}

#[test]
fn four_definitions_differ_as_the_projections_do() {
    let workspace = workspace(SamplePlan::Finished);
    let explained = Explanation::of(workspace.session(), Figure::Boundary).expect("there is a boundary");
    let m2 = |at: usize| explained.definitions[at].m2;
    assert_eq!(explained.definitions.len(), 4);
    assert!((m2(0) - 6_631_900.0).abs() < 1e-6 && (m2(3) - 6_631_900.0).abs() < 1e-6);
    // (0.9996 / 0.9999)² on the other grid, and the published geodesic area of the demonstration boundary
    assert!((m2(1) / m2(0) - (0.9996_f64 / 0.9999).powi(2)).abs() < 1e-8, "{}", m2(1));
    assert!((m2(2) - 6_631_043.0).abs() < 2.0, "{}", m2(2));
    let residual = Explanation::of(workspace.session(), Figure::Residual).expect("always there");
    assert!(residual.exact.abs() < ExactArea::from_m2(0.01));
    assert!(residual.definitions.iter().any(|d| d.definition == Definition::Utm && (d.m2 - 3979.0).abs() < 5.0), "{residual:?}");
}

#[test]
fn an_explanation_is_said_in_both_languages() {
    let workspace = workspace(SamplePlan::Unfinished);
    let session = workspace.session();
    for texts in Language::ALL.map(Texts::new) {
        for figure in all_figures(session) {
            let explained = Explanation::of(session, figure).expect("it is on screen");
            let name = figure_name(&texts, session, figure);
            assert!(!name.is_empty() && !explained.definition(&texts, session).is_empty());
            assert!(explained.computation(&texts, session).iter().all(|line| !line.value.is_empty()), "{figure:?}");
            assert_eq!(explained.recomputations(&texts).is_empty(), !explained.measures_land());
            let table = vertices_table(&texts, session, &explained).as_text(texts.numbers());
            assert_eq!(table.lines().count(), explained.vertices().len() + 2, "{table}");
        }
        let zone = session.plan().zones().next().expect("a zone").id;
        let explained = Explanation::of(session, Figure::Zone(zone)).expect("it is on screen");
        let expected = if texts.language() == Language::Vietnamese { "164,88 ha" } else { "164.88 ha" };
        assert_eq!(explained.shown(&texts), expected);
    }
}
