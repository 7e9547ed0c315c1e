//! Where anomalies and changes of level are marked in a panel.

use crate::series::facts::{Anomaly, ChangePoint, Series};

use super::{
    Drawn,
    geometry::{Point, Rectangle},
    levels::{Level, Side, Step, levels},
    line::Rows,
    time_axis::TimeAxis,
    value_axis::ValueAxis,
};

/// The radius of the marker of an anomaly, in pixels: twice the width of the line, to be seen on top of it.
pub(super) const MARKER_RADIUS: f32 = 6.0;
/// An anomaly of a single row is shaded this wide, in pixels, to be seen at half the size.
const NARROWEST_SHADE: f32 = 4.0;

/// What is marked in a panel.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Marks {
    pub(super) anomalies: Vec<AnomalyMark>,
    pub(super) changes: Vec<ChangeMark>,
    pub(super) levels: Vec<Level>,
}

/// Where an anomaly is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AnomalyMark {
    /// As long as it lasts, with its rows in the middle of their times, and as high as the panel.
    pub(super) shade: Rectangle,
    /// Where it is furthest from what was expected.
    pub(super) peak: Point,
    pub(super) value: f64,
    pub(super) deviations: f64,
}

/// Where a level changes: a line as high as the panel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ChangeMark {
    pub(super) x: f32,
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Marks {
    /// The marks of a series in a `plot`.
    pub(super) fn new(
        rows: &Rows<'_>,
        drawn: &Drawn<'_>,
        times: &TimeAxis,
        values: &ValueAxis,
        plot: Rectangle,
    ) -> Self {
        let series = drawn.facts;
        let anomalies = series
            .anomalies
            .iter()
            .filter(|anomaly| anomaly.value.is_finite())
            .map(|anomaly| AnomalyMark::new(anomaly, times, values, plot))
            .collect();
        let finite: Vec<&ChangePoint> = series
            .change_points
            .iter()
            .filter(|change| change.from.is_finite() && change.to.is_finite())
            .collect();
        let changes = finite
            .iter()
            .map(|change| ChangeMark {
                x: times.x(change.at.milliseconds),
                from: change.from,
                to: change.to,
            })
            .collect();
        let steps: Vec<Step> = finite
            .iter()
            .map(|change| {
                let at = change.at.milliseconds;
                // The last row of the level before is at it.
                let [before, after] = change.transition.map_or([at, at], |ends| {
                    [ends.from.milliseconds.saturating_add(1), ends.to.milliseconds]
                });
                let side = |milliseconds, level| Side {
                    milliseconds,
                    x: times.x(milliseconds),
                    y: values.y(level),
                };
                Step { before: side(before, change.from), after: side(after, change.to) }
            })
            .collect();
        let levels = levels(rows, drawn, times, values, &steps, plot);
        Self { anomalies, changes, levels }
    }
}

impl AnomalyMark {
    fn new(anomaly: &Anomaly, times: &TimeAxis, values: &ValueAxis, plot: Rectangle) -> Self {
        let (from, to) = (anomaly.from.milliseconds, anomaly.to.milliseconds);
        let row = (anomaly.seconds * 1_000.0) as i64 - to.saturating_sub(from);
        let half = row.max(0) / 2;
        let [left, right] =
            [from.saturating_sub(half), to.saturating_add(half)].map(|at| times.x(at));
        let widening = ((NARROWEST_SHADE - (right - left)) / 2.0).max(0.0);
        Self {
            shade: Rectangle { left: left - widening, right: right + widening, ..plot },
            peak: Point { x: times.x(anomaly.at.milliseconds), y: values.y(anomaly.value) },
            value: anomaly.value,
            deviations: anomaly.deviations,
        }
    }
}

/// The values that marks of a series stand at, so that an axis can include them.
pub(super) fn marked_values(series: &Series) -> impl Iterator<Item = f64> {
    let levels = series.change_points.iter().flat_map(|change| [change.from, change.to]);
    series.anomalies.iter().map(|anomaly| anomaly.value).chain(levels)
}
