//! What a number in its unit is in the unit of a series.

use crate::series::claims::{
    numbers::claim::Claim,
    reading::units::{self, Dimension, Unit},
};

impl Claim<'_> {
    /// What one of the number is in the unit of a series; none if it is of another dimension.
    pub(in crate::series::claims) fn factor(&self, series: usize) -> Option<f64> {
        if self.dimension() == Some(&Dimension::Percent) && !self.may_be_percent(series) {
            return None;
        }
        if self.check.quantities.unit(series).is_none() && self.has_unit_of_another(series) {
            return None;
        }
        // `two thirds` of a series in percent.
        let is_percent = |unit: &Unit| unit.dimension == Dimension::Percent;
        if self.figure.unit.is_none()
            && self.figure.written.is_spelled
            && self.figure.written.value < 1.0
            && self.check.quantities.unit(series).is_some_and(is_percent)
        {
            return Some(100.0);
        }
        if self.is_bare() && self.is_scaled_as_name(series) {
            return Some(self.figure.written.scale.recip());
        }
        if self.figure.unit.is_none()
            && let Some(scale) = self.header_scale(series)
        {
            return Some(scale.recip());
        }
        let header = self.check.quantities.unit(series);
        // A second at the end of a name may be that of a rate: `speed_mm_s`, `wind_ms`.
        let may_be_rate = header.is_none_or(|unit| unit.dimension == Dimension::Time)
            && matches!(self.dimension(), Some(Dimension::Other(_)))
            || header.is_none() && self.dimension() == Some(&Dimension::Time);
        let told = may_be_rate
            .then(|| self.unit_in_name(series).or_else(|| self.currency_in_name(series)))
            .flatten();
        factor(self.figure.unit.as_ref(), told.or(header))
            .or_else(|| self.factor_of_time_in_header(series))
    }

    /// The unit that the name of a series ends with, if the number is in one of its kind: kW for `power_w`, mm for
    /// `speed_mm_s`.
    pub(in crate::series::claims) fn unit_in_name(&self, series: usize) -> Option<&Unit> {
        let header = self.check.quantities.header(series)?;
        let dimension = self.dimension()?;
        header.units_at_end.iter().find(|unit| unit.dimension.is_like(dimension))
    }

    /// The currency that a name has anywhere: `diesel_eur_per_l`.
    fn currency_in_name(&self, series: usize) -> Option<&Unit> {
        self.check.quantities.header(series)?.currency.as_ref()
    }

    /// `455 thousand` of `cell_count_k`.
    fn is_scaled_as_name(&self, series: usize) -> bool {
        let suffixes: &[&str] = match self.figure.written.scale {
            1e3 => &["k", "thousand", "thousands"],
            1e6 => &["m", "mn", "mio", "mln", "million", "millions"],
            1e9 => &["bn", "billion", "billions"],
            _ => return false,
        };
        let Some(header) = self.check.quantities.header(series) else { return false };
        // `Volume (k)` says it as its unit, whatever its values are.
        if suffixes.contains(&header.unit_amount.as_str())
            || self.has_prefix_of(series)
            || header.scale_of_prefix == Some(self.figure.written.scale)
        {
            return true;
        }
        let is_value = |value: f64| value.abs() >= self.figure.written.scale;
        let summary = self.facts().series.get(series).and_then(|series| series.summary.as_ref());
        suffixes.contains(&header.amount.as_str())
            && !summary.is_some_and(|summary| is_value(summary.max))
    }

    /// Whether the number has no unit, except perhaps a letter that scales it: `230.6M`.
    fn is_bare(&self) -> bool {
        self.dimension().is_none_or(|of| matches!(of, Dimension::Other(name) if name.is_empty()))
    }

    /// `230.6M` of a series in Mbit/s, `261k` of one in k€: the number has the prefix of the unit alone.
    pub(in crate::series::claims) fn has_prefix_of(&self, series: usize) -> bool {
        let Some(header) = self.check.quantities.header(series) else { return false };
        let (Some((scale, base)), Some(unit)) = (&header.prefix, &header.unit) else {
            return false;
        };
        let is_base =
            |base: &Unit| base.dimension == unit.dimension && base.factor * scale == unit.factor;
        self.is_bare()
            && self.figure.written.scale == *scale
            && (unit.dimension == Dimension::Data || base.as_ref().is_some_and(is_base))
    }

    /// What one of the number is in the unit of a series, for differences.
    pub(in crate::series::claims) fn difference_factor(&self, series: usize) -> Option<f64> {
        self.factor(series)
            .or_else(|| self.points_factor(series))
            .or_else(|| self.degree_factor(series))
    }

    /// Percentage points are differences of percentages.
    pub(in crate::series::claims) fn points_factor(&self, series: usize) -> Option<f64> {
        let is_points = self.dimension() == Some(&Dimension::Points);
        let unit = self.check.quantities.unit(series);
        let is_percent = unit.is_some_and(|unit| unit.dimension == Dimension::Percent);
        (is_points && is_percent).then_some(1.0)
    }

    /// Whether a series may be one of percentages: its unit says so, or it has none and no value is beyond 100.
    fn may_be_percent(&self, series: usize) -> bool {
        let summary = self.facts().series.get(series).and_then(|series| series.summary.as_ref());
        let is_small =
            summary.is_some_and(|summary| summary.min.abs().max(summary.max.abs()) <= 100.0);
        self.check.quantities.unit(series).is_some() || is_small
    }

    /// Whether the number's unit is that of another series: euros are no value of a series that has no unit beside one
    /// that is in euros.
    fn has_unit_of_another(&self, series: usize) -> bool {
        let Some(Dimension::Other(_) | Dimension::Data) = self.dimension() else { return false };
        let is_like = |other: usize| {
            let units = (self.check.quantities.unit(other), self.figure.unit.as_ref());
            matches!(units, (Some(of), Some(unit)) if of.dimension.is_like(&unit.dimension))
        };
        // `EUR/USD` says in its name what it is measured in.
        let header = self.check.quantities.header(series);
        let is_named = match (self.dimension(), header) {
            (Some(Dimension::Other(unit)), Some(header)) => header.name.contains(unit.as_str()),
            _ => false,
        };
        // What a price, a value or a cost is in, its header may leave out.
        let is_of_money = matches!(self.dimension(), Some(Dimension::Other(unit)) if matches!(unit.as_str(), "usd" | "eur" | "gbp" | "jpy" | "cent"))
            && header.is_some_and(|header| MONEY.iter().any(|word| header.name.contains(word)));
        !is_named
            && !is_of_money
            && self.unit_in_name(series).is_none()
            && (0..self.facts().series.len()).any(|other| other != series && is_like(other))
    }

    /// `61 days` of a series that counts days and has no unit.
    pub(in crate::series::claims) fn factor_of_time_in_header(&self, series: usize) -> Option<f64> {
        let unit = self.figure.unit.as_ref()?.factor;
        let holds = |word: &String| word.len() > 2 && units::seconds_of(word) == Some(unit);
        let is_time = self.dimension() == Some(&Dimension::Time)
            && self.check.quantities.unit(series).is_none();
        let mut words = self.check.quantities.header(series)?.words.iter();
        (is_time && words.any(holds)).then_some(1.0)
    }
}

/// Words of headers that tell money without its currency.
const MONEY: [&str; 21] = [
    "value", "price", "cost", "spend", "revenue", "sales", "basket", "amount", "fee", "income",
    "profit", "margin", "budget", "wage", "salary", "rent", "earning", "turnover", "takings",
    "expense", "arpu",
];

/// What one of a unit is in another; none if they measure different things. A header without a unit takes any.
pub(in crate::series::claims) fn factor(
    written: Option<&Unit>,
    header: Option<&Unit>,
) -> Option<f64> {
    match (written, header) {
        (None, _) => Some(1.0),
        (Some(written), Some(header)) if written.dimension.is_like(&header.dimension) => {
            Some(written.factor / header.factor)
        }
        (
            Some(Unit {
                dimension: Dimension::Other(_) | Dimension::Percent | Dimension::Data,
                ..
            }),
            None,
        ) => Some(1.0),
        (Some(Unit { dimension: Dimension::Other(name), .. }), Some(_)) if name.is_empty() => {
            Some(1.0)
        }
        (
            Some(Unit { dimension: Dimension::Other(cent), .. }),
            Some(Unit { dimension: Dimension::Other(currency), factor }),
        ) if cent == "cent" && units::is_currency(currency) => Some(0.01 / factor),
        // `15 µg` of a series in µg/m³: what a unit is for each of, a text leaves out.
        (Some(written), Some(Unit { dimension: Dimension::Other(header), .. })) => {
            let amount = header.split_once('/').and_then(|(amount, _)| units::unit(amount));
            amount.filter(|amount| amount == written).map(|_| 1.0)
        }
        _ => None,
    }
}
