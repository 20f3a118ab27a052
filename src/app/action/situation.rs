//! What decides whether an action can be done.

use crate::app::{Alternatives, Session};

/// What decides whether an action can be done.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The document.
    pub session: &'a Session,
    /// Its name: that of its file, or its title.
    pub document_name: &'a str,
    /// Whether it has changes that are in no file.
    pub is_modified: bool,
    /// Whether there are recent files.
    pub has_recent: bool,
    /// Whether something was exported.
    pub has_export: bool,
    /// Whether the last import had something to say.
    pub has_import_report: bool,
    /// Whether a removed reference layer can be brought back.
    pub has_removed_reference: bool,
    /// The alternatives of the document.
    pub alternatives: &'a Alternatives,
}
