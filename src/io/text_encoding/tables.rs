//! The characters of the old encodings. Sources: TCVN 5712:1993 (VN3), the VNI-Windows table, Microsoft's code page 1258.

use super::super::composed::nfc;
use super::votes::is_separator;

/// Letters of TCVN3 by code, from 0xA1; a blank where VN3 has none.
const TCVN3_FIRST: u32 = 0xA1;
const TCVN3: [char; 94] = [
    'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', ' ', // A1–AF
    ' ', ' ', ' ', ' ', ' ', 'à', 'ả', 'ã', 'á', 'ạ', ' ', 'ằ', 'ẳ', 'ẵ', 'ắ', ' ', // B0–BF
    ' ', ' ', ' ', ' ', ' ', ' ', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', ' ', 'ẻ', 'ẽ', // C0–CF
    'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', ' ', ' ', ' ', 'ĩ', 'í', 'ị', 'ò', // D0–DF
    ' ', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù', // E0–EF
    ' ', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', // F0–FE
];

/// The letter of a TCVN3 code.
pub(super) fn tcvn3_letter(code: char) -> Option<char> {
    let place = u32::from(code).checked_sub(TCVN3_FIRST)?;
    TCVN3.get(place as usize).copied().filter(|letter| *letter != ' ')
}

/// TCVN3, with words in capitals where their plain letters are capitals.
pub(super) fn from_tcvn3(text: &str) -> String {
    let has_lower = text.chars().any(|c| c.is_ascii_lowercase());
    let all_capitals = !has_lower && text.split(is_separator).any(|word| capitals(word) >= 2);
    let mut written = String::with_capacity(text.len() + text.len() / 2);
    for piece in text.split_inclusive(is_separator) {
        let in_capitals = all_capitals || (capitals(piece) >= 2 && !piece.chars().any(|c| c.is_ascii_lowercase()));
        for c in piece.chars() {
            match tcvn3_letter(c) {
                Some(letter) if in_capitals => written.extend(letter.to_uppercase()),
                letter => written.push(letter.unwrap_or(c)),
            }
        }
    }
    nfc(&written)
}

/// How many characters of a TCVN3 word are certainly capitals.
fn capitals(word: &str) -> usize {
    word.chars().filter(|&c| c.is_ascii_uppercase() || ('\u{A1}'..='\u{A7}').contains(&c)).count()
}

/// Letters of VNI that are one character, lower case.
const VNI_SINGLE: [(char, char); 7] = [('ñ', 'đ'), ('ô', 'ơ'), ('ö', 'ư'), ('î', 'ỵ'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị')];
/// Characters for a tone, on any vowel but i: acute, grave, hook, tilde, dot.
const VNI_TONES: &str = "ùøûõï";
/// Characters for a circumflex (on a, e, o) without and with those tones.
const VNI_CIRCUMFLEX: &str = "âáàåãä";
/// Characters for a breve (on a) without and with those tones.
const VNI_BREVE: &str = "êéèúüë";
/// Tones as combining characters, in the order of the tables above.
const TONES: [char; 5] = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}'];

/// The combining characters that a VNI character stands for after `base`, both lower case.
fn vni_marks(base: char, mark: char) -> Option<(Option<char>, Option<char>)> {
    let place = |table: &str| table.chars().position(|c| c == mark);
    let tone = |place: usize| place.checked_sub(1).map(|tone| TONES[tone]);
    if let Some(place) = place(VNI_TONES).filter(|_| "aeouyôö".contains(base)) {
        return Some((None, Some(TONES[place])));
    }
    if let Some(place) = place(VNI_CIRCUMFLEX).filter(|_| "aeo".contains(base)) {
        return Some((Some('\u{302}'), tone(place)));
    }
    let place = place(VNI_BREVE).filter(|_| base == 'a')?;
    Some((Some('\u{306}'), tone(place)))
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// The letter of a single VNI character, in its case.
fn vni_letter(c: char) -> char {
    let found = VNI_SINGLE.iter().find(|(code, _)| *code == lower(c));
    match found {
        Some((code, letter)) if *code == c => *letter,
        Some((_, letter)) => letter.to_uppercase().next().unwrap_or(*letter),
        None => c,
    }
}

/// VNI-Windows.
pub(super) fn from_vni(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + text.len() / 2);
    let mut chars = text.chars().peekable();
    while let Some(base) = chars.next() {
        written.push(vni_letter(base));
        if let Some((shape, tone)) = chars.peek().and_then(|&mark| vni_marks(lower(base), lower(mark))) {
            written.extend(shape.into_iter().chain(tone));
            chars.next();
        }
    }
    nfc(&written)
}

/// Where code page 1258 differs from 1252: the character as Windows-1252 has it, and what it means.
const WINDOWS_1258: [(char, char); 14] = [
    ('Ã', 'Ă'),
    ('Ì', '\u{300}'),
    ('Ð', 'Đ'),
    ('Ò', '\u{309}'),
    ('Õ', 'Ơ'),
    ('Ý', 'Ư'),
    ('Þ', '\u{303}'),
    ('ã', 'ă'),
    ('ì', '\u{301}'),
    ('ð', 'đ'),
    ('ò', '\u{323}'),
    ('õ', 'ơ'),
    ('ý', 'ư'),
    ('þ', '₫'),
];

/// Windows-1258 that was read as Windows-1252.
pub(super) fn from_windows_1258(text: &str) -> String {
    let meaning = |c: char| WINDOWS_1258.iter().find(|(code, _)| *code == c).map_or(c, |(_, meaning)| *meaning);
    nfc(&text.chars().map(meaning).collect::<String>())
}
