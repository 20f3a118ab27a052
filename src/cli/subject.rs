//! A plan read from files with everything that is computed about it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::arguments::InputArguments;
use super::complain;
use super::failure::Failure;
use crate::app::alternatives::AlternativeTitle;
use crate::app::import_text::problem_text;
use crate::app::tables::TableSubject;
use crate::app::{Texts, today};
use crate::check::{Checker, Judgement, RuleBook};
use crate::edit::{Command, apply};
use crate::geometry::{ExactArea, ProjectCrs};
use crate::io::embedded::{self, SamplePlan};
use crate::io::project;
use crate::io::{
    ImportError, ImportProblem, Imported, ImportedBoundary, ProblemKind, ReadOptions, import_boundary, import_communes,
    import_plan, read_text,
};
use crate::plan::boundary::PARK_APPROVED_HA;
use crate::plan::{Approval, CommuneLayer, Date, Division, LayingReport, Ledger, Plan, PlanSettings, Zone, ZoneId};

/// Largest area accepted as approved, ha; well above any park.
const MOST_HA: f64 = 1e7;

/// A plan with its figures and findings.
pub(super) struct Subject {
    pub plan: Plan,
    /// Communes by which zones are counted.
    pub communes: CommuneLayer,
    pub ledger: Ledger,
    pub checker: Checker,
    pub judgement: Judgement,
    /// What had to be mended or left out while reading.
    pub problems: Vec<ImportProblem>,
    /// What laying the plan on its grid moved.
    pub laying: LayingReport,
    keys: ZoneKeys,
}

impl Subject {
    /// Reads what the arguments name; without a plan it is the sample plan.
    pub(super) fn load(input: &InputArguments, texts: &Texts) -> Result<Self, Failure> {
        let reading = input.reading.reading(input.plan.as_deref())?;
        let options = ReadOptions { reading, encoding: input.encoding, ..ReadOptions::default() };
        let approved = input.approved_ha.as_deref().map(approval).transpose()?;
        let date = input.date.as_deref().map(date).transpose()?;
        let boundary = input.boundary.as_deref().map(|path| boundary_beside(path, options)).transpose()?;
        let imported = match &input.plan {
            Some(path) => match &input.alternative {
                Some(wanted) => with_approval(alternative(path, wanted, texts)?, approved)?,
                None => plan_from(path, options, boundary, approved)?,
            },
            None => sample(texts, options, approved)?,
        };
        let options = ReadOptions { plan_crs: imported.plan.crs(), ..options };
        let communes = match &input.communes {
            Some(path) => beside(path, options, import_communes, |(_, problems)| problems)?,
            None => (embedded_communes(Division::Until2025, options.plan_crs)?, Vec::new()),
        };
        let problems = [communes.1, imported.problems].concat();
        let own_rules = input.rules.as_deref().map(own_rules).transpose()?;
        let stated = imported.plan.settings();
        let settings = PlanSettings {
            date: date.or(stated.date),
            own_rules: own_rules.or_else(|| stated.own_rules.clone()),
            tolerances: stated.tolerances,
            dossier: stated.dossier.clone(),
        };
        Ok(Self::of(imported.plan.with_settings(settings), communes.0, problems, imported.laying))
    }

    fn of(plan: Plan, communes: CommuneLayer, problems: Vec<ImportProblem>, laying: LayingReport) -> Self {
        let ledger = Ledger::of(&plan, &communes);
        let checker = Checker::of(&plan, &ledger, today());
        let judgement = checker.judgement(&plan, &ledger);
        let keys = ZoneKeys::of(&plan);
        Self { plan, communes, ledger, checker, judgement, problems, laying, keys }
    }

    /// The same with another plan in place of its own.
    pub(super) fn with_plan(&self, plan: Plan) -> Self {
        Self::of(plan, self.communes.clone(), self.problems.clone(), self.laying.clone())
    }

    /// It as its tables are made of it.
    pub(super) fn tables<'a>(&'a self, texts: &'a Texts) -> TableSubject<'a> {
        let Self { plan, ledger, checker, communes, judgement, .. } = self;
        TableSubject { texts, plan, ledger, checker, judgement: judgement.clone(), communes }
    }

    /// Says what had to be mended or left out while reading.
    pub(super) fn mention_problems(&self, texts: &Texts) {
        mention(&self.problems, texts);
    }

    /// What a zone is called in the report, see [`ZoneKeys`].
    pub(super) fn zone_key(&self, id: ZoneId) -> String {
        self.keys.key(id)
    }
}

/// What zones are called in a report: by their code, with the number where another zone has the same code or it has none.
pub(super) struct ZoneKeys(BTreeMap<ZoneId, String>);

impl ZoneKeys {
    /// For the zones of `plan`.
    pub(super) fn of(plan: &Plan) -> Self {
        let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
        for zone in plan.zones() {
            *owners.entry(&zone.attributes.code).or_default() += 1;
        }
        let key = |zone: &Zone| match zone.attributes.code.as_str() {
            "" => zone.id.0.to_string(),
            code if owners.get(code).is_some_and(|owners| *owners > 1) => format!("{code}#{}", zone.id.0),
            code => code.to_owned(),
        };
        Self(plan.zones().map(|zone| (zone.id, key(zone))).collect())
    }

    /// What a zone is called; one that is not there by its number.
    pub(super) fn key(&self, id: ZoneId) -> String {
        self.0.get(&id).cloned().unwrap_or_else(|| id.0.to_string())
    }
}

/// A plan alone, without what is computed about it.
pub(super) struct LoadedPlan {
    pub plan: Plan,
    pub problems: Vec<ImportProblem>,
}

impl LoadedPlan {
    /// Reads a plan onto the grid of `plan_crs`; a project keeps the grid it was made on.
    pub(super) fn read(path: &Path, boundary: Option<&Path>, options: ReadOptions) -> Result<Self, Failure> {
        let boundary = boundary.map(|path| boundary_beside(path, options)).transpose()?;
        let imported = plan_from(path, options, boundary, None)?;
        Ok(Self { plan: imported.plan, problems: imported.problems })
    }
}

/// Says on one line of standard error what had to be mended or left out while reading.
pub(super) fn mention(problems: &[ImportProblem], texts: &Texts) {
    let Some(first) = problems.first() else { return };
    let more = problems.len() - 1;
    let more = if more > 0 { texts.format("cli-more-problems", &[("count", more.into())]) } else { String::new() };
    complain(&format!("{} {more}", problem_text(texts, first)));
}

/// Communes of the program's own data.
pub(super) fn embedded_communes(division: Division, crs: ProjectCrs) -> Result<CommuneLayer, Failure> {
    embedded::communes(division, crs).map_err(|source| Failure::Embedded { source: Box::new(source) })
}

/// A plan from a file; a feature that cannot be read makes it unusable, as the rest must not be judged as if it were whole.
fn plan_from(
    path: &Path,
    options: ReadOptions,
    boundary: Option<ImportedBoundary>,
    approved: Option<Approval>,
) -> Result<Imported, Failure> {
    let fail = |source| Failure::Import { path: path.to_owned(), source: Box::new(source) };
    let is_geopackage = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gpkg"));
    let project = if is_geopackage && boundary.is_none() { project::open(path).map_err(fail)? } else { None };
    let imported = match project {
        Some(project) => with_approval(project, approved)?,
        None => import_plan(path, options, boundary, approved).map_err(fail)?,
    };
    sound(path, imported)
}

/// An alternative of a project, by its name or number.
fn alternative(path: &Path, wanted: &str, texts: &Texts) -> Result<Imported, Failure> {
    let fail = |source| Failure::Import { path: path.to_owned(), source: Box::new(source) };
    let is_geopackage = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gpkg"));
    let project = if is_geopackage { project::open_alternatives(path).map_err(fail)? } else { None };
    let alternatives = project.map(|project| project.alternatives).unwrap_or_default();
    let known = alternatives.iter().map(|known| AlternativeTitle::from(known).text(texts)).collect::<Vec<_>>();
    let found = alternatives.into_iter().find(|known| AlternativeTitle::from(known).is_called(wanted));
    let not_there = || Failure::NoSuchAlternative { path: path.to_owned(), wanted: wanted.to_owned(), known: known.join(", ") };
    sound(path, found.ok_or_else(not_there)?.imported)
}

/// A plan of which every feature could be read.
fn sound(path: &Path, imported: Imported) -> Result<Imported, Failure> {
    match imported.first_error() {
        Some(problem) => Err(Failure::Problem { path: path.to_owned(), problem: Box::new(problem.clone()) }),
        None => Ok(imported),
    }
}

fn with_approval(mut imported: Imported, approved: Option<Approval>) -> Result<Imported, Failure> {
    if let Some(approval) = approved {
        apply(&mut imported.plan, &Command::SetApproval { approval })
            .map_err(|source| Failure::Refused { source: Box::new(source) })?;
    }
    Ok(imported)
}

/// The sample plan, with another approved figure if one is given.
fn sample(texts: &Texts, options: ReadOptions, approved: Option<Approval>) -> Result<Imported, Failure> {
    let title = texts.get("app-sample-plan");
    let sample = embedded::sample_plan(SamplePlan::Finished, title, options.plan_crs);
    with_approval(sample.map_err(|source| Failure::Embedded { source: Box::new(source) })?, approved)
}

fn boundary_beside(path: &Path, options: ReadOptions) -> Result<ImportedBoundary, Failure> {
    beside(path, options, import_boundary, |boundary| &boundary.problems)
}

/// Reads a file that stands beside the plan. What is stated holds for files whose numbers are not understood without it; a CRS in
/// metres is not put upon a file in degrees.
pub(super) fn beside<T>(
    path: &Path,
    options: ReadOptions,
    read: impl Fn(&Path, ReadOptions) -> Result<T, ImportError>,
    problems: impl Fn(&T) -> &[ImportProblem],
) -> Result<T, Failure> {
    let suspect = |read: &T| problems(read).iter().find(|p| matches!(p.kind, ProblemKind::SuspectCrs(_))).cloned();
    let is_plain_geographic = options.reading.is_none_or(|stated| stated.crs.is_geographic() && stated.is_plain());
    let result = if is_plain_geographic {
        read(path, options)
    } else {
        match read(path, ReadOptions { reading: None, ..options }) {
            Err(ImportError::NotDegrees { .. } | ImportError::NoCrs { .. } | ImportError::SuspectCrs(_)) => read(path, options),
            Ok(found) if suspect(&found).is_some() => read(path, options),
            other => other,
        }
    };
    let found = result.map_err(|source| Failure::Import { path: PathBuf::from(path), source: Box::new(source) })?;
    match suspect(&found) {
        Some(problem) => Err(Failure::Problem { path: path.to_owned(), problem: Box::new(problem) }),
        None => Ok(found),
    }
}

/// Reads "663.19" or "663,19".
fn approval(text: &str) -> Result<Approval, Failure> {
    let hectares = text.trim().replace(',', ".").parse().ok().filter(|ha: &f64| *ha > 0.0 && *ha <= MOST_HA);
    let area = ExactArea::from_ha(hectares.ok_or_else(|| Failure::NotHectares { text: text.to_owned() })?);
    let is_parks = area == ExactArea::from_ha(PARK_APPROVED_HA);
    Ok(if is_parks { Approval::default() } else { Approval { area, decision: String::new() } })
}

fn date(text: &str) -> Result<Date, Failure> {
    text.parse().map_err(|_| Failure::NotADate { text: text.to_owned() })
}

/// The text of a file of rules, once it is known to be one.
fn own_rules(path: &Path) -> Result<String, Failure> {
    let text = read_text(path).map_err(|source| Failure::Import { path: path.to_owned(), source: Box::new(source) })?;
    match RuleBook::with_own(&text) {
        Ok(_) => Ok(text),
        Err(source) => Err(Failure::Rules { path: path.to_owned(), source: Box::new(source) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hectares_are_read_with_either_decimal_sign() {
        assert_eq!(approval("663,19").ok(), Some(Approval::default()));
        assert_eq!(approval(" 12.5").map(|a| a.area).ok(), Some(ExactArea::from_ha(12.5)));
        for text in ["", "0", "-1", "nan", "inf", "1e300", "663.19 ha", "6.631.900"] {
            assert!(approval(text).is_err(), "{text}");
        }
    }

    #[test]
    fn dates_are_calendar_days() {
        assert_eq!(date("2026-12-31").ok(), Date::new(2026, 12, 31));
        for text in ["2026-02-30", "31/12/2026", "yesterday"] {
            assert!(date(text).is_err(), "{text}");
        }
    }
}
