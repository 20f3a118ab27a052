//! Styles for QGIS, kept in the package as QGIS itself does (`layer_styles`): official colours with a hatch, corners, outlines.

use std::fmt::Write;

use super::super::geopackage::{Column, ColumnKind, FeatureTable, Field, Row};
use super::super::sealed_package::STYLES;
use super::super::source::Shape;
use super::{BOUNDARY, CORNERS, LAND_USE, ZONES};
use crate::plan::{LandUse, LandUseHatch};

/// The table of styles for these layers.
pub(super) fn table(layers: &[FeatureTable]) -> FeatureTable {
    let kinds = [
        ("f_table_catalog", ColumnKind::Text),
        ("f_table_schema", ColumnKind::Text),
        ("f_table_name", ColumnKind::Text),
        ("f_geometry_column", ColumnKind::Text),
        ("styleName", ColumnKind::Text),
        ("styleQML", ColumnKind::Text),
        ("styleSLD", ColumnKind::Text),
        ("useAsDefault", ColumnKind::Boolean),
        ("description", ColumnKind::Text),
        ("owner", ColumnKind::Text),
        ("ui", ColumnKind::Text),
        ("update_time", ColumnKind::DateTime),
    ];
    let styled = layers.iter().filter_map(|layer| Some((layer, layer.geometry.as_ref()?, style_of(&layer.name)?)));
    let row = |(key, (layer, geometry, style)): (i64, (&FeatureTable, &super::GeometryColumn, String))| Row {
        key,
        shape: Shape::Missing,
        fields: vec![
            "".into(),
            "".into(),
            layer.name.as_str().into(),
            geometry.name.as_str().into(),
            layer.name.as_str().into(),
            Field::Text(style),
            "".into(),
            Field::Integer(1),
            "TT 16/2025/TT-BXD".into(),
            "".into(),
            Field::Null,
            Field::Null,
        ],
    };
    FeatureTable {
        name: STYLES.into(),
        identifier: STYLES.into(),
        description: String::new(),
        geometry: None,
        columns: kinds.into_iter().map(|(name, kind)| Column { name: name.into(), kind }).collect(),
        rows: (1..).zip(styled).map(row).collect(),
    }
}

fn style_of(layer: &str) -> Option<String> {
    match layer {
        BOUNDARY => Some(document(&single(&outline([200, 0, 0], 0.8)), "fill", None)),
        ZONES => Some(document(&single(&outline([60, 60, 60], 0.5)), "fill", Some("kyHieuKhuQH"))),
        LAND_USE => Some(document(&land_uses(), "fill", Some("kyHieuLoDat"))),
        CORNERS => Some(document(&single(&marker()), "marker", Some("maDoiTuong"))),
        _ => None,
    }
}

/// A QML document around a renderer, whose symbols are all of one kind; `label` is the field written beside each feature.
fn document(renderer: &str, kind: &str, label: Option<&str>) -> String {
    let renderer = renderer.replace("type=\"KIND\"", &format!("type=\"{kind}\""));
    let labels = label.map_or_else(String::new, |field| {
        format!(
            "<labeling type=\"simple\"><settings calloutType=\"simple\"><text-style fieldName=\"{field}\" isExpression=\"0\" fontSize=\"8\" \
             fontSizeUnit=\"Point\" textColor=\"30,30,30,255\"><text-buffer bufferDraw=\"1\" bufferSize=\"0.8\" bufferSizeUnits=\"MM\" \
             bufferColor=\"255,255,255,255\"/></text-style><placement placement=\"{}\"/></settings></labeling>",
            if kind == "marker" { 6 } else { 1 }
        )
    });
    format!(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.28.0\" styleCategories=\"Symbology|Labeling\" labelsEnabled=\"{}\">{renderer}{labels}</qgis>\n",
        u8::from(label.is_some())
    )
}

fn single(layers: &str) -> String {
    format!(
        "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\"><symbols>{}</symbols></renderer-v2>",
        symbol(0, layers)
    )
}

fn symbol(number: usize, layers: &str) -> String {
    format!("<symbol name=\"{number}\" type=\"KIND\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">{layers}</symbol>")
}

fn layer(class: &str, options: &[(&str, String)]) -> String {
    let mut text = format!("<layer class=\"{class}\" enabled=\"1\" locked=\"0\" pass=\"0\"><Option type=\"Map\">");
    for (name, value) in options {
        let _ = write!(text, "<Option name=\"{name}\" type=\"QString\" value=\"{}\"/>", escaped(value));
    }
    text.push_str("</Option></layer>");
    text
}

fn colour([r, g, b]: [u8; 3]) -> String {
    format!("{r},{g},{b},255")
}

fn outline(line: [u8; 3], width_mm: f64) -> String {
    let options = [
        ("line_color", colour(line)),
        ("line_style", "solid".to_owned()),
        ("line_width", width_mm.to_string()),
        ("line_width_unit", "MM".to_owned()),
        ("joinstyle", "miter".to_owned()),
    ];
    layer("SimpleLine", &options)
}

fn marker() -> String {
    let options = [
        ("name", "circle".to_owned()),
        ("color", colour([255, 255, 255])),
        ("outline_color", colour([200, 0, 0])),
        ("size", "1.8".to_owned()),
        ("size_unit", "MM".to_owned()),
    ];
    layer("SimpleMarker", &options)
}

/// A category for each class of land use: its colour under its hatch.
fn land_uses() -> String {
    let (mut categories, mut symbols) = (String::new(), String::new());
    for (number, land_use) in LandUse::all().enumerate() {
        let class = land_use.class();
        let label = escaped(&format!("{} – {}", class.symbol, class.name_vi));
        let value = escaped(&class.code);
        let _ = write!(
            categories,
            "<category render=\"true\" symbol=\"{number}\" value=\"{value}\" label=\"{label}\" type=\"string\"/>"
        );
        symbols.push_str(&symbol(number, &fill(class.colour, class.hatch)));
    }
    format!(
        "<renderer-v2 type=\"categorizedSymbol\" attr=\"chucNangSuDungDatMuc1\" symbollevels=\"0\" enableorderby=\"0\"><categories>{categories}</categories><symbols>{symbols}</symbols></renderer-v2>"
    )
}

fn fill(of: [u8; 3], hatch: LandUseHatch) -> String {
    let brush = |colour_of: [u8; 3], style: &str, outline: &str| {
        let options = [
            ("color", colour(colour_of)),
            ("style", style.to_owned()),
            ("outline_color", colour([60, 60, 60])),
            ("outline_style", outline.to_owned()),
            ("outline_width", "0.2".to_owned()),
            ("outline_width_unit", "MM".to_owned()),
        ];
        layer("SimpleFill", &options)
    };
    // names of Qt: its backward diagonal rises to the right
    let style = match hatch {
        LandUseHatch::Diagonal => "b_diagonal",
        LandUseHatch::BackDiagonal => "f_diagonal",
        LandUseHatch::Grid => "cross",
        LandUseHatch::CrossHatch => "diagonal_x",
        LandUseHatch::Dots => "dense7",
        LandUseHatch::Horizontal => "horizontal",
    };
    let is_dark = of.iter().map(|channel| u32::from(*channel)).sum::<u32>() < 330;
    let lines = if is_dark { [225, 225, 225] } else { [70, 70, 70] };
    brush(of, "solid", "solid") + &brush(lines, style, "no")
}

/// Text as the value of an XML attribute.
fn escaped(text: &str) -> String {
    let escape = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        other => other.to_string(),
    };
    text.chars().map(escape).collect()
}
