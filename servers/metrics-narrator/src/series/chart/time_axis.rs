//! The axis of time: from moments to places, with ticks at times that people name.

use crate::series::{
    facts::{Moment, Table, Times},
    moment,
};
use chrono::DateTime;

use super::{
    geometry::{Point, Rectangle},
    palette::Ink,
    text::{Alignment, Style, Text, Typeface, Weight},
    time_step::{MINUTE_MS, SECOND_MS, Step, steps_of},
};

/// More ticks have no room for their labels, and are not tried.
const MAX_TICKS: i64 = 30;
/// The least room between two labels in pixels: that of two letters, so that they are read as two.
const GAP: f32 = 22.0;
/// The margin that labels keep to the edge of the picture, in pixels.
const EDGE: f32 = 6.0;
const STYLE: Style = Style { weight: Weight::Regular, size: 20.0, ink: Ink::Gray };

/// A scale from moments to places in the picture, with its ticks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TimeAxis {
    from: i64,
    to: i64,
    left: f32,
    right: f32,
    pub(super) ticks: Vec<TimeTick>,
    /// In two rows: what stands at ticks, and the day or the year that they belong to.
    pub(super) labels: Vec<Text>,
}

/// A time that is named below the axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TimeTick {
    pub(super) x: f32,
    /// The time of the day, the day, the month or the year.
    pub(super) label: String,
    /// The day or the year that begins here or, at the first tick, that it belongs to.
    pub(super) context: Option<String>,
}

impl TimeAxis {
    /// The axis for `times` of a table `from` one moment `to` another, whose labels stand in `area` below it.
    pub(super) fn new(
        typeface: &Typeface,
        times: Times,
        from: Moment,
        to: Moment,
        area: Rectangle,
    ) -> Self {
        // A single moment stands in the middle of two seconds.
        let margin = if from.milliseconds >= to.milliseconds { SECOND_MS } else { 0 };
        let mut axis = Self {
            from: from.milliseconds.saturating_sub(margin),
            to: to.milliseconds.saturating_add(margin),
            left: area.left,
            right: area.right,
            ticks: Vec::new(),
            labels: Vec::new(),
        };
        let offset_ms = i64::from(from.offset.unwrap_or(0)) * MINUTE_MS;
        let labeled = |ticks: Vec<TimeTick>| {
            let labels = axis.placed(typeface, &ticks, area)?;
            Some((ticks, labels))
        };
        let fitting = match margin {
            0 => steps_of(times).find_map(|step| labeled(axis.ticks_of(step, offset_ms)?)),
            _ => axis.tick_at(from.milliseconds, offset_ms).and_then(|tick| labeled(vec![tick])),
        };
        if let Some((ticks, labels)) = fitting {
            (axis.ticks, axis.labels) = (ticks, labels);
        }
        axis
    }

    /// Where a moment stands; for one that is outside, the end of the axis.
    pub(super) fn x(&self, milliseconds: i64) -> f32 {
        let share = difference(milliseconds, self.from) / difference(self.to, self.from);
        self.left + share.clamp(0.0, 1.0) as f32 * (self.right - self.left)
    }

    /// Ticks at this `step`; none if there are too many, or none at all.
    fn ticks_of(&self, step: Step, offset_ms: i64) -> Option<Vec<TimeTick>> {
        let (from, to) = (self.from.checked_add(offset_ms)?, self.to.checked_add(offset_ms)?);
        let (first, last) = (step.number_from(from)?, step.number_until(to)?);
        if last < first || last.saturating_sub(first) >= MAX_TICKS {
            return None;
        }
        let mut ticks = Vec::new();
        let mut context_before = None;
        for number in first..=last {
            let wall_ms = step.wall_ms(number)?;
            let wall = DateTime::from_timestamp_millis(wall_ms)?.naive_utc();
            let context = step.context(wall);
            let begins = context.is_some() && context != context_before;
            ticks.push(TimeTick {
                x: self.x(wall_ms.checked_sub(offset_ms)?),
                label: step.label(wall),
                context: context.clone().filter(|_| begins),
            });
            context_before = context;
        }
        Some(ticks)
    }

    /// The tick of a single moment, named as exactly as it is known.
    fn tick_at(&self, milliseconds: i64, offset_ms: i64) -> Option<TimeTick> {
        let wall_ms = milliseconds.checked_add(offset_ms)?;
        let wall = DateTime::from_timestamp_millis(wall_ms)?.naive_utc();
        let step = [MINUTE_MS, SECOND_MS, 1].into_iter().find(|step| wall_ms % step == 0)?;
        let step = Step::Milliseconds(step);
        Some(TimeTick {
            x: self.x(milliseconds),
            label: step.label(wall),
            context: step.context(wall),
        })
    }

    /// The labels of `ticks` in `area`; none if there is no room for them.
    fn placed(
        &self,
        typeface: &Typeface,
        ticks: &[TimeTick],
        area: Rectangle,
    ) -> Option<Vec<Text>> {
        let row = typeface.line_height(STYLE);
        let centered = |content: &str, x: f32, row_number: f32| {
            let y = area.top + row * (row_number + 0.5);
            let mut text = typeface.text(content, STYLE, Alignment::Center, Point { x, y });
            // At the ends of the axis a label moves into the picture, by less than half of its width.
            let before = (EDGE - text.area.left).max(0.0);
            let beyond = (text.area.right - (super::WIDTH as f32 - EDGE)).max(0.0);
            text.area = text.area.moved_by(before - beyond, 0.0);
            text
        };
        let mut names: Vec<Text> =
            ticks.iter().map(|tick| centered(&tick.label, tick.x, 0.0)).collect();
        let mut contexts: Vec<Text> = ticks
            .iter()
            .filter_map(|tick| {
                tick.context.as_deref().map(|context| centered(context, tick.x, 1.0))
            })
            .collect();
        // Where a new day or year begins soon after the first tick, its name matters more than that of the first.
        if contexts.get(..2).is_some_and(crowded) {
            contexts.remove(0);
        }
        if crowded(&names) || crowded(&contexts) {
            return None;
        }
        names.append(&mut contexts);
        Some(names)
    }
}

/// Whether texts of one row stand too close to be told apart.
fn crowded(texts: &[Text]) -> bool {
    texts
        .iter()
        .zip(texts.iter().skip(1))
        .any(|(text, next)| next.area.left - text.area.right < GAP)
}

/// `one - other` in milliseconds.
fn difference(one: i64, other: i64) -> f64 {
    (i128::from(one) - i128::from(other)) as f64
}

/// What clock the times are read from, in words; empty where they are dates.
pub(super) fn zone(table: &Table) -> String {
    match table.from.offset {
        _ if table.times != Times::Clock => String::new(),
        None => "local time of the table".to_owned(),
        Some(0) => "times in UTC".to_owned(),
        Some(minutes) => format!("times in UTC{}", moment::offset(minutes).replace('-', "−")),
    }
}
