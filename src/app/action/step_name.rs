//! What a step of the history is called.

use crate::app::i18n::Texts;
use crate::edit::Step;

/// The name of a step with what it is about, e.g. "Dời ranh giới TN–SX".
pub fn step_text(texts: &Texts, step: &Step) -> String {
    let subject = match step.code {
        "set-layers" => texts.find(&format!("layer-{}", step.subject)).unwrap_or_default(),
        _ => &step.subject,
    };
    let of_plots = Some(format!("step-{}-plot", step.code)).filter(|id| subject.contains('›') && texts.has(id));
    let text = texts.format(&of_plots.unwrap_or_else(|| format!("step-{}", step.code)), &[("subject", subject.into())]);
    text.trim_end().to_owned()
}
