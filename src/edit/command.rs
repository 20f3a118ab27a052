//! The commands, and the one door through which they change a plan.

use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use super::repair::Mend;
use super::{course, divide, draw, place, plots, proof, repair, reshape, transfer};
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::similarity::SimilarityKind;
use crate::geometry::{GridPoint, Ring, Similarity};
use crate::plan::plan::NextState;
use crate::plan::{Approval, Boundary, Face, LayerSettings, Plan, PlanDiff, PlanSettings, ZoneAttributes, ZoneId};

/// Whose land a drawn zone gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DrawMode {
    /// Only land no zone claims: the new zone yields to existing ones.
    #[default]
    Yield,
    /// Also the land of unlocked zones it covers.
    Take,
}

impl DrawMode {
    /// The mode in which land of others is taken, or not.
    pub const fn taking(takes: bool) -> Self {
        if takes { Self::Take } else { Self::Yield }
    }
}

/// Who gets the land that a moved zone leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vacated {
    /// Nobody: it becomes unallocated.
    #[default]
    Unallocated,
    /// Each piece goes to the unlocked zone with the longest border on it, if there is one.
    Neighbours,
}

/// A change of a plan.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Makes a zone of the land inside closed rings, as far as boundary, locked zones and `mode` allow.
    DrawZone {
        /// Closed rings; self-crossing ones enclose what they wind around.
        sketch: Vec<Ring>,
        /// Whose land it gets.
        mode: DrawMode,
        /// What the planner writes about it.
        attributes: Box<ZoneAttributes>,
    },
    /// Gives the connected unallocated land around a point to a zone.
    Allocate {
        /// A point inside the land.
        at: GridPoint,
        /// Who gets it.
        to: ZoneId,
    },
    /// Makes a zone of the connected unallocated land around a point.
    FillZone {
        /// A point inside the land.
        at: GridPoint,
        /// What the planner writes about it.
        attributes: Box<ZoneAttributes>,
    },
    /// Makes a zone of the unallocated land on one side of a line that cuts it, against its neighbours.
    CompleteZone {
        /// The missing side, open.
        line: Vec<GridPoint>,
        /// Whether the larger side is meant rather than the smaller.
        other_side: bool,
        /// What the planner writes about it.
        attributes: Box<ZoneAttributes>,
    },
    /// Takes the land inside closed rings from zones; it becomes unallocated.
    CutOut {
        /// Which zones; none for all unlocked ones.
        zones: Vec<ZoneId>,
        /// Closed rings.
        sketch: Vec<Ring>,
    },
    /// Gives land inside closed rings from some faces to another.
    TransferLand {
        /// Closed rings.
        sketch: Vec<Ring>,
        /// Whose land; none for all other unlocked faces.
        from: Vec<Face>,
        /// Who gets it.
        to: Face,
    },
    /// Does commands one after the other, all or none, as one step.
    Several {
        /// Name of the kind of step, see [`Command::code`].
        code: &'static str,
        /// The commands; each acts on what the former left.
        commands: Vec<Self>,
    },
    /// Carries a command out among the plots of a zone.
    OnPlots {
        /// The zone.
        zone: ZoneId,
        /// What happens there; its zones are the plots.
        command: Box<Self>,
    },
    /// Makes every part of zones a zone of its own; the largest part of each stays the zone.
    ExplodeZones {
        /// Which.
        zones: Vec<ZoneId>,
    },
    /// Moves, turns or scales zones over the others.
    PlaceZones {
        /// Which.
        zones: Vec<ZoneId>,
        /// Where every point goes.
        by: Similarity,
        /// Whether they take the land of unlocked zones they come to lie on, or yield to them.
        mode: DrawMode,
        /// Who gets the land they leave.
        vacated: Vacated,
    },
    /// Makes the border between two vertices of one ring straight.
    Straighten {
        /// One end.
        from: GridPoint,
        /// The other end.
        to: GridPoint,
    },
    /// Drops vertices of borders as far as their course stays within a tolerance.
    SimplifyBorders {
        /// Whose borders; none for all unlocked zones.
        zones: Vec<ZoneId>,
        /// How far a border may depart from its course, µm.
        tolerance_um: i64,
    },
    /// Rounds corners of borders.
    RoundCorners {
        /// Vertices where just two borders meet.
        at: Vec<GridPoint>,
        /// Radius of the arcs, µm.
        radius_um: i64,
    },
    /// Removes zones; their land becomes unallocated.
    DeleteZones {
        /// Which.
        zones: Vec<ZoneId>,
    },
    /// Gives all land of other zones to one and removes them.
    MergeZones {
        /// The zone that stays.
        into: ZoneId,
        /// The zones that go.
        from: Vec<ZoneId>,
    },
    /// Cuts zones along a line; the largest piece of each stays the zone, the others become zones like it.
    SplitZones {
        /// Which zones; none for all that the line cuts.
        zones: Vec<ZoneId>,
        /// The line, open.
        line: Vec<GridPoint>,
    },
    /// Gives a zone a new course where the line leaves and meets its border again.
    Reshape {
        /// The zone.
        zone: ZoneId,
        /// The line, open.
        line: Vec<GridPoint>,
    },
    /// Writes the attributes of a zone.
    SetAttributes {
        /// Which zone.
        zone: ZoneId,
        /// All its attributes.
        attributes: Box<ZoneAttributes>,
    },
    /// Puts the zones into another order.
    ReorderZones {
        /// All ids in the new order.
        order: Vec<ZoneId>,
    },
    /// Moves vertices, in every zone that has them. A node on the boundary slides along its line.
    MoveVertices {
        /// From where to where.
        moves: Vec<(GridPoint, GridPoint)>,
    },
    /// Puts a vertex into a border, in both zones that share it, and moves it to `at`.
    InsertVertex {
        /// The border, in either direction.
        edge: DirectedEdge,
        /// Where the vertex goes.
        at: GridPoint,
    },
    /// Drops vertices where two borders meet in a line or bend.
    DeleteVertices {
        /// Which.
        at: Vec<GridPoint>,
    },
    /// Settles an overlap: `from` gives the land both claim to `keep`.
    ResolveOverlap {
        /// Keeps the land.
        keep: ZoneId,
        /// Gives it up.
        from: ZoneId,
    },
    /// Cuts off what a zone has beyond the boundary.
    ClipToBoundary {
        /// Which zone.
        zone: ZoneId,
    },
    /// Mends what an imported zone or gap has wrong.
    Mend(Mend),
    /// Changes the figure to reconcile to.
    SetApproval {
        /// The new figure and decision.
        approval: Approval,
    },
    /// Changes the title.
    SetTitle {
        /// The new title.
        title: String,
    },
    /// Holds the corners of the boundary, or releases them.
    SetBoundaryLocked {
        /// Whether they are held.
        locked: bool,
    },
    /// Shows and hides layers of the map, or fades them.
    SetLayers {
        /// How all layers are shown.
        layers: LayerSettings,
    },
    /// Sets tolerances, the day whose law applies and rules of the project.
    SetSettings {
        /// All settings of the checks.
        settings: PlanSettings,
    },
    /// Puts another boundary under the zones, which stay where they are.
    SetBoundary {
        /// The new boundary.
        boundary: Box<Boundary>,
    },
    /// Takes a change back, or does it again: the inverse of any command.
    Restore {
        /// What to put in place.
        diff: Box<PlanDiff>,
    },
}

impl Command {
    /// Stable name of the kind of step, the key of its text in the history.
    pub fn code(&self) -> &'static str {
        match self {
            Self::DrawZone { .. } => "draw-zone",
            Self::Allocate { .. } => "allocate",
            Self::FillZone { .. } => "fill-zone",
            Self::CompleteZone { .. } => "complete-zone",
            Self::CutOut { .. } => "cut-out",
            Self::TransferLand { .. } => "transfer-land",
            Self::Several { code, .. } => code,
            Self::OnPlots { command, .. } => command.code(),
            Self::ExplodeZones { .. } => "explode-zones",
            Self::PlaceZones { by, .. } => match by.kind() {
                SimilarityKind::Shift => "move-zones",
                SimilarityKind::Rotation => "rotate-zones",
                SimilarityKind::Scaling => "scale-zones",
            },
            Self::Straighten { .. } => "straighten",
            Self::SimplifyBorders { .. } => "simplify-borders",
            Self::RoundCorners { .. } => "round-corners",
            Self::DeleteZones { .. } => "delete-zones",
            Self::MergeZones { .. } => "merge-zones",
            Self::SplitZones { .. } => "split-zones",
            Self::Reshape { .. } => "reshape",
            Self::SetAttributes { .. } => "set-attributes",
            Self::ReorderZones { .. } => "reorder-zones",
            Self::MoveVertices { .. } => "move-vertices",
            Self::InsertVertex { .. } => "insert-vertex",
            Self::DeleteVertices { .. } => "delete-vertices",
            Self::ResolveOverlap { .. } => "resolve-overlap",
            Self::ClipToBoundary { .. } => "clip-to-boundary",
            Self::Mend(mend) => mend.code(),
            Self::SetApproval { .. } => "set-approval",
            Self::SetTitle { .. } => "set-title",
            Self::SetBoundaryLocked { locked: true } => "lock-boundary",
            Self::SetBoundaryLocked { locked: false } => "unlock-boundary",
            Self::SetLayers { .. } => "set-layers",
            Self::SetSettings { .. } => "set-settings",
            Self::SetBoundary { .. } => "set-boundary",
            Self::Restore { .. } => "restore",
        }
    }
}

/// Applies `command` and returns its inverse with what changed; on `Err` nothing changed.
pub fn apply(plan: &mut Plan, command: &Command) -> Result<(Command, PlanDiff), Refusal> {
    let diff = diff_of(plan, command)?;
    plan.commit(&diff);
    Ok((Command::Restore { diff: Box::new(diff.inverted()) }, diff))
}

/// What `command` would change, proved to keep the plan adding up; the plan itself stays as it is.
pub fn diff_of(plan: &Plan, command: &Command) -> Result<PlanDiff, Refusal> {
    Ok(plots::followed(plan, command, diff_of_zones(plan, command)?))
}

/// What `command` would change, but for the plots of zones whose land changes.
fn diff_of_zones(plan: &Plan, command: &Command) -> Result<PlanDiff, Refusal> {
    match command {
        Command::DrawZone { sketch, mode, attributes } => draw::draw_zone(plan, sketch, *mode, attributes),
        Command::Allocate { at, to } => draw::allocate(plan, *at, *to),
        Command::FillZone { at, attributes } => draw::fill_zone(plan, *at, attributes),
        Command::CompleteZone { line, other_side, attributes } => divide::complete_zone(plan, line, *other_side, attributes),
        Command::CutOut { zones, sketch } => draw::cut_out(plan, zones, sketch),
        Command::TransferLand { sketch, from, to } => transfer::transfer_land(plan, sketch, from, *to),
        Command::Several { commands, .. } => several(plan, commands),
        Command::OnPlots { zone, command } => plots::on_plots(plan, *zone, command),
        Command::ExplodeZones { zones } => divide::explode_zones(plan, zones),
        Command::PlaceZones { zones, by, mode, vacated } => place::place_zones(plan, zones, by, *mode, *vacated),
        Command::Straighten { from, to } => course::straighten(plan, *from, *to),
        Command::SimplifyBorders { zones, tolerance_um } => course::simplify_borders(plan, zones, *tolerance_um),
        Command::RoundCorners { at, radius_um } => course::round_corners(plan, at, *radius_um),
        Command::DeleteZones { zones } => draw::delete_zones(plan, zones),
        Command::MergeZones { into, from } => draw::merge_zones(plan, *into, from),
        Command::SplitZones { zones, line } => divide::split_zones(plan, zones, line),
        Command::Reshape { zone, line } => divide::reshape(plan, *zone, line),
        Command::SetAttributes { zone, attributes } => set_attributes(plan, *zone, attributes),
        Command::ReorderZones { order } => reorder(plan, order),
        Command::MoveVertices { moves } => reshape::move_vertices(plan, moves),
        Command::InsertVertex { edge, at } => reshape::insert_vertex(plan, *edge, *at),
        Command::DeleteVertices { at } => reshape::delete_vertices(plan, at),
        Command::ResolveOverlap { keep, from } => repair::resolve_overlap(plan, *keep, *from),
        Command::ClipToBoundary { zone } => repair::clip_to_boundary(plan, *zone),
        Command::Mend(mend) => repair::mend(plan, *mend),
        Command::SetApproval { approval } => {
            Ok(plan.diff_to(NextState { approval: Some(approval.clone()), ..NextState::default() }))
        }
        Command::SetTitle { title } => Ok(plan.diff_to(NextState { title: Some(title.clone()), ..NextState::default() })),
        Command::SetBoundaryLocked { locked } => set_boundary_locked(plan, *locked),
        Command::SetSettings { settings } => {
            Ok(plan.diff_to(NextState { settings: Some(settings.clone()), ..NextState::default() }))
        }
        Command::SetLayers { layers } => Ok(plan.diff_to(NextState { layers: Some(*layers), ..NextState::default() })),
        Command::SetBoundary { boundary } => proof::diff_settled(plan, Some(boundary), NextState::default()),
        Command::Restore { diff } => Ok(diff.as_ref().clone()),
    }
}

/// What commands change one after the other; the first one that is refused refuses all.
fn several(plan: &Plan, commands: &[Command]) -> Result<PlanDiff, Refusal> {
    let mut next = plan.clone();
    let diffs = commands.iter().map(|command| apply(&mut next, command).map(|(_, diff)| diff));
    Ok(PlanDiff::of_sequence(diffs.collect::<Result<Vec<_>, _>>()?))
}

fn set_attributes(plan: &Plan, id: ZoneId, attributes: &ZoneAttributes) -> Result<PlanDiff, Refusal> {
    let zone = plan.zone(id).ok_or(Refusal::NoSuchZone { zone: id })?;
    let mut next = NextState::default();
    next.zones.insert(id, Some(zone.with_attributes(attributes.clone()).into()));
    Ok(plan.diff_to(next))
}

fn set_boundary_locked(plan: &Plan, locked: bool) -> Result<PlanDiff, Refusal> {
    let boundary = plan.boundary().ok_or(Refusal::NoBoundary)?;
    let boundary = Boundary { locked, ..boundary.clone() };
    Ok(plan.diff_to(NextState { boundary: Some(boundary), ..NextState::default() }))
}

fn reorder(plan: &Plan, order: &[ZoneId]) -> Result<PlanDiff, Refusal> {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut existing = plan.order().as_ref().clone();
    existing.sort_unstable();
    if let Some(&zone) = sorted.iter().find(|id| existing.binary_search(id).is_err()) {
        return Err(Refusal::NoSuchZone { zone });
    }
    if sorted.len() != existing.len() || order.len() != sorted.len() {
        return Ok(PlanDiff::default());
    }
    Ok(plan.diff_to(NextState { order: Some(order.to_vec()), ..NextState::default() }))
}
