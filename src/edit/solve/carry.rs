//! A sweep carried out: the command that moves the wanted area, checked by its diff and corrected for what fitting moved.

use super::Unsolved;
use crate::edit::{Command, Refusal, diff_of};
use crate::geometry::solve::{Field, Sweep, reach};
use crate::geometry::{ExactArea, Ring};
use crate::plan::{Face, Plan, PlanDiff};

/// How near the wanted area is near enough to stop: 0.002 m².
const NEAR_ENOUGH: ExactArea = ExactArea::from_twice_um2(4_000_000_000);
/// How far off a solution may be: 1 m².
pub(super) const TOLERANCE: ExactArea = ExactArea::from_twice_um2(2_000_000_000_000);
/// Corrections after which the nearest area is taken; two or three are usual.
const MOST_TRIES: usize = 12;
/// By how much the aim is changed when a sketch cannot be fitted just there: 0.05 m².
const SIDESTEP: ExactArea = ExactArea::from_twice_um2(100_000_000_000);

/// A command that moves the wanted area.
#[derive(Debug, Clone)]
pub(super) struct Carried {
    pub command: Command,
    pub diff: PlanDiff,
    /// The area that moves by the diff, not by the sketch.
    pub moved: ExactArea,
    /// The step of the sweep.
    pub step: i64,
}

/// Why a sweep is not carried out.
#[derive(Debug, Clone)]
pub(super) enum NotCarried {
    /// There is not so much land in the field.
    Beyond,
    /// As the plan refuses it.
    Refused(Refusal),
    /// The nearest there is, too far off.
    Coarse(ExactArea),
}

impl From<NotCarried> for Unsolved {
    fn from(why: NotCarried) -> Self {
        match why {
            NotCarried::Refused(refusal) => Self::Refused(refusal),
            NotCarried::Coarse(nearest) => Self::TooCoarse { nearest },
            NotCarried::Beyond => Self::Refused(Refusal::NothingThere),
        }
    }
}

/// Finds the sketch whose command moves `wanted` land: the sweep is solved, the command made and its diff measured; by how much
/// fitting it to the borders there changed the area, the aim is corrected.
pub(super) fn carry(
    plan: &Plan,
    (field, sweep): (&Field, &dyn Sweep),
    start: i64,
    wanted: ExactArea,
    command_of: impl Fn(Vec<Ring>) -> Command,
    moved_by: impl Fn(&PlanDiff) -> ExactArea,
) -> Result<Carried, NotCarried> {
    let mut best: Option<Carried> = None;
    let mut refused = None;
    let mut aim = Aim::at(wanted);
    let mut field = std::borrow::Cow::Borrowed(field);
    for number in 0..MOST_TRIES {
        let guess = best.as_ref().map(|best| best.step);
        let Some(reached) = reach(&field, sweep, (start, guess), aim.now) else { break };
        if reached.is_loose {
            field = std::borrow::Cow::Owned(field.loose());
        }
        let command = command_of(reached.land.rings().cloned().collect());
        match diff_of(plan, &command) {
            Ok(diff) => {
                let moved = moved_by(&diff);
                let miss = wanted - moved;
                if best.as_ref().is_none_or(|best| miss.abs() < (wanted - best.moved).abs()) {
                    best = Some(Carried { command, diff, moved, step: reached.step });
                }
                if miss.abs() <= NEAR_ENOUGH || !aim.correct(miss) {
                    break;
                }
            }
            Err(refusal) if is_final(&refusal) => return Err(NotCarried::Refused(refusal)),
            Err(refusal) => {
                refused = Some(refusal);
                aim.sidestep(wanted, number);
            }
        }
    }
    match (best, refused) {
        (Some(best), _) if (best.moved - wanted).abs() <= TOLERANCE => Ok(best),
        (Some(best), _) => Err(NotCarried::Coarse(best.moved)),
        (None, Some(refusal)) => Err(NotCarried::Refused(refusal)),
        (None, None) => Err(NotCarried::Beyond),
    }
}

/// Whether another sketch would be refused as well.
const fn is_final(refusal: &Refusal) -> bool {
    !matches!(
        refusal,
        Refusal::TooFine { .. }
            | Refusal::DoesNotAddUp { .. }
            | Refusal::Crosses { .. }
            | Refusal::NothingThere
            | Refusal::NoArea
    )
}

/// What area is asked of the sweep so that the wanted one moves.
struct Aim {
    now: ExactArea,
    too_little: Option<ExactArea>,
    too_much: Option<ExactArea>,
}

impl Aim {
    const fn at(wanted: ExactArea) -> Self {
        Self { now: wanted, too_little: None, too_much: None }
    }

    /// Aims beside the last miss; halves where fitting jumps over it. `false` where nothing is left between.
    fn correct(&mut self, miss: ExactArea) -> bool {
        if miss > ExactArea::ZERO {
            self.too_little = Some(self.now);
        } else {
            self.too_much = Some(self.now);
        }
        self.now += miss;
        if let (Some(low), Some(high)) = (self.too_little, self.too_much)
            && (self.now <= low || self.now >= high)
        {
            self.now = ExactArea::from_twice_um2(low.twice_um2().midpoint(high.twice_um2()));
            return (high - low).abs() > NEAR_ENOUGH;
        }
        true
    }

    /// Aims a little to this side or that.
    fn sidestep(&mut self, wanted: ExactArea, number: usize) {
        let by = ExactArea::from_twice_um2(SIDESTEP.twice_um2() * (number as i128 / 2 + 1));
        self.now = if number.is_multiple_of(2) { wanted - by } else { wanted + by };
    }
}

/// The area of a face after `diff`.
pub(super) fn area_after(plan: &Plan, diff: &PlanDiff, face: Face) -> ExactArea {
    let unchanged = || plan.land(face).area();
    match face {
        Face::Unallocated => diff.unallocated.as_ref().map_or_else(unchanged, |change| change.after.area()),
        Face::Zone(zone) => {
            let change = diff.zones.iter().find(|(id, _)| *id == zone);
            change.map_or_else(unchanged, |(_, change)| change.after.as_ref().map_or(ExactArea::ZERO, |zone| zone.area))
        }
    }
}
