//! What came back for the items of a batch: which answers stand, and what is missing, doubled or wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::ask::{ItemAnswer, ItemAnswers, Numbered};
use crate::{
    Material,
    answer::{Asked, Judged, Provenance, Reason, Repair, Source},
    limits::{MAX_ITEMS_AGAIN, MAX_ITEMS_AGAIN_BYTES, MAX_PROBLEMS},
};

/// What came of one text in the end: the answer and who gave it, or the reason why there is none.
pub(super) type Outcome<A> = Result<(A, Source), Reason>;

/// What is known of each item so far.
pub(super) struct Judgment<A> {
    outcomes: BTreeMap<u32, Outcome<A>>,
    /// The items whose answer is missing, doubled or wrong, and what is wrong with it.
    wrong: BTreeMap<u32, Vec<String>>,
    pub(super) record: Record,
}

/// What the provenance says of all questions of a batch together.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) prompt: String,
    pub(super) model: Option<String>,
    pub(super) asked: u32,
    pub(super) repairs: BTreeSet<Repair>,
    pub(super) problems: Vec<String>,
}

/// What the answers to one question say of one item.
enum Finding<A> {
    Good(A),
    Missing,
    /// Answered more than once, and not alike.
    Doubled,
    Wrong(Vec<String>),
}

impl<A: ItemAnswer> Judgment<A> {
    /// Nothing is known yet of questions with the `prompt` of this version.
    pub(super) fn new(prompt: &str) -> Self {
        let record = Record {
            prompt: prompt.to_owned(),
            model: None,
            asked: 0,
            repairs: BTreeSet::new(),
            problems: Vec::new(),
        };
        Self { outcomes: BTreeMap::new(), wrong: BTreeMap::new(), record }
    }

    /// Takes what came of a question about `items`.
    pub(super) fn take(
        &mut self,
        asked: Asked<ItemAnswers<A>>,
        items: &[&Numbered],
        problems: impl Fn(&A, &Material) -> Vec<String>,
    ) {
        let Asked { value, provenance } = asked;
        self.record.follow(&provenance);
        match value {
            Some(answers) => self.take_answers(answers, items, &provenance, problems),
            None => self.take_nothing(items, provenance.reason.unwrap_or(Reason::Unusable)),
        }
    }

    fn take_nothing(&mut self, items: &[&Numbered], reason: Reason) {
        for item in items {
            // What an earlier answer got wrong, and nobody would put right, is still unusable.
            let was_wrong = self.wrong.remove(&item.number).is_some();
            let reason = if was_wrong { Reason::Unusable } else { reason };
            self.outcomes.insert(item.number, Err(reason));
        }
    }

    fn take_answers(
        &mut self,
        answers: ItemAnswers<A>,
        items: &[&Numbered],
        provenance: &Provenance,
        problems: impl Fn(&A, &Material) -> Vec<String>,
    ) {
        let (mut by_number, mut unread) = (BTreeMap::<u32, Vec<A>>::new(), Vec::new());
        for Judged(answer) in answers.items {
            match answer {
                Ok(answer) => by_number.entry(answer.item()).or_default().push(answer),
                // Whose answer it was is not known.
                Err(problems) => unread.extend(problems),
            }
        }
        unread.truncate(MAX_PROBLEMS);
        self.record.note(&unread);
        for item in items {
            let number = item.number;
            let given = by_number.remove(&number).unwrap_or_default();
            let wrong = match finding(given, item, &problems) {
                Finding::Good(answer) => {
                    self.wrong.remove(&number);
                    self.outcomes.insert(number, Ok((answer, provenance.source)));
                    self.record.repairs.extend(&provenance.repairs);
                    continue;
                }
                Finding::Missing if unread.is_empty() => {
                    vec![format!("item {number} has no answer; answer it")]
                }
                Finding::Missing => {
                    vec![format!("item {number} has no answer that can be used; answer it again")]
                }
                Finding::Doubled => {
                    vec![format!(
                        "item {number} is answered twice, in different ways; answer it once"
                    )]
                }
                Finding::Wrong(problems) => {
                    let named =
                        problems.into_iter().map(|problem| format!("item {number}: {problem}"));
                    named.collect()
                }
            };
            self.record.note(&wrong);
            self.wrong.insert(number, wrong);
        }
        // The model is told of them once, with the first item that they may have been about.
        let first = items.iter().find(|item| self.wrong.contains_key(&item.number));
        if let Some(wrong) = first.and_then(|item| self.wrong.get_mut(&item.number)) {
            wrong.append(&mut unread);
        }
    }

    /// The items that one more question can be about: as many as fit into it, the first ones first.
    pub(super) fn to_ask_again<'i>(&self, items: &'i [Numbered]) -> Vec<&'i Numbered> {
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

    /// What is wrong with the answers about `items`.
    pub(super) fn problems_of(&self, items: &[&Numbered]) -> Vec<String> {
        items.iter().filter_map(|item| self.wrong.get(&item.number)).flatten().cloned().collect()
    }

    /// What came of `item`, when nothing more is asked.
    pub(super) fn outcome(&mut self, item: &Numbered) -> Outcome<A> {
        self.outcomes.remove(&item.number).unwrap_or(Err(Reason::Unusable))
    }
}

impl Record {
    fn follow(&mut self, provenance: &Provenance) {
        self.asked += provenance.asked;
        self.model = self.model.take().or_else(|| provenance.model.clone());
        let problems: Vec<_> = provenance.problems.iter().map(ToString::to_string).collect();
        self.note(&problems);
    }

    /// Adds what is new of `problems`.
    fn note(&mut self, problems: &[String]) {
        for problem in problems {
            if !self.problems.contains(problem) {
                self.problems.push(problem.clone());
            }
        }
    }
}

/// What the answers `given` about `item` come to.
fn finding<A: PartialEq>(
    given: Vec<A>,
    item: &Numbered,
    problems: impl Fn(&A, &Material) -> Vec<String>,
) -> Finding<A> {
    let mut given = given.into_iter();
    let Some(answer) = given.next() else { return Finding::Missing };
    if given.any(|other| other != answer) {
        return Finding::Doubled;
    }
    let problems = problems(&answer, &item.text);
    if problems.is_empty() { Finding::Good(answer) } else { Finding::Wrong(problems) }
}
