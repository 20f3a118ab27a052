//! Exported files read by other means than Hecta's own: plain JSON, transverse Mercator and Helmert as formulae of their own.
//!
//! `HECTA_EXPORTS=1000` reads that many random plans; `HECTA_EXPORTS_DIR=folder` keeps the files, for other programs.

use std::collections::HashMap;
use std::path::Path;

use hecta::check::Verdict;
use serde_json::Value;

use super::json;
use super::judged::{Judged, exported};

/// WGS 84, and the same figures for VN-2000: semi-major axis (m) and flattening.
const A: f64 = 6_378_137.0;
const F: f64 = 1.0 / 298.257_223_563;
/// EPSG:6960, VN-2000 to WGS 84, coordinate frame rotation: metres, arc seconds, parts per million.
const SHIFT: [f64; 3] = [-191.904_414_29, -39.303_182_79, -111.450_328_35];
const ROTATION: [f64; 3] = [-0.009_288_36, 0.019_754_79, -0.004_273_72];
const SCALE_PPM: f64 = 0.252_906_278;
/// EPSG:5897.
const MERIDIAN_DEG: f64 = 105.0;
const K0: f64 = 0.9999;
const FALSE_EASTING: f64 = 500_000.0;
/// Plans read unless `HECTA_EXPORTS` says otherwise.
const PLANS: u64 = 12;

/// VN-2000 latitude and longitude (radians) of a WGS 84 position (degrees).
fn vn2000([lon, lat]: [f64; 2]) -> [f64; 2] {
    let e2 = F * (2.0 - F);
    let (lon, lat) = (lon.to_radians(), lat.to_radians());
    let radius = A / (1.0 - e2 * lat.sin().powi(2)).sqrt();
    let wgs = [radius * lat.cos() * lon.cos(), radius * lat.cos() * lon.sin(), radius * (1.0 - e2) * lat.sin()];
    let [rx, ry, rz] = ROTATION.map(|seconds| (seconds / 3600.0).to_radians());
    let scale = 1.0 + SCALE_PPM * 1e-6;
    // the frame is turned: X_wgs = T + (1 + k) [1 rz -ry; -rz 1 rx; ry -rx 1] X_vn; inverted by iteration
    let mut vn = wgs;
    for _ in 0..8 {
        let [x, y, z] = vn;
        let turned = [x + rz * y - ry * z, -rz * x + y + rx * z, ry * x - rx * y + z];
        vn = std::array::from_fn(|axis| vn[axis] + (wgs[axis] - SHIFT[axis] - scale * turned[axis]));
    }
    let [x, y, z] = vn;
    let p = x.hypot(y);
    let mut lat = (z / (p * (1.0 - e2))).atan();
    for _ in 0..8 {
        let radius = A / (1.0 - e2 * lat.sin().powi(2)).sqrt();
        lat = ((z + e2 * radius * lat.sin()) / p).atan();
    }
    [lat, y.atan2(x)]
}

/// Easting and northing in EPSG:5897 by Krüger's series.
fn grid(position: [f64; 2]) -> [f64; 2] {
    let [lat, lon] = vn2000(position);
    let n = F / (2.0 - F);
    let rectifying = A / (1.0 + n) * (1.0 + n.powi(2) / 4.0 + n.powi(4) / 64.0);
    let alpha = [
        n / 2.0 - 2.0 / 3.0 * n.powi(2) + 5.0 / 16.0 * n.powi(3) + 41.0 / 180.0 * n.powi(4),
        13.0 / 48.0 * n.powi(2) - 3.0 / 5.0 * n.powi(3) + 557.0 / 1440.0 * n.powi(4),
        61.0 / 240.0 * n.powi(3) - 103.0 / 140.0 * n.powi(4),
        49_561.0 / 161_280.0 * n.powi(4),
    ];
    let c = 2.0 * n.sqrt() / (1.0 + n);
    let t = (lat.sin().atanh() - c * (c * lat.sin()).atanh()).sinh();
    let delta = lon - MERIDIAN_DEG.to_radians();
    let (xi, eta) = (t.atan2(delta.cos()), (delta.sin() / t.hypot(1.0)).atanh());
    let (mut east, mut north) = (eta, xi);
    for (j, alpha) in (1_i32..).zip(alpha) {
        let twice = 2.0 * f64::from(j);
        east += alpha * (twice * xi).cos() * (twice * eta).sinh();
        north += alpha * (twice * xi).sin() * (twice * eta).cosh();
    }
    [FALSE_EASTING + K0 * rectifying * east, K0 * rectifying * north]
}

type Position = [f64; 2];
/// An edge by the bits of its ends, the lesser first.
type EdgeKey = ([u64; 2], [u64; 2]);

/// All rings of a feature, in the file's numbers.
fn rings(feature: &Value) -> Vec<Vec<Position>> {
    let coordinates = feature["geometry"]["coordinates"].as_array().expect("coordinates");
    let polygons: Vec<&Value> = match feature["geometry"]["type"].as_str() {
        Some("Polygon") => vec![&feature["geometry"]["coordinates"]],
        _ => coordinates.iter().collect(),
    };
    let position = |p: &Value| [p[0].as_f64().expect("lon"), p[1].as_f64().expect("lat")];
    let ring = |ring: &Value| ring.as_array().expect("a ring").iter().map(position).collect();
    polygons.into_iter().flat_map(|polygon| polygon.as_array().expect("rings").iter().map(ring).collect::<Vec<_>>()).collect()
}

fn area_m2(rings: &[Vec<Position>]) -> f64 {
    let ring_area = |ring: &Vec<Position>| {
        let on_grid: Vec<Position> = ring.iter().map(|p| grid(*p)).collect();
        let [e0, n0] = on_grid[0];
        let cross = |w: &[Position]| (w[0][0] - e0) * (w[1][1] - n0) - (w[1][0] - e0) * (w[0][1] - n0);
        on_grid.windows(2).map(cross).sum::<f64>() / 2.0
    };
    rings.iter().map(ring_area).sum()
}

fn distance_to_segment(p: Position, a: Position, b: Position) -> f64 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let t = (((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
    (p[0] - a[0] - t * dx).hypot(p[1] - a[1] - t * dy)
}

/// Zones of a file against what it states, and against each other and the boundary. Gives the largest difference of a zone, m².
fn assert_valid(path: &Path) -> f64 {
    let file = json(path);
    let features = file["features"].as_array().expect("a list");
    let of = |layer: &'static str| features.iter().filter(move |feature| feature["properties"]["layer"] == layer);
    let boundary = rings(of("boundary").next().expect("a boundary"));
    let mut worst: f64 = 0.0;
    let mut total = 0.0;
    // a coverage is valid if each edge is that of one zone and, turned round, of one other, or lies on the boundary
    let mut edges: HashMap<EdgeKey, (i32, Position, Position)> = HashMap::new();
    for zone in of("zone") {
        let zone_rings = rings(zone);
        let area = area_m2(&zone_rings);
        let stated = zone["properties"]["area_ha_grid_5897"].as_f64().expect("a figure") * 1e4;
        worst = worst.max((area - stated).abs());
        total += area;
        for (a, b) in zone_rings.iter().flat_map(|ring| ring.windows(2).map(|w| (w[0], w[1]))) {
            let (from, to) = (a.map(f64::to_bits), b.map(f64::to_bits));
            let entry = edges.entry((from.min(to), from.max(to))).or_insert((0, a, b));
            entry.0 += if from < to { 1 } else { -1 };
        }
    }
    let outline: Vec<(Position, Position)> =
        boundary.iter().flat_map(|ring| ring.windows(2).map(|w| (grid(w[0]), grid(w[1]))).collect::<Vec<_>>()).collect();
    for (count, a, b) in edges.into_values().filter(|(count, ..)| *count != 0) {
        assert_eq!(count.abs(), 1, "{}: two zones lie on one side of an edge", path.display());
        for end in [a, b].map(grid) {
            let nearest = outline.iter().map(|(a, b)| distance_to_segment(end, *a, *b)).fold(f64::INFINITY, f64::min);
            assert!(nearest < 0.002, "{}: an edge of one zone alone lies {nearest} m off the boundary", path.display());
        }
    }
    assert!((total - area_m2(&boundary)).abs() < 1.0, "{}: {total} m² of zones", path.display());
    assert!(worst <= 1.0, "{}: a zone is off by {worst} m²", path.display());
    worst
}

#[test]
fn the_formulae_are_those_of_the_control_points() {
    for (position, expected) in [
        ([106.05, 20.57], [609_275.859_9, 2_275_703.014_6]),
        ([106.00, 20.55], [604_076.083_0, 2_273_455.988_6]),
        ([106.10, 20.60], [614_466.849_6, 2_279_058.855_8]),
    ] {
        let found = grid(position);
        assert!((found[0] - expected[0]).abs() < 0.002 && (found[1] - expected[1]).abs() < 0.002, "{found:?}");
    }
}

#[test]
fn random_plans_are_read_by_other_means_with_the_same_areas() {
    let count = std::env::var("HECTA_EXPORTS").ok().and_then(|count| count.parse().ok()).unwrap_or(PLANS);
    let kept = std::env::var_os("HECTA_EXPORTS_DIR").map(std::path::PathBuf::from);
    let folder = tempfile::tempdir().expect("a folder");
    let (mut worst, mut drafts): (f64, u32) = (0.0, 0);
    for seed in 0..count {
        let plan = super::plans::random(seed);
        let path = kept.as_deref().unwrap_or(folder.path()).join(format!("random-{seed:04}.geojson"));
        let reason = (Judged::of(&plan).judgement.verdict != Verdict::Pass).then_some("drawn at random");
        drafts += u32::from(reason.is_some());
        exported(&plan, &path, reason).unwrap_or_else(|e| panic!("plan {seed} may leave: {e}"));
        worst = worst.max(assert_valid(&path));
        super::assert_holds(&path);
    }
    println!("{count} plans, {drafts} of them drafts, the worst zone is off by {worst:.6} m²");
}
