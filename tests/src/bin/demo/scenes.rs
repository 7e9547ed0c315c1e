//! The calls of the demo: real-looking texts, and what the scripted model makes of them.

mod incidents;
mod metrics;
mod sentiment;
mod tickets;

use std::sync::{Arc, Mutex};

use end_to_end::{
    host::{Era, Offers},
    model::{Model, Reply, Sample},
};
use serde_json::Value;

/// The servers of the demo, each with its calls in the order of the table.
pub(crate) fn all() -> [(&'static str, Vec<Scene>); 4] {
    [
        ("sentiment-analyzer", sentiment::all()),
        ("ticket-classifier", tickets::all()),
        ("metrics-narrator", metrics::all()),
        ("incident-summarizer", incidents::all()),
    ]
}

/// One call of the demo.
pub(crate) struct Scene {
    pub(crate) era: Era,
    pub(crate) offers: Offers,
    /// The options of the server's command line.
    pub(crate) options: Vec<&'static str>,
    pub(crate) tool: &'static str,
    pub(crate) arguments: Value,
    pub(crate) replies: Replies,
}

/// What the scripted model says.
#[derive(Clone)]
pub(crate) enum Replies {
    /// One after the other.
    InOrder(Vec<Reply>),
    /// By what is asked: questions that are put together come in any order.
    ByQuestion(fn(&Sample) -> Reply),
}

impl Scene {
    fn new(era: Era, tool: &'static str, arguments: Value, replies: impl Into<Vec<Reply>>) -> Self {
        let (offers, options) = (Offers::Sampling, Vec::new());
        let replies = Replies::InOrder(replies.into());
        Self { era, offers, options, tool, arguments, replies }
    }
}

/// What the model said, one entry for each question, as the table shows it.
pub(crate) type Said = Arc<Mutex<Vec<String>>>;

const SESSION: Era = Era::Session("2025-11-25");

/// A model that gives `replies` and keeps what it said for the table.
pub(crate) fn recorded(replies: Replies) -> (Model, Said) {
    let said = Said::default();
    let record = Arc::clone(&said);
    let mut reply_to: Box<dyn FnMut(&Sample) -> Reply + Send> = match replies {
        Replies::InOrder(replies) => {
            let mut replies = replies.into_iter();
            Box::new(move |_| replies.next().unwrap_or(Reply::Silent))
        }
        Replies::ByQuestion(reply) => Box::new(reply),
    };
    let model = Model::new(move |sample| {
        let reply = reply_to(sample);
        record.lock().expect("one question at a time").push(in_words(&reply));
        reply
    });
    (model, said)
}

/// A reply as a person would describe it.
pub(crate) fn in_words(reply: &Reply) -> String {
    let shortened = |text: &str| {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut: String = line.chars().take(300).collect();
        if cut.len() < line.len() { format!("{cut} …") } else { line }
    };
    match reply {
        Reply::Says(text) => shortened(text),
        Reply::IsCut(text) => format!("{} [cut at the token limit]", shortened(text)),
        Reply::Gives(value) => format!("[the host gives] {}", shortened(&value.to_string())),
        Reply::Fails(-1) => "[the user says no]".to_owned(),
        Reply::Fails(code) => format!("[the host fails: error {code}]"),
        Reply::Late(time, then) => format!("[after {time:?}] {}", in_words(then)),
        Reply::Silent => "[nothing]".to_owned(),
        Reply::Abandons => "[the host drops the call]".to_owned(),
    }
}
