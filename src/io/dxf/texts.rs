//! Texts of a drawing: their encoding, escapes and formatting codes.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::super::text_encoding::{TextEncoding, recognise};

/// Texts that vote for the encoding.
const MOST_VOTES: usize = 10_000;

/// How the bytes of texts are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decoder {
    encoding: &'static Encoding,
}

impl Decoder {
    /// By the header: UTF-8 since R2007 (AC1021), else the code page the drawing names, else that of Western Windows.
    pub(super) fn of_header(version: &str, code_page: &str) -> Self {
        let is_utf8 =
            version.strip_prefix("AC").and_then(|number| number.parse::<u32>().ok()).is_some_and(|number| number >= 1021);
        let page = code_page.trim().to_ascii_uppercase();
        let label = match page.strip_prefix("ANSI_").unwrap_or(&page) {
            "932" => "shift_jis".to_owned(),
            "936" => "gbk".to_owned(),
            "949" => "euc-kr".to_owned(),
            "950" => "big5".to_owned(),
            number => format!("windows-{number}"),
        };
        let by_page = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
        Self { encoding: if is_utf8 { UTF_8 } else { by_page } }
    }

    /// The same, but byte by byte if texts declared as Vietnamese Windows are those of a font (TCVN3, VNI), which [`mend_texts`](
    /// super::super::text_encoding::mend_texts) makes Unicode.
    pub(super) fn settled_by<'a>(self, texts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        if self.encoding != WINDOWS_1258 {
            return self;
        }
        let western = texts.into_iter().take(MOST_VOTES).map(|text| WINDOWS_1252.decode_without_bom_handling(text).0);
        let western: Vec<_> = western.collect();
        match recognise(western.iter().map(AsRef::as_ref)) {
            TextEncoding::Tcvn3 | TextEncoding::Vni => Self { encoding: WINDOWS_1252 },
            TextEncoding::Unicode | TextEncoding::Windows1258 => self,
        }
    }

    /// A text with its escapes resolved, NFC, without control characters.
    pub(super) fn text(self, bytes: &[u8]) -> String {
        // a drawing that says UTF-8 but is not has been saved by something older than it says
        let decoded = match std::str::from_utf8(bytes) {
            Ok(text) if self.encoding == UTF_8 || text.is_ascii() => text.into(),
            _ if self.encoding == UTF_8 => WINDOWS_1258.decode_without_bom_handling(bytes).0,
            _ => self.encoding.decode_without_bom_handling(bytes).0,
        };
        without_escapes(&decoded).nfc().filter(|c| !c.is_control() || *c == '\n').collect()
    }
}

/// Resolves `\U+XXXX`, with which older drawings write what their code page lacks.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\\U+") {
        let digits = rest.get(at + 3..at + 7);
        match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                plain.push_str(&rest[..at]);
                plain.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                plain.push_str(&rest[..at + 3]);
                rest = &rest[at + 3..];
            }
        }
    }
    plain + rest
}

/// The words of a TEXT or ATTRIB: `%%d`, `%%u`, `%%176` and the like resolved.
pub(super) fn plain_text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("%%") {
        plain.push_str(&rest[..at]);
        let code = &rest[at + 2..];
        let number = code.get(..3).and_then(|digits| digits.parse::<u8>().ok());
        let (sign, length) = match (code.chars().next(), number) {
            (_, Some(number)) => (Some(char::from(number)), 3),
            (Some('d' | 'D'), _) => (Some('°'), 1),
            (Some('p' | 'P'), _) => (Some('±'), 1),
            (Some('c' | 'C'), _) => (Some('⌀'), 1),
            (Some('%'), _) => (Some('%'), 1),
            (Some('u' | 'U' | 'o' | 'O' | 'k' | 'K'), _) => (None, 1),
            _ => {
                plain.push('%');
                (Some('%'), 0)
            }
        };
        plain.extend(sign);
        rest = &code[length..];
    }
    plain + rest
}

/// The words of an MTEXT, lines apart: fonts, heights, colours, stacking and braces stripped.
pub(super) fn plain_mtext(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' => {}
            '\\' => match chars.next() {
                Some('P' | 'N' | 'X') => plain.push('\n'),
                Some('~') => plain.push(' '),
                Some(sign @ ('\\' | '{' | '}')) => plain.push(sign),
                Some('S') => {
                    plain.extend(chars.by_ref().take_while(|c| *c != ';').map(|c| if matches!(c, '^' | '#') { '/' } else { c }));
                }
                // with an argument that ends in a semicolon
                Some('A' | 'C' | 'c' | 'F' | 'f' | 'H' | 'Q' | 'T' | 'W' | 'p') => drop(chars.by_ref().find(|c| *c == ';')),
                Some('L' | 'l' | 'O' | 'o' | 'K' | 'k') | None => {}
                Some(other) => plain.extend(['\\', other]),
            },
            '^' if matches!(chars.peek(), Some('I' | 'J' | 'M')) => {
                plain.push(if chars.next() == Some('I') { ' ' } else { '\n' });
            }
            c => plain.push(c),
        }
    }
    plain_text(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_drawings_use_code_pages_and_escapes_new_ones_utf8() {
        let old = Decoder::of_header("AC1015", "ANSI_1258");
        assert_eq!(old.text(b"Ranh gi\xf5\xeci"), "Ranh giới", "marks of the page follow their letter");
        assert_eq!(old.text(b"V\\U+00F9ng s\\U+1EA3n xu\\U+1EA5t"), "Vùng sản xuất");
        assert_eq!(old.text(b"C\\U+00"), "C\\U+00", "a cut escape stays");
        let new = Decoder::of_header("AC1021", "ANSI_1252");
        assert_eq!(new.text("Vùng".as_bytes()), "Vùng");
        assert_eq!(new.text("Vu\u{300}ng".as_bytes()), "Vùng", "decomposed");
        assert_eq!(Decoder::of_header("", "").text(b"Vi\xeat"), "Viêt");
    }

    #[test]
    fn font_encodings_are_left_to_who_knows_them() {
        let declared = Decoder::of_header("AC1009", "ANSI_1258");
        let tcvn3: &[u8] = b"V\xefng s\xb6n xu\xcat c\xabng ngh\xd6 cao";
        assert_eq!(declared.settled_by([tcvn3]).text(tcvn3), "Vïng s¶n xuÊt c«ng nghÖ cao");
        let windows: &[u8] = b"V\xf9ng s\xe3\xd2n xu\xe2\xect c\xf4ng ngh\xea\xf2 cao";
        assert_eq!(declared.settled_by([windows]), declared);
    }

    #[test]
    fn formatting_codes_are_no_words() {
        assert_eq!(plain_mtext("{\\fArial|b1|i0;\\H2.5x;Vùng sản xuất}\\P\\C1;331,60 ha"), "Vùng sản xuất\n331,60 ha");
        assert_eq!(plain_mtext("m\\S2^;\\~\\{a\\}\\\\b"), "m2/ {a}\\b");
        assert_eq!(plain_mtext("cut \\fArial"), "cut ");
        assert_eq!(plain_text("%%ULô%%u 45%%d %%13750 100%%% %%"), "Lô 45° \u{89}50 100% %%");
    }
}
