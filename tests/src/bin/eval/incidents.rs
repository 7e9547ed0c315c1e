//! The incident fallback on reports whose answers are known: each is read as it lies in its folder, pages with everything that
//! stands around the report included, and what the fallback makes of it is compared with what the publisher or a reader wrote
//! down.
//!
//! - `documents`: the folder, what is known of each report, and each report read
//! - `content`, `severity`, `times`, `root_cause`, `summary`, `action_items`, `timeline`: one measure each
//! - `tokens`, `rouge`, `plain`: what texts are compared by

mod action_items;
mod content;
mod documents;
mod plain;
mod root_cause;
mod rouge;
mod severity;
mod summary;
mod timeline;
mod times;
mod tokens;

use std::path::Path;

use serde_json::{Value, json};

use documents::Documents;

/// Every measure on the reports in `folder`; with `verbose`, what each of them missed.
pub(crate) fn scores(folder: &Path, verbose: bool) -> anyhow::Result<Value> {
    let documents = Documents::of(folder)?;
    let shown = |Scored { mut scores, missed }: Scored| {
        if verbose && let Value::Object(scores) = &mut scores {
            scores.insert("missed".to_owned(), missed.into());
        }
        scores
    };
    Ok(json!({
        "documents": documents.read.len(),
        "content": shown(content::scores(&documents)?),
        "severity": shown(severity::scores(&documents)?),
        "times": shown(times::scores(&documents)?),
        "root_cause": shown(root_cause::scores(&documents)?),
        "summary": shown(summary::scores(&documents)?),
        "action_items": shown(action_items::scores(&documents)?),
        "timeline": shown(timeline::scores(&documents)?),
        "milliseconds": documents.milliseconds(),
    }))
}

/// The figures of one measure, and a line for each thing that is not as it should be.
struct Scored {
    scores: Value,
    missed: Vec<String>,
}

/// The mean of some figures; NaN of none.
fn mean(figures: &[f64]) -> f64 {
    figures.iter().sum::<f64>() / crate::measures::count(figures.len())
}
