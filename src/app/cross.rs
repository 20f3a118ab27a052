//! How much of the parcels of a reference layer lies in which zone, grouped by one of their attributes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::job::Progress;
use super::reference::ReferenceShape;
use crate::geometry::GridPoint;
use crate::io::{PathKind, folded};
use crate::plan::cross_table::{OverlappingFeatures, overlapping_features};
use crate::plan::{CrossTable, LandLayer, Plan, RingRole};

impl LandLayer for ReferenceShape {
    fn count(&self) -> usize {
        self.len()
    }

    fn rings(&self, feature: usize) -> impl Iterator<Item = (RingRole, &[GridPoint])> + Clone {
        self.paths(feature).filter_map(|path| {
            let role = match path.kind {
                PathKind::Exterior => RingRole::Exterior,
                PathKind::Hole => RingRole::Hole,
                PathKind::Line | PathKind::Point => return None,
            };
            Some((role, path.points))
        })
    }
}

/// The attributes that features of a layer have, by name.
pub fn columns_of(shape: &ReferenceShape) -> Vec<String> {
    let mut names = BTreeSet::new();
    for feature in 0..shape.len() {
        for (name, _) in shape.attributes(feature) {
            if !names.contains(name) {
                names.insert(name.to_owned());
            }
        }
    }
    names.into_iter().collect()
}

/// The features of a layer in groups: those that say the same in one column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grouping {
    /// What the features of each group say: numbers by size, then texts by letter, last what says nothing.
    pub names: Vec<String>,
    /// The group of each feature.
    pub of: Vec<u32>,
}

impl Grouping {
    /// Groups by a column; `None` if no feature has it.
    pub fn by(shape: &ReferenceShape, column: &str) -> Option<Self> {
        let text = |feature| shape.attributes(feature).find(|(name, _)| *name == column).map_or("", |(_, text)| text);
        let mut places: BTreeMap<&str, u32> = BTreeMap::new();
        let mut found: Vec<&str> = Vec::new();
        let mut of = Vec::with_capacity(shape.len());
        for feature in 0..shape.len() {
            let text = text(feature);
            // neighbours in a file mostly say the same
            let place = match (of.last().map(|last| *last as usize), places.get(text)) {
                (Some(last), _) if found[last] == text => last as u32,
                (_, Some(place)) => *place,
                (_, None) => {
                    places.insert(text, found.len() as u32);
                    found.push(text);
                    found.len() as u32 - 1
                }
            };
            of.push(place);
        }
        if found.iter().all(|text| text.is_empty()) {
            return None;
        }
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by_cached_key(|at| order_of(found[*at]));
        let mut rank = vec![0; found.len()];
        order.iter().enumerate().for_each(|(to, from)| rank[*from] = to as u32);
        of.iter_mut().for_each(|group| *group = rank[*group as usize]);
        Some(Self { names: order.into_iter().map(|at| found[at].to_owned()).collect(), of })
    }
}

/// Where a group stands among the others; Đ stands with D, as accents come after letters.
fn order_of(text: &str) -> (u8, u64, String, &str) {
    match text.parse::<u64>() {
        Ok(number) => (0, number, String::new(), text),
        Err(_) if text.is_empty() => (2, 0, String::new(), text),
        Err(_) => (1, 0, folded(text), text),
    }
}

/// A cross table with all it takes to show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossedLayer {
    /// The areas; rows name their group by its place in `groups`.
    pub table: CrossTable,
    /// What the groups are called; an empty name is that of features that say nothing.
    pub groups: Vec<String>,
    /// Land that several features claim.
    pub overlapping: OverlappingFeatures,
    /// What the layer is called.
    pub layer: String,
    /// The column by which it is grouped.
    pub column: String,
}

impl CrossedLayer {
    /// Counts the features of a layer on the plan's grid by zone and by what they say in `column`; `None` if no feature has that column
    /// or nobody wants the result any more.
    pub fn of(plan: &Plan, shape: &Arc<ReferenceShape>, layer: &str, column: &str, progress: &Progress) -> Option<Self> {
        let Grouping { names: groups, of } = Grouping::by(shape, column)?;
        progress.begin(layer, shape.len());
        let table = CrossTable::of(plan, shape.as_ref(), &of, &|done| progress.goes_on(done))?;
        let overlapping = overlapping_features(shape.as_ref(), &|| !progress.is_stopped())?;
        Some(Self { table, groups, overlapping, layer: layer.to_owned(), column: column.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::io::OutlineLayer;

    fn shape(values: &[serde_json::Value]) -> ReferenceShape {
        let mut layer = OutlineLayer::default();
        for (at, value) in values.iter().enumerate() {
            let properties = json!({"loai": value});
            let corner = |east, north| GridPoint::from_mm(1000 * (at as i64) + east, north);
            let ring = [corner(0, 0), corner(900, 0), corner(0, 900)];
            layer.put(at as u32 + 1, properties.as_object().expect("an object"), &[(PathKind::Exterior, &ring)]);
        }
        ReferenceShape::of(layer)
    }

    #[test]
    fn features_that_say_the_same_are_a_group_and_groups_are_in_order() {
        let shape = shape(&[json!("LUC"), json!(10), json!("LUC"), json!(null), json!(9), json!("Đất ở"), json!("CLN")]);
        let grouping = Grouping::by(&shape, "loai").expect("a column");
        assert_eq!(grouping.names, ["9", "10", "CLN", "Đất ở", "LUC", ""]);
        assert_eq!(grouping.of, [4, 1, 4, 5, 0, 3, 2]);
        assert_eq!(Grouping::by(&shape, "chủ"), None);
        assert_eq!(columns_of(&shape), ["loai"]);
        assert_eq!(shape.rings(1).map(|(role, ring)| (role, ring.len())).collect::<Vec<_>>(), [(RingRole::Exterior, 3)]);
    }
}
