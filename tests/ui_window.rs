//! The window, worked by accessible names as a planner with a screen reader would.
//!
//! With `HECTA_PICTURES=folder` pictures of the window are kept to be looked at.

#[path = "ui_window/alternatives.rs"]
mod alternatives;
#[path = "ui_window/areas.rs"]
mod areas;
#[path = "ui_window/accounts.rs"]
mod accounts;
#[path = "ui_window/copies.rs"]
mod copies;
#[path = "ui_window/corners.rs"]
mod corners;
#[path = "ui_window/cross.rs"]
mod cross;
mod defects;
#[path = "ui_window/driver.rs"]
mod driver;
#[path = "ui_window/every_tool.rs"]
mod every_tool;
mod gestures;
#[path = "ui_window/idle.rs"]
mod idle;
#[path = "ui_window/importing.rs"]
mod importing;
#[path = "ui_window/keyboard.rs"]
mod keyboard;
#[path = "ui_window/keeping.rs"]
mod keeping;
#[path = "ui_window/land.rs"]
mod land;
#[path = "ui_window/looking.rs"]
mod looking;
#[path = "ui_window/looks.rs"]
mod looks;
#[path = "ui_window/rules.rs"]
mod rules;
#[path = "ui_window/repair.rs"]
mod repair;
#[path = "ui_window/tools.rs"]
mod tools;
#[path = "ui_window/typing.rs"]
mod typing;

use std::path::Path;

use driver::{
    Driver, Start, choose, click, click_containing, click_map, drop_file, map_rect, picture, press, press_with, right_click,
    said, shows, start, type_into, with_a_drawn_zone,
};
use eframe::egui::{self, Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use hecta::app::workspace::Workspace;
use hecta::app::{Language, ThemeChoice};
use hecta::geometry::ExactArea;
use hecta::io::UserFiles;
use hecta::plan::ZoneFunction;

#[test]
fn the_window_opens_on_the_park_and_its_balance() {
    for language in Language::ALL {
        let mut driver = start(Start { language, ..Start::default() });
        driver.run();
        let figures = match language {
            Language::Vietnamese => ["663,19 ha phê duyệt", "0,00 ha", "165,80 ha, 25,00 phần trăm", "Đạt"],
            Language::English => ["663.19 ha approved", "0.00 ha", "165.80 ha, 25.00 percent", "Pass"],
        };
        for text in figures {
            assert!(shows(&driver, text), "{text}");
        }
        let bar =
            driver.get_by_label_contains(if language == Language::Vietnamese { "Thanh cân bằng" } else { "Balance bar" });
        assert!(bar.rect().width() > 250.0);
    }
}

#[test]
fn figures_follow_while_a_zone_is_drawn() {
    let mut driver = start(Start::default());
    driver.run();
    press_with(&mut driver, Modifiers::COMMAND, Key::N);
    assert!(shows(&driver, "+663,19 ha") && shows(&driver, "Chưa đủ căn cứ"));
    assert!(shows(&driver, &said(&driver, "panel-empty-zones")));
    press(&mut driver, Key::P);
    for (x, y) in [(0.35, 0.40), (0.55, 0.45)] {
        click_map(&mut driver, x, y);
    }
    let rect = map_rect(&driver);
    driver.hover_at(rect.lerp_inside(vec2(0.5, 0.6)));
    driver.run();
    let session = driver.state().workspace().session();
    assert!(session.has_preview(), "three corners enclose land");
    let residual = session.ledger().residual();
    assert!(residual < ExactArea::from_ha(663.0) && session.history().next_undo().is_none());
    let numbers = driver.state().workspace().texts().numbers();
    assert!(shows(&driver, &format!("+{}", numbers.ha(residual, 2))));
    picture(&mut driver, "drawing");
    press(&mut driver, Key::Escape);
    assert!(shows(&driver, "+663,19 ha"));
}

#[test]
fn a_zone_is_drawn_named_given_a_target_and_undone() {
    for language in Language::ALL {
        let mut driver = with_a_drawn_zone(Start { language, ..Start::default() });
        let drawn = driver.state().workspace().session().ledger().zones_total;
        assert!(drawn > ExactArea::from_ha(20.0));
        let name = said(&driver, if language == Language::Vietnamese { "panel-name" } else { "panel-name-en" });
        type_into(&mut driver, &name, "Khu thử nghiệm");
        assert!(shows(&driver, "Khu thử nghiệm"));
        let target = said(&driver, "panel-column-target");
        type_into(&mut driver, &target, if language == Language::Vietnamese { "110,25" } else { "110.25" });
        let zone = driver.state().workspace().session().plan().zones().next().expect("the zone").clone();
        assert_eq!(zone.attributes.target, Some(ExactArea::from_ha(110.25)));
        assert_eq!(zone.attributes.function, Some(ZoneFunction::RdLaboratory));
        assert_eq!(driver.state().workspace().session().history().steps().1, 3, "each field is one step");
        type_into(&mut driver, &target, "nhiều");
        assert!(shows(&driver, "“nhiều”"), "an error stands beside the field");
        let undo = |step: &str| match language {
            Language::Vietnamese => format!("Hoàn tác: {step}"),
            Language::English => format!("Undo: {step}"),
        };
        let is_vietnamese = language == Language::Vietnamese;
        click(&mut driver, &undo(if is_vietnamese { "Đặt chỉ tiêu diện tích TN" } else { "Set target area of TN" }));
        click(&mut driver, &undo(if is_vietnamese { "Đổi tên vùng TN" } else { "Rename zone TN" }));
        click(&mut driver, &undo(if is_vietnamese { "Vẽ vùng TN" } else { "Draw zone TN" }));
        let session = driver.state().workspace().session();
        assert_eq!((session.plan().zones().len(), session.ledger().zones_total), (0, ExactArea::ZERO));
    }
}

#[test]
fn letters_typed_into_a_field_take_no_tool() {
    let mut driver = with_a_drawn_zone(Start::default());
    let before = driver.state().workspace().session().tool().kind();
    let name = said(&driver, "panel-name");
    driver.get_by_label(&name).click();
    driver.run();
    for key in [Key::V, Key::N, Key::Z] {
        press(&mut driver, key);
    }
    press(&mut driver, Key::Delete);
    let session = driver.state().workspace().session();
    assert_eq!((session.tool().kind(), session.plan().zones().len()), (before, 1));
}

#[test]
fn a_failing_plan_leaves_only_as_a_draft_with_a_reason() {
    for language in Language::ALL {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ban nhap.geojson");
        let mut driver = with_a_drawn_zone(Start { language, ..Start::default() });
        press_with(&mut driver, Modifiers::COMMAND, Key::E);
        let (confirm, field) = (said(&driver, "dialog-draft-confirm"), said(&driver, "dialog-path"));
        picture(&mut driver, &format!("draft_{}", language.code()));
        driver.get_by_label(&field).click();
        driver.run();
        press_with(&mut driver, Modifiers::COMMAND, Key::A);
        driver.get_by_label(&field).type_text(&path.display().to_string());
        driver.run();
        click(&mut driver, &confirm);
        assert!(!path.exists(), "there is no reason yet");
        assert!(shows(&driver, &said(&driver, "dialog-draft-reason-missing")));
        let reason = said(&driver, "dialog-draft-reason");
        driver.get_by_label(&reason).click();
        driver.run();
        driver.get_by_label(&reason).type_text("Gửi VSIP xem trước");
        driver.run();
        click(&mut driver, &confirm);
        let written = std::fs::read_to_string(&path).expect("the draft is written");
        assert!(written.contains("Gửi VSIP xem trước") && written.contains("draft"));
    }
}

#[test]
fn a_passing_plan_is_exported_and_an_existing_file_is_asked_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dat.geojson");
    std::fs::write(&path, "old").expect("a file");
    let mut driver = start(Start::default());
    driver.run();
    press_with(&mut driver, Modifiers::COMMAND, Key::E);
    let field = said(&driver, "dialog-path");
    driver.get_by_label(&field).click();
    driver.run();
    press_with(&mut driver, Modifiers::COMMAND, Key::A);
    driver.get_by_label(&field).type_text(&path.display().to_string());
    driver.run();
    click(&mut driver, "Xuất tệp");
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), "old");
    click(&mut driver, "Thay tệp");
    assert!(std::fs::read_to_string(&path).expect("the file").contains("FeatureCollection"));
    assert!(shows(&driver, "Đã xuất dat.geojson"));
}

#[test]
fn language_and_theme_change_at_once_and_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut driver = start(Start { folder: Some(folder.path().to_owned()), ..Start::default() });
    driver.run();
    assert!(shows(&driver, "Đối chiếu diện tích".to_uppercase().as_str()));
    click(&mut driver, "English");
    assert!(shows(&driver, "AREA BALANCE") && shows(&driver, "663.19 ha approved") && !shows(&driver, "phê duyệt"));
    click_containing(&mut driver, "Light or dark theme");
    assert_eq!(driver.ctx.theme(), egui::Theme::Dark);
    let kept = Workspace::start(Some(UserFiles::in_folder(folder.path()))).expect("the settings can be read");
    assert_eq!((kept.settings().language, kept.settings().theme), (Language::English, ThemeChoice::Dark));
}

#[test]
fn the_palette_finds_commands_zones_and_places_without_accents() {
    let mut driver = start(Start::default());
    driver.run();
    let search = |driver: &mut Driver, text: &str| {
        press_with(driver, Modifiers::COMMAND, Key::K);
        let field = said(driver, "a11y-palette");
        driver.get_by_label(&field).type_text(text);
        driver.run();
    };
    search(&mut driver, "ve vung");
    picture(&mut driver, "palette");
    press(&mut driver, Key::Enter);
    assert_eq!(driver.state().workspace().session().tool().kind().code(), "polygon");
    search(&mut driver, "san xuat");
    press(&mut driver, Key::ArrowDown);
    press(&mut driver, Key::ArrowUp);
    press(&mut driver, Key::Enter);
    let session = driver.state().workspace().session();
    let selected = session.selected_zone().and_then(|id| session.plan().zone(id)).expect("a zone is selected");
    assert_eq!(selected.attributes.code, "SX");
    press(&mut driver, Key::V);
    search(&mut driver, "2275703,015 609275,860");
    press(&mut driver, Key::Enter);
    driver.run();
    let [east, north] = driver.state().canvas().view().centre_m();
    assert!((east - 609_275.860).abs() < 0.01 && (north - 2_275_703.015).abs() < 0.01, "{east} {north}");
    search(&mut driver, "khong co gi nhu vay");
    assert!(shows(&driver, &said(&driver, "panel-empty-search")));
    press(&mut driver, Key::Escape);
    assert!(!shows(&driver, &said(&driver, "panel-empty-search")));
}

#[test]
fn a_finding_is_shown_on_the_map_and_cleared_from_the_list() {
    let mut driver = start(Start::default());
    driver.run();
    choose(&mut driver, "menu-file", "action-open-unfinished");
    let faults = driver.state().workspace().session().findings().len();
    assert!(faults >= 3 && shows(&driver, "Không đạt"));
    let before = driver.state().canvas().view().metres_per_point();
    picture(&mut driver, "unfinished");
    for (part, repair) in
        [("chồng lấn", "Giao phần chồng lấn cho"), ("vượt ra ngoài", "Cắt phần ngoài"), ("Khe hở", "Giao khe hở cho")]
    {
        driver
            .query_all_by_label_contains(part)
            .find(|node| node.accesskit_node().label().is_some_and(|l| l.starts_with("Lỗi: ")))
            .expect(part)
            .click();
        driver.run();
        assert!(driver.state().canvas().view().metres_per_point() < before / 2.0, "{part}");
        picture(&mut driver, &format!("finding_{}", repair.len()));
        driver.query_all_by_label_contains(repair).next().expect(repair).click();
        driver.run();
    }
    let session = driver.state().workspace().session();
    assert!(session.findings().is_empty(), "{:?}", session.findings().iter().map(|f| f.rule).collect::<Vec<_>>());
    assert!(shows(&driver, "Đạt") && shows(&driver, "Hoàn tác: Giao đất cho"));
}

#[test]
fn unsaved_changes_are_asked_about_and_files_open_by_dialog_and_by_dropping() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("phuong an.gpkg");
    let mut driver = with_a_drawn_zone(Start { picker: Some(path.clone()), ..Start::default() });
    press_with(&mut driver, Modifiers::COMMAND, Key::O);
    assert!(shows(&driver, "Đồ án có thay đổi chưa lưu"));
    click(&mut driver, "Quay lại chỉnh sửa");
    assert_eq!(driver.state().workspace().session().plan().zones().len(), 1);
    press_with(&mut driver, Modifiers::COMMAND, Key::S);
    click_containing(&mut driver, "Chọn tệp…");
    driver.run();
    assert!(path.exists() && !driver.state().workspace().is_modified(), "the picker named the file");
    press_with(&mut driver, Modifiers::COMMAND, Key::N);
    assert_eq!(driver.state().workspace().session().plan().zones().len(), 0);
    drop_file(&mut driver, &path);
    assert_eq!(driver.state().workspace().session().plan().zones().len(), 1);
    assert_eq!(driver.state().workspace().settings().recent, [path]);
    drop_file(&mut driver, Path::new("/khong/co.gpkg"));
    assert!(shows(&driver, "co.gpkg"), "an error names the file");
    assert_eq!(driver.state().workspace().session().plan().zones().len(), 1);
}

#[test]
fn a_narrow_window_keeps_the_residual_in_sight() {
    let mut driver = start(Start { size: vec2(1000.0, 640.0), ..Start::default() });
    driver.run();
    assert!(shows(&driver, "khớp diện tích phê duyệt") && !shows(&driver, "Các vùng"));
    picture(&mut driver, "narrow");
    click_containing(&mut driver, "khớp diện tích phê duyệt");
    assert!(shows(&driver, "Các vùng"));
    picture(&mut driver, "drawer");
}

#[test]
fn tables_are_copied_with_exact_square_metres() {
    let mut driver = start(Start::default());
    driver.run();
    let name = said(&driver, "action-copy-zones");
    driver.get_by_label(&name).click();
    driver.step();
    let copied = |driver: &Driver| {
        driver.output().platform_output.commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    };
    let text = copied(&driver);
    let text = text.expect("a table on the clipboard");
    let total = text.lines().find(|line| line.contains("Tổng cộng")).expect("a sum");
    assert!(total.contains("\t663,19\t100,00\t663,19\t0,00\t6631900,0000"), "{total}");
}

#[test]
fn the_tour_is_performed_step_by_step() {
    let mut driver = start(Start::default());
    driver.run();
    choose(&mut driver, "menu-help", "action-tour");
    picture(&mut driver, "tour");
    let undone = said(&driver, "tour-not-performed");
    assert!(shows(&driver, &undone) && shows(&driver, "Bước 1 / 5"));
    press(&mut driver, Key::Plus);
    driver.run();
    assert!(!shows(&driver, &undone));
    click(&mut driver, "Tiếp tục");
    assert!(shows(&driver, "Bước 2 / 5") && shows(&driver, &undone));
    for (x, y) in [(0.45, 0.40), (0.55, 0.45), (0.55, 0.62)] {
        click_map(&mut driver, x, y);
    }
    press(&mut driver, Key::Enter);
    assert!(!shows(&driver, &undone), "a zone was drawn");
    click(&mut driver, "Bỏ qua hướng dẫn");
    assert!(!shows(&driver, "Bước 2 / 5"));
    assert!(driver.state().workspace().settings().tour_seen);
}

#[test]
fn dialogs_of_the_help_menu_open_and_close_by_keys() {
    for language in Language::ALL {
        let mut driver = start(Start { language, ..Start::default() });
        driver.run();
        press(&mut driver, Key::F1);
        assert!(shows(&driver, "Ctrl+Shift+S"));
        picture(&mut driver, &format!("keys_{}", language.code()));
        press(&mut driver, Key::Escape);
        assert!(!shows(&driver, "Ctrl+Shift+S"));
        choose(&mut driver, "menu-area", "action-area-definitions");
        let geodesic = if language == Language::Vietnamese { "6.631.043" } else { "6,631,043" };
        assert!(shows(&driver, geodesic));
        picture(&mut driver, &format!("definitions_{}", language.code()));
        press(&mut driver, Key::Escape);
        choose(&mut driver, "menu-help", "action-about");
        assert!(shows(&driver, env!("CARGO_PKG_VERSION")));
        picture(&mut driver, &format!("about_{}", language.code()));
        press(&mut driver, Key::Escape);
        let layers = said(&driver, "action-layers");
        click(&mut driver, &layers);
        assert!(shows(&driver, &said(&driver, "layer-notice-reference")));
        picture(&mut driver, &format!("layers_{}", language.code()));
    }
}

#[test]
fn what_was_being_worked_on_comes_back_after_a_crash() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = Some(folder.path().to_owned());
    let driver = with_a_drawn_zone(Start { folder: kept.clone(), ..Start::default() });
    let total = driver.state().workspace().session().ledger().zones_total;
    assert!(driver.state().workspace().kept_at().is_some());
    drop(driver);
    let mut driver = start(Start { folder: kept, ..Start::default() });
    driver.run();
    click(&mut driver, "Khôi phục");
    let workspace = driver.state().workspace();
    assert_eq!(workspace.session().ledger().zones_total, total);
    assert!(workspace.is_modified());
}

#[test]
fn closing_asks_about_changes_and_saving_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("da luu.gpkg");
    let mut driver = with_a_drawn_zone(Start { picker: Some(path.clone()), ..Start::default() });
    let close = egui::ViewportEvent::Close;
    driver.input_mut().viewports.get_mut(&egui::ViewportId::ROOT).expect("the window").events.push(close);
    driver.run();
    let commands =
        |driver: &Driver| driver.output().viewport_output.values().flat_map(|v| v.commands.clone()).collect::<Vec<_>>();
    assert!(shows(&driver, "Đồ án có thay đổi chưa lưu"));
    click(&mut driver, "Lưu rồi tiếp tục");
    driver.get_by_label_contains("Chọn tệp…").click();
    let mut closed = false;
    for _ in 0..8 {
        driver.step();
        closed |= commands(&driver).contains(&egui::ViewportCommand::Close);
    }
    assert!(closed && path.exists());
}

#[test]
fn a_zone_is_drawn_and_closed_without_a_mouse() {
    let mut driver = start(Start::default());
    driver.run();
    press_with(&mut driver, Modifiers::COMMAND, Key::N);
    press(&mut driver, Key::P);
    let bounds = driver.state().workspace().session().plan().bounds().expect("the park");
    let middle = bounds.centre().to_m();
    for (east_m, north_m) in [(0.0, 0.0), (300.0, 0.0), (300.0, 200.0), (0.0, 200.0)] {
        press_with(&mut driver, Modifiers::COMMAND, Key::K);
        let field = said(&driver, "a11y-palette");
        let typed = format!("{:.3} {:.3}", middle[1] + north_m, middle[0] + east_m).replace('.', ",");
        driver.get_by_label(&field).type_text(&typed);
        driver.run();
        assert!(shows(&driver, "Đặt góc tại X"));
        press(&mut driver, Key::Enter);
    }
    press(&mut driver, Key::Enter);
    assert_eq!(driver.state().workspace().session().ledger().zones_total, ExactArea::from_ha(6.0));
    press(&mut driver, Key::F2);
    let name = said(&driver, "panel-name");
    let fields = driver.query_all_by_label(&name).filter(egui_kittest::Node::is_focused).count();
    assert_eq!(fields, 1, "the dialog's field has the focus");
    press(&mut driver, Key::Escape);
    press(&mut driver, Key::Delete);
    assert_eq!(driver.state().workspace().session().plan().zones().len(), 0);
    press_with(&mut driver, Modifiers::COMMAND, Key::Z);
    assert_eq!(driver.state().workspace().session().plan().zones().len(), 1);
}

#[test]
fn the_menu_of_a_place_offers_what_can_be_done_there() {
    let mut driver = start(Start::default());
    driver.run();
    choose(&mut driver, "menu-file", "action-open-unfinished");
    let overlap = driver.state().workspace().session().findings().get(0).cloned().expect("a finding");
    let at = driver.state().canvas().view().to_screen(overlap.at.expect("a place"));
    right_click(&mut driver, at);
    picture(&mut driver, "context");
    click_containing(&mut driver, "Giao phần chồng lấn cho KN");
    assert!(driver.state().workspace().session().ledger().overlap.is_zero());
    let menu = said(&driver, "menu-edit");
    click(&mut driver, &menu);
    picture(&mut driver, "menu");
    // in the menu and on the tool bar alike
    let undo = "Hoàn tác: Xử lý chồng lấn KN–SX";
    assert_eq!(driver.query_all_by_label(undo).count(), 2);
    driver.query_all_by_label(undo).last().expect("the menu's entry").click();
    driver.run();
    assert!(!driver.state().workspace().session().ledger().overlap.is_zero());
}

#[test]
fn borders_are_simplified_after_a_look() {
    let mut driver = start(Start::default());
    driver.run();
    let count = |driver: &Driver| {
        let plan = driver.state().workspace().session().plan();
        plan.zones().map(|zone| zone.region.vertex_count()).sum::<usize>()
    };
    let before = count(&driver);
    press_with(&mut driver, Modifiers::COMMAND, Key::K);
    driver.get_by_label(&said(&driver, "a11y-palette")).type_text("don gian hoa");
    driver.run();
    press(&mut driver, Key::Enter);
    driver.run();
    assert!(driver.state().workspace().session().has_preview() && count(&driver) < before);
    assert!(shows(&driver, &said(&driver, "panel-simplify-departure")));
    picture(&mut driver, "simplify");
    press(&mut driver, Key::Escape);
    assert!(!driver.state().workspace().session().has_preview());
    assert_eq!(count(&driver), before);
}
