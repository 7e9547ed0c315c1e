//! The times of a table in one reading of them: in which order they come, how far they are apart, which moments they
//! make.

use crate::series::table::{
    gaps::Gaps,
    pass::reserve,
    step_counts::StepCounts,
    window::{Run, Widening, Window},
};

/// A time between rows is a gap where it is longer than so many usual ones: at least one row is missing there.
const GAP_STEPS: f64 = 1.5;

/// The longer half of so many times before and behind a gap are shorter than it.
const STEPS_BESIDE: usize = 2;

/// Where at most one row in so many of a long table falls between those before it, all others tell the usual step. Of
/// more, those at either end of the table skip too many: the first rows, which are sorted, tell it.
const ROWS_FOR_ONE_FILLED_IN: u64 = 10;

/// The times so far.
#[derive(Debug, Clone)]
pub(crate) struct Timeline {
    /// The rows that are not counted yet, in milliseconds since 1970.
    pub(crate) block: Vec<i64>,
    /// The rows that are; empty where there are too many to keep.
    times: Vec<i64>,
    window: Option<Window>,
    /// Where the rows of the last block fell.
    runs: Vec<Run>,
    /// What had to be done to the rings before.
    widening: Option<Widening>,
    earliest: i64,
    latest: i64,
    out_of_order: u64,
    /// How many rows of a long table fell between those before them, which may have closed gaps.
    filled_in: u64,
    /// Those of the rows that are kept or were.
    steps: Steps,
    /// How far the rows of a long table are apart.
    counts: Option<StepCounts>,
}

/// How far times are apart.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Steps {
    /// The usual time from one row to the next, in milliseconds: the median, in a long table within 1 %.
    pub(crate) usual: i64,
    /// How many are longer than one and a half usual ones, without those of a rhythm; at least so many in a long table
    /// whose rows have no order, and about so many in one with more of them than are compared with one another.
    pub(crate) gaps: u64,
    /// The longest of them, in milliseconds.
    pub(crate) longest_gap: i64,
    /// Rows that have the same time as one before them; at least so many in a long table whose rows have no order.
    pub(crate) duplicates: u64,
}

impl Default for Timeline {
    fn default() -> Self {
        Self {
            block: Vec::new(),
            times: Vec::new(),
            window: None,
            runs: Vec::new(),
            widening: None,
            earliest: i64::MAX,
            latest: i64::MIN,
            out_of_order: 0,
            filled_in: 0,
            steps: Steps::default(),
            counts: None,
        }
    }
}

impl Timeline {
    /// Counts the rows of the block, which stays until [`Self::clear_block`], and looks where they fall.
    pub(crate) fn count_block(&mut self) {
        for time in self.block.iter().copied() {
            // The rows of a long table are not kept, so that only those at either end of it can be compared.
            if let Some(counts) = &mut self.counts {
                if time > self.latest {
                    counts.add(self.latest, time);
                } else if time < self.earliest {
                    counts.add(time, self.earliest);
                } else if time == self.latest || time == self.earliest {
                    self.steps.duplicates += 1;
                } else {
                    self.filled_in += 1;
                }
            }
            self.out_of_order += u64::from(time < self.latest);
            self.latest = self.latest.max(time);
            self.earliest = self.earliest.min(time);
        }
        if let Some(window) = &mut self.window {
            self.widening = window.make_room(self.earliest, self.latest);
            window.fill(&self.block, &mut self.runs);
        } else {
            reserve(&mut self.times, self.block.len());
            self.times.extend_from_slice(&self.block);
        }
    }

    pub(crate) fn clear_block(&mut self) {
        self.block.clear();
    }

    /// Gives up the rows for buckets, and returns where the rows fall.
    pub(crate) fn pour(&mut self) -> Vec<Run> {
        let mut window = Window::around(self.earliest, self.latest);
        let mut runs = Vec::new();
        window.fill(&self.times, &mut runs);
        let mut times = std::mem::take(&mut self.times);
        times.sort_unstable();
        self.steps = Steps::of(&times);
        let mut counts = StepCounts::new();
        for (from, to) in pairs(&times).filter(|(from, to)| from < to) {
            counts.add(from, to);
        }
        self.counts = Some(counts);
        self.window = Some(window);
        runs
    }

    /// Where the rows of the block fall, and what had to be done to the rings before; nothing while rows are kept.
    pub(crate) fn runs(&self) -> (&[Run], Option<Widening>) {
        (&self.runs, self.widening)
    }

    /// The earliest and the latest time.
    pub(crate) fn reach(&self) -> (i64, i64) {
        (self.earliest, self.latest)
    }

    /// Rows whose time is earlier than one before them.
    pub(crate) fn out_of_order(&self) -> u64 {
        self.out_of_order
    }

    /// The moments of the result.
    pub(crate) fn moments(mut self) -> Moments {
        if let Some(window) = &mut self.window {
            let buckets = window.filled();
            let times = buckets.iter().map(|bucket| window.beginning(*bucket)).collect();
            let width = window.width();
            let steps = self.steps_of_buckets(&buckets, width);
            return Moments { times, steps, rows: Rows::Buckets { buckets, width } };
        }
        let mut order: Vec<u32> = (0..).take(self.times.len()).collect();
        let time_of = |row: &u32| self.times.get(*row as usize).copied().unwrap_or_default();
        if self.out_of_order > 0 {
            order.sort_by_key(time_of);
        }
        let mut times = if self.out_of_order > 0 {
            order.iter().map(time_of).collect()
        } else {
            std::mem::take(&mut self.times)
        };
        self.steps = Steps::of(&times);
        let steps = self.steps_beside_rhythm(&self.steps.gaps_of_rows(&times));
        let mut lengths = Vec::with_capacity(times.len());
        lengths.extend(times.chunk_by(|a, b| a == b).map(|rows| rows.len() as u32));
        times.dedup();
        times.shrink_to_fit();
        Moments { times, steps, rows: Rows::Kept { order, lengths } }
    }

    /// How far the rows of a long table are apart, of which these buckets have some.
    fn steps_of_buckets(&mut self, filled: &[i64], width: i64) -> Steps {
        let Some(mut counts) = self.counts.take() else { return self.steps };
        if self.filled_in * ROWS_FOR_ONE_FILLED_IN <= counts.count() {
            self.steps.usual = counts.median(self.steps.usual);
        }
        let gaps = if self.filled_in == 0 {
            counts.gaps(|step| self.steps.is_gap(step))
        } else {
            // Rows that come in any order close gaps between others. Between the rows of two buckets lie at least the
            // buckets that have none.
            self.steps
                .gaps(pairs(filled).map(|(bucket, next)| ((bucket + 1) * width, next * width)))
        };
        self.steps_beside_rhythm(&gaps)
    }

    /// How far times are apart, with those of the `gaps` that are not the rhythm of the rows.
    fn steps_beside_rhythm(&self, gaps: &Gaps) -> Steps {
        let span = self.latest.saturating_sub(self.earliest);
        let (gaps, longest_gap) = gaps.beside_rhythm(self.steps.usual, span);
        Steps { gaps, longest_gap, ..self.steps }
    }
}

impl Steps {
    /// Of all times, sorted.
    fn of(sorted: &[i64]) -> Self {
        let mut apart = Vec::with_capacity(sorted.len());
        apart.extend(pairs(sorted).map(|(time, next)| next - time).filter(|step| *step > 0));
        let duplicates = (sorted.len() as u64).saturating_sub(1 + apart.len() as u64);
        let mut all = Self { duplicates, ..Self::default() };
        if let Some(middle) = apart.len().checked_sub(1).map(|last| last / 2) {
            all.usual = *apart.select_nth_unstable(middle).1;
        }
        all
    }

    /// Those of the times between two of the `sorted` rows in which rows are missing. Where the times beside one are as long,
    /// the rows come less often there, and none is missing.
    fn gaps_of_rows(&self, sorted: &[i64]) -> Gaps {
        let steps: Vec<(i64, i64)> = pairs(sorted).filter(|(from, to)| from < to).collect();
        let is_longer_than_beside = |(index, (from, to)): &(usize, &(i64, i64))| {
            let near = index.saturating_sub(STEPS_BESIDE)..=index + STEPS_BESIDE;
            let beside = near.filter(|other| other != index).filter_map(|other| steps.get(other));
            let mut beside: Vec<i64> = beside.map(|(from, to)| to - from).collect();
            beside.sort_unstable();
            beside.get(beside.len() / 2).is_none_or(|usual| is_longer(to - from, *usual))
        };
        let numbered = steps.iter().enumerate().filter(|(_, (from, to))| self.is_gap(to - from));
        self.gaps(numbered.filter(is_longer_than_beside).map(|(_, step)| *step))
    }

    /// Those of the times between two rows in which rows are missing.
    fn gaps(&self, between: impl Iterator<Item = (i64, i64)>) -> Gaps {
        let mut gaps = Gaps::default();
        for (from, to) in between.filter(|(from, to)| self.is_gap(to - from)) {
            gaps.add(from, to);
        }
        gaps
    }

    fn is_gap(&self, step: i64) -> bool {
        is_longer(step, self.usual)
    }
}

fn is_longer(step: i64, usual: i64) -> bool {
    step as f64 > GAP_STEPS * usual as f64
}

/// Each of them with the next.
fn pairs(sorted: &[i64]) -> impl Iterator<Item = (i64, i64)> {
    sorted.iter().copied().zip(sorted.iter().copied().skip(1))
}

/// The moments of a table, and which rows belong to them.
pub(crate) struct Moments {
    /// In milliseconds since 1970, ascending.
    pub(crate) times: Vec<i64>,
    pub(crate) steps: Steps,
    pub(crate) rows: Rows,
}

/// The rows of the moments.
pub(crate) enum Rows {
    /// The rows in the order of time, and how many of them each moment has.
    Kept { order: Vec<u32>, lengths: Vec<u32> },
    /// The buckets, and their width in milliseconds.
    Buckets { buckets: Vec<i64>, width: i64 },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(times: &[i64], pour_after: usize) -> Timeline {
        let mut timeline = Timeline::default();
        for (index, time) in times.iter().enumerate() {
            if index == pour_after {
                timeline.pour();
            }
            timeline.block.push(*time);
            timeline.count_block();
            timeline.clear_block();
        }
        timeline
    }

    #[test]
    fn order_gaps_and_duplicates_are_counted_while_rows_are_kept_and_afterwards() {
        let times = [0, 10, 20, 30, 30, 60, 70, 80, 200, 210];
        let expected = Steps { usual: 10, gaps: 2, longest_gap: 120, duplicates: 1 };
        let reversed: Vec<i64> = times.iter().rev().copied().collect();
        for pour_after in [5, 6, 100] {
            let ascending = timeline(&times, pour_after);
            assert_eq!((ascending.out_of_order(), ascending.reach()), (0, (0, 210)));
            assert_eq!(ascending.moments().steps, expected);
            let descending = timeline(&reversed, pour_after);
            assert_eq!((descending.out_of_order(), descending.reach()), (9, (0, 210)));
            assert_eq!(descending.moments().steps, expected);
        }
    }

    #[test]
    fn rows_that_come_less_often_for_a_while_are_no_gaps() {
        // Every ten minutes, then every two; a row is missing of each.
        let slow = (0..30).map(|row| 10 * row).filter(|time| *time != 200);
        let quick = (0..90).map(|row| 290 + 2 * row).filter(|time| *time != 350);
        let times: Vec<i64> = slow.chain(quick.skip(1)).collect();
        let expected = Steps { usual: 2, gaps: 2, longest_gap: 20, duplicates: 0 };
        assert_eq!(timeline(&times, usize::MAX).moments().steps, expected);
    }

    #[test]
    fn the_order_of_the_rows_of_a_long_table_makes_no_gaps() {
        // Each thing has its rows below those of another, as in an export of several.
        let times: Vec<i64> = (0..3).flat_map(|_| (0..1000).map(|step| step * 10)).collect();
        let gaps = |times: &[i64]| {
            let steps = timeline(times, 500).moments().steps;
            (steps.gaps, steps.longest_gap)
        };
        assert_eq!(gaps(&times), (0, 0));
        let shuffled: Vec<i64> = (0..1000).map(|row| row * 617 % 1000 * 10).collect();
        assert_eq!(gaps(&shuffled), (0, 0));
        // One that is there in any order stays, and is at least so long.
        let without: Vec<i64> =
            shuffled.into_iter().filter(|time| !(4000..6000).contains(time)).collect();
        let (gaps, longest) = gaps(&without);
        assert_eq!(gaps, 1);
        assert!((1990..=2010).contains(&longest), "{longest}");
    }

    #[test]
    fn the_usual_step_of_a_long_table_is_that_of_most_rows() {
        let rows = |steps: [(i64, usize); 3]| {
            let steps =
                steps.into_iter().flat_map(|(step, times)| std::iter::repeat_n(step, times));
            let times = steps.scan(0, |time, step| {
                *time += step;
                Some(*time)
            });
            times.collect::<Vec<i64>>()
        };
        let of = |times: &[i64]| timeline(times, 2_000).moments().steps;
        // One row a second, and later every ten seconds.
        let mut slower = rows([(1_000, 2_010), (10_000, 6_000), (25_000, 1)]);
        let expected = Steps { usual: 10_000, gaps: 1, longest_gap: 25_000, duplicates: 0 };
        assert_eq!(of(&slower), expected);
        assert_eq!(timeline(&slower, usize::MAX).moments().steps, expected);
        slower.reverse();
        assert_eq!(of(&slower), expected);
        // A row that comes late does not hide it.
        slower.reverse();
        slower.swap(5_000, 5_001);
        assert_eq!(of(&slower).usual, 10_000);
        let faster = rows([(10_000, 2_010), (1_000, 6_000), (1_600, 1)]);
        let expected = Steps { usual: 1_000, gaps: 2_010, longest_gap: 10_000, duplicates: 0 };
        assert_eq!(of(&faster), expected);
        // Neighbors that change places skip one another at the end of the table.
        let turned: Vec<i64> = (0..9_000).map(|row| (row ^ 3) * 1_000).collect();
        assert_eq!(of(&turned).usual, 1_000);
    }

    #[test]
    fn rows_of_one_time_are_one_moment_and_keep_their_order() {
        let moments = timeline(&[5, 3, 5, 1], 100).moments();
        assert_eq!(moments.times, [1, 3, 5]);
        let Rows::Kept { order, lengths } = moments.rows else { panic!("rows are kept") };
        assert_eq!((order, lengths), (vec![3, 1, 0, 2], vec![1, 1, 2]));
    }

    #[test]
    fn a_single_time_has_no_step() {
        assert_eq!(timeline(&[7], 100).moments().steps, Steps::default());
    }
}
