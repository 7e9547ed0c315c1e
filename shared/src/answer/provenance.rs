//! Where an answer comes from: the part of every reply that says whether a model gave it, what was
//! forgiven, and why there is an estimate instead where there is one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where an answer comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Who gave the answer.
    pub source: Source,
    /// Why the model did not help; null if it did.
    pub reason: Option<Reason>,
    /// The same in a sentence; null if the model helped.
    pub note: Option<String>,
    /// The name that the host gave for its model; null if no model answered.
    pub model: Option<String>,
    /// The question's id and the version of its prompt and answer schema.
    pub prompt: String,
    /// How many requests were put to the host for this answer.
    pub asked: u32,
    /// What was forgiven in the accepted answer.
    pub repairs: Vec<Repair>,
    /// What was wrong with the answers that were not accepted.
    pub problems: Vec<String>,
}

/// Who gave an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The host's model, as it stands.
    Model,
    /// The host's model; its text was repaired as `repairs` lists.
    Repaired,
    /// The server's own analysis, without a model.
    Fallback,
}

/// Why the model did not help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The host offers no sampling.
    NoSampling,
    /// The server was started with `--sampling off`.
    NotAsked,
    /// The user or the host said no.
    Declined,
    /// The host answered with an error, with something that is no answer, or not at all.
    Failed,
    /// No answer came in time.
    TimedOut,
    /// The model answered, and no answer could be used.
    Unusable,
    /// The call had no round left to ask in.
    OutOfRounds,
    /// The call had asked as many questions as it may.
    OutOfQuestions,
    /// The server had asked as many questions as it may in a minute.
    RateLimited,
    /// The question was too large to send.
    TooLarge,
}

/// A forgiving step on the way from a model's text to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Repair {
    /// The object stood in a fenced block.
    CodeFence,
    /// The object stood in prose.
    SurroundingText,
}

impl Provenance {
    /// What is known before anything was asked: the prompt, and no answer from a model yet.
    pub(crate) fn unasked(prompt: &str) -> Self {
        Self {
            source: Source::Fallback,
            reason: None,
            note: None,
            model: None,
            prompt: prompt.to_owned(),
            asked: 0,
            repairs: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The model's answer was accepted, with `repairs`.
    pub(crate) fn accepted(mut self, repairs: Vec<Repair>) -> Self {
        self.source = if repairs.is_empty() { Source::Model } else { Source::Repaired };
        self.repairs = repairs;
        self
    }

    /// There is no answer from the model, for `reason`.
    pub(crate) fn without_answer(mut self, reason: Reason) -> Self {
        self.reason = Some(reason);
        self.note = Some(format!("Estimated without a model because {}.", reason.clause()));
        self
    }
}

impl Reason {
    fn clause(self) -> &'static str {
        match self {
            Self::NoSampling => "this host offers no sampling",
            Self::NotAsked => "the server was started with --sampling off",
            Self::Declined => "the request to ask the model was declined",
            Self::Failed => "the host could not answer the request",
            Self::TimedOut => "no answer came in time",
            Self::Unusable => "the model's answer could not be used",
            Self::OutOfRounds => "this call had no round left to ask in",
            Self::OutOfQuestions => "this call had asked as many questions as it may",
            Self::RateLimited => "the server had asked as many questions as it may in a minute",
            Self::TooLarge => "the question was too large to send",
        }
    }
}
