//! Maps as text, as one pastes them: GeoJSON, GeoJSON features one a line, KML, well-known text.

use std::io::Write as _;

use super::format::Format;
use super::import::read_raw_layers;
use super::import_error::{ImportError, MAX_FILE_BYTES};
use super::source::{RawLayer, ReadOptions};
use super::text_encoding::mend_texts;
use super::{geojson, wkt_geometry};

/// What a text can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Text of a file format.
    Of(Format),
    /// Well-known text, one geometry a line.
    Wkt,
}

/// What a text is by how it begins; `None` if it is no map.
pub fn kind_of_text(text: &str) -> Option<TextKind> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    match text.chars().next()? {
        '{' | '[' if is_one_a_line(text) => Some(TextKind::Of(Format::GeoJsonSequence)),
        '{' | '[' => Some(TextKind::Of(Format::GeoJson)),
        '<' => Some(TextKind::Of(Format::Kml)),
        _ if wkt_geometry::is_wkt(text) => Some(TextKind::Wkt),
        _ => None,
    }
}

/// Whether there are several lines and each begins an object and ends it.
fn is_one_a_line(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_object = |line: &str| line.starts_with('{') && line.ends_with('}');
    lines.clone().nth(1).is_some() && lines.all(is_object)
}

/// Reads the layers of a text; a text that is no map is [`ImportError::UnknownFormat`].
pub fn read_raw_text(text: &str, options: ReadOptions) -> Result<Vec<RawLayer>, ImportError> {
    if text.len() as u64 > MAX_FILE_BYTES {
        return Err(ImportError::TooLarge { size_mb: text.len() as u64 >> 20 });
    }
    match kind_of_text(text) {
        None => Err(ImportError::UnknownFormat { found: text.trim().chars().take(24).collect() }),
        Some(TextKind::Wkt) => Ok(mended(vec![wkt_geometry::read_raw(text)], options)),
        Some(TextKind::Of(Format::GeoJson)) => Ok(mended(vec![geojson::read_raw(text.as_bytes())?], options)),
        Some(TextKind::Of(format)) => read_as_file(format, text, options),
    }
}

fn mended(mut layers: Vec<RawLayer>, options: ReadOptions) -> Vec<RawLayer> {
    mend_texts(&mut layers, options.encoding);
    layers
}

/// Reads a text by the reader of files of its format.
fn read_as_file(format: Format, text: &str, options: ReadOptions) -> Result<Vec<RawLayer>, ImportError> {
    let unreadable = |source| ImportError::Unreadable { path: std::env::temp_dir(), source };
    let suffix = format!(".{}", format.endings()[0]);
    let mut file = tempfile::Builder::new().prefix("hecta").suffix(&suffix).tempfile().map_err(unreadable)?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(unreadable)?;
    read_raw_layers(file.path(), options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_known_by_how_it_begins() {
        let feature = r#"{"type":"Feature","geometry":null,"properties":{}}"#;
        assert_eq!(kind_of_text(&format!("\u{feff}  {feature}")), Some(TextKind::Of(Format::GeoJson)));
        assert_eq!(kind_of_text(&format!("{feature}\n{feature}\n")), Some(TextKind::Of(Format::GeoJsonSequence)));
        assert_eq!(kind_of_text("{\n \"type\": \"Feature\"\n}"), Some(TextKind::Of(Format::GeoJson)));
        assert_eq!(kind_of_text("<kml/>"), Some(TextKind::Of(Format::Kml)));
        assert_eq!(kind_of_text("Point (1 2)"), Some(TextKind::Wkt));
        assert_eq!(kind_of_text("Khu công nghệ cao"), None);
        assert_eq!(kind_of_text(" "), None);
    }

    #[test]
    fn a_text_that_is_no_map_is_refused_and_says_how_it_begins() {
        let refused = read_raw_text("Khu công nghệ cao Hà Nam, tỉnh Ninh Bình", ReadOptions::default());
        assert!(matches!(refused, Err(ImportError::UnknownFormat { found }) if found.starts_with("Khu công nghệ")));
        let read = read_raw_text("POLYGON ((0 0, 1 0, 1 1, 0 0))", ReadOptions::default()).expect("well-known text");
        assert_eq!(read[0].features.len(), 1);
    }
}
