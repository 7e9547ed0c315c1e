//! When a call may put another question to the host: its budget of questions, and the rate of the process.
//!
//! A refusal ends asking for the rest of the call, and so do two failures or time-outs in a row: what
//! remains falls back at once, for the same reason. A call has a number of questions, and the process a
//! number of requests in a minute.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::Mutex,
    time::Duration,
};

use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::Heard;
use crate::{answer::Reason, limits::MAX_FAILURES_IN_A_ROW};

/// How many questions one call may still put.
#[derive(Debug)]
pub(super) struct Budget {
    max_questions: usize,
    tally: Mutex<Tally>,
}

/// The part that travels in the sealed state of the round-trip route: what came back is counted once,
/// when it comes, so that no replay decides otherwise than the one before.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Tally {
    /// The keys of the questions that were permitted: one that is abandoned and asked again in the next run
    /// is the same question, and counts once.
    questions: BTreeSet<String>,
    failures_in_a_row: u32,
    ended: Option<Reason>,
}

impl Budget {
    /// Goes on from `tally`.
    pub(super) fn new(max_questions: u32, tally: Tally) -> Self {
        let max_questions = usize::try_from(max_questions).unwrap_or(usize::MAX);
        Self { max_questions, tally: Mutex::new(tally) }
    }

    /// What was asked and heard so far.
    pub(super) fn tally(&self) -> Tally {
        super::lock(&self.tally).clone()
    }

    /// Whether the call may put the request `key` now: a question's first `attempt`, or a further one.
    pub(super) fn permit(&self, key: &str, attempt: u32) -> Result<(), Reason> {
        let mut tally = super::lock(&self.tally);
        if let Some(reason) = tally.ended {
            return Err(reason);
        }
        if attempt == 1 && !tally.questions.contains(key) {
            if tally.questions.len() >= self.max_questions {
                return Err(Reason::OutOfQuestions);
            }
            tally.questions.insert(key.to_owned());
        }
        Ok(())
    }

    /// The reason for which the call asks no more, if it does.
    pub(super) fn ended(&self) -> Option<Reason> {
        super::lock(&self.tally).ended
    }

    /// What came back for one request decides whether the call asks on.
    pub(super) fn record(&self, heard: &Heard) {
        let mut tally = super::lock(&self.tally);
        match heard {
            Heard::Said(_) => tally.failures_in_a_row = 0,
            Heard::Nothing { reason: Reason::Declined, .. } => tally.ended = Some(Reason::Declined),
            Heard::Nothing { reason: reason @ (Reason::Failed | Reason::TimedOut), .. } => {
                tally.failures_in_a_row += 1;
                if tally.failures_in_a_row >= MAX_FAILURES_IN_A_ROW {
                    tally.ended = tally.ended.or(Some(*reason));
                }
            }
            Heard::Nothing { .. } | Heard::NotPut(_) => {}
        }
    }
}

/// How many requests the process puts in a minute, over all its calls.
#[derive(Debug)]
pub(super) struct Rate {
    limit: Option<usize>,
    /// Those of the last minute.
    asked: Mutex<VecDeque<Instant>>,
}

impl Rate {
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
}
