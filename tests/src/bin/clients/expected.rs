//! What must come of each call: what the scripted host gets in the same era, which must say where it comes from.

use std::collections::BTreeSet;

use anyhow::{Context as _, ensure};
use end_to_end::{
    cases::compare,
    host::{BOTH, Era, Offers},
    model::Model,
    scenes::{Replies, Scene},
};
use serde_json::Value;

use crate::{
    calls::{Call, Quality},
    client::Client,
};

/// What must come of every call, in each era, with sampling and without.
pub(crate) struct Expected(Vec<(Era, Offers, Vec<Answer>)>);

/// What must come of a call.
pub(crate) struct Answer {
    content: Value,
    samples: usize,
}

impl Expected {
    /// Has the scripted host make the calls.
    ///
    /// # Errors
    ///
    /// If an answer comes from elsewhere than it should.
    pub(crate) async fn of(calls: &[Call]) -> anyhow::Result<Self> {
        let mut expected = Vec::new();
        for era in BOTH {
            for offers in [Offers::Sampling, Offers::Nothing] {
                let mut answers = Vec::new();
                for call in calls {
                    answers.push(answer(era, offers, call).await?);
                }
                expected.push((era, offers, answers));
            }
        }
        Ok(Self(expected))
    }

    /// What `client` must get, in the order of the calls.
    pub(crate) fn of_client(&self, client: &Client) -> &[Answer] {
        let mut groups = self.0.iter();
        let group = groups.find(|(era, offers, _)| (*era, *offers) == (client.era, client.offers));
        &group.expect("the scripted host has played both eras, with sampling and without").2
    }
}

/// What comes of `call`.
async fn answer(era: Era, offers: Offers, call: &Call) -> anyhow::Result<Answer> {
    let replies = call.replies().into_iter().map(|(words, text)| (words, text.to_owned()));
    let replies = Replies::ByWords(replies.collect());
    let model = Model::new(replies.clone().script());
    let scene = Scene { era, offers, replies, ..call.scene.clone() };
    let outcome = scene.play(&call.server, model).await;
    let content = outcome.content().clone();
    let expected: &[&str] = match (offers, call.quality) {
        // A tool that asks nothing says nothing of a model.
        _ if content.get("provenance").is_none() => &[],
        (Offers::Nothing, _) => &["fallback", "no_sampling"],
        (Offers::Sampling, Quality::Good) => &["model"],
        (Offers::Sampling, Quality::Useless) => &["fallback", "unusable"],
    };
    let origin = origin(&content);
    let what = || format!("{} in {era:?} with {offers:?}, {:?}", scene.tool, call.quality);
    ensure!(origin.iter().copied().eq(expected.iter().copied()), "{}: {origin:?}", what());
    call.output.validate(&content).map_err(|error| error.to_owned()).with_context(what)?;
    Ok(Answer { content, samples: outcome.samples.len() })
}

/// Where an answer or its rows come from, and why, where they are fallbacks.
fn origin(content: &Value) -> BTreeSet<&str> {
    let provenance = &content["provenance"];
    let rows = content["rows"].as_array().into_iter().flatten().map(|row| &row["source"]);
    let reasons =
        provenance["reasons"].as_array().into_iter().flatten().map(|rows| &rows["reason"]);
    let whole = [&provenance["source"], &provenance["reason"]];
    whole.into_iter().chain(rows).chain(reasons).filter_map(Value::as_str).collect()
}

impl Answer {
    /// What is wrong with the `line` that a client printed about `call`.
    pub(crate) fn problem(&self, call: &Call, client: &Client, line: &Value) -> Option<String> {
        let result = &line["result"];
        let content = &result["structuredContent"];
        let problem = if let Some(error) = line["error"].as_str() {
            format!("the client ends with {error}")
        } else if line["protocol"] != client.era.version() {
            format!("protocol {} in place of {}", line["protocol"], client.era.version())
        } else if result["isError"] == true {
            format!("a tool error: {}", result["content"])
        } else if let Err(error) = call.output.validate(content) {
            format!("the answer breaks its schema: {error}")
        } else if line["samples"] != self.samples {
            format!("{} samples in place of {}", line["samples"], self.samples)
        } else if !compare::same(&self.content, content) {
            format!("{content} in place of {}", self.content)
        } else {
            return None;
        };
        Some(format!("{}, {}, {:?} model: {problem}", client.name(), call.scene.tool, call.quality))
    }
}
