//! From a table and its statistics to facts: names, units, times and ids, and as many digits as mean something.

mod missing;
mod seasons;

use std::ops::Range;

use crate::series::{
    cancelled,
    durations::{DAY, SECOND_MILLISECONDS},
    facts::{
        self, AmplitudeChange, Anomaly, ChangePoint, Coincidence, Correlation, Facts, FlatLine,
        Moment, Per, Return, Seasonality, Series, Stretch, Summary, Times, Trend, Turn,
    },
    statistics::{self, Analysis, Points},
    table::{Column, Table},
    unless_cancelled, wording,
};
use shared::{Refusal, sampler::Stop};

/// So many digits of a computed number mean something; more only lengthen the reply.
const COMPUTED_DIGITS: i32 = 7;

/// As many digits as there are in a number.
const MAX_DIGITS: i32 = 15;

/// The part of a standard deviation that is still seen in the numbers of a series: a hundredth of what the text shows.
const SEEN_DEVIATIONS: f64 = 1e-3;

/// More changes of level than these describe a series that has no level. The largest are told.
const MAX_CHANGE_POINTS: usize = 10;

/// More pairs than these are one group that moves together. The closest are told.
const MAX_CORRELATIONS: usize = 15;

/// Everything that is known about `table`, unless `stop` says that nobody waits for it any more.
pub(super) fn facts(table: &Table, stop: &Stop) -> Result<Facts, Refusal> {
    let table_facts = table_facts(table);
    let analyses = analyses(table, stop)?;
    let series: Vec<_> = table
        .columns
        .iter()
        .zip(&analyses)
        .zip(1..)
        .map(|((column, analysis), number)| {
            let deviation = column.summary.as_ref().map_or(0.0, |it| it.standard_deviation);
            let step = SEEN_DEVIATIONS * deviation;
            Subject { table, facts: &table_facts, id: format!("s{number}"), step }
                .series(column, analysis)
        })
        .collect();
    let coincidences = coincidences(table, &analyses, &series);
    unless_cancelled(stop)?;
    let correlations = correlations(table, &analyses);
    Ok(Facts { table: table_facts, correlations, coincidences, series })
}

/// What each column does. One of many rows takes a good part of a second, so that `stop` is asked before each.
fn analyses(table: &Table, stop: &Stop) -> Result<Vec<Analysis>, Refusal> {
    let columns = table.columns.iter().take_while(|_| !stop.requested());
    let analyses = statistics::analyses(columns.map(|column| points(table, column)));
    if analyses.len() < table.columns.len() {
        return Err(cancelled());
    }
    Ok(analyses)
}

/// What is known about the table as a whole, with what its moments say.
fn table_facts(table: &Table) -> facts::Table {
    let facts = table.facts.clone();
    let times = match facts.bucket_seconds {
        None => Times::of(&table.moments, table.offset, facts.step_seconds),
        // Of what the rows are, the beginnings of buckets say nothing.
        Some(_) => Times::Clock,
    };
    let longest_gap = longest_gap(table);
    facts::Table { times, longest_gap, ..facts }
}

/// Where more gaps than these are as long as the longest, it is as usual as a night.
const MOST_LONGEST_GAPS: usize = 3;

/// Where the longest gap lies, the first of those that are equally long; none if it may lie between several pairs of
/// buckets: what is between two rows may be a bucket longer or shorter than what is between the beginnings of their buckets.
fn longest_gap(table: &Table) -> Option<Stretch> {
    let milliseconds = |seconds: f64| (seconds * SECOND_MILLISECONDS) as i64;
    let width = table.facts.bucket_seconds.map_or(0, milliseconds);
    let longest = milliseconds(table.facts.longest_gap_seconds);
    let steps = table.moments.iter().zip(table.moments.iter().skip(1));
    let mut gaps = steps.filter(|(from, to)| *to - *from + width >= longest);
    let (from, to) = gaps.next().filter(|_| table.facts.gaps > 0)?;
    let at = |milliseconds: &i64| Moment { milliseconds: *milliseconds, offset: table.offset };
    let most = if width == 0 { MOST_LONGEST_GAPS } else { 1 };
    (gaps.count() < most).then(|| Stretch { from: at(from), to: at(to) })
}

/// The points of a column, as they are analyzed and drawn.
pub(super) fn points<'t>(table: &'t Table, column: &'t Column) -> Points<'t> {
    let Table { moments, .. } = table;
    let Column { values, lows, highs, .. } = column;
    let (lows, highs) = if lows.is_empty() { (values, values) } else { (lows, highs) };
    Points { moments, values, lows, highs }
}

/// One column, under the id of its series.
struct Subject<'t> {
    table: &'t Table,
    facts: &'t facts::Table,
    id: String,
    /// The least difference between its values that is kept.
    step: f64,
}

impl Subject<'_> {
    fn series(&self, column: &Column, analysis: &Analysis) -> Series {
        let Column { name, unit, count, missing, missing_code, summary, .. } = column;
        let Analysis { character, trend, seasonality, flat_lines, .. } = analysis;
        let numbered = |kind: &str, index: usize| format!("{}.{kind}_{}", self.id, index + 1);
        Series {
            id: self.id.clone(),
            name: name.clone(),
            unit: unit.clone(),
            character: *character,
            count: *count,
            decimals: decimals(column),
            missing: *missing,
            missing_code: missing_code.clone(),
            longest_missing: missing::longest(&column.values).map(|rows| self.stretch(&rows)),
            no_values_since: missing::at_the_end(&column.values).map(|row| moment(self.table, row)),
            summary: summary.as_ref().map(|summary| self.summary(summary)),
            trend: trend.as_ref().map(|trend| self.trend(trend)),
            seasonality: seasonality
                .as_ref()
                .map(|season| self.seasonality(column, season, flat_lines)),
            flat_lines: flat_lines
                .iter()
                .enumerate()
                .map(|(index, rows)| self.flat_line(numbered("flat_line", index), column, rows))
                .collect(),
            change_points: largest(&analysis.change_points)
                .into_iter()
                .enumerate()
                .map(|(index, change)| ChangePoint {
                    id: numbered("change_point", index),
                    at: moment(self.table, change.index),
                    transition: change.transition.map(|ends| {
                        let [from, to] = ends.map(|index| moment(self.table, index));
                        Stretch { from, to }
                    }),
                    from: self.level(change.from),
                    to: self.level(change.to),
                    returned: change.returned.map(|back| Return {
                        at: moment(self.table, back.index),
                        level: self.level(back.level),
                    }),
                })
                .collect(),
            anomalies: analysis
                .anomalies
                .iter()
                .enumerate()
                .map(|(index, anomaly)| self.anomaly(numbered("anomaly", index), anomaly))
                .collect(),
            anomalies_left_out: analysis.anomalies_left_out as u64,
        }
    }

    /// A value of the series, with as many digits as mean something.
    fn level(&self, value: f64) -> f64 {
        rounded_by(value, self.step)
    }

    /// Smallest, largest, first and last value stand as they do in the table; what was computed is rounded.
    fn summary(&self, summary: &Summary) -> Summary {
        Summary {
            mean: self.level(summary.mean),
            standard_deviation: rounded(summary.standard_deviation),
            p25: self.level(summary.p25),
            median: self.level(summary.median),
            p75: self.level(summary.p75),
            p90: self.level(summary.p90),
            p95: self.level(summary.p95),
            p99: self.level(summary.p99),
            ..summary.clone()
        }
    }

    fn stretch(&self, rows: &Range<usize>) -> Stretch {
        let at = |row| moment(self.table, row);
        Stretch { from: at(rows.start), to: at(rows.end.saturating_sub(1)) }
    }

    fn trend(&self, trend: &statistics::Trend) -> Trend {
        let per = per(self.facts);
        let slope = trend.slope_per_millisecond * SECOND_MILLISECONDS * per.seconds();
        let turn = |turn: &statistics::Turn| Turn {
            at: moment(self.table, turn.index),
            value: self.level(turn.value),
        };
        let mut told = Trend {
            id: format!("{}.trend", self.id),
            slope: rounded(slope),
            per,
            from: self.level(trend.from),
            turns: trend.turns.iter().map(turn).collect(),
            to: self.level(trend.to),
            matters: trend.matters,
        };
        // Nobody sees a rise that is not in the digits.
        told.matters &= told.reach() > 0.0;
        told
    }

    fn seasonality(
        &self,
        column: &Column,
        season: &statistics::Seasonality,
        flat_lines: &[Range<usize>],
    ) -> Seasonality {
        let period_seconds = season.period_milliseconds / SECOND_MILLISECONDS;
        let silent = [season.silent(column.values.len()), flat_lines.to_vec()].concat();
        let [high, low] = seasons::high_and_low(self.table, column, period_seconds, &silent);
        let changes = season.changes.iter().map(|change| AmplitudeChange {
            at: moment(self.table, change.index),
            from: rounded(change.from),
            to: rounded(change.to),
        });
        Seasonality {
            id: format!("{}.seasonality", self.id),
            period_seconds: rounded(period_seconds),
            strength: rounded(season.strength),
            amplitude: rounded(season.amplitude),
            amplitude_changes: changes.collect(),
            multiplicative: season.multiplicative,
            high,
            low,
        }
    }

    fn flat_line(&self, id: String, column: &Column, rows: &Range<usize>) -> FlatLine {
        let Stretch { from, to } = self.stretch(rows);
        let value = column.values.get(rows.start).copied().unwrap_or_default();
        FlatLine { id, from, to, seconds: from.seconds_to(self.facts.end_of_row(to)), value }
    }

    fn anomaly(&self, id: String, anomaly: &statistics::Anomaly) -> Anomaly {
        let [from, to, at] =
            [anomaly.from, anomaly.to, anomaly.at].map(|index| moment(self.table, index));
        Anomaly {
            id,
            from,
            to,
            seconds: from.seconds_to(self.facts.end_of_row(to)),
            at,
            value: self.level(anomaly.value),
            expected: self.level(anomaly.expected),
            deviations: rounded(anomaly.deviations),
        }
    }
}

/// The times that slopes are told for, each with the days of the longest table in which it is: three hours, a week, two
/// months, half a year, three years.
const SLOPES: [(Per, f64); 5] = [
    (Per::Minute, 0.125),
    (Per::Hour, 7.0),
    (Per::Day, 62.0),
    (Per::Week, 184.0),
    (Per::Month, 1_100.0),
];

/// The step of months is a little longer than the shortest of them and a little shorter than the longest.
const CALENDAR_SLACK: f64 = 1.05;

/// The time of a slope: short enough that it stands for something that happens within the table, and no shorter than from
/// one row to the next.
fn per(table: &facts::Table) -> Per {
    let days = table.from.seconds_to(table.to) / DAY;
    let mut slopes = SLOPES.into_iter();
    let suits = |(per, most): &(Per, f64)| {
        days <= *most && table.step_seconds <= CALENDAR_SLACK * per.seconds()
    };
    slopes.find(suits).map_or(Per::Year, |(per, _)| per)
}

/// So many numbers of a column show how its numbers are written.
const NUMBERS_LOOKED_AT: usize = 1_000;

/// How many digits the numbers of a column have behind the point, at most.
fn decimals(column: &Column) -> Option<u8> {
    // Where a moment is several rows, the smallest and the largest number of them stand in the table, and their mean does not.
    let numbers = if column.lows.is_empty() {
        [&column.values, &column.values]
    } else {
        [&column.lows, &column.highs]
    };
    let apart = 1 + column.values.len() / NUMBERS_LOOKED_AT;
    let summary = column.summary.as_ref()?;
    let some = numbers.into_iter().flat_map(|numbers| numbers.iter().step_by(apart));
    let finite = some.chain([&summary.min, &summary.max]).filter(|number| number.is_finite());
    finite.map(|number| wording::decimals_written(*number)).max()?.try_into().ok()
}

/// The largest changes of level, in the order of time.
fn largest(changes: &[statistics::ChangePoint]) -> Vec<&statistics::ChangePoint> {
    let mut changes: Vec<_> = changes.iter().collect();
    let size = |change: &statistics::ChangePoint| (change.to - change.from).abs();
    changes.sort_by(|one, other| size(other).total_cmp(&size(one)));
    changes.truncate(MAX_CHANGE_POINTS);
    changes.sort_by_key(|change| change.index);
    changes
}

fn correlations(table: &Table, analyses: &[Analysis]) -> Vec<Correlation> {
    let values: Vec<_> = table.columns.iter().map(|column| column.values.as_slice()).collect();
    let name = |index: usize| {
        table.columns.get(index).map(|column| column.name.clone()).unwrap_or_default()
    };
    let anomalies: Vec<_> = analyses.iter().map(|analysis| analysis.anomalies.as_slice()).collect();
    let related = statistics::correlations(&values, &anomalies).into_iter();
    related
        .take(MAX_CORRELATIONS)
        .zip(1..)
        .map(|(pair, number)| Correlation {
            id: format!("correlation_{number}"),
            series: [name(pair.first), name(pair.second)],
            coefficient: rounded(pair.coefficient),
        })
        .collect()
}

fn coincidences(table: &Table, analyses: &[Analysis], series: &[Series]) -> Vec<Coincidence> {
    let anomalies: Vec<_> = analyses.iter().map(|analysis| analysis.anomalies.as_slice()).collect();
    let groups = statistics::coincidences(&anomalies, table.moments.len());
    let described = groups.into_iter().zip(1..).filter_map(|(group, number)| {
        let members: Vec<_> = group
            .iter()
            .filter_map(|(index, anomaly)| {
                let series = series.get(*index)?;
                Some((series, series.anomalies.get(*anomaly)?))
            })
            .collect();
        let is_member = |series: &&Series| members.iter().any(|(member, _)| member.id == series.id);
        Some(Coincidence {
            id: format!("coincidence_{number}"),
            from: members.iter().map(|(_, anomaly)| anomaly.from).min()?,
            to: members.iter().map(|(_, anomaly)| anomaly.to).max()?,
            series: series.iter().filter(is_member).map(|series| series.name.clone()).collect(),
            anomalies: members.iter().map(|(_, anomaly)| anomaly.id.clone()).collect(),
        })
    });
    described.collect()
}

fn moment(table: &Table, index: usize) -> Moment {
    let milliseconds = table.moments.get(index).copied().unwrap_or_default();
    Moment { milliseconds, offset: table.offset }
}

/// `value` to seven significant digits, and as many more as show a difference of `step`.
fn rounded_by(value: f64, step: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let exponent = |size: f64| size.log10().floor() as i32;
    let to_step = if step > 0.0 { 1 + exponent(value.abs()) - exponent(step) } else { 0 };
    let digits = to_step.clamp(COMPUTED_DIGITS, MAX_DIGITS);
    let written = format!("{value:.*e}", (digits - 1) as usize);
    written.parse().unwrap_or(value)
}

/// `value` to seven significant digits.
fn rounded(value: f64) -> f64 {
    rounded_by(value, 0.0)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering::Relaxed;

    use super::*;
    use crate::series::Source;

    #[test]
    fn of_a_call_that_is_cancelled_no_further_series_is_looked_at_and_nothing_is_compared() {
        let csv = "time,a,b,c\n2024-03-01 00:00,1,2,3\n2024-03-01 01:00,4,5,6\n".to_owned();
        let source = Source::new(String::new(), csv, String::new(), Vec::new()).unwrap();
        let table = source.read(&[], &Stop::never()).unwrap();
        // Once for each series, and once before these are compared.
        for most in 0..=4 {
            let (stop, looks) = Stop::at(most + 1);
            let found = facts(&table, &stop).map_err(|refusal| refusal.to_string());
            let expected =
                "the table was not described to its end, because the call was cancelled".to_owned();
            assert_eq!(found.err(), (most < 4).then_some(expected), "{most}");
            assert_eq!(looks.load(Relaxed), (most + 1).min(4), "{most}");
        }
    }

    #[test]
    fn the_longest_gap_lies_where_it_is_certain() {
        let hours: String = [0, 1, 2, 5, 6, 7, 10, 11, 21, 22]
            .map(|hour| format!("2024-03-01 {hour:02}:00,1\n"))
            .concat();
        let source =
            Source::new(String::new(), format!("time,x\n{hours}"), String::new(), Vec::new());
        let mut table = source.unwrap().read(&[], &Stop::never()).unwrap();
        let gap = |table: &Table| {
            longest_gap(table).map(|gap| [gap.from.to_string(), gap.to.to_string()].join(" "))
        };
        let expected = Some("2024-03-01T11:00:00 2024-03-01T21:00:00".to_owned());
        assert_eq!(gap(&table), expected);
        // One that is as long as many others is none to look for.
        let days = (0..6).flat_map(|day| [24 * day, 24 * day + 1]);
        let moments = days.map(|hour| hour * 3_600_000).collect();
        let facts = facts::Table { longest_gap_seconds: 82_800.0, gaps: 5, ..table.facts.clone() };
        assert_eq!(gap(&Table { moments, facts, ..table.clone() }), None);
        table.facts.bucket_seconds = Some(3_600.0);
        assert_eq!(gap(&table), expected);
        // Of buckets, two may be those beside it.
        table.facts.longest_gap_seconds = 4.0 * 3_600.0;
        assert_eq!(gap(&table), None);
        table.facts.gaps = 0;
        assert_eq!(gap(&table), None);
    }
}
