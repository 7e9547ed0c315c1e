//! The dates in a text: ISO, with a month's name, or three numbers whose order only the rest of a report tells.

use std::{ops::Range, sync::LazyLock};

use chrono::{Datelike as _, NaiveDate};
use regex::{Captures, Regex};

use super::{context::DayOrder, patterns::pattern};

/// A date as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WrittenDate {
    /// Where it stands, in bytes.
    pub(super) range: Range<usize>,
    /// What it says.
    pub(super) day: Day,
}

/// What a written date says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// A whole date.
    Whole(NaiveDate),
    /// "5 December": the year is elsewhere.
    OfYear { month: u32, day: u32 },
    /// "05/12/2025": the fifth of December, or the twelfth of May.
    Ambiguous { first: u32, second: u32, year: i32 },
}

impl Day {
    /// The date; a missing year is the one that brings it closest to `near`.
    pub(super) fn resolved(
        self,
        near: Option<NaiveDate>,
        order: Option<DayOrder>,
    ) -> Option<NaiveDate> {
        match self {
            Self::Whole(date) => Some(date),
            Self::OfYear { month, day } => {
                let near = near?;
                let years = [near.year() - 1, near.year(), near.year() + 1];
                let dates =
                    years.into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
                dates.min_by_key(|date| (*date - near).num_days().abs())
            }
            Self::Ambiguous { first, second, year } => match order? {
                DayOrder::DayFirst => NaiveDate::from_ymd_opt(year, second, first),
                DayOrder::MonthFirst => NaiveDate::from_ymd_opt(year, first, second),
            },
        }
    }
}

/// The dates of a text, in order and apart from one another.
pub(super) fn dates(text: &str) -> Vec<WrittenDate> {
    let mut found = Vec::new();
    for captures in DAY_FIRST.captures_iter(text).chain(MONTH_FIRST.captures_iter(text)) {
        add_named(text, &captures, &mut found);
    }
    found.extend(NUMBERS.captures_iter(text).filter_map(|captures| {
        let range = captures.get(0)?.range();
        let day = numeric_day(&captures)?;
        (!is_part_of_more(text, range.clone())).then_some(WrittenDate { range, day })
    }));
    found.sort_by_key(|date| (date.range.start, usize::MAX - date.range.end));
    let mut end = 0;
    found.retain(|date| {
        let is_apart = date.range.start >= end;
        end = end.max(date.range.end);
        is_apart
    });
    found
}

/// The month in which a text says that something was, as its 15th day: "June 2026".
pub(super) fn month(text: &str) -> Option<NaiveDate> {
    let captures = MONTH_OF_YEAR.captures(text)?;
    let year = captures.name("year")?.as_str().parse().ok()?;
    NaiveDate::from_ymd_opt(year, month_of(captures.name("month")?.as_str())?, 15)
}

/// The year that a text names.
pub(in crate::report) fn year(text: &str) -> Option<i32> {
    YEAR_ALONE.find(text)?.as_str().parse().ok()
}

/// Adds the date of a match with a month's name, or both dates of "January 14-19, 2026".
fn add_named(text: &str, captures: &Captures<'_>, found: &mut Vec<WrittenDate>) -> Option<()> {
    let whole = captures.get(0)?.range();
    let month = month_of(captures.name("month")?.as_str())?;
    let day = captures.name("day")?;
    let mut end = whole.end;
    let mut year = captures.name("year");
    // "Dec 5, 2030 UTC" has a clock behind it.
    if let Some(clock) =
        year.filter(|year| CLOCK.is_match(text.get(year.start()..).unwrap_or_default()))
    {
        end = text.get(..clock.start())?.trim_end_matches([' ', ',']).len();
        year = None;
    }
    let year = year.or(captures.name("slash_year")).and_then(|year| year.as_str().parse().ok());
    let year = year.map(whole_year);
    // "Dec 09:20" has no day, and "10 May" none in "8.10 May".
    if is_part_of_more(text, whole.start..end) || text.get(end..)?.starts_with(':') {
        return None;
    }
    let mut add = |range, day: &str| {
        let day = named_day(month, day.parse().ok()?, year)?;
        found.push(WrittenDate { range, day });
        Some(())
    };
    let Some(last) = captures.name("last") else { return add(whole.start..end, day.as_str()) };
    add(whole.start..day.end(), day.as_str())?;
    add(last.start()..end, last.as_str())
}

fn named_day(month: u32, day: u32, year: Option<i32>) -> Option<Day> {
    match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day).map(Day::Whole),
        // A leap year, so that the 29th of February is a day.
        None => NaiveDate::from_ymd_opt(2024, month, day).map(|_| Day::OfYear { month, day }),
    }
}

fn numeric_day(captures: &Captures<'_>) -> Option<Day> {
    if let Some(year) = number(captures, "iso_year") {
        let (month, day) = (number(captures, "iso_month")?, number(captures, "iso_day")?);
        return NaiveDate::from_ymd_opt(year as i32, month, day).map(Day::Whole);
    }
    let (first, second) = (number(captures, "first")?, second_number(captures)?);
    // "5-26-21" can only be read one way.
    if let Some(year) = number(captures, "short_year") {
        let is_american = (1..=12).contains(&first) && second > 12;
        let date = NaiveDate::from_ymd_opt(2000 + year as i32, first, second);
        return date.filter(|_| is_american).map(Day::Whole);
    }
    let (separator, year) = [(".", "dot_year"), ("/", "slash_year"), ("-", "dash_year")]
        .into_iter()
        .find_map(|(separator, group)| Some((separator, number(captures, group)?)))?;
    let year = whole_year(year as i32);
    let date = |month, day| NaiveDate::from_ymd_opt(year, month, day).map(Day::Whole);
    match (first, second) {
        // Nobody puts the month first before a full stop.
        _ if separator == "." => date(second, first),
        (13.., _) => date(second, first),
        (_, 13..) => date(first, second),
        _ if first == second => date(first, second),
        _ => date(first, second).map(|_| Day::Ambiguous { first, second, year }),
    }
}

/// A year of which two digits are written is of this century.
fn whole_year(year: i32) -> i32 {
    if year < 100 { 2000 + year } else { year }
}

/// Which of day and month the three numbers of `text` that can only be read one way put first.
pub(super) fn day_orders(text: &str) -> impl Iterator<Item = DayOrder> {
    NUMBERS.captures_iter(text).filter_map(|captures| {
        let (first, second) = (number(&captures, "first")?, second_number(&captures)?);
        captures.name("slash_year").or(captures.name("dash_year"))?;
        match (first, second) {
            (13..=31, 1..=12) => Some(DayOrder::DayFirst),
            (1..=12, 13..=31) => Some(DayOrder::MonthFirst),
            _ => None,
        }
    })
}

/// Whether the match is a piece of a path, an address or a version, or of a longer number.
fn is_part_of_more(text: &str, range: Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let mut after = text.get(range.end..).unwrap_or_default().chars();
    let (next, second) = (after.next(), after.next());
    before.is_some_and(|before| before.is_alphanumeric() || "/.-_#=&".contains(before))
        || next.is_some_and(|next| next.is_ascii_digit() || "/_=".contains(next))
        || (next.is_some_and(|next| ".-".contains(next))
            && second.is_some_and(|second| second.is_alphanumeric()))
}

/// The number of a month by its name in English or German, whole or short.
pub(in crate::report) fn month_of(name: &str) -> Option<u32> {
    // Every word that may begin a line is looked at: without a copy of it.
    let is_begun = |begin: &str| {
        let mut letters = name.chars().flat_map(char::to_lowercase);
        begin.chars().all(|letter| letters.next() == Some(letter))
    };
    let (_, number) = MONTHS.iter().find(|(begin, _)| is_begun(begin))?;
    MONTH_ALONE.is_match(name).then_some(*number)
}

/// What the names of the months begin with, in English and in German.
const MONTHS: [(&str, u32); 16] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("mär", 3),
    ("apr", 4),
    ("may", 5),
    ("mai", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("okt", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
];

fn second_number(captures: &Captures<'_>) -> Option<u32> {
    ["second_dot", "second_slash", "second_dash"]
        .into_iter()
        .find_map(|group| number(captures, group))
}

fn number(captures: &Captures<'_>, group: &str) -> Option<u32> {
    captures.name(group)?.as_str().parse().ok()
}

/// The name of a month, whole or short.
pub(super) const MONTH: &str = "(?:Jan(?:uary?)?|Feb(?:ruary?)?|Mar(?:ch)?|März|Apr(?:il)?|May|Mai|June?|Juni|July?|Juli|Aug(?:ust)?|\
                     Sept?(?:ember)?|O[ck]t(?:ober)?|Nov(?:ember)?|De(?:c(?:ember)?|z(?:ember)?)|\
                     JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)";
const ORDINAL: &str = "(?:st|nd|rd|th)?";
const LAST: &str = r"(?:\s?[-–—]\s?(?<last>[0-9]{1,2})(?:st|nd|rd|th)?)?";
const YEAR: &str = r"(?:(?:,\s*|\s+|-)(?:of\s+)?(?<year>(?:19|20)[0-9]{2})\b|/(?<slash_year>(?:19|20)?[0-9]{2})\b)?";

/// "3. February 2020", "5th of December", "14-19 January 2026", "05-Dec-2025", "05/Dec/25".
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?<day>[0-9]{{1,2}}){ORDINAL}{LAST}\.?(?:\s+|[-/])(?:of\s+)?(?<month>{MONTH})\b\.?{YEAR}"
    ))
});

/// "Dec 5", "December 5th, 2025", "January 14-19, 2026".
static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?<month>{MONTH})\b\.?\s+(?:the\s+)?(?<day>[0-9]{{1,2}}){ORDINAL}\b{LAST}{YEAR}"
    ))
});

/// "2025-12-05", "2025/12/5", "05.12.2025", "12/05/2025", "12/5/25", "12-05-2025".
static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?<iso_year>(?:19|20)[0-9]{2})[-/.](?<iso_month>[0-9]{1,2})[-/.](?<iso_day>[0-9]{1,2})|(?<first>[0-9]{1,2})(?:\.(?<second_dot>[0-9]{1,2})\.(?<dot_year>(?:19|20)[0-9]{2})|/(?<second_slash>[0-9]{1,2})/(?<slash_year>(?:19|20)?[0-9]{2})|-(?<second_dash>[0-9]{1,2})-(?:(?<dash_year>(?:19|20)[0-9]{2})|(?<short_year>[0-9]{2}))))",
    )
});

static MONTH_ALONE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(?i)^{MONTH}$")));

static MONTH_OF_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"\b(?<month>{MONTH})\b\.?,?\s+(?<year>(?:19|20)[0-9]{{2}})\b"))
});

static YEAR_ALONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:19|20)[0-9]{2}\b"));

static CLOCK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[01][0-9]|2[0-3])[0-5][0-9]\s?(?:Z|UTC|GMT|h\b|hrs)"));

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<(&str, Day)> {
        dates(text).into_iter().map(|date| (&text[date.range], date.day)).collect()
    }

    fn whole(date: &str) -> Day {
        Day::Whole(date.parse().unwrap())
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        for (text, part, date) in [
            ("at 2025-12-05 09:20", "2025-12-05", "2025-12-05"),
            ("2025-12-05T09:20Z", "2025-12-05", "2025-12-05"),
            ("2025/12/5: down", "2025/12/5", "2025-12-05"),
            ("on Monday 3. February 2020, a", "3. February 2020", "2020-02-03"),
            ("December 5th, 2025 at 9:20", "December 5th, 2025", "2025-12-05"),
            ("5th of Dec 2025", "5th of Dec 2025", "2025-12-05"),
            ("05-Dec-2025", "05-Dec-2025", "2025-12-05"),
            ("03/Feb/26 7:12 AM", "03/Feb/26", "2026-02-03"),
            ("03/Feb/2026 07:12", "03/Feb/2026", "2026-02-03"),
            ("Sept. 5 2025", "Sept. 5 2025", "2025-09-05"),
            ("03.02.2020 11:21", "03.02.2020", "2020-02-03"),
            ("25/12/2025", "25/12/2025", "2025-12-25"),
            ("12/25/25", "12/25/25", "2025-12-25"),
            ("Date: 2025-12-05.", "2025-12-05", "2025-12-05"),
            ("outage 5-26-21", "5-26-21", "2021-05-26"),
            ("am 4. Januar 2026 um", "4. Januar 2026", "2026-01-04"),
            ("seit 4. März 2026", "4. März 2026", "2026-03-04"),
            ("am 12. Dez. 2026", "12. Dez. 2026", "2026-12-12"),
        ] {
            assert_eq!(written(text), [(part, whole(date))], "{text}");
        }
    }

    #[test]
    fn the_two_days_of_a_range_share_their_month_and_year() {
        let expected = [("January 14", whole("2026-01-14")), ("19, 2026", whole("2026-01-19"))];
        assert_eq!(written("January 14-19, 2026"), expected);
        assert_eq!(written("14–19 January 2026").len(), 2);
    }

    #[test]
    fn a_date_without_its_year_takes_the_closest_one() {
        assert_eq!(written("Dec 5, 2030 UTC"), [("Dec 5", Day::OfYear { month: 12, day: 5 })]);
        let day = Day::OfYear { month: 12, day: 31 };
        assert_eq!(day.resolved("2026-01-02".parse().ok(), None), "2025-12-31".parse().ok());
        assert_eq!(day.resolved(None, None), None);
    }

    #[test]
    fn an_ambiguous_date_needs_the_order_of_the_report() {
        let day = written("12/05/2025")[0].1;
        assert_eq!(day.resolved(None, None), None);
        assert_eq!(day.resolved(None, Some(DayOrder::MonthFirst)), "2025-12-05".parse().ok());
        assert_eq!(day.resolved(None, Some(DayOrder::DayFirst)), "2025-05-12".parse().ok());
        assert!(day_orders("12/25/2025").eq([DayOrder::MonthFirst]));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "version 4.1.13.2020",
            "/2025/12/05/outage",
            "May we ask",
            "the 5 servers",
            "2025-13-45",
            "in May 2024",
            "v2025.12.05",
            "2025-12-05-incident",
            "31 February 2024",
            "Dec 09:20",
            "26-05-21",
            "5-6-21",
        ] {
            assert_eq!(written(text), [], "{text}");
        }
    }
}
