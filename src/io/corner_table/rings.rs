//! From lines of corners to rings: where one ends and the next begins, what is repeated, and whether sides cross.

use super::figure::DecimalSign;
use super::paste::Purpose;
use super::pasted::{Fault, Note, PastedCorner, PastedRing};
use crate::geometry::GridPoint;
use crate::geometry::area::signed_ring_area;
use crate::geometry::grid::UM_PER_MM;
use crate::geometry::segment::cross_properly;

/// A last corner this near to the first is the first again: rounding of two tables differs by so much.
const SAME_CORNER_UM: i64 = 2 * UM_PER_MM;
/// A side length given may differ by so much from the coordinates.
pub const SIDE_TOLERANCE_UM: i64 = 10 * UM_PER_MM;
/// Most crossings that are named.
const MOST_CROSSINGS: usize = 12;

/// A line with a pair of coordinates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The corner.
    pub at: GridPoint,
    /// Number of the line.
    pub line: usize,
    /// Number or name of the corner.
    pub label: String,
    /// Name of the ring it belongs to; empty goes on with the one before.
    pub part: String,
    /// Name of the land it belongs to; empty goes on with the one before.
    pub land: String,
    /// Length of the side, µm.
    pub side_um: Option<i64>,
    /// Whether the easting stands in the column of the northing.
    pub is_swapped: bool,
    /// The decimal signs of both coordinates.
    pub signs: [Option<DecimalSign>; 2],
}

/// What stands on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A corner.
    Row(Row),
    /// Nothing.
    Blank,
    /// Words, between two rings.
    Heading,
    /// The end of a table: perimeter, area, remarks.
    End,
    /// What the land of the corners that follow is called.
    Named(String),
}

impl Item {
    /// The corner on the line, if there is one.
    pub const fn row(&self) -> Option<&Row> {
        if let Self::Row(row) = self { Some(row) } else { None }
    }
}

/// The rings that lines stand for, each corner once; what was noticed and what is wrong is added to the lists.
pub fn rings_of(items: Vec<Item>, purpose: Purpose, notes: &mut Vec<Note>, faults: &mut Vec<Fault>) -> Vec<PastedRing> {
    let mut rings = Vec::new();
    for block in blocks(items, notes) {
        for rows in closed_rings(block) {
            rings.extend(cleaned(rows, notes));
        }
    }
    if rings.len() > 1 {
        notes.push(Note::Rings { count: rings.len() });
    }
    if faults.is_empty() && purpose == Purpose::OneLand {
        // with a line that cannot be read a ring is not what is meant
        faults.extend(wrong_rings(&rings));
    }
    compare_sides(&rings, notes);
    rings
}

/// Rows that belong together, separated by headings, by their column of parts, or by blank lines that mean something.
fn blocks(items: Vec<Item>, notes: &mut Vec<Note>) -> Vec<Vec<Row>> {
    let mut blocks: Vec<Vec<Row>> = vec![Vec::new()];
    let (mut after_blank, mut joined) = (false, false);
    let mut runs: Vec<(bool, Vec<Row>)> = Vec::new();
    let mut part = String::new();
    let (mut land, mut named) = (String::new(), String::new());
    let mut begins = true;
    for item in items {
        match item {
            Item::Heading => begins = true,
            Item::Named(name) => (named, begins) = (name, true),
            Item::End | Item::Blank => after_blank = true,
            Item::Row(mut row) => {
                let is_other = |of: &str, present: &str| !of.is_empty() && !present.is_empty() && of != present;
                let is_other_part = is_other(&row.part, &part) || is_other(&row.land, &land);
                if !row.part.is_empty() {
                    part.clone_from(&row.part);
                }
                if row.land.is_empty() && !begins {
                    row.land.clone_from(&land);
                } else if row.land.is_empty() {
                    row.land.clone_from(&named);
                }
                land.clone_from(&row.land);
                if begins || is_other_part || after_blank || runs.is_empty() {
                    runs.push((begins || is_other_part, Vec::new()));
                }
                (begins, after_blank) = (false, false);
                runs.last_mut().into_iter().for_each(|(_, rows)| rows.push(row.clone()));
            }
        }
    }
    for (is_apart, rows) in runs {
        let goes_on = blocks.last().is_some_and(|block| !is_apart && !block.is_empty() && goes_on(block, &rows));
        if goes_on {
            joined = true;
            blocks.last_mut().into_iter().for_each(|block| block.extend(rows.clone()));
        } else {
            blocks.push(rows);
        }
    }
    if joined {
        notes.push(Note::BlankLines);
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// Whether rows after a blank line go on with the ring before it: one of the two is no ring, or the numbers run on.
fn goes_on(block: &[Row], rows: &[Row]) -> bool {
    if is_closed(block) {
        return false;
    }
    let number = |row: Option<&Row>| row.and_then(|row| number_of(&row.label));
    let runs_on = matches!((number(block.last()), number(rows.first())), (Some(a), Some(b)) if b == a + 1);
    runs_on || block.len() < 3 || rows.len() < 3
}

fn is_same(a: GridPoint, b: GridPoint) -> bool {
    (a.east - b.east).abs() <= SAME_CORNER_UM && (a.north - b.north).abs() <= SAME_CORNER_UM
}

fn is_closed(rows: &[Row]) -> bool {
    matches!(rows, [first, .., last] if rows.len() > 3 && is_same(first.at, last.at))
}

/// The number in "12", "M12" or "Góc 12".
pub fn number_of(label: &str) -> Option<i64> {
    let digits = label.trim().trim_start_matches(|c: char| !c.is_ascii_digit());
    digits.parse().ok()
}

/// Splits rows where a ring has come back to its first corner, or where numbering starts anew.
fn closed_rings(rows: Vec<Row>) -> Vec<Vec<Row>> {
    let mut rings: Vec<Vec<Row>> = vec![Vec::new()];
    for row in rows {
        let Some(ring) = rings.last_mut() else { break };
        let starts_anew = ring.len() >= 3
            && ring.first().is_some_and(|first| {
                !row.label.is_empty()
                    && number_of(&first.label).is_some()
                    && first.label == row.label
                    && !is_same(first.at, row.at)
            });
        if starts_anew || is_closed(ring) {
            // the corner that closes may be repeated after itself
            if is_closed(ring) && ring.last().is_some_and(|last| last.at == row.at) {
                ring.push(row);
                continue;
            }
            rings.push(vec![row]);
        } else {
            ring.push(row);
        }
    }
    rings
}

/// A ring with each corner once; `None` if nothing is left of it.
fn cleaned(mut rows: Vec<Row>, notes: &mut Vec<Note>) -> Option<PastedRing> {
    let first = rows.first()?.clone();
    let mut closing = None;
    while rows.len() > 1 && rows.last().is_some_and(|last| is_same(last.at, first.at)) {
        closing = rows.pop().map(|row| row.line);
    }
    notes.extend(closing.map(|line| Note::ClosingCorner { line }));
    let mut corners: Vec<PastedCorner> = Vec::with_capacity(rows.len());
    for row in rows {
        match corners.last_mut() {
            Some(last) if last.at == row.at => {
                notes.push(Note::RepeatedCorner { line: row.line });
                last.side_um = row.side_um;
            }
            _ => corners.push(PastedCorner { at: row.at, line: row.line, label: row.label, side_um: row.side_um }),
        }
    }
    if let Some(skip) = skipped_number(&corners) {
        notes.push(skip);
    }
    Some(PastedRing { land: first.land, corners })
}

/// Rings that are none: too few corners, sides that cross, no area.
fn wrong_rings(rings: &[PastedRing]) -> Vec<Fault> {
    let line = |ring: &PastedRing| ring.corners.first().map_or(0, |corner| corner.line);
    let too_few = rings.iter().filter_map(|ring| {
        let mut distinct = ring.points();
        distinct.sort_unstable();
        distinct.dedup();
        (distinct.len() < 3).then(|| Fault::TooFewCorners { line: line(ring), count: distinct.len() })
    });
    let mut found: Vec<Fault> = too_few.collect();
    if found.is_empty() {
        found = crossings(rings);
    }
    if found.is_empty() {
        let flat = rings.iter().filter(|ring| signed_ring_area(&ring.points()).is_zero());
        found = flat.map(|ring| Fault::NoArea { line: line(ring) }).collect();
    }
    found
}

/// The first place where numbers of corners leave one out, in either direction.
fn skipped_number(corners: &[PastedCorner]) -> Option<Note> {
    let numbers: Option<Vec<i64>> = corners.iter().map(|corner| number_of(&corner.label)).collect();
    let numbers = numbers?;
    let step = if numbers.last() < numbers.first() { -1 } else { 1 };
    let at = (1..numbers.len()).find(|&at| numbers[at] != numbers[at - 1] + step)?;
    Some(Note::NumbersSkip { line: corners[at].line, from: numbers[at - 1], to: numbers[at] })
}

/// A side with the lines of the corner it begins at.
#[derive(Clone, Copy)]
struct Side {
    ends: (GridPoint, GridPoint),
    line: usize,
}

impl Side {
    fn west(&self) -> i64 {
        self.ends.0.east.min(self.ends.1.east)
    }

    fn reach(&self) -> i64 {
        self.ends.0.east.max(self.ends.1.east)
    }
}

/// Sides that cross, within a ring or between rings: a sweep from west to east.
fn crossings(rings: &[PastedRing]) -> Vec<Fault> {
    let mut sides: Vec<Side> = rings
        .iter()
        .flat_map(|ring| {
            let next = ring.corners.iter().cycle().skip(1);
            ring.corners.iter().zip(next).map(|(a, b)| Side { ends: (a.at, b.at), line: a.line })
        })
        .collect();
    sides.sort_by_key(Side::west);
    let (mut found, mut open): (Vec<Fault>, Vec<Side>) = (Vec::new(), Vec::new());
    for side in sides {
        open.retain(|other| other.reach() >= side.west());
        for other in open.iter().filter(|other| cross_properly(other.ends, side.ends)) {
            let (line, other) = (side.line.min(other.line), side.line.max(other.line));
            found.push(Fault::SidesCross { line, other });
            if found.len() >= MOST_CROSSINGS {
                return found;
            }
        }
        open.push(side);
    }
    found
}

/// Compares side lengths given with the coordinates. Tables write a length beside the corner a side begins at or the one it ends at:
/// the reading that agrees better counts.
fn compare_sides(rings: &[PastedRing], notes: &mut Vec<Note>) {
    let beginning: Vec<_> = rings.iter().flat_map(|ring| differences(ring, 1)).collect();
    let ending: Vec<_> = rings.iter().flat_map(|ring| differences(ring, ring.corners.len().saturating_sub(1))).collect();
    let wrong = |compared: &[(usize, i64, i64)]| compared.iter().filter(|c| (c.1 - c.2).abs() > SIDE_TOLERANCE_UM).count();
    let compared = if wrong(&ending) < wrong(&beginning) { ending } else { beginning };
    if compared.is_empty() {
        return;
    }
    if wrong(&compared) == 0 {
        notes.push(Note::SidesAgree { count: compared.len() });
    }
    for (line, given_um, computed_um) in compared {
        if (given_um - computed_um).abs() > SIDE_TOLERANCE_UM {
            notes.push(Note::SideDiffers { line, given_um, computed_um });
        }
    }
}

/// Line, length given and length computed of each side, to the corner `step` places on.
fn differences(ring: &PastedRing, step: usize) -> Vec<(usize, i64, i64)> {
    let count = ring.corners.len();
    let given = ring.corners.iter().enumerate().filter_map(|(at, corner)| Some((at, corner, corner.side_um?)));
    given
        .map(|(at, corner, given_um)| {
            let other = ring.corners[(at + step) % count].at;
            (corner.line, given_um, (corner.at.distance_squared(other) as f64).sqrt().round() as i64)
        })
        .collect()
}
