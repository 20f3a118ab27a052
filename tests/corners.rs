//! Corner tables both ways: what is copied is read back corner by corner, and after every accepted edit the plan adds up.

use hecta::app::corners::{
    Axis, CannotTake, CellFault, CornerSubject, CornerTable, Destination, Note, PastedCorners, command_for, in_cadastral_order,
    table_as_text,
};
use hecta::app::{Language, Texts, Workspace};
use hecta::edit::{Command, Refusal};
use hecta::geometry::{ExactArea, GridPoint, Ring};
use hecta::plan::{Plan, ZoneAttributes};

fn workspace() -> Workspace {
    Workspace::start(None).expect("the embedded data can be read")
}

fn subjects(plan: &Plan) -> Vec<CornerSubject> {
    let zones = plan.zones().map(|zone| CornerSubject::Zone(zone.id));
    std::iter::once(CornerSubject::Boundary).chain(zones).collect()
}

fn rings_of(table: &CornerTable) -> Vec<Ring> {
    table.rings.iter().map(|ring| table.ring_corners(*ring).iter().map(|corner| corner.at).collect()).collect()
}

#[test]
fn a_copied_table_is_read_back_corner_by_corner() {
    let workspace = workspace();
    let plan = workspace.session().plan();
    for texts in Language::ALL.map(Texts::new) {
        for subject in subjects(plan) {
            let table = CornerTable::of(plan, subject).expect("the plan has it");
            let text = table_as_text(&table, plan, &texts);
            let read = PastedCorners::of(&text);
            assert_eq!(read.faults, [], "{text}");
            assert_eq!(read.points(), rings_of(&table), "{text}");
            assert!(read.notes.contains(&Note::SidesAgree { count: table.corners.len() }), "{:?}", read.notes);
            let same = command_for(plan, &read.points(), Destination::Corners(subject), &ZoneAttributes::default());
            let locked = subject == CornerSubject::Boundary;
            assert_eq!(same, Err(if locked { CannotTake::BoundaryLocked } else { CannotTake::Unchanged }));
        }
    }
}

#[test]
fn numbering_begins_in_the_north_west_and_runs_clockwise() {
    let workspace = workspace();
    let plan = workspace.session().plan();
    for subject in subjects(plan) {
        let table = CornerTable::of(plan, subject).expect("the plan has it");
        let region = subject.region(plan).expect("the plan has it");
        assert_eq!((table.area, table.corners.len()), (region.area(), region.vertex_count()));
        let sides: f64 = table.corners.iter().map(|corner| corner.side_m).sum();
        assert!((sides - table.perimeter_m).abs() < 1e-6);
        for (ring, points) in table.rings.iter().zip(rings_of(&table)) {
            let corners = table.ring_corners(*ring);
            let key = |at: GridPoint| (at.north - at.east, at.north);
            assert!(corners.iter().all(|corner| key(corner.at) <= key(corners[0].at)));
            assert!(hecta::geometry::area::signed_ring_area(&points) < ExactArea::ZERO, "clockwise");
            let reversed: Ring = points.iter().rev().copied().collect();
            assert_eq!(in_cadastral_order(&reversed), points);
        }
        let numbers: Vec<usize> = table.corners.iter().map(|corner| corner.number).collect();
        assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
    }
}

/// A corner that no zone but these share and that is not on the boundary.
fn inner_corner(plan: &Plan) -> (CornerTable, usize) {
    let on_boundary = |at: GridPoint| plan.boundary().is_some_and(|b| b.outline.noded().vertices().any(|v| v == at));
    plan.zones()
        .filter_map(|zone| CornerTable::of(plan, CornerSubject::Zone(zone.id)))
        .find_map(|table| {
            let index = table.corners.iter().position(|c| c.is_on_mm() && !on_boundary(c.at))?;
            Some((table, index))
        })
        .expect("a corner inside the park")
}

#[test]
fn a_typed_coordinate_moves_the_corner_in_all_its_zones() {
    let mut workspace = workspace();
    let session = workspace.session_mut();
    let before = session.plan().clone();
    let (table, index) = inner_corner(session.plan());
    let from = table.corners[index].at;
    let owners = session.plan().index().owners_of_vertex(from);
    assert!(owners.len() > 1, "it is shared");
    let to = GridPoint::new(from.east, from.north + 1_250_000);
    let typed = format!("{},{:03}", to.north / 1_000_000, to.north / 1000 % 1000);
    let command = table.typed(index, Axis::North, &typed).expect("a coordinate").expect("another one");
    assert_eq!(command, Command::MoveVertices { moves: vec![(from, to)] });
    session.perform(&command).expect("the corner may move");
    assert_eq!(session.plan().index().owners_of_vertex(to), owners);
    assert!(session.plan().adds_up() && session.ledger().unallocated == ExactArea::ZERO);
    session.undo();
    assert!(*session.plan() == before);
}

#[test]
fn what_is_typed_wrong_is_refused_and_what_is_the_same_does_nothing() {
    let workspace = workspace();
    let (table, index) = inner_corner(workspace.session().plan());
    let at = table.corners[index].at;
    let shown = format!("{}.{:03}", at.north / 1_000_000, at.north / 1000 % 1000);
    assert_eq!(table.typed(index, Axis::North, &shown), Ok(None));
    assert_eq!(table.typed(index, Axis::North, "mười"), Err(CellFault::NotAFigure));
    assert_eq!(table.typed(index, Axis::North, "616580"), Err(CellFault::OutOfRange));
    assert_eq!(table.typed(index, Axis::East, "2271903,4"), Err(CellFault::OutOfRange));
    assert_eq!(table.typed(usize::MAX, Axis::East, "616580"), Ok(None));
}

#[test]
fn corners_of_the_boundary_move_only_when_it_is_unlocked() {
    let mut workspace = workspace();
    let session = workspace.session_mut();
    let table = CornerTable::of(session.plan(), CornerSubject::Boundary).expect("a boundary");
    let from = table.corners[5].at;
    let to = GridPoint::new(from.east + 500_000, from.north - 250_000);
    let moves = Command::MoveVertices { moves: vec![(from, to)] };
    assert_eq!(session.perform(&moves), Err(Refusal::LegalCorner { at: from }));
    session.perform(&Command::SetBoundaryLocked { locked: false }).expect("it can be unlocked");
    session.perform(&moves).expect("the corner may move");
    assert!(session.plan().adds_up());
    let outline = &session.plan().boundary().expect("a boundary").outline;
    assert!(outline.is_legal_corner(to) && !outline.is_legal_corner(from));
}

#[test]
fn a_pasted_table_moves_the_corners_that_differ() {
    let mut workspace = workspace();
    let session = workspace.session_mut();
    let texts = Texts::new(Language::Vietnamese);
    let (table, index) = inner_corner(session.plan());
    let from = table.corners[index].at;
    let to = GridPoint::new(from.east - 700_000, from.north + 300_000);
    let figures = |at: GridPoint| {
        let written = |um: i64| format!("{},{:03}", um / 1_000_000, um / 1000 % 1000);
        format!("{}\t{}", written(at.north), written(at.east))
    };
    let text = table_as_text(&table, session.plan(), &texts);
    let edited = text.replace(&figures(from), &figures(to));
    assert_ne!(text, edited);
    // from another corner on, the other way round, as other programs write it
    let rows: Vec<&str> = edited.lines().filter(|line| line.starts_with("1\t")).collect();
    let mut turned: Vec<&str> = rows[3..rows.len() - 1].iter().chain(&rows[..3]).copied().collect();
    turned.reverse();
    let pasted = PastedCorners::of(&turned.join("\n"));
    assert_eq!(pasted.faults, []);
    let destination = Destination::Corners(table.subject);
    let command = command_for(session.plan(), &pasted.points(), destination, &ZoneAttributes::default());
    assert_eq!(command, Ok(Command::MoveVertices { moves: vec![(from, to)] }));
    session.perform(&command.expect("a command")).expect("the corner may move");
    assert!(session.plan().adds_up());
    let fewer = vec![pasted.points()[0][1..].to_vec()];
    let count = fewer[0].len();
    let refused = command_for(session.plan(), &fewer, destination, &ZoneAttributes::default());
    assert_eq!(refused, Err(CannotTake::CornerCount { has: count + 1, given: count }));
}

#[test]
fn pasted_rings_become_a_zone_with_its_holes() {
    let mut workspace = workspace();
    workspace.new_plan();
    let session = workspace.session_mut();
    let middle = session.plan().bounds().expect("a boundary").centre().rounded_to_mm();
    let square = |half_m: i64| -> Ring {
        let h = half_m * 1_000_000;
        [(-h, -h), (h, -h), (h, h), (-h, h)].map(|(e, n)| GridPoint::new(middle.east + e, middle.north + n)).to_vec()
    };
    // both rings run the same way round: the inner one is a hole all the same
    let rings = [square(100), square(40)];
    let command = command_for(session.plan(), &rings, Destination::NewZone, &ZoneAttributes::default()).expect("a command");
    session.perform(&command).expect("there is room");
    let zone = session.plan().zones().next().expect("a zone");
    assert_eq!(zone.area, ExactArea::from_m2(200.0 * 200.0 - 80.0 * 80.0));
    assert_eq!(zone.region.polygons()[0].holes.len(), 1);
    assert!(session.plan().adds_up());
}

#[test]
fn a_pasted_boundary_takes_the_place_of_an_unlocked_one() {
    let mut workspace = workspace();
    let session = workspace.session_mut();
    let rings = rings_of(&CornerTable::of(session.plan(), CornerSubject::Boundary).expect("a boundary"));
    let make = |plan: &Plan| command_for(plan, &rings, Destination::NewBoundary, &ZoneAttributes::default());
    assert_eq!(make(session.plan()), Err(CannotTake::BoundaryLocked));
    session.perform(&Command::SetBoundaryLocked { locked: false }).expect("it can be unlocked");
    let command = make(session.plan()).expect("a command");
    session.perform(&command).expect("a boundary");
    let boundary = session.plan().boundary().expect("a boundary");
    assert!(!boundary.synthetic && !boundary.locked);
    assert!(session.plan().adds_up());
}

/// A newly measured boundary: every corner is elsewhere, by a few centimetres and not all by the same.
#[test]
fn all_corners_of_the_boundary_move_at_once() {
    let mut workspace = workspace();
    let session = workspace.session_mut();
    session.perform(&Command::SetBoundaryLocked { locked: false }).expect("it can be unlocked");
    let rings = rings_of(&CornerTable::of(session.plan(), CornerSubject::Boundary).expect("a boundary"));
    let measured: Vec<Ring> = rings
        .iter()
        .map(|ring| {
            let off = |at: usize| GridPoint::from_mm(120 + 7 * (at as i64 % 5), -80 + 11 * (at as i64 % 3));
            (0..).zip(ring).map(|(at, p)| GridPoint::new(p.east + off(at).east, p.north + off(at).north)).collect()
        })
        .collect();
    let destination = Destination::Corners(CornerSubject::Boundary);
    let command = command_for(session.plan(), &measured, destination, &ZoneAttributes::default()).expect("a command");
    let zones = session.plan().zones().len();
    session.perform(&command).expect("all corners may move");
    assert!(session.plan().adds_up() && session.plan().zones().len() == zones);
    let table = CornerTable::of(session.plan(), CornerSubject::Boundary).expect("a boundary");
    let mut now: Vec<GridPoint> = table.corners.iter().map(|corner| corner.at).collect();
    let mut expected: Vec<GridPoint> = measured.concat();
    now.sort_unstable();
    expected.sort_unstable();
    assert_eq!(now, expected);
    assert_eq!(session.ledger().unallocated, ExactArea::ZERO, "the zones went along");
}

/// Every corner of every zone and of the unlocked boundary is given another coordinate through its cell; whatever is refused leaves
/// everything as it was, and after whatever is accepted the plan adds up.
#[test]
fn after_every_accepted_edit_the_plan_adds_up() {
    let mut workspace = workspace();
    let session = workspace.session_mut();
    session.perform(&Command::SetBoundaryLocked { locked: false }).expect("it can be unlocked");
    let start = session.plan().clone();
    let mut accepted = 0;
    for subject in subjects(&start) {
        let count = CornerTable::of(&start, subject).expect("the plan has it").corners.len();
        for index in 0..count {
            let Some(table) = CornerTable::of(session.plan(), subject) else { continue };
            let Some(corner) = table.corners.get(index) else { continue };
            let (axis, um) = if index % 2 == 0 { (Axis::North, corner.at.north) } else { (Axis::East, corner.at.east) };
            let um = um + [700_000, -450_000, 12_000_000][index % 3];
            let typed = format!("{}.{:03}", um / 1_000_000, um / 1000 % 1000);
            let command = table.typed(index, axis, &typed).expect("a coordinate").expect("another one");
            let before = session.plan().clone();
            match session.perform(&command) {
                Ok(()) => accepted += 1,
                Err(_) => assert!(*session.plan() == before),
            }
            assert!(session.plan().adds_up(), "{subject:?} corner {}", corner.number);
        }
    }
    assert!(accepted > 100, "{accepted} edits were accepted");
    while session.history().next_undo().is_some_and(|step| step.code != "unlock-boundary") {
        assert!(session.undo());
    }
    assert!(*session.plan() == start, "everything can be taken back");
}
