//! One boundary with the faults that files have in practice.

use hecta::geometry::crs::{CoordinateUnit, DatumShift, FileCrs, Reading, ToGrid};
use hecta::geometry::{ProjectCrs, Region};
use hecta::io::guard::SuspicionKind;

/// A way in which a file is wrong.
pub struct Variant {
    pub name: &'static str,
    /// What the file says.
    pub declared: FileCrs,
    /// How its numbers were made, so how they must be read.
    pub reading: Reading,
    /// What the guard has to call it.
    pub kind: SuspicionKind,
}

pub fn grid(epsg: u32) -> FileCrs {
    FileCrs::Grid(ProjectCrs::from_epsg(epsg).expect("a known grid"))
}

/// Every wrong variant of a boundary.
pub fn wrong() -> Vec<Variant> {
    let own = grid(5897);
    let variant = |name, declared: FileCrs, reading, kind| Variant { name, declared, reading, kind };
    let plain = |crs: FileCrs| Reading::of(crs);
    let datum = |crs: FileCrs, datum| Reading { datum, ..Reading::of(crs) };
    let unit = |crs: FileCrs, unit| Reading { unit, ..Reading::of(crs) };
    let swapped = |crs: FileCrs| Reading { swapped: true, ..Reading::of(crs) };
    use SuspicionKind as Kind;
    vec![
        variant("105°30′ as 105°00′", own, plain(grid(9209)), Kind::CentralMeridian),
        variant("106°00′ as 105°00′", own, plain(grid(9211)), Kind::CentralMeridian),
        variant("105°00′ as 105°30′", grid(9209), plain(own), Kind::CentralMeridian),
        variant("VN-2000 / UTM 48N as TM-3", own, plain(grid(3405)), Kind::ZoneWidth),
        variant("TM-3 as VN-2000 / UTM 48N", grid(3405), plain(own), Kind::ZoneWidth),
        variant("WGS 84 / UTM 48N as TM-3", own, plain(FileCrs::Wgs84Utm { zone: 48 }), Kind::GridOfOtherDatum),
        variant(
            "WGS 84 / UTM 48N as VN-2000 / UTM 48N",
            grid(3405),
            plain(FileCrs::Wgs84Utm { zone: 48 }),
            Kind::GridOfOtherDatum,
        ),
        variant("X before Y", own, swapped(own), Kind::AxesSwapped),
        variant("latitude before longitude", FileCrs::Wgs84, swapped(FileCrs::Wgs84), Kind::LatLonSwapped),
        variant("VN-2000 degrees as WGS 84", FileCrs::Wgs84, plain(FileCrs::Vn2000), Kind::Vn2000AsWgs84),
        variant("WGS 84 degrees as VN-2000", FileCrs::Vn2000, plain(FileCrs::Wgs84), Kind::Wgs84AsVn2000),
        variant("grid without datum shift", own, datum(own, DatumShift::Missing), Kind::ShiftMissing),
        variant(
            "degrees with reversed rotations",
            FileCrs::Wgs84,
            datum(FileCrs::Wgs84, DatumShift::ReversedRotations),
            Kind::RotationsReversed,
        ),
        variant("grid with reversed rotations", own, datum(own, DatumShift::ReversedRotations), Kind::RotationsReversed),
        variant(
            "degrees without rotations",
            FileCrs::Wgs84,
            datum(FileCrs::Wgs84, DatumShift::NoRotations),
            Kind::RotationsMissing,
        ),
        variant("grid without rotations", own, datum(own, DatumShift::NoRotations), Kind::RotationsMissing),
        variant("degrees with EPSG:5194", FileCrs::Wgs84, datum(FileCrs::Wgs84, DatumShift::MekongDelta), Kind::OtherOperation),
        variant("millimetres", own, unit(own, CoordinateUnit::Millimetre), Kind::OtherUnit),
        variant("kilometres", own, unit(own, CoordinateUnit::Kilometre), Kind::OtherUnit),
        variant("feet", own, unit(own, CoordinateUnit::Foot), Kind::OtherUnit),
        variant("degrees as metres", own, plain(FileCrs::Wgs84), Kind::DegreesAsMetres),
        variant("metres as degrees", FileCrs::Wgs84, plain(own), Kind::MetresAsDegrees),
        variant("ddmmss", FileCrs::Wgs84, unit(FileCrs::Wgs84, CoordinateUnit::PackedDms), Kind::PackedDegrees),
        variant("d.mmss", FileCrs::Wgs84, unit(FileCrs::Wgs84, CoordinateUnit::DottedDms), Kind::PackedDegrees),
        variant("Web Mercator as WGS 84", FileCrs::Wgs84, plain(FileCrs::WebMercator), Kind::MetresAsDegrees),
    ]
}

/// The corners of a region as closed rings in the numbers of a file that is to be read so: 9 decimals of a degree, 3 of a metre.
pub fn numbers_of(region: &Region, reading: Reading) -> Vec<Vec<[f64; 2]>> {
    let to_grid = ToGrid::of_reading(reading, ProjectCrs::default()).expect("PROJ works");
    let number = |point| written(to_grid.position(point).expect("in the zone"), reading);
    region.rings().map(|ring| ring.iter().chain(ring.first()).map(|&point| number(point)).collect()).collect()
}

/// The natural numbers of a CRS as a file has them.
fn written(natural: [f64; 2], reading: Reading) -> [f64; 2] {
    let packed = |degrees: f64| {
        let seconds = (degrees * 3600.0 * 1e5).round() / 1e5;
        let (whole, rest) = ((seconds / 3600.0).floor(), seconds % 3600.0);
        whole * 1e4 + (rest / 60.0).floor() * 100.0 + rest % 60.0
    };
    let decimal = |number: f64, decimals: i32| (number * 10_f64.powi(decimals)).round() / 10_f64.powi(decimals);
    let [a, b] = natural.map(|number| match reading.unit {
        CoordinateUnit::PackedDms => decimal(packed(number), 5),
        CoordinateUnit::DottedDms => decimal(packed(number) / 1e4, 9),
        CoordinateUnit::Own => decimal(number, if reading.crs.is_geographic() { 9 } else { 3 }),
        unit => decimal(number / unit.metres().expect("a length"), 6),
    });
    if reading.swapped { [b, a] } else { [a, b] }
}

/// A file of one polygon as programs write it, with the `crs` member of GeoJSON 2008 where a CRS is declared.
pub fn geojson(rings: &[Vec<[f64; 2]>], declared: Option<FileCrs>) -> String {
    let mut file = serde_json::json!({"type": "FeatureCollection", "features": [{"type": "Feature",
        "properties": {"name_vi": "Ranh giới"}, "geometry": {"type": "Polygon", "coordinates": rings}}]});
    if let Some(crs) = declared {
        let name = format!("urn:ogc:def:crs:EPSG::{}", crs.epsg());
        file["crs"] = serde_json::json!({"type": "name", "properties": {"name": name}});
    }
    file.to_string()
}
