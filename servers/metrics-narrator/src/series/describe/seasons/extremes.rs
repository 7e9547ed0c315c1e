//! Which parts of a period are the highest: those that chance does not tell from the extreme.

use crate::series::{
    quantiles::quantiles, statistics::descriptive::DEVIATIONS_PER_MEDIAN_DISTANCE,
};

use super::LEAST_SHARE;

/// What is no further from the extreme than this share of all that lies between highest and lowest is as high: nobody
/// sees the difference.
const UNSEEN_SHARE: f64 = 0.03;

/// What is further from the extreme than so many standard errors is no chance.
const SURE_STANDARD_ERRORS: f64 = 3.0;

/// The standard error of a median of so many normal values is so much larger than that of their mean.
const ERROR_OF_MEDIAN: f64 = 1.2533;

/// Parts that come to more than one in so many of all are nothing to tell.
const MOST_TOLD: usize = 3;

/// What is usual in a part of a period.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usual {
    value: f64,
    /// The standard error of it.
    error: f64,
}

impl Usual {
    /// Of the values of each part; none where there are few beside the others.
    pub(super) fn all(of_parts: Vec<Vec<f64>>) -> Vec<Option<Self>> {
        let mut lengths: Vec<f64> =
            of_parts.iter().filter(|part| !part.is_empty()).map(|part| part.len() as f64).collect();
        let [usual] = quantiles(&mut lengths, [0.5]);
        let middles: Vec<_> = of_parts
            .into_iter()
            .map(|mut values| {
                let n = values.len() as f64;
                let [value] = quantiles(&mut values, [0.5]);
                let mut distances: Vec<f64> = values.iter().map(|it| (it - value).abs()).collect();
                let [distance] = quantiles(&mut distances, [0.5]);
                (n >= LEAST_SHARE * usual).then_some((n, value, distance))
            })
            .collect();
        let mut distances: Vec<f64> = middles.iter().flatten().map(|(.., it)| *it).collect();
        let [pooled] = quantiles(&mut distances, [0.5]);
        // Of few values, the distances may be small by chance.
        let error = |n: f64, distance: f64| {
            ERROR_OF_MEDIAN * DEVIATIONS_PER_MEDIAN_DISTANCE * distance.max(pooled) / n.sqrt()
        };
        let usual = |(n, value, distance)| Self { value, error: error(n, distance) };
        middles.into_iter().map(|part| part.map(usual)).collect()
    }
}

/// The first and the last of the parts that are the highest, or the lowest if `side` is -1: those that cannot be told
/// from the extreme, if they stand next to one another and are few.
pub(super) fn extreme(course: &[Option<Usual>], side: f64) -> Option<(usize, usize)> {
    let known = || course.iter().enumerate().filter_map(|(part, usual)| Some((part, (*usual)?)));
    let up = |usual: &Usual| side * usual.value;
    let (top, highest) = known().max_by(|(_, a), (_, b)| up(a).total_cmp(&up(b)))?;
    let lowest = known().map(|(_, usual)| up(&usual)).fold(f64::INFINITY, f64::min);
    let unseen = UNSEEN_SHARE * (up(&highest) - lowest);
    // How far a part is below the extreme, where 1 is what may be chance or cannot be seen.
    let below = |part: usize| {
        let usual = (*course.get(part % course.len())?)?;
        let chance = SURE_STANDARD_ERRORS * highest.error.hypot(usual.error);
        Some((up(&highest) - up(&usual)) / chance.max(unseen).max(f64::MIN_POSITIVE))
    };
    let is_as_high = |part: &usize| below(*part).is_some_and(|below| below <= 1.0);
    // What is a little lower for the noise parts none.
    let is_near = |part: &usize| below(*part).is_some_and(|below| below <= 2.0);
    let turn = top + course.len();
    let behind = (turn..turn + course.len()).take_while(is_near).filter(is_as_high).last()?;
    let before = (top + 1..=turn).rev().take_while(is_near).filter(is_as_high).last()?;
    let told = 1 + behind - before;
    let all = known().filter(|(part, _)| is_as_high(part)).count();
    let in_run = (before..=behind).filter(is_as_high).count();
    let is_one = all == in_run && told * MOST_TOLD <= known().count();
    is_one.then(|| (before % course.len(), behind % course.len()))
}
