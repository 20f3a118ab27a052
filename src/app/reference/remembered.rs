//! Which reference layers belong to which document, so that they are there again when it is opened.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{ReferenceLayer, ReferenceLook, References};
use crate::geometry::crs::Reading;

/// Documents whose reference layers are remembered, the last ones used.
pub const MOST_REMEMBERED_DOCUMENTS: usize = 20;

/// A reference layer as it is written down.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RememberedReference {
    /// The file.
    pub path: PathBuf,
    /// Which layer of the file, from 0.
    #[serde(default)]
    pub layer: usize,
    /// What the planner calls it.
    pub name: String,
    /// How it is drawn.
    #[serde(default)]
    pub look: ReferenceLook,
    /// The attribute that is written on its features, as its column is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// How its numbers are understood, as the user stated it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<Reading>,
    /// The encoding of its texts, as the user stated it: a word of the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
}

/// The reference layers of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RememberedReferences {
    /// The project file.
    pub document: PathBuf,
    /// Its layers, the uppermost first.
    pub layers: Vec<RememberedReference>,
}

impl References {
    /// The layers as they are written down, with those that are missing; those that come from no file are left out.
    pub fn remembered(&self) -> Vec<RememberedReference> {
        self.layers().iter().filter_map(remembered).chain(self.missing().iter().cloned()).collect()
    }
}

fn remembered(layer: &ReferenceLayer) -> Option<RememberedReference> {
    let options = layer.source.options;
    Some(RememberedReference {
        path: layer.source.path.clone()?,
        layer: layer.source.layer,
        name: layer.name.clone(),
        look: layer.look,
        label: layer.label.clone(),
        reading: options.reading,
        encoding: options.encoding.map(|encoding| encoding.name().to_owned()),
    })
}

/// Notes the layers of a document at the head of the list; a document without layers is struck off.
pub fn remember(list: &mut Vec<RememberedReferences>, document: &Path, layers: Vec<RememberedReference>) {
    list.retain(|other| other.document != document);
    if !layers.is_empty() {
        list.insert(0, RememberedReferences { document: document.to_owned(), layers });
        list.truncate(MOST_REMEMBERED_DOCUMENTS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::crs::FileCrs;

    fn layer(name: &str) -> RememberedReference {
        RememberedReference {
            path: PathBuf::from("/bản đồ/dây.dxf"),
            layer: 2,
            name: name.into(),
            look: ReferenceLook::nth(9),
            label: Some("so_thua".into()),
            reading: Some(Reading { swapped: true, ..Reading::of(FileCrs::Wgs84) }),
            encoding: None,
        }
    }

    #[test]
    fn the_list_is_bounded_and_a_document_is_in_it_once() {
        let mut list = Vec::new();
        for number in 0..30 {
            remember(&mut list, Path::new(&format!("{number}.gpkg")), vec![layer("a")]);
        }
        remember(&mut list, Path::new("25.gpkg"), vec![layer("b")]);
        assert_eq!(list.len(), MOST_REMEMBERED_DOCUMENTS);
        assert_eq!((list[0].document.as_path(), list[0].layers[0].name.as_str()), (Path::new("25.gpkg"), "b"));
        remember(&mut list, Path::new("25.gpkg"), Vec::new());
        assert!(list.iter().all(|document| document.document != Path::new("25.gpkg")));
    }

    #[test]
    fn what_is_written_down_reads_back_the_same() {
        #[derive(Debug, PartialEq, Serialize, Deserialize)]
        struct File {
            references: Vec<RememberedReferences>,
        }
        let written =
            File { references: vec![RememberedReferences { document: "a.gpkg".into(), layers: vec![layer("Đường dây")] }] };
        let text = toml::to_string_pretty(&written).expect("written");
        assert_eq!(toml::from_str::<File>(&text).expect("read"), written);
    }
}
