//! Count, mean, deviation and extremes of numbers, block by block.

/// Of numbers that are not NaN.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spread {
    pub(crate) count: u64,
    mean: f64,
    /// The sum of the squared distances from the mean.
    squares: f64,
    pub(crate) min: f64,
    pub(crate) max: f64,
    /// Whether all are whole numbers.
    pub(crate) is_whole: bool,
}

impl Default for Spread {
    fn default() -> Self {
        Self {
            count: 0,
            mean: 0.0,
            squares: 0.0,
            min: f64::INFINITY,
            max: f64::NEG_INFINITY,
            is_whole: true,
        }
    }
}

/// How many sums are kept side by side: as many as the wide registers of a processor hold, since one sum alone waits
/// for each addition.
const LANES: usize = 8;

impl Spread {
    /// Of a block that is small enough for its sum to be finite. The mean is found first, and the distances from it
    /// afterwards, which is exact where a sum of squares is not.
    pub(crate) fn of(values: &[f64]) -> Self {
        if values.is_empty() {
            return Self::default();
        }
        let mean = sum(values, |value| value) / values.len() as f64;
        // The mean is rounded, which the sum of the distances takes out again (Chan, Golub and LeVeque, 1983).
        let distances = sum(values, |value| value - mean);
        let squares = sum(values, |value| (value - mean) * (value - mean));
        let squares = (squares - distances * distances / values.len() as f64).max(0.0);
        let mean = mean + distances / values.len() as f64;
        Self {
            count: values.len() as u64,
            mean,
            squares,
            min: values
                .iter()
                .fold(f64::INFINITY, |min, value| if *value < min { *value } else { min }),
            max: values
                .iter()
                .fold(f64::NEG_INFINITY, |max, value| if *value > max { *value } else { max }),
            is_whole: values.iter().all(|value| value.trunc() == *value),
        }
    }

    /// Adds what is known about other numbers (Chan, Golub and LeVeque, 1979).
    pub(crate) fn join(&mut self, other: &Self) {
        if other.count == 0 {
            return;
        }
        let (count, more) = (self.count as f64, other.count as f64);
        let distance = other.mean - self.mean;
        let share = more / (count + more);
        self.squares += other.squares + distance * distance * count * share;
        self.mean += distance * share;
        self.count += other.count;
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
        self.is_whole &= other.is_whole;
    }

    /// The arithmetic mean. Rounding never takes it outside of the numbers, nor away from the only one.
    pub(crate) fn mean(&self) -> f64 {
        self.mean.max(self.min).min(self.max)
    }

    /// Of a sample (n - 1); 0 if all numbers are equal.
    pub(crate) fn standard_deviation(&self) -> f64 {
        if self.min == self.max { 0.0 } else { (self.squares / (self.count as f64 - 1.0)).sqrt() }
    }
}

fn sum(values: &[f64], term: impl Fn(f64) -> f64) -> f64 {
    let mut lanes = [0.0; LANES];
    let mut chunks = values.chunks_exact(LANES);
    for chunk in &mut chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += term(*value);
        }
    }
    let rest: f64 = chunks.remainder().iter().map(|value| term(*value)).sum();
    lanes.iter().sum::<f64>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_and_deviation_hold_far_away_from_zero() {
        // The mean of 1 to 1000 and the deviation of a uniform sample, moved by a billion.
        let values: Vec<f64> = (1..=1000).map(|value| 1e9 + f64::from(value)).collect();
        for length in [1, 7, 512, 1000] {
            let mut spread = Spread::default();
            values.chunks(length).for_each(|block| spread.join(&Spread::of(block)));
            assert_eq!(spread.count, 1000);
            assert!((spread.mean() - 1_000_000_500.5).abs() < 1e-6, "{length}");
            assert!(
                (spread.standard_deviation() - 83_416.666_666_666_67_f64.sqrt()).abs() < 1e-6,
                "{length}"
            );
        }
    }

    #[test]
    fn the_deviation_holds_where_the_mean_cannot_be_written_exactly() {
        let values: Vec<f64> = (0..7).map(|value| 1e15 + f64::from(value)).collect();
        let deviation = Spread::of(&values[..6]).standard_deviation();
        assert!((deviation - 3.5_f64.sqrt()).abs() < 1e-9, "{deviation}");
        let values: Vec<f64> = (0..7).map(|value| 1e16 + 2.0 * f64::from(value % 2)).collect();
        let deviation = Spread::of(&values).standard_deviation();
        assert!((deviation - (8.0_f64 / 7.0).sqrt()).abs() < 1e-9, "{deviation}");
    }

    #[test]
    fn a_constant_has_its_value_as_mean_and_no_deviation() {
        let mut spread = Spread::default();
        for _ in 0..100 {
            spread.join(&Spread::of(&[0.1; 77]));
        }
        assert_eq!((spread.mean(), spread.standard_deviation()), (0.1, 0.0));
        let single = Spread::of(&[5.0]);
        assert_eq!((single.mean(), single.standard_deviation()), (5.0, 0.0));
    }

    #[test]
    fn the_largest_numbers_have_a_finite_deviation() {
        let mut spread = Spread::of(&[1e140, -1e140]);
        spread.join(&Spread::of(&[1e140; 300]));
        assert!(spread.standard_deviation().is_finite() && spread.mean().is_finite());
    }

    #[test]
    fn whole_numbers_are_told_from_others() {
        assert!(Spread::of(&[1.0, -5.0, 1e140]).is_whole);
        assert!(!Spread::of(&[1.0, 0.5]).is_whole);
    }
}
