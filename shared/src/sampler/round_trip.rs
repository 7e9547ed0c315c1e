//! The round-trip route, for hosts of 2026-07-28: stop at the question, resume from the transcript.
//!
//! Every run of the handler begins at the top. A question first looks in the transcript; if its answer is
//! there it returns at once, otherwise the question is noted and its future stays pending. A round ends
//! when the handler is pending, at least one noted question is still being awaited, and nothing that the
//! sampler itself runs (`once`, `aside`, a notification of progress) is going on. The noted questions then
//! leave together in one `InputRequiredResult`, and the host calls the tool again with their answers and
//! the sealed transcript.
//!
//! All bookkeeping is in `std::sync`: a semaphore of the runtime, or its cooperative budget, would end a
//! round too early.

use std::{
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
};

use futures::{FutureExt, future::BoxFuture};
use rmcp::{
    ErrorData,
    model::{
        CallToolRequestParams, InputRequest, InputRequests, InputRequiredResult, InputResponses,
    },
};
use serde_json::Value;

use super::{
    Heard, Retry,
    budget::Budget,
    process::Process,
    progress::Progress,
    render,
    state::{Binding, Transcript},
    turn::Turn,
};
use crate::{
    answer::Reason,
    limits::{MAX_ONCE_BYTES, MAX_ROUND_BYTES, MAX_ROUND_QUESTIONS, MAX_ROUNDS},
    question::Conversation,
};

/// The round-trip route of one call, in one of its runs.
#[derive(Debug)]
pub(super) struct RoundTrip {
    process: Arc<Process>,
    budget: Budget,
    binding: Binding,
    progress: Arc<Progress>,
    journal: Mutex<Journal>,
    pub(super) turn: Arc<Turn>,
}

#[derive(Debug)]
struct Journal {
    transcript: Transcript,
    /// The questions that are being awaited and have no answer yet, in the order in which they were asked.
    noted: Vec<Noted>,
    /// How many things that the sampler itself runs hold the round open.
    held_open: usize,
    /// Whether the round, or the call, has ended: what is asked now has nobody to answer it.
    ended: bool,
}

#[derive(Debug)]
struct Noted {
    key: String,
    attempt: u32,
    bytes: usize,
    request: InputRequest,
    waker: Waker,
}

impl RoundTrip {
    /// The route of `request`, resumed from the state and the answers that it carries.
    ///
    /// # Errors
    ///
    /// `-32602` if the state does not open for this call.
    pub(super) fn resume(
        process: Arc<Process>,
        request: &mut CallToolRequestParams,
        progress: &Arc<Progress>,
    ) -> Result<Self, ErrorData> {
        let binding = Binding::new(&request.name, request.arguments.as_ref());
        let transcript = match request.request_state.take() {
            Some(sealed) => process.seal.open(&sealed, &binding)?,
            // Answers without the state that asked for them answer nothing.
            None => Transcript::default(),
        };
        let budget = Budget::new(process.options.max_questions, transcript.tally.clone());
        let answers = request.input_responses.take().unwrap_or_default();
        let transcript = with_answers(transcript, answers, &budget);
        progress.go_on_from(transcript.progress);
        let journal = Journal { transcript, noted: Vec::new(), held_open: 0, ended: false };
        let (progress, turn) = (Arc::clone(progress), Arc::default());
        Ok(Self { process, budget, binding, progress, journal: Mutex::new(journal), turn })
    }

    /// Looks `key` up in the transcript, or notes the question.
    pub(super) fn ask(
        self: &Arc<Self>,
        key: &str,
        attempt: u32,
        conversation: &Conversation<'_>,
    ) -> BoxFuture<'static, Heard> {
        let answered = super::lock(&self.journal).transcript.heard.get(key).cloned();
        if let Some(heard) = answered {
            return std::future::ready(heard).boxed();
        }
        let noted = Noted {
            key: key.to_owned(),
            attempt,
            bytes: conversation.bytes(),
            request: render::input_request(conversation, &self.process.options),
            waker: Waker::noop().clone(),
        };
        let route = Arc::clone(self);
        AwaitingRound { route, key: key.to_owned(), question: Some(noted) }.boxed()
    }

    /// Whether the round ends when the handler is pending: a noted question is being awaited, and nothing
    /// holds the round open.
    pub(super) fn may_end_round(&self) -> bool {
        let journal = super::lock(&self.journal);
        !journal.noted.is_empty() && journal.held_open == 0
    }

    /// Ends the round: every noted question that fits into one round and into this minute, and the state.
    /// None if the minute has no room for any: then the handler goes on without them.
    ///
    /// # Errors
    ///
    /// An internal error if the state cannot be sealed.
    pub(super) fn end_round(&self) -> Option<Result<InputRequiredResult, ErrorData>> {
        let mut journal = super::lock(&self.journal);
        let mut bytes = 0;
        let (mut requested, mut requests) = (Vec::new(), InputRequests::new());
        for question in std::mem::take(&mut journal.noted) {
            let fits = requests.is_empty() || bytes + question.bytes <= MAX_ROUND_BYTES;
            if fits && requests.len() < MAX_ROUND_QUESTIONS {
                match self.process.rate.permit() {
                    Ok(()) => {
                        bytes += question.bytes;
                        requested.push(question.key.clone());
                        requests.insert(question.key, question.request);
                    }
                    // The next round may fall into the next minute; the call keeps to what it was told.
                    Err(reason) => {
                        journal.transcript.heard.insert(question.key, Heard::NotPut(reason));
                    }
                }
            }
            // What was denied resolves now, and so does a question of a task that the handler spawned:
            // nothing is left behind. What does not fit is noted again in the next round.
            question.waker.wake();
        }
        if requests.is_empty() {
            return None;
        }
        journal.ended = true;
        journal.transcript.rounds += 1;
        journal.transcript.requested = requested;
        journal.transcript.progress = self.progress.told();
        journal.transcript.tally = self.budget.tally();
        let state = self.process.seal.close(&journal.transcript, &self.binding);
        Some(state.map(|state| InputRequiredResult::new(Some(requests), Some(state))))
    }

    /// Ends the call: what is still awaited, or asked from now on, has nobody to answer it.
    pub(super) fn end(&self) {
        let mut journal = super::lock(&self.journal);
        journal.ended = true;
        for question in std::mem::take(&mut journal.noted) {
            question.waker.wake();
        }
    }

    /// The result that `once` kept under `name` in an earlier run.
    pub(super) fn kept(&self, name: &str) -> Option<Value> {
        super::lock(&self.journal).transcript.works.get(name).cloned()
    }

    /// Keeps a result of `once` for the next runs.
    pub(super) fn keep(&self, name: String, value: &Value) {
        let bytes = value.to_string().len();
        if bytes > MAX_ONCE_BYTES {
            tracing::warn!(
                name,
                bytes,
                "a result of `once` is too large to keep; each run makes it anew"
            );
            return;
        }
        super::lock(&self.journal).transcript.works.insert(name, value.clone());
    }

    /// Holds the round open until the guard is dropped: for what the sampler itself runs.
    pub(super) fn hold_open(self: &Arc<Self>) -> HeldOpen {
        super::lock(&self.journal).held_open += 1;
        HeldOpen(Arc::clone(self))
    }

    /// Notes a question, or says why not.
    fn note(&self, mut question: Noted, waker: &Waker) -> Result<(), Reason> {
        let mut journal = super::lock(&self.journal);
        if journal.ended {
            return Err(Reason::Failed);
        }
        if journal.transcript.rounds >= MAX_ROUNDS {
            return Err(Reason::OutOfRounds);
        }
        self.budget.permit(&question.key, question.attempt)?;
        question.waker.clone_from(waker);
        journal.noted.push(question);
        drop(journal);
        // The question may come from another task than the handler's.
        self.turn.nudge();
        Ok(())
    }
}

/// The transcript with what came back for the requests that were put; other answers are ignored.
fn with_answers(
    mut transcript: Transcript,
    mut answers: InputResponses,
    budget: &Budget,
) -> Transcript {
    let mut room = transcript.room();
    for key in std::mem::take(&mut transcript.requested) {
        let heard = match answers.remove(&key) {
            Some(answer) => render::heard_in_round(answer),
            None => Heard::Nothing { reason: Reason::Failed, retry: Retry::Worthwhile, code: None },
        };
        budget.record(&heard);
        transcript.heard.insert(key, room.keep(heard));
    }
    transcript
}

/// Waits for a round that never comes within this run of the handler: at the end of the round the handler
/// is dropped, and finds the answer in the transcript when it runs again.
struct AwaitingRound {
    route: Arc<RoundTrip>,
    key: String,
    /// Until it is noted.
    question: Option<Noted>,
}

impl Future for AwaitingRound {
    type Output = Heard;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Heard> {
        if let Some(question) = self.question.take() {
            return match self.route.note(question, context.waker()) {
                Ok(()) => Poll::Pending,
                Err(reason) => Poll::Ready(Heard::NotPut(reason)),
            };
        }
        let mut journal = super::lock(&self.route.journal);
        match journal.noted.iter_mut().find(|noted| noted.key == self.key) {
            Some(noted) => {
                noted.waker.clone_from(context.waker());
                Poll::Pending
            }
            None => {
                let heard = journal.transcript.heard.get(&self.key).cloned();
                Poll::Ready(heard.unwrap_or_else(|| Heard::nothing(Reason::Failed)))
            }
        }
    }
}

impl Drop for AwaitingRound {
    fn drop(&mut self) {
        super::lock(&self.route.journal).noted.retain(|noted| noted.key != self.key);
    }
}

/// A round that is held open.
pub(super) struct HeldOpen(Arc<RoundTrip>);

impl Drop for HeldOpen {
    fn drop(&mut self) {
        super::lock(&self.0.journal).held_open -= 1;
        self.0.turn.nudge();
    }
}
