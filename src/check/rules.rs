//! Law as data: the rules of `data/rules.toml` and of a project's own file, with threshold, source, validity and confidence.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::rule::{Rule, Severity};
use super::rule_file::{self, RuleFileError};
use crate::geometry::ExactArea;
use crate::plan::{Confidence, Date, LandUseGroup, Tolerance};

/// Percentages, ratios and the like are whole millionths, so that limits are compared exactly.
pub const MILLION: i64 = 1_000_000;

/// A text in both languages; it belongs to the rule, not to the program.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Wording {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// A rule that is data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LawRule {
    /// Place in the book; rules are listed in this order.
    pub position: u16,
    /// Stable id, e.g. "LND-01"; of a built-in rule its id in JSON.
    pub id: String,
    /// Number under which the rule is known among planners of this project, if it is not the id.
    pub number: Option<String>,
    /// What is checked.
    pub check: Check,
    /// How grave a breach is, before [`capped`](Self::capped).
    pub severity: Severity,
    /// The text of law or practice it rests on.
    pub source: String,
    /// First day it is in force.
    pub valid_from: Option<Date>,
    /// Last day it is in force.
    pub valid_to: Option<Date>,
    /// What holds for plans made before or under another rule.
    pub transition: Option<Wording>,
    /// How well the rule is founded.
    pub confidence: Confidence,
    /// A rule that is switched off is listed but not checked.
    pub enabled: bool,
    /// The rule in a few words; empty for built-in rules, whose words are the program's.
    pub title: Wording,
    /// What to do about a breach, or why the rule is off.
    pub help: Wording,
    /// Tolerances of the project that it uses.
    pub tolerances: Vec<Tolerance>,
}

/// What a rule checks. Percentages and ratios are millionths.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// One of [`Rule::BUILT_IN`].
    BuiltIn,
    /// How far the boundary's area is from the approved one.
    BoundaryDifference {
        /// Which differences count.
        direction: Direction,
        /// From what on they matter how much, mildest first.
        limits: Vec<Limit>,
    },
    /// The areas that a file declares for its zones add up to the approved area.
    DeclaredSum,
    /// The area that a file declares for a zone is the one drawn.
    DeclaredArea,
    /// Areas are grid areas of this CRS.
    ProjectCrs {
        /// EPSG code.
        epsg: u32,
    },
    /// How the files that the plan was made from were read.
    Sources(SourceQuestion),
    /// These attributes are filled.
    RequiredFields {
        /// Which.
        fields: Vec<RequiredField>,
    },
    /// Σ of land of these groups as a share of the boundary's area.
    GroupShare {
        /// Which groups.
        groups: Vec<LandUseGroup>,
        /// Least or most, %.
        bound: Bound,
    },
    /// No land of these groups.
    ForbiddenGroup {
        /// Which groups.
        groups: Vec<LandUseGroup>,
    },
    /// Land with a mark does not border on land of these groups.
    Separated {
        /// Property of the file that is `true` for marked land.
        property: String,
        /// Which groups.
        groups: Vec<LandUseGroup>,
    },
    /// Stands for rules whose successors have not been read yet.
    Unverified {
        /// Ids of those rules.
        instead_of: Vec<String>,
    },
    /// The word for the land-use class is one of TT 16/2025/TT-BXD.
    KnownLandUse,
    /// Building coverage of land of these groups.
    CoverageLimit {
        /// Which groups.
        groups: Vec<LandUseGroup>,
        /// Most, %.
        at_most: i64,
        /// Only for land with more storeys than this.
        storeys_above: Option<u16>,
    },
    /// Building coverage by a table of plot area and height; the table has not been verified, so nothing is checked yet.
    CoverageTable,
    /// Floor-area ratio ≤ coverage × storeys.
    FloorAreaIdentity,
    /// A figure that a file declares as a property of land of these groups.
    PropertyLimit {
        /// Name of the property.
        property: String,
        /// Which groups; empty for all land.
        groups: Vec<LandUseGroup>,
        /// Least or most.
        bound: Bound,
    },
    /// No rule has run out without another one in its place.
    ExpiredBasis,
    /// The codes of the dossier are known and have the form of TT 16/2025/TT-BXD.
    DossierCodes,
    /// About a file that is written: judged when it is, and stated in it.
    AtExport,
}

/// What is asked about the files that a plan was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceQuestion {
    /// Files in metres are on this grid.
    Grid {
        /// EPSG code.
        epsg: u32,
    },
    /// What came out of them lies here.
    Place {
        /// EPSG code of the grid of the box.
        epsg: u32,
        /// Least and most easting, metres.
        east_m: [i32; 2],
        /// Least and most northing, metres.
        north_m: [i32; 2],
    },
    /// Their numbers do not speak against how they were read.
    Doubt,
    /// Their numbers stood in the order of their CRS.
    Order,
    /// Their numbers were made with the datum operation in force.
    Datum,
}

/// Which differences count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More and less.
    Either,
    /// More than approved.
    More,
    /// Less than approved.
    Less,
}

/// From what on a difference matters how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Limit {
    /// How much it matters.
    pub severity: Severity,
    /// From what on.
    pub from: Threshold,
}

/// A threshold for an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Threshold {
    /// This area and more.
    Area(ExactArea),
    /// This share of the approved area and more, millionths of a percent.
    OfApproved(i64),
    /// More than a tolerance of the project.
    Tolerance(Tolerance),
}

/// An attribute that may be required.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequiredField {
    /// Code on drawings.
    Code,
    /// Vietnamese name.
    NameVi,
    /// English name.
    NameEn,
    /// Land-use class.
    LandUse,
}

/// A bound of a figure, itself allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// Not less than.
    AtLeast(i64),
    /// Not more than.
    AtMost(i64),
}

/// How a rule stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It applies.
    InForce,
    /// It will apply.
    NotYet,
    /// It applied.
    Expired,
    /// It is switched off.
    Disabled,
}

impl LawRule {
    /// How it stands on `day`.
    pub fn standing(&self, day: Date) -> Standing {
        match () {
            () if !self.enabled => Standing::Disabled,
            () if self.valid_from.is_some_and(|from| day < from) => Standing::NotYet,
            () if self.valid_to.is_some_and(|to| day > to) => Standing::Expired,
            () => Standing::InForce,
        }
    }

    /// How grave a finding of this rule may be: one whose text has not been verified accuses nobody.
    pub fn capped(&self, severity: Severity) -> Severity {
        if self.confidence.is_verified() { severity } else { severity.max(Severity::Warning) }
    }

    /// The built-in rule it is about, if it is about one.
    pub fn built_in(&self) -> Option<Rule> {
        (self.check == Check::BuiltIn).then(|| Rule::from_id(&self.id)).flatten()
    }

    /// Id and, where there is one, number: "overlap (GEO-02)".
    pub fn label(&self) -> String {
        self.number.as_ref().map_or_else(|| self.id.clone(), |number| format!("{} ({number})", self.id))
    }
}

/// All rules a plan is judged by, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleBook {
    rules: Vec<&'static LawRule>,
}

static OF_THE_PROGRAM: LazyLock<Arc<RuleBook>> =
    LazyLock::new(|| RuleBook::read(rule_file::EMBEDDED, None).map(Arc::new).expect("the embedded rules are tested"));

impl RuleBook {
    /// The day on which the rules of the program were last compared with their sources.
    pub const KNOWN_ON: Date = Date::new(2026, 11, 21).expect("a day of the calendar");

    /// The text of the rules of the program, so that its version can be told.
    pub const fn text() -> &'static str {
        rule_file::EMBEDDED
    }

    /// The rules of the program.
    pub fn embedded() -> Arc<Self> {
        OF_THE_PROGRAM.clone()
    }

    /// The rules of the program with those of `own`, the text of a file of rules: new ids are added, known ones changed.
    pub fn with_own(own: &str) -> Result<Arc<Self>, RuleFileError> {
        Self::read(rule_file::EMBEDDED, Some(own)).map(Arc::new)
    }

    /// The book of a project; its own rules are left aside if they cannot be read, which whoever loads them must say.
    pub fn of_project(own: Option<&str>) -> Arc<Self> {
        own.and_then(|own| Self::with_own(own).ok()).unwrap_or_else(Self::embedded)
    }

    fn read(base: &str, own: Option<&str>) -> Result<Self, RuleFileError> {
        Ok(Self { rules: rule_file::read(base, own)?.into_iter().map(lasting).collect() })
    }

    /// All rules, in order.
    pub fn rules(&self) -> impl ExactSizeIterator<Item = &'static LawRule> + Clone + '_ {
        self.rules.iter().copied()
    }

    /// The rule with this id or number.
    pub fn find(&self, id: &str) -> Option<&'static LawRule> {
        self.rules().find(|rule| rule.id == id || rule.number.as_deref() == Some(id))
    }

    /// What is data about a rule.
    pub fn of_rule(&self, rule: Rule) -> Option<&'static LawRule> {
        match rule {
            Rule::Statute(law) => Some(law),
            built_in => self.find(built_in.id()),
        }
    }
}

/// The rule for as long as the program runs, so that findings can name it without holding it; equal rules are kept once.
fn lasting(rule: LawRule) -> &'static LawRule {
    static KEPT: Mutex<BTreeSet<&'static LawRule>> = Mutex::new(BTreeSet::new());
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.get(&rule).copied().unwrap_or_else(|| {
        let rule: &'static LawRule = Box::leak(Box::new(rule));
        kept.insert(rule);
        rule
    })
}
