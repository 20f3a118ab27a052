//! Holds a handed-over file against what it states: its digest, and every figure and result made anew from its geometry.

mod compare;
mod recompute;

use std::path::Path;

use serde_json::{Map, Value};

use super::compliance_statement::{DIGEST, MEMBER, SCHEMA};
use super::export_error::ExportError;
use super::format::{Format, read_bytes};
use super::import_error::ImportError;
use super::problem::ImportProblem;
use super::source::RawLayer;
use super::{canonical, geojson, geopackage, handover, sealed_package};

/// Why a file cannot be verified at all.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The file cannot be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The text has no single meaning, or no canonical form.
    #[error("the file has no canonical form: {source}")]
    NotCanonical {
        /// Why.
        source: serde_json::Error,
    },
    /// Nothing to verify.
    #[error("the file carries no compliance statement; only files that Hecta exported can be verified")]
    NoStatement,
    /// A statement in another form.
    #[error("the compliance statement has the form \"{found}\"; this Hecta knows \"{SCHEMA}\"")]
    UnknownForm {
        /// What it says it is.
        found: String,
    },
    /// The statement lacks what the plan was judged by.
    #[error("the compliance statement does not say {what}")]
    Incomplete {
        /// What is missing or makes no sense.
        what: &'static str,
    },
    /// The plan cannot be measured.
    #[error("{source}")]
    Measure {
        /// Why.
        source: Box<ExportError>,
    },
}

/// A figure or a word that is not what the geometry says.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Where it stands, e.g. `figures.residual_m2` or `zones[SX].area_m2`.
    pub what: String,
    /// What the file states; null where it says nothing.
    pub stated: Value,
    /// What the geometry gives; null where it gives nothing.
    pub computed: Value,
}

/// What came of verifying a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Verification {
    /// The statement of the file.
    pub statement: Map<String, Value>,
    /// The digest that the statement has; empty if none.
    pub stated_digest: String,
    /// The digest of the file as it is, lower-case hexadecimal.
    pub computed_digest: String,
    /// What differs, in the order of the statement.
    pub differences: Vec<Difference>,
    /// Features that could not be read or had to be mended.
    pub problems: Vec<ImportProblem>,
    /// How far positions were rounded on purpose, metres; results are then not made anew, and figures only to what that changes.
    pub largest_rounding_m: f64,
    /// Whether the rules are those of another version of Hecta.
    pub other_rule_book: bool,
    /// How many figures, results and words were compared.
    pub compared: usize,
}

impl Verification {
    /// Whether the file is what was written, to the last figure and coordinate.
    pub fn is_intact(&self) -> bool {
        self.stated_digest == self.computed_digest
    }

    /// Whether the file is intact and everything it states is what its geometry gives.
    pub fn holds(&self) -> bool {
        self.is_intact() && self.differences.is_empty()
    }

    /// A word of the statement, e.g. "status" or "verdict"; empty if it has none.
    pub fn word(&self, member: &str) -> &str {
        self.statement.get(member).and_then(Value::as_str).unwrap_or_default()
    }
}

/// A file that carries a statement, taken apart.
struct Stated {
    /// The statement without its digest.
    statement: Map<String, Value>,
    stated_digest: String,
    computed_digest: String,
    layers: Vec<RawLayer>,
    /// The text, if it is GeoJSON.
    geojson: Option<String>,
    /// Whether the classes of a hand-over package have their names; nothing for other files.
    has_class_names: Option<bool>,
}

/// Verifies a GeoJSON file or a GeoPackage that Hecta exported: its digest, then every figure, finding and result from its geometry,
/// by the law of the day that it states.
pub fn verify(path: &Path) -> Result<Verification, VerifyError> {
    let stated = match Format::of_content(path)? {
        Format::GeoJson => stated_in_geojson(path)?,
        Format::GeoPackage => stated_in_package(path)?,
        _ => return Err(VerifyError::NoStatement),
    };
    let schema = stated.statement.get("schema").and_then(Value::as_str).unwrap_or_default();
    if schema != SCHEMA {
        return Err(VerifyError::UnknownForm { found: schema.chars().take(60).collect() });
    }
    recompute::verification(stated)
}

fn stated_in_geojson(path: &Path) -> Result<Stated, VerifyError> {
    let bytes = read_bytes(path)?;
    let text = geojson::text_of(&bytes)?;
    let Value::Object(mut whole) = canonical::parse(text).map_err(not_canonical)? else {
        return Err(VerifyError::NoStatement);
    };
    let statement = whole.get_mut(MEMBER).and_then(Value::as_object_mut).ok_or(VerifyError::NoStatement)?;
    let stated_digest = take_digest(statement);
    let statement = statement.clone();
    let computed_digest = canonical::digest(&whole, "features").map_err(not_canonical)?;
    let layers = vec![geojson::read_raw(&bytes)?];
    Ok(Stated { statement, stated_digest, computed_digest, layers, geojson: Some(text.to_owned()), has_class_names: None })
}

fn stated_in_package(path: &Path) -> Result<Stated, VerifyError> {
    let tables = geopackage::read_tables(path)?;
    let text = sealed_package::statement_text(&tables).ok_or(VerifyError::NoStatement)?;
    let Value::Object(mut statement) = canonical::parse(text).map_err(not_canonical)? else {
        return Err(VerifyError::NoStatement);
    };
    let stated_digest = take_digest(&mut statement);
    let computed_digest = sealed_package::digest(&tables, &statement).map_err(not_canonical)?;
    let has_class_names = handover::is_handover(&tables).then(|| handover::has_class_names(&tables));
    let mut layers = geopackage::raw_layers(path, tables)?;
    // keys of rows are no codes of zones
    layers.iter_mut().for_each(|layer| layer.features.clear_ids());
    Ok(Stated { statement, stated_digest, computed_digest, layers, geojson: None, has_class_names })
}

const fn not_canonical(source: serde_json::Error) -> VerifyError {
    VerifyError::NotCanonical { source }
}

/// Takes the digest out of a statement.
fn take_digest(statement: &mut Map<String, Value>) -> String {
    let digest = statement.shift_remove(DIGEST);
    let value = digest.as_ref().and_then(|digest| digest.get("value")).and_then(Value::as_str);
    value.unwrap_or_default().to_owned()
}
