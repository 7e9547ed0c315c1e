//! Days told from the day on which a text was written: "yesterday at 14:07", "last night", "on Wednesday from 14:00".
//! Only one with a clock beside it says when something was; the others may be about anything.

use std::sync::LazyLock;

use chrono::{Datelike as _, Days, NaiveDate, Timelike as _, Weekday};
use regex::{Captures, Regex};

use super::{
    calendar::{Day, WrittenDate},
    clock::{WrittenClock, clocks},
    patterns::pattern,
    stamp::stamp,
};

/// The days of a text written on the day `posted` that stand beside one of its clocks and have no date behind them.
pub(super) fn days(text: &str, clocks: &[WrittenClock], posted: NaiveDate) -> Vec<WrittenDate> {
    let found = RELATIVE.captures_iter(text).filter_map(|captures| {
        let range = captures.name("day").or(captures.name("named"))?.range();
        let behind = clocks.partition_point(|clock| clock.range.start < range.end);
        let next = clocks
            .get(behind)
            .filter(|clock| is_match(&TO_CLOCK, text, range.end..clock.range.start));
        let last = behind
            .checked_sub(1)
            .and_then(|before| clocks.get(before))
            .filter(|clock| is_match(&FROM_CLOCK, text, clock.range.end..range.start));
        let day = day(&captures, next.or(last)?, posted)?;
        // "14:07 on Wednesday, 3 June" names its date.
        if is_dated(text.get(range.end..)?) {
            return None;
        }
        let is_coming = COMING.is_match(text.get(range.end..)?);
        (!is_coming || day > posted).then_some(WrittenDate { range, day: Day::Whole(day) })
    });
    found.collect()
}

/// The day up to `posted` that a sentence names, wherever its clock stands.
pub(super) fn day_of(sentence: &str, posted: NaiveDate) -> Option<NaiveDate> {
    let clock = clocks(sentence).into_iter().next()?;
    let captures = RELATIVE.captures(sentence).filter(|_| !COMING.is_match(sentence))?;
    day(&captures, &clock, posted).filter(|day| *day <= posted)
}

/// Whether a text begins with a date.
fn is_dated(text: &str) -> bool {
    let text = text.trim_start_matches([',', ' ', '(']);
    let text = text.strip_prefix("the ").unwrap_or(text);
    stamp(text).is_some_and(|stamp| stamp.date.is_some_and(|date| text.starts_with(date)))
}

fn is_match(gap: &Regex, text: &str, range: std::ops::Range<usize>) -> bool {
    text.get(range).is_some_and(|between| gap.is_match(between))
}

/// The day that was told, with `clock` on it.
fn day(captures: &Captures<'_>, clock: &WrittenClock, posted: NaiveDate) -> Option<NaiveDate> {
    let has = |name: &str| captures.name(name).is_some();
    if let Some(name) = captures.name("weekday") {
        return last(name.as_str(), posted);
    }
    // The night before a morning has two days.
    let is_after_midnight = has("night") && clock.time.hour() < 12;
    if has("today") || is_after_midnight {
        Some(posted)
    } else if has("tomorrow") {
        posted.succ_opt()
    } else {
        posted.pred_opt()
    }
}

/// The last day up to `day` that is on the day of the week of this name.
fn last(name: &str, day: NaiveDate) -> Option<NaiveDate> {
    let weekday = weekday(name)?;
    let mut days = (0..7).filter_map(|days| day.checked_sub_days(Days::new(days)));
    days.find(|day| day.weekday() == weekday)
}

/// The day of the week by its name in English or German.
fn weekday(name: &str) -> Option<Weekday> {
    let english = match name.to_lowercase().as_str() {
        "montag" => "monday",
        "dienstag" => "tuesday",
        "mittwoch" => "wednesday",
        "donnerstag" => "thursday",
        "freitag" => "friday",
        "samstag" => "saturday",
        "sonntag" => "sunday",
        other => return other.parse().ok(),
    };
    english.parse().ok()
}

static RELATIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:on|since|last|am|seit)\s+(?<named>(?<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)(?:\s+(?:morning|afternoon|evening|night))?))\b|\b(?<day>(?<today>today|this\s+(?:morning|afternoon|evening)|heute(?:\s+(?:morgen|früh|mittag|abend))?)|(?<night>last\s+night|letzte\s+nacht)|(?<tomorrow>tomorrow)|yesterday(?:\s+(?:morning|afternoon|evening|night))?|gestern(?:\s+(?:morgen|früh|mittag|nachmittag|abend))?)\b",
    )
});

/// What stands between a day and the clock behind it.
static TO_CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[\s,:(]*(?:(?:at|around|about|approximately|from|between|since|starting|shortly|just|before|after|um|ab|von|seit|gegen|zwischen)[\s,]+){0,3}$",
    )
});

/// What stands between a clock and the day behind it.
static FROM_CLOCK: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^[\s,(]*(?:(?:on|am)\s+)?$"));

/// What a sentence says of days to come.
static COMING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^[^.!?\n]*\b(?:will|going to|wird|werden)\b"));

#[cfg(test)]
mod tests {
    use crate::report::times::{Context, moments};

    fn written(text: &str) -> Vec<String> {
        // A Thursday.
        let posted = "2026-06-04".parse().ok();
        let context = Context { date: posted, posted, ..Context::default() };
        moments(text, &context)
            .into_iter()
            .filter(|found| found.moment.time.is_some())
            .map(|found| found.moment.to_string())
            .collect()
    }

    #[test]
    fn a_day_before_the_day_of_writing_is_that_of_the_clock_beside_it() {
        for (text, expected) in [
            ("yesterday at 14:07 CEST it broke", "2026-06-03T14:07+02:00"),
            ("It broke at 14:07 yesterday", "2026-06-03T14:07"),
            ("Last night at 23:40 it broke", "2026-06-03T23:40"),
            ("Last night, around 02:10, it broke", "2026-06-04T02:10"),
            ("On Wednesday at 14:00 it broke", "2026-06-03T14:00"),
            ("Since Friday 14:00 it fails", "2026-05-29T14:00"),
            ("This morning at 9 am it broke", "2026-06-04T09:00"),
            ("At 14:07 on Wednesday, 27 May 2026 it broke", "2026-05-27T14:07"),
            ("Gestern um 14:07 Uhr fiel es aus", "2026-06-03T14:07"),
            ("Am Dienstag um 14:07 Uhr fiel es aus", "2026-06-02T14:07"),
        ] {
            assert_eq!(written(text), [expected], "{text}");
        }
    }

    #[test]
    fn such_a_day_holds_for_both_ends_of_a_range() {
        for text in [
            "On Wednesday from 14:00 to 15:00 it was down",
            "Yesterday between 14:00 and 15:00 it was down",
        ] {
            assert_eq!(written(text), ["2026-06-03T14:00", "2026-06-03T15:00"], "{text}");
        }
    }

    #[test]
    fn a_day_without_a_clock_beside_it_or_one_to_come_moves_nothing() {
        for text in
            ["As we wrote yesterday, it broke at 14:00", "On Wednesday at 14:00 we will replace it"]
        {
            assert_eq!(written(text), ["2026-06-04T14:00"], "{text}");
        }
        assert_eq!(written("Tomorrow at 14:00 we will replace it"), ["2026-06-05T14:00"]);
    }

    #[test]
    fn the_header_of_a_message_says_when_its_yesterday_was() {
        let text = "From: Ann <ann@example.org>\nTo: Bob <bob@example.org>\nSubject: Fibre cut\n\
                    Date: Thu, 4 Jun 2026 10:05:12 +0200\n\nYesterday at 14:07 an excavator cut our fibre.\n\n\
                    Technicians arrived at 16:00. Service was restored at 19:30.\n";
        let report = crate::report::read(text).unwrap();
        let times: Vec<_> =
            report.timeline.iter().filter_map(|event| event.at).map(|at| at.to_string()).collect();
        assert_eq!(times, ["2026-06-03T14:07", "2026-06-03T16:00", "2026-06-03T19:30"]);
    }
}
