//! Several zones brought to their targets at once, by the least movement of the borders that may move.

use std::collections::BTreeMap;

use super::borders::{BorderChain, border_chains};
use super::carry::TOLERANCE;
use super::{AreaWay, Sides, Unsolved, set_area};
use crate::edit::transfer::refuse_locked;
use crate::edit::{Command, apply};
use crate::geometry::ExactArea;
use crate::plan::{Face, Plan, ZoneId};

/// Passes over all borders; the second takes up what fitting moved in the first.
const MOST_PASSES: usize = 3;
/// Movements below this are left out, m².
const LEAST_MOVE_M2: f64 = 0.01;
/// What a zone may be off its target and be left alone, m².
const AT_TARGET_M2: f64 = 0.5;

/// The border between two faces, free to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FreeBorder {
    /// One side.
    pub a: Face,
    /// The other side.
    pub b: Face,
}

/// How zones are brought to their targets.
#[derive(Debug, Clone, PartialEq)]
pub struct Balanced {
    /// Does it, as one step.
    pub command: Command,
    /// What goes over each border that moves, from its `a` to its `b`, and how far it moves, m.
    pub moves: Vec<(FreeBorder, ExactArea, f64)>,
}

/// Brings all zones that have a target to it, within 1 m² and as a rule 0.01 m², by moving only `free` borders.
///
/// What goes over each border follows from the least Σ x²/L over all of them, x being the area and L the length: long borders
/// move more land and none moves far. Zones without a target and unallocated land give and take as needed. It is a
/// suggestion: nothing changes before the command is made.
///
/// Refused: a locked zone at a free border, faces without a common border, zones that cannot reach their targets.
pub fn balance(plan: &Plan, free: &[FreeBorder]) -> Result<Balanced, Unsolved> {
    let mut next = plan.clone();
    let mut commands = Vec::new();
    let mut moves: BTreeMap<FreeBorder, (ExactArea, f64)> = BTreeMap::new();
    let borders = distinct(plan, free)?;
    for _ in 0..MOST_PASSES {
        let network = Network::of(&next, &borders)?;
        if network.is_at_target() {
            break;
        }
        for (border, m2) in network.least_movement()? {
            let (command, area, moved_m) = transfer(&next, border, m2)?;
            apply(&mut next, &command)?;
            commands.push(command);
            let entry = moves.entry(border).or_insert((ExactArea::ZERO, 0.0));
            *entry = (entry.0 + area, entry.1 + moved_m);
        }
    }
    if commands.is_empty() {
        return Err(Unsolved::NothingToDo);
    }
    if let Some((zone, lacking)) = difference_left(&next) {
        return Err(Unsolved::Unbalanced { zones: vec![zone], lacking });
    }
    let moves = moves.into_iter().map(|(border, (area, moved_m))| (border, area, moved_m)).collect();
    Ok(Balanced { command: Command::Several { code: "balance", commands }, moves })
}

/// The borders, each once, without a locked side.
fn distinct(plan: &Plan, free: &[FreeBorder]) -> Result<Vec<FreeBorder>, Unsolved> {
    let mut borders: Vec<FreeBorder> = Vec::new();
    for border in free {
        refuse_locked(plan, border.a)?;
        refuse_locked(plan, border.b)?;
        let back = FreeBorder { a: border.b, b: border.a };
        if border.a != border.b && !borders.contains(border) && !borders.contains(&back) {
            borders.push(*border);
        }
    }
    Ok(borders)
}

/// A zone that is still more than 1 m² off its target, and what it lacks.
fn difference_left(plan: &Plan) -> Option<(ZoneId, ExactArea)> {
    let lacking = plan.zones().filter_map(|zone| Some((zone.id, -zone.difference_to_target()?)));
    lacking.into_iter().find(|(_, lacking)| lacking.abs() > TOLERANCE)
}

/// The zones with a target and the borders over which land can go.
struct Network {
    /// What each zone with a target lacks, m².
    lacking_m2: BTreeMap<ZoneId, f64>,
    /// Free borders with their length, m.
    borders: Vec<(FreeBorder, f64)>,
}

impl Network {
    fn of(plan: &Plan, free: &[FreeBorder]) -> Result<Self, Unsolved> {
        let lacking = plan.zones().filter_map(|zone| Some((zone.id, -zone.difference_to_target()?.m2())));
        let mut borders = Vec::new();
        for border in free {
            let length_m: f64 = common_chains(plan, *border).iter().map(|(_, chain)| chain.length_m()).sum();
            if length_m <= 0.0 {
                return Err(Unsolved::NotABorder);
            }
            borders.push((*border, length_m));
        }
        Ok(Self { lacking_m2: lacking.collect(), borders })
    }

    fn is_at_target(&self) -> bool {
        self.lacking_m2.values().all(|m2| m2.abs() <= AT_TARGET_M2)
    }

    /// The zone with a target on one side of a border; land that may give and take freely is none.
    fn bound(&self, face: Face) -> Option<ZoneId> {
        match face {
            Face::Zone(id) if self.lacking_m2.contains_key(&id) => Some(id),
            _ => None,
        }
    }

    /// What goes over each border from `a` to `b`, m², givers before those that pass on what they are given.
    ///
    /// The least Σ x²/L under x_in − x_out = what each zone lacks has x = L (λ_b − λ_a) with a λ per zone, 0 for land that is
    /// free: one linear equation per zone, with the matrix of a resistor network.
    fn least_movement(&self) -> Result<Vec<(FreeBorder, f64)>, Unsolved> {
        let mut potentials: BTreeMap<ZoneId, f64> = BTreeMap::new();
        for group in self.groups() {
            let (mut lacking, is_grounded) = (group.lacking, group.is_grounded);
            let sum: f64 = lacking.iter().sum();
            if !is_grounded {
                let each = sum / lacking.len() as f64;
                if each.abs() > AT_TARGET_M2 {
                    return Err(Unsolved::Unbalanced { zones: group.zones, lacking: ExactArea::from_m2(sum) });
                }
                lacking.iter_mut().for_each(|m2| *m2 -= each);
            }
            let solved = self.solve(&group.zones, lacking, is_grounded);
            potentials.extend(group.zones.into_iter().zip(solved));
        }
        let potential = |face: Face| self.bound(face).and_then(|zone| potentials.get(&zone)).copied().unwrap_or(0.0);
        let mut movements: Vec<(f64, FreeBorder, f64)> = Vec::new();
        for (border, length_m) in &self.borders {
            let (at_a, at_b) = (potential(border.a), potential(border.b));
            let m2 = length_m * (at_b - at_a);
            if m2.abs() >= LEAST_MOVE_M2 {
                movements.push((at_a.min(at_b), *border, m2));
            }
        }
        // land runs from low to high: who gives at the lowest is given nothing before
        movements.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
        Ok(movements.into_iter().map(|(_, border, m2)| (border, m2)).collect())
    }

    /// The zones with a target, in groups that free borders join.
    fn groups(&self) -> Vec<Group> {
        let mut left: Vec<ZoneId> = self.lacking_m2.keys().copied().collect();
        let mut groups = Vec::new();
        while let Some(first) = left.pop() {
            let mut group = Group { zones: vec![first], lacking: Vec::new(), is_grounded: false };
            let mut seen = 0;
            while let Some(&zone) = group.zones.get(seen) {
                seen += 1;
                for (border, _) in &self.borders {
                    let other = match (border.a == Face::Zone(zone), border.b == Face::Zone(zone)) {
                        (true, _) => border.b,
                        (_, true) => border.a,
                        _ => continue,
                    };
                    match self.bound(other) {
                        None => group.is_grounded = true,
                        Some(next) if left.contains(&next) => {
                            left.retain(|id| *id != next);
                            group.zones.push(next);
                        }
                        Some(_) => {}
                    }
                }
            }
            group.lacking = group.zones.iter().map(|zone| self.lacking_m2[zone]).collect();
            groups.push(group);
        }
        groups
    }

    /// The potentials of a group; in one that is not grounded the first zone stands at 0.
    fn solve(&self, zones: &[ZoneId], lacking: Vec<f64>, is_grounded: bool) -> Vec<f64> {
        let place = |face: Face| self.bound(face).and_then(|zone| zones.iter().position(|id| *id == zone));
        let mut rows: Vec<Vec<f64>> =
            lacking.into_iter().map(|m2| std::iter::repeat_n(0.0, zones.len()).chain([m2]).collect()).collect();
        for (border, length_m) in &self.borders {
            let (a, b) = (place(border.a), place(border.b));
            for (one, other) in [(a, b), (b, a)] {
                let Some(one) = one else { continue };
                rows[one][one] += length_m;
                if let Some(other) = other {
                    rows[one][other] -= length_m;
                }
            }
        }
        if !is_grounded {
            rows[0].fill(0.0);
            rows[0][0] = 1.0;
        }
        eliminated(rows)
    }
}

struct Group {
    zones: Vec<ZoneId>,
    lacking: Vec<f64>,
    is_grounded: bool,
}

/// The solution of linear equations, each row its coefficients and the right side (Gauss–Jordan with pivots).
fn eliminated(mut rows: Vec<Vec<f64>>) -> Vec<f64> {
    let count = rows.len();
    for column in 0..count {
        let pivot = (column..count).max_by(|x, y| rows[*x][column].abs().total_cmp(&rows[*y][column].abs())).unwrap_or(column);
        rows.swap(column, pivot);
        let pivot_row = rows[column].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|(number, _)| *number != column) {
            let factor = row[column] / pivot_row[column];
            row.iter_mut().zip(&pivot_row).for_each(|(value, pivot)| *value -= factor * pivot);
        }
    }
    rows.iter().enumerate().map(|(number, row)| row[count] / row[number]).collect()
}

/// The borders between two faces as they run on the ring of one of them, which is a zone; longest first.
fn common_chains(plan: &Plan, border: FreeBorder) -> Vec<(ZoneId, BorderChain)> {
    let ((Face::Zone(zone), other) | (other, Face::Zone(zone))) = (border.a, border.b) else { return Vec::new() };
    let chains = border_chains(plan, zone).into_iter().filter(|chain| chain.across == Some(other));
    let mut chains: Vec<_> = chains.map(|chain| (zone, chain)).collect();
    chains.sort_by(|x, y| y.1.length_m().total_cmp(&x.1.length_m()));
    chains
}

/// The command that takes `m2` from `border.a` to `border.b` over the longest piece of border that can, with the area it
/// really moves and how far the border goes.
fn transfer(plan: &Plan, border: FreeBorder, m2: f64) -> Result<(Command, ExactArea, f64), Unsolved> {
    let giver = if m2 > 0.0 { border.a } else { border.b };
    let mut failure = Unsolved::NotABorder;
    for (id, chain) in common_chains(plan, border) {
        let Some(zone) = plan.zone(id) else { continue };
        let gives = giver == Face::Zone(id);
        let change = ExactArea::from_m2(m2.abs());
        let target = if gives { zone.area - change } else { zone.area + change };
        let partner: Vec<Face> = chain.across.into_iter().collect();
        let way = AreaWay::Offset { border: chain.points, sides: Sides::AlongNeighbours };
        match set_area(plan, id, &way, target, &partner) {
            Ok(solution) => {
                let gained = solution.area - zone.area;
                let is_b = border.b == Face::Zone(id);
                return Ok((solution.command, if is_b { gained } else { -gained }, solution.moved_m));
            }
            Err(Unsolved::OutOfReach(range)) => {
                let lacking = if gives { target - range.least } else { target - range.most };
                let zones = [border.a, border.b].into_iter().filter_map(|face| match face {
                    Face::Zone(id) => Some(id),
                    Face::Unallocated => None,
                });
                failure = Unsolved::Unbalanced { zones: zones.collect(), lacking };
            }
            Err(why) => failure = why,
        }
    }
    Err(failure)
}
