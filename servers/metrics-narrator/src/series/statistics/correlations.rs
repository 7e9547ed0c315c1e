//! Series that go together.

use std::iter;

use crate::series::facts::Character;
use crate::series::statistics::{
    Anomaly, Points,
    descriptive::mean,
    sample::{Sample, Scale},
};

/// Two series that go together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Related {
    /// The index of the one.
    pub first: usize,
    /// The index of the other, which is greater.
    pub second: usize,
    /// Pearson's coefficient over the rows that both have, from -1 to 1.
    pub coefficient: f64,
}

/// A coefficient that is worth telling: the one explains a good third of the variance of the other.
const LEAST_COEFFICIENT: f64 = 0.6;

/// Fewer rows than this show no more than an accident.
const FEWEST_ROWS: f64 = 8.0;

/// How many standard errors the coefficient has to be from 0, by Fisher's transformation (1921). Many pairs are tried.
const LEAST_STANDARD_ERRORS: f64 = 4.0;

/// Two series that only drift have any coefficient (Yule, 1926). Those that go together also change together, from one
/// row or one block of rows to the next, at least with this coefficient.
const LEAST_COEFFICIENT_OF_CHANGES: f64 = 0.4;

/// The number of blocks: of 50 changes, those of unrelated series reach the coefficient above in one pair of 200.
const MAX_BLOCKS: usize = 50;

/// The pairs of `series` of the same length that go together, the closest first: with their `anomalies`, and without,
/// for one spike at the same time makes any coefficient. A value that is not finite is missing. Series that are constant
/// or flat take no part. The time is in proportion to the square of the number of series.
pub fn correlations(series: &[&[f64]], anomalies: &[&[Anomaly]]) -> Vec<Related> {
    let anomalies = anomalies.iter().copied().chain(iter::repeat(&[][..]));
    let prepared: Vec<Option<Prepared<'_>>> = series
        .iter()
        .zip(anomalies)
        .map(|(values, anomalies)| Prepared::of(values, anomalies))
        .collect();
    let mut related = Vec::new();
    for (second, b) in prepared.iter().enumerate() {
        for (first, a) in prepared.iter().enumerate().take(second) {
            if let (Some(a), Some(b)) = (a, b)
                && let Some(coefficient) = a.coefficient_that_matters(b)
            {
                related.push(Related { first, second, coefficient });
            }
        }
    }
    related.sort_by(|a, b| b.coefficient.abs().total_cmp(&a.coefficient.abs()));
    related
}

/// A series, ready to be compared. Tables are long and have many columns, so that nothing of a row is kept twice.
struct Prepared<'a> {
    series: &'a [f64],
    /// What is unusual in it.
    anomalies: &'a [Anomaly],
    /// What brings its values to -1 to 1.
    scale: Scale,
    /// The means from block to block, without what is unusual; NaN where there is none.
    means: Vec<f64>,
}

impl<'a> Prepared<'a> {
    fn of(series: &'a [f64], anomalies: &'a [Anomaly]) -> Option<Self> {
        let moments: Vec<i64> = (0..).take(series.len()).collect();
        let points = Points { moments: &moments, values: series, lows: series, highs: series };
        let sample =
            Sample::of(&points).filter(|sample| sample.character() == Character::Varying)?;
        let scale = sample.scale;
        let width = series.len().div_ceil(MAX_BLOCKS);
        let mut prepared = Self { series, anomalies, scale, means: Vec::new() };
        let usual: Vec<f64> = prepared.usual_values().collect();
        prepared.means = usual
            .chunks(width)
            .map(|block| block.iter().copied().filter(|value| !value.is_nan()).collect())
            .map(|present: Vec<f64>| if present.is_empty() { f64::NAN } else { mean(&present) })
            .collect();
        Some(prepared)
    }

    /// The values from -1 to 1; NaN where one is missing.
    fn values(&self) -> impl Iterator<Item = f64> + Clone {
        let scale = self.scale;
        let normalized = move |value: &f64| {
            if value.is_finite() { scale.normalized(*value) } else { f64::NAN }
        };
        self.series.iter().map(normalized)
    }

    /// The values; NaN where one is missing or unusual.
    fn usual_values(&self) -> impl Iterator<Item = f64> + Clone {
        let anomalies = self.anomalies;
        let is_usual =
            move |row| !anomalies.iter().any(|anomaly| (anomaly.from..=anomaly.to).contains(&row));
        let values = self.values().enumerate();
        values.map(move |(row, value)| if is_usual(row) { value } else { f64::NAN })
    }

    fn coefficient_that_matters(&self, other: &Self) -> Option<f64> {
        let (coefficient, _) = pearson(self.values().zip(other.values()))?;
        let (usual, n) = pearson(self.usual_values().zip(other.usual_values()))?;
        let is_sure = || usual.abs().atanh() * (n - 3.0).max(0.0).sqrt() >= LEAST_STANDARD_ERRORS;
        let change_together = || {
            let rows =
                pearson(differences(self.usual_values()).zip(differences(other.usual_values())));
            let blocks = pearson(
                differences(self.means.iter().copied())
                    .zip(differences(other.means.iter().copied())),
            );
            [rows, blocks]
                .into_iter()
                .flatten()
                .any(|(changes, _)| changes * coefficient.signum() >= LEAST_COEFFICIENT_OF_CHANGES)
        };
        let matters = n >= FEWEST_ROWS
            && coefficient.abs() >= LEAST_COEFFICIENT
            && usual * coefficient.signum() >= LEAST_COEFFICIENT
            && is_sure()
            && change_together();
        matters.then_some(coefficient)
    }
}

/// How `values` change from one to the next; NaN beside one that is missing.
fn differences(values: impl Iterator<Item = f64> + Clone) -> impl Iterator<Item = f64> + Clone {
    values.clone().zip(values.skip(1)).map(|(from, to)| to - from)
}

/// Pearson's coefficient of the pairs in which neither value is NaN, and how many there are; none if one does not vary.
fn pearson(pairs: impl Iterator<Item = (f64, f64)> + Clone) -> Option<(f64, f64)> {
    let pairs = || pairs.clone().filter(|(a, b)| !a.is_nan() && !b.is_nan());
    let (n, sum_a, sum_b) =
        pairs().fold((0.0, 0.0, 0.0), |(n, sum_a, sum_b), (a, b)| (n + 1.0, sum_a + a, sum_b + b));
    let (mean_a, mean_b) = (sum_a / n, sum_b / n);
    let (aa, bb, ab) = pairs().fold((0.0, 0.0, 0.0), |(aa, bb, ab), (a, b)| {
        let (a, b) = (a - mean_a, b - mean_b);
        (aa + a * a, bb + b * b, ab + a * b)
    });
    let scale = (aa * bb).sqrt();
    (scale > 0.0).then(|| ((ab / scale).clamp(-1.0, 1.0), n))
}
