//! Giving a zone exactly the area it should have: a border is pointed at, and it goes where the figure wants it.

use super::ToolContext;
use super::edge::is_on_boundary;
use super::event::{Effect, Key, Live, MapEvent, Pointer};
use super::options::AreaMove;
use super::path::{Change, Path};
use super::round::TYPED_REACH_UM;
use crate::edit::Command;
use crate::edit::solve::{AreaSolution, AreaWay, BorderChain, Unsolved, border_chains, set_area};
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::grid::orientation;
use crate::geometry::noding::undirected;
use crate::geometry::{ExactArea, GridBox, GridPoint};
use crate::plan::{Face, Plan, ZoneId};

/// A border of a zone, and the part of it that would move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaBorder {
    /// Whose area is set.
    pub zone: ZoneId,
    /// Who is across the border.
    pub across: Face,
    /// The edge that was pointed at, as it runs on the zone's ring: land on the left.
    pub edge: DirectedEdge,
    /// The vertices of what would move, in the same direction; closed if it is a whole ring.
    pub course: Vec<GridPoint>,
    /// The end that stays when the edge swings.
    pub hinge: Option<GridPoint>,
}

impl AreaBorder {
    /// Whether the same part of the border of the same zone would move in the same way.
    fn is_same(&self, other: &Self) -> bool {
        self.zone == other.zone && self.course == other.course && self.hinge == other.hinge
    }
}

/// What became of the wish to set an area.
pub type AreaOutcome = Result<AreaSolution, Unsolved>;

/// How far the planner has come.
#[derive(Debug, Clone, Default)]
enum Stage {
    /// No border is chosen.
    #[default]
    Idle,
    /// A border is chosen, and the axis is drawn along which it is to move.
    Axis { border: AreaBorder, path: Box<Path> },
    /// All is known but perhaps the figure.
    Chosen { border: AreaBorder, way: AreaWay },
}

/// The tool that sets areas.
#[derive(Debug, Clone, Default)]
pub struct SetAreaTool {
    hot: Option<AreaBorder>,
    stage: Stage,
    /// The figure that was asked for and what came of it.
    outcome: Option<(ExactArea, AreaOutcome)>,
}

impl SetAreaTool {
    /// Takes an event.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        if let Stage::Axis { border, path } = &mut self.stage {
            let change = path.on(event, context);
            let (border, axis) = (border.clone(), path.line().to_vec());
            return self.draw_axis(change, border, axis, context);
        }
        match *event {
            MapEvent::Pointer { pointer, at, reach_um, .. } => match pointer {
                Pointer::Move => {
                    self.hot = border_at(context, at, reach_um as f64, self.hot.take());
                    self.follow(context)
                }
                Pointer::Press => {
                    self.hot = border_at(context, at, reach_um as f64, self.hot.take());
                    self.press(context)
                }
                Pointer::Leave => {
                    self.hot = None;
                    Vec::new()
                }
                Pointer::Release | Pointer::DoubleClick => Vec::new(),
            },
            MapEvent::Typed { at } => {
                self.hot = border_at(context, at, TYPED_REACH_UM, None);
                self.press(context)
            }
            MapEvent::Key { key: Key::Enter, .. } => self.commit(context),
            MapEvent::Key { key: Key::Escape | Key::Backspace, .. } => self.drop_choice(),
            MapEvent::Key { key: Key::Delete, .. } => Vec::new(),
        }
    }

    fn press(&mut self, context: &ToolContext<'_>) -> Vec<Effect> {
        let Some(hot) = self.hot.clone() else { return self.commit(context) };
        if self.border().is_some_and(|border| border.is_same(&hot)) {
            return self.commit(context);
        }
        if is_on_boundary(context.plan, hot.edge) {
            return vec![Effect::Tell("refusal-boundary-border")];
        }
        self.outcome = None;
        let (edge, sides) = (hot.edge, context.options.sides);
        let way = match context.options.area_move {
            AreaMove::Slide => AreaWay::Slide { edge, sides },
            AreaMove::Swing => AreaWay::Swing { edge, hinge: hot.hinge.unwrap_or(edge.0) },
            AreaMove::Offset => AreaWay::Offset { border: hot.course.clone(), sides },
            AreaMove::Along => {
                self.stage = Stage::Axis { border: hot, path: Box::default() };
                return vec![Effect::DropPreview];
            }
        };
        self.choose(hot, way, context)
    }

    fn choose(&mut self, border: AreaBorder, way: AreaWay, context: &ToolContext<'_>) -> Vec<Effect> {
        self.stage = Stage::Chosen { border, way };
        self.solve(context)
    }

    fn draw_axis(&mut self, change: Change, border: AreaBorder, axis: Vec<GridPoint>, context: &ToolContext<'_>) -> Vec<Effect> {
        match change {
            Change::Finished if axis.len() < 2 => vec![Effect::Tell("refusal-too-few-ends")],
            Change::Finished => {
                let way = AreaWay::Along { border: border.edge, axis };
                self.choose(border, way, context)
            }
            Change::Dropped => self.drop_choice(),
            Change::None | Change::Moved => Vec::new(),
        }
    }

    /// The figure or the way may be another one now: the preview follows.
    fn follow(&mut self, context: &ToolContext<'_>) -> Vec<Effect> {
        let Stage::Chosen { border, way } = &self.stage else { return Vec::new() };
        let sides = context.options.sides;
        let wanted = match (context.options.area_move, way) {
            (AreaMove::Slide, _) => AreaWay::Slide { edge: border.edge, sides },
            (AreaMove::Swing, AreaWay::Swing { .. }) | (AreaMove::Along, AreaWay::Along { .. }) => way.clone(),
            (AreaMove::Swing, _) => AreaWay::Swing { edge: border.edge, hinge: border.hinge.unwrap_or(border.edge.0) },
            (AreaMove::Offset, AreaWay::Offset { border, .. }) => AreaWay::Offset { border: border.clone(), sides },
            // what would move is another part of the border, or needs an axis: it is pointed at anew
            (AreaMove::Offset | AreaMove::Along, _) => return self.drop_choice(),
        };
        let figure = figure(context, border.zone);
        if wanted == *way && figure == self.outcome.as_ref().map(|(asked, _)| *asked) {
            return Vec::new();
        }
        let border = border.clone();
        self.choose(border, wanted, context)
    }

    /// Works out where the border goes, and shows it.
    fn solve(&mut self, context: &ToolContext<'_>) -> Vec<Effect> {
        let Stage::Chosen { border, way } = &self.stage else { return Vec::new() };
        let figure = figure(context, border.zone);
        self.outcome = figure.map(|area| (area, set_area(context.plan, border.zone, way, area, &[])));
        match &self.outcome {
            Some((_, Ok(solution))) => vec![Effect::Preview(step_of(solution))],
            _ => vec![Effect::DropPreview],
        }
    }

    /// Does what is shown. It is worked out once more: the plan may have been changed from elsewhere.
    fn commit(&mut self, context: &ToolContext<'_>) -> Vec<Effect> {
        if matches!(self.stage, Stage::Idle) {
            return Vec::new();
        }
        let shown = self.solve(context);
        match &self.outcome {
            Some((_, Ok(solution))) => vec![Effect::Commit(step_of(solution))],
            _ => shown,
        }
    }

    fn drop_choice(&mut self) -> Vec<Effect> {
        *self = Self { hot: self.hot.take(), ..Self::default() };
        vec![Effect::DropPreview]
    }

    /// What was committed is done: the next border can be pointed at.
    pub fn accepted(&mut self) {
        *self = Self::default();
    }

    /// What was committed is refused: the border stays chosen, so that figure or way can be changed.
    pub fn refused(&mut self) {
        self.hot = None;
    }

    /// The border that is chosen.
    pub const fn border(&self) -> Option<&AreaBorder> {
        match &self.stage {
            Stage::Idle => None,
            Stage::Axis { border, .. } | Stage::Chosen { border, .. } => Some(border),
        }
    }

    /// The border a click would choose.
    pub const fn hot(&self) -> Option<&AreaBorder> {
        self.hot.as_ref()
    }

    /// The figure asked for and what came of it, once a border is chosen and a figure is known.
    pub const fn outcome(&self) -> Option<&(ExactArea, AreaOutcome)> {
        self.outcome.as_ref()
    }

    /// The axis being drawn.
    pub const fn path(&self) -> Option<&Path> {
        match &self.stage {
            Stage::Axis { path, .. } => Some(path),
            _ => None,
        }
    }

    /// Length and bearing of the present segment of the axis.
    pub fn live(&self) -> Option<Live> {
        self.path()?.live(false)
    }

    /// Whether there is something that Escape drops.
    pub const fn is_busy(&self) -> bool {
        !matches!(self.stage, Stage::Idle)
    }

    /// Text id of the hint.
    pub fn hint(&self) -> &'static str {
        match (&self.stage, &self.outcome) {
            (Stage::Idle, _) if self.hot.is_none() => "hint-set-area-idle",
            (Stage::Idle, _) => "hint-set-area-hover",
            (Stage::Axis { path, .. }, _) => path.hint().unwrap_or(match path.line().len() {
                0 => "hint-set-area-axis-start",
                1 => "hint-line-second",
                _ => "hint-set-area-axis-finish",
            }),
            (Stage::Chosen { .. }, None) => "hint-set-area-figure",
            (Stage::Chosen { .. }, Some((_, Ok(_)))) => "hint-set-area-chosen",
            (Stage::Chosen { .. }, Some((_, Err(_)))) => "hint-set-area-unsolved",
        }
    }
}

/// A solution as a step of the history.
pub fn step_of(solution: &AreaSolution) -> Command {
    Command::Several { code: "set-area", commands: vec![solution.command.clone()] }
}

/// The area that is typed, else the one the zone should have.
fn figure(context: &ToolContext<'_>, zone: ZoneId) -> Option<ExactArea> {
    let typed = &context.aiming.figure;
    if typed.is_empty() { context.plan.zone(zone)?.attributes.target } else { typed.area() }
}

/// The border within reach and whose area it sets: the selected zone's, else that of the zone on whose side the pointer is.
///
/// What was `known` is kept where it is the same edge and zone, so that its course is not looked for with every motion.
fn border_at(context: &ToolContext<'_>, at: GridPoint, reach_um: f64, known: Option<AreaBorder>) -> Option<AreaBorder> {
    let (nearest, _) = context.plan.index().nearest_edge(at, reach_um)?;
    let (a, b) = undirected(nearest.edge);
    let edge = if orientation(a, b, at) >= 0 { (a, b) } else { (b, a) };
    let sides = [edge, (edge.1, edge.0)].map(|edge| (edge, owner(context.plan, edge)));
    let zone_of = |face: Option<Face>| if let Some(Face::Zone(zone)) = face { Some(zone) } else { None };
    let is_selected = |face: Option<Face>| zone_of(face).is_some_and(|zone| context.selection.contains(&zone));
    let selected = sides.into_iter().find(|(_, face)| is_selected(*face));
    let (edge, zone) = selected.into_iter().chain(sides).find_map(|(edge, face)| Some((edge, zone_of(face)?)))?;
    let hinge = match context.options.area_move {
        AreaMove::Swing => [edge.0, edge.1].into_iter().min_by_key(|end| end.distance_squared(at)),
        _ => None,
    };
    let is_whole = context.options.area_move == AreaMove::Offset;
    if let Some(known) = known.filter(|known| known.edge == edge && known.zone == zone && (known.course.len() > 2 || !is_whole)) {
        let course = if is_whole { known.course } else { vec![edge.0, edge.1] };
        return Some(AreaBorder { hinge, course, ..known });
    }
    let across = owner(context.plan, (edge.1, edge.0)).unwrap_or(Face::Unallocated);
    let course = if is_whole { course_of(context.plan, zone, edge) } else { vec![edge.0, edge.1] };
    Some(AreaBorder { zone, across, edge, course, hinge })
}

/// The face that has the land to the left of an edge.
fn owner(plan: &Plan, edge: DirectedEdge) -> Option<Face> {
    let around = GridBox { min: edge.0, max: edge.0 };
    plan.index().edges_near(around).into_iter().find(|face_edge| face_edge.edge == edge).map(|face_edge| face_edge.face)
}

/// The border of a zone with one neighbour around `edge`, as it runs on the zone's ring.
fn course_of(plan: &Plan, zone: ZoneId, edge: DirectedEdge) -> Vec<GridPoint> {
    let holds = |chain: &BorderChain| chain.points.windows(2).any(|pair| (pair[0], pair[1]) == edge);
    border_chains(plan, zone).into_iter().find(holds).map_or_else(|| vec![edge.0, edge.1], |chain| chain.points)
}
