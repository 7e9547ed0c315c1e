//! The state of a call between two runs: what it has heard, sealed, in the hands of the host.
//!
//! The state is signed, not encrypted. It is bound to the tool and to its arguments, so that it opens for
//! the same call only, and it names the requests that were put, so that an answer to anything else is
//! ignored.

use std::{collections::BTreeMap, time::Duration};

use rmcp::{
    ErrorData,
    model::{JsonObject, RequestStateCodec, RequestStateError, SealOptions},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Heard, arguments::MAX_WHOLE, budget::Tally};
use crate::{
    answer::Reason,
    limits::{MAX_HEARD_ANSWER_BYTES, MAX_HEARD_BYTES},
};

/// What a call has heard so far.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Transcript {
    /// How many rounds have ended.
    pub(super) rounds: u32,
    /// The keys of the requests that the last round put.
    pub(super) requested: Vec<String>,
    /// What was asked and heard, as far as it decides whether the call asks on.
    pub(super) tally: Tally,
    /// What came of each request of the rounds before, by key.
    pub(super) heard: BTreeMap<String, Heard>,
    /// How far the call has come, as the host was told.
    pub(super) progress: u32,
    /// The results of `once`, by name.
    pub(super) works: BTreeMap<String, Value>,
}

impl Transcript {
    /// The room that is left for what is heard.
    pub(super) fn room(&self) -> Room {
        let kept: usize = self.heard.values().map(bytes).sum();
        Room { bytes: MAX_HEARD_BYTES.saturating_sub(kept) }
    }
}

/// Room for what a call hears, so that its state is never larger than a host can bring back.
pub(super) struct Room {
    bytes: usize,
}

impl Room {
    /// What is kept of `heard`: an answer that has no room is one that cannot be used, and the call goes on without it.
    pub(super) fn keep(&mut self, heard: Heard) -> Heard {
        let needed = bytes(&heard);
        if needed > self.bytes.min(MAX_HEARD_ANSWER_BYTES) {
            tracing::warn!(needed, "an answer is too large to keep between runs, and not used");
            return Heard::nothing(Reason::Unusable);
        }
        self.bytes -= needed;
        heard
    }
}

/// How much room `heard` takes as JSON, which writes some letters with six bytes.
fn bytes(heard: &Heard) -> usize {
    serde_json::to_string(heard).map_or(usize::MAX, |written| written.len())
}

/// Seals and opens transcripts with the key of this process, or of this group of replicas.
#[derive(Debug)]
pub(super) struct Seal {
    codec: RequestStateCodec,
    lifetime: Duration,
}

/// What a sealed transcript belongs to: a tool and a digest of its arguments.
#[derive(Debug)]
pub(super) struct Binding(Vec<u8>);

impl Seal {
    /// With `key` (at least 32 bytes), or with a random one. What it seals opens for a `lifetime`.
    pub(super) fn new(key: Option<&str>, lifetime: Duration) -> Result<Self, RequestStateError> {
        let key = match key {
            Some(key) => key.as_bytes().to_vec(),
            None => random_key(),
        };
        Ok(Self { codec: RequestStateCodec::try_new(key)?, lifetime })
    }

    pub(super) fn close(
        &self,
        transcript: &Transcript,
        binding: &Binding,
    ) -> Result<String, ErrorData> {
        let options = SealOptions::new().associated_data(&binding.0).ttl(self.lifetime);
        self.codec.seal_json_with(transcript, &options).map_err(|error| {
            tracing::error!(%error, "the state of a call could not be sealed");
            ErrorData::internal_error("the state of this call could not be sealed", None)
        })
    }

    /// # Errors
    ///
    /// `-32602` and one fixed message, whatever is wrong: a message that told a forger how far the forgery
    /// came would help nobody else.
    pub(super) fn open(&self, sealed: &str, binding: &Binding) -> Result<Transcript, ErrorData> {
        self.codec.open_json_with(sealed, &binding.0).map_err(|error| {
            tracing::warn!(%error, "a host sent a state that does not open");
            ErrorData::invalid_params(
                "requestState is not valid for this call; call the tool again without it",
                None,
            )
        })
    }
}

fn random_key() -> Vec<u8> {
    let mut key = vec![0; RequestStateCodec::MIN_KEY_LENGTH];
    getrandom::fill(&mut key).expect("the operating system gives random numbers");
    key
}

impl Binding {
    pub(super) fn new(tool: &str, arguments: Option<&JsonObject>) -> Self {
        let mut hash = Sha256::new();
        hash_members(arguments.into_iter().flatten(), &mut hash);
        let mut binding = tool.as_bytes().to_vec();
        // No tool's name contains a zero byte, so no two bindings run into one another.
        binding.push(0);
        binding.extend_from_slice(&hash.finalize());
        Self(binding)
    }
}

/// Hashes a value so that two ways of writing it come to the same: members in any order, a number with
/// or without a fraction of zero.
fn hash_value(value: &Value, hash: &mut Sha256) {
    let mut tagged = |tag: u8, bytes: &[u8]| {
        hash.update([tag]);
        hash.update(bytes.len().to_be_bytes());
        hash.update(bytes);
    };
    match value {
        Value::Null => tagged(0, b""),
        Value::Bool(value) => tagged(1, &[u8::from(*value)]),
        Value::Number(number) => match number.as_f64() {
            // As a float, where that loses nothing; adding zero makes one zero of the two.
            Some(float) if float.abs() <= MAX_WHOLE => {
                tagged(2, &(float + 0.0).to_be_bytes());
            }
            _ => tagged(3, number.to_string().as_bytes()),
        },
        Value::String(text) => tagged(4, text.as_bytes()),
        Value::Array(items) => {
            tagged(5, &items.len().to_be_bytes());
            items.iter().for_each(|item| hash_value(item, hash));
        }
        Value::Object(members) => {
            tagged(6, &members.len().to_be_bytes());
            hash_members(members, hash);
        }
    }
}

fn hash_members<'a>(members: impl IntoIterator<Item = (&'a String, &'a Value)>, hash: &mut Sha256) {
    let sorted: BTreeMap<_, _> = members.into_iter().collect();
    for (name, value) in sorted {
        hash.update(name.len().to_be_bytes());
        hash.update(name);
        hash_value(value, hash);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const HOUR: Duration = Duration::from_secs(3600);

    fn binding(tool: &str, arguments: &Value) -> Binding {
        Binding::new(tool, arguments.as_object())
    }

    #[test]
    fn state_opens_for_the_same_call_only() {
        let seal = Seal::new(None, HOUR).unwrap();
        let here = binding("analyze", &json!({"text": "a", "n": 1, "deep": [{"x": null}]}));
        let sealed = seal.close(&Transcript { rounds: 3, ..Transcript::default() }, &here).unwrap();
        let same = binding("analyze", &json!({"deep": [{"x": null}], "n": 1.0, "text": "a"}));
        assert_eq!(seal.open(&sealed, &same).unwrap().rounds, 3);

        let others = [
            binding("classify", &json!({"text": "a", "n": 1, "deep": [{"x": null}]})),
            binding("analyze", &json!({"text": "b", "n": 1, "deep": [{"x": null}]})),
            binding("analyze", &json!({"text": "a", "n": -1, "deep": [{"x": null}]})),
            binding("analyze", &json!({"text": "a", "n": 1, "deep": [{"x": false}]})),
            binding("analyze", &json!({"text": "a", "n": 1, "deep": [[{"x": null}]]})),
            Binding::new("analyze", None),
        ];
        for other in others {
            let error = seal.open(&sealed, &other).unwrap_err();
            assert_eq!(error.code.0, -32602);
        }
    }

    #[test]
    fn replicas_with_one_key_open_each_others_state_and_others_do_not() {
        let key = Some("a key that all the replicas were given");
        let here = binding("analyze", &json!({}));
        let sealed = Seal::new(key, HOUR).unwrap().close(&Transcript::default(), &here).unwrap();
        assert!(Seal::new(key, HOUR).unwrap().open(&sealed, &here).is_ok());
        assert!(Seal::new(None, HOUR).unwrap().open(&sealed, &here).is_err());
        assert!(Seal::new(Some("too short"), HOUR).is_err());
    }

    #[test]
    fn expired_state_is_refused() {
        let here = binding("analyze", &json!({}));
        let seal = Seal::new(None, Duration::ZERO).unwrap();
        let sealed = seal.close(&Transcript::default(), &here).unwrap();
        // The library's clock, which cannot be set, counts milliseconds: it opens as long as this one goes on.
        let mut attempts = std::iter::repeat_with(|| seal.open(&sealed, &here));
        let refused = attempts.find_map(Result::err).unwrap();
        assert_eq!(refused.code.0, -32602);
    }
}
