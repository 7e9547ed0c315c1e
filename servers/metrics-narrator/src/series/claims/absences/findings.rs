//! Findings that are denied: `nothing unusual`, `no change of level`, `no trend`, where the facts have some.

use crate::series::{
    claims::{
        check::Check,
        context::scope::Scope,
        reading::{cues::Cue, mentions::What, words},
    },
    facts::Series,
};

use super::{EXCEPT, denied_by, rhythms};

/// What is wrong with the denial of a finding at a mention.
pub(super) fn problem(check: &Check, at: usize, cue: Cue) -> Option<String> {
    let scope = &check.scope;
    let finding = Finding::of(scope, at, cue)?;
    // `no trend` is one phrase.
    let no = if scope.word(at) == "no" { at } else { denied_by(scope, at, SMALL)? };
    if is_of_a_part(scope, at) || scope.sentence_asks(at) || finding.is_another_word(scope, no) {
        return None;
    }
    let found = meant(check, at)?.into_iter().find_map(|series| {
        let series = check.quantities.facts.series.get(series)?;
        finding.shown(series).map(|shown| (series, shown))
    });
    found.map(|(series, shown)| {
        let denied = scope.last_word(at);
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
            Cue::Anomaly if words::holds(ANOMALIES, word) || words::holds(ANOMALIES, last) => {
                Some(Self::Anomaly)
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

    /// The finding in a series, if it has one.
    fn shown(self, series: &Series) -> Option<&'static str> {
        let (is_found, shown) = match self {
            Self::Anomaly => (!series.anomalies.is_empty(), "an anomaly"),
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

/// The series of which something is denied: those that the sentence names in full, or all of the table where nothing is
/// named.
fn meant(check: &Check, at: usize) -> Option<Vec<usize>> {
    let scope = &check.scope;
    let (start, end) = scope.sentence(at);
    let named = scope.names_in(start..end);
    let is_whole = |place: usize| {
        !scope.is_name(place) || scope.get(place).is_some_and(|name| name.is_whole_name())
    };
    match named.as_slice() {
        [] if scope.carried(at).is_empty() => {
            Some((0..check.quantities.facts.series.len()).collect())
        }
        [_] if (start..end).all(is_whole) => Some(named),
        _ => None,
    }
}

/// Whether what is denied is denied of a part of the table, or of more than its being there.
fn is_of_a_part(scope: &Scope, at: usize) -> bool {
    let (start, end) = scope.sentence(at);
    let is_time = |place: usize| matches!(scope.what(place), Some(What::Time(_) | What::Number(_)));
    scope.has_any(at, EXCEPT) || scope.has_any(at, LIMITS) || (start..end).any(is_time)
}

/// Words for values that stand out.
const ANOMALIES: &str = "anomaly anomalies anomalous outlier outliers unusual out";

/// Words for what repeats itself.
const SEASONS: &str = "\
    season seasonal seasonality cycle cycles cyclical rhythm periodicity daily weekly monthly hourly yearly diurnal";

/// Words between what denies and what is denied.
const SMALL: &str = "of the is are was were its single in at all for clear obvious visible real sign signs any a \
    hourly daily weekly monthly yearly annual diurnal";

/// Words that limit what is denied in time, or to a kind of it.
const LIMITS: &str = "\
    during within inside since before until between outside through throughout then this that these those \
    such so similar comparable matching corresponding same simultaneous shared together common coincides coincided \
    explain explains explained cause caused large larger bigger major serious significant big until while when where \
    which who yet still again now today morning afternoon evening night week weekend month year day hour if whether \
    could would should may might expect expected need looking looked look said say says worry";
