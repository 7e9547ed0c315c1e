//! Noise in which each value keeps a share of the one before it (an autoregression of the first order), as most of what is
//! measured has: what is new in its values, and how many independent ones they are worth.

/// The coefficient of such an autoregression: the share of a value that the next one keeps, from 0 to 1, by least squares over
/// `pairs` of neighbors.
pub(crate) fn lag_one_coefficient<'a>(pairs: impl Iterator<Item = (&'a f64, &'a f64)>) -> f64 {
    let (common, all) =
        pairs.fold((0.0, 0.0), |(common, all), (a, b)| (common + a * b, all + a * a));
    if all > 0.0 { (common / all).clamp(0.0, 1.0) } else { 0.0 }
}

/// The effective sample size: how many independent values say as much of a mean or a slope as `n` of which each keeps a share
/// of the one before it (Bayley and Hammersley, 1946).
pub(crate) fn effective_size(n: f64, kept: f64) -> f64 {
    n * (1.0 - kept) / (1.0 + kept)
}

/// The sum of the squares of what is new in each of `values`.
pub(crate) fn innovations(values: &[f64]) -> f64 {
    let pairs = || values.iter().zip(values.iter().skip(1));
    let kept = lag_one_coefficient(pairs());
    pairs().map(|(a, b)| (b - kept * a).powi(2)).sum()
}

/// How many numbers each change of a description has to be worth: its place, a level, a slope, and the autocorrelation.
const NUMBERS_PER_CHANGE: f64 = 4.0;

/// Whether such noise explains `n` values as well as so many `changes` of their level or slope do, which leave so many degrees
/// `free`, by what is new in each value without the changes and with them.
pub(crate) fn explains(n: f64, changes: f64, free: f64, [without, with]: [f64; 2]) -> bool {
    gain(free, without, with) < cost(n, NUMBERS_PER_CHANGE * changes)
}

/// How much shorter a description of `degrees` free values is that leaves these innovations over, rather than those
/// `before`: twice the difference of the logarithms of the likelihoods.
pub(crate) fn gain(degrees: f64, before: f64, innovations: f64) -> f64 {
    let positive = |innovations: f64| innovations.max(f64::MIN_POSITIVE);
    degrees * (positive(before) / positive(innovations)).ln()
}

/// What `numbers` more of a description of `n` values cost (the Bayesian information criterion: Schwarz, 1978).
pub(crate) fn cost(n: f64, numbers: f64) -> f64 {
    numbers * n.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_keeps_half_of_the_one_before_it_is_worth_a_third() {
        let values = [8.0, 4.0, 2.0, 1.0, 0.5];
        let kept = lag_one_coefficient(values.iter().zip(&values[1..]));
        assert_eq!((kept, effective_size(30.0, kept)), (0.5, 10.0));
        assert_eq!(innovations(&values), 0.0);
    }

    #[test]
    fn what_turns_to_the_other_side_keeps_nothing() {
        let values = [1.0, -1.0, 1.0, -1.0];
        assert_eq!(lag_one_coefficient(values.iter().zip(&values[1..])), 0.0);
        assert_eq!(innovations(&values), 3.0);
        assert_eq!(lag_one_coefficient([].iter().zip(&[])), 0.0);
    }

    #[test]
    fn nothing_left_over_is_a_gain_that_can_be_compared() {
        assert!(gain(10.0, 1.0, 0.0) > cost(10.0, 4.0));
        assert_eq!(gain(10.0, 0.0, 0.0), 0.0);
    }
}
