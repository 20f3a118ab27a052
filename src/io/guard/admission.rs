//! Layers pass the guard: what is sure is read so, what is suspect is not read in silence.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::super::clock::today;
use super::super::import_error::{ImportError, MAX_PLAN_POSITIONS};
use super::super::placement::{place_layer, place_layer_so};
use super::super::problem::{ImportProblem, Place, ProblemKind};
use super::super::source::{RawLayer, ReadOptions, SourceLayer};
use super::{Examination, GuardVerdict, KnownPlaces, declared_name, examine, examine_each};
use crate::geometry::crs::Reading;
use crate::plan::{DecidedBy, SourceRecord, SourceRole};

/// Layers on the plan grid, with the decision by which they came there.
pub(in crate::io) struct Admitted {
    pub layers: Vec<SourceLayer>,
    decision: Option<Decision>,
}

/// How the layer with most positions was read.
struct Decision {
    declared: String,
    reading: Reading,
    decided_by: DecidedBy,
    doubt: String,
}

/// Puts layers on the plan grid as the guard finds right.
///
/// A reading that `options` state is the user's decision: it is obeyed, and what speaks against it is noted. Else a declaration is believed
/// unless it is contradicted; then the layers are read as declared, with an error among their problems that names the fault, and nothing is
/// returned but that fault where they cannot be.
pub(in crate::io) fn admit(raw: &[RawLayer], known: &KnownPlaces, options: ReadOptions) -> Result<Admitted, ImportError> {
    let count: usize = raw.iter().map(|layer| layer.features.positions().len()).sum();
    if count > MAX_PLAN_POSITIONS {
        return Err(ImportError::TooManyPositions { count, most: MAX_PLAN_POSITIONS });
    }
    let examinations = examine_each(raw, known, options);
    let mut placed: Vec<(usize, SourceLayer)> = Vec::with_capacity(raw.len());
    let mut decision: Option<(usize, Decision)> = None;
    for examination in examinations {
        let mut problem = problem_of(&examination, options);
        let mut features = 0;
        for &at in &examination.layers {
            let Some(layer) = raw.get(at) else { continue };
            let recognised = if options.reading.is_none() { examination.recognised() } else { None };
            let layer = match recognised {
                Some(reading) => place_layer_so(layer, reading, options.plan_crs),
                None => place_layer(layer, options),
            };
            let mut layer = layer.map_err(|error| examination.fault().map_or(error, ImportError::SuspectCrs))?;
            features += layer.features.len();
            if let Some(problem) = problem.take() {
                layer.problems.insert(0, problem);
            }
            placed.push((at, layer));
        }
        if let (0, None, Some(fault)) = (features, options.reading, examination.fault()) {
            return Err(ImportError::SuspectCrs(fault));
        }
        let reading = placed.last().map(|(_, layer)| layer.reading).unwrap_or_default();
        if decision.as_ref().is_none_or(|(most, _)| features > *most) {
            decision = Some((features, decision_of(&examination, reading, options)));
        }
    }
    placed.sort_by_key(|(at, _)| *at);
    let layers = placed.into_iter().map(|(_, layer)| layer).collect();
    Ok(Admitted { layers, decision: decision.map(|(_, decision)| decision) })
}

impl Examination {
    /// The suspicion, boxed for a problem or an error.
    fn fault(&self) -> Option<Box<super::Suspicion>> {
        self.suspicion().map(Box::new)
    }
}

fn problem_of(examination: &Examination, options: ReadOptions) -> Option<ImportProblem> {
    let problem = |kind| Some(ImportProblem::new(Place::default(), kind));
    match (&examination.verdict, options.reading) {
        (GuardVerdict::Suspect { .. }, None) => problem(ProblemKind::SuspectCrs(examination.fault()?)),
        (GuardVerdict::Suspect { .. }, Some(_)) => problem(ProblemKind::StatedReadingDoubted(examination.fault()?)),
        (GuardVerdict::Sure(reading), None) if examination.recognised().is_some() && !examination.is_empty() => {
            problem(ProblemKind::CrsRecognised { reading: *reading })
        }
        (GuardVerdict::Unplaceable, None) => {
            let distance_m = examination.as_declared.map(|placed| placed.distance_m)?;
            problem(ProblemKind::FarFromKnownPlaces { distance_km: (distance_m / 1000.0).round() as u64 })
        }
        _ => None,
    }
}

fn decision_of(examination: &Examination, reading: Reading, options: ReadOptions) -> Decision {
    let decided_by = match options.reading {
        Some(_) => DecidedBy::User,
        None if examination.recognised().is_some() => DecidedBy::Guard,
        None => DecidedBy::File,
    };
    let doubt = examination.suspicion().map(|suspicion| suspicion.candidate.kind.id().to_owned()).unwrap_or_default();
    Decision { declared: declared_name(&examination.declared), reading, decided_by, doubt }
}

impl Admitted {
    /// The record of the file they came from, for the document; `None` if there were no layers.
    pub(in crate::io) fn record(&self, path: &Path, role: SourceRole) -> Option<Arc<SourceRecord>> {
        let Decision { declared, reading, decided_by, doubt } = self.decision.as_ref()?;
        let (bytes, sha256) = fingerprint(path).unwrap_or_default();
        Some(Arc::new(SourceRecord {
            role,
            file: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            bytes,
            sha256,
            read_on: today(),
            declared: declared.clone(),
            reading: *reading,
            decided_by: *decided_by,
            doubt: doubt.clone(),
        }))
    }
}

/// The record of a file of which a layer was placed with these options; `None` if nothing says how it is read.
///
/// A reading that is stated although the file declares the same and nothing speaks against it is the file's.
pub fn record_of_layer(
    path: &Path,
    role: SourceRole,
    raw: &RawLayer,
    known: &KnownPlaces,
    options: ReadOptions,
) -> Option<Arc<SourceRecord>> {
    let examination = examine(std::slice::from_ref(raw), known, options);
    let declared = raw.crs.usable().map(Reading::of);
    let reading = options.reading.or(examination.recognised()).or(declared)?;
    let mut decision = decision_of(&examination, reading, options);
    if Some(reading) == declared && decision.doubt.is_empty() {
        decision.decided_by = DecidedBy::File;
    }
    Admitted { layers: Vec::new(), decision: Some(decision) }.record(path, role)
}

/// Size and SHA-256 of a file; `None` if it cannot be read.
fn fingerprint(path: &Path) -> Option<(u64, String)> {
    let mut file = File::open(path).ok()?;
    let (mut hash, mut size, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer).ok()?;
        if read == 0 {
            break;
        }
        size += read as u64;
        hash.update(&buffer[..read]);
    }
    let hex = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Some((size, hex))
}
