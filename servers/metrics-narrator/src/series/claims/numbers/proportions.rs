//! What one series is for each of another: `0.52 kg of flour per loaf`, `waste is 5.5 % of average sales`.

use crate::series::claims::{
    context::subjects::{extend, names},
    reading::{mentions::What, statistics::Statistic as S, units::Dimension},
};

use super::claim::Claim;

/// Whether a number is a statistic of one series divided by the same of another, both of which the words name, or one number
/// next to it divided by another.
pub(in crate::series::claims) fn is_borne(claim: &Claim) -> bool {
    const WORDS: &str = "per each apiece divided ratio proportion equal equals share corresponds";
    let scope = &claim.check.scope;
    let factor = match claim.dimension() {
        Some(Dimension::Percent) => 0.01,
        Some(Dimension::Time | Dimension::Points | Dimension::Deviations) => return false,
        _ => 1.0,
    };
    let is_share = factor < 1.0 && claim.word(1) == "of";
    if claim.figure.written.digits < 2
        || claim.figure.per_seconds.is_some()
        || !(is_share || claim.figure.is_ratio() || factor == 1.0 && scope.has_any(claim.at, WORDS))
    {
        return false;
    }
    let (start, end) = scope.sentence(claim.at);
    let start = scope.sentence_before(claim.at).map_or(start, |(before, _)| before);
    let told = (start..end).filter(|at| *at != claim.at).filter_map(|at| match scope.what(at) {
        Some(What::Number(figure)) if figure.is_value() && figure.per_seconds.is_none() => {
            Some(figure.written.value)
        }
        _ => None,
    });
    let told: Vec<f64> = told.take(MOST_NAMED).collect();
    let is_told = |above: &f64| told.iter().any(|below| claim.is_value(factor, above / below));
    if told.iter().any(is_told) {
        return true;
    }
    let mut named = names(scope.mentions.get(start..end).unwrap_or_default());
    extend(&mut named, scope.carried(claim.at));
    let has_unit = |series: &usize| {
        let unit = claim.check.quantities.unit(*series);
        factor == 1.0 && unit.is_some_and(|unit| claim.dimension() == Some(&unit.dimension))
    };
    let of_unit: Vec<usize> = (0..claim.facts().series.len()).filter(has_unit).collect();
    extend(&mut named, &of_unit);
    named.truncate(MOST_NAMED);
    let value = |series: usize, statistic: S| {
        let levels = claim.check.quantities.levels_of(series).iter();
        levels.into_iter().find(|level| level.statistic == statistic).map(|level| level.value)
    };
    // The number is in the unit of what is divided.
    let is_value = |series: usize, ratio: f64| {
        let unit = if is_share { Some(factor) } else { claim.factor(series) };
        // `60 passengers per flight` of thousands of passengers.
        let scales = [1.0, claim.scale_in_name(series).unwrap_or(1.0)];
        unit.is_some_and(|unit| scales.into_iter().any(|of| claim.is_value(unit, ratio * of)))
    };
    let follows = |above_series: usize, below: usize| {
        [S::Mean, S::Median, S::Maximum, S::Minimum, S::First, S::Last].into_iter().any(
            |statistic| {
                let (Some(above), Some(below)) =
                    (value(above_series, statistic), value(below, statistic))
                else {
                    return false;
                };
                below != 0.0 && is_value(above_series, above / below)
            },
        )
    };
    named.iter().any(|above| named.iter().any(|below| above != below && follows(*above, *below)))
}

/// So many named series are compared with one another.
const MOST_NAMED: usize = 8;
