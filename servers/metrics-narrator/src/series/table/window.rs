//! The buckets of time that a long table falls into: of equal width, as many as there is room for, and wider whenever
//! the room is used up.
//!
//! Widths are those that clocks are divided by, each a multiple of the one before, so that buckets can be joined
//! without looking at their rows again. Buckets lie in a ring: one that is earlier than all others is as cheap as a
//! later one, so that no row is too late to be used, however the table is sorted. A single stray time makes all
//! buckets wide, which the facts show as their resolution.

use std::ops::Range;

/// The most buckets. Joining makes them up to five times as wide at once, so that a long table has 1,638 to 8,192,
/// which is more than a chart can show and enough for a season of a week in a year.
pub const MAX_BUCKETS: usize = 8192;

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// In milliseconds. Behind the last one, widths double.
const WIDTHS: [i64; 19] = [
    1,
    5,
    10,
    50,
    100,
    500,
    SECOND,
    5 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
];

fn wider(width: i64) -> i64 {
    WIDTHS.iter().copied().find(|wider| *wider > width).unwrap_or(width * 2)
}

/// The buckets between the earliest and the latest row.
#[derive(Debug, Clone)]
pub(crate) struct Window {
    /// In milliseconds.
    width: i64,
    /// The earliest and the latest bucket with a row; the first bucket begins in 1970.
    low: i64,
    high: i64,
    /// How many rows each bucket has.
    rows: Ring<u32>,
}

/// Rows next to each other that fall into one bucket.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) bucket: i64,
    pub(crate) rows: Range<usize>,
}

/// Two windows of which the second has room for a time that the first had not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Widening {
    low: i64,
    high: i64,
    /// How many buckets become one.
    ratio: i64,
}

impl Window {
    /// The narrowest buckets that reach from the earliest to the latest time, in milliseconds.
    pub(crate) fn around(earliest: i64, latest: i64) -> Self {
        let mut width = WIDTHS.first().copied().unwrap_or(1);
        while !fits(earliest.div_euclid(width), latest.div_euclid(width)) {
            width = wider(width);
        }
        let (low, high) = (earliest.div_euclid(width), latest.div_euclid(width));
        Self { width, low, high, rows: Ring::new() }
    }

    /// Makes room for the times between two; what has to be done to the rings if the buckets became wider.
    pub(crate) fn make_room(&mut self, earliest: i64, latest: i64) -> Option<Widening> {
        let mut width = self.width;
        let reach = |width: i64| {
            let ratio = width / self.width;
            let low = self.low.div_euclid(ratio).min(earliest.div_euclid(width));
            (low, self.high.div_euclid(ratio).max(latest.div_euclid(width)))
        };
        let (mut low, mut high) = reach(width);
        while !fits(low, high) {
            width = wider(width);
            (low, high) = reach(width);
        }
        let widening = Widening { low: self.low, high: self.high, ratio: width / self.width };
        (self.width, self.low, self.high) = (width, low, high);
        if widening.ratio == 1 {
            return None;
        }
        self.rows.widen(widening, |rows, more| *rows += *more);
        Some(widening)
    }

    /// Counts the rows at `times`, for all of which there is room, and puts into `runs` where they fall.
    pub(crate) fn fill(&mut self, times: &[i64], runs: &mut Vec<Run>) {
        runs.clear();
        let mut run = Run { bucket: 0, rows: 0..0 };
        let mut bounds = 0..0;
        for (row, time) in times.iter().enumerate() {
            if !bounds.contains(time) {
                run.rows.end = row;
                self.close(&run, runs);
                let bucket = time.div_euclid(self.width);
                bounds = bucket * self.width..(bucket + 1) * self.width;
                run = Run { bucket, rows: row..row };
            }
        }
        run.rows.end = times.len();
        self.close(&run, runs);
    }

    fn close(&mut self, run: &Run, runs: &mut Vec<Run>) {
        if !run.rows.is_empty() {
            *self.rows.at(run.bucket) += u32::try_from(run.rows.len()).unwrap_or(u32::MAX);
            runs.push(run.clone());
        }
    }

    /// In milliseconds.
    pub(crate) fn width(&self) -> i64 {
        self.width
    }

    /// When a bucket begins, in milliseconds since 1970.
    pub(crate) fn beginning(&self, bucket: i64) -> i64 {
        bucket * self.width
    }

    /// The buckets that have rows, in the order of time.
    pub(crate) fn filled(&mut self) -> Vec<i64> {
        (self.low..=self.high).filter(|bucket| *self.rows.at(*bucket) > 0).collect()
    }
}

fn fits(low: i64, high: i64) -> bool {
    high - low < MAX_BUCKETS as i64
}

/// A value for each of so many successive buckets; those that were never touched hold the default.
#[derive(Debug, Clone)]
pub(crate) struct Ring<T>(Box<[T; MAX_BUCKETS]>);

impl<T: Copy + Default> Ring<T> {
    pub(crate) fn new() -> Self {
        let values = vec![T::default(); MAX_BUCKETS].into_boxed_slice();
        Self(values.try_into().unwrap_or_else(|_| unreachable!("it was made with this length")))
    }

    #[expect(clippy::indexing_slicing, reason = "a remainder is smaller than the length")]
    pub(crate) fn at(&mut self, bucket: i64) -> &mut T {
        // The remainder of a negative number is the one of its two's complement, as the length is a power of two.
        &mut self.0[bucket as usize % MAX_BUCKETS]
    }

    /// Joins buckets: `join` adds the second to the first.
    pub(crate) fn widen(&mut self, widening: Widening, join: impl Fn(&mut T, &T)) {
        let mut joined = Self::new();
        for bucket in widening.low..=widening.high {
            join(joined.at(bucket.div_euclid(widening.ratio)), self.at(bucket));
        }
        *self = joined;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_width_is_a_multiple_of_the_one_before() {
        for pair in WIDTHS.windows(2) {
            assert_eq!(pair[1] % pair[0], 0, "{pair:?}");
        }
        assert!(MAX_BUCKETS.is_power_of_two());
        assert_eq!(wider(DAY), 2 * DAY);
    }

    #[test]
    fn rows_are_found_in_the_bucket_of_their_time_in_whatever_order_they_come() {
        let span = 400 * DAY;
        for step in [7 * MINUTE, -7 * MINUTE, 40_320_001 * 101] {
            let times: Vec<i64> =
                (0..50_000).map(|row| (row * step).rem_euclid(span) - span / 3).collect();
            let mut window = Window::around(times[0], times[0]);
            let mut runs = Vec::new();
            for block in times.chunks(100) {
                window.make_room(*block.iter().min().unwrap(), *block.iter().max().unwrap());
                window.fill(block, &mut runs);
                assert_eq!(runs.iter().map(|run| run.rows.len()).sum::<usize>(), block.len());
            }
            let filled = window.filled();
            assert!(
                filled.len() > MAX_BUCKETS / 5 && filled.len() <= MAX_BUCKETS,
                "{}",
                filled.len()
            );
            let mut sorted = times.clone();
            sorted.sort_unstable();
            let mut total = 0;
            for bucket in filled {
                let begin = window.beginning(bucket);
                let before = |end: i64| sorted.partition_point(|time| *time < end);
                let inside = before(begin + window.width) - before(begin);
                assert_eq!(*window.rows.at(bucket) as usize, inside);
                total += inside;
            }
            assert_eq!(total, times.len());
        }
    }

    #[test]
    fn the_widest_span_of_a_calendar_fits() {
        let mut window = Window::around(0, 0);
        window.fill(&[0], &mut Vec::new());
        let (earliest, latest) = (-62_135_596_800_000, 253_402_300_799_999);
        window.make_room(earliest, latest);
        window.fill(&[earliest, latest], &mut Vec::new());
        assert_eq!(window.filled().len(), 3);
    }
}
