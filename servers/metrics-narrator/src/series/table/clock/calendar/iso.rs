//! The form of nearly all tables, which has a path of its own; all others, and faults, are left to [`super::read`].

use chrono::NaiveDate;

use super::{beginning, day, fraction, offset, pair, time_of_day};

/// The last day that was read, as it is written, and its beginning.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CachedDay {
    written: [u8; 10],
    beginning: i64,
}

/// `2024-03-01T14:00:00.5+02:00` with what may be left out: seconds, fraction, offset. What the clock on the wall
/// shows, in milliseconds since 1970 and the nanoseconds beyond them, and the offset in minutes.
#[inline]
pub(crate) fn iso(cell: &[u8], day: &mut CachedDay) -> Option<(i64, u32, Option<i32>)> {
    let (date, rest) = cell.split_first_chunk::<10>()?;
    let ([b'T' | b't' | b' ', h1, h2, b':', m1, m2], rest) = rest.split_first_chunk::<6>()? else {
        return None;
    };
    let (second, rest) = match rest {
        [b':', s1, s2, rest @ ..] => (pair(*s1, *s2)?, rest),
        _ => (0, rest),
    };
    if *date != day.written {
        *day = CachedDay { written: *date, beginning: beginning(iso_date(date)?) };
    }
    let (millisecond, finer, rest) = match rest {
        [b'.' | b',', rest @ ..] => fraction(rest)?,
        _ => (0, 0, rest),
    };
    let time = time_of_day(pair(*h1, *h2)?, pair(*m1, *m2)?, second, millisecond)?;
    let offset = if rest.is_empty() { None } else { Some(offset(rest)?) };
    Some((day.beginning + time, finer, offset))
}

fn iso_date(date: &[u8; 10]) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *date else { return None };
    let year = pair(y1, y2)? * 100 + pair(y3, y4)?;
    day(year, pair(m1, m2)?, pair(d1, d2)?)
}
