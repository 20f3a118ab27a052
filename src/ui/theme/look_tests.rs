//! Renders text and controls and measures their pixels. With `HECTA_PICTURES=folder` the pictures are kept to be looked at.

use eframe::egui::{self, Color32, Rect, RichText, TextStyle, vec2};
use egui_kittest::{Harness, kittest::Queryable};

use super::{Theme, fonts, icons};

/// Draws `content` in `theme` and gives the pixels, row by row.
fn render(name: &str, theme: egui::Theme, pixels_per_point: f32, content: impl FnMut(&mut egui::Ui)) -> Vec<Vec<[u8; 4]>> {
    let mut harness = harness(theme, pixels_per_point, content);
    harness.run();
    pixels(name, &mut harness)
}

fn harness<'a>(theme: egui::Theme, pixels_per_point: f32, mut content: impl FnMut(&mut egui::Ui) + 'a) -> Harness<'a> {
    Harness::builder()
        .with_size(vec2(520.0, 330.0))
        .with_pixels_per_point(pixels_per_point)
        .with_theme(theme)
        .with_render_cursor(false)
        .with_context_setup(Theme::install)
        .wgpu()
        .build_ui(move |ui| {
            egui::CentralPanel::default().show(ui, |ui| content(ui));
        })
}

fn pixels(name: &str, harness: &mut Harness<'_>) -> Vec<Vec<[u8; 4]>> {
    let image = harness.render().expect("a picture");
    if let Ok(folder) = std::env::var("HECTA_PICTURES") {
        image.save(format!("{folder}/{name}.png")).expect("the picture's folder");
    }
    image.rows().map(|row| row.map(|pixel| pixel.0).collect()).collect()
}

/// The middle of what is drawn within `rect`, from the top, pixels.
fn middle_row(pixels: &[Vec<[u8; 4]>], rect: Rect, background: Color32) -> f32 {
    let inked = |y: usize| (rect.min.x as usize..rect.max.x as usize).any(|x| pixels[y][x][0].abs_diff(background.r()) > 60);
    let rows: Vec<_> = (rect.min.y as usize..rect.max.y as usize).filter(|y| inked(*y)).collect();
    let (first, last) = (rows.first().expect("ink"), rows.last().expect("ink"));
    (first + last + 1) as f32 / 2.0
}

#[test]
fn icons_stand_in_the_middle_of_capitals() {
    for style in [fonts::table(), TextStyle::Body, fonts::residual()] {
        for pixels_per_point in [1.0, 2.0] {
            let mut places = Vec::new();
            let pixels = render("icons", egui::Theme::Light, pixels_per_point, |ui| {
                places = ui
                    .horizontal(|ui| {
                        ["H", icons::SQUARE, icons::CIRCLE, icons::X]
                            .map(|text| ui.label(RichText::new(text).text_style(style.clone())).rect)
                    })
                    .inner
                    .to_vec();
            });
            let middle = |rect: &Rect| middle_row(&pixels, *rect * pixels_per_point, Theme::LIGHT.panel) / pixels_per_point;
            for icon in &places[1..] {
                let off = middle(icon) - middle(&places[0]);
                assert!(off.abs() <= 1.0, "{style:?} ×{pixels_per_point}: {off} points below the middle of H");
            }
        }
    }
}

#[test]
fn keyboard_focus_has_an_accent_border() {
    for (egui_theme, theme) in [(egui::Theme::Light, Theme::LIGHT), (egui::Theme::Dark, Theme::DARK)] {
        let mut harness = harness(egui_theme, 1.0, |ui| {
            let _ = ui.button("Vẽ vùng");
        });
        harness.run();
        let accents =
            |pixels: &[Vec<[u8; 4]>]| pixels.iter().flatten().filter(|p| p[..3] == theme.accent.to_array()[..3]).count();
        assert_eq!(accents(&pixels("unfocused", &mut harness)), 0);
        harness.get_by_label("Vẽ vùng").focus();
        harness.run();
        assert!(accents(&pixels("focused", &mut harness)) > 100);
    }
}

#[test]
fn a_panel_of_everything_is_drawn_without_a_missing_glyph() {
    for (name, theme) in [("light", egui::Theme::Light), ("dark", egui::Theme::Dark)] {
        for pixels_per_point in [1.0, 1.5, 2.0] {
            let (mut text, mut checked) = ("Khu nghiên cứu".to_owned(), true);
            let pixels = render(&format!("controls_{name}_{pixels_per_point}"), theme, pixels_per_point, |ui| {
                panel_of_everything(ui, &mut text, &mut checked);
            });
            let background = pixels[2][2];
            let drawn = pixels.iter().flatten().filter(|p| **p != background).count();
            assert!(drawn > 20_000, "{name} ×{pixels_per_point}: {drawn}");
        }
    }
}

fn panel_of_everything(ui: &mut egui::Ui, text: &mut String, checked: &mut bool) {
    let theme = Theme::of(ui.ctx());
    let styled = |text: &str, style| RichText::new(text).text_style(style);
    ui.heading("ĐỐI CHIẾU DIỆN TÍCH");
    ui.label("663,19 ha phê duyệt · còn lại");
    ui.label(styled("−0,37 ha", fonts::residual()).color(theme.error));
    ui.label(styled("diện tích lưới VN-2000, KTT 105°00′ ≥ ≤ ≈ ± ² ′ ″ × … № Δ Σ → ₫", fonts::table()).color(theme.weak_text));
    for (name, figures) in
        [("Phòng thí nghiệm R&D", ["165,80", "25,00 %", "+0,00"]), ("Sản xuất", ["397,91", "60,00 %", "−1,11"])]
    {
        ui.horizontal(|ui| {
            ui.label(styled(name, fonts::table()));
            for figure in figures {
                ui.label(styled(figure, fonts::table_bold()));
            }
        });
    }
    ui.horizontal(|ui| {
        use super::Status::{Error, Pass, Unknown, Warning};
        for (status, word) in [(Pass, "Đạt"), (Warning, "Cảnh báo"), (Error, "Không đạt"), (Unknown, "Chưa đủ căn cứ")]
        {
            ui.label(RichText::new(format!("{} {word}", status.icon())).color(theme.status(status)));
        }
    });
    ui.horizontal(|ui| {
        let label = ui.label("Tên");
        ui.text_edit_singleline(text).labelled_by(label.id);
        ui.checkbox(checked, "Bắt điểm");
    });
    ui.horizontal(|ui| {
        let _ = ui.button(format!("{} Vẽ vùng", icons::POLYGON));
        let _ = ui.add_enabled(false, egui::Button::new(format!("{} Hoàn tác", icons::ARROW_COUNTER_CLOCKWISE)));
        let _ = ui.add(egui::Button::selectable(true, "Phương án 1"));
        ui.hyperlink_to("Định nghĩa", "");
        ui.monospace("2 271 903,412");
    });
    ui.horizontal(|ui| {
        for icon in [
            icons::CURSOR,
            icons::POLYGON,
            icons::RECTANGLE,
            icons::PENCIL,
            icons::SCISSORS,
            icons::UNITE,
            icons::RULER,
            icons::INFO,
        ] {
            ui.label(styled(icon, fonts::tool_icon()));
        }
    });
}
