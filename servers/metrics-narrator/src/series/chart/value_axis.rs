//! The axis of a panel's values: what part of the numbers is shown, and where ticks stand.

use super::{figures, geometry::Rectangle};

/// The sizes of steps between ticks, in powers of ten, that people count in.
const STEPS: [f64; 4] = [1.0, 2.0, 2.5, 5.0];
/// Between the labels of two ticks, this share of the axis is free at least, so that there are few on a long axis.
const FREE_SHARE: f32 = 0.1;
/// An axis that nearly reaches the next tick is extended to it: by at most this share of a step.
const EXTENSION: f64 = 0.35;
/// A range is at least this share of its largest value, so that numbers at ticks stay short enough to stand beside it.
const NARROWEST_SHARE: f64 = 1e-6;
/// Digits of a number that stands alone: as many as tell a ten thousandth of the narrowest range from the next.
const MAX_DIGITS: i32 = 10;
/// A range is at least this wide: below, numbers lose their last digits (`f64` is subnormal under 2.2e-308).
const NARROWEST: f64 = 1e-300;

/// A scale from values to heights in the picture, with its ticks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ValueAxis {
    lowest: f64,
    highest: f64,
    top: f32,
    bottom: f32,
    /// Values with a tick, in ascending order; a single one for a series that does not vary.
    pub(super) ticks: Vec<ValueTick>,
}

/// A value that is written beside the axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ValueTick {
    pub(super) y: f32,
    pub(super) label: String,
}

impl ValueAxis {
    /// The axis for finite `values` in `area`, whose labels are `label_height` high; none if there is no value.
    pub(super) fn new(
        values: impl Iterator<Item = f64>,
        area: Rectangle,
        label_height: f32,
    ) -> Option<Self> {
        let (lowest, highest) = values
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(lowest, highest), value| {
                (lowest.min(value), highest.max(value))
            });
        if lowest > highest {
            return None;
        }
        let mut axis =
            Self { lowest, highest, top: area.top, bottom: area.bottom, ticks: Vec::new() };
        let (values, labels) = axis.settled(label_height);
        axis.ticks = values
            .into_iter()
            .zip(labels)
            .map(|(value, label)| ValueTick { y: axis.y(value), label })
            .collect();
        Some(axis)
    }

    /// The height at which `value` stands; for one that is outside, the end of the axis.
    pub(super) fn y(&self, value: f64) -> f32 {
        let share =
            half_difference(value, self.lowest) / half_difference(self.highest, self.lowest);
        self.bottom - share.clamp(0.0, 1.0) as f32 * (self.bottom - self.top)
    }

    /// How many digits of a `value` are worth writing: they tell it from what is a hundredth of the axis away, which is
    /// about as far as an eye can.
    pub(super) fn digits(&self, value: f64) -> i32 {
        let hundredth = half_difference(self.highest, self.lowest) / 50.0;
        (figures::exponent(value) - figures::exponent(hundredth) + 1).clamp(3, MAX_DIGITS)
    }

    /// Widens the range to what can be shown, and says which values have ticks, and how those are written.
    fn settled(&mut self, label_height: f32) -> (Vec<f64>, Vec<String>) {
        let largest = self.lowest.abs().max(self.highest.abs());
        let range = half_difference(self.highest, self.lowest) * 2.0;
        if range == 0.0 {
            let value = self.lowest;
            let margin = (value.abs() / 2.0).max(NARROWEST);
            (self.lowest, self.highest) = bounded(value - margin, value + margin);
            return (vec![value], vec![figures::figure(value, MAX_DIGITS)]);
        }
        let narrowest = (largest * NARROWEST_SHARE).max(NARROWEST);
        if range < narrowest {
            let middle = self.lowest + range / 2.0;
            (self.lowest, self.highest) =
                bounded(middle - narrowest / 2.0, middle + narrowest / 2.0);
        }
        let height = self.bottom - self.top;
        let least = label_height + height * FREE_SHARE;
        let half_range = half_difference(self.highest, self.lowest);
        let exponent = figures::exponent(half_range);
        // Steps from a hundredth of the range to twenty times the range: the first is too narrow in any panel, and the
        // last has a tick at either end of the axis.
        let (lowest, highest, step) = (exponent - 2..=exponent + 1)
            .flat_map(|exponent| STEPS.map(|step| step * figures::power_of_ten(exponent)))
            .map(|step| {
                let (lowest, highest) = self.extended(step);
                (lowest, highest, step)
            })
            .find(|(lowest, highest, step)| {
                let share = step / 2.0 / half_difference(*highest, *lowest);
                share as f32 * height >= least
            })
            .unwrap_or((self.lowest, self.highest, half_range));
        (self.lowest, self.highest) = (lowest, highest);
        let first = (lowest / step).ceil();
        // Fewer than the whole picture has pixels, as their distance is checked above.
        let values: Vec<f64> = (0..100)
            .map(|number| (first + f64::from(number)) * step)
            .take_while(|value| *value <= highest * (1.0 + f64::EPSILON.copysign(highest)))
            .filter(|value| value.is_finite())
            .collect();
        let labels = figures::axis(&values, step);
        (values, labels)
    }

    /// The range, extended to ticks of this `step` that are near, and at least to a second one.
    fn extended(&self, step: f64) -> (f64, f64) {
        let (below, above) =
            ((self.lowest / step).floor() * step, (self.highest / step).ceil() * step);
        let (mut lowest, mut highest) = (self.lowest, self.highest);
        let (to_below, to_above) = (lowest - below, above - highest);
        if to_below < EXTENSION * step {
            lowest = below;
        }
        if to_above < EXTENSION * step {
            highest = above;
        }
        let ticks = (highest / step).floor() - (lowest / step).ceil() + 1.0;
        match ticks {
            ..1.0 => (lowest, highest) = (below, above),
            ..2.0 if lowest == below || (to_above <= to_below && highest != above) => {
                highest = above;
            }
            ..2.0 => lowest = below,
            _ => {}
        }
        bounded(lowest, highest)
    }
}

/// Half of `one - other`: the whole may be larger than the largest number.
fn half_difference(one: f64, other: f64) -> f64 {
    one / 2.0 - other / 2.0
}

/// A range without infinite ends.
fn bounded(lowest: f64, highest: f64) -> (f64, f64) {
    (lowest.max(f64::MIN), highest.min(f64::MAX))
}
