//! Gesture scripts: each file of `tests/scenarios` drives the tools, and after every line everything must still add up.
//!
//! A line is a verb and its words; `#` starts a comment. Positions are metres east and north of the south-west corner of the
//! box around the boundary. See `Script::step` for the verbs.

mod invariants;
#[path = "scenarios/aiming.rs"]
mod aiming;
#[path = "scenarios/areas.rs"]
mod areas;
#[path = "scenarios/looking.rs"]
mod looking;

use std::collections::BTreeMap;
use std::path::Path;

use hecta::app::{Session, Workspace};
use hecta::check::Rule;
use hecta::edit::solve::Sides;
use hecta::edit::{Command, DrawMode, Vacated};
use hecta::geometry::grid::UM_PER_M;
use hecta::geometry::{ExactArea, GridPoint, Region};
use hecta::io::ReadOptions;
use hecta::io::embedded::SamplePlan;
use hecta::io::import::{import_boundary, import_plan};
use hecta::plan::{Plan, ZoneId};
use hecta::tool::options::{AreaMove, FillTo, RectangleBy, Segment};
use hecta::tool::{
    EdgeDrag, Extent, Key, MapEvent, Modifiers, Pointer, SnapKinds, SnapSettings, SnapTarget, ToolKind, ToolOptions,
};

/// How far the pointer reaches, as 10 px at 1:8 000 do.
const REACH_UM: i64 = 20 * UM_PER_M;

struct Script {
    workspace: Workspace,
    origin: GridPoint,
    legal: Option<Region>,
    modifiers: Modifiers,
    remembered: BTreeMap<String, Plan>,
}

impl Script {
    fn new() -> Self {
        let workspace = Workspace::start(None).expect("the embedded data can be read");
        let mut script = Self {
            workspace,
            origin: GridPoint::new(0, 0),
            legal: None,
            modifiers: Modifiers::default(),
            remembered: BTreeMap::new(),
        };
        script.document_changed();
        script
    }

    fn session(&self) -> &Session {
        self.workspace.session()
    }

    fn document_changed(&mut self) {
        let boundary = self.session().plan().boundary();
        self.legal = boundary.map(|b| b.outline.legal().clone());
        let bounds = self.legal.as_ref().and_then(Region::bounds);
        self.origin = bounds.map_or(GridPoint::new(0, 0), |b| b.min.rounded_to_mm());
    }

    fn place(&self, east: &str, north: &str) -> GridPoint {
        let um = |text: &str| (text.parse::<f64>().expect("a number of metres") * 1000.0).round() as i64 * 1000;
        GridPoint::new(self.origin.east + um(east), self.origin.north + um(north))
    }

    fn pointer(&mut self, pointer: Pointer, at: GridPoint) {
        let modifiers = self.modifiers;
        self.workspace.session_mut().on(MapEvent::Pointer { pointer, at, reach_um: REACH_UM, modifiers });
    }

    fn key(&mut self, word: &str) {
        let key = match word {
            "enter" => Key::Enter,
            "escape" => Key::Escape,
            "backspace" => Key::Backspace,
            "delete" => Key::Delete,
            _ => panic!("no key {word}"),
        };
        let modifiers = self.modifiers;
        self.workspace.session_mut().on(MapEvent::Key { key, modifiers });
    }

    fn zone(&self, code: &str) -> ZoneId {
        let mut zones = self.session().plan().zones();
        zones.find(|zone| zone.attributes.code == code).unwrap_or_else(|| panic!("no zone {code}")).id
    }

    fn step(&mut self, words: &[&str]) {
        match words {
            ["plan", which] => self.open(which),
            ["tool", code] => {
                let kind = ToolKind::ALL.into_iter().find(|kind| kind.code() == *code).expect("a tool");
                self.workspace.session_mut().set_tool(kind);
            }
            ["hold", keys @ ..] => {
                let held = |key| keys.contains(&key);
                self.modifiers = Modifiers { shift: held("shift"), ctrl: held("ctrl"), alt: held("alt") };
            }
            ["move", east, north] => self.pointer(Pointer::Move, self.place(east, north)),
            ["click", east, north] => {
                let at = self.place(east, north);
                [Pointer::Move, Pointer::Press, Pointer::Release].into_iter().for_each(|p| self.pointer(p, at));
            }
            ["doubleclick", east, north] => {
                let at = self.place(east, north);
                for p in [Pointer::Move, Pointer::Press, Pointer::Release, Pointer::Press, Pointer::Release, Pointer::DoubleClick]
                {
                    self.pointer(p, at);
                }
            }
            ["drag", e0, n0, "to", e1, n1] => self.drag(self.place(e0, n0), self.place(e1, n1)),
            ["stroke", east, north, rest @ ..] => {
                let start = self.place(east, north);
                [Pointer::Move, Pointer::Press].into_iter().for_each(|p| self.pointer(p, start));
                let last = self.along(start, rest);
                self.pointer(Pointer::Release, last);
            }
            ["follow", east, north, rest @ ..] => drop(self.along(self.place(east, north), rest)),
            ["type", east, north] => {
                let at = self.place(east, north);
                self.workspace.session_mut().on(MapEvent::Typed { at });
            }
            ["key", word] => self.key(word),
            ["undo"] => assert!(self.workspace.session_mut().undo(), "there is a step to undo"),
            ["redo"] => assert!(self.workspace.session_mut().redo(), "there is a step to redo"),
            ["undo", "all"] => while self.workspace.session_mut().undo() {},
            ["redo", "all"] => while self.workspace.session_mut().redo() {},
            ["option", option, value] => self.option(option, value),
            ["mode", mode] => {
                let draw_mode = if *mode == "take" { DrawMode::Take } else { DrawMode::Yield };
                self.set_options(|options| options.draw_mode = draw_mode);
            }
            ["press", east, north] => self.pointer(Pointer::Press, self.place(east, north)),
            ["release", east, north] => self.pointer(Pointer::Release, self.place(east, north)),
            ["vacated", who] => {
                let vacated = if *who == "neighbours" { Vacated::Neighbours } else { Vacated::Unallocated };
                self.set_options(|options| options.vacated = vacated);
            }
            ["radius", metres] => {
                let radius_m: f64 = metres.parse().expect("metres");
                self.set_options(|options| options.corner_radius_um = (radius_m * 1e6).round() as i64);
            }
            ["select", codes @ ..] => {
                let zones: Vec<ZoneId> = codes.iter().map(|code| self.zone(code)).collect();
                self.workspace.session_mut().select(zones);
            }
            ["explode", code] => self.perform(&Command::ExplodeZones { zones: vec![self.zone(code)] }),
            ["simplify", metres] => {
                let tolerance_um = (metres.parse::<f64>().expect("metres") * 1e6).round() as i64;
                self.perform(&Command::SimplifyBorders { zones: Vec::new(), tolerance_um });
            }
            ["edge-drag", way] => {
                let edge_drag = match *way {
                    "parallel" => EdgeDrag::Parallel,
                    "slide" => EdgeDrag::Slide,
                    _ => EdgeDrag::Insert,
                };
                self.set_options(|options| options.edge_drag = edge_drag);
            }
            // for scripts about other things: corners and borders are targets, and there is no wall
            ["snap", "plain"] => self.set_snaps(|snaps| {
                snaps.kinds = SnapKinds::only(&[SnapTarget::Vertex, SnapTarget::Border]);
                snaps.wall = false;
            }),
            ["snap", state] => self.workspace.session_mut().set_snapping(*state == "on"),
            ["wall", state] => self.set_snaps(|snaps| snaps.wall = *state == "on"),
            ["lock", code] => self.set_attributes(code, |attributes| attributes.locked = true),
            ["unlock", code] => self.set_attributes(code, |attributes| attributes.locked = false),
            ["rename", code, name @ ..] => self.set_attributes(code, |attributes| attributes.name_vi = name.join(" ")),
            ["target", code, ha] => {
                let target = ExactArea::from_ha(ha.parse().expect("hectares"));
                self.set_attributes(code, |attributes| attributes.target = Some(target));
            }
            ["fill", "gap", "with", code] => {
                let at = self.session().findings().of_rule(Rule::Gap).next().and_then(|f| f.at).expect("a gap");
                self.perform(&Command::Allocate { at, to: self.zone(code) });
            }
            ["settle", "overlap"] => {
                let overlap = self.session().plan().faults().overlaps.first().expect("an overlap").clone();
                self.perform(&Command::ResolveOverlap { keep: overlap.a, from: overlap.b });
            }
            ["clip", code] => self.perform(&Command::ClipToBoundary { zone: self.zone(code) }),
            ["merge", from, "into", into] => {
                self.perform(&Command::MergeZones { into: self.zone(into), from: vec![self.zone(from)] });
            }
            ["remember", name] => drop(self.remembered.insert((*name).to_owned(), self.session().plan().clone())),
            ["same", "as", name] => assert_eq!(*self.session().plan(), self.remembered[*name], "the document is as it was"),
            ["expect", what @ ..] => self.expect(what),
            _ => assert!(self.look(words) || self.aim(words) || self.make_up(words), "no such verb"),
        }
    }

    fn open(&mut self, which: &str) {
        match which {
            "empty" => self.workspace.new_plan(),
            "sample" => self.workspace.open_sample(SamplePlan::Finished),
            "unfinished" => self.workspace.open_sample(SamplePlan::Unfinished),
            folder => {
                let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder);
                let options = ReadOptions::default();
                let boundary = import_boundary(&folder.join("boundary.geojson"), options).expect("a boundary");
                let zones = import_plan(&folder.join("zones.geojson"), options, Some(boundary), None).expect("zones");
                self.workspace.session_mut().replace(zones.plan);
            }
        }
        self.document_changed();
    }

    fn drag(&mut self, from: GridPoint, to: GridPoint) {
        self.pointer(Pointer::Move, from);
        self.pointer(Pointer::Press, from);
        for step in 1..=10 {
            let part = |a: i64, b: i64| a + (b - a) * step / 10;
            self.pointer(Pointer::Move, GridPoint::new(part(from.east, to.east), part(from.north, to.north)));
            self.assert_adds_up();
        }
        self.pointer(Pointer::Release, to);
    }

    /// Moves the pointer from place to place in small steps; where it ends up.
    fn along(&mut self, start: GridPoint, places: &[&str]) -> GridPoint {
        let mut from = start;
        for place in places.chunks(2) {
            let to = self.place(place[0], place[1]);
            for step in 1..=20 {
                let part = |a: i64, b: i64| a + (b - a) * step / 20;
                self.pointer(Pointer::Move, GridPoint::new(part(from.east, to.east), part(from.north, to.north)));
            }
            self.assert_adds_up();
            from = to;
        }
        from
    }

    fn option(&mut self, option: &str, value: &str) {
        self.set_options(|options| match (option, value) {
            ("rectangle", "side") => options.rectangle_by = RectangleBy::Side,
            ("rectangle", "diagonal") => options.rectangle_by = RectangleBy::Diagonal,
            ("fill", "new") => options.fill_to = FillTo::NewZone,
            ("fill", "selected") => options.fill_to = FillTo::Selected,
            ("segment", "arc") => options.segment = Segment::Arc,
            ("area-move", way) => {
                options.area_move = match way {
                    "slide" => AreaMove::Slide,
                    "swing" => AreaMove::Swing,
                    "along" => AreaMove::Along,
                    _ => AreaMove::Offset,
                }
            }
            ("sides", "perpendicular") => options.sides = Sides::Perpendicular,
            ("sides", "along") => options.sides = Sides::AlongNeighbours,
            ("segment", "straight") => options.segment = Segment::Straight,
            ("tolerance", metres) => {
                let metres: f64 = metres.parse().expect("metres");
                options.simplify_tolerance_um = (metres * UM_PER_M as f64).round() as i64;
            }
            _ => panic!("no such option"),
        });
    }

    fn set_options(&mut self, change: impl FnOnce(&mut ToolOptions)) {
        let mut options = *self.session().options();
        change(&mut options);
        self.workspace.session_mut().set_options(options);
    }

    fn set_snaps(&mut self, change: impl FnOnce(&mut SnapSettings)) {
        let mut snaps = self.session().snaps();
        change(&mut snaps);
        self.workspace.session_mut().set_snaps(snaps);
    }

    fn perform(&mut self, command: &Command) {
        self.workspace.session_mut().perform(command).expect("the command is accepted");
    }

    fn set_attributes(&mut self, code: &str, change: impl FnOnce(&mut hecta::plan::ZoneAttributes)) {
        let zone = self.zone(code);
        let mut attributes = self.session().plan().zone(zone).expect("it exists").attributes.clone();
        change(&mut attributes);
        self.perform(&Command::SetAttributes { zone, attributes: Box::new(attributes) });
    }

    fn expect(&self, what: &[&str]) {
        let session = self.session();
        let ledger = session.ledger();
        let near = |area: ExactArea, ha: &str| {
            let expected: f64 = ha.parse().expect("hectares");
            assert!((area.ha() - expected).abs() < 0.000_05, "{} ha, expected {expected} ha", area.ha());
        };
        match what {
            ["zones", count] => assert_eq!(session.plan().zones().len().to_string(), *count),
            ["selected", codes @ ..] => {
                let selected: Vec<_> = session
                    .selection()
                    .iter()
                    .filter_map(|id| session.plan().zone(*id))
                    .map(|z| z.attributes.code.as_str())
                    .collect();
                assert_eq!(selected, codes);
            }
            ["verdict", id] => assert_eq!(session.judgement().verdict.id(), *id),
            ["findings", rule, count] => {
                let rule = Rule::from_id(rule).expect("a rule");
                assert_eq!(session.findings().of_rule(rule).count().to_string(), *count);
            }
            ["area", code, ha] => near(session.plan().zone(self.zone(code)).expect("it exists").area, ha),
            ["area", code, "above", ha] => {
                let area = session.plan().zone(self.zone(code)).expect("it exists").area;
                assert!(area > ExactArea::from_ha(ha.parse().expect("hectares")), "{} ha", area.ha());
            }
            ["residual", ha] => near(ledger.residual(), ha),
            ["unallocated", ha] => near(ledger.unallocated, ha),
            ["preview"] => assert!(session.has_preview(), "a gesture is shown"),
            ["no", "preview"] => assert!(!session.has_preview(), "no gesture is shown"),
            ["refused", code] => assert_eq!(session.refused().map(|r| r.refusal.code()), Some(*code)),
            ["told", id] => assert_eq!(session.told(), Some(*id)),
            ["hint", id] => assert_eq!(session.tool().hint(), *id),
            ["step", code] => assert_eq!(session.history().next_undo().map(|step| step.code), Some(*code)),
            ["vertices", count] => {
                let selected = session.tool().selected_vertices().expect("the vertices tool");
                assert_eq!(selected.len().to_string(), *count);
            }
            ["vertex", east, north] => {
                let at = self.place(east, north);
                let nearest = session.plan().index().nearest_vertex(at, f64::INFINITY).expect("a vertex");
                assert!(nearest.distance_m(at) < 0.000_6, "the nearest vertex is {} m away", nearest.distance_m(at));
            }
            ["turned", degrees] => {
                let Some(Extent::Angle(angle)) = session.tool().extent() else { panic!("nothing is turned") };
                assert!((angle - degrees.parse::<f64>().expect("degrees")).abs() < 1e-3, "{angle}°");
            }
            ["scaled", by] => {
                let Some(Extent::Factor(factor)) = session.tool().extent() else { panic!("nothing is scaled") };
                assert!((factor - by.parse::<f64>().expect("a factor")).abs() < 1e-6, "×{factor}");
            }
            ["ghost", count] => {
                assert_eq!(session.tool().ghost_handles().len().to_string(), *count);
                assert!(session.refused().is_some(), "and why it was refused is said");
            }
            ["no", "ghost"] => assert!(session.tool().ghost_handles().is_empty() && session.refused().is_none()),
            ["marks", count] => assert_eq!(session.tool().marks().len().to_string(), *count),
            ["vertices", code, count] => {
                let vertices = session.plan().zone(self.zone(code)).expect("it exists").region.vertex_count();
                assert_eq!(vertices.to_string(), *count);
            }
            ["vertices", code, "above", count] => {
                let vertices = session.plan().zone(self.zone(code)).expect("it exists").region.vertex_count();
                assert!(vertices > count.parse().expect("a number"), "{vertices} vertices");
            }
            ["corners", count] => assert_eq!(session.tool().sketch().len().to_string(), *count),
            _ => assert!(
                self.expect_looked(what) || self.expect_aimed(what) || self.expect_made_up(what),
                "nothing such can be expected"
            ),
        }
    }

    /// The invariants, on what is shown: committed or previewed.
    fn assert_adds_up(&self) {
        invariants::assert_invariants(self.session(), self.legal.as_ref());
    }
}

fn run(path: &Path) {
    let text = std::fs::read_to_string(path).expect("a script");
    let mut script = Script::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default();
        let words: Vec<_> = line.split_whitespace().collect();
        if words.is_empty() {
            continue;
        }
        println!("{}:{}: {}", path.display(), number + 1, line.trim());
        script.step(&words);
        script.assert_adds_up();
    }
}

#[test]
fn every_script_adds_up_at_every_step() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut scripts: Vec<_> = std::fs::read_dir(folder)
        .expect("the scripts are there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    scripts.sort();
    assert!(scripts.len() >= 8, "{} scripts", scripts.len());
    scripts.iter().for_each(|script| run(script));
}
