//! Moving, inserting and deleting vertices of shared borders, one or many at once, and moving borders parallel to themselves.

use std::collections::BTreeSet;

use super::event::{Effect, Key, Live, MapEvent, Modifiers, Pointer, bearing_deg};
use super::options::EdgeDrag;
use super::pull::{Pull, Pulled};
use super::snap::Snap;
use super::{Aim, ToolContext};
use crate::edit::Command;
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::noding::{NODING_TOLERANCE_UM, undirected};
use crate::geometry::segment::project_onto;
use crate::geometry::{GridBox, GridPoint};
use crate::plan::{Face, Plan};

/// A typed position names the vertex within a metre of it.
const TYPED_REACH_UM: f64 = 1_000_000.0;

/// What is under the pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grip {
    Vertex(GridPoint),
    Border(DirectedEdge),
}

/// What the hand is doing.
#[derive(Debug, Clone, Default)]
enum Hand {
    #[default]
    Idle,
    /// The button went down on something and the pointer has not gone far.
    Pressed { pull: Pull, start: GridPoint },
    /// Something follows the pointer; `sticks` if it does so without the button.
    Pulling { pull: Pull, target: Snap, sticks: bool },
    /// A window is drawn from where the button went down.
    Window { start: GridPoint, at: GridPoint, is_drawn: bool },
}

/// The vertices tool.
#[derive(Debug, Clone, Default)]
pub struct VerticesTool {
    hot: Option<Grip>,
    shared: bool,
    selected: BTreeSet<GridPoint>,
    /// The selected vertex that typed positions and distances are about.
    primary: Option<GridPoint>,
    hand: Hand,
    /// What was committed last and has not been answered.
    attempt: Option<Pulled>,
    /// What was refused.
    ghost: Option<Pulled>,
    /// What is selected once the attempt is accepted.
    next: BTreeSet<GridPoint>,
}

impl VerticesTool {
    /// Takes an event.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        match *event {
            MapEvent::Pointer { pointer, at, reach_um, modifiers } => match pointer {
                Pointer::Move => self.follow((at, reach_um, modifiers), context),
                Pointer::Press => self.press((at, reach_um, modifiers), context),
                Pointer::Release => self.release(modifiers, context),
                Pointer::DoubleClick => self.double_click((at, reach_um), context),
                Pointer::Leave => {
                    if matches!(self.hand, Hand::Idle) {
                        self.hot = None;
                    }
                    Vec::new()
                }
            },
            MapEvent::Typed { at } => self.typed(at, context),
            MapEvent::Key { key, .. } => self.key(key, context),
        }
    }

    fn press(&mut self, (at, reach_um, modifiers): Touch, context: &ToolContext<'_>) -> Vec<Effect> {
        if let Hand::Pulling { pull, target, sticks: true } = std::mem::take(&mut self.hand) {
            return self.commit(pull, target.point, context);
        }
        self.settle(context.plan);
        if let Some(pull) = self.ghost.as_ref().and_then(|ghost| ghost.taken_up(at, reach_um)) {
            self.hand = Hand::Pressed { pull, start: at };
            return Vec::new();
        }
        self.hot = grip_at(context, at, reach_um);
        match self.hot {
            Some(Grip::Vertex(vertex)) => {
                self.primary = Some(vertex);
                if modifiers.ctrl && self.selected.contains(&vertex) {
                    self.selected.remove(&vertex);
                    self.primary = self.selected.first().copied();
                    return Vec::new();
                }
                if !self.selected.contains(&vertex) {
                    if !(modifiers.ctrl || modifiers.shift) {
                        self.selected.clear();
                    }
                    self.selected.insert(vertex);
                }
                let moved = self.selected.iter().copied().collect();
                self.hand = Hand::Pressed { pull: Pull::Vertices { grabbed: vertex, moved }, start: at };
            }
            Some(Grip::Border(edge)) => {
                let way = match modifiers {
                    Modifiers { shift: true, .. } => EdgeDrag::Parallel,
                    Modifiers { ctrl: true, .. } => EdgeDrag::Slide,
                    _ => context.options.edge_drag,
                };
                let pull = if way == EdgeDrag::Insert { Pull::Insert { edge } } else { Pull::Edge { edge, way } };
                if way != EdgeDrag::Insert && pull.is_held(context.plan) {
                    return vec![Effect::Tell("refusal-boundary-border")];
                }
                self.hand = Hand::Pressed { pull, start: at };
            }
            None => self.hand = Hand::Window { start: at, at, is_drawn: false },
        }
        Vec::new()
    }

    fn follow(&mut self, (at, reach_um, modifiers): Touch, context: &ToolContext<'_>) -> Vec<Effect> {
        let (pull, held, sticks) = match &mut self.hand {
            Hand::Idle => {
                self.hot = grip_at(context, at, reach_um);
                self.shared = self.hot_vertex().is_some_and(|v| context.plan.index().owners_of_vertex(v).len() > 1);
                return Vec::new();
            }
            Hand::Window { start, at: end, is_drawn } => {
                *end = at;
                *is_drawn |= !is_near(*start, at, reach_um / 3);
                return Vec::new();
            }
            Hand::Pressed { start, .. } if is_near(*start, at, reach_um / 3) => return Vec::new(),
            Hand::Pressed { pull, .. } => (pull.clone(), None, false),
            Hand::Pulling { pull, target, sticks } => (pull.clone(), Some(*target), *sticks),
        };
        self.ghost = None;
        let aim = Aim { from: Some(pull.anchor(at)), held, ..Aim::new(at, reach_um, modifiers) };
        let target = context.aim_at_areas(&aim, |v| pull.carries(v), |to| pull.command(to, context.plan));
        let command = pull.command(target.point, context.plan);
        self.hand = Hand::Pulling { pull, target, sticks };
        vec![command.map_or(Effect::DropPreview, Effect::Preview)]
    }

    fn release(&mut self, modifiers: Modifiers, context: &ToolContext<'_>) -> Vec<Effect> {
        match std::mem::take(&mut self.hand) {
            Hand::Pulling { pull, target, sticks: false } => self.commit(pull, target.point, context),
            // a border taken without pulling it follows the pointer until the next click, so that its distance can be typed
            Hand::Pressed { pull: pull @ Pull::Edge { .. }, start } if self.ghost.is_none() => {
                self.hand = Hand::Pulling { pull, target: Snap::free(start), sticks: true };
                Vec::new()
            }
            Hand::Pressed { pull: Pull::Vertices { grabbed, .. }, .. } if self.ghost.is_none() => {
                if !(modifiers.shift || modifiers.ctrl) {
                    self.selected = BTreeSet::from([grabbed]);
                }
                Vec::new()
            }
            Hand::Window { start, at, is_drawn: true } => self.select_in(GridBox::from_corners(start, at), modifiers, context),
            Hand::Window { .. } if self.ghost.is_none() => {
                if !(modifiers.shift || modifiers.ctrl) {
                    self.unselect();
                }
                Vec::new()
            }
            Hand::Pressed { .. } | Hand::Window { .. } | Hand::Idle => Vec::new(),
            sticking @ Hand::Pulling { .. } => {
                self.hand = sticking;
                Vec::new()
            }
        }
    }

    /// Selects the vertices in a window; those that nothing can move are left out.
    fn select_in(&mut self, window: GridBox, modifiers: Modifiers, context: &ToolContext<'_>) -> Vec<Effect> {
        let inside = context.plan.index().vertices_in(window);
        let count = inside.len();
        let movable: BTreeSet<GridPoint> = inside.into_iter().filter(|v| is_movable(context.plan, *v)).collect();
        let has_left_out = movable.len() < count;
        self.selected = if modifiers.ctrl {
            self.selected.symmetric_difference(&movable).copied().collect()
        } else if modifiers.shift {
            self.selected.union(&movable).copied().collect()
        } else {
            movable
        };
        self.primary = self.selected.first().copied();
        self.ghost = None;
        if has_left_out { vec![Effect::Tell("hint-vertices-left-out")] } else { Vec::new() }
    }

    fn double_click(&mut self, (at, reach_um): (GridPoint, i64), context: &ToolContext<'_>) -> Vec<Effect> {
        self.hand = Hand::Idle;
        match grip_at(context, at, reach_um) {
            Some(Grip::Border(edge)) => self.commit(Pull::Insert { edge }, project_onto(at, edge), context),
            _ => Vec::new(),
        }
    }

    fn typed(&mut self, at: GridPoint, context: &ToolContext<'_>) -> Vec<Effect> {
        if let Hand::Pulling { pull, .. } = std::mem::take(&mut self.hand) {
            return self.commit(pull, at, context);
        }
        self.settle(context.plan);
        if let Some(ghost) = self.ghost.take() {
            return self.commit(ghost.pull, at, context);
        }
        match self.primary {
            Some(grabbed) => {
                let moved = self.selected.iter().copied().chain([grabbed]).collect();
                self.commit(Pull::Vertices { grabbed, moved }, at, context)
            }
            None => {
                self.primary = context.plan.index().nearest_vertex(at, TYPED_REACH_UM);
                self.selected = self.primary.into_iter().collect();
                Vec::new()
            }
        }
    }

    fn key(&mut self, key: Key, context: &ToolContext<'_>) -> Vec<Effect> {
        let is_idle = matches!(self.hand, Hand::Idle);
        match key {
            Key::Escape if is_idle && self.ghost.is_none() => {
                self.unselect();
                Vec::new()
            }
            Key::Escape => {
                self.hand = Hand::Idle;
                self.ghost = None;
                vec![Effect::DropPreview]
            }
            Key::Enter => {
                let retried = match std::mem::take(&mut self.hand) {
                    Hand::Pulling { pull, target, .. } => Some((pull, target.point)),
                    _ => self.ghost.clone().map(|ghost| (ghost.pull, ghost.to)),
                };
                retried.map_or_else(Vec::new, |(pull, to)| self.commit(pull, to, context))
            }
            Key::Delete | Key::Backspace if is_idle => {
                self.settle(context.plan);
                let at: Vec<GridPoint> = if self.selected.is_empty() {
                    self.hot_vertex().into_iter().collect()
                } else {
                    self.selected.iter().copied().collect()
                };
                self.attempt = None;
                self.next.clear();
                if at.is_empty() { Vec::new() } else { vec![Effect::Commit(Command::DeleteVertices { at })] }
            }
            Key::Delete | Key::Backspace => Vec::new(),
        }
    }

    fn commit(&mut self, pull: Pull, to: GridPoint, context: &ToolContext<'_>) -> Vec<Effect> {
        let Some(command) = pull.command(to, context.plan) else {
            self.ghost = None;
            return vec![Effect::DropPreview];
        };
        self.next = match &pull {
            Pull::Edge { .. } => BTreeSet::new(),
            _ => pull.targets(to, context.plan).into_iter().collect(),
        };
        self.primary = match &pull {
            Pull::Edge { .. } => None,
            _ => Some(pull.anchor(to)),
        };
        self.attempt = Some(Pulled::new(pull, to, context.plan));
        vec![Effect::Commit(command)]
    }

    /// What was committed is done: what moved is selected where it is now.
    pub fn accepted(&mut self) {
        let to = self.attempt.take().filter(|attempt| !matches!(attempt.pull, Pull::Edge { .. })).map(|attempt| attempt.to);
        *self = Self { selected: std::mem::take(&mut self.next), primary: to, ..Self::default() };
    }

    /// What was committed is refused: it stays, to be pulled on or tried again.
    pub fn refused(&mut self) {
        self.next.clear();
        self.ghost = self.attempt.take();
    }

    fn unselect(&mut self) {
        self.selected.clear();
        self.primary = None;
    }

    /// Forgets selected vertices that are no more; what a border within the noding tolerance drew to itself is found again.
    fn settle(&mut self, plan: &Plan) {
        let index = plan.index();
        let found = |v: GridPoint| {
            let exists = !index.owners_of_vertex(v).is_empty();
            if exists { Some(v) } else { index.nearest_vertex(v, NODING_TOLERANCE_UM as f64) }
        };
        if self.selected.iter().any(|v| index.owners_of_vertex(*v).is_empty()) {
            self.selected = self.selected.iter().filter_map(|v| found(*v)).collect();
        }
        self.primary = self.primary.and_then(found);
    }

    /// The vertex under the cursor, or the one dragged or picked.
    pub fn hot_vertex(&self) -> Option<GridPoint> {
        match (&self.hand, self.hot) {
            (Hand::Pulling { pull: Pull::Vertices { .. } | Pull::Insert { .. }, target, .. }, _) => Some(target.point),
            (_, Some(Grip::Vertex(vertex))) => Some(vertex),
            _ => None,
        }
    }

    /// The selected vertices, where they are in the plan without preview.
    pub const fn selected(&self) -> &BTreeSet<GridPoint> {
        &self.selected
    }

    /// What the pulled vertex or border is snapped to.
    pub const fn snap(&self) -> Option<Snap> {
        match &self.hand {
            Hand::Pulling { target, .. } => Some(*target),
            _ => None,
        }
    }

    /// Whether something is being pulled.
    pub const fn is_dragging(&self) -> bool {
        matches!(self.hand, Hand::Pulling { .. })
    }

    /// Whether a refused gesture is kept.
    pub const fn holds_ghost(&self) -> bool {
        self.ghost.is_some()
    }

    /// Where a press takes up the refused gesture again.
    pub fn ghost_handles(&self) -> &[GridPoint] {
        self.ghost.as_ref().map_or(&[], |ghost| &ghost.handles)
    }

    /// Start and cursor of the window being drawn.
    pub const fn window(&self) -> Option<(GridPoint, GridPoint)> {
        match self.hand {
            Hand::Window { start, at, is_drawn: true } => Some((start, at)),
            _ => None,
        }
    }

    /// How far and in which direction the vertex or the border has been pulled.
    pub fn live(&self) -> Option<Live> {
        let Hand::Pulling { pull, target, .. } = &self.hand else { return None };
        let (from, to) = pull.course(target.point);
        Some(Live { length_m: from.distance_m(to), bearing_deg: bearing_deg(from, to), area: None })
    }

    /// Text id of the hint.
    pub fn hint(&self) -> &'static str {
        match (&self.hand, self.hot) {
            _ if self.ghost.is_some() => "hint-ghost",
            (Hand::Pulling { sticks: true, .. }, _) => "hint-vertices-sticks",
            (Hand::Pulling { pull: Pull::Edge { way: EdgeDrag::Slide, .. }, .. }, _) => "hint-vertices-slide",
            (Hand::Pulling { pull: Pull::Edge { .. }, .. }, _) => "hint-vertices-parallel",
            (Hand::Pulling { .. }, _) => "hint-vertices-dragging",
            (Hand::Window { is_drawn: true, .. }, _) => "hint-vertices-window",
            (_, Some(Grip::Border(_))) => "hint-vertices-border",
            _ if self.selected.len() > 1 => "hint-vertices-selected",
            (_, Some(Grip::Vertex(_))) if self.shared => "hint-vertices-shared",
            (_, Some(Grip::Vertex(_))) => "hint-vertices-vertex",
            _ => "hint-vertices-idle",
        }
    }

    /// The border a press would take hold of.
    pub const fn hot_border(&self) -> Option<DirectedEdge> {
        match (&self.hand, self.hot) {
            (Hand::Idle | Hand::Pressed { .. }, Some(Grip::Border(edge))) => Some(edge),
            _ => None,
        }
    }
}

/// Where the pointer is, how far it reaches (µm), and the keys held.
type Touch = (GridPoint, i64, Modifiers);

fn is_near(a: GridPoint, b: GridPoint, reach_um: i64) -> bool {
    a.distance_squared(b) < i128::from(reach_um) * i128::from(reach_um)
}

/// Whether neither the boundary nor a locked zone holds the vertex.
fn is_movable(plan: &Plan, at: GridPoint) -> bool {
    let is_unlocked = |face: Face| match face {
        Face::Unallocated => true,
        Face::Zone(id) => plan.zone(id).is_some_and(|zone| !zone.attributes.locked),
    };
    let is_corner = plan.boundary().is_some_and(|boundary| boundary.locked && boundary.outline.is_legal_corner(at));
    !is_corner && plan.index().owners_of_vertex(at).into_iter().all(is_unlocked)
}

/// The vertex within reach, else the border.
fn grip_at(context: &ToolContext<'_>, at: GridPoint, reach_um: i64) -> Option<Grip> {
    let index = context.plan.index();
    if let Some(vertex) = index.nearest_vertex(at, reach_um as f64) {
        return Some(Grip::Vertex(vertex));
    }
    index.nearest_edge(at, reach_um as f64).map(|(e, _)| Grip::Border(undirected(e.edge)))
}
