//! What must come of each call: what the scripted host gets in the same era, which must say where it comes from. Where the
//! client's own code fails, a call of the session era falls back, and one of the round-trip era ends without a reply.

use std::collections::BTreeSet;

use anyhow::{Context as _, ensure};
use end_to_end::{
    cases::compare,
    host::{BOTH, Era, Offers},
    model::{Model, Reply},
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
pub(crate) enum Answer {
    /// This, after so many questions.
    Same { content: Value, samples: usize },
    /// A fallback because the host failed; clients differ in the code of their error, and some of the codes are asked again.
    Failed,
    /// An error of the client, which ends the call by itself.
    Ends,
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

/// Where an answer comes from if the host fails.
const FAILED: [&str; 2] = ["failed", "fallback"];

/// What comes of `call`.
async fn answer(era: Era, offers: Offers, call: &Call) -> anyhow::Result<Answer> {
    let fails = matches!((call.quality, offers), (Quality::Fails, Offers::Sampling)) && call.asks();
    if fails && era == Era::RoundTrip {
        return Ok(Answer::Ends);
    }
    let replies = call.replies().into_iter().map(|(words, text)| Some((words, text?.to_owned())));
    let model = match replies.collect() {
        Some(replies) => Model::new(Replies::ByWords(replies).script()),
        None => Model::new(|_| Reply::Fails(-32603)),
    };
    let scene = Scene { era, offers, ..call.scene.clone() };
    let outcome = scene.play(&call.server, model).await;
    let content = outcome.content().clone();
    let expected: &[&str] = match (offers, call.quality) {
        // A tool that asks nothing says nothing of a model.
        _ if content.get("provenance").is_none() => &[],
        (Offers::Nothing, _) => &["fallback", "no_sampling"],
        (Offers::Sampling, Quality::Good) => &["model"],
        (Offers::Sampling, Quality::Useless) => &["fallback", "unusable"],
        (Offers::Sampling, Quality::Fails) => &FAILED,
    };
    let origin = origin(&content);
    let what = || format!("{} in {era:?} with {offers:?}, {:?}", scene.tool, call.quality);
    ensure!(origin.iter().copied().eq(expected.iter().copied()), "{}: {origin:?}", what());
    call.output.validate(&content).map_err(|error| error.to_owned()).with_context(what)?;
    if fails {
        return Ok(Answer::Failed);
    }
    Ok(Answer::Same { content, samples: outcome.samples.len() })
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
            if matches!(self, Self::Ends) {
                return None;
            }
            format!("the client ends with {error}")
        } else if matches!(self, Self::Ends) {
            format!("a result though the client fails: {result}")
        } else if line["protocol"] != client.era.version() {
            format!("protocol {} in place of {}", line["protocol"], client.era.version())
        } else if result["isError"] == true {
            format!("a tool error: {}", result["content"])
        } else if let Err(error) = call.output.validate(content) {
            format!("the answer breaks its schema: {error}")
        } else {
            match self {
                Self::Same { samples, .. } if line["samples"] != *samples => {
                    format!("{} samples in place of {samples}", line["samples"])
                }
                Self::Same { content: expected, .. } if !compare::same(expected, content) => {
                    format!("{content} in place of {expected}")
                }
                Self::Failed if !origin(content).into_iter().eq(FAILED) => {
                    format!("{content} is not from a host that failed")
                }
                Self::Same { .. } | Self::Failed | Self::Ends => return None,
            }
        };
        Some(format!("{}, {}, {:?} model: {problem}", client.name(), call.scene.tool, call.quality))
    }
}
