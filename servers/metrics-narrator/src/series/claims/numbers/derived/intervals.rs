//! Lengths of time that follow from others: between two moments of the facts, and one in another.

use crate::series::claims::{
    numbers::claim::Claim,
    reading::{cues::Cue, mentions::What},
    values::{quantities::Quantity, statistics::Statistic as S},
};

/// `the anomaly was three times as long as that of noise`: one length of time in another.
pub(super) fn is_ratio_of_durations(claim: &Claim) -> bool {
    let says_length = claim.check.scope.has_word(
        claim.at,
        &[
            "long", "longer", "short", "shorter", "duration", "lasted", "lasting", "brief",
            "briefer",
        ],
    );
    let lasting = claim.check.quantities.durations.iter().filter(|quantity| {
        matches!(quantity.statistic, S::AnomalyDuration | S::FlatLineDuration | S::LevelDuration)
            && quantity.value > 0.0
    });
    let lasting: Vec<&Quantity> = lasting.take(MAX_DURATIONS).collect();
    says_length
        && lasting.iter().any(|one| {
            lasting.iter().any(|other| {
                one.of != other.of
                    && (claim.is_subject_of(one) || claim.is_subject_of(other))
                    && claim.is_value(1.0, one.value / other.value)
            })
        })
}

/// So many lengths of time are compared with one another; it bounds the cost of a ratio.
const MAX_DURATIONS: usize = 48;

/// Whether a number of seconds lies between two moments of the facts, or is the time in which a trend adds one.
pub(in crate::series::claims::numbers) fn is_interval(
    claim: &Claim,
    seconds_per_unit: f64,
) -> bool {
    let quantities = &claim.check.quantities;
    let instants = quantities.instants.iter();
    let mut moments: Vec<i64> =
        instants.flat_map(|instant| [instant.from.milliseconds, instant.to.milliseconds]).collect();
    moments.sort_unstable();
    moments.dedup();
    moments.truncate(MAX_MOMENTS);
    // Where no word speaks of a distance in time, an end of it has to be told.
    let told = (!is_told(claim)).then(|| told_moments(claim));
    let is_end = |at: i64| told.as_ref().is_none_or(|told| told.contains(&at));
    let is_between = moments.iter().enumerate().any(|(index, from)| {
        let later = moments.iter().skip(index + 1).filter(|to| is_end(**to) || is_end(*from));
        later
            .into_iter()
            .any(|to| claim.is_value(seconds_per_unit, to.saturating_sub(*from) as f64 / 1e3))
    });
    let adds_one = |quantity: &Quantity| {
        quantity.statistic == S::Slope
            && quantity.value != 0.0
            && quantity.of.series.is_some_and(|series| claim.is_subject(series))
            && claim.is_value(seconds_per_unit, quantity.value.recip())
    };
    is_between
        || claim.check.scope.has_word(claim.at, &["every", "each"])
            && quantities.levels.iter().any(adds_one)
}

/// The moments of the facts that the sentence or the one before tells, in milliseconds.
fn told_moments(claim: &Claim) -> Vec<i64> {
    let scope = &claim.check.scope;
    let (start, end) = scope.passage(claim.at);
    let instants = claim.check.moments_in(start..end);
    instants.flat_map(|instant| [instant.from.milliseconds, instant.to.milliseconds]).collect()
}

/// Whether the words speak of a distance in time.
fn is_told(claim: &Claim) -> bool {
    const WORDS: [&str; 12] = [
        "between", "until", "till", "from", "since", "lasting", "lasted", "took", "needed",
        "hours", "for", "lie",
    ];
    let scope = &claim.check.scope;
    // `over the next four hours`, `a 15-minute stall`
    let is_next = matches!(
        claim.word(-1),
        "next" | "following" | "subsequent" | "first" | "last" | "previous" | "preceding"
    );
    let is_adjective = matches!(claim.what(1), Some(What::Word | What::Name(..) | What::Cue(_)))
        && scope.get(claim.at).is_some_and(|mention| claim.check.quoted(mention).contains('-'));
    scope.is_distance(claim.at)
        || is_next
        || is_adjective
        || scope.has_cue(claim.at, &[Cue::Later, Cue::Lasting])
        || scope.has_word(claim.at, &WORDS)
}

/// So many moments are compared with one another; it bounds the cost of a duration.
const MAX_MOMENTS: usize = 256;
