//! What reference layers say about a place.

use super::References;
use crate::app::i18n::Texts;
use crate::app::identify_text::{Line, LineTarget};
use crate::tool::Inquiry;

/// Features of a layer told about at one place; the others are counted.
const MOST_FEATURES: usize = 5;

/// A feature of a reference layer at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferenceHere {
    /// The place of the layer in the list.
    pub layer: usize,
    /// The feature.
    pub feature: usize,
}

/// The features of visible reference layers at a place, the uppermost layer first.
pub fn references_here(references: &References, inquiry: Inquiry) -> Vec<ReferenceHere> {
    let visible = references.layers().iter().enumerate().filter(|(_, layer)| layer.look.effective_opacity() > 0.0);
    let here = visible.flat_map(|(layer, reference)| {
        reference.shape.at(inquiry.at, inquiry.reach_um).into_iter().map(move |feature| ReferenceHere { layer, feature })
    });
    here.collect()
}

impl References {
    /// What visible layers say about a place, feature by feature and attribute by attribute.
    pub fn lines_here(&self, texts: &Texts, inquiry: Inquiry) -> Vec<Line> {
        let here = references_here(self, inquiry);
        let mut lines = Vec::new();
        for (index, layer) in self.layers().iter().enumerate() {
            let of_layer: Vec<_> = here.iter().filter(|here| here.layer == index).collect();
            for found in of_layer.iter().take(MOST_FEATURES) {
                let number = layer.shape.number(found.feature).to_string();
                let arguments = [("layer", layer.name.as_str().into()), ("number", number.into())];
                let name = texts.format("panel-identify-reference", &arguments);
                let attributes: Vec<_> =
                    layer.shape.attributes(found.feature).map(|(column, text)| format!("{column}: {text}")).collect();
                let value = if attributes.is_empty() {
                    texts.get("panel-identify-no-attributes").to_owned()
                } else {
                    attributes.join(" · ")
                };
                let target = layer.shape.bounds_of(found.feature).map_or(LineTarget::Nothing, LineTarget::Land);
                lines.push(Line { name, value, target });
            }
            if of_layer.len() > MOST_FEATURES {
                let count = of_layer.len() - MOST_FEATURES;
                let value = texts.format("panel-identify-more", &[("count", count.into())]);
                lines.push(Line { name: layer.name.clone(), value, target: LineTarget::Nothing });
            }
        }
        lines
    }
}
