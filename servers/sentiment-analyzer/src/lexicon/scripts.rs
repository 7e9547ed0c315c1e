//! The letters of the world, as far as telling English from other languages needs them. `language` asks.

/// Letters that loanwords and names bring into English.
pub(super) const LOANED_MARKS: &str = "éèêçñïöüáíóâôûàäëúōū";

pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

/// A letter, or one of the vowel signs and accents that scripts such as Devanagari and Thai write as
/// characters of their own.
pub(super) fn is_of_a_word(character: char) -> bool {
    let is_sign = matches!(
        character,
        '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}'
    );
    character.is_alphabetic() || is_sign
}

pub(super) fn is_latin(character: char) -> bool {
    matches!(character, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// 0 for Latin letters, and for the letterlike signs that tweets are decorated with.
pub(super) fn weight_of_other_script(character: char) -> usize {
    match character {
        '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}'
        | '\u{20000}'..='\u{3ffff}' => 3,
        '\u{370}'..='\u{1cff}'
        | '\u{2c00}'..='\u{2fff}'
        | '\u{3100}'..='\u{33ff}'
        | '\u{a000}'..='\u{abff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' => 1,
        _ => 0,
    }
}
