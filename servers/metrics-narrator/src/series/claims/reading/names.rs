//! Finds the series that a text speaks of.
//!
//! People do not copy headers: `http_requests_total` becomes "requests", `Temp (°C)` "the temperature". A run of words
//! names those series whose header holds all of them; the more words, the fewer series. Words that any text about a
//! table holds name a series only together with others, or where they are its whole name. `words/names.txt` has the
//! abbreviations of headers and the words that stand for one another.
//!
//! - `headers` says what words a header holds, `stems` what they are without their endings
//! - `spelled` finds headers that are written out, `runs` the words of one header that follow one another
//! - `lists` reads `words/names.txt`

mod headers;
mod lists;
mod runs;
mod spelled;
mod stems;

use std::collections::{BTreeMap, HashSet};

use crate::series::facts::{Facts, Series};

use self::{
    headers::{abbreviations, acronyms, header_stems, without_unit, words_of_unit},
    lists::LISTS,
    stems::{is_little, is_weak, letters, root_of_verb, words_of},
};
use super::tokens::{Token, TokenKind};

pub(in crate::series::claims) use stems::stem;

/// Which series are named by which words.
#[derive(Debug)]
pub(super) struct Names {
    /// The series whose header holds a word, by the word's stem.
    by_word: BTreeMap<String, Vec<usize>>,
    /// The series whose header has an acronym: `NAV`.
    by_acronym: BTreeMap<String, Vec<usize>>,
    /// As `by_word`, for words that only stand for one of the header.
    by_likeness: BTreeMap<String, Vec<usize>>,
    /// The stems of each header, without units.
    headers: Vec<Header>,
    /// Names of other columns, as identifiers.
    others: HashSet<String>,
}

#[derive(Debug)]
struct Header {
    /// The header in lower case.
    lower: String,
    stems: Vec<String>,
    /// The header's letters and digits, in lower case.
    letters: String,
    /// As `letters`, without a unit in brackets.
    short_letters: String,
}

/// A name in a text: the series that it may stand for, and how many tokens it takes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    pub(super) series: Vec<usize>,
    pub(super) length: usize,
    /// Whether the words are of the header itself.
    pub(super) is_literal: bool,
    /// Whether they are all of it.
    pub(super) is_whole: bool,
    /// Whether they are another form of a word of the header: `declines` of `declined`.
    pub(super) is_form: bool,
}

/// More series than this are not told apart by their names; it bounds what a name costs.
const MAX_SERIES: usize = 512;

impl Names {
    pub(super) fn of(facts: &Facts) -> Self {
        let mut names = Self {
            by_word: BTreeMap::new(),
            by_acronym: BTreeMap::new(),
            by_likeness: BTreeMap::new(),
            headers: Vec::new(),
            others: HashSet::from([letters(&facts.table.timestamp_column)]),
        };
        for (index, series) in facts.series.iter().enumerate().take(MAX_SERIES) {
            names.add(index, series);
        }
        names
    }

    /// Adds a series by the words of its header, and by those that stand for it.
    fn add(&mut self, index: usize, series: &Series) {
        let stems = header_stems(&series.name);
        let short = letters(without_unit(&series.name));
        for stem in &stems {
            add(&mut self.by_word, stem, index);
            for like in LISTS.likenesses(stem) {
                add(&mut self.by_likeness, like, index);
            }
        }
        // `SpO2` is one word, however its letters are written.
        for like in LISTS.likenesses(&short).filter(|_| !stems.contains(&short)) {
            add(&mut self.by_likeness, like, index);
        }
        for acronym in acronyms(&series.name) {
            add(&mut self.by_acronym, &acronym, index);
        }
        for like in abbreviations(&stems) {
            add(&mut self.by_likeness, &like, index);
        }
        for like in words_of_unit(series) {
            add(&mut self.by_likeness, like, index);
        }
        self.headers.push(Header {
            lower: series.name.to_lowercase(),
            stems,
            letters: letters(&series.name),
            short_letters: short,
        });
    }

    /// The name at the first of the tokens.
    pub(super) fn name(&self, tokens: &[Token]) -> Option<Name> {
        let first = tokens.first()?;
        if (first.kind == TokenKind::Identifier || first.is_code)
            && let Some(name) = self.spelled_as_code(tokens)
        {
            return Some(name);
        }
        if let Some(name) = self.rate(tokens) {
            return Some(name);
        }
        if let Some(name) = self.acronym_in_full(tokens) {
            return Some(name);
        }
        let spelled = self.spelled_in_words(tokens);
        let run = self.run(tokens);
        match (spelled, run) {
            (Some(spelled), Some(run)) if run.length > spelled.length => Some(run),
            (Some(spelled), _) => Some(spelled),
            (None, run) => run,
        }
    }

    /// The series whose header holds a word or one that stands for it.
    fn holding(&self, word: &str) -> (&[usize], bool) {
        match self.by_word.get(word) {
            Some(series) => (series, true),
            None => match self.by_likeness.get(word) {
                Some(series) => (series, false),
                None => (self.of_the_same_root(word), false),
            },
        }
    }

    /// The series whose header holds a word of the same root: `abandonment` and `abandoned`.
    fn of_the_same_root(&self, word: &str) -> &[usize] {
        if let Some(series) = self.of_the_same_verb(word) {
            return series;
        }
        let shared = |other: &str| {
            word.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count()
        };
        // Headers shorten words: `grad` for gradient, `temp` for temperature.
        let is_short = |other: &str| {
            (3..=5).contains(&other.len())
                && word.len() >= other.len() + 3
                && word.starts_with(other)
        };
        let is_root = |other: &str| {
            let (shared, longest) = (shared(other), word.len().max(other.len()));
            let is_like =
                word.len() > 4 && other.len() > 4 && (shared >= 6 || shared >= 5 && longest <= 8);
            (is_like || is_short(other)) && !is_weak(other)
        };
        self.by_word
            .iter()
            .find(|(other, _)| is_root(other))
            .map_or(&[], |(_, series)| series.as_slice())
    }

    /// The series whose header holds the verb that a word is a form of, or else another form of it: `picked` of `Picks`
    /// before `Pickers`, `occupancy` of `Occupied beds`.
    fn of_the_same_verb(&self, word: &str) -> Option<&[usize]> {
        let root = root_of_verb(word).filter(|root| !is_weak(root))?;
        let is_form = |other: &str| !is_weak(other) && root_of_verb(other) == Some(root);
        let form = || self.by_word.iter().find(|(other, _)| is_form(other));
        let found = self.by_word.get_key_value(root).or_else(form);
        found.map(|(_, series)| series.as_slice())
    }

    /// The one series whose header holds a word that names none by itself: `the level was 1.34` of `river_level`.
    pub(super) fn of_weak_word(&self, token: &Token) -> Option<usize> {
        let word = stem(&token.lower);
        let is_noun = token.kind == TokenKind::Word && is_weak(&word) && !is_little(&word);
        match self.by_word.get(&word).filter(|_| is_noun).map(Vec::as_slice) {
            Some([series]) => Some(*series),
            _ => None,
        }
    }

    /// The series whose header is a word that any text holds: the `in` of `in_Mbps`.
    pub(super) fn of_little_word(&self, token: &Token) -> Option<usize> {
        let word = stem(&token.lower);
        let is_it = |header: &Header| matches!(header.stems.as_slice(), [only] if *only == word);
        self.headers.iter().position(is_it).filter(|_| token.kind == TokenKind::Word)
    }

    /// Whether a word that looks like a name is none of this table.
    pub(super) fn is_unknown(&self, token: &Token) -> bool {
        let looks_like_name = token.kind == TokenKind::Identifier && token.lower.contains('_');
        let written = letters(&token.lower);
        looks_like_name
            && !self.others.contains(&written)
            && !is_fact_id(&token.lower)
            && !words_of(token).iter().all(|word| !self.holding(word).0.is_empty() || is_weak(word))
    }
}

fn add(map: &mut BTreeMap<String, Vec<usize>>, word: &str, series: usize) {
    let known = map.entry(word.to_owned()).or_default();
    if known.last() != Some(&series) {
        known.push(series);
    }
}

/// Whether a word is the id of a fact: `s1.max`, `correlation_2`.
pub(super) fn is_fact_id(word: &str) -> bool {
    let first = word.split('.').next().unwrap_or_default();
    let is_series = |word: &str| {
        word.strip_prefix('s').is_some_and(|number| {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    is_series(first)
        || first == "table" && word.contains('.')
        || ["correlation_", "coincidence_", "change_point_", "anomaly_"]
            .iter()
            .any(|kind| first.starts_with(kind))
}
