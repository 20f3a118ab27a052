//! The codes under which a planning dossier is filed (TT 16/2025/TT-BXD, Phụ lục II).

use serde::{Deserialize, Serialize};

/// Kinds of plans within a dossier code: quy hoạch chung, phân khu, chi tiết.
const DOSSIER_KINDS: [&str; 3] = ["QHC", "QPK", "QCT"];

/// The two codes that no hand-over may lack. An authority gives them out; Hecta never makes one up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DossierCodes {
    /// Mã thông tin quy hoạch (`maThongTinQH`); empty while unknown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub information: String,
    /// Mã hồ sơ quy hoạch (`maHoSoQH`); empty while unknown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub dossier: String,
}

impl DossierCodes {
    /// Whether neither is known.
    pub const fn is_empty(&self) -> bool {
        self.information.is_empty() && self.dossier.is_empty()
    }

    /// Whether both have the form that the annex gives them.
    pub fn are_well_formed(&self) -> bool {
        is_information_code(&self.information) && is_dossier_code(&self.dossier)
    }
}

/// Whether a text has the form of a `maThongTinQH`: 12 digits, province (2), year (2), level 1–4, kind 1–5, adjustment 0–2, number (5).
pub fn is_information_code(text: &str) -> bool {
    let &[_, _, _, _, level, kind, adjustment, _, _, _, _, _] = text.as_bytes() else { return false };
    text.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(level, b'1'..=b'4')
        && matches!(kind, b'1'..=b'5')
        && matches!(adjustment, b'0'..=b'2')
}

/// Whether a text has the form of a `maHoSoQH`: province (2 digits), QHC, QPK or QCT, then 7 digits.
pub fn is_dossier_code(text: &str) -> bool {
    let is_number = |part: Option<&str>, digits: usize| {
        part.is_some_and(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    is_number(text.get(..2), 2) && text.get(2..5).is_some_and(|kind| DOSSIER_KINDS.contains(&kind)) && is_number(text.get(5..), 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_the_form_of_the_annex() {
        for good in ["372623000001", "992541299999"] {
            assert!(is_information_code(good), "{good}");
        }
        for bad in
            ["", "37262300001", "3726230000011", "372653000001", "372606000001", "372623300001", "37262300000a", "３72623000001"]
        {
            assert!(!is_information_code(bad), "{bad}");
        }
        for good in ["37QPK1260001", "01QHC0000000"] {
            assert!(is_dossier_code(good), "{good}");
        }
        for bad in ["", "37QPK126000", "37QPX1260001", "7QPK12600011", "37qpk1260001", "37QPK12600Đ1", "ĐQPK1260001"] {
            assert!(!is_dossier_code(bad), "{bad}");
        }
    }
}
