//! How Vietnamese syllables are spelt: an onset, a rime and at most one tone, at its place. What is spelt otherwise is no Vietnamese word.

use unicode_normalization::UnicodeNormalization;

/// Consonants that begin a syllable.
const ONSETS: [&str; 29] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "q", "qu", "r",
    "s", "t", "th", "tr", "v", "x",
];

/// What follows the onset, without tone.
const RIMES: &str = " a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu \
    o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet \
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut ua uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt \
    uơ uy uya uych uyn uynh uyp uyt uyu uyên uyêt ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu \
    y yêm yên yêng yêt yêu ynh ";

/// Combining marks that are tones, and the two that syllables with a stop at the end can have.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
const TONES_BEFORE_STOPS: [char; 2] = ['\u{301}', '\u{323}'];

/// Longest syllable, in letters: "nghiêng".
const MAX_LETTERS: usize = 7;

/// Whether a word is spelt as one Vietnamese syllable, in small letters, in capitals or beginning with one; both places of the tone in "hòa"
/// and "hoà" are right.
pub(super) fn is_syllable(word: &str) -> bool {
    let mut after_small = false;
    for c in word.chars() {
        if c.is_uppercase() && after_small {
            return false;
        }
        after_small |= c.is_lowercase();
    }
    let mut letters = String::new();
    let mut tone: Option<(usize, char)> = None;
    let mut count = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        count += 1;
        let parts: String = [c].into_iter().nfd().collect();
        if let Some(mark) = parts.chars().find(|part| TONES.contains(part)) {
            if tone.is_some() {
                return false;
            }
            tone = Some((letters.len(), mark));
        }
        letters.extend(parts.chars().filter(|part| !TONES.contains(part)).nfc());
        if count > MAX_LETTERS {
            return false;
        }
    }
    ONSETS.iter().any(|onset| letters.strip_prefix(onset).is_some_and(|rime| goes_together(onset, rime, tone)))
}

/// Whether an onset, a rime and a tone (with its place in the syllable, in bytes) make a syllable.
fn goes_together(onset: &str, rime: &str, tone: Option<(usize, char)>) -> bool {
    let Some(first) = rime.chars().next() else { return false };
    let is_front = "eêiy".contains(first);
    let onset_fits = match onset {
        "c" => !is_front,
        "k" | "gh" | "ngh" => is_front,
        "g" | "ng" => !is_front || (onset == "g" && first == 'i'),
        "q" => first == 'u',
        _ => true,
    };
    let is_rime = || RIMES.split_ascii_whitespace().any(|known| known == rime);
    let has_stop = ["c", "ch", "p", "t"].iter().any(|stop| rime.ends_with(stop));
    let tone_fits = match tone {
        None => !has_stop,
        Some((at, mark)) => {
            let place = at.checked_sub(onset.len());
            (!has_stop || TONES_BEFORE_STOPS.contains(&mark))
                && place.is_some_and(|place| tone_places(rime).contains(&Some(place)))
        }
    };
    onset_fits && tone_fits && is_rime()
}

/// The places in a rime, in bytes, where a tone is written: usually one.
fn tone_places(rime: &str) -> [Option<usize>; 2] {
    let vowels: Vec<(usize, char)> = rime.char_indices().filter(|(_, c)| "aăâeêioôơuưy".contains(*c)).collect();
    let last = |marked: &str| vowels.iter().rev().find(|(_, c)| marked.contains(*c)).map(|(at, _)| *at);
    if let Some(place) = last("ăâêôơ").or_else(|| last("ư")) {
        return [Some(place), None];
    }
    let place = |index: usize| vowels.get(index).map(|(at, _)| *at);
    let is_rising = ["oa", "oe", "uy"].iter().any(|begin| rime.starts_with(begin));
    match (is_rising, rime.len()) {
        (true, 2) => [place(0), place(1)],
        (true, _) => [place(1), None],
        (false, _) => [place(0), None],
    }
}
