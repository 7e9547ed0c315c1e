//! What is known about the numbers of a column at their times: when the extremes were reached, the first and the last
//! number, and what fell into each bucket.

use super::spread::Spread;
use crate::series::table::window::{Ring, Run, Widening};

/// The numbers along the times.
#[derive(Debug, Clone)]
pub(crate) struct Track {
    /// When the extremes were first reached, in milliseconds since 1970.
    pub(crate) min_at: i64,
    pub(crate) max_at: i64,
    first: Edge,
    last: Edge,
    buckets: Option<Ring<Bucket>>,
}

/// The numbers at the earliest or the latest time with a number.
#[derive(Debug, Clone, Copy)]
struct Edge {
    time: i64,
    sum: f64,
    count: f64,
}

/// The numbers in a bucket.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    sum: f64,
    low: f64,
    high: f64,
    count: u32,
}

impl Default for Bucket {
    fn default() -> Self {
        Self { sum: 0.0, low: f64::INFINITY, high: f64::NEG_INFINITY, count: 0 }
    }
}

impl Default for Track {
    fn default() -> Self {
        let edge = |time| Edge { time, sum: 0.0, count: 0.0 };
        Self {
            min_at: i64::MAX,
            max_at: i64::MAX,
            first: edge(i64::MAX),
            last: edge(i64::MIN),
            buckets: None,
        }
    }
}

impl Track {
    /// Looks at a block of rows: what is known of its numbers, and of those before.
    pub(crate) fn note(&mut self, times: &[i64], values: &[f64], block: &Spread, before: &Spread) {
        if block.count == 0 {
            return;
        }
        let first_time_of = |wanted: f64| {
            let rows = times.iter().zip(values).filter(|(_, value)| **value == wanted);
            rows.map(|(time, _)| *time).min().unwrap_or(i64::MAX)
        };
        if block.min <= before.min {
            let at = first_time_of(block.min);
            self.min_at = if block.min < before.min { at } else { self.min_at.min(at) };
        }
        if block.max >= before.max {
            let at = first_time_of(block.max);
            self.max_at = if block.max > before.max { at } else { self.max_at.min(at) };
        }

        let rows = || {
            times.iter().copied().zip(values.iter().copied()).filter(|(_, value)| !value.is_nan())
        };
        if times.is_sorted() {
            let (first, last) = (rows().next(), rows().next_back());
            for row in rows().take_while(|row| Some(row.0) == first.map(|first| first.0)) {
                self.first.note(row, |time, first| time < first);
            }
            for row in rows().rev().take_while(|row| Some(row.0) == last.map(|last| last.0)) {
                self.last.note(row, |time, last| time > last);
            }
        } else {
            rows().for_each(|row| self.first.note(row, |time, first| time < first));
            rows().for_each(|row| self.last.note(row, |time, last| time > last));
        }
    }

    /// The number at the earliest and the one at the latest time; the mean where there are several.
    pub(crate) fn edges(&self) -> Option<(f64, f64)> {
        (self.first.count > 0.0)
            .then(|| (self.first.sum / self.first.count, self.last.sum / self.last.count))
    }

    pub(crate) fn open_buckets(&mut self) {
        self.buckets = Some(Ring::new());
    }

    pub(crate) fn widen(&mut self, widening: Widening) {
        if let Some(buckets) = &mut self.buckets {
            buckets.widen(widening, Bucket::join);
        }
    }

    /// Adds rows to the buckets that they fall into.
    pub(crate) fn fill(&mut self, runs: &[Run], values: &[f64]) {
        let Some(buckets) = &mut self.buckets else { return };
        for run in runs {
            let values = values.get(run.rows.clone()).unwrap_or_default();
            buckets.at(run.bucket).join(&Bucket::of(values));
        }
    }

    /// Mean, smallest and largest number of each bucket; NaN where there is none.
    pub(crate) fn buckets(&mut self, wanted: &[i64]) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
        let Some(ring) = &mut self.buckets else { return Default::default() };
        summed(wanted.iter().map(|bucket| *ring.at(*bucket)))
    }
}

/// Mean, smallest and largest number of each moment, NaN where there is none, of rows that are kept: `order` is
/// theirs by time, `lengths` say how many of them each moment has, and `scratch` has room for them. Where each has one, its number is all there is
/// to say.
pub(super) fn in_order(
    mut values: Vec<f64>,
    order: &[u32],
    lengths: &[u32],
    scratch: &mut Vec<f64>,
) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let is_single = lengths.len() == order.len();
    if is_single && order.is_sorted() {
        values.shrink_to_fit();
        return (values, Vec::new(), Vec::new());
    }
    scratch.clear();
    scratch.extend(order.iter().map(|row| values.get(*row as usize).copied().unwrap_or(f64::NAN)));
    if is_single {
        // In place, since the columns of a table take most of its memory.
        values.clear();
        values.extend_from_slice(scratch);
        return (values, Vec::new(), Vec::new());
    }
    drop(values);
    let mut rest = scratch.as_slice();
    summed(lengths.iter().map(|length| {
        let (rows, behind) = rest.split_at_checked(*length as usize).unwrap_or_default();
        rest = behind;
        Bucket::of(rows)
    }))
}

fn summed(buckets: impl ExactSizeIterator<Item = Bucket>) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let mut parts = (Vec::new(), Vec::new(), Vec::new());
    parts.0.reserve_exact(buckets.len());
    parts.1.reserve_exact(buckets.len());
    parts.2.reserve_exact(buckets.len());
    for bucket in buckets {
        let (mean, low, high) = match bucket.count {
            0 => (f64::NAN, f64::NAN, f64::NAN),
            count => {
                let mean = bucket.sum / f64::from(count);
                (mean.max(bucket.low).min(bucket.high), bucket.low, bucket.high)
            }
        };
        parts.0.push(mean);
        parts.1.push(low);
        parts.2.push(high);
    }
    parts
}

impl Edge {
    fn note(&mut self, (time, value): (i64, f64), is_beyond: impl Fn(i64, i64) -> bool) {
        if self.count == 0.0 || is_beyond(time, self.time) {
            *self = Self { time, sum: value, count: 1.0 };
        } else if time == self.time {
            self.sum += value;
            self.count += 1.0;
        }
    }
}

impl Bucket {
    fn of(values: &[f64]) -> Self {
        let mut bucket = Self::default();
        for value in values.iter().copied().filter(|value| !value.is_nan()) {
            bucket.sum += value;
            bucket.low = if value < bucket.low { value } else { bucket.low };
            bucket.high = if value > bucket.high { value } else { bucket.high };
            bucket.count += 1;
        }
        bucket
    }

    fn join(&mut self, other: &Self) {
        self.sum += other.sum;
        self.low = self.low.min(other.low);
        self.high = self.high.max(other.high);
        self.count = self.count.wrapping_add(other.count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn track(blocks: &[&[(i64, f64)]]) -> Track {
        let mut track = Track::default();
        let mut before = Spread::default();
        for rows in blocks {
            let (times, values): (Vec<i64>, Vec<f64>) = rows.iter().copied().unzip();
            let present: Vec<f64> =
                values.iter().copied().filter(|value| !value.is_nan()).collect();
            let block = Spread::of(&present);
            track.note(&times, &values, &block, &before);
            before.join(&block);
        }
        track
    }

    #[test]
    fn extremes_have_the_earliest_time_and_edges_the_mean_of_theirs() {
        const NAN: f64 = f64::NAN;
        let sorted = track(&[
            &[(1, NAN), (2, 5.0), (2, 7.0), (3, 1.0)],
            &[(4, 1.0), (5, 7.0), (5, 8.0), (6, 8.0), (6, 7.0), (7, NAN)],
        ]);
        let unsorted = track(&[
            &[(6, 8.0), (4, 1.0), (7, NAN)],
            &[(3, 1.0), (2, 5.0), (5, 8.0), (1, NAN), (6, 7.0), (5, 7.0), (2, 7.0)],
        ]);
        for track in [sorted, unsorted] {
            assert_eq!((track.min_at, track.max_at, track.edges()), (3, 5, Some((6.0, 7.5))));
        }
        assert_eq!(track(&[&[(1, NAN)]]).edges(), None);
    }

    #[test]
    fn rows_of_one_time_become_their_mean_with_their_extremes() {
        let values = [4.0, 1.0, f64::NAN, 2.0];
        let (means, lows, highs) =
            in_order(values.to_vec(), &[1, 3, 0, 2], &[2, 1, 1], &mut Vec::new());
        assert_eq!(
            (&means[..2], &lows[..2], &highs[..2]),
            (&[1.5, 4.0][..], &[1.0, 4.0][..], &[2.0, 4.0][..])
        );
        assert!(means[2].is_nan() && lows[2].is_nan() && highs[2].is_nan());
        let (values, lows, highs) =
            in_order(vec![4.0, 1.0, 2.0], &[2, 0, 1], &[1, 1, 1], &mut Vec::new());
        assert_eq!((values, lows, highs), (vec![2.0, 4.0, 1.0], vec![], vec![]));
    }
}
