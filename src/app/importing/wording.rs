//! What importing has to say, in the words of a language.

use super::{ImportRole, Importing, Obstacle};
use crate::app::i18n::Texts;
use crate::geometry::crs::{CoordinateUnit, DatumShift, FileCrs, Reading};
use crate::geometry::{GridBox, ProjectCrs};
use crate::io::{DeclaredCrs, Format};

/// Id of the name of a role.
pub const fn role_id(role: ImportRole) -> &'static str {
    match role {
        ImportRole::Plan => "import-role-plan",
        ImportRole::Boundary => "import-role-boundary",
        ImportRole::Plots => "import-role-plots",
        ImportRole::Communes => "import-role-communes",
        ImportRole::Reference => "import-role-reference",
        ImportRole::LeaveOut => "import-role-leave-out",
    }
}

/// Name of a format for people; formats are called the same in every language.
pub const fn format_name(format: Format) -> &'static str {
    match format {
        Format::GeoJson => "GeoJSON",
        Format::GeoJsonSequence => "GeoJSONL",
        Format::GeoPackage => "GeoPackage",
        Format::Shapefile => "Shapefile",
        Format::Dxf => "DXF",
        Format::Kml => "KML",
        Format::Kmz => "KMZ",
        Format::FlatGeobuf => "FlatGeobuf",
        Format::Csv => "CSV",
        Format::Xlsx => "Excel",
    }
}

/// Name of a CRS for people, with its code.
pub fn crs_name(texts: &Texts, crs: FileCrs) -> String {
    let name = match crs {
        FileCrs::Wgs84 => texts.get("import-crs-wgs84").to_owned(),
        FileCrs::Vn2000 => texts.get("import-crs-vn2000").to_owned(),
        FileCrs::Grid(grid) => grid.name_vi(),
        FileCrs::Wgs84Utm { zone } => format!("WGS 84 / UTM {zone}N"),
        FileCrs::WebMercator => "Web Mercator".to_owned(),
    };
    format!("{name} ({crs})")
}

/// How numbers are read, for people: the CRS and whatever is unusual.
pub fn reading_name(texts: &Texts, reading: Reading) -> String {
    let mut parts = vec![crs_name(texts, reading.crs)];
    parts.extend(reading.swapped.then(|| texts.get("import-swapped").to_owned()));
    parts.extend((reading.unit != CoordinateUnit::Own).then(|| texts.get(unit_id(reading.unit)).to_owned()));
    parts.extend((reading.datum != DatumShift::Standard).then(|| texts.get(datum_id(reading.datum)).to_owned()));
    parts.join(", ")
}

/// Id of the name of a unit.
pub const fn unit_id(unit: CoordinateUnit) -> &'static str {
    match unit {
        CoordinateUnit::Own => "import-unit-own",
        CoordinateUnit::Millimetre => "import-unit-millimetre",
        CoordinateUnit::Centimetre => "import-unit-centimetre",
        CoordinateUnit::Kilometre => "import-unit-kilometre",
        CoordinateUnit::Foot => "import-unit-foot",
        CoordinateUnit::PackedDms => "import-unit-packed",
        CoordinateUnit::DottedDms => "import-unit-dotted",
    }
}

/// Id of the name of a datum operation.
pub const fn datum_id(datum: DatumShift) -> &'static str {
    match datum {
        DatumShift::Standard => "import-datum-standard",
        DatumShift::Missing => "import-datum-missing",
        DatumShift::ReversedRotations => "import-datum-reversed",
        DatumShift::NoRotations => "import-datum-no-rotations",
        DatumShift::MekongDelta => "import-datum-mekong",
    }
}

/// Every CRS one can choose, those of plans around here first.
pub fn crs_choices(plan: ProjectCrs) -> Vec<FileCrs> {
    let grids = ProjectCrs::all().filter(|crs| *crs != plan).map(FileCrs::Grid);
    let others = [FileCrs::Wgs84Utm { zone: 48 }, FileCrs::Wgs84Utm { zone: 49 }, FileCrs::WebMercator];
    [FileCrs::Grid(plan), FileCrs::Wgs84, FileCrs::Vn2000].into_iter().chain(grids).chain(others).collect()
}

/// What a layer says about its CRS.
pub fn declared_text(texts: &Texts, declared: &DeclaredCrs) -> String {
    match declared {
        DeclaredCrs::Missing => texts.get("import-crs-missing").to_owned(),
        DeclaredCrs::Implied(crs) => texts.format("import-crs-implied", &[("crs", crs_name(texts, *crs).into())]),
        DeclaredCrs::Known(crs) => texts.format("import-crs-known", &[("crs", crs_name(texts, *crs).into())]),
        DeclaredCrs::Contradicted { code, used } => {
            let arguments = [("code", format!("EPSG:{code}").into()), ("crs", crs_name(texts, *used).into())];
            texts.format("import-crs-contradicted-choice", &arguments)
        }
        DeclaredCrs::Unknown { name, .. } => texts.format("import-crs-unknown", &[("name", name.as_str().into())]),
    }
}

/// Why nothing can be imported as it is decided now.
pub fn obstacle_text(texts: &Texts, importing: &Importing, obstacle: Obstacle) -> String {
    let of = |id: &str, layer: usize| {
        let name = importing.layers().get(layer).map(|layer| layer.name.as_str()).filter(|name| !name.is_empty());
        texts.format(id, &[("layer", name.unwrap_or_else(|| texts.get("import-layer-unnamed")).into())])
    };
    match obstacle {
        Obstacle::NothingChosen => texts.get("import-why-nothing").to_owned(),
        Obstacle::NoCrs(layer) => of("import-why-no-crs", layer),
        Obstacle::Suspect(layer) => of("import-why-suspect", layer),
        Obstacle::NoArea(layer) => of("import-why-no-area", layer),
        Obstacle::PlotsWithoutPlan(layer) => of("import-why-plots", layer),
    }
}

/// Where a box lies on the plan grid: its corners as X (Bắc) and Y (Đông) in metres.
pub fn extent_text(texts: &Texts, bounds: GridBox) -> String {
    let numbers = texts.numbers();
    let metre = |value: f64| numbers.number(value, 0);
    let ([west, south], [east, north]) = (bounds.min.to_m(), bounds.max.to_m());
    format!("X {} – {}   Y {} – {}", metre(south), metre(north), metre(west), metre(east))
}

/// How far what lands in `bounds` is from the park, if it lies apart from it.
pub fn apart_text(texts: &Texts, bounds: GridBox, park: Option<GridBox>) -> Option<String> {
    let park = park.filter(|park| !park.intersects(bounds))?;
    let km = bounds.centre().distance_m(park.centre()) / 1_000.0;
    Some(texts.format("import-apart", &[("distance", texts.numbers().number(km, if km < 10.0 { 2 } else { 0 }).into())]))
}
