//! The properties of the selected zone; an edit is one step when its field is left, not one per key.

use eframe::egui::{self, ComboBox, Key, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::balance::HA_DECIMALS;
use super::offers::OffersList;
use super::swatch::paint_swatch;
use super::table::heading;
use crate::app::phrase::given_hectares;
use crate::app::{Action, Language, Texts};
use crate::edit::Command;
use crate::geometry::ExactArea;
use crate::plan::{Zone, ZoneAttributes, ZoneFunction, ZoneId};
use crate::ui::land::LandForm;
use crate::ui::request::{Request, Scene};
use crate::ui::theme::{Theme, ZoneLook, fonts, icons};

/// Width of the column of names, points.
const NAMES_PT: f32 = 112.0;
/// Side of a colour to choose, points.
const COLOUR_PT: f32 = 22.0;
/// Width of the line between the colour of the function and others, points.
const SEPARATOR_PT: f32 = 10.0;

/// Id of the name of a function.
pub const fn function_id(function: ZoneFunction) -> &'static str {
    match function {
        ZoneFunction::RdLaboratory => "function-rd_laboratory",
        ZoneFunction::Production => "function-production",
        ZoneFunction::StartupHub => "function-startup_hub",
        ZoneFunction::Other => "function-other",
    }
}

/// The texts being typed about one zone.
#[derive(Debug, Clone, Default)]
pub struct PropertiesForm {
    zone: Option<ZoneId>,
    language: Language,
    /// What the fields were filled from.
    attributes: ZoneAttributes,
    fields: Fields,
    /// Geodesic area in m², and the revision of the plan it was computed for.
    geodesic: Option<(u64, f64)>,
    offers: OffersList,
    land: LandForm,
    /// The level the fields are about, as a revision.
    level: u64,
}

/// The fields in which something is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Fields {
    name_vi: String,
    name_en: String,
    code: String,
    target: String,
}

/// Why a typed target cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TargetFault {
    NotAFigure,
    NotPositive,
}

impl Fields {
    fn of(attributes: &ZoneAttributes, texts: &Texts) -> Self {
        let target = attributes.target.map(|area| given_hectares(texts, area)).unwrap_or_default();
        Self { name_vi: attributes.name_vi.clone(), name_en: attributes.name_en.clone(), code: attributes.code.clone(), target }
    }

    /// The target as typed; an empty field means none.
    fn target(&self, texts: &Texts) -> Result<Option<ExactArea>, TargetFault> {
        let typed = self.target.trim().trim_end_matches("ha").trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let ha = texts.numbers().parse(typed).ok_or(TargetFault::NotAFigure)?;
        // more than any park has would overflow the exact area long after it stopped making sense
        if ha > 0.0 && ha < 1.0e7 { Ok(Some(ExactArea::from_ha(ha))) } else { Err(TargetFault::NotPositive) }
    }

    /// `attributes` with what has been typed; a target that cannot be read stays as it was.
    fn applied_to(&self, attributes: &ZoneAttributes, texts: &Texts) -> ZoneAttributes {
        let unchanged = attributes.target.map(|area| given_hectares(texts, area)).unwrap_or_default() == self.target;
        let target = if unchanged { attributes.target } else { self.target(texts).unwrap_or(attributes.target) };
        ZoneAttributes {
            name_vi: self.name_vi.trim().to_owned(),
            name_en: self.name_en.trim().to_owned(),
            code: self.code.trim().to_owned(),
            target,
            ..attributes.clone()
        }
    }
}

impl PropertiesForm {
    /// Shows the properties of the selected zone; what was typed about another one is kept as a step.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        let (session, texts) = (scene.session(), scene.texts);
        let selected = session.selected_zone().and_then(|id| session.plan().zone(id));
        // a plot may have the number of a zone, but not what was typed about it
        let level = session.revisions().level;
        if self.level != level {
            *self = Self { level, ..Self::default() };
        }
        self.follow(selected, texts, requests);
        let Some(zone) = selected else {
            self.offers.rest(requests);
            return self.land.rest(ui, scene, requests);
        };
        heading(ui, scene.theme, scene.by_level("panel-properties", "panel-properties-plot"), &zone.attributes.code, None);
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().interact_size.y = 24.0;
        // what counts most stands first: the area of a zone, the land use of a plot
        if session.entered_zone().is_some() {
            self.land.show(ui, scene, zone, requests);
            self.text_fields(ui, scene, zone, requests);
            self.target_field(ui, scene, zone, requests);
        } else {
            self.target_field(ui, scene, zone, requests);
            self.text_fields(ui, scene, zone, requests);
            function_field(ui, scene, zone, requests);
            self.land.show(ui, scene, zone, requests);
        }
        colour_field(ui, scene, zone, requests);
        locked_field(ui, texts, zone, requests);
        self.figures(ui, scene, zone);
        ui.horizontal(|ui| {
            let label = format!("{} {}", icons::TRASH, Action::DeleteZones.label(texts, session));
            let button = ui.button(label).on_hover_text(texts.get("action-delete-zone-tip"));
            if button.clicked() {
                requests.push(Request::Do(Action::DeleteZones));
            }
            let label = format!("{} {}", icons::MAGNIFYING_GLASS, texts.get("action-zoom-selection"));
            if ui.button(label).clicked() {
                requests.push(Request::Do(Action::ZoomSelection));
            }
        });
    }

    /// Fills the fields when another zone, or another state of it, is shown.
    fn follow(&mut self, selected: Option<&Zone>, texts: &Texts, requests: &mut Vec<Request>) {
        let id = selected.map(|zone| zone.id);
        if self.zone != id
            && let Some(former) = self.zone
        {
            // the click that selected another zone also left the field
            self.commit(former, texts, requests);
        }
        let is_current = selected.is_none_or(|zone| zone.attributes == self.attributes);
        if self.zone != id || !is_current || self.language != texts.language() {
            self.attributes = selected.map(|zone| zone.attributes.clone()).unwrap_or_default();
            self.fields = Fields::of(&self.attributes, texts);
            self.geodesic = None;
        }
        (self.zone, self.language) = (id, texts.language());
    }

    /// What was typed and is not kept yet, to be done before another plan is shown; the fields are filled anew afterwards.
    pub fn take_typed(&mut self, texts: &Texts) -> Option<Command> {
        let zone = self.zone.take()?;
        let before = std::mem::take(&mut self.attributes);
        let attributes = self.fields.applied_to(&before, texts);
        (attributes != before).then(|| Command::SetAttributes { zone, attributes: Box::new(attributes) })
    }

    fn commit(&mut self, zone: ZoneId, texts: &Texts, requests: &mut Vec<Request>) {
        let attributes = self.fields.applied_to(&self.attributes, texts);
        if attributes != self.attributes {
            requests.push(set(zone, attributes));
        }
    }

    /// A field was left: keeps what was typed, unless Escape was pressed.
    fn left(&mut self, ui: &Ui, response: &Response, zone: ZoneId, texts: &Texts, requests: &mut Vec<Request>) {
        if !response.lost_focus() {
            return;
        }
        if ui.input(|i| i.key_pressed(Key::Escape)) {
            self.fields = Fields::of(&self.attributes, texts);
        } else {
            self.commit(zone, texts, requests);
        }
    }

    fn text_fields(&mut self, ui: &mut Ui, scene: &Scene<'_>, zone: &Zone, requests: &mut Vec<Request>) {
        let texts = scene.texts;
        let first = text_field(ui, scene.theme, scene.by_level("panel-name", "panel-name-plot"), &mut self.fields.name_vi, "");
        self.left(ui, &first, zone.id, texts, requests);
        let second = text_field(ui, scene.theme, texts.get("panel-name-en"), &mut self.fields.name_en, "");
        self.left(ui, &second, zone.id, texts, requests);
        let third = text_field(ui, scene.theme, texts.get("panel-code"), &mut self.fields.code, "");
        self.left(ui, &third, zone.id, texts, requests);
    }

    fn target_field(&mut self, ui: &mut Ui, scene: &Scene<'_>, zone: &Zone, requests: &mut Vec<Request>) {
        let (texts, theme) = (scene.texts, scene.theme);
        let response =
            text_field(ui, theme, texts.get("panel-column-target"), &mut self.fields.target, texts.get("panel-no-target"));
        let fault = self.fields.target(texts).err();
        self.left(ui, &response, zone.id, texts, requests);
        // offers that come and go leave the fields their identity
        ui.scope(|ui| self.offers.show(ui, scene, zone, requests));
        if let Some(fault) = fault {
            let example = texts.numbers().scaled(11_000, HA_DECIMALS);
            let text = match fault {
                TargetFault::NotAFigure => texts
                    .format("error-not-a-figure", &[("text", self.fields.target.as_str().into()), ("example", example.into())]),
                TargetFault::NotPositive => texts.get("panel-target-positive").to_owned(),
            };
            ui.label(RichText::new(format!("{} {text}", icons::WARNING_CIRCLE)).text_style(fonts::table()).color(theme.error));
        }
    }

    fn figures(&mut self, ui: &mut Ui, scene: &Scene<'_>, zone: &Zone) {
        let (session, texts, numbers) = (scene.session(), scene.texts, scene.texts.numbers());
        let revision = session.revisions().shown;
        if self.geodesic.is_none_or(|(of, _)| of != revision) {
            self.geodesic = session.plan().crs().geodesic_area_m2(&zone.region).ok().map(|area_m2| (revision, area_m2));
        }
        let geodesic = self.geodesic.map_or("—".to_owned(), |(_, area_m2)| format!("{} m²", numbers.number(area_m2, 1)));
        let rows = [
            ("panel-area-grid", format!("{} = {}", numbers.ha(zone.area, HA_DECIMALS), numbers.m2(zone.area, 1))),
            ("panel-area-geodesic", geodesic),
            ("panel-perimeter", format!("{} m", numbers.number(zone.region.perimeter_m(), 2))),
            ("panel-parts", numbers.scaled(zone.region.polygons().len() as i128, 0)),
            ("panel-vertices", numbers.scaled(zone.region.vertex_count() as i128, 0)),
        ];
        for (id, value) in rows {
            named(ui, scene.theme, texts.get(id), |ui| {
                ui.label(RichText::new(value).text_style(fonts::table()));
            });
        }
    }
}

/// A request for other attributes of a zone or plot.
pub fn set(zone: ZoneId, attributes: ZoneAttributes) -> Request {
    Request::Perform(Box::new(Command::SetAttributes { zone, attributes: Box::new(attributes) }))
}

/// A row with a name on the left; gives the id of the name for the control that it names.
pub fn named<R>(ui: &mut Ui, theme: &Theme, name: &str, content: impl FnOnce(&mut Ui) -> R) -> (egui::Id, R) {
    ui.horizontal(|ui| {
        let label = ui
            .allocate_ui_with_layout(vec2(NAMES_PT, 20.0), egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.set_min_width(NAMES_PT);
                ui.add(egui::Label::new(RichText::new(name).text_style(fonts::table()).color(theme.weak_text)).truncate())
            })
            .inner;
        (label.id, content(ui))
    })
    .inner
}

/// A field for one line of text with its name on the left.
pub fn text_field(ui: &mut Ui, theme: &Theme, name: &str, text: &mut String, hint: &str) -> Response {
    let (label, response) = named(ui, theme, name, |ui| {
        ui.add(egui::TextEdit::singleline(text).hint_text(hint).desired_width(f32::INFINITY).char_limit(200))
    });
    response.labelled_by(label)
}

fn function_field(ui: &mut Ui, scene: &Scene<'_>, zone: &Zone, requests: &mut Vec<Request>) {
    let (texts, present) = (scene.texts, zone.attributes.function);
    let (label, response) = named(ui, scene.theme, texts.get("panel-function"), |ui| {
        let shown = present.map_or("function-none", function_id);
        ComboBox::from_id_salt("zone function")
            .selected_text(texts.get(shown))
            .width(ui.available_width())
            .truncate()
            .show_ui(ui, |ui| {
                let choices = ZoneFunction::ALL.into_iter().map(Some).chain([None]);
                for choice in choices {
                    let name = texts.get(choice.map_or("function-none", function_id));
                    if ui.selectable_label(choice == present, name).clicked() && choice != present {
                        requests.push(set(zone.id, ZoneAttributes { function: choice, ..zone.attributes.clone() }));
                    }
                }
            })
            .response
    });
    response.labelled_by(label);
}

/// Colours that colour-blind eyes can tell apart, and back to the colour of the function.
fn colour_field(ui: &mut Ui, scene: &Scene<'_>, zone: &Zone, requests: &mut Vec<Request>) {
    let (texts, theme) = (scene.texts, scene.theme);
    let present = zone.attributes.colour;
    let offered = [ZoneLook::RD_LABORATORY, ZoneLook::PRODUCTION, ZoneLook::STARTUP_HUB].into_iter().chain(ZoneLook::FURTHER);
    let by_function = ZoneLook::in_plan(
        scene.session().plan(),
        &zone.with_attributes(ZoneAttributes { colour: None, ..zone.attributes.clone() }),
    );
    named(ui, theme, texts.get("panel-colour"), |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let count = ZoneLook::FURTHER.len() as f32 + 4.0;
        let side_pt = ((ui.available_width() - SEPARATOR_PT) / count - 2.0).clamp(8.0, COLOUR_PT);
        let mut choose = |ui: &mut Ui, name: &str, look: ZoneLook, colour: Option<[u8; 3]>| {
            if colour_button(ui, theme, name, (look, side_pt), present == colour) && present != colour {
                requests.push(set(zone.id, ZoneAttributes { colour, ..zone.attributes.clone() }));
            }
        };
        choose(ui, scene.by_level("panel-colour-of-function", "panel-colour-of-land-use"), by_function, None);
        ui.add(egui::Separator::default().spacing(SEPARATOR_PT - 2.0));
        for (number, look) in (1..).zip(offered) {
            let [r, g, b, _] = look.colour.to_array();
            let name = texts.format("panel-colour-number", &[("number", number.to_string().into())]);
            choose(ui, &name, by_function.recoloured(look.colour), Some([r, g, b]));
        }
    });
}

fn colour_button(ui: &mut Ui, theme: &Theme, name: &str, (look, side_pt): (ZoneLook, f32), selected: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(side_pt, COLOUR_PT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, selected, name));
    let inside = Rect::from_center_size(rect.center(), rect.size() - vec2(5.0, 6.0));
    paint_swatch(ui.painter(), inside, theme, look);
    if selected || response.has_focus() {
        let colour = if response.has_focus() { theme.accent } else { theme.text };
        ui.painter().rect_stroke(rect, 3.0, Stroke::new(2.0, colour), StrokeKind::Inside);
    }
    response.on_hover_text(name).clicked()
}

fn locked_field(ui: &mut Ui, texts: &Texts, zone: &Zone, requests: &mut Vec<Request>) {
    let mut locked = zone.attributes.locked;
    let label = format!("{} {}", if locked { icons::LOCK_SIMPLE } else { icons::LOCK_SIMPLE_OPEN }, texts.get("panel-locked"));
    if ui.checkbox(&mut locked, label).on_hover_text(texts.get("panel-locked-tip")).changed() {
        requests.push(set(zone.id, ZoneAttributes { locked, ..zone.attributes.clone() }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(target: &str, language: Language) -> Result<Option<ExactArea>, TargetFault> {
        Fields { target: target.into(), ..Fields::default() }.target(&Texts::new(language))
    }

    #[test]
    fn a_target_is_read_in_the_language_of_the_window() {
        let expected = Ok(Some(ExactArea::from_ha(110.25)));
        assert_eq!(typed("110,25", Language::Vietnamese), expected);
        assert_eq!(typed(" 110.25 ha", Language::English), expected);
        assert_eq!(typed("", Language::English), Ok(None));
        assert_eq!(typed("nhiều", Language::Vietnamese), Err(TargetFault::NotAFigure));
        assert_eq!(typed("−5", Language::Vietnamese), Err(TargetFault::NotPositive));
        assert_eq!(typed("1e300", Language::English), Err(TargetFault::NotAFigure));
        assert_eq!(typed("999999999999999999999", Language::English), Err(TargetFault::NotPositive));
    }

    #[test]
    fn a_target_that_cannot_be_read_changes_nothing() {
        let texts = Texts::new(Language::Vietnamese);
        let attributes = ZoneAttributes { target: Some(ExactArea::from_m2(1_234_567.89)), ..ZoneAttributes::default() };
        let mut fields = Fields::of(&attributes, &texts);
        assert_eq!(fields.target, "123,456789");
        assert_eq!(fields.applied_to(&attributes, &texts), attributes);
        fields.target = "chưa rõ".into();
        assert_eq!(fields.applied_to(&attributes, &texts), attributes);
        fields.target = String::new();
        assert_eq!(fields.applied_to(&attributes, &texts).target, None);
    }
}
