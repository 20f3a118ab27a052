//! Carrying out what was decided: layers become a plan, a boundary, communes or reference layers.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::report::{ImportReport, ReportLine, ReportText};
use super::{FoundLayer, ImportRole, ImportSource, Importing};
use crate::app::job::Progress;
use crate::app::reference::{ReferenceShape, ReferenceSource, name_of};
use crate::geometry::{GridBox, GridPoint};
use crate::io::guard::record_of_layer;
use crate::io::import::{boundary_from_layers, communes_from_layer, plan_from_layers};
use crate::io::layer_role::{LayerRole, with_role};
use crate::io::{
    ImportError, ImportProblem, Imported, ImportedBoundary, KnownPlaces, RawFeatures, RawLayer, ReadOptions, SourceLayer,
    Unwatched, outline_layer, place_layer_watched,
};
use crate::plan::{CommuneLayer, Division, SourceRecord, SourceRole};

/// Features whose place is looked for although they could not be read.
const MOST_SOUGHT: usize = 2_000;

/// A layer to be imported.
#[derive(Debug, Clone)]
pub struct OrderedLayer {
    /// The layers of its file, and which of them it is.
    pub raw: (Arc<Vec<RawLayer>>, usize),
    /// Its name, for people.
    pub name: String,
    /// Where it comes from.
    pub source: ImportSource,
    /// What it becomes.
    pub role: ImportRole,
    /// How it is read.
    pub options: ReadOptions,
}

/// What is to be imported.
#[derive(Debug, Clone)]
pub struct ImportOrder {
    /// Title of the plan, if one comes of it.
    pub title: String,
    /// The layers.
    pub layers: Vec<OrderedLayer>,
}

/// A reference layer to be added.
#[derive(Debug, Clone)]
pub struct PreparedReference {
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub source: ReferenceSource,
    /// Its lines.
    pub shape: Arc<ReferenceShape>,
}

/// What came of an order, ready to be put in place at once.
#[derive(Debug, Default)]
pub struct Prepared {
    /// The plan that replaces the document.
    pub plan: Option<Imported>,
    /// The boundary for the zones as they are.
    pub boundary: Option<ImportedBoundary>,
    /// The communes by which zones are counted.
    pub communes: Option<CommuneLayer>,
    /// Reference layers, in the order of the file.
    pub references: Vec<PreparedReference>,
    /// What there is to tell.
    pub report: ImportReport,
}

impl ImportOrder {
    pub(super) fn of(importing: &Importing) -> Self {
        let chosen = importing.layers().iter().filter(|layer| layer.role != ImportRole::LeaveOut);
        let layers: Vec<_> = chosen.filter_map(|layer| ordered(importing, layer)).collect();
        let of_plan = layers.iter().find(|layer| layer.role == ImportRole::Plan).or_else(|| layers.first());
        let title = of_plan.and_then(|layer| layer.source.path()).and_then(|path| path.file_stem());
        Self { title: title.map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(), layers }
    }

    /// Carries the order out; `present` is the boundary for zones that come without one. `None` if nobody wants it any more.
    ///
    /// A layer that cannot be placed at all is an error of the report; the others are imported.
    pub fn carry_out(self, present: Option<ImportedBoundary>, progress: &Progress) -> Option<Prepared> {
        let mut prepared = Prepared::default();
        prepared.report.name.clone_from(&self.title);
        let mut land = Land::default();
        let is_alone = self.layers.len() == 1;
        for layer in self.layers {
            let raw = layer.raw.0.get(layer.raw.1)?;
            progress.begin(&layer.name, 0);
            if !progress.goes_on(0) {
                return None;
            }
            let label = if is_alone { String::new() } else { layer.name.clone() };
            if layer.role == ImportRole::Reference {
                prepare_reference(&layer, raw, &label, &mut prepared, progress)?;
            } else {
                land.add(&layer, raw, &label, &mut prepared.report, progress)?;
            }
        }
        land.become_plan(&self.title, present, &mut prepared);
        (!progress.is_stopped()).then_some(prepared)
    }
}

fn ordered(importing: &Importing, layer: &FoundLayer) -> Option<OrderedLayer> {
    let file = importing.files().get(layer.file)?;
    let stem = file.source.path().and_then(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
    let name = match (stem, file.raw.len()) {
        (Some(stem), 1) => stem,
        (Some(stem), _) => name_of(&stem, &layer.name),
        (None, _) => layer.name.clone(),
    };
    Some(OrderedLayer {
        raw: (file.raw.clone(), layer.index),
        name,
        source: file.source.clone(),
        role: layer.role,
        options: layer.options,
    })
}

/// `None` if nobody wants it any more.
fn prepare_reference(
    layer: &OrderedLayer,
    raw: &RawLayer,
    label: &str,
    prepared: &mut Prepared,
    progress: &Progress,
) -> Option<()> {
    match outline_layer(Cow::Borrowed(raw), layer.options, progress) {
        Err(ImportError::Stopped) => return None,
        Ok(mut outline) => {
            let problems = std::mem::take(&mut outline.problems);
            tell(&mut prepared.report, label, problems, &Places::of_raw(raw, layer.options));
            let source =
                ReferenceSource { path: layer.source.path().map(ToOwned::to_owned), layer: layer.raw.1, options: layer.options };
            let shape = Arc::new(ReferenceShape::of_watched(outline, progress)?);
            prepared.references.push(PreparedReference { name: layer.name.clone(), source, shape });
        }
        Err(error) => tell_error(&mut prepared.report, layer, error),
    }
    Some(())
}

/// Layers of land, by what they become.
#[derive(Default)]
struct Land {
    plan: Vec<SourceLayer>,
    boundary: Vec<SourceLayer>,
    communes: Vec<SourceLayer>,
    places: Places,
    options: ReadOptions,
    source: Option<Arc<SourceRecord>>,
    source_of_boundary: Option<Arc<SourceRecord>>,
}

impl Land {
    /// `None` if nobody wants it any more.
    fn add(
        &mut self,
        layer: &OrderedLayer,
        raw: &RawLayer,
        label: &str,
        report: &mut ImportReport,
        progress: &Progress,
    ) -> Option<()> {
        let mut placed = match place_layer_watched(raw, layer.options, progress) {
            Ok(placed) => placed,
            Err(ImportError::Stopped) => return None,
            Err(error) => {
                tell_error(report, layer, error);
                return Some(());
            }
        };
        self.options = layer.options;
        self.note_source(layer, raw);
        let mut places = Places::of_raw(raw, layer.options);
        places.add_layer(&placed);
        tell(report, label, std::mem::take(&mut placed.problems), &places);
        // numbers of several layers would be confused with each other
        self.places = if label.is_empty() { places } else { Places::default() };
        match layer.role {
            ImportRole::Boundary => self.boundary.push(with_role(placed, LayerRole::Boundary)),
            ImportRole::Communes => self.communes.push(placed),
            ImportRole::Plots => self.plan.push(with_role(placed, LayerRole::Plots)),
            _ => self.plan.push(with_role(placed, LayerRole::Zones)),
        }
        Some(())
    }

    /// Keeps from which file zones and boundary come and how it was read; the first layer of each speaks for its file.
    fn note_source(&mut self, layer: &OrderedLayer, raw: &RawLayer) {
        let (role, kept) = match layer.role {
            ImportRole::Communes => return,
            ImportRole::Boundary => (SourceRole::Boundary, &mut self.source_of_boundary),
            _ => (SourceRole::Plan, &mut self.source),
        };
        let (Some(path), Ok(known)) = (layer.source.path(), KnownPlaces::embedded(layer.options.plan_crs)) else { return };
        if kept.is_none() {
            *kept = record_of_layer(path, role, raw, &known, layer.options);
        }
    }

    fn become_plan(self, title: &str, present: Option<ImportedBoundary>, prepared: &mut Prepared) {
        let Self { plan, boundary, communes, places, options, source, source_of_boundary } = self;
        let mut own = (!boundary.is_empty()).then(|| boundary_from_layers(boundary)).flatten();
        if let Some(boundary) = &mut own {
            boundary.boundary.source = source_of_boundary;
            tell(&mut prepared.report, "", std::mem::take(&mut boundary.problems), &places);
        }
        for layer in &communes {
            let loaded = communes_from_layer(layer, Division::Loaded).communes;
            let before = prepared.communes.take().map(|layer| layer.communes).unwrap_or_default();
            prepared.communes = Some(CommuneLayer::new(Division::Loaded, before.into_iter().chain(loaded).collect()));
        }
        if plan.is_empty() {
            prepared.boundary = own;
            return;
        }
        let mut imported = plan_from_layers(title, plan.clone(), options, own, None);
        if let (None, Some(present)) = (imported.plan.boundary(), present) {
            imported = plan_from_layers(title, plan, options, Some(present), None);
        }
        tell(&mut prepared.report, "", std::mem::take(&mut imported.problems), &places);
        prepared.report.add_plan(&imported, "");
        imported.plan = imported.plan.with_source(source);
        prepared.plan = Some(imported);
    }
}

/// Where features lie, by their numbers.
#[derive(Debug, Clone, Default)]
struct Places {
    features: BTreeMap<usize, GridBox>,
}

impl Places {
    /// Roughly where the features lie that have a problem or cannot be read: at the first position that can be placed.
    fn of_raw(raw: &RawLayer, options: ReadOptions) -> Self {
        let mut features = RawFeatures::default();
        for (number, position) in raw.features.iter().filter_map(|f| Some((f.number(), *f.paths().positions().first()?))) {
            let mut point = features.build(number);
            point.position(position);
            point.end_path(false);
            point.finish_without_area("Point");
            if features.len() >= MOST_SOUGHT {
                break;
            }
        }
        let points = RawLayer { crs: raw.crs.clone(), features, ..RawLayer::default() };
        let placed = outline_layer(Cow::Owned(points), options, &Unwatched).unwrap_or_default();
        let at = |point: GridPoint| GridBox { min: point, max: point };
        let features = placed.features.iter().zip(&placed.points).map(|(feature, point)| (feature.number as usize, at(*point)));
        Self { features: features.collect() }
    }

    /// The boxes of features that were placed.
    fn add_layer(&mut self, layer: &SourceLayer) {
        for feature in &layer.features {
            let bounds = GridBox::around(feature.polygons.iter().flatten().flatten().copied());
            self.features.extend(bounds.map(|bounds| (feature.number, bounds)));
        }
    }

    fn of(&self, problem: &ImportProblem) -> Option<GridBox> {
        let at = problem.at.map(|point| GridBox { min: point, max: point });
        at.or_else(|| self.features.get(&problem.place.feature?).copied())
    }
}

fn tell(report: &mut ImportReport, label: &str, problems: Vec<ImportProblem>, places: &Places) {
    let line = |problem: ImportProblem| {
        let at = places.of(&problem);
        ReportLine { layer: label.to_owned(), text: ReportText::Problem(problem), at }
    };
    report.lines.extend(problems.into_iter().map(line));
}

fn tell_error(report: &mut ImportReport, layer: &OrderedLayer, error: ImportError) {
    let text = ReportText::Error { name: layer.name.clone(), error };
    report.lines.push(ReportLine { layer: String::new(), text, at: None });
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::super::Intent;
    use super::*;
    use crate::geometry::ProjectCrs;
    use crate::io::Stage;

    fn known() -> Arc<KnownPlaces> {
        KnownPlaces::embedded(ProjectCrs::default()).expect("the embedded data are sound")
    }

    /// Squares in a row as a GeoJSON file on the plan grid.
    fn squares(folder: &Path, count: u32) -> PathBuf {
        let feature = |i: u32| {
            let (e, n) = (600_000 + 100 * i, 2_275_000);
            format!(
                r#"{{"type":"Feature","properties":{{"số":{i}}},"geometry":{{"type":"Polygon","coordinates":[[[{e},{n}],[{},{n}],[{},{}],[{e},{n}]]]}}}}"#,
                e + 100,
                e + 100,
                n + 100
            )
        };
        let features: Vec<_> = (0..count).map(feature).collect();
        let crs = r#""crs":{"type":"name","properties":{"name":"EPSG:5897"}}"#;
        let path = folder.join("thửa đất.geojson");
        let text = format!(r#"{{"type":"FeatureCollection",{crs},"features":[{}]}}"#, features.join(","));
        std::fs::write(&path, text).expect("written");
        path
    }

    #[test]
    fn reading_one_file_says_how_far_it_is_and_can_be_stopped_anywhere() {
        let folder = tempfile::tempdir().expect("a folder");
        let source = vec![ImportSource::File(squares(folder.path(), 3_000))];
        let progress = Progress::default();
        let importing = Importing::read(source.clone(), Intent::Reference, &known(), &progress).expect("nobody stops it");
        assert_eq!(progress.stage(), Some(Stage::Parsing));
        let size = std::fs::metadata(folder.path().join("thửa đất.geojson")).expect("a file").len();
        assert!(
            progress.parts().is_some_and(|(done, total)| total as u64 == size && done * 10 > total * 9),
            "{:?}",
            progress.parts()
        );
        assert_eq!(importing.layers()[0].counts.features, 3_000);
        let progress = Progress::default();
        let prepared = importing.order().carry_out(None, &progress).expect("nobody stops it");
        assert_eq!((progress.stage(), progress.parts()), (Some(Stage::Indexing), Some((3_000, 3_000))));
        assert_eq!(prepared.references[0].shape.counts().features, 3_000);
        // stopped while it is read, placed or indexed nothing comes of it, and nothing is called a fault
        let stopped = Progress::default();
        stopped.stop();
        assert!(Importing::read(source, Intent::Reference, &known(), &stopped).is_none());
        for role in [ImportRole::Reference, ImportRole::Plan, ImportRole::Boundary] {
            let mut importing = importing_of(&importing);
            importing.set_role(0, role);
            assert!(importing.order().carry_out(None, &stopped).is_none(), "{role:?}");
        }
    }

    /// The same files once more.
    fn importing_of(importing: &Importing) -> Importing {
        let sources = importing.files().iter().map(|file| file.source.clone()).collect();
        Importing::read(sources, Intent::Reference, &known(), &Progress::default()).expect("nobody stops it")
    }
}
