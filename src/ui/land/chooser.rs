//! The list of land-use classes: in the order of the table, by group, found by typing.

use eframe::egui::{
    ComboBox, Id, Key, PopupCloseBehavior, Rect, Response, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use crate::app::land_table::{group_id, land_use_name};
use crate::app::palette::folded;
use crate::plan::{LandUse, LandUseGroup};
use crate::ui::panels::paint_swatch;
use crate::ui::panels::table::{Row, runs};
use crate::ui::request::Scene;
use crate::ui::theme::{ZoneLook, fonts};

/// Height of a class in the list, points.
const ROW_PT: f32 = 24.0;
/// Side of a swatch, points.
const SWATCH_PT: f32 = 14.0;
/// Width of the list, points.
const LIST_WIDTH_PT: f32 = 300.0;
/// Width of the column of symbols, points.
const SYMBOL_PT: f32 = 48.0;

/// What is chosen already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// This, or none.
    One(Option<LandUse>),
    /// Several plots have several.
    Several,
}

/// A list of all classes with their colours; the control, which has no name yet, and what was chosen in this frame.
pub fn land_use_combo(
    ui: &mut Ui,
    scene: &Scene<'_>,
    salt: &str,
    width_pt: f32,
    present: Chosen,
) -> (Response, Option<Option<LandUse>>) {
    let texts = scene.texts;
    let shown = match present {
        Chosen::One(Some(land_use)) => format!("{}  {}", land_use.class().symbol, land_use_name(texts, land_use)),
        Chosen::One(None) => texts.get("panel-land-use-none").to_owned(),
        Chosen::Several => texts.get("panel-several-values").to_owned(),
    };
    let mut chosen = None;
    let query_id = ui.scope_id().with((salt, "query"));
    let mut width_pt = width_pt;
    if let Chosen::One(Some(land_use)) = present {
        let (_, space) = ui.allocate_space(vec2(SWATCH_PT, ROW_PT));
        let swatch = Rect::from_center_size(space.center(), vec2(SWATCH_PT, SWATCH_PT));
        paint_swatch(ui.painter(), swatch, scene.theme, ZoneLook::of_land_use(land_use));
        width_pt -= SWATCH_PT + ui.spacing().item_spacing.x;
    }
    let combo = ComboBox::from_id_salt(salt)
        .selected_text(shown)
        .width(width_pt)
        .truncate()
        .height(380.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show_ui(ui, |ui| {
            ui.set_min_width(LIST_WIDTH_PT);
            chosen = list(ui, scene, query_id, present);
            if chosen.is_some() {
                ui.close();
            }
        });
    if combo.inner.is_none() {
        ui.data_mut(|data| data.remove::<String>(query_id));
    }
    (combo.response, chosen)
}

/// Field and classes; what was chosen.
fn list(ui: &mut Ui, scene: &Scene<'_>, query_id: Id, present: Chosen) -> Option<Option<LandUse>> {
    let texts = scene.texts;
    let former = ui.data(|data| data.get_temp::<String>(query_id));
    let is_new = former.is_none();
    let mut query = former.unwrap_or_default();
    let hint = texts.get("panel-land-use-search");
    let field = ui.add(TextEdit::singleline(&mut query).hint_text(hint).desired_width(f32::INFINITY));
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(hint));
    if is_new {
        field.request_focus();
    }
    let found: Vec<LandUse> = LandUse::all().filter(|land_use| is_meant(&query, *land_use)).collect();
    let mut chosen = None;
    if field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) && !query.trim().is_empty() {
        chosen = found.first().copied().map(Some);
    }
    ui.data_mut(|data| data.insert_temp(query_id, query.clone()));
    ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if query.trim().is_empty() {
            let none = texts.get("panel-land-use-none");
            let row = Row::show(ui, scene.theme, ROW_PT, present == Chosen::One(None), none);
            runs(
                ui,
                row.inner.with_min_x(row.inner.left() + SWATCH_PT + 6.0),
                1,
                &[(none, fonts::table(), scene.theme.weak_text)],
            );
            if row.response.clicked() {
                chosen = Some(None);
            }
        }
        let mut group: Option<LandUseGroup> = None;
        for land_use in &found {
            if group.replace(land_use.group()) != Some(land_use.group()) {
                let title = RichText::new(texts.get(group_id(land_use.group()))).text_style(fonts::table_bold());
                ui.add_space(4.0);
                ui.label(title.color(scene.theme.weak_text));
            }
            if class_row(ui, scene, *land_use, present == Chosen::One(Some(*land_use))) {
                chosen = Some(Some(*land_use));
            }
        }
        if found.is_empty() {
            ui.label(RichText::new(texts.get("panel-land-use-not-found")).color(scene.theme.weak_text));
        }
    });
    chosen
}

fn class_row(ui: &mut Ui, scene: &Scene<'_>, land_use: LandUse, is_chosen: bool) -> bool {
    let (name, symbol) = (land_use_name(scene.texts, land_use), land_use.class().symbol.as_str());
    let spoken = format!("{symbol} {name}");
    let row = Row::show(ui, scene.theme, ROW_PT, is_chosen, &spoken);
    row.response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, &spoken));
    let inner = row.inner;
    let swatch = Rect::from_center_size(pos2(inner.left() + SWATCH_PT / 2.0, inner.center().y), vec2(SWATCH_PT, SWATCH_PT));
    paint_swatch(ui.painter(), swatch, scene.theme, ZoneLook::of_land_use(land_use));
    let symbol_left = swatch.right() + 6.0;
    let place = inner.with_min_x(symbol_left).with_max_x(symbol_left + SYMBOL_PT);
    runs(ui, place, 1, &[(symbol, fonts::table_bold(), scene.theme.text)]);
    runs(ui, inner.with_min_x(symbol_left + SYMBOL_PT), 1, &[(name, fonts::table(), scene.theme.text)]);
    row.response.clicked()
}

/// Whether all words of `query` are in the names, the symbol or the code of a class, with or without accents.
fn is_meant(query: &str, land_use: LandUse) -> bool {
    let class = land_use.class();
    let names = folded(&format!("{} {} {} {}", class.symbol, class.name_vi, class.name_en, class.code));
    folded(query).split_whitespace().all(|word| names.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_found_by_symbol_name_and_code_without_accents() {
        let found = |query: &str| -> Vec<&str> {
            LandUse::all().filter(|land_use| is_meant(query, *land_use)).map(LandUse::code).collect()
        };
        assert_eq!(found("cay xanh cong cong"), ["DAT_HTXH_CayxanhCC"]);
        assert_eq!(found("SX_Congnghiep"), ["DAT_SX_Congnghiep"]);
        assert!(found("giao thông").contains(&"DAT_HTKT_DuongGT") && found("đt-nc") == ["DAT_DaotaoNC"]);
        assert_eq!((found("").len(), found("xyz").len()), (LandUse::all().len(), 0));
    }
}
