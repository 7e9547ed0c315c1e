//! Writes values beside marks, where there is room: a label that would cover another one, a mark or much of the line
//! is left out, for the numbers stand in the text beside the picture too.
//!
//! What stands out most has its label first, and each label has the place that leaves most of the line to be seen.

use crate::series::facts::Series;

use super::{
    geometry::{Point, Rectangle},
    layout::{PANEL_GAP, Panel},
    line::Extent,
    marks::{AnomalyMark, ChangeMark, MARKER_RADIUS},
    palette::Ink,
    text::{Alignment, Style, Text, Typeface, Weight},
    value_axis::ValueAxis,
};

const SIZE: f32 = 20.0;
const ANOMALY: Style = Style { weight: Weight::SemiBold, size: SIZE, ink: Ink::Anomaly };
const CHANGE: Style = Style { weight: Weight::SemiBold, size: SIZE, ink: Ink::Dark };
/// The distance of a label to its mark, in pixels: that of a word to the next one.
const DISTANCE: f32 = 6.0;
/// A label may hide this share of its area's worth of line: one thin line that passes behind it.
const MAX_COVERED: f32 = 0.15;
/// A label goes this much further from its mark, in heights of its own, rather than to hide the line, and no further
/// than four times that: beyond, it would not be read as that of the mark.
const FURTHER: f32 = 0.75;
/// What it is worth to be so much nearer, as a share of covered area: less than a line that only touches the label.
const NEARER: f32 = 0.01;
/// What it is worth not to reach out of the plot, as a share of covered area too.
const INSIDE: f32 = 0.02;
/// What it is worth not to stand on the line of its own change.
const BESIDE: f32 = 0.03;
/// A unit that is longer than this, in pixels, is in the title only.
const WIDEST_UNIT: f32 = 80.0;

/// The labels of the marks in a `panel` of the `series`, below its `title`.
pub(super) fn labels(
    typeface: &Typeface,
    panel: &Panel,
    values: &ValueAxis,
    series: &Series,
    title: &[Text],
) -> Vec<Text> {
    let mut room = Room::new(panel, title);
    let unit = series
        .unit
        .as_deref()
        .filter(|unit| typeface.fitting(unit, CHANGE, WIDEST_UNIT) == **unit)
        .map_or_else(String::new, |unit| format!(" {unit}"));
    let labels = by_weight(panel, series).into_iter().filter_map(|marked| match &marked {
        Marked::Anomaly(anomaly) => {
            let content = format!("{}{unit}", values.figure(anomaly.value));
            let label = typeface.text(&content, ANOMALY, Alignment::Center, anomaly.peak);
            room.placed(&label, &around(&label), &marked)
        }
        Marked::Change(change) => {
            let [from, to] = values.pair([change.from, change.to]);
            let content = format!("{from} → {to}{unit}");
            let place = Point { x: change.x, y: panel.plot.top };
            let label = typeface.text(&content, CHANGE, Alignment::Left, place);
            room.placed(&label, &beside(&label, change.x, panel.plot), &marked)
        }
    });
    labels.collect()
}

/// What has a label.
enum Marked<'a> {
    Anomaly(&'a AnomalyMark),
    Change(&'a ChangeMark),
}

/// The marks of a `panel`, what stands out most first, as a report from templates tells them.
fn by_weight<'a>(panel: &'a Panel, series: &Series) -> Vec<Marked<'a>> {
    let anomalies = panel
        .marks
        .anomalies
        .iter()
        .map(|anomaly| (anomaly.deviations.abs(), Marked::Anomaly(anomaly)));
    let changes =
        panel.marks.changes.iter().map(|change| {
            (series.weight_of_change(change.from, change.to), Marked::Change(change))
        });
    let mut marked: Vec<_> = anomalies.chain(changes).collect();
    marked.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    marked.into_iter().map(|(_, marked)| marked).collect()
}

/// A place that a label can have, and how much of it may be covered more elsewhere before it is taken.
struct Place {
    area: Rectangle,
    cost: f32,
}

/// Where a label can stand around the marker that it is centered on, the most usual place first.
fn around(label: &Text) -> Vec<Place> {
    let (width, height) = (label.area.width(), label.area.height());
    let (across, down) =
        (width / 2.0 + MARKER_RADIUS + DISTANCE, height / 2.0 + MARKER_RADIUS + DISTANCE / 2.0);
    let nearest = [
        (across, 0.0),
        (-across, 0.0),
        (0.0, -down),
        (0.0, down),
        (across, -height / 2.0),
        (-across, -height / 2.0),
        (across, height / 2.0),
        (-across, height / 2.0),
        (across, -down),
        (-across, -down),
        (across, down),
        (-across, down),
    ];
    let further = (1_u8..=4).map(f32::from).flat_map(|times| {
        let more = times * FURTHER * height;
        let (across_more, down_more) = (across + more, down + more);
        [
            (across_more, 0.0),
            (-across_more, 0.0),
            (0.0, -down_more),
            (0.0, down_more),
            (across, -down_more),
            (-across, -down_more),
            (across, down_more),
            (-across, down_more),
            (across_more, height),
            (-across_more, height),
            (across_more, -height),
            (-across_more, -height),
        ]
        .map(|place| (place, times * NEARER))
    });
    nearest
        .map(|place| (place, 0.0))
        .into_iter()
        .chain(further)
        .map(|((x, y), cost)| Place { area: label.area.moved_by(x, y), cost })
        .collect()
}

/// Where a label can stand beside an upright line: right or left of it or, if need be, on it, from top to bottom.
fn beside(label: &Text, x: f32, plot: Rectangle) -> Vec<Place> {
    let area = label.area.moved_by(x - label.area.left, plot.top - label.area.top);
    let free = plot.height() - area.height();
    let heights = [0.0, 1.0, 0.1, 0.9, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6, 0.5].map(|share| share * free);
    let sides = [(DISTANCE, 0.0), (-DISTANCE - area.width(), 0.0)];
    let on = [0.5, 0.35, 0.65, 0.2, 0.8].map(|share| (-share * area.width(), BESIDE));
    let across = sides.into_iter().chain(on);
    heights
        .iter()
        .flat_map(|y| across.clone().map(|(x, cost)| Place { area: area.moved_by(x, *y), cost }))
        .collect()
}

/// What of a plot is taken.
struct Room {
    /// The plot, with as much around it as the next panel and the title leave.
    area: Rectangle,
    plot: Rectangle,
    /// Other labels and the title.
    taken: Vec<Rectangle>,
    markers: Vec<Rectangle>,
    /// Where the lines of changes stand.
    changes: Vec<f32>,
    levels: Vec<Rectangle>,
    extents: Vec<Extent>,
}

impl Room {
    fn new(panel: &Panel, title: &[Text]) -> Self {
        let Panel { plot, marks, line, .. } = panel;
        let plot = *plot;
        let markers =
            marks.anomalies.iter().map(|anomaly| Rectangle::around(anomaly.peak, MARKER_RADIUS));
        let levels = marks.levels.iter().map(|level| {
            Rectangle { left: level.left, right: level.right, top: level.y, bottom: level.y }
                .grown(2.0)
        });
        Self {
            area: Rectangle { top: plot.top - PANEL_GAP, bottom: plot.bottom + PANEL_GAP, ..plot },
            plot,
            taken: title.iter().map(|text| text.area).collect(),
            markers: markers.collect(),
            changes: marks.changes.iter().map(|change| change.x).collect(),
            levels: levels.collect(),
            extents: line.extents(plot.left, plot.right),
        }
    }

    /// The `label` of a mark at the best of its `places`, which is then taken; none if all are.
    fn placed(&mut self, label: &Text, places: &[Place], marked: &Marked<'_>) -> Option<Text> {
        let mut best: Option<(f32, Rectangle)> = None;
        for Place { area, cost } in places {
            let is_worse = |cost: f32| best.is_some_and(|(least, _)| least <= cost);
            if is_worse(*cost) || !self.is_free(area, marked) {
                continue;
            }
            let covered = self.covered(area);
            let cost = covered + cost + self.leaving(area);
            if covered <= MAX_COVERED && !is_worse(cost) {
                best = Some((cost, *area));
            }
        }
        let (_, area) = best?;
        self.taken.push(area);
        Some(Text { area, ..label.clone() })
    }

    /// What it is worth not to reach out of the plot.
    fn leaving(&self, place: &Rectangle) -> f32 {
        if self.plot.contains(place) { 0.0 } else { INSIDE }
    }

    fn is_free(&self, place: &Rectangle, marked: &Marked<'_>) -> bool {
        let line = |x: &f32| Rectangle { left: *x, right: *x, ..self.area }.grown(4.0);
        let is_in = |place: &Rectangle, others: &[Rectangle]| {
            others.iter().any(|other| other.overlaps(place))
        };
        if !self.area.contains(place) || is_in(place, &self.taken) || is_in(place, &self.markers) {
            return false;
        }
        match marked {
            // It may stand on its own line.
            Marked::Change(change) => {
                !self.changes.iter().any(|x| *x != change.x && line(x).overlaps(place))
            }
            // Nothing stands between it and its marker, or it would be read as the label of that.
            Marked::Anomaly(AnomalyMark { peak, .. }) => {
                let way = Rectangle::between(*peak, place.nearest_to(*peak));
                let own = Rectangle::around(*peak, MARKER_RADIUS);
                let is_beyond = |x: &f32| (x - peak.x).abs() > MARKER_RADIUS;
                let is_between = |x: &f32| is_beyond(x) && line(x).overlaps(&way);
                !self.changes.iter().any(|x| line(x).overlaps(place) || is_between(x))
                    && !self.markers.iter().any(|marker| *marker != own && marker.overlaps(&way))
                    && !is_in(&way, &self.taken)
            }
        }
    }

    /// The share of `place` that the line and the levels pass through.
    fn covered(&self, place: &Rectangle) -> f32 {
        let first = (place.left - self.plot.left).max(0.0) as usize;
        let columns = place.width().ceil() as usize;
        let line = self.extents.iter().skip(first).take(columns).map(|extent| {
            ((extent.bottom + 1.0).min(place.bottom) - (extent.top - 1.0).max(place.top)).max(0.0)
        });
        let levels = self.levels.iter().map(|level| level.common_area(place));
        let covered: f32 = line.chain(levels).sum();
        covered / (place.width() * place.height())
    }
}
