//! Pairs of group code and value as the text of a drawing.

use std::fmt::{Display, Write};

/// Writes pairs, and gives out handles.
pub(super) struct PairWriter {
    text: String,
    next_handle: u32,
}

impl PairWriter {
    /// A writer whose handles begin at `first_handle`.
    pub(super) const fn new(first_handle: u32) -> Self {
        Self { text: String::new(), next_handle: first_handle }
    }

    /// What was written.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The handle that would be given out next.
    pub(super) const fn next_handle(&self) -> u32 {
        self.next_handle
    }

    /// A handle that nothing else has.
    pub(super) const fn new_handle(&mut self) -> u32 {
        self.next_handle += 1;
        self.next_handle - 1
    }

    /// A value of text; line ends and other control characters become spaces.
    pub(super) fn text(&mut self, code: i32, value: &str) {
        let _ = write!(self.text, "{code:>3}\r\n{}\r\n", line_of(value));
    }

    /// A value that is a whole number.
    pub(super) fn number(&mut self, code: i32, value: impl Display) {
        let _ = write!(self.text, "{code:>3}\r\n{value}\r\n");
    }

    /// A handle.
    pub(super) fn handle(&mut self, code: i32, handle: u32) {
        let _ = write!(self.text, "{code:>3}\r\n{handle:X}\r\n");
    }
}

/// A text without line ends and other control characters.
pub(super) fn line_of(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A line of text for an MTEXT, its own signs escaped.
pub(super) fn mtext_of(line: &str) -> String {
    line.replace('\\', "\\\\").replace('{', "\\{").replace('}', "\\}").replace('^', "^ ")
}

/// Micrometres as metres, to the digit: "605000.123456", "12.0".
pub(super) fn metres(um: i64) -> String {
    let (whole, fraction) = (um.unsigned_abs() / 1_000_000, um.unsigned_abs() % 1_000_000);
    let sign = if um < 0 { "-" } else { "" };
    let text = format!("{sign}{whole}.{fraction:06}");
    let short = text.trim_end_matches('0');
    if short.ends_with('.') { format!("{short}0") } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_micrometre_has_its_own_text() {
        let texts = [605_000_123_456, 12_000_000, -7, 0, 1_500_000].map(metres);
        assert_eq!(texts, ["605000.123456", "12.0", "-0.000007", "0.0", "1.5"]);
    }

    #[test]
    fn texts_stay_on_their_line() {
        let mut writer = PairWriter::new(16);
        writer.text(1, "a\r\n  0\r\nEOF");
        writer.handle(5, 0x2F);
        assert_eq!(writer.as_str(), "  1\r\na    0  EOF\r\n  5\r\n2F\r\n");
        assert_eq!((writer.new_handle(), writer.next_handle()), (16, 17));
        assert_eq!(mtext_of("a{b}\\P^J"), "a\\{b\\}\\\\P^ J");
    }
}
