//! Whether a date by which something is to be done is one of the report: as it writes it, or the same day, month or
//! quarter written in another way.

use std::sync::LazyLock;

use chrono::{Datelike as _, Months, NaiveDate};
use regex::{Captures, Regex};
use shared::Material;

use super::Evidence;
use crate::report::times::{self, Moment, pattern};

/// A month or a quarter; without a year it may be that of any.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Period {
    year: Option<i32>,
    /// Its first month.
    month: u32,
    months: u32,
}

/// The dates of a text.
struct Dates<'t> {
    text: &'t Material,
    moments: &'t [Moment],
    periods: &'t [Period],
}

impl Evidence {
    /// What is wrong with `due`, a date as the report writes it or in ISO 8601, as that of `action`.
    pub fn check_due(&self, place: &str, due: &str, action: &str) -> Option<String> {
        let all = Dates { text: &self.text, moments: &self.moments, periods: self.periods() };
        if !self.has_date(&all, due) {
            return Some(format!(
                "{place} {due:?} is no date of the report; copy it, or write null"
            ));
        }
        let said = self.said_with(action)?;
        let is_with_it = said.into_iter().any(|said| {
            let moments = times::moments(said, &self.context).into_iter().map(|found| found.moment);
            let (moments, periods) = (moments.collect::<Vec<_>>(), periods(said));
            let said = Material::new("line", said);
            self.has_date(&Dates { text: &said, moments: &moments, periods: &periods }, due)
        });
        (!is_with_it).then(|| {
            format!("{place} {due:?} does not stand with its action; write the date of the same item or row, or null")
        })
    }

    /// Whether `known` tells `due`, in another way as well.
    fn has_date(&self, known: &Dates<'_>, due: &str) -> bool {
        if known.text.contains_quote(due) {
            return true;
        }
        let moments = times::moments(due, &self.context);
        let found = moments.iter().find_map(|found| Some((found.moment, found.moment.date?)));
        if let Some((moment, date)) = found {
            return known.moments.iter().any(|known| moment.agrees_with(known))
                || known.periods.iter().any(|period| self.ends_on(period, date));
        }
        let own = periods(due);
        let agree = |own: &Period, known: &Period| {
            (own.month, own.months) == (known.month, known.months)
                && own.year.is_none_or(|year| self.year_of(known).is_none_or(|known| known == year))
        };
        let is_of_a_date = |own: &Period| {
            let mut dates = known.moments.iter().filter_map(|moment| moment.date);
            own.months == 1
                && dates.any(|date| {
                    date.month() == own.month && own.year.is_none_or(|year| year == date.year())
                })
        };
        !own.is_empty()
            && own
                .iter()
                .all(|own| known.periods.iter().any(|known| agree(own, known)) || is_of_a_date(own))
    }

    /// Whether a date is the last day of a period.
    fn ends_on(&self, period: &Period, date: NaiveDate) -> bool {
        let first = NaiveDate::from_ymd_opt(date.year(), period.month, 1);
        let last = first
            .and_then(|first| first.checked_add_months(Months::new(period.months)))
            .and_then(|next| next.pred_opt());
        last == Some(date) && self.year_of(period).is_none_or(|year| year == date.year())
    }

    /// The year of a period: its own, or that in which it is next over, as seen from the report.
    fn year_of(&self, period: &Period) -> Option<i32> {
        let is_over = |date: &NaiveDate| period.month + period.months <= date.month();
        let next = || self.context.date.map(|date| date.year() + i32::from(is_over(&date)));
        period.year.or_else(next)
    }

    fn periods(&self) -> &[Period] {
        self.periods.get_or_init(|| periods(&self.text))
    }
}

/// The months and quarters that a text names.
fn periods(text: &str) -> Vec<Period> {
    PERIOD.captures_iter(text).take(MAX_PERIODS).filter_map(|captures| period(&captures)).collect()
}

const MAX_PERIODS: usize = 1_000;

fn period(captures: &Captures<'_>) -> Option<Period> {
    let number = |group: &str| captures.name(group)?.as_str().parse::<u32>().ok();
    let year = ["year", "year_behind", "year_before", "iso_year"].into_iter().find_map(number);
    let year = year.and_then(|year| i32::try_from(year).ok());
    if let Some(quarter) = number("quarter") {
        return Some(Period { year, month: 3 * quarter - 2, months: 3 });
    }
    let month = match captures.name("month") {
        Some(name) => {
            let name = name.as_str().get(..3)?.to_ascii_lowercase();
            MONTHS.iter().zip(1..).find(|(month, _)| **month == name).map(|(_, number)| number)?
        }
        None => number("iso_month")?,
    };
    Some(Period { year, month, months: 1 })
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        \b(?<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[a-z]{0,6})\b(?:,?\s+(?<year>20[0-9]{2})\b)?
        | (?:\b(?<year_before>20[0-9]{2})[\s-]?)?\b?Q(?<quarter>[1-4])\b(?:[\s/-]*(?<year_behind>20[0-9]{2})\b)?
        | \b(?<iso_year>20[0-9]{2})-(?<iso_month>0[1-9]|1[0-2])\b",
    )
});
