//! How land looks in formats that carry their own colours, told by its properties.

use serde_json::{Map, Value};

use super::attributes::{Role, land_use_of, role_of_word};
use crate::plan::{LandUse, ZoneFunction};

/// Colour of a boundary, sRGB.
const BOUNDARY: [u8; 3] = [0xC0, 0x1C, 0x28];
/// Colour of land that says nothing of itself.
const UNDECLARED: [u8; 3] = [0x9A, 0xA0, 0xA8];

/// What land is and how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MapLook {
    /// What it is to a plan.
    pub(super) role: Option<Role>,
    /// Its function, if declared.
    pub(super) function: Option<ZoneFunction>,
    /// Its class of land use, if declared.
    pub(super) land_use: Option<LandUse>,
    /// Colour of its fill, sRGB: the planner's, else that of its function or class.
    pub(super) colour: [u8; 3],
}

impl MapLook {
    /// The look of land with these properties.
    pub(super) fn of(properties: &Map<String, Value>) -> Self {
        let word = |name: &str| properties.get(name).and_then(Value::as_str);
        let role = word("layer").and_then(role_of_word);
        let function = word("function").and_then(ZoneFunction::from_code).filter(|_| role != Some(Role::Plot));
        let land_use = word("land_use").and_then(land_use_of);
        let by_word = match (role, function, land_use) {
            (Some(Role::Boundary), ..) => BOUNDARY,
            // the colours of zones in the window, which colour-blind eyes can tell apart
            (_, Some(ZoneFunction::RdLaboratory), _) => [0x00, 0x72, 0xB2],
            (_, Some(ZoneFunction::Production), _) => [0x8E, 0x5B, 0xA6],
            (_, Some(ZoneFunction::StartupHub), _) => [0xE6, 0x9F, 0x00],
            (_, _, Some(land_use)) => land_use.class().colour,
            (Some(Role::Zone), ..) => [0x00, 0x9E, 0x73],
            _ => UNDECLARED,
        };
        let chosen = word("colour").and_then(|text| u32::from_str_radix(text.strip_prefix('#')?, 16).ok());
        let colour = chosen.map_or(by_word, |rgb| [(rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8]);
        Self { role, function, land_use, colour }
    }
}

/// The name to show for land with these properties: its Vietnamese name, else another, else its code.
pub(super) fn shown_name(properties: &Map<String, Value>) -> String {
    let names = ["name_vi", "name", "name_en", "plot_code", "zone_code", "code"];
    let mut texts = names.iter().filter_map(|name| properties.get(*name).and_then(Value::as_str)).map(str::trim);
    texts.find(|text| !text.is_empty()).unwrap_or_default().to_owned()
}

/// A property as the text a person reads.
pub(super) fn value_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
