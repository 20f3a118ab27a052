//! `hecta verify`: whether a handed-over file is what was written, and whether what it states is what its geometry gives.

use serde_json::{Value, json};

use super::arguments::{OutputFormat, VerifyArguments};
use super::failure::Failure;
use super::table::{Side, Table};
use super::{Outcome, say};
use crate::app::Texts;
use crate::app::verified_text::{difference_label, difference_value, verdict_line};
use crate::io::{Verification, verify as verify_file};

/// Name and version of the form of the report.
const SCHEMA: &str = "hecta-verify/1";

/// Verifies a file. Status 0 says that the file states what is so, also of a draft; 1 that it does not.
pub(super) fn verify(arguments: &VerifyArguments, texts: &Texts) -> Result<Outcome, Failure> {
    let path = &arguments.handed_over;
    let verified = verify_file(path).map_err(|source| Failure::Verify { path: path.clone(), source: Box::new(source) })?;
    match arguments.format {
        OutputFormat::Text => say(&text(&verified, &path.display().to_string(), texts)),
        OutputFormat::Json => say(&report(&verified)),
    }
    Ok(if verified.holds() { Outcome::Compliant } else { Outcome::Faulty })
}

fn text(verified: &Verification, path: &str, texts: &Texts) -> String {
    let mut text = format!("{path}\n{}\n", verdict_line(texts, verified));
    let program = verified.statement.get("program").and_then(|program| program.get("version")).and_then(Value::as_str);
    let day = verified.statement.get("law").and_then(|law| law.get("date")).and_then(Value::as_str);
    let about = [("version", program.unwrap_or("?").into()), ("date", day.unwrap_or("?").into())];
    text.push_str(&format!("  {}\n", texts.format("cli-verify-about", &about)));
    let status = if verified.word("status") == "draft" {
        texts.format("cli-verify-draft", &[("reason", verified.word("draft_reason").into())])
    } else {
        texts.get("cli-verify-compliant").to_owned()
    };
    text.push_str(&format!("  {status}\n"));
    let digest = if verified.is_intact() { "cli-verify-digest-same" } else { "cli-verify-digest-other" };
    text.push_str(&format!("  {}: {}\n", texts.get(digest), verified.computed_digest));
    if verified.largest_rounding_m > 0.0 {
        let error = texts.numbers().number(verified.largest_rounding_m, 3);
        text.push_str(&format!("  {}\n", texts.format("cli-verify-rounded", &[("metres", error.into())])));
    }
    if verified.other_rule_book {
        text.push_str(&format!("  {}\n", texts.get("cli-verify-other-rules")));
    }
    let count = verified.differences.len();
    let counts = [("count", count.into()), ("compared", verified.compared.into())];
    text.push_str(&format!("  {}\n", texts.format("cli-verify-count", &counts)));
    if count > 0 {
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
