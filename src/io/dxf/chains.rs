//! Lines that meet end to end.

use std::collections::HashMap;

/// How near two ends must be to be one, in metres.
const JOINED_M: f64 = 1e-3;

/// Lines that follow one another.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chain {
    /// Its positions; those of a closed one do not repeat the first.
    pub(super) positions: Vec<[f64; 2]>,
    /// The lines it is made of, by their place in the input.
    pub(super) lines: Vec<usize>,
    /// Whether it returns to where it begins.
    pub(super) closed: bool,
    /// Whether both its ends hang free, so that it might have been meant to close.
    pub(super) hangs_free: bool,
}

impl Chain {
    /// Distance between the ends in metres.
    pub(super) fn gap_m(&self) -> f64 {
        match (self.positions.first(), self.positions.last()) {
            (Some(a), Some(b)) if !self.closed => (a[0] - b[0]).hypot(a[1] - b[1]),
            _ => 0.0,
        }
    }

    /// Its length in metres.
    pub(super) fn length_m(&self) -> f64 {
        self.positions.windows(2).map(|pair| (pair[0][0] - pair[1][0]).hypot(pair[0][1] - pair[1][1])).sum()
    }
}

/// Chains of lines (two positions or more each) whose ends meet within a millimetre; where three ends meet, chains end.
pub(super) fn chains(lines: &[Vec<[f64; 2]>]) -> Vec<Chain> {
    let mut nodes = Nodes::default();
    let ends: Vec<[usize; 2]> = lines.iter().map(|line| [line[0], line[line.len() - 1]].map(|at| nodes.of(at))).collect();
    let mut meeting: Vec<Vec<usize>> = vec![Vec::new(); nodes.count];
    for (line, [from, to]) in ends.iter().enumerate() {
        meeting[*from].push(line);
        meeting[*to].push(line);
    }
    let mut used = vec![false; lines.len()];
    let mut found = Vec::new();
    let begins_chain = |node: usize| meeting[node].len() != 2;
    // chains that end somewhere first: what is left are closed ones
    for pass in 0..2 {
        for line in 0..lines.len() {
            let from = match ends[line] {
                [from, _] if begins_chain(from) => Some(from),
                [_, to] if begins_chain(to) => Some(to),
                [from, _] => (pass == 1).then_some(from),
            };
            if let Some(from) = from.filter(|_| !used[line]) {
                found.push(walk(lines, &ends, &meeting, &mut used, line, from));
            }
        }
    }
    found
}

fn walk(
    lines: &[Vec<[f64; 2]>],
    ends: &[[usize; 2]],
    meeting: &[Vec<usize>],
    used: &mut [bool],
    first: usize,
    from: usize,
) -> Chain {
    let mut chain = Chain { positions: Vec::new(), lines: Vec::new(), closed: false, hangs_free: false };
    let (mut line, mut node) = (first, from);
    loop {
        used[line] = true;
        chain.lines.push(line);
        let forward = ends[line][0] == node;
        let skip = usize::from(!chain.positions.is_empty());
        if forward {
            chain.positions.extend(lines[line].iter().skip(skip));
        } else {
            chain.positions.extend(lines[line].iter().rev().skip(skip));
        }
        node = ends[line][usize::from(forward)];
        let next = meeting[node].iter().copied().find(|&next| !used[next]);
        match next {
            Some(next) if meeting[node].len() == 2 && node != from => line = next,
            _ => break,
        }
    }
    chain.closed = node == from;
    if chain.closed {
        chain.positions.pop();
    }
    chain.hangs_free = !chain.closed && [from, node].iter().all(|end| meeting[*end].len() == 1);
    chain
}

/// Ends of lines as numbers; ends within a millimetre are one.
#[derive(Default)]
struct Nodes {
    cells: HashMap<[i64; 2], Vec<([f64; 2], usize)>>,
    count: usize,
}

impl Nodes {
    fn of(&mut self, at: [f64; 2]) -> usize {
        let cell = at.map(|number| (number / JOINED_M).floor() as i64);
        let near = |other: &[f64; 2]| (other[0] - at[0]).hypot(other[1] - at[1]) <= JOINED_M;
        for across in -1..=1 {
            for up in -1..=1 {
                let around = [cell[0].saturating_add(across), cell[1].saturating_add(up)];
                let found = self.cells.get(&around).and_then(|ends| ends.iter().find(|(other, _)| near(other)));
                if let Some((_, number)) = found {
                    return *number;
                }
            }
        }
        let number = self.count;
        self.count += 1;
        self.cells.entry(cell).or_default().push((at, number));
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORNERS: [[f64; 2]; 4] = [[0.0, 0.0], [100.0, 0.0], [100.0, 50.0], [0.0, 50.0]];

    fn sides(count: usize) -> Vec<Vec<[f64; 2]>> {
        (0..count).map(|i| vec![CORNERS[i], CORNERS[(i + 1) % 4]]).collect()
    }

    #[test]
    fn sides_in_any_order_and_direction_close_within_a_millimetre() {
        let mut lines = sides(4);
        lines.swap(1, 2);
        lines[3].reverse();
        lines[0][1][0] += 0.0009;
        let found = chains(&lines);
        assert_eq!(found.len(), 1);
        assert!(found[0].closed && found[0].positions.len() == 4 && found[0].lines.len() == 4, "{found:?}");
    }

    #[test]
    fn a_gap_is_measured_and_a_junction_ends_chains() {
        let mut lines = sides(4);
        lines[3][1] = [0.0, 0.4];
        let found = chains(&lines);
        assert!(found.len() == 1 && !found[0].closed && found[0].hangs_free);
        assert!((found[0].gap_m() - 0.4).abs() < 1e-12 && (found[0].length_m() - 299.6).abs() < 1e-9);
        lines[3][1] = [0.0, 0.0];
        lines.push(vec![CORNERS[0], [-20.0, 0.0]]);
        let found = chains(&lines);
        assert!(found.iter().any(|chain| chain.closed && chain.positions.len() == 4), "a loop from the junction back to it");
        assert!(found.iter().any(|chain| !chain.closed && !chain.hangs_free));
        lines.push(vec![CORNERS[0], CORNERS[2]]);
        assert!(chains(&lines).iter().all(|chain| !chain.closed), "nobody can tell which ring is meant");
    }
}
