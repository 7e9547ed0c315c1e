//! When an incident began and ended by the entries of its timeline, or by the updates of its status page.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    super::{
        context::Context,
        moment::Moment,
        patterns::{pattern, tail},
        reading::{Found, moments},
    },
    cues::{End, Recovery, end, is_change, is_failure, is_not_over, recovery, since},
};
use crate::report::{
    document::Block,
    marks::Status,
    sections::{Kind, Sections},
    states,
    timeline::Event,
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
    /// Whether it was over at last; none where no entry says so or the contrary.
    pub(super) is_over: Option<bool>,
}

/// An entry with the moment it stands at.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) moment: Moment,
    text: &'a str,
    state: Option<State>,
    recovery: Option<Recovery>,
}

impl<'a> Entry<'a> {
    fn of(moment: Moment, text: &'a str) -> Self {
        Self { moment, text, state: state(text), recovery: recovery(text) }
    }

    /// The earlier moment that its words name for an end of the incident, else its own: "10:45 Works again since
    /// 10:31".
    fn named(&self, wanted: End, context: &Context) -> Moment {
        let context = Context { zone: self.moment.zone.or(context.zone), ..*context };
        let found = moments(self.text, &context.on(self.moment.date));
        let is_it = |found: &Found| {
            let before = self.text.get(..found.range.start).unwrap_or_default();
            let after = self.text.get(found.range.end..).unwrap_or_default();
            let apart = found.moment.minutes_until(&self.moment);
            let before = tail(before);
            let is_told = || {
                // "11:45 The hosts failed at 11:20."
                let is_begin = matches!(end(before, after), Some(End::Began | End::Observed));
                wanted == End::Began && is_begin && AT.is_match(before)
            };
            (since(before, after) == Some(wanted) || is_told())
                && apart.is_some_and(|apart| (0..24 * 60).contains(&apart))
        };
        found
            .iter()
            .take(MAX_NAMED)
            .find(|found| is_it(found))
            .map_or(self.moment, |found| found.moment)
    }

    /// Whether it says that the incident is over, or that it is not.
    fn is_over(&self) -> Option<bool> {
        if is_not_over(self.text) { Some(false) } else { self.recovery.map(|_| true) }
    }
}

static AT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bat\s+(?:(?:about|around|approximately)\s+)?$"));

/// The entries of a report that have a moment, in the order of time; one alone makes no timeline.
pub(super) fn entries<'a>(
    events: &'a [Event],
    sections: &'a Sections,
    context: &Context,
) -> Vec<Entry<'a>> {
    let events = events.iter().filter(|event| !event.is_told);
    let timed = events.filter_map(|event| Some(Entry::of(event.at?, &event.event)));
    let mut entries: Vec<Entry<'a>> = timed.take(MAX_ENTRIES).collect();
    let is_before =
        |day: &Entry<'_>| entries.first().is_some_and(|first| day.moment.date < first.moment.date);
    if let Some(day) = first_day(sections, context).filter(is_before) {
        entries.insert(0, day);
    }
    if entries.len() < 2 && entries.iter().all(|entry| entry.state.is_none()) {
        entries.clear();
    }
    entries
}

/// An entry names no more moments.
const MAX_NAMED: usize = 20;

/// Pairs of entries are compared with the stated duration.
const MAX_ENTRIES: usize = 500;

/// The ends by the entries of the timeline or the updates of a report. `minutes` is how long it says that it lasted.
pub(super) fn ends(entries: &[Entry<'_>], minutes: Option<u32>, context: &Context) -> Ends {
    if !entries.is_empty() && entries.iter().all(|entry| entry.state.is_some()) {
        return of_updates(entries);
    }
    let is_over = entries.iter().rev().find_map(Entry::is_over);
    if let Some((began, ended)) = minutes.and_then(|minutes| pair_apart(entries, minutes)) {
        return Ends { began: Some(began), ended: Some(ended), are_updates: false, is_over };
    }
    let last = |recovery| entries.iter().rev().find(|entry| entry.recovery == Some(recovery));
    let confirmed =
        || entries.last().filter(|last| CONFIRMED.is_match(last.text) && !is_failure(last.text));
    let ended = last(Recovery::Restored).or_else(|| last(Recovery::Resolved)).or_else(confirmed);
    let over = End::Over(Recovery::Restored);
    Ends {
        began: began(entries).map(|entry| entry.named(End::Began, context)),
        ended: ended.map(|entry| entry.named(over, context)),
        are_updates: false,
        is_over,
    }
}

/// What the last entry confirms is that it works; nobody ends a timeline with "confirmed the outage".
static CONFIRMED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\W*(?:\w+\s+)?(?:confirm|verif)(?:y|ied|ies|ed|s)\b"));

/// From the first update to the last one that says it is over; a page with nothing but "Resolved" does not say when
/// it began.
fn of_updates(entries: &[Entry<'_>]) -> Ends {
    let mut open =
        entries.iter().filter(|entry| matches!(entry.state, Some(State::Open | State::Unchanged)));
    let last = entries.iter().rfind(|entry| matches!(entry.state, Some(State::Open | State::Over)));
    let is_over = last.map(|last| last.state == Some(State::Over));
    Ends {
        began: open.next().map(|entry| entry.moment),
        ended: last.filter(|_| is_over == Some(true)).map(|entry| entry.moment),
        are_updates: true,
        is_over,
    }
}

/// Whether `status` is that of an entry behind which another one says that it is over.
pub(super) fn is_superseded(entries: &[Entry<'_>], status: Status) -> bool {
    let is_it = |entry: &Entry<'_>| {
        states::state(entry.text).is_some_and(|state| state.status == Some(status))
    };
    let later = entries.iter().skip_while(|entry| !is_it(entry)).skip(1);
    later.filter_map(Entry::is_over).last() == Some(true)
}

/// The entry with which it began: the one that says so, else the first that tells of a failure, else the first of all.
/// A change may be why it failed, but is not when; one that breaks something at once says so.
fn began<'a, 'b>(entries: &'b [Entry<'a>]) -> Option<&'b Entry<'a>> {
    let marked = entries.iter().find(|entry| IMPACT_BEGINS.is_match(entry.text));
    let is_trigger = |index: usize, entry: &Entry<'_>| {
        let next = entries.get(index + 1).and_then(|next| entry.moment.minutes_until(&next.moment));
        is_change(entry.text) && next.is_some_and(|minutes| minutes > MAX_MINUTES_TO_FAILURE)
    };
    // What is looked into has begun to fail.
    let fails = |entry: &Entry<'_>| is_failure(entry.text) || INVESTIGATED.is_match(entry.text);
    let failing = || {
        let mut entries = entries.iter().enumerate();
        entries.find(|(index, entry)| {
            entry.recovery.is_none() && fails(entry) && !is_trigger(*index, entry)
        })
    };
    let first = || entries.first().filter(|first| !is_change(first.text));
    marked.or_else(|| failing().map(|(_, entry)| entry)).or_else(first)
}

static INVESTIGATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\binvestigation\s+(?:begins?|began|starts?|started)\b|\b(?:begins?|began|starts?|started)\s+(?:to investigate|investigating|(?:the |an |our )?investigation)\b",
    )
});

/// What a change breaks is noticed within a day.
const MAX_MINUTES_TO_FAILURE: i64 = 24 * 60;

/// "OUTAGE BEGINS", "Start of the impact": what the templates of teams mark an entry with.
static IMPACT_BEGINS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:outage|impact|disruption|degradation|downtime)\s+(?:begins?|began|starts?|started)\b|\b(?:start|beginning|onset)\s+of\s+(?:the\s+|customer\s+|user\s+)*(?:outage|impact|disruption|degradation|downtime)\b",
    )
});

/// The first heading in the timeline that is a day and nothing else, with prose below it that says what happened then.
fn first_day<'a>(sections: &'a Sections, context: &Context) -> Option<Entry<'a>> {
    let blocks: Vec<&Block> = sections.blocks_of(Kind::Timeline).collect();
    blocks.windows(2).find_map(|pair| match pair {
        [Block::Heading { text: heading, .. }, Block::Paragraph(event)] => {
            let day = moments(heading, context).into_iter().next()?;
            let is_day = day.moment.time.is_none() && day.range == (0..heading.len());
            let is_entry =
                moments(event, context).first().is_some_and(|first| first.range.start == 0);
            (is_day && !is_entry).then(|| Entry::of(day.moment, event))
        }
        _ => None,
    })
}

/// The two entries that are as far apart as the incident lasted: the first pair of which the later one says that it
/// was over, else the pair that fits best.
fn pair_apart(entries: &[Entry<'_>], minutes: u32) -> Option<(Moment, Moment)> {
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
    /// Planned work, and what is written after the end.
    Announced,
    Open,
    /// An update that leaves the state as it is.
    Unchanged,
    Over,
}

/// The state with which the update of a status page begins.
fn state(event: &str) -> Option<State> {
    let state = states::state(event)?;
    Some(match (state.status, state.word.to_lowercase().as_str()) {
        (Some(Status::Resolved), _) | (None, "operational") => State::Over,
        (None, "scheduled" | "scheduled maintenance" | "postmortem" | "post-mortem") => {
            State::Announced
        }
        (None, _) => State::Unchanged,
        (Some(_), _) => State::Open,
    })
}
