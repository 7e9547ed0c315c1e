//! What the times of a report leave out because it is said once: the day, the zone, the order of day and month.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use super::{
    calendar::{Day, dates, day_orders, month},
    clock::clocks,
    is_failure,
    patterns::{pattern, tail},
    relative,
    zones::{Zone, zone_of_all_times},
};
use crate::report::{
    document::{Block, Document},
    sentences::split,
};

/// What a text about an incident leaves out of its times.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context {
    /// The day that a bare clock is on, and the year of a date without one.
    pub date: Option<NaiveDate>,
    /// A day in the year of a date without one, where no day is known.
    pub near: Option<NaiveDate>,
    /// The zone that a clock without one shows.
    pub zone: Option<Zone>,
    /// The day in the title of the report.
    pub title_date: Option<NaiveDate>,
    /// The day on which the text was written, by its header: "yesterday" is the day before it.
    pub posted: Option<NaiveDate>,
    /// How "05/12/2025" is to be read; none leaves such dates out.
    pub day_order: Option<DayOrder>,
}

/// Which number of "05/12/2025" is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOrder {
    /// It is the fifth of December.
    DayFirst,
    /// It is the twelfth of May.
    MonthFirst,
}

impl Context {
    /// What the report says once: the day in its title, else the earliest of the dates with which its fields and
    /// entries begin, else the day of which a sentence says that something failed, else the day of its posts, else the
    /// first of all; "All times in CET"; and the order of day and month, if other dates of the report leave no doubt.
    pub fn of(document: &Document) -> Self {
        let texts: Vec<String> =
            document.blocks.iter().filter(|block| !is_code(block)).map(Block::text).collect();
        let zone = texts.iter().find_map(|text| zone_of_all_times(text));
        let all: Vec<Vec<(usize, Day)>> = texts
            .iter()
            .map(|text| dates(text).into_iter().map(|date| (date.range.start, date.day)).collect())
            .collect();
        let day_order = day_order(&texts, all.iter().flatten().map(|(_, day)| *day));
        let first = all.iter().flatten().find_map(|(_, day)| day.resolved(None, day_order));
        let near = first.or_else(|| texts.iter().find_map(|text| month(text)));
        // Where no date has a year, one that a month has is theirs.
        let whole = |day: &Day| day.resolved(near.filter(|_| first.is_none()), day_order);
        let title_date = document.blocks.iter().zip(&all).find_map(|(block, dates)| {
            let is_title = matches!(block, Block::Heading { level: 1, .. });
            is_title
                .then(|| dates.iter().find_map(|(_, day)| day.resolved(near, day_order)))
                .flatten()
        });
        // A date that a block begins with stamps an entry, and entries may stand newest first.
        let earliest_stamp = |may_be_posted: bool| {
            let blocks =
                texts.iter().zip(&all).filter(|(text, _)| may_be_posted || !POSTED.is_match(text));
            let stamps = blocks
                .flat_map(|(_, dates)| dates)
                .filter(|(start, _)| *start <= MAX_STAMP_START_BYTES);
            stamps.filter_map(|(_, day)| whole(day)).min()
        };
        let is_posted = || {
            let dated = texts.iter().zip(&all).find(|(_, dates)| !dates.is_empty());
            dated.is_some_and(|(text, _)| POSTED.is_match(text))
        };
        let posted = posted(&texts, near, day_order);
        let told =
            || first.filter(|_| is_posted()).and_then(|near| told_day(&texts, near, day_order));
        let date = title_date
            .or_else(|| earliest_stamp(false))
            .or_else(told)
            .or_else(|| texts.iter().find_map(|text| relative_day(text, posted?)))
            .or_else(|| earliest_stamp(true))
            .or(first);
        Self { date, near, zone, title_date, posted, day_order }
    }

    /// The same on another day, where that is known.
    pub fn on(self, date: Option<NaiveDate>) -> Self {
        Self { date: date.or(self.date), ..self }
    }
}

/// The day on which a text was written: the one that all its lines of that kind have.
fn posted(texts: &[String], near: Option<NaiveDate>, order: Option<DayOrder>) -> Option<NaiveDate> {
    let lines = texts.iter().filter(|text| POSTED.is_match(text));
    let mut days = lines
        .filter_map(|text| dates(text).first().and_then(|date| date.day.resolved(near, order)));
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}

/// The first day that a text tells from the day on which it was written.
fn relative_day(text: &str, posted: NaiveDate) -> Option<NaiveDate> {
    let days = relative::days(text, &clocks(text), posted);
    days.into_iter().find_map(|date| date.day.resolved(None, None)).filter(|day| *day <= posted)
}

/// The day up to the date of a report of which one of its sentences says that something failed then.
fn told_day(texts: &[String], near: NaiveDate, order: Option<DayOrder>) -> Option<NaiveDate> {
    let texts = texts.iter().filter(|text| !POSTED.is_match(text));
    let sentences: Vec<&str> =
        texts.flat_map(|text| split(text)).filter(|sentence| is_failure(sentence)).collect();
    let dated = sentences.iter().find_map(|sentence| {
        let days = dates(sentence).into_iter().filter(|date| {
            let lead = sentence.get(..date.range.start).unwrap_or_default();
            ON.is_match(tail(lead))
        });
        let mut days = days.filter_map(|date| date.day.resolved(Some(near), order));
        days.find(|day| *day <= near && (near - *day).num_days() <= MAX_DAYS_TO_REPORT)
    });
    dated.or_else(|| sentences.into_iter().find_map(|sentence| relative::day_of(sentence, near)))
}

/// A report of a quarter of a year ago is about something else.
const MAX_DAYS_TO_REPORT: i64 = 92;

/// "On July 31st", "on the evening of July 31st".
static ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:on|since|am)\s+(?:the\s+(?:\w+\s+)?(?:morning|afternoon|evening|night|day)\s+of\s+)?(?:\w+day,?\s+)?(?:the\s+)?$",
    )
});

/// The date of a text, and not of what it tells: "Posted on …", or that of an agency: "RIVERTON, Ohio (3 November) -
/// …".
static POSTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*(?:(?-i:[A-Z]{3,}\b[^.:]{0,40}(?:\(|[-–—]\s))|(?:(?:post-?mortem|review|incident review)\s+)?(?:meeting|call|posted|published|created|updated|last (?:updated|edited|modified)|written|reviewed|prepared|sent|by|report(?:ed)? (?:date|on)|date of (?:the )?(?:report|review|meeting))\b)",
    )
});

/// "Posted on " and "First detected: " may stand before the date of an entry.
const MAX_STAMP_START_BYTES: usize = 20;

fn is_code(block: &Block) -> bool {
    matches!(block, Block::Code(_))
}

/// The order that the dates which can be read one way have in common; else the one that brings all ambiguous dates
/// within days of the dates that are certain, if the other does not.
fn day_order(texts: &[String], days: impl Iterator<Item = Day> + Clone) -> Option<DayOrder> {
    let mut orders = texts.iter().flat_map(|text| day_orders(text));
    if let Some(first) = orders.next() {
        return orders.all(|order| order == first).then_some(first);
    }
    let certain: Vec<NaiveDate> = days.clone().filter_map(|day| day.resolved(None, None)).collect();
    let mut ambiguous = days.filter(|day| matches!(day, Day::Ambiguous { .. })).peekable();
    ambiguous.peek()?;
    let ambiguous: Vec<Day> = ambiguous.take(MAX_COMPARED_DATES).collect();
    let is_near = |order| {
        ambiguous.iter().all(|day| {
            let date = day.resolved(None, Some(order));
            let near = |other: &NaiveDate| {
                date.is_some_and(|date| (date - *other).num_days().abs() <= MAX_DAYS_APART)
            };
            certain.iter().take(MAX_COMPARED_DATES).any(near)
        })
    };
    match (is_near(DayOrder::DayFirst), is_near(DayOrder::MonthFirst)) {
        (true, false) => Some(DayOrder::DayFirst),
        (false, true) => Some(DayOrder::MonthFirst),
        _ => None,
    }
}

/// The dates of one incident are hardly further apart, and the two readings of an ambiguous one hardly closer.
const MAX_DAYS_APART: i64 = 14;

/// Every ambiguous date is compared with every certain one.
const MAX_COMPARED_DATES: usize = 100;
