//! When the incident began and ended by the report's own words, and how long it lasted: by its labelled fields, else
//! by the sentences that say so, else by its timeline or its updates.

mod cues;
mod entries;
mod fields;
mod prose;
#[cfg(test)]
mod tests;

pub(in crate::report) use cues::{is_failure, recovery};

use super::{context::Context, moment::Moment};
use crate::report::{document::Document, sections::Sections, timeline::Entry};

/// The times of an incident; what the report does not state is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stated {
    /// When users began to feel it, or when it was detected, if that is all that is known.
    pub started_at: Option<Moment>,
    /// When it was over: when the incident was resolved, or else when its service was restored.
    pub resolved_at: Option<Moment>,
    /// How long it lasted.
    pub duration_minutes: Option<u32>,
}

/// The times that the report states; `entries` are those of its timeline.
pub fn stated(
    document: &Document,
    sections: &Sections,
    entries: &[Entry],
    context: &Context,
) -> Stated {
    let fields = fields::fields(document, context);
    let entries = entries::timed_entries(entries, sections, context);
    let prose = prose::prose(sections, context, entries.is_empty());
    let minutes = fields.minutes.or(fields.repair_minutes).or(prose.minutes);
    let entries = entries::ends(&entries, minutes);
    // Updates are posted after the fact, while a timeline is put together to tell it.
    let (timeline, updates) = if entries.are_updates {
        (Default::default(), entries)
    } else {
        (entries, Default::default())
    };
    let (window_begin, window_end) = fields.window.or(prose.window).unzip();
    let started_at = first(&[
        fields.onset,
        fields.detected,
        window_begin,
        prose.began,
        timeline.began,
        prose.observed,
        updates.began,
        fields.declared,
        fields.day,
        context.title_date.map(|date| Moment { date: Some(date), ..Moment::default() }),
    ]);
    let ends = [
        fields.ended,
        fields.restored,
        window_end,
        timeline.ended,
        prose.restored,
        prose.resolved,
        updates.ended,
    ];
    let ends =
        ends.map(|end| end.filter(|end| started_at.is_none_or(|start| is_in_order(&start, end))));
    // Fields are taken at their word; of other ends the one that fits the stated duration is meant.
    let is_field = fields.ended.or(fields.restored).is_some();
    let deviation = |end: &Moment| {
        let (apart, minutes) = (started_at?.minutes_until(end)?, i64::from(minutes?));
        Some((apart - minutes).abs()).filter(|deviation| *deviation <= minutes / 50)
    };
    let candidates = ends.iter().flatten().chain(&prose.others).filter(|_| !is_field);
    let fitting = candidates
        .filter_map(|end| Some((deviation(end)?, *end)))
        .min_by_key(|(deviation, _)| *deviation);
    let fitting = fitting.map(|(_, end)| end);
    let resolved_at = fitting.or_else(|| first(&ends));
    let between = started_at.zip(resolved_at).and_then(|(begin, end)| begin.minutes_until(&end));
    let between = between.and_then(|minutes| u32::try_from(minutes).ok());
    Stated { started_at, resolved_at, duration_minutes: minutes.or(between) }
}

/// The first moment that is known; where that is only a day, the first one on this day with a time.
fn first(moments: &[Option<Moment>]) -> Option<Moment> {
    let first = moments.iter().flatten().find(|moment| moment.date.is_some())?;
    let same_day =
        moments.iter().flatten().find(|moment| moment.time.is_some() && moment.date == first.date);
    Some(if first.time.is_some() { *first } else { *same_day.unwrap_or(first) })
}

fn is_in_order(begin: &Moment, end: &Moment) -> bool {
    match begin.minutes_until(end) {
        Some(minutes) => minutes >= 0,
        None => begin.date <= end.date,
    }
}
