//! Files that are right, and raise no alarm.

use hecta::geometry::ProjectCrs;
use hecta::geometry::crs::{FileCrs, Reading};
use hecta::io::guard::{GuardVerdict, examine};
use hecta::io::{DeclaredCrs, KnownPlaces, ProblemKind, ReadOptions, import_plan};

use super::variants::{geojson, grid, numbers_of};
use super::{boundary, communes_only, file, folder, known, layer, moved};

/// Every file of the repository that is right, by its path.
const RIGHT: [&str; 15] = [
    "data/sample_plan.geojson",
    "data/unfinished_plan.geojson",
    "data/park_boundary_demo.geojson",
    "data/communes_2020.geojson",
    "data/communes_2025.geojson",
    "tests/data/plan_3/zones.geojson",
    "tests/data/plan_3/boundary.geojson",
    "tests/data/plan_50/zones.geojson",
    "tests/data/plan_50/boundary_150.geojson",
    "tests/data/plan_2000/zones.geojson",
    "tests/data/plan_2000/boundary.geojson",
    "tests/data/defects_50/zones_defects.geojson",
    "tests/data/malformed/ok_square.geojson",
    "tests/data/malformed/projected_with_crs.geojson",
    "tests/data/rules/every_state.geojson",
];

#[test]
fn right_files_raise_no_alarm_whatever_is_known() {
    let nothing = KnownPlaces::new(ProjectCrs::default());
    for name in RIGHT {
        let text = std::fs::read(file(name)).expect("readable");
        let raw = [hecta::io::geojson::read_raw(&text).expect("GeoJSON")];
        let declared = Reading::of(raw[0].crs.usable().expect("it declares its CRS"));
        for known in [&known(), &communes_only(), &nothing] {
            let found = examine(&raw, known, ReadOptions::default());
            assert_eq!(found.verdict, GuardVerdict::Sure(declared), "{name}: {found:?}");
        }
    }
}

#[test]
fn a_boundary_that_differs_raises_no_alarm_in_any_crs() {
    let edited = {
        let mut rings = numbers_of(&boundary(), Reading::of(grid(5897)));
        rings[0][5] = rings[0][5].map(|metres| metres + 37.5);
        rings[0][9] = rings[0][9].map(|metres| metres - 0.37);
        rings
    };
    let raw = [layer(DeclaredCrs::Known(grid(5897)), edited)];
    assert_eq!(examine(&raw, &known(), ReadOptions::default()).verdict, GuardVerdict::Sure(Reading::of(grid(5897))));
    let nearby = [(0, 0), (1, 0), (-2_500, 900), (-684, 0), (0, 684), (193, 112), (0, 1)];
    for (east_m, north_m) in nearby {
        let land = moved(&boundary(), east_m, north_m);
        for crs in [grid(5897), grid(3405), grid(9209), FileCrs::Wgs84, FileCrs::Vn2000, FileCrs::Wgs84Utm { zone: 48 }] {
            let raw = [layer(DeclaredCrs::Known(crs), numbers_of(&land, Reading::of(crs)))];
            let found = examine(&raw, &known(), ReadOptions::default());
            assert_eq!(found.verdict, GuardVerdict::Sure(Reading::of(crs)), "{crs} {east_m} {north_m}: {found:?}");
        }
    }
}

#[test]
fn a_plan_far_away_is_mentioned_and_read() {
    let folder = folder();
    let path = folder.path().join("far.geojson");
    let land = moved(&boundary(), -90_000, 40_000);
    std::fs::write(&path, geojson(&numbers_of(&land, Reading::of(FileCrs::Wgs84)), None)).expect("written");
    let imported = import_plan(&path, ReadOptions::default(), None, None).expect("read");
    let kinds: Vec<_> = imported.problems.iter().map(|problem| &problem.kind).collect();
    assert!(matches!(kinds[..], [ProblemKind::FarFromKnownPlaces { distance_km: 70..=110 }]), "{kinds:?}");
    assert!(imported.first_error().is_none());
}
