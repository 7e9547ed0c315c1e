//! Words that say which value of a series a number is.

use std::sync::LazyLock;

use regex::Regex;

use crate::numbers::seeds::{
    known::Role,
    text::{Number, Text},
};

/// Words, and the roles that a number beside them may have without being wrong.
#[derive(Debug)]
pub(crate) struct Cue {
    words: Regex,
    pub(crate) roles: &'static [Role],
}

/// Wider than the book: a typical value may be the median, the mean or the expected one.
const CUES: [(&str, &[Role]); 33] = [
    (
        r"averag\w*|mean|means|arithmetic mean",
        &[Role::Mean, Role::LevelFrom, Role::LevelTo, Role::TrendFrom, Role::TrendTo],
    ),
    (
        r"median|half of the (?:values|rows|readings|time|days|hours|minutes)",
        &[Role::Median, Role::LevelFrom, Role::LevelTo],
    ),
    (
        r"max|maximum|maxima|highest|largest|busiest|all-time high|record|a high of|highs? of|hottest|warmest|fastest|most",
        &[Role::Max, Role::AnomalyValue],
    ),
    (r"peak|peaks|peaked|peaking|topped out|culminat\w+", &[Role::Max, Role::AnomalyValue]),
    (
        r"min|minimum|minima|lowest|smallest|quietest|trough|troughs|bottomed out|a low of|lows? of|coldest|slowest|floor of",
        &[Role::Min, Role::AnomalyValue],
    ),
    (r"standard deviation|SD|std\.?|σ|stdev|give or take", &[Role::Deviation]),
    (r"p25|25th percentile|first quartile|lower quartile", &[Role::P25]),
    (r"p75|75th percentile|third quartile|upper quartile", &[Role::P75]),
    (r"interquartile range|quartiles|IQR|middle half", &[Role::P25, Role::P75, Role::Difference]),
    (r"p90|90th percentile", &[Role::P90]),
    (r"p95|95th percentile", &[Role::P95]),
    (r"p99|99th percentile", &[Role::P99]),
    (
        r"spik\w+|surg\w+|anomal\w+|outlier\w*|dipp?\w*|plung\w+|burst|plummet\w*|jumped to|shot up to|shoot up to|collapsed? to|soared? to",
        &[Role::AnomalyValue, Role::Max, Role::Min, Role::LevelTo, Role::Expected, Role::LevelFrom],
    ),
    (
        r"expect\w*|instead of|usual\w*|normal\w*|typical\w*|baseline",
        &[
            Role::Expected,
            Role::Median,
            Role::Mean,
            Role::LevelFrom,
            Role::LevelTo,
            Role::TrendFrom,
            Role::AnomalyValue,
        ],
    ),
    (r"amplitudes?|swings?|swinging", &[Role::Amplitude, Role::Difference]),
    (r"correlat\w*|coefficient|r =|r=|Pearson\w*|ρ|r of|r", &[Role::Coefficient]),
    (r"varianc?e|variation|explain\w*|strength", &[Role::Strength]),
    (
        r"missing|empty|blank|absent|no value|gaps in",
        &[Role::Missing, Role::MissingShare, Role::Ratio, Role::Rows, Role::Count, Role::Gaps],
    ),
    (
        r"rows|observations|readings|records|samples|measurements|data points|entries|lines",
        &[
            Role::Rows,
            Role::Count,
            Role::Missing,
            Role::Skipped,
            Role::OutOfOrder,
            Role::Duplicates,
        ],
    ),
    (
        r"first value|started at|began at|starts at|opened at|on the first",
        &[Role::First, Role::TrendFrom],
    ),
    (
        r"last value|ended at|ends at|closed at|finished at|final|on the last day",
        &[Role::Last, Role::TrendTo],
    ),
    (
        r"constant|throughout|all the time|all day|pinned|unchanged|fixed at",
        &[Role::Min, Role::Max, Role::Mean, Role::Median],
    ),
    (r"never (?:more|above|over|exceed\w*|higher)(?: than)?", &[Role::Max]),
    (r"never (?:less|below|under|lower)(?: than)?", &[Role::Min]),
    (r"(?:95 ?%|95 per ?cent|95 per cent) of", &[Role::P95]),
    (r"(?:99 ?%|99 per ?cent|99 per cent) of", &[Role::P99]),
    (r"series|columns|variables|metrics", &[Role::SeriesCount, Role::EventCount]),
    (
        r"anomalies|outliers|events|incidents|episodes|spikes|dips|change points?|level (?:shifts|changes)|times",
        &[Role::EventCount],
    ),
    (r"gaps?", &[Role::Gaps]),
    (r"duplicate\w*|twice|same (?:time|date)", &[Role::Duplicates]),
    (r"skipped|unusable|not used", &[Role::Skipped]),
    (r"out[- ]of[- ]order|earlier than", &[Role::OutOfOrder]),
    (
        r"slope|per day|a day|per hour|an hour|per year|a year|per minute|a minute|each day|every day|daily|annually|hourly",
        &[Role::Slope],
    ),
];

static COMPILED: LazyLock<Vec<Cue>> = LazyLock::new(|| {
    CUES.iter()
        .map(|(words, roles)| Cue {
            words: Regex::new(&format!(r"(?i)(?:^|[^\w])(?:{words})(?:$|[^\w])"))
                .expect("a valid expression"),
            roles,
        })
        .collect()
});

/// What follows from two values that lead to one another.
pub(super) const PAIRED: &[Role] = &[Role::PairDifference, Role::PairRatio, Role::PairChange];

/// Bytes between a number and a word that says what it is, at most: half a sentence.
const FAR: usize = 45;

/// The nearest words that say which value a number is, of those that are true of it.
pub(crate) fn nearest(
    text: &Text,
    number: &Number,
    is_meant: impl Fn(&Cue) -> bool,
) -> Option<&'static Cue> {
    let sentence = text.sentence(number.range.start);
    let start = text
        .numbers
        .iter()
        .map(super::end)
        .filter(|end| *end <= number.range.start)
        .max()
        .unwrap_or(0)
        .max(sentence.start);
    let stop = text
        .numbers
        .iter()
        .map(|other| other.range.start)
        .filter(|start| *start >= number.range.end)
        .min()
        .unwrap_or(usize::MAX)
        .min(sentence.end);
    let (before, after) =
        (text.words(start..number.range.start), text.words(super::end(number)..stop));
    let after = after.split([';', ',', '(', ')']).next().unwrap_or_default();
    COMPILED
        .iter()
        .filter(|cue| is_meant(cue))
        .filter_map(|cue| {
            let left = cue.words.find_iter(before).last().map(|found| before.len() - found.end());
            let right = cue.words.find(after).map(|found| found.start() + 1);
            let distance = left.into_iter().chain(right).min()?;
            (distance <= FAR).then_some((distance, cue))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, cue)| cue)
}

static FROM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:from|between)[\s*`]*[€$£~]?(?:an? \w+ (?:\w+ )?)?$")
        .expect("a valid expression")
});
static TO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[^.;:,\d]{0,20}?\b(?:to|and|up to|down to)[\s*`]*[€$£~]?$")
        .expect("a valid expression")
});

/// Whether two numbers are the ends of one movement: the words before the first one and those between them.
pub(crate) fn joins(before: &str, between: &str) -> bool {
    let between = between.trim_start_matches([' ', '*', '`']);
    (FROM.is_match(before) && TO.is_match(&format!(" {between}")))
        || ["→ ", "-> ", "to "].contains(&between)
}
