//! What is left of a sample without its season and without what is unusual.

use std::ops::Range;

use crate::series::statistics::{
    course::Usual,
    sample::Sample,
    season::{Season, seasonal},
};

/// Values of a sample without their season, in the order of time.
#[derive(Debug)]
pub(crate) struct Rest {
    /// The number of each value in the sample.
    pub(crate) indices: Vec<usize>,
    /// From -1 to 1, which is the time of the whole sample.
    pub(crate) times: Vec<f64>,
    pub(crate) values: Vec<f64>,
}

impl Rest {
    /// Those of `sample` whose numbers are usual.
    pub(crate) fn of(
        sample: &Sample,
        season: Option<&Season>,
        is_usual: impl Fn(usize) -> bool,
    ) -> Self {
        let values = sample.values.iter().zip(&sample.cells).zip(&sample.times).enumerate();
        let n = sample.values.len();
        let mut rest = Self {
            indices: Vec::with_capacity(n),
            times: Vec::with_capacity(n),
            values: Vec::with_capacity(n),
        };
        for (index, ((value, cell), time)) in values.filter(|(index, _)| is_usual(*index)) {
            rest.indices.push(index);
            rest.times.push(*time);
            rest.values.push(value - seasonal(season, *cell));
        }
        rest
    }

    /// Takes the values of these places away: the numbers from the first to the last of them.
    pub(crate) fn take_out(&mut self, places: Range<usize>) -> Option<Range<usize>> {
        let taken: Vec<usize> = self.indices.drain(places.clone()).collect();
        self.times.drain(places.clone());
        self.values.drain(places);
        taken.first().zip(taken.last()).map(|(first, last)| *first..last + 1)
    }

    /// What `all` has of each value of the sample, for those that are left.
    pub(crate) fn only<T: Copy>(&self, all: &[T]) -> Vec<T> {
        self.indices.iter().filter_map(|index| all.get(*index)).copied().collect()
    }

    pub(crate) fn usual(&self) -> Usual<'_> {
        Usual { indices: &self.indices, times: &self.times, values: &self.values }
    }
}
