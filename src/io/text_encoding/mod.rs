//! Vietnamese text of the time before Unicode, recognised by its content and made Unicode.
//!
//! Readers decode bytes as UTF-8 or one by one as Latin-1/Windows-1252, so that text in an old 8-bit encoding arrives as a string of the
//! wrong characters: "§Êt" for "Đất". What a file or a style says about its encoding is not asked, because it is often wrong: the words
//! vote, and a word votes for the encodings in which it is spelt as a Vietnamese syllable.

mod mend;
mod syllable;
mod tables;
mod votes;

use std::fmt;

use self::votes::Ballot;

pub use mend::{Preview, PreviewRow, is_unicode, mend_texts, preview};

/// How the characters of a text are to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextEncoding {
    /// Unicode, composed or decomposed; always made NFC.
    Unicode,
    /// Microsoft's code page: vowels with circumflex, breve or horn, followed by tones as characters of their own.
    Windows1258,
    /// TCVN 5712:1993 VN3, of the fonts `.Vn…` ("ABC"): one byte per lower-case letter. Capitals with tones have none: fonts whose name ends in
    /// `H` show the lower-case codes as capitals, so that a word in capitals has capital ASCII letters between lower-case codes.
    Tcvn3,
    /// Of the fonts `VNI-…`: a base vowel followed by a character for its marks.
    Vni,
}

impl TextEncoding {
    /// Every encoding, Unicode first.
    pub const ALL: [Self; 4] = [Self::Unicode, Self::Windows1258, Self::Tcvn3, Self::Vni];

    /// The encodings of the time before Unicode.
    pub const LEGACY: [Self; 3] = [Self::Windows1258, Self::Tcvn3, Self::Vni];

    /// Name as people know it, the same in both languages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unicode => "Unicode",
            Self::Windows1258 => "Windows-1258",
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI-Windows",
        }
    }

    /// The encoding that a word of the command line stands for, in any case: `unicode`, `cp1258`, `tcvn3` or `abc`, `vni`.
    pub fn from_word(word: &str) -> Option<Self> {
        match word.to_lowercase().as_str() {
            "unicode" | "utf-8" | "utf8" => Some(Self::Unicode),
            "windows-1258" | "windows1258" | "cp1258" | "1258" => Some(Self::Windows1258),
            "tcvn3" | "tcvn" | "abc" => Some(Self::Tcvn3),
            "vni" | "vni-windows" => Some(Self::Vni),
            _ => None,
        }
    }

    /// Place in [`TextEncoding::ALL`].
    const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for TextEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The encoding of the texts of one file, by the votes of their words; Unicode unless another explains them better.
pub fn recognise<'a>(texts: impl IntoIterator<Item = &'a str>) -> TextEncoding {
    Ballot::of(texts).winner()
}

/// `text` in Unicode (NFC), its characters understood as of `from`. Characters without a meaning there stay as they are.
pub fn to_unicode(text: &str, from: TextEncoding) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    match from {
        TextEncoding::Unicode => super::composed::nfc(text),
        TextEncoding::Windows1258 => tables::from_windows_1258(text),
        TextEncoding::Tcvn3 => tables::from_tcvn3(text),
        TextEncoding::Vni => tables::from_vni(text),
    }
}

#[cfg(test)]
mod tests;
