//! Escapes in quoted texts, the ones that JSON does not know included.

use std::borrow::Cow;

use super::{Outcome, Repair};
use crate::answer::provenance::Repairs;

/// `text` with its escapes replaced by what they stand for.
///
/// A backslash before a letter that is no escape stays (`C:\data`), one before a sign goes (`snake\_case`). A text
/// that has both such a backslash and an escape of one letter is refused: `C:\data\new` has two readings.
pub(super) fn unescaped<'t>(text: &'t str, repairs: &mut Repairs) -> Outcome<Cow<'t, str>> {
    if !text.contains('\\') {
        return Ok(Cow::Borrowed(text));
    }
    let mut out = String::with_capacity(text.len());
    let (mut kept, mut letters) = (false, false);
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        out.push_str(before);
        let mut characters = behind.chars();
        let escape = characters.next();
        rest = characters.as_str();
        if let Some(sign @ ('"' | '\\' | '/')) = escape {
            out.push(sign);
            continue;
        }
        if let Some(sign) = escape.and_then(control) {
            letters |= rest.starts_with(|next: char| next.is_ascii_lowercase());
            out.push(sign);
            continue;
        }
        if let Some(kind @ ('u' | 'U' | 'x')) = escape
            && let Some((character, length)) = code_point(kind, rest)
        {
            if kind != 'u' || character == char::REPLACEMENT_CHARACTER || rest.starts_with('{') {
                repairs.add(Repair::InvalidEscape);
            }
            out.push(character);
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        repairs.add(Repair::InvalidEscape);
        match escape {
            // A line that goes on in the next one.
            Some('\n') => {}
            Some(letter) if letter.is_alphanumeric() => {
                kept = true;
                out.extend(['\\', letter]);
            }
            Some(sign) => out.push(sign),
            None => out.push('\\'),
        }
    }
    out.push_str(rest);
    if kept && letters {
        return Err(
            "a text mixes backslashes that are meant with escapes; write every backslash as \\\\"
                .to_owned(),
        );
    }
    Ok(Cow::Owned(out))
}

/// What an escape of one letter stands for.
fn control(letter: char) -> Option<char> {
    Some(match letter {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        _ => return None,
    })
}

/// More digits than the number of a character has.
const MAX_DIGITS: usize = 9;

/// The character that `digits` name, and how many bytes of them; a half of a pair alone is unknown.
fn code_point(kind: char, digits: &str) -> Option<(char, usize)> {
    if let Some(inside) = digits.strip_prefix('{') {
        let length = inside.bytes().take(MAX_DIGITS).position(|byte| byte == b'}')?;
        let number = inside.get(..length)?;
        let character = u32::from_str_radix(number, 16).ok().and_then(char::from_u32)?;
        return Some((character, number.len() + 2));
    }
    let length = match kind {
        'x' => 2,
        'u' => 4,
        _ => 8,
    };
    let number = hexadecimal(digits, length)?;
    match number {
        0xd800..=0xdbff => {
            let low = digits
                .get(length..)
                .and_then(|rest| rest.strip_prefix("\\u"))
                .and_then(|rest| hexadecimal(rest, 4))
                .filter(|low| (0xdc00..=0xdfff).contains(low));
            Some(match low {
                Some(low) => {
                    let pair = 0x10000 + ((number - 0xd800) << 10) + (low - 0xdc00);
                    (char::from_u32(pair)?, 10)
                }
                None => (char::REPLACEMENT_CHARACTER, length),
            })
        }
        0xdc00..=0xdfff => Some((char::REPLACEMENT_CHARACTER, length)),
        number => Some((char::from_u32(number)?, length)),
    }
}

fn hexadecimal(text: &str, length: usize) -> Option<u32> {
    let digits = text.get(..length)?;
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then_some(())?;
    u32::from_str_radix(digits, 16).ok()
}

/// A cut text without the escape that the cut went through.
pub(super) fn whole_escapes(text: &str) -> &str {
    let slashes = text.len() - text.trim_end_matches('\\').len();
    let text = text.get(..text.len() - slashes % 2).unwrap_or_default();
    // `\u00e` is the beginning of a letter, and `\ud83d` of a pair.
    let tail = text.char_indices().rev().take(12).map(|(at, _)| at);
    let begun = tail.filter(|at| {
        let from = text.get(*at..).unwrap_or_default();
        let digits = from.strip_prefix("\\u").unwrap_or("-");
        let high = digits.get(..3).is_some_and(|digits| {
            let digits = digits.to_ascii_lowercase();
            digits.starts_with('d') && digits.get(1..2).is_some_and(|digit| "89ab".contains(digit))
        });
        let is_hex = digits.chars().take(4).all(|digit| digit.is_ascii_hexdigit());
        is_hex && (digits.len() < 4 || (high && digits.len() < 10))
    });
    begun.min().and_then(|at| text.get(..at)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_stand_for_characters() {
        let invalid = &[Repair::InvalidEscape][..];
        let cases: [(&str, &str, &[Repair]); 25] = [
            ("plain, é and 😀", "plain, é and 😀", &[]),
            (r#"a\"b\\c\/d"#, r#"a"b\c/d"#, &[]),
            (r"\n\t\r\b\f", "\n\t\r\u{8}\u{c}", &[]),
            (r"one\ntwo", "one\ntwo", &[]),
            (r"\u00e9\u00E9", "éé", &[]),
            (r"\ud83d\ude00!", "😀!", &[]),
            (r"\u0022", "\"", &[]),
            (r"\u00e90", "é0", &[]),
            // Halves of a pair.
            (r"a\ud83db", "a\u{fffd}b", invalid),
            (r"a\ude00b", "a\u{fffd}b", invalid),
            (r"\ud83d\u0041", "\u{fffd}A", invalid),
            // Of other languages.
            (r"\x41\xe9", "Aé", invalid),
            (r"\u{1F600}", "😀", invalid),
            (r"\U0001F600", "😀", invalid),
            (r"it\'s", "it's", invalid),
            (r"snake\_case", "snake_case", invalid),
            (r"5\% \& \$2", "5% & $2", invalid),
            ("one \\\ntwo", "one two", invalid),
            // Not escapes at all.
            (r"C:\data", r"C:\data", invalid),
            (r"\d+\s", r"\d+\s", invalid),
            (r"\u12", r"\u12", invalid),
            (r"\u12g4", r"\u12g4", invalid),
            (r"\xg", r"\xg", invalid),
            (r"\u{}", r"\u{}", invalid),
            ("at the end\\", "at the end\\", invalid),
        ];
        for (text, expected, steps) in cases {
            let mut repairs = Repairs::default();
            let found = unescaped(text, &mut repairs).map(Cow::into_owned);
            assert_eq!(
                (found, repairs.list()),
                (Ok(expected.to_owned()), steps.to_vec()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_text_that_mixes_backslashes_and_escapes_is_refused() {
        for text in [r"C:\data\new", r"C:\data\temp and \d", r"\d\nand"] {
            let reason = unescaped(text, &mut Repairs::default()).unwrap_err();
            assert!(reason.contains("write every backslash as"), "{text}: {reason}");
        }
        for text in [r"C:\data\\new", r"\d+ or\n", r"\sum\N"] {
            assert!(unescaped(text, &mut Repairs::default()).is_ok(), "{text}");
        }
    }
}
