//! The figures from which something is a finding. No statute sets one: these are project settings with defaults.

use serde::{Deserialize, Serialize};

use super::rule::Rule;
use crate::geometry::ExactArea;
use crate::geometry::coverage::NOISE_AREA;

/// Thresholds of the checks; a project may set others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tolerances {
    /// Gaps, overlaps and outside parts are errors from this area on.
    pub coverage_error: ExactArea,
    /// Gaps, overlaps and outside parts below this area are not listed; never below [`NOISE_AREA`].
    pub coverage_listed: ExactArea,
    /// A part of a zone with a mean width 2·A/P below this is a sliver, µm.
    pub sliver_width_um: i64,
    /// Σ zones may differ from the approved area by this much.
    pub area_residual: ExactArea,
}

impl Tolerances {
    /// 1 m², from which examiners return dossiers for gaps and overlaps (practice, not statute).
    pub const COVERAGE_ERROR: ExactArea = ExactArea::from_twice_um2(2_000_000_000_000);
    /// 0.01 m²: below it is rounding of foreign files (engineering value).
    pub const COVERAGE_LISTED: ExactArea = NOISE_AREA;
    /// 0.5 m: narrower land is a drawing mistake (engineering value).
    pub const SLIVER_WIDTH_UM: i64 = 500_000;
    /// 0.005 ha, half a unit of the last decimal of the approved 663,19 ha (engineering value).
    pub const AREA_RESIDUAL: ExactArea = ExactArea::from_twice_um2(100_000_000_000_000);

    /// Where the threshold of a rule comes from, for reports; `None` for rules without one.
    pub const fn source(rule: Rule) -> Option<&'static str> {
        match rule {
            Rule::Gap | Rule::Overlap => Some("practice of dossier examination (HoSoGIS, TT 16/2025/TT-BXD): 1 m²"),
            Rule::Outside => Some("QĐ 1541/QĐ-TTg: location and boundary unchanged; listed from 1 m²"),
            Rule::Sliver => Some("engineering value: mean width 2·A/P below 0.5 m"),
            Rule::AreaResidual => Some("engineering value: 0.005 ha, half of the last decimal of the approved area"),
            Rule::InvalidGeometry | Rule::Duplicate | Rule::MissingZone => None,
        }
    }
}

impl Default for Tolerances {
    fn default() -> Self {
        Self {
            coverage_error: Self::COVERAGE_ERROR,
            coverage_listed: Self::COVERAGE_LISTED,
            sliver_width_um: Self::SLIVER_WIDTH_UM,
            area_residual: Self::AREA_RESIDUAL,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_the_figures_their_sources_name() {
        let tolerances = Tolerances::default();
        assert_eq!(tolerances.coverage_error, ExactArea::from_m2(1.0));
        assert_eq!(tolerances.coverage_listed, ExactArea::from_m2(0.01));
        assert_eq!(tolerances.area_residual, ExactArea::from_ha(0.005));
    }
}
