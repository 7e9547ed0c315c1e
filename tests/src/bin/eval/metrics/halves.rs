//! A figure over all series, and over every second one: what differs much between the halves is fitted to single series.

use serde_json::{Value, json};

use crate::measures::count;

/// What `figure` makes of all, of the first, third, … and of the second, fourth, … of `series`.
pub(crate) fn halves<T>(series: &[T], figure: impl Fn(&[&T]) -> Value) -> Value {
    let half = |first: usize| series.iter().skip(first).step_by(2).collect::<Vec<&T>>();
    json!({
        "all": figure(&series.iter().collect::<Vec<&T>>()),
        "even": figure(&half(0)),
        "odd": figure(&half(1)),
    })
}

/// The harmonic mean of precision and recall, 0 where there is neither.
pub(crate) fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

/// The mean of `values`; NaN of none.
pub(crate) fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = count(values.len());
    values.sum::<f64>() / n
}
