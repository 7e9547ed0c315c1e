//! Characters that show nothing of themselves, or turn what stands around them: control characters, marks of direction,
//! zero-width ones, tags. They make a text read otherwise than it is written, so a name that a caller sends has none
//! and an answer of a model loses them.
//!
//! Some of them are part of what a reader sees where they stand behind a certain character: joiners in scripts that
//! need them, and what emoji are made of. Those are not hidden.

use std::borrow::Cow;

/// As many tags follow a flag: five for the longest region, and the last one.
const MAX_TAGS: usize = 6;

/// The flag that tags make the flag of a region.
const FLAG: char = '\u{1f3f4}';

/// `text` without characters that show nothing or turn what stands around them, but for what scripts and emoji are made
/// of.
pub fn without_hidden(text: &str) -> Cow<'_, str> {
    without(text, |_, is_hidden| is_hidden)
}

/// The same for a text that a model is to read: a form feed or another sign that parts words and lines still does.
pub(crate) fn without_hidden_but_spaces(text: &str) -> Cow<'_, str> {
    without(text, |character, is_hidden| is_hidden && !character.is_whitespace())
}

/// `text` without the characters that are `dropped`, by what they are and whether they are hidden.
fn without(text: &str, dropped: impl Fn(char, bool) -> bool) -> Cow<'_, str> {
    if !characters(text).any(|(character, is_hidden)| dropped(character, is_hidden)) {
        return Cow::Borrowed(text);
    }
    let kept = characters(text).filter(|(character, is_hidden)| !dropped(*character, *is_hidden));
    kept.map(|(character, _)| character).collect()
}

/// The first hidden character of `text`.
pub(crate) fn first_hidden(text: &str) -> Option<char> {
    characters(text).find(|(_, is_hidden)| *is_hidden).map(|(character, _)| character)
}

/// The characters of `text`, each with whether it is hidden. That depends only on those before it that are not, so that
/// a text which has lost its hidden characters has none.
fn characters(text: &str) -> impl Iterator<Item = (char, bool)> {
    let (mut behind, mut tags) = (None, 0);
    text.chars().map(move |character| {
        let is_hidden = shows_nothing(character)
            && !behind.is_some_and(|behind| match character {
                '\u{e0020}'..='\u{e007f}' => behind == FLAG && tags < MAX_TAGS,
                _ => tags == 0 && belongs(character, behind),
            });
        match character {
            _ if is_hidden => {}
            '\u{e0020}'..='\u{e007f}' => tags += 1,
            _ => (behind, tags) = (Some(character), 0),
        }
        (character, is_hidden)
    })
}

/// Whether nothing of `text` shows: it is empty, or of white space and of such characters.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|character| character.is_whitespace() || shows_nothing(character))
}

/// Whether `character` shows nothing of itself, wherever it stands.
pub(crate) fn shows_nothing(character: char) -> bool {
    match character {
        ' '..='~' | '\n' | '\r' | '\t' => false,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{feff}' => true,
        // Fillers of Hangul.
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => true,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => true,
        other => other.is_control(),
    }
}

/// Whether `character`, which shows nothing of itself, is part of what a reader sees in `behind`.
fn belongs(character: char, behind: char) -> bool {
    match character {
        '\u{200c}' => takes_joiners(behind),
        '\u{200d}' => takes_joiners(behind) || is_pictured(behind),
        // The forms of Mongolian letters.
        '\u{180b}'..='\u{180f}' => matches!(behind, '\u{1820}'..='\u{18aa}'),
        '\u{fe00}'..='\u{fe0f}' => {
            matches!(behind, '#' | '*' | '0'..='9' | '©' | '®')
                || is_pictured(behind)
                || is_han(behind)
        }
        '\u{e0100}'..='\u{e01ef}' => is_han(behind),
        _ => false,
    }
}

/// Whether `character` is of a script in which a joiner or its opposite makes another word: from Arabic to Burmese,
/// from Khmer to the Vedic signs, and their later blocks.
fn takes_joiners(character: char) -> bool {
    let is_of_script = matches!(character,
        '\u{600}'..='\u{109f}' | '\u{1780}'..='\u{1cff}' | '\u{a800}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' | '\u{10a00}'..='\u{11fff}');
    is_of_script && !shows_nothing(character)
}

/// Whether `character` is a sign or a picture that emoji are made of, or has just been made one.
fn is_pictured(character: char) -> bool {
    matches!(character,
        '\u{203c}' | '\u{2049}' | '\u{20e3}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{2bff}' | '\u{3030}' | '\u{303d}'
        | '\u{3297}' | '\u{3299}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_or_turns_a_text_is_taken_out() {
        for (text, shown) in [
            ("failed.\u{202e} gnissim\u{200b}", "failed. gnissim"),
            ("\u{feff}a\u{2066}b\u{2069}c\u{200e}d\u{61c}e", "abcde"),
            ("up\u{ad}load\u{2060}s\u{34f}", "uploads"),
            ("a\u{1b}[2J\u{0}\u{7f}\u{85}b", "a[2Jb"),
            ("a\u{e0041}\u{e0042}b\u{fe01}\u{e0101}", "ab"),
            ("up\u{200d}load\u{200c}s", "uploads"),
            ("\u{200d}\u{fe0f}", ""),
            ("می\u{200c}\u{200d}\u{200c}خواهم", "می\u{200c}خواهم"),
            ("🏴\u{e0067}\u{e0062}\u{200d}", "🏴\u{e0067}\u{e0062}"),
        ] {
            assert_eq!(without_hidden(text), shown, "{text:?}");
            assert_eq!(first_hidden(shown), None, "{text:?}");
        }
        let smuggled = format!("🏴{}", "\u{e0061}".repeat(100));
        assert_eq!(without_hidden(&smuggled).chars().count(), 1 + MAX_TAGS);
    }

    #[test]
    fn what_parts_words_and_lines_still_does_for_a_model() {
        let text = "one\u{c}two\u{b}three\u{85}four\u{200b}\u{1b}";
        assert_eq!(without_hidden_but_spaces(text), "one\u{c}two\u{b}three\u{85}four");
    }

    #[test]
    fn what_a_script_or_an_emoji_needs_stays() {
        for text in [
            "one\ntwo\r\n\tthree",
            "می\u{200c}خواهم",
            "क्\u{200d}ष and क्\u{200c}ष",
            "ශ්\u{200d}රී ලංකාව",
            "👩\u{200d}👩\u{200d}👧, 👩🏽\u{200d}🚀, ❤\u{fe0f}\u{200d}🔥, 1\u{fe0f}\u{20e3}, ©\u{fe0f}",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}!",
            "葛\u{e0100}飾区",
            "ᠮᠣᠩ\u{180b}ᠭᠣᠯ",
        ] {
            assert!(matches!(without_hidden(text), Cow::Borrowed(_)), "{text:?}");
        }
    }
}
