//! The tool: check the input, put the questions, accept or fall back.

use std::path::PathBuf;

use rmcp::{
    Json,
    handler::server::{router::tool::ToolRouter, wrapper::Parameters},
    tool, tool_router,
};
use schemars::JsonSchema;
use serde::Deserialize;
use shared::{
    Answer, Question, Refusal, Sampler, SamplingServer,
    answer::{Problem, Source},
    limits::MAX_STRUCTURED_CHARACTERS,
    material::{self, Given},
    reply,
    resources::Resources,
    sampler::Stop,
};

use crate::{
    answer::{Audience, INCIDENT, Incident, Wanted},
    fallback,
    parts::{self, PART},
    report::{self, MAX_REPORT_BYTES, Report},
};

/// A summary of so many words is read; a longer one is another report.
const MAX_WORDS: i64 = 120;
/// Fewer words say nothing, more are no summary.
const WORDS: std::ops::RangeInclusive<i64> = 20..=600;
/// A timeline of forty entries with their quotes, and the rest.
const MAX_ANSWER_TOKENS: u32 = 6_000;

/// A report of so many bytes is read in a few milliseconds, and in fifty where every line of it is a paragraph with a
/// time. A larger one may take a second or two, in which other calls go on; the thread that reads it keeps its memory.
const MAX_READ_AT_ONCE: usize = 16 * 1024;

/// The server. It keeps nothing from call to call.
#[derive(Debug, Clone, Copy)]
pub struct IncidentSummarizer;

/// The arguments of `summarize_incident`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SummarizeIncident {
    /// A report as a file of HTML, Markdown or plain text inside a folder that the server was started with; none by default.
    #[serde(default)]
    path: String,
    /// Such a report itself, at most 2 MiB; none by default. Send this or `path`.
    #[serde(default)]
    report: String,
    /// For whom the summary is written; it changes the wording, not the facts.
    #[serde(default)]
    audience: Audience,
    /// The most words of the summary, from 20 to 600; 120 by default.
    #[serde(default = "max_words")]
    #[schemars(range(min = 20, max = 600))]
    max_words: i64,
}

fn max_words() -> i64 {
    MAX_WORDS
}

#[tool_router]
impl IncidentSummarizer {
    #[tool(
        title = "Summarize incident",
        description = "Summarizes a report of an incident: title, severity, status, start, end, duration, services, summary, impact, root cause, contributing factors, \
            timeline with quotes, and action items. What the report does not say is null. `provenance` says who wrote it: the host's model, or rules.",
        annotations(read_only_hint = true, idempotent_hint = true, open_world_hint = false)
    )]
    async fn summarize_incident(
        &self,
        Parameters(call): Parameters<SummarizeIncident>,
        sampler: Sampler,
    ) -> Result<Json<Answer<Incident>>, Refusal> {
        let SummarizeIncident { path, report, audience, max_words } = call;
        let words = usize::try_from(max_words).ok().filter(|_| WORDS.contains(&max_words));
        let Some(words) = words else {
            return Err(Refusal::new(format!(
                "max_words is {max_words}; choose a number from {} to {}",
                WORDS.start(),
                WORDS.end()
            )));
        };
        let wanted = Wanted { audience, max_words: words };
        let source = source(path, report, &sampler).await?;
        let max_questions = sampler.max_questions();
        let parted = if source.len() > MAX_READ_AT_ONCE {
            sampler.aside(move |stop| Parted::of(&source, max_questions, stop)).await?
        } else {
            Parted::of(&source, max_questions, &Stop::never())?
        };
        Ok(Json(summary(&parted, wanted, &sampler).await))
    }
}

impl SamplingServer for IncidentSummarizer {
    const NAME: &str = env!("CARGO_PKG_NAME");
    const VERSION: &str = env!("CARGO_PKG_VERSION");
    const INSTRUCTIONS: &str = "Summarizes a report of an incident (HTML, Markdown or plain text) with this host's own \
        model where it may: severity, times, impact, root cause, timeline and action items, each tied to what the \
        report says, and null where it says nothing. `provenance` in a reply says who wrote it: where `source` is \
        `fallback`, the text was put together by rules, and you may judge the report yourself.";

    fn tools() -> ToolRouter<Self> {
        Self::tool_router()
    }

    fn resources(&self) -> Vec<&dyn Resources> {
        vec![&INCIDENT, &PART]
    }
}

/// A report, and its parts where it is too long for one question.
struct Parted {
    report: Report,
    parts: Vec<Report>,
}

impl Parted {
    /// The report in a text. Where nobody waits for it any more, it is not read any further.
    fn of(source: &str, max_questions: u32, stop: &Stop) -> Result<Self, Refusal> {
        let report =
            report::read_unless(source, stop).map_err(|error| Refusal::new(error.to_string()))?;
        if report.document.blocks.is_empty() {
            return Err(Refusal::new("the report shows no text; send it with its words"));
        }
        let parts = parts::parts(&report, max_questions, stop)?;
        Ok(Self { report, parts })
    }
}

/// Asks about a report, or about its parts and then about the notes on them.
async fn summary(
    Parted { report, parts }: &Parted,
    wanted: Wanted,
    sampler: &Sampler,
) -> Answer<Incident> {
    let (material, record) = match parts.as_slice() {
        [] => (report.text.clone(), parts::Record::default()),
        parts => parts::notes(parts, sampler).await,
    };
    let (stated, wishes) = (report.stated_material(), wanted.material());
    let question = Question::new(&INCIDENT)
        .about(&material)
        .about(&stated)
        .about(&wishes)
        .max_tokens(MAX_ANSWER_TOKENS)
        .checked_by(|incident: &Incident| incident.problems(report, wanted))
        // What stays wrong is taken out, and the rest is the answer; where nothing would be left, it is the fallback's.
        .mended_by(|incident| incident.mended(report, wanted));
    let asked = sampler.ask(&question).await;
    let mut answer = asked.or_fall_back(|| fallback::incident(report, wanted));
    let problems = &mut answer.provenance.problems;
    match answer.provenance.source {
        // Rules put a title and a summary in place of those that were taken out.
        Source::Model | Source::Repaired => answer.value.complete(report, wanted, problems),
        Source::Fallback if report.is_of_incident() => {}
        Source::Fallback => problems.push(fallback::NO_INCIDENT.to_owned().into()),
    }
    record.add_to(&mut answer.provenance);
    // What the page marks wins, and what is too long for a host is shortened; `problems` names both.
    let yielded = answer.value.yield_to(report).into_iter();
    answer.provenance.problems.extend(yielded.map(Problem::from));
    while reply::characters(&answer) > MAX_STRUCTURED_CHARACTERS
        && answer.value.shorten(&mut answer.provenance.problems)
    {}
    answer
}

/// The report that a caller named or sent, as text. What of it is hidden is for the reader to say. A file may lie on a
/// slow disk: other calls go on meanwhile.
async fn source(path: String, report: String, sampler: &Sampler) -> Result<String, Refusal> {
    match Given::of(("path", path), ("report", report))? {
        Given::File(path) => {
            let roots = sampler.roots().to_vec();
            sampler.aside(move |_| text_of_file(&path, &roots)).await
        }
        Given::Inline(report) => {
            material::text("report", report.as_str(), MAX_REPORT_BYTES)?;
            Ok(report)
        }
    }
}

fn text_of_file(path: &str, roots: &[PathBuf]) -> Result<String, Refusal> {
    let bytes = material::file("path", path, roots, MAX_REPORT_BYTES as u64)?;
    report::decoded(&bytes)
        .map_err(|problem| Refusal::new(format!("path {} {problem}", material::quoted(path))))
}
