//! A summary of a report whose own summary was taken out, against that one.

use std::{collections::BTreeMap, sync::LazyLock};

use anyhow::Context as _;
use incident_summarizer::{fallback, report};
use regex::Regex;
use serde_json::{Map, Value, json};

use crate::{
    incidents::{
        Scored,
        documents::{Documents, WANTED},
        mean, plain,
        rouge::Rouge,
        tokens::pattern,
    },
    measures::rounded,
};

static OWN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?ms)^## Summary\s*\n.*?(^## )"));

/// The sources whose reports have a summary by their authors.
const SOURCES: [&str; 2] = ["dfds", "mybinder"];
/// A summary of so many characters is none.
const MAX_NO_SUMMARY: usize = 80;
/// A report of fewer sentences has nothing to choose from.
const MIN_SENTENCES: usize = 3;
/// Below this a summary is listed as missed.
const GOOD: f64 = 0.2;

/// `n` and the mean of ROUGE-1 (`rouge_1`) of each source and of `both`.
pub(super) fn scores(documents: &Documents) -> anyhow::Result<Scored> {
    let rouge = Rouge::new();
    let (mut groups, mut missed) = (BTreeMap::<&str, Vec<f64>>::new(), Vec::new());
    for record in &documents.records {
        let gold = record.gold.summary.as_deref();
        let gold = gold.filter(|gold| gold.chars().count() > MAX_NO_SUMMARY);
        let Some(gold) = gold.filter(|_| SOURCES.contains(&record.source.as_str())) else {
            continue;
        };
        let text = documents.text(&record.file)?;
        let text = OWN.replace_all(&text, "$1");
        if plain::sentences(&text).len() < MIN_SENTENCES {
            continue;
        }
        let report = report::read(&text)
            .with_context(|| format!("cannot read {}", record.file.display()))?;
        let given = fallback::summary(&report, WANTED);
        let figure = rouge.one(&given, &plain::joined(gold));
        for group in [&record.source, "both"] {
            groups.entry(group).or_default().push(figure);
        }
        if figure < GOOD {
            missed.push(format!("{}: {figure:.3}, {given:?}", record.id));
        }
    }
    let scores: Map<String, Value> = groups
        .iter()
        .map(|(group, figures)| {
            let scores = json!({"n": figures.len(), "rouge_1": rounded(mean(figures))});
            ((*group).to_owned(), scores)
        })
        .collect();
    Ok(Scored { scores: scores.into(), missed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_authors_own_summary_is_taken_out_and_nothing_else() {
        let text = "# Title\n## Summary\n\nAll of it.\n### More\n## Impact\nNone.\n";
        assert_eq!(OWN.replace_all(text, "$1"), "# Title\n## Impact\nNone.\n");
        let last = "## Impact\nNone.\n## Summary\nAt the end.\n";
        assert_eq!(OWN.replace_all(last, "$1"), last);
    }
}
