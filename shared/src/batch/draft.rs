//! From what came of the rows to a reply that hosts accept: with as many rows as it has room for.

use std::collections::BTreeMap;

use super::{
    ask::Outcomes,
    judgment::Outcome,
    reply::{
        AnsweredRow, BatchAnswer, BatchProvenance, Brief, ReasonShare, Share, SkippedRow, Sources,
    },
    rows::Row,
};
use crate::{
    answer::{Reason, Source},
    limits::{MAX_PROBLEM_CHARACTERS, MAX_PROBLEMS, MAX_REPLY_CHARACTERS},
    text::excerpt,
};

impl<A> Outcomes<A> {
    /// A row for each row: the model's answer in short, or the `fallback`'s where the model did not help.
    pub fn reply<R: Brief>(
        self,
        brief: impl Fn(&A) -> R,
        fallback: impl Fn(&str) -> R,
    ) -> BatchAnswer<R> {
        let mut answers: BTreeMap<usize, R> = BTreeMap::new();
        let (mut rows, mut skipped) = (Vec::new(), Vec::new());
        for (row, place) in self.rows.rows.iter().zip(&self.places) {
            let outcome = place.and_then(|place| Some((place, self.outcomes.get(place)?)));
            match (&row.text, outcome) {
                (Ok(text), Some((place, outcome))) => {
                    let answer = answers.entry(place).or_insert_with(|| match outcome {
                        Ok((answer, _)) => brief(answer),
                        Err(_) => fallback(text),
                    });
                    rows.push((
                        answered(row, answer.clone(), outcome),
                        outcome.as_ref().err().copied(),
                    ));
                }
                (Err(reason), _) => {
                    skipped.push(SkippedRow {
                        row: row.number,
                        line: row.line,
                        reason: reason.clone(),
                    });
                }
                (Ok(_), None) => unreachable!("every text has an outcome"),
            }
        }
        Draft { rows, skipped, outcomes: &self }.shortened()
    }
}

fn answered<A, R>(row: &Row, answer: R, outcome: &Outcome<A>) -> AnsweredRow<R> {
    let source = outcome.as_ref().map_or(Source::Fallback, |(_, source)| *source);
    AnsweredRow { row: row.number, id: row.id.clone(), answer, source }
}

/// A reply that may be too long.
struct Draft<'a, A, R> {
    /// Each row, and why the model did not help with it.
    rows: Vec<(AnsweredRow<R>, Option<Reason>)>,
    skipped: Vec<SkippedRow>,
    outcomes: &'a Outcomes<A>,
}

impl<A, R: Brief> Draft<'_, A, R> {
    /// The reply with as many rows as hosts accept in one; the others are left to the next call.
    fn shortened(&self) -> BatchAnswer<R> {
        let mut rows = self.outcomes.rows.rows.len();
        loop {
            let reply = self.reply(rows);
            let characters = reply.characters();
            if characters <= MAX_REPLY_CHARACTERS || rows <= 1 {
                return reply;
            }
            rows = (rows * MAX_REPLY_CHARACTERS / characters).clamp(1, rows - 1);
        }
    }

    /// The reply with the first `rows` rows.
    fn reply(&self, rows: usize) -> BatchAnswer<R> {
        let Outcomes { rows: all, record, .. } = self.outcomes;
        let next_row = all.rows.get(rows).map(|row| row.number).or(all.next_row);
        let is_taken = |row: usize| next_row.is_none_or(|next| row < next);
        let taken: Vec<_> = self.rows.iter().filter(|(row, _)| is_taken(row.row)).collect();
        let reasons = counted(taken.iter().filter_map(|(_, reason)| *reason));
        let problems = record.problems.iter().take(MAX_PROBLEMS);
        let provenance = BatchProvenance {
            note: note(&reasons),
            reasons: reasons
                .into_iter()
                .map(|(reason, rows)| ReasonShare { reason, rows })
                .collect(),
            model: record.model.clone(),
            prompt: record.prompt.clone(),
            asked: record.asked,
            repairs: record.repairs.iter().copied().collect(),
            problems: problems.map(|problem| excerpt(problem, MAX_PROBLEM_CHARACTERS)).collect(),
        };
        let mut sources = Sources::default();
        for (row, _) in &taken {
            *match row.source {
                Source::Model => &mut sources.model,
                Source::Repaired => &mut sources.repaired,
                Source::Fallback => &mut sources.fallback,
            } += 1;
        }
        let labels = counted(taken.iter().map(|(row, _)| row.answer.label().map(str::to_owned)));
        BatchAnswer {
            distribution: labels.into_iter().map(|(label, rows)| Share { label, rows }).collect(),
            rows: taken.into_iter().map(|(row, _)| row.clone()).collect(),
            skipped: self.skipped.iter().filter(|row| is_taken(row.row)).cloned().collect(),
            sources,
            total_rows: all.total,
            next_row,
            columns: all.columns.clone(),
            encoding: all.encoding.clone(),
            provenance,
        }
    }
}

/// How often each value comes, the most frequent first.
fn counted<K: Ord>(values: impl Iterator<Item = K>) -> Vec<(K, usize)> {
    let mut counts: BTreeMap<K, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

fn note(reasons: &[(Reason, usize)]) -> Option<String> {
    let clauses: Vec<_> = reasons
        .iter()
        .map(|(reason, rows)| {
            format!("{} ({rows} {})", reason.clause(), if *rows == 1 { "row" } else { "rows" })
        })
        .collect();
    (!clauses.is_empty())
        .then(|| format!("No answer of a model, because {}.", clauses.join("; because ")))
}
