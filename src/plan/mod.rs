//! The document: boundary, communes, zones, figures. Private fields; changes come as diffs made by commands.

pub mod boundary;
pub mod commune;
pub mod confidence;
pub mod cross_table;
pub mod date;
pub mod diff;
pub mod dossier;
pub mod index;
pub mod land_balance;
pub mod land_use;
pub mod layers;
pub mod ledger;
#[expect(clippy::module_inception, reason = "the aggregate is the plan")]
pub mod plan;
pub mod provenance;
pub mod query;
pub mod route;
pub mod transfer;
pub mod settings;
pub mod zone;

pub use boundary::{Approval, Boundary};
pub use commune::{Commune, CommuneLayer, Division};
pub use confidence::Confidence;
pub use cross_table::{CrossTable, LandLayer, RingRole};
pub use date::{Date, NotADate};
pub use diff::{Changed, PlanDiff};
pub use dossier::DossierCodes;
pub use index::{Face, FaceEdge, PlanIndex};
pub use land_balance::{LandBalance, LandFigures, LandRow, LandSums, LandTable, LandUnit, units_of};
pub use land_use::{LandUse, LandUseClass, LandUseGroup, LandUseHatch, Phase, PriorityField};
pub use layers::{LayerSetting, LayerSettings, MapLayer};
pub use ledger::{Balance, Ledger};
pub use plan::{CoverageFaults, LayingReport, PartsDisagree, Plan, PlanLevel, PlanParts, ZoneDraft, ZoneDrafts, ZoneOverlap};
pub use provenance::{DecidedBy, SourceRecord, SourceRole};
pub use query::Relation;
pub use route::border_route;
pub use settings::{PlanSettings, Tolerance, ToleranceUnit, Tolerances};
pub use transfer::{Party, TransferMatrix};
pub use zone::{Zone, ZoneAttributes, ZoneFunction, ZoneId};
