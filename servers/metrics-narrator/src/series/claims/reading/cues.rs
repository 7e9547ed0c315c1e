//! The words that say something of the numbers, times and movements around them: `words/cues.txt` read as cues.

use std::{collections::HashMap, sync::LazyLock};

use crate::series::claims::values::statistics::Statistic as S;

use super::{
    tokens::{Token, TokenKind},
    words,
};

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
    Unrelated,
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

/// What is known of a cue.
#[derive(Debug)]
struct Row {
    cue: Cue,
    /// The head of its lines in the list.
    name: &'static str,
    /// How sure the word makes what a number is that it governs.
    grip: Grip,
    /// The statistics that a number near the word may be.
    statistics: &'static [S],
}

const fn row(cue: Cue, name: &'static str, grip: Grip, statistics: &'static [S]) -> Row {
    Row { cue, name, grip, statistics }
}

/// In the order of the cues.
static ROWS: [Row; 57] = [
    row(Cue::Idle, "idle", Grip::Loose, &[]),
    row(Cue::Compared, "compared", Grip::Loose, &[]),
    row(Cue::Mean, "mean", Grip::Firm, &[S::Mean]),
    row(
        Cue::Typical,
        "typical",
        Grip::Near,
        &[S::Mean, S::Median, S::Expected, S::ChangeFrom, S::ChangeTo, S::P25, S::P75],
    ),
    row(Cue::Median, "median", Grip::Firm, &[S::Median]),
    row(Cue::Maximum, "maximum", Grip::Firm, &[S::Maximum, S::AnomalyValue]),
    row(Cue::Minimum, "minimum", Grip::Firm, &[S::Minimum, S::AnomalyValue]),
    row(
        Cue::AtMost,
        "most",
        Grip::Firm,
        &[S::Maximum, S::AnomalyValue, S::ChangeTo, S::ChangeFrom, S::TrendTo],
    ),
    row(
        Cue::AtLeast,
        "least",
        Grip::Firm,
        &[S::Minimum, S::AnomalyValue, S::ChangeTo, S::ChangeFrom, S::TrendTo],
    ),
    row(Cue::Deviation, "deviation", Grip::Firm, &[S::Deviation, S::Deviations]),
    row(Cue::P25, "p25", Grip::Firm, &[S::P25]),
    row(Cue::P75, "p75", Grip::Firm, &[S::P75]),
    row(Cue::P90, "p90", Grip::Firm, &[S::P90]),
    row(Cue::P95, "p95", Grip::Firm, &[S::P95]),
    row(Cue::P99, "p99", Grip::Firm, &[S::P99]),
    row(
        Cue::Quartiles,
        "quartiles",
        Grip::Firm,
        &[S::P25, S::Median, S::P75, S::InterquartileRange],
    ),
    row(
        Cue::Range,
        "range",
        Grip::Near,
        &[
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
    ),
    row(Cue::First, "first", Grip::Near, &[S::First, S::TrendFrom, S::ChangeFrom]),
    row(Cue::Last, "last", Grip::Near, &[S::Last, S::TrendTo, S::ChangeTo, S::AnomalyValue]),
    row(Cue::Readings, "readings", Grip::Loose, &[S::Readings, S::Rows, S::SkippedLine]),
    row(Cue::Missing, "missing", Grip::Loose, &[S::Missing]),
    row(Cue::Gap, "gap", Grip::Loose, &[S::Gaps, S::LongestGap, S::Missing]),
    row(Cue::Duplicate, "duplicate", Grip::Loose, &[S::Duplicates]),
    row(Cue::Disorder, "disorder", Grip::Loose, &[S::Disorder]),
    row(Cue::Skipped, "skipped", Grip::Loose, &[S::Skipped, S::SkippedLine]),
    row(Cue::Series, "series", Grip::Loose, &[S::SeriesCount]),
    row(
        Cue::Anomaly,
        "anomaly",
        Grip::Loose,
        &[
            S::AnomalyValue,
            S::Expected,
            S::Deviations,
            S::AnomalyDuration,
            S::FlatLine,
            S::FlatLineDuration,
            S::Anomalies,
            S::CoincidenceDuration,
        ],
    ),
    row(Cue::Expected, "expected", Grip::Near, &[S::Expected]),
    row(
        Cue::Usual,
        "usual",
        Grip::Near,
        &[S::Expected, S::Median, S::Mean, S::ChangeFrom, S::ChangeTo],
    ),
    row(Cue::Instead, "instead", Grip::Loose, &[S::Expected, S::ChangeFrom, S::TrendFrom]),
    row(Cue::Extreme, "extreme", Grip::Near, &[S::Minimum, S::Maximum, S::AnomalyValue]),
    row(Cue::Rate, "rate", Grip::Loose, &[S::Slope]),
    row(Cue::Trend, "trend", Grip::Near, &[S::Slope, S::TrendFrom, S::TrendTo, S::First, S::Last]),
    row(Cue::Season, "season", Grip::Loose, &[S::Period, S::Amplitude, S::Strength]),
    row(Cue::Amplitude, "amplitude", Grip::Firm, &[S::Amplitude]),
    row(Cue::Strength, "strength", Grip::Loose, &[S::Strength, S::Coefficient]),
    row(
        Cue::Change,
        "change",
        Grip::Loose,
        &[
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
    ),
    row(Cue::Correlation, "correlation", Grip::Near, &[S::Coefficient, S::Correlations]),
    row(Cue::Rise, "rise", Grip::Near, OF_MOVEMENT),
    row(Cue::Fall, "fall", Grip::Near, OF_MOVEMENT),
    row(
        Cue::Spike,
        "spike",
        Grip::Near,
        &[S::AnomalyValue, S::Maximum, S::ChangeTo, S::ChangeFrom, S::Expected, S::Median],
    ),
    row(
        Cue::Dip,
        "dip",
        Grip::Near,
        &[S::AnomalyValue, S::Minimum, S::ChangeTo, S::ChangeFrom, S::Expected, S::Median],
    ),
    row(
        Cue::Reach,
        "reach",
        Grip::Near,
        &[S::AnomalyValue, S::Maximum, S::Minimum, S::ChangeTo, S::TrendTo, S::Last],
    ),
    row(
        Cue::Return,
        "return",
        Grip::Loose,
        &[S::Expected, S::ChangeTo, S::Last, S::AnomalyValue, S::Median, S::Mean, S::TrendTo],
    ),
    row(Cue::Above, "above", Grip::Loose, OF_COMPARISON),
    row(Cue::Below, "below", Grip::Loose, OF_COMPARISON),
    row(
        Cue::Steady,
        "steady",
        Grip::Loose,
        &[
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
            S::FlatLine,
        ],
    ),
    row(
        Cue::Constant,
        "constant",
        Grip::Near,
        &[S::FlatLine, S::Mean, S::Median, S::Minimum, S::Maximum, S::First, S::Last],
    ),
    row(Cue::Positive, "positive", Grip::Loose, &[]),
    row(Cue::Negative, "negative", Grip::Loose, &[]),
    row(Cue::Together, "together", Grip::Loose, &[]),
    row(Cue::Unrelated, "unrelated", Grip::Loose, &[]),
    row(Cue::Lasting, "lasting", Grip::Loose, &[]),
    row(Cue::Spanning, "spanning", Grip::Loose, &[]),
    row(Cue::Spacing, "spacing", Grip::Loose, &[]),
    row(Cue::Later, "later", Grip::Loose, &[]),
    row(Cue::Coincidence, "coincidence", Grip::Loose, &[]),
];

/// What a number beside a movement may be: an end of it, or how much it is.
const OF_MOVEMENT: &[S] = &[
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
];

/// What a number may be that something is above or below.
const OF_COMPARISON: &[S] =
    &[S::Expected, S::Maximum, S::Minimum, S::Mean, S::Median, S::AnomalyValue, S::Last, S::First];

impl Cue {
    fn named(name: &str) -> Option<Self> {
        ROWS.iter().find(|row| row.name == name).map(|row| row.cue)
    }

    fn row(self) -> Option<&'static Row> {
        ROWS.get(self as usize)
    }

    /// The statistics that a number near the word may be.
    pub(in crate::series::claims) fn statistics(self) -> &'static [S] {
        self.row().map_or(&[], |row| row.statistics)
    }

    /// Whether a number near the word may be a statistic.
    pub(in crate::series::claims) fn says(self, statistic: S) -> bool {
        self.statistics().contains(&statistic)
    }

    /// How sure the word makes what a number is that it governs.
    pub(in crate::series::claims) fn grip(self) -> Grip {
        self.row().map_or(Grip::Loose, |row| row.grip)
    }

    /// Whether it is a movement up or down.
    pub(in crate::series::claims) fn is_movement(self) -> bool {
        matches!(self, Self::Rise | Self::Fall | Self::Spike | Self::Dip)
    }

    /// 1 for a movement upwards or more, -1 for one downwards or less, 0 for neither.
    pub(in crate::series::claims) fn direction(self) -> i8 {
        match self {
            Self::Rise | Self::Spike | Self::Above => 1,
            Self::Fall | Self::Dip | Self::Below => -1,
            _ => 0,
        }
    }

    /// As `direction`, where a highest value is up and a lowest one down.
    pub(in crate::series::claims) fn side(self) -> i8 {
        match self {
            Self::Maximum => 1,
            Self::Minimum => -1,
            _ => self.direction(),
        }
    }
}

/// The cue at the first token, and how many tokens it takes.
pub(super) fn cue(rest: &[Token]) -> Option<(Cue, usize)> {
    let first = rest.first().filter(|token| {
        // `s.d.` is one word with a point inside.
        matches!(token.kind, TokenKind::Word) || matches!(token.lower.as_str(), "ρ" | "s.d" | "±")
    })?;
    let mut said = first.lower.strip_suffix("'s").unwrap_or(&first.lower).to_owned();
    let mut best = None;
    for length in 1..=MAX_PHRASE_TOKENS {
        match phrase(&said) {
            None => break,
            Some(cue) => best = cue.map(|cue| (cue, length)).or(best),
        }
        let Some(next) = rest.get(length) else { break };
        if matches!(next.kind, TokenKind::Start(_)) {
            break;
        }
        // `peak-to-trough`: the parts of a compound are glued to one another.
        if !next.is_glued || next.lower.is_empty() {
            said.push(' ');
        }
        said.push_str(&next.lower);
    }
    best
}

/// The longest phrase of the list.
const MAX_PHRASE_TOKENS: usize = 7;

/// The phrases of `words/cues.txt`: every phrase, and every beginning of one (without a cue).
static PHRASES: LazyLock<HashMap<&'static str, Option<Cue>>> = LazyLock::new(|| {
    let mut phrases: HashMap<&'static str, Option<Cue>> = HashMap::new();
    for (head, entries) in words::lines(include_str!("words/cues.txt")) {
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
    fn every_cue_finds_its_own_row() {
        for (at, row) in ROWS.iter().enumerate() {
            assert_eq!(row.cue as usize, at, "{row:?}");
        }
        assert_eq!(Cue::Coincidence as usize + 1, ROWS.len());
    }

    #[test]
    fn every_line_of_the_list_is_a_cue() {
        for (head, _) in words::lines(include_str!("words/cues.txt")) {
            assert!(Cue::named(head).is_some(), "{head}");
        }
    }

    #[test]
    fn no_word_is_listed_under_two_directions() {
        let mut seen: HashMap<&str, i8> = HashMap::new();
        for (head, entries) in words::lines(include_str!("words/cues.txt")) {
            let direction = Cue::named(head).unwrap().direction();
            for entry in entries {
                let known = *seen.entry(entry).or_insert(direction);
                assert!(known == direction || known * direction == 0, "{entry}");
            }
        }
    }
}
