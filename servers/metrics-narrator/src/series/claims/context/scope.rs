//! The sentences and clauses of a text, and what carries over from one to the next.

use std::collections::HashSet;

use crate::series::claims::{
    reading::{
        cues::Cue,
        mentions::{Figure, Mention, What},
        tokens::Start,
        units::Dimension,
    },
    values::statistics::Statistic,
};

use super::subjects::{extend, names};

/// A text as mentions, with what carries over from one sentence to the next.
#[derive(Debug)]
pub(in crate::series::claims) struct Scope<'m> {
    pub(super) mentions: &'m [Mention],
    /// For each sentence its first mention, and the end of the last one.
    pub(super) sentences: Vec<(usize, usize)>,
    /// For each sentence the series that it carries over from what stands before it.
    carried: Vec<Vec<usize>>,
    /// The first words of the mentions of each sentence.
    words: Vec<HashSet<&'m str>>,
}

impl<'m> Scope<'m> {
    pub(in crate::series::claims) fn of(mentions: &'m [Mention], about: &[usize]) -> Self {
        let mut sentences: Vec<(usize, usize)> = Vec::new();
        for (at, mention) in mentions.iter().enumerate() {
            while sentences.len() <= mention.sentence {
                sentences.push((at, at));
            }
            if let Some(last) = sentences.last_mut() {
                last.1 = at + 1;
            }
        }
        let words_of = |(start, end): &(usize, usize)| {
            let mentions = mentions.get(*start..*end).unwrap_or_default();
            mentions.iter().map(|mention| mention.word.as_str()).collect()
        };
        let words = sentences.iter().map(words_of).collect();
        let mut scope = Self { mentions, sentences, carried: Vec::new(), words };
        scope.carry(about);
        scope
    }

    /// Fills in what each sentence carries over.
    fn carry(&mut self, about: &[usize]) {
        let mut heading: Vec<usize> = about.to_vec();
        let mut last: Vec<usize> = about.to_vec();
        for &(start, end) in &self.sentences {
            let mentions = self.mentions.get(start..end).unwrap_or_default();
            let begins = mentions.first().map(|mention| &mention.what);
            if let Some(What::Start(start)) = begins
                && (*start == Start::Item || *start == Start::Heading)
                && !heading.is_empty()
            {
                last.clone_from(&heading);
            }
            self.carried.push(last.clone());
            let names = names(mentions);
            if matches!(begins, Some(What::Start(Start::Heading))) {
                heading = if names.is_empty() { about.to_vec() } else { names.clone() };
            }
            // In `26.5k and 647 orders` the orders are what is counted, not what is spoken of.
            let is_counted =
                (start..end).filter(|at| self.is_name(*at)).all(|at| self.is_counted(at));
            if is_counted && last.is_empty() && names.len() == 1 {
                continue;
            }
            if !names.is_empty() {
                // `That was a month before the drop in milk`: who is spoken of stays so.
                let before = match self.begins_with_pronoun((start, end)) {
                    true => std::mem::take(&mut last),
                    false => Vec::new(),
                };
                last = names;
                extend(&mut last, &before);
            }
        }
    }

    /// Whether a sentence begins with a word that stands for what the one before was about.
    fn begins_with_pronoun(&self, (start, end): (usize, usize)) -> bool {
        let mut words = (start..end).filter(|at| matches!(self.what(*at), Some(What::Word)));
        words.next().is_some_and(|at| {
            matches!(self.word(at), "this" | "that" | "it" | "its" | "these" | "they" | "their")
        })
    }

    /// The mentions of the sentence that a mention is of.
    pub(in crate::series::claims) fn sentence(&self, at: usize) -> (usize, usize) {
        let number = self.mentions.get(at).map_or(0, |mention| mention.sentence);
        self.sentences.get(number).copied().unwrap_or((0, 0))
    }

    /// The mentions of the sentence that a mention is of, and of the one before it.
    pub(in crate::series::claims) fn passage(&self, at: usize) -> (usize, usize) {
        let (start, end) = self.sentence(at);
        (self.sentence_before(at).map_or(start, |(before, _)| before), end)
    }

    /// The sentence before that of a mention, if it belongs to the same line or paragraph.
    pub(in crate::series::claims) fn sentence_before(&self, at: usize) -> Option<(usize, usize)> {
        let number = self.mentions.get(at)?.sentence;
        self.sentences.get(number.checked_sub(1)?).copied().filter(|(start, end)| start < end)
    }

    pub(in crate::series::claims) fn get(&self, at: usize) -> Option<&'m Mention> {
        self.mentions.get(at)
    }

    /// The series that the sentence of a mention carries over.
    pub(in crate::series::claims) fn carried(&self, at: usize) -> &[usize] {
        let number = self.mentions.get(at).map_or(0, |mention| mention.sentence);
        self.carried.get(number).map_or(&[], Vec::as_slice)
    }

    pub(in crate::series::claims) fn is_name(&self, at: usize) -> bool {
        matches!(self.what(at), Some(What::Name(..)))
    }

    /// The mentions of the clause around a mention.
    pub(in crate::series::claims) fn clause(&self, at: usize) -> std::ops::Range<usize> {
        let (start, end) = self.sentence(at);
        let from = (start..at)
            .rev()
            .find(|place| self.is_boundary(*place))
            .map_or(start, |place| place + 1);
        let to = (at + 1..end).find(|place| self.is_boundary(*place)).unwrap_or(end);
        from..to
    }

    /// What a mention is.
    pub(in crate::series::claims) fn what(&self, at: usize) -> Option<&'m What> {
        self.get(at).map(|mention| &mention.what)
    }

    /// Whether no blank stands between a mention and the one before.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.get(before));
        before.zip(self.get(at)).is_some_and(|(before, own)| before.range.end == own.range.start)
    }

    /// Whether a mention is a number.
    pub(in crate::series::claims) fn is_number(&self, at: usize) -> bool {
        matches!(self.what(at), Some(What::Number(_)))
    }

    /// The number at a mention.
    pub(in crate::series::claims) fn figure(&self, at: usize) -> Option<&'m Figure> {
        match self.what(at) {
            Some(What::Number(figure)) => Some(figure),
            _ => None,
        }
    }

    /// The last word of a mention.
    pub(in crate::series::claims) fn last_word(&self, at: usize) -> &'m str {
        self.get(at).map_or("", |mention| mention.last_word.as_str())
    }

    /// The first word of a mention.
    pub(in crate::series::claims) fn word(&self, at: usize) -> &'m str {
        self.get(at).map_or("", |mention| mention.word.as_str())
    }

    /// Whether a clause may end at a mention.
    pub(in crate::series::claims) fn is_boundary(&self, at: usize) -> bool {
        self.get(at).is_none_or(|mention| {
            matches!(mention.what, What::Start(_))
                || matches!(
                    mention.word.as_str(),
                    "," | ";"
                        | ":"
                        | "."
                        | "("
                        | ")"
                        | "—"
                        | "–"
                        | "|"
                        | "and"
                        | "but"
                        | "while"
                        | "whereas"
                        | "though"
                        | "although"
                        | "which"
                        | "because"
                        | "so"
                        | "yet"
                        | "or"
                        | "where"
                        | "then"
                ) && matches!(mention.what, What::Word | What::Mark)
        })
    }

    /// Whether the sentence of a mention is a question.
    pub(in crate::series::claims) fn sentence_asks(&self, at: usize) -> bool {
        let (_, end) = self.sentence(at);
        end.checked_sub(1)
            .and_then(|last| self.get(last))
            .is_some_and(|mention| mention.word == "?")
    }

    /// Whether the sentence of a mention has one of some cues.
    pub(in crate::series::claims) fn has_cue(&self, at: usize, cues: &[Cue]) -> bool {
        let (start, end) = self.sentence(at);
        let mentions = self.mentions.get(start..end).unwrap_or_default();
        mentions.iter().any(|mention| matches!(&mention.what, What::Cue(cue) if cues.contains(cue)))
    }

    /// Whether a number is a distance in time: `one day later`.
    pub(in crate::series::claims) fn is_distance(&self, at: usize) -> bool {
        // `two minutes in, and`
        let is_so_far_in = matches!(self.word(at + 1), "in" | "on") && self.is_boundary(at + 2);
        is_so_far_in
            || self.get(at + 1).is_some_and(|mention| {
                matches!(
                    mention.word.as_str(),
                    "later" | "earlier" | "before" | "after" | "ahead" | "behind" | "apart" | "ago"
                )
            })
    }

    /// Whether the sentence of a number tells deviations.
    pub(in crate::series::claims) fn tells_deviations(&self, at: usize) -> bool {
        let (start, end) = self.sentence(at);
        let mentions = self.mentions.get(start..end).unwrap_or_default();
        let is_deviations = |mention: &Mention| matches!(&mention.what, What::Number(figure) if figure.unit.as_ref().is_some_and(|unit| unit.dimension == Dimension::Deviations));
        self.is_licensed(at, Statistic::Deviations) || mentions.iter().any(is_deviations)
    }

    /// Whether a number is one end of `0 to 17` or `12–40`.
    pub(in crate::series::claims) fn is_of_range(&self, at: usize) -> bool {
        let is_number = |at: usize| self.is_number(at);
        let joins = |at: usize| {
            self.get(at)
                .is_some_and(|mention| matches!(mention.word.as_str(), "to" | "–" | "-" | "…"))
        };
        joins(at + 1) && is_number(at + 2) || at >= 2 && joins(at - 1) && is_number(at - 2)
    }

    /// Whether the sentence of a mention gives a time of day.
    pub(in crate::series::claims) fn has_clock(&self, at: usize) -> bool {
        let (start, end) = self.passage(at);
        let mentions = self.mentions.get(start..end).unwrap_or_default();
        mentions.iter().any(|mention| matches!(&mention.what, What::Time(time) if time.has_clock()))
    }

    /// As `has_word`, of a list that blanks part.
    pub(in crate::series::claims) fn has_any(&self, at: usize, words: &str) -> bool {
        let own = self.words_of_sentence(at);
        own.is_some_and(|own| words.split_ascii_whitespace().any(|word| own.contains(word)))
    }

    /// Whether the sentence of a mention has one of some words.
    pub(in crate::series::claims) fn has_word(&self, at: usize, words: &[&str]) -> bool {
        let own = self.words_of_sentence(at);
        own.is_some_and(|own| words.iter().any(|word| own.contains(word)))
    }

    fn words_of_sentence(&self, at: usize) -> Option<&HashSet<&'m str>> {
        self.words.get(self.mentions.get(at)?.sentence)
    }
}
