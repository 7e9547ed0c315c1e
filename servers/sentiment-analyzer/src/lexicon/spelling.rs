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
    for (at, sign) in source.char_indices() {
        if at >= consumed {
            let rest = source.get(at..).unwrap_or_default();
            let next = rest.chars().nth(1).unwrap_or(' ');
            let place = Place { previous, sign, next, rest };
            consumed = at + normalize_at(at, &place, writer, lexicon);
        }
        previous = sign;
    }
}

/// Applies the rule for `place`, which begins at byte `at`, and returns how many bytes it dealt with.
fn normalize_at(at: usize, place: &Place, writer: &mut Writer, lexicon: &Lexicon) -> usize {
    if let Some((length, by)) = place.replacement() {
        writer.replace(at..at + length, &[by]);
        return length;
    }
    let (length, spaces) = place.spaces(lexicon);
    if spaces == Spaces::Around {
        writer.replace(at..at, &[" "]);
    }
    if spaces != Spaces::None {
        writer.replace(at + length..at + length, &[" "]);
    }
    length
}

/// A sign of the text and what stands beside it.
struct Place<'t> {
    previous: char,
    sign: char,
    next: char,
    /// The text from the sign on.
    rest: &'t str,
}

/// Where spaces are put in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spaces {
    None,
    Behind,
    Around,
}

impl Place<'_> {
    /// How many bytes give way, and to what.
    fn replacement(&self) -> Option<(usize, &'static str)> {
        let width = self.sign.len_utf8();
        match self.sign {
            '’' | '‘' | '´' | '`' => Some((width, "'")),
            '“' | '”' | '«' | '»' => Some((width, "\"")),
            '…' => Some((width, "... ")),
            '—' | '–' => Some((width, "- ")),
            '-' if self.next == '-' && self.previous.is_alphanumeric() => Some((2, "- ")),
            // Signs that only choose a look for the emoji before them: text style, skin tone, joiner.
            '\u{fe0e}' | '\u{fe0f}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}' => Some((width, "")),
            '&' => {
                let entity = ENTITIES.iter().find(|(name, _)| self.rest.starts_with(name));
                entity.map(|(name, sign)| (name.len(), *sign))
            }
            'h' | 'H' | 'w' | 'W' if LINKS.iter().any(|link| self.rest.starts_with(link)) => {
                Some((self.rest.find(char::is_whitespace).unwrap_or(self.rest.len()), " "))
            }
            '@' if !self.previous.is_alphanumeric() && is_name(self.next) => {
                let name = self.rest.strip_prefix('@').unwrap_or_default();
                Some((1 + name.find(|sign| !is_name(sign)).unwrap_or(name.len()), " "))
            }
            _ => None,
        }
    }

    /// Where words and signs are glued: how many bytes stay together, and the spaces that set them apart.
    fn spaces(&self, lexicon: &Lexicon) -> (usize, Spaces) {
        let width = self.sign.len_utf8();
        match self.sign {
            ':' | ';' | '=' | '<' if !self.previous.is_whitespace() => {
                let emoticon = emoticon_length(self.rest);
                emoticon.map_or((width, Spaces::None), |length| (length, Spaces::Around))
            }
            '.' if self.next == '.' => {
                let behind = self.rest.trim_start_matches('.');
                let spaces = if behind.starts_with(char::is_alphanumeric) {
                    Spaces::Behind
                } else {
                    Spaces::None
                };
                (self.rest.len() - behind.len(), spaces)
            }
            '.' if self.previous.is_lowercase() && self.next.is_uppercase() => {
                (width, Spaces::Behind)
            }
            ',' | '!' | '?' | '(' | ')' | '/'
                if self.previous.is_alphabetic() && self.next.is_alphabetic() =>
            {
                (width, Spaces::Behind)
            }
            sign if !sign.is_ascii() && is_known(sign, lexicon) => (width, Spaces::Around),
            _ => (width, Spaces::None),
        }
    }
}

fn is_known(sign: char, lexicon: &Lexicon) -> bool {
    let entry = || lexicon.entry(sign.encode_utf8(&mut [0; 4])).is_some();
    lexicon.description(sign).is_some() || entry()
}

/// How links begin, as people and their keyboards write it.
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
