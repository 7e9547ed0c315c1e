//! The sentiment fallback on labeled texts. `mixed` counts as neutral; a text that the fallback does not
//! judge, because it does not look like English, counts as a miss.

use std::{collections::BTreeMap, path::Path, time::Instant};

use sentiment_analyzer::{answer::Label, fallback};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{
    lines::json_lines,
    measures::{Confusion, count, rounded},
};

#[derive(Deserialize)]
struct Labeled {
    ds: String,
    text: String,
    label: String,
}

/// For each data set, under its name, `n`, `accuracy` and `macro_f1`; over all, `mean_accuracy` (the
/// unweighted mean of the sets) and `texts_per_second` (on one thread).
pub(crate) fn scores(file: &Path) -> anyhow::Result<Value> {
    let labeled: Vec<Labeled> = json_lines(file)?;

    // The word list is read once for a process; a server does it for its first fallback.
    fallback::sentiment("", &[]);
    let begin = Instant::now();
    let given: Vec<&str> = labeled.iter().map(|one| label(&one.text)).collect();
    let seconds = begin.elapsed().as_secs_f64();

    let mut sets: BTreeMap<&str, Confusion> = BTreeMap::new();
    for (one, given) in labeled.iter().zip(given) {
        sets.entry(&one.ds).or_default().count(&one.label, given);
    }
    let mean = sets.values().map(Confusion::accuracy).sum::<f64>() / count(sets.len());
    let mut scores: Map<String, Value> = sets
        .iter()
        .map(|(ds, confusion)| {
            let (accuracy, macro_f1) =
                (rounded(confusion.accuracy()), rounded(confusion.macro_f1()));
            let scores = json!({"n": confusion.n(), "accuracy": accuracy, "macro_f1": macro_f1});
            ((*ds).to_owned(), scores)
        })
        .collect();
    scores.insert("mean_accuracy".to_owned(), rounded(mean).into());
    let per_second = (count(labeled.len()) / seconds).round();
    scores.insert("texts_per_second".to_owned(), per_second.into());
    Ok(scores.into())
}

fn label(text: &str) -> &'static str {
    match fallback::sentiment(text, &[]).label {
        Some(Label::Positive) => "positive",
        Some(Label::Negative) => "negative",
        Some(Label::Neutral | Label::Mixed) => "neutral",
        None => "unread",
    }
}
