//! `hecta verify`: whether a handed-over file is what was written, and whether what it states is what its geometry gives.

use serde_json::{Value, json};

use super::arguments::{OutputFormat, VerifyArguments};
use super::failure::Failure;
use super::table::{Side, Table};
use super::{Outcome, say};
use crate::app::Texts;
use crate::app::verified_text::{difference_label, difference_value, facts, verdict_line};
use crate::io::{Verification, verify as verify_file};

/// Name and version of the form of the report.
const SCHEMA: &str = "hecta-verify/1";

/// Verifies a file. Status 0 says that the file states what is so, also of a draft; 1 that it does not.
pub(super) fn verify(arguments: &VerifyArguments, texts: &Texts) -> Result<Outcome, Failure> {
    let path = &arguments.handed_over;
    let verified = verify_file(path).map_err(|source| Failure::Verify { path: path.clone(), source: Box::new(source) })?;
    match arguments.answer.format {
        OutputFormat::Text => say(&text(&verified, &path.display().to_string(), texts)),
        OutputFormat::Json => say(&report(&verified)),
    }
    Ok(if verified.holds() { Outcome::Compliant } else { Outcome::Faulty })
}

fn text(verified: &Verification, path: &str, texts: &Texts) -> String {
    let mut text = format!("{path}\n{}\n", verdict_line(texts, verified));
    for fact in facts(texts, verified) {
        text.push_str(&format!("  {fact}\n"));
    }
    if !verified.differences.is_empty() {
        let mut table = Table::new([Side::Left, Side::Right, Side::Right]);
        table.row([
            texts.get("cli-verify-what").to_owned(),
            texts.get("cli-verify-stated").to_owned(),
            texts.get("cli-verify-computed").to_owned(),
        ]);
        for difference in &verified.differences {
            let value = |value: &Value| difference_value(texts, value);
            table.row([difference_label(difference), value(&difference.stated), value(&difference.computed)]);
        }
        text.push_str(&table.text());
    }
    text
}

fn report(verified: &Verification) -> String {
    let differences: Vec<Value> = verified
        .differences
        .iter()
        .map(|difference| json!({"what": difference.what, "stated": difference.stated, "computed": difference.computed}))
        .collect();
    let report = json!({
        "schema": SCHEMA,
        "holds": verified.holds(),
        "intact": verified.is_intact(),
        "digest": {"stated": verified.stated_digest, "computed": verified.computed_digest},
        "status": verified.word("status"),
        "verdict": verified.word("verdict"),
        "compared": verified.compared,
        "largest_rounding_m": verified.largest_rounding_m,
        "other_rule_book": verified.other_rule_book,
        "differences": differences,
    });
    format!("{report:#}\n")
}
