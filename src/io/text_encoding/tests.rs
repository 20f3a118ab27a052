//! Planning terms written in every encoding and read back; and what must not be taken for Vietnamese.

use serde_json::{Map, json};

use super::syllable::is_syllable;
use super::votes::words;
use super::*;
use crate::io::{ProblemKind, RawFeature, RawLayer, Shape};

/// Words of planning and surveying, and names of the park's surroundings.
const TERMS: &str = include_str!("tests/terms.txt");

/// The 67 letters with marks, lower case.
const LETTERS: &str = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";

/// The table of the standard, code by code; written down apart from the one that is tested.
const TCVN3_CODES: &str = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u{AD}õøö÷ùúýûüþ®";

/// The table of VNI, letter by letter, in the order of [`LETTERS`].
const VNI_CODES: &str = "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä eø eù eû eõ eï eâ eà eá eå eã eä ì í æ ó ò \
    oø où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï ö öø öù öû öõ öï yø yù yû yõ î ñ";

fn is_capital(c: char) -> bool {
    c.is_uppercase()
}

fn written(text: &str, code: impl Fn(char) -> Option<String>) -> String {
    text.chars().map(|c| code(c).unwrap_or_else(|| c.to_string())).collect()
}

/// `text` as a program of the time stored it, its bytes read as Windows-1252.
fn legacy(text: &str, encoding: TextEncoding) -> String {
    let place = |c: char| LETTERS.chars().position(|letter| letter == c.to_lowercase().next().unwrap_or(c));
    match encoding {
        TextEncoding::Unicode => text.to_owned(),
        TextEncoding::Tcvn3 => written(text, |c| {
            let capital = "ĂÂÊÔƠƯĐ".chars().position(|letter| letter == c).and_then(|at| "¡¢£¤¥¦§".chars().nth(at));
            capital.or_else(|| place(c).and_then(|at| TCVN3_CODES.chars().nth(at))).map(String::from)
        }),
        TextEncoding::Vni => written(text, |c| {
            let code = VNI_CODES.split_whitespace().nth(place(c)?)?;
            Some(if is_capital(c) { code.to_uppercase() } else { code.to_owned() })
        }),
        TextEncoding::Windows1258 => written(text, |c| Some(windows_1258(c))),
    }
}

/// A character through the code page itself, as a library knows it: composed where it has the letter, else base and tone.
fn windows_1258(c: char) -> String {
    use unicode_normalization::UnicodeNormalization;
    let whole = c.to_string();
    let (encoded, _, failed) = encoding_rs::WINDOWS_1258.encode(&whole);
    let bytes = if failed {
        let parts: Vec<char> = [c].into_iter().nfd().collect();
        let (tone, rest): (Vec<char>, Vec<char>) =
            parts.into_iter().partition(|part| matches!(part, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'));
        let text: String = rest.into_iter().nfc().chain(tone).collect();
        encoding_rs::WINDOWS_1258.encode(&text).0.into_owned()
    } else {
        encoded.into_owned()
    };
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned()
}

fn terms() -> Vec<&'static str> {
    TERMS.lines().collect()
}

#[test]
fn every_letter_of_every_encoding_comes_back_in_both_cases() {
    assert_eq!((LETTERS.chars().count(), TCVN3_CODES.chars().count(), VNI_CODES.split_whitespace().count()), (67, 67, 67));
    for letter in LETTERS.chars().flat_map(|lower| [lower.to_string(), lower.to_uppercase().to_string()]) {
        for encoding in [TextEncoding::Unicode, TextEncoding::Windows1258, TextEncoding::Vni] {
            assert_eq!(to_unicode(&legacy(&letter, encoding), encoding), letter, "{encoding}");
        }
        // TCVN3 has no capitals with tones: only a word in capitals shows them
        let word = if letter.chars().all(is_capital) { format!("TR{letter}") } else { format!("tr{letter}") };
        assert_eq!(to_unicode(&legacy(&word, TextEncoding::Tcvn3), TextEncoding::Tcvn3), word);
    }
    for byte in 0..=u8::MAX {
        let text = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned();
        let expected = encoding_rs::WINDOWS_1258.decode_without_bom_handling(&[byte]).0.into_owned();
        let known = expected.chars().all(|c| !c.is_control() && c != '\u{FFFD}');
        assert!(!known || tables::from_windows_1258(&text) == crate::io::composed::nfc(&expected), "byte {byte:02X}");
    }
}

#[test]
fn terms_come_back_in_small_and_in_capital_letters() {
    for term in terms() {
        for text in [term.to_owned(), term.to_uppercase(), term.to_lowercase()] {
            for encoding in TextEncoding::LEGACY {
                let stored = legacy(&text, encoding);
                // a lone capital letter with a tone cannot be told from a small one in TCVN3
                let is_lost =
                    encoding == TextEncoding::Tcvn3 && to_unicode(&stored, encoding).to_lowercase() == text.to_lowercase();
                assert!(to_unicode(&stored, encoding) == text || is_lost, "{encoding}: {text} as {stored}");
            }
        }
    }
    for (stored, text) in [
        ("QUY HO¹CH CHI TIÕT", "QUY HOẠCH CHI TIẾT"),
        ("KHU §¤ THÞ Hå T©y", "KHU ĐÔ THỊ Hồ Tây"),
        ("§ÊT Hå, AO", "ĐẤT HỒ, AO"),
        ("§Êt ë n«ng th«n", "Đất ở nông thôn"),
        ("Vïng s¶n xuÊt CNC-01", "Vùng sản xuất CNC-01"),
        ("øng dông c«ng nghÖ cao", "ứng dụng công nghệ cao"),
    ] {
        assert_eq!(to_unicode(stored, TextEncoding::Tcvn3), text);
    }
    assert_eq!(
        to_unicode("Vuøng saûn xuaát, öùng duïng coâng ngheä cao", TextEncoding::Vni),
        "Vùng sản xuất, ứng dụng công nghệ cao"
    );
    assert_eq!(to_unicode("ÑAÁT ÔÛ NOÂNG THOÂN", TextEncoding::Vni), "ĐẤT Ở NÔNG THÔN");
    assert_eq!(to_unicode("Vu\u{300}ng sa\u{309}n xua\u{302}\u{301}t", TextEncoding::Unicode), "Vùng sản xuất");
}

#[test]
fn vietnamese_words_are_syllables_and_others_are_not() {
    for word in terms().into_iter().flat_map(words) {
        assert!(is_syllable(word), "{word}");
        assert!(is_syllable(&word.to_uppercase()), "{word}");
    }
    for word in
        ["hòa", "hoà", "thủy", "thuỷ", "khỏe", "quý", "gì", "giếng", "quyết", "khuỷu", "ngoằn", "Yên", "ưu", "hươu", "nghề"]
    {
        assert!(is_syllable(word), "{word}");
    }
    for word in [
        "",
        "café",
        "Straße",
        "Müller",
        "señor",
        "Région",
        "hoàch",
        "kà",
        "cế",
        "ngế",
        "ghà",
        "òố",
        "haò",
        "aõ",
        "uù",
        "về́",
        "naïve",
        "w",
        "§Êt",
        "Ñaát",
        "ðâìt",
        "tiếnggg",
        "qé",
        "GiÕng",
        "đẤt",
    ] {
        assert!(!is_syllable(word), "{word}");
    }
}

#[test]
fn every_encoding_is_recognised_from_a_handful_of_words() {
    let terms = terms();
    let mut tried = 0;
    for encoding in TextEncoding::ALL {
        for size in [3, 5, 10, 40] {
            for group in terms.chunks(size).filter(|group| group.len() == size) {
                for in_capitals in [false, true] {
                    let texts: Vec<String> = group
                        .iter()
                        .map(|term| if in_capitals { term.to_uppercase() } else { (*term).to_owned() })
                        .map(|term| legacy(&term, encoding))
                        .collect();
                    assert_eq!(recognise(texts.iter().map(String::as_str)), encoding, "{texts:?}");
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 500, "{tried}");
    let decomposed: Vec<String> =
        terms.iter().map(|term| unicode_normalization::UnicodeNormalization::nfd(*term).collect()).collect();
    assert_eq!(recognise(decomposed.iter().map(String::as_str)), TextEncoding::Unicode);
    for one in ["§Êt ë", "Ñaát", "Ðâìt ở".trim_end_matches(" ở"), "Khu c«ng nghÖ cao"] {
        assert_ne!(recognise([one]), TextEncoding::Unicode, "{one}");
    }
}

#[test]
fn nothing_else_is_taken_for_an_old_encoding() {
    let terms = terms();
    for term in &terms {
        assert_eq!(recognise([*term]), TextEncoding::Unicode, "{term}");
        let upper = term.to_uppercase();
        assert_eq!(recognise([upper.as_str()]), TextEncoding::Unicode, "{term}");
    }
    for pair in terms.windows(2) {
        assert_eq!(recognise(pair.iter().copied()), TextEncoding::Unicode, "{pair:?}");
    }
    for text in [
        "",
        "SX-01",
        "663,19 ha",
        "Laboratory & production zone",
        "105°30′ ± 0,5 m² × 3 ÷ 2 µm",
        "Café Müller, Straße nach Zürich, Øresund, Malmö, Ångström",
        "São Paulo, Região Autónoma dos Açores, não é",
        "Où est la forêt près du château? Là-bas, à côté",
        "El Niño, año, señor, más allá, río, camión",
        "©®™ §12 «quoted» ¿qué? ½ ¾",
        "Xã Hà Nam, thôn An Lý, ô 3",
    ] {
        assert_eq!(recognise([text]), TextEncoding::Unicode, "{text}");
        assert_eq!(to_unicode(text, TextEncoding::Unicode), text);
    }
}

fn layer(texts: &[String]) -> RawLayer {
    let feature = |(at, text): (usize, &String)| RawFeature {
        number: at + 1,
        id: None,
        properties: Map::from_iter([
            ("name".to_owned(), json!(text)),
            ("n".to_owned(), json!(at)),
            ("list".to_owned(), json!([text])),
        ]),
        shape: Shape::Missing,
        helper_points: Vec::new(),
    };
    RawLayer { features: texts.iter().enumerate().map(feature).collect(), ..RawLayer::default() }
}

fn names(layer: &RawLayer) -> Vec<&str> {
    layer.features.iter().filter_map(|feature| feature.properties().get("name")?.as_str()).collect()
}

#[test]
fn texts_of_layers_are_mended_and_it_is_told_once_with_an_example() {
    let terms = terms();
    for encoding in TextEncoding::LEGACY {
        let stored: Vec<String> = terms.iter().map(|term| legacy(term, encoding)).collect();
        let mut layers = [layer(&stored), layer(&stored[..3])];
        layers[0].name = Some(legacy("Ranh giới quy hoạch", encoding));
        let mut features = layers[0].features.to_vec();
        features[0].properties.insert(legacy("tên lô đất", encoding), json!(1));
        layers[0].features = features.into();
        let shown = preview(&layers, 3);
        assert_eq!((shown.recognised, shown.rows.len()), (encoding, 3));
        for row in &shown.rows {
            assert!(stored.iter().any(|text| text.starts_with(&row.text)));
            let read = &row.read_as[encoding.index()];
            assert!(terms.iter().any(|term| term.starts_with(read.as_str())), "{read}");
        }
        mend_texts(&mut layers, None);
        assert_eq!(layers[0].name.as_deref(), Some("Ranh giới quy hoạch"));
        // but for a capital letter with a tone, which TCVN3 does not have
        let is_right = |read: &str, term: &str| read == term || (encoding == TextEncoding::Tcvn3 && read == term.to_lowercase());
        let wrong: Vec<_> = names(&layers[0]).into_iter().zip(&terms).filter(|(read, term)| !is_right(read, term)).collect();
        assert!(wrong.is_empty(), "{encoding}: {wrong:?}");
        assert_eq!(layers[0].features.owned(4).properties["list"][0], terms[4]);
        assert_eq!(layers[0].features.owned(0).properties.keys().next_back().map(String::as_str), Some("tên lô đất"));
        assert!(layers[1].problems.is_empty());
        let [problem] = layers[0].problems.as_slice() else { panic!("{:?}", layers[0].problems) };
        let ProblemKind::TextConverted { encoding: told, from, to } = &problem.kind else { panic!("{problem}") };
        assert_eq!(
            (*told, from.as_str(), to.as_str()),
            (encoding, &*legacy("Ranh giới quy hoạch", encoding), "Ranh giới quy hoạch")
        );
    }
}

#[test]
fn a_file_with_several_encodings_is_mended_text_by_text() {
    let terms = terms();
    let of = |index: usize| TextEncoding::ALL[index % 4];
    let stored: Vec<String> = terms.iter().enumerate().map(|(at, term)| legacy(term, of(at))).collect();
    let mut layers = [layer(&stored)];
    mend_texts(&mut layers, None);
    let wrong: Vec<_> = names(&layers[0]).into_iter().zip(&terms).filter(|(read, term)| read != *term).collect();
    // texts that are words in two encodings, such as "xĩm"/"xóm", follow the others
    assert!(wrong.len() * 40 <= terms.len(), "{wrong:?}");
    assert_eq!(layers[0].problems.len(), 3);
}

#[test]
fn what_is_stated_wins_and_unicode_stays() {
    let mut layers = [layer(&["B¶n ®å".to_owned(), "Bản đồ".to_owned(), "plain".to_owned()])];
    mend_texts(&mut layers, Some(TextEncoding::Tcvn3));
    assert_eq!(names(&layers[0]), ["Bản đồ", "Bản đồ", "plain"]);
    let mut layers = [layer(&["B¶n ®å".to_owned(), "x\u{E3} Nh©n Hµ".to_owned()])];
    mend_texts(&mut layers, Some(TextEncoding::Unicode));
    assert_eq!(names(&layers[0]), ["B¶n ®å", "xã Nh©n Hµ"]);
    assert!(layers[0].problems.is_empty());
    let correct: Vec<String> = terms().into_iter().map(str::to_owned).collect();
    let before = layer(&correct);
    let mut layers = [before.clone()];
    mend_texts(&mut layers, None);
    assert_eq!(layers[0], before);
}

#[test]
fn words_of_the_command_line_name_encodings() {
    for encoding in TextEncoding::ALL {
        assert_eq!(
            TextEncoding::from_word(&encoding.name().to_lowercase()).or_else(|| TextEncoding::from_word("abc")),
            Some(encoding)
        );
    }
    assert_eq!(TextEncoding::from_word("cp1258"), Some(TextEncoding::Windows1258));
    assert_eq!(TextEncoding::from_word("VISCII"), None);
}
