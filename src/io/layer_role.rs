//! What a layer is to a plan: as it says itself, or as someone decides.

use std::collections::BTreeSet;

use super::attributes::{Role, role_of_properties, role_of_word};
use super::source::{RawLayer, SourceLayer};

/// Features of a layer that are asked what they are.
const MOST_ASKED: usize = 2_000;
/// The property by which a feature says what it is.
const LAYER_PROPERTY: &str = "layer";

/// What a layer says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayerRole {
    /// The park boundary.
    Boundary,
    /// Functional zones.
    Zones,
    /// Plots of zones.
    Plots,
    /// Features of several of these, each of which says what it is.
    Mixed,
    /// Communes or another background.
    Background,
    /// Polygons that say nothing.
    Silent,
    /// Nothing with area.
    WithoutArea,
}

/// What a layer says it is: by its name, by its features' `layer`, by figures only a boundary has.
pub fn role_of_layer(raw: &RawLayer) -> LayerRole {
    let of_name = raw.name.as_deref().and_then(role_of_word);
    let land = raw.features.iter().filter(|feature| feature.has_area()).take(MOST_ASKED);
    let roles: BTreeSet<_> = land.map(|feature| rank(role_of_properties(&feature.properties().to_map(), of_name))).collect();
    let mut roles = roles.into_iter();
    match (roles.next(), roles.next()) {
        (None, _) => LayerRole::WithoutArea,
        (Some(1), None) => LayerRole::Boundary,
        (Some(2), None) => LayerRole::Zones,
        (Some(3), None) => LayerRole::Plots,
        (Some(4), None) => LayerRole::Background,
        (Some(_), Some(_)) => LayerRole::Mixed,
        (Some(_), None) => LayerRole::Silent,
    }
}

const fn rank(role: Option<Role>) -> u8 {
    match role {
        None => 0,
        Some(Role::Boundary) => 1,
        Some(Role::Zone) => 2,
        Some(Role::Plot) => 3,
        Some(Role::Background) => 4,
    }
}

/// The same layer as zones, plots or a boundary, whatever its name; features that say what they are keep their say among zones.
///
/// As a boundary all features count unless some say they are one; as plots all do.
pub fn with_role(mut layer: SourceLayer, role: LayerRole) -> SourceLayer {
    let of_name = layer.name.as_deref().and_then(role_of_word);
    match role {
        LayerRole::Boundary => {
            let says = |role| layer.features.iter().any(|f| role_of_properties(&f.properties, of_name) == Some(role));
            if !says(Role::Boundary) {
                silence(&mut layer);
                layer.name = None;
            }
        }
        LayerRole::Plots => {
            silence(&mut layer);
            layer.name = Some("plots".to_owned());
        }
        LayerRole::Zones if of_name.is_none() || of_name == Some(Role::Background) => {
            layer.name = Some("zones".to_owned());
        }
        _ => {}
    }
    layer
}

fn silence(layer: &mut SourceLayer) {
    for feature in &mut layer.features {
        feature.properties.shift_remove(LAYER_PROPERTY);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::*;
    use crate::io::source::{RawFeature, Shape, SourceFeature};

    fn raw(name: &str, properties: &[Value]) -> RawLayer {
        let feature = |(i, properties): (usize, &Value)| RawFeature {
            number: i + 1,
            id: None,
            properties: properties.as_object().cloned().unwrap_or_default(),
            shape: Shape::Polygons { polygons: vec![vec![Vec::new()]], had_heights: false },
            helper_points: Vec::new(),
        };
        let features = properties.iter().enumerate().map(feature).collect();
        RawLayer { name: Some(name.to_owned()), features, ..RawLayer::default() }
    }

    #[test]
    fn a_layer_says_what_it_is_by_name_or_by_its_features() {
        assert_eq!(role_of_layer(&raw("Ranh giới khu", &[json!({})])), LayerRole::Boundary);
        assert_eq!(role_of_layer(&raw("Phân khu", &[json!({})])), LayerRole::Zones);
        assert_eq!(role_of_layer(&raw("xã", &[json!({})])), LayerRole::Background);
        assert_eq!(role_of_layer(&raw("0", &[json!({})])), LayerRole::Silent);
        assert_eq!(role_of_layer(&raw("x", &[json!({"layer": "plots"})])), LayerRole::Plots);
        assert_eq!(role_of_layer(&raw("x", &[json!({"layer": "zone"}), json!({"layer": "boundary"})])), LayerRole::Mixed);
        assert_eq!(role_of_layer(&raw("zones", &[])), LayerRole::WithoutArea);
    }

    #[test]
    fn a_decision_outweighs_what_a_layer_says() {
        let feature = |layer: &str| {
            let properties: Map<_, _> = [(LAYER_PROPERTY.to_owned(), layer.into())].into_iter().collect();
            SourceFeature { number: 1, id: None, properties, polygons: Vec::new() }
        };
        let layer = |name: &str, says: &str| SourceLayer {
            name: Some(name.into()),
            features: vec![feature(says)],
            ..SourceLayer::default()
        };
        let plots = with_role(layer("Ranh giới", "zones"), LayerRole::Plots);
        assert_eq!(plots.name.as_deref(), Some("plots"));
        assert!(plots.features[0].properties.is_empty());
        let boundary = with_role(layer("zones", "zones"), LayerRole::Boundary);
        assert!(boundary.name.is_none() && boundary.features[0].properties.is_empty());
        assert_eq!(with_role(layer("x", "boundary"), LayerRole::Boundary), layer("x", "boundary"));
        assert_eq!(with_role(layer("Xã", "xã"), LayerRole::Zones).name.as_deref(), Some("zones"));
    }
}
