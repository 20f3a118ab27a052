//! The guard at the door: wrong variants of one boundary are named, right files raise no alarm, the decision stays in the document.

#[path = "guard/command_line.rs"]
mod command_line;
#[path = "guard/decisions.rs"]
mod decisions;
#[path = "guard/false_alarms.rs"]
mod false_alarms;
#[path = "guard/variants.rs"]
mod variants;

use hecta::geometry::crs::{FileCrs, Reading, ToGrid};
use hecta::geometry::{GridPoint, ProjectCrs, Region};
use hecta::io::guard::{Basis, GuardVerdict, Suspicion, examine};
use hecta::io::{
    DeclaredCrs, ImportError, ImportProblem, KnownPlaces, ProblemKind, RawFeature, RawLayer, ReadOptions, Shape, embedded,
    geopackage, import_boundary,
};
use std::path::{Path, PathBuf};
use variants::{Variant, geojson, grid, numbers_of, wrong};

/// The demonstration boundary.
fn boundary() -> Region {
    let imported = embedded::demonstration_boundary(ProjectCrs::default()).expect("embedded data");
    imported.boundary.outline.legal().clone()
}

fn known() -> KnownPlaces {
    KnownPlaces::clone(&KnownPlaces::embedded(ProjectCrs::default()).expect("embedded data"))
}

/// The communes alone, without the boundary.
fn communes_only() -> KnownPlaces {
    let communes = embedded::communes(hecta::plan::Division::Since2025, ProjectCrs::default()).expect("embedded data");
    KnownPlaces::new(ProjectCrs::default()).with_communes(&communes)
}

fn layer(declared: DeclaredCrs, rings: Vec<Vec<[f64; 2]>>) -> RawLayer {
    let shape = Shape::Polygons { polygons: vec![rings], had_heights: false };
    let feature = RawFeature { number: 1, id: None, properties: Default::default(), shape, helper_points: Vec::new() };
    RawLayer { crs: declared, features: vec![feature].into(), ..RawLayer::default() }
}

fn suspected(problems: &[ImportProblem]) -> Option<&Suspicion> {
    problems.iter().find_map(|problem| match &problem.kind {
        ProblemKind::SuspectCrs(suspicion) => Some(suspicion.as_ref()),
        _ => None,
    })
}

/// What the guard says of a file of a boundary; panics where it is accepted.
fn refusal(path: &Path) -> Suspicion {
    match import_boundary(path, ReadOptions::default()) {
        Err(ImportError::SuspectCrs(suspicion)) => *suspicion,
        Ok(imported) => suspected(&imported.problems).unwrap_or_else(|| panic!("{} is accepted", path.display())).clone(),
        Err(other) => panic!("{}: {other}", path.display()),
    }
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The same land moved by so many metres.
fn moved(region: &Region, east_m: i64, north_m: i64) -> Region {
    let by = |point: &GridPoint| GridPoint::new(point.east + east_m * 1_000_000, point.north + north_m * 1_000_000);
    let rings: Vec<Vec<GridPoint>> = region.rings().map(|ring| ring.iter().map(by).collect()).collect();
    hecta::geometry::overlay::region_from_rings(&rings, hecta::geometry::overlay::Fill::NonZero)
}

#[test]
fn wrong_variants_are_named() {
    let (boundary, known) = (boundary(), known());
    for Variant { name, declared, reading, kind } in wrong() {
        let raw = [layer(DeclaredCrs::Known(declared), numbers_of(&boundary, reading))];
        let found = examine(&raw, &known, ReadOptions::default());
        let suspicion = found.suspicion().unwrap_or_else(|| panic!("{name} is accepted: {found:?}"));
        let Suspicion { candidate, .. } = &suspicion;
        assert_eq!((candidate.kind, candidate.reading, suspicion.others), (kind, reading, 0), "{name}: {suspicion}");
        assert_eq!(candidate.evidence.basis(), Basis::KnownCorners, "{name}");
        println!(
            "{name} | {} | {} of {} | {:?} m",
            kind.id(),
            candidate.evidence.coinciding,
            candidate.evidence.sampled,
            candidate.offset_m
        );
    }
}

#[test]
fn files_with_these_faults_are_refused_with_the_fault_and_obeyed_once_the_user_states_it() {
    let (folder, boundary) = (folder(), boundary());
    for Variant { name, declared, reading, kind } in wrong() {
        let path = folder.path().join("boundary.geojson");
        std::fs::write(&path, geojson(&numbers_of(&boundary, reading), Some(declared))).expect("written");
        assert_eq!(refusal(&path).candidate.kind, kind, "{name}");
        let options = ReadOptions { reading: Some(reading), ..ReadOptions::default() };
        let imported = import_boundary(&path, options).unwrap_or_else(|e| panic!("{name}: {e}"));
        let stated = imported
            .problems
            .iter()
            .any(|problem| matches!(problem.kind, ProblemKind::DeclaredCrsOverruled { .. } | ProblemKind::ReadAsStated { .. }));
        assert!(stated && suspected(&imported.problems).is_none(), "{name}: {:?}", imported.problems);
        let legal = imported.boundary.outline.legal();
        let far = legal.vertices().filter(|v| boundary.vertices().all(|known| known.distance_m(*v) > 0.02)).count();
        assert_eq!(far, 0, "{name}: read so it lies where it belongs");
    }
}

#[test]
fn a_package_with_the_wrong_srs_is_refused() {
    let (folder, boundary) = (folder(), boundary());
    for wrong in wrong().into_iter().filter(|wrong| matches!(wrong.declared, FileCrs::Grid(_)) && !wrong.reading.swapped) {
        let FileCrs::Grid(declared) = wrong.declared else { continue };
        let numbers = numbers_of(&boundary, wrong.reading);
        let Some(rings) = numbers
            .iter()
            .map(|ring| ring.iter().skip(1).map(|[a, b]| GridPoint::from_m(*a, *b)).collect::<Option<Vec<_>>>())
            .collect::<Option<Vec<_>>>()
        else {
            continue;
        };
        let land = hecta::geometry::overlay::region_from_rings(&rings, hecta::geometry::overlay::Fill::NonZero);
        let path = folder.path().join("boundary.gpkg");
        let table = geopackage::table_from_regions("ranh_gioi", "Ranh giới", declared, [(&land, &Default::default())]);
        geopackage::write(&path, &[table]).expect("written");
        assert_eq!(refusal(&path).candidate.kind, wrong.kind, "{}", wrong.name);
    }
}

#[test]
fn metres_without_a_crs_are_read_by_proof_and_asked_about_without() {
    let (folder, land) = (folder(), boundary());
    for crs in [grid(5897), grid(3405), FileCrs::Wgs84Utm { zone: 48 }, grid(9209)] {
        let path = folder.path().join("boundary.geojson");
        std::fs::write(&path, geojson(&numbers_of(&land, Reading::of(crs)), None)).expect("written");
        let imported = import_boundary(&path, ReadOptions::default()).expect("read");
        let recognised: Vec<_> = imported.problems.iter().map(|problem| problem.kind.clone()).collect();
        assert_eq!(recognised, [ProblemKind::CrsRecognised { reading: Reading::of(crs) }]);
        // elsewhere among the communes nothing proves which grid it is
        std::fs::write(&path, geojson(&numbers_of(&moved(&land, -3_000, 1_500), Reading::of(crs)), None)).expect("written");
        let suspicion = refusal(&path);
        assert_eq!(suspicion.candidate.evidence.basis(), Basis::Location, "{crs}");
        let raw = [layer(DeclaredCrs::Missing, numbers_of(&moved(&land, -3_000, 1_500), Reading::of(crs)))];
        let GuardVerdict::Suspect { likely } = examine(&raw, &known(), ReadOptions::default()).verdict else { panic!("{crs}") };
        assert!(likely.iter().any(|candidate| candidate.reading == Reading::of(crs)), "{crs}: {likely:?}");
    }
}

#[test]
fn where_no_corner_is_known_whole_millimetres_tell_metres_and_the_communes_kilometres() {
    let land = moved(&boundary(), -3_000, 1_500);
    let mut named = 0;
    for Variant { name, declared, reading, kind } in wrong() {
        let fine: Vec<Vec<[f64; 2]>> = {
            let to_grid = ToGrid::of_reading(reading, ProjectCrs::default()).expect("PROJ works");
            let position = |point: &GridPoint| to_grid.position(*point).expect("in the zone");
            land.rings().map(|ring| ring.iter().chain(ring.first()).map(position).collect()).collect()
        };
        let is_plain = reading.unit == Default::default() && !reading.swapped;
        let numbers = if is_plain { fine } else { numbers_of(&land, reading) };
        let found = examine(&[layer(DeclaredCrs::Known(declared), numbers)], &communes_only(), ReadOptions::default());
        let Some(suspicion) = found.suspicion() else { continue };
        assert_eq!(suspicion.candidate.kind, kind, "{name}: {suspicion}");
        named += 1;
    }
    assert!(named >= wrong().len() - 2, "{named} of {}", wrong().len());
}

#[test]
fn coarse_degrees_still_tell_the_datum_and_zones_are_known_by_the_boundary_they_share() {
    let round = |numbers: Vec<Vec<[f64; 2]>>, decimals: i32| -> Vec<Vec<[f64; 2]>> {
        let unit = 10_f64.powi(decimals);
        numbers.into_iter().map(|ring| ring.into_iter().map(|p| p.map(|n| (n * unit).round() / unit)).collect()).collect()
    };
    for (decimals, smallest_m) in [(7, 0.3), (6, 0.3), (5, 200.0)] {
        for wrong in wrong().into_iter().filter(|wrong| wrong.declared.is_geographic() && wrong.reading.crs.is_geographic()) {
            if wrong.reading.unit != Default::default() {
                continue;
            }
            let raw = [layer(DeclaredCrs::Known(wrong.declared), round(numbers_of(&boundary(), wrong.reading), decimals))];
            let found = examine(&raw, &known(), ReadOptions::default());
            let offset_m = found.suspicion().and_then(|suspicion| suspicion.candidate.offset_m);
            match found.suspicion() {
                Some(suspicion) => assert_eq!(suspicion.candidate.kind, wrong.kind, "{}: {decimals} decimals", wrong.name),
                None => assert!(smallest_m > 1.0 && wrong.reading.datum != Default::default(), "{}: {decimals}", wrong.name),
            }
            assert!(offset_m.is_none_or(|offset| offset > smallest_m), "{}: {offset_m:?}", wrong.name);
        }
    }
    let plan = import_boundary(&file("tests/data/plan_50/boundary.geojson"), ReadOptions::default()).expect("readable");
    let text = std::fs::read(file("tests/data/plan_50/zones.geojson")).expect("readable");
    let mut zones = hecta::io::geojson::read_raw(&text).expect("GeoJSON");
    let right = examine(&[zones.clone()], &known().with_boundary(&plan.boundary), ReadOptions::default());
    assert_eq!(right.verdict, GuardVerdict::Sure(Reading::of(FileCrs::Wgs84)));
    zones.crs = DeclaredCrs::Known(FileCrs::Vn2000);
    let wrong = examine(&[zones], &known().with_boundary(&plan.boundary), ReadOptions::default());
    let kind = wrong.suspicion().map(|suspicion| suspicion.candidate.kind);
    assert_eq!(kind, Some(hecta::io::guard::SuspicionKind::Wgs84AsVn2000));
}
