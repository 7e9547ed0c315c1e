//! Dates and clocks of a text put together to moments: "Dec 5, 09:20 UTC", "14:00 on March 3rd", "from 16:58 to 18:46
//! UTC". What a moment leaves out is taken from its other end in a range, from the moment before it, and from the
//! context at last.

use std::{ops::Range, sync::LazyLock};

use chrono::{Days, NaiveDate};
use regex::Regex;

use super::{
    calendar::{Day, WrittenDate, dates},
    clock::{WrittenClock, clocks},
    context::Context,
    moment::Moment,
    patterns::{pattern, tail},
    relative,
    zones::zone_at,
};

/// A moment in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it says, with what its context says for it.
    pub moment: Moment,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Whether its own words name the day.
    pub is_dated: bool,
    /// Whether the one before is the other end of a range: "09:20-09:45", "from 10:05 to 11:30", "between 2 and 3 pm".
    pub is_end: bool,
}

/// The moments of a text, in the order they stand there.
pub fn moments(text: &str, context: &Context) -> Vec<Found> {
    let parts = parts(text, context.posted);
    let mut context = *context;
    // "On 29 November we scaled up, on 5 December 2025 ...": the year may stand in a later date.
    let whole = |part: &Part| part.day.and_then(|day| day.resolved(None, context.day_order));
    context.date = context.date.or_else(|| parts.iter().find_map(whole));
    let near = context.near;
    let mut found: Vec<Found> = Vec::with_capacity(parts.len());
    let mut is_begin_known = false;
    for (index, part) in parts.iter().enumerate() {
        let partner = parts.get(index + 1).filter(|next| next.is_end);
        let date_of = |part: &Part| {
            part.day.and_then(|day| day.resolved(context.date.or(near), context.day_order))
        };
        let own = date_of(part);
        let Some(clock) = &part.clock else {
            is_begin_known = own.is_some();
            let moment = Moment { date: own, ..Moment::default() };
            let (range, is_end) = (part.range.clone(), part.is_end && is_begin_known);
            // A day that cannot be told is left out.
            found.extend(own.map(|_| Found { moment, range, is_dated: true, is_end }));
            context = context.on(own);
            continue;
        };
        let last_clock = partner.and_then(|partner| partner.clock.as_ref());
        let date = own.or_else(|| partner.and_then(date_of)).or(context.date);
        let listed = parts.get(index + 1).filter(|next| next.is_listed);
        let zone_behind = partner.or(listed).and_then(|next| next.clock.as_ref()?.zone);
        let zone = clock.zone.or(zone_behind).or(context.zone);
        let time = last_clock.map_or(clock.time, |last| clock.in_same_half_as(last));
        let date = date.and_then(|date| date.checked_add_days(Days::new(clock.later_days)));
        let mut moment = Moment { date, time: Some(time), has_seconds: clock.has_seconds, zone };
        let begin = found.last().filter(|_| part.is_end && part.day.is_none());
        if begin
            .and_then(|begin| begin.moment.minutes_until(&moment))
            .is_some_and(|minutes| minutes < 0)
        {
            // "23:50-00:20" ends on the next day.
            moment.date = moment.date.and_then(|date| date.succ_opt());
        }
        context = Context { zone, ..context.on(moment.date) };
        found.push(Found {
            moment,
            range: part.range.clone(),
            is_dated: own.is_some(),
            is_end: part.is_end && is_begin_known,
        });
        is_begin_known = true;
    }
    found
}

/// The ranges among the moments of a text, as their two ends.
pub fn ranges(found: &[Found]) -> impl Iterator<Item = (&Found, &Found)> {
    found.iter().zip(found.iter().skip(1)).filter(|(_, end)| end.is_end)
}

/// A date, a clock or both, as they stand together.
struct Part {
    range: Range<usize>,
    day: Option<Day>,
    clock: Option<WrittenClock>,
    /// Whether the part before is the other end of a range.
    is_end: bool,
    /// Whether it is told in one breath with the part before: "08:12 and 09:40 UTC".
    is_listed: bool,
}

fn parts(text: &str, posted: Option<NaiveDate>) -> Vec<Part> {
    let mut dates = dates(text);
    let mut clocks = clocks(text);
    // "Dec 5, 2025" has no clock at 20:25. Both lists are in order.
    let mut index = 0;
    clocks.retain(|clock| {
        while dates.get(index).is_some_and(|date| date.range.end <= clock.range.start) {
            index += 1;
        }
        dates.get(index).is_none_or(|date| clock.range.end <= date.range.start)
    });
    if let Some(posted) = posted {
        dates.extend(relative::days(text, &clocks, posted));
    }
    let mut single: Vec<Part> = dates
        .into_iter()
        .map(|WrittenDate { range, day }| Part::of(range, Some(day), None))
        .collect();
    single.extend(clocks.into_iter().map(|clock| Part::of(clock.range.clone(), None, Some(clock))));
    single.sort_by_key(|part| part.range.start);
    let mut parts: Vec<Part> = Vec::with_capacity(single.len());
    for part in single {
        let gap = parts
            .last()
            .and_then(|last| text.get(last.range.end..part.range.start))
            .unwrap_or("none");
        let last = parts.last_mut().filter(|last| {
            match (&last.day, &last.clock, &part.day, &part.clock) {
                (Some(_), None, None, Some(_)) => DATE_TO_CLOCK.is_match(gap),
                (None, Some(_), Some(_), None) => CLOCK_TO_DATE.is_match(gap),
                _ => false,
            }
        });
        if let Some(last) = last {
            last.range.end = part.range.end;
            last.day = last.day.or(part.day);
            last.clock = last.clock.take().or(part.clock);
        } else if part.clock.as_ref().is_none_or(|clock| !clock.needs_date) {
            parts.push(part);
        }
    }
    for part in &mut parts {
        part.take_zone(text);
    }
    let mut begin: Option<Range<usize>> = None;
    for part in &mut parts {
        let last = begin.replace(part.range.clone()).unwrap_or_default();
        let gap = text.get(last.end..part.range.start).unwrap_or_default();
        let before = text.get(..last.start).unwrap_or_default();
        part.is_end = last.end > 0
            && (RANGE.is_match(gap) || (AND.is_match(gap) && BETWEEN.is_match(tail(before))));
        part.is_listed = last.end > 0 && AND.is_match(gap);
    }
    parts
}

impl Part {
    fn of(range: Range<usize>, day: Option<Day>, clock: Option<WrittenClock>) -> Self {
        Self { range, day, clock, is_end: false, is_listed: false }
    }

    /// Takes the zone behind the date that stands behind a clock: "23:40 on 3 March 2026 (UTC)".
    fn take_zone(&mut self, text: &str) {
        let Some(clock) = &mut self.clock else { return };
        let rest = text.get(self.range.end..).unwrap_or_default();
        let is_behind_date = self.day.is_some() && clock.range.end < self.range.end;
        let is_named = rest.trim_start().starts_with(|c: char| c == '(' || c.is_ascii_uppercase());
        if let (None, true, true) = (clock.zone, is_behind_date, is_named)
            && let Some((zone, length)) = zone_at(rest, false)
        {
            clock.zone = Some(zone);
            self.range.end += length;
        }
    }
}

const WEEKDAY: &str = r"(?:(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b[.,]?\s*)?";

static DATE_TO_CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:T|\)?\s*[,;:@]?\s*(?:[-–—|]\s*)?(?:(?i:at|around|about|approximately|approx\.?|circa|ca\.?|um|gegen)\s+|~\s?)*)$",
    )
});

static CLOCK_TO_DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"^\s*,?\s*(?:[-–—|]\s*)?\(?(?:(?i:on|of)\s+)?(?:the\s+)?{WEEKDAY}$"))
});

static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^\s*(?:[-–—~→]|->|=>|,?\s*\b(?i:to|until|till|til|through|thru|bis)\b(?:\s+(?i:about|around|approximately))?)\s*(?:(?i:on)\s+)?{WEEKDAY}$"
    ))
});

static AND: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^\s*,?\s*(?i:and|&)\s*(?:(?i:on)\s+)?{WEEKDAY}$")));

static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?i:between)\s+(?:(?i:about|around|approximately)\s+)?{WEEKDAY}$"))
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::times::DayOrder;

    fn on(date: &str) -> Context {
        Context { date: date.parse().ok(), ..Context::default() }
    }

    fn written(text: &str) -> Vec<String> {
        moments(text, &on("2025-12-05")).into_iter().map(|found| found.moment.to_string()).collect()
    }

    #[test]
    fn dates_and_clocks_are_put_together() {
        for (text, expected) in [
            ("2025-12-04T08:56:00Z deploy", "2025-12-04T08:56:00Z"),
            ("2025-12-04 08:56 deploy", "2025-12-04T08:56"),
            ("Dec 4, 09:20 UTC", "2025-12-04T09:20Z"),
            ("Posted Dec 04, 2024 - 10:26 UTC", "2024-12-04T10:26Z"),
            ("5 December 2024 at 9:20am", "2024-12-05T09:20"),
            ("at 15:16 UTC on Thursday, January 1", "2026-01-01T15:16Z"),
            ("14:00 on March 3rd, 2024", "2024-03-03T14:00"),
            ("at 14:05 CET", "2025-12-05T14:05+01:00"),
            ("2022-03-10 11.50", "2022-03-10T11:50"),
            ("2025-01-14 1600", "2025-01-14T16:00"),
            ("2025-12-05T09:20-05:00", "2025-12-05T09:20-05:00"),
            ("at 14:05 IST", "2025-12-05T14:05"),
            ("2025-12-04 24:00", "2025-12-05T00:00"),
            ("Am 4. Dezember 2025 um 14:05 Uhr", "2025-12-04T14:05"),
            ("04.12.2025, 14:05 Uhr", "2025-12-04T14:05"),
        ] {
            assert_eq!(written(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_a_moment_leaves_out_is_taken_from_its_neighbors() {
        for (text, expected) in [
            ("09:20-09:45 UTC", ["2025-12-05T09:20Z", "2025-12-05T09:45Z"]),
            ("from 1:00 to 2:30 pm", ["2025-12-05T13:00", "2025-12-05T14:30"]),
            (
                "between 14:00 and 15:10 CET on March 3rd, 2024",
                ["2024-03-03T14:00+01:00", "2024-03-03T15:10+01:00"],
            ),
            ("alerts at 08:12 and 09:40 UTC", ["2025-12-05T08:12Z", "2025-12-05T09:40Z"]),
            (
                "From 23:40 on 3 March 2024 to 01:10 on 4 March 2024 (UTC)",
                ["2024-03-03T23:40Z", "2024-03-04T01:10Z"],
            ),
            ("from 23:50 until 00:20", ["2025-12-05T23:50", "2025-12-06T00:20"]),
            (
                "2024-03-03 14:00 PST; recovered at 15:00",
                ["2024-03-03T14:00-08:00", "2024-03-03T15:00-08:00"],
            ),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }

    #[test]
    fn ranges_are_told_from_two_moments() {
        let pairs = |text| ranges(&moments(text, &on("2025-12-05"))).count();
        for text in [
            "09:20–09:45",
            "from 10:05 to 11:30",
            "10:05 UTC until 11:30 UTC",
            "January 14-19, 2026",
            "von 14:05 Uhr bis 15:10 Uhr",
            "Between 14:00 and 15:10",
        ] {
            assert_eq!(pairs(text), 1, "{text}");
        }
        for text in ["alerts at 10:05 and 11:30", "10:05, 11:30", "10:05 errors to 11:30"] {
            assert_eq!(pairs(text), 0, "{text}");
        }
    }

    #[test]
    fn the_place_of_a_moment_is_its_own_words() {
        let text = "Ünnoticed until Dec 4, 09:20 UTC.";
        assert_eq!(&text[moments(text, &on("2025-12-05"))[0].range.clone()], "Dec 4, 09:20 UTC");
    }

    #[test]
    fn without_a_context_nothing_is_made_up() {
        let found = |text| -> Vec<String> {
            moments(text, &Context::default())
                .into_iter()
                .map(|found| found.moment.to_string())
                .collect()
        };
        assert_eq!(found("Dec 4, 09:20"), ["09:20"]);
        assert_eq!(found("on Dec 4 at the latest"), Vec::<String>::new());
        assert_eq!(found("05/12/2025 09:20"), ["09:20"]);
        let context = Context { day_order: Some(DayOrder::MonthFirst), ..Context::default() };
        assert_eq!(moments("05/12/2025 09:20", &context)[0].moment.to_string(), "2025-05-12T09:20");
    }
}
