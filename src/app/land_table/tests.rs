use super::*;
use crate::app::Workspace;
use crate::edit::{Command, DrawMode};
use crate::geometry::GridPoint;
use crate::geometry::coverage::NOISE_AREA;
use crate::plan::ZoneAttributes;

fn hundredths(text: &str) -> i64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() { 0 } else { digits.parse().expect("a figure") }
}

/// The sample plan with a quarter of its first zone divided into two plots, and the second zone declared as a whole.
fn divided() -> Workspace {
    let mut workspace = Workspace::start(None).expect("the embedded data can be read");
    let session = workspace.session_mut();
    let [first, second] = [session.plan().order()[0], session.plan().order()[1]];
    let of_second = session.plan().zone(second).expect("it exists").attributes.clone();
    let declared = ZoneAttributes { land_use: LandUse::from_code("SX_Congnghiep"), phase: Some(Phase::First), ..of_second };
    session.perform(&Command::SetAttributes { zone: second, attributes: Box::new(declared) }).expect("unlocked");
    assert!(session.enter_zone(first));
    let bounds = session.plan().bounds().expect("land");
    for (code, west, east) in
        [("Dichvu", bounds.min.east, bounds.centre().east), ("DaotaoNC", bounds.centre().east, bounds.max.east)]
    {
        let (south, north) = (bounds.min.north, bounds.centre().north);
        let corners = [(west, south), (east, south), (east, north), (west, north)];
        let sketch = vec![corners.map(|(east, north)| GridPoint::new(east, north)).to_vec()];
        let attributes = ZoneAttributes { land_use: LandUse::from_code(code), code: code.into(), ..ZoneAttributes::default() };
        let draw = Command::DrawZone { sketch, mode: DrawMode::Yield, attributes: Box::new(attributes) };
        session.perform(&draw).expect("there is free land");
    }
    workspace
}

#[test]
fn rows_and_columns_add_up_in_every_tab() {
    let workspace = divided();
    let (texts, session) = (workspace.texts(), workspace.session());
    for tab in LandTab::ALL {
        let view = LandView::of(texts, &session.shown_document(), session.document_ledger(), tab, true);
        let (total, rows) = view.lines.split_last().expect("a total");
        assert_eq!((total.ha.as_str(), total.percent.as_str()), ("663,19", "100,00"), "{tab:?}");
        assert_eq!(rows.iter().map(|line| hundredths(&line.ha)).sum::<i64>(), 66_319);
        assert_eq!(rows.iter().map(|line| hundredths(&line.percent)).sum::<i64>(), 10_000);
        for line in &view.lines {
            assert_eq!(line.parts.iter().map(|part| hundredths(part)).sum::<i64>(), hundredths(&line.ha), "{line:?}");
        }
        for (at, column) in view.columns.iter().enumerate() {
            let sum: i64 = rows.iter().map(|line| hundredths(&line.parts[at])).sum();
            assert_eq!(sum, hundredths(&total.parts[at]), "{column}");
        }
    }
}

#[test]
fn classes_stand_in_their_order_and_what_is_open_below_them() {
    let workspace = divided();
    let (texts, session) = (workspace.texts(), workspace.session());
    let view = LandView::of(texts, session.document(), session.document_ledger(), LandTab::Uses, false);
    let symbols: Vec<&str> = view.lines.iter().map(|line| line.symbol.as_str()).filter(|symbol| !symbol.is_empty()).collect();
    assert_eq!(symbols, ["SX", "ĐT-NC", "DV"]);
    let open: Vec<&str> = view.lines[3..].iter().map(|line| line.name.as_str()).collect();
    assert_eq!(open.len(), 3, "one zone in part, one wholly, and the total: {open:?}");
}

#[test]
fn a_row_knows_its_land() {
    let workspace = divided();
    let plan = workspace.session().document();
    let land_of = |row| {
        let found = RowLand::of(plan, row);
        (found.zones.len(), found.plots.len(), found.land.iter().map(Region::area).sum::<ExactArea>())
    };
    let class = |code| LandRow::Class(LandUse::from_code(code).expect("a class"));
    let [first, second] = [plan.order()[0], plan.order()[1]];
    let table = LandBalance::of(plan).table(plan, workspace.session().document_ledger());
    for figures in &table.rows {
        // the border of a zone gets nodes where plots meet it
        assert!((land_of(figures.row).2 - figures.area).abs() < NOISE_AREA, "{:?}", figures.row);
    }
    assert_eq!((land_of(class("Dichvu")).0, land_of(class("Dichvu")).1), (1, 1));
    assert_eq!(land_of(class("SX_Congnghiep")), (1, 0, plan.zone(second).expect("it exists").area));
    assert_eq!(RowLand::of(plan, LandRow::Unclassified(first)).zones, [first]);
}
