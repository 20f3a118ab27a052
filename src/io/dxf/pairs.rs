//! The pairs of group code and value that a drawing consists of, from its text or its binary form.

use super::fault::DxfFault;

/// How a binary drawing begins.
pub(in crate::io) const BINARY_SENTINEL: &[u8] = b"AutoCAD Binary DXF\r\n\x1a\0";

/// One value as the file has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value<'a> {
    /// Text, or a number in a text drawing, in the encoding of the file.
    Text(&'a [u8]),
    /// A whole number of a binary drawing.
    Integer(i64),
    /// A number of a binary drawing.
    Real(f64),
}

/// A group code and its value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair<'a> {
    /// What the value means.
    pub(super) code: i32,
    /// The value.
    pub(super) value: Value<'a>,
    /// Line of the code in a text drawing, from 1; offset in bytes in a binary one.
    pub(super) at: usize,
}

impl<'a> Pair<'a> {
    /// The bytes of a text; empty for a number of a binary drawing.
    pub(super) fn bytes(&self) -> &'a [u8] {
        match self.value {
            Value::Text(bytes) => bytes,
            Value::Integer(_) | Value::Real(_) => &[],
        }
    }

    /// Whether the pair is this code with this word.
    pub(super) fn is(&self, code: i32, word: &str) -> bool {
        self.code == code && self.bytes().trim_ascii() == word.as_bytes()
    }

    /// The value as a number that is finite.
    pub(super) fn real(&self) -> Option<f64> {
        let number = match self.value {
            Value::Real(number) => number,
            Value::Integer(number) => number as f64,
            Value::Text(bytes) => std::str::from_utf8(bytes).ok()?.trim().parse().ok()?,
        };
        number.is_finite().then_some(number)
    }

    /// The value as a whole number.
    pub(super) fn integer(&self) -> Option<i64> {
        match self.value {
            Value::Integer(number) => Some(number),
            Value::Real(number) => Some(number as i64),
            Value::Text(bytes) => std::str::from_utf8(bytes).ok()?.trim().parse().ok(),
        }
    }
}

/// The pairs of a drawing, one after the other; ends with the bytes, or with a fault.
pub(super) struct Pairs<'a> {
    rest: &'a [u8],
    form: Form,
    /// Line, or offset in bytes.
    at: usize,
    /// The whole length, to tell offsets.
    length: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    /// Binary with codes of one byte (to R12) or two.
    Binary {
        wide_codes: bool,
    },
}

impl<'a> Pairs<'a> {
    /// The pairs of `bytes`.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let without_mark = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match bytes.strip_prefix(BINARY_SENTINEL) {
            // the first pair is 0/SECTION
            Some(rest) => {
                let wide_codes = rest.get(1) == Some(&0);
                Self { rest, form: Form::Binary { wide_codes }, at: 0, length: bytes.len() }
            }
            None => Self { rest: without_mark, form: Form::Text, at: 0, length: bytes.len() },
        }
    }

    /// The line that was read last; in a binary drawing the offset of the next pair.
    pub(super) const fn place(&self) -> usize {
        match self.form {
            Form::Text => self.at,
            Form::Binary { .. } => self.length - self.rest.len(),
        }
    }

    fn line(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        self.at += 1;
        let end = self.rest.iter().position(|byte| *byte == b'\n');
        let line = &self.rest[..end.unwrap_or(self.rest.len())];
        self.rest = end.map_or(&[], |end| &self.rest[end + 1..]);
        Some(line.strip_suffix(b"\r").unwrap_or(line))
    }

    fn text_pair(&mut self) -> Option<Result<Pair<'a>, DxfFault>> {
        let code_line = self.line()?;
        let at = self.at;
        let code = std::str::from_utf8(code_line).ok().and_then(|text| text.trim().parse().ok());
        let Some(code) = code else {
            if code_line.trim_ascii().is_empty() && self.rest.trim_ascii().is_empty() {
                return None;
            }
            let found = String::from_utf8_lossy(code_line).chars().take(40).collect();
            return Some(Err(DxfFault::NoGroupCode { line: at, found }));
        };
        match self.line() {
            Some(value) => Some(Ok(Pair { code, value: Value::Text(value), at })),
            None => Some(Err(DxfFault::CutOff { at })),
        }
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], DxfFault> {
        if self.rest.len() < count {
            return Err(DxfFault::CutOff { at: self.length });
        }
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest;
        Ok(taken)
    }

    fn fixed<const N: usize>(&mut self) -> Result<[u8; N], DxfFault> {
        let mut bytes = [0; N];
        bytes.copy_from_slice(self.take(N)?);
        Ok(bytes)
    }

    fn binary_pair(&mut self, wide_codes: bool) -> Result<Pair<'a>, DxfFault> {
        let at = self.length - self.rest.len();
        let code = match (wide_codes, self.take(1)?[0]) {
            (false, 255) => i32::from(i16::from_le_bytes(self.fixed()?)),
            (false, narrow) => i32::from(narrow),
            (true, low) => i32::from(i16::from_le_bytes([low, self.take(1)?[0]])),
        };
        let value = match kind_of(code) {
            Kind::Text => {
                let end = self.rest.iter().position(|byte| *byte == 0).ok_or(DxfFault::CutOff { at: self.length })?;
                let text = self.take(end)?;
                self.take(1)?;
                Value::Text(text)
            }
            Kind::Chunk => {
                let length = self.take(1)?[0];
                self.take(usize::from(length))?;
                Value::Text(&[])
            }
            Kind::Real => Value::Real(f64::from_le_bytes(self.fixed()?)),
            Kind::Byte => Value::Integer(i64::from(self.take(1)?[0])),
            Kind::Short => Value::Integer(i64::from(i16::from_le_bytes(self.fixed()?))),
            Kind::Long => Value::Integer(i64::from(i32::from_le_bytes(self.fixed()?))),
            Kind::LongLong => Value::Integer(i64::from_le_bytes(self.fixed()?)),
        };
        Ok(Pair { code, value, at })
    }
}

impl<'a> Iterator for Pairs<'a> {
    type Item = Result<Pair<'a>, DxfFault>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.form {
            Form::Text => self.text_pair(),
            Form::Binary { .. } if self.rest.is_empty() => None,
            Form::Binary { wide_codes } => Some(self.binary_pair(wide_codes)),
        }
    }
}

/// How a binary drawing stores a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Chunk,
    Real,
    Byte,
    Short,
    Long,
    LongLong,
}

/// The type of a group code's value, by the ranges of the DXF reference.
const fn kind_of(code: i32) -> Kind {
    match code {
        10..=59 | 110..=149 | 210..=239 | 460..=469 | 1010..=1059 => Kind::Real,
        60..=79 | 170..=179 | 270..=289 | 370..=389 | 400..=409 | 1060..=1070 => Kind::Short,
        90..=99 | 420..=429 | 440..=459 | 1071 => Kind::Long,
        160..=169 => Kind::LongLong,
        290..=299 => Kind::Byte,
        310..=319 | 1004 => Kind::Chunk,
        _ => Kind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_pairs_keep_their_lines_and_a_lost_value_is_a_cut() {
        let pairs: Vec<_> = Pairs::new(b"  0\r\nSECTION\r\n  2\nENTITIES\n 10\n 1.5\n").collect::<Result<_, _>>().expect("whole");
        assert!(pairs[0].is(0, "SECTION") && pairs[1].is(2, "ENTITIES"));
        assert_eq!((pairs[2].code, pairs[2].real(), pairs[2].at), (10, Some(1.5), 5));
        let cut: Result<Vec<_>, _> = Pairs::new(b"0\nSECTION\n2\n").collect();
        assert_eq!(cut, Err(DxfFault::CutOff { at: 3 }));
        let wrong: Result<Vec<_>, _> = Pairs::new(b"0\nSECTION\nten\n1.5\n").collect();
        assert_eq!(wrong, Err(DxfFault::NoGroupCode { line: 3, found: "ten".into() }));
    }

    #[test]
    fn binary_pairs_of_both_widths_are_read() {
        for wide in [false, true] {
            let code = |code: u8| if wide { vec![code, 0] } else { vec![code] };
            let mut bytes = BINARY_SENTINEL.to_vec();
            bytes.extend(code(0));
            bytes.extend(b"SECTION\0");
            bytes.extend(code(10));
            bytes.extend(605_000.25_f64.to_le_bytes());
            bytes.extend(code(70));
            bytes.extend((-3_i16).to_le_bytes());
            let pairs: Vec<_> = Pairs::new(&bytes).collect::<Result<_, _>>().expect("whole");
            assert!(pairs[0].is(0, "SECTION"), "{wide}");
            assert_eq!((pairs[1].real(), pairs[2].integer()), (Some(605_000.25), Some(-3)));
            bytes.pop();
            assert!(Pairs::new(&bytes).collect::<Result<Vec<_>, _>>().is_err(), "cut off");
        }
    }
}
