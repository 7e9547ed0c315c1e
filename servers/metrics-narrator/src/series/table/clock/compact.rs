//! Times as the digits of a calendar alone: `202403`, `20240301`, `2024030114`, `202403011405`, `20240301140509`. A
//! column of them is told from one of counts by most of its cells being such digits, which few counts are.

use super::calendar::{self, pair};

/// Years of days, which no count since 1970 is taken for.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2999;

/// Years where as many digits may also be a count since 1970, or a day whose year has two digits.
const LIKELY_YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// `202403`, in milliseconds since 1970.
pub(super) fn month(cell: &[u8]) -> Option<i64> {
    let (year, pairs) = year(cell)?;
    if pairs.len() == 2 && LIKELY_YEARS.contains(&year) { of_pairs(year, pairs) } else { None }
}

/// `20240301` and what may follow: hour, minute, second, three digits of a fraction or a point and any of them. In
/// milliseconds since 1970, and the nanoseconds beyond them.
pub(super) fn time(cell: &[u8]) -> Option<(i64, u32)> {
    let point = cell.iter().position(|byte| *byte == b'.').unwrap_or(cell.len());
    let (digits, fraction) = cell.split_at_checked(point)?;
    let (year, pairs) = year(digits)?;
    let years = if matches!(digits.len(), 8 | 14) { YEARS } else { LIKELY_YEARS };
    let (pairs, thousandths) = pairs.split_at_checked(10).unwrap_or((pairs, &[]));
    if !years.contains(&year) || pairs.len() < 4 {
        return None;
    }
    let fraction = match (thousandths, fraction.split_first()) {
        ([], None) => return Some((of_pairs(year, pairs)?, 0)),
        ([_, _, _], None) => thousandths,
        ([], Some((_, fraction))) => fraction,
        _ => return None,
    };
    let (milliseconds, finer, rest) = calendar::fraction(fraction)?;
    // Only seconds have a fraction. That of a day is zero where a program took it for a number.
    let fits = rest.is_empty() && (pairs.len() == 10 || (milliseconds, finer) == (0, 0));
    Some((of_pairs(year, pairs)? + i64::from(milliseconds), finer)).filter(|_| fits)
}

/// `240301`, `2403011405` or `240301140509`, whose year has two digits.
pub(super) fn short_time(cell: &[u8]) -> Option<i64> {
    let (year, pairs) = cell.split_first_chunk::<2>()?;
    let [tens, ones] = *year;
    let year = calendar::with_century(pair(tens, ones)?);
    if matches!(pairs.len(), 4 | 8 | 10) { of_pairs(year, pairs) } else { None }
}

fn year(digits: &[u8]) -> Option<(u32, &[u8])> {
    let ([y1, y2, y3, y4], rest) = digits.split_first_chunk::<4>()?;
    Some((pair(*y1, *y2)? * 100 + pair(*y3, *y4)?, rest))
}

/// The time of a year and of as many pairs of digits as there are: month, day, hour, minute, second.
fn of_pairs(year: u32, pairs: &[u8]) -> Option<i64> {
    let mut parts = [1, 1, 0, 0, 0];
    for (part, digits) in parts.iter_mut().zip(pairs.chunks(2)) {
        let [tens, ones] = *digits else { return None };
        *part = pair(tens, ones)?;
    }
    let [month, day, hour, minute, second] = parts;
    let day = calendar::beginning(calendar::day(year, month, day)?);
    Some(day + calendar::time_of_day(hour, minute, second, 0)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400_000;

    #[test]
    fn digits_are_read_to_the_part_of_a_day_that_they_show() {
        for (cell, expected) in [
            ("19700102", Some((DAY, 0))),
            ("1970010201", Some((DAY + 3_600_000, 0))),
            ("197001020101", Some((DAY + 3_660_000, 0))),
            ("19700102010101", Some((DAY + 3_661_000, 0))),
            ("19700102010101007", Some((DAY + 3_661_007, 0))),
            ("19700102010101.0070005", Some((DAY + 3_661_007, 500))),
            ("19700102.0", Some((DAY, 0))),
            ("19700102.5", None),
            ("19700102.", None),
            ("197001", None),
            ("197001021", None),
            ("19700102010101.007x", None),
            ("19700102010101007.5", None),
            ("19700132", None),
            ("1970010225", None),
            ("197001020160", None),
            ("00000000", None),
            ("99991231", None),
            ("1704067200", None),
            ("1850010200", None),
            ("1970010a", None),
            ("", None),
        ] {
            assert_eq!(time(cell.as_bytes()), expected, "{cell}");
        }
        assert_eq!(time(b"18500101"), Some((-43_829 * DAY, 0)));
        for (cell, expected) in [
            ("197002", Some(31 * DAY)),
            ("197013", None),
            ("19700", None),
            ("240101", None),
            ("185001", None),
        ] {
            assert_eq!(month(cell.as_bytes()), expected, "{cell}");
        }
        for (cell, expected) in [
            ("700102", Some(DAY)),
            ("7001020101", Some(DAY + 3_660_000)),
            ("700102010101", Some(DAY + 3_661_000)),
            ("70010201", None),
            ("701302", None),
        ] {
            assert_eq!(short_time(cell.as_bytes()), expected, "{cell}");
        }
    }
}
