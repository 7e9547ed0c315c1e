//! When the incident began and ended by the report's own words, and how long it lasted: by its labeled fields, else by
//! the sentences that say so, else by its timeline or its updates. Without words that say that it is over, nothing is
//! its end.

mod cues;
mod entries;
mod fields;
#[cfg(test)]
mod over_tests;
mod prose;
#[cfg(test)]
mod tests;

pub(in crate::report) use cues::{is_failure, recovery};
pub(in crate::report) use prose::is_about_another;

use chrono::NaiveDate;

use super::{context::Context, moment::Moment};
use crate::report::{
    document::{Block, Document},
    marks::Status,
    sections::Sections,
    states,
    timeline::{self, Event},
};
use entries::Ends;
use fields::Fields;
use prose::Prose;

/// The times of an incident; what the report does not state is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    /// When users began to feel it, or when it was detected, if that is all that is known.
    pub started_at: Option<Moment>,
    /// When it was over: when the incident was resolved, or else when its service was restored.
    pub resolved_at: Option<Moment>,
    /// How long it lasted.
    pub duration_minutes: Option<u32>,
    /// Which of these its labeled fields state; the others are read from sentences and entries.
    pub labeled: Labeled,
    /// The lengths of time that it tells of itself, in minutes.
    pub told_minutes: Vec<u32>,
    /// Whether its words say that it is over, or that it is not.
    pub is_over: Option<bool>,
    /// How far the work on it has come by the last words for that, unless it is over.
    pub open_status: Option<Status>,
}

/// What labeled fields state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Labeled {
    /// "Start: …", "Incident window: … – …".
    pub started_at: Option<Moment>,
    /// "Resolved at: …".
    pub resolved_at: Option<Moment>,
    /// "Duration: …".
    pub duration_minutes: Option<u32>,
}

/// The times that the report states; `events` are those of its timeline, and `status` is what it marks. Where no day is
/// known, nothing has a time, but how long it lasted may follow from clocks alone.
pub fn stated(
    document: &Document,
    sections: &Sections,
    events: &[Event],
    status: Option<Status>,
    context: &Context,
) -> Stated {
    let told = |events: &[Event], context: &Context| {
        Told::of(document, sections, events, status, context).stated(document, context)
    };
    let stated = told(events, context);
    if context.date.is_some() || stated.started_at.is_some() || stated.resolved_at.is_some() {
        return stated;
    }
    let assumed = context.on(NaiveDate::from_ymd_opt(ANY_YEAR, 1, 1));
    let events = timeline::events(document, sections, &assumed);
    let Stated { duration_minutes, is_over, open_status, .. } = told(&events, &assumed);
    Stated { duration_minutes, is_over, open_status, ..stated }
}

/// A leap year, so that the 29th of February is a day of it.
const ANY_YEAR: i32 = 2024;

/// What a report says of the times of its incident, by the places where it does.
struct Told {
    fields: Fields,
    prose: Prose,
    /// The ends by a timeline, which is put together to tell it.
    timeline: Ends,
    /// The ends by updates, which are posted after the fact.
    updates: Ends,
    /// The moment of the last entry.
    last: Option<Moment>,
    is_over: Option<bool>,
}

impl Told {
    fn of(
        document: &Document,
        sections: &Sections,
        events: &[Event],
        status: Option<Status>,
        context: &Context,
    ) -> Self {
        let fields = fields::fields(document, context);
        let (entries, prose) = if fields.is_one_of_several {
            Default::default()
        } else {
            let entries = entries::entries(events, sections, context);
            let may_be_in_timeline = entries.is_empty();
            (entries, prose::prose(document, sections, context, may_be_in_timeline))
        };
        let ends = entries::ends(&entries, minutes(&fields, &prose), context);
        let status = status.filter(|status| !entries::is_superseded(&entries, *status));
        let is_over = is_over(&fields, &prose, ends.is_over, status);
        let last = entries.last().map(|entry| entry.moment);
        let (timeline, updates) =
            if ends.are_updates { (Ends::default(), ends) } else { (ends, Ends::default()) };
        Self { fields, prose, timeline, updates, last, is_over }
    }

    fn stated(self, document: &Document, context: &Context) -> Stated {
        let started_at = self.began(context);
        let resolved_at = self.ended(started_at);
        Stated {
            started_at,
            resolved_at,
            duration_minutes: self.length(started_at, resolved_at),
            labeled: self.labeled(started_at, resolved_at),
            open_status: self.open_status(),
            is_over: self
                .is_over
                .or(resolved_at.map(|_| true))
                .or_else(|| looks_back(document).then_some(true)),
            told_minutes: self.prose.told_minutes,
        }
    }

    fn began(&self, context: &Context) -> Option<Moment> {
        let (fields, prose) = (&self.fields, &self.prose);
        let day = |date| Moment { date: Some(date), ..Moment::default() };
        let begin = |window: Option<(Moment, Moment)>| window.map(|(begin, _)| begin);
        let window = begin(fields.window);
        first(&[
            fields.onset,
            window.filter(|begin| begin.time.is_some()),
            fields.detected,
            window,
            begin(prose.window),
            prose.began,
            self.timeline.began,
            prose.observed,
            begin(prose.loose_window),
            self.updates.began,
            fields.declared,
            fields.day,
            context.title_date.map(day),
            begin(prose.days),
            prose.day,
        ])
    }

    fn ended(&self, started_at: Option<Moment>) -> Option<Moment> {
        let prose = &self.prose;
        let end = |window: Option<(Moment, Moment)>| window.map(|(_, end)| end);
        let candidates = Candidates {
            labeled: self.labeled_ends(),
            told: [
                end(prose.window),
                self.timeline.ended,
                prose.restored,
                prose.resolved,
                end(prose.loose_window),
                self.updates.ended,
                end(prose.days),
            ],
            others: &prose.others,
            last: self.last,
        };
        let minutes = minutes(&self.fields, prose);
        if self.is_over == Some(false) { None } else { candidates.chosen(started_at, minutes) }
    }

    fn length(&self, started_at: Option<Moment>, resolved_at: Option<Moment>) -> Option<u32> {
        let between = started_at.zip(resolved_at);
        let between = between.and_then(|(begin, end)| begin.minutes_until(&end));
        let between = between.and_then(|minutes| u32::try_from(minutes).ok());
        // What is not over has no length yet, and what a sentence says is no closer than both ends are.
        let told = self.prose.minutes.filter(|told| {
            self.is_over != Some(false)
                && between.is_none_or(|between| between.abs_diff(*told) <= between / 20)
        });
        self.fields.labeled_minutes().or(told).or(between)
    }

    fn labeled(&self, started_at: Option<Moment>, resolved_at: Option<Moment>) -> Labeled {
        let is_labeled = |known: Option<Moment>, fields: &[Option<Moment>]| {
            known.filter(|moment| moment.time.is_some() && fields.contains(&known))
        };
        let window = self.fields.window.map(|(begin, _)| begin);
        Labeled {
            started_at: is_labeled(started_at, &[self.fields.onset, window]),
            resolved_at: is_labeled(resolved_at, &self.labeled_ends()),
            duration_minutes: self.fields.labeled_minutes(),
        }
    }

    fn labeled_ends(&self) -> [Option<Moment>; 3] {
        let Fields { ended, restored, window, .. } = self.fields;
        [ended, restored, window.map(|(_, end)| end)]
    }

    fn open_status(&self) -> Option<Status> {
        self.prose.status.filter(|status| match self.is_over {
            Some(is_over) => !is_over,
            None => *status == Status::Monitoring,
        })
    }
}

/// How long it lasted by its fields, else by its sentences.
fn minutes(fields: &Fields, prose: &Prose) -> Option<u32> {
    fields.labeled_minutes().or(prose.minutes)
}

/// Whether the report is by its title one that is written when all is over.
fn looks_back(document: &Document) -> bool {
    let title = document.blocks.iter().find_map(|block| match block {
        Block::Heading { level: 1, text } => Some(text.as_str()),
        _ => None,
    });
    title.is_some_and(states::looks_back)
}

/// Whether it is over: by its fields, else by its status, else by what its sentences or its entries say last.
fn is_over(
    fields: &Fields,
    prose: &Prose,
    entries: Option<bool>,
    status: Option<Status>,
) -> Option<bool> {
    match status {
        _ if fields.is_open => Some(false),
        _ if fields.ended.or(fields.restored).is_some() => Some(true),
        Some(Status::Resolved) => Some(true),
        Some(Status::Investigating | Status::Identified | Status::Monitoring) => Some(false),
        _ if prose.is_over == Some(false) => Some(false),
        _ => entries.or(prose.is_over),
    }
}

/// The moments at which it may have been over.
struct Candidates<'a> {
    labeled: [Option<Moment>; 3],
    told: [Option<Moment>; 7],
    others: &'a [Moment],
    /// That of the last entry.
    last: Option<Moment>,
}

impl Candidates<'_> {
    /// Fields are taken at their word; of other ends the one that fits the stated duration is meant, else the first.
    fn chosen(&self, start: Option<Moment>, minutes: Option<u32>) -> Option<Moment> {
        let told = self.told.map(|end| end.map(|end| after_midnight(start, end)));
        let ends: Vec<Option<Moment>> = self
            .labeled
            .into_iter()
            .chain(told)
            .map(|end| end.filter(|end| start.is_none_or(|start| is_in_order(&start, end))))
            .collect();
        let is_field = matches!(self.labeled, [Some(_), ..] | [_, Some(_), _]);
        let deviation = |end: &Moment| {
            let (apart, minutes) = (start?.minutes_until(end)?, i64::from(minutes?));
            Some((apart - minutes).abs()).filter(|deviation| *deviation <= minutes / 50)
        };
        let fitting = ends.iter().flatten().chain(self.others).filter(|_| !is_field);
        let fitting = fitting
            .filter_map(|end| Some((deviation(end)?, *end)))
            .min_by_key(|(deviation, _)| *deviation);
        let first = || {
            let end = first(&ends)?;
            // A field that names the last day means the last entry of that day.
            let last = self.last.filter(|last| end.time.is_none() && last.date == end.date);
            Some(last.unwrap_or(end))
        };
        fitting.map(|(_, end)| end).or_else(first)
    }
}

/// The moment on the next day, if a sentence names an hour of the night behind one of the evening: "from 23:30 until
/// midnight".
fn after_midnight(start: Option<Moment>, end: Moment) -> Moment {
    let step = start.and_then(|start| start.minutes_until(&end));
    let is_next_day = step.is_some_and(|step| (-24 * 60..-12 * 60).contains(&step));
    let date = if is_next_day { end.date.and_then(|date| date.succ_opt()) } else { end.date };
    Moment { date, ..end }
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
