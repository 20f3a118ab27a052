//! GeoJSON features one after the other: newline-delimited, or text sequences with record separators (RFC 8142).

use std::borrow::Cow;

use super::super::import_error::ImportError;
use super::super::source::RawLayer;
use super::super::watch::{Unwatched, Watch};
use super::json;
use super::read::{layer_of_features, read_raw_watched};

/// What stands before each text of an RFC 8142 sequence. Within a text it would have to be escaped, so that nothing else can be meant.
pub(in super::super) const RECORD_SEPARATOR: u8 = 0x1E;

/// Reads features that stand one after the other, each a JSON text; see [`read_raw`](super::read_raw).
///
/// A text that ends before it is complete, as after a crash of the program that wrote it, is an error with its line. A single text, such as a whole
/// collection under the wrong ending, is read as what it is.
pub fn read_raw_sequence(bytes: &[u8]) -> Result<RawLayer, ImportError> {
    read_raw_sequence_watched(bytes, &Unwatched)
}

/// Reads features as [`read_raw_sequence`] does while someone waits.
pub fn read_raw_sequence_watched(bytes: &[u8], watch: &dyn Watch) -> Result<RawLayer, ImportError> {
    let bytes: Cow<'_, [u8]> = if bytes.contains(&RECORD_SEPARATOR) {
        bytes.iter().map(|byte| if *byte == RECORD_SEPARATOR { b' ' } else { *byte }).collect::<Vec<_>>().into()
    } else {
        bytes.into()
    };
    let text = json::text(&bytes)?;
    let places = json::texts(text)?;
    if places.len() <= 1 { read_raw_watched(text.as_bytes(), watch) } else { layer_of_features(text, &places, watch) }
}

/// Reads GeoJSON of either kind, as from the clipboard or under an ending that is used for both, while someone waits.
pub fn read_raw_either(bytes: &[u8], watch: &dyn Watch) -> Result<RawLayer, ImportError> {
    match read_raw_watched(bytes, watch) {
        Err(ImportError::NotJson { detail, line, column }) => {
            let sequence = match read_raw_sequence_watched(bytes, watch) {
                Err(ImportError::Stopped) => return Err(ImportError::Stopped),
                sequence => sequence.ok().filter(|layer| !layer.features.is_empty()),
            };
            sequence.ok_or(ImportError::NotJson { detail, line, column })
        }
        read => read,
    }
}
