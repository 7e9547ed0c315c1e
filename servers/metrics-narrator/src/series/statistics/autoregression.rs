//! Noise in which each value keeps a share of the one before it (an autoregression of the first order), as most of what is
//! measured has: what is new in its values, and how many independent ones they are worth.

/// The share of a value that the next one keeps, from 0 to 1, by least squares over `pairs` of neighbors.
pub(crate) fn kept_share<'a>(pairs: impl Iterator<Item = (&'a f64, &'a f64)>) -> f64 {
    let (common, all) =
        pairs.fold((0.0, 0.0), |(common, all), (a, b)| (common + a * b, all + a * a));
    if all > 0.0 { (common / all).clamp(0.0, 1.0) } else { 0.0 }
}

/// How many independent values say as much of a mean or a slope as `n` of which each keeps a share of the one before it
/// (Bayley and Hammersley, 1946).
pub(crate) fn independent(n: f64, kept_share: f64) -> f64 {
    n * (1.0 - kept_share) / (1.0 + kept_share)
}

/// The sum of the squares of what is new in each of `values`.
pub(crate) fn innovations(values: &[f64]) -> f64 {
    let pairs = || values.iter().zip(values.iter().skip(1));
    let kept = kept_share(pairs());
    pairs().map(|(a, b)| (b - kept * a).powi(2)).sum()
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
        let kept = kept_share(values.iter().zip(&values[1..]));
        assert_eq!((kept, independent(30.0, kept)), (0.5, 10.0));
        assert_eq!(innovations(&values), 0.0);
    }

    #[test]
    fn what_turns_to_the_other_side_keeps_nothing() {
        let values = [1.0, -1.0, 1.0, -1.0];
        assert_eq!(kept_share(values.iter().zip(&values[1..])), 0.0);
        assert_eq!(innovations(&values), 3.0);
        assert_eq!(kept_share([].iter().zip(&[])), 0.0);
    }

    #[test]
    fn nothing_left_over_is_a_gain_that_can_be_compared() {
        assert!(gain(10.0, 1.0, 0.0) > cost(10.0, 4.0));
        assert_eq!(gain(10.0, 0.0, 0.0), 0.0);
    }
}
