//! GeoJSON features one after the other: newline-delimited, or text sequences with record separators (RFC 8142).

use std::borrow::Cow;

use super::super::import_error::ImportError;
use super::super::source::RawLayer;
use super::read::layer_of_features;
use super::{json, read_raw};

/// What stands before each text of an RFC 8142 sequence. Within a text it would have to be escaped, so that nothing else can be meant.
pub(in super::super) const RECORD_SEPARATOR: u8 = 0x1E;

/// Reads features that stand one after the other, each a JSON text; see [`read_raw`].
///
/// A text that ends before it is complete, as after a crash of the program that wrote it, is an error with its line. A single text, such as a whole
/// collection under the wrong ending, is read as what it is.
pub fn read_raw_sequence(bytes: &[u8]) -> Result<RawLayer, ImportError> {
    let bytes: Cow<'_, [u8]> = if bytes.contains(&RECORD_SEPARATOR) {
        bytes.iter().map(|byte| if *byte == RECORD_SEPARATOR { b' ' } else { *byte }).collect::<Vec<_>>().into()
    } else {
        bytes.into()
    };
    let text = json::text(&bytes)?;
    let mut count = 0;
    json::each_text(text, &mut |_| count += 1)?;
    if count <= 1 { read_raw(text.as_bytes()) } else { layer_of_features(text) }
}

/// Reads GeoJSON of either kind, as from the clipboard or under an ending that is used for both.
pub fn read_raw_either(bytes: &[u8]) -> Result<RawLayer, ImportError> {
    match read_raw(bytes) {
        Err(ImportError::NotJson { detail, line, column }) => {
            let sequence = read_raw_sequence(bytes).ok().filter(|layer| !layer.features.is_empty());
            sequence.ok_or(ImportError::NotJson { detail, line, column })
        }
        read => read,
    }
}
