//! Events that sentences tell one after the other: "At 10:42 we saw errors. At 10:51 we failed over, and by 11:02 all
//! was back."

use std::sync::LazyLock;

use regex::Regex;

use super::super::document::Block;
use super::super::sections::{Kind, Sections};
use super::super::sentences::split;
use super::super::times::{self, Context, Found, behind_clock, is_about_another, pattern};
use super::Entry;

/// The longest row of such events; a few moments that do not follow one another are no timeline.
pub(super) fn entries(sections: &Sections, context: &Context) -> Option<Vec<Entry>> {
    let mut rows: Vec<Vec<Entry>> = vec![Vec::new()];
    let mut latest: Option<Found> = None;
    for (entry, found) in events(sections, context).into_iter().take(MAX_EVENTS) {
        let is_next = latest.is_none_or(|latest| follows(&latest, &found));
        latest = Some(found);
        match rows.last_mut().filter(|_| is_next) {
            Some(row) => row.push(entry),
            None => rows.push(vec![entry]),
        }
    }
    // Of rows of one length the first one, as of all that is told twice.
    let longest = rows.into_iter().rev().max_by_key(Vec::len)?;
    (longest.len() >= MIN_EVENTS).then_some(longest)
}

const MIN_EVENTS: usize = 2;

/// No prose tells more.
const MAX_EVENTS: usize = 200;

/// Whether a moment is later than another one by their clocks, on the same day or past midnight.
fn follows(latest: &Found, found: &Found) -> bool {
    let (Some(before), Some(time)) = (latest.moment.time, found.moment.time) else { return false };
    let days =
        latest.moment.date.zip(found.moment.date).map(|(before, day)| (day - before).num_days());
    match days.filter(|_| found.is_dated) {
        Some(days) => days == 1 || days == 0 && time >= before,
        None => time >= before || (time - before).num_hours() < -12,
    }
}

/// All events with a clock, in the order of the report.
fn events(sections: &Sections, context: &Context) -> Vec<(Entry, Found)> {
    let context = Context { posted: context.posted, ..Context::default() };
    let mut events = Vec::new();
    for section in &sections.sections {
        if matches!(section.kind, Kind::ActionItems | Kind::LessonsLearned) {
            continue;
        }
        for block in &section.blocks {
            let Block::Paragraph(text) = block else { continue };
            let mut date: Option<String> = None;
            for sentence in split(text).into_iter().take(MAX_SENTENCES) {
                if sentence.len() > MAX_SENTENCE_BYTES || is_about_another(sentence) {
                    continue;
                }
                let found = times::moments(sentence, &context);
                if let Some(day) = found.iter().find(|found| found.is_dated) {
                    // "Yesterday" is only a day beside its clock.
                    date = day.moment.date.map(|date| date.to_string());
                }
                if !PLAN.is_match(sentence) {
                    add(sentence, &found, date.as_ref(), &mut events);
                }
            }
        }
    }
    events
}

const MAX_SENTENCES: usize = 200;
const MAX_SENTENCE_BYTES: usize = 2_000;

/// What is to come, or stands there for another reason than to tell what happened.
static PLAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:will|shall|next update|expect(?:s|ed)?|estimated?|eta|tomorrow|scheduled|planned|posted|published|updated|written|normally\s+\w|usually|office hours|opening hours)\b|[·|]",
    )
});

/// Adds the events of a sentence: one for each of its moments, with the clause that it stands in.
fn add(sentence: &str, found: &[Found], date: Option<&String>, events: &mut Vec<(Entry, Found)>) {
    let mut timed =
        found.iter().filter(|found| found.moment.time.is_some() && !found.is_end).peekable();
    let mut begin = 0;
    while let Some(first) = timed.next() {
        let mut end = sentence.len();
        while let Some(next) = timed.peek() {
            let between = sentence.get(first.range.end..next.range.start).unwrap_or_default();
            if let Some(border) = BORDER.find_iter(between).last() {
                end = first.range.end + border.start();
                break;
            }
            timed.next();
        }
        let clause = sentence.get(begin..end).unwrap_or_default();
        begin = end;
        let clause = clause.trim_start_matches([';', ',', ' ']);
        let clause = clause.strip_prefix("and ").unwrap_or(clause).trim();
        let words = clause.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic));
        if words.count() < MIN_WORDS {
            continue;
        }
        events.push((
            Entry {
                written: sentence.get(first.range.clone()).unwrap_or_default().to_owned(),
                date: date.cloned(),
                event: behind_clock(clause).to_owned(),
                quote: clause.to_owned(),
            },
            first.clone(),
        ));
    }
}

/// "Arrived at 15:05" and "Start: Tuesday 15:05".
const MIN_WORDS: usize = 2;

/// Where the clause of a moment ends and that of the next one begins.
static BORDER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r";\s|,?\s(?:and|but|then|before|until)\s|,\s"));
