//! What the scripted model says, or the host says for it.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::{Value, json};

/// One question as the host received it: the parameters of `sampling/createMessage`.
#[derive(Debug, Clone)]
pub struct Sample(pub Value);

impl Sample {
    /// What the model is told.
    pub fn system_prompt(&self) -> &str {
        self.0["systemPrompt"].as_str().unwrap_or_default()
    }

    /// The texts of the turns, the user's and the model's own in alternation.
    pub fn turns(&self) -> Vec<&str> {
        let turns = self.0["messages"].as_array().map(Vec::as_slice).unwrap_or_default();
        turns.iter().filter_map(|turn| turn["content"]["text"].as_str()).collect()
    }

    /// The items of a batch question: number and text of each, as they stand in its material.
    pub fn items(&self) -> Vec<(u64, String)> {
        let lines = self.turns().into_iter().flat_map(str::lines);
        let objects = lines.filter_map(|line| serde_json::from_str::<Value>(line).ok());
        objects
            .filter_map(|item| Some((item["item"].as_u64()?, item["text"].as_str()?.to_owned())))
            .collect()
    }

    /// The text of the last turn: the question, or the problems of the last answer.
    pub fn last(&self) -> &str {
        self.turns().last().copied().unwrap_or_default()
    }
}

/// What comes back for one question.
#[derive(Debug, Clone)]
pub enum Reply {
    /// The model ends its turn with this text.
    Says(String),
    /// The model's text was cut at the token limit.
    IsCut(String),
    /// The host answers with any value as the result: an image, a misshapen object, an error object.
    Gives(Value),
    /// The host answers with a JSON-RPC error. On the round-trip route no real client does: it ends the
    /// whole call instead, and so does this host.
    Fails(i64),
    /// The reply comes after a time.
    Late(Duration, Box<Reply>),
    /// No reply: the request stays open, or the key is missing from the answers of the round.
    Silent,
    /// The host drops the call: it sends `notifications/cancelled` for it, or never calls again.
    Abandons,
}

/// The user said no, as the specification's examples write it.
pub const DECLINES: Reply = Reply::Fails(-1);

impl Reply {
    /// The model says `text`.
    pub fn says(text: impl Into<String>) -> Self {
        Self::Says(text.into())
    }

    /// The model answers with `value` as plain JSON.
    pub fn json(value: Value) -> Self {
        Self::Says(value.to_string())
    }

    /// This reply, after `time`.
    pub fn after(self, time: Duration) -> Self {
        Self::Late(time, Box::new(self))
    }

    /// The result of `sampling/createMessage`, where there is one.
    pub fn result(&self) -> Option<Value> {
        let said = |text: &str, stop_reason: &str| {
            json!({
                "role": "assistant", "model": "scripted-model", "stopReason": stop_reason,
                "content": {"type": "text", "text": text},
            })
        };
        match self {
            Self::Says(text) => Some(said(text, "endTurn")),
            Self::IsCut(text) => Some(said(text, "maxTokens")),
            Self::Gives(value) => Some(value.clone()),
            Self::Fails(_) | Self::Late(..) | Self::Silent | Self::Abandons => None,
        }
    }
}

/// A scripted model: a function from a question to a reply.
#[derive(Clone)]
pub struct Model(Arc<Mutex<Script>>);

type Script = dyn FnMut(&Sample) -> Reply + Send;

impl Model {
    /// A model that looks at each question.
    pub fn new(script: impl FnMut(&Sample) -> Reply + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(script)))
    }

    /// A model that says the same to every question.
    pub fn always(reply: Reply) -> Self {
        Self::new(move |_| reply.clone())
    }

    /// A model that gives one reply after the other. A question too many is a failure of the test.
    pub fn replies(replies: impl IntoIterator<Item = Reply>) -> Self {
        let mut replies: VecDeque<_> = replies.into_iter().collect();
        Self::new(move |sample| {
            replies
                .pop_front()
                .unwrap_or_else(|| panic!("no reply is left for {:?}", sample.last()))
        })
    }

    /// A host that was not expected to be asked.
    pub fn never() -> Self {
        Self::replies([])
    }

    pub(crate) fn reply(&self, sample: &Sample) -> Reply {
        (self.0.lock().expect("a script does not panic while it is locked"))(sample)
    }
}
