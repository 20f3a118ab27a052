//! The options of the tool that sets areas: how the border moves, how its ends run, and the figure.

use eframe::egui::{ComboBox, Id, Key, RichText, TextEdit, Ui};

use crate::app::phrase::given_hectares;
use crate::edit::solve::Sides;
use crate::tool::ToolOptions;
use crate::tool::options::AreaMove;
use crate::ui::panels::table::icon_button;
use crate::ui::request::{Request, Scene};
use crate::ui::theme::icons;

/// Width of the field for the figure, points.
const FIGURE_PT: f32 = 108.0;
const SIDES: [(Sides, &str); 2] =
    [(Sides::AlongNeighbours, "tool-option-sides-along"), (Sides::Perpendicular, "tool-option-sides-perpendicular")];

/// The field into which the figure is typed.
pub fn figure_field_id() -> Id {
    Id::unique("area figure")
}

/// Shows the options.
pub fn options(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (texts, present) = (scene.texts, *scene.session().options());
    let label = ui.label(texts.get("tool-option-area-move")).on_hover_text(texts.get("tool-option-area-move-tip"));
    let combo = ComboBox::from_id_salt("how the border moves").selected_text(texts.get(move_id(present.area_move))).width(150.0);
    let shown = combo.show_ui(ui, |ui| {
        for area_move in AreaMove::ALL {
            if ui.selectable_label(present.area_move == area_move, texts.get(move_id(area_move))).clicked() {
                requests.push(Request::Options(ToolOptions { area_move, ..present }));
            }
        }
    });
    shown.response.labelled_by(label.id);
    if matches!(present.area_move, AreaMove::Slide | AreaMove::Offset) {
        let label = ui.label(texts.get("tool-option-sides")).on_hover_text(texts.get("tool-option-sides-tip"));
        let id = SIDES.iter().find(|(sides, _)| *sides == present.sides).map_or(SIDES[0].1, |(_, id)| *id);
        let combo = ComboBox::from_id_salt("how the ends run").selected_text(texts.get(id)).width(120.0);
        let shown = combo.show_ui(ui, |ui| {
            for (sides, id) in SIDES {
                if ui.selectable_label(present.sides == sides, texts.get(id)).clicked() {
                    requests.push(Request::Options(ToolOptions { sides, ..present }));
                }
            }
        });
        shown.response.labelled_by(label.id);
    }
    figure(ui, scene, requests);
    for (icon, id, forward) in
        [(icons::CARET_LEFT, "tool-option-border-previous", false), (icons::CARET_RIGHT, "tool-option-border-next", true)]
    {
        if ui
            .add_enabled_ui(scene.session().area_zone().is_some(), |ui| icon_button(ui, icon, texts.get(id), false))
            .inner
            .clicked()
        {
            requests.push(Request::StepAreaBorder(forward));
        }
    }
}

/// The area the zone is to have; left empty, its target.
fn figure(ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
    let (session, texts) = (scene.session(), scene.texts);
    let label = ui.label(texts.get("tool-option-area")).on_hover_text(texts.get("tool-option-area-tip"));
    let zone = session.area_zone().or_else(|| Some(session.tool().set_area()?.hot()?.zone));
    let target = zone.and_then(|zone| session.plan().zone(zone)?.attributes.target);
    let hint = target.map_or_else(|| "ha, m²".to_owned(), |target| format!("{} ha", given_hectares(texts, target)));
    let mut text = session.area_figure().text().to_owned();
    let is_wrong = session.area_figure().error().is_some();
    let mut field = TextEdit::singleline(&mut text).id(figure_field_id()).hint_text(hint).desired_width(FIGURE_PT).char_limit(24);
    if is_wrong {
        field = field.text_color(scene.theme.error);
    }
    let field = ui.add(field).labelled_by(label.id);
    let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    if field.changed() {
        requests.push(Request::AreaFigure(text.clone()));
    }
    if entered {
        requests.push(Request::SetArea);
    }
    if is_wrong {
        let example = format!("{} ha", texts.numbers().number(110.0, 2));
        let said = texts.format("error-not-a-figure", &[("text", text.into()), ("example", example.into())]);
        field.show_tooltip_ui(|ui: &mut Ui| {
            ui.label(RichText::new(format!("{} {said}", icons::WARNING_CIRCLE)).color(scene.theme.error));
        });
    }
}

const fn move_id(area_move: AreaMove) -> &'static str {
    match area_move {
        AreaMove::Slide => "tool-option-area-slide",
        AreaMove::Swing => "tool-option-area-swing",
        AreaMove::Offset => "tool-option-area-offset",
        AreaMove::Along => "tool-option-area-along",
    }
}
