//! Findings that are denied: `nothing unusual`, `no change of level`, `no trend`, where the facts have some.

use std::ops::Range;

use crate::series::{
    claims::{
        check::Check,
        context::scope::Scope,
        reading::{cues::Cue, mentions::What, words},
        values::{quantities::Instant, statistics::Statistic as S},
    },
    facts::Series,
};

use super::{denied_by, parts, rhythms};

/// What is wrong with the denial of a finding at a mention.
pub(super) fn problem(check: &Check, at: usize, cue: Cue) -> Option<String> {
    let scope = &check.scope;
    let finding = Finding::of(scope, at, cue)?;
    // `no trend` is one phrase.
    let no = if scope.word(at) == "no" { at } else { denied_by(scope, at, SMALL)? };
    if parts::is_of_a_part(check, at)
        || scope.sentence_asks(at)
        || finding.is_another_word(scope, no)
    {
        return None;
    }
    let (start, end) = scope.sentence(at);
    let found = meant(check, at, no, finding)?.into_iter().find_map(|index| {
        let series = check.quantities.facts.series.get(index)?;
        let shown = finding.shown(series)?;
        finding.is_of_times(check, start..end, index).then_some((series, shown))
    });
    found.map(|(series, shown)| {
        // `no trend` is a trend that is denied.
        let own = scope.get(at).map_or("", |own| check.quoted(own));
        let denied = if no == at { scope.last_word(at) } else { own };
        format!("“{denied}” is denied, but the facts have {shown} of {}.", series.name)
    })
}

/// What may be found in a series.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Finding {
    Anomaly,
    Change,
    Trend,
    /// With the period that it is called by, in seconds.
    Season(Option<f64>),
}

impl Finding {
    /// The finding that a cue is a name of.
    fn of(scope: &Scope, at: usize, cue: Cue) -> Option<Self> {
        let (word, last) = (scope.word(at), scope.last_word(at));
        match cue {
            Cue::Anomaly => {
                let before = at.checked_sub(1).map_or("", |before| scope.word(before));
                let is_it = words::holds(ANOMALIES, word)
                    || words::holds(ANOMALIES, last)
                    || matches!(before, "nothing" | "anything");
                is_it.then_some(Self::Anomaly)
            }
            Cue::Change => {
                let is_of_level = matches!(word, "change" | "changes" | "shift" | "shifts")
                    && scope.word(at + 1) == "of"
                    && scope.word(at + 2) == "level"
                    || matches!(word, "level" | "step") && word != last
                    || last.starts_with("changepoint")
                    || word == "change" && last.starts_with("point");
                is_of_level.then_some(Self::Change)
            }
            Cue::Trend if word == "trend" => Some(Self::Trend),
            Cue::Steady if (word, last) == ("no", "trend") => Some(Self::Trend),
            Cue::Season if words::holds(SEASONS, word) => {
                Some(Self::Season(rhythms::seconds_called(scope, at)))
            }
            _ => None,
        }
    }

    /// Whether `nothing` is said of something that only `no` denies: `nothing about the trend`.
    fn is_another_word(self, scope: &Scope, no: usize) -> bool {
        scope.word(no) == "nothing" && self != Self::Anomaly
    }

    /// Whether the finding in a series was there at each time that some mentions tell.
    fn is_of_times(self, check: &Check, places: Range<usize>, series: usize) -> bool {
        let is_event = |instant: &Instant| {
            let is_it = match self {
                Self::Anomaly => matches!(instant.statistic, S::AnomalyValue | S::FlatLine),
                Self::Change => instant.statistic == S::ChangeTo,
                Self::Trend | Self::Season(_) => false,
            };
            is_it && instant.of.series == Some(series)
        };
        parts::happened_then(check, places, is_event)
    }

    /// The finding in a series, if it has one.
    fn shown(self, series: &Series) -> Option<&'static str> {
        let (is_found, shown) = match self {
            Self::Anomaly if !series.anomalies.is_empty() => (true, "an anomaly"),
            Self::Anomaly => (!series.flat_lines.is_empty(), "a flat line"),
            Self::Change => (!series.change_points.is_empty(), "a change of level"),
            Self::Trend => {
                let matters = series.trend.as_ref().is_some_and(|trend| trend.matters);
                (matters, "a trend that matters")
            }
            Self::Season(called) => {
                let period = series.seasonality.as_ref().map(|season| season.period_seconds);
                let is_it = |period: f64| called.is_none_or(|called| rhythms::fits(period, called));
                (period.is_some_and(is_it), "a season")
            }
        };
        is_found.then_some(shown)
    }
}

/// The series of which a finding is denied: all of the table where the words say so or nothing is named, or the one that
/// the clause or the sentence names in full.
fn meant(check: &Check, at: usize, no: usize, finding: Finding) -> Option<Vec<usize>> {
    let scope = &check.scope;
    let all = || (0..check.quantities.facts.series.len()).collect();
    if is_of_all_series(scope, at, no) || parts::tells_all_of_table(check, at) {
        return Some(all());
    }
    let (start, end) = scope.sentence(at);
    let (of_clause, of_sentence) = (scope.names_in(scope.clause(at)), scope.names_in(start..end));
    let is_whole = |place: usize| {
        !scope.is_name(place) || scope.get(place).is_some_and(|name| name.is_whole_name())
    };
    match (of_clause.as_slice(), of_sentence.as_slice()) {
        ([_], _) if scope.clause(at).all(is_whole) => Some(of_clause),
        ([], [_]) if (start..end).all(is_whole) => Some(of_sentence),
        ([], []) if scope.carried(at).is_empty() => Some(all()),
        ([], []) => carried(check, at, finding),
        _ => None,
    }
}

/// Whether the words around a denial speak of all series: `no series shows`, `none of the series`, `in any series`.
fn is_of_all_series(scope: &Scope, at: usize, no: usize) -> bool {
    let is_series = |place: usize| matches!(scope.what(place), Some(What::Cue(Cue::Series)));
    let is_any = |place: usize| matches!(scope.word(place), "any" | "all" | "each" | "every");
    let mut behind = scope.clause(at).filter(|place| *place > at);
    // `neither series` is neither of two that were told.
    scope.word(no) != "neither" && (no..at).any(is_series)
        || behind.any(|place| is_series(place) && is_any(place - 1))
}

/// The series that a sentence without a name goes on with, if each of them has what is denied: whether these are meant or
/// the whole table, it is not absent. A time that was told before may hold for what follows.
fn carried(check: &Check, at: usize, finding: Finding) -> Option<Vec<usize>> {
    let scope = &check.scope;
    let carried = scope.carried(at);
    let (before, own) = (scope.passage(at).0, scope.sentence(at).0);
    let has_it = |index: &usize| {
        let series = check.quantities.facts.series.get(*index);
        series.is_some_and(|series| finding.shown(series).is_some())
            && finding.is_of_times(check, before..own, *index)
    };
    let tells_days = (before..own).any(|place| parts::seconds_of_noun(scope, place).is_some());
    (carried.iter().all(has_it) && !tells_days).then(|| carried.to_vec())
}

/// Words for values that stand out.
const ANOMALIES: &str = "\
    anomaly anomalies anomalous outlier outliers unusual abnormal irregularity irregularities aberration aberrations out";

/// Words for what repeats itself.
const SEASONS: &str = "\
    season seasonal seasonality cycle cycles cyclical rhythm periodicity daily weekly monthly hourly yearly diurnal";

/// Words between what denies and what is denied.
const SMALL: &str = "\
    of from the is are was were has have had its single in at all for clear obvious visible real sign signs any anything \
    a an hourly daily weekly monthly yearly annual diurnal show shows showed shown contain contains contained see saw \
    seen found";
