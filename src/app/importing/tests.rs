use super::*;
use crate::geometry::{GridPoint, ProjectCrs, Region};
use crate::io::guard::SuspicionKind;

/// A square of 100 m as well-known text, so many metres east of a place in the park.
fn square(east_m: f64) -> String {
    let (e, n) = (609_000.0 + east_m, 2_275_000.0);
    format!("POLYGON (({e} {n}, {} {n}, {} {}, {e} {}, {e} {n}))", e + 100.0, e + 100.0, n + 100.0, n + 100.0)
}

fn known() -> KnownPlaces {
    (*KnownPlaces::embedded(ProjectCrs::default()).expect("the embedded data are sound")).clone()
}

fn read(text: &str, intent: Intent) -> Importing {
    let sources = vec![ImportSource::Text(text.into())];
    Importing::read(sources, intent, &known(), &Progress::default()).expect("nobody stops it")
}

fn carried_out(importing: &Importing) -> Prepared {
    importing.order().carry_out(None, &Progress::default()).expect("nobody stops it")
}

#[test]
fn a_text_without_crs_waits_for_one_and_then_becomes_a_plan() {
    let mut importing = read(&format!("{}\n{}", square(0.0), square(100.0)), Intent::Open);
    assert_eq!(importing.layers()[0].role, ImportRole::Plan);
    assert_eq!(importing.layers()[0].counts, Counts { features: 2, polygons: 2, vertices: 10, ..Counts::default() });
    assert_eq!(importing.obstacles(), [Obstacle::NoCrs(0)]);
    assert!(!importing.is_sound());
    let crs = Some(Reading::of(ProjectCrs::default()));
    importing.set_reading(0, crs);
    assert!(importing.obstacles().is_empty() && importing.replaces_document());
    let prepared = carried_out(&importing);
    let plan = prepared.plan.expect("a plan").plan;
    assert_eq!(plan.zones().len(), 2);
    assert_eq!(plan.zones().map(|zone| zone.area.rounded_m2(0)).sum::<i128>(), 20_000);
}

#[test]
fn lines_and_points_become_reference_layers_and_are_no_land() {
    let mut importing =
        read("SRID=5897;LINESTRING (609000 2275000, 609100 2275000)\nSRID=5897;POINT (609000 2275000)", Intent::Open);
    assert_eq!(importing.layers()[0].role, ImportRole::Reference);
    assert!(importing.obstacles().is_empty() && !importing.is_sound() && !importing.replaces_document());
    let prepared = carried_out(&importing);
    assert!(prepared.plan.is_none() && prepared.references.len() == 1 && prepared.report.is_empty());
    assert_eq!(prepared.references[0].shape.counts().lines, 1);
    importing.set_role(0, ImportRole::Boundary);
    assert_eq!(importing.obstacles(), [Obstacle::NoArea(0)]);
    importing.set_role(0, ImportRole::LeaveOut);
    assert_eq!(importing.obstacles(), [Obstacle::NothingChosen]);
}

#[test]
fn the_same_land_can_be_boundary_plots_or_communes() {
    let text = format!("SRID=5897;{}", square(0.0));
    let mut importing = read(&text, Intent::Boundary);
    assert_eq!(importing.layers()[0].role, ImportRole::Boundary);
    let boundary = carried_out(&importing).boundary.expect("a boundary").boundary;
    assert_eq!(boundary.outline.legal().area().rounded_m2(0), 10_000);
    importing.set_role(0, ImportRole::Communes);
    assert_eq!(carried_out(&importing).communes.expect("communes").communes.len(), 1);
    importing.set_role(0, ImportRole::Plots);
    assert_eq!(importing.obstacles(), [Obstacle::PlotsWithoutPlan(0)]);
    let reference = read(&text, Intent::Reference);
    assert_eq!(reference.layers()[0].role, ImportRole::Reference);
}

#[test]
fn what_is_wrong_is_reported_with_its_place_and_the_rest_is_read() {
    let spike = "POLYGON ((609000 2275000, 609100 2275000, 609100 2275100, 609000 2275000, 609000 2275000))";
    let text = format!(
        "SRID=5897;{}\nPOLYGON ((609300 2275000, x 1))\nSRID=5897;POLYGON ((609400 2275000, 609400 2275000, 609400 2275000, 609400 2275000))\nSRID=5897;{spike}",
        square(0.0)
    );
    let importing = read(&text, Intent::Open);
    assert!(!importing.is_sound());
    let prepared = carried_out(&importing);
    let report = prepared.report;
    assert!(report.counts().0 >= 1, "{:?}", report.lines);
    let texts = crate::app::Texts::new(crate::app::Language::Vietnamese);
    let all = report.to_text(&texts);
    assert!(all.contains("Đối tượng 2"), "{all}");
    assert!(prepared.plan.is_some_and(|imported| imported.plan.zones().len() >= 2));
    assert_eq!(all.lines().count(), report.len() + 1);
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_found() {
    let missing = ImportSource::File("/khong/co.geojson".into());
    let text = ImportSource::Text("ghi chú".into());
    let sound = ImportSource::Text(format!("SRID=5897;{}", square(0.0)).into());
    let sources = vec![missing, text, sound];
    let importing = Importing::read(sources, Intent::Look, &known(), &Progress::default()).expect("read");
    assert_eq!((importing.failed().len(), importing.layers().len()), (2, 1));
    assert!(!importing.is_sound());
    assert_eq!(importing.failed()[0].source.name("x"), "co.geojson");
}

#[test]
fn of_several_silent_layers_the_first_is_the_plan() {
    let sources = [0.0, 100.0].map(|east| ImportSource::Text(format!("SRID=5897;{}", square(east)).into())).to_vec();
    let importing = Importing::read(sources, Intent::Open, &known(), &Progress::default()).expect("read");
    let roles: Vec<_> = importing.layers().iter().map(|layer| layer.role).collect();
    assert_eq!(roles, [ImportRole::Plan, ImportRole::Reference]);
    assert!(!importing.is_sound(), "two files are looked at first");
}

#[test]
fn the_sample_plan_is_sound() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample_plan.geojson");
    let sources = vec![ImportSource::File(path)];
    let importing = Importing::read(sources, Intent::Open, &known(), &Progress::default()).expect("read");
    assert!(importing.is_sound(), "{:?} {:?}", importing.failed(), importing.obstacles());
    let prepared = carried_out(&importing);
    assert!(prepared.plan.is_some_and(|imported| imported.plan.zones().len() > 2 && imported.plan.boundary().is_some()));
}

/// The corners of the demonstration boundary as well-known text, east and north shifted and in an order.
fn boundary_text(change: impl Fn([f64; 2]) -> [f64; 2]) -> String {
    let boundary = crate::io::embedded::demonstration_boundary(ProjectCrs::default()).expect("embedded").boundary;
    let ring = boundary.outline.legal().rings().next().expect("a ring").clone();
    let corner = |point: &GridPoint| {
        let [a, b] = change(point.to_m());
        format!("{a:.4} {b:.4}")
    };
    let corners: Vec<_> = ring.iter().chain(ring.first()).map(corner).collect();
    format!("SRID=5897;POLYGON (({}))", corners.join(", "))
}

#[test]
fn what_the_guard_suspects_has_to_be_decided() {
    let mut importing = read(&boundary_text(|[east, north]| [north, east]), Intent::Boundary);
    assert_eq!(importing.obstacles(), [Obstacle::Suspect(0)]);
    assert!(!importing.is_sound());
    let suspicion = importing.layers()[0].suspicion().expect("exchanged axes are suspected");
    assert_eq!(suspicion.candidate.kind, SuspicionKind::AxesSwapped);
    importing.set_reading(0, Some(suspicion.candidate.reading));
    assert!(importing.obstacles().is_empty());
    let boundary = carried_out(&importing).boundary.expect("a boundary").boundary;
    assert_eq!(boundary.outline.legal().area().rounded_m2(0), 6_631_900);
    let sound = read(&boundary_text(|position| position), Intent::Boundary);
    assert!(sound.is_sound(), "{:?}", sound.layers()[0].examination);
    assert!(carried_out(&sound).boundary.is_some_and(|b| !Region::is_empty(b.boundary.outline.legal())));
}

#[test]
fn texts_of_another_time_are_shown_in_every_encoding_and_can_be_decided_about() {
    // "Phân khu sản xuất" in TCVN3, its bytes taken for Latin-1
    let text = format!(
        "wkt_geom\tten\nSRID=5897;{}\tPh©n khu s¶n xuÊt c«ng nghÖ cao\nSRID=5897;{}\tKhu nghiªn cøu vµ ph¸t triÓn\n",
        square(0.0).trim(),
        square(100.0).trim()
    );
    let mut importing = read(&text, Intent::Look);
    assert_eq!(importing.files()[0].encodings.recognised, TextEncoding::Tcvn3);
    assert!(!importing.is_sound());
    assert_eq!(importing.layers()[0].sample.rows[0].1, ["Phân khu sản xuất công nghệ cao"]);
    importing.set_encoding(0, TextEncoding::Unicode);
    assert_eq!(importing.layers()[0].sample.rows[0].1, ["Ph©n khu s¶n xuÊt c«ng nghÖ cao"]);
    importing.set_encoding(0, TextEncoding::Tcvn3);
    assert_eq!(importing.layers()[0].sample.rows[1].1, ["Khu nghiên cứu và phát triển"]);
    assert_eq!(importing.encoding(0), TextEncoding::Tcvn3);
}
