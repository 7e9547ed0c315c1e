//! Decides where everything in the picture stands. What is drawn where can be tested here without drawing.

use crate::series::facts::{Facts, Moment, Table};

use super::{
    Drawn, HEIGHT, WIDTH,
    figures::Multiples,
    geometry::{Point, Rectangle},
    key::{self, Sign},
    labels,
    line::{Line, Rows},
    marks::{self, Marks},
    palette::Ink,
    text::{Alignment, Style, Text, Typeface, Weight},
    time_axis::{TimeAxis, TimeTick},
    value_axis::{ValueAxis, ValueTick},
};

/// The margins of the picture, in pixels.
const MARGIN: f32 = 18.0;
/// The room for the key above the panels, in pixels: a line of text and the distance to the first title.
const KEY_HEIGHT: f32 = 40.0;
/// The room for the labels of times below the panels, in pixels: two lines of text.
const TIMES_HEIGHT: f32 = 52.0;
/// From a panel to the next title, in pixels: as far as the number at a tick or beside a mark reaches out of a plot.
pub(super) const PANEL_GAP: f32 = 5.5;
/// From the edges of a plot to the points that are furthest out, in pixels, so that marks and thick lines are whole.
const INSET: f32 = 7.0;
/// From a value's label to the plot, in pixels.
const TICK_GAP: f32 = 8.0;
/// A unit takes at most this share of a title, for the name matters more.
const UNIT_SHARE: f32 = 0.25;

const TITLE: Style = Style { weight: Weight::SemiBold, size: 24.0, ink: Ink::Dark };
const UNIT: Style = Style { weight: Weight::Regular, size: 24.0, ink: Ink::Gray };
/// Titles of more panels than these are smaller, for the values need the height.
const MOST_LARGE_TITLES: usize = 4;
const SMALL_TITLE_SIZE: f32 = 20.0;
const TICK: Style = Style { weight: Weight::Regular, size: 20.0, ink: Ink::Gray };

/// Everything in the picture, with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    pub(super) panels: Vec<Panel>,
    pub(super) time_ticks: Vec<TimeTick>,
    pub(super) signs: Vec<Sign>,
    /// All that is written beside the plots.
    pub(super) texts: Vec<Text>,
}

/// The part of the picture for one series.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Panel {
    pub(super) plot: Rectangle,
    pub(super) value_ticks: Vec<ValueTick>,
    pub(super) line: Line,
    pub(super) marks: Marks,
    /// What is written beside marks.
    pub(super) labels: Vec<Text>,
}

impl Layout {
    /// Places at most six `series`, with their points at `moments`.
    pub(super) fn new(
        typeface: &Typeface,
        facts: &Facts,
        moments: &[i64],
        series: &[Drawn<'_>],
    ) -> Self {
        let picture = Rectangle { left: 0.0, top: 0.0, right: WIDTH as f32, bottom: HEIGHT as f32 };
        let bottom = picture.bottom - TIMES_HEIGHT;
        let title_size =
            if series.len() > MOST_LARGE_TITLES { SMALL_TITLE_SIZE } else { TITLE.size };
        let panel_height = (bottom - KEY_HEIGHT) / series.len().max(1) as f32;
        let panels: Vec<Row> = (0..)
            .zip(series)
            .map(|(number, drawn)| {
                let top = KEY_HEIGHT + number as f32 * panel_height;
                let area = Rectangle { top, bottom: top + panel_height, ..picture };
                Row::new(typeface, drawn, title_size, area)
            })
            .collect();
        let left = panels.iter().map(|row| row.labels_width(typeface)).fold(MARGIN, f32::max)
            + MARGIN
            + TICK_GAP;
        let plots = Rectangle { left, right: picture.right - MARGIN, top: KEY_HEIGHT, bottom };
        let times_area = Rectangle {
            left: left + INSET,
            right: plots.right - INSET,
            top: bottom,
            bottom: picture.bottom,
        };
        let times = times(typeface, &facts.table, moments, times_area);

        let mut texts = times.labels.clone();
        let rows = Rows::new(moments);
        let panels: Vec<Panel> = panels
            .into_iter()
            .map(|row| row.panel(typeface, &rows, &times, plots, &mut texts))
            .collect();
        if panels.is_empty() {
            texts.push(typeface.text("no series", TITLE, Alignment::Center, plots.center()));
        }
        let area = Rectangle { top: MARGIN / 2.0, bottom: KEY_HEIGHT - MARGIN / 3.0, ..plots };
        let (signs, key) = key::key(typeface, facts, &panels, area);
        texts.extend(key);
        Self { panels, time_ticks: times.ticks, signs, texts }
    }
}

/// The axis that all panels share: the whole table, and all moments.
fn times(typeface: &Typeface, table: &Table, moments: &[i64], area: Rectangle) -> TimeAxis {
    let earliest = moments.iter().copied().fold(table.from.milliseconds, i64::min);
    let latest = moments.iter().copied().fold(table.to.milliseconds, i64::max);
    let moment = |milliseconds| Moment { milliseconds, ..table.from };
    TimeAxis::new(typeface, table.times, moment(earliest), moment(latest), area)
}

/// A panel before the width of all the values' labels is known.
struct Row<'a> {
    drawn: &'a Drawn<'a>,
    title_size: f32,
    title_y: f32,
    top: f32,
    bottom: f32,
    /// None where there is no value.
    values: Option<ValueAxis>,
}

impl<'a> Row<'a> {
    fn new(typeface: &Typeface, drawn: &'a Drawn<'a>, title_size: f32, area: Rectangle) -> Self {
        let title_height = typeface.line_height(Style { size: title_size, ..TITLE });
        let top = area.top + title_height;
        let bottom = area.bottom - PANEL_GAP;
        let points = [drawn.values, drawn.lows, drawn.highs].into_iter().flatten().copied();
        let inner = Rectangle { top, bottom, ..area }.shrunk(INSET);
        let values = ValueAxis::new(
            points.chain(marks::marked_values(drawn.facts)),
            inner,
            typeface.line_height(TICK),
            Multiples::beside(drawn.facts.unit.as_deref()),
        );
        Self { drawn, title_size, title_y: area.top + title_height / 2.0, top, bottom, values }
    }

    fn ticks(&self) -> &[ValueTick] {
        self.values.as_ref().map_or(&[], |values| &values.ticks)
    }

    fn labels_width(&self, typeface: &Typeface) -> f32 {
        let labels = self.ticks().iter().map(|tick| {
            typeface
                .text(&tick.label, TICK, Alignment::Left, Point { x: 0.0, y: tick.y })
                .area
                .width()
        });
        labels.fold(0.0, f32::max)
    }

    /// The panel between the left and the right of `plots`; what is written in it is added to `texts`.
    fn panel(
        self,
        typeface: &Typeface,
        rows: &Rows<'_>,
        times: &TimeAxis,
        plots: Rectangle,
        texts: &mut Vec<Text>,
    ) -> Panel {
        let plot = Rectangle { top: self.top, bottom: self.bottom, ..plots };
        let title = self.title(typeface, plot);
        texts.extend(title.iter().cloned());
        texts.extend(self.ticks().iter().map(|tick| {
            let place = Point { x: plot.left - TICK_GAP, y: tick.y };
            typeface.text(&tick.label, TICK, Alignment::Right, place)
        }));
        let Some(values) = self.values else {
            texts.push(typeface.text("no values", UNIT, Alignment::Center, plot.center()));
            return Panel {
                plot,
                value_ticks: Vec::new(),
                line: Line::default(),
                marks: Marks::default(),
                labels: Vec::new(),
            };
        };
        let line = Line::new(rows, self.drawn, times, &values);
        let marks = Marks::new(rows, self.drawn, times, &values, plot);
        let value_ticks = values.ticks.clone();
        let mut panel = Panel { plot, value_ticks, line, marks, labels: Vec::new() };
        panel.labels = labels::labels(typeface, &panel, &values, self.drawn.facts, &title);
        panel
    }

    /// The name and, after it, the unit.
    fn title(&self, typeface: &Typeface, plot: Rectangle) -> Vec<Text> {
        // `Pressure (bar)` and `latency_ms` say their unit themselves.
        let name = &self.drawn.facts.name;
        let is_unsaid = |unit: &&str| !names_unit(name, unit);
        let unit = self.drawn.facts.unit.as_deref().filter(is_unsaid).unwrap_or_default();
        let [title, beside] = [TITLE, UNIT].map(|style| Style { size: self.title_size, ..style });
        let unit = typeface.fitting(unit, beside, plot.width() * UNIT_SHARE);
        let mut place = Point { x: plot.left, y: self.title_y };
        let mut unit = typeface.text(&unit, beside, Alignment::Left, place);
        let room = plot.width() - unit.area.width() - TICK_GAP;
        let name = typeface.fitting(name, title, room);
        let name = typeface.text(&name, title, Alignment::Left, place);
        place.x = name.area.right + TICK_GAP;
        unit.area = unit.area.moved_by(place.x - unit.area.left, 0.0);
        [name, unit].into_iter().filter(|text| !text.content.is_empty()).collect()
    }
}

/// Whether a name ends with a unit, in brackets or as a word of its own.
fn names_unit(name: &str, unit: &str) -> bool {
    // `disk_used_gb` is in GB.
    let (name, unit) = (name.to_lowercase(), unit.to_lowercase());
    let before = name.trim_end_matches([')', ']']).strip_suffix(&unit);
    let is_sign = !unit.starts_with(char::is_alphanumeric);
    before.is_some_and(|before| is_sign || !before.ends_with(char::is_alphanumeric))
}
