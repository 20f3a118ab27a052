//! The votes of words: for each encoding, whether the word is spelt as a Vietnamese syllable in it.

use std::collections::BTreeSet;

use super::syllable::is_syllable;
use super::tables::tcvn3_letter;
use super::{TextEncoding, to_unicode};

/// Distinct words beyond this change no vote.
const MAX_WORDS: usize = 20_000;
/// Longer runs of letters are no words.
const MAX_WORD_BYTES: usize = 40;
/// Of the words that make no sense otherwise, so many of ten must make sense in the encoding of most words, and in any further one. Words of
/// other languages do so by chance: less than one of ten.
const CLEAR_SHARE_OF_TEN: usize = 4;
const SHARE_OF_SECOND_OF_TEN: usize = 2;
/// Fewer characters of an old encoding can stand in a text by chance.
const LEAST_CHARACTERS: usize = 2;
/// Fewer words do not show that a second encoding is in a file.
const LEAST_WORDS_OF_SECOND: usize = 3;

/// Whether a character stands between words. Beyond ASCII nearly every character of Latin-1 is a letter in some old encoding.
pub(super) fn is_separator(c: char) -> bool {
    match c {
        '\u{80}'..='\u{A0}' | '\u{2000}'..='\u{2BFF}' => true,
        c => (c.is_ascii() && !c.is_ascii_alphabetic()) || c.is_whitespace(),
    }
}

/// Whether a text cannot be in an old encoding, as it has letters that no byte stands for.
pub(super) fn is_beyond_bytes(text: &str) -> bool {
    text.chars().any(|c| c > '\u{FF}' && !is_separator(c))
}

/// The words of a text that can tell encodings apart.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let tells = |word: &&str| {
        let has_letter = |c: char| !c.is_ascii() && (c.is_alphabetic() || tcvn3_letter(c).is_some());
        word.len() <= MAX_WORD_BYTES && word.chars().nth(1).is_some() && word.chars().any(has_letter)
    };
    let text = if text.is_ascii() { "" } else { text };
    text.split(is_separator).filter(tells)
}

/// In which encodings a word is spelt as a Vietnamese syllable, by [`TextEncoding::index`].
pub(super) fn makes_sense(word: &str) -> [bool; 4] {
    let is_bytes = !is_beyond_bytes(word);
    TextEncoding::ALL.map(|encoding| (encoding == TextEncoding::Unicode || is_bytes) && is_syllable(&to_unicode(word, encoding)))
}

/// The votes of the words of a file, each word counted once.
pub(super) struct Ballot {
    /// Words that can tell encodings apart, with where they make sense and how many characters beyond ASCII they have.
    votes: Vec<([bool; 4], usize)>,
}

impl Ballot {
    pub(super) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut distinct = BTreeSet::new();
        for word in texts.into_iter().flat_map(words) {
            distinct.insert(word);
            if distinct.len() >= MAX_WORDS {
                break;
            }
        }
        let beyond_ascii = |word: &str| word.chars().filter(|c| !c.is_ascii()).count();
        Self { votes: distinct.into_iter().map(|word| (makes_sense(word), beyond_ascii(word))).collect() }
    }

    /// How many words make sense in an encoding.
    fn total(&self, encoding: TextEncoding) -> usize {
        self.votes.iter().filter(|(sense, _)| sense[encoding.index()]).count()
    }

    /// Of the words that make no sense in any of `known`: all, those that make sense in `encoding`, and their characters beyond ASCII.
    fn unexplained(&self, known: &[TextEncoding], encoding: TextEncoding) -> (usize, usize, usize) {
        let is_unexplained = |sense: &[bool; 4]| !known.iter().any(|known| sense[known.index()]);
        let left = self.votes.iter().filter(|(sense, _)| is_unexplained(sense));
        left.fold((0, 0, 0), |(all, explained, characters), (sense, beyond_ascii)| {
            let explains = usize::from(sense[encoding.index()]);
            (all + 1, explained + explains, characters + explains * beyond_ascii)
        })
    }

    /// The encoding of most words.
    pub(super) fn winner(&self) -> TextEncoding {
        let best = TextEncoding::LEGACY.into_iter().max_by_key(|encoding| self.total(*encoding)).unwrap_or(TextEncoding::Unicode);
        let (all, explained, characters) = self.unexplained(&[TextEncoding::Unicode], best);
        let is_clear = explained * 10 >= all * CLEAR_SHARE_OF_TEN && characters >= LEAST_CHARACTERS;
        if self.total(best) > self.total(TextEncoding::Unicode) && is_clear { best } else { TextEncoding::Unicode }
    }

    /// The encodings that texts of the file are in: the winner first, then Unicode, then others that explain words nothing else does.
    pub(super) fn present(&self) -> Vec<TextEncoding> {
        let mut present = vec![self.winner()];
        if present[0] != TextEncoding::Unicode {
            present.push(TextEncoding::Unicode);
        }
        let mut others: Vec<_> = TextEncoding::LEGACY.into_iter().filter(|encoding| !present.contains(encoding)).collect();
        while let Some(at) = (0..others.len()).max_by_key(|at| self.unexplained(&present, others[*at]).1) {
            let other = others.swap_remove(at);
            let (all, explained, _) = self.unexplained(&present, other);
            if explained < LEAST_WORDS_OF_SECOND || explained * 10 < all * SHARE_OF_SECOND_OF_TEN {
                break;
            }
            present.push(other);
        }
        present
    }
}

/// The one of `present` in which most words of a text make sense; the first of equals. Unicode where it holds letters that no byte stands for.
pub(super) fn encoding_of_text(text: &str, present: &[TextEncoding]) -> TextEncoding {
    if is_beyond_bytes(text) {
        return TextEncoding::Unicode;
    }
    let mut counts = [0; 4];
    for word in words(text) {
        let sense = makes_sense(word);
        counts.iter_mut().zip(sense).for_each(|(count, sense)| *count += usize::from(sense));
    }
    let most = present.iter().map(|encoding| counts[encoding.index()]).max().unwrap_or(0);
    let first = present.iter().find(|encoding| counts[encoding.index()] == most);
    first.copied().unwrap_or(TextEncoding::Unicode)
}
