//! Anomalies on the series of the Numenta Anomaly Benchmark (Lavin and Ahmad, 2015): an event is right if its peak lies in a
//! labeled window.

use std::path::Path;

use metrics_narrator::series::statistics::Anomaly;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::measures::{ratio, rounded};
use crate::metrics::{
    halves::{f1, halves},
    table::{Table, labeled_tables},
};

/// How many events of a series count: its flat lines, of which every row is as unusual as the first, and the anomalies with the
/// most deviations.
const EVENTS: usize = 2;

#[derive(Deserialize)]
struct Labels {
    /// The first and the last time of each.
    windows: Vec<(String, String)>,
}

/// What was found in one series.
struct Found {
    name: String,
    /// By their first and last row.
    windows: Vec<(usize, usize)>,
    /// The row of each peak.
    peaks: Vec<usize>,
}

impl Found {
    fn of(table: &Table, labels: &Labels) -> Self {
        let rows = |window: &(String, String)| {
            let first = table.times.iter().position(|time| *time >= window.0);
            let last = table.times.iter().rposition(|time| *time <= window.1);
            first.zip(last)
        };
        let (mut flat, mut anomalies): (Vec<usize>, Vec<Anomaly>) = (vec![], vec![]);
        for analysis in table.columns.iter().map(|column| table.analysis(column)) {
            flat.extend(analysis.flat_lines.iter().map(|rows| rows.start));
            anomalies.extend(analysis.anomalies);
        }
        anomalies.sort_by(|a, b| b.deviations.total_cmp(&a.deviations));
        let peaks = flat.into_iter().chain(anomalies.iter().map(|anomaly| anomaly.at));
        let peaks = peaks.take(EVENTS).collect();
        let windows = labels.windows.iter().filter_map(rows).collect();
        Self { name: table.name.clone(), windows, peaks }
    }

    fn right(&self) -> usize {
        let is_right = |peak: &&usize| self.windows.iter().any(|window| holds(*window, **peak));
        self.peaks.iter().filter(is_right).count()
    }

    fn hit(&self) -> usize {
        let is_hit =
            |window: &&(usize, usize)| self.peaks.iter().any(|peak| holds(**window, *peak));
        self.windows.iter().filter(is_hit).count()
    }
}

fn holds((first, last): (usize, usize), row: usize) -> bool {
    (first..=last).contains(&row)
}

/// `precision`, `recall` and `f1` over all series; with `verbose`, the windows and the peaks of each, in rows.
pub(crate) fn scores(folder: &Path, verbose: bool) -> anyhow::Result<Value> {
    let tables = labeled_tables::<Labels>(folder, "labels.json")?;
    let found: Vec<Found> = tables.iter().map(|(table, labels)| Found::of(table, labels)).collect();
    let mut scores = halves(&found, |found| {
        let sum = |of: fn(&Found) -> usize| -> usize { found.iter().map(|one| of(one)).sum() };
        let precision = ratio(sum(Found::right), sum(|one| one.peaks.len()));
        let recall = ratio(sum(Found::hit), sum(|one| one.windows.len()));
        json!({
            "precision": rounded(precision),
            "recall": rounded(recall),
            "f1": rounded(f1(precision, recall)),
        })
    });
    if verbose && let Value::Object(scores) = &mut scores {
        let line = |one: &Found| {
            let (right, hit) = (one.right(), one.hit());
            format!(
                "{}: {right} of {} peaks right, {hit} of {} windows hit; peaks {:?}, windows {:?}",
                one.name,
                one.peaks.len(),
                one.windows.len(),
                one.peaks,
                one.windows
            )
        };
        scores.insert("series".to_owned(), found.iter().map(line).collect());
    }
    Ok(scores)
}
