//! Writes values beside marks, where there is room: a label that would cover another one, a mark or much of the line
//! is left out, for the numbers stand in the text beside the picture too.

use super::{
    figures,
    geometry::{Point, Rectangle},
    layout::Panel,
    line::Extent,
    marks::MARKER_RADIUS,
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
/// A unit that is longer than this, in pixels, is in the title only.
const WIDEST_UNIT: f32 = 80.0;

/// The labels of the marks in a `panel`, whose `values` are in `unit`.
pub(super) fn labels(
    typeface: &Typeface,
    panel: &Panel,
    values: &ValueAxis,
    unit: Option<&str>,
) -> Vec<Text> {
    let Panel { plot, marks, .. } = panel;
    let figure = |value| figures::figure(value, values.digits(value));
    let mut room = Room::new(panel);
    let unit = unit
        .filter(|unit| typeface.fitting(unit, CHANGE, WIDEST_UNIT) == **unit)
        .map_or_else(String::new, |unit| format!(" {unit}"));
    let mut labels = Vec::new();
    let mut anomalies: Vec<_> = marks.anomalies.iter().collect();
    anomalies.sort_by(|one, other| other.deviations.abs().total_cmp(&one.deviations.abs()));
    for anomaly in anomalies {
        let label = typeface.text(
            &format!("{}{unit}", figure(anomaly.value)),
            ANOMALY,
            Alignment::Center,
            anomaly.peak,
        );
        labels.extend(room.placed(&label, &around(&label)));
    }
    for change in &marks.changes {
        let content = format!("{} → {}{unit}", figure(change.from), figure(change.to));
        let label =
            typeface.text(&content, CHANGE, Alignment::Left, Point { x: change.x, y: plot.top });
        labels.extend(room.placed(&label, &beside(&label, change.x, *plot)));
    }
    labels
}

/// Where a label can stand around the marker that it is centered on, the most usual place first.
fn around(label: &Text) -> Vec<Rectangle> {
    let (width, height) = (label.area.width(), label.area.height());
    let (across, down) =
        (width / 2.0 + MARKER_RADIUS + DISTANCE, height / 2.0 + MARKER_RADIUS + DISTANCE / 2.0);
    let places = [
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
    places.iter().map(|(x, y)| label.area.moved_by(*x, *y)).collect()
}

/// Where a label can stand beside an upright line: right or left of it, from the top to the bottom.
fn beside(label: &Text, x: f32, plot: Rectangle) -> Vec<Rectangle> {
    let area = label.area.moved_by(x - label.area.left, plot.top - label.area.top);
    let free = plot.height() - area.height();
    let heights = [0.0, 1.0, 0.1, 0.9, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6, 0.5].map(|share| share * free);
    let sides = [DISTANCE, -DISTANCE - area.width()];
    heights.iter().flat_map(|y| sides.map(|x| area.moved_by(x, *y))).collect()
}

/// What of a plot is taken.
struct Room {
    plot: Rectangle,
    taken: Vec<Rectangle>,
    extents: Vec<Extent>,
}

impl Room {
    fn new(panel: &Panel) -> Self {
        let Panel { plot, marks, line, .. } = panel;
        let plot = *plot;
        let markers =
            marks.anomalies.iter().map(|anomaly| Rectangle::around(anomaly.peak, MARKER_RADIUS));
        let changes = marks
            .changes
            .iter()
            .map(|change| Rectangle { left: change.x, right: change.x, ..plot }.grown(4.0));
        let levels = marks.levels.iter().map(|level| {
            Rectangle { left: level.left, right: level.right, top: level.y, bottom: level.y }
                .grown(2.0)
        });
        Self {
            plot,
            taken: markers.chain(changes).chain(levels).collect(),
            extents: line.extents(plot.left, plot.right),
        }
    }

    /// `label` at the best of its `places`, which is then taken; none if all are.
    fn placed(&mut self, label: &Text, places: &[Rectangle]) -> Option<Text> {
        let free = places.iter().filter(|place| {
            self.plot.contains(place) && !self.taken.iter().any(|taken| taken.overlaps(place))
        });
        let (covered, area) = free
            .map(|place| (self.covered(place), *place))
            .min_by(|(one, _), (other, _)| one.total_cmp(other))?;
        if covered > MAX_COVERED {
            return None;
        }
        self.taken.push(area);
        Some(Text { area, ..label.clone() })
    }

    /// The share of `place` that the line passes through.
    fn covered(&self, place: &Rectangle) -> f32 {
        let first = (place.left - self.plot.left).max(0.0) as usize;
        let columns = place.width().ceil() as usize;
        let covered: f32 = self
            .extents
            .iter()
            .skip(first)
            .take(columns)
            .map(|extent| {
                ((extent.bottom + 1.0).min(place.bottom) - (extent.top - 1.0).max(place.top))
                    .max(0.0)
            })
            .sum();
        covered / (place.width() * place.height())
    }
}
