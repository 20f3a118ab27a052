//! What a project sets for its checks: tolerances, the day whose law applies, rules of its own.

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::dossier::DossierCodes;
use crate::geometry::ExactArea;
use crate::geometry::coverage::NOISE_AREA;
use crate::geometry::grid::UM_PER_M;

/// Figures from which something is a finding. No statute sets one: they are engineering values that a project may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tolerance {
    /// Gaps, overlaps and outside parts are errors from this area on.
    CoverageError,
    /// Gaps, overlaps and outside parts below this area are not listed.
    CoverageListed,
    /// A part of a zone with a mean width 2·A/P below this is a sliver.
    SliverWidth,
    /// Σ zones may differ from the approved area by this much.
    AreaResidual,
    /// The boundary may differ from the approved area by this much without a note.
    BoundaryNote,
    /// The boundary may differ from the approved area by this much without a warning.
    BoundaryWarning,
    /// A declared area in m² may differ from the drawn one by this much.
    DeclaredM2,
    /// A declared area in ha may differ from the drawn one by this much.
    DeclaredHa,
}

/// In what a tolerance is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToleranceUnit {
    /// Square metres.
    SquareMetres,
    /// Hectares.
    Hectares,
    /// Metres.
    Metres,
}

impl Tolerance {
    /// All, in the order they are listed.
    pub const ALL: [Self; 8] = [
        Self::AreaResidual,
        Self::BoundaryNote,
        Self::BoundaryWarning,
        Self::CoverageError,
        Self::CoverageListed,
        Self::SliverWidth,
        Self::DeclaredM2,
        Self::DeclaredHa,
    ];

    /// The word in files of rules, and in ids of texts with `-` for `_`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::CoverageError => "coverage-error",
            Self::CoverageListed => "coverage-listed",
            Self::SliverWidth => "sliver-width",
            Self::AreaResidual => "area-residual",
            Self::BoundaryNote => "boundary-note",
            Self::BoundaryWarning => "boundary-warning",
            Self::DeclaredM2 => "declared-m2",
            Self::DeclaredHa => "declared-ha",
        }
    }

    /// In what it is stated.
    pub const fn unit(self) -> ToleranceUnit {
        match self {
            Self::CoverageError | Self::CoverageListed | Self::DeclaredM2 => ToleranceUnit::SquareMetres,
            Self::AreaResidual | Self::BoundaryNote | Self::BoundaryWarning | Self::DeclaredHa => ToleranceUnit::Hectares,
            Self::SliverWidth => ToleranceUnit::Metres,
        }
    }

    /// Decimals that show every sensible value.
    pub const fn decimals(self) -> u32 {
        match self.unit() {
            ToleranceUnit::SquareMetres => 2,
            ToleranceUnit::Hectares => 4,
            ToleranceUnit::Metres => 3,
        }
    }
}

/// The tolerances of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Figures", into = "Figures")]
pub struct Tolerances {
    /// See [`Tolerance::CoverageError`].
    pub coverage_error: ExactArea,
    /// See [`Tolerance::CoverageListed`]; never below [`NOISE_AREA`].
    pub coverage_listed: ExactArea,
    /// See [`Tolerance::SliverWidth`], µm.
    pub sliver_width_um: i64,
    /// See [`Tolerance::AreaResidual`].
    pub area_residual: ExactArea,
    /// See [`Tolerance::BoundaryNote`].
    pub boundary_note: ExactArea,
    /// See [`Tolerance::BoundaryWarning`].
    pub boundary_warning: ExactArea,
    /// See [`Tolerance::DeclaredM2`].
    pub declared_m2: ExactArea,
    /// See [`Tolerance::DeclaredHa`].
    pub declared_ha: ExactArea,
}

const TWICE_UM2_PER_M2: i128 = 2_000_000_000_000;

impl Tolerances {
    /// 1 m², from which examiners return dossiers for gaps and overlaps (practice, not statute).
    pub const COVERAGE_ERROR: ExactArea = ExactArea::from_twice_um2(TWICE_UM2_PER_M2);
    /// 0.01 m²: below it is rounding of foreign files (engineering value).
    pub const COVERAGE_LISTED: ExactArea = NOISE_AREA;
    /// 0.5 m: narrower land is a drawing mistake (engineering value).
    pub const SLIVER_WIDTH_UM: i64 = 500_000;
    /// 0.005 ha, half a unit of the last decimal of the approved 663,19 ha (engineering value).
    pub const AREA_RESIDUAL: ExactArea = ExactArea::from_twice_um2(50 * TWICE_UM2_PER_M2);
    /// 0.21 ha: the cadastral formula ΔP = 0.0004·M·√P for 663.19 ha at 1/2.000 (engineering value).
    pub const BOUNDARY_WARNING: ExactArea = ExactArea::from_twice_um2(2_100 * TWICE_UM2_PER_M2);
    /// 0.5 m²: what a 32-bit `dienTich` of the whole park resolves (engineering value).
    pub const DECLARED_M2: ExactArea = ExactArea::from_twice_um2(TWICE_UM2_PER_M2 / 2);

    /// One tolerance in its own unit (m², ha or m).
    pub fn get(&self, tolerance: Tolerance) -> f64 {
        match tolerance {
            Tolerance::CoverageError => self.coverage_error.m2(),
            Tolerance::CoverageListed => self.coverage_listed.m2(),
            Tolerance::SliverWidth => self.sliver_width_um as f64 / UM_PER_M as f64,
            Tolerance::AreaResidual => self.area_residual.ha(),
            Tolerance::BoundaryNote => self.boundary_note.ha(),
            Tolerance::BoundaryWarning => self.boundary_warning.ha(),
            Tolerance::DeclaredM2 => self.declared_m2.m2(),
            Tolerance::DeclaredHa => self.declared_ha.ha(),
        }
    }

    /// The same with one tolerance set to `value` of its unit; what is no number, negative or beyond any park changes nothing.
    #[must_use]
    pub fn with(mut self, tolerance: Tolerance, value: f64) -> Self {
        if !value.is_finite() || !(0.0..=1e6).contains(&value) {
            return self;
        }
        match tolerance {
            Tolerance::CoverageError => self.coverage_error = ExactArea::from_m2(value),
            Tolerance::CoverageListed => self.coverage_listed = ExactArea::from_m2(value).max(NOISE_AREA),
            Tolerance::SliverWidth => self.sliver_width_um = (value * UM_PER_M as f64).round() as i64,
            Tolerance::AreaResidual => self.area_residual = ExactArea::from_ha(value),
            Tolerance::BoundaryNote => self.boundary_note = ExactArea::from_ha(value),
            Tolerance::BoundaryWarning => self.boundary_warning = ExactArea::from_ha(value),
            Tolerance::DeclaredM2 => self.declared_m2 = ExactArea::from_m2(value),
            Tolerance::DeclaredHa => self.declared_ha = ExactArea::from_ha(value),
        }
        self
    }

    /// A tolerance that is an area, as one; the width of slivers is none.
    pub const fn area(&self, tolerance: Tolerance) -> Option<ExactArea> {
        match tolerance {
            Tolerance::CoverageError => Some(self.coverage_error),
            Tolerance::CoverageListed => Some(self.coverage_listed),
            Tolerance::AreaResidual => Some(self.area_residual),
            Tolerance::BoundaryNote => Some(self.boundary_note),
            Tolerance::BoundaryWarning => Some(self.boundary_warning),
            Tolerance::DeclaredM2 => Some(self.declared_m2),
            Tolerance::DeclaredHa => Some(self.declared_ha),
            Tolerance::SliverWidth => None,
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
            boundary_note: Self::AREA_RESIDUAL,
            boundary_warning: Self::BOUNDARY_WARNING,
            declared_m2: Self::DECLARED_M2,
            declared_ha: Self::AREA_RESIDUAL,
        }
    }
}

/// Tolerances as files have them: figures in the unit of each.
#[derive(Serialize, Deserialize)]
struct Figures(std::collections::BTreeMap<Tolerance, f64>);

impl From<Figures> for Tolerances {
    fn from(figures: Figures) -> Self {
        figures.0.into_iter().fold(Self::default(), |all, (tolerance, value)| all.with(tolerance, value))
    }
}

impl From<Tolerances> for Figures {
    fn from(tolerances: Tolerances) -> Self {
        Self(Tolerance::ALL.into_iter().map(|tolerance| (tolerance, tolerances.get(tolerance))).collect())
    }
}

/// What a project sets for its checks; part of the document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanSettings {
    /// The tolerances.
    pub tolerances: Tolerances,
    /// The day whose law applies (the day of appraisal); `None` is the day of the check.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Text of a file of rules that add to those of the program or take their place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_rules: Option<String>,
    /// The codes under which the plan is filed.
    #[serde(skip_serializing_if = "DossierCodes::is_empty")]
    pub dossier: DossierCodes,
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
        assert_eq!(tolerances.boundary_warning, ExactArea::from_ha(0.21));
        assert_eq!(tolerances.declared_m2, ExactArea::from_m2(0.5));
    }

    #[test]
    fn each_tolerance_is_set_in_its_own_unit_and_nonsense_changes_nothing() {
        for tolerance in Tolerance::ALL {
            let changed = Tolerances::default().with(tolerance, 2.5);
            assert!((changed.get(tolerance) - 2.5).abs() < 1e-12, "{tolerance:?}");
            let back = changed.with(tolerance, Tolerances::default().get(tolerance));
            assert_eq!(back, Tolerances::default(), "no other one changed with {tolerance:?}");
            for nonsense in [f64::NAN, -1.0, f64::INFINITY, 1e9] {
                assert_eq!(changed.with(tolerance, nonsense), changed);
            }
        }
        let least = Tolerances::default().with(Tolerance::CoverageListed, 0.0);
        assert_eq!(least.coverage_listed, NOISE_AREA, "what is below the noise of foreign files is never listed");
    }

    #[test]
    fn settings_survive_a_file_and_missing_ones_keep_their_default() {
        let tolerances = Tolerances::default().with(Tolerance::SliverWidth, 0.25).with(Tolerance::BoundaryWarning, 0.6);
        let settings = PlanSettings {
            tolerances,
            date: Date::new(2027, 1, 1),
            own_rules: Some("# \"none\"\n".into()),
            ..PlanSettings::default()
        };
        let text = toml::to_string(&settings).expect("settings can be written");
        assert_eq!(toml::from_str::<PlanSettings>(&text).expect("settings can be read"), settings);
        let partial: PlanSettings = toml::from_str("[tolerances]\narea_residual = 0.01").expect("the rest has defaults");
        assert_eq!(partial.tolerances, Tolerances::default().with(Tolerance::AreaResidual, 0.01));
        assert_eq!(toml::from_str::<PlanSettings>("").expect("all defaults"), PlanSettings::default());
    }
}
