//! What Hecta says, in Vietnamese and in English: the texts of `assets/i18n`, embedded in the program.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentMessage, FluentResource};
use serde::{Deserialize, Serialize};

use crate::geometry::area::NumberFormat;

/// A value for a variable of a text: `"text".into()`, `String`, or a number.
///
/// Figures with a unit are written by [`NumberFormat`] first and passed as text. A number passed as a number is a count: it chooses the
/// plural form and is written with the separators of the language.
pub use fluent_bundle::FluentValue as TextValue;

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    /// Vietnamese, the language the program starts in.
    #[default]
    #[serde(rename = "vi")]
    Vietnamese,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Vietnamese, Self::English];

    /// The other language.
    pub const fn toggled(self) -> Self {
        match self {
            Self::Vietnamese => Self::English,
            Self::English => Self::Vietnamese,
        }
    }

    /// ISO 639-1 code: "vi" or "en".
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    /// The language of a code or locale name such as "vi", "en-GB" or "vi_VN.UTF-8"; `None` for any other.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_', '.']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.code()))
    }

    /// How the language writes numbers.
    pub const fn number_format(self) -> NumberFormat {
        match self {
            Self::Vietnamese => NumberFormat::VI,
            Self::English => NumberFormat::EN,
        }
    }

    /// The embedded texts, in Fluent syntax.
    pub const fn source(self) -> &'static str {
        match self {
            Self::Vietnamese => include_str!("../../assets/i18n/vi.ftl"),
            Self::English => include_str!("../../assets/i18n/en.ftl"),
        }
    }
}

/// The texts of one language, ready to be read by any thread.
///
/// Texts without variables are written once, when this is made: reading one costs a hash look-up, in every frame.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    plain: HashMap<String, String>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Texts {
    /// Reads the embedded texts of `language` (about a millisecond).
    pub fn new(language: Language) -> Self {
        // what can be read is kept: the tests hold that this is everything
        let resource = FluentResource::try_new(language.source().into()).unwrap_or_else(|(readable, _)| readable);
        let locale = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // no invisible marks around variables: both languages run left to right, and the marks break copied figures
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::Vietnamese => |value, _| count_text(value, NumberFormat::VI),
            Language::English => |value, _| count_text(value, NumberFormat::EN),
        }));
        bundle.add_resource_overriding(resource);
        let plain = message_ids(language.source())
            .filter_map(|id| Some((id.to_owned(), without_variables(&bundle, &bundle.get_message(id)?)?)))
            .collect();
        Self { language, bundle, plain }
    }

    /// The language of these texts.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// How this language writes numbers.
    pub const fn numbers(&self) -> NumberFormat {
        self.language.number_format()
    }

    /// The text `id`, one without variables.
    ///
    /// An unknown `id` comes back as it is, so that the window still shows something; debug builds stop there, so that a test fails.
    pub fn get<'a>(&'a self, id: &'a str) -> &'a str {
        let text = self.find(id);
        debug_assert!(text.is_some(), "no plain text `{id}` in {}.ftl", self.language.code());
        text.unwrap_or(id)
    }

    /// The text `id` if there is one without variables; for ids that are put together from data.
    pub fn find(&self, id: &str) -> Option<&str> {
        self.plain.get(id).map(String::as_str)
    }

    /// Whether there is a text `id`, with or without variables.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// The text `id` with its variables set, e.g. `texts.format("action-undo-step", &[("step", step.into())])`.
    ///
    /// An unknown `id` comes back as it is and a missing variable as its name; debug builds stop at both, so that a test fails.
    pub fn format(&self, id: &str, variables: &[(&str, TextValue<'_>)]) -> String {
        let message = self.bundle.get_message(id);
        let Some(pattern) = message.as_ref().and_then(FluentMessage::value) else {
            debug_assert!(false, "no text `{id}` in {}.ftl", self.language.code());
            return id.to_owned();
        };
        let arguments: FluentArgs<'_> = variables.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "text `{id}`: {errors:?}");
        text
    }

    /// Several names as one phrase: "A", "A và B", "A, B và C".
    pub fn list(&self, names: &[&str]) -> String {
        match names {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.get("app-and")),
        }
    }
}

/// The ids of the messages in a Fluent source, in order.
fn message_ids(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| Some(line.split_once('=')?.0.trim_end()))
}

/// The text of `message` if it has no variables.
fn without_variables(bundle: &FluentBundle<FluentResource>, message: &FluentMessage<'_>) -> Option<String> {
    let mut errors = Vec::new();
    let text = bundle.format_pattern(message.value()?, None, &mut errors).into_owned();
    errors.is_empty().then_some(text)
}

/// A count as `format` writes it; `None` leaves other values to Fluent.
fn count_text(value: &TextValue<'_>, format: NumberFormat) -> Option<String> {
    let TextValue::Number(number) = value else { return None };
    let decimals = number.options.minimum_fraction_digits.unwrap_or(0);
    Some(format.number(number.value, u32::try_from(decimals).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_counts_follow_the_language() {
        let approved = "663,19 ha";
        let [vi, en] = Language::ALL.map(Texts::new);
        assert_eq!(vi.format("panel-approved-figure", &[("area", approved.into())]), "663,19 ha phê duyệt");
        assert_eq!(vi.format("panel-findings-count", &[("count", 1.into())]), "1 mục");
        assert_eq!(en.format("panel-findings-count", &[("count", 1.into())]), "1 item");
        assert_eq!(en.format("panel-findings-count", &[("count", 1200.into())]), "1,200 items");
        assert_eq!(vi.format("panel-findings-count", &[("count", 1200.into())]), "1.200 mục");
    }

    #[test]
    fn a_choice_inside_a_text_is_made() {
        let en = Texts::new(Language::English);
        let text = |direction: &'static str| {
            let figures = ["663.00 ha", "0.19 ha", "663.19 ha"].map(TextValue::from);
            let [drawn, difference, approved] = figures;
            en.format(
                "finding-area-residual",
                &[("drawn", drawn), ("difference", difference), ("approved", approved), ("direction", direction.into())],
            )
        };
        assert_eq!(text("short"), "The zones add up to 663.00 ha, 0.19 ha less than the approved 663.19 ha");
        assert_eq!(text("excess"), "The zones add up to 663.00 ha, 0.19 ha more than the approved 663.19 ha");
    }

    #[test]
    fn several_names_become_one_phrase() {
        let vi = Texts::new(Language::Vietnamese);
        assert_eq!(vi.list(&[]), "");
        assert_eq!(vi.list(&["TN"]), "TN");
        assert_eq!(vi.list(&["TN", "SX", "KN"]), "TN, SX và KN");
        assert_eq!(Texts::new(Language::English).list(&["TN", "SX"]), "TN and SX");
    }

    #[test]
    fn names_and_variables_come_without_invisible_marks() {
        let texts = Texts::new(Language::Vietnamese);
        assert_eq!(texts.format("action-undo-step", &[("step", "Vẽ vùng TN".into())]), "Hoàn tác: Vẽ vùng TN");
        assert_eq!(texts.get("menu-file"), "Tệp");
    }

    #[test]
    fn a_text_with_variables_is_not_a_plain_one() {
        let texts = Texts::new(Language::Vietnamese);
        assert_eq!(texts.find("action-undo-step"), None);
        assert_eq!(texts.find("no-such-text"), None);
    }

    #[test]
    #[cfg_attr(debug_assertions, should_panic(expected = "no plain text `no-such-text` in vi.ftl"))]
    fn an_unknown_text_shows_its_id() {
        assert_eq!(Texts::new(Language::Vietnamese).get("no-such-text"), "no-such-text");
    }

    #[test]
    #[cfg_attr(debug_assertions, should_panic(expected = "text `action-undo-step`"))]
    fn a_missing_variable_shows_its_name() {
        assert_eq!(Texts::new(Language::Vietnamese).format("action-undo-step", &[]), "Hoàn tác: {$step}");
    }

    #[test]
    fn threads_share_one_set_of_texts() {
        let texts = Texts::new(Language::English);
        std::thread::scope(|scope| {
            for count in 1..4 {
                let texts = &texts;
                scope.spawn(move || {
                    let text = texts.format("status-selected", &[("count", count.into())]);
                    assert!(text.starts_with(&count.to_string()), "{text}");
                });
            }
        });
    }

    #[test]
    fn languages_are_known_by_locale_names() {
        assert_eq!(Language::from_code("vi_VN.UTF-8"), Some(Language::Vietnamese));
        assert_eq!(Language::from_code("en-GB"), Some(Language::English));
        assert_eq!(Language::from_code("C"), None);
        assert_eq!(Language::default().toggled(), Language::English);
        assert_eq!(Language::English.toggled(), Language::Vietnamese);
    }
}
