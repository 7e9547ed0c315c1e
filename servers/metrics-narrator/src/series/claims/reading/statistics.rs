//! What a number may be, and which words say so.

use std::{collections::HashMap, sync::LazyLock};

/// What a fact says of a series or a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::series::claims) enum Statistic {
    // Of the distribution.
    Minimum,
    Maximum,
    Mean,
    Deviation,
    P25,
    Median,
    P75,
    P90,
    P95,
    P99,
    First,
    Last,
    /// From the smallest to the largest value.
    Range,
    /// From the 25th to the 75th percentile.
    InterquartileRange,
    // Of movement.
    TrendFrom,
    TrendTo,
    Slope,
    ChangeFrom,
    ChangeTo,
    AnomalyValue,
    Expected,
    Deviations,
    Amplitude,
    Strength,
    Coefficient,
    // Of the number of things.
    Readings,
    Missing,
    Rows,
    Gaps,
    Duplicates,
    Disorder,
    Skipped,
    SkippedLine,
    SeriesCount,
    Anomalies,
    Changes,
    Correlations,
    Coincidences,
    // Of lengths of time.
    Span,
    Step,
    Bucket,
    LongestGap,
    Period,
    AnomalyDuration,
    /// From one change to the next.
    LevelDuration,
    CoincidenceDuration,
}

impl Statistic {
    /// What a message calls it.
    pub(in crate::series::claims) fn name(self) -> &'static str {
        match self {
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::Mean => "mean",
            Self::Deviation => "standard deviation",
            Self::P25 => "25th percentile",
            Self::Median => "median",
            Self::P75 => "75th percentile",
            Self::P90 => "90th percentile",
            Self::P95 => "95th percentile",
            Self::P99 => "99th percentile",
            Self::First => "first value",
            Self::Last => "last value",
            Self::Range => "range from minimum to maximum",
            Self::InterquartileRange => "interquartile range",
            Self::TrendFrom => "start of the trend line",
            Self::TrendTo => "end of the trend line",
            Self::Slope => "slope in each second",
            Self::ChangeFrom => "level before a change",
            Self::ChangeTo => "level after a change",
            Self::AnomalyValue => "value at an anomaly",
            Self::Expected => "value expected at an anomaly",
            Self::Deviations => "deviations of an anomaly",
            Self::Amplitude => "amplitude",
            Self::Strength => "strength of the season",
            Self::Coefficient => "coefficient",
            Self::Readings => "number of values",
            Self::Missing => "number of missing values",
            Self::Rows => "number of rows",
            Self::Gaps => "number of gaps",
            Self::Duplicates => "number of repeated times",
            Self::Disorder => "number of rows out of order",
            Self::Skipped => "number of skipped rows",
            Self::SkippedLine => "skipped line",
            Self::SeriesCount => "number of series",
            Self::Anomalies => "number of anomalies",
            Self::Changes => "number of changes of level",
            Self::Correlations => "number of correlations",
            Self::Coincidences => "number of coincidences",
            Self::Span => "time from the first to the last row",
            Self::Step => "time between rows",
            Self::Bucket => "length of a bucket",
            Self::LongestGap => "longest gap",
            Self::Period => "period",
            Self::AnomalyDuration => "length of an anomaly",
            Self::LevelDuration => "time at a level",
            Self::CoincidenceDuration => "length of a coincidence",
        }
    }

    /// Whether it is a length of time.
    pub(in crate::series::claims) fn is_of_time(self) -> bool {
        matches!(
            self,
            Self::Span
                | Self::Step
                | Self::Bucket
                | Self::LongestGap
                | Self::Period
                | Self::AnomalyDuration
                | Self::LevelDuration
                | Self::CoincidenceDuration
        )
    }

    /// Whether there may be several of a series, an anomaly or a change each.
    pub(in crate::series::claims) fn is_of_event(self) -> bool {
        matches!(
            self,
            Self::AnomalyValue
                | Self::Expected
                | Self::Deviations
                | Self::ChangeFrom
                | Self::ChangeTo
        )
    }
}

/// What a word says of the numbers, times and movements around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::series::claims) enum Cue {
    /// Of phrases that hold a word of another cue and say nothing of it: `close to`.
    Idle,
    /// Comparatives that say of a number that it is a difference: `3 kg heavier`.
    Compared,
    Mean,
    Typical,
    Median,
    Maximum,
    Minimum,
    /// A bound from above, which says where values are but no direction: `up to`.
    AtMost,
    /// A bound from below.
    AtLeast,
    Deviation,
    P25,
    P75,
    P90,
    P95,
    P99,
    Quartiles,
    Range,
    First,
    Last,
    Readings,
    Missing,
    Gap,
    Duplicate,
    Disorder,
    Skipped,
    Series,
    Anomaly,
    Expected,
    Usual,
    Instead,
    Extreme,
    Rate,
    Trend,
    Season,
    Amplitude,
    Strength,
    Change,
    Correlation,
    Rise,
    Fall,
    Spike,
    Dip,
    Reach,
    Return,
    Above,
    Below,
    Steady,
    Constant,
    Positive,
    Negative,
    Together,
    Lasting,
    Spanning,
    Spacing,
    Later,
    Coincidence,
}

/// How sure a word makes what a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::series::claims) enum Grip {
    /// The number may be something else as well.
    Loose,
    /// It is what the word says if it stands close to it.
    Near,
    /// It is what the word says.
    Firm,
}

impl Cue {
    fn named(name: &str) -> Option<Self> {
        const NAMES: [(&str, Cue); 56] = [
            ("idle", Cue::Idle),
            ("compared", Cue::Compared),
            ("mean", Cue::Mean),
            ("typical", Cue::Typical),
            ("median", Cue::Median),
            ("maximum", Cue::Maximum),
            ("minimum", Cue::Minimum),
            ("most", Cue::AtMost),
            ("least", Cue::AtLeast),
            ("deviation", Cue::Deviation),
            ("p25", Cue::P25),
            ("p75", Cue::P75),
            ("p90", Cue::P90),
            ("p95", Cue::P95),
            ("p99", Cue::P99),
            ("quartiles", Cue::Quartiles),
            ("range", Cue::Range),
            ("first", Cue::First),
            ("last", Cue::Last),
            ("readings", Cue::Readings),
            ("missing", Cue::Missing),
            ("gap", Cue::Gap),
            ("duplicate", Cue::Duplicate),
            ("disorder", Cue::Disorder),
            ("skipped", Cue::Skipped),
            ("series", Cue::Series),
            ("anomaly", Cue::Anomaly),
            ("expected", Cue::Expected),
            ("instead", Cue::Instead),
            ("usual", Cue::Usual),
            ("extreme", Cue::Extreme),
            ("trend", Cue::Trend),
            ("rate", Cue::Rate),
            ("season", Cue::Season),
            ("amplitude", Cue::Amplitude),
            ("strength", Cue::Strength),
            ("change", Cue::Change),
            ("correlation", Cue::Correlation),
            ("rise", Cue::Rise),
            ("fall", Cue::Fall),
            ("spike", Cue::Spike),
            ("dip", Cue::Dip),
            ("reach", Cue::Reach),
            ("return", Cue::Return),
            ("above", Cue::Above),
            ("below", Cue::Below),
            ("steady", Cue::Steady),
            ("constant", Cue::Constant),
            ("positive", Cue::Positive),
            ("negative", Cue::Negative),
            ("together", Cue::Together),
            ("lasting", Cue::Lasting),
            ("spanning", Cue::Spanning),
            ("spacing", Cue::Spacing),
            ("later", Cue::Later),
            ("coincidence", Cue::Coincidence),
        ];
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, cue)| *cue)
    }

    /// The statistics that a number near the word may be.
    pub(in crate::series::claims) fn statistics(self) -> &'static [Statistic] {
        use Statistic as S;
        match self {
            Self::Mean => &[S::Mean],
            Self::Typical => {
                &[S::Mean, S::Median, S::Expected, S::ChangeFrom, S::ChangeTo, S::P25, S::P75]
            }
            Self::Median => &[S::Median],
            Self::Maximum => &[S::Maximum, S::AnomalyValue],
            Self::AtMost => &[S::Maximum, S::AnomalyValue, S::ChangeTo, S::ChangeFrom, S::TrendTo],
            Self::Minimum => &[S::Minimum, S::AnomalyValue],
            Self::AtLeast => &[S::Minimum, S::AnomalyValue, S::ChangeTo, S::ChangeFrom, S::TrendTo],
            Self::Deviation => &[S::Deviation, S::Deviations],
            Self::P25 => &[S::P25],
            Self::P75 => &[S::P75],
            Self::P90 => &[S::P90],
            Self::P95 => &[S::P95],
            Self::P99 => &[S::P99],
            Self::Quartiles => &[S::P25, S::Median, S::P75, S::InterquartileRange],
            Self::Range => &[
                S::Minimum,
                S::Maximum,
                S::P25,
                S::P75,
                S::Range,
                S::InterquartileRange,
                S::Amplitude,
                S::Deviation,
                S::ChangeFrom,
                S::ChangeTo,
            ],
            Self::First => &[S::First, S::TrendFrom, S::ChangeFrom],
            Self::Last => &[S::Last, S::TrendTo, S::ChangeTo, S::AnomalyValue],
            Self::Readings => &[S::Readings, S::Rows, S::SkippedLine],
            Self::Missing => &[S::Missing],
            Self::Gap => &[S::Gaps, S::LongestGap, S::Missing],
            Self::Duplicate => &[S::Duplicates],
            Self::Disorder => &[S::Disorder],
            Self::Skipped => &[S::Skipped, S::SkippedLine],
            Self::Series => &[S::SeriesCount],
            Self::Anomaly => &[
                S::AnomalyValue,
                S::Expected,
                S::Deviations,
                S::AnomalyDuration,
                S::Anomalies,
                S::CoincidenceDuration,
            ],
            Self::Expected => &[S::Expected],
            Self::Usual => &[S::Expected, S::Median, S::ChangeFrom, S::ChangeTo],
            Self::Rate => &[S::Slope],
            Self::Instead => &[S::Expected, S::ChangeFrom, S::TrendFrom],
            Self::Extreme => &[S::Minimum, S::Maximum, S::AnomalyValue],
            Self::Trend => &[S::Slope, S::TrendFrom, S::TrendTo, S::First, S::Last],
            Self::Season => &[S::Period, S::Amplitude, S::Strength],
            Self::Amplitude => &[S::Amplitude],
            Self::Strength => &[S::Strength, S::Coefficient],
            Self::Change => &[
                S::ChangeFrom,
                S::ChangeTo,
                S::Changes,
                S::TrendFrom,
                S::TrendTo,
                S::First,
                S::Last,
                S::AnomalyValue,
                S::Expected,
            ],
            Self::Correlation => &[S::Coefficient, S::Correlations],
            Self::Rise | Self::Fall => &[
                S::TrendFrom,
                S::TrendTo,
                S::First,
                S::Last,
                S::ChangeFrom,
                S::ChangeTo,
                S::AnomalyValue,
                S::Expected,
                S::Maximum,
                S::Minimum,
                S::Slope,
            ],
            Self::Spike => {
                &[S::AnomalyValue, S::Maximum, S::ChangeTo, S::ChangeFrom, S::Expected, S::Median]
            }
            Self::Dip => {
                &[S::AnomalyValue, S::Minimum, S::ChangeTo, S::ChangeFrom, S::Expected, S::Median]
            }
            Self::Reach => {
                &[S::AnomalyValue, S::Maximum, S::Minimum, S::ChangeTo, S::TrendTo, S::Last]
            }
            Self::Return => &[
                S::Expected,
                S::ChangeTo,
                S::Last,
                S::AnomalyValue,
                S::Median,
                S::Mean,
                S::TrendTo,
            ],
            Self::Above | Self::Below => &[
                S::Expected,
                S::Maximum,
                S::Minimum,
                S::Mean,
                S::Median,
                S::AnomalyValue,
                S::Last,
                S::First,
            ],
            Self::Steady => &[
                S::Mean,
                S::Median,
                S::Minimum,
                S::Maximum,
                S::P25,
                S::P75,
                S::ChangeTo,
                S::ChangeFrom,
                S::Deviation,
                S::First,
                S::Last,
            ],
            Self::Constant => &[S::Mean, S::Median, S::Minimum, S::Maximum, S::First, S::Last],
            Self::Idle
            | Self::Compared
            | Self::Lasting
            | Self::Spanning
            | Self::Spacing
            | Self::Later
            | Self::Coincidence
            | Self::Positive
            | Self::Negative
            | Self::Together => &[],
        }
    }

    /// How sure the word makes what a number is that it governs.
    pub(in crate::series::claims) fn grip(self) -> Grip {
        match self {
            Self::Mean
            | Self::Median
            | Self::Maximum
            | Self::Minimum
            | Self::AtMost
            | Self::AtLeast
            | Self::Deviation
            | Self::P25
            | Self::P75
            | Self::P90
            | Self::P95
            | Self::P99
            | Self::Quartiles
            | Self::Amplitude => Grip::Firm,
            Self::Typical
            | Self::Constant
            | Self::First
            | Self::Last
            | Self::Range
            | Self::Spike
            | Self::Dip
            | Self::Rise
            | Self::Fall
            | Self::Expected
            | Self::Usual
            | Self::Extreme
            | Self::Trend
            | Self::Reach
            | Self::Correlation => Grip::Near,
            _ => Grip::Loose,
        }
    }

    /// 1 for a movement upwards or more, -1 for one downwards or less, 0 for neither.
    pub(in crate::series::claims) fn direction(self) -> i8 {
        match self {
            Self::Rise | Self::Spike | Self::Above => 1,
            Self::Fall | Self::Dip | Self::Below => -1,
            _ => 0,
        }
    }
}

/// The phrases of `words/cues.txt`: every phrase, and every beginning of one (without a cue).
static PHRASES: LazyLock<HashMap<&'static str, Option<Cue>>> = LazyLock::new(|| {
    let mut phrases: HashMap<&'static str, Option<Cue>> = HashMap::new();
    for (head, entries) in super::words::lines(include_str!("words/cues.txt")) {
        let Some(cue) = Cue::named(head) else { continue };
        for entry in entries {
            for (end, _) in entry.match_indices(' ') {
                phrases.entry(entry.get(..end).unwrap_or_default()).or_default();
            }
            for (end, _) in entry.match_indices(['-', '.']) {
                phrases.entry(entry.get(..end).unwrap_or_default()).or_default();
                phrases.entry(entry.get(..=end).unwrap_or_default()).or_default();
            }
            // A phrase that is listed twice belongs to its first cue.
            let known = phrases.entry(entry).or_default();
            *known = known.or(Some(cue));
        }
    }
    phrases
});

/// The cue that a phrase is, and whether longer phrases begin with it.
pub(in crate::series::claims) fn phrase(words: &str) -> Option<Option<Cue>> {
    PHRASES.get(words).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_a_cue() {
        for (head, _) in super::super::words::lines(include_str!("words/cues.txt")) {
            assert!(Cue::named(head).is_some(), "{head}");
        }
    }

    #[test]
    fn no_word_is_listed_under_two_directions() {
        let mut seen: HashMap<&str, i8> = HashMap::new();
        for (head, entries) in super::super::words::lines(include_str!("words/cues.txt")) {
            let direction = Cue::named(head).unwrap().direction();
            for entry in entries {
                let known = *seen.entry(entry).or_insert(direction);
                assert!(known == direction || known * direction == 0, "{entry}");
            }
        }
    }
}
