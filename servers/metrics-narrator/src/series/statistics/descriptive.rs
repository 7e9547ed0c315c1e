//! Descriptive statistics: where the middle of values is and how far they are from it, by their order and by their sums.

use crate::series::quantiles::quantiles;

/// The number below which a `share` of `values` lies, from 0 to 1; 0 of nothing. Reorders them.
pub(crate) fn quantile(values: &mut [f64], share: f64) -> f64 {
    let [quantile] = if values.is_empty() { [0.0] } else { quantiles(values, [share]) };
    quantile
}

/// The median of `values`; 0 of nothing.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    quantile(&mut values.into_iter().collect::<Vec<_>>(), 0.5)
}

/// The median of `values`; none of nothing.
pub(crate) fn some_median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let values: Vec<f64> = values.collect();
    (!values.is_empty()).then(|| median(values))
}

/// The arithmetic mean of `values`; 0 of nothing.
pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / as_f64(values.len().max(1))
}

/// The mean square distance of `values` from their mean; 0 of nothing.
pub(crate) fn variance(values: &[f64]) -> f64 {
    let mean = mean(values);
    values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / as_f64(values.len().max(1))
}

/// The median distance from the median, times this, is the standard deviation of normal noise.
pub(crate) const DEVIATIONS_PER_MEDIAN_DISTANCE: f64 = 1.4826;

/// The median absolute deviation of `values`, scaled to the standard deviation of normal noise: that of most of them, whatever
/// the others are; 0 of nothing.
pub(crate) fn scaled_mad(values: &[f64]) -> f64 {
    scaled_mad_around(median(values.iter().copied()), values)
}

/// The same around another `middle`: around 0 for residuals.
pub(crate) fn scaled_mad_around(middle: f64, values: &[f64]) -> f64 {
    DEVIATIONS_PER_MEDIAN_DISTANCE * median(values.iter().map(|value| (value - middle).abs()))
}

/// `values` with everything below the quantile `share` or above the quantile 1 - `share` brought there.
pub(crate) fn clipped(mut values: Vec<f64>, share: f64) -> Vec<f64> {
    let mut sorted = values.clone();
    let (low, high) = (quantile(&mut sorted, share), quantile(&mut sorted, 1.0 - share));
    values.iter_mut().for_each(|value| *value = value.clamp(low, high.max(low)));
    values
}

/// What is further from the usual course than this many usual deviations is an outlier.
const OUTLYING_DEVIATIONS: f64 = 5.0;

/// The share of the values that may be outliers: an outage of a day and a half in a month.
const OUTLYING_SHARE: f64 = 0.05;

/// How far from the usual course one of the values that are `left` is an outlier: few of them are.
pub(crate) fn outlying_distance(left: &[f64]) -> f64 {
    let mut distances: Vec<f64> = left.iter().map(|left| left.abs()).collect();
    let usual = DEVIATIONS_PER_MEDIAN_DISTANCE * quantile(&mut distances, 0.5);
    (OUTLYING_DEVIATIONS * usual).max(quantile(&mut distances, 1.0 - OUTLYING_SHARE))
}

/// A count as a number to calculate with.
pub(crate) fn as_f64(number: usize) -> f64 {
    number as f64
}

/// The whole part of a number that is not negative: a cast saturates, and below zero and for NaN it gives 0.
pub(crate) fn as_usize(number: f64) -> usize {
    number as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_and_variances_of_nothing_are_nothing() {
        assert_eq!((median([]), mean(&[]), variance(&[]), scaled_mad(&[])), (0.0, 0.0, 0.0, 0.0));
        assert_eq!((median([4.0, 1.0, 3.0, 2.0]), variance(&[1.0, 3.0])), (2.5, 1.0));
    }

    #[test]
    fn clipping_brings_in_what_is_far_out_and_nothing_else() {
        let mut values: Vec<f64> = (0..=100).map(f64::from).collect();
        values.push(1e9);
        let clipped = clipped(values, 0.02);
        assert!(clipped.iter().all(|value| *value <= 100.0));
        assert_eq!(clipped[50], 50.0);
    }
}
