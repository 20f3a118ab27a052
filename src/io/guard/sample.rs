//! A sample of the numbers of a file.

use super::super::source::RawLayer;

/// Most positions that are looked at.
const MOST_POSITIONS: usize = 4_000;
/// Decimals looked at; a double near 100 has no more.
const MOST_DECIMALS: usize = 15;

/// Positions of a file, evenly taken from all of them.
pub(super) struct Sample {
    /// Pairs of finite numbers as the file has them.
    pub numbers: Vec<[f64; 2]>,
    /// Decimals of the number that has the most.
    pub decimals: usize,
    /// The middle of each number.
    pub median: [f64; 2],
}

impl Sample {
    /// From all layers together.
    pub(super) fn of(layers: &[&RawLayer]) -> Self {
        let positions = || layers.iter().flat_map(|layer| layer.features.positions()).copied();
        let stride = layers.iter().map(|layer| layer.features.positions().len()).sum::<usize>().div_ceil(MOST_POSITIONS).max(1);
        let numbers: Vec<[f64; 2]> =
            positions().filter(|[a, b]| a.is_finite() && b.is_finite()).step_by(stride).take(MOST_POSITIONS).collect();
        let decimals = numbers.iter().flatten().map(|number| decimals_of(*number)).max().unwrap_or(0);
        let median = [0, 1].map(|axis| median(numbers.iter().map(|position| position[axis]).collect()).unwrap_or(0.0));
        Self { numbers, decimals, median }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }
}

/// Decimals of the shortest text of a number.
fn decimals_of(number: f64) -> usize {
    if number.abs() > 1e15 {
        return 0;
    }
    let text = number.to_string();
    text.split_once('.').map_or(0, |(_, decimals)| decimals.len().min(MOST_DECIMALS))
}

/// The middle value; `None` of none.
pub(super) fn median(mut values: Vec<f64>) -> Option<f64> {
    let middle = values.len() / 2;
    (!values.is_empty()).then(|| *values.select_nth_unstable_by(middle, f64::total_cmp).1)
}
