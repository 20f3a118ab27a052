//! The map: layers on the GPU, labels and gestures on top, and the hands on it.

mod area_border;
mod compliance;
mod corners;
mod entry_box;
mod furniture;
mod ink;
mod input;
mod labels;
mod layers;
mod measured;
mod motion;
mod onlooker;
mod overlay;
mod pick;
mod plot_labels;
mod plots;
mod references;
mod room;
mod shown_land;
mod signs;
mod snap_marks;
mod words;

use std::sync::Arc;

use eframe::egui::{self, Pos2, Sense, WidgetInfo};
use egui_wgpu::RenderState;

pub use corners::CornerMarks;
pub use input::LevelChange;
pub use onlooker::Onlooker;
pub use pick::ContextTarget;

use crate::app::reference::References;
use crate::app::{LayerSettings, MapLayer, Session, Texts};
use crate::geometry::{GridBox, GridPoint, Region};
use crate::ui::paint::{MapPainter, MapView};
use crate::ui::theme::Theme;
use compliance::Compliance;
use entry_box::EntryBox;
use furniture::{Furniture, ZoomButton};
use input::{Frame, Hands, RightClick};
use labels::{Board, Labels};
use layers::Layers;
use motion::{Motion, Request};
use overlay::Overlay;
use references::ReferenceLayers;
use shown_land::ShownLand;

/// Zoom of one press of a zoom button or key.
const ZOOM_STEP: f64 = 1.5;

/// The map with its view, its layers and the gesture under way.
#[derive(Debug)]
pub struct Canvas {
    painter: MapPainter,
    motion: Motion,
    layers: Layers,
    references: ReferenceLayers,
    labels: Labels,
    hands: Hands,
    /// The document the view was last fitted to.
    fitted: Option<u64>,
    context: Option<ContextTarget>,
    corners: CornerMarks,
    /// How zones stand to the rules, while the map shows that.
    compliance: Option<Compliance>,
    lit: Arc<Vec<Region>>,
    /// Land that is to stand out, whoever it belongs to.
    highlight: Option<Arc<Region>>,
    shown_land: ShownLand,
}

/// What one frame of the map is painted from.
struct Scene<'a> {
    ui: &'a egui::Ui,
    session: &'a Session,
    texts: &'a Texts,
    settings: &'a LayerSettings,
    /// Where the pointer is, if it is over the map.
    pointer: Option<Pos2>,
}

/// What the rest of the window learns from a frame of the map.
#[derive(Debug, Clone)]
pub struct CanvasResponse {
    /// egui's response: while there is a [`Canvas::context`], `response.context_menu(…)` shows a menu about it.
    pub response: egui::Response,
    /// Where the cursor is on the map, snapped or else to the millimetre; `None` while it is elsewhere.
    pub cursor: Option<GridPoint>,
    /// The N of 1:N on a screen of 96 points to the inch.
    pub scale_denominator: f64,
    /// What a right click in this frame was on.
    pub context: Option<ContextTarget>,
    /// Whether Enter, or the space bar for a moment, asked for the last command again.
    pub repeat: bool,
    /// Whether a zone was to be entered or left.
    pub change: Option<LevelChange>,
}

impl Canvas {
    /// A map for the window of `render_state`; without one only what egui paints appears.
    pub fn new(render_state: Option<&RenderState>) -> Self {
        Self {
            painter: MapPainter::new(render_state),
            motion: Motion::default(),
            layers: Layers::default(),
            references: ReferenceLayers::default(),
            labels: Labels::default(),
            hands: Hands::default(),
            fitted: None,
            context: None,
            corners: CornerMarks::default(),
            compliance: None,
            lit: Arc::default(),
            highlight: None,
            shown_land: ShownLand::default(),
        }
    }

    /// The part of the plan that is on screen.
    pub const fn view(&self) -> &MapView {
        self.motion.view()
    }

    /// What the last right click was on; `None` if it finished a sketch, so that no menu is to be shown.
    pub const fn context(&self) -> Option<&ContextTarget> {
        self.context.as_ref()
    }

    /// Whether the view flies where it is sent (120 ms); off for people who asked for reduced motion.
    pub const fn set_animated(&mut self, animated: bool) {
        self.motion.animated = animated;
    }

    /// Marks the corners of a table, until other marks are given.
    pub fn set_corner_marks(&mut self, marks: CornerMarks) {
        self.corners = marks;
    }

    /// Shows how zones stand to the rules, or their own colours again.
    pub fn show_compliance(&mut self, is_shown: bool) {
        self.compliance = is_shown.then(Compliance::default);
    }

    /// Lights up land, until other land is given.
    pub fn light_up(&mut self, land: Arc<Vec<Region>>) {
        self.lit = land;
    }

    /// Lets land stand out, until other land is given or `None`.
    pub fn set_highlight(&mut self, land: Option<Arc<Region>>) {
        self.highlight = land;
    }

    /// The land that stands out.
    pub const fn highlight(&self) -> Option<&Arc<Region>> {
        self.highlight.as_ref()
    }

    /// Draws these layers behind the plan, until others are given; what takes long is made beside the window.
    pub fn follow_references(&mut self, references: &References, theme: &Theme) {
        self.references.update(&mut self.painter, references, theme);
    }

    /// Marks land, until other land is given; none if it is empty.
    pub fn show_land(&mut self, land: Arc<Region>) {
        self.shown_land.set(land);
    }

    /// Shows all of `bounds`, from the next frame on.
    pub fn zoom_to(&mut self, bounds: GridBox) {
        self.motion.request(Request::Show(bounds));
    }

    /// The same without a flight there, for a window that has only just opened.
    pub fn jump_to(&mut self, bounds: GridBox) {
        self.motion.jump_to(bounds);
    }

    /// Shows the whole plan or, if it is empty, the communes.
    pub fn zoom_fit(&mut self, session: &Session) {
        whole(session).into_iter().for_each(|bounds| self.zoom_to(bounds));
    }

    /// Zooms in around the middle.
    pub fn zoom_in(&mut self) {
        self.motion.request(Request::Zoom(ZOOM_STEP));
    }

    /// Zooms out around the middle.
    pub fn zoom_out(&mut self) {
        self.motion.request(Request::Zoom(1.0 / ZOOM_STEP));
    }

    /// Brings `point` into the middle.
    pub fn centre_on(&mut self, point: GridPoint) {
        self.motion.request(Request::Centre(point));
    }

    /// Shows the map in all the space `ui` has and passes on what the hands do.
    pub fn show(&mut self, ui: &mut egui::Ui, session: &mut Session, texts: &Texts, settings: &LayerSettings) -> CanvasResponse {
        let response = ui.allocate_rect(ui.available_rect_before_wrap(), Sense::click_and_drag());
        self.motion.advance(response.rect, ui.input(|i| i.time));
        self.fit_new_document(session);
        let whole = whole(session);
        let mut frame = Frame { response: &response, session, motion: &mut self.motion, whole, numbers: texts.numbers() };
        let context = match self.hands.on_frame(ui, &mut frame) {
            RightClick::Asked(target) => {
                self.context = Some(target.clone());
                Some(target)
            }
            RightClick::Finished => {
                self.context = None;
                None
            }
            RightClick::None => None,
        };
        let (repeat, change) = (self.hands.take_repeat(), self.hands.take_level_change());
        let scale_denominator = self.view().scale_denominator();
        name(&response, texts, scale_denominator);
        let over = response.hovered() || response.is_pointer_button_down_on();
        let pointer = response.hover_pos().filter(|_| over);
        if over {
            ui.set_cursor_icon(self.hands.cursor_icon(ui, session));
        }
        let scene = Scene { ui, session, texts, settings, pointer };
        let is_waiting = self.paint(&scene);
        self.hands.paint_focus(ui, &response);
        self.entry(ui, session, texts, pointer);
        match Furniture::on(self.view()).buttons(ui, texts) {
            Some(ZoomButton::In) => self.zoom_in(),
            Some(ZoomButton::Out) => self.zoom_out(),
            Some(ZoomButton::Fit) => self.zoom_fit(session),
            None => {}
        }
        if is_waiting || self.motion.is_moving() {
            ui.request_repaint();
        }
        let cursor = pointer.map(|position| self.cursor(session, position));
        CanvasResponse { response, cursor, scale_denominator, context, repeat, change }
    }

    fn fit_new_document(&mut self, session: &Session) {
        let document = session.revisions().document;
        if self.fitted != Some(document)
            && let Some(bounds) = whole(session)
        {
            self.motion.jump_to(bounds);
            self.fitted = Some(document);
        }
    }

    /// The window is cleared with the colour of the paper.
    pub const fn set_paper_is_ground(&mut self) {
        self.painter.set_paper_is_ground();
    }

    /// Paints everything from the paper up; true if labels are still to come.
    fn paint(&mut self, scene: &Scene<'_>) -> bool {
        let Scene { ui, session, texts, settings, pointer } = *scene;
        let theme = Theme::of(ui.ctx());
        let view = *self.motion.view();
        let painter = ui.painter_at(view.rect());
        self.painter.paint_paper(&painter, view.rect(), theme.paper);
        if let Some(compliance) = &mut self.compliance {
            compliance.follow(session);
        }
        // the rules judge zones, not plots
        let of_zones = self.compliance.as_ref().filter(|_| session.entered_zone().is_none());
        let statuses = of_zones.map(|compliance| &compliance.statuses);
        self.layers.update(&mut self.painter, session, theme, statuses);
        self.layers.set_highlight(&mut self.painter, self.highlight.as_ref(), theme);
        self.layers.set_hovered(&mut self.painter, self.hands.hovered(session, &view, pointer), theme);
        self.layers.set_lit(&mut self.painter, &self.lit, theme);
        let order = self.references.behind(&mut self.painter, self.layers.order(settings), &view, ui.ctx());
        if let Some(callback) = self.painter.paint_callback(&view, &order) {
            painter.add(callback);
        }
        let furniture = Furniture::on(&view);
        let shows_findings = settings.get(MapLayer::Findings).effective_opacity() > 0.0;
        let signs = if shows_findings { signs::signs(session, &view) } else { Vec::new() };
        let legend = statuses.map(|_| Compliance::legend_rect(&painter, texts, view.rect()));
        let taken = furniture.taken().into_iter().chain(signs.iter().map(signs::Sign::rect)).chain(legend).collect();
        let mut board = Board { painter: &painter, view: &view, theme, texts, taken, boundary: None, statuses };
        let is_waiting = self.labels.paint(&mut board, session, settings) | self.references.label(&board);
        signs::paint(&painter, theme, &signs);
        let overlay = Overlay { painter: &painter, view: &view, theme, texts, session, pointer };
        self.shown_land.paint(&painter, &view, theme);
        measured::paint(&painter, &view, theme, texts, session);
        self.corners.paint(&painter, &view, theme, pointer);
        overlay.paint();
        if let Some(compliance) = &self.compliance {
            compliance.paint_legend(&painter, theme, texts, view.rect());
        }
        furniture.paint(&painter, &view, theme, texts);
        furniture.notices(&painter, theme, texts, session, settings);
        furniture::empty_hint(&painter, &view, theme, texts, session);
        let has_spoken = overlay.say();
        if let Some(pointer) = pointer.filter(|_| !has_spoken) {
            signs::explain(&painter, theme, texts, session, &signs, pointer);
        }
        is_waiting
    }

    /// The point being typed, at the cursor or, without one, where the sketch ends.
    fn entry(&self, ui: &egui::Ui, session: &mut Session, texts: &Texts, pointer: Option<Pos2>) {
        let Some(entry) = session.entry() else { return };
        let view = self.view();
        let snapped = session.tool().snap().map(|snap| view.to_screen(snap.point)).filter(|at| view.rect().contains(*at));
        let at = pointer.or(snapped).unwrap_or_else(|| view.rect().center());
        let entry_box = EntryBox { texts, theme: Theme::of(ui.ctx()), at, within: view.rect() };
        if let Some(field) = entry_box.show(ui, session, entry) {
            session.activate_field(field);
        }
    }

    fn cursor(&self, session: &Session, position: Pos2) -> GridPoint {
        session.tool().snap().map_or_else(|| self.view().to_grid(position).rounded_to_mm(), |snap| snap.point)
    }
}

/// What "all" is: the plan or, if it is empty, the communes.
fn whole(session: &Session) -> Option<GridBox> {
    let communes = || session.communes().since2025.communes.iter().filter_map(|commune| commune.region.bounds());
    session.plan().bounds().or_else(|| communes().reduce(GridBox::union))
}

/// Gives the map its name for screen readers.
fn name(response: &egui::Response, texts: &Texts, scale_denominator: f64) {
    let scale = texts.numbers().number(scale_denominator, 0);
    let label = texts.format("a11y-map", &[("scale", scale.into())]);
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Canvas, true, &label));
}
