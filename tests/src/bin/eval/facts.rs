//! The facts of one table, with the time that they took: for comparing the speed with that of other tools.

use std::{collections::BTreeMap, path::Path, time::Instant};

use anyhow::Context as _;
use metrics_narrator::series::{self, Chart, Source};
use serde_json::{Value, json};
use shared::sampler::Stop;

/// All facts are computed; of the distribution of each column, what other tools compute is shown.
pub(crate) fn facts(file: &Path) -> anyhow::Result<Value> {
    let path = file.canonicalize().with_context(|| format!("cannot read {}", file.display()))?;
    let folder = path.parent().context("a file lies in a folder")?.to_owned();
    let begin = Instant::now();
    let source = Source::new(path.display().to_string(), String::new(), String::new(), Vec::new())?;
    let facts = series::described(&source, &[folder], "", Chart::None, &Stop::never())?.facts;
    let seconds = begin.elapsed().as_secs_f64();
    let columns: BTreeMap<_, _> = facts
        .series
        .iter()
        .filter_map(|series| {
            let summary = series.summary.as_ref()?;
            let distribution = json!({
                "count": series.count, "mean": summary.mean, "std": summary.standard_deviation,
                "min": summary.min, "max": summary.max, "q25": summary.p25, "q50": summary.median,
                "q75": summary.p75, "q90": summary.p90, "q95": summary.p95, "q99": summary.p99,
            });
            Some((series.name.clone(), distribution))
        })
        .collect();
    let found: usize =
        facts.series.iter().map(|series| series.anomalies.len() + series.change_points.len()).sum();
    Ok(json!({
        "tool": "metrics-narrator", "rows": facts.table.rows, "bucket_seconds": facts.table.bucket_seconds,
        "anomalies_and_change_points": found, "compute_s": seconds, "columns": columns,
    }))
}
