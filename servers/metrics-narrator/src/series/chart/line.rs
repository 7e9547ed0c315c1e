//! Thins the points of a series out to what pixels can show.
//!
//! Of the points in one column of pixels, the first, the lowest, the highest and the last are kept: a line through
//! these fills the same pixels as one through all (M4; Jugel, Jerzak, Hackenbroich and Markl, 2014).

use super::{Drawn, geometry::Point, time_axis::TimeAxis, value_axis::ValueAxis};

/// A series in pixels.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    /// The line, interrupted where values are missing; a run of one point is a dot.
    pub(super) runs: Vec<Vec<Point>>,
    /// The band from the lowest to the highest value, interrupted in the same places; empty where there is none.
    pub(super) bands: Vec<Vec<Span>>,
}

/// From where to where a line goes within a column of pixels; nowhere if `top` is below `bottom`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    pub(super) top: f32,
    pub(super) bottom: f32,
}

impl Default for Extent {
    fn default() -> Self {
        Self { top: f32::INFINITY, bottom: f32::NEG_INFINITY }
    }
}

impl Extent {
    fn add(&mut self, y: f32) {
        self.top = self.top.min(y);
        self.bottom = self.bottom.max(y);
    }
}

/// What a band covers at one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    pub(super) x: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

impl Line {
    /// The line of a series; it is interrupted where values are missing, and where none came for longer than
    /// `longest_step_ms`.
    pub(super) fn new(
        moments: &[i64],
        drawn: &Drawn<'_>,
        longest_step_ms: u64,
        times: &TimeAxis,
        values: &ValueAxis,
    ) -> Self {
        let has_band = drawn.lows.iter().zip(drawn.highs).any(|(low, high)| low < high);
        let mut line = Self::default();
        let mut run = Run::default();
        let mut before: Option<i64> = None;
        let mut interrupted = false;
        let bounds = drawn.lows.iter().zip(drawn.highs);
        for ((moment, value), (low, high)) in moments.iter().zip(drawn.values).zip(bounds) {
            if !value.is_finite() {
                interrupted = true;
                continue;
            }
            interrupted |= before.is_some_and(|before| moment.abs_diff(before) > longest_step_ms);
            let point = Point { x: times.x(*moment), y: values.y(*value) };
            // A gap that begins and ends in one column of pixels is too narrow to show.
            if interrupted && !run.column.as_ref().is_some_and(|column| column.holds(point)) {
                line.end(std::mem::take(&mut run), has_band);
            }
            let bound = |bound: &f64| if bound.is_finite() { values.y(*bound) } else { point.y };
            run.add(point, bound(high), bound(low));
            before = Some(*moment);
            interrupted = false;
        }
        line.end(run, has_band);
        line
    }

    /// From where to where the line goes in each column of pixels from `left` to `right`, so that what has no room in
    /// it can be put elsewhere.
    pub(super) fn extents(&self, left: f32, right: f32) -> Vec<Extent> {
        let mut extents = vec![Extent::default(); (right - left).max(0.0) as usize];
        for run in &self.runs {
            for (from, to) in run.iter().zip(run.iter().skip(1).chain(run.last())) {
                let first = (from.x - left).floor().max(0.0) as usize;
                let count = ((to.x - left).floor().max(0.0) as usize).saturating_sub(first) + 1;
                for (number, extent) in extents.iter_mut().skip(first).take(count).enumerate() {
                    let (start, end) =
                        (number as f32 / count as f32, (number + 1) as f32 / count as f32);
                    extent.add(from.y + start * (to.y - from.y));
                    extent.add(from.y + end * (to.y - from.y));
                }
            }
        }
        extents
    }

    fn end(&mut self, mut run: Run, has_band: bool) {
        run.end_column();
        if !run.points.is_empty() {
            self.runs.push(run.points);
            if has_band {
                self.bands.push(run.band);
            }
        }
    }
}

/// Points without a gap, as far as they have come.
#[derive(Default)]
struct Run {
    points: Vec<Point>,
    band: Vec<Span>,
    column: Option<Column>,
}

impl Run {
    fn add(&mut self, point: Point, top: f32, bottom: f32) {
        match &mut self.column {
            Some(column) if column.holds(point) => column.add(point, top, bottom),
            _ => {
                self.end_column();
                self.column = Some(Column::new(point, top, bottom));
            }
        }
    }

    fn end_column(&mut self) {
        let Some(column) = self.column.take() else { return };
        let Column { first, last, top, bottom, .. } = column;
        let mut kept = [first, column.highest, column.lowest, last];
        kept.sort_by_key(|point| point.number);
        let mut kept = kept.to_vec();
        kept.dedup_by_key(|point| point.number);
        self.points.extend(kept.iter().map(|kept| kept.point));
        self.band.push(Span { x: first.point.x, top, bottom });
        if last.number != first.number {
            self.band.push(Span { x: last.point.x, top, bottom });
        }
    }
}

/// The points in one column of pixels, as far as they have come.
struct Column {
    first: Numbered,
    highest: Numbered,
    lowest: Numbered,
    last: Numbered,
    top: f32,
    bottom: f32,
}

/// A point, and which one of its column it is.
#[derive(Clone, Copy)]
struct Numbered {
    number: usize,
    point: Point,
}

impl Column {
    fn new(point: Point, top: f32, bottom: f32) -> Self {
        let first = Numbered { number: 0, point };
        Self { first, highest: first, lowest: first, last: first, top, bottom }
    }

    fn holds(&self, point: Point) -> bool {
        point.x.floor() == self.first.point.x.floor()
    }

    fn add(&mut self, point: Point, top: f32, bottom: f32) {
        self.last = Numbered { number: self.last.number + 1, point };
        if point.y < self.highest.point.y {
            self.highest = self.last;
        }
        if point.y > self.lowest.point.y {
            self.lowest = self.last;
        }
        self.top = self.top.min(top);
        self.bottom = self.bottom.max(bottom);
    }
}

/// The longest time between two moments that a line passes over: one and a half times what all but one in a hundred
/// keep to, so that a line crosses the weekends of a table of weekdays, and does not cross an outage.
pub(super) fn longest_step_ms(moments: &[i64]) -> u64 {
    let mut steps: Vec<u64> = moments
        .iter()
        .zip(moments.iter().skip(1))
        .map(|(moment, next)| next.abs_diff(*moment))
        .filter(|step| *step > 0)
        .collect();
    let Some(last) = steps.len().checked_sub(1) else { return u64::MAX };
    let (_, usual, _) = steps.select_nth_unstable(last * 99 / 100);
    usual.saturating_add(*usual / 2)
}
