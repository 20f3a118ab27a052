//! Positions of a layer on the plan grid: each distinct one is projected once, by several threads where there are many.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::{Refused, degrees_in_range, metres_in_order, refused};
use crate::geometry::crs::{Reading, ToGrid};
use crate::geometry::{GridPoint, ProjectCrs};
use crate::io::import_error::ImportError;
use crate::io::problem::{Place, ProblemKind};
use crate::io::watch::{Stage, Watch};

/// With fewer positions a second thread takes longer to get ready than it saves.
const LEAST_FOR_THREADS: usize = 50_000;
/// Most threads that project.
const MOST_THREADS: usize = 8;
/// Positions a thread takes at a time.
const POSITIONS_PER_TURN: usize = 1 << 13;
/// Places of the table looked at for a position; what finds no room there is projected by itself.
const MOST_PROBES: usize = 32;
/// No position lies here.
const NOWHERE: GridPoint = GridPoint::new(i64::MIN, i64::MIN);
const FREE: u32 = u32::MAX;

/// How the positions of one layer come to the plan grid.
pub(super) struct Projection {
    to_grid: ToGrid,
    reading: Reading,
    plan_crs: ProjectCrs,
}

impl Projection {
    /// For positions to be read so.
    pub(super) fn new(reading: Reading, plan_crs: ProjectCrs) -> Result<Self, ImportError> {
        Ok(Self { to_grid: ToGrid::of_reading(reading, plan_crs).map_err(ImportError::Crs)?, reading, plan_crs })
    }

    /// The grid point of a position as the file has it, or what is wrong with it.
    pub(super) fn point(&self, [first, second]: [f64; 2]) -> Result<GridPoint, Box<ProblemKind>> {
        if let Some(number) = [first, second].into_iter().find(|number| !number.is_finite()) {
            return Err(Box::new(ProblemKind::NotANumber { found: number.to_string() }));
        }
        let Some(natural) = self.reading.natural([first, second]) else {
            let found = format!("{first}, {second} ({})", self.reading);
            return Err(Box::new(ProblemKind::NotANumber { found }));
        };
        if self.reading.crs.is_geographic() { degrees_in_range(natural) } else { metres_in_order(natural) }?;
        let plan_crs = self.plan_crs;
        self.to_grid.grid(natural).map_err(|_| Box::new(ProblemKind::BeyondProjection { first, second, plan_crs }))
    }

    /// Why a position was not placed.
    pub(super) fn refusal(&self, position: [f64; 2], place: Place) -> Refused {
        match self.point(position) {
            Err(kind) => refused(place, *kind),
            Ok(_) => refused(place, ProblemKind::NoGeometry),
        }
    }

    /// The grid points of positions; what cannot be placed is [nowhere](is_placed). The same whatever the number of threads.
    pub(super) fn points(&self, positions: &[[f64; 2]], watch: &dyn Watch) -> Result<Vec<GridPoint>, ImportError> {
        let total = positions.len();
        if !watch.goes_on(Stage::Placing, 0, total) {
            return Err(ImportError::Stopped);
        }
        let first_of = first_places(positions);
        let mut points = vec![NOWHERE; total];
        let work = Work { positions, first_of: &first_of, watch, done: AtomicUsize::new(0), is_stopped: AtomicBool::new(false) };
        let turns = Mutex::new(points.chunks_mut(POSITIONS_PER_TURN).enumerate());
        let threads = if total < LEAST_FOR_THREADS { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
        std::thread::scope(|scope| {
            let (reading, plan_crs, work, turns) = (self.reading, self.plan_crs, &work, &turns);
            for _ in 1..threads.min(MOST_THREADS) {
                // a transformation belongs to its thread; without one the others do the work
                scope.spawn(move || Self::new(reading, plan_crs).map(|own| own.take_turns(work, turns)).ok());
            }
            self.take_turns(work, turns);
        });
        if work.is_stopped.into_inner() {
            return Err(ImportError::Stopped);
        }
        for (place, first) in first_of.into_iter().enumerate() {
            points[place] = points[first as usize];
        }
        Ok(points)
    }

    /// Projects turn after turn until none is left.
    fn take_turns<'a>(&self, work: &Work<'_>, turns: &Mutex<impl Iterator<Item = (usize, &'a mut [GridPoint])>>) {
        loop {
            // held only while the next turn is taken
            let turn = turns.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((turn, points)) = turn else { return };
            let start = turn * POSITIONS_PER_TURN;
            for (place, point) in (start..).zip(points.iter_mut()) {
                if work.first_of[place] as usize == place {
                    *point = self.point(work.positions[place]).unwrap_or(NOWHERE);
                }
            }
            let done = work.done.fetch_add(points.len(), Ordering::Relaxed) + points.len();
            if work.is_stopped.load(Ordering::Relaxed) || !work.watch.goes_on(Stage::Placing, done, work.positions.len()) {
                work.is_stopped.store(true, Ordering::Relaxed);
                return;
            }
        }
    }
}

/// Whether a position was placed.
pub(super) fn is_placed(point: GridPoint) -> bool {
    point != NOWHERE
}

/// What the threads share.
struct Work<'a> {
    positions: &'a [[f64; 2]],
    first_of: &'a [u32],
    watch: &'a dyn Watch,
    done: AtomicUsize,
    is_stopped: AtomicBool,
}

/// For each position the place of the first one with the same numbers, or its own.
fn first_places(positions: &[[f64; 2]]) -> Vec<u32> {
    let size = (positions.len() + positions.len() / 4).next_power_of_two().max(2);
    let shift = u64::BITS - size.trailing_zeros();
    let mut table = vec![FREE; size];
    let bits = |position: [f64; 2]| position.map(f64::to_bits);
    let mut first_of = Vec::with_capacity(positions.len());
    for (place, position) in positions.iter().enumerate() {
        let wanted = bits(*position);
        let hash =
            (wanted[0].rotate_left(32) ^ wanted[1].wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        let mut slot = (hash >> shift) as usize;
        let mut first = place as u32;
        for _ in 0..MOST_PROBES {
            let known = table[slot];
            if known == FREE {
                table[slot] = first;
                break;
            }
            if bits(positions[known as usize]) == wanted {
                first = known;
                break;
            }
            slot = (slot + 1) & (size - 1);
        }
        first_of.push(first);
    }
    first_of
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::watch::Unwatched;

    /// Corners of squares in a row, each written by both neighbours, in degrees.
    fn coverage(squares: usize) -> Vec<[f64; 2]> {
        let at = |i: usize, j: usize| [106.0 + i as f64 * 1e-6, 20.5 + j as f64 * 1e-6];
        (0..squares).flat_map(|i| [at(i, 0), at(i + 1, 0), at(i + 1, 1), at(i, 1), at(i, 0)]).collect()
    }

    #[test]
    fn threads_and_sharing_change_nothing() {
        let mut positions = coverage(2 * LEAST_FOR_THREADS / 5);
        positions[7] = [f64::NAN, 20.5];
        positions[9] = [20.5, 106.0];
        positions[11] = [-0.0, 0.0];
        let projection = Projection::new(Reading::default(), ProjectCrs::default()).expect("PROJ works");
        let points = projection.points(&positions, &Unwatched).expect("not stopped");
        for (place, (point, position)) in points.iter().zip(&positions).enumerate() {
            let alone = projection.point(*position);
            assert_eq!(is_placed(*point), alone.is_ok(), "{place}");
            assert_eq!(*point, alone.unwrap_or(NOWHERE), "{place}");
        }
        assert!(!is_placed(points[7]) && !is_placed(points[9]));
    }

    #[test]
    fn positions_with_the_same_numbers_are_found() {
        let positions = coverage(1_000);
        let first_of = first_places(&positions);
        let distinct = first_of.iter().enumerate().filter(|(place, first)| **first as usize == *place).count();
        assert_eq!(distinct, 2 * 1_001);
        assert!(
            first_of
                .iter()
                .enumerate()
                .all(|(place, first)| positions[*first as usize].map(f64::to_bits) == positions[place].map(f64::to_bits))
        );
        assert!(first_places(&[]).is_empty());
    }

    #[test]
    fn it_stops_when_nobody_wants_it() {
        struct Impatient(AtomicUsize);
        impl Watch for Impatient {
            fn goes_on(&self, stage: Stage, done: usize, total: usize) -> bool {
                assert_eq!((stage, total), (Stage::Placing, 400_000));
                self.0.fetch_max(done, Ordering::Relaxed);
                done < 100_000
            }
        }
        let projection = Projection::new(Reading::default(), ProjectCrs::default()).expect("PROJ works");
        let impatient = Impatient(AtomicUsize::new(0));
        let stopped = projection.points(&coverage(80_000), &impatient);
        assert!(matches!(stopped, Err(ImportError::Stopped)));
        let done = impatient.0.into_inner();
        assert!((100_000..200_000).contains(&done), "{done}");
    }
}
