//! Reading the layers of a file as reference layers, without a window.

use std::borrow::Cow;
use std::path::Path;

use super::ReferenceShape;
use crate::app::job::Progress;
use crate::io::guard::examine_each;
use crate::io::{GuardVerdict, ImportError, KnownPlaces, RawLayer, ReadOptions, outline_layer, read_raw_layers_watched};

/// Reads every layer of a file as a reference layer on the grid of `options`, each with its name for people; layers of which nothing can
/// be shown are left out.
///
/// The numbers are read as `options` state, else as the file declares or, where it declares nothing, as corners of `known` prove. A file
/// whose declaration is contradicted is refused with the suspicion, as nobody is there to decide. [`ImportError::Stopped`] if nobody wants
/// the layers any more.
pub fn read_reference(
    path: &Path,
    options: ReadOptions,
    known: &KnownPlaces,
    progress: &Progress,
) -> Result<Vec<(String, ReferenceShape)>, ImportError> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    progress.begin(&stem, 0);
    let raw = read_raw_layers_watched(path, options, progress)?;
    let readings = readings(&raw, known, options)?;
    let is_alone = raw.len() == 1;
    let mut shapes = Vec::with_capacity(raw.len());
    for (layer, options) in raw.into_iter().zip(readings) {
        let name = if is_alone { stem.clone() } else { name_of(&stem, layer.name.as_deref().unwrap_or_default()) };
        let shape = shape_of(layer, options, &name, progress)?;
        if !shape.is_empty() {
            shapes.push((name, shape));
        }
    }
    Ok(shapes)
}

/// The shape of a layer read with `options`; [`ImportError::Stopped`] if nobody wants it any more.
pub fn shape_of(raw: RawLayer, options: ReadOptions, name: &str, progress: &Progress) -> Result<ReferenceShape, ImportError> {
    progress.begin(name, 0);
    let outline = outline_layer(Cow::Owned(raw), options, progress)?;
    ReferenceShape::of_watched(outline, progress).ok_or(ImportError::Stopped)
}

/// The name of one of several layers of a file: that of the file with its own.
pub fn name_of(stem: &str, layer: &str) -> String {
    format!("{stem} – {layer}").trim_end_matches(" – ").to_owned()
}

/// How each layer is to be read.
fn readings(raw: &[RawLayer], known: &KnownPlaces, options: ReadOptions) -> Result<Vec<ReadOptions>, ImportError> {
    let mut of_layers = vec![options; raw.len()];
    if options.reading.is_some() {
        return Ok(of_layers);
    }
    for examination in examine_each(raw, known, options) {
        if let (GuardVerdict::Suspect { .. }, Some(fault)) = (&examination.verdict, examination.suspicion()) {
            return Err(ImportError::SuspectCrs(Box::new(fault)));
        }
        for &layer in &examination.layers {
            of_layers[layer].reading = examination.recognised();
        }
    }
    Ok(of_layers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::ProjectCrs;
    use crate::geometry::crs::Reading;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::Builder::new().prefix("thửa ").suffix(".geojson").tempfile().expect("a file");
        std::fs::write(file.path(), text).expect("written");
        file
    }

    fn parcel(corners: [[f64; 2]; 4]) -> String {
        let corners: Vec<_> = corners.iter().map(|[a, b]| format!("[{a},{b}]")).collect();
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"loai_dat":"LUC"}},
            "geometry":{{"type":"Polygon","coordinates":[[{}]]}}}}]}}"#,
            corners.join(",")
        )
    }

    const DEGREES: [[f64; 2]; 4] = [[106.05, 20.57], [106.051, 20.57], [106.051, 20.571], [106.05, 20.57]];

    fn read(text: &str, progress: &Progress) -> Result<Vec<(String, ReferenceShape)>, ImportError> {
        let known = KnownPlaces::embedded(ProjectCrs::default()).expect("embedded");
        read_reference(file(text).path(), ReadOptions::default(), &known, progress)
    }

    #[test]
    fn a_file_becomes_named_layers_in_metres() {
        let layers = read(&parcel(DEGREES), &Progress::default()).expect("readable");
        let [(name, shape)] = layers.as_slice() else { panic!("{layers:?}") };
        assert!(name.starts_with("thửa "));
        assert_eq!((shape.len(), shape.counts().vertices), (1, 3));
        let bounds = shape.bounds().expect("bounds");
        assert_eq!(bounds.min.to_m().map(|metres| metres.round() as i64), [609_276, 2_275_703]);
        assert_eq!(shape.attributes(0).collect::<Vec<_>>(), [("loai_dat", "LUC")]);
        assert_eq!(name_of("đất", "xã"), "đất – xã");
        assert_eq!(name_of("đất", ""), "đất");
    }

    #[test]
    fn what_is_suspect_or_stopped_is_no_layer() {
        let swapped = parcel(DEGREES.map(|[lon, lat]| [lat, lon]));
        assert!(matches!(read(&swapped, &Progress::default()), Err(ImportError::SuspectCrs(_))));
        let progress = Progress::default();
        progress.stop();
        assert!(matches!(read(&parcel(DEGREES), &progress), Err(ImportError::Stopped)));
        let file = file(&swapped);
        let known = KnownPlaces::embedded(ProjectCrs::default()).expect("embedded");
        let stated = Reading { swapped: true, ..Reading::default() };
        let options = ReadOptions { reading: Some(stated), ..ReadOptions::default() };
        assert_eq!(read_reference(file.path(), options, &known, &Progress::default()).map(|layers| layers.len()).ok(), Some(1));
    }
}
