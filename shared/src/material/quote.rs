//! Where a quotation stands in a text. Models set straight quotes for curly ones and join lines, so both are folded
//! first.

use crate::hidden::shows_nothing;

/// Where a quotation stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    InWords,
    InsideOfWords,
    Nowhere,
}

/// Where `quote` stands in `text`, which is folded.
pub(super) fn place(quote: &str, text: &str) -> Place {
    let quote = folded(quote);
    let says_nothing = quote.len() <= 1 && !quote.starts_with(char::is_alphanumeric);
    let mut place = Place::Nowhere;
    for (begin, _) in text.match_indices(&quote).filter(|_| !says_nothing) {
        let ends = [begin, begin + quote.len()];
        if ends.into_iter().all(|end| text.split_at_checked(end).is_some_and(is_between_words)) {
            return Place::InWords;
        }
        place = Place::InsideOfWords;
    }
    place
}

/// Whether no word goes on from the one text to the other.
fn is_between_words((left, right): (&str, &str)) -> bool {
    !(left.ends_with(is_of_a_word) && right.starts_with(is_of_a_word))
}

/// How many words `text` has, in any language: those between spaces that hold a letter or a digit, and each character
/// of a script that puts no space between words.
pub fn words(text: &str) -> usize {
    let spaced = text.split_whitespace().filter(|word| word.contains(is_of_a_word)).count();
    spaced + text.chars().filter(|character| is_unspaced(*character)).count()
}

/// Whether a word goes on where two such characters meet. In scripts without spaces nobody can tell.
fn is_of_a_word(character: char) -> bool {
    character.is_alphanumeric() && !is_unspaced(character)
}

fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}' // Thai and Lao
        | '\u{1000}'..='\u{109f}' // Burmese
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{2e80}'..='\u{a4cf}' // Chinese characters, kana, Yi
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{3ffff}')
}

/// `text` with white space, quotation marks, dashes and case folded, and without what shows nothing: an answer has lost
/// that, and a joiner is easily left out.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for character in word.chars() {
            match character {
                '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => folded.push('\''),
                '“' | '”' | '„' | '‟' | '″' | '«' | '»' => folded.push('"'),
                '‐' | '‑' | '‒' | '–' | '—' | '−' => folded.push('-'),
                '…' => folded.push_str("..."),
                _ if shows_nothing(character) => {}
                // Most text is ASCII, and the general mapping costs ten times as much.
                _ if character.is_ascii() => folded.push(character.to_ascii_lowercase()),
                _ => folded.extend(character.to_lowercase()),
            }
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_in_every_script_that_parts_them() {
        let cases = [
            ("Größenwahn", "Gr", false),
            ("Größenwahn ist", "größenwahn", true),
            ("который кот", "кот", true),
            ("который", "кот", false),
            ("この商品は二日で壊れました", "商品", true),
            ("สินค้าชำรุด", "ชำรุด", true),
            ("Up\u{200b}loads\u{202e} failed", "uploads failed", true),
            ("Uploads failed", "up\u{ad}loads failed", true),
            ("می\u{200c}خواهم", "میخواهم", true),
        ];
        for (text, quote, expected) in cases {
            assert_eq!(place(quote, &folded(text)) == Place::InWords, expected, "{quote}");
        }
    }
}
