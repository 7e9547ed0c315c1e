//! Calls with real-looking texts, and what a scripted model makes of them: the demo shows them, and real clients
//! and a host with several servers make some of them.

mod incidents;
mod metrics;
mod sentiment;
mod tickets;

use std::path::Path;

use serde_json::Value;
use tokio::process::Command;

use crate::{
    host::{Era, Host, Offers, Outcome},
    model::{Model, Reply, Sample},
    workspace,
};

const SESSION: Era = Era::Session("2025-11-25");

/// The servers, each with the calls of the demo in the order of its table.
pub fn all() -> [(&'static str, Vec<Scene>); 4] {
    [
        ("sentiment-analyzer", sentiment::all()),
        ("ticket-classifier", tickets::all()),
        ("metrics-narrator", metrics::all()),
        ("incident-summarizer", incidents::all()),
    ]
}

/// The servers, each with at least one call of every tool, in which the model answers each question well at once.
pub fn good() -> [(&'static str, Vec<Scene>); 4] {
    [
        ("sentiment-analyzer", sentiment::good()),
        ("ticket-classifier", tickets::good()),
        ("metrics-narrator", metrics::good()),
        ("incident-summarizer", incidents::good()),
    ]
}

/// One call.
#[derive(Clone)]
pub struct Scene {
    /// The host's era.
    pub era: Era,
    /// Whether the host offers sampling.
    pub offers: Offers,
    /// The options of the server's command line, which runs in the folder of the workspace.
    pub options: Vec<&'static str>,
    /// The tool that is called.
    pub tool: &'static str,
    /// With these arguments.
    pub arguments: Value,
    /// What the model says.
    pub replies: Replies,
}

/// What the scripted model says.
#[derive(Clone)]
pub enum Replies {
    /// One after the other.
    InOrder(Vec<Reply>),
    /// To each question the first text whose words stand in the question's last turn; no words stand in every one.
    /// Questions that are put together come in any order.
    ByWords(Vec<(&'static str, String)>),
}

impl Scene {
    fn new(era: Era, tool: &'static str, arguments: Value, replies: impl Into<Vec<Reply>>) -> Self {
        let (offers, options) = (Offers::Sampling, Vec::new());
        let replies = Replies::InOrder(replies.into());
        Self { era, offers, options, tool, arguments, replies }
    }

    /// What comes of the call, if a process of `server` is asked and `model` answers.
    pub async fn play(&self, server: &Path, model: Model) -> Outcome {
        let mut command = Command::new(server);
        command.args(&self.options).current_dir(workspace::root());
        let mut host = Host::of_process(self.era, self.offers, model, command).await;
        host.call(self.tool, self.arguments.clone()).await
    }
}

impl Replies {
    /// The replies as a function of the question.
    pub fn script(self) -> Box<dyn FnMut(&Sample) -> Reply + Send> {
        match self {
            Self::InOrder(replies) => {
                let mut replies = replies.into_iter();
                Box::new(move |_| replies.next().unwrap_or(Reply::Silent))
            }
            Self::ByWords(replies) => Box::new(move |sample| {
                let mut replies = replies.iter();
                let reply = replies.find(|(words, _)| sample.last().contains(words));
                reply.map_or(Reply::Silent, |(_, text)| Reply::says(text))
            }),
        }
    }
}
