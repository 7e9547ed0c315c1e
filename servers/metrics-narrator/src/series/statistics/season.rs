//! What repeats itself in a series: its period, and the usual course within one.
//!
//! The period is a peak of the autocorrelation. Whether it is one is decided by classical decomposition (Macaulay,
//! 1931): the moving average over a whole period is taken away, which leaves nothing of a trend and little of a random
//! walk; what the medians of the phases explain of the rest, judged for each period by those of the others and without
//! the few values that are far from it, is the `strength` of the season. `phases` has the medians. How strong it has to
//! be depends on what chance could do: with few events, few periods, or noise whose neighbors are alike.
//!
//! It is looked for in the whole series and in each `part` of it, for it may begin or end within. How large it is may
//! follow the level or change by itself (`scaling`): `form` has the first, `amplitudes` the second.

mod amplitudes;
mod form;
mod grid;
mod part;
mod scaling;
mod strength;

use std::ops::Range;

use crate::series::quantiles::quantiles;
use crate::series::statistics::{
    AmplitudeChange, Seasonality, averages,
    descriptive::{as_f64, mean, median, outlying_distance},
    fourier::Fourier,
    lines::Sums,
    periods::{Candidate, candidates, is_of_calendar},
    phases::{Phase, leave_one_out},
    sample::{LEAST_VISIBLE, Sample},
};
use amplitudes::Amplitudes;
use form::{Form, Heights};
pub(crate) use form::{LEAST_PART_OF_ANYTHING, LEAST_PART_OF_LEVEL};
use grid::{Around, Grid, in_cells};
use part::Part;
use scaling::Scaling;
use strength::{BETTER_STRENGTH, Periods, Strength};

/// How much less of the variance a period of the calendar may explain.
const CALENDAR_STRENGTH: f64 = 0.02;

/// A period is divided by these, one after the other, to find a shorter one in it.
const PARTS: [usize; 4] = [7, 5, 3, 2];

/// A smooth course is averaged over this part of its period, an hour of a day.
const SMOOTHED_PART: usize = 24;

/// The lowest or the highest of a bucket rises and falls with the season by at least this part. That of a wave of two
/// buckets follows it by three quarters, and that of a shorter one by less.
const LEAST_FOLLOWED: f64 = 0.75;

/// How many standard errors it has to be below that: a season in noise is not lost for what the largest noise does.
const SURE_STANDARD_ERRORS: f64 = 3.0;

/// A season is multiplied with the level where that leaves at most this part of what is left where it is added to it.
const CLEARLY_LESS: f64 = 0.9;

/// What repeats itself in a sample.
#[derive(Debug, Clone)]
pub(crate) struct Season {
    /// The usual course of a period, how far it is from the level in each cell where that is the usual one. Of an additive
    /// season, half of them are above 0, so that the level is what a person calls the level; of a multiplicative one their
    /// mean is 0. Those of cells that no period has a value in do not count, for a shop has none at night.
    profile: Vec<f64>,
    form: Form,
    /// Where its amplitude changes; none where it does not.
    amplitudes: Option<Amplitudes>,
    /// From the lowest to the highest of the course.
    amplitude: f64,
    strength: Strength,
}

impl Season {
    /// What repeats itself in `values`, one for each value of `sample`: in its own, or in what is left of them without their
    /// levels. What repeats itself only in a part of them is a season whose amplitude changes.
    pub(crate) fn of(sample: &Sample, values: &[f64], fourier: &mut Fourier) -> Option<Self> {
        if !sample.has_even_grid {
            return None;
        }
        let grid = Grid::of(sample, values);
        let whole = Part::whole(sample);
        let found =
            Self::in_part(&whole, &grid, fourier).map(|season| season.in_whole(&grid, &whole));
        let of_part = Part::parts(sample, &grid).into_iter().find_map(|part| {
            let season = Self::in_part(&part, &grid, fourier)?.in_whole(&grid, &whole);
            let is_better = found.as_ref().is_none_or(|found| {
                season.amplitudes.is_some() && season.leaves_clearly_less(found)
            });
            (is_better && season.is_no_chance(&whole)).then_some(season)
        });
        of_part.or(found)
    }

    /// What repeats itself in a part of a sample.
    fn in_part(part: &Part<'_>, grid: &Grid, fourier: &mut Fourier) -> Option<Self> {
        let values = grid.part(&part.cells);
        let limit = outlying_distance(&values);
        let near: Vec<f64> = values.iter().map(|value| value.clamp(-limit, limit)).collect();
        let cell_milliseconds = part.sample.cell_milliseconds;
        let candidates = candidates(&fourier.autocorrelation(&near), cell_milliseconds);
        drop((near, values));
        let mut best: Option<Self> = None;
        for Candidate { period, calendar } in candidates {
            let mut around = part.around_level(period, grid);
            let mut season = Self::with_period(period, &around, part);
            if let Some(calendar) = calendar.filter(|calendar| *calendar != period) {
                let other = part.around_level(calendar, grid);
                let of_calendar = Self::with_period(calendar, &other, part);
                if of_calendar.explained() >= season.explained() - CALENDAR_STRENGTH {
                    (season, around) = (of_calendar, other);
                }
            }
            let periods = season.periods(part);
            let is_better = |best: &Self| {
                if is_told_apart(best.period(), season.period(), part.known()) {
                    let shorter = Self::with_period(best.period(), &around, part);
                    season.strength.is_better(&shorter.strength, periods)
                } else {
                    season.explained() >= best.explained()
                }
            };
            if season.is_no_chance(part)
                && best.as_ref().is_none_or(is_better)
                && season.amplitude >= LEAST_VISIBLE
                && (periods.are_of_calendar || season.is_followed(part))
            {
                best = Some(season);
            }
        }
        best.map(|best| best.shortened(grid, part))
    }

    /// The shortest period that repeats itself within this one and is as strong: a period holds a shorter one that was not
    /// proposed, because it is too short or because of what happened beside it.
    fn shortened(mut self, grid: &Grid, part: &Part<'_>) -> Self {
        let around = part.around_level(self.period(), grid);
        while let Some(shorter) = PARTS
            .into_iter()
            .filter(|part| self.period().is_multiple_of(*part) && self.period() > *part)
            .map(|part| self.period() / part)
            .filter(|shorter| is_told_apart(*shorter, self.period(), part.known()))
            .map(|shorter| Self::with_period(shorter, &around, part))
            .find(|shorter| {
                let is_as_strong = shorter.explained() >= self.explained() - BETTER_STRENGTH
                    && !self.strength.leaves_little(&shorter.strength, self.periods(part));
                shorter.is_no_chance(part) && is_as_strong
            })
        {
            self = shorter;
        }
        self
    }

    /// The course of a period of `period` cells around a level: multiplied with it where that leaves clearly less, and added to
    /// it where not. What is only seen beside a level that moves with every spike is chance.
    fn with_period(period: usize, around: &Around, part: &Part<'_>) -> Self {
        let added = Self::judged(&around.rest, period, Scaling::None);
        let heights = around.heights.as_ref().filter(|_| added.is_no_chance(part));
        let multiplied =
            heights.map(|heights| Self::judged(&around.rest, period, Scaling::ByLevel(heights)));
        multiplied.filter(|it| it.leaves_clearly_less(&added)).unwrap_or(added)
    }

    /// The season of a part in the whole sample: with an amplitude that changes where that leaves clearly less.
    fn in_whole(self, grid: &Grid, whole: &Part<'_>) -> Self {
        let around = whole.around_level(self.period(), grid);
        let alike = Self::with_period(self.period(), &around, whole);
        let is_better = |it: &Self| !alike.is_no_chance(whole) || it.leaves_clearly_less(&alike);
        self.varying(grid, &around, whole).filter(is_better).unwrap_or(alike)
    }

    /// The same season with an amplitude that changes: multiplied with the level where that changes alike. None where it does not,
    /// where it is chance, or where there is another season of this period in its place.
    fn varying(&self, grid: &Grid, around: &Around, whole: &Part<'_>) -> Option<Self> {
        let period = self.period();
        let amplitudes = Amplitudes::of(&self.profile, grid, &around.rest)?;
        let is_in_its_place = |cells: Range<usize>| {
            let part = Part::of(whole.sample, cells);
            Self::with_period(period, &part.around_level(period, grid), &part).is_no_chance(&part)
        };
        if amplitudes.silent(grid.around.len()).any(is_in_its_place) {
            return None;
        }
        let are_of_level = amplitudes.are_of_level(grid, period);
        let heights = around.heights.as_ref().filter(|_| are_of_level);
        let scaling = heights.map_or(Scaling::ByAmplitude(amplitudes), Scaling::ByLevel);
        let varying = Self::judged(&around.rest, period, scaling);
        varying.is_no_chance(whole).then_some(varying)
    }

    /// The same season multiplied with the `levels` that the values of a sample have; none where it is no additive one, or where
    /// that does not leave clearly less. Levels of a few periods do not decide the form before they are known.
    pub(crate) fn multiplied(&self, sample: &Sample, levels: &[f64]) -> Option<Self> {
        let zero = sample.scale.normalized(0.0);
        if self.form != Form::Additive
            || self.amplitudes.is_some()
            || !sample.is_nowhere_below(zero)
        {
            return None;
        }
        let heights = Heights::of_known(levels, &sample.cells, zero)?;
        let around = sample.values.iter().zip(levels).map(|(value, level)| value - level);
        let rest = in_cells(f64::NAN, &sample.cells, around);
        let [added, multiplied] = [Scaling::None, Scaling::ByLevel(&heights)]
            .map(|scaling| Self::judged(&rest, self.period(), scaling));
        multiplied.leaves_clearly_less(&added).then_some(multiplied)
    }

    /// Whether it leaves clearly less than `other`, so that it is the better description.
    fn leaves_clearly_less(&self, other: &Self) -> bool {
        self.strength.left <= CLEARLY_LESS * other.strength.left
    }

    /// The course of a period in what is left of a grid around its level, in the smoothness that leaves less, as a part of
    /// its `scaling`. What is NaN has no part.
    fn judged(rest: &[f64], period: usize, scaling: Scaling<'_>) -> Self {
        let relative = scaling.relative(rest);
        let shape = relative.as_deref().unwrap_or(rest);
        let phases = Phase::all(shape, period);
        let judged = |profile: Vec<f64>, width: usize| {
            let mut left = leave_one_out(shape, &phases, width);
            scaling.absolute(&mut left, rest);
            let strength = Strength::of(&left, rest);
            let seen = phases.iter().zip(&profile).filter(|(phase, _)| phase.is_seen);
            let mut seen: Vec<f64> = seen.map(|(_, value)| *value).collect();
            let heights = scaling.heights();
            let middle = heights.map_or_else(|| median(seen.iter().copied()), |_| mean(&seen));
            // The mean of a multiplicative season is once the level.
            let unit = heights.map_or(1.0, |heights| heights.middle / (1.0 + middle));
            let [lowest, highest] = quantiles(&mut seen, [0.0, 1.0]);
            let profile = profile.into_iter().map(|value| (value - middle) * unit).collect();
            Self {
                profile,
                form: heights.map_or(Form::Additive, Heights::form),
                amplitudes: scaling.amplitudes(),
                amplitude: (highest - lowest) * unit,
                strength,
            }
        };
        let width = (period / SMOOTHED_PART) | 1;
        let profile: Vec<f64> = phases.iter().map(|phase| phase.median).collect();
        let smooth = (width > 1).then(|| averages::of_runs_in_circle(profile.clone(), width));
        let exact = judged(profile, 1);
        let smooth = smooth.map(|profile| judged(profile, width));
        smooth.filter(|it| it.strength.left < exact.strength.left).unwrap_or(exact)
    }

    /// The share of the variance that it explains.
    fn explained(&self) -> f64 {
        self.strength.explained
    }

    /// Whether it explains more than chance could.
    fn is_no_chance(&self, part: &Part<'_>) -> bool {
        self.explained() >= self.strength.least(self.periods(part))
    }

    /// How many of its periods a part of a sample has.
    fn periods(&self, part: &Part<'_>) -> Periods {
        Periods {
            count: as_f64(part.known().len()) / as_f64(self.period()),
            are_of_calendar: is_of_calendar(self.period(), part.sample.cell_milliseconds),
        }
    }

    /// Whether the lowest or the highest of what each value stands for may rise and fall with the season. A wave that is
    /// shorter than the buckets leaves one in their means that is longer (Shannon, 1949), and reaches from its lowest to
    /// its highest in each of them.
    fn is_followed(&self, part: &Part<'_>) -> bool {
        let values = part.only(&part.sample.values);
        let follow = |extremes: &[f64]| {
            let cells = part.known().iter().zip(values).zip(part.only(extremes));
            let (seasons, apart): (Vec<f64>, Vec<f64>) =
                cells.map(|((cell, value), extreme)| (self.at(*cell), extreme - value)).unzip();
            let sums = Sums::of(&seasons, &apart);
            let error = (sums.residual_squares() / as_f64(seasons.len()) / sums.sxx()).sqrt();
            // What follows the values is always as far from them: a slope of 0, and one of -1 if it stands still.
            sums.line().slope + SURE_STANDARD_ERRORS * error >= LEAST_FOLLOWED - 1.0
        };
        follow(part.sample.lows()) || follow(part.sample.highs())
    }

    /// How far above or below the usual level the series usually is in `cell`.
    fn at(&self, cell: usize) -> f64 {
        let usual = self.profile.get(cell % self.profile.len().max(1)).copied();
        let part = self.amplitudes.as_ref().map_or(1.0, |amplitudes| amplitudes.at(cell));
        part * usual.unwrap_or_default()
    }

    /// After how many cells it repeats itself.
    pub(crate) fn period(&self) -> usize {
        self.profile.len()
    }

    /// The season in the units of the series.
    pub(crate) fn in_units(&self, sample: &Sample) -> Seasonality {
        let amplitude = |part: f64| sample.difference_in_unit(part * self.amplitude);
        let row = |cell| {
            let first = sample.cells.partition_point(|it| *it < cell);
            sample.rows.get(first).copied().unwrap_or_default()
        };
        let changes = self.amplitudes.iter().flat_map(Amplitudes::changes);
        let changes = changes.map(|(cell, [from, to])| AmplitudeChange {
            index: row(cell),
            from: amplitude(from),
            to: amplitude(to),
        });
        Seasonality {
            period_milliseconds: as_f64(self.period()) * sample.cell_milliseconds,
            strength: self.explained().clamp(0.0, 1.0),
            amplitude: amplitude(1.0),
            changes: changes.collect(),
            multiplicative: self.form != Form::Additive,
        }
    }
}

/// Whether the known `cells` tell a period from a `longer` one that holds it several times. They do not where a shop that is
/// open from 9 to 17 has one phase of the day in each phase of eight hours.
fn is_told_apart(shorter: usize, longer: usize, cells: &[usize]) -> bool {
    if !longer.is_multiple_of(shorter) {
        return true;
    }
    let mut is_seen = vec![false; longer];
    for cell in cells {
        is_seen.get_mut(cell % longer).into_iter().for_each(|is_seen| *is_seen = true);
    }
    let seen = || is_seen.iter().enumerate().filter(|(_, is_seen)| **is_seen);
    let mut in_phase = vec![0_usize; shorter];
    for (phase, _) in seen() {
        in_phase.get_mut(phase % shorter).into_iter().for_each(|number| *number += 1);
    }
    let shares = |(phase, _): &(usize, &bool)| {
        in_phase.get(phase % shorter).is_some_and(|number| *number > 1)
    };
    2 * seen().filter(shares).count() >= seen().count()
}

/// What a series with this `season` usually is in `cell` when its level is `level`: the level without one.
pub(crate) fn upon(season: Option<&Season>, cell: usize, level: f64) -> f64 {
    season.map_or(level, |season| season.form.upon(season.at(cell), level))
}

/// The offset of this `season` in `cell` from its `level`, as the change of level that would move the value as far.
pub(crate) fn offset_as_change(season: Option<&Season>, cell: usize, level: f64) -> f64 {
    season.map_or(0.0, |season| {
        let offset = season.at(cell);
        (season.form.upon(offset, level) - level) / season.form.factor(offset)
    })
}

/// The level that a series with this `season` has when it is `value` in `cell`; none where less than the `least_part` of a level
/// is usual, as in the nights of a shop.
pub(crate) fn without(
    season: Option<&Season>,
    cell: usize,
    value: f64,
    least_part: f64,
) -> Option<f64> {
    let level = |season: &Season| season.form.without(season.at(cell), value, least_part);
    season.map_or(Some(value), level)
}
