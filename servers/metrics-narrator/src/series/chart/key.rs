//! The key: says what the marks are, of those that occur.

use crate::series::{
    durations::{DAY, HOUR},
    facts::Facts,
};

use super::{
    figures::{self, Multiples},
    geometry::{Point, Rectangle},
    layout::Panel,
    palette::Ink,
    text::{Alignment, Style, Text, Typeface, Weight},
    time_axis,
};

const STYLE: Style = Style { weight: Weight::Regular, size: 20.0, ink: Ink::Gray };
/// In pixels, as wide as the dashes of a line and a step of a level need to be seen, and as high as a line of text.
const SIGN_WIDTH: f32 = 36.0;
const SIGN_HEIGHT: f32 = 26.0;
/// From a sign to what it means, and from there to the next sign, in pixels.
const GAPS: (f32, f32) = (8.0, 28.0);

/// A mark as it looks in a panel, in small.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sign {
    pub(super) mark: Mark,
    pub(super) area: Rectangle,
}

/// What can be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Anomaly,
    Change,
    Band,
}

/// The signs and the words of the key, in one row in `area`: what the marks of `panels` are, how many series there are
/// if those are not all, and what clock the times are read from.
pub(super) fn key(
    typeface: &Typeface,
    facts: &Facts,
    panels: &[Panel],
    area: Rectangle,
) -> (Vec<Sign>, Vec<Text>) {
    let table = &facts.table;
    let any = |occurs: fn(&Panel) -> bool| panels.iter().any(occurs);
    let y = (area.top + area.bottom) / 2.0;
    let mut marks = Vec::new();
    if any(|panel| !panel.marks.anomalies.is_empty()) {
        marks.push((Mark::Anomaly, "anomaly".to_owned()));
    }
    if any(|panel| !panel.marks.changes.is_empty()) {
        marks.push((Mark::Change, "change of level".to_owned()));
    }
    if any(|panel| !panel.line.bands.is_empty()) {
        marks.push((Mark::Band, band(table.bucket_seconds)));
    }
    let mut signs = Vec::new();
    let mut texts = Vec::new();
    let mut left = area.left;
    for (mark, words) in marks {
        let sign = Rectangle {
            left,
            right: left + SIGN_WIDTH,
            top: y - SIGN_HEIGHT / 2.0,
            bottom: y + SIGN_HEIGHT / 2.0,
        };
        let text =
            typeface.text(&words, STYLE, Alignment::Left, Point { x: sign.right + GAPS.0, y });
        left = text.area.right + GAPS.1;
        signs.push(Sign { mark, area: sign });
        texts.push(text);
    }
    let mut right = area.right;
    let mut at_right = |words: &str| {
        let text = typeface.text(words, STYLE, Alignment::Right, Point { x: right, y });
        right = text.area.left - GAPS.1;
        text
    };
    let zone = time_axis::zone(table);
    let mut about = Vec::new();
    if !zone.is_empty() {
        about.push(at_right(&zone));
    }
    if facts.series.len() > panels.len() {
        about.push(at_right(&format!("{} of {} series", panels.len(), facts.series.len())));
    }
    // Where there is much to say, the row begins left of the plots.
    let lacking = (left - GAPS.1 - right).max(0.0);
    for area in signs.iter_mut().map(|sign| &mut sign.area) {
        *area = area.moved_by(-lacking, 0.0);
    }
    for area in texts.iter_mut().map(|text: &mut Text| &mut text.area) {
        *area = area.moved_by(-lacking, 0.0);
    }
    texts.extend(about);
    (signs, texts)
}

/// What a band shows, where a bucket of time is this long.
fn band(bucket_seconds: Option<f64>) -> String {
    const UNITS: [(f64, &str); 4] = [(DAY, "d"), (HOUR, "h"), (60.0, "min"), (0.0, "s")];
    let bucket = bucket_seconds.and_then(|seconds| {
        let (unit_seconds, unit) =
            UNITS.iter().find(|(unit_seconds, _)| seconds >= *unit_seconds)?;
        Some(format!(
            "{} {unit}",
            figures::figure(seconds / unit_seconds.max(1.0), 3, Multiples::Lettered)
        ))
    });
    match bucket {
        Some(bucket) => format!("mean, lowest and highest of {bucket}"),
        None => "lowest and highest".to_owned(),
    }
}
