//! Land-use classes (loại đất theo chức năng) of TT 16/2025/TT-BXD, and what else a planner says about the use of land.

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::confidence::Confidence;

/// A class of the land-use table; ordered as the rows of the table.
///
/// In files it is its code, e.g. "DAT_SX_Congnghiep".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LandUse(u8);

/// What a class counts as in sums and in rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LandUseGroup {
    /// Housing (đất ở).
    Residential,
    /// Social infrastructure: health, culture, sports, education.
    Social,
    /// Greenery (cây xanh).
    Greenery,
    /// Production, warehouses, mining.
    Production,
    /// Training and research (đào tạo, nghiên cứu).
    Research,
    /// Offices and headquarters (cơ quan, trụ sở).
    Office,
    /// Services and tourism (dịch vụ, du lịch).
    Service,
    /// Heritage and religion.
    Heritage,
    /// Security and defence.
    Security,
    /// Roads and car parks (giao thông).
    Road,
    /// Technical infrastructure but roads (hạ tầng kỹ thuật).
    Infrastructure,
    /// Agriculture, forestry, aquaculture.
    Agriculture,
    /// Unused land.
    Unused,
    /// Water (mặt nước).
    Water,
}

/// A pattern that stands for the class beside its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LandUseHatch {
    /// Lines that rise to the right.
    Diagonal,
    /// Lines that fall to the right.
    BackDiagonal,
    /// Horizontal and vertical lines.
    Grid,
    /// Both diagonals.
    CrossHatch,
    /// Dots.
    Dots,
    /// Horizontal lines.
    Horizontal,
}

/// A class with its names and looks, as `data/land_use.toml` has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LandUseClass {
    /// Name of the class in files, with "DAT_".
    pub code: String,
    /// Ký hiệu on drawings and in tables, e.g. "SX".
    pub symbol: String,
    /// Vietnamese name.
    pub name_vi: String,
    /// English name.
    pub name_en: String,
    /// What it counts as.
    pub group: LandUseGroup,
    /// Colour of the annex, sRGB.
    pub colour: [u8; 3],
    /// AutoCAD colour index of the annex.
    pub aci: u8,
    /// The nearest pattern that Hecta draws.
    pub hatch: LandUseHatch,
    /// Where code, order and colour come from.
    pub source: &'static str,
    /// How well that is founded.
    pub confidence: Confidence,
}

/// `data/land_use.toml`.
#[derive(Deserialize)]
struct File {
    source: String,
    confidence: Confidence,
    class: Vec<Entry>,
}

/// A class in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    symbol: String,
    name_vi: String,
    name_en: String,
    group: LandUseGroup,
    colour: String,
    aci: u8,
    hatch: LandUseHatch,
}

static CLASSES: LazyLock<Vec<LandUseClass>> =
    LazyLock::new(|| classes(include_str!("../../data/land_use.toml")).expect("the embedded classes are tested"));

/// The classes of a file of classes.
fn classes(text: &str) -> Result<Vec<LandUseClass>, String> {
    let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
    let source: &'static str = String::leak(file.source);
    let class = |entry: Entry| {
        let colour = entry.colour.strip_prefix('#').and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let [_, r, g, b] = colour.ok_or_else(|| format!("{}: {} is no colour", entry.code, entry.colour))?.to_be_bytes();
        Ok(LandUseClass {
            code: entry.code,
            symbol: entry.symbol,
            name_vi: entry.name_vi,
            name_en: entry.name_en,
            group: entry.group,
            colour: [r, g, b],
            aci: entry.aci,
            hatch: entry.hatch,
            source,
            confidence: file.confidence,
        })
    };
    file.class.into_iter().map(class).collect()
}

impl LandUse {
    /// All classes, in the order of the land-use table.
    pub fn all() -> impl ExactSizeIterator<Item = Self> + Clone {
        (0..CLASSES.len() as u8).map(Self)
    }

    /// The class with this code, with or without "DAT_", in upper or lower case; `None` for another word.
    pub fn from_code(code: &str) -> Option<Self> {
        let without_prefix = |code: &str| code.get(..4).filter(|p| p.eq_ignore_ascii_case("DAT_")).map_or(0, str::len);
        let code = code.trim();
        let own = &code[without_prefix(code)..];
        Self::all().find(|land_use| land_use.class().code["DAT_".len()..].eq_ignore_ascii_case(own))
    }

    /// The class: names, group, colour.
    pub fn class(self) -> &'static LandUseClass {
        &CLASSES[usize::from(self.0)]
    }

    /// The code in files.
    pub fn code(self) -> &'static str {
        &self.class().code
    }

    /// What the class counts as.
    pub fn group(self) -> LandUseGroup {
        self.class().group
    }
}

impl fmt::Debug for LandUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for LandUse {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for LandUse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::from_code(&code).ok_or_else(|| serde::de::Error::custom(format!("\"{code}\" is no land-use class")))
    }
}

impl LandUseGroup {
    /// All groups.
    pub const ALL: [Self; 14] = [
        Self::Residential,
        Self::Social,
        Self::Greenery,
        Self::Production,
        Self::Research,
        Self::Office,
        Self::Service,
        Self::Heritage,
        Self::Security,
        Self::Road,
        Self::Infrastructure,
        Self::Agriculture,
        Self::Unused,
        Self::Water,
    ];

    /// The word in files and in ids of texts.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Residential => "residential",
            Self::Social => "social",
            Self::Greenery => "greenery",
            Self::Production => "production",
            Self::Research => "research",
            Self::Office => "office",
            Self::Service => "service",
            Self::Heritage => "heritage",
            Self::Security => "security",
            Self::Road => "road",
            Self::Infrastructure => "infrastructure",
            Self::Agriculture => "agriculture",
            Self::Unused => "unused",
            Self::Water => "water",
        }
    }
}

/// When land is to be put to use (giai đoạn).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Đợt đầu.
    First,
    /// Dài hạn.
    LongTerm,
}

impl Phase {
    /// Both, in their order.
    pub const ALL: [Self; 2] = [Self::First, Self::LongTerm];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::LongTerm => "long_term",
        }
    }

    /// The phase a word in a file stands for.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.code() == code.trim())
    }
}

/// A field of high technology that land is kept for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriorityField {
    /// Trí tuệ nhân tạo.
    ArtificialIntelligence,
    /// Điện tử, bán dẫn.
    ElectronicsSemiconductors,
    /// Công nghệ sinh học, y dược.
    BiotechnologyMedicine,
    /// Vật liệu mới.
    NewMaterials,
}

impl PriorityField {
    /// All fields, in the order they are offered.
    pub const ALL: [Self; 4] =
        [Self::ArtificialIntelligence, Self::ElectronicsSemiconductors, Self::BiotechnologyMedicine, Self::NewMaterials];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ArtificialIntelligence => "artificial_intelligence",
            Self::ElectronicsSemiconductors => "electronics_semiconductors",
            Self::BiotechnologyMedicine => "biotechnology_medicine",
            Self::NewMaterials => "new_materials",
        }
    }

    /// The field a word in a file stands for.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_stand_in_the_order_of_the_table() {
        let order: Vec<_> = LandUse::all().map(|land_use| land_use.class().symbol.as_str()).collect();
        let at = |symbol: &str| order.iter().position(|other| *other == symbol).expect("a class of the table");
        let expected = ["O", "YT", "CXCC", "SX", "ĐT-NC", "CQ", "DV", "GT", "BĐX", "NTR", "HTK", "NN", "CSD", "HO", "MNB"];
        assert!(expected.map(at).is_sorted(), "{order:?}");
        assert_eq!((order.len(), at("O"), at("MNB")), (33, 0, 32));
    }

    #[test]
    fn codes_are_unique_and_found_again_with_and_without_their_prefix() {
        for land_use in LandUse::all() {
            let code = land_use.code();
            assert!(code.starts_with("DAT_"), "{code}");
            for word in [code, &code[4..], &code.to_lowercase(), &format!(" {code} ")] {
                assert_eq!(LandUse::from_code(word), Some(land_use), "{word}");
            }
        }
        for word in ["", "DAT_", "Đất", "SX_Congnghiepnang"] {
            assert_eq!(LandUse::from_code(word), None, "{word}");
        }
    }

    #[test]
    fn colours_are_those_of_the_annex_and_groups_hold_what_rules_sum() {
        let class = |code| LandUse::from_code(code).expect("a class").class();
        assert_eq!(class("DaotaoNC").colour, [0x00, 0x73, 0x99]);
        assert_eq!(class("SX_Congnghiep").colour, [0x66, 0x00, 0xCC]);
        let of = |group| LandUse::all().filter(|land_use| land_use.group() == group).map(LandUse::code).collect::<Vec<_>>();
        assert_eq!(of(LandUseGroup::Road), ["DAT_HTKT_DuongGT", "DAT_HTKT_Baidoxe"]);
        assert_eq!(of(LandUseGroup::Greenery), ["DAT_HTXH_CayxanhCC", "DAT_Cayxanhhanche", "DAT_Cayxanhchuyendung"]);
        assert_eq!(of(LandUseGroup::Residential).len(), 3);
        assert!(LandUseGroup::ALL.into_iter().all(|group| !of(group).is_empty()));
    }

    #[test]
    fn a_class_is_its_code_in_files() {
        let land_use = LandUse::from_code("Dichvu").expect("a class");
        let text = serde_json::to_string(&land_use).expect("it can be written");
        assert_eq!(text, "\"DAT_Dichvu\"");
        assert_eq!(serde_json::from_str::<LandUse>(&text).expect("it can be read"), land_use);
        assert!(serde_json::from_str::<LandUse>("\"DAT_X\"").is_err());
    }

    #[test]
    fn a_broken_file_of_classes_is_refused() {
        let text = include_str!("../../data/land_use.toml");
        for (good, bad) in [("#CC9900", "red"), ("\"residential\"", "\"flats\""), ("aci = 42", "aci = 420")] {
            assert!(classes(&text.replacen(good, bad, 1)).is_err(), "{bad}");
        }
    }

    #[test]
    fn phases_and_fields_are_words_in_files() {
        assert!(Phase::ALL.into_iter().all(|phase| Phase::from_code(phase.code()) == Some(phase)));
        assert!(PriorityField::ALL.into_iter().all(|field| PriorityField::from_code(field.code()) == Some(field)));
        assert_eq!((Phase::from_code("second"), PriorityField::from_code("")), (None, None));
    }
}
