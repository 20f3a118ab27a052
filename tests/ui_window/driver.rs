//! Starting the window and working it by accessible names.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use eframe::egui::{self, Event, Key, Modifiers, Pos2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use hecta::app::workspace::Workspace;
use hecta::app::{Language, ThemeChoice};
use hecta::io::UserFiles;
use hecta::ui::Window;
use hecta::ui::picker::{FilePicker, Question};

/// Answers every question for a file with the same path.
#[derive(Default)]
pub struct ScriptedPicker(Option<PathBuf>);

impl FilePicker for ScriptedPicker {
    fn ask(&self, _: Question, _: &egui::Context) -> Receiver<Option<PathBuf>> {
        let (answer, receiver) = channel();
        answer.send(self.0.clone()).expect("the window waits for the answer");
        receiver
    }
}

/// The window under test.
pub type Driver = Harness<'static, Window>;

/// How the window is started.
pub struct Start {
    pub language: Language,
    pub theme: ThemeChoice,
    pub size: egui::Vec2,
    pub picker: Option<PathBuf>,
    pub folder: Option<PathBuf>,
}

impl Default for Start {
    fn default() -> Self {
        Self { language: Language::Vietnamese, theme: ThemeChoice::Light, size: vec2(1280.0, 800.0), picker: None, folder: None }
    }
}

/// Starts the window.
pub fn start(how: Start) -> Driver {
    let files = how.folder.as_deref().map(UserFiles::in_folder);
    let mut workspace = Workspace::start(files).expect("the embedded data are sound");
    workspace.set_language(how.language);
    workspace.settings_mut().theme = how.theme;
    let picker = Box::new(ScriptedPicker(how.picker));
    let theme = if how.theme == ThemeChoice::Dark { egui::Theme::Dark } else { egui::Theme::Light };
    let mut builder = Harness::builder().with_size(how.size).with_theme(theme).with_max_steps(60);
    // pictures need a graphics adapter, nothing else here does
    if std::env::var("HECTA_PICTURES").is_ok() {
        builder = builder.wgpu();
    }
    builder.build_eframe(move |context| Window::new(&context.egui_ctx, context.wgpu_render_state.as_ref(), workspace, picker))
}

/// Keeps a picture of the window if pictures are wanted.
pub fn picture(driver: &mut Driver, name: &str) {
    if let Ok(folder) = std::env::var("HECTA_PICTURES") {
        driver.render().expect("a picture").save(format!("{folder}/{name}.png")).expect("the folder of pictures");
    }
}

/// The text `id` in the language of the window.
pub fn said(driver: &Driver, id: &str) -> String {
    driver.state().workspace().texts().get(id).to_owned()
}

/// Presses a key.
pub fn press(driver: &mut Driver, key: Key) {
    press_with(driver, Modifiers::NONE, key);
}

/// Presses a key with others held.
pub fn press_with(driver: &mut Driver, modifiers: Modifiers, key: Key) {
    driver.key_press_modifiers(modifiers, key);
    driver.run();
}

/// Clicks the control with this name.
pub fn click(driver: &mut Driver, name: &str) {
    driver.get_by_label(name).click();
    driver.run();
}

/// Clicks the control with this name in a list that may have to be scrolled to it.
pub fn click_in_list(driver: &mut Driver, name: &str) {
    driver.get_by_label(name).scroll_to_me();
    driver.run();
    click(driver, name);
}

/// Clicks the control whose name begins so.
pub fn click_containing(driver: &mut Driver, part: &str) {
    driver.get_by_label_contains(part).click();
    driver.run();
}

/// Chooses an entry of a menu.
pub fn choose(driver: &mut Driver, menu: &str, entry: &str) {
    let (menu, entry) = (said(driver, menu), said(driver, entry));
    click(driver, &menu);
    click(driver, &entry);
}

/// Whether anything on screen is named so, in part.
pub fn shows(driver: &Driver, text: &str) -> bool {
    driver.query_all_by_label_contains(text).next().is_some()
}

/// Where the map is.
pub fn map_rect(driver: &Driver) -> egui::Rect {
    driver.state().canvas().view().rect()
}

/// Moves to a place on the map, given as shares of its width and height, and clicks there.
pub fn click_map(driver: &mut Driver, x: f32, y: f32) {
    let rect = map_rect(driver);
    click_at(driver, pos2(rect.left() + x * rect.width(), rect.top() + y * rect.height()));
}

/// Moves to a place of the screen and clicks there.
pub fn click_at(driver: &mut Driver, at: Pos2) {
    driver.hover_at(at);
    driver.run();
    driver.drag_at(at);
    driver.run();
    driver.drop_at(at);
    driver.run();
}

/// Moves to a place of the screen and presses the right button there.
pub fn right_click(driver: &mut Driver, at: Pos2) {
    driver.hover_at(at);
    driver.run();
    for pressed in [true, false] {
        let button = egui::PointerButton::Secondary;
        driver.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        driver.run();
    }
}

/// Starts on an empty plan and draws a zone in the middle of the park.
pub fn with_a_drawn_zone(how: Start) -> Driver {
    let mut driver = start(how);
    driver.run();
    press_with(&mut driver, Modifiers::COMMAND, Key::N);
    assert_eq!(driver.state().workspace().session().plan().zones().len(), 0);
    press(&mut driver, Key::P);
    for (x, y) in [(0.35, 0.40), (0.55, 0.45), (0.55, 0.62), (0.38, 0.60)] {
        click_map(&mut driver, x, y);
    }
    press(&mut driver, Key::Enter);
    driver
}

/// Leaves a text field the way a planner does: with the Tab key.
pub fn type_into(driver: &mut Driver, field: &str, text: &str) {
    driver.get_by_label(field).click();
    driver.run();
    press_with(driver, Modifiers::COMMAND, Key::A);
    driver.get_by_label(field).type_text(text);
    driver.run();
    press(driver, Key::Tab);
}

#[derive(Debug)]
pub struct Dropped(PathBuf);

impl Dropped {
    /// A file that is dropped onto the window.
    pub const fn new(path: PathBuf) -> Self {
        Self(path)
    }
}

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// Drops a file onto the window.
pub fn drop_file(driver: &mut Driver, path: &Path) {
    driver.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path.to_owned())));
    driver.run();
}

/// Presses the keys that type `text`: each comes as a key and as a character, as from a keyboard.
pub fn type_keys(driver: &mut Driver, text: &str) {
    for c in text.chars() {
        if let Some(key) = Key::from_name(&c.to_uppercase().to_string()) {
            driver.key_press(key);
        }
        driver.event(Event::Text(c.to_string()));
        driver.run();
    }
}
