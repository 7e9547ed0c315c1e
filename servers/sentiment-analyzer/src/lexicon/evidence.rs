//! What the words and letters of a text prove about its language.
//!
//! Function words are few, frequent and different in every language, so even a short sentence holds some
//! (Grefenstette 1995, "Comparing two language identification schemes", JADT). `words/function_words.txt`
//! lists them, with the commonest words of opinion, for English and 36 languages in Latin script; other
//! scripts are told by their letters, which `scripts` knows. Names, links and slang prove nothing.
//! `language` decides.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::fnv::Map;
use super::scripts::{LOANED_MARKS, is_apostrophe, is_latin, is_of_a_word, weight_of_other_script};
use super::tokens::lower;
use super::valence::Lexicon;

/// What the words and letters of a text prove.
pub(super) struct Evidence {
    pub(super) latin_letters: usize,
    /// Letters of other scripts; a Chinese, Japanese or Korean sign counts as three.
    pub(super) other_letters: usize,
    pub(super) words: f64,
    /// Words that do not begin with a capital, which are no names.
    pub(super) lowercase_words: f64,
    /// Words that end in "a", "i", "o" or "u", as few English words do.
    pub(super) open_words: f64,
    pub(super) english: f64,
    /// How far each language explains the words, and how far with words that English lacks.
    pub(super) foreign: [f64; LANGUAGES],
    pub(super) foreign_only: [f64; LANGUAGES],
    /// Letters with marks, which English has only in loanwords.
    pub(super) marks: f64,
}

/// What one word proves: a function word of one side only; one that both sides have; a word of the
/// lexicon, which may be international; and a word with an English ending.
pub(super) const FUNCTION_WORD: f64 = 1.0;
pub(super) const SHARED_WORD: f64 = 0.5;
const LEXICON_WORD: f64 = 0.7;
const ENGLISH_ENDING: f64 = 0.4;

/// What a word with a marked letter proves: less where loanwords and names bring the letter into
/// English ("café").
const MARK: f64 = 1.0;
const LOANED_MARK: f64 = 0.4;

impl Evidence {
    pub(super) fn of(text: &str, lexicon: &Lexicon) -> Self {
        let mut evidence = Self {
            latin_letters: 0,
            other_letters: 0,
            words: 0.0,
            lowercase_words: 0.0,
            open_words: 0.0,
            english: 0.0,
            foreign: [0.0; LANGUAGES],
            foreign_only: [0.0; LANGUAGES],
            marks: 0.0,
        };
        let tokens = text.split_whitespace().filter(|token| {
            let is_reference = token.starts_with(['@', '#']) || token.contains("://");
            !is_reference
                && !token.starts_with("www.")
                && !token.contains(|c: char| c.is_ascii_digit())
        });
        let words = tokens
            .flat_map(|token| token.split(|c: char| !(is_of_a_word(c) || is_apostrophe(c))))
            .map(|word| word.trim_matches(is_apostrophe))
            .filter(|word| !word.is_empty());
        let mut words = words.peekable();
        while let Some(word) = words.next() {
            let is_before_capital = words.peek().is_some_and(|next| is_capitalized(next));
            evidence.note(word, is_before_capital, lexicon);
        }
        evidence
    }

    fn note(&mut self, written: &str, is_before_capital: bool, lexicon: &Lexicon) {
        let other_letters: usize = written.chars().map(weight_of_other_script).sum();
        let latin_letters = written.chars().filter(|c| is_latin(*c)).count();
        self.other_letters += other_letters;
        self.latin_letters += latin_letters;
        if latin_letters == 0 || other_letters > 0 {
            return;
        }
        self.words += 1.0;
        if written.starts_with(char::is_lowercase) {
            self.lowercase_words += 1.0;
        }
        if written.ends_with(['a', 'i', 'o', 'u']) {
            self.open_words += 1.0;
        }
        let word = with_straight_apostrophes(written);
        let languages = FUNCTION_WORDS.get(&*word).copied().unwrap_or_else(|| elision(&word));
        if languages != 0 {
            // "La Croix" and "Juan de la Cruz" are names, and "W" is an initial; German has capitals
            // everywhere.
            let is_initial = written.len() == 1 && written.starts_with(char::is_uppercase);
            let is_of_a_name = is_initial || is_before_capital;
            if !is_of_a_name || languages & (ENGLISH | GERMAN) != 0 {
                self.note_function_word(languages);
            }
        } else if lexicon.entry(&word).is_some() {
            self.english += LEXICON_WORD;
        } else if has_english_ending(&word) {
            self.english += ENGLISH_ENDING;
        }
        if languages & ENGLISH == 0 {
            let is_name = is_capitalized(written);
            let marks = word.chars().filter(|c| !c.is_ascii() && is_latin(*c));
            let is_loaned = |c: char| is_name || LOANED_MARKS.contains(c);
            let weights = marks.map(|c| if is_loaned(c) { LOANED_MARK } else { MARK });
            self.marks += weights.fold(0.0, f64::max);
        }
    }

    fn note_function_word(&mut self, languages: u64) {
        let is_english = languages & ENGLISH != 0;
        let is_shared = is_english && languages != ENGLISH;
        let weight = if is_shared { SHARED_WORD } else { FUNCTION_WORD };
        if is_english {
            self.english += weight;
        }
        let totals = self.foreign.iter_mut().zip(&mut self.foreign_only);
        for (language, (foreign, foreign_only)) in totals.enumerate().skip(1) {
            if languages >> language & 1 == 1 {
                *foreign += weight;
                *foreign_only += if is_english { 0.0 } else { weight };
            }
        }
    }
}

/// For each function word, the languages that have it, as bits in the order of the file.
static FUNCTION_WORDS: LazyLock<Map<&'static str, u64>> = LazyLock::new(|| {
    let mut words: Map<&'static str, u64> = Map::default();
    for (language, line) in FILE.lines().enumerate() {
        for word in line.split_whitespace().skip(1) {
            *words.entry(word).or_default() |= 1 << language;
        }
    }
    words
});

/// A line for each language, its name and its function words. The languages that are named here are bits by their
/// lines.
const FILE: &str = include_str!("words/function_words.txt");
const LANGUAGES: usize = 37;
const ENGLISH: u64 = 1;
const GERMAN: u64 = 1 << 1;
const FRENCH: u64 = 1 << 2;
const ITALIAN: u64 = 1 << 5;
const CATALAN: u64 = 1 << 6;

const ENGLISH_CLITICS: [&str; 9] = ["t", "s", "re", "ve", "ll", "d", "m", "em", "all"];
const FRENCH_ELISIONS: [&str; 6] = ["qu", "j", "c", "n", "jusqu", "lorsqu"];
const ROMANCE_ELISIONS: [&str; 11] =
    ["l", "d", "s", "m", "t", "un", "dell", "all", "nell", "dall", "sull"];

/// The languages that contract as this word does: "she'll", "j'ai", "l'amore".
fn elision(word: &str) -> u64 {
    match word.split_once('\'') {
        Some((_, clitic)) if ENGLISH_CLITICS.contains(&clitic) => ENGLISH,
        Some((_, rest)) if rest.len() < 2 => 0,
        Some((article, _)) if FRENCH_ELISIONS.contains(&article) => FRENCH,
        Some((article, _)) if ROMANCE_ELISIONS.contains(&article) => FRENCH | ITALIAN | CATALAN,
        _ => 0,
    }
}

/// Begins with a capital and goes on in small letters.
fn is_capitalized(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

fn has_english_ending(word: &str) -> bool {
    const ENDINGS: [&str; 9] = ["ing", "ings", "ed", "ly", "ness", "ght", "tion", "ious", "ful"];
    word.len() > 5 && word.is_ascii() && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

fn with_straight_apostrophes(word: &str) -> Cow<'_, str> {
    if word.contains('’') {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    } else {
        lower(word)
    }
}
