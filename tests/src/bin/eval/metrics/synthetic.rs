//! Generated tables of which every effect is known.
//!
//! A column that was made from another one, as `correlated_with` says, has the season, the trend and the anomalies of that
//! one under noise of its own. They are planted once, in the first column: finding them again in a column made from it is
//! no false claim, and missing them there is no miss. Anything else in such a column is a false claim, as everything is in
//! a column in which nothing was planted.

use std::{collections::BTreeMap, path::Path};

use anyhow::Context as _;
use metrics_narrator::series::statistics::{Analysis, Anomaly, Trend, correlations};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::measures::{count, ratio, rounded};
use crate::metrics::{
    claims::Claims,
    halves::halves,
    table::{Column, Table, labeled_tables},
};

/// How many rows a change point may be off.
const CHANGE_POINT_MARGIN: usize = 5;

/// How far the slope may be off, in units a row.
const SLOPE_MARGIN: f64 = 0.01;

/// How far the period may be off, as a share of it.
const PERIOD_MARGIN: f64 = 0.02;

#[derive(Deserialize)]
struct Truth {
    step_min: f64,
    /// The season's period in rows.
    period: f64,
    columns: BTreeMap<String, Planted>,
}

/// What was planted in a column.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Planted {
    /// In units a row.
    trend_per_step: f64,
    seasonal: bool,
    /// Anomalies of two rows each.
    anomaly_idx: Vec<usize>,
    anomaly_windows: Vec<(usize, usize)>,
    change_points: Vec<usize>,
    constant: bool,
    missing: usize,
    correlated_with: Option<String>,
    sign: Option<String>,
}

impl Planted {
    /// The first and the last row of each anomaly.
    fn anomalies(&self) -> Vec<(usize, usize)> {
        let points = self.anomaly_idx.iter().map(|row| (*row, row + 1));
        points.chain(self.anomaly_windows.iter().copied()).collect()
    }
}

/// For each kind of effect `found/planted`; `found`, the share of all planted ones; `false_claims`, their number; with
/// `verbose`, what they and the missed ones are.
pub(crate) fn scores(folder: &Path, verbose: bool) -> anyhow::Result<Value> {
    let tables = labeled_tables::<Truth>(folder, "truth.json")?;
    let each: Vec<Claims> =
        tables.iter().map(|(table, truth)| claims(table, truth)).collect::<anyhow::Result<_>>()?;
    let sum = |claims: &[&Claims]| {
        let mut sum = Claims::default();
        claims.iter().for_each(|one| sum.add(one));
        sum
    };
    let mut scores = halves(&each, |claims| {
        let sum = sum(claims);
        let all = sum.planted.values().fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
        let kinds: BTreeMap<&str, String> = sum
            .planted
            .iter()
            .map(|(kind, (planted, found))| (*kind, format!("{found}/{planted}")))
            .collect();
        json!({
            "planted": kinds,
            "found": rounded(ratio(all.1, all.0)),
            "false_claims": sum.false_claims.len(),
        })
    });
    if verbose && let Value::Object(scores) = &mut scores {
        let sum = sum(&each.iter().collect::<Vec<_>>());
        scores.insert("missed".to_owned(), sum.missed.into());
        scores.insert("claimed".to_owned(), sum.false_claims.into());
    }
    Ok(scores)
}

/// What is claimed about one table.
fn claims(table: &Table, truth: &Truth) -> anyhow::Result<Claims> {
    let mut claims = Claims::default();
    for column in &table.columns {
        let planted = truth
            .columns
            .get(&column.name)
            .with_context(|| format!("no truth of {}", column.name))?;
        let origin = truth.origin(planted);
        let context = Context { table, truth, column, planted, origin };
        context.compare(&table.analysis(column), &mut claims);
    }
    compare_correlations(table, truth, &mut claims);
    Ok(claims)
}

impl Truth {
    /// The column that one was made from in the end: itself, if from none.
    fn origin<'a>(&'a self, planted: &'a Planted) -> &'a Planted {
        let mut origin = planted;
        for _ in 0..self.columns.len() {
            let next = origin.correlated_with.as_ref().and_then(|name| self.columns.get(name));
            origin = next.unwrap_or(origin);
        }
        origin
    }

    /// The sign of the correlation of a column with the one that it was made from in the end, and that one's name.
    fn family<'a>(&'a self, name: &'a str) -> (&'a str, f64) {
        let (mut name, mut sign) = (name, 1.0);
        for _ in 0..self.columns.len() {
            let Some(planted) = self.columns.get(name) else { break };
            let Some(origin) = &planted.correlated_with else { break };
            sign *= if planted.sign.as_deref() == Some("-") { -1.0 } else { 1.0 };
            name = origin;
        }
        (name, sign)
    }
}

/// A column and all that is true of it.
struct Context<'a> {
    table: &'a Table,
    truth: &'a Truth,
    column: &'a Column,
    planted: &'a Planted,
    origin: &'a Planted,
}

impl Context<'_> {
    fn compare(&self, analysis: &Analysis, claims: &mut Claims) {
        self.compare_anomalies(analysis, claims);
        self.compare_change_points(analysis, claims);
        self.compare_trend(analysis, claims);
        self.compare_season(analysis, claims);
        let name = || format!("{} {}", self.table.name, self.column.name);
        let is_constant =
            analysis.character == metrics_narrator::series::facts::Character::Constant;
        if self.planted.constant {
            claims.planted("constant columns", is_constant, name);
        } else {
            claims.claimed(!is_constant, || format!("{} is constant", name()));
        }
        if self.planted.missing > 0 {
            let missing = self.column.values.iter().filter(|value| value.is_nan()).count();
            claims.planted("missing counts", missing == self.planted.missing, name);
        }
    }

    fn compare_anomalies(&self, analysis: &Analysis, claims: &mut Claims) {
        let overlap = |anomaly: &Anomaly, (first, last): (usize, usize)| {
            anomaly.from <= last && first <= anomaly.to
        };
        for window in self.planted.anomalies() {
            let is_found = analysis.anomalies.iter().any(|anomaly| overlap(anomaly, window));
            let kind = if self.planted.anomaly_windows.is_empty() {
                "anomalies"
            } else {
                "anomaly windows"
            };
            claims.planted(kind, is_found, || self.at("anomaly", window.0));
        }
        for anomaly in &analysis.anomalies {
            let is_true =
                self.origin.anomalies().into_iter().any(|window| overlap(anomaly, window));
            claims.claimed(is_true, || {
                format!("{} ({:.1} deviations)", self.at("anomaly", anomaly.at), anomaly.deviations)
            });
        }
    }

    fn compare_change_points(&self, analysis: &Analysis, claims: &mut Claims) {
        let near = |a: usize, b: usize| a.abs_diff(b) <= CHANGE_POINT_MARGIN;
        for &row in &self.planted.change_points {
            let is_found = analysis.change_points.iter().any(|change| near(change.index, row));
            claims.planted("change points", is_found, || self.at("change point", row));
        }
        for change in &analysis.change_points {
            let is_true = self.planted.change_points.iter().any(|row| near(change.index, *row));
            claims.claimed(is_true, || self.at("change point", change.index));
        }
    }

    fn compare_trend(&self, analysis: &Analysis, claims: &mut Claims) {
        let matters = analysis.trend.as_ref().filter(|line| line.matters);
        let per_row = |line: &Trend| line.slope_per_millisecond * self.truth.step_min * 60_000.0;
        if self.planted.trend_per_step != 0.0 {
            let is_found = matters.is_some_and(|line| {
                (per_row(line) - self.planted.trend_per_step).abs() <= SLOPE_MARGIN
            });
            claims.planted("trends", is_found, || {
                format!("{} {} {analysis:?}", self.table.name, self.column.name)
            });
        }
        // The slope is a claim even where the trend does not matter.
        if self.planted.seasonal {
            let is_near = analysis.trend.as_ref().is_some_and(|line| {
                (per_row(line) - self.planted.trend_per_step).abs() <= SLOPE_MARGIN
            });
            claims
                .planted("slopes", is_near, || format!("{} {}", self.table.name, self.column.name));
        }
        if let Some(line) = matters {
            claims.claimed(self.origin.trend_per_step != 0.0, || {
                format!(
                    "{} {}: trend from {} to {}",
                    self.table.name, self.column.name, line.from, line.to
                )
            });
        }
    }

    fn compare_season(&self, analysis: &Analysis, claims: &mut Claims) {
        let rows = analysis
            .seasonality
            .as_ref()
            .map(|season| season.period_milliseconds / 60_000.0 / self.truth.step_min);
        let is_right =
            rows.is_some_and(|rows| (rows / self.truth.period - 1.0).abs() <= PERIOD_MARGIN);
        let name = || format!("{} {}: period of {rows:?} rows", self.table.name, self.column.name);
        if self.planted.seasonal {
            claims.planted("seasons", is_right, name);
        }
        if rows.is_some() {
            claims.claimed(is_right && self.origin.seasonal, name);
        }
    }

    fn at(&self, what: &str, row: usize) -> String {
        format!(
            "{} {}: {what} at row {row} of {}",
            self.table.name,
            self.column.name,
            count(self.column.values.len())
        )
    }
}

/// Columns of one origin are correlated, each pair with the product of their signs, and no others are.
fn compare_correlations(table: &Table, truth: &Truth, claims: &mut Claims) {
    let series: Vec<&[f64]> = table.columns.iter().map(|column| column.values.as_slice()).collect();
    let analyses: Vec<Analysis> =
        table.columns.iter().map(|column| table.analysis(column)).collect();
    let anomalies: Vec<_> = analyses.iter().map(|analysis| analysis.anomalies.as_slice()).collect();
    let found = correlations(&series, &anomalies);
    for (second, b) in table.columns.iter().enumerate() {
        for (first, a) in table.columns.iter().enumerate().take(second) {
            let pair = || format!("{} {} and {}", table.name, a.name, b.name);
            let (one, other) = (truth.family(&a.name), truth.family(&b.name));
            let related =
                found.iter().find(|related| (related.first, related.second) == (first, second));
            if one.0 == other.0 {
                let is_found =
                    related.is_some_and(|related| related.coefficient * one.1 * other.1 > 0.0);
                claims.planted("correlations", is_found, pair);
            } else if let Some(related) = related {
                claims.claimed(false, || {
                    format!("{}: correlation {:.2}", pair(), related.coefficient)
                });
            }
        }
    }
}
