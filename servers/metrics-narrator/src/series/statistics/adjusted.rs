//! The seasonally adjusted values of a sample: what is left of them without their season and without what is unusual.

use std::ops::Range;

use crate::series::statistics::{
    sample::Sample,
    season::{Season, without},
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
    /// Those of `sample` whose numbers are usual, and where at least the `least_part` of a level is.
    pub(crate) fn of(
        sample: &Sample,
        season: Option<&Season>,
        least_part: f64,
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
            if let Some(level) = without(season, *cell, *value, least_part) {
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
