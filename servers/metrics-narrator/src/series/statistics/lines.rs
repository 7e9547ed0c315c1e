//! Straight lines through runs of points, by least squares, from running sums: any run costs the same few operations.

use std::ops::{Add, Range, Sub};

use crate::series::statistics::descriptive::{as_f64, clipped, variance};

/// What a line needs to know of the points (t, x) that it goes through.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sums {
    n: f64,
    t: f64,
    x: f64,
    tt: f64,
    tx: f64,
    xx: f64,
}

/// What is left of two sums that cancel out is rounding below this part of them.
const ROUNDING_SHARE: f64 = 1e-12;

/// x = `middle` + `slope` * (t - `center`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Straight {
    center: f64,
    middle: f64,
    /// How much x changes with t.
    pub(crate) slope: f64,
}

impl Sums {
    fn point((&t, &x): (&f64, &f64)) -> Self {
        Self { n: 1.0, t, x, tt: t * t, tx: t * x, xx: x * x }
    }

    /// The sums of the first 0, 1, 2, … of the points.
    pub(crate) fn running(times: &[f64], values: &[f64]) -> impl Iterator<Item = Self> {
        let mut sum = Self::default();
        let sums = times.iter().zip(values).map(Self::point).map(move |point| {
            sum = sum + point;
            sum
        });
        std::iter::once(Self::default()).chain(sums)
    }

    /// The sums of all the points.
    pub(crate) fn of(times: &[f64], values: &[f64]) -> Self {
        Self::of_points(times.iter().zip(values))
    }

    /// The same of points that are no two lists.
    pub(crate) fn of_points<'a>(points: impl Iterator<Item = (&'a f64, &'a f64)>) -> Self {
        points.map(Self::point).fold(Self::default(), Self::add)
    }

    /// The residual sum of squares of the best line.
    pub(crate) fn residual_squares(&self) -> f64 {
        if self.n < 1.0 {
            return 0.0;
        }
        let (sxx, sxy) = self.sxx_and_sxy();
        let explained = if sxx > 0.0 { sxy * sxy / sxx } else { 0.0 };
        (self.squares_around_mean() - explained).max(0.0)
    }

    /// The sum of the squared distances from the mean.
    pub(crate) fn squares_around_mean(&self) -> f64 {
        (self.xx - self.x * self.x / self.n.max(1.0)).max(0.0)
    }

    /// The best line; level where all points have one time.
    pub(crate) fn line(&self) -> Straight {
        let n = self.n.max(1.0);
        let (sxx, sxy) = self.sxx_and_sxy();
        let slope = if sxx > 0.0 { sxy / sxx } else { 0.0 };
        Straight { center: self.t / n, middle: self.x / n, slope }
    }

    /// The sum of the squared distances of t from its mean.
    pub(crate) fn sxx(&self) -> f64 {
        self.sxx_and_sxy().0
    }

    /// The sums of (t - mean t)² and of (t - mean t)(x - mean x); nothing where what differs in t is rounding.
    pub(crate) fn sxx_and_sxy(&self) -> (f64, f64) {
        let n = self.n.max(1.0);
        let sxx = self.tt - self.t * self.t / n;
        if sxx <= ROUNDING_SHARE * self.tt {
            return (0.0, 0.0);
        }
        (sxx, self.tx - self.t * self.x / n)
    }
}

impl Add for Sums {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            n: self.n + other.n,
            t: self.t + other.t,
            x: self.x + other.x,
            tt: self.tt + other.tt,
            tx: self.tx + other.tx,
            xx: self.xx + other.xx,
        }
    }
}

impl Sub for Sums {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            n: self.n - other.n,
            t: self.t - other.t,
            x: self.x - other.x,
            tt: self.tt - other.tt,
            tx: self.tx - other.tx,
            xx: self.xx - other.xx,
        }
    }
}

impl Straight {
    /// The one that is x at any time.
    pub(crate) fn level(x: f64) -> Self {
        Self { center: 0.0, middle: x, slope: 0.0 }
    }

    /// x at the time t.
    pub(crate) fn at(&self, t: f64) -> f64 {
        self.middle + self.slope * (t - self.center)
    }

    /// How far each point is above the line.
    pub(crate) fn residuals(&self, times: &[f64], values: &[f64]) -> Vec<f64> {
        times.iter().zip(values).map(|(t, x)| x - self.at(*t)).collect()
    }
}

/// The one of `places` at which points of these `running` sums are best parted in two, with what both sides leave over.
pub(crate) fn best_split(
    running: &[Sums],
    places: Range<usize>,
    left_over: impl Fn(&Sums) -> f64,
) -> Option<(usize, f64)> {
    let all = *running.last()?;
    let at_place = |place: usize| {
        let before = *running.get(place)?;
        Some((place, left_over(&before) + left_over(&(all - before))))
    };
    places.filter_map(at_place).min_by(|(_, a), (_, b)| a.total_cmp(b))
}

/// The line through the points that a few far ones do not pull: a second line, through points that are at most as far from the
/// first one as the middle `1 - 2 * share` of all (winsorized residuals). With it the share of their variance that it explains (R²).
pub(crate) fn robust_line(times: &[f64], values: &[f64], share: f64) -> (Straight, f64) {
    let first = Sums::of(times, values).line();
    let mut near = clipped(first.residuals(times, values), share);
    near.iter_mut().zip(times).for_each(|(value, t)| *value += first.at(*t));
    let sums = Sums::of(times, &near);
    let all = variance(&near) * as_f64(near.len());
    let explained = if all > 0.0 { 1.0 - sums.residual_squares() / all } else { 0.0 };
    (sums.line(), explained)
}

/// The ascending `places` as times from -1 to 1, where running sums of squares lose the least.
pub(crate) fn times(places: impl DoubleEndedIterator<Item = f64> + Clone) -> Vec<f64> {
    let first = places.clone().next().unwrap_or_default();
    let half = (places.clone().next_back().unwrap_or_default() - first) / 2.0;
    places.map(|place| if half > 0.0 { (place - first) / half - 1.0 } else { -1.0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_through_points_of_a_line_is_that_line() {
        let times = times([3.0, 4.0, 6.0, 9.0].into_iter());
        assert_eq!((times[0], times[3]), (-1.0, 1.0));
        let values: Vec<f64> = times.iter().map(|t| 2.0 - 3.0 * t).collect();
        let sums = Sums::of(&times, &values);
        assert!(sums.residual_squares() < 1e-12);
        assert!((sums.line().slope + 3.0).abs() < 1e-12);
        assert!((sums.line().at(0.5) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_run_of_running_sums_is_the_sums_of_the_run() {
        let (times, values) = ([0.0, 0.1, 0.4, 0.7, 1.0], [1.0, 5.0, 2.0, 2.0, 9.0]);
        let running: Vec<Sums> = Sums::running(&times, &values).collect();
        let run = running[4] - running[1];
        assert!(
            (run.residual_squares() - Sums::of(&times[1..4], &values[1..4]).residual_squares())
                .abs()
                < 1e-12
        );
    }

    #[test]
    fn a_few_far_points_do_not_turn_a_robust_line() {
        let times = times((0..200).map(f64::from));
        let mut values: Vec<f64> = times.clone();
        values[190] = 100.0;
        let (line, explained) = robust_line(&times, &values, 0.02);
        assert!((line.slope - 1.0).abs() < 0.05 && explained > 0.9, "{line:?} {explained}");
    }
}
