//! What is known about a table: computed, each fact with an id, and nothing else may be said about it.
//!
//! The id of a number of a [`Series`] or of its [`Summary`] is the id of the series and the member's name: `s1.missing`,
//! `s1.mean`. Everything else carries its id.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::series::durations::{DAY, HOUR, MONTH, WEEK, YEAR};
pub use crate::series::{
    moment::Moment,
    recurring::{Phase, Recurring},
};

/// Everything that is known about a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Facts {
    /// The table as a whole.
    pub table: Table,
    /// Its columns of numbers, in the table's order.
    pub series: Vec<Series>,
    /// Pairs of series that go together, the closest first.
    pub correlations: Vec<Correlation>,
    /// Anomalies of several series at the same time, or right after one another.
    pub coincidences: Vec<Coincidence>,
}

/// The table as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// How many rows the facts are made of.
    pub rows: u64,
    /// The earliest time.
    pub from: Moment,
    /// The latest time.
    pub to: Moment,
    /// The usual time from one row to the next, in seconds.
    pub step_seconds: f64,
    /// What its times are, and how they are told.
    // Facts that somebody keeps beside a narrative may come from a build that did not name this.
    #[serde(default)]
    pub times: Times,
    /// The column that holds the times.
    pub timestamp_column: String,
    /// The width of the time buckets that trends, seasons, change points, anomalies and correlations are computed from, in
    /// seconds; null where every row counts for itself.
    pub bucket_seconds: Option<f64>,
    /// How many times between rows are longer than one and a half usual ones and than one and a half of those beside them,
    /// without those that come with the day or the week, as nights and weekends do. Above 200,000 rows, those beside them do
    /// not count. Where rows are put into buckets and are not in the order of time, at least so many: the gaps are those
    /// between buckets.
    pub gaps: u64,
    /// The longest of them, in seconds; at least so long where gaps are those between buckets; 0 if there is none.
    pub longest_gap_seconds: f64,
    /// The row before it and the row behind it, or the buckets that these are in; null if there is none, if several
    /// pairs of buckets may be beside it, or if more than three are as long.
    #[serde(default)]
    pub longest_gap: Option<Stretch>,
    /// Rows whose time stands earlier than that of a row before them; they are used.
    pub out_of_order: u64,
    /// Rows that have the same time as a row before them; they are used. Where rows are put into buckets and are not in
    /// the order of time, at least so many.
    pub duplicate_times: u64,
    /// Rows that were not used.
    pub skipped: Skipped,
    /// Cells in columns of numbers that are neither a number nor a usual word for none. Their rows are used; each of them counts
    /// as missing.
    pub unread: Unread,
    /// Columns that are not described, where all columns of numbers are.
    // Facts that somebody keeps beside a narrative may come from a build that did not name them.
    #[serde(default)]
    pub left_out: LeftOut,
}

/// What the times of a table are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Times {
    /// Times of a clock.
    #[default]
    Clock,
    /// Days: all of them are midnights, at least one day apart.
    Days,
    /// Months: all of them are the first day of a month, or all the last one.
    Months,
    /// Years: all of them are the first of January.
    Years,
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stretch {
    /// The first row of it.
    pub from: Moment,
    /// The last one.
    pub to: Moment,
}

/// Rows that were not used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Skipped {
    /// How many.
    pub rows: u64,
    /// The first of them.
    pub first: Vec<SkippedLine>,
}

/// Cells that were not used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unread {
    /// How many.
    pub cells: u64,
    /// The first of them.
    pub first: Vec<SkippedLine>,
}

/// A row or a cell that was not used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SkippedLine {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Why.
    pub reason: String,
}

/// Columns that are not described.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeftOut {
    /// How many, without that of the times.
    pub columns: u64,
    /// The first of them, in the table's order.
    pub first: Vec<LeftOutColumn>,
}

/// A column that is not described.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeftOutColumn {
    /// The column's header.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// A column of numbers over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Series {
    /// `s1` for the first of the series.
    pub id: String,
    /// The column's header.
    pub name: String,
    /// What its numbers count, where the header or the cells say it: ms, %, bytes.
    pub unit: Option<String>,
    /// How it moves.
    pub character: Character,
    /// How many of its cells are numbers.
    pub count: u64,
    /// How many digits its numbers have behind the point, at most; null where that is not known.
    #[serde(default)]
    pub decimals: Option<u8>,
    /// How many are empty, say that there is none, or could not be read as a number.
    pub missing: u64,
    /// The code that some of these hold; left out if none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing_code: Option<MissingCode>,
    /// The longest stretch of rows without a number, from the first of them to the last; null where it is no longer than
    /// those that chance would make of so many missing numbers.
    #[serde(default)]
    pub longest_missing: Option<Stretch>,
    /// The first of the rows at the end of the table that have no number, where these are more than chance would make;
    /// null where the series has numbers to the end.
    #[serde(default)]
    pub no_values_since: Option<Moment>,
    /// Its distribution; null if there is no number.
    pub summary: Option<Summary>,
    /// The line through it; null if it is too short or does not vary.
    pub trend: Option<Trend>,
    /// What repeats itself in it; null if nothing does.
    pub seasonality: Option<Seasonality>,
    /// Where it stands still, although it moves otherwise, in the order of time, at most ten; left out if it does not. What is
    /// said of its trend, season, levels and anomalies is said of the rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flat_lines: Vec<FlatLine>,
    /// Where its level changes for good, in the order of time.
    pub change_points: Vec<ChangePoint>,
    /// What is unusual in it, at most three, in the order of time.
    pub anomalies: Vec<Anomaly>,
    /// How many more there are, which are not further from the expected; left out if there is none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub anomalies_left_out: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// A change of level stays: one by a deviation of the series stands out like an anomaly of so many.
const CHANGE_WEIGHT: f64 = 10.0;

impl Series {
    /// How far `from` and `to` are apart, in standard deviations of the series.
    pub(crate) fn deviations_between(&self, from: f64, to: f64) -> f64 {
        let deviation = self.summary.as_ref().map_or(1.0, |summary| summary.standard_deviation);
        ((to - from) / deviation.max(f64::MIN_POSITIVE)).abs()
    }

    /// How much a change of level stands out beside an anomaly of so many usual deviations.
    pub(crate) fn weight_of_change(&self, from: f64, to: f64) -> f64 {
        CHANGE_WEIGHT * self.deviations_between(from, to)
    }
}

/// A number that stands for a missing value, such as -999.99: negative, of nines, and far below all others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MissingCode {
    /// The code as it is written.
    pub text: String,
    /// How many cells hold it.
    pub cells: u64,
    /// The lines of the first of them in the file, from 1.
    pub lines: Vec<u64>,
}

/// How a series moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Character {
    /// As most series do.
    Varying,
    /// One value nearly all of the time.
    Flat,
    /// One value all of the time.
    Constant,
    /// No value at all.
    Empty,
}

/// The distribution of a series, in its unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// The smallest value.
    pub min: f64,
    /// When it was first reached.
    pub min_at: Moment,
    /// The largest value.
    pub max: f64,
    /// When it was first reached.
    pub max_at: Moment,
    /// The arithmetic mean.
    pub mean: f64,
    /// The standard deviation of a sample (n - 1).
    pub standard_deviation: f64,
    /// A quarter of the values are smaller.
    pub p25: f64,
    /// Half of the values are smaller.
    pub median: f64,
    /// Three quarters of the values are smaller.
    pub p75: f64,
    /// 90 % of the values are smaller.
    pub p90: f64,
    /// 95 % of the values are smaller.
    pub p95: f64,
    /// 99 % of the values are smaller.
    pub p99: f64,
    /// The first value there is, in the order of time; the mean where several rows have its time.
    pub first: f64,
    /// The last value there is, in the same way.
    pub last: f64,
}

/// The line through a series, without its season and its anomalies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Trend {
    /// `s1.trend`.
    pub id: String,
    /// How much it rises in the time `per` on the way from its beginning to its end, without the changes of level, in the
    /// series' unit. A straight line is that of least squares.
    pub slope: f64,
    /// The time that `slope` is about.
    pub per: Per,
    /// Where it begins, in the series' unit; where that is outside of all values, the lowest or the highest of them.
    pub from: f64,
    /// Where it turns, in the order of time; left out if it is straight.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<Turn>,
    /// Where it ends, in the same way as it begins.
    pub to: f64,
    /// Whether it is more than chance and large enough to speak of.
    pub matters: bool,
}

/// Where a trend turns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Turn {
    /// When.
    pub at: Moment,
    /// The level there, in the series' unit.
    pub value: f64,
}

/// A part of a trend that is straight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Leg {
    pub(crate) from: f64,
    pub(crate) to: f64,
    /// When it ends; none for the last.
    pub(crate) until: Option<Moment>,
    /// 1 if it rises, -1 if it falls, 0 if it hardly moves beside the others.
    pub(crate) direction: i8,
}

/// A leg that goes no further than this part of the whole trend hardly moves.
const LEVEL_SHARE: f64 = 0.1;

impl Trend {
    /// From turn to turn; all of it if it is straight.
    pub(crate) fn legs(&self) -> Vec<Leg> {
        let begins = [self.from].into_iter().chain(self.turns.iter().map(|turn| turn.value));
        let turns = self.turns.iter().map(|turn| (turn.value, Some(turn.at)));
        let least = if self.turns.is_empty() { 0.0 } else { LEVEL_SHARE * self.reach() };
        let direction = |rise: f64| i8::from(rise > least) - i8::from(rise < -least);
        let ends = turns.chain([(self.to, None)]);
        let legs = begins.zip(ends).map(|(from, (to, until))| {
            let rise = if self.turns.is_empty() { self.slope } else { to - from };
            Leg { from, to, until, direction: direction(rise) }
        });
        legs.collect()
    }

    /// From the lowest to the highest level of it.
    pub(crate) fn reach(&self) -> f64 {
        let levels =
            || [self.from, self.to].into_iter().chain(self.turns.iter().map(|it| it.value));
        levels().fold(f64::NEG_INFINITY, f64::max) - levels().fold(f64::INFINITY, f64::min)
    }
}

/// The time that a slope is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// 24 hours.
    Day,
    /// 7 days.
    Week,
    /// A twelfth of a year.
    Month,
    /// 365.25 days.
    Year,
}

impl Per {
    /// How many seconds it has.
    pub fn seconds(self) -> f64 {
        match self {
            Self::Minute => 60.0,
            Self::Hour => HOUR,
            Self::Day => DAY,
            Self::Week => WEEK,
            Self::Month => MONTH,
            Self::Year => YEAR,
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// What repeats itself in a series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Seasonality {
    /// `s1.seasonality`.
    pub id: String,
    /// After how many seconds it repeats itself.
    pub period_seconds: f64,
    /// The share of the variance that it explains, from 0 to 1, without outliers.
    pub strength: f64,
    /// From the lowest to the highest usual value within a period, in the series' unit; where it changes, that of the part of
    /// the series in which it is largest.
    pub amplitude: f64,
    /// Where it changes for good, in the order of time; left out where it does not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amplitude_changes: Vec<AmplitudeChange>,
    /// Whether it is multiplied with the level, so that it grows and shrinks with it, and `amplitude` is that at the median
    /// of all levels that are no less than a quarter of the highest; left out where it is added to it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub multiplicative: bool,
    /// When in its period it is highest; left out where the period is not a day, a week or a year, and where the
    /// highest part of it is longer than a third, is several, or is not told apart by more than chance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Recurring>,
    /// When it is lowest, in the same way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Recurring>,
}

/// A change of the amplitude of a season for good.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AmplitudeChange {
    /// The first row of the new amplitude.
    pub at: Moment,
    /// The amplitude before, in the series' unit; 0 where the series does not repeat itself before.
    pub from: f64,
    /// The amplitude after; 0 where it no longer repeats itself.
    pub to: f64,
}

/// A stretch in which a series that moves stands still, for longer than chance or its habits make it, and for at least a
/// fiftieth of its values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FlatLine {
    /// `s1.flat_line_1` for the first of the series.
    pub id: String,
    /// The first row of it.
    pub from: Moment,
    /// The last one.
    pub to: Moment,
    /// How long it lasts, in seconds: until the row after the last one.
    pub seconds: f64,
    /// The value of all its rows.
    pub value: f64,
}

/// A change of a series' level for good.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangePoint {
    /// `s1.change_point_1` for the first of the series.
    pub id: String,
    /// The time of the first row of the new level; of a transition, where it is steepest.
    pub at: Moment,
    /// From the last row of the level before to the first row of the level after, where the way takes more than a few rows
    /// and none of them makes half of it; left out where the level jumps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transition: Option<Stretch>,
    /// The level before, in the series' unit: the median, in the middle of its season (of a multiplicative one: its mean),
    /// since the change before it or, where the series rises or falls all the way, the end of the line through it; where
    /// that is outside of the values just before the change, the lowest or the highest of them.
    pub from: f64,
    /// The level after, in the same way until the next change.
    pub to: f64,
    /// Where the series is back near the level before, if it goes there ever more slowly, which is no change of its own, and
    /// stays there until the next one; left out where it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<Return>,
}

/// That a series is back near a level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Return {
    /// The first row there.
    pub at: Moment,
    /// The level at which it stays, in the series' unit: the median of the last rows before the next change.
    pub level: f64,
}

impl ChangePoint {
    /// Its way from level to level, and the way back: the levels where each begins and ends.
    pub(crate) fn ways(&self) -> impl Iterator<Item = [f64; 2]> {
        let back = self.returned.iter().map(|back| [self.to, back.level]);
        std::iter::once([self.from, self.to]).chain(back)
    }
}

/// Something unusual in a series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Anomaly {
    /// `s1.anomaly_1` for the first of the series in the order of time.
    pub id: String,
    /// When it begins.
    pub from: Moment,
    /// Its last row.
    pub to: Moment,
    /// How long it lasts, in seconds: from `from` to `to` and the time of one row more, for a row stands for the time until
    /// the next. That is the step of the table or the width of its buckets; of months and years, what the calendar has.
    pub seconds: f64,
    /// When it is furthest from what was expected.
    pub at: Moment,
    /// The value then, in the series' unit.
    pub value: f64,
    /// The value to be expected then. Where rows are put into buckets, `value` is the largest or the smallest of a
    /// bucket, and this is what the largest or the smallest of that bucket usually is.
    pub expected: f64,
    /// How far the value is from it, in usual deviations of the series.
    pub deviations: f64,
}

/// Two series that go together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Correlation {
    /// `correlation_1` for the closest.
    pub id: String,
    /// The names of the two.
    pub series: [String; 2],
    /// Pearson's coefficient, from -1 to 1.
    pub coefficient: f64,
}

/// Anomalies of several series at the same time, or right after one another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Coincidence {
    /// `coincidence_1` for the first.
    pub id: String,
    /// When the first of them begins.
    pub from: Moment,
    /// When the last of them ends.
    pub to: Moment,
    /// The names of the series, each once, in the table's order.
    pub series: Vec<String>,
    /// The ids of the anomalies.
    pub anomalies: Vec<String>,
}
