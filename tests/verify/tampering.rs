//! What somebody may do to a file on its way.

use hecta::io::VerifyError;
use hecta::io::embedded::SamplePlan;
use hecta::io::verify;
use serde_json::{Map, Value, json};

use super::judged::exported;
use super::plans::{sample, with_plots};
use super::{assert_holds, json, verified};

#[test]
fn what_hecta_exports_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["plan.geojson", "plan.gpkg"] {
        let path = folder.path().join(name);
        exported(&sample(SamplePlan::Finished), &path, None).expect("it passes");
        let verified = assert_holds(&path);
        assert_eq!((verified.word("status"), verified.word("verdict")), ("compliant", "pass"));
        exported(&with_plots(), &path, Some("in work")).expect("a reason is given");
        assert_holds(&path);
        exported(&sample(SamplePlan::Unfinished), &path, Some("in work")).expect("a reason is given");
        assert_eq!(assert_holds(&path).word("verdict"), "fail");
    }
}

#[test]
fn the_statement_says_by_what_the_plan_was_judged() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.geojson");
    exported(&sample(SamplePlan::Finished), &path, None).expect("it passes");
    let statement = &json(&path)["compliance"];
    assert_eq!(statement["approved"], json!({"area_m2": 6_631_900.0, "decision": "1541/QĐ-TTg"}));
    assert_eq!(statement["reference"]["plan_crs"], "EPSG:5897");
    assert_eq!(statement["reference"]["datum_operation"], "EPSG:6960");
    assert_eq!(statement["figures"]["residual_m2"], 0.0);
    assert_eq!(statement["figures"]["zones_m2"], 6_631_900.0);
    assert_eq!(statement["law"]["date"], "2026-11-21");
    assert_eq!(statement["program"]["version"], env!("CARGO_PKG_VERSION"));
    let rules = statement["rules"].as_array().expect("a list");
    let rule = |id: &str| rules.iter().find(|rule| rule["id"] == id).unwrap_or_else(|| panic!("{id}"));
    for id in ["EXP-01", "EXP-02", "gap", "overlap", "area-residual"] {
        assert_eq!(rule(id)["result"], "pass", "{id}: {}", rule(id));
    }
    assert_eq!(rule("EXP-02")["figure"], json!({"value": 0.0, "unit": "m2"}));
    let unverified = rule("LND-01");
    assert_eq!(unverified["note"], "căn cứ chưa đối chiếu văn bản gốc");
    assert_eq!((&unverified["valid_to"], &unverified["confidence"]), (&json!("2026-12-31"), &json!("general-knowledge")));
    for rule in rules {
        assert!(!rule["source"].as_str().unwrap_or_default().is_empty(), "{rule}");
        let is_founded = ["seen", "calc", "own"].iter().any(|word| rule["confidence"] == *word);
        assert_eq!(rule.get("note").is_none(), is_founded, "{rule}");
    }
}

/// The paths to every number and text in a value.
fn leaves(value: &Value, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let members: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => return found.push(path.clone()),
    };
    for (name, value) in members {
        path.push(name);
        leaves(value, path, found);
        path.pop();
    }
}

fn at<'a>(value: &'a mut Value, path: &[String]) -> &'a mut Value {
    path.iter().fold(value, |value, part| match value {
        Value::Array(items) => &mut items[part.parse::<usize>().expect("an index")],
        value => &mut value[part.as_str()],
    })
}

#[test]
fn any_change_of_a_figure_a_coordinate_or_a_word_is_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.geojson");
    exported(&with_plots(), &path, Some("in work")).expect("a reason is given");
    let original = json(&path);
    let mut all = Vec::new();
    leaves(&original, &mut Vec::new(), &mut all);
    assert!(all.len() > 500, "{}", all.len());
    // every tenth, which visits every kind of member
    for leaf in all.iter().skip(3).step_by(10) {
        let mut changed = original.clone();
        let value = at(&mut changed, leaf);
        *value = match &*value {
            Value::Number(number) => {
                let number = number.as_f64().expect("an f64");
                // the smallest change there is
                f64::from_bits(number.to_bits() + 1).into()
            }
            Value::String(text) => format!("{text}.").into(),
            Value::Bool(truth) => (!truth).into(),
            _ => 0.into(),
        };
        std::fs::write(&path, changed.to_string()).expect("written");
        let noticed = verify(&path).map_or(true, |verified| !verified.holds());
        assert!(noticed, "{leaf:?}");
    }
}

#[test]
fn what_differs_is_named_even_if_the_digest_was_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.geojson");
    exported(&sample(SamplePlan::Finished), &path, None).expect("it passes");
    let original = json(&path);
    let named = |change: &dyn Fn(&mut Value), expected: &[&str]| {
        let mut changed = original.clone();
        change(&mut changed);
        std::fs::write(&path, changed.to_string()).expect("written");
        // a forger puts the right digest in
        let digest = verified(&path).computed_digest;
        changed["compliance"]["digest"]["value"] = digest.into();
        std::fs::write(&path, changed.to_string()).expect("written");
        let verified = verified(&path);
        assert!(verified.is_intact(), "the forger's digest fits");
        assert!(!verified.holds());
        let found: Vec<&str> = verified.differences.iter().map(|difference| difference.what.as_str()).collect();
        for expected in expected {
            assert!(found.contains(expected), "{expected} is not among {found:?}");
        }
    };
    named(&|file| file["compliance"]["figures"]["zones_m2"] = json!(6_631_901.0), &["figures.zones_m2"]);
    named(
        &|file| file["compliance"]["approved"]["area_m2"] = json!(6_631_800.0),
        &["figures.residual_m2", "features.boundary[].approved_area_ha"],
    );
    named(
        &|file| file["features"][1]["properties"]["area_ha_grid_5897"] = json!(165.81),
        &["features.zones[TN].area_ha_grid_5897"],
    );
    named(&|file| file["compliance"]["rules"][3]["result"] = json!("warning"), &["rules[outside].result"]);
    // one corner of a zone moved by some metres: areas, findings and the verdict follow
    let moved = |file: &mut Value| {
        let ring = &mut file["features"][1]["geometry"]["coordinates"][0];
        let count = ring.as_array().expect("a ring").len();
        let position = ring[count / 2].clone();
        ring[count / 2] = json!([position[0].as_f64().expect("lon") + 0.0001, position[1]]);
    };
    named(&moved, &["verdict", "figures.zones_m2", "zones[TN].area_m2"]);
    named(&|file| drop(file["features"].as_array_mut().expect("a list").pop()), &["verdict", "figures.zones_m2"]);
}

/// Members of all objects the other way round, features in another order.
fn reordered(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            members.iter().rev().map(|(name, value)| (name.clone(), reordered(value))).collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.iter().map(reordered).collect(),
        other => other.clone(),
    }
}

#[test]
fn a_mere_reordering_passes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.geojson");
    for (plan, reason) in [(sample(SamplePlan::Finished), None), (with_plots(), Some("in work"))] {
        exported(&plan, &path, reason).expect("it may leave");
        let mut file = reordered(&json(&path));
        file["features"].as_array_mut().expect("a list").reverse();
        std::fs::write(&path, format!("{file:#}").replace('\n', "\r\n")).expect("written");
        assert_holds(&path);
    }
}

#[test]
fn what_readers_may_read_differently_is_not_verified() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.geojson");
    exported(&sample(SamplePlan::Finished), &path, None).expect("it passes");
    let text = std::fs::read_to_string(&path).expect("written");
    std::fs::write(&path, text.replacen("\"share_pct\":", "\"share_pct\":99.0,\"share_pct\":", 1)).expect("written");
    assert!(matches!(verify(&path), Err(VerifyError::NotCanonical { .. })));
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample_plan.geojson");
    assert!(matches!(verify(&source), Err(VerifyError::NoStatement)));
    std::fs::write(&path, text.replace("hecta-compliance/1", "hecta-compliance/9")).expect("written");
    assert!(matches!(verify(&path), Err(VerifyError::UnknownForm { .. })));
}
