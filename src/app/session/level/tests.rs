use crate::app::{Session, Workspace};
use crate::edit::{Command, DrawMode};
use crate::geometry::{GridPoint, Ring};
use crate::plan::{Ledger, PlanLevel, ZoneId};

fn middle_of(session: &Session, zone: ZoneId) -> Ring {
    let region = &session.plan().zone(zone).expect("it exists").region;
    let at = region.vertices().next().expect("it has corners");
    let reach = 200_000_000;
    let corner = |east: i64, north: i64| GridPoint::new(at.east + east * reach, at.north + north * reach);
    vec![corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]
}

fn assert_figures(session: &Session) {
    let communes = &session.communes().until2025;
    assert_eq!(*session.ledger(), Ledger::of(session.plan(), communes));
    assert_eq!(*session.document_ledger(), Ledger::of(session.document(), communes));
    if let (Some(zone), Some(plots)) = (session.entered_zone(), session.entered_zone().and_then(|z| session.document().plots(z)))
    {
        assert!(session.plan().zones().eq(plots.zones()), "what is shown are the plots of the zone");
        assert_eq!(session.plan().approval().area, session.document().zone(zone).expect("it exists").area);
    }
}

#[test]
fn plots_are_drawn_undone_and_left_like_zones() {
    let mut workspace = Workspace::start(None).expect("the embedded data can be read");
    let session = workspace.session_mut();
    let (park, zone) = (session.plan().clone(), session.plan().order()[1]);
    let land = middle_of(session, zone);
    assert!(!session.enter_zone(ZoneId(999)) && session.entered_zone().is_none());
    assert!(session.enter_zone(zone));
    assert_eq!((session.plan().level(), session.plan().zones().len()), (PlanLevel::Zone, 0));
    let attributes = Box::new(session.next_attributes());
    let draw = Command::DrawZone { sketch: vec![land], mode: DrawMode::Yield, attributes };
    session.propose(|_, _| Ok::<_, ()>(draw.clone())).expect("a command");
    assert!(session.has_preview() && session.document() == &park, "a preview among plots leaves the document alone");
    session.perform(&draw).expect("there is free land");
    assert_figures(session);
    let plot = session.plan().zones().next().expect("drawn").clone();
    assert!(plot.attributes.code.ends_with("-01") && session.selected_zone() == Some(plot.id));
    assert_eq!(session.document().plots(zone).map(|plots| plots.zones().len()), Some(1));
    let step = session.history().next_undo().expect("a step");
    assert!(step.code == "draw-zone" && step.subject.contains('›'), "{}", step.subject);
    assert!(session.undo() && session.document() == &park && session.entered_zone() == Some(zone));
    assert_figures(session);
    assert!(session.redo());
    assert_figures(session);
    assert!(session.leave_zone() && !session.leave_zone());
    assert_eq!((session.selected_zone(), session.plan().level()), (Some(zone), PlanLevel::Park));
    assert_figures(session);
}

#[test]
fn commands_of_the_park_reach_it_from_among_plots_and_undo_finds_the_way_out() {
    let mut workspace = Workspace::start(None).expect("the embedded data can be read");
    let session = workspace.session_mut();
    let zone = session.plan().order()[0];
    session.perform(&Command::MergeZones { into: session.plan().order()[1], from: vec![zone] }).expect("unlocked");
    session.undo();
    assert!(session.enter_zone(zone));
    session.perform(&Command::SetTitle { title: "new".into() }).expect("allowed");
    assert!(session.document().title() == "new" && session.entered_zone() == Some(zone));
    session.undo();
    session.leave_zone();
    session.perform(&Command::SetTitle { title: "other".into() }).expect("allowed");
    session.perform(&Command::FillZone { at: GridPoint::new(0, 0), attributes: Box::default() }).expect_err("outside");
    let new = {
        let line: Vec<GridPoint> = session
            .plan()
            .zone(zone)
            .and_then(|z| z.region.bounds())
            .map(|b| vec![b.grown(1_000_000).min, b.grown(1_000_000).max])
            .expect("it has land");
        session.perform(&Command::SplitZones { zones: vec![zone], line }).expect("it cuts");
        session.plan().order().last().copied().expect("zones")
    };
    assert!(session.enter_zone(new) && session.undo());
    assert!(session.entered_zone().is_none(), "a zone that is undone cannot be stayed in");
    assert_figures(session);
}
