//! Values told in another unit of the same kind: degrees of another scale, speeds for another time, a header's
//! thousands written out.

use crate::series::claims::{
    numbers::claim::Claim,
    reading::{
        mentions::What,
        units::{self, Dimension},
    },
};

use super::{quantities::Quantity, statistics::Statistic as S};

/// A scale of temperature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::series::claims) enum Scale {
    Celsius,
    Fahrenheit,
}

impl Scale {
    pub(in crate::series::claims) fn of(dimension: &Dimension) -> Option<Self> {
        match dimension {
            Dimension::Other(name) if name == "celsius" => Some(Self::Celsius),
            Dimension::Other(name) if name == "fahrenheit" => Some(Self::Fahrenheit),
            _ => None,
        }
    }

    /// A temperature of this scale in the other one.
    pub(in crate::series::claims) fn in_other(self, value: f64) -> f64 {
        match self {
            Self::Celsius => value.mul_add(1.8, 32.0),
            Self::Fahrenheit => (value - 32.0) / 1.8,
        }
    }

    /// How many degrees of the other scale one of this is.
    pub(in crate::series::claims) fn degrees_of_other(self) -> f64 {
        match self {
            Self::Celsius => 1.8,
            Self::Fahrenheit => 1.0 / 1.8,
        }
    }
}

/// So many mentions on either side of a number show the scale that its text uses.
const REACH: usize = 120;

impl Claim<'_> {
    /// Whether the number is a fact in another unit: `88.7 °F` for 31.5 °C, `42 km/h` for 11.65 m/s.
    pub(in crate::series::claims) fn is_rescaled(
        &self,
        series: usize,
        quantity: &Quantity,
    ) -> bool {
        let value = quantity.value;
        if let Some(scale) = self.other_scale(series) {
            let is_width = matches!(
                quantity.statistic,
                S::Range | S::InterquartileRange | S::Amplitude | S::Deviation
            );
            let other = scale.in_other(value);
            return match is_width {
                true => {
                    !self.tells_scale(scale) && self.is_value(1.0, value * scale.degrees_of_other())
                }
                false => self.is_value(1.0, other) && self.has_sign_of(other),
            };
        }
        self.rate_factor(series)
            .is_some_and(|factor| self.is_value(factor, value) && self.has_sign_of(value))
    }

    /// What a degree of the number's scale is in degrees of the series' one, where the two differ.
    pub(super) fn degree_factor(&self, series: usize) -> Option<f64> {
        let scale = self.other_scale(series).filter(|scale| !self.tells_scale(*scale))?;
        Some(scale.degrees_of_other().recip())
    }

    /// Whether the text around the number tells temperatures of a scale. It does not tell differences in another one
    /// then.
    fn tells_scale(&self, scale: Scale) -> bool {
        let near = self.at.saturating_sub(REACH)..self.at + REACH;
        near.into_iter().any(|at| match self.check.scope.what(at) {
            Some(What::Number(figure)) => {
                let of = figure.unit.as_ref().and_then(|unit| Scale::of(&unit.dimension));
                of == Some(scale)
            }
            _ => false,
        })
    }

    /// The scale of temperature of a series, if the number is of the other one.
    fn other_scale(&self, series: usize) -> Option<Scale> {
        let told = Scale::of(self.dimension()?)?;
        let header = self.check.quantities.unit(series);
        let scale = match header {
            Some(unit) => Scale::of(&unit.dimension)?,
            None => match self.check.quantities.header(series)?.last_word() {
                "c" | "celsius" | "degc" => Scale::Celsius,
                "f" | "fahrenheit" | "degf" => Scale::Fahrenheit,
                _ => return None,
            },
        };
        (scale != told).then_some(scale)
    }

    /// What one of a number that is told for a time is in the unit of a series that has a time in its header.
    fn rate_factor(&self, series: usize) -> Option<f64> {
        let seconds = self.figure.per_seconds?;
        let own = self.seconds_of_rate(series)?;
        let rate = self.check.quantities.header(series)?.rate.as_ref();
        match (self.figure.unit.as_ref(), rate) {
            (Some(unit), Some((of, per_second))) if *of == unit.dimension => {
                Some(unit.factor / seconds / per_second)
            }
            (None, _) => Some(own / seconds),
            _ => None,
        }
    }

    /// Whether the number is told for the time that the header of a series has: `172 a second` of `/s`.
    pub(in crate::series::claims) fn is_rate_of(&self, series: usize) -> bool {
        self.figure.per_seconds.is_some() && self.figure.per_seconds == self.seconds_of_rate(series)
    }

    /// Whether the number is a rate for another time than the header of a series has: `172 per minute` of `/s`.
    pub(in crate::series::claims) fn is_rate_of_another(&self, series: usize) -> bool {
        self.is_rate()
            && self.figure.per_seconds.is_some_and(|told| {
                self.seconds_of_rate(series).is_some_and(|own| (told / own - 1.0).abs() > 1e-6)
            })
    }

    /// Whether the number is written as one for a time: `172 per minute`, `172/min`, `172 requests a minute`. What is
    /// told of `each day` may be of a row.
    fn is_rate(&self) -> bool {
        let own = self.check.scope.get(self.at).map_or("", |mention| self.check.quoted(mention));
        let says = |place: usize| {
            matches!(self.check.scope.word(place), "per" | "/")
                || matches!(self.check.scope.word(place), "a" | "an")
                    && !self.check.scope.is_distance(place)
                    && self.check.scope.get(place).is_some_and(|mention| {
                        mention.last_word != mention.word
                            && units::seconds_of(&mention.last_word).is_some()
                    })
        };
        let stops = |place: &usize| {
            self.check.scope.is_boundary(*place) && self.check.scope.word(*place) != "/"
        };
        own.contains('/') || (self.at + 1..self.at + 5).take_while(|place| !stops(place)).any(says)
    }

    /// The time that the header of a series is told for, in seconds: `/s`, `m³/h`, `requests_per_min`.
    fn seconds_of_rate(&self, series: usize) -> Option<f64> {
        self.check.quantities.header(series)?.seconds_of_rate
    }

    /// How many one of a series is, if its header counts in thousands or millions.
    pub(in crate::series::claims) fn scale_in_name(&self, series: usize) -> Option<f64> {
        self.check.quantities.header(series)?.scale
    }

    /// How many one of a series is, if its header counts in thousands or millions and the number is written out:
    /// `34,880` where the header says `thousands`.
    pub(in crate::series::claims) fn header_scale(&self, series: usize) -> Option<f64> {
        let scale = self.scale_in_name(series)?;
        let summary = self.facts().series.get(series)?.summary.as_ref()?;
        let largest = summary.max.abs().max(summary.min.abs());
        (self.figure.written.value > 3.0 * largest).then_some(scale)
    }
}
