//! How a season stands upon its level. That of a temperature is added to it: the nights are ten degrees colder in summer and in
//! winter. That of calls, sales and whatever there is more or less of is multiplied with it: when there is half as much, there
//! is half as much at every hour (additive and multiplicative decomposition: Macaulay, 1931).

use crate::series::{
    quantiles::quantiles,
    statistics::{descriptive::median, season::grid::in_cells},
};

/// The highest level is at least this many times as high as the lowest one where the two can be told apart.
const LEAST_RATIO: f64 = 1.1;

/// The share of the levels at either end that do not count for that.
const OUTER_SHARE: f64 = 0.05;

/// A level is any if it is at least this part of the highest: where a shop is closed, there is none.
const LEAST_PART_OF_HIGHEST: f64 = 0.25;

/// What is at less than this part of the usual level says little of its season, for rounding and noise are as large.
const LEAST_HEIGHT: f64 = 0.1;

/// Where less than this part of the level is usual, the values say little of the level.
pub(crate) const LEAST_PART_OF_LEVEL: f64 = 0.5;

/// And where less than this part is, nothing.
pub(crate) const LEAST_PART_OF_ANYTHING: f64 = 0.02;

/// How a season stands upon its level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Form {
    /// It is added to it.
    Additive,
    /// It is multiplied with it.
    Multiplicative {
        /// What is nothing in the series' unit.
        zero: f64,
        /// How far the usual level is above it.
        height: f64,
    },
}

impl Form {
    /// What is to be expected at a level where the season is `offset` away from the usual one.
    pub(crate) fn upon(self, offset: f64, level: f64) -> f64 {
        match self {
            Self::Additive => level + offset,
            Self::Multiplicative { zero, height } => level + offset * ((level - zero) / height),
        }
    }

    /// The level at which `value` is to be expected; none where less than the `least_part` of a level is usual.
    pub(crate) fn without(self, offset: f64, value: f64, least_part: f64) -> Option<f64> {
        match self {
            Self::Additive => Some(value - offset),
            Self::Multiplicative { zero, .. } => {
                let factor = self.factor(offset);
                (factor >= least_part).then(|| zero + (value - zero) / factor)
            }
        }
    }

    /// How much more there is for so much more of a level.
    pub(crate) fn factor(self, offset: f64) -> f64 {
        match self {
            Self::Additive => 1.0,
            Self::Multiplicative { height, .. } => 1.0 + offset / height,
        }
    }
}

/// How far the level of a series is above zero in each cell of a grid.
#[derive(Debug)]
pub(crate) struct Heights {
    of_cells: Vec<f64>,
    zero: f64,
    /// The usual one, where there is any.
    pub(crate) middle: f64,
}

impl Heights {
    /// Those `of_cells` above `zero`; none where the level is always about the same, so that an additive season is as good as a
    /// multiplicative one.
    pub(crate) fn of(of_cells: Vec<f64>, zero: f64) -> Option<Self> {
        let [low, high] = quantiles(&mut of_cells.clone(), [OUTER_SHARE, 1.0 - OUTER_SHARE]);
        let any = of_cells.iter().copied().filter(|height| *height >= LEAST_PART_OF_HIGHEST * high);
        let middle = median(any);
        (middle > 0.0 && high >= LEAST_RATIO * low).then_some(Self { of_cells, zero, middle })
    }

    /// Those of levels that are known in some cells; none where the usual one is not above `zero`.
    pub(crate) fn of_known(levels: &[f64], cells: &[usize], zero: f64) -> Option<Self> {
        let heights = || levels.iter().map(|level| level - zero);
        let (of_cells, middle) = (in_cells(0.0, cells, heights()), median(heights()));
        (middle > 0.0).then_some(Self { of_cells, zero, middle })
    }

    /// What is left `around` the level as parts of it; NaN where there is too little of a level.
    pub(crate) fn relative(&self, around: &[f64]) -> Vec<f64> {
        let least = LEAST_HEIGHT * self.middle;
        let part = |(around, height): (&f64, &f64)| {
            if *height >= least { around / height } else { f64::NAN }
        };
        around.iter().zip(&self.of_cells).map(part).collect()
    }

    /// Parts of the level as what they come to.
    pub(crate) fn absolute(&self, parts: &mut [f64]) {
        parts.iter_mut().zip(&self.of_cells).for_each(|(part, height)| *part *= height);
    }

    /// The form of a season upon these levels.
    pub(crate) fn form(&self) -> Form {
        Form::Multiplicative { zero: self.zero, height: self.middle }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Upon a usual level of 50, where 10 is nothing.
    const MULTIPLICATIVE: Form = Form::Multiplicative { zero: 10.0, height: 40.0 };

    #[test]
    fn a_level_is_the_one_upon_which_a_value_is_to_be_expected() {
        for form in [Form::Additive, MULTIPLICATIVE] {
            for (offset, level) in [(0.0, 50.0), (20.0, 30.0), (-16.0, 90.0)] {
                let value = form.upon(offset, level);
                let found = form.without(offset, value, LEAST_PART_OF_LEVEL);
                assert_eq!(found, Some(level), "{form:?} {offset} {value}");
            }
        }
        assert_eq!(MULTIPLICATIVE.upon(20.0, 90.0), 130.0);
    }

    #[test]
    fn what_is_next_to_nothing_at_every_level_says_nothing_of_it() {
        assert_eq!(MULTIPLICATIVE.without(-36.0, 14.0, LEAST_PART_OF_LEVEL), None);
        assert!(MULTIPLICATIVE.without(-36.0, 14.0, LEAST_PART_OF_ANYTHING).is_some());
        assert_eq!(MULTIPLICATIVE.without(-40.0, 10.0, LEAST_PART_OF_ANYTHING), None);
    }

    #[test]
    fn levels_that_are_about_the_same_have_no_form_to_tell() {
        let levels = |high: f64| (0..100).map(|at| if at < 50 { 40.0 } else { high }).collect();
        assert!(Heights::of(levels(43.0), 10.0).is_none());
        let heights = Heights::of(levels(80.0), 10.0).unwrap();
        assert_eq!(heights.relative(&[8.0]), [0.2]);
    }
}
