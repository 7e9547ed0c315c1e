//! Pairs of facts that a number may follow from.

use crate::series::claims::{
    context::subjects::extend,
    numbers::claim::Claim,
    reading::cues::Cue,
    values::{quantities::Quantity, statistics::Statistic as S},
};

use super::form::{Form, Pair};

/// Pairs of facts of the number's series that belong together.
pub(super) fn fact_pairs(claim: &Claim) -> Vec<Pair> {
    let scope = &claim.check.scope;
    let compares_events = scope.has_word(claim.at, &ORDINALS);
    let mut pairs = Vec::new();
    for series in claim.all_subjects() {
        let levels = claim.check.quantities.levels_of(series);
        for from in levels {
            let partners = partners(claim, from.statistic);
            // `2.8 seconds worse than the first`
            let is_another = |to: &Quantity| {
                compares_events
                    && to.of.event != from.of.event
                    && to.statistic == from.statistic
                    && matches!(to.statistic, S::AnomalyValue | S::ChangeTo)
            };
            let is_partner = |to: &&Quantity| {
                to.of.event == from.of.event && partners.contains(&to.statistic) || is_another(to)
            };
            let pair = |to: &Quantity| Pair {
                from: from.value,
                to: to.value,
                slack: 0.0,
                series: Some(series),
            };
            pairs.extend(levels.iter().filter(is_partner).map(pair));
        }
    }
    pairs.extend(limit_pairs(claim));
    if compares_series(claim) {
        pairs.extend(pairs_of_series(claim));
    }
    pairs
}

/// The statistics that one may be told together with, as far as the words ask for them.
fn partners(claim: &Claim, statistic: S) -> &'static [S] {
    let scope = &claim.check.scope;
    let speaks_of_usual = || scope.has_cue(claim.at, &[Cue::Typical, Cue::Expected]);
    let is_licensed = |statistic: S| scope.is_licensed(claim.at, statistic);
    let is_ratio = Form::of(claim) == Form::Ratio;
    let points_back = || scope.has_word(claim.at, &["that", "this", "those"]);
    match statistic {
        S::TrendFrom => &[S::TrendTo],
        S::ChangeFrom => &[S::ChangeTo],
        S::Expected => &[S::AnomalyValue],
        // `nine times the flow before it all began`, `four times worse than that`
        S::First if is_ratio && scope.has_any(claim.at, BEGINNINGS) => &[S::Last, S::Maximum],
        S::First => &[S::Last],
        S::P95 | S::P99 if is_ratio && points_back() => &[S::Maximum],
        // `peak to low, a factor of 39`
        S::Minimum if is_licensed(S::Minimum) || is_ratio && is_licensed(S::Maximum) => {
            &[S::Maximum, S::Last]
        }
        S::Maximum if is_licensed(S::Maximum) => &[S::Last],
        S::Mean | S::Median if speaks_of_usual() || is_licensed(statistic) => {
            &[S::Maximum, S::Minimum, S::AnomalyValue, S::P95, S::P99, S::Deviation]
        }
        _ => &[],
    }
}

/// Whether the words set two series side by side: `the median of loans is 12 above that of returns`.
fn compares_series(claim: &Claim) -> bool {
    let scope = &claim.check.scope;
    let compares = scope.has_word(claim.at, &["than", "that", "those", "between"])
        || scope.has_cue(claim.at, &[Cue::Above, Cue::Below, Cue::Compared]);
    compares && (Form::of(claim) != Form::Difference || claim.is_difference())
}

/// The same statistic of two series that the sentence names, where it names the statistic as well.
fn pairs_of_series(claim: &Claim) -> Vec<Pair> {
    let scope = &claim.check.scope;
    let named = scope.names_of_sentence(claim.at);
    if !(2..=3).contains(&named.len()) {
        return Vec::new();
    }
    let statistics = [S::Mean, S::Median, S::Maximum, S::Minimum, S::First, S::Last];
    let said: Vec<S> = statistics
        .into_iter()
        .filter(|statistic| scope.is_licensed(claim.at, *statistic))
        .collect();
    let value = |series, statistic| claim.check.quantities.value_of(series, statistic);
    let mut pairs = Vec::new();
    for one in &named {
        for two in named.iter().filter(|two| *two != one) {
            pairs.extend(said.iter().filter_map(|statistic| {
                let (from, to) = (value(*one, *statistic)?, value(*two, *statistic)?);
                Some(Pair { from, to, slack: 0.0, series: Some(*one) })
            }));
        }
    }
    pairs
}

/// Words that set a value against the first one.
const BEGINNINGS: &str =
    "before began begun begin beginning start started opening outset first initial initially";

/// Words that tell one event of a series from another.
const ORDINALS: [&str; 13] = [
    "first", "second", "third", "fourth", "other", "former", "latter", "previous", "earlier",
    "later", "next", "another", "one",
];

/// How far the highest values are from a limit: `within 7 of the limit`, where a series that never changes is the
/// limit.
fn limit_pairs(claim: &Claim) -> Vec<Pair> {
    let maximum = |series| claim.check.quantities.value_of(series, S::Maximum);
    let all = 0..claim.facts().series.len();
    let limits: Vec<(usize, f64)> = all
        .filter(|series| claim.is_limit(*series))
        .filter_map(|limit| Some((limit, maximum(limit)?)))
        .collect();
    let of_subject = |series: &usize| {
        let others = limits.iter().filter(|(limit, _)| limit != series);
        let pair = |limit: f64| {
            Some(Pair { from: limit, to: maximum(*series)?, slack: 0.0, series: Some(*series) })
        };
        others.filter_map(|(_, limit)| pair(*limit)).collect::<Vec<_>>()
    };
    // `3.8 above the limit of 8` names the limit; whose value is meant, the words before say.
    let named = claim.check.scope.names_of_sentence(claim.at);
    let carried = claim.check.scope.carried(claim.at);
    let mut series = claim.subjects.series.clone();
    extend(&mut series, &named);
    extend(&mut series, carried);
    series.iter().flat_map(of_subject).collect()
}

/// Any two levels of a series: a text may call each `3 % of what it came to later`.
pub(super) fn level_pairs(claim: &Claim) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for series in claim.all_subjects() {
        let levels = claim.check.quantities.levels_of(series).iter();
        let levels: Vec<f64> =
            levels.filter(|level| is_moment(level)).map(|level| level.value).collect();
        for from in &levels {
            let pair = |to: &f64| Pair { from: *from, to: *to, slack: 0.0, series: Some(series) };
            pairs.extend(levels.iter().map(pair));
        }
        if pairs.len() > MAX_LEVEL_PAIRS {
            break;
        }
    }
    pairs
}

/// So many pairs of levels are looked at; it bounds the cost of a percentage.
const MAX_LEVEL_PAIRS: usize = 4_096;

/// Whether a level is that of a moment or of all values.
pub(super) fn is_moment(level: &Quantity) -> bool {
    matches!(
        level.statistic,
        S::Minimum
            | S::Maximum
            | S::Mean
            | S::Median
            | S::First
            | S::Last
            | S::ChangeFrom
            | S::ChangeTo
            | S::AnomalyValue
            | S::Expected
    )
}
