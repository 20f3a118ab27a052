//! The whole step at which a growing function passes a value.

/// Evaluations after which every other one halves; false position needs six or so.
const MOST_GUESSES: usize = 8;

/// How far beyond the zero by the slope so far the search goes to come to the other side of it.
const OVERSHOOT: f64 = 1.2;

/// The step in `0..=last` at which `excess`, which does not fall, is nearest to zero, with its value there.
///
/// `first_guess` is where the zero is expected; the search stops early where the excess is at most `close_enough`. False
/// position by the Illinois rule, safeguarded by halving: so few evaluations as each costs an overlay. An excess that rises by
/// more than `steepest` per step jumps over zero: that ends the search, too.
pub(super) fn nearest_zero<E>(
    last: i64,
    first_guess: i64,
    close_enough: f64,
    steepest: f64,
    mut excess: impl FnMut(i64) -> Result<f64, E>,
) -> Result<(i64, f64), E> {
    let (mut low, mut high) = ((0, excess(0)?), (last, excess(last)?));
    for end in [low, high] {
        if end.1.abs() <= close_enough {
            return Ok(end);
        }
    }
    if low.1 > 0.0 || high.1 < 0.0 {
        return Ok(if low.1 > 0.0 { low } else { high });
    }
    let mut guess = first_guess;
    // the weights that the Illinois rule gives the ends, which are halved while an end stays
    let (mut low_weight, mut high_weight) = (low.1, high.1);
    let mut is_expanding = true;
    for number in 0.. {
        let width = high.0 - low.0;
        if width <= 1 || (high.1 - low.1) / width as f64 > steepest {
            break;
        }
        let at = guess.clamp(low.0 + 1, high.0 - 1);
        let value = excess(at)?;
        if value.abs() <= close_enough {
            return Ok((at, value));
        }
        let slope = (value - low.1) / (at - low.0) as f64;
        if value < 0.0 {
            low = (at, value);
            low_weight = value;
            high_weight /= 2.0;
        } else {
            high = (at, value);
            high_weight = value;
            low_weight /= 2.0;
            is_expanding = false;
        }
        guess = if is_expanding {
            // the far end may lie where nothing grows any more: come near from below first, a little too far by the slope so far
            let ahead = (OVERSHOOT * -value / slope).clamp(1.0, 3.0 * at as f64);
            at + ahead as i64
        } else if number % 4 == 3 || (number > MOST_GUESSES && number % 2 == 0) {
            low.0.midpoint(high.0)
        } else {
            let part = low_weight / (low_weight - high_weight);
            low.0 + ((high.0 - low.0) as f64 * part).round() as i64
        };
    }
    Ok(if low.1.abs() < high.1.abs() { low } else { high })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solved(last: i64, guess: i64, excess: impl Fn(i64) -> f64) -> (i64, usize) {
        let mut count = 0;
        let counted = |at| {
            count += 1;
            Ok::<_, ()>(excess(at))
        };
        let (at, _) = nearest_zero(last, guess, 0.0, f64::INFINITY, counted).expect("it cannot fail");
        (at, count)
    }

    #[test]
    fn smooth_functions_take_few_evaluations() {
        for (wanted, last) in [(1.0e9, 1_000_000_000), (3.3e14, 40_000_000), (12.0, 1_000_000)] {
            let slope = |at: i64| (at as f64).mul_add(0.3, (at as f64).powi(2)) - wanted;
            let (at, count) = solved(last, 1_000, slope);
            assert!(slope(at).abs() <= slope(at + 1).abs() && slope(at).abs() <= slope(at - 1).abs(), "{at}");
            assert!(count < 50, "{count} evaluations to the last digit");
        }
    }

    #[test]
    fn jumps_and_flat_stretches_are_stood() {
        let stairs = |at: i64| (at / 1_000) as f64 - 7.5;
        let (at, _) = solved(1_000_000, 3, stairs);
        assert!((7_000..9_000).contains(&at), "{at}");
        let saturating = |at: i64| (at as f64).min(500.0) - 499.0;
        assert_eq!(solved(10_i64.pow(12), 1, saturating).0, 499);
    }

    #[test]
    fn a_jump_ends_the_search() {
        let mut count = 0;
        let jumping = |at: i64| {
            count += 1;
            Ok::<_, ()>(at as f64 + if at < 123_456_789 { -2e8 } else { 2e8 })
        };
        let (_, value) = nearest_zero(1_000_000_000, 1_000, 1.0, 1_000.0, jumping).expect("it cannot fail");
        assert!(value.abs() > 1e7 && count < 60, "{value} after {count} evaluations");
    }

    #[test]
    fn beyond_the_ends_the_end_is_nearest() {
        assert_eq!(solved(100, 5, |at| at as f64 - 1e9).0, 100);
        assert_eq!(solved(100, 5, |at| at as f64 + 1.0).0, 0);
    }
}
