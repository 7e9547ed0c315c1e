//! What a fact says of a series or a table.

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
    FlatLine,
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
    MissingDuration,
    Period,
    AnomalyDuration,
    FlatLineDuration,
    /// From one change to the next.
    LevelDuration,
    /// From the end of one level to the beginning of the next.
    TransitionDuration,
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
            Self::FlatLine => "value of a flat line",
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
            Self::MissingDuration => "longest time without values",
            Self::Period => "period",
            Self::AnomalyDuration => "length of an anomaly",
            Self::FlatLineDuration => "length of a flat line",
            Self::LevelDuration => "time at a level",
            Self::TransitionDuration => "time from level to level",
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
                | Self::MissingDuration
                | Self::Period
                | Self::AnomalyDuration
                | Self::FlatLineDuration
                | Self::LevelDuration
                | Self::TransitionDuration
                | Self::CoincidenceDuration
        )
    }

    /// Whether there may be several of a series, an anomaly, a flat line or a change each.
    pub(in crate::series::claims) fn is_of_event(self) -> bool {
        matches!(
            self,
            Self::AnomalyValue
                | Self::Expected
                | Self::Deviations
                | Self::FlatLine
                | Self::ChangeFrom
                | Self::ChangeTo
        )
    }
}
