//! Quantiles of numbers.

/// The numbers below which the `shares` of all numbers lie, ascending, interpolated between the two closest ranks
/// (type 7 of Hyndman and Fan, 1996); NaN if there are none. `values` are left in another order.
pub(crate) fn quantiles<const N: usize>(values: &mut [f64], shares: [f64; N]) -> [f64; N] {
    let mut done = 0;
    let count = values.len();
    shares.map(|share| {
        let rank = share * count.saturating_sub(1) as f64;
        // What stands before an earlier share is smaller, and is not looked at again.
        let Some(rest) = values.get_mut(done..).filter(|rest| !rest.is_empty()) else {
            return f64::NAN;
        };
        let (_, lower, above) = rest.select_nth_unstable_by(rank as usize - done, f64::total_cmp);
        let lower = *lower;
        done = rank as usize;
        let next = above.iter().copied().min_by(f64::total_cmp).unwrap_or(lower);
        interpolated(lower, next, rank.fract())
    })
}

/// What lies a share of the way between two numbers.
pub(crate) fn interpolated(lower: f64, upper: f64, share: f64) -> f64 {
    if lower == upper { lower } else { lower + (upper - lower) * share }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_interpolated_between_ranks() {
        let shares = [0.0, 0.25, 0.5, 0.9, 1.0];
        let mut values = [5.0, 1.0, 4.0, 2.0, 3.0];
        assert_eq!(quantiles(&mut values, shares), [1.0, 2.0, 3.0, 4.6, 5.0]);
        assert_eq!(quantiles(&mut [7.0], shares), [7.0; 5]);
        assert_eq!(quantiles(&mut [1.0, 2.0], [0.5]), [1.5]);
        assert!(quantiles(&mut [], [0.5])[0].is_nan());
    }
}
