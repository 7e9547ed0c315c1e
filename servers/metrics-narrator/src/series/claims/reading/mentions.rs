//! Reads a text as a row of mentions: names of series, numbers with their units, times, and words that say what these
//! are.

use std::ops::Range;

use crate::series::facts::{Facts, Series};

use super::{
    dates, figures, joins,
    names::{self, Names},
    numerals::Written,
    shares,
    statistics::{self, Cue},
    times::{self, Time},
    tokens::{Start, Token, TokenKind},
    units::{self, Unit},
    words,
};

/// Something in a text.
#[derive(Clone, Debug)]
pub(in crate::series::claims) struct Mention {
    /// Its bytes in the text.
    pub(in crate::series::claims) range: Range<usize>,
    pub(in crate::series::claims) what: What,
    /// Its first word or sign, in lower case.
    pub(in crate::series::claims) word: String,
    /// Its last word or sign.
    pub(in crate::series::claims) last_word: String,
    /// The number of its sentence.
    pub(in crate::series::claims) sentence: usize,
    /// Whether a name says all of its header.
    is_whole: bool,
}

impl Mention {
    /// Whether a name is more than one word of a longer header.
    pub(in crate::series::claims) fn is_whole_name(&self) -> bool {
        self.is_whole || self.word != self.last_word
    }
}

/// What is mentioned.
#[derive(Clone, Debug)]
pub(in crate::series::claims) enum What {
    /// These series, or one of them; whether in words of the header itself.
    Name(Vec<usize>, bool),
    /// A name of something that is not in the table.
    Unknown,
    Number(Box<Figure>),
    Time(Box<Time>),
    Cue(Cue),
    /// The start of a line.
    Start(Start),
    /// Any other word.
    Word,
    /// Any other sign.
    Mark,
}

/// A number with what stands around it and belongs to it.
#[derive(Clone, Debug)]
pub(in crate::series::claims) struct Figure {
    pub(in crate::series::claims) written: Written,
    pub(in crate::series::claims) unit: Option<Unit>,
    /// How many seconds the number is, if its unit is one of time.
    pub(in crate::series::claims) seconds_per_unit: Option<f64>,
    /// The time in seconds that it is told for: `per day`.
    pub(in crate::series::claims) per_seconds: Option<f64>,
    pub(in crate::series::claims) hedge: Hedge,
}

impl Figure {
    /// Whether it says how many times something is something else.
    pub(in crate::series::claims) fn is_ratio(&self) -> bool {
        self.unit.as_ref().is_some_and(|unit| unit.dimension == units::Dimension::Times)
    }

    /// Whether it may be a value of a series; seconds and more are lengths of time.
    pub(in crate::series::claims) fn is_value(&self) -> bool {
        self.seconds_per_unit.is_none_or(|seconds| seconds < 1.0)
    }

    /// The same number in the thousands or millions of another: the first of `17.9 to 28.2 thousand`.
    pub(in crate::series::claims) fn at_scale_of(&self, other: &Self) -> Self {
        let mut figure = self.clone();
        let scale_of = |figure: &Self| figure.written.scale;
        if scale_of(&figure) == 1.0 && scale_of(other) != 1.0 {
            figures::scale(&mut figure.written, scale_of(other));
        }
        figure
    }
}

/// How a number is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::series::claims) enum Hedge {
    /// As it is.
    None,
    /// As near to something.
    About,
    /// As a little more than something.
    Under,
    /// As a little less than something.
    Over,
}

/// A sentence is cut after so many mentions; none is as long, and it bounds what a number in it costs.
const MOST_MENTIONS_OF_A_SENTENCE: usize = 250;

/// The mentions of a text.
pub(in crate::series::claims) fn mentions(
    text: &str,
    tokens: &[Token],
    names: &Names,
    facts: &Facts,
) -> Vec<Mention> {
    let mut reader =
        Reader { text, tokens, names, facts, mentions: Vec::new(), sentence: 0, sentence_start: 0 };
    let mut at = 0;
    while at < tokens.len() {
        let taken = reader.read(at).max(1);
        at += taken;
    }
    joins::join_days(&mut reader.mentions);
    joins::share_units(&mut reader.mentions);
    joins::share_durations(&mut reader.mentions);
    reader.mentions
}

pub(in crate::series::claims) struct Reader<'t> {
    pub(in crate::series::claims) text: &'t str,
    pub(in crate::series::claims) tokens: &'t [Token],
    names: &'t Names,
    pub(in crate::series::claims) facts: &'t Facts,
    mentions: Vec<Mention>,
    sentence: usize,
    /// The first mention of the sentence.
    sentence_start: usize,
}

impl Reader<'_> {
    /// Reads the mention at a token, and returns how many tokens it takes.
    fn read(&mut self, at: usize) -> usize {
        let rest = self.tokens.get(at..).unwrap_or_default();
        let Some(token) = rest.first() else { return 1 };
        if let TokenKind::Start(start) = token.kind {
            self.sentence += 1;
            return self.push(at, 1, What::Start(start));
        }
        if self.is_reference(rest) {
            return 1;
        }
        // `in the low 120s` tells no lowest value.
        let is_of_decade = |length: usize| {
            let word = length.checked_sub(1).and_then(|at| rest.get(at));
            figures::decade(rest.get(length..).unwrap_or_default(), word).is_some()
        };
        let cue = cue(rest).filter(|(_, length)| !is_of_decade(*length));
        if let Some(name) = self.names.name(rest)
            && cue.is_none_or(|(_, length)| {
                name.length > length || name.length == length && (name.is_literal || name.is_form)
            })
            && !(token.kind == TokenKind::Word
                && !token.is_code
                && (self.is_date(at) || cue.is_some() && self.is_noun_of_movement(at)))
        {
            self.push(at, name.length, What::Name(name.series, name.is_literal));
            if let Some(mention) = self.mentions.last_mut() {
                mention.is_whole = name.is_whole;
            }
            return name.length;
        }
        if let Some(series) = self.named_by_weak_word(at) {
            return self.push(at, 1, What::Name(vec![series], false));
        }
        if self.names.is_unknown(token) && !self.is_shortcode(at) {
            return self.push(at, 1, What::Unknown);
        }
        let recent = self.tokens.get(at.saturating_sub(8)..at).unwrap_or_default();
        if let Some((cue, length)) =
            shares::percentile(rest).or_else(|| shares::ordinal_percentile(rest, recent))
        {
            return self.push(at, length, What::Cue(cue));
        }
        if let Some((time, length)) = dates::time(rest, self.tokens.get(at.wrapping_sub(1)))
            && times::says_something(&time)
            && !self.is_amount(rest, length, &time)
        {
            // `just after midnight`
            let word = |back: usize| {
                let token = at.checked_sub(back).and_then(|at| self.tokens.get(at));
                token.map_or("", |token| token.lower.as_str())
            };
            let is_beside = matches!(word(1), "after" | "before" | "past");
            let is_rough = dates::is_rough(word(1)) || is_beside && dates::is_rough(word(2));
            let time = Time { is_rough: time.is_rough || is_rough, ..time };
            return self.push(at, length, What::Time(Box::new(time)));
        }
        let table = &self.facts.table;
        if let Some((date, length)) = dates::day_and_month(rest)
            && table.step_seconds >= 3_600.0
            && date.fits_between(table.from, table.to)
        {
            return self.push(at, length, What::Time(Box::new(date)));
        }
        if let Some((year, length)) = self.year(at) {
            return self.push(at, length, What::Time(Box::new(year)));
        }
        if let Some((cue, length)) =
            shares::share_below(rest, self.tokens.get(at.saturating_sub(6)..at).unwrap_or_default())
        {
            return self.push(at, length, What::Cue(cue));
        }
        if let Some((figure, length)) = self.figure(at) {
            return self.push(at, length, What::Number(Box::new(figure)));
        }
        // `units/min` is a rate, not a minimum.
        let is_of_rate = token.lower == "min"
            && token.is_glued
            && at
                .checked_sub(1)
                .and_then(|at| self.tokens.get(at))
                .is_some_and(|it| it.lower == "/");
        // `the first Sunday of December` is a date.
        let is_of_weekday = matches!(token.lower.as_str(), "first" | "last")
            && self.tokens.get(at + 1).is_some_and(|next| {
                next.lower.strip_suffix("day").is_some_and(|day| WEEKDAYS.contains(&day))
            })
            && self
                .tokens
                .get(at + 2)
                .is_some_and(|next| matches!(next.lower.as_str(), "of" | "in"));
        if let Some((cue, length)) = cue.filter(|_| !is_of_rate && !is_of_weekday) {
            return match cue {
                Cue::Idle => (0..length).map(|word| self.push(at + word, 1, What::Word)).sum(),
                _ => self.push(at, length, What::Cue(cue)),
            };
        }
        if self.ends_sentence(at) {
            self.push(at, 1, What::Mark);
            self.sentence += 1;
            return 1;
        }
        let is_mark = token.kind == TokenKind::Mark;
        self.push(at, 1, if is_mark { What::Mark } else { What::Word })
    }

    fn push(&mut self, at: usize, length: usize, what: What) -> usize {
        let tokens = self.tokens.get(at..at + length).unwrap_or_default();
        if let [first, ..] = tokens
            && let Some(last) = tokens.last()
        {
            let range = first.range.start..last.range.end;
            if self.mentions.len() - self.sentence_start >= MOST_MENTIONS_OF_A_SENTENCE {
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

    /// Whether a token is part of a reference to a fact: `[s1.max]`.
    fn is_reference(&self, rest: &[Token]) -> bool {
        let Some(token) = rest.first() else { return false };
        let has_member = token.lower.contains('.') || token.lower.contains('_');
        names::is_fact_id(&token.lower) && has_member && !self.names_header(&token.lower)
    }

    fn names_header(&self, word: &str) -> bool {
        self.facts.series.iter().any(|series| series.name.to_lowercase() == word)
    }

    /// Whether a word is a picture's name: `:rotating_light:`.
    fn is_shortcode(&self, at: usize) -> bool {
        let is_colon = |at: Option<usize>| {
            at.and_then(|at| self.tokens.get(at)).is_some_and(|token| token.lower == ":")
        };
        is_colon(at.checked_sub(1))
            && is_colon(Some(at + 1))
            && self.tokens.get(at + 1).is_some_and(|token| token.is_glued)
    }

    /// `the level was`, `the speed rose`: a weak word of one header, where something is said of it.
    fn named_by_weak_word(&self, at: usize) -> Option<usize> {
        let word = |at: Option<usize>| {
            at.and_then(|at| self.tokens.get(at)).map_or("", |token| token.lower.as_str())
        };
        let is_said = matches!(
            word(Some(at + 1)),
            "was" | "is" | "stood" | "stands" | "had" | "has" | "reached" | "peaked" | "averaged"
        );
        let is_noun = word(at.checked_sub(1)) == "the" && is_said;
        self.names.of_weak_word(self.tokens.get(at)?).filter(|_| is_noun)
    }

    /// Whether a name is a word of movement here: `a loss of 5 %`.
    fn is_noun_of_movement(&self, at: usize) -> bool {
        let word = |at: Option<usize>| {
            at.and_then(|at| self.tokens.get(at)).map_or("", |token| token.lower.as_str())
        };
        let rest = self.tokens.get(at + 2..).unwrap_or_default();
        matches!(word(at.checked_sub(1)), "a" | "an")
            && word(Some(at + 1)) == "of"
            && rest.first().is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Whether a word that could name a series is a date here: `March`.
    fn is_date(&self, at: usize) -> bool {
        let rest = self.tokens.get(at..).unwrap_or_default();
        dates::time(rest, None).is_some_and(|(time, _)| time.day.is_some() || time.has_clock())
    }

    /// Whether what reads like a time is an amount: `1 m`, `5 sec` are read elsewhere.
    fn is_amount(&self, rest: &[Token], length: usize, time: &Time) -> bool {
        // A day without a month before a noun: `the first anomaly`.
        let is_ordinal_word = time.day.is_some()
            && time.month.is_none()
            && rest.first().is_some_and(|token| token.kind == TokenKind::Word);
        // A zone alone.
        let is_zone = !time.has_date() && !time.has_clock();
        is_zone && rest.first().is_some_and(|token| token.kind == TokenKind::Mark)
            || is_ordinal_word
            || length == 0
    }

    /// A year alone: where a table tells years and a word says that one follows.
    fn year(&self, at: usize) -> Option<(Time, usize)> {
        let token = self
            .tokens
            .get(at)
            .filter(|token| token.kind == TokenKind::Number && token.lower.len() == 4)?;
        let year: i32 = token.lower.parse().ok()?;
        let years = [self.facts.table.from, self.facts.table.to]
            .map(|moment| moment.wall().map(|wall| chrono::Datelike::year(&wall)));
        let [Some(from), Some(to)] = years else { return None };
        let before = at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .map_or("", |token| token.lower.as_str());
        // Where a row is a month or more, a lone number of the right size is a year; elsewhere a word must say so.
        let is_coarse = self.facts.table.step_seconds > 20.0 * 86_400.0;
        // `Metro 2023 in brief`: behind a word, where no series has values that are near.
        let follows_word = at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .is_none_or(|before| matches!(before.kind, TokenKind::Word | TokenKind::Start(_)));
        let is_value = |series: &Series| {
            let summary = series.summary.as_ref();
            let year = f64::from(year);
            summary.is_none_or(|it| it.min <= year * 1.5 && it.max >= year * 0.5)
        };
        let is_no_value = || !self.facts.series.iter().any(is_value);
        let expects =
            is_coarse || words::holds(YEAR_WORDS, before) || follows_word && is_no_value();
        let next = self.tokens.get(at + 1);
        let has_unit = next.is_some_and(|next| {
            units::unit(self.text.get(next.range.clone()).unwrap_or_default()).is_some()
        });
        let is_near = (from - 1..=to + 1).contains(&year);
        (is_near && expects && !has_unit).then(|| (Time { year: Some(year), ..Time::default() }, 1))
    }

    /// Whether a sentence ends at a token.
    fn ends_sentence(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        match token.lower.as_str() {
            "!" | "?" => true,
            "|" => false,
            "." => {
                let before = at
                    .checked_sub(1)
                    .and_then(|at| self.tokens.get(at))
                    .map_or("", |token| token.lower.as_str());
                let next = self.tokens.get(at + 1);
                let is_abbreviation = token.is_glued
                    && (matches!(
                        before,
                        "approx"
                            | "ca"
                            | "vs"
                            | "avg"
                            | "max"
                            | "min"
                            | "std"
                            | "no"
                            | "e"
                            | "i"
                            | "etc"
                            | "dev"
                            | "incl"
                            | "resp"
                            | "st"
                            | "cf"
                            | "al"
                    ) || matches!(before, "g" | "m"));
                let is_lower = |next: &Token| {
                    self.text
                        .get(next.range.clone())
                        .and_then(|text| text.chars().next())
                        .is_some_and(char::is_lowercase)
                };
                let starts_new = next.is_none_or(|next| !next.is_glued);
                // `s.d. 6.5`
                let is_dotted = next.is_some_and(|next| next.kind == TokenKind::Number)
                    && (before == "s.d"
                        || before == "d"
                            && at
                                .checked_sub(2)
                                .and_then(|at| self.tokens.get(at))
                                .is_some_and(|token| token.lower == "."));
                let is_abbreviation = is_abbreviation || is_dotted;
                // Units and the point of `a.m.` may end a sentence as well.
                let may_end = matches!(before, "m" | "min" | "max" | "avg" | "std" | "dev" | "etc");
                starts_new && !(is_abbreviation && (!may_end || next.is_some_and(is_lower)))
            }
            _ => false,
        }
    }
}

/// Days of the week, without their end.
const WEEKDAYS: [&str; 7] = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"];

/// Words before a year.
const YEAR_WORDS: &str = "\
    in since until till of by from to through during year early late mid - – — ( and after before between around \
    about for throughout summer winter spring autumn over all";

/// The cue at the first token, and how many tokens it takes.
fn cue(rest: &[Token]) -> Option<(Cue, usize)> {
    let first = rest.first().filter(|token| {
        // `s.d.` is one word with a point inside.
        matches!(token.kind, TokenKind::Word) || matches!(token.lower.as_str(), "ρ" | "s.d" | "±")
    })?;
    let mut phrase = first.lower.clone();
    if let Some(owner) = phrase.strip_suffix("'s") {
        phrase = owner.to_owned();
    }
    let mut best = None;
    for length in 1..=LONGEST_PHRASE {
        match statistics::phrase(&phrase) {
            None => break,
            Some(cue) => best = cue.map(|cue| (cue, length)).or(best),
        }
        let Some(next) = rest.get(length) else { break };
        if matches!(next.kind, TokenKind::Start(_)) {
            break;
        }
        if next.is_glued && !next.lower.is_empty() {
            phrase.push_str(&next.lower);
        } else {
            phrase.push(' ');
            phrase.push_str(&next.lower);
        }
        // `peak-to-trough`: the parts of a compound are glued to one another.
    }
    best
}

/// The longest phrase of the list, in tokens.
const LONGEST_PHRASE: usize = 7;
