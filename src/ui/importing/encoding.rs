//! In which encoding the texts of a file are: real texts of it in each, to choose by.

use eframe::egui::{self, RichText, Ui};

use crate::app::importing::Importing;
use crate::io::text_encoding::TextEncoding;
use crate::ui::request::Scene;
use crate::ui::theme::fonts;

/// Shows the texts of a file, by its place, in every encoding, if they differ.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, importing: &mut Importing, file: usize) {
    let texts = scene.texts;
    let Some(found) = importing.files().get(file) else { return };
    let differs = |row: &crate::io::text_encoding::PreviewRow| row.read_as.iter().any(|text| *text != row.read_as[0]);
    let present = importing.encoding(file);
    let is_plain = found.encodings.recognised == TextEncoding::Unicode && present == TextEncoding::Unicode;
    if !found.encodings.rows.iter().any(differs) {
        return;
    }
    let rows = found.encodings.rows.clone();
    let recognised = found.encodings.recognised;
    let mut chosen = present;
    let title = RichText::new(texts.get("import-encoding")).text_style(fonts::strong());
    // a file that is sound takes a line, not a table
    egui::CollapsingHeader::new(title).id_salt("encoding").default_open(!is_plain).show(ui, |ui| {
        for (at, encoding) in TextEncoding::ALL.into_iter().enumerate() {
            let example: Vec<_> = rows.iter().take(2).filter_map(|row| row.read_as.get(at)).map(String::as_str).collect();
            let name = if encoding == recognised {
                texts.format("import-encoding-recognised", &[("encoding", encoding.name().into())])
            } else {
                encoding.name().to_owned()
            };
            if ui.radio(encoding == chosen, name).clicked() {
                chosen = encoding;
            }
            ui.indent(at, |ui| {
                let example = RichText::new(example.join("  ·  ")).text_style(fonts::table()).color(scene.theme.weak_text);
                ui.add(egui::Label::new(example).truncate());
            });
        }
    });
    if chosen != present {
        importing.set_encoding(file, chosen);
    }
}
