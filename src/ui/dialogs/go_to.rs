//! The dialog that asks for coordinates to go to.

use eframe::egui::{Response, RichText, TextEdit, Ui};

use super::{Answer, buttons, entered, primary, title};
use crate::app::Texts;
use crate::app::place::{Place, PlaceNotation, Whereabouts, read_place, whereabouts};
use crate::ui::palette::puts_corners;
use crate::ui::request::Scene;
use crate::ui::status::coordinates_text;
use crate::ui::theme::{Status, fonts, icons};

/// Asks for X and Y; a pair in one field will do, also longitude and latitude.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, north: &mut String, east: &mut String, focus: bool) -> Option<Answer> {
    let (texts, session) = (scene.texts, scene.session());
    title(ui, texts.get("dialog-go-to-title"));
    let mut fields = Vec::new();
    ui.columns(2, |columns| {
        let [left, right] = columns else { return };
        fields.push(field(left, texts.get("dialog-go-to-north"), north));
        fields.push(field(right, texts.get("dialog-go-to-east"), east));
    });
    if let (true, Some(first)) = (focus, fields.first()) {
        first.request_focus();
    }
    let place = read_place(&format!("{north} {east}"), session.plan().crs());
    understanding(ui, scene, place, north.is_empty() && east.is_empty());
    let is_entered = place.is_some() && fields.iter().any(|field| entered(ui, field));
    let act = if puts_corners(session) { "dialog-go-to-corner" } else { "dialog-go-to-confirm" };
    buttons(ui, |ui| {
        let confirmed = primary(ui, scene.theme, place.is_some(), texts.get(act)).clicked() || is_entered;
        let cancelled = ui.button(texts.get("dialog-cancel")).clicked();
        match place {
            Some(place) if confirmed => Some(Answer::GoTo(place.at)),
            _ => cancelled.then_some(Answer::Close),
        }
    })
}

fn field(ui: &mut Ui, name: &str, text: &mut String) -> Response {
    let label = ui.label(name);
    ui.add(TextEdit::singleline(text).desired_width(f32::INFINITY).char_limit(120)).labelled_by(label.id)
}

/// What was read, and what lies there.
fn understanding(ui: &mut Ui, scene: &Scene<'_>, place: Option<Place>, is_empty: bool) {
    let (texts, theme) = (scene.texts, scene.theme);
    let line = |ui: &mut Ui, icon: &str, text: &str, colour| {
        ui.label(RichText::new(format!("{icon} {text}")).text_style(fonts::table()).color(colour));
    };
    let Some(place) = place else {
        if is_empty {
            return line(ui, icons::INFO, texts.get("dialog-go-to-hint"), theme.weak_text);
        }
        let text = texts.format("dialog-go-to-unread", &[("example", example(texts).into())]);
        return line(ui, Status::Warning.icon(), &text, theme.warning);
    };
    let id = match place.notation {
        PlaceNotation::NorthEast => "dialog-go-to-grid",
        PlaceNotation::EastNorth => "dialog-go-to-swapped",
        PlaceNotation::LonLat => "dialog-go-to-lonlat",
    };
    line(ui, icons::TARGET, &texts.format(id, &[("place", coordinates_text(texts, place.at).into())]), theme.text);
    let found = whereabouts(scene.session(), place.at);
    let (status, text) = (status_of(&found), whereabouts_text(texts, &found));
    line(ui, status.icon(), &text, theme.status(status));
}

/// An easily read pair in the decimals of the language.
fn example(texts: &Texts) -> String {
    let decimal = texts.numbers().decimal;
    format!("2271903{decimal}412 616580{decimal}020")
}

const fn status_of(found: &Whereabouts) -> Status {
    match found {
        Whereabouts::InBoundary => Status::Pass,
        Whereabouts::InCommune { .. } | Whereabouts::Beyond { .. } => Status::Warning,
        Whereabouts::OutsideProvince { .. } => Status::Error,
    }
}

fn whereabouts_text(texts: &Texts, found: &Whereabouts) -> String {
    let distance = |away_m: &Option<f64>| match away_m {
        Some(away_m) if *away_m < 1_000.0 => format!("{} m", texts.numbers().number(*away_m, 0)),
        Some(away_m) => format!("{} km", texts.numbers().number(away_m / 1_000.0, 1)),
        None => "—".to_owned(),
    };
    match found {
        Whereabouts::InBoundary => texts.get("dialog-go-to-inside").to_owned(),
        Whereabouts::InCommune { name, away_m } => {
            texts.format("dialog-go-to-commune", &[("commune", name.clone().into()), ("distance", distance(away_m).into())])
        }
        Whereabouts::Beyond { away_m } => texts.format("dialog-go-to-beyond", &[("distance", distance(away_m).into())]),
        Whereabouts::OutsideProvince { away_m } => texts.format("dialog-go-to-far", &[("distance", distance(away_m).into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Language;
    use crate::geometry::{GridPoint, ProjectCrs};

    #[test]
    fn the_example_can_be_read() {
        for texts in Language::ALL.map(Texts::new) {
            let at = read_place(&example(&texts), ProjectCrs::default()).map(|place| place.at);
            assert_eq!(at, Some(GridPoint::from_mm(616_580_020, 2_271_903_412)));
        }
    }
}
