//! What is called and what the model says, drawn by chance: the same for the same seed.

use anyhow::Context as _;
use end_to_end::{
    cases::Schemas,
    draws::Draws,
    host::{BOTH, Era, round_trip_meta},
    model::{DECLINES, Reply},
    scenes::{self, Replies, Scene},
    workspace,
};
use serde_json::{Value, json};

/// The files of `tests/corpus` with what models say instead of an answer.
const DAMAGED: [&str; 5] = ["place", "notation", "meaning", "none", "cut"];

/// The calls of one server, and what may come back for a question.
pub(crate) struct Traffic {
    scenes: Vec<Scene>,
    /// Good answers of all its tools: each fits some of the questions.
    good: Vec<Reply>,
    damaged: Vec<Reply>,
    draws: Draws,
}

impl Traffic {
    pub(crate) fn of(server: &str, seed: u64) -> anyhow::Result<Self> {
        let mut servers = scenes::good().into_iter();
        let (_, scenes) =
            servers.find(|(name, _)| *name == server).with_context(|| format!("no {server}"))?;
        let good = scenes.iter().flat_map(|scene| match scene.replies.clone() {
            Replies::InOrder(replies) => replies,
            Replies::ByWords(replies) => {
                replies.into_iter().map(|(_, text)| Reply::Says(text)).collect()
            }
        });
        let (good, mut damaged) = (good.collect(), Vec::new());
        for name in DAMAGED {
            let file = workspace::root().join(format!("tests/corpus/{name}.jsonl"));
            for case in Schemas::new().cases(&file)? {
                damaged.push(match case.said.stop_reason.as_deref() {
                    Some("maxTokens") => Reply::IsCut(case.said.text.clone()),
                    _ => Reply::says(case.said.text.clone()),
                });
            }
        }
        Ok(Self { scenes, good, damaged, draws: Draws::new(seed) })
    }

    /// The options of the server's command line.
    pub(crate) fn options(&self) -> impl Iterator<Item = &'static str> {
        self.scenes.first().into_iter().flat_map(|scene| scene.options.clone())
    }

    /// The era and the parameters of the next call; one of thirty-two has arguments that no tool takes.
    pub(crate) fn call(&mut self) -> (Era, Value) {
        let era = BOTH[self.draws.below(BOTH.len())];
        let Scene { tool, arguments, .. } = &self.scenes[self.draws.below(self.scenes.len())];
        let mut parameters = json!({"name": tool, "arguments": arguments});
        if self.draws.below(32) == 0 {
            parameters["arguments"] = json!({"nonsense": 1});
        }
        if era == Era::RoundTrip {
            parameters["_meta"] = round_trip_meta(&json!({"sampling": {}}));
        }
        (era, parameters)
    }

    /// What comes back for the next question.
    pub(crate) fn reply(&mut self) -> Reply {
        match self.draws.below(100) {
            0..50 => self.good[self.draws.below(self.good.len())].clone(),
            50..86 => self.damaged[self.draws.below(self.damaged.len())].clone(),
            86..90 => DECLINES,
            90..93 => Reply::Fails(-32603),
            93..95 => Reply::Silent,
            _ => Reply::Abandons,
        }
    }
}
