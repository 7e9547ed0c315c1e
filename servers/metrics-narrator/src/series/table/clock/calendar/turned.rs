//! Times whose parts stand in an unusual order: the time of day before the day, or between the day and its year.

use super::{Calendar, Date, Span, day, offset, text::Text};

/// `14:05 31.12.2024`, `2:05 PM 12/31/2024`.
pub(super) fn time_first(all: &[u8]) -> Option<Calendar> {
    let mut text = Text::of(all);
    // Four digits are as well a number of something.
    let time = text.time().filter(|_| all.get(1..3).is_some_and(|signs| signs.contains(&b':')))?;
    let (finer, has_gap) = (text.finer, text.skip(b", ") > 0);
    let date = text.date().filter(|_| has_gap && text.rest.is_empty())?;
    let calendar = Calendar {
        date,
        span: text.span,
        time_of_day: Some(time),
        finer,
        offset: None,
        short: text.short,
    };
    Some(calendar).filter(|calendar| calendar.span == Span::Day)
}

/// `Tue Dec 31 14:05:09 2024`, `Tue Dec 31 14:05:09 +0000 2024`, as the libraries of C and others write it.
pub(super) fn year_last(text: &[u8]) -> Option<Calendar> {
    let mut text = Text::of(text);
    text.weekday();
    let month = text.month()?;
    text.skip(b" ");
    let (number, _) = text.number().filter(|_| text.skip(b" ") > 0)?;
    let time = text.time()?;
    let (zone, year) = text.rest.split_at_checked(text.rest.len().checked_sub(4)?)?;
    let (year, _) = Text::of(year).number().filter(|(_, digits)| *digits == 4)?;
    let zone = zone.strip_suffix(b" ")?.trim_ascii();
    let offset = if zone.is_empty() { None } else { Some(offset(zone)?) };
    Some(Calendar {
        date: Date::Certain(day(year, month, number)?),
        span: Span::Day,
        time_of_day: Some(time),
        finer: text.finer,
        offset,
        short: None,
    })
}
