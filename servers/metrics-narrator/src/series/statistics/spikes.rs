//! Residuals without their spikes: what is further out than the others and back soon is as large as all steps of a series
//! together, and is no part of any.

use std::ops::Range;

use crate::series::statistics::{
    descriptive::{median, scaled_mad_around},
    pieces::{VALUES_BESIDE, shortest_piece},
};

/// A spike is so many usual deviations away: what goes less far outweighs no step.
const SPIKE_DEVIATIONS: f64 = 7.5;

/// How far a spike among `residuals` is at least.
pub(crate) fn spike_distance(residuals: &[f64]) -> f64 {
    SPIKE_DEVIATIONS * scaled_mad_around(0.0, residuals)
}

/// Where `residuals` are further than `far` away, but for those that together are longer than the `longest` that are none.
pub(crate) fn spikes_beyond(far: f64, longest: usize, residuals: &[f64]) -> Vec<Range<usize>> {
    if far <= 0.0 {
        return Vec::new();
    }
    let outlying = residuals.iter().enumerate().filter(|(_, residual)| residual.abs() > far);
    let outlying: Vec<usize> = outlying.map(|(index, _)| index).collect();
    // At the edge of what lasts, noise parts a few from the others.
    let together = outlying.chunk_by(|before, after| after - before <= longest.max(1));
    let spikes = together.filter_map(|rows| Some(*rows.first()?..rows.last()? + 1));
    // The deepest part of what comes and goes slowly is none.
    let is_near = |level: f64| level.abs() <= far / 2.0;
    let stands_alone = |rows: &Range<usize>| beside(residuals, rows).into_iter().all(is_near);
    spikes.filter(|rows| rows.len() <= longest && stands_alone(rows)).collect()
}

/// `residuals` with their spikes brought to the values beside them.
pub(crate) fn without_spikes(mut residuals: Vec<f64>) -> Vec<f64> {
    let far = spike_distance(&residuals);
    let longest = shortest_piece(residuals.len()) - 1;
    for rows in spikes_beyond(far, longest, &residuals) {
        bring_to_neighbors(&mut residuals, rows);
    }
    residuals
}

/// Brings the values in some rows to the middle between the levels on both sides of them.
pub(crate) fn bring_to_neighbors(values: &mut [f64], rows: Range<usize>) {
    let [before, after] = beside(values, &rows);
    let middle = before.midpoint(after);
    values.get_mut(rows).into_iter().flatten().for_each(|value| *value = middle);
}

/// The medians of the values before and behind some rows; where there are none, that of the others.
fn beside(values: &[f64], rows: &Range<usize>) -> [f64; 2] {
    let before: Vec<f64> =
        values.iter().take(rows.start).rev().take(VALUES_BESIDE).copied().collect();
    let after: Vec<f64> = values.iter().skip(rows.end).take(VALUES_BESIDE).copied().collect();
    let level =
        |of: &[f64], other: &[f64]| median(if of.is_empty() { other } else { of }.iter().copied());
    [level(&before, &after), level(&after, &before)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_back_soon_is_brought_in_and_what_lasts_is_not() {
        let noise: Vec<f64> =
            (0..100).map(|index| [0.1, -0.2, 0.0, 0.2, -0.1][index % 5]).collect();
        assert_eq!(without_spikes(noise.clone()), noise);
        let with = |length: usize| {
            let mut values = noise.clone();
            values[20..20 + length].fill(900.0);
            without_spikes(values)[20]
        };
        assert!(with(4).abs() <= 0.2, "{}", with(4));
        assert_eq!(with(12), 900.0);
    }
}
