//! The guard at the door: what the coordinates of a file are, and what is probably wrong with them.
//!
//! A file says in which CRS its numbers are, or nothing. The guard reads a sample of them in every way that makes sense of them and
//! compares what comes out with what is known of the place: corners of the present boundary and zones and of the communes. A known corner hit
//! to 2 cm is proof that decides between readings less than a metre apart; where no known corner is hit, whole millimetres may decide, and
//! else only the neighbourhood, which tells kilometres and is said to be less sure.

mod admission;
mod known;
mod sample;
mod suspicion;
mod trial;

use super::source::{DeclaredCrs, RawLayer, ReadOptions};
use crate::geometry::crs::{FileCrs, Reading};

pub use admission::record_of_layer;
pub(super) use admission::{Admitted, admit};
pub use known::KnownPlaces;
pub use suspicion::{Suspicion, SuspicionKind};

use self::sample::Sample;
use self::trial::{Trial, Trials};

/// Most candidates that are named.
const MOST_CANDIDATES: usize = 6;
/// A reading that hits fewer known corners than this proves nothing by them.
const LEAST_KNOWN_CORNERS: usize = 3;
/// A reading is taken for right against another if it hits this many times as many known corners.
const CLEARLY: usize = 4;

/// What the guard found out about the layers of a file that declare the same CRS.
#[derive(Debug, Clone, PartialEq)]
pub struct Examination {
    /// Which layers, as places in the list that was examined.
    pub layers: Vec<usize>,
    /// What the file says; see [`RawLayer::crs`].
    pub declared: DeclaredCrs,
    /// How the numbers look read as declared; `None` if nothing usable is declared or they make no sense so.
    pub as_declared: Option<Placed>,
    /// What is to be done.
    pub verdict: GuardVerdict,
    is_empty: bool,
}

/// What the guard thinks of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum GuardVerdict {
    /// The numbers are to be read so: as declared and not contradicted, or, where nothing is declared, as known corners prove.
    Sure(Reading),
    /// What is declared is contradicted, or nothing is declared and several readings are possible; the likeliest is first.
    Suspect {
        /// What the numbers may be, at least one.
        likely: Vec<Candidate>,
    },
    /// No reading brings the numbers near anything known.
    Unplaceable,
}

/// The numbers read in one way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// Which way.
    pub reading: Reading,
    /// What speaks for it.
    pub evidence: Evidence,
    /// Distance in metres from the known places; 0 within them.
    pub distance_m: f64,
}

/// What the numbers probably are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// How they would have to be read.
    pub reading: Reading,
    /// What is wrong with the file, if so.
    pub kind: SuspicionKind,
    /// What speaks for it.
    pub evidence: Evidence,
    /// How far the file lies off, in metres, when it is read as declared; `None` if it cannot be.
    pub offset_m: Option<f64>,
}

/// What speaks for a reading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Vertices that were looked at.
    pub sampled: usize,
    /// Of them, those at a known corner.
    pub coinciding: usize,
    /// Known corners that were hit, each counted once.
    pub known_corners: usize,
    /// Of the vertices, those within the communes and the boundary, or near them.
    pub within_place: usize,
    /// Of the vertices, those on a whole millimetre of the plan grid; counted only where the numbers are fine enough for that to tell.
    pub on_millimetres: usize,
    /// How near a known corner has to be, in metres: 2 cm, or what the decimals of the file allow.
    pub tolerance_m: f64,
}

/// What kind of evidence there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The neighbourhood only: it tells kilometres.
    Location,
    /// Most vertices lie on whole millimetres of the plan grid, which chance does not do.
    WholeMillimetres,
    /// Known corners are hit.
    KnownCorners,
}

impl Evidence {
    /// The best evidence there is.
    pub const fn basis(&self) -> Basis {
        if self.known_corners >= LEAST_KNOWN_CORNERS {
            Basis::KnownCorners
        } else if self.is_on_millimetres() {
            Basis::WholeMillimetres
        } else {
            Basis::Location
        }
    }

    /// Share of the vertices at a known corner, 0 to 1.
    pub fn share_coinciding(&self) -> f64 {
        self.coinciding as f64 / self.sampled.max(1) as f64
    }

    /// Share of the vertices in or near the known places, 0 to 1.
    pub fn share_within_place(&self) -> f64 {
        self.within_place as f64 / self.sampled.max(1) as f64
    }

    /// Whether vertices lie on whole millimetres far too often for chance.
    const fn is_on_millimetres(&self) -> bool {
        self.on_millimetres >= 8 && 5 * self.on_millimetres >= 3 * self.sampled
    }

    /// Whether vertices lie on whole millimetres no more often than by chance.
    const fn is_off_millimetres(&self) -> bool {
        10 * self.on_millimetres < self.sampled
    }
}

impl Examination {
    /// What is wrong with the file and what it probably is; `None` unless the guard suspects it.
    pub fn suspicion(&self) -> Option<Suspicion> {
        let GuardVerdict::Suspect { likely } = &self.verdict else { return None };
        let candidate = *likely.first()?;
        Some(Suspicion { candidate, declared: declared_name(&self.declared), others: likely.len() - 1 })
    }

    /// Whether there were no positions to look at.
    pub const fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// The reading that is proven although the file does not declare it.
    pub fn recognised(&self) -> Option<Reading> {
        match self.verdict {
            GuardVerdict::Sure(reading) if self.as_declared.is_none() && !self.is_empty => Some(reading),
            _ => None,
        }
    }
}

/// What a file says about its CRS, as written there; empty for nothing.
pub(super) fn declared_name(declared: &DeclaredCrs) -> String {
    match declared {
        DeclaredCrs::Missing => String::new(),
        DeclaredCrs::Implied(crs) | DeclaredCrs::Known(crs) | DeclaredCrs::Contradicted { used: crs, .. } => crs.to_string(),
        DeclaredCrs::Unknown { name, .. } => name.clone(),
    }
}

/// Examines the layers of a file; of several that declare different CRSs, those that look worst.
///
/// The plan grid is that of `known` and of `options`. A reading that the options state is judged in the place of what the file declares.
/// At most a few thousand vertices are looked at. A file without positions is whatever it says.
pub fn examine(raw: &[RawLayer], known: &KnownPlaces, options: ReadOptions) -> Examination {
    let all = examine_each(raw, known, options);
    let nothing = Examination {
        layers: Vec::new(),
        declared: DeclaredCrs::Missing,
        as_declared: None,
        verdict: GuardVerdict::Unplaceable,
        is_empty: true,
    };
    all.into_iter().reduce(|worst, next| if gravity(&next) > gravity(&worst) { next } else { worst }).unwrap_or(nothing)
}

/// Examines the layers of a file, those that declare the same CRS together.
pub fn examine_each(raw: &[RawLayer], known: &KnownPlaces, options: ReadOptions) -> Vec<Examination> {
    let mut groups: Vec<(&DeclaredCrs, Vec<usize>)> = Vec::new();
    for (at, layer) in raw.iter().enumerate() {
        match groups.iter_mut().find(|(declared, _)| *declared == &layer.crs) {
            Some((_, layers)) => layers.push(at),
            None => groups.push((&layer.crs, vec![at])),
        }
    }
    let examine = |(declared, layers): (&DeclaredCrs, Vec<usize>)| {
        let sample = Sample::of(&layers.iter().filter_map(|&at| raw.get(at)).collect::<Vec<_>>());
        let (as_declared, verdict) = judge(declared, &sample, known, options);
        Examination { layers, declared: declared.clone(), as_declared, verdict, is_empty: sample.is_empty() }
    };
    groups.into_iter().map(examine).collect()
}

fn gravity(examination: &Examination) -> u8 {
    match examination.verdict {
        GuardVerdict::Sure(_) => u8::from(examination.as_declared.is_none()),
        GuardVerdict::Unplaceable => 2,
        GuardVerdict::Suspect { .. } => 3,
    }
}

fn judge(declared: &DeclaredCrs, sample: &Sample, known: &KnownPlaces, options: ReadOptions) -> (Option<Placed>, GuardVerdict) {
    let stated = options.reading.or(declared.usable().map(Reading::of));
    if sample.is_empty() {
        return (None, stated.map_or(GuardVerdict::Unplaceable, GuardVerdict::Sure));
    }
    let trials = Trials::new(sample, known, options.plan_crs);
    let as_declared = stated.and_then(|reading| trials.of(reading));
    let says_nothing = options.reading.is_none() && !matches!(declared, DeclaredCrs::Known(_) | DeclaredCrs::Contradicted { .. });
    let placed = as_declared.as_ref().map(Trial::placed);
    let verdict = match &as_declared {
        Some(own) if known.is_empty() => GuardVerdict::Sure(own.reading),
        Some(own) if own.is_near() => contradicted_nearby(own, &trials),
        own => contradicted_by_place(stated.map(|reading| reading.crs), says_nothing, own.as_ref(), &trials),
    };
    (placed, verdict)
}

/// Whether readings that lie close by hit known corners, or whole millimetres, where the declared one does not.
fn contradicted_nearby(own: &Trial, trials: &Trials<'_>) -> GuardVerdict {
    let sure = GuardVerdict::Sure(own.reading);
    if own.evidence.known_corners >= LEAST_KNOWN_CORNERS && own.evidence.share_coinciding() >= 0.3 {
        return sure;
    }
    let mut others = trials.others(Some(own.reading));
    // what lies no further off than the numbers are coarse cannot be told apart
    others.retain(|other| other.offset_from_m(own) > 3.0 * own.evidence.tolerance_m);
    others.retain(|other| is_clearly_better(&other.evidence, &own.evidence));
    suspect(Some(own.reading.crs), Some(own), others).unwrap_or(sure)
}

fn is_clearly_better(other: &Evidence, own: &Evidence) -> bool {
    let by_corners = other.known_corners >= LEAST_KNOWN_CORNERS && other.known_corners >= CLEARLY * own.known_corners;
    let by_millimetres = own.known_corners < LEAST_KNOWN_CORNERS && other.is_on_millimetres() && own.is_off_millimetres();
    by_corners || by_millimetres
}

/// What brings the numbers to the known places when the declaration, if there is one, does not.
fn contradicted_by_place(stated: Option<FileCrs>, says_nothing: bool, own: Option<&Trial>, trials: &Trials<'_>) -> GuardVerdict {
    let others = trials.others(own.map(|own| own.reading));
    let Some(verdict) = suspect(stated, own, others) else { return GuardVerdict::Unplaceable };
    match &verdict {
        // where the file itself says nothing proof is enough, if nothing else is wrong with the numbers
        GuardVerdict::Suspect { likely } if own.is_none() && says_nothing => match likely.as_slice() {
            [only] if only.reading.is_plain() && only.evidence.basis() == Basis::KnownCorners => GuardVerdict::Sure(only.reading),
            _ => verdict,
        },
        _ => verdict,
    }
}

/// The suspicion that one of `others` is meant, likeliest first; `None` if there is none.
fn suspect(stated: Option<FileCrs>, own: Option<&Trial>, mut others: Vec<Trial>) -> Option<GuardVerdict> {
    let best = others.iter().map(|other| other.evidence.basis()).max()?;
    let most = others.iter().map(|other| other.evidence.known_corners).max()?;
    others.retain(|other| other.evidence.basis() == best);
    match best {
        // what hits clearly fewer corners than another reading hits them by chance
        Basis::KnownCorners => others.retain(|other| CLEARLY * other.evidence.known_corners > most),
        Basis::WholeMillimetres => {}
        // a datum operation is no question of kilometres
        Basis::Location => others.retain(|other| other.reading.datum == Default::default()),
    }
    // the file's own CRS with another slip before another CRS; the sort keeps the order of the trials otherwise
    others.sort_by_key(|other| {
        let evidence = &other.evidence;
        let by_corners = if best == Basis::KnownCorners { evidence.known_corners } else { 0 };
        (std::cmp::Reverse(by_corners), Some(other.reading.crs) != stated)
    });
    let candidate = |other: &Trial| Candidate {
        reading: other.reading,
        kind: SuspicionKind::of(stated, other.reading),
        evidence: other.evidence,
        offset_m: own.map(|own| own.offset_from_m(other)),
    };
    let likely: Vec<_> = others.iter().take(MOST_CANDIDATES).map(candidate).collect();
    (!likely.is_empty()).then_some(GuardVerdict::Suspect { likely })
}
