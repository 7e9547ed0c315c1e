//! The words of names without their endings and abbreviations.

use crate::series::claims::reading::{
    tokens::{Token, TokenKind, plain},
    units, words,
};

use super::lists::LISTS;

/// The letters and digits of a name, as tokens have them.
pub(super) fn letters(written: &str) -> String {
    let signs = written.chars().filter(|c| c.is_alphanumeric());
    signs.flat_map(char::to_lowercase).map(plain).collect()
}

/// The stems of a token: one, or those of an identifier.
pub(super) fn words_of(token: &Token) -> Vec<String> {
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

/// What the forms of a verb and the nouns that are made of it have in common; none if too little is left of it.
pub(super) fn root_of_verb(word: &str) -> Option<&str> {
    const ENDINGS: [&str; 16] = [
        "ations", "ation", "ancy", "ency", "ance", "ence", "ment", "ions", "ion", "ure", "ers",
        "ing", "ied", "ed", "al", "y",
    ];
    let root = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending))?;
    (root.len() >= 4).then_some(root)
}

/// Whether a word names a series only together with others.
pub(super) fn is_weak(stem: &str) -> bool {
    LISTS.weak.contains(stem) || stem.chars().all(|c| c.is_ascii_digit())
}

/// Whether a word is too little to name a series even if that is its whole header.
pub(super) fn is_little(word: &str) -> bool {
    units::seconds_of(word).is_some() || word.len() < 3 || words::holds(LITTLE, word)
}

/// Words that any text holds, and that name no series even as its whole header.
const LITTLE: &str = "\
    the and per not for one two all out date time high low open close mean average maximum minimum median change \
    first last row line data series value";
