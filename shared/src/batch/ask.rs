//! The questions of a batch: some twenty items in each, and once more together what went wrong.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::{AtomicU32, Ordering},
};

use futures::future::join_all;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;

use super::rows::{Packing, Rows};
use crate::{
    Material, Question, Sampler,
    answer::{Asked, Judged, Provenance, Reason, Repair, Source},
    limits::{MAX_ITEMS_AGAIN, MAX_ITEMS_AGAIN_BYTES, MAX_PROBLEMS},
    question::AnswerType,
};

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
    items: Vec<Judged<T>>,
}

/// What came of one text: the answer and who gave it, or the reason why there is none.
pub(super) type Outcome<A> = Result<(A, Source), Reason>;

/// What came of the distinct texts of a call's rows.
#[derive(Debug)]
pub struct Items<A> {
    pub(super) rows: Rows,
    /// For each row, the place of its text in `outcomes`.
    pub(super) places: Vec<Option<usize>>,
    pub(super) outcomes: Vec<Outcome<A>>,
    pub(super) way: Way,
}

/// How the questions of a batch fared, all together.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) prompt: String,
    pub(super) model: Option<String>,
    pub(super) asked: u32,
    pub(super) repairs: BTreeSet<Repair>,
    pub(super) problems: Vec<String>,
}

impl Way {
    fn follow(&mut self, provenance: &Provenance) {
        self.asked += provenance.asked;
        self.model = self.model.take().or_else(|| provenance.model.clone());
        self.repairs.extend(&provenance.repairs);
        self.problems.extend_from_slice(&provenance.problems);
    }
}

/// A text under the number by which the model names it.
struct Item {
    number: u32,
    text: Material,
}

impl Item {
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
    ) -> Items<A> {
        let (texts, places) = self.distinct();
        let items: Vec<Item> = texts
            .into_iter()
            .zip(1..)
            .map(|(text, number)| Item { number, text: Material::new("item", text) })
            .collect();
        let put = |items: &[&Item]| {
            let lines: Vec<_> = items.iter().map(|item| item.line()).collect();
            // The brackets around the items, and a chatty beginning.
            let tokens = tokens * (1 + count(items.len()));
            question(&Material::new("items", lines.join("\n"))).max_tokens(tokens).taking_parts()
        };

        let packed = packed(&items);
        let questions: Vec<_> = packed.iter().map(|items| put(items)).collect();
        let way = Way {
            prompt: questions
                .first()
                .map(|question| question.version().to_owned())
                .unwrap_or_default(),
            model: None,
            asked: 0,
            repairs: BTreeSet::new(),
            problems: Vec::new(),
        };
        let mut judged = Judgement { outcomes: BTreeMap::new(), wrong: BTreeMap::new(), way };

        let (done, all) = (AtomicU32::new(0), count(items.len()));
        let asking = questions.iter().zip(&packed).map(async |(question, items)| {
            let asked = sampler.ask(question).await;
            let done = count(items.len()) + done.fetch_add(count(items.len()), Ordering::Relaxed);
            // What has to be asked again is not done, and the last notification is the one that says so.
            sampler.progress(done.min(all.saturating_sub(1)), all).await;
            asked
        });
        for (asked, items) in join_all(asking).await.into_iter().zip(&packed) {
            judged.take(asked, items, &problems);
        }

        let again: Vec<&Item> = judged.to_ask_again(&items);
        if !again.is_empty() && sampler.max_asks() > 1 {
            let wrong = judged.problems_of(&again);
            let question = put(&again).about(&Material::new("problems", wrong.join("\n")));
            judged.take(sampler.ask(&question).await, &again, &problems);
        }
        sampler.progress(all, all).await;
        let outcomes = items.iter().map(|item| judged.outcome(item)).collect();
        Items { rows: self, places, outcomes, way: judged.way }
    }
}

/// The items of each question.
fn packed(items: &[Item]) -> Vec<Vec<&Item>> {
    let mut packing = Packing::default();
    let mut questions: Vec<Vec<&Item>> = Vec::new();
    for item in items {
        let place = packing.question_of(&item.text);
        match questions.get_mut(place) {
            Some(question) => question.push(item),
            None => questions.push(vec![item]),
        }
    }
    questions
}

/// What is known of each item so far.
struct Judgement<A> {
    outcomes: BTreeMap<u32, Outcome<A>>,
    /// The items whose answer is missing, doubled or wrong, and what is wrong with it.
    wrong: BTreeMap<u32, Vec<String>>,
    way: Way,
}

impl<A: ItemAnswer> Judgement<A> {
    /// Takes what came of a question about `items`.
    fn take(
        &mut self,
        asked: Asked<ItemAnswers<A>>,
        items: &[&Item],
        problems: impl Fn(&A, &Material) -> Vec<String>,
    ) {
        let Asked { value, provenance } = asked;
        self.way.follow(&provenance);
        let Some(ItemAnswers { items: answers }) = value else {
            let reason = provenance.reason.unwrap_or(Reason::Unusable);
            for item in items {
                // What an earlier answer got wrong, and nobody would put right, is still unusable.
                let reason = if self.wrong.remove(&item.number).is_some() {
                    Reason::Unusable
                } else {
                    reason
                };
                self.outcomes.insert(item.number, Err(reason));
            }
            return;
        };
        let (mut by_number, mut unread) = (BTreeMap::<u32, Vec<A>>::new(), Vec::new());
        for Judged(answer) in answers {
            match answer {
                Ok(answer) => by_number.entry(answer.item()).or_default().push(answer),
                Err(problems) => unread.extend(problems),
            }
        }
        let some_are_unread = !unread.is_empty();
        unread.truncate(MAX_PROBLEMS);
        for item in items {
            let number = item.number;
            let given = by_number.remove(&number).unwrap_or_default();
            match the_one(given, number).and_then(|answer| fitting(answer, item, &problems)) {
                Ok(answer) => {
                    self.wrong.remove(&number);
                    self.outcomes.insert(number, Ok((answer, provenance.source)));
                }
                Err(mut wrong) => {
                    if wrong.is_empty() {
                        wrong.push(missing(number, some_are_unread));
                        // Whose answers they were is not known, so they are named once.
                        wrong.append(&mut unread);
                    }
                    self.way.problems.extend_from_slice(&wrong);
                    self.wrong.insert(number, wrong);
                }
            }
        }
    }

    /// The items that one more question can be about: as many as fit into it, the first ones first.
    fn to_ask_again<'i>(&self, items: &'i [Item]) -> Vec<&'i Item> {
        let mut bytes = 0;
        let wrong = items.iter().filter(|item| self.wrong.contains_key(&item.number));
        wrong
            .take(MAX_ITEMS_AGAIN)
            .take_while(|item| {
                bytes += item.text.len();
                bytes <= MAX_ITEMS_AGAIN_BYTES
            })
            .collect()
    }

    fn problems_of(&self, items: &[&Item]) -> Vec<String> {
        items.iter().filter_map(|item| self.wrong.get(&item.number)).flatten().cloned().collect()
    }

    fn outcome(&mut self, item: &Item) -> Outcome<A> {
        self.outcomes.remove(&item.number).unwrap_or(Err(Reason::Unusable))
    }
}

/// The one answer among those `given` about the item `number`; no problem is named where there is none at all.
fn the_one<A: PartialEq>(given: Vec<A>, number: u32) -> Result<A, Vec<String>> {
    let mut given = given.into_iter();
    let first = given.next().ok_or_else(Vec::new)?;
    if given.all(|other| other == first) {
        Ok(first)
    } else {
        Err(vec![format!("item {number} is answered twice, in different ways; answer it once")])
    }
}

fn fitting<A>(
    answer: A,
    item: &Item,
    problems: impl Fn(&A, &Material) -> Vec<String>,
) -> Result<A, Vec<String>> {
    let problems = problems(&answer, &item.text);
    if problems.is_empty() {
        return Ok(answer);
    }
    Err(problems.into_iter().map(|problem| format!("item {}: {problem}", item.number)).collect())
}

fn missing(number: u32, some_are_unread: bool) -> String {
    let usable = if some_are_unread { " that can be used" } else { "" };
    format!("item {number} has no answer{usable}")
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
