//! What came back for the items of a batch: which answers stand, and what is missing, doubled or wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::ask::{Item, ItemAnswer, ItemAnswers};
use crate::{
    Material,
    answer::{Asked, Judged, Provenance, Reason, Repair, Source},
    limits::{MAX_ITEMS_AGAIN, MAX_ITEMS_AGAIN_BYTES, MAX_PROBLEMS},
};

/// What came of one text: the answer and who gave it, or the reason why there is none.
pub(super) type Outcome<A> = Result<(A, Source), Reason>;

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

/// What is known of each item so far.
pub(super) struct Judgement<A> {
    outcomes: BTreeMap<u32, Outcome<A>>,
    /// The items whose answer is missing, doubled or wrong, and what is wrong with it.
    wrong: BTreeMap<u32, Vec<String>>,
    pub(super) way: Way,
}

impl<A: ItemAnswer> Judgement<A> {
    /// Nothing is known yet of questions with the `prompt` of this version.
    pub(super) fn new(prompt: &str) -> Self {
        let way = Way {
            prompt: prompt.to_owned(),
            model: None,
            asked: 0,
            repairs: BTreeSet::new(),
            problems: Vec::new(),
        };
        Self { outcomes: BTreeMap::new(), wrong: BTreeMap::new(), way }
    }

    /// Takes what came of a question about `items`.
    pub(super) fn take(
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
    pub(super) fn to_ask_again<'i>(&self, items: &'i [Item]) -> Vec<&'i Item> {
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

    pub(super) fn problems_of(&self, items: &[&Item]) -> Vec<String> {
        items.iter().filter_map(|item| self.wrong.get(&item.number)).flatten().cloned().collect()
    }

    pub(super) fn outcome(&mut self, item: &Item) -> Outcome<A> {
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
