//! Which actions are done again by Enter.

use super::Action;
use crate::tool::ToolKind;

impl Action {
    /// Whether it is something one repeats: a tool that is taken for a task, or a command on the plan or the selection.
    pub const fn is_repeatable(self) -> bool {
        match self {
            Self::Tool(kind) => !matches!(kind, ToolKind::Select | ToolKind::Pan),
            Self::DeleteZones | Self::MergeZones | Self::SelectByAttribute | Self::SelectByLocation | Self::NextFinding => true,
            _ => false,
        }
    }
}
