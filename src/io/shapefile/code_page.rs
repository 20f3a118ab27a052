//! The code page of a table's texts: by `.cpg`, then by the language driver of the header, then by the bytes themselves.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252, WINDOWS_1258};

use super::super::text_encoding::{TextEncoding, recognise, to_unicode};
use super::table::Table;

/// Language drivers of code pages that can be decoded here.
const LANGUAGES: [(u8, &str); 17] = [
    (0x03, "windows-1252"),
    (0x57, "windows-1252"),
    (0x58, "windows-1252"),
    (0x59, "windows-1252"),
    (0x13, "shift_jis"),
    (0x26, "ibm866"),
    (0x65, "ibm866"),
    (0x4D, "gbk"),
    (0x7A, "gbk"),
    (0x4E, "euc-kr"),
    (0x79, "euc-kr"),
    (0x4F, "big5"),
    (0x78, "big5"),
    (0x7C, "windows-874"),
    (0xC8, "windows-1250"),
    (0xC9, "windows-1251"),
    (0xF0, "utf-8"),
];

/// Turns the bytes of texts into strings. Bytes of the old Vietnamese encodings become the characters of Windows-1252, one by one.
pub(super) struct Decoder {
    encoding: &'static Encoding,
    /// Windows-1258 is decoded as 1252 first, so that its texts can be held against what they say.
    is_windows_1258: bool,
}

impl Decoder {
    /// The decoder for a table, and whether the texts contradict what `.cpg` says.
    ///
    /// With a `stated` encoding nothing is converted: bytes that are no UTF-8 stay as the characters of Windows-1252, or of another declared code
    /// page that is not Vietnamese, for whoever asked.
    pub(super) fn of_table(table: &Table<'_>, cpg: Option<&str>, stated: Option<TextEncoding>) -> (Self, bool) {
        let plain = |encoding| Self { encoding, is_windows_1258: false };
        let is_utf8 = || table.texts().all(|text| std::str::from_utf8(text).is_ok() || is_cut_utf8(text));
        let is_ascii = || table.texts().all(<[u8]>::is_ascii);
        if stated.is_some_and(|stated| stated != TextEncoding::Unicode) {
            return (plain(WINDOWS_1252), false);
        }
        let by_language = || LANGUAGES.iter().find(|(id, _)| *id == table.language).and_then(|(_, label)| labelled(label));
        let declared = cpg.and_then(labelled);
        let encoding = match declared.or_else(by_language) {
            Some(encoding) if encoding == UTF_8 && !is_utf8() => return (plain(WINDOWS_1252), declared.is_some()),
            // a header of Windows-1252 stands before texts in UTF-8 in many files
            Some(encoding) if declared.is_none() && encoding == WINDOWS_1252 && !is_ascii() && is_utf8() => UTF_8,
            Some(encoding) => encoding,
            None if is_utf8() => UTF_8,
            None => WINDOWS_1252,
        };
        if encoding != WINDOWS_1258 {
            return (plain(encoding), false);
        }
        if stated.is_some() {
            return (plain(WINDOWS_1252), false);
        }
        let texts: Vec<_> = table.texts().map(|text| WINDOWS_1252.decode_without_bom_handling(text).0.into_owned()).collect();
        let recognised = recognise(texts.iter().map(String::as_str));
        let is_windows_1258 = matches!(recognised, TextEncoding::Windows1258 | TextEncoding::Unicode);
        (Self { encoding: WINDOWS_1252, is_windows_1258 }, !is_windows_1258)
    }

    /// A text of the table.
    pub(super) fn text(&self, bytes: &[u8]) -> String {
        let text = self.encoding.decode_without_bom_handling(bytes).0.into_owned();
        if self.is_windows_1258 { to_unicode(&text, TextEncoding::Windows1258) } else { text }
    }
}

/// Whether a text is UTF-8 but for its last character, which did not fit the field.
fn is_cut_utf8(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_err_and(|error| error.error_len().is_none())
}

/// The encoding a `.cpg` names: `UTF-8`, `65001`, `1258`, `CP1258`, `ANSI 1252`, `ISO-8859-1`, `88591` …
fn labelled(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().to_ascii_lowercase();
    let number: String = label.chars().filter(char::is_ascii_digit).collect();
    let by_number = match number.as_str() {
        "65001" => Some("utf-8"),
        "874" => Some("windows-874"),
        "932" => Some("shift_jis"),
        "936" => Some("gbk"),
        "949" => Some("euc-kr"),
        "950" => Some("big5"),
        "866" => Some("ibm866"),
        "88591" | "28591" => Some("windows-1252"),
        _ => None,
    };
    let windows = (number.len() == 4 && number.starts_with("125")).then(|| format!("windows-{number}"));
    let wanted = by_number.or(windows.as_deref()).unwrap_or(&label);
    Encoding::for_label(wanted.as_bytes())
}
