//! The ticket fallback on labeled tickets, by the names of the categories alone or with what a user may give beside them:
//! descriptions and a few examples of each. A ticket that is answered null counts as a miss.

use std::{collections::BTreeMap, fs, path::Path, time::Instant};

use anyhow::Context as _;
use serde::Deserialize;
use serde_json::{Value, json};
use ticket_classifier::{
    answer::Ticket,
    categories::{Category, PriorityHints},
    fallback,
    taxonomy::Taxonomy,
};

use crate::{
    lines::json_lines,
    measures::{Calibration, Confusion, count, ratio, rounded},
};

#[derive(Deserialize)]
struct Labeled {
    #[serde(flatten)]
    text: Text,
    label: String,
}

/// A ticket as the collections have it: one text, or a title and a body.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Whole { text: String },
    Issue { title: String, body: String },
}

impl Text {
    /// Of an issue the title and the body, without the comments of its template and without code.
    fn into_text(self) -> String {
        match self {
            Self::Whole { text } => text,
            Self::Issue { title, body } => {
                format!("{title} {}", without(&without(&body, "<!--", "-->"), "```", "```"))
            }
        }
    }
}

/// `text` without everything from each `begin` to the next `end`.
fn without(text: &str, begin: &str, end: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once(begin)
        && let Some((_, after)) = inside.split_once(end)
    {
        kept.push_str(before);
        rest = after;
    }
    kept + rest
}

/// What the categories are made of, beside the labels of the tickets themselves.
pub(crate) struct Given<'a> {
    /// Labeled examples, and how many of each label are used.
    pub(crate) shots: Option<(&'a Path, usize)>,
    /// A taxonomy in the server's own form.
    pub(crate) categories: Option<&'a Path>,
}

/// `n`, `accuracy`, `macro_f1`, `calibration_error` (expected calibration error in ten bins), `texts_per_second` (on one thread) and
/// `start_seconds` (to make the matcher); with `oos`, which holds tickets of none of the categories, `oos_null` (the share of them that is
/// answered null) and `in_scope_null` (the share of the others that is).
pub(crate) fn scores(file: &Path, given: &Given<'_>, oos: Option<&Path>) -> anyhow::Result<Value> {
    let tickets: Vec<(String, String)> = labeled(file)?;
    let taxonomy = taxonomy(&tickets, given)?;
    let begin = Instant::now();
    taxonomy.matcher();
    let start_seconds = begin.elapsed().as_secs_f64();

    let begin = Instant::now();
    let answers: Vec<Ticket> =
        tickets.iter().map(|(text, _)| fallback::ticket(text, &taxonomy)).collect();
    let seconds = begin.elapsed().as_secs_f64();

    let (mut confusion, mut calibration) = (Confusion::default(), Calibration::default());
    for ((_, label), answer) in tickets.iter().zip(&answers) {
        let category = answer.category.as_deref();
        confusion.count(label, category.unwrap_or("null"));
        calibration.count(answer.confidence, category == Some(label));
    }
    let mut scores = json!({
        "n": confusion.n(),
        "accuracy": rounded(confusion.accuracy()),
        "macro_f1": rounded(confusion.macro_f1()),
        "calibration_error": rounded(calibration.error()),
        "texts_per_second": (count(tickets.len()) / seconds).round(),
        "start_seconds": rounded(start_seconds),
    });
    if let (Some(oos), Value::Object(scores)) = (oos, &mut scores) {
        let outside: Vec<(String, String)> = labeled(oos)?;
        let nulls =
            outside.iter().filter(|(text, _)| fallback::ticket(text, &taxonomy).category.is_none());
        scores.insert("oos_null".to_owned(), rounded(ratio(nulls.count(), outside.len())).into());
        let nulls = answers.iter().filter(|answer| answer.category.is_none());
        scores.insert(
            "in_scope_null".to_owned(),
            rounded(ratio(nulls.count(), answers.len())).into(),
        );
    }
    Ok(scores)
}

/// The text and the label of each line of `file`.
fn labeled(file: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let lines: Vec<Labeled> = json_lines(file)?;
    Ok(lines.into_iter().map(|one| (one.text.into_text(), one.label)).collect())
}

/// The categories of a file, or else the labels of `tickets`; with the first examples of each label, in the order of their file.
fn taxonomy(tickets: &[(String, String)], given: &Given<'_>) -> anyhow::Result<Taxonomy> {
    let mut categories: BTreeMap<String, Category> = BTreeMap::new();
    let mut add = |category: Category| categories.insert(category.name.clone(), category);
    match given.categories {
        Some(path) => {
            let text = fs::read_to_string(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            Taxonomy::from_toml(&text)?.categories().iter().cloned().for_each(|category| {
                add(category);
            });
        }
        None => tickets.iter().for_each(|(_, label)| {
            let (description, examples) = (String::new(), Vec::new());
            add(Category {
                name: label.clone(),
                description,
                examples,
                priority_hints: PriorityHints::default(),
            });
        }),
    }
    if let Some((path, per_class)) = given.shots {
        for (text, label) in labeled(path)? {
            let category = categories
                .get_mut(&label)
                .with_context(|| format!("no category is called {label:?}"))?;
            if category.examples.len() < per_class {
                category.examples.push(text);
            }
        }
    }
    Ok(Taxonomy::new(categories.into_values().collect())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_a_template_and_code_are_left_out() {
        let body = "a <!-- what\nhappened? --> b ```rust\nfn\n``` c <!-- open".to_owned();
        let issue = Text::Issue { title: "T".to_owned(), body };
        assert_eq!(issue.into_text(), "T a  b  c <!-- open");
    }
}
