//! The words of a text, each with its stem and its place.
//!
//! A word is a run of letters and digits; an apostrophe inside belongs to it ("can't"), and so do the signs
//! of "C++" and "C#". In scripts that are written without spaces every character is a word, and so is an
//! emoji; the pairs of `vocabulary` join them again. Everything else in this folder works on these tokens.

use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

/// A word of a text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// The Snowball-English stem of the word in lower case (Porter 2001, "Snowball: A language for stemming
    /// algorithms").
    pub(super) stem: String,
    /// Its bytes in the text; always a valid slice.
    pub(super) range: Range<usize>,
    /// What stands between it and the next word.
    pub(super) end: End,
}

/// What ends after a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    /// Only the word.
    Word,
    /// A clause: words on its two sides are not neighbors.
    Clause,
    /// A statement.
    Sentence,
    /// A question.
    Question,
}

/// Longer strings are not words of a language but codes, and are matched as they are, up to here.
const LONGEST_WORD_BYTES: usize = 40;

/// The words of `text` in order. Takes time in proportion to its length.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        let length = word_bytes(rest);
        let (piece, after) =
            rest.split_at_checked(length.max(first.len_utf8())).unwrap_or((rest, ""));
        if length > 0 {
            let range = start..start + length;
            tokens.push(Token { stem: stem(piece, &stemmer), range, end: End::Word });
        } else if let Some(last) = tokens.last_mut() {
            last.end = last.end.max(end(first));
        }
        rest = after;
    }
    tokens
}

/// How many bytes of the first word `text` starts with; 0 if it does not start with a word.
fn word_bytes(text: &str) -> usize {
    let mut length = 0;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let stands_alone = stands_alone(character);
        let joins = match character {
            _ if stands_alone => length == 0,
            '\'' | '’' => length > 0 && characters.peek().is_some_and(|c| c.is_alphanumeric()),
            '+' | '#' => length > 0 && characters.peek().is_none_or(|c| !c.is_alphanumeric()),
            _ => character.is_alphanumeric(),
        };
        if !joins {
            break;
        }
        length += character.len_utf8();
        if stands_alone {
            break;
        }
    }
    length
}

/// Characters of scripts without spaces (Thai to Khmer, kana, Han, Yi) and emoji.
fn stands_alone(character: char) -> bool {
    matches!(character,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2600}'..='\u{27bf}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{a000}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3ffff}')
}

fn stem(word: &str, stemmer: &Stemmer) -> String {
    let mut lower = word.to_lowercase();
    lower.retain(|character| !matches!(character, '\'' | '’'));
    let is_plain = lower.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_plain && lower.len() <= LONGEST_WORD_BYTES {
        return stemmer.stem(&lower).into_owned();
    }
    lower.chars().take(LONGEST_WORD_BYTES).collect()
}

fn end(punctuation: char) -> End {
    match punctuation {
        '?' | '？' | '؟' => End::Question,
        '.' | '!' | '\n' | '。' | '！' => End::Sentence,
        ',' | ';' | ':' | '(' | ')' | '"' => End::Clause,
        _ => End::Word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.stem).collect()
    }

    #[test]
    fn words_are_stemmed_and_keep_what_belongs_to_them() {
        assert_eq!(stems("Payments aren't working"), ["payment", "arent", "work"]);
        assert_eq!(stems("C++, C# and +1"), ["c++", "c#", "and", "1"]);
        assert_eq!(stems("card_arrival?"), ["card", "arriv"]);
        assert_eq!(stems(" ... "), [""; 0]);
    }

    #[test]
    fn characters_of_scripts_without_spaces_are_words() {
        assert_eq!(stems("日本語 😀 ok"), ["日", "本", "語", "😀", "ok"]);
        assert_eq!(stems("Straße ЗАКАЗ"), ["straße", "заказ"]);
    }

    #[test]
    fn ranges_are_the_words_of_the_text() {
        let text = "It’s «broken»!";
        let words: Vec<_> = tokens(text).into_iter().map(|token| &text[token.range]).collect();
        assert_eq!(words, ["It’s", "broken"]);
    }

    #[test]
    fn the_strongest_punctuation_after_a_word_counts() {
        let ends: Vec<_> = tokens("a b, c.\n d?! e").into_iter().map(|token| token.end).collect();
        assert_eq!(ends, [End::Word, End::Clause, End::Sentence, End::Question, End::Word]);
    }
}
