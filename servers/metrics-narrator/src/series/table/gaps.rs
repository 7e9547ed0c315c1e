//! The times between rows in which rows are missing: without those that come with the day or the week, as the nights and
//! the weekends of an office do, which are the rhythm of the rows.

use crate::series::durations::DAY_MILLISECONDS;

/// So many gaps are compared with one another: those of ten years of working days. Of more, none is part of a rhythm.
pub(crate) const MAX_COMPARED: usize = 4096;

/// In milliseconds: a day and a week.
const RHYTHMS: [i64; 2] = [DAY_MILLISECONDS, 7 * DAY_MILLISECONDS];

/// What came fewer times is no rhythm.
const FEWEST_TIMES: i64 = 3;

/// A gap of a rhythm comes in at least one of so many days or weeks: those of an office change with summer time, and it
/// has nights four times a week.
const ONE_OF_PERIODS: i64 = 3;

/// The gaps of a table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gaps {
    /// The first of them, by the last row before them and the first one behind them.
    first: Vec<(i64, i64)>,
    /// How many there are.
    count: u64,
    /// The longest of them, in milliseconds.
    longest: i64,
}

impl Gaps {
    pub(crate) fn add(&mut self, from: i64, to: i64) {
        self.count += 1;
        self.longest = self.longest.max(to - from);
        if self.first.len() < MAX_COMPARED {
            self.first.push((from, to));
        }
    }

    /// There are so many gaps or more, which are not known one by one.
    pub(crate) fn be_at_least(&mut self, count: u64) {
        self.count = self.count.max(count);
    }

    /// How many gaps are part of no rhythm, and how long the longest of them is, where rows are usually `step` apart and
    /// span the time `span`, in milliseconds.
    pub(crate) fn beside_rhythm(&self, step: i64, span: i64) -> (u64, i64) {
        if self.count > self.first.len() as u64 {
            return (self.count, self.longest);
        }
        let beside = self.first.iter().filter(|gap| !self.is_of_rhythm(**gap, step, span));
        let lengths = beside.map(|(from, to)| to - from);
        lengths.fold((0, 0), |(count, longest), length| (count + 1, longest.max(length)))
    }

    /// Whether a gap begins and ends at a time of the day or the week at which others do.
    fn is_of_rhythm(&self, (from, to): (i64, i64), step: i64, span: i64) -> bool {
        RHYTHMS.into_iter().any(|period| {
            let apart = |one: i64, other: i64| {
                let passed = (one - other).rem_euclid(period);
                passed.min(period - passed)
            };
            let is_like = |(begin, end): &&(i64, i64)| {
                apart(*begin, from) < step && ((end - begin) - (to - from)).abs() < step
            };
            let alike = self.first.iter().filter(is_like).count() as i64;
            alike >= FEWEST_TIMES && alike * ONE_OF_PERIODS >= span / period
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    /// The gaps of rows in those of `hours` that are `open`, and how many are told and how long the longest is, in hours.
    fn told(hours: i64, step: i64, open: impl Fn(i64) -> bool) -> (u64, i64) {
        let rows: Vec<i64> = (0..hours).step_by(step as usize).filter(|hour| open(*hour)).collect();
        let mut gaps = Gaps::default();
        for (row, next) in rows.iter().zip(rows.iter().skip(1)) {
            if next - row > step {
                gaps.add(row * HOUR, next * HOUR);
            }
        }
        let (count, longest) = gaps.beside_rhythm(step * HOUR, hours * HOUR);
        (count, longest / HOUR)
    }

    #[test]
    fn weekends_and_nights_are_no_gaps_and_a_holiday_is_one() {
        let is_working_day = |hour: i64| hour / 24 % 7 < 5;
        let is_working_hour = |hour: i64| is_working_day(hour) && (8..18).contains(&(hour % 24));
        let year = 364 * 24;
        assert_eq!(told(year, 24, is_working_day), (0, 0));
        assert_eq!(told(year, 1, is_working_hour), (0, 0));
        // A Friday, and two weeks.
        let is_off =
            |hour: i64| [4 + 70].contains(&(hour / 24)) || (140..154).contains(&(hour / 24));
        assert_eq!(told(year, 24, |hour| is_working_day(hour) && !is_off(hour)), (2, 17 * 24));
        // A part of one day.
        let is_down = |hour: i64| (72 * 24 + 11..72 * 24 + 14).contains(&hour);
        assert_eq!(told(year, 1, |hour| is_working_hour(hour) && !is_down(hour)), (1, 4));
    }

    #[test]
    fn gaps_without_a_rhythm_are_all_told() {
        assert_eq!(told(400, 1, |hour| ![17, 88, 89, 250, 311].contains(&hour)), (4, 3));
        // Two weekends may be chance, and so are three times of the same hour in a year.
        assert_eq!(told(20 * 24, 24, |hour| ![5, 6, 12, 13].contains(&(hour / 24))), (2, 72));
        assert_eq!(told(364 * 24, 1, |hour| ![170, 1_010, 5_042].contains(&hour)), (3, 2));
        let many = told(100_000, 1, |hour| hour % 8 > 1);
        assert_eq!(many, (12_500 - 1, 3));
    }
}
