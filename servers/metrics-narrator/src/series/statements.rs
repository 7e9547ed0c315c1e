//! Each fact as a line that can be read by itself: what the model gets to see, and what a report's ids stand for.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::series::{
    facts::{
        Anomaly, ChangePoint, Character, Coincidence, Correlation, Facts, Seasonality, Series,
        Table, Trend,
    },
    wording::{counted, difference, every, listed, number, per, quantity, span, step, time},
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
        let together = self.correlations.iter().map(|pair| (pair.id.clone(), correlation(pair)));
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

impl Table {
    /// What the expected is expected as, where a value stands for many rows: an unusual one is the highest or the lowest
    /// of them, and is compared with what these usually are.
    pub fn extreme(&self, anomaly: &Anomaly) -> String {
        let side = if anomaly.value < anomaly.expected { "lowest" } else { "highest" };
        self.bucket_seconds
            .map_or_else(String::new, |seconds| format!(" as the {side} of {}", span(seconds)))
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
    facts
}

fn of_series(series: &Series, table: &Table) -> Vec<Fact> {
    let unit = series.unit.as_deref();
    let fact =
        |id: String, statement: String| Fact { id, series: Some(series.name.clone()), statement };
    let named = |name: &str, statement: String| fact(format!("{}.{name}", series.id), statement);

    let mut facts = vec![
        named("character", character(series).to_owned()),
        named("count", counted(series.count, "value")),
    ];
    facts.push(named("missing", format!("{} missing", counted(series.missing, "value"))));
    if let Some(summary) = &series.summary {
        let value = |value: f64| series.quantity(value);
        facts.extend([
            named("min", format!("minimum {} at {}", value(summary.min), time(summary.min_at))),
            named("max", format!("maximum {} at {}", value(summary.max), time(summary.max_at))),
            named("mean", format!("mean {}", value(summary.mean))),
            named(
                "standard_deviation",
                format!("standard deviation {}", quantity(summary.standard_deviation, unit)),
            ),
            named("p25", format!("25th percentile {}", value(summary.p25))),
            named("median", format!("median {}", value(summary.median))),
            named("p75", format!("75th percentile {}", value(summary.p75))),
            named("p90", format!("90th percentile {}", value(summary.p90))),
            named("p95", format!("95th percentile {}", value(summary.p95))),
            named("p99", format!("99th percentile {}", value(summary.p99))),
            named("first", format!("first value {}", value(summary.first))),
            named("last", format!("last value {}", value(summary.last))),
        ]);
    }
    facts.extend(series.trend.iter().map(|found| fact(found.id.clone(), trend(found, series))));
    facts.extend(
        series.seasonality.iter().map(|found| fact(found.id.clone(), seasonality(found, unit))),
    );
    facts.extend(
        series
            .change_points
            .iter()
            .map(|found| fact(found.id.clone(), change_point(found, series))),
    );
    facts.extend(
        series.anomalies.iter().map(|found| fact(found.id.clone(), anomaly(found, series, table))),
    );
    facts
}

fn character(series: &Series) -> &'static str {
    match series.character {
        Character::Varying => "varies",
        Character::Flat => "flat: one value nearly all of the time",
        Character::Constant => "constant: one value all of the time",
        Character::Empty => "empty: no value at all",
    }
}

fn trend(trend: &Trend, series: &Series) -> String {
    let slope =
        format!("{} per {}", difference(trend.slope.abs(), series.unit.as_deref()), per(trend.per));
    if !trend.matters {
        return format!(
            "no trend that matters ({}{slope})",
            if trend.slope < 0.0 { "-" } else { "" }
        );
    }
    let (from, to) = (series.quantity(trend.from), series.quantity(trend.to));
    let moves = if trend.slope < 0.0 { "falls" } else { "rises" };
    format!("trend: {moves} by {slope}, from {from} to {to} along a straight line")
}

fn seasonality(seasonality: &Seasonality, unit: Option<&str>) -> String {
    format!(
        "repeats itself {}, with an amplitude of {} from low to high",
        every(seasonality.period_seconds),
        difference(seasonality.amplitude, unit)
    )
}

fn change_point(change: &ChangePoint, series: &Series) -> String {
    let moves = if change.to < change.from { "falls" } else { "rises" };
    let (from, to) = (series.quantity(change.from), series.quantity(change.to));
    format!("level {moves} from {from} to {to} at {}", time(change.at))
}

fn anomaly(anomaly: &Anomaly, series: &Series, table: &Table) -> String {
    let (value, expected) = (series.quantity(anomaly.value), series.quantity(anomaly.expected));
    let side = if anomaly.value < anomaly.expected { "below" } else { "above" };
    let far = format!(
        "{value}, {} usual deviations {side} the {expected} to be expected{}",
        number(anomaly.deviations),
        table.extreme(anomaly)
    );
    if anomaly.from == anomaly.to {
        return format!("unusual at {}: {far}", time(anomaly.at));
    }
    format!(
        "unusual for {}, from {} to {}; furthest at {}: {far}",
        span(anomaly.seconds),
        time(anomaly.from),
        time(anomaly.to),
        time(anomaly.at)
    )
}

fn correlation(pair: &Correlation) -> String {
    let [one, other] = &pair.series;
    let way = if pair.coefficient < 0.0 { "in opposite directions" } else { "together" };
    format!("{one} and {other} move {way} (r = {:.2})", pair.coefficient)
}

fn coincidence(group: &Coincidence) -> String {
    format!(
        "{} are unusual at the same time, from {} to {}",
        listed(&group.series),
        time(group.from),
        time(group.to)
    )
}
