//! The axis of a panel's values: what part of the numbers is shown, and where ticks stand.

use super::{
    figures::{self, Multiples},
    geometry::Rectangle,
};

/// The sizes of steps between ticks, in powers of ten, that people count in.
const STEPS: [f64; 4] = [1.0, 2.0, 2.5, 5.0];
/// Between the labels of two ticks, this share of the axis is free at least, so that there are few on a long axis.
const FREE_SHARE: f32 = 0.1;
/// An axis that nearly reaches the next tick is extended to it: by at most this share of a step, and of its values.
const EXTENSION: f64 = 0.35;
const EXTENSION_OF_VALUES: f64 = 0.15;
/// A range below this share of its largest value is what rounding left. Numbers that tell it apart would not be short
/// enough to stand beside it, so it is drawn as nearly flat, on an axis that is the larger share.
const ROUNDING_SHARE: f64 = 1e-9;
const NARROWEST_SHARE: f64 = 1e-6;
/// Digits of a number that stands alone: as many as tell a hundredth of the narrowest range from the next.
const MAX_DIGITS: i32 = 12;
/// Digits of the number of a series that does not vary.
const CONSTANT_DIGITS: i32 = 10;
/// A range is at least this wide: below, numbers lose their last digits (`f64` is subnormal under 2.2e-308).
const NARROWEST: f64 = 1e-300;

/// A scale from values to heights in the picture, with its ticks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ValueAxis {
    lowest: f64,
    highest: f64,
    top: f32,
    bottom: f32,
    multiples: Multiples,
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
        multiples: Multiples,
    ) -> Option<Self> {
        let (lowest, highest) = values
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(lowest, highest), value| {
                (lowest.min(value), highest.max(value))
            });
        if lowest > highest {
            return None;
        }
        let Rectangle { top, bottom, .. } = area;
        let mut axis = Self { lowest, highest, top, bottom, multiples, ticks: Vec::new() };
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

    /// A `value` as it is worth writing.
    pub(super) fn figure(&self, value: f64) -> String {
        figures::figure(value, self.digits(value), self.multiples)
    }

    /// Two values that are compared.
    pub(super) fn pair(&self, values: [f64; 2]) -> [String; 2] {
        figures::pair(values.map(|value| (value, self.digits(value))), self.multiples)
    }

    /// How many digits of a `value` are worth writing: they tell it from what is a hundredth of the axis away, which is
    /// about as far as an eye can.
    fn digits(&self, value: f64) -> i32 {
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
            return (vec![value], vec![figures::figure(value, CONSTANT_DIGITS, self.multiples)]);
        }
        if range < (largest * ROUNDING_SHARE).max(NARROWEST) {
            let narrowest = (largest * NARROWEST_SHARE).max(NARROWEST);
            let middle = self.lowest + range / 2.0;
            (self.lowest, self.highest) =
                bounded(middle - narrowest / 2.0, middle + narrowest / 2.0);
        }
        let (values, step) = self.round_values(label_height);
        let labels = figures::axis(&values, step, self.multiples);
        (values, labels)
    }

    /// The values with ticks, and what they are multiples of; the range is extended to some that are near.
    fn round_values(&mut self, label_height: f32) -> (Vec<f64>, f64) {
        let height = self.bottom - self.top;
        let least = label_height + height * FREE_SHARE;
        let half_range = half_difference(self.highest, self.lowest);
        let exponent = figures::exponent(half_range);
        let have_room = |one: f64, other: f64, (lowest, highest)| {
            let share = half_difference(other, one) / half_difference(highest, lowest);
            share as f32 * height >= least
        };
        // Steps from a hundredth of the range on, the first of which is too narrow in any panel.
        let steps = (exponent - 2..=exponent + 1)
            .flat_map(|exponent| STEPS.map(|step| step * figures::power_of_ten(exponent)));
        for step in steps.clone() {
            let extended = self.extended(step);
            let values = multiples(step, extended);
            if let [one, other, ..] = values.as_slice()
                && have_room(*one, *other, extended)
            {
                (self.lowest, self.highest) = extended;
                return (values, step);
            }
        }
        // In a low panel no two steps may be on the axis: then the outermost values that are round.
        let range = (self.lowest, self.highest);
        let steps: Vec<f64> = steps.collect();
        let outermost = steps.iter().rev().find_map(|step| {
            let values = multiples(*step, range);
            let (one, other) = (*values.first()?, *values.last()?);
            have_room(one, other, range).then(|| (vec![one, other], *step))
        });
        outermost.unwrap_or((Vec::new(), half_range))
    }

    /// The range, extended to multiples of this `step` that are near.
    fn extended(&self, step: f64) -> (f64, f64) {
        let half_near = (EXTENSION * step / 2.0)
            .min(EXTENSION_OF_VALUES * half_difference(self.highest, self.lowest));
        let (below, above) =
            ((self.lowest / step).floor() * step, (self.highest / step).ceil() * step);
        let (mut lowest, mut highest) = (self.lowest, self.highest);
        if half_difference(lowest, below) < half_near {
            lowest = below;
        }
        if half_difference(above, highest) < half_near {
            highest = above;
        }
        bounded(lowest, highest)
    }
}

/// The multiples of a `step` from `lowest` to `highest`, in ascending order.
fn multiples(step: f64, (lowest, highest): (f64, f64)) -> Vec<f64> {
    let first = (lowest / step).ceil();
    // Of the narrowest step there are a hundred and more; those have no room and are not counted.
    (0..100)
        .map(|number| (first + f64::from(number)) * step)
        .take_while(|value| *value <= highest * (1.0 + f64::EPSILON.copysign(highest)))
        .filter(|value| value.is_finite())
        .collect()
}

/// Half of `one - other`: the whole may be larger than the largest number.
fn half_difference(one: f64, other: f64) -> f64 {
    one / 2.0 - other / 2.0
}

/// A range without infinite ends.
fn bounded(lowest: f64, highest: f64) -> (f64, f64) {
    (lowest.max(f64::MIN), highest.min(f64::MAX))
}
