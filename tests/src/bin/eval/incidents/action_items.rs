//! What will be done, against the items under the headings for that. All items that are read are counted, also those that no longer fit into
//! a reply.

use incident_summarizer::report;
use serde_json::{Value, json};

use crate::{
    incidents::{
        Scored,
        documents::{Documents, Record},
        tokens,
    },
    measures::{ratio, rounded},
};

/// The sources whose headings were read.
const SOURCES: [&str; 4] = ["aem-article", "dfds", "moj", "mybinder"];
/// Two items that are less alike are not the same.
const MIN_F1: f64 = 0.5;

/// `precision`, `recall` and `f1` over all items, of the documents as they lie there (`pages`), and with the publisher's Markdown in place of
/// each page (`markdown`).
pub(super) fn scores(documents: &Documents) -> anyhow::Result<Scored> {
    let (mut pages, mut markdown) = (Counts::default(), Counts::default());
    let mut missed = Vec::new();
    for record in documents.records.iter().filter(|one| SOURCES.contains(&one.source.as_str())) {
        let gold = record.gold.action_items.as_deref().unwrap_or_default();
        if gold.is_empty() {
            continue;
        }
        let read = documents.of_record(record)?;
        let found = actions(&read.report);
        missed.extend(pages.count(record, &found, gold));
        let clean = match &record.clean {
            Some(file) => Some(report::read(&documents.text(file)?)?),
            None => None,
        };
        let found = actions(clean.as_ref().unwrap_or(&read.report));
        markdown.count(record, &found, gold);
    }
    let scores = json!({"pages": pages.scores(), "markdown": markdown.scores()});
    Ok(Scored { scores, missed })
}

fn actions(report: &report::Report) -> Vec<&str> {
    report.action_items.iter().map(|item| item.action.as_str()).collect()
}

#[derive(Default)]
struct Counts {
    matched: usize,
    found: usize,
    gold: usize,
}

impl Counts {
    /// Counts the items of one report, and gives a line for each that has no partner.
    fn count(&mut self, record: &Record, found: &[&str], gold: &[String]) -> Vec<String> {
        let gold: Vec<&str> = gold.iter().map(String::as_str).collect();
        let pairs = pairs(found, &gold);
        self.matched += pairs.len();
        self.found += found.len();
        self.gold += gold.len();
        let line = |what: &str, item: &str| format!("{}: {what}: {item}", record.id);
        let found = found.iter().enumerate();
        let extra = found.filter(|(index, _)| !pairs.iter().any(|pair| pair.0 == *index));
        let gold = gold.iter().enumerate();
        let lost = gold.filter(|(index, _)| !pairs.iter().any(|pair| pair.1 == *index));
        let extra = extra.map(|(_, item)| line("too many", item));
        extra.chain(lost.map(|(_, item)| line("missed", item))).collect()
    }

    fn scores(&self) -> Value {
        json!({
            "n": self.gold,
            "precision": rounded(ratio(self.matched, self.found)),
            "recall": rounded(ratio(self.matched, self.gold)),
            "f1": rounded(ratio(2 * self.matched, self.found + self.gold)),
        })
    }
}

/// The positions of items that are the same, one to one, the most alike first.
fn pairs(found: &[&str], gold: &[&str]) -> Vec<(usize, usize)> {
    let mut likely: Vec<(f64, usize, usize)> = Vec::new();
    for (one, action) in found.iter().enumerate() {
        let f1 =
            gold.iter().enumerate().map(|(other, gold)| (tokens::f1(action, gold), one, other));
        likely.extend(f1.filter(|(f1, ..)| *f1 >= MIN_F1));
    }
    likely.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, one, other) in likely {
        if !pairs.iter().any(|pair| pair.0 == one || pair.1 == other) {
            pairs.push((one, other));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_matched_one_to_one_and_the_most_alike_first() {
        let gold = ["Alert on disk space", "Alert on disk errors"];
        // The first would do for both; the second is the very same as the first of the gold.
        assert_eq!(pairs(&["Alert on disk", "Alert on disk space"], &gold), [(1, 0), (0, 1)]);
        assert_eq!(pairs(&["Alert on disk space", "Alert on disk space"], &gold), [(0, 0), (1, 1)]);
        assert_eq!(pairs(&["Rotate the token"], &gold), []);
        assert_eq!(pairs(&[], &gold), []);
    }

    #[test]
    fn exactly_half_alike_is_enough() {
        // Two of four words each.
        assert_eq!(pairs(&["a b c d"], &["a b e f"]), [(0, 0)]);
        assert_eq!(pairs(&["a b c d e"], &["a b f g h"]), []);
    }
}
