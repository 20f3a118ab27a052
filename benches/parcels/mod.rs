//! Made-up cadastral parcels: a coverage of ten vertices each whose neighbours share their vertices, the same for the same seed.

use std::fmt::Write as _;

/// The middle of the parcels, degrees east and north: the demonstration park.
const MIDDLE_DEG: [f64; 2] = [106.12, 20.536];
/// Width and height of a parcel, metres.
const SIDE_M: f64 = 14.0;
/// Metres per degree east and north, near enough for parcels that are made up.
const METRES_PER_DEG: [f64; 2] = [104_300.0, 110_720.0];
const LAND_USES: [&str; 6] = ["LUC", "ONT", "RSX", "CLN", "DGT", "SON"];

/// `count` parcels, rounded up to full rows, as GeoJSON in degrees of WGS 84: 530 bytes each, with sheet, number, land use and area.
pub fn parcels(count: usize, seed: u64) -> String {
    let across = (count as f64).sqrt().ceil() as i64;
    let rows = (count as i64 + across - 1) / across;
    let grid = Grid { across, rows, seed };
    let mut text = String::with_capacity(count * 560);
    text.push_str(r#"{"type":"FeatureCollection","name":"parcels","features":["#);
    for row in 0..rows {
        for column in 0..across {
            if row + column > 0 {
                text.push(',');
            }
            let number = row * across + column + 1;
            let (sheet, land_use) = (number / 400 + 1, LAND_USES[(mixed(seed, number, 0, 9) % 6) as usize]);
            let _ = write!(
                text,
                r#"{{"type":"Feature","properties":{{"so_to":{sheet},"so_thua":{},"loai_dat":"{land_use}","dien_tich":{:.1}}},"geometry":{{"type":"Polygon","coordinates":[["#,
                number % 400 + 1,
                SIDE_M * SIDE_M
            );
            let ring = grid.ring(column, row);
            for (at, [east, north]) in ring.iter().chain(&ring[..1]).enumerate() {
                let comma = if at > 0 { "," } else { "" };
                let _ = write!(text, "{comma}[{east:.9},{north:.9}]");
            }
            text.push_str("]]}}");
        }
    }
    text.push_str("]}");
    text
}

struct Grid {
    across: i64,
    rows: i64,
    seed: u64,
}

impl Grid {
    /// The ten vertices of a parcel, counter-clockwise, degrees.
    fn ring(&self, column: i64, row: i64) -> Vec<[f64; 2]> {
        let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map(|(right, up)| self.node(column + right, row + up));
        // sides are made from their west or south end, so that both owners have the same vertices
        let south = self.side(corners[0], corners[1], (column, row, 1), 2);
        let east = self.side(corners[1], corners[2], (column + 1, row, 2), 1);
        let north = self.side(corners[3], corners[2], (column, row + 1, 1), 2);
        let west = self.side(corners[0], corners[3], (column, row, 2), 1);
        let mut ring = vec![corners[0]];
        ring.extend(south);
        ring.push(corners[1]);
        ring.extend(east);
        ring.push(corners[2]);
        ring.extend(north.into_iter().rev());
        ring.push(corners[3]);
        ring.extend(west.into_iter().rev());
        ring.into_iter().map(|m| [0, 1].map(|i| MIDDLE_DEG[i] + m[i] / METRES_PER_DEG[i])).collect()
    }

    /// A corner in metres from the middle.
    fn node(&self, column: i64, row: i64) -> [f64; 2] {
        let shift = |which| if column == 0 || row == 0 { 0.0 } else { 0.3 * self.chance(column, row, which) };
        let place = |count: i64, all: i64, shift: f64| (count as f64 - all as f64 / 2.0 + shift) * SIDE_M;
        [place(column, self.across, shift(3)), place(row, self.rows, shift(4))]
    }

    /// The vertices between two corners, a little beside the line.
    fn side(&self, a: [f64; 2], b: [f64; 2], (column, row, which): (i64, i64, u64), count: u64) -> Vec<[f64; 2]> {
        let along = [b[0] - a[0], b[1] - a[1]];
        let vertex = |at: u64| {
            let t = at as f64 / (count + 1) as f64;
            let off = 0.08 * self.chance(column, row, which * 16 + at);
            [a[0] + t * along[0] - off * along[1], a[1] + t * along[1] + off * along[0]]
        };
        (1..=count).map(vertex).collect()
    }

    /// A number between -½ and ½.
    fn chance(&self, column: i64, row: i64, which: u64) -> f64 {
        (mixed(self.seed, column, row, which) >> 11) as f64 / (1_u64 << 53) as f64 - 0.5
    }
}

/// SplitMix64 of what a number is for.
fn mixed(seed: u64, a: i64, b: i64, which: u64) -> u64 {
    let mut state =
        seed ^ a.cast_unsigned().wrapping_mul(0xD129_0DD5_4F2B_1C43) ^ b.cast_unsigned().wrapping_mul(0xA24B_AED4_963E_E407);
    state = state.wrapping_add(which.wrapping_mul(0x9FB2_1C65_1E98_DF25)).wrapping_add(0x9E37_79B9_7F4A_7C15);
    state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}
