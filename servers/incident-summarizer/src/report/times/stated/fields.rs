//! Fields with a time or a length of time: "Start time: …", "First detected 2022-01-22 11:57", "| Duration | 2h |".

use std::{collections::HashMap, sync::LazyLock};

use regex::Regex;

use super::{
    super::{
        context::Context,
        lengths::lengths,
        moment::Moment,
        patterns::pattern,
        reading::{moments, ranges},
    },
    prose::is_about_another,
};
use crate::report::{
    document::{Block, Document},
    sections::is_placeholder,
    words::{Words, kinds, read},
};

/// What the fields of a report state; of several fields of one kind the first.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fields {
    /// When it began.
    pub(super) onset: Option<Moment>,
    /// When it was detected.
    pub(super) detected: Option<Moment>,
    /// When it was declared.
    pub(super) declared: Option<Moment>,
    /// When the service was restored.
    pub(super) restored: Option<Moment>,
    /// When the incident was over.
    pub(super) ended: Option<Moment>,
    /// "Date: January 14-19", "Duration: 21:45 to 23:28".
    pub(super) window: Option<(Moment, Moment)>,
    /// "Date of incident".
    pub(super) day: Option<Moment>,
    /// How long it lasted.
    pub(super) minutes: Option<u32>,
    /// How long it took to restore the service.
    pub(super) repair_minutes: Option<u32>,
    /// Whether the field of its end says that there is none: "End: ongoing".
    pub(super) is_open: bool,
    /// Whether the fields of another incident follow: then these are all that is known to be of the first.
    pub(super) is_one_of_several: bool,
}

/// The fields of a report.
pub(super) fn fields(document: &Document, context: &Context) -> Fields {
    let mut fields = Fields::default();
    let mut head: &[String] = &[];
    let mut skipped: Option<u8> = None;
    for block in &document.blocks {
        if let Block::Heading { level, text } = block {
            skipped = skipped.filter(|open| level > open);
            skipped = skipped.or(is_about_another(text).then_some(*level));
        }
        if skipped.is_some() {
            continue;
        }
        if fields.is_one_of_several {
            break;
        }
        match block {
            Block::Row { cells, is_head } => {
                if *is_head {
                    head = cells;
                }
                // In Markdown the first row of a table of fields is its head.
                if let [label, value] = cells.as_slice() {
                    fields.read(&format!("{label}: {value}"), context);
                }
                for (label, value) in head.iter().zip(cells).filter(|_| !is_head) {
                    // A column of times is a timeline, and no field of the first row.
                    if kind(label).is_some_and(|kind| kind != Kind::Window) {
                        fields.read(&format!("{label}: {value}"), context);
                    }
                }
            }
            Block::Code(_) => {}
            block => fields.read(&block.text(), context),
        }
    }
    fields
}

impl Fields {
    /// How long it lasted, or else how long it took to restore the service.
    pub(super) fn labeled_minutes(&self) -> Option<u32> {
        self.minutes.or(self.repair_minutes)
    }

    fn read(&mut self, text: &str, context: &Context) {
        let Some((label_end, kind)) = label(text) else { return };
        let Some(value) = text.get(label_end..).filter(|_| !self.is_one_of_several) else { return };
        let found = moments(value, context);
        let window = ranges(&found).next().map(|(begin, end)| (begin.moment, end.moment));
        let moment = found.iter().find(|found| found.range.start <= MAX_LEAD_BYTES);
        let minutes = lengths(value).into_iter().next();
        let minutes = minutes.filter(|length| {
            length.range.start <= MAX_LEAD_BYTES
                && value.get(length.range.end..).is_some_and(|rest| AFTER_LENGTH.is_match(rest))
        });
        let minutes = minutes.map(|length| length.minutes);
        let moment = moment.map(|found| found.moment);
        match kind {
            // A digest tells one incident after the other.
            Kind::Onset if self.onset.is_some() && moment.is_some() && self.onset != moment => {
                self.is_one_of_several = true;
            }
            Kind::Ended | Kind::Restored if OPEN.is_match(value) || is_unfilled(value) => {
                self.is_open = true;
            }
            Kind::Onset => keep(&mut self.onset, moment),
            Kind::Detected => keep(&mut self.detected, moment),
            Kind::Declared => keep(&mut self.declared, moment),
            Kind::Restored => keep(&mut self.restored, moment),
            Kind::Ended => keep(&mut self.ended, moment),
            Kind::RepairLength => keep(&mut self.repair_minutes, minutes),
            Kind::Length => {
                keep(&mut self.minutes, minutes);
                keep(&mut self.window, window);
            }
            Kind::Window => {
                keep(&mut self.window, window);
                keep(&mut self.day, moment.filter(|_| window.is_none()));
            }
        }
    }
}

/// "1 minute in its log" is prose that a line break has put behind a label.
static AFTER_LENGTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*(?:$|[^\w\s]|(?i:of|total|in total|overall|from|between|for|and|with|until|plus|long|approx\w*|roughly|on|since|\(?[0-9])(?:\b|$))",
    )
});

/// "End: ongoing".
static OPEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*(?:ongoing|on-going|still|open|unresolved|in progress|not\s+(?:yet\b|resolved|over|fixed|restored))",
    )
});

/// "Resolved: TBD".
fn is_unfilled(value: &str) -> bool {
    value.contains(char::is_alphanumeric) && is_placeholder(value.trim_start_matches([':', ' ']))
}

/// How far behind its label a value stands: "Start: Monday, 5 December".
const MAX_LEAD_BYTES: usize = 16;

fn keep<T>(place: &mut Option<T>, value: Option<T>) {
    if place.is_none() {
        *place = value;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Onset,
    Detected,
    Declared,
    Restored,
    Ended,
    Length,
    RepairLength,
    Window,
}

/// Where the label that `text` begins with ends, and what it stands for: the words before a colon, or before the
/// first digit where little follows the value.
fn label(text: &str) -> Option<(usize, Kind)> {
    let digit = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let begin = text
        .get(..MAX_LABEL_BYTES.min(text.len()))
        .or_else(|| text.get(..digit.min(MAX_LABEL_BYTES)))?;
    let colon = begin.find(':').filter(|colon| *colon < digit);
    // "Status: Resolved at 15:09" has a colon inside of its label.
    if let Some(kind) =
        text.get(..digit).filter(|label| label.len() <= MAX_LABEL_BYTES).and_then(kind)
    {
        let is_short = text.len() - digit <= MAX_VALUE_BYTES && !text.ends_with('.');
        let is_field = colon.is_some() || is_short;
        return is_field.then_some((digit, kind));
    }
    let colon = colon?;
    Some((colon + 1, kind(text.get(..colon)?)?))
}

/// A longer line is a sentence.
const MAX_LABEL_BYTES: usize = 60;
/// "2020-09-21 18:27 (Europe/London)" and not much more.
const MAX_VALUE_BYTES: usize = 40;

fn kind(label: &str) -> Option<Kind> {
    let label = label.to_lowercase();
    let label = label.split('(').next().unwrap_or_default();
    let mut words: Vec<&str> =
        label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return None;
    }
    words.retain(|word| !SILENT.contains(word));
    if words.is_empty() {
        return Some(Kind::Window);
    }
    LABELS.get(words.join(" ").as_str()).copied()
}

static SILENT: Words = Words::new(|| read(include_str!("../words/silent.txt")));

static LABELS: LazyLock<HashMap<&str, Kind>> = LazyLock::new(|| {
    let labels = kinds(include_str!("../words/labels.txt")).filter_map(|(kind, label)| {
        let kind = match kind {
            "onset" => Kind::Onset,
            "detected" => Kind::Detected,
            "declared" => Kind::Declared,
            "restored" => Kind::Restored,
            "ended" => Kind::Ended,
            "length" => Kind::Length,
            "repair length" => Kind::RepairLength,
            "window" => Kind::Window,
            _ => return None,
        };
        Some((label, kind))
    });
    labels.collect()
});
