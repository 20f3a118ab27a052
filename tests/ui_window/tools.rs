//! The tool bar: every tool is reached by its name, from the bar and from the menu, and nothing is cut off.

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Key, Rect};
use egui_kittest::kittest::{NodeT, Queryable};
use hecta::app::action::ShortcutKey;
use hecta::app::{Action, Language, ThemeChoice};
use hecta::tool::{ToolGroup, ToolKind};

use crate::driver::{Driver, Start, click, map_rect, picture, press, said, start};

fn name(driver: &Driver, kind: ToolKind) -> String {
    said(driver, Action::Tool(kind).text_id())
}

fn tool(driver: &Driver) -> ToolKind {
    driver.state().workspace().session().tool().kind()
}

/// Takes a tool by its key; the hand, which has none to press, by its button.
fn take(driver: &mut Driver, kind: ToolKind) {
    match Action::Tool(kind).shortcut().map(|keys| keys.key) {
        Some(ShortcutKey::Letter(letter)) => press(driver, Key::from_name(&letter.to_string()).expect("a key")),
        _ => {
            let button = name(driver, kind);
            driver.get_by_role_and_label(Role::Button, &button).click();
            driver.run();
        }
    }
    assert_eq!(tool(driver), kind);
}

/// Everything that is named or can be worked, with its place.
fn controls(driver: &Driver) -> Vec<(String, Rect)> {
    let nodes = driver.root().children_recursive();
    let is_control = |role| {
        matches!(role, Role::Button | Role::CheckBox | Role::RadioButton | Role::ComboBox | Role::SpinButton | Role::Label)
    };
    let controls = nodes.filter(|node| is_control(node.accesskit_node().role()));
    controls.map(|node| (format!("{:?}", node.accesskit_node().label()), node.rect())).collect()
}

#[test]
fn every_tool_is_taken_from_the_menu_beside_the_button_of_its_group() {
    for language in Language::ALL {
        let mut driver = start(Start { language, ..Start::default() });
        driver.run();
        for group in ToolGroup::ALL {
            let tools: Vec<_> = group.tools().collect();
            let mut shown = tools[0];
            if group == ToolGroup::Select {
                shown = tool(&driver);
            }
            for &kind in tools.iter().rev() {
                let button = name(&driver, shown);
                driver.get_by_role_and_label(Role::Button, &button).focus();
                driver.run();
                if tools.len() == 1 {
                    driver.get_by_role_and_label(Role::Button, &button).click();
                } else {
                    press(&mut driver, Key::ArrowDown);
                    if kind == tools[1] {
                        picture(&mut driver, &format!("tools_{}_{}", kind.code(), language.code()));
                    }
                    let entry = name(&driver, kind);
                    driver.get_by_role_and_label(Role::MenuItem, &entry).click();
                }
                driver.run();
                assert_eq!(tool(&driver), kind);
                shown = kind;
            }
        }
    }
}

#[test]
fn a_second_click_opens_the_other_tools_and_a_right_click_does_at_once() {
    let mut driver = start(Start::default());
    driver.run();
    let (polygon, fill) = (name(&driver, ToolKind::Polygon), name(&driver, ToolKind::Fill));
    let entry = |driver: &Driver| driver.query_all_by_role_and_label(Role::MenuItem, &fill).count();
    driver.get_by_role_and_label(Role::Button, &polygon).click();
    driver.run();
    assert_eq!((tool(&driver), entry(&driver)), (ToolKind::Polygon, 0), "the first click takes the tool");
    driver.get_by_role_and_label(Role::Button, &polygon).click();
    driver.run();
    assert_eq!(entry(&driver), 1);
    press(&mut driver, Key::Escape);
    assert_eq!((tool(&driver), entry(&driver)), (ToolKind::Polygon, 0));
    press(&mut driver, Key::V);
    let at = driver.get_by_role_and_label(Role::Button, &polygon).rect().center();
    driver.hover_at(at);
    driver.run();
    for pressed in [true, false] {
        let button = egui::PointerButton::Secondary;
        driver.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: egui::Modifiers::NONE });
        driver.run();
    }
    assert_eq!((tool(&driver), entry(&driver)), (ToolKind::Select, 1));
}

#[test]
fn every_tool_stands_in_the_menu() {
    let mut driver = start(Start::default());
    driver.run();
    let menu = said(&driver, "menu-draw");
    click(&mut driver, &menu);
    picture(&mut driver, "menu_draw");
    for kind in ToolGroup::Draw.tools() {
        let entry = name(&driver, kind);
        let entry = driver.get_by_role_and_label(Role::MenuItem, &entry).rect();
        assert!(entry.bottom() < 776.0);
    }
    let cut = said(&driver, "menu-tools-cut");
    driver.get_by_label_contains(&cut).click();
    driver.run();
    let cut_out = name(&driver, ToolKind::CutOut);
    driver.get_by_role_and_label(Role::MenuItem, &cut_out).click();
    driver.run();
    assert_eq!(tool(&driver), ToolKind::CutOut);
}

#[test]
fn no_tool_and_no_option_is_cut_off() {
    for language in Language::ALL {
        let theme = if language == Language::English { ThemeChoice::Dark } else { ThemeChoice::Light };
        let mut driver = start(Start { language, theme, ..Start::default() });
        driver.run();
        for kind in ToolKind::ALL {
            take(&mut driver, kind);
            picture(&mut driver, &format!("options_{}_{}", kind.code(), language.code()));
            let map = map_rect(&driver);
            for (name, rect) in controls(&driver) {
                let is_tool = rect.right() <= map.left() && rect.top() > 36.0;
                assert!(!is_tool || rect.bottom() <= map.bottom(), "{name} reaches below the bar");
                let is_option = rect.left() > map.left()
                    && rect.left() < map.right()
                    && rect.bottom() <= map.top() + 1.0
                    && rect.top() > 36.0;
                assert!(!is_option || rect.right() <= map.right() + 0.5, "{kind:?}: {name} ends at {}", rect.right());
            }
        }
    }
}
