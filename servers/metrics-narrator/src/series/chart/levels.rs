//! How far the levels before and after a change are drawn: beside the rows that are at them, and no further.

use super::{
    Drawn,
    geometry::{Point, Rectangle},
    line::Rows,
    time_axis::TimeAxis,
    value_axis::ValueAxis,
};

/// How far a level is drawn on either side of a change at most, as a share of the width of the plot. Further away a
/// series that rises is at another one.
const LEVEL_SHARE: f32 = 0.08;
/// A row is at a level that it is nearer to than to the other one, in any case within so many pixels: the height of a
/// marker, below which the eye sees no distance.
const NEAR: f32 = 6.0;
/// A row is also at a level that it is away from by no more than so many usual differences between rows, for a level is
/// the middle of a noise.
const USUAL_DIFFERENCES: f32 = 1.5;

/// A level on one side of a change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Level {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) y: f32,
}

/// Where a level changes: at once, where both sides are at one place, or on the way from one to the other.
pub(super) struct Step {
    pub(super) before: Side,
    pub(super) after: Side,
}

/// Where the level before a change ends, or where the one behind it begins.
pub(super) struct Side {
    pub(super) milliseconds: i64,
    pub(super) x: f32,
    /// The height of the level.
    pub(super) y: f32,
}

/// The levels on both sides of `steps`, which are in the order of time.
pub(super) fn levels(
    rows: &Rows<'_>,
    drawn: &Drawn<'_>,
    times: &TimeAxis,
    values: &ValueAxis,
    steps: &[Step],
    plot: Rectangle,
) -> Vec<Level> {
    let reach = LEVEL_SHARE * plot.width();
    let point = |(milliseconds, value): (&i64, &f64)| {
        let y = if value.is_finite() { values.y(*value) } else { f32::NAN };
        (*milliseconds, Point { x: times.x(*milliseconds), y })
    };
    let mut levels = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        let neighbor = |number: Option<usize>| number.and_then(|number| steps.get(number));
        let Step { before, after } = step;
        // The level between two changes is drawn beside both, each up to the middle.
        let left = neighbor(number.checked_sub(1))
            .map_or(times.x(i64::MIN), |other| f32::midpoint(other.after.x, before.x));
        let right = neighbor(number.checked_add(1))
            .map_or(times.x(i64::MAX), |other| f32::midpoint(after.x, other.before.x));
        let rows_before =
            |side: &Side| rows.moments.partition_point(|moment| *moment < side.milliseconds);
        let (earlier, _) = rows.moments.split_at(rows_before(before));
        let (low, _) = drawn.values.split_at(earlier.len().min(drawn.values.len()));
        let earlier = earlier.iter().zip(low).rev().map(point);
        let later = rows.moments.iter().zip(drawn.values).skip(rows_before(after)).map(point);
        let earlier = Stretch::new(earlier, before, [left, reach], rows.longest_step_ms);
        let later = Stretch::new(later, after, [right, reach], rows.longest_step_ms);
        let both = [(earlier, before.y, after.y), (later, after.y, before.y)];
        levels.extend(both.iter().filter_map(|(stretch, y, other)| stretch.level(*y, *other)));
    }
    levels
}

/// The rows on one side of a change, from there outwards.
struct Stretch {
    points: Vec<Point>,
    /// Where it begins: at the change or, if there is a gap beside it, behind that.
    start: f32,
    /// Where it ends at the latest: where the next one begins or, if there is a gap, before that.
    end: f32,
}

impl Stretch {
    /// The rows `outwards` of a side, to the place `next` at the latest, and not further than `reach` pixels.
    fn new(
        outwards: impl Iterator<Item = (i64, Point)>,
        side: &Side,
        [next, reach]: [f32; 2],
        longest_step_ms: u64,
    ) -> Self {
        let end = |start: f32| {
            if next < side.x { next.max(start - reach) } else { next.min(start + reach) }
        };
        let mut stretch = Self { points: Vec::new(), start: side.x, end: end(side.x) };
        let mut last = side.milliseconds;
        for (milliseconds, point) in outwards {
            let is_gap = milliseconds.abs_diff(last) > longest_step_ms;
            match stretch.points.last() {
                Some(before) if is_gap => {
                    stretch.end = before.x;
                    break;
                }
                None if is_gap => (stretch.start, stretch.end) = (point.x, end(point.x)),
                _ => {}
            }
            let (one, other) = (side.x.min(stretch.end), side.x.max(stretch.end));
            if !(one..=other).contains(&point.x) {
                break;
            }
            stretch.points.push(point);
            last = milliseconds;
        }
        stretch
    }

    /// The level at the height `y` beside the rows that are at it and not at the `other` one; none if no row is.
    fn level(&self, y: f32, other: f32) -> Option<Level> {
        let noise = USUAL_DIFFERENCES * self.usual_difference();
        let near = ((y - other).abs() / 2.0).max(noise).max(NEAR);
        // Noise and seasons pass a level now and then: it is left where the most more rows are at it than are not.
        let (mut balance, mut best, mut count) = (0_i64, 0_i64, 0);
        for (number, point) in (1..).zip(&self.points) {
            balance += if (point.y - y).abs() <= near { 1 } else { -1 };
            if balance > best {
                (best, count) = (balance, number);
            }
        }
        let last = self.points.get(..count)?.last()?;
        let end = if count == self.points.len() { self.end } else { last.x };
        Some(Level { left: self.start.min(end), right: self.start.max(end), y })
    }

    /// The median of the differences between one row and the next.
    fn usual_difference(&self) -> f32 {
        let next = self.points.iter().skip(1);
        let mut differences: Vec<f32> = self
            .points
            .iter()
            .zip(next)
            .map(|(point, next)| (point.y - next.y).abs())
            .filter(|difference| difference.is_finite())
            .collect();
        let Some(last) = differences.len().checked_sub(1) else { return 0.0 };
        *differences.select_nth_unstable_by(last / 2, f32::total_cmp).1
    }
}
