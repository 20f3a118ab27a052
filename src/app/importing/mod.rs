//! Importing without a window: what was found in files and texts, what each layer is to become, and how its numbers are understood.

mod order;
mod preview;
mod report;
mod sample;
mod wording;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::job::Progress;
use crate::app::reference::Counts;
use crate::geometry::ProjectCrs;
use crate::geometry::crs::Reading;
use crate::io::guard::{Suspicion, examine_each};
use crate::io::layer_role::{LayerRole, role_of_layer};
use crate::io::pasted::{TextKind, kind_of_text, read_raw_text};
use crate::io::text_encoding::{Preview, TextEncoding, is_unicode, mend_texts, preview as preview_texts};
use crate::io::{
    DeclaredCrs, Examination, FeatureRef, Format, GuardVerdict, ImportError, KnownPlaces, RawLayer, ReadOptions, Severity,
    ShapeRef, read_raw_layers_watched,
};

pub use order::{ImportOrder, OrderedLayer, Prepared, PreparedReference};
pub use preview::{LayerPreview, preview};
pub use report::{AreaChange, ImportReport, ReportLine, ReportText};
pub use sample::{Sample, counts_of, sample_of};
pub use wording::{
    apart_text, crs_choices, crs_name, datum_id, declared_text, extent_text, format_name, obstacle_text, reading_name, role_id,
    unit_id,
};

/// Texts shown in every encoding.
const MOST_TEXTS: usize = 4;

/// Where something to import comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportSource {
    /// A file.
    File(PathBuf),
    /// A text, e.g. from the clipboard.
    Text(Arc<str>),
}

impl ImportSource {
    /// Its name for people: the file's, or `text` for what was pasted.
    pub fn name(&self, text: &str) -> String {
        match self {
            Self::File(path) => path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned()),
            Self::Text(_) => text.to_owned(),
        }
    }

    /// The path, of a file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Text(_) => None,
        }
    }
}

/// What importing is for: which role layers have until someone decides otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// Open a plan; a sound file is opened without asking.
    Open,
    /// Look first.
    Look,
    /// A boundary under the zones as they are.
    Boundary,
    /// Reference layers.
    Reference,
}

/// What a layer is to become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportRole {
    /// The plan: zones, and whatever else its features say they are.
    Plan,
    /// The park boundary.
    Boundary,
    /// Plots of the zones that are imported with them.
    Plots,
    /// The communes by which zones are counted.
    Communes,
    /// A layer to be looked at.
    Reference,
    /// Nothing.
    LeaveOut,
}

impl ImportRole {
    /// All roles, in the order of lists.
    pub const ALL: [Self; 6] = [Self::Plan, Self::Boundary, Self::Plots, Self::Communes, Self::Reference, Self::LeaveOut];

    /// Whether the role is for land, which lines and points are not.
    pub const fn needs_area(self) -> bool {
        matches!(self, Self::Plan | Self::Boundary | Self::Plots | Self::Communes)
    }
}

/// A file or text that was read.
#[derive(Debug, Clone)]
pub struct FoundFile {
    /// Where it comes from.
    pub source: ImportSource,
    /// Its format; `None` for well-known text.
    pub format: Option<Format>,
    /// Its layers as it has them, texts in Unicode.
    pub raw: Arc<Vec<RawLayer>>,
    /// Its texts in every encoding.
    pub encodings: Preview,
    /// Its layers with the texts as they are stored.
    stored: Arc<Vec<RawLayer>>,
    /// The encoding someone chose.
    encoding: Option<TextEncoding>,
}

/// A layer that was found, and what is to be done with it.
#[derive(Debug, Clone)]
pub struct FoundLayer {
    /// Which file, by its place.
    pub file: usize,
    /// Which layer of the file, by its place.
    pub index: usize,
    /// Its name; empty if it has none.
    pub name: String,
    /// What it holds.
    pub counts: Counts,
    /// Some of its attributes.
    pub sample: Sample,
    /// What it is to become.
    pub role: ImportRole,
    /// The CRS as it says, as far as it does.
    pub declared: DeclaredCrs,
    /// What its numbers say about its CRS.
    pub examination: Option<Arc<Examination>>,
    /// How its numbers are understood, as someone decided or as is proven.
    pub options: ReadOptions,
}

impl FoundLayer {
    /// How its positions are read; `None` if nobody has said how.
    pub fn reading(&self) -> Option<Reading> {
        self.options.reading.or_else(|| self.declared.usable().map(Reading::of))
    }

    /// How it is read to show where it lands: as decided or declared, else as is likeliest.
    pub fn options_to_show(&self) -> ReadOptions {
        let likeliest = || self.suspicion().map(|suspicion| suspicion.candidate.reading);
        let reading = self.options.reading.or_else(|| if self.reading().is_some() { None } else { likeliest() });
        ReadOptions { reading, ..self.options }
    }

    /// What the guard suspects, whether or not it has been decided about.
    pub fn suspicion(&self) -> Option<Suspicion> {
        self.examination.as_ref()?.suspicion()
    }

    /// Whether the guard doubts what is declared and nobody has decided.
    pub fn is_undecided(&self) -> bool {
        let doubts = |examination: &Arc<Examination>| !matches!(examination.verdict, GuardVerdict::Sure(_));
        self.options.reading.is_none() && self.counts.vertices > 0 && self.examination.as_ref().is_some_and(doubts)
    }
}

/// A file that could not be read.
#[derive(Debug)]
pub struct Failed {
    /// Where it comes from.
    pub source: ImportSource,
    /// Why.
    pub error: ImportError,
}

/// Why nothing can be imported as it is decided now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Every layer is left out.
    NothingChosen,
    /// A layer, by its place, does not say which CRS it is in.
    NoCrs(usize),
    /// The guard suspects what a layer, by its place, says about its CRS, and nobody has decided.
    Suspect(usize),
    /// A layer, by its place, has no land but is to become some.
    NoArea(usize),
    /// Plots are chosen and no zones they could belong to.
    PlotsWithoutPlan(usize),
}

/// What was found and what is decided about it.
#[derive(Debug, Default)]
pub struct Importing {
    files: Vec<FoundFile>,
    failed: Vec<Failed>,
    layers: Vec<FoundLayer>,
}

impl Importing {
    /// Reads all sources for the grid and the place of `known`; what cannot be read is among the [failed](Self::failed).
    ///
    /// `None` if nobody wants it any more.
    pub fn read(sources: Vec<ImportSource>, intent: Intent, known: &KnownPlaces, progress: &Progress) -> Option<Self> {
        let mut importing = Self::default();
        let plan_crs = known.crs();
        let count = sources.len();
        for (at, source) in sources.into_iter().enumerate() {
            progress.begin(&source.name(""), if count > 1 { count } else { 0 });
            if !progress.goes_on(at) {
                return None;
            }
            match read_one(&source, plan_crs, progress) {
                Ok((format, stored)) => importing.add(found_file(source, format, stored), known),
                Err(ImportError::Stopped) => return None,
                Err(error) => importing.failed.push(Failed { source, error }),
            }
        }
        importing.assign_roles(intent);
        (!progress.is_stopped()).then_some(importing)
    }

    /// The files that were read.
    pub fn files(&self) -> &[FoundFile] {
        &self.files
    }

    /// What could not be read, and why.
    pub fn failed(&self) -> &[Failed] {
        &self.failed
    }

    /// The layers of all files.
    pub fn layers(&self) -> &[FoundLayer] {
        &self.layers
    }

    /// The layer of a file as it has it.
    pub fn raw(&self, layer: usize) -> Option<&RawLayer> {
        let found = self.layers.get(layer)?;
        self.files.get(found.file)?.raw.get(found.index)
    }

    /// Decides what a layer becomes.
    pub fn set_role(&mut self, layer: usize, role: ImportRole) {
        if let Some(found) = self.layers.get_mut(layer) {
            found.role = role;
        }
    }

    /// Decides how the numbers of a layer are understood, and of all layers of its file that say the same about their CRS; `None` is as
    /// the file says.
    pub fn set_reading(&mut self, layer: usize, reading: Option<Reading>) {
        let Some((file, declared)) = self.layers.get(layer).map(|found| (found.file, found.declared.clone())) else { return };
        for other in self.layers.iter_mut().filter(|other| other.file == file && other.declared == declared) {
            other.options.reading = reading;
        }
    }

    /// The encoding in which the texts of a file, by its place, are read.
    pub fn encoding(&self, file: usize) -> TextEncoding {
        self.files.get(file).map_or(TextEncoding::Unicode, |file| file.encoding.unwrap_or(file.encodings.recognised))
    }

    /// Decides in which encoding the texts of a file, by its place, are read.
    pub fn set_encoding(&mut self, file: usize, encoding: TextEncoding) {
        let Some(found) = self.files.get_mut(file) else { return };
        let mut raw = (*found.stored).clone();
        mend_texts(&mut raw, Some(encoding));
        (found.raw, found.encoding) = (Arc::new(raw), Some(encoding));
        for layer in self.layers.iter_mut().filter(|layer| layer.file == file) {
            if let Some(raw) = found.raw.get(layer.index) {
                layer.name = raw.name.clone().unwrap_or_default();
                layer.sample = sample_of(raw);
            }
            layer.options.encoding = Some(encoding);
        }
    }

    /// What stands in the way.
    pub fn obstacles(&self) -> Vec<Obstacle> {
        let chosen = || self.layers.iter().enumerate().filter(|(_, layer)| layer.role != ImportRole::LeaveOut);
        let has_plan = chosen().any(|(_, layer)| layer.role == ImportRole::Plan);
        let mut obstacles = Vec::new();
        if chosen().next().is_none() {
            obstacles.push(Obstacle::NothingChosen);
        }
        for (at, layer) in chosen() {
            if layer.role.needs_area() && layer.counts.polygons == 0 {
                obstacles.push(Obstacle::NoArea(at));
            } else if layer.reading().is_none() {
                obstacles.push(Obstacle::NoCrs(at));
            } else if layer.is_undecided() {
                obstacles.push(Obstacle::Suspect(at));
            } else if layer.role == ImportRole::Plots && !has_plan {
                obstacles.push(Obstacle::PlotsWithoutPlan(at));
            }
        }
        obstacles
    }

    /// Whether there is nothing to decide: one sound file whose layers say what they are and where.
    pub fn is_sound(&self) -> bool {
        let says_where = |layer: &FoundLayer| {
            matches!(layer.declared, DeclaredCrs::Implied(_) | DeclaredCrs::Known(_)) && layer.options.reading.is_none()
        };
        let is_clean = |raw: &RawLayer| {
            raw.problems.iter().all(|problem| problem.severity() == Severity::Note) && raw.features.iter().all(is_well_formed)
        };
        let is_land = |layer: &FoundLayer| layer.counts.polygons == layer.counts.features;
        let silent = self.layers.iter().filter(|layer| layer.role == ImportRole::Reference).count();
        self.files.len() == 1
            && self.failed.is_empty()
            && silent == 0
            && self.obstacles().is_empty()
            && self.layers.iter().all(|layer| says_where(layer) && is_land(layer))
            && self.files.iter().flat_map(|file| file.raw.iter()).all(is_clean)
    }

    /// Whether the document is replaced.
    pub fn replaces_document(&self) -> bool {
        self.layers.iter().any(|layer| layer.role == ImportRole::Plan)
    }

    /// What is to be done, to be carried out by a worker.
    pub fn order(&self) -> ImportOrder {
        ImportOrder::of(self)
    }

    fn add(&mut self, file: FoundFile, known: &KnownPlaces) {
        let at = self.files.len();
        let options = ReadOptions { plan_crs: known.crs(), ..ReadOptions::default() };
        let examinations: Vec<_> = examine_each(&file.raw, known, options).into_iter().map(Arc::new).collect();
        for (index, raw) in file.raw.iter().enumerate() {
            let examination = examinations.iter().find(|examination| examination.layers.contains(&index)).cloned();
            let reading = examination.as_ref().and_then(|examination| examination.recognised());
            self.layers.push(FoundLayer {
                file: at,
                index,
                name: raw.name.clone().unwrap_or_default(),
                counts: counts_of(raw),
                sample: sample_of(raw),
                role: ImportRole::LeaveOut,
                declared: raw.crs.clone(),
                examination,
                options: ReadOptions { reading, ..options },
            });
        }
        self.files.push(file);
    }

    fn assign_roles(&mut self, intent: Intent) {
        let said: Vec<LayerRole> = (0..self.layers.len()).filter_map(|layer| self.raw(layer)).map(role_of_layer).collect();
        let mut has_zones = said.iter().any(|role| matches!(role, LayerRole::Zones | LayerRole::Mixed));
        let says_boundary = said.contains(&LayerRole::Boundary) || said.contains(&LayerRole::Mixed);
        for (layer, said) in self.layers.iter_mut().zip(said) {
            layer.role = match (intent, said) {
                (_, LayerRole::WithoutArea) if layer.counts.features == 0 => ImportRole::LeaveOut,
                _ if intent == Intent::Reference => ImportRole::Reference,
                (Intent::Boundary, LayerRole::Boundary | LayerRole::Mixed) => ImportRole::Boundary,
                (Intent::Boundary, LayerRole::Silent | LayerRole::Zones) if !says_boundary => ImportRole::Boundary,
                (Intent::Boundary, _) | (_, LayerRole::Background) => ImportRole::LeaveOut,
                (_, LayerRole::Boundary | LayerRole::Zones | LayerRole::Plots | LayerRole::Mixed) => ImportRole::Plan,
                // of several layers that say nothing, the first is the plan and the others are looked at
                (_, LayerRole::Silent) if !std::mem::replace(&mut has_zones, true) => ImportRole::Plan,
                (_, LayerRole::Silent | LayerRole::WithoutArea) => ImportRole::Reference,
            };
        }
        self.look_at_a_lone_boundary();
    }

    /// A file of nothing but a boundary is the boundary under the zones as they are.
    fn look_at_a_lone_boundary(&mut self) {
        let said = |importing: &Self, layer: usize| importing.raw(layer).map(role_of_layer);
        let plan: Vec<usize> = (0..self.layers.len()).filter(|at| self.layers[*at].role == ImportRole::Plan).collect();
        if !plan.is_empty() && plan.iter().all(|at| said(self, *at) == Some(LayerRole::Boundary)) {
            plan.into_iter().for_each(|at| self.layers[at].role = ImportRole::Boundary);
        }
    }
}

/// Whether every ring of a feature is closed and can enclose land.
fn is_well_formed(feature: FeatureRef<'_>) -> bool {
    let is_ring =
        |ring: &[[f64; 2]]| ring.len() > 3 && ring.first() == ring.last() && ring.iter().flatten().all(|n| n.is_finite());
    matches!(feature.shape(), ShapeRef::Polygons { rings, .. } if rings.iter().all(is_ring))
}

/// The file with its texts made Unicode as they vote.
fn found_file(source: ImportSource, format: Option<Format>, stored: Vec<RawLayer>) -> FoundFile {
    let encodings = preview_texts(&stored, MOST_TEXTS);
    let stored = Arc::new(stored);
    let raw = if encodings.rows.is_empty() || is_unicode(&stored) {
        stored.clone()
    } else {
        let mut raw = (*stored).clone();
        mend_texts(&mut raw, None);
        Arc::new(raw)
    };
    FoundFile { source, format, raw, encodings, stored, encoding: None }
}

/// The layers with their texts as they are stored.
fn read_one(
    source: &ImportSource,
    plan_crs: ProjectCrs,
    progress: &Progress,
) -> Result<(Option<Format>, Vec<RawLayer>), ImportError> {
    let options = ReadOptions { plan_crs, reading: None, encoding: Some(TextEncoding::Unicode) };
    match source {
        ImportSource::File(path) => Ok((Some(Format::of_content(path)?), read_raw_layers_watched(path, options, progress)?)),
        ImportSource::Text(text) => {
            let format = match kind_of_text(text) {
                Some(TextKind::Of(format)) => Some(format),
                _ => None,
            };
            Ok((format, read_raw_text(text, options)?))
        }
    }
}

#[cfg(test)]
mod tests;
