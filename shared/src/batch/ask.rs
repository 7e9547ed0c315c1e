//! The questions of a batch: some twenty items in each, and once more together what went wrong.

use std::sync::atomic::{AtomicU32, Ordering};

use futures::future::join_all;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;

use super::{
    judgment::{Judgment, Outcome, Record},
    rows::Rows,
    window::Packing,
};
use crate::{Material, Question, Sampler, answer::Judged, question::AnswerType};

/// What a model answers about one item of many.
pub trait ItemAnswer: AnswerType + PartialEq + Send {
    /// The number of the item, as it stands in the list.
    fn item(&self) -> u32;
}

/// What a model answers about many items: the type of a [`Prompt::for_items`](crate::Prompt::for_items).
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "T: DeserializeOwned"))]
pub struct ItemAnswers<T> {
    /// One for each item of the list.
    pub(super) items: Vec<Judged<T>>,
}

/// What came of the distinct texts of a call's rows.
#[derive(Debug)]
pub struct Outcomes<A> {
    pub(super) rows: Rows,
    /// For each row, the place of its text in `outcomes`.
    pub(super) places: Vec<Option<usize>>,
    pub(super) outcomes: Vec<Outcome<A>>,
    pub(super) record: Record,
}

/// A text under the number by which the model names it.
pub(super) struct Numbered {
    pub(super) number: u32,
    pub(super) text: Material,
}

impl Numbered {
    /// As a line of the material. As JSON it stays on one line, whatever it holds.
    fn line(&self) -> String {
        json!({"item": self.number, "text": &*self.text}).to_string()
    }
}

impl Rows {
    /// Asks about every distinct text of these rows.
    ///
    /// `question` puts a question about the material that lists some of them. An answer about one of them has at most
    /// `tokens` tokens, and `problems` says what is wrong with it.
    pub async fn ask<'q, A: ItemAnswer>(
        self,
        sampler: &Sampler,
        tokens: u32,
        question: impl Fn(&Material) -> Question<'q, ItemAnswers<A>>,
        problems: impl Fn(&A, &Material) -> Vec<String>,
    ) -> Outcomes<A> {
        let (texts, places) = self.distinct();
        let numbered = texts.into_iter().zip(1..);
        let items: Vec<Numbered> = numbered
            .map(|(text, number)| Numbered { number, text: Material::new("item", text) })
            .collect();
        let about = |items: &[&Numbered]| {
            let lines: Vec<_> = items.iter().map(|item| item.line()).collect();
            // One more for the brackets around the answers, and for a chatty beginning.
            let tokens = tokens * (1 + count(items.len()));
            question(&Material::new("items", lines.join("\n"))).max_tokens(tokens).taking_parts()
        };

        let packed = packed(&items);
        let questions: Vec<_> = packed.iter().map(|items| about(items)).collect();
        let mut judgment = Judgment::new(about(&[]).version());
        let (done, all) = (AtomicU32::new(0), count(items.len()));
        let asking = questions.iter().zip(&packed).map(async |(question, items)| {
            let asked = sampler.ask(question).await;
            let done = count(items.len()) + done.fetch_add(count(items.len()), Ordering::Relaxed);
            // What has to be asked again is not done, and the last notification is the one that says so.
            sampler.progress(done.min(all.saturating_sub(1)), all).await;
            asked
        });
        for (asked, items) in join_all(asking).await.into_iter().zip(&packed) {
            judgment.take(asked, items, &problems);
        }

        let again = judgment.to_ask_again(&items);
        if !again.is_empty() && sampler.max_asks() > 1 {
            let wrong = judgment.problems_of(&again).join("\n");
            let question = about(&again).about(&Material::new("problems", wrong));
            judgment.take(sampler.ask(&question).await, &again, &problems);
        }
        sampler.progress(all, all).await;
        let outcomes = items.iter().map(|item| judgment.outcome(item)).collect();
        Outcomes { rows: self, places, outcomes, record: judgment.record }
    }
}

/// The items of each question.
fn packed(items: &[Numbered]) -> Vec<Vec<&Numbered>> {
    let mut packing = Packing::default();
    let mut questions: Vec<Vec<&Numbered>> = Vec::new();
    for item in items {
        let place = packing.question_of(&item.text);
        match questions.get_mut(place) {
            Some(question) => question.push(item),
            None => questions.push(vec![item]),
        }
    }
    questions
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
