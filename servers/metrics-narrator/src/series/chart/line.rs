//! Thins the points of a series out to what pixels can show.
//!
//! Of the points in one column of pixels, the first, the lowest, the highest and the last are kept: a line through
//! these fills the same pixels as one through all (M4; Jugel, Jerzak, Hackenbroich and Markl, 2014).

use super::{Drawn, geometry::Point, time_axis::TimeAxis, value_axis::ValueAxis};

/// When there are rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'a> {
    /// In ascending order.
    pub(super) moments: &'a [i64],
    /// The longest time between two of them that is not a gap.
    pub(super) longest_step_ms: u64,
}

impl<'a> Rows<'a> {
    pub(super) fn new(moments: &'a [i64]) -> Self {
        Self { moments, longest_step_ms: longest_step_ms(moments) }
    }
}

/// Of at most so many values each is marked: a line alone would look like a measurement without a pause.
const FEW_VALUES: usize = 24;

/// A series in pixels.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    /// The line, interrupted where values are missing; a run of one point is a dot.
    pub(super) runs: Vec<Vec<Point>>,
    /// The band from the lowest to the highest value, interrupted in the same places; empty where there is none.
    pub(super) bands: Vec<Vec<Span>>,
    /// The values that are marked: all where there are few, otherwise none.
    pub(super) points: Vec<Point>,
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
    /// The line of a series; it is interrupted where values are missing, and where there is a gap between `rows`.
    pub(super) fn new(
        rows: &Rows<'_>,
        drawn: &Drawn<'_>,
        times: &TimeAxis,
        values: &ValueAxis,
    ) -> Self {
        let has_band = drawn.lows.iter().zip(drawn.highs).any(|(low, high)| low < high);
        let mut line = Self::default();
        let mut run = Run::default();
        let mut before: Option<i64> = None;
        let mut interrupted = false;
        let bounds = drawn.lows.iter().zip(drawn.highs);
        for ((moment, value), (low, high)) in rows.moments.iter().zip(drawn.values).zip(bounds) {
            if !value.is_finite() {
                interrupted = true;
                continue;
            }
            interrupted |=
                before.is_some_and(|before| moment.abs_diff(before) > rows.longest_step_ms);
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
        if drawn.values.iter().filter(|value| value.is_finite()).nth(FEW_VALUES).is_none() {
            line.points = line.runs.concat();
        }
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
/// keep to, so that a line crosses the weekends of a table of weekdays, and does not cross an outage. Where there is a
/// usual step, no more than four of them, so that a line crosses no night of a table of opening hours either.
fn longest_step_ms(moments: &[i64]) -> u64 {
    let mut steps: Vec<u64> = moments
        .iter()
        .zip(moments.iter().skip(1))
        .map(|(moment, next)| next.abs_diff(*moment))
        .filter(|step| *step > 0)
        .collect();
    let Some(last) = steps.len().checked_sub(1) else { return u64::MAX };
    let longest = *steps.select_nth_unstable(last * 99 / 100).1;
    let longest = longest.saturating_add(longest / 2);
    let middle = *steps.select_nth_unstable(last / 2).1;
    let half = middle / 2;
    let near = middle - half..=middle.saturating_add(half);
    let usual = steps.iter().filter(|step| near.contains(step)).count();
    // Two of three steps: where fewer are alike, rows come by chance or in twos, and a line would be a row of dots.
    if usual * 3 < steps.len() * 2 {
        return longest;
    }
    // A half more, for steps are not all exactly as long.
    longest.min(middle.saturating_mul(4).saturating_add(half))
}
