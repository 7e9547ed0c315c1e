//! What is unusual in a series: what is further from the expected than the rest of the series ever is.
//!
//! A fixed number of deviations would find nothing in one series and hundreds of spikes in another. The measure is the
//! series itself: its `block_maxima` say how far its values go. A spike that comes every hour is as large as the others
//! and is not unusual; the one that is far beyond the others is. Single values are looked at, and averages over more and
//! more of them, which find what lasts without being extreme.

use std::ops::Range;

use crate::series::statistics::{
    Anomaly, averages,
    block_maxima::unusual_distance,
    expectation::Expectation,
    order::{DEVIATIONS_PER_MEDIAN_DISTANCE, count, floor, mean, median, variance},
    sample::{LEAST_VISIBLE, Sample},
    season::Season,
    steps::{Step, VALUES_BESIDE},
};

/// A shorter series has too few blocks to say what is usual.
const FEWEST_VALUES: usize = 12;

/// How many anomalies a series has at most: a person remembers three.
const MAX_ANOMALIES: usize = 3;

/// An anomaly that is nearer than this many usual deviations does not catch the eye, even if it lasts, unless it lies where no
/// other value does: a throughput may vary by half, and stand still for an hour.
const LEAST_DEVIATIONS: f64 = 3.0;

/// An anomaly that is less than this part as far out as the furthest one, and has less than this part of the weight of the
/// weightiest one, is not what a person would tell beside them.
const LEAST_PART_OF_FURTHEST: f64 = 1.0 / 3.0;

/// Places that differ in how unusual they are by less than this factor are alike.
const BEYOND_OTHERS: f64 = 1.25;

/// An anomaly may have this many others like it that are usual: of more, none is to be singled out. That there are more that
/// are unusual, too, is no reason to be silent about the largest.
const MAX_USUAL_TIES: usize = 2;

/// The parts of the series that are averaged to see what lasts, half a decade apart.
const AVERAGED_SHARES: [f64; 3] = [0.003, 0.01, 0.03];

/// The part of the series across which two unusual values are one anomaly.
const ONE_ANOMALY_SHARE: f64 = 0.01;

/// What is near an anomaly, with at least as many ordinary rows between as either of them has, and at least this part as far
/// out, is another one. Anything else is its rim.
const LEAST_PART_OF_ONE_BESIDE: f64 = 0.6;

/// The fewest values that are averaged, and the fewest across which two are one anomaly.
const FEWEST_TOGETHER: usize = 3;

/// The usual deviation is at least this part of the standard deviation: where most values are just as expected, the others
/// would be thousands of deviations away.
const LEAST_USUAL_DEVIATION: f64 = 0.25;

/// What lies between the levels of a change beside it, or beyond them by at most this part of the change, is its shoulder.
const SHOULDER_PART: f64 = 0.5;

/// An anomaly goes away from what is on both sides of it by at least this part of the way from what was to be expected.
const LEAST_PART_AWAY: f64 = 0.25;

/// Or its furthest value, which may be the furthest of noise, does by this part.
const LEAST_PART_AWAY_AT_ONCE: f64 = 0.75;

/// What is unusual in a sample.
#[derive(Debug, Default)]
pub(crate) struct Unusual {
    /// In the order of time, by indices and in values of the sample.
    pub(crate) anomalies: Vec<Anomaly>,
    /// How many more there are, which are not further away.
    pub(crate) left_out: usize,
}

/// What is unusual in `sample` beside what is to be expected of it.
pub(crate) fn anomalies(
    sample: &Sample,
    season: Option<&Season>,
    expectation: &Expectation,
) -> Unusual {
    let n = sample.values.len();
    if n < FEWEST_VALUES {
        return Unusual::default();
    }
    let extremes = Extremes::of(sample, expectation);
    let far = unusual_distance(&extremes.distances);
    if far <= 0.0 {
        return Unusual::default();
    }
    let scores = scores(&extremes.distances, &extremes.rest());
    let reach = floor(ONE_ANOMALY_SHARE * count(n)).max(FEWEST_TOGETHER);
    let mut found: Vec<(Run, Anomaly)> = runs(&scores, 1.0, reach)
        .into_iter()
        .flat_map(|run| extremes.anomalies(run, &scores, far))
        .filter(|(run, anomaly)| {
            anomaly.deviations >= LEAST_DEVIATIONS || extremes.lies_beyond_all(run, anomaly, reach)
        })
        .filter(|(_, anomaly)| {
            !expectation.steps.iter().any(|step| is_shoulder(anomaly, step, reach))
                && goes_away_and_returns(sample, season, expectation, anomaly)
        })
        .collect();
    found.sort_by(|(_, a), (_, b)| b.deviations.total_cmp(&a.deviations));
    let most =
        |of: fn(&Anomaly) -> f64| found.iter().map(|(_, anomaly)| of(anomaly)).fold(0.0, f64::max);
    let [furthest, weightiest] = [most(|anomaly| anomaly.deviations), most(weight)];
    let is_seen = |anomaly: &Anomaly| {
        (anomaly.deviations >= LEAST_PART_OF_FURTHEST * furthest
            || weight(anomaly) >= LEAST_PART_OF_FURTHEST * weightiest)
            && (anomaly.value - anomaly.expected).abs() >= LEAST_VISIBLE
    };
    found.retain(|(_, anomaly)| is_seen(anomaly));
    keep_one_of_each(&mut found);
    let all = found.len();
    keep_the_furthest(&mut found);
    let kept = found.len();
    leave_out_the_nearly_usual(&mut found, &scores, reach);
    // Where one that is told is hardly unusual, those that are not are none.
    let left_out = if found.len() == kept { all - kept } else { 0 };
    let mut anomalies: Vec<Anomaly> = found.into_iter().map(|(_, anomaly)| anomaly).collect();
    anomalies.sort_by_key(|anomaly| anomaly.from);
    Unusual { anomalies, left_out }
}

/// Whether an anomaly is part of a change of level that is at most `reach` values away: of a slope to it, of what a level
/// begins or ends with.
fn is_shoulder(anomaly: &Anomaly, step: &Step, reach: usize) -> bool {
    let [begin, end] = step.ends();
    let is_beside = anomaly.from <= end + reach && begin <= anomaly.to + reach + 1;
    let change = step.to - step.from;
    let level = if anomaly.at < step.at { 0.0 } else { change };
    // How far on the way from the one level to the other, from 0 to 1.
    let place = (level + anomaly.value - anomaly.expected) / change;
    is_beside && (-SHOULDER_PART..=1.0 + SHOULDER_PART).contains(&place)
}

/// Whether `sample`, without its `season`, is further out in an anomaly than on both sides of it. Where it only goes on as it
/// was, the expectation was wrong, as that of straight lines is where a series bends; one without corners bends with it.
fn goes_away_and_returns(
    sample: &Sample,
    season: Option<&Season>,
    expectation: &Expectation,
    anomaly: &Anomaly,
) -> bool {
    if !expectation.has_corners {
        return true;
    }
    let side = (anomaly.value - anomaly.expected).signum();
    let extremes = if side > 0.0 { sample.highs() } else { sample.lows() };
    let level = |values: &[f64], rows: Range<usize>| sample.median_level(season, values, rows);
    let (begin, end) = (anomaly.from, anomaly.to + 1);
    let beside = (end - begin).max(VALUES_BESIDE);
    let sides = [begin.saturating_sub(beside)..begin, end..(end + beside).min(extremes.len())];
    let stands_out = |near: usize, least_part: f64| {
        let from = begin.max(anomaly.at.saturating_sub(near));
        let rows = from..end.min(anomaly.at + near + 1);
        // Where the rows say nothing of the level, it may be as it was.
        let levels = level(extremes, rows.clone()).zip(level(&expectation.values, rows));
        let sides = sides.iter().filter_map(|side| level(extremes, side.clone()));
        levels.is_none_or(|(here, expected)| {
            let least = least_part * (here - expected) * side;
            sides.into_iter().all(|beside| (here - beside) * side >= least)
        })
    };
    stands_out(VALUES_BESIDE / 2, LEAST_PART_AWAY) || stands_out(0, LEAST_PART_AWAY_AT_ONCE)
}

/// Keeps the first of those of `found` that are in part the same rows.
fn keep_one_of_each(found: &mut Vec<(Run, Anomaly)>) {
    let mut kept: Vec<Anomaly> = Vec::new();
    found.retain(|(_, anomaly)| {
        let is_new = kept.iter().all(|other| anomaly.to < other.from || other.to < anomaly.from);
        if is_new {
            kept.push(*anomaly);
        }
        is_new
    });
}

/// Keeps as many of `found`, the furthest first, as a series may have. One of them is the weightiest of all.
fn keep_the_furthest(found: &mut Vec<(Run, Anomaly)>) {
    let numbered = found.iter().enumerate();
    let weightiest = numbered.max_by(|(_, (_, a)), (_, (_, b))| weight(a).total_cmp(&weight(b)));
    if let Some((index, _)) = weightiest.filter(|(index, _)| *index >= MAX_ANOMALIES) {
        found.swap(MAX_ANOMALIES - 1, index);
    }
    found.truncate(MAX_ANOMALIES);
}

/// How unusual an anomaly is in all its rows together.
fn weight(anomaly: &Anomaly) -> f64 {
    anomaly.deviations * count(length(anomaly))
}

/// How many rows an anomaly has.
fn length(anomaly: &Anomaly) -> usize {
    anomaly.to - anomaly.from + 1
}

/// Takes the last of the `found` away as long as it is hardly more unusual than several places that are usual.
fn leave_out_the_nearly_usual(found: &mut Vec<(Run, Anomaly)>, scores: &[f64], reach: usize) {
    while let Some(lowest) = found.iter().map(|(run, _)| run.score).min_by(f64::total_cmp) {
        let is_found = |run: &Run| {
            found.iter().any(|(told, _)| run.first <= told.last && told.first <= run.last)
        };
        let alike = runs(scores, lowest / BEYOND_OTHERS, reach);
        let usual = alike.iter().filter(|run| run.score < 1.0 && !is_found(run)).count();
        if usual <= MAX_USUAL_TIES {
            return;
        }
        found.pop();
    }
}

/// The value furthest from the expected in all that each value of a sample stands for.
struct Extremes<'a> {
    sample: &'a Sample,
    expectation: &'a Expectation,
    usual: UsualExtremes,
    /// How far each is from what is to be expected of an extreme, for the noise that it has: above it, or below it if negative.
    distances: Vec<f64>,
    /// The usual distance.
    deviation: f64,
}

impl<'a> Extremes<'a> {
    fn of(sample: &'a Sample, expectation: &'a Expectation) -> Self {
        let expected = &expectation.values;
        // The largest value of a minute usually lies above the expected, and the smallest below.
        let middle = |extremes: &[f64]| {
            median(extremes.iter().zip(expected).map(|(extreme, expected)| extreme - expected))
        };
        let usual = UsualExtremes { low: middle(sample.lows()), high: middle(sample.highs()) };
        let distances = |side: Side| {
            let extremes = sample.lows().iter().zip(sample.highs()).zip(expected);
            let distances = extremes
                .map(|((low, high), expected)| usual.extreme([*low, *high], *expected, side).1);
            expectation.for_noise(distances.collect())
        };
        let all = distances(Side::Any);
        let middle = median(all.iter().map(|distance| distance.abs()));
        let floor = LEAST_USUAL_DEVIATION * variance(&all).sqrt();
        let deviation = (DEVIATIONS_PER_MEDIAN_DISTANCE * middle).max(floor);
        drop(all);
        let distances = distances(Side::Outward);
        Self { sample, expectation, usual, distances, deviation }
    }

    /// The anomaly of a run and, where it ends before the run does, that of the rest on either side.
    fn anomalies(&self, run: Run, scores: &[f64], far: f64) -> Vec<(Run, Anomaly)> {
        let Some(anomaly) = self.anomaly(&run, far) else { return Vec::new() };
        let sides = [(run.first, anomaly.from), (anomaly.to + 1, run.last + 1)];
        let rests = sides.into_iter().flat_map(|(from, to)| {
            let rest = runs(scores.get(from..to).unwrap_or_default(), 1.0, run.last - run.first);
            rest.into_iter().map(move |rest| rest.behind(from))
        });
        let is_like_it = |(_, other): &(Run, Anomaly)| {
            let begin = anomaly.to.min(other.to) + 1;
            let between = anomaly.from.max(other.from).saturating_sub(begin);
            between >= FEWEST_TOGETHER
                && between >= length(&anomaly).max(length(other))
                && other.deviations >= LEAST_PART_OF_ONE_BESIDE * anomaly.deviations
        };
        let rests = rests.flat_map(|rest| self.anomalies(rest, scores, far));
        let mut all: Vec<_> = rests.filter(is_like_it).collect();
        all.push((run, anomaly));
        all
    }

    /// The anomaly of a run.
    fn anomaly(&self, run: &Run, far: f64) -> Option<Anomaly> {
        let within = self.distances.iter().enumerate().take(run.last + 1).skip(run.first);
        // The first of several that are as far.
        let (at, &distance) = within.rev().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))?;
        let extremes = [*self.sample.lows().get(at)?, *self.sample.highs().get(at)?];
        let (value, _) =
            self.usual.extreme(extremes, *self.expectation.values.get(at)?, Side::Outward);
        let (from, to) = self.without_strays(self.ends(run, at, far), at, far);
        let deviations = distance.abs() / self.deviation;
        let expected = self.sample.held(value - distance * self.expectation.noise_scale(at));
        Some(Anomaly { from, to, at, value, expected, deviations })
    }
}

impl Extremes<'_> {
    /// The distances of the values from the expected, for the noise that each has.
    fn rest(&self) -> Vec<f64> {
        let values = self.sample.values.iter().zip(&self.expectation.values);
        self.expectation.for_noise(values.map(|(value, expected)| value - expected).collect())
    }

    /// The first and the last row of the anomaly of a run that is furthest out `at` a row. It lasts as long as the series is at
    /// least half as far out as what is unusual on its own or, where nothing is, as that row; and all of the run if it only
    /// lasts.
    fn ends(&self, run: &Run, at: usize, far: f64) -> [usize; 2] {
        let furthest = self.distances.get(at).copied().unwrap_or_default();
        let only_lasts = furthest.abs() < LEAST_DEVIATIONS * self.deviation;
        let least = if only_lasts { far } else { far.min(furthest.abs()) } / 2.0;
        let is_noticeable = |(_, other): &(usize, &f64)| **other * furthest.signum() >= least;
        let rows = || self.distances.iter().enumerate();
        let mut noticeable = rows().take(run.last + 1).skip(run.first).filter(is_noticeable);
        let Some((first, _)) = noticeable.next() else { return [run.first, run.last] };
        let last = noticeable.next_back().map_or(first, |(row, _)| row);
        let (first, last) = (first.min(at), last.max(at));
        // What is noticeable next to it is part of it.
        let before = rows().take(first).rev().take_while(is_noticeable).last();
        let after = rows().skip(last + 1).take_while(is_noticeable).last();
        [before.map_or(first, |(row, _)| row), after.map_or(last, |(row, _)| row)]
    }

    /// Whether an anomaly lasts and most of it and of its run is further from the expected than any value more than `reach` away
    /// from both.
    fn lies_beyond_all(&self, run: &Run, anomaly: &Anomaly, reach: usize) -> bool {
        if length(anomaly) < FEWEST_TOGETHER {
            return false;
        }
        let sign = (anomaly.value - anomaly.expected).signum();
        let rows = || self.distances.iter().map(|distance| distance * sign).enumerate();
        let (first, last) = (run.first.min(anomaly.from), run.last.max(anomaly.to));
        let near = first.saturating_sub(reach)..=last + reach;
        let others = rows().filter(|(row, _)| !near.contains(row));
        let furthest = others.map(|(_, distance)| distance).fold(0.0, f64::max);
        let own = rows().take(last + 1).skip(first).map(|(_, distance)| distance);
        median(own) > furthest
    }

    /// The first and the last row of an anomaly around `at`, when it is noticeable from `first` to `last`, without a few far
    /// rows at its ends that more ordinary ones part from it.
    fn without_strays(&self, [first, last]: [usize; 2], at: usize, far: f64) -> (usize, usize) {
        let sign = self.distances.get(at).map_or(1.0, |distance| distance.signum());
        let rows = self.distances.iter().map(|distance| distance * sign).enumerate();
        let rows: Vec<(usize, f64)> = rows.take(last + 1).skip(first).collect();
        // What is unusual on its own says how far the others have to be; the ordinary rows between say nothing of it.
        let distances = || rows.iter().map(|(_, distance)| *distance);
        let own: Vec<f64> = distances().filter(|distance| *distance >= far).collect();
        let usual =
            if own.is_empty() { mean(&distances().collect::<Vec<_>>()) } else { median(own) };
        let least = usual / 2.0;
        // As far as its rows are worth more, beyond what is ordinary, than those between them lack.
        let end = |side: &mut dyn Iterator<Item = &(usize, f64)>| {
            let (mut sum, mut most, mut end, mut strays) = (0.0, 0.0, at, 0);
            for (row, distance) in side {
                sum += distance - least;
                strays += usize::from(*distance >= far / 2.0);
                if sum > most {
                    (most, end, strays) = (sum, *row, 0);
                }
            }
            (strays <= FEWEST_TOGETHER).then_some(end)
        };
        let before = end(&mut rows.iter().rev().filter(|(row, _)| *row < at));
        let after = end(&mut rows.iter().filter(|(row, _)| *row > at));
        (before.unwrap_or(first), after.unwrap_or(last))
    }
}

/// How far the extremes usually are above the expected.
#[derive(Clone, Copy)]
struct UsualExtremes {
    low: f64,
    high: f64,
}

/// Which distances from what is to be expected of an extreme count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Any,
    /// A highest value that is lower than usual says that little happened, or that the bucket has few rows.
    Outward,
}

impl UsualExtremes {
    /// The one of two extremes that is further from what is to be expected of it, and how far.
    fn extreme(self, [low, high]: [f64; 2], expected: f64, side: Side) -> (f64, f64) {
        let (mut below, mut above) = (low - expected - self.low, high - expected - self.high);
        if side == Side::Outward {
            (below, above) = (below.min(0.0), above.max(0.0));
        }
        if above.abs() >= below.abs() { (high, above) } else { (low, below) }
    }
}

/// How unusual each value is, on its own by `distances` or with those around it by `rest`: from 1.
fn scores(distances: &[f64], rest: &[f64]) -> Vec<f64> {
    let n = count(rest.len());
    let widths = AVERAGED_SHARES.map(|share| (floor(share * n) | 1).max(FEWEST_TOGETHER));
    let mut scores = vec![0.0_f64; rest.len()];
    let mut raise = |distances: &[f64]| {
        let far = unusual_distance(distances);
        if far > 0.0 {
            let higher =
                |(score, distance): (&mut f64, &f64)| *score = score.max(distance.abs() / far);
            scores.iter_mut().zip(distances).for_each(higher);
        }
    };
    raise(distances);
    widths.into_iter().for_each(|width| raise(&averages_around_middle(rest, width)));
    scores
}

/// The mean of the `width` values around each one, from the median of all these means.
fn averages_around_middle(values: &[f64], width: usize) -> Vec<f64> {
    let mut averages = averages::of_runs(values, width);
    let middle = median(averages.iter().copied());
    averages.iter_mut().for_each(|average| *average -= middle);
    averages
}

/// A run of unusual values.
struct Run {
    first: usize,
    last: usize,
    /// The most unusual one, and how unusual it is.
    peak: usize,
    score: f64,
}

impl Run {
    /// The same run where so many values stand before it.
    fn behind(self, values: usize) -> Self {
        let Self { first, last, peak, score } = self;
        Self { first: first + values, last: last + values, peak: peak + values, score }
    }
}

/// The runs of values whose score is at least `least`; those at most `reach` apart are in one run.
fn runs(scores: &[f64], least: f64, reach: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (index, &score) in scores.iter().enumerate().filter(|(_, score)| **score >= least) {
        match runs.last_mut() {
            Some(run) if index - run.last <= reach => {
                run.last = index;
                if score > run.score {
                    (run.peak, run.score) = (index, score);
                }
            }
            _ => runs.push(Run { first: index, last: index, peak: index, score }),
        }
    }
    runs
}
