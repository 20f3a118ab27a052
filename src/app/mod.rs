//! The application without a window: what it says and does, for the window and the command line alike.

pub mod action;
pub mod corners;
pub mod i18n;
pub mod import_text;
pub mod layers;
pub mod naming;
pub mod palette;
pub mod phrase;
pub mod picture;
mod precision;
pub mod session;
pub mod settings;
pub mod wording;
pub mod workspace;

pub use action::Action;
pub use i18n::{Language, TextValue, Texts};
pub use layers::{LayerSetting, LayerSettings, MapLayer};
pub use session::{Communes, Session};
pub use settings::{Settings, ThemeChoice};
pub use workspace::{Notice, NoticeKind, Saved, Workspace};
