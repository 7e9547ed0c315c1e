//! The same report without a model, from templates: what was found, ordered by how much it stands out.
//!
//! Pure, quick and modest: each sentence says one fact, and a test holds all of them to the check that a model's
//! sentences must pass.
//!
//! `findings` has what is worth telling, `content` what the table holds otherwise.

mod content;
mod findings;
#[cfg(test)]
mod tests;

use crate::{
    answer::{MAX_HIGHLIGHTS, MAX_PARAGRAPH_CHARACTERS, MAX_STATEMENT_CHARACTERS, Narrative},
    series::{
        asked::{asked_about, asks_of_something},
        facts::Facts,
        wording::{counted, first_enumerated},
    },
};
use content::{distribution, table};
use findings::{Finding, Kind, findings, with_changes_in_order};

/// In fewer rows nothing is looked for that is unusual, and little else.
const FEWEST_ROWS: u64 = 12;

/// The report about `facts`. What is about series that the `question` names comes first, and where nothing happens in
/// them or the table has none of them, the headline says so.
pub fn narrative(facts: &Facts, question: &str) -> Narrative {
    let asked = asked_about(question, facts);
    let found = findings(facts, &asked);
    let first = found.first().filter(|first| asked.is_empty() || first.is_about_any(&asked));
    let mut headline = first.map_or_else(|| nothing(facts, &asked), |first| first.headline.clone());
    if asked.is_empty() && asks_of_something(question) {
        headline = with_lead("The question names no series of this table.", headline);
    }
    let of = |kind: Kind| {
        let found = found.iter().filter(|finding| finding.kind == kind).collect();
        paragraph(with_changes_in_order(found).into_iter().map(Finding::sentence))
    };
    let mut series: Vec<_> = facts.series.iter().collect();
    series.sort_by_key(|series| !asked.contains(&series.name.as_str()));
    let values = series.into_iter().map(|series| Sentence {
        about: Some(series.name.as_str()),
        text: distribution(&facts.table, series),
    });
    let mut kinds = [Kind::End, Kind::Anomaly, Kind::Change, Kind::Together];
    kinds.sort_by_key(|kind| {
        !found.iter().any(|finding| finding.kind == *kind && finding.is_about_any(&asked))
    });
    let first = paragraph(table(facts).map(|text| Sentence { about: None, text }));
    let paragraphs: Vec<_> =
        std::iter::once(first).chain(kinds.map(of)).chain([paragraph(values)]).collect();
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
    let series = match (asked, facts.series.as_slice()) {
        ([], [only]) => only.name.clone(),
        ([], all) => format!("{} of numbers", counted(all.len() as u64, "column")),
        (asked, all) if asked.len() == all.len() && asked.len() > 2 => {
            format!("all {}", counted(all.len() as u64, "column"))
        }
        _ => first_enumerated(asked, asked.len()),
    };
    format!("Nothing unusual, no change of level and no trend that matters in {series}.")
}

/// `lead` and the headline behind it, if there is room for both.
fn with_lead(lead: &str, headline: String) -> String {
    let both = format!("{lead} {headline}");
    if both.chars().count() <= MAX_STATEMENT_CHARACTERS { both } else { headline }
}

/// A sentence of a paragraph.
struct Sentence<'f> {
    /// The series that it is about, if it is one.
    about: Option<&'f str>,
    text: String,
}

/// `sentences` as one paragraph; of those that have no room, it is said what they are about.
fn paragraph<'f>(sentences: impl IntoIterator<Item = Sentence<'f>>) -> String {
    /// Room for the sentence that says it.
    const REST: usize = 180;
    let mut text = String::new();
    let mut left_out: Vec<&str> = Vec::new();
    let mut is_full = false;
    for Sentence { about, text: sentence } in sentences {
        let characters = text.chars().count() + sentence.chars().count();
        is_full = is_full || characters + REST > MAX_PARAGRAPH_CHARACTERS;
        if is_full {
            left_out.extend(about.filter(|name| !left_out.contains(name)));
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&sentence);
    }
    match left_out.as_slice() {
        [] if is_full => text.push_str(" There is more in the facts."),
        [] => {}
        names => {
            let names = first_enumerated(names, names.len());
            text.push_str(&format!(" Of {names}, the facts tell more."));
        }
    }
    text
}
