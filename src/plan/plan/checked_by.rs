//! By what a plan is checked.

use std::sync::Arc;

use super::Plan;
use crate::plan::settings::PlanSettings;

impl Plan {
    /// The plan as it begins, checked by these settings; later they change by a command.
    pub fn with_settings(self, settings: PlanSettings) -> Self {
        Self { settings: Arc::new(settings), ..self }
    }

    /// What the project sets for its checks.
    pub fn settings(&self) -> &PlanSettings {
        &self.settings
    }
}
