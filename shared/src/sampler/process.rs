//! How this process asks: what all its calls have in common.

use std::sync::Arc;

use rmcp::model::{RequestStateCodec, RequestStateError};
use tokio_util::sync::CancellationToken;

use super::{budget::Rate, state::Seal};
use crate::{limits::STATE_LIFETIME, serve::Options};

/// How this process asks: the options, and what all calls have in common. Every handler of requests holds one.
#[derive(Debug, Clone)]
pub struct Sampling {
    pub(super) process: Arc<Process>,
}

/// What all calls of a process have in common.
#[derive(Debug)]
pub(super) struct Process {
    pub(super) options: Options,
    pub(super) seal: Seal,
    pub(super) rate: Rate,
    /// Cancelled when standard input has closed or the process was told to end.
    pub(super) closing: CancellationToken,
}

/// Why the key in the environment is none.
#[derive(Debug, thiserror::Error)]
pub enum StateKeyError {
    /// It could be guessed.
    #[error(
        "SAMPLING_STATE_KEY is too short: write at least {} bytes, such as `openssl rand -hex 32` prints, or leave it out",
        RequestStateCodec::MIN_KEY_LENGTH
    )]
    TooShort(#[from] RequestStateError),
    /// It is no text, as an environment has it on every system.
    #[error(
        "SAMPLING_STATE_KEY is not UTF-8: write text, such as `openssl rand -hex 32` prints, or leave it out"
    )]
    NoText,
}

impl Sampling {
    /// Asks as `options` say. `state_key` (at least 32 bytes) seals the state of calls between runs, so
    /// that replicas with the same key continue each other's calls; without one the key is random.
    ///
    /// # Errors
    ///
    /// [`StateKeyError`] if the key is too short.
    pub fn new(options: Options, state_key: Option<&str>) -> Result<Self, StateKeyError> {
        let process = Process {
            seal: Seal::new(state_key, STATE_LIFETIME)?,
            rate: Rate::new(options.questions_per_minute),
            closing: CancellationToken::new(),
            options,
        };
        Ok(Self { process: Arc::new(process) })
    }

    /// Cancelled when the process is about to end: open questions fail at once, and handlers have a moment
    /// to fall back.
    pub fn closing(&self) -> CancellationToken {
        self.process.closing.clone()
    }
}
