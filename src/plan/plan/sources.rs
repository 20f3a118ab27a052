//! The files a plan was made from.

use std::sync::Arc;

use super::Plan;
use crate::plan::provenance::{SourceRecord, SourceRole};

impl Plan {
    /// The plan as it begins, made from the file of this record; nothing that is done to it later changes where it comes from.
    pub fn with_source(self, source: Option<Arc<SourceRecord>>) -> Self {
        Self { source, ..self }
    }

    /// The plan with the records that a document kept: that of the zones, and that of the boundary; of several with one role the first.
    pub fn with_sources(mut self, records: &[SourceRecord]) -> Self {
        let of = |role| records.iter().find(|record| record.role == role).cloned().map(Arc::new);
        self.source = of(SourceRole::Plan);
        if let Some(boundary) = self.boundary.as_mut() {
            Arc::make_mut(boundary).source = of(SourceRole::Boundary);
        }
        self
    }

    /// The record of the file whose zones the plan began with, shared.
    pub const fn source(&self) -> Option<&Arc<SourceRecord>> {
        self.source.as_ref()
    }

    /// The files the plan was made from: that of its zones, and that of the boundary it has now if it came with another one.
    pub fn sources(&self) -> impl Iterator<Item = &SourceRecord> + Clone {
        let of_boundary = self.boundary().and_then(|boundary| boundary.source.as_deref());
        self.source.as_deref().into_iter().chain(of_boundary)
    }
}
