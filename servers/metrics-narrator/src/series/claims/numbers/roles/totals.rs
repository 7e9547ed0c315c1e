//! Totals: what a mean comes to over all rows, or over the time of the table.

use crate::series::claims::{
    context::{governors::Governor, subjects::Source},
    numbers::claim::Claim,
    reading::{
        cues::Cue,
        units::{self, Dimension},
        words,
    },
    values::statistics::Statistic as S,
};
use crate::series::durations::HOUR;

/// Whether a number is the sum of a series that the words speak of: `about 78,600 in total`, `1,028 kWh for the month`,
/// `we went through 17,567 croissants`.
pub(super) fn is_borne(claim: &Claim) -> bool {
    let is_energy = matches!(claim.dimension(), Some(Dimension::Other(unit)) if unit == "wh");
    let is_said =
        is_energy || is_said(claim) || claim.check.scope.has_word(claim.at, &["distance"]);
    let is_meant =
        |series: &usize| claim.subjects.source == Source::Open || claim.is_subject(*series);
    let may_be_meant = |series: &usize| is_said || is_clear(claim, *series);
    (0..claim.facts().series.len())
        .filter(is_meant)
        .filter(may_be_meant)
        .any(|series| is_total(claim, series))
}

/// Whether a number needs no word for being a sum: it has enough digits not to be one by chance, it is beyond all values
/// of the series, and no word says that it is a statistic other than the mean, from which a sum is worked out.
fn is_clear(claim: &Claim, series: usize) -> bool {
    let binds = |governor: &Governor| {
        governor.is_binding()
            && governor.cue != Cue::Mean
            // `lost 1,318, or eleven a day`
            && !governor.cue.is_movement()
            && !claim.is_of_header(*governor, Some(series))
    };
    let facts = claim.facts().series.get(series);
    let largest = facts
        .and_then(|facts| facts.summary.as_ref())
        .map(|summary| summary.max.abs().max(summary.min.abs()));
    let told = claim.figure.written.value * factor(claim, series).unwrap_or(f64::NAN);
    let digits = if claim.figure.unit.is_some() { 2 } else { 3 };
    claim.figure.written.digits >= digits
        && claim.figure.per_seconds.is_none()
        && largest.is_some_and(|largest| told > largest)
        && !claim.governors.iter().any(binds)
}

/// What one of the number is in the unit of a series. `ticked 68,191 times` says how often something was counted.
fn factor(claim: &Claim, series: usize) -> Option<f64> {
    let written = &claim.figure.written;
    let counts = written.is_plain_integer && written.digits > 3;
    if claim.figure.is_ratio() { counts.then_some(1.0) } else { claim.factor(series) }
}

/// Whether the sentence speaks of a sum.
fn is_said(claim: &Claim) -> bool {
    const WORDS: &str = "\
        totally summing altogether cumulative cumulatively combined adds add added adding aggregate whole entire \
        amounts amounted all overall came comes";
    let scope = &claim.check.scope;
    scope.has_any(claim.at, SUMS)
        || scope.has_any(claim.at, WORDS)
        || scope.has_cue(claim.at, &[Cue::Spanning])
}

impl Claim<'_> {
    /// Whether the word right beside the number calls it a sum: `totalled 682`, `the sum is 682`, `682 in total`. What is
    /// told for a time may be the total of a row.
    pub(in crate::series::claims::numbers) fn is_called_sum(&self) -> bool {
        let scope = &self.check.scope;
        let stops = |at: &usize| scope.is_boundary(*at) || scope.is_number(*at);
        let mut before = (0..self.at).rev().take(REACH_OF_SUM).take_while(|at| !stops(at));
        let is_called = before.any(|at| words::holds(SUMS, scope.word(at)))
            || (self.at + 1..=self.at + REACH_OF_SUM)
                .take_while(|at| !stops(at))
                .any(|at| scope.word(at) == "in" && scope.word(at + 1) == "total");
        is_called && self.figure.per_seconds.is_none() && scope.times_of(self.at).is_empty()
    }
}

/// Words that call a number beside them a sum.
const SUMS: &str = "total totals totalled totaled totalling totaling sum sums summed";

/// So many mentions may stand between a number and the word that calls it a sum.
const REACH_OF_SUM: usize = 4;

fn is_total(claim: &Claim, series: usize) -> bool {
    let quantities = &claim.check.quantities;
    let Some(fact) = claim.facts().series.get(series) else { return false };
    let levels = quantities.levels_of(series);
    let Some(mean) = levels.iter().find(|level| level.statistic == S::Mean) else { return false };
    let of_durations = |statistic: S| {
        let durations = quantities.durations.iter();
        durations
            .filter(move |quantity| quantity.statistic == statistic)
            .map(|quantity| quantity.value)
    };
    let is = |factor: f64, times: f64| {
        let total = mean.value * times;
        // A text multiplies a mean that is rounded.
        claim.is_value(factor, total)
            || claim.figure.written.digits >= 3
                && (claim.figure.written.value * factor - total).abs() <= total.abs() * MAX_ROUNDING
    };
    let header = quantities.unit(series);
    // Watts are told as what they come to: watt-hours.
    if let (Some(told), Some(power)) = (&claim.figure.unit, header)
        && told.dimension == Dimension::Other("wh".to_owned())
        && power.dimension == Dimension::Other("w".to_owned())
    {
        let hours = of_durations(S::Span).map(|seconds| seconds / HOUR);
        return hours.into_iter().any(|hours| is(told.factor / power.factor, hours));
    }
    // Speeds are told as the way that they come to.
    if let (Some(told), Some(speed)) = (&claim.figure.unit, header)
        && matches!((&told.dimension, &speed.dimension), (Dimension::Other(way), Dimension::Other(of)) if of.strip_suffix("/s") == Some(way))
    {
        return of_durations(S::Span).any(|seconds| is(told.factor / speed.factor, seconds));
    }
    let factors = [factor(claim, series), claim.header_scale(series).map(f64::recip)];
    let rows = [fact.count as f64, fact.count.saturating_add(fact.missing) as f64];
    let per_second =
        fact.unit.as_deref().and_then(|unit| units::seconds_of(unit.rsplit_once('/')?.1));
    factors.into_iter().flatten().any(|factor| {
        rows.into_iter().any(|rows| is(factor, rows))
            || per_second
                .is_some_and(|per| of_durations(S::Span).any(|seconds| is(factor, seconds / per)))
    })
}

/// The share by which a total may be off.
const MAX_ROUNDING: f64 = 0.001;
