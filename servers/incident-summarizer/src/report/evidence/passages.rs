//! A report in passages: the sentences of its paragraphs and items, its rows and its headings, each with the stems of
//! its telling words, so that a statement can be looked for where its words stand together.

use std::{collections::HashMap, ops::Range};

use rust_stemmers::{Algorithm, Stemmer};

use super::super::{
    sections::{self, Kind},
    sentences::{self, is_common},
    words::words,
};

/// The passages of a report, and where each stem stands.
#[derive(Debug, Default)]
pub(super) struct Passages {
    pub(super) passages: Vec<Passage>,
    pub(super) lines: Vec<Line>,
    /// The number of each stem.
    stems: HashMap<String, usize>,
    /// The passages of each stem, by its number, in order.
    places: Vec<Vec<usize>>,
    /// How many words it has, and how many of these stand in every English text.
    words: usize,
    common_words: usize,
}

/// A sentence, a row or a heading.
#[derive(Debug)]
pub(super) struct Passage {
    /// Where it stands, in bytes.
    pub(super) range: Range<usize>,
    /// The line that it is in, by its place.
    pub(super) line: usize,
}

/// A line of the report's text, which is a whole paragraph, item, row or heading.
#[derive(Debug)]
pub(super) struct Line {
    /// Where it stands, in bytes, with its marks.
    pub(super) range: Range<usize>,
    /// Its passages, by their places.
    pub(super) passages: Range<usize>,
    pub(super) form: Form,
    /// The item or the announcing paragraph that it belongs to, by its place.
    pub(super) parent: Option<usize>,
    /// The heading that it stands under, by its place.
    pub(super) heading: Option<usize>,
    /// What it stands under.
    pub(super) kind: Kind,
    /// What the lines stand under that belong to it.
    below: Kind,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Heading,
    Item { depth: usize },
    Row,
    Text,
}

impl Passages {
    /// The passages of the text that a document makes.
    pub(super) fn of(text: &str) -> Self {
        let mut found = Self::default();
        let mut stems = Stems::default();
        let mut kinds: Vec<(usize, Kind)> = Vec::new();
        let mut begin = 0;
        for line in text.split_inclusive('\n') {
            let range = begin..begin + line.trim_end().len();
            begin += line.len();
            let line = line.trim_end();
            if line.is_empty() || line == "```" {
                continue;
            }
            let (form, marks) = form(line);
            let place = found.lines.len();
            if form == Form::Heading {
                let level = line.bytes().take_while(|byte| *byte == b'#').count();
                kinds.retain(|(above, _)| *above < level);
                let around = kinds.last().map_or(Kind::Other, |(_, kind)| *kind);
                let own = sections::kind(line.get(marks..).unwrap_or_default());
                kinds.push((level, own.unwrap_or(around)));
            }
            let first = found.passages.len();
            let words = line.get(marks..).unwrap_or_default();
            let sentences = match form {
                Form::Row | Form::Heading => vec![words],
                Form::Item { .. } | Form::Text => sentences::split(words),
            };
            for sentence in sentences {
                let from = range.start + (sentence.as_ptr().addr() - line.as_ptr().addr());
                found.add(sentence, from..from + sentence.len(), place, &mut stems);
            }
            let (parent, heading) = (found.parent(form), found.heading(form));
            let above =
                parent.and_then(|parent| found.lines.get(parent)).map(|parent| parent.below);
            let kind = above.unwrap_or(kinds.last().map_or(Kind::Other, |(_, kind)| *kind));
            let below = below(words, kind);
            let passages = first..found.passages.len();
            found.lines.push(Line { range, passages, form, parent, heading, kind, below });
        }
        found
    }

    fn add(&mut self, sentence: &str, range: Range<usize>, line: usize, stems: &mut Stems) {
        let place = self.passages.len();
        self.passages.push(Passage { range, line });
        let mut last = String::new();
        for word in words(sentence) {
            self.words += 1;
            self.common_words += usize::from(is_common(&word));
            if is_telling(&word) {
                self.index(stems.of(&word), place);
                // "Web interface" is found as "webinterface" as well.
                if !last.is_empty() {
                    self.index(stems.of(&(last + &word)), place);
                }
                last = word;
            } else {
                last.clear();
            }
        }
    }

    fn index(&mut self, stem: String, place: usize) {
        let next = self.places.len();
        let number = *self.stems.entry(stem).or_insert(next);
        if number == next {
            self.places.push(Vec::new());
        }
        if let Some(places) =
            self.places.get_mut(number).filter(|places| places.last() != Some(&place))
        {
            places.push(place);
        }
    }

    /// The telling stems of a text, with two words as one where the report writes them so: "web interface" as
    /// "webinterface".
    pub(super) fn stems_of(&self, text: &str) -> Vec<String> {
        let mut found = stems(text);
        for (one, other) in words(text).zip(words(text).skip(1)) {
            let (parts, whole) = ([stems(&one), stems(&other)].concat(), stems(&(one + &other)));
            let is_known = |stem: &String| self.places(stem).is_some();
            if parts.len() == 2 && !parts.iter().all(is_known) && whole.iter().all(is_known) {
                found.retain(|stem| !parts.contains(stem));
                found.extend(whole);
            }
        }
        found
    }

    /// The item above that a deeper item belongs to, or the paragraph that announces a list.
    fn parent(&self, form: Form) -> Option<usize> {
        let last = self.lines.last()?;
        let place = self.lines.len() - 1;
        match (form, last.form) {
            (Form::Item { depth }, Form::Item { depth: above }) if above < depth => Some(place),
            (Form::Item { depth }, Form::Item { depth: above }) if above == depth => last.parent,
            (Form::Item { depth }, Form::Item { .. }) => self.outer(last.parent, depth),
            (Form::Item { .. } | Form::Row, Form::Text) => Some(place),
            (Form::Row, Form::Row) => last.parent,
            _ => None,
        }
    }

    /// What an item of `depth` belongs to, behind items that are deeper. Lists nest as deep as a document may.
    fn outer(&self, mut inner: Option<usize>, depth: usize) -> Option<usize> {
        while let Some(line) = inner.and_then(|place| self.lines.get(place)) {
            match line.form {
                Form::Item { depth: above } if above >= depth => inner = line.parent,
                _ => break,
            }
        }
        inner
    }

    /// The heading that the next line stands under.
    fn heading(&self, form: Form) -> Option<usize> {
        let last = self.lines.last().filter(|_| form != Form::Heading)?;
        if last.form == Form::Heading { Some(self.lines.len() - 1) } else { last.heading }
    }

    /// The passages in which a stem stands; none if the report does not know it.
    pub(super) fn places(&self, stem: &str) -> Option<&[usize]> {
        self.places.get(*self.stems.get(stem)?).map(Vec::as_slice)
    }

    /// Whether it is written in English sentences: an English answer about another text shares few of its words.
    pub(super) fn is_english(&self) -> bool {
        self.common_words as f64 >= MIN_COMMON * self.words as f64
    }

    /// The line that a passage is in.
    pub(super) fn line(&self, passage: usize) -> Option<&Line> {
        self.lines.get(self.passages.get(passage)?.line)
    }
}

/// More than a third of the words of English prose are common, and hardly one of ten words of other languages looks
/// like one.
const MIN_COMMON: f64 = 0.15;

/// What the lines stand under that belong to one with these words, if `around` holds for it: it may be a label.
fn below(words: &str, around: Kind) -> Kind {
    let label = words.split_once(':').map_or(words, |(label, _)| label);
    let own = sections::kind(label);
    own.filter(|_| !matches!(around, Kind::ActionItems | Kind::Timeline)).unwrap_or(around)
}

/// What a line of the text is, and how many bytes of marks stand before its words.
fn form(line: &str) -> (Form, usize) {
    let inner = line.trim_start();
    let indent = line.len() - inner.len();
    let levels = inner.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&levels) && inner.get(levels..).is_some_and(|rest| rest.starts_with(' ')) {
        return (Form::Heading, levels + 1);
    }
    match inner.get(..2) {
        Some("- ") => (Form::Item { depth: indent / 2 }, indent + 2),
        Some("| ") => (Form::Row, 2),
        Some("> ") => (Form::Text, 2),
        _ => (Form::Text, 0),
    }
}

/// The words of a text with one blank between, and at its ends: so that a text is found in another whatever its marks
/// are.
pub(super) fn spoken(text: &str) -> String {
    words(text).fold(" ".to_owned(), |spoken, word| spoken + &word + " ")
}

/// Whether a word says what a text is about.
pub(super) fn is_telling(word: &str) -> bool {
    word.len() > 1
        && word.contains(char::is_alphabetic)
        && !is_common(word)
        && !EMPTY_VERBS.contains(&word)
}

/// Verbs that say nothing without the words beside them.
const EMPTY_VERBS: &[&str] =
    &["go", "goes", "going", "went", "get", "gets", "got", "getting", "let", "lets", "put", "puts"];

/// The telling stems of a text, each once, in order.
pub(super) fn stems(text: &str) -> Vec<String> {
    let mut stems = Stems::default();
    let mut found: Vec<String> = Vec::new();
    for word in words(text).filter(|word| is_telling(word)).take(MAX_WORDS) {
        let stem = stems.of(&word);
        if !found.contains(&stem) {
            found.push(stem);
        }
    }
    found
}

/// A statement of more telling words is looked for by its first ones.
const MAX_WORDS: usize = 64;

/// The stems of words, cut to the length at which forms of one word still agree: "configuration" and "config". Reports
/// repeat their words, and stemming is most of the work here.
struct Stems {
    stemmer: Stemmer,
    known: HashMap<String, String>,
}

impl Default for Stems {
    fn default() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::English), known: HashMap::new() }
    }
}

impl Stems {
    fn of(&mut self, word: &str) -> String {
        if let Some(stem) = self.known.get(word) {
            return stem.clone();
        }
        // "Failure" and "fail".
        let stem = self.stemmer.stem(word);
        let stem = stem.strip_suffix("ur").filter(|stem| stem.len() >= 4).unwrap_or(&stem);
        let stem: String = stem.chars().take(MAX_STEM_CHARACTERS).collect();
        self.known.insert(word.to_owned(), stem.clone());
        stem
    }
}

const MAX_STEM_CHARACTERS: usize = 6;
