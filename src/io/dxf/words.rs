//! What layers and texts of a drawing say about its land.

use serde_json::{Map, Value};

use super::super::attributes::{Role, function_of, land_use_of, role_of_word};
use crate::plan::{LandUse, ZoneFunction};

/// Most lines of text that make a name.
const MOST_NAME_LINES: usize = 4;

/// What the name of a layer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct LayerMeaning {
    /// What its land is to a plan.
    pub(super) role: Option<Role>,
    /// The function of its zones.
    pub(super) function: Option<ZoneFunction>,
    /// The class of its land use.
    pub(super) land_use: Option<LandUse>,
}

impl LayerMeaning {
    /// The meaning of a layer by its name, or by what follows a prefix as bound drawings have it.
    pub(super) fn of(name: &str) -> Self {
        let own = name.rsplit(['|', '$']).next().unwrap_or(name).trim();
        let parts = || own.split([' ', '-', ':']).map(str::trim).filter(|part| part.len() > 3);
        let land_use = land_use_of(own).or_else(|| parts().find_map(LandUse::from_code));
        let role = role_of_word(own);
        // a boundary is not that of a function
        let symbols = || own.split([' ', '-', '_']).filter(|_| role == Some(Role::Zone)).find_map(function_of);
        let function = function_of(own).or_else(symbols).filter(|_| !matches!(role, Some(Role::Boundary | Role::Background)));
        Self { role, function, land_use }
    }

    /// Whether its land is a zone of its own word.
    pub(super) fn is_zone(self) -> bool {
        self.role == Some(Role::Zone) || (self.role.is_none() && self.function.is_some())
    }

    /// The properties of its land; where a drawing has zones, land that says only its use is a plot.
    pub(super) fn properties(self, drawing_has_zones: bool) -> Map<String, Value> {
        let mut properties = Map::new();
        let only_use = self.role.is_none() && !self.is_zone() && self.land_use.is_some();
        let layer = match self.role {
            Some(Role::Boundary) => Some("boundary"),
            Some(Role::Plot) => Some("plot"),
            Some(Role::Zone) => Some("zone"),
            None if only_use && drawing_has_zones => Some("plot"),
            None if only_use || self.is_zone() => Some("zone"),
            Some(Role::Background) | None => None,
        };
        properties.extend(layer.map(|layer| ("layer".to_owned(), layer.into())));
        properties.extend(self.function.map(|function| ("function".to_owned(), function.code().into())));
        properties.extend(self.land_use.map(|land_use| ("land_use".to_owned(), land_use.code().into())));
        properties
    }
}

/// The code and the name among lines of text, from the top down; figures and units are neither.
pub(super) fn code_and_name<'a>(lines: impl IntoIterator<Item = &'a str>) -> (Option<String>, Option<String>) {
    let mut code = None;
    let mut name: Vec<String> = Vec::new();
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        let line = words.join(" ");
        if line.is_empty() || is_figure(&line) {
            continue;
        }
        if code.is_none() && is_code(&line) {
            code = Some(line);
        } else if name.len() < MOST_NAME_LINES {
            name.push(line);
        }
    }
    (code, (!name.is_empty()).then(|| name.join(" ")))
}

/// Whether a line says an area, a share or a number: "331,60 ha", "S = 12.345 m2", "DT: 5%".
fn is_figure(line: &str) -> bool {
    let value = line.rsplit(['=', ':', '≈']).next().unwrap_or(line).trim();
    let unit = value.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '±' | '-'));
    let has_digits = value.chars().next().is_some_and(|c| c.is_ascii_digit() || matches!(c, '±' | '-'));
    has_digits && matches!(unit.trim().to_lowercase().as_str(), "" | "ha" | "m2" | "m²" | "m" | "%" | "°")
}

/// Whether a line is a code as drawings have it: "SX-01", "CX2", "HTKT".
fn is_code(line: &str) -> bool {
    let fits = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '.' | '_' | '/' | 'Đ');
    line.chars().count() <= 12
        && line.chars().all(fits)
        && line.starts_with(|c: char| c.is_alphabetic())
        && (line.contains(|c: char| c.is_ascii_digit()) || line.chars().count() <= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_mean_roles_functions_and_classes() {
        let of = LayerMeaning::of;
        for name in ["RANH_GIOI", "Ranh giới quy hoạch", "xref$0$RanhGioiQuyHoach_A", "BOUNDARY"] {
            assert_eq!(of(name).role, Some(Role::Boundary), "{name}");
        }
        assert_eq!(of("RANH_GIOI_SAN_XUAT").function, None);
        assert_eq!(of("Vùng sản xuất").function, Some(ZoneFunction::Production));
        assert_eq!(of("VUNG_CHUC_NANG_SX").function, Some(ZoneFunction::Production));
        assert_eq!(of("KHOI_NGHIEP").function, Some(ZoneFunction::StartupHub));
        assert_eq!(of("DAT_SX_Congnghiep").land_use, LandUse::from_code("SX_Congnghiep"));
        assert_eq!(of("0"), LayerMeaning::default());
        let plot = of("DAT_SX_Congnghiep").properties(true);
        assert_eq!((plot["layer"].as_str(), plot["land_use"].as_str()), (Some("plot"), Some("DAT_SX_Congnghiep")));
        assert_eq!(of("DAT_SX_Congnghiep").properties(false)["layer"], "zone");
        assert!(of("Layer1").properties(true).is_empty());
    }

    #[test]
    fn texts_are_codes_names_or_figures() {
        let read = |lines: &[&str]| code_and_name(lines.iter().copied());
        let said = |code: &str, name: &str| {
            (Some(code.to_owned()).filter(|c| !c.is_empty()), Some(name.to_owned()).filter(|n| !n.is_empty()))
        };
        assert_eq!(
            read(&["SX-01", "Vùng sản xuất,", " ứng dụng  CNC", "S = 331,60 ha"]),
            said("SX-01", "Vùng sản xuất, ứng dụng CNC")
        );
        assert_eq!(read(&["331.600", "50%", "DT: 12 m²"]), said("", ""));
        assert_eq!(read(&["HTKT", "HTKT-2"]), said("HTKT", "HTKT-2"));
        assert_eq!(read(&["Lô 12"]), said("", "Lô 12"));
    }
}
