//! How the noise of a series grows with its level: that of counts with the square root of it, and that of revenues, latencies
//! and whatever grows by a share of itself in proportion to it.
//!
//! The deviation is taken to be a power of the level (the power of the mean: Taylor, 1961; Carroll and Ruppert, 1988), which
//! two halves of the values show: those where the level is lower, and those where it is higher.

use crate::series::statistics::descriptive::median;

/// The levels of the two halves are this many times apart at least; of less, chance makes any power.
const LEAST_RATIO: f64 = 3.0;

/// A smaller power is chance.
const LEAST_POWER: f64 = 0.25;

/// The least scale, where that of the higher half is 1: next to nothing has some noise, too.
const LEAST_SCALE: f64 = 0.25;

/// How large the noise of a series is at any of its levels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct NoiseScale {
    /// The level above zero at which the scale is 1.
    high: f64,
    power: f64,
}

impl NoiseScale {
    /// That of values which are `around` these `levels` above the zero of the series; none where the noise is the same at all
    /// of them.
    pub(crate) fn of(levels: &[f64], around: &[f64]) -> Option<Self> {
        let middle = median(levels.iter().copied());
        // From one value to the next: what is far away for long, or is bent in another way, says nothing of noise.
        let news = || around.iter().zip(around.iter().skip(1)).map(|(from, to)| (to - from).abs());
        let half = |is_higher: bool| {
            let of_half = levels.iter().zip(news()).filter(|(it, _)| (**it > middle) == is_higher);
            let (levels, news): (Vec<f64>, Vec<f64>) = of_half.unzip();
            (median(levels), median(news))
        };
        let ((low, low_noise), (high, high_noise)) = (half(false), half(true));
        if low <= 0.0 || high < LEAST_RATIO * low || low_noise <= 0.0 {
            return None;
        }
        let power = ((high_noise / low_noise).ln() / (high / low).ln()).min(1.0);
        (power >= LEAST_POWER).then_some(Self { high, power })
    }

    /// How large the noise is at a level above zero, where it is 1 in the middle of the higher half.
    pub(crate) fn at(self, level: f64) -> f64 {
        (level.max(0.0) / self.high).powf(self.power).max(LEAST_SCALE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_in_proportion_to_the_level_or_to_its_root_is_seen_and_the_same_noise_is_none() {
        let levels: Vec<f64> = (1..=400).map(|index| f64::from(index).powi(2)).collect();
        let of_power = |power: f64| {
            let sign = |index: usize| if index.is_multiple_of(2) { 1.0 } else { -1.0 };
            let around = levels.iter().enumerate().map(|(at, level)| sign(at) * level.powf(power));
            NoiseScale::of(&levels, &around.collect::<Vec<f64>>())
        };
        for power in [1.0, 0.5] {
            let found = of_power(power).unwrap();
            let ratio = found.at(160_000.0) / found.at(40_000.0);
            assert!((ratio - 4_f64.powf(power)).abs() < 0.1, "{power}: {ratio}");
        }
        assert_eq!((of_power(0.0), of_power(-1.0)), (None, None));
    }

    #[test]
    fn levels_that_are_alike_or_below_zero_show_nothing() {
        let around: Vec<f64> = (0..100).map(f64::from).collect();
        for first in [100.0, -200.0] {
            let levels: Vec<f64> = (0..100).map(|index| first + f64::from(index)).collect();
            assert_eq!(NoiseScale::of(&levels, &around), None, "{first}");
        }
    }
}
