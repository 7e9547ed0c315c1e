//! What the model must answer, and what is wrong with an answer that has the right shape: everything that the facts do
//! not bear out.
//!
//! The comments on the members are shown to the model; they are part of the prompt. `markup` finds tags and links.

mod markup;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared::{Prompt, material, reply};

use crate::series::{
    claims,
    facts::{Facts, Series},
    statements::Fact,
};
use markup::markup;

/// The question of this server: its instructions and the type of its answer.
pub static NARRATIVE: Prompt<Narrative> = Prompt::new("narrative", include_str!("prompt.md"));

/// As many highlights as a reader keeps in mind.
pub const MAX_HIGHLIGHTS: usize = 8;
/// A longer paragraph is several.
pub const MAX_PARAGRAPH_CHARACTERS: usize = 1_500;
/// A longer statement is more than one sentence.
pub const MAX_STATEMENT_CHARACTERS: usize = 400;
/// A finding that rests on more facts is rather a summary.
pub const MAX_CITED_FACTS: usize = 8;
/// As much room as a reply has for the report, in characters of JSON; the rest of the reply is for the provenance,
/// which names a dozen problems of 500 characters.
const MAX_REPORT_CHARACTERS: usize = 26_000;

/// A report about a table of metrics.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {
    "headline": ["title", "summary"],
    "paragraphs": ["body", "text", "report"],
    "highlights": ["findings", "key_points"],
}))]
pub struct Narrative {
    /// The one thing to know, in one sentence.
    #[schemars(length(min = 1, max = 400))]
    pub headline: String,
    /// The report, in one to six paragraphs.
    #[schemars(length(min = 1, max = 6), inner(length(min = 1, max = MAX_PARAGRAPH_CHARACTERS)))]
    pub paragraphs: Vec<String>,
    /// The findings, the most important first; [] if there is nothing to find.
    #[schemars(length(max = MAX_HIGHLIGHTS))]
    pub highlights: Vec<Highlight>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {
    "series": ["metric", "column"],
    "statement": ["text", "finding"],
    "facts": ["fact_ids", "ids", "evidence"],
}))]
pub struct Highlight {
    /// The name of the series, as the facts write it; of the first, if there are several.
    #[schemars(length(min = 1, max = 200))]
    pub series: String,
    /// What was found, in one sentence.
    #[schemars(length(min = 1, max = MAX_STATEMENT_CHARACTERS))]
    pub statement: String,
    /// The ids of the facts that it rests on.
    #[schemars(length(min = 1, max = MAX_CITED_FACTS), inner(length(min = 1, max = 60)))]
    pub facts: Vec<String>,
}

impl Narrative {
    /// Everything in this report that `facts` do not bear out, each in a sentence that the model can act on. `question`
    /// is what the reader asked, or empty: the report may repeat it.
    pub fn problems(&self, question: &str, facts: &Facts) -> Vec<String> {
        let statements = facts.statements();
        let question = claims::Question::of(question, facts);
        let unborne =
            |place: &str, text: &str, about: &[&str]| unborne(place, text, about, &question, facts);
        let headline = unborne("headline", &self.headline, &[]);
        let paragraphs = self.paragraphs.iter().enumerate();
        let paragraphs = paragraphs
            .flat_map(|(index, text)| unborne(&format!("paragraphs[{index}]"), text, &[]));
        let highlights = self.highlights.iter().enumerate();
        let highlights = highlights.flat_map(|(index, highlight)| {
            highlight.problems(&format!("highlights[{index}]"), &question, facts, &statements)
        });
        let problems = headline.into_iter().chain(paragraphs).chain(highlights);
        problems.chain(self.excess(facts)).collect()
    }

    /// That the reply would be too long, if it would.
    fn excess(&self, facts: &Facts) -> Option<String> {
        let characters = reply::characters(&Report::new(self.clone(), facts));
        (characters > MAX_REPORT_CHARACTERS).then(|| {
            format!(
                "with the facts that the highlights rest on, the report has {characters} characters and a reply has room for \
                 {MAX_REPORT_CHARACTERS}; write less, and name fewer facts"
            )
        })
    }
}

impl Highlight {
    fn problems(
        &self,
        place: &str,
        question: &claims::Question,
        facts: &Facts,
        statements: &[Fact],
    ) -> Vec<String> {
        let Some(series) = facts.series.iter().find(|series| series.name == self.series) else {
            let names: Vec<_> =
                facts.series.iter().map(|series| format!("{:?}", series.name)).collect();
            return vec![format!(
                "{place}.series {} is no series of the table; choose one of {}",
                material::quoted(&self.series),
                names.join(", ")
            )];
        };
        let statement = format!("{place}.statement");
        let mut problems = unborne(&statement, &self.statement, &[&series.name], question, facts);
        let unknown = self.facts.iter().filter(|id| !statements.iter().any(|fact| fact.id == **id));
        problems.extend(unknown.map(|id| format!("{place}.facts names {id:?}, and no fact has this id; copy the ids from the brackets")));
        if !self.facts.iter().any(|id| rests_on(id, series, facts)) {
            problems.push(format!(
                "{place}.facts names no fact about {:?}; name those that the statement rests on",
                self.series
            ));
        }
        problems
    }
}

/// Whether the fact `id` is about `series`, alone or among others, or about the whole table.
fn rests_on(id: &str, series: &Series, facts: &Facts) -> bool {
    let is_of = |owner: &str| id.strip_prefix(owner).is_some_and(|rest| rest.starts_with('.'));
    let paired =
        facts.correlations.iter().any(|pair| pair.id == id && pair.series.contains(&series.name));
    let grouped = facts
        .coincidences
        .iter()
        .any(|group| group.id == id && group.series.contains(&series.name));
    is_of(&series.id) || is_of("table") || paired || grouped
}

fn unborne(
    place: &str,
    text: &str,
    about: &[&str],
    question: &claims::Question,
    facts: &Facts,
) -> Vec<String> {
    let claims = claims::problems(text, about, question, facts);
    let claims = claims.into_iter().map(|problem| format!("{place}: {}", problem.message));
    claims
        .chain(
            markup(text, facts).map(|found| format!("{place} holds {found:?}; write plain prose")),
        )
        .collect()
}

/// What the tool replies: the report, and the facts that its highlights rest on.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Report {
    /// The one thing to know.
    pub headline: String,
    /// The report, paragraph by paragraph.
    pub paragraphs: Vec<String>,
    /// The findings, the most important first.
    pub highlights: Vec<Highlight>,
    /// The facts that the highlights rest on.
    pub facts: Vec<Fact>,
}

impl Report {
    /// `narrative` with those of `facts` that it rests on.
    pub fn new(narrative: Narrative, facts: &Facts) -> Self {
        let Narrative { headline, paragraphs, highlights } = narrative;
        let mut cited = facts.statements();
        cited.retain(|fact| highlights.iter().any(|highlight| highlight.facts.contains(&fact.id)));
        Self { headline, paragraphs, highlights, facts: cited }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::{self, Chart, Source};
    use shared::sampler::Stop;

    fn problems(headline: &str, paragraphs: &[&str]) -> Vec<String> {
        let csv = "time,load\n2024-03-01 00:00,1\n2024-03-01 01:00,3\n";
        let source = Source::new(String::new(), csv.to_owned(), String::new(), Vec::new()).unwrap();
        let facts = series::described(&source, &[], "", Chart::None, &Stop::never()).unwrap().facts;
        let headline = headline.to_owned();
        let paragraphs = paragraphs.iter().map(|&text| text.to_owned()).collect();
        Narrative { headline, paragraphs, highlights: Vec::new() }.problems("", &facts)
    }

    #[test]
    fn a_tag_is_named_with_its_place() {
        let problems = problems("See <b>this</b>.", &["Nothing."]);
        assert_eq!(problems, ["headline holds \"<\"; write plain prose"]);
    }

    #[test]
    fn a_report_that_a_reply_has_no_room_for_is_asked_for_again_as_a_shorter_one() {
        let paragraph = "\"".repeat(MAX_PARAGRAPH_CHARACTERS);
        assert_eq!(problems("Nothing.", &[paragraph.as_str(); 6]), [""; 0]);
        assert_eq!(
            problems("Nothing.", &[paragraph.as_str(); 9]),
            [
                "with the facts that the highlights rest on, the report has 27092 characters and a reply has room for \
              26000; write less, and name fewer facts"
            ]
        );
    }
}
