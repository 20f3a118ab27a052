//! The field in the menu row that names the present alternative: its menu lists the others and what can be done with them.

use eframe::egui::{self, Button, RichText, Role, Ui, WidgetInfo, vec2};

use crate::app::alternatives::AlternativeTitle;
use crate::app::workspace::Workspace;
use crate::app::{Action, AlternativeAction, Session};
use crate::ui::menu::item;
use crate::ui::panels::balance::{Residual, verdict_id, verdict_status};
use crate::ui::panels::table::{Row, figure, name_region, runs};
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{ROW_HEIGHT_PT, fonts, icons};

/// Width of the menu, points.
const MENU_WIDTH_PT: f32 = 330.0;
/// Longest name that is written in the field in a wide and in a narrow window, points.
const NAME_WIDTHS_PT: [f32; 2] = [190.0, 96.0];

/// Shows the field and the button that adds an alternative.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, workspace: &Workspace, is_wide: bool, requests: &mut Vec<Request>) {
    let texts = scene.texts;
    let name = workspace.alternative_name(scene.situation.alternatives.current());
    let spoken = texts.format("a11y-alternative", &[("name", name.as_str().into())]);
    ui.spacing_mut().item_spacing.x = 4.0;
    let label = shortened(ui, &name, NAME_WIDTHS_PT[usize::from(!is_wide)]);
    let button = Button::new(RichText::new(format!("{label}  {}", icons::CARET_DOWN))).fill(scene.theme.field);
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| menu(ui, scene, workspace, requests));
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &spoken));
    // the right button opens the same menu
    if response.secondary_clicked() {
        egui::Popup::open_id(ui.ctx(), egui::Popup::default_response_id(&response));
    }
    response.on_hover_text(spoken);
    let add = Button::new(RichText::new(icons::PLUS).size(14.0));
    let (response, _) = egui::containers::menu::MenuButton::from_button(add).ui(ui, |ui| {
        for action in [AlternativeAction::Duplicate, AlternativeAction::Empty] {
            item(ui, scene, Action::Alternative(action), requests);
        }
    });
    let add_name = texts.get("a11y-alternative-add");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, add_name));
    response.on_hover_text(add_name);
}

/// The beginning of `name` that is no wider than `width_pt`.
fn shortened(ui: &Ui, name: &str, width_pt: f32) -> String {
    let font = egui::TextStyle::Button.resolve(ui.style());
    let width = |text: &str| ui.painter().layout_no_wrap(text.to_owned(), font.clone(), egui::Color32::WHITE).size().x;
    if width(name) <= width_pt {
        return name.to_owned();
    }
    let mut shown = name.to_owned();
    while !shown.is_empty() && width(&shown) > width_pt {
        shown.pop();
    }
    format!("{}…", shown.trim_end())
}

fn menu(ui: &mut Ui, scene: &Scene<'_>, workspace: &Workspace, requests: &mut Vec<Request>) {
    ui.set_width(MENU_WIDTH_PT);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        name_region(ui, Role::List, scene.texts.get("a11y-alternative-list"));
        for title in scene.situation.alternatives.titles() {
            if let Some(session) = workspace.alternative(title.id) {
                row(ui, scene, title, session, requests);
            }
        }
    });
    ui.separator();
    deeds(ui, scene, requests);
}

/// An alternative with its verdict and what it leaves; a click goes over to it.
fn row(ui: &mut Ui, scene: &Scene<'_>, title: &AlternativeTitle, session: &Session, requests: &mut Vec<Request>) {
    let (texts, theme) = (scene.texts, scene.theme);
    let is_current = title.id == scene.situation.alternatives.current();
    let name = title.text(texts);
    let residual = Residual::of(session.document_ledger(), texts);
    let verdict = session.document_judgement().verdict;
    let spoken = texts.format(
        "a11y-alternative-row",
        &[
            ("name", name.as_str().into()),
            ("residual", residual.figure.as_str().into()),
            ("word", texts.get(residual.word_id).into()),
            ("verdict", texts.get(verdict_id(verdict)).into()),
        ],
    );
    let row = Row::show(ui, theme, ROW_HEIGHT_PT, is_current, &spoken);
    let inner = row.inner.shrink2(vec2(6.0, 0.0));
    let status = verdict_status(verdict);
    let style = if is_current { fonts::table_bold() } else { fonts::table() };
    figure(ui, inner, inner.left() + 14.0, status.icon(), &fonts::table(), theme.status(status));
    figure(ui, inner, inner.right(), &residual.figure, &style, theme.status(residual.status));
    let place = egui::Rect::from_min_max(inner.min + vec2(22.0, 0.0), inner.max - vec2(110.0, 0.0));
    runs(ui, place, 1, &[(&name, style, theme.text)]);
    if row.response.clicked() {
        requests.push(Request::Alternative(title.id));
        ui.close();
    }
}

/// What can be done with the present one.
fn deeds(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let groups: [&[AlternativeAction]; 6] = [
        &[AlternativeAction::Duplicate, AlternativeAction::Empty, AlternativeAction::Rename],
        &[AlternativeAction::Compare, AlternativeAction::SideBySide],
        &[AlternativeAction::Next, AlternativeAction::Previous],
        &[AlternativeAction::Earlier, AlternativeAction::Later],
        &[AlternativeAction::Delete, AlternativeAction::Restore],
        &[AlternativeAction::Snapshots],
    ];
    for (index, group) in groups.into_iter().enumerate() {
        if index > 0 {
            ui.separator();
        }
        for action in group {
            item(ui, scene, Action::Alternative(*action), requests);
        }
    }
}
