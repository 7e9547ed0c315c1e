//! Autocorrelation by a fast Fourier transform (Cooley and Tukey, 1965): at every lag at once, in n log n.

use std::f64::consts::TAU;

use crate::series::statistics::descriptive::{as_f64, mean};

/// Fourier transforms of one series after the other. They calculate in up to twelve times the memory of a series, roots of
/// unity included, which is kept for the next one: an allocator that takes it back and gives it away again and again finds
/// no place for it among the smaller pieces, and takes as much once more from the system.
#[derive(Debug, Default)]
pub(crate) struct Fourier {
    spectrum: Vec<(f64, f64)>,
    roots: Vec<(f64, f64)>,
}

impl Fourier {
    /// How `values` go together with themselves, moved by 0, 1, 2, … rows: 1 at lag 0, and divided by the number of pairs, so
    /// that long lags do not fade. All 0 where the values do not vary.
    pub(crate) fn autocorrelation(&mut self, values: &[f64]) -> Vec<f64> {
        let n = values.len();
        let mean = mean(values);
        // As many zeros behind the values keep their end from meeting their beginning.
        let length = (2 * n).next_power_of_two();
        if self.roots.len() < length / 2 {
            *self = Self { spectrum: Vec::with_capacity(length), roots: roots(length) };
        }
        let Self { spectrum, roots } = self;
        spectrum.clear();
        spectrum.extend(values.iter().map(|value| (value - mean, 0.0)));
        spectrum.resize(length, (0.0, 0.0));
        transform(spectrum, roots);
        for (real, imaginary) in &mut *spectrum {
            *real = *real * *real + *imaginary * *imaginary;
            *imaginary = 0.0;
        }
        // The power spectrum is even, so that the transform is its own inverse but for a factor.
        transform(spectrum, roots);
        let variance = spectrum.first().map_or(0.0, |(real, _)| *real);
        if variance <= 0.0 {
            return vec![0.0; n];
        }
        let scaled =
            |(lag, (real, _)): (usize, &(f64, f64))| real / variance * as_f64(n) / as_f64(n - lag);
        spectrum.iter().take(n).enumerate().map(scaled).collect()
    }
}

/// The roots of unity of the last stage of a transform of `n` numbers; an earlier stage takes every second, fourth, … of
/// them, and a shorter transform takes them as an earlier stage does.
fn roots(n: usize) -> Vec<(f64, f64)> {
    let root = |k: usize| {
        let angle = -TAU * as_f64(k) / as_f64(n);
        (angle.cos(), angle.sin())
    };
    (0..n / 2).map(root).collect()
}

/// The discrete Fourier transform in place, of pairs of a real and an imaginary part whose number is a power of two, with
/// the `roots` of that number, or of a larger one.
fn transform(data: &mut [(f64, f64)], roots: &[(f64, f64)]) {
    let n = data.len();
    let mut reversed = 0_usize;
    for index in 1..n {
        let mut bit = n >> 1;
        while reversed & bit != 0 {
            reversed ^= bit;
            bit >>= 1;
        }
        reversed |= bit;
        if index < reversed {
            data.swap(index, reversed);
        }
    }
    let mut half = 1;
    while half < n {
        let stride = roots.len() / half;
        for block in data.chunks_exact_mut(2 * half) {
            let (left, right) = block.split_at_mut(half);
            for ((a, b), root) in left.iter_mut().zip(right).zip(roots.iter().step_by(stride)) {
                let turned = (b.0 * root.0 - b.1 * root.1, b.0 * root.1 + b.1 * root.0);
                *b = (a.0 - turned.0, a.1 - turned.1);
                *a = (a.0 + turned.0, a.1 + turned.1);
            }
        }
        half *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_autocorrelation_is_as_counted_by_hand() {
        let values = [1.0, 2.0, 4.0, 1.0, -3.0];
        let around: Vec<f64> = values.iter().map(|value| value - 1.0).collect();
        let product = |lag: usize| -> f64 {
            around.iter().zip(&around[lag..]).map(|(a, b)| a * b).sum::<f64>() * 5.0
                / (5.0 - as_f64(lag))
        };
        for (lag, got) in Fourier::default().autocorrelation(&values).into_iter().enumerate() {
            assert!((got - product(lag) / product(0)).abs() < 1e-12, "{lag}: {got}");
        }
    }

    #[test]
    fn values_that_do_not_vary_go_together_with_nothing() {
        let mut fourier = Fourier::default();
        assert_eq!(fourier.autocorrelation(&[2.0; 5]), [0.0; 5]);
        assert_eq!(fourier.autocorrelation(&[]), [0.0; 0]);
    }
}
