//! The seasonally adjusted values of a sample: what is left of them without their season and without what is unusual.

use std::ops::Range;

use crate::series::statistics::{
    sample::Sample,
    season::{LEAST_PART_OF_ANYTHING, Season, without, without_by},
    steps::Step,
};

/// Values of a sample without their season, in the order of time.
#[derive(Debug)]
pub(crate) struct Adjusted {
    /// The number of each value in the sample.
    pub(crate) indices: Vec<usize>,
    /// From -1 to 1, which is the time of the whole sample.
    pub(crate) times: Vec<f64>,
    pub(crate) values: Vec<f64>,
}

impl Adjusted {
    /// Those of `sample` whose numbers are usual and that say something of the level.
    pub(crate) fn of(
        sample: &Sample,
        season: Option<&Season>,
        is_usual: impl Fn(usize) -> bool,
    ) -> Self {
        Self::by(|cell, value| without(season, cell, value), sample, is_usual)
    }

    /// The same with those that hardly say anything of it.
    pub(crate) fn of_all(
        sample: &Sample,
        season: &Season,
        is_usual: impl Fn(usize) -> bool,
    ) -> Self {
        let level = |cell, value| without_by(LEAST_PART_OF_ANYTHING, Some(season), cell, value);
        Self::by(level, sample, is_usual)
    }

    /// Those whose numbers are usual, at the level that a cell and a value in it say, if they say one.
    fn by(
        level: impl Fn(usize, f64) -> Option<f64>,
        sample: &Sample,
        is_usual: impl Fn(usize) -> bool,
    ) -> Self {
        let values = sample.values.iter().zip(&sample.cells).zip(&sample.times).enumerate();
        let n = sample.values.len();
        let mut adjusted = Self {
            indices: Vec::with_capacity(n),
            times: Vec::with_capacity(n),
            values: Vec::with_capacity(n),
        };
        for (index, ((value, cell), time)) in values.filter(|(index, _)| is_usual(*index)) {
            if let Some(level) = level(*cell, *value) {
                adjusted.indices.push(index);
                adjusted.times.push(*time);
                adjusted.values.push(level);
            }
        }
        adjusted
    }

    /// The values without `steps` of these heights.
    pub(crate) fn without_steps(&self, steps: &[(&Step, f64)]) -> Vec<f64> {
        let mut values = self.values.clone();
        for (step, height) in steps {
            let passed = self.indices.iter().map(|index| step.share_passed(*index));
            values.iter_mut().zip(passed).for_each(|(value, share)| *value -= height * share);
        }
        values
    }

    /// Takes the values of these places away: the numbers from the first to the last of them.
    pub(crate) fn take_out(&mut self, places: Range<usize>) -> Range<usize> {
        let taken = self.numbers(places.clone());
        self.indices.drain(places.clone());
        self.times.drain(places.clone());
        self.values.drain(places);
        taken
    }

    /// The numbers from the first to the last of these places, and what lies between them.
    pub(crate) fn numbers(&self, places: Range<usize>) -> Range<usize> {
        let number = |place: usize| self.indices.get(place).copied();
        let last = places.end.checked_sub(1).and_then(number);
        number(places.start).zip(last).map_or(0..0, |(first, last)| first..last + 1)
    }

    /// What `all` has of each value of the sample, for those that are left.
    pub(crate) fn only<T: Copy>(&self, all: &[T]) -> Vec<T> {
        self.indices.iter().filter_map(|index| all.get(*index)).copied().collect()
    }
}
