//! Opening the window, or saying clearly why there is none.

use std::path::PathBuf;

use eframe::egui::{self, ViewportBuilder};

use super::settle::Opening;
use super::{Window, graphics};
use crate::app::Texts;
use crate::app::import_text::error_text;
use crate::app::workspace::Workspace;
use crate::io::{ImportError, UserFiles};
use crate::ui::picker::DesktopPicker;

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// There is no desktop to open it on.
    #[error("there is no desktop to open a window on: {cause}")]
    NoDisplay {
        /// What the window system said.
        cause: String,
    },
    /// Neither a graphics processor nor its replacement in software can be used.
    #[error("no graphics adapter can be used: {cause}")]
    NoGraphics {
        /// What the graphics library said.
        cause: String,
    },
    /// The data inside the program cannot be read.
    #[error("the embedded data cannot be read")]
    EmbeddedData {
        /// Why.
        #[source]
        source: ImportError,
    },
}

impl WindowError {
    /// What to tell the user, and what to do.
    pub fn text(&self, texts: &Texts) -> String {
        match self {
            Self::NoDisplay { cause } => texts.format("error-no-display", &[("cause", cause.as_str().into())]),
            Self::NoGraphics { cause } => texts.format("error-graphics", &[("cause", cause.as_str().into())]),
            Self::EmbeddedData { source } => error_text(texts, "", source),
        }
    }
}

/// Opens the window, on `file` if one is given and with `references` behind it, and returns when it is closed.
pub fn run(file: Option<PathBuf>, references: Vec<PathBuf>) -> Result<(), WindowError> {
    let graphics = std::thread::spawn(graphics::in_software);
    let workspace = Workspace::start(UserFiles::of_user()).map_err(|source| WindowError::EmbeddedData { source })?;
    let viewport = ViewportBuilder::default()
        .with_app_id("hecta")
        .with_title(workspace.window_title())
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([800.0, 560.0]);
    // there are no gradients whose steps dithering would hide
    let mut options = eframe::NativeOptions { viewport, centered: true, dithering: false, ..Default::default() };
    let in_software = graphics.join().ok().flatten();
    let opening = if in_software.is_some() { Opening::in_software() } else { Opening::default() };
    if let Some(setup) = in_software {
        options.wgpu_options.wgpu_setup = setup;
    }
    let create = move |context: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        let window = opened(&context.egui_ctx, context.wgpu_render_state.as_ref(), workspace, file, references);
        Ok(Box::new(window.opening(opening)))
    };
    eframe::run_native("hecta", options, Box::new(create)).map_err(|error| explained(&error))
}

fn opened(
    context: &egui::Context,
    render_state: Option<&egui_wgpu::RenderState>,
    workspace: Workspace,
    file: Option<PathBuf>,
    references: Vec<PathBuf>,
) -> Window {
    let mut window = Window::new(context, render_state, workspace, Box::new(DesktopPicker));
    match file {
        Some(path) => window.open_file(path),
        // who names layers knows the way
        None if !references.is_empty() => {}
        None => window.offer_tour(),
    }
    window.show_references(references);
    window
}

fn explained(error: &eframe::Error) -> WindowError {
    let text = error.to_string();
    let cause = without_source_places(&text).to_owned();
    match error {
        eframe::Error::Wgpu(_) => WindowError::NoGraphics { cause },
        _ => WindowError::NoDisplay { cause },
    }
}

/// What is said behind the last place in someone's sources ("…/mod.rs:765: "), which helps nobody who starts a program.
fn without_source_places(text: &str) -> &str {
    let behind_place = |(at, _): (usize, &str)| text[at..].split_once(": ").map(|(_, rest)| rest.trim());
    text.rmatch_indices(".rs:").find_map(behind_place).unwrap_or(text).trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Language;

    #[test]
    fn a_cause_names_no_place_in_the_sources() {
        let text = "winit: os error at /home/x/mod.rs:765: neither WAYLAND_DISPLAY nor DISPLAY is set.";
        assert_eq!(without_source_places(text), "neither WAYLAND_DISPLAY nor DISPLAY is set");
        assert_eq!(without_source_places("no adapter: none found"), "no adapter: none found");
    }

    #[test]
    fn without_a_display_the_message_says_what_to_do() {
        let error = WindowError::NoDisplay { cause: "DISPLAY is not set".into() };
        for texts in Language::ALL.map(Texts::new) {
            let text = error.text(&texts);
            assert!(text.contains("DISPLAY is not set") && text.contains("hecta check"), "{text}");
        }
    }
}
