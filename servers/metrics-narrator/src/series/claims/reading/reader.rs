//! Reads a text as a row of mentions.
//!
//! `sentences` says where a sentence ends, `times` reads the times in it, `years` those that are a year alone.

mod sentences;
mod times;
mod years;

use crate::series::facts::Facts;

use super::{
    cues::{self, Cue},
    figures, joins,
    mentions::{Mention, What},
    names::{self, Name, Names},
    nights, shares,
    times::Time,
    tokens::{self, Token, TokenKind, glued, text},
};

/// The mentions of a text about a table.
pub(in crate::series::claims) fn mentions(text: &str, facts: &Facts) -> Vec<Mention> {
    let (tokens, names) = (tokens::tokens(text), Names::of(facts));
    let mut reader = Reader {
        text,
        tokens: &tokens,
        names: &names,
        facts,
        mentions: Vec::new(),
        sentence: 0,
        sentence_start: 0,
    };
    let mut at = 0;
    while at < tokens.len() {
        at += reader.read(at).max(1);
    }
    joins::join_days(&mut reader.mentions);
    joins::share_halves(&mut reader.mentions);
    nights::read(&mut reader.mentions);
    joins::share_units(&mut reader.mentions);
    joins::share_durations(&mut reader.mentions);
    reader.mentions
}

/// A text while it is read.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    names: &'t Names,
    pub(super) facts: &'t Facts,
    mentions: Vec<Mention>,
    sentence: usize,
    /// The first mention of the sentence.
    sentence_start: usize,
}

/// A sentence is cut after so many mentions; none is as long, and it bounds what a number in it costs.
const MAX_MENTIONS_OF_A_SENTENCE: usize = 250;

impl<'t> Reader<'t> {
    /// Reads the mention at a token, and returns how many tokens it takes.
    fn read(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        let Some(token) = rest.first() else { return 1 };
        if let TokenKind::Start(start) = token.kind {
            self.sentence += 1;
            return self.push(at, 1, What::Start(start));
        }
        if self.is_reference(token) {
            return 1;
        }
        // `in the low 120s` tells no lowest value.
        let is_of_decade = |length: usize| {
            let word = length.checked_sub(1).and_then(|at| rest.get(at));
            figures::decade(rest.get(length..).unwrap_or_default(), word).is_some()
        };
        let cue = cues::cue(rest).filter(|(_, length)| !is_of_decade(*length));
        if let Some(name) = self.name(at, cue) {
            return self.push_name(at, name);
        }
        if let Some((what, length)) = self.thing(at) {
            self.push(at, length, what);
            self.sentence += usize::from(self.ends_with_half_of_day(at, length));
            return length;
        }
        match cue.filter(|_| !self.is_minute_of_rate(at) && !self.is_weekday_of_month(at)) {
            Some((Cue::Idle, length)) => {
                (0..length).map(|word| self.push(at + word, 1, What::Word)).sum()
            }
            Some((cue, length)) => self.push(at, length, What::Cue(cue)),
            None => self.push_other(at),
        }
    }

    /// A name that no longer cue overlaps, and that is neither a date nor a word of movement here.
    fn name(&self, at: usize, cue: Option<(Cue, usize)>) -> Option<Name> {
        let token = self.tokens.get(at)?;
        let name = self.names.name(self.rest(at))?;
        let is_longest = cue.is_none_or(|(_, length)| {
            name.length > length || name.length == length && (name.is_literal || name.is_form)
        });
        let is_word = token.kind == TokenKind::Word && !token.is_code;
        let is_other =
            is_word && (self.is_date(at) || cue.is_some() && self.is_noun_of_movement(at));
        (is_longest && !is_other).then_some(name)
    }

    /// A name in other words, a percentile, a time or a number: what is read before the cues.
    fn thing(&self, at: usize) -> Option<(What, usize)> {
        let rest = self.rest(at);
        self.named_by_weak_word(at)
            .map(|series| (What::Name(vec![series], false), 1))
            .or_else(|| self.named_by_label(at).map(|series| (What::Name(vec![series], true), 1)))
            .or_else(|| self.is_unknown_name(at).then_some((What::Unknown, 1)))
            .or_else(|| cued(shares::percentile(rest)))
            .or_else(|| cued(shares::ordinal_percentile(rest, self.recent(at, 8))))
            .or_else(|| timed(self.time(at)))
            .or_else(|| timed(self.day_of_table(at)))
            .or_else(|| timed(self.year(at)))
            .or_else(|| cued(shares::share_below(rest, self.recent(at, 6))))
            .or_else(|| {
                self.figure(at).map(|(figure, length)| (What::Number(Box::new(figure)), length))
            })
    }

    fn push(&mut self, at: usize, length: usize, what: What) -> usize {
        let tokens = self.tokens.get(at..at + length).unwrap_or_default();
        if let [first, ..] = tokens
            && let Some(last) = tokens.last()
        {
            let range = first.range.start..last.range.end;
            if self.mentions.len() - self.sentence_start >= MAX_MENTIONS_OF_A_SENTENCE {
                self.sentence += 1;
            }
            if self.mentions.last().is_none_or(|last| last.sentence != self.sentence) {
                self.sentence_start = self.mentions.len();
            }
            self.mentions.push(Mention {
                range,
                what,
                word: first.lower.clone(),
                last_word: last.lower.clone(),
                sentence: self.sentence,
                is_whole: false,
            });
        }
        length
    }

    fn push_name(&mut self, at: usize, name: Name) -> usize {
        self.push(at, name.length, What::Name(name.series, name.is_literal));
        if let Some(mention) = self.mentions.last_mut() {
            mention.is_whole = name.is_whole;
        }
        name.length
    }

    /// Adds a word or a sign that says nothing by itself. It may end the sentence.
    fn push_other(&mut self, at: usize) -> usize {
        let ends = self.ends_sentence(at);
        let is_mark = self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark);
        self.push(at, 1, if ends || is_mark { What::Mark } else { What::Word });
        self.sentence += usize::from(ends);
        1
    }

    /// The tokens from one on.
    fn rest(&self, at: usize) -> &'t [Token] {
        self.tokens.get(at..).unwrap_or_default()
    }

    /// So many tokens before one.
    fn recent(&self, at: usize, count: usize) -> &'t [Token] {
        self.tokens.get(at.saturating_sub(count)..at).unwrap_or_default()
    }

    /// The word so many tokens before one.
    pub(super) fn word_before(&self, at: usize, back: usize) -> &'t str {
        at.checked_sub(back).map_or("", |at| text(self.tokens, at))
    }

    /// A token as the text writes it.
    pub(super) fn own_text(&self, token: &Token) -> &'t str {
        self.text.get(token.range.clone()).unwrap_or_default()
    }

    /// Whether a token is a reference to a fact: `[s1.max]`.
    fn is_reference(&self, token: &Token) -> bool {
        let has_member = token.lower.contains('.') || token.lower.contains('_');
        let is_header =
            || self.facts.series.iter().any(|series| series.name.to_lowercase() == token.lower);
        names::is_fact_id(&token.lower) && has_member && !is_header()
    }

    /// Whether a word looks like the name of a series and is none; `:rotating_light:` is that of a picture.
    fn is_unknown_name(&self, at: usize) -> bool {
        let is_shortcode = self.word_before(at, 1) == ":"
            && text(self.tokens, at + 1) == ":"
            && glued(self.tokens, at + 1);
        !is_shortcode && self.tokens.get(at).is_some_and(|token| self.names.is_unknown(token))
    }

    /// `the level was`, `the speed rose`: a weak word of one header, where something is said of it or it is counted.
    fn named_by_weak_word(&self, at: usize) -> Option<usize> {
        let is_said = matches!(
            text(self.tokens, at + 1),
            "was" | "is" | "stood" | "stands" | "had" | "has" | "reached" | "peaked" | "averaged"
        );
        let is_noun = self.word_before(at, 1) == "the" && is_said;
        let token = self.tokens.get(at)?;
        // `1,380 visitors and 98 groups` of a header `school groups`
        let is_counted = token.lower.ends_with('s')
            && matches!(
                self.mentions.last().map(|before| &before.what),
                Some(What::Number(figure)) if figure.unit.is_none() && figure.written.digits >= 2
            );
        self.names.of_weak_word(token).filter(|_| is_noun || is_counted)
    }

    /// `loss 3.42 %, in 230.6M, out 91.7M`: in a list a little word is a name if a value follows that is no count.
    fn named_by_label(&self, at: usize) -> Option<usize> {
        let is_opened = matches!(self.word_before(at, 1), "," | ";" | "|" | "(" | "");
        let value = self.tokens.get(at + 1).filter(|token| token.kind == TokenKind::Number)?;
        let has_letter = glued(self.tokens, at + 2)
            && self.tokens.get(at + 2).is_some_and(|token| token.kind == TokenKind::Word);
        let is_value = value.lower.contains('.') || has_letter;
        self.names.of_little_word(self.tokens.get(at)?).filter(|_| is_opened && is_value)
    }

    /// Whether a name is a word of movement here: `a loss of 5 %`.
    fn is_noun_of_movement(&self, at: usize) -> bool {
        matches!(self.word_before(at, 1), "a" | "an")
            && text(self.tokens, at + 1) == "of"
            && self.tokens.get(at + 2).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// `units/min` is a rate, not a minimum.
    fn is_minute_of_rate(&self, at: usize) -> bool {
        text(self.tokens, at) == "min" && glued(self.tokens, at) && self.word_before(at, 1) == "/"
    }
}

fn cued(found: Option<(Cue, usize)>) -> Option<(What, usize)> {
    found.map(|(cue, length)| (What::Cue(cue), length))
}

fn timed(found: Option<(Time, usize)>) -> Option<(What, usize)> {
    found.map(|(time, length)| (What::Time(Box::new(time)), length))
}
