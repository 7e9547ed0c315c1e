//! When an incident began and ended by the entries of its timeline, or by the updates of its status page.

use super::{
    super::{
        context::Context,
        moment::Moment,
        order::in_order,
        reading::{Found, moments},
    },
    cues::{Recovery, is_failure, recovery},
};
use crate::report::{
    document::Block,
    sections::{Kind, Sections},
    timeline::Entry,
};

/// The ends of an incident by its entries.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ends {
    /// When it began.
    pub(super) began: Option<Moment>,
    /// When it was over.
    pub(super) ended: Option<Moment>,
    /// Whether the entries are updates, which are written after the fact.
    pub(super) are_updates: bool,
}

/// The entries of a report with the moments they stand at; one alone makes no timeline.
pub(super) fn timed_entries(
    entries: &[Entry],
    sections: &Sections,
    context: &Context,
) -> Vec<(Moment, String)> {
    let mut entries = timed(entries, context);
    let is_before =
        |day: &(Moment, String)| entries.first().is_some_and(|(first, _)| day.0.date < first.date);
    if let Some(day) = first_day(sections, context).filter(is_before) {
        entries.insert(0, day);
    }
    if entries.len() < 2 && entries.iter().all(|(_, event)| state(event).is_none()) {
        entries.clear();
    }
    entries
}

/// The ends by the entries of the timeline or the updates of a report. `minutes` is how long it says that it lasted.
pub(super) fn ends(entries: &[(Moment, String)], minutes: Option<u32>) -> Ends {
    let states: Vec<Option<State>> = entries.iter().map(|(_, event)| state(event)).collect();
    if !entries.is_empty() && states.iter().all(Option::is_some) {
        return of_updates(entries, &states);
    }
    let entries: Vec<Event> =
        entries.iter().map(|(moment, text)| Event::of(*moment, text)).collect();
    if let Some((began, ended)) = minutes.and_then(|minutes| pair_apart(&entries, minutes)) {
        return Ends { began: Some(began), ended: Some(ended), are_updates: false };
    }
    let began = entries
        .iter()
        .find(|entry| entry.is_failure && entry.recovery.is_none())
        .or(entries.first());
    let last = |recovery| entries.iter().rev().find(|entry| entry.recovery == Some(recovery));
    let ended = last(Recovery::Restored).or_else(|| last(Recovery::Resolved)).or(entries.last());
    Ends {
        began: began.map(|entry| entry.moment),
        ended: ended.map(|entry| entry.moment),
        are_updates: false,
    }
}

/// The first heading in the timeline that is a day and nothing else, with prose below it that says what happened then.
fn first_day(sections: &Sections, context: &Context) -> Option<(Moment, String)> {
    let blocks: Vec<&Block> = sections.blocks_of(Kind::Timeline).collect();
    blocks.windows(2).find_map(|pair| match pair {
        [Block::Heading { text: heading, .. }, Block::Paragraph(event)] => {
            let day = moments(heading, context).into_iter().next()?;
            let is_day = day.moment.time.is_none() && day.range == (0..heading.len());
            let is_entry =
                moments(event, context).first().is_some_and(|first| first.range.start == 0);
            (is_day && !is_entry).then(|| (day.moment, event.clone()))
        }
        _ => None,
    })
}

struct Event {
    moment: Moment,
    is_failure: bool,
    recovery: Option<Recovery>,
}

impl Event {
    fn of(moment: Moment, text: &str) -> Self {
        Self { moment, is_failure: is_failure(text), recovery: recovery(text) }
    }
}

/// The entries with the moments they stand at.
fn timed(entries: &[Entry], context: &Context) -> Vec<(Moment, String)> {
    let mut found: Vec<Found> = Vec::with_capacity(entries.len());
    let mut events = Vec::with_capacity(entries.len());
    let mut context = *context;
    for entry in entries.iter().take(MAX_ENTRIES) {
        let day = entry.date.as_deref().and_then(|date| moments(date, &context).into_iter().next());
        context = context.on(day.and_then(|day| day.moment.date));
        let Some(mut first) = moments(&entry.written, &context).into_iter().next() else {
            continue;
        };
        // What zone the entries are in is often said at the first one only.
        first.moment.zone = first.moment.zone.or(context.zone);
        context.zone = first.moment.zone.or(context.zone);
        found.push(first);
        events.push(entry.event.clone());
    }
    in_order(&found).into_iter().zip(events).collect()
}

/// Pairs of entries are compared with the stated duration.
const MAX_ENTRIES: usize = 500;

/// The two entries that are as far apart as the incident lasted: the first pair of which the later one says that it
/// was over, else the pair that fits best.
fn pair_apart(entries: &[Event], minutes: u32) -> Option<(Moment, Moment)> {
    let minutes = i64::from(minutes);
    let mut best: Option<(i64, Moment, Moment)> = None;
    for end in entries {
        for begin in entries {
            let Some(apart) = begin.moment.minutes_until(&end.moment) else { continue };
            let deviation = (apart - minutes).abs();
            if deviation > minutes / 50 {
                continue;
            }
            if end.recovery.is_some() {
                return Some((begin.moment, end.moment));
            }
            if minutes >= MIN_TELLING_MINUTES && best.is_none_or(|(least, ..)| deviation < least) {
                best = Some((deviation, begin.moment, end.moment));
            }
        }
    }
    best.map(|(_, begin, end)| (begin, end))
}

/// In a dense timeline many entries are a few minutes apart.
const MIN_TELLING_MINUTES: i64 = 30;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Announced,
    Open,
    Over,
}

/// The state with which the update of a status page begins.
fn state(event: &str) -> Option<State> {
    let (name, _) = event.split_once(':').unwrap_or((event, ""));
    match name.trim().to_lowercase().as_str() {
        "resolved" | "completed" | "closed" | "operational" => Some(State::Over),
        "postmortem" | "post-mortem" | "scheduled" => Some(State::Announced),
        "investigating"
        | "identified"
        | "monitoring"
        | "update"
        | "in progress"
        | "verifying"
        | "fixing"
        | "recovering"
        | "mitigated"
        | "degraded performance"
        | "partial outage"
        | "major outage"
        | "watching" => Some(State::Open),
        _ => None,
    }
}

/// From the first update to the last one that says it is over; a page with nothing but "Resolved" does not say when
/// it began.
fn of_updates(entries: &[(Moment, String)], states: &[Option<State>]) -> Ends {
    let of = |state| {
        let entries = entries.iter().zip(states).filter(move |(_, other)| **other == Some(state));
        entries.map(|((moment, _), _)| *moment)
    };
    let is_earlier = |left: &Moment, right: &Moment| {
        left.minutes_until(right).is_some_and(|minutes| minutes > 0)
    };
    let began = of(State::Open)
        .reduce(|first, other| if is_earlier(&other, &first) { other } else { first });
    let ended =
        of(State::Over).reduce(|last, other| if is_earlier(&last, &other) { other } else { last });
    Ends { began, ended, are_updates: true }
}
