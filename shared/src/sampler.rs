//! The sampler: what a tool handler takes, and asks.
//!
//! A handler awaits the host's model in a straight line, in every protocol era. Which era it is decides
//! only how a request travels: `session` up to 2025-11-25, `round_trip` from 2026-07-28, and nowhere
//! at all where the host offers no sampling.
//!
//! A *question* is what a handler asks; it becomes one or more *requests* to the host, one for each attempt.
//! On the round-trip route one *call* may take several *runs* of its handler, each from the top: one that ends
//! in questions is a *round*, which brings the next run, and the last one ends in the result.
//!
//! - `attempts` puts a question again until its answer can be used
//! - `process` holds what all calls of a process have in common
//! - `driver` picks the route of a call, polls the handler and ends the call
//! - `arguments` makes the arguments of a call fit the input schema of its tool
//! - `call` holds what both routes share; `flights` has one request for each key
//! - `progress` tells a host that wants to know how far a call has come
//! - `budget` decides whether the call may ask
//! - `state` seals what a call has heard between two runs; `turn` tells when a round may end
//! - `stop` tells heavy work that nobody waits for it
//! - `shortening` keeps what the host gets within what it accepts
//! - `render` is the only place that names the protocol's types for sampling

pub(crate) mod arguments;
mod attempts;
mod budget;
mod call;
mod driver;
mod flights;
mod process;
mod progress;
mod render;
mod round_trip;
mod session;
mod shortening;
mod state;
mod stop;
mod turn;

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use futures::future::join_all;
use rmcp::{
    ErrorData,
    handler::server::{common::FromContextPart, tool::ToolCallContext},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tracing::Instrument as _;

use crate::{
    Refusal,
    answer::{Asked, Reason, Said},
    question::{AnswerType, Question},
    telemetry,
};
use call::Call;
pub use process::{Sampling, StateKeyError};
pub use stop::Stop;

/// Asks the host's model on behalf of one tool call.
///
/// An extractor: a handler takes a `Sampler` beside its `Parameters`. A handler awaits nothing else: [`ask`](Self::ask)
/// (or [`ask_all`](Self::ask_all)), [`once`](Self::once), [`aside`](Self::aside) and [`progress`](Self::progress).
/// Everything before a question may run several times for one call, so it has no effects, draws no random numbers and
/// reads no clock.
#[derive(Debug, Clone)]
pub struct Sampler {
    call: Arc<Call>,
}

impl Sampler {
    /// Puts `question` to the host's model, again with every problem named if the answer cannot be used,
    /// and gives the answer or the reason why there is none. Never an error: see
    /// [`Asked::or_fall_back`].
    pub async fn ask<T: AnswerType>(&self, question: &Question<'_, T>) -> Asked<T> {
        let following = telemetry::QuestionLog::begin(question.version(), self.call.route_name());
        let asking = attempts::ask(&self.call, question);
        let (asked, traffic) = asking.instrument(following.span()).await;
        following.end(&asked.provenance, &traffic);
        asked
    }

    /// Puts questions that do not depend on one another together: they travel in one round, and their
    /// answers come in the order of the questions.
    pub async fn ask_all<'a, 'q: 'a, T: AnswerType>(
        &self,
        questions: impl IntoIterator<Item = &'a Question<'q, T>>,
    ) -> Vec<Asked<T>> {
        join_all(questions.into_iter().map(|question| self.ask(question))).await
    }

    /// Runs expensive deterministic `work` once for a call and not once a run, on a thread of its own.
    /// Its result is small and serializable, with finite numbers: it travels as JSON inside the sealed state
    /// until the call ends.
    ///
    /// `name` tells this work from other work of the same call. `work` looks at [`Stop::requested`] now
    /// and then, and ends early when the call was cancelled.
    ///
    /// # Errors
    ///
    /// The refusal that `work` gives; it is not kept, since a call that is refused has no further run.
    ///
    /// # Panics
    ///
    /// If the result cannot be written as JSON and read back, or one name is used for two types. The caller hears of an
    /// internal error.
    pub async fn once<T, W>(&self, name: &str, work: W) -> Result<T, Refusal>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        W: FnOnce(&Stop) -> Result<T, Refusal> + Send + 'static,
    {
        self.call.once(name, work).await
    }

    /// Runs `work` on a thread of its own, while other calls go on. Its result is kept nowhere, and each run makes it
    /// anew: for what is soon made and large to keep. `work` looks at [`Stop::requested`] as that of
    /// [`once`](Self::once) does.
    ///
    /// # Errors
    ///
    /// The refusal that `work` gives.
    pub async fn aside<T, W>(&self, work: W) -> Result<T, Refusal>
    where
        T: Send + 'static,
        W: FnOnce(&Stop) -> Result<T, Refusal> + Send + 'static,
    {
        self.call.aside(work).await
    }

    /// Tells the host that `done` of `total` items are done, if it gave the call a progress token. What an earlier
    /// run has told is not told again.
    pub async fn progress(&self, done: u32, total: u32) {
        self.call.tell_progress(done, total).await;
    }

    /// How often one question is put, the first time included (`--max-asks`).
    pub fn max_asks(&self) -> u32 {
        self.call.options().max_asks
    }

    /// How many questions this call may ask (`--max-questions`), for a handler that plans its work by it.
    pub fn max_questions(&self) -> u32 {
        self.call.options().max_questions
    }

    /// The folders that files may be read from (`--root`), for [`material::file`](crate::material::file).
    pub fn roots(&self) -> &[PathBuf] {
        &self.call.options().roots
    }
}

impl<S> FromContextPart<ToolCallContext<'_, S>> for Sampler {
    fn from_context_part(context: &mut ToolCallContext<'_, S>) -> Result<Self, ErrorData> {
        context.request_context.extensions.get::<Self>().cloned().ok_or_else(|| {
            let message = "this server's `call_tool` must hand over to `Sampling::call_tool`, which makes \
                           the sampler of each call";
            ErrorData::internal_error(message, None)
        })
    }
}

/// What came of one request to the host.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Heard {
    /// The model's text, usable or not.
    Said(Said),
    /// The request was put and brought no text. `code`: that of the host's error, if it gave one.
    Nothing { reason: Reason, retry: Retry, code: Option<i64> },
    /// The request was never put.
    NotPut(Reason),
}

impl Heard {
    fn nothing(reason: Reason) -> Self {
        Self::Nothing { reason, retry: Retry::Pointless, code: None }
    }
}

/// Whether the same request may fare better when it is put once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Retry {
    Worthwhile,
    Pointless,
}

/// A lock for bookkeeping. A handler that panicked elsewhere leaves the books of other calls in order, so
/// poison is no reason to stop.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
