//! Two statements side by side.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::super::composed::nfc;
use super::Difference;

/// Members about which nothing can be made anew from the geometry, and words that explain others.
const NOT_COMPARED: [&str; 7] = ["schema", "program", "words", "at", "sha256", "known_on", "largest_rounding_m"];
/// Members by which an item of a list is known.
const NAMES: [&str; 6] = ["rule", "class", "zone_code", "plot_code", "zones", "file"];
/// What two ways to the same area may differ by, m².
const SAME_AREA_M2: f64 = 0.001;
/// Half a unit and a little of the sixth decimal of a hectare.
const SAME_AREA_HA: f64 = 1.01e-6;
/// Rounding by largest remainder may give the last hundredth to another row when rows are in another order.
const SAME_HUNDREDTH: f64 = 0.010_001;

/// Collects what differs.
pub(super) struct Comparison {
    pub differences: Vec<Difference>,
    pub compared: usize,
    /// What rounded positions may change of an area, m².
    pub slack_m2: f64,
}

impl Comparison {
    /// Holds what is stated against what was computed; lists are compared as sets of items known by their names.
    pub(super) fn compare(&mut self, what: &str, stated: &Value, computed: &Value) {
        match (stated, computed) {
            (Value::Object(stated), Value::Object(computed)) => self.objects(what, stated, computed),
            (Value::Array(stated), Value::Array(computed)) => self.lists(what, stated, computed),
            _ => {
                self.compared += 1;
                if !self.is_same(what, stated, computed) {
                    let (stated, computed) = (stated.clone(), computed.clone());
                    self.differences.push(Difference { what: what.to_owned(), stated, computed });
                }
            }
        }
    }

    fn objects(&mut self, what: &str, stated: &Map<String, Value>, computed: &Map<String, Value>) {
        let names: Vec<&String> = stated.keys().chain(computed.keys().filter(|name| !stated.contains_key(*name))).collect();
        for name in names.into_iter().filter(|name| !NOT_COMPARED.contains(&name.as_str())) {
            let path = if what.is_empty() { name.clone() } else { format!("{what}.{name}") };
            let side = |side: &Map<String, Value>| side.get(name).cloned().unwrap_or(Value::Null);
            self.compare(&path, &side(stated), &side(computed));
        }
    }

    fn lists(&mut self, what: &str, stated: &[Value], computed: &[Value]) {
        let (stated, computed) = (named(stated), named(computed));
        let names: BTreeSet<&String> = stated.iter().chain(&computed).map(|(name, _)| name).collect();
        for name in names {
            let of = |side: &[(String, Value)]| -> Vec<Value> {
                side.iter().filter(|(other, _)| other == name).map(|(_, item)| item.clone()).collect()
            };
            let (stated, computed) = (of(&stated), of(&computed));
            for at in 0..stated.len().max(computed.len()) {
                let path = if at == 0 { format!("{what}[{name}]") } else { format!("{what}[{name}#{}]", at + 1) };
                let item = |side: &[Value]| side.get(at).cloned().unwrap_or(Value::Null);
                self.compare(&path, &item(&stated), &item(&computed));
            }
        }
    }

    fn is_same(&self, what: &str, stated: &Value, computed: &Value) -> bool {
        if let (Some(a), Some(b)) = (stated.as_f64(), computed.as_f64()) {
            let most = match () {
                () if what.contains("area_ha_") || what.ends_with("approved_area_ha") => SAME_AREA_HA + self.slack_m2 / 1e4,
                () if what.ends_with("area_ha") => SAME_HUNDREDTH + self.slack_m2 / 1e4,
                () if what.ends_with("_pct") => SAME_HUNDREDTH,
                () if what.ends_with("_m2") || what.ends_with("figure.value") || what.ends_with("dienTich") => {
                    SAME_AREA_M2 + self.slack_m2
                }
                () => 0.0,
            };
            return (a - b).abs() <= most;
        }
        match (stated, computed) {
            (Value::String(a), Value::String(b)) => nfc(a.trim()) == nfc(b.trim()),
            (Value::String(a), Value::Null) | (Value::Null, Value::String(a)) => a.trim().is_empty(),
            // a zone without land is written without a geometry, and no zone when it is read
            (Value::Object(_), Value::Null) => stated.get("area_m2").and_then(Value::as_f64) == Some(0.0),
            _ => stated == computed,
        }
    }
}

/// The items with their names, in an order that does not depend on that of the list.
fn named(items: &[Value]) -> Vec<(String, Value)> {
    let name = |item: &Value| {
        if let Some(id) = item.get("id") {
            return text(id);
        }
        let part = |member: &str| item.get(member).map(text).filter(|part| !part.is_empty());
        let parts: Vec<String> = NAMES.into_iter().filter_map(part).collect();
        if parts.is_empty() { text(item) } else { parts.join(" ") }
    };
    let mut named: Vec<(String, Value)> = items.iter().map(|item| (name(item), item.clone())).collect();
    let area = |item: &Value| item.get("area_m2").and_then(Value::as_f64).unwrap_or_default();
    named.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| area(x).total_cmp(&area(y))));
    named
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Null => String::new(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(","),
        Value::Object(members) => {
            // in the order of the names: another program may write the members in another one
            let members: BTreeMap<&String, String> = members.iter().map(|(name, value)| (name, text(value))).collect();
            members.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn differences(stated: &Value, computed: &Value) -> Vec<String> {
        let mut comparison = Comparison { differences: Vec::new(), compared: 0, slack_m2: 0.0 };
        comparison.compare("", stated, computed);
        comparison.differences.into_iter().map(|difference| difference.what).collect()
    }

    #[test]
    fn items_are_known_by_name_and_every_change_has_its_place() {
        let stated = json!({"figures": {"zones_m2": 10.0, "at": 1}, "zones": [{"zone_code": "A", "area_m2": 4.0}, {"zone_code": "B", "area_m2": 6.0}]});
        let same = json!({"figures": {"zones_m2": 10.0005, "at": 2}, "zones": [{"zone_code": "B", "area_m2": 6.0}, {"zone_code": "A", "area_m2": 4.0}]});
        assert_eq!(differences(&stated, &same), Vec::<String>::new());
        let other = json!({"figures": {"zones_m2": 10.002}, "zones": [{"zone_code": "B", "area_m2": 6.01}, {"zone_code": "C", "area_m2": 4.0}], "more": true});
        assert_eq!(differences(&stated, &other), ["figures.zones_m2", "zones[A]", "zones[B].area_m2", "zones[C]", "more"]);
    }

    #[test]
    fn the_order_of_members_does_not_count() {
        let stated = json!({"list": [{"a": 1, "b": {"c": 2, "d": 3}}], "sources": [{"file": "x", "role": "plan"}]});
        let same = json!({"sources": [{"role": "plan", "file": "x"}], "list": [{"b": {"d": 3, "c": 2}, "a": 1}]});
        assert_eq!(differences(&stated, &same), Vec::<String>::new());
        let other = json!({"sources": [{"role": "boundary", "file": "x"}], "list": [{"b": {"d": 3, "c": 2}, "a": 1}]});
        assert_eq!(differences(&stated, &other), ["sources[x].role"]);
    }

    #[test]
    fn the_last_hundredth_may_go_to_another_row_and_no_more() {
        let share = |share: f64| json!({"share_pct": share});
        assert_eq!(differences(&share(33.33), &share(33.34)), Vec::<String>::new());
        assert_eq!(differences(&share(33.33), &share(33.35)), ["share_pct"]);
        assert_eq!(differences(&json!({"verdict": "pass"}), &json!({"verdict": "fail"})), ["verdict"]);
        assert_eq!(differences(&json!({"n": 1}), &json!({"n": 2})), ["n"]);
    }
}
