//! Autocorrelation by a fast Fourier transform (Cooley and Tukey, 1965): at every lag at once, in n log n.

use std::f64::consts::TAU;

use crate::series::statistics::order::{count, mean};

/// How `values` go together with themselves, moved by 0, 1, 2, … rows: 1 at lag 0, and divided by the number of pairs, so
/// that long lags do not fade. All 0 where the values do not vary.
pub(crate) fn autocorrelation(values: &[f64]) -> Vec<f64> {
    let n = values.len();
    let mean = mean(values);
    // As many zeros behind the values keep their end from meeting their beginning.
    let mut spectrum = vec![(0.0, 0.0); (2 * n).next_power_of_two()];
    for (slot, value) in spectrum.iter_mut().zip(values) {
        slot.0 = value - mean;
    }
    transform(&mut spectrum);
    for (real, imaginary) in &mut spectrum {
        *real = *real * *real + *imaginary * *imaginary;
        *imaginary = 0.0;
    }
    // The power spectrum is even, so that the transform is its own inverse but for a factor.
    transform(&mut spectrum);
    let variance = spectrum.first().map_or(0.0, |(real, _)| *real);
    if variance <= 0.0 {
        return vec![0.0; n];
    }
    let scaled =
        |(lag, (real, _)): (usize, &(f64, f64))| real / variance * count(n) / count(n - lag);
    spectrum.iter().take(n).enumerate().map(scaled).collect()
}

/// The discrete Fourier transform in place, of pairs of a real and an imaginary part whose number is a power of two.
fn transform(data: &mut [(f64, f64)]) {
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
    // The roots of the last stage; an earlier stage takes every second, fourth, … of them.
    let roots: Vec<(f64, f64)> = (0..n / 2)
        .map(|k| {
            let angle = -TAU * count(k) / count(n);
            (angle.cos(), angle.sin())
        })
        .collect();
    let mut half = 1;
    while half < n {
        let stride = n / (2 * half);
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
                / (5.0 - count(lag))
        };
        for (lag, got) in autocorrelation(&values).into_iter().enumerate() {
            assert!((got - product(lag) / product(0)).abs() < 1e-12, "{lag}: {got}");
        }
    }

    #[test]
    fn values_that_do_not_vary_go_together_with_nothing() {
        assert_eq!(autocorrelation(&[2.0; 5]), [0.0; 5]);
        assert_eq!(autocorrelation(&[]), [0.0; 0]);
    }
}
