//! The file format of rules: TOML with one `[[rule]]` table for each; what is wrong is told with its line.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::rule::{Rule, Severity};
use super::rules::{Bound, Check, Direction, LawRule, Limit, MILLION, RequiredField, SourceQuestion, Threshold, Wording};
use crate::geometry::ExactArea;
use crate::plan::{Confidence, Date, LandUseGroup, Tolerance};

/// The rules of the program.
pub(super) const EMBEDDED: &str = include_str!("../../data/rules.toml");

/// Why a file of rules cannot be used, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct RuleFileError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub fault: RuleFault,
}

/// What can be wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleFault {
    /// It is no TOML, or a word or a value is not one of those allowed.
    #[error("{detail}")]
    Unreadable {
        /// What the reader says, in English.
        detail: String,
    },
    /// A rule with a new id does not say what it checks, or a check lacks a figure.
    #[error("the rule {id} needs \"{field}\"")]
    Missing {
        /// The rule.
        id: String,
        /// The key that is missing.
        field: &'static str,
    },
    /// Two rules of one file have the same id.
    #[error("the rule {id} stands in the file twice")]
    Twice {
        /// The rule.
        id: String,
    },
    /// A figure that cannot be meant.
    #[error("{field} = {value} of the rule {id} is out of range")]
    OutOfRange {
        /// The rule.
        id: String,
        /// The key.
        field: &'static str,
        /// The figure.
        value: String,
    },
    /// The rules about the coverage itself cannot be changed.
    #[error("the rule {id} is part of the program and cannot be changed; its tolerances are settings of the project")]
    BuiltIn {
        /// The rule.
        id: String,
    },
}

impl RuleFault {
    /// Id of the text that says it.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "error-rules-unreadable",
            Self::Missing { .. } => "error-rules-missing",
            Self::Twice { .. } => "error-rules-twice",
            Self::OutOfRange { .. } => "error-rules-out-of-range",
            Self::BuiltIn { .. } => "error-rules-built-in",
        }
    }

    /// The variables of the text: name and value.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Unreadable { detail } => vec![("cause", detail.clone())],
            Self::Missing { id, field } => vec![("rule", id.clone()), ("field", (*field).to_owned())],
            Self::Twice { id } | Self::BuiltIn { id } => vec![("rule", id.clone())],
            Self::OutOfRange { id, field, value } => {
                vec![("rule", id.clone()), ("field", (*field).to_owned()), ("value", value.clone())]
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<Entry>,
}

/// The kinds of checks by their words in files.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    BuiltIn,
    BoundaryDifference,
    DeclaredSum,
    DeclaredArea,
    ProjectCrs,
    SourceGrid,
    SourcePlace,
    SourceDoubt,
    SourceOrder,
    SourceDatum,
    RequiredFields,
    GroupShare,
    ForbiddenGroup,
    Separated,
    Unverified,
    KnownLandUse,
    CoverageLimit,
    CoverageTable,
    FloorAreaIdentity,
    PropertyLimit,
    ExpiredBasis,
    DossierCodes,
    AtExport,
}

/// A rule as it stands in a file; what a project's own rule leaves out it has from the rule of the same id.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    number: Option<String>,
    check: Option<Kind>,
    severity: Option<Severity>,
    source: Option<String>,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
    transition_vi: Option<String>,
    transition_en: Option<String>,
    confidence: Option<Confidence>,
    enabled: Option<bool>,
    title_vi: Option<String>,
    title_en: Option<String>,
    help_vi: Option<String>,
    help_en: Option<String>,
    tolerances: Option<Vec<Tolerance>>,
    groups: Option<Vec<LandUseGroup>>,
    at_least: Option<f64>,
    at_most: Option<f64>,
    storeys_above: Option<u16>,
    property: Option<String>,
    fields: Option<Vec<RequiredField>>,
    epsg: Option<u32>,
    east_m: Option<[i32; 2]>,
    north_m: Option<[i32; 2]>,
    direction: Option<Direction>,
    limits: Option<Vec<LimitEntry>>,
    instead_of: Option<Vec<String>>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitEntry {
    severity: Severity,
    at_least_ha: Option<f64>,
    at_least_pct: Option<f64>,
    tolerance: Option<Tolerance>,
}

/// The rules of `base` with those of `own` in their place or after them.
pub(super) fn read(base: &str, own: Option<&str>) -> Result<Vec<LawRule>, RuleFileError> {
    let mut entries: Vec<(Entry, bool)> = parsed(base)?.into_iter().map(|entry| (entry, false)).collect();
    let own_text = own.unwrap_or_default();
    for entry in parsed(own_text)? {
        let id = entry.id.get_ref();
        let built_in = Rule::from_id(id).is_some() || matches!(entry.check, Some(Kind::BuiltIn));
        if built_in {
            return Err(fail(own_text, entry.id.span(), RuleFault::BuiltIn { id: id.clone() }));
        }
        match entries.iter().position(|(other, _)| other.id.get_ref() == id) {
            Some(at) => {
                let former = entries[at].0.clone();
                entries[at] = (entry.over(former), true);
            }
            None => entries.push((entry, true)),
        }
    }
    let rule = |(position, (entry, is_own)): (usize, (Entry, bool))| {
        let span = entry.id.span();
        let position = u16::try_from(position).unwrap_or(u16::MAX);
        entry.rule(position).map_err(|fault| fail(if is_own { own_text } else { base }, span, fault))
    };
    entries.into_iter().enumerate().map(rule).collect()
}

fn parsed(text: &str) -> Result<Vec<Entry>, RuleFileError> {
    let file: File = toml::from_str(text).map_err(|e| {
        let detail = e.message().split_whitespace().collect::<Vec<_>>().join(" ");
        fail(text, e.span().unwrap_or_default(), RuleFault::Unreadable { detail })
    })?;
    for (index, entry) in file.rule.iter().enumerate() {
        if file.rule[..index].iter().any(|other| other.id.get_ref() == entry.id.get_ref()) {
            return Err(fail(text, entry.id.span(), RuleFault::Twice { id: entry.id.get_ref().clone() }));
        }
    }
    Ok(file.rule)
}

fn fail(text: &str, at: Range<usize>, fault: RuleFault) -> RuleFileError {
    let before = text.as_bytes().iter().take(at.start);
    RuleFileError { line: before.filter(|byte| **byte == b'\n').count() + 1, fault }
}

impl Entry {
    /// This entry, with what it does not say from `base`.
    fn over(self, base: Self) -> Self {
        // a bound of the other side takes the place of the former one
        let has_bound = self.at_least.is_some() || self.at_most.is_some();
        let (at_least, at_most) = if has_bound { (self.at_least, self.at_most) } else { (base.at_least, base.at_most) };
        Self {
            id: self.id,
            number: self.number.or(base.number),
            check: self.check.or(base.check),
            severity: self.severity.or(base.severity),
            source: self.source.or(base.source),
            valid_from: self.valid_from.or(base.valid_from),
            valid_to: self.valid_to.or(base.valid_to),
            transition_vi: self.transition_vi.or(base.transition_vi),
            transition_en: self.transition_en.or(base.transition_en),
            confidence: self.confidence.or(base.confidence),
            enabled: self.enabled.or(base.enabled),
            title_vi: self.title_vi.or(base.title_vi),
            title_en: self.title_en.or(base.title_en),
            help_vi: self.help_vi.or(base.help_vi),
            help_en: self.help_en.or(base.help_en),
            tolerances: self.tolerances.or(base.tolerances),
            groups: self.groups.or(base.groups),
            at_least,
            at_most,
            storeys_above: self.storeys_above.or(base.storeys_above),
            property: self.property.or(base.property),
            fields: self.fields.or(base.fields),
            epsg: self.epsg.or(base.epsg),
            east_m: self.east_m.or(base.east_m),
            north_m: self.north_m.or(base.north_m),
            direction: self.direction.or(base.direction),
            limits: self.limits.or(base.limits),
            instead_of: self.instead_of.or(base.instead_of),
        }
    }

    fn rule(self, position: u16) -> Result<LawRule, RuleFault> {
        let check = self.clone().check_of()?;
        let wording = |vi: Option<String>, en: Option<String>| {
            let vi = vi.unwrap_or_default();
            Wording { en: en.unwrap_or_else(|| vi.clone()), vi }
        };
        let id = self.id.get_ref().clone();
        if self.title_vi.is_none() && check != Check::BuiltIn {
            return Err(RuleFault::Missing { id, field: "title_vi" });
        }
        Ok(LawRule {
            position,
            id,
            number: self.number,
            check,
            severity: self.severity.unwrap_or(Severity::Warning),
            source: self.source.unwrap_or_default(),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            transition: self.transition_vi.is_some().then(|| wording(self.transition_vi, self.transition_en)),
            confidence: self.confidence.unwrap_or(Confidence::Own),
            enabled: self.enabled.unwrap_or(true),
            title: wording(self.title_vi, self.title_en),
            help: wording(self.help_vi, self.help_en),
            tolerances: self.tolerances.unwrap_or_default(),
        })
    }

    fn check_of(self) -> Result<Check, RuleFault> {
        let id = self.id.get_ref().clone();
        let missing = |field: &'static str| RuleFault::Missing { id: id.clone(), field };
        let kind = self.check.ok_or_else(|| missing("check"))?;
        let groups = self.groups.clone();
        let needed_groups = || groups.clone().filter(|groups| !groups.is_empty()).ok_or_else(|| missing("groups"));
        let property = || self.property.clone().filter(|name| !name.is_empty()).ok_or_else(|| missing("property"));
        Ok(match kind {
            Kind::BuiltIn => Check::BuiltIn,
            Kind::BoundaryDifference => {
                Check::BoundaryDifference { direction: self.direction.unwrap_or(Direction::Either), limits: self.limits_of(&id)? }
            }
            Kind::DeclaredSum => Check::DeclaredSum,
            Kind::DeclaredArea => Check::DeclaredArea,
            Kind::ProjectCrs => Check::ProjectCrs { epsg: self.epsg.ok_or_else(|| missing("epsg"))? },
            Kind::SourceGrid => Check::Sources(SourceQuestion::Grid { epsg: self.epsg.ok_or_else(|| missing("epsg"))? }),
            Kind::SourcePlace => Check::Sources(SourceQuestion::Place {
                epsg: self.epsg.ok_or_else(|| missing("epsg"))?,
                east_m: self.east_m.ok_or_else(|| missing("east_m"))?,
                north_m: self.north_m.ok_or_else(|| missing("north_m"))?,
            }),
            Kind::SourceDoubt => Check::Sources(SourceQuestion::Doubt),
            Kind::SourceOrder => Check::Sources(SourceQuestion::Order),
            Kind::SourceDatum => Check::Sources(SourceQuestion::Datum),
            Kind::RequiredFields => Check::RequiredFields { fields: self.fields.clone().ok_or_else(|| missing("fields"))? },
            Kind::GroupShare => Check::GroupShare { groups: needed_groups()?, bound: self.bound(&id, 100.0)? },
            Kind::ForbiddenGroup => Check::ForbiddenGroup { groups: needed_groups()? },
            Kind::Separated => Check::Separated { property: property()?, groups: needed_groups()? },
            Kind::Unverified => Check::Unverified { instead_of: self.instead_of.clone().ok_or_else(|| missing("instead_of"))? },
            Kind::KnownLandUse => Check::KnownLandUse,
            Kind::CoverageLimit => {
                let percent = self.at_most.ok_or_else(|| missing("at_most"))?;
                let at_most = millionths(&id, "at_most", percent, 100.0)?;
                Check::CoverageLimit { groups: needed_groups()?, at_most, storeys_above: self.storeys_above }
            }
            Kind::CoverageTable => Check::CoverageTable,
            Kind::FloorAreaIdentity => Check::FloorAreaIdentity,
            Kind::PropertyLimit => Check::PropertyLimit {
                property: property()?,
                groups: groups.clone().unwrap_or_default(),
                bound: self.bound(&id, 1e9)?,
            },
            Kind::ExpiredBasis => Check::ExpiredBasis,
            Kind::DossierCodes => Check::DossierCodes,
            Kind::AtExport => Check::AtExport,
        })
    }

    fn bound(&self, id: &str, most: f64) -> Result<Bound, RuleFault> {
        match (self.at_least, self.at_most) {
            (Some(figure), None) => Ok(Bound::AtLeast(millionths(id, "at_least", figure, most)?)),
            (None, Some(figure)) => Ok(Bound::AtMost(millionths(id, "at_most", figure, most)?)),
            _ => Err(RuleFault::Missing { id: id.to_owned(), field: "at_least / at_most" }),
        }
    }

    fn limits_of(&self, id: &str) -> Result<Vec<Limit>, RuleFault> {
        let missing = |field| RuleFault::Missing { id: id.to_owned(), field };
        let limit = |entry: &LimitEntry| {
            let from = match (entry.at_least_ha, entry.at_least_pct, entry.tolerance) {
                (Some(ha), None, None) => {
                    millionths(id, "at_least_ha", ha, 1e6)?;
                    Threshold::Area(ExactArea::from_ha(ha))
                }
                (None, Some(percent), None) => Threshold::OfApproved(millionths(id, "at_least_pct", percent, 1e3)?),
                (None, None, Some(tolerance)) if tolerance != Tolerance::SliverWidth => Threshold::Tolerance(tolerance),
                _ => return Err(missing("at_least_ha / at_least_pct / tolerance")),
            };
            Ok(Limit { severity: entry.severity, from })
        };
        let limits = self.limits.as_ref().filter(|limits| !limits.is_empty()).ok_or_else(|| missing("limits"))?;
        limits.iter().map(limit).collect()
    }
}

/// A figure from 0 to `most` in millionths.
fn millionths(id: &str, field: &'static str, figure: f64, most: f64) -> Result<i64, RuleFault> {
    if figure.is_finite() && (0.0..=most).contains(&figure) {
        Ok((figure * MILLION as f64).round() as i64)
    } else {
        Err(RuleFault::OutOfRange { id: id.to_owned(), field, value: figure.to_string() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::RuleBook;

    fn fault(own: &str) -> (usize, RuleFault) {
        let error = RuleBook::with_own(own).expect_err("it cannot be read");
        (error.line, error.fault)
    }

    #[test]
    fn every_built_in_rule_has_its_data_and_every_rule_its_words() {
        let book = RuleBook::embedded();
        for rule in Rule::BUILT_IN {
            let law = book.of_rule(rule).unwrap_or_else(|| panic!("{rule:?} has no source"));
            assert_eq!(law.built_in(), Some(rule));
        }
        for rule in book.rules() {
            assert!(!rule.source.is_empty(), "{}", rule.id);
            let says = |text: &Wording| !text.vi.is_empty() && !text.en.is_empty() && text.vi != text.en;
            assert!(rule.built_in().is_some() || (says(&rule.title) && says(&rule.help)), "{}", rule.id);
            assert!(rule.confidence.is_verified() || rule.capped(Severity::Error) == Severity::Warning, "{}", rule.id);
        }
    }

    #[test]
    fn own_rules_are_added_and_change_those_of_the_program() {
        let own = "[[rule]]\nid = \"LND-01\"\nat_least = 12.5\n[[rule]]\nid = \"X-1\"\ncheck = \"project_crs\"\nepsg = 9209\ntitle_vi = \"Múi\"\n";
        let book = RuleBook::with_own(own).expect("it can be read");
        let (changed, base) = (book.find("LND-01").expect("it stays"), RuleBook::embedded());
        let Check::GroupShare { groups, bound } = &changed.check else { panic!("{:?}", changed.check) };
        assert_eq!((groups.as_slice(), *bound), (&[LandUseGroup::Road][..], Bound::AtLeast(12_500_000)));
        assert_eq!(changed.source, base.find("LND-01").expect("a rule").source);
        let added = book.find("X-1").expect("it was added");
        assert_eq!((added.severity, added.title.en.as_str()), (Severity::Warning, "Múi"));
        assert_eq!(book.rules().len(), base.rules().len() + 1);
        assert!(
            std::ptr::eq(book.find("LND-02").expect("a rule"), base.find("LND-02").expect("a rule")),
            "equal rules are kept once"
        );
    }

    #[test]
    fn a_bad_file_is_told_by_line_and_reason() {
        assert!(
            matches!(fault("[[rule]]\nid = \"A\"\nchekc = 1\n"), (3, RuleFault::Unreadable { detail }) if detail.contains("chekc"))
        );
        assert!(matches!(fault("\n[[rule]\n"), (2, RuleFault::Unreadable { .. })));
        assert!(matches!(fault("[[rule]]\nid = \"A\"\nvalid_to = \"2026-02-30\"\n"), (3, RuleFault::Unreadable { .. })));
        assert!(matches!(fault("# own\n[[rule]]\nid = \"A\"\n"), (3, RuleFault::Missing { field: "check", .. })));
        let group = "[[rule]]\nid = \"A\"\ntitle_vi = \"a\"\ncheck = \"group_share\"\ngroups = [\"road\"]\n";
        assert!(matches!(fault(group), (2, RuleFault::Missing { field: "at_least / at_most", .. })));
        assert!(matches!(fault(&format!("{group}at_least = 120")), (2, RuleFault::OutOfRange { field: "at_least", .. })));
        assert!(matches!(fault(&format!("{group}at_least = 1\n{group}at_least = 2")), (8, RuleFault::Twice { .. })));
        assert!(matches!(fault("[[rule]]\nid = \"overlap\"\nenabled = false\n"), (2, RuleFault::BuiltIn { .. })));
    }
}
