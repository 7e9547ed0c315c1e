//! What a narrative claims: its sentences, and in them numbers, times and names of series.

mod context;
mod measure;
mod mentions;
mod numbers;
mod stated;
mod times;

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

pub(crate) use self::{
    context::Hedge,
    measure::{Dimension, Measure},
    mentions::{Mention, Spelling, spelled},
    numbers::{Number, WORDS, value},
    stated::{Part, PartKind, Stated},
    times::DAYS,
};
use crate::numbers::seeds::known::Known;

/// A narrative that is taken apart.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    /// All of it.
    pub(crate) whole: &'a str,
    /// Its sentences, each as the bytes from its first to its last letter.
    pub(crate) sentences: Vec<Range<usize>>,
    /// Where it speaks of a series, in order.
    pub(crate) mentions: Vec<Mention>,
    /// The times in it, in order.
    pub(crate) times: Vec<Stated>,
    /// The numbers that are neither part of a time nor of a name, in order.
    pub(crate) numbers: Vec<Number>,
}

impl<'a> Text<'a> {
    pub(crate) fn new(whole: &'a str, known: &Known) -> Self {
        let mentions = mentions::mentions(whole, known);
        let times = times::times(whole, &mentions, known);
        let mut taken: Vec<Range<usize>> = mentions.iter().map(|one| one.range.clone()).collect();
        taken.extend(times.iter().map(|one| one.range.clone()));
        let numbers = numbers::numbers(whole, &taken, known);
        Self { whole, sentences: sentences(whole), mentions, times, numbers }
    }

    /// The bytes of the sentence that holds the byte `at`.
    pub(crate) fn sentence(&self, at: usize) -> Range<usize> {
        self.sentences
            .iter()
            .rev()
            .find(|sentence| sentence.start <= at)
            .cloned()
            .unwrap_or(0..self.whole.len())
    }

    /// The words of a range.
    pub(crate) fn words(&self, range: Range<usize>) -> &'a str {
        self.whole.get(range).unwrap_or_default()
    }

    /// The series that the sentence at `at` names; where it names none, those that the same paragraph names before.
    pub(crate) fn series_at(&self, at: usize) -> Vec<usize> {
        let sentence = self.sentence(at);
        let named = self.named(sentence.clone());
        if !named.is_empty() {
            return named;
        }
        let paragraph = self.words(0..sentence.start).rfind("\n\n").map_or(0, |blank| blank + 2);
        self.named(paragraph..sentence.start)
    }

    fn named(&self, range: Range<usize>) -> Vec<usize> {
        let mut series: Vec<usize> = self
            .mentions
            .iter()
            .filter(|mention| range.contains(&mention.range.start))
            .map(|mention| mention.series)
            .collect();
        series.sort_unstable();
        series.dedup();
        series
    }
}

/// Ends of sentences: a full stop before a capital or a digit, or a new line.
static END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"[.!?][)*"”]*\s+(?:[A-Z0-9`*_"“(])|\n"#).expect("a valid expression")
});

fn sentences(whole: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for end in END.find_iter(whole) {
        let before = whole.get(start..end.start()).unwrap_or_default();
        let is_abbreviation = ["a.m", "p.m", "e.g", "i.e", "approx", "vs", "ca", "cf", "no"]
            .iter()
            .any(|word| before.to_lowercase().ends_with(&format!(" {word}")));
        if is_abbreviation && !end.as_str().contains('\n') {
            continue;
        }
        // The letter that begins the next sentence belongs to the match.
        let stop =
            if end.as_str() == "\n" { end.end() } else { end.end() - last_length(end.as_str()) };
        push(&mut sentences, whole, start..stop);
        start = stop;
    }
    push(&mut sentences, whole, start..whole.len());
    sentences
}

fn last_length(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}

fn push(sentences: &mut Vec<Range<usize>>, whole: &str, range: Range<usize>) {
    let text = whole.get(range.clone()).unwrap_or_default();
    let trimmed = text.trim_end().len();
    if trimmed > text.len() - text.trim_start().len() {
        sentences.push(range.start..range.start + trimmed);
    }
}
