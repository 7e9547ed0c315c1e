//! Each fact as a line that can be read by itself: what the model gets to see, and what a report's ids stand for.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::series::{
    facts::{Anomaly, Character, Coincidence, Facts, Series, Table, Trend},
    phrases::{self, Tense},
    wording::{counted, enumerated, estimate, span},
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
        let at_once = self.coincidences.iter();
        let at_once = at_once.map(|group| (group.id.clone(), coincidence(self, group)));
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
        fact("from", format!("from {}", table.time(table.from))),
        fact("to", format!("to {}", table.time(table.to))),
        fact("step_seconds", format!("a row {}", table.step())),
    ];
    if let Some(seconds) = table.bucket_seconds {
        facts.push(fact("bucket_seconds", format!("looked at in steps of {}", span(seconds))));
    }
    if table.gaps > 0 {
        let longest = phrases::longest_gap(table);
        facts.push(fact("gaps", format!("{}, the longest {longest}", counted(table.gaps, "gap"))));
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
    let numbers = numbers(series, table).into_iter();
    numbers.chain(findings(series, table)).map(fact).collect()
}

/// How the series moves, what it counts and its distribution: each with the id of the series and a name.
fn numbers(series: &Series, table: &Table) -> Vec<(String, String)> {
    let named = |name: &str, statement: String| (format!("{}.{name}", series.id), statement);
    let mut facts = vec![
        named("character", character(series).to_owned()),
        named("count", counted(series.count, "value")),
        named("missing", format!("{} missing", counted(series.missing, "value"))),
    ];
    if let Some(code) = &series.missing_code {
        let cells = counted(code.cells, "cell");
        facts.push(named(
            "missing_code",
            format!("{cells} with {}", phrases::missing_code(&code.text)),
        ));
    }
    if let Some(stretch) = &series.longest_missing {
        let when = table.from_to(stretch.from, stretch.to);
        facts.push(named("longest_missing", format!("longest stretch without values: {when}")));
    }
    if let Some(since) = series.no_values_since {
        let ends = phrases::no_values(table, since, Tense::Present);
        facts.push(named("no_values_since", ends));
    }
    if series.anomalies_left_out > 0 {
        facts.push(named("anomalies_left_out", phrases::anomalies_left_out(series)));
    }
    let Some(summary) = &series.summary else { return facts };
    let value = |value: f64| series.quantity(value);
    let deviation = series.difference(summary.standard_deviation);
    facts.extend([
        named("min", format!("minimum {} {}", value(summary.min), table.at(summary.min_at))),
        named("max", format!("maximum {} {}", value(summary.max), table.at(summary.max_at))),
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

/// Trend, season, flat lines, changes of level and anomalies, which have ids of their own.
fn findings(series: &Series, table: &Table) -> Vec<(String, String)> {
    let trend = series.trend.iter().map(|found| (&found.id, trend(series, found, table)));
    let season = series.seasonality.iter();
    let season = season.map(|found| (&found.id, phrases::seasonality(table, series, found)));
    let changes = series.change_points.iter().map(|found| {
        let moves = phrases::change_point(table, series, found, Tense::Present);
        (&found.id, format!("level {moves}"))
    });
    let anomalies = series.anomalies.iter();
    let anomalies = anomalies.map(|found| (&found.id, anomaly(series, found, table)));
    let flat = series.flat_lines.iter();
    let flat = flat.map(|it| (&it.id, phrases::flat_line(table, series, it, Tense::Present)));
    let all = trend.chain(season).chain(flat).chain(changes).chain(anomalies);
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

fn trend(series: &Series, found: &Trend, table: &Table) -> String {
    if found.matters {
        return format!("trend: {}", phrases::trend(table, series, found, Tense::Present));
    }
    let sign = if found.slope < 0.0 { "-" } else { "" };
    format!("no trend that matters ({sign}{})", phrases::slope(series, found))
}

fn anomaly(series: &Series, found: &Anomaly, table: &Table) -> String {
    let (value, expected) = (series.quantity(found.value), series.quantity(found.expected));
    let side = if found.value < found.expected { "below" } else { "above" };
    let far = format!(
        "{value}, {} usual deviations {side} the {expected} to be expected{}",
        estimate(found.deviations),
        phrases::extreme(table, found)
    );
    if found.from == found.to {
        return format!("unusual {}: {far}", table.at(found.at));
    }
    format!(
        "unusual for {}, {}; furthest {}: {far}",
        table.lasting(found.from, found.to),
        table.from_to(found.from, found.to),
        table.at(found.at)
    )
}

fn coincidence(facts: &Facts, group: &Coincidence) -> String {
    format!("{} are {}", enumerated(&group.series), phrases::coincidence(facts, group))
}
