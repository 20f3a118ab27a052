//! The tools in the bar: one button for each group, showing the tool used last, and a menu beside it with all of them.

use std::collections::BTreeMap;

use eframe::egui::{
    self, EventFilter, Id, Key, Modifiers, Popup, PopupKind, RectAlign, Response, SetOpenCommand, Shape, Ui, accesskit,
};

use super::menu::item;
use super::request::{Request, Scene};
use super::toolbar::tool_button;
use crate::app::Action;
use crate::tool::{ToolGroup, ToolKind};

/// A press held so long opens the menu, seconds.
const LONG_PRESS_S: f64 = 0.45;
/// Side of the mark that says there are more tools, points.
const MARK_PT: f32 = 5.0;

/// Which tool stands for each group.
#[derive(Debug, Default)]
pub struct ToolGroups {
    last: BTreeMap<ToolGroup, ToolKind>,
    /// The button being pressed, since when, and whether that has opened its menu.
    pressed: Option<(ToolGroup, f64, bool)>,
}

impl ToolGroups {
    /// Shows a button for each group.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let active = scene.session().tool().kind();
        self.last.insert(active.group(), active);
        for group in ToolGroup::ALL {
            let shown = self.last.get(&group).copied().or_else(|| group.tools().next());
            if let Some(shown) = shown {
                self.group_button(ui, scene, (group, shown), requests);
            }
        }
    }

    fn group_button(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        (group, shown): (ToolGroup, ToolKind),
        requests: &mut Vec<Request>,
    ) {
        let is_active = scene.session().tool().kind() == shown;
        let has_more = group.tools().count() > 1;
        let mut asked = Vec::new();
        let response = tool_button(ui, scene, Action::Tool(shown), is_active, has_more.then_some("tool-group-more"), &mut asked);
        if !has_more {
            requests.append(&mut asked);
            return;
        }
        paint_mark(ui, scene, &response, is_active);
        let popup_id = Popup::default_response_id(&response);
        let is_open = Popup::is_id_open(ui.ctx(), popup_id);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_has_popup(accesskit::HasPopup::Menu);
            node.set_expanded(is_open);
        });
        let was_held = self.follow_press(ui, group, &response);
        let by_key = asks_by_key(ui, &response);
        let opens = by_key || was_held == Some(false) || response.secondary_clicked();
        let command = match (opens, asked.is_empty()) {
            (true, _) => Some(SetOpenCommand::Bool(true)),
            // a second click on the active tool; the click that ends a long press is none
            (false, false) if is_active && was_held.is_none() => Some(SetOpenCommand::Toggle),
            _ => None,
        };
        if !is_active && was_held.is_none() {
            requests.append(&mut asked);
        }
        let name = scene.texts.get(group_text(group));
        let popup = Popup::menu(&response).kind(PopupKind::Menu).align(RectAlign::RIGHT_START).gap(4.0).accessible_name(name);
        let focus_id = popup_id.with("gets focus");
        popup.open_memory(command).show(|ui| tools(ui, scene, group, focus_id, requests));
        if by_key {
            ui.data_mut(|data| data.insert_temp(focus_id, true));
        }
    }

    /// `Some(false)` in the frame in which a press on this button has lasted long enough, then `Some(true)` to its end.
    fn follow_press(&mut self, ui: &Ui, group: ToolGroup, response: &Response) -> Option<bool> {
        let now_s = ui.input(|i| i.time);
        let is_down = response.is_pointer_button_down_on() && ui.input(|i| i.pointer.primary_down());
        match self.pressed {
            Some((pressed, since_s, was_opened)) if pressed == group => {
                if !is_down {
                    self.pressed = None;
                    return was_opened.then_some(true);
                }
                let opens = !was_opened && now_s - since_s >= LONG_PRESS_S;
                self.pressed = Some((group, since_s, was_opened || opens));
                ui.ctx().request_repaint_after_secs(LONG_PRESS_S as f32 / 3.0);
                (was_opened || opens).then_some(was_opened)
            }
            _ if is_down => {
                self.pressed = Some((group, now_s, false));
                ui.ctx().request_repaint_after_secs(LONG_PRESS_S as f32);
                None
            }
            _ => None,
        }
    }
}

/// Id of the name of a group.
pub const fn group_text(group: ToolGroup) -> &'static str {
    match group {
        ToolGroup::Select => "menu-tools-select",
        ToolGroup::Vertices => "menu-tools-vertices",
        ToolGroup::Draw => "menu-tools-draw",
        ToolGroup::Cut => "menu-tools-cut",
        ToolGroup::Shape => "menu-tools-shape",
        ToolGroup::Area => "menu-area",
        ToolGroup::Look => "menu-tools-look",
        ToolGroup::Pan => "menu-tools-pan",
    }
}

/// Whether the arrow key that opens menus was pressed on the button.
fn asks_by_key(ui: &Ui, response: &Response) -> bool {
    if !response.has_focus() {
        return false;
    }
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown))
}

/// All tools of a group, with icon, name and key.
fn tools(ui: &mut Ui, scene: &Scene<'_>, group: ToolGroup, focus_id: Id, requests: &mut Vec<Request>) {
    for (index, kind) in group.tools().enumerate() {
        let response = item(ui, scene, Action::Tool(kind), requests);
        if index == 0 && ui.data_mut(|data| data.remove_temp::<bool>(focus_id)).is_some() {
            response.request_focus();
        }
    }
}

/// A small corner: there are more tools behind this button.
fn paint_mark(ui: &Ui, scene: &Scene<'_>, response: &Response, is_active: bool) {
    let corner = response.rect.right_bottom() - egui::vec2(3.0, 3.0);
    let colour = if is_active { scene.theme.on_accent } else { scene.theme.weak_text };
    let points = vec![corner, corner - egui::vec2(MARK_PT, 0.0), corner - egui::vec2(0.0, MARK_PT)];
    ui.painter().add(Shape::convex_polygon(points, colour, egui::Stroke::NONE));
}
