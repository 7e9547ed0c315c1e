//! Each fact as a line that can be read by itself: what the model gets to see, and what a report's ids stand for.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::series::{
    facts::{Anomaly, Character, Coincidence, Facts, Series, Table, Trend},
    phrases::{self, Tense},
    wording::{counted, listed, number, quantity, span, step, time},
};

/// One fact, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fact {
    /// As a highlight names it: `s1.mean`.
    pub id: String,
    /// The name of the series it is about; null where it is about the table or about several.
    pub series: Option<String>,
    /// What it says.
    pub statement: String,
}

impl Facts {
    /// Every fact, in words: those of the table, of each series, and of several.
    pub fn statements(&self) -> Vec<Fact> {
        let table = of_table(&self.table, &self.series);
        let series = self.series.iter().flat_map(|series| of_series(series, &self.table));
        let together = self.correlations.iter();
        let together =
            together.map(|pair| (pair.id.clone(), phrases::correlation(pair, Tense::Present)));
        let at_once = self.coincidences.iter().map(|group| (group.id.clone(), coincidence(group)));
        let several = |(id, statement)| Fact { id, series: None, statement };
        table
            .into_iter()
            .map(several)
            .chain(series)
            .chain(together.map(several))
            .chain(at_once.map(several))
            .collect()
    }
}

/// A line for each fact, with its id in brackets and the name of its series, as the model gets to see them.
impl fmt::Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, Fact { id, series, statement }) in self.statements().iter().enumerate() {
            let line_break = if index == 0 { "" } else { "\n" };
            match series {
                Some(series) => write!(f, "{line_break}[{id}] {series}: {statement}")?,
                None => write!(f, "{line_break}[{id}] {statement}")?,
            }
        }
        Ok(())
    }
}

fn of_table(table: &Table, series: &[Series]) -> Vec<(String, String)> {
    let fact = |name: &str, statement: String| (format!("table.{name}"), statement);
    let mut facts = vec![
        fact("rows", counted(table.rows, "row")),
        fact("from", format!("from {}", time(table.from))),
        fact("to", format!("to {}", time(table.to))),
        fact("step_seconds", format!("a row {}", step(table.step_seconds))),
    ];
    if let Some(seconds) = table.bucket_seconds {
        facts.push(fact("bucket_seconds", format!("looked at in steps of {}", span(seconds))));
    }
    if table.gaps > 0 {
        let longest = span(table.longest_gap_seconds);
        facts.push(fact(
            "gaps",
            format!("{}, the longest of {longest}", counted(table.gaps, "gap")),
        ));
    }
    let counts = [
        ("out_of_order", table.out_of_order, "out of order"),
        ("duplicate_times", table.duplicate_times, "with a time that another row has"),
        ("skipped", table.skipped.rows, "skipped"),
    ];
    let counts = counts.into_iter().filter(|(_, count, _)| *count > 0);
    facts.extend(
        counts.map(|(name, count, what)| fact(name, format!("{} {what}", counted(count, "row")))),
    );
    if table.unread.cells > 0 {
        let missing = series.iter().map(|series| series.missing).sum::<u64>();
        let part = if table.unread.cells == missing { "all" } else { "some of the" };
        let statement =
            format!("{part} missing values are cells that could not be read as numbers");
        facts.push(fact("unread", statement));
    }
    if table.left_out.columns > 0 {
        facts.push(fact("left_out", format!("the {}", phrases::left_out(&table.left_out))));
    }
    facts
}

fn of_series(series: &Series, table: &Table) -> Vec<Fact> {
    let fact = |(id, statement)| Fact { id, series: Some(series.name.clone()), statement };
    let numbers = numbers(series).into_iter();
    numbers.chain(findings(series, table)).map(fact).collect()
}

/// How the series moves, what it counts and its distribution: each with the id of the series and a name.
fn numbers(series: &Series) -> Vec<(String, String)> {
    let named = |name: &str, statement: String| (format!("{}.{name}", series.id), statement);
    let mut facts = vec![
        named("character", character(series).to_owned()),
        named("count", counted(series.count, "value")),
        named("missing", format!("{} missing", counted(series.missing, "value"))),
    ];
    let Some(summary) = &series.summary else { return facts };
    let value = |value: f64| series.quantity(value);
    let deviation = quantity(summary.standard_deviation, series.unit.as_deref());
    facts.extend([
        named("min", format!("minimum {} at {}", value(summary.min), time(summary.min_at))),
        named("max", format!("maximum {} at {}", value(summary.max), time(summary.max_at))),
        named("mean", format!("mean {}", value(summary.mean))),
        named("standard_deviation", format!("standard deviation {deviation}")),
        named("p25", format!("25th percentile {}", value(summary.p25))),
        named("median", format!("median {}", value(summary.median))),
        named("p75", format!("75th percentile {}", value(summary.p75))),
        named("p90", format!("90th percentile {}", value(summary.p90))),
        named("p95", format!("95th percentile {}", value(summary.p95))),
        named("p99", format!("99th percentile {}", value(summary.p99))),
        named("first", format!("first value {}", value(summary.first))),
        named("last", format!("last value {}", value(summary.last))),
    ]);
    facts
}

/// Trend, season, changes of level and anomalies, which have ids of their own.
fn findings(series: &Series, table: &Table) -> Vec<(String, String)> {
    let trend = series.trend.iter().map(|found| (&found.id, trend(series, found)));
    let season = series.seasonality.iter();
    let season = season.map(|found| (&found.id, phrases::seasonality(series, found)));
    let changes = series.change_points.iter().map(|found| {
        let moves = phrases::change_point(series, found, Tense::Present);
        (&found.id, format!("level {moves}"))
    });
    let anomalies = series.anomalies.iter();
    let anomalies = anomalies.map(|found| (&found.id, anomaly(series, found, table)));
    let all = trend.chain(season).chain(changes).chain(anomalies);
    all.map(|(id, statement)| (id.clone(), statement)).collect()
}

fn character(series: &Series) -> &'static str {
    match series.character {
        Character::Varying => "varies",
        Character::Flat => "flat: one value nearly all of the time",
        Character::Constant => "constant: one value all of the time",
        Character::Empty => "empty: no value at all",
    }
}

fn trend(series: &Series, found: &Trend) -> String {
    if found.matters {
        return format!("trend: {}", phrases::trend(series, found, Tense::Present));
    }
    let sign = if found.slope < 0.0 { "-" } else { "" };
    format!("no trend that matters ({sign}{})", phrases::slope(series, found))
}

fn anomaly(series: &Series, found: &Anomaly, table: &Table) -> String {
    let (value, expected) = (series.quantity(found.value), series.quantity(found.expected));
    let side = if found.value < found.expected { "below" } else { "above" };
    let far = format!(
        "{value}, {} usual deviations {side} the {expected} to be expected{}",
        number(found.deviations),
        phrases::extreme(table, found)
    );
    if found.from == found.to {
        return format!("unusual at {}: {far}", time(found.at));
    }
    format!(
        "unusual for {}, from {} to {}; furthest at {}: {far}",
        span(found.seconds),
        time(found.from),
        time(found.to),
        time(found.at)
    )
}

fn coincidence(group: &Coincidence) -> String {
    format!(
        "{} are unusual at the same time, from {} to {}",
        listed(&group.series),
        time(group.from),
        time(group.to)
    )
}
