//! What is known about the numbers of a column so far. `spread` has mean, deviation and extremes, `sketch` quantiles
//! without the numbers, `track` what depends on the times.

mod sketch;
mod spread;
mod track;

use crate::series::{
    facts::{Moment, Summary},
    quantiles::quantiles,
};

use crate::series::table::{
    pass::reserve,
    timeline::{Moments, Rows, Timeline},
    window::Run,
};
use sketch::Sketch;
use spread::Spread;
use track::Track;

/// The shares of the numbers that lie below p25, the median, p75, p90, p95 and p99.
const SHARES: [f64; 6] = [0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

/// The numbers of a column in one reading of its cells.
#[derive(Debug, Clone)]
pub(crate) struct Tally {
    /// The rows that are not counted yet; NaN where there is no number.
    pub(crate) block: Vec<f64>,
    /// The rows that are; empty where there are too many to keep.
    values: Vec<f64>,
    spread: Spread,
    sketch: Option<Sketch>,
    /// One for each reading of the times.
    tracks: Vec<Track>,
    /// The numbers of the block, without the cells that have none.
    present: Vec<f64>,
}

/// What a column comes to.
#[derive(Debug, PartialEq)]
pub(crate) struct Totals {
    pub(crate) count: u64,
    pub(crate) summary: Option<Summary>,
    pub(crate) values: Vec<f64>,
    pub(crate) lows: Vec<f64>,
    pub(crate) highs: Vec<f64>,
}

impl Tally {
    pub(crate) fn new() -> Self {
        Self {
            block: Vec::new(),
            values: Vec::new(),
            spread: Spread::default(),
            sketch: None,
            tracks: vec![Track::default()],
            present: Vec::new(),
        }
    }

    /// How many numbers there are, those in the block not included.
    pub(crate) fn count(&self) -> u64 {
        self.spread.count
    }

    /// The lowest and the highest of them, if there are any.
    pub(crate) fn reach(&self) -> Option<(f64, f64)> {
        (self.spread.count > 0).then_some((self.spread.min, self.spread.max))
    }

    /// Counts the block, whose times `timelines` have counted, and empties it.
    pub(crate) fn count_block(&mut self, timelines: &[Timeline]) {
        self.present.clear();
        self.present.extend(self.block.iter().copied().filter(|value| !value.is_nan()));
        let block = Spread::of(&self.present);
        for (track, timeline) in self.tracks.iter_mut().zip(timelines) {
            track.note(&timeline.block, &self.block, &block, &self.spread);
            let (runs, widening) = timeline.runs();
            if let Some(widening) = widening {
                track.widen(widening);
            }
            track.fill(runs, &self.block);
        }
        self.spread.join(&block);
        match &mut self.sketch {
            Some(sketch) => sketch.add(&self.present),
            None => {
                reserve(&mut self.values, self.block.len());
                self.values.extend_from_slice(&self.block);
            }
        }
        self.block.clear();
    }

    /// Gives up the rows for buckets; `runs` say for each reading of the times where they fall.
    pub(crate) fn pour(&mut self, runs: &[Vec<Run>]) {
        let values = std::mem::take(&mut self.values);
        let mut sketch = Sketch::new();
        for part in values.chunks(1024) {
            self.present.clear();
            self.present.extend(part.iter().copied().filter(|value| !value.is_nan()));
            sketch.add(&self.present);
        }
        self.sketch = Some(sketch);
        for (track, runs) in self.tracks.iter_mut().zip(runs) {
            track.open_buckets();
            track.fill(runs, &values);
        }
    }

    /// From now on there are two readings of the times.
    pub(crate) fn fork_times(&mut self) {
        self.tracks.extend_from_within(..);
    }

    /// Only the reading of the times with this index remains.
    pub(crate) fn settle_times(&mut self, index: usize) {
        self.tracks.swap(0, index);
        self.tracks.truncate(1);
    }

    /// What the column comes to; `offset` is that of the table, and `scratch` has room for the numbers of one column
    /// after the other.
    pub(crate) fn totals(
        mut self,
        moments: &Moments,
        offset: Option<i32>,
        scratch: &mut Vec<f64>,
    ) -> Totals {
        let mut track = self.tracks.swap_remove(0);
        let quantiles = match &self.sketch {
            Some(sketch) => sketch.quantiles(&self.spread, SHARES),
            None => {
                scratch.clear();
                scratch.reserve_exact(self.values.len());
                scratch.extend(self.values.iter().filter(|value| !value.is_nan()));
                quantiles(scratch, SHARES)
            }
        };
        let (values, lows, highs) = match &moments.rows {
            Rows::Kept { order, lengths } => track::in_order(self.values, order, lengths, scratch),
            Rows::Buckets { buckets, .. } => track.buckets(buckets),
        };
        let at = |milliseconds: i64| Moment { milliseconds, offset };
        let [p25, median, p75, p90, p95, p99] = quantiles;
        let spread = &self.spread;
        let summary = track.edges().map(|(first, last)| Summary {
            min: spread.min,
            min_at: at(track.min_at),
            max: spread.max,
            max_at: at(track.max_at),
            mean: spread.mean(),
            standard_deviation: spread.standard_deviation(),
            p25,
            median,
            p75,
            p90,
            p95,
            p99,
            first,
            last,
        });
        Totals { count: spread.count, summary, values, lows, highs }
    }
}
