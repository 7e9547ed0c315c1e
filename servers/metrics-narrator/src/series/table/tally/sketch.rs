//! Quantiles of any number of values in bounded memory: a histogram whose classes are as wide as the values are
//! large.
//!
//! The class of a value is the first bits of its floating point representation: sign, exponent and [`PRECISION`] bits
//! behind it. A class is narrower than the value divided by 2^PRECISION, so that whatever is taken out of it is
//! within 0.8 % of what went in; the idea is that of HdrHistogram (Tene, 2012) and DDSketch (Masson, Rim and Lee,
//! 2019), with binary classes in place of logarithms.

use super::spread::Spread;
use crate::series::quantiles::interpolated;

/// How many bits of the mantissa tell classes apart.
const PRECISION: u32 = 7;

/// The classes of one sign and exponent lie on one page.
const PAGE: usize = 1 << PRECISION;

/// One for each sign and exponent. Few are used: 10^-9 to 10^12 are 70 of them. All of them take 2 MiB.
const PAGES: usize = 1 << 12;

/// Counts of values.
#[derive(Debug, Clone)]
pub(crate) struct Sketch {
    /// Where the page of a sign and exponent is, counted from one; 0 where it is not used.
    places: Box<[u16; PAGES]>,
    pages: Vec<[u32; PAGE]>,
}

impl Sketch {
    pub(crate) fn new() -> Self {
        // Memory that is never touched costs nothing.
        Self { places: Box::new([0; PAGES]), pages: Vec::with_capacity(PAGES) }
    }

    /// Counts `values`, which are not NaN.
    pub(crate) fn add(&mut self, values: &[f64]) {
        for value in values {
            let class = value.to_bits() >> (52 - PRECISION);
            let (page, slot) = (class as usize >> PRECISION, class as usize % PAGE);
            let Some(place) = self.places.get_mut(page) else { continue };
            if *place == 0 {
                self.pages.push([0; PAGE]);
                *place = u16::try_from(self.pages.len()).unwrap_or(0);
            }
            if let Some(page) = self.pages.get_mut(*place as usize - 1)
                && let Some(count) = page.get_mut(slot)
            {
                *count = count.wrapping_add(1);
            }
        }
    }

    /// The numbers below which the `shares` of all numbers lie, ascending; `spread` is known of the same numbers.
    pub(crate) fn quantiles<const N: usize>(&self, spread: &Spread, shares: [f64; N]) -> [f64; N] {
        let classes = self.classes();
        shares.map(|share| {
            let rank = share * spread.count.saturating_sub(1) as f64;
            let lower = value_at(&classes, rank as u64, spread);
            interpolated(lower, value_at(&classes, rank.ceil() as u64, spread), rank.fract())
        })
    }

    /// The classes that have values, from the smallest value: from, to, and how many. The bound that is nearer to zero
    /// belongs to the class, the other one does not.
    fn classes(&self) -> Vec<(f64, f64, u64)> {
        let mut classes = Vec::new();
        for (page, place) in self.places.iter().enumerate().filter(|(_, place)| **place > 0) {
            let counts = self
                .pages
                .get(*place as usize - 1)
                .into_iter()
                .flat_map(|page| page.iter())
                .enumerate();
            for (slot, count) in counts.filter(|(_, count)| **count > 0) {
                let class = (page * PAGE + slot) as u64;
                let bound = |class: u64| f64::from_bits(class << (52 - PRECISION));
                let (near, far) = (bound(class), bound(class + 1));
                // Zero shares its class with numbers below 10^-309, which count as zero.
                let far = if near == 0.0 { near } else { far };
                classes.push((near.min(far), near.max(far), u64::from(*count)));
            }
        }
        classes.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        classes
    }
}

/// The value of a rank, as if the values of a class were spread evenly over it.
fn value_at(classes: &[(f64, f64, u64)], rank: u64, spread: &Spread) -> f64 {
    let mut before = 0;
    for (from, to, count) in classes {
        if rank < before + count {
            let value = if spread.is_whole {
                let (from, to) = whole_numbers(*from, *to);
                let step = ((to - from + 1.0) * ((rank - before) as f64 / *count as f64)).floor();
                from + step
            } else {
                from + (to - from) * (((rank - before) as f64 + 0.5) / *count as f64)
            };
            return value.max(spread.min).min(spread.max);
        }
        before += count;
    }
    f64::NAN
}

/// The first and the last of the whole numbers of a class, which has at least one; often it has one alone.
fn whole_numbers(from: f64, to: f64) -> (f64, f64) {
    if to <= 0.0 {
        let last = to.floor();
        ((from.floor() + 1.0).min(last), last)
    } else {
        let first = from.ceil();
        (first, (to.ceil() - 1.0).max(first))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::series::quantiles::quantiles;

    /// The largest relative difference between quantiles of all values and of a sketch of them.
    fn difference(values: &[f64]) -> f64 {
        let shares = [0.0, 0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1.0];
        let mut sketch = Sketch::new();
        sketch.add(values);
        let rough = sketch.quantiles(&Spread::of(values), shares);
        let exact = quantiles(&mut values.to_vec(), shares);
        let pairs = rough.iter().zip(exact);
        pairs
            .map(
                |(rough, exact)| {
                    if *rough == exact { 0.0 } else { ((rough - exact) / exact).abs() }
                },
            )
            .fold(0.0, f64::max)
    }

    #[test]
    fn quantiles_are_within_a_hundredth() {
        let uniform: Vec<f64> =
            (0..10_000).map(|i| f64::from(i * 7919 % 10_000) / 7.0 - 300.0).collect();
        let wide: Vec<f64> =
            (0..10_000).map(|i| (f64::from(i * 7919 % 10_000) / 50.0 - 100.0).exp()).collect();
        let negative: Vec<f64> = wide.iter().map(|value| -value).collect();
        for values in [&uniform, &wide, &negative] {
            assert!(difference(values) < 0.008, "{}", difference(values));
        }
    }

    #[test]
    fn few_whole_numbers_are_exact() {
        let values: Vec<f64> = (0..1000).map(|i| f64::from(i * 7919 % 100) - 30.0).collect();
        assert_eq!(difference(&values), 0.0);
        assert_eq!(difference(&[5.0; 100]), 0.0);
        assert_eq!(difference(&[0.1; 100]), 0.0);
        assert_eq!(difference(&[-0.0, 0.0, 0.0]), 0.0);
        let losses: Vec<f64> =
            (0..1000).map(|i| if i % 10 == 0 { -1000.0 } else { -200.0 }).collect();
        assert_eq!(difference(&losses), 0.0);
    }

    proptest! {
        #[test]
        fn quantiles_of_whole_numbers_are_whole_numbers_between_the_extremes(
            values in proptest::collection::vec(
                prop_oneof![-300_i64..300, -1_000_000_000_000_i64..1_000_000_000_000],
                1..50,
            ),
        ) {
            // One and four times as many: each quarter of them ends at one of them.
            let values: Vec<f64> = values
                .iter()
                .flat_map(|value| [*value as f64; 4])
                .chain(values.first().map(|value| *value as f64))
                .collect();
            let spread = Spread::of(&values);
            let mut sketch = Sketch::new();
            sketch.add(&values);
            for quantile in sketch.quantiles(&spread, [0.0, 0.25, 0.5, 0.75, 1.0]) {
                prop_assert_eq!(quantile.fract(), 0.0);
                prop_assert!((spread.min..=spread.max).contains(&quantile));
            }
            // Up to 256, each whole number has a class of its own.
            let small: Vec<f64> =
                values.iter().copied().filter(|value| value.abs() <= 256.0).collect();
            if !small.is_empty() {
                prop_assert_eq!(difference(&small), 0.0);
            }
        }
    }

    #[test]
    fn wild_values_take_bounded_memory() {
        let mut sketch = Sketch::new();
        for exponent in -323..=308 {
            for sign in [-1.0, 1.0] {
                sketch.add(&[sign * 10_f64.powi(exponent), sign * 3.3 * 10_f64.powi(exponent)]);
            }
        }
        sketch.add(&[f64::MAX, f64::MIN, f64::MIN_POSITIVE, 1e-320]);
        assert!(sketch.pages.len() <= PAGES);
        assert!(sketch.classes().iter().all(|(from, to, _)| from <= to));
    }
}
