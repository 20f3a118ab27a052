//! Lon/lat and the plan grid are one: round trips over the province, and no harm from another PROJ installation.

use std::path::Path;
use std::process::Command;

use hecta::geometry::crs::{Decimals, LonLatWriter, ProjectCrs};
use hecta::geometry::grid::GridPoint;
use rand::{RngExt, SeedableRng};

/// Ninh Bình province since 1 July 2025 with room around it, in metres of EPSG:5897: west, east, south, north.
const PROVINCE_M: [i64; 4] = [540_000, 660_000, 2_190_000, 2_300_000];

fn random_points(count: usize) -> Vec<GridPoint> {
    let mut random = rand_pcg::Pcg64::seed_from_u64(5897);
    let [west, east, south, north] = PROVINCE_M.map(|m| m * 1_000_000);
    (0..count).map(|_| GridPoint::new(random.random_range(west..east), random.random_range(south..north))).collect()
}

#[test]
fn grid_to_text_to_grid_is_the_identity_over_the_province() {
    let crs = ProjectCrs::default();
    let points = random_points(100_000);
    let mut writer = LonLatWriter::new(crs, Decimals::Fewest).expect("PROJ works");
    let read: Vec<[f64; 2]> = points
        .iter()
        .map(|&point| {
            let text = writer.write(point).expect("in the zone");
            assert!(text.lon.len() <= "106.".len() + 12 && text.lat.len() <= "20.".len() + 12, "{text:?}");
            // read through the JSON reader that imports use
            serde_json::from_str(&format!("[{},{}]", text.lon, text.lat)).expect("two numbers")
        })
        .collect();
    assert_eq!(writer.largest_error_m().to_bits(), 0.0_f64.to_bits());
    assert!(crs.grid_from_lon_lats(&read).expect("in the zone") == points);
}

#[test]
fn lon_lat_to_grid_to_lon_lat_stays_within_the_cell() {
    let crs = ProjectCrs::default();
    let mut random = rand_pcg::Pcg64::seed_from_u64(6960);
    for _ in 0..5_000 {
        let [lon, lat] = [random.random_range(105.4..106.6), random.random_range(19.8..20.8)];
        let point = crs.grid_from_lon_lat(lon, lat).expect("in the zone");
        let back = crs.lon_lat_from_grid(point).expect("in the zone");
        assert!((back[0] - lon).abs() * 104_000.0 < 1e-6 && (back[1] - lat).abs() * 111_000.0 < 1e-6, "{lon} {lat} {back:?}");
    }
}

#[test]
fn control_point_holds() {
    if std::env::var_os("PROJ_DATA").is_some_and(|data| Path::new(&data).join("foreign-for-hecta-test").exists()) {
        // run below as a child: the foreign data must be seen by PROJ, or the test shows nothing
        assert!(proj::Proj::new_known_crs("EPSG:4326", "EPSG:5897", None).is_err(), "PROJ ignored the foreign data");
    }
    let crs = ProjectCrs::default();
    let point = crs.grid_from_lon_lat(106.05, 20.57).expect("in the zone");
    assert!(point.distance_m(GridPoint::from_mm(609_275_860, 2_275_703_015)) < 0.002, "{point:?}");
    assert_eq!(crs.lon_lat_from_grid(point).and_then(|[lon, lat]| crs.grid_from_lon_lat(lon, lat)), Ok(point));
    println!("control point {point:?}");
}

#[test]
fn data_of_another_proj_installation_does_no_harm() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = |name: &str| folder.path().join(name);
    let database = rusqlite::Connection::open(file("proj.db")).expect("a new database");
    database
        .execute_batch(
            "CREATE TABLE metadata(key TEXT PRIMARY KEY, value TEXT);
             INSERT INTO metadata VALUES ('DATABASE.LAYOUT.VERSION.MAJOR', '1'), ('DATABASE.LAYOUT.VERSION.MINOR', '2');",
        )
        .expect("a database of an old layout");
    drop(database);
    std::fs::write(file("proj.ini"), "[general]\ntmerc_default_algo = evenden_snyder\nnetwork = on\n").expect("written");
    std::fs::write(file("foreign-for-hecta-test"), "").expect("written");

    let run = |foreign: bool| {
        let mut child = Command::new(std::env::current_exe().expect("the running test"));
        child.args(["--exact", "control_point_holds", "--nocapture"]).env_remove("PROJ_DATA").env_remove("PROJ_LIB");
        if foreign {
            child.env("PROJ_DATA", folder.path()).env("PROJ_LIB", folder.path());
        }
        let output = child.output().expect("the test runs as a child");
        let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{text}");
        text.lines().find(|line| line.contains("control point")).map(|line| line[line.find("control").unwrap_or(0)..].to_owned())
    };
    let own = run(false);
    assert!(own.is_some());
    assert_eq!(run(true), own);
}
