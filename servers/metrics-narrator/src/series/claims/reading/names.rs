//! Finds the series that a text speaks of.
//!
//! People do not copy headers: `http_requests_total` becomes "requests", `Temp (°C)` "the temperature". A run of words
//! names those series whose header holds all of them; the more words, the fewer series. Words that any text about a
//! table holds name a series only together with others, or where they are its whole name. `words/names.txt` has the
//! abbreviations of headers and the words that stand for one another.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::LazyLock,
};

use crate::series::facts::Facts;

use super::{
    tokens::{Token, TokenKind},
    units,
};

/// Which series are named by which words.
#[derive(Debug)]
pub(in crate::series::claims) struct Names {
    /// The series whose header holds a word, by the word's stem.
    by_word: BTreeMap<String, Vec<usize>>,
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
pub(in crate::series::claims) struct Name {
    pub(in crate::series::claims) series: Vec<usize>,
    pub(in crate::series::claims) length: usize,
    /// Whether the words are of the header itself.
    pub(in crate::series::claims) is_literal: bool,
    /// Whether they are all of it.
    pub(in crate::series::claims) is_whole: bool,
    /// Whether they are another form of a word of the header: `declines` of `declined`.
    pub(in crate::series::claims) is_form: bool,
}

/// More series than this are not told apart by their names; it bounds what a name costs.
const MOST_SERIES: usize = 512;

impl Names {
    pub(in crate::series::claims) fn of(facts: &Facts) -> Self {
        let mut names = Self {
            by_word: BTreeMap::new(),
            by_likeness: BTreeMap::new(),
            headers: Vec::new(),
            others: HashSet::from([letters(&facts.table.timestamp_column)]),
        };
        for (series, fact) in facts.series.iter().enumerate().take(MOST_SERIES) {
            let stems = header_stems(&fact.name);
            for stem in &stems {
                add(&mut names.by_word, stem, series);
                for like in LISTS.likenesses(stem) {
                    add(&mut names.by_likeness, like, series);
                }
            }
            // `SpO2` is one word, however its letters are written.
            let whole = letters(fact.name.split(['(', '[']).next().unwrap_or_default());
            for like in LISTS.likenesses(&whole).filter(|_| !stems.contains(&whole)) {
                add(&mut names.by_likeness, like, series);
            }
            for short in abbreviations(&stems) {
                add(&mut names.by_likeness, &short, series);
            }
            // What is in a currency is a price of something.
            let is_money = |unit: &str| {
                units::unit(unit).is_some_and(|unit| {
                    matches!(&unit.dimension, units::Dimension::Other(name) if units::is_currency(name))
                })
            };
            if fact.unit.as_deref().is_some_and(is_money) {
                add(&mut names.by_likeness, "price", series);
                add(&mut names.by_likeness, "prices", series);
            }
            if fact.name.ends_with("_C")
                || fact.name.ends_with("_F")
                || fact.unit.as_deref().and_then(units::unit).is_some_and(|unit| {
                    matches!(&unit.dimension, units::Dimension::Other(name)
                        if matches!(name.as_str(), "celsius" | "fahrenheit"))
                })
            {
                add(&mut names.by_likeness, "temperature", series);
                add(&mut names.by_likeness, "thermometer", series);
            }
            // What is counted for each second or minute is a throughput.
            if fact.name.to_lowercase().contains("_per_")
                || fact.unit.as_deref().is_some_and(|unit| unit.contains('/'))
            {
                add(&mut names.by_likeness, "throughput", series);
                add(&mut names.by_likeness, "production", series);
            }
            let short = fact.name.split(['(', '[']).next().unwrap_or_default();
            names.headers.push(Header {
                lower: fact.name.to_lowercase(),
                stems,
                letters: letters(&fact.name),
                short_letters: letters(short),
            });
        }
        names
    }

    /// The name at the first of the tokens.
    pub(in crate::series::claims) fn name(&self, tokens: &[Token]) -> Option<Name> {
        let first = tokens.first()?;
        if first.kind == TokenKind::Identifier || first.is_code {
            let length = code_length(tokens);
            let written: String =
                tokens.iter().take(length).map(|token| token.lower.as_str()).collect();
            if let Some(series) = self.spelled(&written) {
                return Some(Name {
                    series,
                    length,
                    is_literal: true,
                    is_whole: true,
                    is_form: false,
                });
            }
        }
        if let Some(name) = self.rate(tokens) {
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

    /// `out/s` of a header `Messages out/s`: its last word with the time that it is told for.
    fn rate(&self, tokens: &[Token]) -> Option<Name> {
        let [word, slash, time, ..] = tokens else { return None };
        let is_rate = word.kind == TokenKind::Word
            && slash.lower == "/"
            && slash.is_glued
            && time.is_glued
            && units::seconds_of(&time.lower).is_some();
        let tail = format!(" {}/{}", word.lower, time.lower);
        let ends =
            self.headers.iter().enumerate().filter(|(_, header)| header.lower.ends_with(&tail));
        let series: Vec<usize> = ends.filter(|_| is_rate).map(|(series, _)| series).collect();
        (!series.is_empty()).then_some(Name {
            series,
            length: 3,
            is_literal: true,
            is_whole: true,
            is_form: false,
        })
    }

    /// The series whose whole header is written, whatever signs part its words.
    fn spelled(&self, written: &str) -> Option<Vec<usize>> {
        let written = letters(written);
        let of = |is_it: &dyn Fn(&Header) -> bool| -> Vec<usize> {
            let headers = self.headers.iter().enumerate();
            headers.filter(|(_, header)| is_it(header)).map(|(series, _)| series).collect()
        };
        let mut whole = of(&|header| header.letters == written);
        if whole.is_empty() {
            whole = of(&|header| header.short_letters == written);
        }
        (!written.is_empty() && !whole.is_empty()).then_some(whole)
    }

    /// As `spelled`, of a few tokens: `Panel temp (°C)`, `PM2.5`, `Energy kWh`.
    fn spelled_in_words(&self, tokens: &[Token]) -> Option<Name> {
        let mut written = String::new();
        let mut best = None;
        for (at, token) in tokens.iter().enumerate().take(16) {
            let added = letters(&token.lower);
            if matches!(token.kind, TokenKind::Start(_)) || at == 0 && added.is_empty() {
                break;
            }
            if added.is_empty() {
                continue;
            }
            written.push_str(&added);
            let is_beginning = self.headers.iter().any(|header| {
                header.letters.starts_with(&written) || header.short_letters.starts_with(&written)
            });
            if !is_beginning {
                break;
            }
            if let Some(series) = self.spelled(&written)
                && (at > 0
                    || !is_little(&token.lower)
                    || token.is_code
                    || is_written_as_name(tokens))
            {
                let closes = usize::from(tokens.get(at + 1).is_some_and(|next| {
                    next.lower == ")" && tokens.iter().take(at).any(|token| token.lower == "(")
                }));
                best = Some(Name {
                    series,
                    length: at + 1 + closes,
                    is_literal: true,
                    is_whole: true,
                    is_form: false,
                });
            }
        }
        best
    }

    /// The longest run of words that are all of one header.
    fn run(&self, tokens: &[Token]) -> Option<Name> {
        let mut series: Vec<usize> = Vec::new();
        let mut stems: Vec<String> = Vec::new();
        let mut length = 0;
        let mut is_literal = false;
        let mut is_literal_throughout = true;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if matches!(token.lower.as_str(), "-" | "/" | "_") && at > 0 && token.is_glued {
                at += 1;
                continue;
            }
            // `level of p95 latency`, `rate of errors` keep their order in no header.
            let words = words_of(token);
            let is_article = token.lower == "a" && !token.is_capital && !token.is_code;
            if words.is_empty() || is_article || (token.kind == TokenKind::Number && at == 0) {
                break;
            }
            // `sign-ups` of a header `new_signups`.
            if let [first, hyphen, second, ..] = tokens.get(at..).unwrap_or_default()
                && hyphen.lower == "-"
                && hyphen.is_glued
                && second.is_glued
                && first.kind == TokenKind::Word
                && second.kind == TokenKind::Word
            {
                let joined = stem(&format!("{}{}", first.lower, second.lower));
                let found = self.by_word.get(&joined).map_or(&[][..], Vec::as_slice);
                let next = if stems.is_empty() { found.to_vec() } else { common(&series, found) };
                if !next.is_empty() {
                    series = next;
                    is_literal = true;
                    stems.push(joined);
                    at += 3;
                    length = at;
                    continue;
                }
            }
            let mut next = series.clone();
            let mut literal = true;
            for word in &words {
                let (found, is_of_header) = self.holding(word);
                literal &= is_of_header;
                let is_first = stems.is_empty() && next.is_empty() && words.first() == Some(word);
                next = if is_first { found.to_vec() } else { common(&next, found) };
            }
            if next.is_empty() {
                break;
            }
            series = next;
            is_literal |= literal;
            is_literal_throughout &= literal;
            stems.extend(words);
            at += 1;
            length = at;
        }
        if length == 0 {
            return None;
        }
        // Headers of which every word is said are meant before longer ones.
        let is_whole = |series: &usize| {
            self.headers
                .get(*series)
                .is_some_and(|header| header.stems.iter().all(|word| stems.contains(word)))
        };
        let whole: Vec<usize> = series.iter().copied().filter(is_whole).collect();
        let is_weak_alone = stems.iter().all(|stem| is_weak(stem));
        let is_code = tokens.first().is_some_and(|token| token.is_code);
        // A whole header of weak words (`load`, `open rate`) is a name if it has two words or is its series' only one.
        let is_little = stems.iter().all(|stem| is_little(stem));
        // `Line B` of `Riders Line B`: two words of the header that single it out.
        let is_singled =
            is_literal_throughout && stems.len() >= 2 && series.len() == 1 && !is_little;
        let is_named = !is_weak_alone
            || is_singled
            || !whole.is_empty() && (!is_little || is_code || is_written_as_name(tokens))
            || is_percentile(&stems) && is_literal;
        let is_whole = !whole.is_empty();
        let series = if whole.is_empty() { series } else { whole };
        let is_form = first_form(&stems, self);
        is_named.then_some(Name { series, length, is_literal, is_whole, is_form })
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

    /// The one series whose header holds a word that names none by itself: `the level was 1.34` of `river_level`.
    pub(in crate::series::claims) fn of_weak_word(&self, token: &Token) -> Option<usize> {
        let word = stem(&token.lower);
        let is_noun = token.kind == TokenKind::Word && is_weak(&word) && !is_little(&word);
        match self.by_word.get(&word).filter(|_| is_noun).map(Vec::as_slice) {
            Some([series]) => Some(*series),
            _ => None,
        }
    }

    /// Whether a word that looks like a name is none of this table.
    pub(in crate::series::claims) fn is_unknown(&self, token: &Token) -> bool {
        let looks_like_name = token.kind == TokenKind::Identifier && token.lower.contains('_');
        let written = letters(&token.lower);
        looks_like_name
            && !self.others.contains(&written)
            && !is_fact_id(&token.lower)
            && !words_of(token).iter().all(|word| !self.holding(word).0.is_empty() || is_weak(word))
    }
}

/// What a header is called for short: the first letters of its words (`RR` for `RespRate`), and a word without the number
/// behind it (`OD` for `OD600`).
fn abbreviations(stems: &[String]) -> Vec<String> {
    const WORDS: [&str; 24] = [
        "am", "an", "as", "at", "be", "by", "do", "go", "he", "if", "in", "is", "it", "me", "my",
        "no", "of", "on", "or", "pm", "so", "to", "up", "we",
    ];
    let initials: String = stems.iter().filter_map(|stem| stem.chars().next()).collect();
    let without_number = stems.iter().filter_map(|stem| {
        let letters = stem.trim_end_matches(|c: char| c.is_ascii_digit());
        (letters.len() < stem.len()).then(|| letters.to_owned())
    });
    let is_told = |short: &String| {
        (2..=4).contains(&short.len())
            && short.chars().all(char::is_alphabetic)
            && !WORDS.contains(&short.as_str())
            && !LISTS.shorts.contains_key(short)
            && !is_weak(short)
            && units::unit(short).is_none()
            && super::statistics::phrase(short).is_none()
    };
    without_number.chain([initials]).filter(is_told).collect()
}

/// Whether the first word is another form of one of a header, and stands for none by a list.
fn first_form(stems: &[String], names: &Names) -> bool {
    stems.first().is_some_and(|stem| {
        !names.by_word.contains_key(stem) && !names.by_likeness.contains_key(stem)
    })
}

/// How many tokens are written as code without a blank between them.
fn code_length(tokens: &[Token]) -> usize {
    let rest = tokens.iter().skip(1).take(12);
    1 + rest.take_while(|token| token.is_code && token.is_glued).count()
}

fn add(map: &mut BTreeMap<String, Vec<usize>>, word: &str, series: usize) {
    let known = map.entry(word.to_owned()).or_default();
    if known.last() != Some(&series) {
        known.push(series);
    }
}

fn common(left: &[usize], right: &[usize]) -> Vec<usize> {
    left.iter().copied().filter(|series| right.contains(series)).collect()
}

/// Whether a word is the id of a fact: `s1.max`, `correlation_2`.
pub(in crate::series::claims) fn is_fact_id(word: &str) -> bool {
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

/// The letters and digits of a name.
fn letters(written: &str) -> String {
    written.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The stems of a header, without its unit.
fn header_stems(header: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in header
        .split(['(', '['])
        .next()
        .unwrap_or_default()
        .split(|c: char| !(c.is_alphanumeric() || c == '.'))
    {
        split_camel(part, &mut words);
    }
    let stems: Vec<String> = words.iter().map(|word| stem(&word.to_lowercase())).collect();
    let is_unit = |at: usize| {
        at > 0
            && (units::unit(words.get(at).map_or("", String::as_str)).is_some()
                || matches!(
                    stems.get(at).map_or("", String::as_str),
                    "percent" | "m3" | "m2" | "c" | "f" | "m" | "per" | "ppm" | "rpm"
                ))
    };
    // Units stand at the end.
    let mut end = stems.len();
    while end > 1 && is_unit(end - 1) {
        end -= 1;
    }
    let kept: Vec<String> = stems.get(..end).unwrap_or_default().to_vec();
    if kept.is_empty() { vec![letters(header)] } else { kept }
}

/// The words of `requestLatencyP95`.
fn split_camel(part: &str, words: &mut Vec<String>) {
    let mut word = String::new();
    let mut was_lower = false;
    for sign in part.chars() {
        if sign.is_uppercase() && was_lower && word.chars().count() > 1 {
            words.push(std::mem::take(&mut word));
        }
        was_lower = sign.is_lowercase();
        word.push(sign);
    }
    if !word.is_empty() {
        words.push(word);
    }
}

/// The stems of a token: one, or those of an identifier.
fn words_of(token: &Token) -> Vec<String> {
    match token.kind {
        TokenKind::Word => {
            let word = token
                .lower
                .strip_suffix("'s")
                .or(token.lower.strip_suffix('\''))
                .unwrap_or(&token.lower);
            vec![stem(word)]
        }
        TokenKind::Identifier => {
            let parts = token.lower.split(['_', '.']).filter(|part| !part.is_empty());
            parts.filter(|part| units::unit(part).is_none()).map(stem).collect()
        }
        TokenKind::Number => vec![token.lower.clone()],
        _ => Vec::new(),
    }
}

/// A word without its plural and its abbreviation.
pub(in crate::series::claims) fn stem(word: &str) -> String {
    let word = LISTS.shorts.get(word).map_or(word, String::as_str);
    let singular = match word.strip_suffix("ies") {
        Some(stem) if stem.len() > 1 => format!("{stem}y"),
        _ if word.ends_with("ss")
            || word.ends_with("us")
            || word.ends_with("is")
            || word.len() < 4 =>
        {
            word.to_owned()
        }
        _ if ["xes", "ches", "shes", "sses"].iter().any(|end| word.ends_with(end)) => {
            word.strip_suffix("es").unwrap_or(word).to_owned()
        }
        _ => word.strip_suffix('s').unwrap_or(word).to_owned(),
    };
    let root = match singular.as_str() {
        word if word.len() > 6 => word.strip_suffix("ing").unwrap_or(word),
        _ => &singular,
    };
    LISTS.shorts.get(root).cloned().unwrap_or_else(|| root.to_owned())
}

/// Whether all that is said is a percentile that a header holds: then the series is meant, not a fact of any series.
fn is_percentile(stems: &[String]) -> bool {
    stems.iter().all(|stem| {
        stem.strip_prefix('p').is_some_and(|number| {
            number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    })
}

/// Whether a word is too little to name a series even if that is its whole header.
fn is_little(word: &str) -> bool {
    super::units::seconds_of(word).is_some()
        || word.len() < 3
        || matches!(
            word,
            "the"
                | "and"
                | "per"
                | "not"
                | "for"
                | "one"
                | "two"
                | "all"
                | "out"
                | "date"
                | "time"
                | "high"
                | "low"
                | "open"
                | "close"
                | "mean"
                | "average"
                | "maximum"
                | "minimum"
                | "median"
                | "change"
                | "first"
                | "last"
                | "row"
                | "line"
                | "data"
                | "series"
                | "value"
        )
}

/// Whether a small word is written with a capital as a header is, and goes on as a name does: `Close averages 95`, but not
/// `Close to 95`.
fn is_written_as_name(tokens: &[Token]) -> bool {
    let next = tokens.get(1).map_or("", |token| token.lower.as_str());
    tokens.first().is_some_and(|token| token.is_capital && token.lower.len() > 2)
        && !matches!(
            next,
            "to" | "by" | "of" | "enough" | "up" | "down" | "the" | "a" | "point" | "points" | "is"
        )
}

fn is_weak(stem: &str) -> bool {
    LISTS.weak.contains(stem) || stem.chars().all(|c| c.is_ascii_digit())
}

/// `words/names.txt`.
struct Lists {
    shorts: HashMap<String, String>,
    groups: Vec<Vec<String>>,
    weak: HashSet<String>,
}

impl Lists {
    /// The words that stand for one of a header.
    fn likenesses<'l>(&'l self, stem: &'l str) -> impl Iterator<Item = &'l str> {
        let groups = self.groups.iter().filter(move |group| group.iter().any(|word| word == stem));
        groups.flatten().map(String::as_str).filter(move |word| *word != stem)
    }
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { shorts: HashMap::new(), groups: Vec::new(), weak: HashSet::new() };
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for (head, entries) in super::words::lines(include_str!("words/names.txt")) {
        match head {
            "short" => lists.shorts.extend(entries.filter_map(|entry| {
                let (short, long) = entry.split_once('=')?;
                Some((short.trim().to_owned(), long.trim().to_owned()))
            })),
            "same" => groups.push(entries.collect()),
            "weak" => lists.weak.extend(entries.map(str::to_owned)),
            _ => {}
        }
    }
    // A group of several words counts by its words that are not weak.
    let single = |shorts: &HashMap<String, String>, entry: &str| -> Vec<String> {
        let words = entry.split(' ').map(|word| {
            let word = word
                .strip_suffix('s')
                .filter(|stem| stem.len() > 3 && !stem.ends_with('s'))
                .unwrap_or(word);
            // As `stem` does.
            let word = Some(word)
                .filter(|word| word.len() > 6)
                .and_then(|word| word.strip_suffix("ing"))
                .unwrap_or(word);
            shorts.get(word).cloned().unwrap_or_else(|| word.to_owned())
        });
        words.collect()
    };
    lists.groups = groups
        .into_iter()
        .map(|group| group.into_iter().flat_map(|entry| single(&lists.shorts, entry)).collect())
        .collect();
    lists
});
