//! One connection with calls in flight: each message of the server is answered as the traffic says, and each call is kept in mind
//! until its reply has come.

use std::{
    collections::{HashMap, HashSet},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use end_to_end::{
    binaries,
    host::{Era, Host, Offers},
    model::{Model, Reply},
    workspace,
};
use serde_json::{Map, Value, json};
use tokio::{process::Command, time::timeout};

use crate::traffic::Traffic;

/// A call that has no reply by then is lost. The server's own limit for a call is 50 seconds.
const CALL_LIMIT: Duration = Duration::from_secs(100);

/// So that a host which does not answer holds nothing up for long.
const ASK_TIMEOUT_SECONDS: &str = "0.1";

/// A connected host with calls in flight.
pub(crate) struct Load {
    host: Host,
    traffic: Traffic,
    concurrency: usize,
    open: HashMap<i64, Open>,
    /// Calls that were cancelled: their replies may have been on their way.
    cancelled: HashSet<i64>,
    counts: Counts,
}

/// A request that waits for its reply.
struct Open {
    era: Era,
    /// What is sent again in the next round.
    parameters: Value,
    begin: Instant,
}

/// What came of the calls.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Counts {
    /// Questions that the server asked.
    pub(crate) questions: usize,
    /// Results with an answer, from the model or not.
    pub(crate) answered: usize,
    /// Arguments that the server refused.
    pub(crate) refused: usize,
    /// Calls that the host cancelled.
    pub(crate) cancelled: usize,
    /// Rounds after which the host never called again.
    pub(crate) abandoned: usize,
    /// Calls that ended in an error for which no caller is to blame.
    pub(crate) broken: usize,
    /// Calls without a reply.
    pub(crate) lost: usize,
    /// Replies that belong to no call.
    pub(crate) stray: usize,
}

impl Load {
    /// Starts the server and connects to it.
    pub(crate) async fn start(server: &str, concurrency: usize, seed: u64) -> anyhow::Result<Self> {
        let traffic = Traffic::of(server, seed)?;
        let mut command = Command::new(binaries::binary(server));
        command.args(traffic.options()).args(["--ask-timeout", ASK_TIMEOUT_SECONDS]);
        command.current_dir(workspace::root());
        // A connection that was opened with `initialize` takes calls of the round-trip era, too.
        let era = Era::Session("2025-11-25");
        let host = Host::of_process(era, Offers::Sampling, Model::never(), command).await;
        let (open, cancelled, counts) = (HashMap::new(), HashSet::new(), Counts::default());
        Ok(Self { host, traffic, concurrency, open, cancelled, counts })
    }

    /// The id of the server's process.
    pub(crate) fn process(&self) -> Option<u32> {
        self.host.server.as_ref().and_then(|server| server.id())
    }

    pub(crate) fn counts(&self) -> Counts {
        self.counts
    }

    /// Makes so many calls and waits until nothing is in flight.
    pub(crate) async fn make(&mut self, calls: usize) -> anyhow::Result<()> {
        let mut made = 0;
        while made < calls || !self.open.is_empty() {
            while made < calls && self.open.len() < self.concurrency {
                let (era, parameters) = self.traffic.call();
                self.put(era, parameters).await;
                made += 1;
            }
            match timeout(CALL_LIMIT, self.host.read()).await {
                Ok(Some(message)) => self.hear(&message).await?,
                Ok(None) => bail!("the server has closed its output: {:?}", self.counts),
                Err(_) => {}
            }
            // The host keeps every message for a test to look at.
            self.host.received.clear();
            let before = self.open.len();
            self.open.retain(|_, call| call.begin.elapsed() < CALL_LIMIT);
            self.counts.lost += before - self.open.len();
        }
        Ok(())
    }

    async fn put(&mut self, era: Era, parameters: Value) {
        let id = self.host.send("tools/call", parameters.clone()).await;
        self.open.insert(id, Open { era, parameters, begin: Instant::now() });
    }

    async fn hear(&mut self, message: &Value) -> anyhow::Result<()> {
        match message["method"].as_str() {
            Some("sampling/createMessage") => {
                self.counts.questions += 1;
                match self.traffic.reply() {
                    Reply::Abandons => self.cancel().await,
                    reply => self.host.answer(message["id"].clone(), reply),
                }
                return Ok(());
            }
            // The server withdraws a question or tells of its progress.
            Some(_) => return Ok(()),
            None => {}
        }
        let id = message["id"].as_i64().context("a reply has the id of a request")?;
        let Some(call) = self.open.remove(&id) else {
            self.counts.stray += usize::from(!self.cancelled.remove(&id));
            return Ok(());
        };
        let (result, error) = (&message["result"], &message["error"]);
        if result["resultType"] == "input_required" {
            self.go_on(call, result).await;
        } else if result["isError"] == true || error["code"] == -32602 {
            self.counts.refused += 1;
        } else if result["structuredContent"].is_object() {
            self.counts.answered += 1;
        } else {
            self.counts.broken += 1;
        }
        Ok(())
    }

    /// Calls again with the answers of a round, or never.
    async fn go_on(&mut self, call: Open, round: &Value) {
        let mut answers = Map::new();
        for key in round["inputRequests"].as_object().into_iter().flat_map(Map::keys) {
            self.counts.questions += 1;
            match self.traffic.reply() {
                Reply::Abandons => {
                    self.counts.abandoned += 1;
                    return;
                }
                reply => answers.extend(reply.result().map(|result| (key.clone(), result))),
            }
        }
        let Open { era, mut parameters, .. } = call;
        parameters["requestState"] = round["requestState"].clone();
        parameters["inputResponses"] = Value::Object(answers);
        self.put(era, parameters).await;
    }

    /// Cancels the oldest call of a session.
    async fn cancel(&mut self) {
        let sessions = self.open.iter().filter(|(_, call)| matches!(call.era, Era::Session(_)));
        if let Some(id) = sessions.map(|(id, _)| *id).min() {
            self.open.remove(&id);
            self.cancelled.insert(id);
            self.counts.cancelled += 1;
            self.host.notify("notifications/cancelled", json!({"requestId": id})).await;
        }
    }
}
