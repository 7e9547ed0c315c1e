//! The same report without a model, from templates: what was found, ordered by how much it stands out.
//!
//! Pure, quick and modest: each sentence says one fact, and a test holds all of them to the check that a model's sentences
//! must pass.
//!
//! `findings` has what is worth telling, `content` what the table holds otherwise.

mod content;
mod findings;
#[cfg(test)]
mod tests;

use crate::{
    answer::{MAX_HIGHLIGHTS, MAX_PARAGRAPH_CHARACTERS, Narrative},
    series::{
        asked::asked_about,
        facts::Facts,
        wording::{counted, first_listed},
    },
};
use content::{distribution, table};
use findings::{Kind, findings};

/// In fewer rows nothing is looked for that is unusual, and little else.
const FEWEST_ROWS: u64 = 12;

/// The report about `facts`. Findings about series that the `question` names come first, and where there is none, the
/// headline says so.
pub fn narrative(facts: &Facts, question: &str) -> Narrative {
    let asked = asked_about(question, facts);
    let found = findings(facts, &asked);
    let first = found.first().filter(|first| asked.is_empty() || first.is_about_any(&asked));
    let headline = first.map_or_else(|| nothing(facts, &asked), |first| first.headline.clone());
    let of = |kind: Kind| {
        let found = found.iter().filter(move |finding| finding.kind == kind);
        paragraph(found.map(|finding| finding.highlight.statement.clone()))
    };
    let paragraphs = [
        paragraph(table(facts)),
        of(Kind::Anomaly),
        of(Kind::Change),
        of(Kind::Together),
        paragraph(facts.series.iter().map(distribution)),
    ];
    Narrative {
        headline,
        paragraphs: paragraphs.into_iter().filter(|paragraph| !paragraph.is_empty()).collect(),
        highlights: found
            .into_iter()
            .map(|finding| finding.highlight)
            .take(MAX_HIGHLIGHTS)
            .collect(),
    }
}

/// That there is nothing to tell, of the series that are `asked` about or of all.
fn nothing(facts: &Facts, asked: &[&str]) -> String {
    if facts.table.rows < FEWEST_ROWS {
        let (rows, verb) =
            (counted(facts.table.rows, "row"), if facts.table.rows == 1 { "is" } else { "are" });
        return format!("{rows} {verb} too few to tell what is usual and what is not.");
    }
    let series = match asked {
        [] => format!("{} of numbers", counted(facts.series.len() as u64, "column")),
        _ => first_listed(asked, asked.len()),
    };
    format!("Nothing unusual, no change of level and no trend that matters in {series}.")
}

/// `sentences` as one paragraph; those that have no room are counted.
fn paragraph(sentences: impl IntoIterator<Item = String>) -> String {
    /// Room for the sentence that counts the others.
    const REST: usize = 40;
    let mut text = String::new();
    let mut left_out = 0_u64;
    for sentence in sentences {
        let is_full =
            text.chars().count() + sentence.chars().count() + REST > MAX_PARAGRAPH_CHARACTERS;
        if left_out > 0 || is_full {
            left_out += 1;
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&sentence);
    }
    if left_out > 0 {
        text.push_str(&format!(" And {}.", counted(left_out, "more sentence")));
    }
    text
}
