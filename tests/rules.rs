//! Law as data: each rule against a plan that keeps it and one that breaks it; dates, own rules, plots, the land balance.

use std::path::PathBuf;

use hecta::check::rules::{Check, Standing};
use hecta::check::{Assessment, Checker, Finding, Grade, RuleBook, Severity};
use hecta::edit::{Command, DrawMode, apply};
use hecta::geometry::crs::{DatumShift, Reading};
use hecta::geometry::{ExactArea, GridPoint, ProjectCrs};
use hecta::io::{ReadOptions, import_plan};
use hecta::plan::{
    CommuneLayer, Date, Division, DossierCodes, LandRow, LandUse, Ledger, Phase, Plan, PlanSettings, PriorityField, Tolerance,
    Tolerances, ZoneAttributes, ZoneId,
};

/// How the failing plan of a rule is to be judged, and how much land the finding shows, m².
struct Case {
    id: &'static str,
    grade: Grade,
    land_m2: Option<f64>,
}

const fn case(id: &'static str, grade: Grade, land_m2: Option<f64>) -> Case {
    Case { id, grade, land_m2 }
}

const CASES: [Case; 37] = [
    case("invalid-geometry", Grade::Fail, Some(0.0)),
    case("overlap", Grade::Fail, Some(10_000.0)),
    case("duplicate", Grade::Fail, Some(600_000.0)),
    case("outside", Grade::Fail, Some(4_000.0)),
    case("gap", Grade::Fail, Some(2_000.0)),
    case("sliver", Grade::Warning, Some(800.0)),
    case("area-residual", Grade::Fail, None),
    case("missing-zone", Grade::Fail, None),
    case("ARE-01", Grade::Warning, None),
    case("ARE-03", Grade::Fail, None),
    case("ARE-04", Grade::Fail, None),
    case("ARE-05", Grade::Fail, None),
    case("ARE-06", Grade::Warning, None),
    case("ARE-07", Grade::Warning, Some(800_000.0)),
    case("ARE-08", Grade::Fail, None),
    case("CRS-01", Grade::Warning, None),
    case("CRS-02", Grade::Fail, None),
    case("CRS-03", Grade::Warning, None),
    case("CRS-04", Grade::Warning, None),
    case("CRS-05", Grade::Warning, None),
    case("ZON-02", Grade::Fail, Some(1_200_000.0)),
    case("ZON-03", Grade::Fail, Some(600_000.0)),
    case("ZON-04", Grade::Warning, Some(600_000.0)),
    case("ZON-05", Grade::Warning, Some(600_000.0)),
    case("ZON-05B", Grade::Warning, Some(600_000.0)),
    case("LND-01", Grade::Warning, None),
    case("LND-02", Grade::Warning, None),
    case("LND-03", Grade::Warning, None),
    case("LND-04", Grade::Warning, None),
    case("LND-06", Grade::Warning, Some(600_000.0)),
    case("DEN-01", Grade::Warning, Some(2_711_900.0)),
    case("DEN-02", Grade::Warning, Some(2_711_900.0)),
    case("DEN-03", Grade::Unknown, None),
    case("DEN-04", Grade::Warning, Some(2_711_900.0)),
    case("DEN-05", Grade::Warning, Some(2_711_900.0)),
    case("DOC-01", Grade::Warning, None),
    case("DOC-03", Grade::Warning, None),
];

fn date(text: &str) -> Date {
    text.parse().expect("a day")
}

/// One plan in metres; the rules about its file are broken by reading it as another grid, or by what its record says.
fn read_from_a_file(id: &str, fails: bool) -> Plan {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/rules/ARE-08_pass.geojson");
    let elsewhere = Reading::of(ProjectCrs::from_epsg(9209).expect("VN-2000, 105°30′"));
    let reading = (fails && matches!(id, "CRS-01" | "CRS-02" | "CRS-03")).then_some(elsewhere);
    let options = ReadOptions { reading, ..ReadOptions::default() };
    let plan = import_plan(&path, options, None, None).unwrap_or_else(|e| panic!("{id}: {e}")).plan;
    let mut record = plan.source().expect("it comes from a file").as_ref().clone();
    record.reading.swapped = fails && id == "CRS-04";
    record.reading.datum = if fails && id == "CRS-05" { DatumShift::Missing } else { DatumShift::Standard };
    plan.with_sources(&[record])
}

fn fixture(name: &str, crs: ProjectCrs) -> Plan {
    if let Some((id, outcome)) = name.split_once('_').filter(|(id, _)| id.starts_with("CRS-")) {
        return read_from_a_file(id, outcome == "fail");
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/rules").join(format!("{name}.geojson"));
    let options = ReadOptions { plan_crs: crs, ..ReadOptions::default() };
    import_plan(&path, options, None, None).unwrap_or_else(|e| panic!("{name}: {e}")).plan
}

fn communes() -> CommuneLayer {
    CommuneLayer::new(Division::Loaded, Vec::new())
}

struct Checked {
    plan: Plan,
    ledger: Ledger,
    checker: Checker,
}

impl Checked {
    fn of(plan: Plan) -> Self {
        let ledger = Ledger::of(&plan, &communes());
        let checker = Checker::of(&plan, &ledger, RuleBook::KNOWN_ON);
        Self { plan, ledger, checker }
    }

    fn on(name: &str, settings: PlanSettings) -> Self {
        Self::of(fixture(name, ProjectCrs::default()).with_settings(settings))
    }

    fn assessment(&self, id: &str) -> Assessment {
        let all = self.checker.assessments(&self.plan, &self.ledger);
        all.into_iter().find(|assessment| assessment.rule.id == id).unwrap_or_else(|| panic!("{id} is no rule"))
    }

    fn found(&self, id: &str) -> Vec<&Finding> {
        self.checker.findings().iter().filter(|finding| finding.rule.id() == id).collect()
    }

    /// Does `command` and follows it, and holds what followed against a full computation.
    fn perform(&mut self, command: &Command) {
        let before = self.ledger.clone();
        let (inverse, diff) = apply(&mut self.plan, command).unwrap_or_else(|refusal| panic!("{command:?}: {refusal:?}"));
        self.follow(&diff);
        let (_, back) = apply(&mut self.plan, &inverse).expect("it can be taken back");
        self.ledger.revert(&before, &diff);
        self.checker.update(&self.plan, &self.ledger, &back);
        self.assert_is_current();
        let (_, diff) = apply(&mut self.plan, command).expect("it can be done again");
        self.follow(&diff);
    }

    fn follow(&mut self, diff: &hecta::plan::PlanDiff) {
        self.ledger.update(&self.plan, diff, &communes());
        self.checker.update(&self.plan, &self.ledger, diff);
        self.assert_is_current();
    }

    fn assert_is_current(&self) {
        assert!(self.ledger == Ledger::of(&self.plan, &communes()), "the ledger follows");
        let anew = Checker::of(&self.plan, &self.ledger, RuleBook::KNOWN_ON);
        assert_eq!(self.checker.findings().iter().collect::<Vec<_>>(), anew.findings().iter().collect::<Vec<_>>());
        assert!(self.checker == anew, "the checker follows");
    }
}

/// The settings and the grid under which the fixture of a rule is judged.
fn circumstances(id: &str, fails: bool) -> (PlanSettings, ProjectCrs) {
    let after = matches!(id, "LND-04" | "DOC-03") && fails;
    let day = if after { "2027-01-01" } else { "2026-11-21" };
    let other_grid = id == "ARE-08" && fails;
    let crs = if other_grid { ProjectCrs::from_epsg(9209).expect("VN-2000, 105°30′") } else { ProjectCrs::default() };
    let own_rules = (id == "ZON-05B").then(|| "[[rule]]\nid = \"ZON-05B\"\nenabled = true\n".to_owned());
    let information = if fails { "37262300000" } else { "372623000001" };
    let dossier = DossierCodes { information: information.into(), dossier: "37QPK1260001".into() };
    let dossier = if id == "DOC-01" { dossier } else { DossierCodes::default() };
    (PlanSettings { date: Some(date(day)), own_rules, dossier, ..PlanSettings::default() }, crs)
}

#[test]
fn every_rule_of_the_book_has_a_case() {
    // rules about files are judged where files are written (tests/verify.rs)
    let rules = RuleBook::embedded();
    let ids: Vec<_> = rules.rules().filter(|rule| rule.check != Check::AtExport).map(|rule| rule.id.clone()).collect();
    let mut cases: Vec<_> = CASES.iter().map(|case| case.id.to_owned()).collect();
    let mut rules = ids.clone();
    rules.sort();
    cases.sort();
    assert_eq!(rules, cases);
}

#[test]
fn plans_that_keep_a_rule_pass_it() {
    for Case { id, .. } in CASES {
        let (settings, crs) = circumstances(id, false);
        let checked = Checked::of(fixture(&format!("{id}_pass"), crs).with_settings(settings));
        let (assessment, found) = (checked.assessment(id), checked.found(id));
        // a rule about a text of next year has nothing to say this year; one that is off never has
        let silent = matches!(id, "LND-04" | "DEN-03");
        let expected = if silent { Grade::Unknown } else { Grade::Pass };
        // DEN-02 and DOC-03 are passed by what they do not find
        assert_eq!((assessment.outcome.grade, found.len()), (expected, 0), "{id}: {:?}", assessment.outcome);
    }
}

#[test]
fn plans_that_break_a_rule_show_where() {
    for Case { id, grade, land_m2 } in CASES {
        let (settings, crs) = circumstances(id, true);
        let checked = Checked::of(fixture(&format!("{id}_fail"), crs).with_settings(settings));
        let (assessment, found) = (checked.assessment(id), checked.found(id));
        assert_eq!(assessment.outcome.grade, grade, "{id}: {:?}", assessment.outcome);
        if grade == Grade::Unknown {
            assert!(assessment.standing == Standing::Disabled && found.is_empty(), "{id}");
            continue;
        }
        let finding = *found.first().unwrap_or_else(|| panic!("{id} finds nothing"));
        assert_eq!(Grade::of(finding.severity), grade, "{id}");
        if let Some(expected) = land_m2 {
            let land: ExactArea = found.iter().map(|f| f.geometry.area()).sum();
            assert!((land.m2() - expected).abs() < 0.01, "{id}: {} m²", land.m2());
            assert!(finding.at.is_some() && !finding.zones.is_empty() || id == "gap", "{id}");
        } else {
            assert!(finding.geometry.is_empty(), "{id}");
        }
        if !assessment.rule.confidence.is_verified() {
            assert!(grade < Grade::Fail, "{id} accuses by a text nobody has compared");
        }
    }
}

#[test]
fn the_day_of_the_plan_picks_the_rules() {
    let on = |day: &str| Checked::on("LND-01_fail", PlanSettings { date: Some(date(day)), ..PlanSettings::default() });
    let (last, first) = (on("2026-12-31"), on("2027-01-01"));
    for rule in ["LND-01", "LND-02", "LND-03", "DEN-01", "DEN-02", "DEN-05"] {
        assert_eq!(last.assessment(rule).standing, Standing::InForce, "{rule}");
        assert_eq!(first.assessment(rule).standing, Standing::Expired, "{rule}");
        assert!(first.found(rule).is_empty(), "{rule}");
    }
    assert_eq!((last.assessment("LND-04").standing, first.assessment("LND-04").standing), (Standing::NotYet, Standing::InForce));
    assert_eq!((last.found("LND-01").len(), first.found("LND-04").len()), (1, 1));
    let before = on("2026-06-30");
    assert_eq!(before.assessment("ZON-02").standing, Standing::NotYet, "NĐ 260/2026 is in force from 1 July 2026");
    let unstated = Checked::on("LND-01_fail", PlanSettings::default());
    assert_eq!(unstated.checker.day(), RuleBook::KNOWN_ON);
    assert_eq!(unstated.assessment("DOC-03").outcome.grade, Grade::Unknown, "a plan without a day of its own");
}

#[test]
fn own_rules_and_tolerances_change_the_verdict_and_can_be_taken_back() {
    let mut checked = Checked::on("ARE-01_pass", PlanSettings::default());
    assert!(checked.checker.findings().is_empty());
    let own = "[[rule]]\nid = \"LND-01\"\nat_least = 30\n\n[[rule]]\nid = \"MY-1\"\ncheck = \"property_limit\"\nproperty = \"green_pct\"\nat_least = 40\ngroups = [\"production\"]\ntitle_vi = \"Cây xanh trong lô\"\nseverity = \"error\"\n";
    let settings = PlanSettings { own_rules: Some(own.into()), ..PlanSettings::default() };
    checked.perform(&Command::SetSettings { settings });
    assert_eq!(checked.found("LND-01")[0].severity, Severity::Warning, "an unverified text does not accuse");
    assert_eq!(checked.found("MY-1")[0].severity, Severity::Error, "a rule of the project's own does");
    let mut residual = Checked::on("ARE-01_fail", PlanSettings::default());
    assert_eq!(residual.found("ARE-01")[0].severity, Severity::Warning);
    let tolerances = Tolerances::default().with(Tolerance::BoundaryWarning, 0.5).with(Tolerance::AreaResidual, 0.5);
    residual.perform(&Command::SetSettings { settings: PlanSettings { tolerances, ..PlanSettings::default() } });
    assert_eq!(residual.found("ARE-01")[0].severity, Severity::Info);
    assert!(residual.found("area-residual").is_empty());
}

#[test]
fn land_without_a_class_leaves_shares_open_until_nothing_can_change_them() {
    let mut checked = Checked::on("LND-01_fail", PlanSettings::default());
    let zone = |checked: &Checked, code: &str| checked.plan.zones().find(|z| z.attributes.code == code).expect("a zone").clone();
    let set = |checked: &mut Checked, code: &str, land_use: Option<LandUse>| {
        let zone = zone(checked, code);
        let attributes = Box::new(ZoneAttributes { land_use, ..zone.attributes });
        checked.perform(&Command::SetAttributes { zone: zone.id, attributes });
    };
    assert_eq!(checked.assessment("LND-01").outcome.grade, Grade::Warning);
    set(&mut checked, "SX", None);
    assert_eq!(checked.assessment("LND-01").outcome.grade, Grade::Unknown, "the open land may become road");
    assert_eq!(checked.assessment("ZON-02").outcome.grade, Grade::Unknown, "or services");
    let road = LandUse::from_code("HTKT_DuongGT");
    set(&mut checked, "SX", road);
    assert_eq!(checked.assessment("LND-01").outcome.grade, Grade::Pass);
}

/// A rectangle by metres from the corner of the fixtures' park.
fn rectangle(west: i64, south: i64, east: i64, north: i64) -> Vec<GridPoint> {
    let corner = |e: i64, n: i64| GridPoint::from_mm((610_000 + e) * 1000, (2_272_000 + n) * 1000);
    vec![corner(west, south), corner(east, south), corner(east, north), corner(west, north)]
}

#[test]
fn plots_are_judged_and_summed_in_the_place_of_their_zone() {
    let mut checked = Checked::on("DEN-01_pass", PlanSettings::default());
    let sx = checked.plan.zones().find(|zone| zone.attributes.code == "SX").expect("a zone").id;
    let plot = |code: &str, land_use: &str, building_coverage_pct, phase, priority, ring| {
        let attributes = ZoneAttributes {
            code: code.into(),
            land_use: LandUse::from_code(land_use),
            building_coverage_pct,
            phase,
            priority,
            ..ZoneAttributes::default()
        };
        let draw = Command::DrawZone { sketch: vec![ring], mode: DrawMode::Yield, attributes: Box::new(attributes) };
        Command::OnPlots { zone: sx, command: Box::new(draw) }
    };
    let semiconductors = Some(PriorityField::ElectronicsSemiconductors);
    checked.perform(&plot(
        "SX-1",
        "SX_Congnghiep",
        Some(80.0),
        Some(Phase::LongTerm),
        semiconductors,
        rectangle(0, 1960, 500, 2160),
    ));
    checked.perform(&plot("SX-2", "HTKT_DuongGT", None, None, None, rectangle(500, 1960, 600, 2160)));
    let found = checked.found("DEN-01");
    assert_eq!(found.len(), 1);
    assert!((found[0].geometry.area().m2() - 100_000.0).abs() < 1e-6, "the plot, not the zone");
    assert_eq!(found[0].zones, [sx]);
    let table = checked.ledger.land_balance.table(&checked.plan, &checked.ledger);
    let row = |row: LandRow| table.rows.iter().find(|figures| figures.row == row).map(|figures| figures.area.m2());
    let class = |code: &str| LandRow::Class(LandUse::from_code(code).expect("a class"));
    assert_eq!(row(class("SX_Congnghiep")), Some(100_000.0));
    assert_eq!(row(class("HTKT_DuongGT")), Some(820_000.0));
    assert_eq!(row(LandRow::Unclassified(sx)), Some(2_711_900.0 - 120_000.0));
    let fields = checked.ledger.land_balance.by_priority(&checked.ledger);
    assert_eq!(fields.rows[0].row, LandRow::Priority(PriorityField::ElectronicsSemiconductors));
    let phases = checked.ledger.land_balance.by_phase(&checked.ledger);
    let of = |phase| phases.rows.iter().find(|r| r.row == LandRow::Phase(phase)).map(|r| r.area.m2());
    assert_eq!((of(Phase::First), of(Phase::LongTerm)), (Some(20_000.0), Some(100_000.0)), "a plot has the phase of its zone");
    checked.perform(&Command::DeleteZones { zones: vec![sx] });
}

#[test]
fn rounded_columns_of_the_land_balance_add_up() {
    let mut checked = Checked::on("ARE-01_pass", PlanSettings::default());
    let centre = rectangle(333, 411, 777, 1999);
    let attributes = ZoneAttributes {
        code: "X".into(),
        name_vi: "Hồ".into(),
        land_use: LandUse::from_code("KHAC_Honuoc"),
        ..ZoneAttributes::default()
    };
    checked.perform(&Command::DrawZone { sketch: vec![centre], mode: DrawMode::Take, attributes: Box::new(attributes) });
    checked.perform(&Command::DeleteZones { zones: vec![ZoneId(5)] });
    let balance = &checked.ledger.land_balance;
    for table in
        [balance.table(&checked.plan, &checked.ledger), balance.by_phase(&checked.ledger), balance.by_priority(&checked.ledger)]
    {
        assert_eq!((table.ha_hundredths, table.percent_hundredths), (66_319, 10_000));
        assert_eq!(table.rows.iter().map(|row| row.ha_hundredths).sum::<i128>(), 66_319);
        assert_eq!(table.rows.iter().map(|row| row.area).sum::<ExactArea>(), ExactArea::from_ha(663.19), "exact as integers");
    }
    let rows: Vec<_> = balance.table(&checked.plan, &checked.ledger).rows.iter().map(|row| row.row).collect();
    assert!(rows.is_sorted() && rows.last() == Some(&LandRow::Unallocated), "{rows:?}");
}
