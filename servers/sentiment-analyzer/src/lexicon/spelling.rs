//! Brings a text into the spelling that the lexicon knows.
//!
//! Curly quotes become straight ones, links and mentions vanish, emoji and emoticons are set off by
//! spaces, and punctuation glued between two words lets go of the second. Hashtags stay as they are:
//! a compound one names a topic more often than an opinion. `rewrite` keeps the way back.

use super::rewrite::Writer;
use super::valence::Lexicon;

pub(super) fn normalize(writer: &mut Writer, lexicon: &Lexicon) {
    let source = writer.source;
    let mut previous = ' ';
    let mut consumed = 0;
    for (at, character) in source.char_indices() {
        let rest = source.get(at..).unwrap_or_default();
        if at >= consumed {
            consumed = at + normalize_one(writer, lexicon, at, previous, rest);
        }
        previous = character;
    }
}

/// Applies the rule for the start of `rest`, if there is one, and returns how many bytes it dealt with.
fn normalize_one(
    writer: &mut Writer,
    lexicon: &Lexicon,
    at: usize,
    previous: char,
    rest: &str,
) -> usize {
    let mut characters = rest.chars();
    let Some(character) = characters.next() else {
        return 0;
    };
    let next = characters.next().unwrap_or(' ');
    let width = character.len_utf8();
    let range = at..at + width;
    match character {
        '’' | '‘' | '´' | '`' => writer.replace(range, &["'"]),
        '“' | '”' | '«' | '»' => writer.replace(range, &["\""]),
        '…' => writer.replace(range, &["... "]),
        '—' | '–' => writer.replace(range, &["- "]),
        '\u{fe0e}' | '\u{fe0f}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}' => {
            // Signs that only choose a look for the emoji before them: text style, skin tone, joiner.
            writer.replace(range, &[]);
        }
        '&' => {
            let entity = ENTITIES.iter().find(|(name, _)| rest.starts_with(name));
            let Some((name, sign)) = entity else {
                return width;
            };
            writer.replace(at..at + name.len(), &[sign]);
            return name.len();
        }
        'h' | 'H' | 'w' | 'W' if LINKS.iter().any(|prefix| rest.starts_with(prefix)) => {
            let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
            writer.replace(at..at + length, &[" "]);
            return length;
        }
        '@' if !previous.is_alphanumeric() && is_name(next) => {
            let name = rest.strip_prefix('@').unwrap_or_default();
            let length = 1 + name.find(|c| !is_name(c)).unwrap_or(name.len());
            writer.replace(at..at + length, &[" "]);
            return length;
        }
        ':' | ';' | '=' | '<' if !previous.is_whitespace() => {
            let Some(length) = emoticon_length(rest) else {
                return width;
            };
            writer.replace(at..at, &[" "]);
            writer.replace(at + length..at + length, &[" "]);
            return length;
        }
        '.' if next == '.' => {
            let dots = rest.find(|c| c != '.').unwrap_or(rest.len());
            if rest.get(dots..).is_some_and(|after| after.starts_with(char::is_alphanumeric)) {
                writer.replace(at + dots..at + dots, &[" "]);
            }
            return dots;
        }
        '-' if next == '-' && previous.is_alphanumeric() => {
            writer.replace(at..at + 2, &["- "]);
            return 2;
        }
        '.' if previous.is_lowercase() && next.is_uppercase() => {
            writer.replace(at + 1..at + 1, &[" "]);
        }
        ',' | ';' | '!' | '?' | '(' | ')' | '/'
            if previous.is_alphabetic() && next.is_alphabetic() =>
        {
            writer.replace(at + 1..at + 1, &[" "]);
        }
        _ if !character.is_ascii() => {
            let sign = rest.get(..width).unwrap_or_default();
            if lexicon.description(character).is_some() || lexicon.entry(sign).is_some() {
                writer.replace(at..at, &[" "]);
                writer.replace(at + width..at + width, &[" "]);
            }
        }
        _ => {}
    }
    width
}

const LINKS: [&str; 5] = ["http://", "https://", "Http", "www.", "WWW."];

/// The entities that survive when text is copied out of a page.
const ENTITIES: [(&str, &str); 6] = [
    ("&amp;", "&"),
    ("&quot;", "\""),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&#39;", "'"),
    ("&nbsp;", " "),
];

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Length of the emoticon that `rest` starts with: eyes, perhaps a nose, one or more equal mouths.
fn emoticon_length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let ends_at = |length: usize| !bytes.get(length).is_some_and(u8::is_ascii_alphanumeric);
    if bytes.first() == Some(&b'<') {
        return (bytes.get(1) == Some(&b'3') && ends_at(2)).then_some(2);
    }
    let nose = usize::from(matches!(bytes.get(1), Some(b'-' | b'\'' | b'o' | b'^')));
    let mouth = bytes.get(1 + nose).filter(|mouth| b"()[]DPp/\\|*3@".contains(mouth))?;
    let mouths = bytes.iter().skip(1 + nose).take_while(|byte| *byte == mouth).count();
    let length = 1 + nose + mouths;
    let is_address = *mouth == b'/' && mouths > 1;
    (!is_address && ends_at(length)).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::super::Method;
    use super::super::rewrite::Rewritten;

    #[test]
    fn a_text_is_brought_into_the_spelling_of_the_lexicon() {
        for (source, words) in [
            ("It’s “great”…really", "It's \"great\"... really"),
            ("ham&amp;eggs good,but/or", "ham&eggs good, but/ or"),
            ("see https://a.example/:) now", "see now"),
            ("thanks @some_one! mail me@home", "thanks ! mail me@home"),
            ("home:( and :)) or you<3", "home :( and :)) or you <3"),
            ("well...no--yes", "well... no- yes"),
            ("fun👍🏽😂", "fun 👍 😂"),
        ] {
            let rewritten = Rewritten::of(source, Method::Extended.lexicon(), Method::Extended);
            let seen: Vec<&str> = rewritten.text().split_whitespace().collect();
            assert_eq!(seen.join(" "), words);
        }
    }
}
