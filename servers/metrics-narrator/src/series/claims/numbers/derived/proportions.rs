//! What one series is for each of another: `0.52 kg of flour per loaf`, `waste is 5.5 % of average sales`.

use crate::series::claims::{
    context::subjects::extend, numbers::claim::Claim, reading::units::Dimension,
    values::statistics::Statistic as S,
};

/// Whether a number is a statistic of one series divided by the same of another, both of which the words name, or one
/// number next to it divided by another.
pub(in crate::series::claims::numbers) fn is_borne(claim: &Claim) -> bool {
    const WORDS: &str = "per each apiece divided ratio proportion equal equals share corresponds";
    let scope = &claim.check.scope;
    let factor = match claim.dimension() {
        Some(Dimension::Percent) => 0.01,
        Some(Dimension::Time | Dimension::Points | Dimension::Deviations) => return false,
        _ => 1.0,
    };
    // `2.1 for every 100 sessions`
    let is_of_name = claim.word(1) == "of" || scope.is_name(claim.at + 1);
    let is_share = factor < 1.0 && is_of_name;
    if claim.figure.written.digits < 2
        || claim.figure.per_seconds.is_some()
        || !(is_share || claim.figure.is_ratio() || factor == 1.0 && scope.has_any(claim.at, WORDS))
    {
        return false;
    }
    if is_of_told(claim, factor) {
        return true;
    }
    let named = named(claim, factor);
    // The number is in the unit of what is divided.
    let is_value = |series: usize, ratio: f64| {
        let unit = if is_share { Some(factor) } else { claim.factor(series) };
        // `60 passengers per flight` of thousands of passengers.
        let scales = [1.0, claim.scale_in_name(series).unwrap_or(1.0)];
        unit.is_some_and(|unit| scales.into_iter().any(|of| claim.is_value(unit, ratio * of)))
    };
    let ratio = |above: usize, below: usize, statistic: S| {
        let quantities = &claim.check.quantities;
        let below = quantities.value_of(below, statistic).filter(|below| *below != 0.0)?;
        Some(quantities.value_of(above, statistic)? / below)
    };
    let follows = |above: usize, below: usize| {
        [S::Mean, S::Median, S::Maximum, S::Minimum, S::First, S::Last].into_iter().any(
            |statistic| ratio(above, below, statistic).is_some_and(|ratio| is_value(above, ratio)),
        )
    };
    named.iter().any(|above| named.iter().any(|below| above != below && follows(*above, *below)))
}

/// Whether the number is one that the text tells before or behind it, divided by another.
fn is_of_told(claim: &Claim, factor: f64) -> bool {
    let scope = &claim.check.scope;
    let (start, end) = scope.passage(claim.at);
    let values = (start..end).filter(|at| *at != claim.at).filter_map(|at| {
        let figure = scope.figure(at)?;
        (figure.is_value() && figure.per_seconds.is_none()).then_some(figure.written.value)
    });
    let values: Vec<f64> = values.take(MAX_NAMED).collect();
    values.iter().any(|above| values.iter().any(|below| claim.is_value(factor, above / below)))
}

/// The series that the words name, and those that have the unit of the number.
fn named(claim: &Claim, factor: f64) -> Vec<usize> {
    let scope = &claim.check.scope;
    let (start, end) = scope.passage(claim.at);
    let mut named = scope.names_in(start..end);
    extend(&mut named, scope.carried(claim.at));
    let has_unit = |series: &usize| {
        let unit = claim.check.quantities.unit(*series);
        factor == 1.0 && unit.is_some_and(|unit| claim.dimension() == Some(&unit.dimension))
    };
    let of_unit: Vec<usize> = (0..claim.facts().series.len()).filter(has_unit).collect();
    extend(&mut named, &of_unit);
    named.truncate(MAX_NAMED);
    named
}

/// So many named series are compared with one another.
const MAX_NAMED: usize = 8;
