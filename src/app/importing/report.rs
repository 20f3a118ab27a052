//! What importing found wrong and what laying the land on the plan grid changed, line by line.

use crate::app::i18n::Texts;
use crate::app::import_text::{error_text, problem_text};
use crate::app::phrase::area_text;
use crate::geometry::{ExactArea, GridBox, GridPoint};
use crate::io::{ImportError, ImportProblem, Imported, Severity};
use crate::plan::{Plan, Zone};

/// What a line of the report is about.
#[derive(Debug)]
pub enum ReportText {
    /// A problem of a feature or of a layer.
    Problem(ImportProblem),
    /// A layer or file that could not be read at all.
    Error {
        /// The file or layer, for people.
        name: String,
        /// Why.
        error: ImportError,
    },
}

/// A line of the report.
#[derive(Debug)]
pub struct ReportLine {
    /// The layer; empty where there is only one.
    pub layer: String,
    /// What.
    pub text: ReportText,
    /// Where on the plan grid, if that is known.
    pub at: Option<GridBox>,
}

/// A zone whose area changed when it was laid on the plan grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaChange {
    /// The zone, for people.
    pub zone: String,
    /// Grid area as in the file.
    pub before: ExactArea,
    /// Grid area as laid.
    pub after: ExactArea,
    /// Where it lies.
    pub at: Option<GridBox>,
}

/// What importing has to say.
#[derive(Debug, Default)]
pub struct ImportReport {
    /// What was imported, for people.
    pub name: String,
    /// Problems, in file order.
    pub lines: Vec<ReportLine>,
    /// Vertices that joined a neighbour or the boundary.
    pub moved: usize,
    /// Largest such move, µm.
    pub largest_shift_um: f64,
    /// Where the vertex was that moved so far.
    pub largest_shift_at: Option<GridPoint>,
    /// Zones whose area changed in a figure that is shown.
    pub areas: Vec<AreaChange>,
}

impl ReportLine {
    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        match &self.text {
            ReportText::Problem(problem) => problem.severity(),
            ReportText::Error { .. } => Severity::Error,
        }
    }

    /// The line in the words of a language.
    pub fn text(&self, texts: &Texts) -> String {
        let text = match &self.text {
            ReportText::Problem(problem) => problem_text(texts, problem),
            ReportText::Error { name, error } => error_text(texts, name, error),
        };
        if self.layer.is_empty() { text } else { format!("{}: {text}", self.layer) }
    }
}

impl ImportReport {
    /// Adds what there is to tell about a plan: its problems, what joining borders moved, and areas as far as they changed in a
    /// figure that is shown, as joining borders within 2 mm changes every neighbour by a little.
    pub fn add_plan(&mut self, imported: &Imported, label: &str) {
        let line = |problem: &ImportProblem| {
            let at = problem.at.map(|point| GridBox { min: point, max: point });
            ReportLine { layer: label.to_owned(), text: ReportText::Problem(problem.clone()), at }
        };
        self.lines.extend(imported.problems.iter().map(line));
        self.moved += imported.laying.moved;
        if imported.laying.largest_shift_um > self.largest_shift_um {
            self.largest_shift_um = imported.laying.largest_shift_um;
            self.largest_shift_at = imported.laying.largest_shift_at;
        }
        for (id, before, after) in &imported.laying.areas {
            if (*after - *before).rounded_m2(2) == 0 {
                continue;
            }
            let zone = imported.plan.zone(*id);
            let word = zone_word(&imported.plan, zone);
            let word = if label.is_empty() { word } else { format!("{label}: {word}") };
            let at = zone.and_then(|zone| zone.region.bounds());
            self.areas.push(AreaChange { zone: word, before: *before, after: *after, at });
        }
    }

    /// Whether there is nothing to tell.
    pub const fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.moved == 0 && self.areas.is_empty()
    }

    /// How many lines it has: problems, then what laying changed.
    pub const fn len(&self) -> usize {
        self.lines.len() + if self.moved > 0 { 1 } else { 0 } + self.areas.len()
    }

    /// How many errors and warnings there are.
    pub fn counts(&self) -> (usize, usize) {
        let of = |severity| self.lines.iter().filter(|line| line.severity() == severity).count();
        (of(Severity::Error), of(Severity::Warning) + self.len() - self.lines.len())
    }

    /// A line: how much it matters, its words, and where it is.
    pub fn line(&self, at: usize, texts: &Texts) -> Option<(Severity, String, Option<GridBox>)> {
        if let Some(line) = self.lines.get(at) {
            return Some((line.severity(), line.text(texts), line.at));
        }
        let mut rest = at - self.lines.len();
        if self.moved > 0 {
            if rest == 0 {
                let at = self.largest_shift_at.map(|point| GridBox { min: point, max: point });
                return Some((Severity::Note, self.moved_text(texts), at));
            }
            rest -= 1;
        }
        let change = self.areas.get(rest)?;
        let signed = area_text(texts, change.after - change.before);
        let arguments = [("feature", change.zone.as_str().into()), ("change", signed.into())];
        Some((Severity::Warning, texts.format("import-area-changed", &arguments), change.at))
    }

    /// All lines as text, one a line.
    pub fn to_text(&self, texts: &Texts) -> String {
        let word = |severity| match severity {
            Severity::Error => texts.get("import-report-error"),
            Severity::Warning => texts.get("import-report-warning"),
            Severity::Note => texts.get("import-report-note"),
        };
        let line = |at| self.line(at, texts).map(|(severity, text, _)| format!("{}\t{text}\n", word(severity)));
        std::iter::once(format!("{}\n", self.name)).chain((0..self.len()).filter_map(line)).collect()
    }

    fn moved_text(&self, texts: &Texts) -> String {
        let shift = texts.numbers().number(self.largest_shift_um / 1_000.0, 3);
        texts.format("import-report-moved", &[("count", self.moved.into()), ("shift", shift.into())])
    }
}

/// The code of a zone, else its name, else its place.
fn zone_word(plan: &Plan, zone: Option<&Zone>) -> String {
    let Some(zone) = zone else { return String::new() };
    let of = &zone.attributes;
    let named = [&of.code, &of.name_vi, &of.name_en].into_iter().find(|word| !word.is_empty());
    let place = || plan.order().iter().position(|id| *id == zone.id).map_or(0, |at| at + 1);
    named.cloned().unwrap_or_else(|| format!("#{}", place()))
}
