//! The application without a window: what it says and does, for the window and the command line alike.

pub mod action;
mod aim_action;
mod alternative_action;
pub mod alternatives;
pub mod corners;
pub mod i18n;
pub mod identify;
pub mod identify_text;
pub mod import_text;
pub mod measure;
pub mod naming;
pub mod palette;
pub mod phrase;
pub mod picture;
pub mod place;
mod precision;
pub mod select_by;
pub mod session;
pub mod settings;
mod shortcut;
pub mod simplify;
pub mod unsolved_text;
pub mod wording;
pub mod workspace;

pub use crate::plan::{LayerSetting, LayerSettings, MapLayer};
pub use action::Action;
pub use aim_action::AimAction;
pub use alternative_action::AlternativeAction;
pub use alternatives::{AlternativeId, Alternatives};
pub use i18n::{Language, TextValue, Texts};
pub use identify::{Identified, identify};
pub use measure::Measurement;
pub use session::{Communes, Session};
pub use settings::{Settings, ThemeChoice};
pub use workspace::{Notice, NoticeKind, Saved, Workspace};
