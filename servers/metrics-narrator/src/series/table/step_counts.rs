//! How far the rows of a long table are apart, whose times are not kept: how often each step from one time to the next
//! comes, in classes that are as wide as steps are long, and which steps are the longest.
//!
//! Most tables have a step that comes again and again, so that a row costs two comparisons: whether its step is the one
//! before, and whether it is one of the longest.

use std::cmp::Reverse;

use crate::series::table::gaps::{Gaps, MAX_COMPARED};

/// How many bits behind the first one tell classes apart: the steps of a class differ by less than 1 %.
const PRECISION: u32 = 7;

/// One for each number below 2^`PRECISION`, and so many for each power of two from there on that a step may have.
const CLASSES: usize = (64 - PRECISION as usize) << PRECISION;

/// The steps so far.
#[derive(Debug, Clone)]
pub(crate) struct StepCounts {
    classes: Vec<Class>,
    /// The last step, and how often it has come without another between.
    run: (i64, u64),
    /// The longest steps, by the times before and behind them: as many as gaps are compared, or up to twice as many.
    longest: Vec<(i64, i64)>,
    /// A step that is not longer is left out of them.
    longest_left_out: i64,
}

/// Steps of about one length.
#[derive(Debug, Clone, Copy, Default)]
struct Class {
    count: u64,
    /// The step that most of them are, if one is, and by how many it has outnumbered others (Boyer and Moore, 1991).
    likely: i64,
    votes: u64,
}

impl StepCounts {
    pub(crate) fn new() -> Self {
        Self {
            classes: vec![Class::default(); CLASSES],
            run: (0, 0),
            longest: Vec::new(),
            longest_left_out: 0,
        }
    }

    /// Counts the step between two times.
    #[inline]
    pub(crate) fn add(&mut self, from: i64, to: i64) {
        let step = to - from;
        if step > self.longest_left_out {
            self.keep(from, to);
        }
        if step == self.run.0 {
            self.run.1 += 1;
        } else {
            self.end_run();
            self.run = (step, 1);
        }
    }

    fn keep(&mut self, from: i64, to: i64) {
        self.longest.push((from, to));
        if self.longest.len() == 2 * MAX_COMPARED {
            self.longest.select_nth_unstable_by_key(MAX_COMPARED, |(from, to)| Reverse(to - from));
            self.longest_left_out =
                self.longest.get(MAX_COMPARED).map_or(0, |(from, to)| to - from);
            self.longest.truncate(MAX_COMPARED);
        }
    }

    /// Counts the steps of the run where they belong.
    fn end_run(&mut self) {
        let (step, times) = std::mem::take(&mut self.run);
        if let Some(class) = self.classes.get_mut(class_of(step)).filter(|_| times > 0) {
            class.add(step, times);
        }
    }

    /// How many steps there are.
    pub(crate) fn count(&self) -> u64 {
        self.run.1 + self.classes.iter().map(|class| class.count).sum::<u64>()
    }

    /// The median of the steps: `first`, that of the first of them, if it is as good as that of all.
    pub(crate) fn median(&mut self, first: i64) -> i64 {
        self.end_run();
        let middle = self.count().saturating_sub(1) / 2;
        let mut before = 0;
        let class = self.classes.iter().find(|class| {
            before += class.count;
            before > middle
        });
        class.filter(|class| class_of(class.likely) != class_of(first)).map_or(first, |c| c.likely)
    }

    /// The steps of which `is_gap` is true, as it is of all that are long enough. Of more than are compared with one
    /// another, the number is that of the classes in which they are.
    pub(crate) fn gaps(&mut self, is_gap: impl Fn(i64) -> bool) -> Gaps {
        self.end_run();
        let mut gaps = Gaps::default();
        for (from, to) in &self.longest {
            if is_gap(to - from) {
                gaps.add(*from, *to);
            }
        }
        if is_gap(self.longest_left_out) {
            let long = self.classes.iter().filter(|class| is_gap(class.likely));
            gaps.be_at_least(long.map(|class| class.count).sum());
        }
        gaps
    }
}

impl Class {
    fn add(&mut self, step: i64, times: u64) {
        self.count += times;
        if step == self.likely {
            self.votes += times;
        } else if times > self.votes {
            (self.likely, self.votes) = (step, times - self.votes);
        } else {
            self.votes -= times;
        }
    }
}

/// Which class a step belongs to: longer ones belong to later ones.
fn class_of(step: i64) -> usize {
    let step = step.unsigned_abs();
    let cut = (u64::BITS - step.leading_zeros()).saturating_sub(PRECISION + 1);
    ((cut as usize) << PRECISION) + (step >> cut) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The counts of steps that follow one another.
    fn counts(steps: impl Iterator<Item = i64>) -> StepCounts {
        let mut counts = StepCounts::new();
        let mut time = 0;
        for step in steps {
            counts.add(time, time + step);
            time += step;
        }
        counts
    }

    #[test]
    fn the_steps_of_a_class_differ_by_less_than_a_hundredth_and_all_have_one() {
        assert!(class_of(i64::MAX) < CLASSES);
        assert!((1..100_000).all(|step| class_of(step) <= class_of(step + 1)));
        assert!((100..100_000).all(|step| class_of(step) < class_of(step + step / 100 + 1)));
    }

    #[test]
    fn the_median_is_a_step_that_comes_and_that_of_the_first_rows_where_it_is_as_good() {
        let of = |steps: &mut dyn Iterator<Item = i64>, first| counts(steps).median(first);
        assert_eq!(of(&mut [7, 1, 9, 1, 8].into_iter(), 1), 7);
        let changes = [(1_000, 200_000), (9_999, 1), (10_000, 300_000), (10_001, 1_000)];
        let steps = changes.map(|(step, times)| std::iter::repeat_n(step, times));
        assert_eq!(of(&mut steps.into_iter().flatten(), 1_000), 10_000);
        let jitter = |row: i64| 60_000 + row * 7919 % 400 - 200;
        assert_eq!(of(&mut (0..10_000).map(jitter), 60_003), 60_003);
    }

    #[test]
    fn few_gaps_are_counted_one_by_one_and_many_by_their_classes() {
        let number = |gaps: Gaps| gaps.beside_rhythm(1, i64::MAX / 2);
        let longer = |most: i64| move |step: i64| step > most;
        let mut few =
            counts((0..500_000).map(|row| if row % 1_000 == 0 { 151 + row } else { 100 }));
        assert_eq!(number(few.gaps(longer(150))), (500, 499_151));
        assert_eq!(number(few.gaps(longer(1_151))), (498, 499_151));
        let mut many = counts((0..500_000).map(|row| if row % 10 == 0 { 400 } else { 100 }));
        assert_eq!(number(many.gaps(longer(150))), (50_000, 400));
        assert_eq!(number(many.gaps(longer(400))), (0, 0));
    }
}
