//! How far the values of a series usually go, and from where on one is no chance.
//!
//! The series is cut into blocks, and the largest distance in each block says how far it goes (the block maxima of extreme
//! value theory: Fisher and Tippett, 1928; Gumbel, 1958). The lower ones of these maxima and the higher ones say how quickly
//! its tail falls off: like that of an exponential distribution, or sooner, as that of a normal one does (the Weibull tail
//! coefficient: Beirlant, Broniatowski, Teugels and Vynckier, 1995).

use crate::series::statistics::{
    descriptive::{as_f64, as_usize, variance},
    lines::Sums,
};

/// The number of blocks, where there are enough values.
const MAX_BLOCKS: usize = 50;

/// A block holds about this many values in a shorter series.
const FEWEST_VALUES_PER_BLOCK: usize = 5;

/// The number of blocks of the shortest series: one of them is beyond the usual share.
const FEWEST_BLOCKS: usize = 5;

/// What this share of the blocks does not exceed is usual. An incident may fill the rest.
const USUAL_SHARE: f64 = 0.8;

/// Incidents that are alike and rare may fill so many blocks that only this share is without one, where nothing lies between
/// them and the rest.
const LEAST_USUAL_SHARE: f64 = 0.6;

/// Nothing lies between two groups of blocks if those of the one go this many times as far as those of the other.
const APART_FACTOR: f64 = 3.0;

/// Incidents are rare if at most this share of the values is part of one.
const RARE_SHARE: f64 = 0.05;

/// How far beyond the usual a value has to be for it to be no chance: distances that fall off exponentially, which is
/// slower than most noise, go this many times their scale beyond their usual largest one in one series of 55. As single
/// values and averages are looked at, one such series in six has an anomaly; of normal noise, one in two hundred.
const BEYOND_CHANCE: f64 = 4.0;

/// Below this many times the scale, the largest distance of a block says next to nothing of the tail.
const LEAST_MAXIMUM: f64 = 0.3;

/// The maxima of this share of the blocks are too low to say how the tail falls off.
const LOW_SHARE: f64 = 0.2;

/// No tail is taken to fall off more slowly than an exponential one, for what an incident does would be usual, or sooner than
/// a normal one.
const TAIL_COEFFICIENTS: [f64; 2] = [0.5, 1.0];

/// What the maxima say of the tail counts as much as the belief that it is exponential where the squared distances of the
/// logarithms expected of them add up to this. Of 60 values it counts for a third, of 200 for two thirds.
const EXPONENTIAL_WEIGHT: f64 = 1.0;

/// Nothing nearer than this part of the standard deviation is unusual, however still the rest of the series is.
const LEAST_DEVIATION_SHARE: f64 = 0.5;

/// Distances that differ by less than this part of the range are the same.
const ROUNDING: f64 = 1e-9;

/// The distance that is unusual among `distances`; 0 where all are 0.
pub(crate) fn unusual_distance(distances: &[f64]) -> f64 {
    let n = distances.len();
    let blocks = (n / FEWEST_VALUES_PER_BLOCK).clamp(FEWEST_BLOCKS, MAX_BLOCKS);
    let mut maxima: Vec<f64> = (0..blocks)
        .map(|block| {
            let (from, to) = (block * n / blocks, (block + 1) * n / blocks);
            let block = distances.get(from..to).unwrap_or_default();
            block.iter().map(|distance| distance.abs()).fold(0.0, f64::max)
        })
        .collect();
    let (usual, share) = usual_maximum(&mut maxima, distances);
    let least = LEAST_DEVIATION_SHARE * variance(distances).sqrt();
    if usual <= 0.0 {
        return least;
    }
    // Where most values are just as expected, the others have a distribution of their own.
    let apart = as_f64(distances.iter().filter(|distance| distance.abs() > ROUNDING).count());
    // Of n distances that fall off exponentially with the scale 1, the largest is ln n and a Gumbel variable.
    let exponential = |share: f64| (apart / as_f64(blocks)).ln() - (-share.ln()).ln();
    let largest = apart.ln() + BEYOND_CHANCE;
    let usual_largest = exponential(share).max(LEAST_MAXIMUM);
    let resolution = resolution(distances);
    let shares = (0..blocks).map(|block| (as_f64(block) + 0.5) / as_f64(blocks));
    let usual_maxima = shares
        .zip(without_ties(&maxima, resolution))
        .filter(|(below, _)| (LOW_SHARE..=share).contains(below))
        .map(|(below, maximum)| (exponential(below), maximum));
    let beyond = (largest / usual_largest).powf(tail_coefficient(usual_maxima));
    // Where the usual largest one is a count of 1, it could as well have been 2.
    ((usual + resolution) * beyond).max(least)
}

/// Which power of the largest distance that is expected of an exponential tail is found; both of each block.
fn tail_coefficient(maxima: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (expected, found): (Vec<f64>, Vec<f64>) = maxima
        .filter(|(expected, found)| *expected > LEAST_MAXIMUM && *found > 0.0)
        .map(|(expected, found)| (expected.ln(), found.ln()))
        .unzip();
    let (sxx, sxy) = Sums::of(&expected, &found).sxx_and_sxy();
    let [normal, exponential] = TAIL_COEFFICIENTS;
    ((sxy + EXPONENTIAL_WEIGHT) / (sxx + EXPONENTIAL_WEIGHT)).clamp(normal, exponential)
}

/// The ascending `maxima`, of which those that are equal are spread over the `resolution` that a count is known to.
fn without_ties(maxima: &[f64], resolution: f64) -> impl Iterator<Item = f64> {
    maxima.chunk_by(|a, b| b - a <= ROUNDING).flat_map(move |equal| {
        let part = resolution / as_f64(equal.len());
        equal.iter().enumerate().map(move |(index, maximum)| maximum + (as_f64(index) + 0.5) * part)
    })
}

/// The largest of the `maxima` of blocks of `distances` that is usual, and the share of them that do not exceed it.
fn usual_maximum(maxima: &mut [f64], distances: &[f64]) -> (f64, f64) {
    maxima.sort_unstable_by(f64::total_cmp);
    let blocks = as_f64(maxima.len());
    let last_of = |share: f64| as_usize((share * blocks).ceil()).saturating_sub(1);
    let usual = last_of(USUAL_SHARE);
    let are_apart = |(_, (below, above)): &(usize, (&f64, &f64))| {
        let beyond = || distances.iter().filter(|distance| distance.abs() >= **above).count();
        **below > 0.0
            && **above >= APART_FACTOR * **below
            && as_f64(beyond()) <= RARE_SHARE * as_f64(distances.len())
    };
    let pairs = maxima.iter().zip(maxima.iter().skip(1)).enumerate();
    let rare = pairs.take(usual).skip(last_of(LEAST_USUAL_SHARE)).find(are_apart);
    match rare {
        Some((index, (below, _))) => (*below, as_f64(index + 1) / blocks),
        None => (maxima.get(usual).copied().unwrap_or_default(), USUAL_SHARE),
    }
}

/// The least difference between the sizes of `distances`: that of counts is large, and that of measurements next to nothing.
fn resolution(distances: &[f64]) -> f64 {
    let mut sizes: Vec<f64> = distances.iter().map(|distance| distance.abs()).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    let steps = sizes.iter().zip(sizes.iter().skip(1)).map(|(size, next)| next - size);
    let least = steps.filter(|step| *step > ROUNDING).fold(f64::INFINITY, f64::min);
    if least.is_finite() { least } else { 0.0 }
}
