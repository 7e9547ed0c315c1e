//! Numbers that are told for a time, `27 MB an hour`, and follow from facts without being a slope of them.

use crate::series::claims::{
    numbers::{claim::Claim, license::moment_of},
    reading::words,
    values::{conversion::factor, quantities::Quantity, statistics::Statistic as S},
};
use crate::series::durations::YEAR;

/// `2.86 kWh an hour, which makes 69 kWh a day`: the mean of the rows of so long a time, together.
pub(super) fn is_mean_of_period(claim: &Claim) -> bool {
    let Some(seconds) = claim.figure.per_seconds else { return false };
    let rows = seconds / claim.facts().table.step_seconds.max(f64::MIN_POSITIVE);
    rows > 1.0
        && claim.figure.written.digits >= 2
        && claim.all_subjects().into_iter().any(|series| {
            let mean = claim.check.quantities.value_of(series, S::Mean);
            let factor = claim.factor(series).filter(|_| !claim.is_rate_of_another(series));
            matches!((mean, factor), (Some(mean), Some(factor)) if claim.is_value(factor, mean * rows))
        })
}

/// Whether a number for each hour or day is how far a series went, over the time that it took.
pub(super) fn is_rate(claim: &Claim) -> bool {
    is_rate_over_table(claim) || is_rate_between_told(claim)
}

/// `an average of 13.6 °C per hour`: from the first value of the table to its last.
fn is_rate_over_table(claim: &Claim) -> bool {
    let Some(seconds) = claim.figure.per_seconds else { return false };
    let table = &claim.facts().table;
    let seconds_of_table = table.from.seconds_to(table.to);
    let is_it = |series: usize| {
        let value = |statistic: S| claim.check.quantities.value_of(series, statistic);
        let way = value(S::Last).zip(value(S::First)).map(|(last, first)| last - first);
        way.zip(claim.difference_factor(series))
            .is_some_and(|(way, factor)| claim.is_value(factor, way / seconds_of_table * seconds))
    };
    claim.figure.written.digits >= 2 && claim.all_subjects().into_iter().any(is_it)
}

/// The difference of two levels that the sentence tells, over the time between them.
fn is_rate_between_told(claim: &Claim) -> bool {
    let Some(seconds) = claim.figure.per_seconds else { return false };
    let scope = &claim.check.scope;
    let (start, end) = scope.sentence(claim.at);
    let quantities = &claim.check.quantities;
    let table = &quantities.facts.table;
    let is_told = |series: usize, level: &Quantity| {
        (start..end).filter(|at| *at != claim.at).any(|at| {
            scope.figure(at).is_some_and(|figure| claim.with(figure).is_level_of(series, level))
        })
    };
    claim.all_subjects().into_iter().any(|series| {
        let moment = |level: &Quantity| match level.statistic {
            S::First => Some(table.from),
            S::Last => Some(table.to),
            _ => moment_of(&quantities.instants, level).map(|instant| instant.from),
        };
        let told = quantities.levels_of(series).iter().filter(|level| is_told(series, level));
        let told: Vec<(f64, f64)> = told
            .filter_map(|level| Some((level.value, moment(level)?.milliseconds as f64 / 1e3)))
            .collect();
        let Some(factor) = claim.difference_factor(series) else { return false };
        told.iter().any(|from| {
            told.iter().any(|to| {
                to.1 > from.1 && claim.is_value(factor, (to.0 - from.0) / (to.1 - from.1) * seconds)
            })
        })
    })
}

/// Whether a percentage for each day or hour is a slope, relative to where its line begins or to the mean.
pub(super) fn is_relative_slope(claim: &Claim) -> bool {
    let Some(seconds) = claim.figure.per_seconds else { return false };
    claim.all_subjects().into_iter().any(|series| {
        let value = |statistic: S| claim.check.quantities.value_of(series, statistic);
        let bases =
            [value(S::TrendFrom), value(S::Mean)].into_iter().flatten().filter(|base| *base != 0.0);
        let slope = value(S::Slope).unwrap_or(f64::NAN);
        bases.into_iter().any(|base| claim.is_value(1.0, slope * seconds / base * 100.0))
    })
}

/// `208 thousand of recurring revenue, which annualises to 2.5 million`: a number next to this one for each row of a
/// year.
pub(super) fn is_annualized(claim: &Claim) -> bool {
    const WORDS: &str = "\
        annualise annualised annualises annualising annualize annualized annualizes annualizing run-rate";
    let scope = &claim.check.scope;
    let (start, end) = scope.sentence(claim.at);
    let says = |at: usize| match scope.word(at) {
        "annual" | "yearly" => matches!(scope.word(at + 1), "basis" | "rate" | "terms" | "run"),
        "run" => matches!(scope.word(at + 1), "rate") || scope.word(at + 2) == "rate",
        word => words::holds(WORDS, word),
    };
    if claim.figure.written.digits < 2 || !(start..end).any(says) {
        return false;
    }
    let step = claim.facts().table.step_seconds.max(f64::MIN_POSITIVE);
    // Months differ in length, and there are twelve of them.
    let rows = (YEAR / step).round();
    let (start, _) = scope.passage(claim.at);
    let told = (start..claim.at).rev().filter_map(|at| scope.figure(at)).take(MAX_TOLD);
    told.into_iter().any(|told| {
        factor(told.unit.as_ref(), claim.figure.unit.as_ref())
            .is_some_and(|factor| claim.is_value(1.0, told.written.value * factor * rows))
    })
}

/// So many numbers before one are taken for a year.
const MAX_TOLD: usize = 3;
