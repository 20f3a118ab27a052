//! What a step of the history is called.

use crate::app::i18n::Texts;
use crate::edit::Step;

/// The name of a step with what it is about, e.g. "Dời ranh giới TN–SX".
pub fn step_text(texts: &Texts, step: &Step) -> String {
    step_name(texts, step.code, &step.subject)
}

/// The name of a step by the code of its kind and what it is about.
pub fn step_name(texts: &Texts, code: &str, subject: &str) -> String {
    let subject = match code {
        "set-layers" => texts.find(&format!("layer-{subject}")).unwrap_or_default(),
        _ => subject,
    };
    let of_plots = Some(format!("step-{code}-plot")).filter(|id| subject.contains('›') && texts.has(id));
    let text = texts.format(&of_plots.unwrap_or_else(|| format!("step-{code}")), &[("subject", subject.into())]);
    text.trim_end().to_owned()
}
