//! The words and emoticons of a text, each with its entry of the lexicon.
//!
//! `cut` parts them from their punctuation. The extended method also parts words at hyphens and notes
//! where a clause ends. `phrases` takes the tokens next.

use std::borrow::Cow;
use std::ops::Range;

use super::cut::{Cut, written_words};
use super::rewrite::Rewritten;
use super::valence::{Entry, Lexicon};
use super::{Method, forms};

#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    /// In lower case, without the punctuation around it.
    pub(super) word: Cow<'t, str>,
    /// Where it stands in the text as it was written.
    pub(super) range: Range<usize>,
    /// Its letters are capitals, and it has at least one.
    pub(super) is_upper: bool,
    /// A sign rather than a word: it stands outside the syntax of the sentence.
    pub(super) is_emoticon: bool,
    pub(super) entry: Entry,
    pub(super) end: End,
}

/// What ends after a token; negation and emphasis do not reach across a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    Word,
    Clause,
    Sentence,
}

pub(super) fn tokens<'t>(
    rewritten: &'t Rewritten<'t>,
    lexicon: &'t Lexicon,
    method: Method,
) -> Vec<Token<'t>> {
    let mut reader = Reader { rewritten, lexicon, tokens: Vec::new() };
    for (start, written) in written_words(rewritten.text()) {
        match method {
            Method::Published => reader.take_as_published(start, written),
            Method::Extended => reader.take(start, written),
        }
    }
    reader.tokens
}

struct Reader<'t> {
    rewritten: &'t Rewritten<'t>,
    lexicon: &'t Lexicon,
    tokens: Vec<Token<'t>>,
}

impl<'t> Reader<'t> {
    fn take_as_published(&mut self, start: usize, written: &'t str) {
        let cut = Cut::unless_short(written);
        let word = lower(cut.word);
        let entry = self.lexicon.entry(&word).copied().unwrap_or_default();
        self.push(start, cut.range(), cut.word, word, entry);
    }

    fn take(&mut self, start: usize, written: &'t str) {
        let cut = Cut::for_lexicon(written, self.lexicon);
        if cut.word.is_empty() {
            return self.end_last(end_in(written));
        }
        if cut.before.contains(['(', '"']) {
            self.end_last(End::Clause);
        }
        let word = lower(cut.word);
        let entry = forms::entry(self.lexicon, &word);
        if entry.valence.is_none() && cut.word.contains('-') {
            for (part, place) in cut.hyphenated() {
                let word = lower(part);
                let entry = forms::entry(self.lexicon, &word);
                self.push(start, place, part, word, entry);
            }
        } else {
            self.push(start, cut.range(), cut.word, word, entry);
        }
        self.end_last(end_in(cut.after));
    }

    /// Something ends after the last token.
    fn end_last(&mut self, end: End) {
        if let Some(last) = self.tokens.last_mut() {
            last.end = last.end.max(end);
        }
    }

    /// Adds the token at `place` of the written word that begins at `start`.
    fn push(
        &mut self,
        start: usize,
        place: Range<usize>,
        written: &str,
        word: Cow<'t, str>,
        entry: Entry,
    ) {
        let is_sign = |character: Option<char>| character.is_some_and(|c| !c.is_alphanumeric());
        let has_sign = is_sign(written.chars().next()) || is_sign(written.chars().next_back());
        let is_emoticon = has_sign && entry.valence.is_some();
        let negates = entry.negates || word.contains("n't");
        self.tokens.push(Token {
            range: self.rewritten.source_of(start + place.start..start + place.end),
            is_upper: is_upper(written),
            is_emoticon,
            entry: Entry { negates, ..entry },
            end: if is_emoticon { End::Clause } else { End::Word },
            word,
        });
    }
}

fn end_in(punctuation: &str) -> End {
    let ends = punctuation.chars().map(|sign| match sign {
        '.' | '!' | '?' => End::Sentence,
        ',' | ';' | ':' | '(' | ')' | '-' | '"' => End::Clause,
        _ => End::Word,
    });
    ends.max().unwrap_or(End::Word)
}

pub(super) fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

fn is_upper(word: &str) -> bool {
    let is_title = |c: char| !c.is_uppercase() && c.to_lowercase().next() != Some(c);
    word.chars().any(char::is_uppercase) && !word.chars().any(|c| c.is_lowercase() || is_title(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, method: Method) -> Vec<(String, End)> {
        let rewritten = Rewritten::of(text, method.lexicon(), method);
        let tokens = tokens(&rewritten, method.lexicon(), method);
        tokens.iter().map(|token| (token.word.to_string(), token.end)).collect()
    }

    #[test]
    fn the_published_method_keeps_punctuation_where_little_else_would_remain() {
        let words = cut("\"Well,\" (ok) :) it's a D-day...", Method::Published);
        let words: Vec<&str> = words.iter().map(|(word, _)| &**word).collect();
        assert_eq!(words, ["well", "(ok)", ":)", "it's", "a", "d-day"]);
    }

    #[test]
    fn words_signs_and_the_ends_of_clauses_are_told_apart() {
        let expected = [
            ("ok", End::Clause),
            ("poorly", End::Word),
            ("made", End::Sentence),
            (":(", End::Sentence),
            ("no", End::Clause),
            ("not", End::Word),
            ("for", End::Word),
            ("me", End::Sentence),
        ];
        let expected = expected.map(|(word, end)| (word.to_owned(), end));
        assert_eq!(cut("Ok, poorly-made. :(. No (not for me) !", Method::Extended), expected);
    }
}
