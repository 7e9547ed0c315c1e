//! Consent and cost: when a call may put another question to the host.
//!
//! A refusal ends asking for the rest of the call, and so do two failures or time-outs in a row: what
//! remains falls back at once, for the same reason. A call has a number of questions, and the process a
//! number of requests in a minute.

use std::{
    collections::{HashSet, VecDeque},
    sync::Mutex,
    time::Duration,
};

use tokio::time::Instant;

use super::Heard;
use crate::{answer::Reason, limits::MAX_FAILURES_IN_A_ROW};

/// What one call has asked so far. On the round-trip route each replay counts from the start: the same
/// questions in the same order, so that every replay comes to the same decisions.
#[derive(Debug)]
pub(super) struct Consent {
    max_questions: u32,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    questions: u32,
    failures_in_a_row: u32,
    ended: Option<Reason>,
    heard: HashSet<String>,
}

impl Consent {
    pub(super) fn new(max_questions: u32) -> Self {
        Self { max_questions, state: Mutex::default() }
    }

    /// Whether the call may put this request now: a question's first `attempt`, or a further one.
    pub(super) fn permit(&self, attempt: u32) -> Result<(), Reason> {
        let mut state = super::lock(&self.state);
        if let Some(reason) = state.ended {
            return Err(reason);
        }
        if attempt == 1 {
            if state.questions >= self.max_questions {
                return Err(Reason::OutOfQuestions);
            }
            state.questions += 1;
        }
        Ok(())
    }

    /// A request that was permitted has not left after all.
    pub(super) fn withdraw(&self, attempt: u32) {
        if attempt == 1 {
            super::lock(&self.state).questions -= 1;
        }
    }

    /// A request of an earlier round, which was permitted then.
    pub(super) fn replay(&self, key: &str, attempt: u32, heard: &Heard) {
        if attempt == 1 && !super::lock(&self.state).heard.contains(key) {
            super::lock(&self.state).questions += 1;
        }
        self.record(key, heard);
    }

    /// The reason for which the call asks no more, if it does.
    pub(super) fn ended(&self) -> Option<Reason> {
        super::lock(&self.state).ended
    }

    /// What came back under `key` decides whether the call asks on; each key counts once.
    pub(super) fn record(&self, key: &str, heard: &Heard) {
        let mut state = super::lock(&self.state);
        if !state.heard.insert(key.to_owned()) {
            return;
        }
        let reason = match heard {
            Heard::Said(_) => {
                state.failures_in_a_row = 0;
                return;
            }
            Heard::Nothing { reason, .. } => *reason,
            Heard::NotPut(_) => return,
        };
        match reason {
            Reason::Declined => state.ended = Some(reason),
            Reason::Failed | Reason::TimedOut => {
                state.failures_in_a_row += 1;
                if state.failures_in_a_row >= MAX_FAILURES_IN_A_ROW {
                    state.ended = state.ended.or(Some(reason));
                }
            }
            _ => {}
        }
    }
}

/// The requests of the last minute, over all calls of the process.
#[derive(Debug)]
pub(super) struct Minute {
    limit: Option<usize>,
    asked: Mutex<VecDeque<Instant>>,
}

impl Minute {
    pub(super) fn new(limit: Option<u32>) -> Self {
        let limit = limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
        Self { limit, asked: Mutex::default() }
    }

    /// Counts one more request, if the minute has room for it.
    pub(super) fn permit(&self) -> Result<(), Reason> {
        let Some(limit) = self.limit else { return Ok(()) };
        let mut asked = super::lock(&self.asked);
        let now = Instant::now();
        while asked.front().is_some_and(|first| now - *first >= Duration::from_secs(60)) {
            asked.pop_front();
        }
        if asked.len() >= limit {
            return Err(Reason::RateLimited);
        }
        asked.push_back(now);
        Ok(())
    }

    /// A request that was counted has not left after all.
    pub(super) fn withdraw(&self) {
        super::lock(&self.asked).pop_back();
    }
}
