//! A report that is too long for one question: it is cut where its sections end, notes are taken on all parts together,
//! and the last question is about the notes.
//!
//! What a model notes is tied to its part, as an answer is tied to a report. A part on which the model took no notes is
//! noted by rules, so that nothing of the report is lost.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared::{
    Material, Prompt, Provenance, Question, Refusal, Sampler,
    answer::{Problem, Source},
    limits::MAX_PROBLEMS,
    sampler::Stop,
};

use crate::{
    answer::{
        ActionItem, MAX_ACTION_ITEMS, MAX_ENTRIES, MAX_NAME_CHARACTERS, MAX_SERVICES,
        MAX_TOLD_CHARACTERS, Review, TimelineEntry,
    },
    fallback,
    report::{Evidence, MAX_TEXT_BYTES, Report, cut},
};

/// The question about one part.
pub static PART: Prompt<Notes> = Prompt::new("incident-part", include_str!("part.md"));

/// The most bytes of one question's report: some ten pages, which every model can hold beside the instructions.
const MAX_PART_BYTES: usize = MAX_TEXT_BYTES / (QUESTIONS_OF_A_REPORT as usize - 1);

/// The most questions about one report: nine parts, and one for the whole.
pub const QUESTIONS_OF_A_REPORT: u32 = 10;

/// So many sentences of a kind are copied from a part.
pub const MAX_QUOTES: usize = 6;

/// A sentence of a report may be long; a longer quotation is several.
pub const MAX_QUOTE_CHARACTERS: usize = 600;

/// Notes on one part.
const MAX_NOTES_TOKENS: u32 = 3_000;

/// Notes on one part of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notes {
    /// What the part says about the incident, in at most five sentences; null if it says nothing about it.
    #[schemars(length(max = MAX_TOLD_CHARACTERS))]
    pub gist: Option<String>,
    /// The sentences that say what users noticed, copied.
    #[schemars(length(max = MAX_QUOTES), inner(length(min = 1, max = MAX_QUOTE_CHARACTERS)))]
    pub impact: Vec<String>,
    /// The sentences that say why it happened or lasted, copied.
    #[schemars(length(max = MAX_QUOTES), inner(length(min = 1, max = MAX_QUOTE_CHARACTERS)))]
    pub causes: Vec<String>,
    /// The names of the services that were affected, as the part writes them.
    #[schemars(length(max = MAX_SERVICES), inner(length(min = 1, max = MAX_NAME_CHARACTERS)))]
    pub services: Vec<String>,
    /// What happened when.
    #[schemars(length(max = MAX_ENTRIES))]
    pub timeline: Vec<TimelineEntry>,
    /// What will be or was done about it.
    #[schemars(length(max = MAX_ACTION_ITEMS))]
    pub action_items: Vec<ActionItem>,
}

/// The report in parts, each small enough for one question; none if it is small enough itself.
///
/// # Errors
///
/// A [`Refusal`] if it needs more questions than a call may ask, with both sizes, or if `stop` says that nobody waits
/// for it.
pub fn parts(report: &Report, max_questions: u32, stop: &Stop) -> Result<Vec<Report>, Refusal> {
    let documents = cut(&report.document, MAX_PART_BYTES);
    let most = max_questions.min(QUESTIONS_OF_A_REPORT);
    let needed = documents.len() + usize::from(documents.len() > 1);
    if needed > most.max(1) as usize {
        return Err(Refusal::new(too_many(report.text.len(), documents.len(), most)));
    }
    if documents.len() == 1 {
        return Ok(Vec::new());
    }
    let parts = documents.into_iter().map(|document| report.part(document, stop));
    parts.collect::<Result<_, _>>().map_err(|stopped| Refusal::new(stopped.to_string()))
}

/// Why a report of so many bytes in so many parts is not summarized. Parts end where sections, lines or words do, so
/// that nine of them may hold less than nine times a part.
fn too_many(bytes: usize, parts: usize, most: u32) -> String {
    let needed = parts + usize::from(parts > 1);
    let limit = MAX_PART_BYTES * most.saturating_sub(1).max(1) as usize;
    let allowed = if most > 1 { format!("{most} questions") } else { "one question".to_owned() };
    let reason = if bytes > limit {
        format!(
            "has {bytes} bytes and would need {needed} questions; the limit is {limit} bytes in {allowed}"
        )
    } else {
        format!(
            "has {bytes} bytes, which make {parts} parts of at most {MAX_PART_BYTES} bytes where its sections, lines \
             and words end: with the one about the whole, {needed} questions, and the limit is {allowed}"
        )
    };
    format!("the text of the report {reason}; send the part that matters, or several calls")
}

/// What came of the questions about the parts, for the provenance of the whole.
#[derive(Debug, Default)]
pub struct Record {
    asked: u32,
    /// How many parts there are.
    parts: usize,
    /// Which parts were noted by rules, and why.
    by_rules: Vec<String>,
    /// Which parts are noted in part.
    cut: Vec<String>,
    /// What was wrong with notes.
    problems: Vec<String>,
}

impl Record {
    /// Adds what was asked about the parts, and what was wrong there.
    pub fn add_to(mut self, provenance: &mut Provenance) {
        provenance.asked += self.asked;
        // Nine parts have nine times as many problems as hosts accept in one reply; what a part came to is the most
        // telling.
        if let Some(more) = self.problems.len().checked_sub(MAX_PROBLEMS).filter(|more| *more > 0) {
            self.problems.truncate(MAX_PROBLEMS);
            self.problems.push(format!("and {more} more problems of parts"));
        }
        // Rules read the whole report, not the notes. Where they noted every part as well, the source of the whole says
        // so.
        let is_by_rules = provenance.source == Source::Fallback;
        let is_said = is_by_rules && self.by_rules.len() == self.parts;
        let by_rules = self.by_rules.into_iter().filter(|_| !is_said);
        let told: Vec<String> =
            by_rules.chain(self.cut.into_iter().filter(|_| !is_by_rules)).collect();
        self.problems.splice(0..0, told);
        provenance.problems.splice(0..0, self.problems.into_iter().map(Problem::from));
    }
}

/// Notes on all parts, as the material of the last question.
pub async fn notes(parts: &[Report], sampler: &Sampler) -> (Material, Record) {
    let questions: Vec<_> = parts.iter().map(question).collect();
    let asked = sampler.ask_all(&questions).await;
    let mut text = String::new();
    let mut record = Record { parts: parts.len(), ..Record::default() };
    for ((part, asked), number) in parts.iter().zip(asked).zip(1..) {
        let answer = asked.or_fall_back(|| fallback::notes(part));
        record.asked += answer.provenance.asked;
        let problems = answer.provenance.problems.iter();
        record.problems.extend(problems.map(|problem| format!("part {number}: {problem}")));
        if answer.provenance.source == Source::Fallback
            && let Some(note) = &answer.provenance.note
        {
            record.by_rules.push(format!("part {number} was noted by rules: {note}"));
        }
        let (notes, left_out) =
            first_lines(&answer.value.to_string(), MAX_PART_BYTES / parts.len().max(1));
        if left_out > 0 {
            record.cut.push(format!(
                "part {number}: {left_out} of its notes had no room in the last question"
            ));
        }
        let notes =
            if notes.is_empty() { "nothing about the incident\n".to_owned() } else { notes };
        text.push_str(&format!("# Part {number} of {}\n\n{notes}\n", parts.len()));
    }
    (Material::new("notes", text), record)
}

/// The first lines of `text` that fit into so many bytes, and how many do not. All notes together make one question,
/// and one question is as long as a part.
fn first_lines(text: &str, max_bytes: usize) -> (String, usize) {
    let mut fitting = String::new();
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next_if(|line| fitting.len() + line.len() <= max_bytes) {
        fitting.push_str(line);
    }
    (fitting, lines.count())
}

fn question(part: &Report) -> Question<'_, Notes> {
    Question::new(&PART)
        .about(&part.text)
        .max_tokens(MAX_NOTES_TOKENS)
        .checked_by(|notes: &Notes| notes.problems(&part.evidence))
        .mended_by(|notes| notes.mended(&part.evidence))
}

impl Notes {
    /// Everything in these notes that the part does not bear out.
    fn problems(&self, evidence: &Evidence) -> Vec<String> {
        self.clone().reviewed(evidence).1
    }

    /// What is left of these notes without that.
    fn mended(self, evidence: &Evidence) -> Self {
        self.reviewed(evidence).0
    }

    fn reviewed(self, evidence: &Evidence) -> (Self, Vec<String>) {
        let mut review = Review::of(evidence);
        let notes = Self {
            gist: self.gist.and_then(|gist| review.prose("gist", gist)),
            impact: review.each("impact", self.impact, Review::quote),
            causes: review.each("causes", self.causes, Review::quote),
            services: review.each("services", self.services, Review::service),
            timeline: review.each("timeline", self.timeline, Review::entry),
            action_items: review.each("action_items", self.action_items, Review::item),
        };
        (notes, review.problems)
    }
}

/// Notes as the last question shows them.
impl std::fmt::Display for Notes {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(gist) = &self.gist {
            writeln!(formatter, "{gist}")?;
        }
        for (name, quotes) in [("Impact", &self.impact), ("Causes", &self.causes)] {
            for quote in quotes {
                writeln!(formatter, "- {name}: {quote:?}")?;
            }
        }
        if !self.services.is_empty() {
            writeln!(formatter, "- Services: {}", self.services.join(", "))?;
        }
        for TimelineEntry { at, event, quote } in &self.timeline {
            let at = at.as_deref().unwrap_or("at an unknown time");
            writeln!(formatter, "- Timeline: {at}: {event} (quote: {quote:?})")?;
        }
        for ActionItem { action, owner, due } in &self.action_items {
            let owner = owner.as_deref().unwrap_or("nobody named");
            let due = due.as_deref().unwrap_or("no date");
            writeln!(formatter, "- Action item: {action} (owner: {owner}; due: {due})")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_gives_a_limit_only_where_the_report_is_over_it() {
        let limit = MAX_PART_BYTES * 9;
        assert!(too_many(limit + 1, 10, 10).contains("the limit is 294912 bytes in 10 questions"));
        let below = too_many(limit - 1, 10, 10);
        assert!(below.contains("make 10 parts of at most 32768 bytes"), "{below}");
        assert!(!below.contains("294912"), "{below}");
    }

    #[test]
    fn notes_without_room_are_told_where_a_model_read_the_rest() {
        let problems = |source| {
            let cut = vec!["part 1: cut".to_owned()];
            let record = Record { parts: 2, cut, ..Record::default() };
            let mut provenance = Provenance {
                source,
                reason: None,
                note: None,
                model: None,
                prompt: String::new(),
                asked: 0,
                repairs: Vec::new(),
                problems: Vec::new(),
            };
            record.add_to(&mut provenance);
            provenance.problems.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(problems(Source::Model), ["part 1: cut"]);
        assert_eq!(problems(Source::Fallback), Vec::<String>::new());
    }

    #[test]
    fn notes_are_cut_at_the_end_of_a_line_and_the_rest_is_counted() {
        assert_eq!(first_lines("one\ntwo\nthree\n", 9), ("one\ntwo\n".to_owned(), 1));
        assert_eq!(first_lines("one\n", 9), ("one\n".to_owned(), 0));
        assert_eq!(first_lines("a line that is too long\nx\n", 9), (String::new(), 2));
    }
}
