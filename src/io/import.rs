//! The way in: a vector file becomes a plan, a boundary or a layer of communes.

use std::path::Path;

use serde_json::Value;

use super::attributes::{Role, approval, boundary_names, role_of_feature, role_of_word, zone_attributes};
use super::format::{Format, read_bytes};
use super::guard::{Admitted, KnownPlaces, admit};
use super::import_error::{ImportError, MAX_FEATURES, MAX_POSITIONS};
use super::placement::place_layers;
use super::plots::with_plots;
use super::problem::{ImportProblem, Place, ProblemKind};
use super::source::{RawLayer, ReadOptions, SourceFeature, SourceLayer};
use super::text_encoding::mend_texts;
use super::watch::{Unwatched, Watch};
use super::{corner_table, dxf, flatgeobuf, geojson, geopackage, kml, project, shapefile, xlsx};
use crate::geometry::Region;
use crate::geometry::crs::CoordinateUnit;
use crate::geometry::overlay::union;
use crate::geometry::validity::region_from_raw;
use crate::plan::{Approval, Boundary, Commune, CommuneLayer, Division, LayingReport, Plan, SourceRole, ZoneDraft};

/// A plan made from files.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The plan; what is wrong with its coverage is found by the checks, not here.
    pub plan: Plan,
    /// What laying it on the plan grid moved.
    pub laying: LayingReport,
    /// What could not be read or had to be mended, in file order.
    pub problems: Vec<ImportProblem>,
}

impl Imported {
    /// The first problem that kept a feature out; a plan without it must not be judged as if it were whole.
    pub fn first_error(&self) -> Option<&ImportProblem> {
        self.problems.iter().find(|problem| problem.severity() == super::Severity::Error)
    }
}

/// A boundary from a file, with the approved figure it carries.
#[derive(Debug, Clone)]
pub struct ImportedBoundary {
    /// The boundary.
    pub boundary: Boundary,
    /// Its approved figure, completed by the park's own.
    pub approval: Approval,
    /// What could not be read or had to be mended.
    pub problems: Vec<ImportProblem>,
}

/// Reads the layers of a file, in the format its content says, else its ending, and puts them on the plan grid.
pub fn read_layers(path: &Path, options: ReadOptions) -> Result<Vec<SourceLayer>, ImportError> {
    place_layers(&read_raw_layers(path, options)?, options)
}

/// The layers of a file that make one plan, past the guard: of a project with several alternatives only those of the current one.
fn read_plan_layers(path: &Path, options: ReadOptions, known: &KnownPlaces) -> Result<Admitted, ImportError> {
    let raw = match Format::of_content(path)? {
        Format::GeoPackage => mended(of_bounded_size(project::read_raw_layers_of_current(path)?)?, options),
        format => read_raw_as(format, path, options, &Unwatched)?,
    };
    admit(&raw, known, options)
}

/// Reads the layers of a file as it has them, in the format its content says, else its ending.
pub fn read_raw_layers(path: &Path, options: ReadOptions) -> Result<Vec<RawLayer>, ImportError> {
    read_raw_layers_watched(path, options, &Unwatched)
}

/// Reads the layers of a file as [`read_raw_layers`] does while someone waits; [`ImportError::Stopped`] if nobody wants them any more.
pub fn read_raw_layers_watched(path: &Path, options: ReadOptions, watch: &dyn Watch) -> Result<Vec<RawLayer>, ImportError> {
    read_raw_as(Format::of_content(path)?, path, options, watch)
}

fn read_raw_as(format: Format, path: &Path, options: ReadOptions, watch: &dyn Watch) -> Result<Vec<RawLayer>, ImportError> {
    let layers = match format {
        Format::GeoJson => vec![geojson::read_raw_either(&read_bytes(path)?, watch)?],
        Format::GeoJsonSequence => vec![geojson::read_raw_sequence_watched(&read_bytes(path)?, watch)?],
        Format::GeoPackage => geopackage::read_raw_layers_watched(path, watch)?,
        Format::Dxf => {
            dxf::read_raw(&read_bytes(path)?, options.reading.is_some_and(|reading| reading.unit != CoordinateUnit::Own))?
        }
        Format::Kml => kml::read_raw(&read_bytes(path)?)?,
        Format::Kmz => kml::read_raw(&kml::kml_of_archive(&read_bytes(path)?)?)?,
        Format::Shapefile => shapefile::read_raw_layers(path, options.encoding)?,
        Format::FlatGeobuf => vec![flatgeobuf::read_raw_watched(&read_bytes(path)?, watch)?],
        Format::Csv => vec![corner_table::read_raw(&read_bytes(path)?)?],
        Format::Xlsx => xlsx::read_raw_layers(read_bytes(path)?)?,
    };
    Ok(mended(of_bounded_size(layers)?, options))
}

/// The layers, unless together they have more than [`MAX_POSITIONS`] or [`MAX_FEATURES`].
fn of_bounded_size(layers: Vec<RawLayer>) -> Result<Vec<RawLayer>, ImportError> {
    let sum = |count: fn(&RawLayer) -> usize| layers.iter().map(count).sum::<usize>();
    let (positions, features) = (sum(|layer| layer.features.positions().len()), sum(|layer| layer.features.len()));
    if positions > MAX_POSITIONS {
        return Err(ImportError::TooManyPositions { count: positions, most: MAX_POSITIONS });
    }
    if features > MAX_FEATURES { Err(ImportError::TooManyFeatures { count: features }) } else { Ok(layers) }
}

/// The layers with their texts in Unicode.
fn mended(mut layers: Vec<RawLayer>, options: ReadOptions) -> Vec<RawLayer> {
    mend_texts(&mut layers, options.encoding);
    layers
}

/// Reads a plan from a file: zones, and the boundary if the file has one.
///
/// `boundary` (from another file) wins over that of the file, `approved` over every figure in files. The title is the file's name.
pub fn import_plan(
    path: &Path,
    options: ReadOptions,
    boundary: Option<ImportedBoundary>,
    approved: Option<Approval>,
) -> Result<Imported, ImportError> {
    let known = KnownPlaces::embedded(options.plan_crs)?;
    match boundary.as_ref() {
        Some(given) => {
            let known = KnownPlaces::clone(&known).with_boundary(&given.boundary);
            import_plan_among(path, options, &known, boundary, approved)
        }
        None => import_plan_among(path, options, &known, None, approved),
    }
}

/// Reads a plan as [`import_plan`] does, its coordinates held against `known`.
pub fn import_plan_among(
    path: &Path,
    options: ReadOptions,
    known: &KnownPlaces,
    boundary: Option<ImportedBoundary>,
    approved: Option<Approval>,
) -> Result<Imported, ImportError> {
    let title = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let admitted = read_plan_layers(path, options, known)?;
    let source = admitted.record(path, SourceRole::Plan);
    let mut imported = plan_from_layers(&title, admitted.layers, options, boundary, approved);
    imported.plan = imported.plan.with_source(source);
    Ok(imported)
}

/// Makes a plan of layers that have been read; see [`import_plan`].
pub fn plan_from_layers(
    title: &str,
    layers: Vec<SourceLayer>,
    options: ReadOptions,
    boundary: Option<ImportedBoundary>,
    approved: Option<Approval>,
) -> Imported {
    let Sorted { boundaries, zones, plots, mut problems } = sorted(layers);
    let own = boundary_from_features(&boundaries, &mut problems);
    let (boundary, figure) = match (boundary, own) {
        (Some(other), own) => {
            if own.is_some() {
                problems.push(ImportProblem::new(Place::default(), ProblemKind::BoundaryOverruled));
            }
            problems.splice(0..0, other.problems);
            (Some(other.boundary), other.approval)
        }
        (None, Some((boundary, figure))) => (Some(boundary), figure),
        (None, None) => (None, Approval::default()),
    };
    let drafts = zones.iter().map(|feature| zone_draft(feature, &mut problems)).collect();
    let approval = approved.unwrap_or(figure);
    let (plan, mut laying) = Plan::assemble(title, options.plan_crs, approval, boundary.as_ref(), drafts);
    let (plan, of_plots) = with_plots(plan, plots, &mut problems);
    laying.count_plots(&of_plots);
    Imported { plan, laying, problems }
}

/// Reads a park boundary: all features of the file that are none of anything else, united.
pub fn import_boundary(path: &Path, options: ReadOptions) -> Result<ImportedBoundary, ImportError> {
    let known = KnownPlaces::embedded(options.plan_crs)?;
    import_boundary_among(path, options, &known)
}

/// Reads a park boundary as [`import_boundary`] does, its coordinates held against `known`.
pub fn import_boundary_among(path: &Path, options: ReadOptions, known: &KnownPlaces) -> Result<ImportedBoundary, ImportError> {
    let admitted = read_plan_layers(path, options, known)?;
    let source = admitted.record(path, SourceRole::Boundary);
    let none = || ImportError::NoPolygonLayer { path: path.to_owned() };
    let mut imported = boundary_from_layers(admitted.layers).ok_or_else(none)?;
    imported.boundary.source = source;
    Ok(imported)
}

/// The boundary in layers that have been read; `None` if there is none.
pub fn boundary_from_layers(layers: Vec<SourceLayer>) -> Option<ImportedBoundary> {
    let mut problems = Vec::new();
    let mut features = Vec::new();
    for layer in layers {
        let role = layer.name.as_deref().and_then(role_of_word);
        problems.extend(layer.problems);
        features.extend(layer.features.into_iter().map(|feature| (role_of_feature(&feature, role), feature)));
    }
    // a file of a boundary need not say what it is; a plan's file does
    let says_boundary = features.iter().any(|(role, _)| *role == Some(Role::Boundary));
    features.retain(|(role, _)| if says_boundary { *role == Some(Role::Boundary) } else { role.is_none() });
    let features: Vec<_> = features.into_iter().map(|(_, feature)| feature).collect();
    let (boundary, approval) = boundary_from_features(&features, &mut problems)?;
    Some(ImportedBoundary { boundary, approval, problems })
}

/// Reads a layer of communes; `code`, `name`, `valid_from`, `valid_to` and `hosts_park` are recognised.
pub fn import_communes(path: &Path, options: ReadOptions) -> Result<(CommuneLayer, Vec<ImportProblem>), ImportError> {
    let known = KnownPlaces::embedded(options.plan_crs)?;
    let mut problems = Vec::new();
    let mut communes = Vec::new();
    for mut layer in admit(&read_raw_layers(path, options)?, &known, options)?.layers {
        problems.append(&mut layer.problems);
        communes.extend(layer.features.iter().map(commune));
    }
    Ok((CommuneLayer::new(Division::Loaded, communes), problems))
}

/// The communes of a layer that has been read.
pub fn communes_from_layer(layer: &SourceLayer, division: Division) -> CommuneLayer {
    CommuneLayer::new(division, layer.features.iter().map(commune).collect())
}

fn commune(feature: &SourceFeature) -> Commune {
    let text = |name: &str| feature.properties.get(name).and_then(Value::as_str).map(str::to_owned);
    Commune {
        code: text("code").or_else(|| feature.id.clone()).unwrap_or_default(),
        name: text("name").or_else(|| text("name_vi")).unwrap_or_default(),
        valid_from: text("valid_from"),
        valid_to: text("valid_to"),
        hosts_park: feature.properties.get("hosts_park").and_then(Value::as_bool).unwrap_or(false),
        region: region_from_raw(&feature.polygons).0,
    }
}

/// Features by what they are to a plan.
struct Sorted {
    boundaries: Vec<SourceFeature>,
    zones: Vec<SourceFeature>,
    plots: Vec<SourceFeature>,
    problems: Vec<ImportProblem>,
}

/// Sorts the features of all layers. Features that say nothing are zones if no layer or feature says it is one; of several silent
/// layers the first is taken and the others are named.
fn sorted(layers: Vec<SourceLayer>) -> Sorted {
    let mut sorted = Sorted { boundaries: Vec::new(), zones: Vec::new(), plots: Vec::new(), problems: Vec::new() };
    let mut silent: Vec<(Option<String>, Vec<SourceFeature>)> = Vec::new();
    let mut left_out: Vec<String> = Vec::new();
    for layer in layers {
        let role = layer.name.as_deref().and_then(role_of_word);
        sorted.problems.extend(layer.problems);
        let mut without_role = Vec::new();
        let mut background = 0;
        for feature in layer.features {
            match role_of_feature(&feature, role) {
                Some(Role::Boundary) => sorted.boundaries.push(feature),
                Some(Role::Zone) => sorted.zones.push(feature),
                Some(Role::Plot) => sorted.plots.push(feature),
                Some(Role::Background) => background += 1,
                None => without_role.push(feature),
            }
        }
        if background > 0 {
            left_out.push(layer.name.clone().unwrap_or_default());
        }
        if !without_role.is_empty() {
            silent.push((layer.name, without_role));
        }
    }
    let mut silent = silent.into_iter();
    if sorted.zones.is_empty() {
        sorted.zones = silent.next().map(|(_, features)| features).unwrap_or_default();
    }
    left_out.extend(silent.map(|(name, _)| name.unwrap_or_default()));
    let problem = |layer| ImportProblem::new(Place::default(), ProblemKind::LayerLeftOut { layer });
    sorted.problems.extend(left_out.into_iter().map(problem));
    sorted
}

fn zone_draft(feature: &SourceFeature, problems: &mut Vec<ImportProblem>) -> ZoneDraft {
    let (region, faults) = region_from_raw(&feature.polygons);
    ZoneDraft { attributes: zone_attributes(feature, problems), region, faults }
}

/// One boundary of all boundary features; names and figures are those of the first.
fn boundary_from_features(features: &[SourceFeature], problems: &mut Vec<ImportProblem>) -> Option<(Boundary, Approval)> {
    let first = features.first()?;
    let mut regions = Vec::with_capacity(features.len());
    for feature in features {
        let (region, faults) = region_from_raw(&feature.polygons);
        problems.extend(faults.into_iter().map(|fault| ImportProblem {
            place: Place::feature(feature.number),
            at: Some(fault.at),
            kind: ProblemKind::BoundaryMended { fault: fault.kind },
        }));
        regions.push(region);
    }
    let legal: Region = if regions.len() == 1 { regions.remove(0) } else { union(&regions) };
    let (name_vi, name_en, synthetic) = boundary_names(first);
    let boundary = Boundary::from_legal(legal, name_vi, name_en, synthetic);
    Some((boundary, approval(first, &Approval::default())))
}
