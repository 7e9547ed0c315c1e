//! Values without quotes: numbers, literals of several languages, words and texts.

use std::borrow::Cow;

use super::{
    Frame, Kind, Loose, Outcome, Reader, Repair,
    blanks::{is_blank, is_json_blank, is_separator},
    escapes::unescaped,
    names::Known,
    plain,
    quoted::is_quote,
};
use crate::answer::schema::Node;

impl<'t, 's> Reader<'t, 's> {
    /// The value without quotes that begins at hand.
    pub(super) fn bare(
        &mut self,
        node: Option<&'s Node>,
        frame: &Frame<'_, 's>,
    ) -> Outcome<Loose<'t>> {
        let start = self.at;
        let end = self.end_of_bare(node, frame)?;
        let is_at_the_end = end.next >= self.text.len();
        let padded = self.text.get(start..end.text).unwrap_or_default();
        let written = padded.trim_matches(is_blank);
        if padded.trim_matches(is_json_blank).len() > written.len() {
            self.repairs.add(Repair::InvisibleCharacters);
        }
        self.at = end.next;
        if written.is_empty() {
            return Err("a member has no value".to_owned());
        }
        if end.quote {
            self.repairs.add(Repair::MissingQuote);
            return Ok(Loose::Text { text: unescaped(written, &mut self.repairs)?, cut: false });
        }
        let is_text = node.is_none_or(|node| matches!(plain(node), Node::Text { .. }));
        if self.cut && is_at_the_end {
            let text = Cow::Borrowed(written);
            return Ok(if is_text && !is_number(written) && !begins_a_literal(written) {
                Loose::Text { text, cut: true }
            } else {
                Loose::Cut
            });
        }
        Ok(match written {
            "null" => Loose::Null,
            "true" => Loose::Boolean(true),
            "false" => Loose::Boolean(false),
            "None" | "undefined" | "nil" | "NULL" | "Null" | "~" => self.literal(Loose::Null),
            "True" | "TRUE" => self.literal(Loose::Boolean(true)),
            "False" | "FALSE" => self.literal(Loose::Boolean(false)),
            number if is_number(number) => {
                // `5.` is 5, and in `0.93. "reason"` the dot stands for a comma.
                let digits = number.strip_suffix('.').unwrap_or(number);
                if digits.len() < number.len() {
                    self.repairs.add(Repair::NumberNotation);
                }
                Loose::Number(Cow::Borrowed(digits))
            }
            text => {
                self.repairs.add(Repair::UnquotedText);
                if frame.is_list()
                    && node.is_some_and(|node| matches!(plain(node), Node::Text { .. }))
                {
                    return Err("a list holds texts without quotes".to_owned());
                }
                if text.contains('"') || text.contains('\\') {
                    return Err("a text has no quotes around it, but some inside".to_owned());
                }
                Loose::Text { text: Cow::Borrowed(text), cut: false }
            }
        })
    }

    fn literal(&mut self, value: Loose<'t>) -> Loose<'t> {
        self.repairs.add(Repair::Literal);
        value
    }

    fn end_of_bare(&self, node: Option<&'s Node>, frame: &Frame<'_, 's>) -> Outcome<BareEnd> {
        let rest = self.rest(self.at);
        let mut bare = Bare { text: "", open: Vec::new(), quotes: 0 };
        for (offset, character) in rest.char_indices() {
            let at = self.at + offset;
            bare.text = rest.get(..offset).unwrap_or_default();
            match character {
                '{' | '[' | '(' => bare.open.push(character),
                '}' | ']' | ')' if bare.open.pop().is_some() => {}
                _ if self.ends_bare(at, character, &bare, node, frame)? => {
                    self.spend(offset)?;
                    return Ok(BareEnd { text: at, next: at, quote: false });
                }
                _ if is_quote(character) && !matches!(character, '\'' | '’') => {
                    let behind = at + character.len_utf8();
                    if bare.quotes.is_multiple_of(2) && self.ends_behind_quote(behind, frame) {
                        self.spend(offset)?;
                        return Ok(BareEnd { text: at, next: behind, quote: true });
                    }
                    bare.quotes += 1;
                }
                _ => {}
            }
        }
        self.spend(rest.len())?;
        Ok(BareEnd { text: self.text.len(), next: self.text.len(), quote: false })
    }

    /// Whether the value without quotes that was read so far ends before `character`, at `at`.
    fn ends_bare(
        &self,
        at: usize,
        character: char,
        bare: &Bare<'_>,
        node: Option<&'s Node>,
        frame: &Frame<'_, 's>,
    ) -> Outcome<bool> {
        let is_alone = bare.open.is_empty() && bare.quotes == 0;
        Ok(match character {
            '}' | ']' | ')' => self.closes(at, frame),
            '\n' => self.ends_at_a_line_break(at, bare.text, frame),
            _ if is_separator(character) => self.ends_before(at, bare, node, frame)?,
            // `0.55"rationale"`, `true: "rationale"`: only a comma is missing, or of another kind.
            _ if is_quote(character) || character == ':' => {
                let next = self.past_blanks(at + usize::from(character == ':'));
                is_word(bare.text) && self.known_name_at(next, frame)
            }
            '<' => self.rest(at).starts_with("</") && !self.closes_later(at),
            '/' | '#' | '-' => self.ends_at_a_comment(at, bare.text, frame)?,
            '`' | '~' => self.is_fence(at),
            // `0.55 "rationale": …` lacks only a comma.
            ' ' | '\t' => is_alone && is_word(bare.text) && self.ends_a_word(at, frame),
            _ => false,
        })
    }

    fn ends_at_a_line_break(&self, at: usize, text: &str, frame: &Frame<'_, 's>) -> bool {
        let next = self.past_blanks(at);
        let Some(character) = self.char_at(next) else { return true };
        matches!(character, '}' | ']')
            || self.is_fence(next)
            || self.known_name_at(next, frame)
            || (frame.is_list() && self.opens_value(next))
            || (self.is_the_end(frame) && !self.closes_later(next))
            || is_number(text.trim_matches(is_blank))
    }

    /// Whether a bracket closes behind `at`: then a text without quotes may go on up to there.
    fn closes_later(&self, at: usize) -> bool {
        let rest = self.rest(at);
        self.spend(rest.len()).is_err() || rest.contains(['}', ']'])
    }

    /// Whether the sign at `at` opens a comment that ends the value. It may as well be part of a text.
    fn ends_at_a_comment(&self, at: usize, text: &str, frame: &Frame<'_, 's>) -> Outcome<bool> {
        if !text.ends_with([' ', '\t']) {
            return Ok(false);
        }
        let Some(behind) = self.comment_end(at) else { return Ok(false) };
        let goes_on = self.past_separators(behind);
        let is_over = is_word(text.trim_end())
            || self.char_at(goes_on).is_some_and(|sign| matches!(sign, '}' | ']'))
            || self.known_name_at(goes_on, frame);
        if is_over { Ok(true) } else { Err("a text without quotes may hold a comment".to_owned()) }
    }

    /// Whether a number or a literal ends at the blank at `at`, where only a comma is missing.
    fn ends_a_word(&self, at: usize, frame: &Frame<'_, 's>) -> bool {
        let next = self.past_blanks(at);
        if frame.is_list() {
            // `12 345` may be one number.
            let digits = self.rest(next).len()
                - self.rest(next).trim_start_matches(|digit: char| digit.is_ascii_digit()).len();
            return self.opens_value(next) && (digits != 3 || self.char_at(next + 3) == Some('.'));
        }
        self.name_at(next, frame).is_some_and(|name| name.quoted || name.known != Known::Nowhere)
    }

    /// Whether a bare value ends before the separator at `at`.
    fn ends_before(
        &self,
        at: usize,
        bare: &Bare<'_>,
        node: Option<&'s Node>,
        frame: &Frame<'_, 's>,
    ) -> Outcome<bool> {
        let next = self.past_separators(at);
        let Some(character) = self.char_at(next) else { return Ok(true) };
        if matches!(character, '}' | ']')
            || self.ellipsis(next).is_some()
            || self.rest(next).starts_with("</")
        {
            return Ok(true);
        }
        let name = self.name_at(next, frame);
        if name.as_ref().is_some_and(|name| name.quoted || name.known != Known::Nowhere) {
            return Ok(true);
        }
        if frame.is_list() {
            let holds_texts = node.is_some_and(|node| matches!(plain(node), Node::Text { .. }));
            return Ok(bare.open.is_empty()
                && bare.quotes == 0
                && (!holds_texts || self.opens_value(next)));
        }
        let may_go_on = self.char_at(at + 1).is_some_and(|next| next.is_ascii_digit());
        if LITERALS.contains(&bare.text) || (is_number(bare.text) && !may_go_on) {
            return Ok(true);
        }
        if character == '{' {
            return Ok(frame.outer.is_some_and(Frame::is_list) && frame.is_complete());
        }
        // A quote further on may show that the text began with one; otherwise this is unknowable.
        if name.is_some() && bare.quotes == 0 && !self.rest(next).contains('"') {
            return Err("a text without quotes holds what may be another member".to_owned());
        }
        Ok(false)
    }

    /// Whether the answer goes on behind a quote whose opening one is missing.
    fn ends_behind_quote(&self, behind: usize, frame: &Frame<'_, 's>) -> bool {
        let next = self.past_blanks(behind);
        match self.char_at(next) {
            None => true,
            Some(sign) if is_separator(sign) => {
                let next = self.past_blanks(next + sign.len_utf8());
                match frame.kind {
                    Kind::Object(_) => {
                        self.name_at(next, frame).is_some()
                            || self.char_at(next).is_none_or(|sign| matches!(sign, '}' | ']'))
                    }
                    Kind::List(_) => {
                        self.opens_value(next)
                            || self.known_name_at(next, frame)
                            || self.char_at(next).is_none_or(|sign| sign == ']')
                    }
                }
            }
            Some('}' | ']' | ')') => self.closes(next, frame),
            Some(_) => {
                self.is_fence(next) || self.name_at(next, frame).is_some_and(|name| name.quoted)
            }
        }
    }
}

/// What was read so far of a value without quotes.
struct Bare<'t> {
    text: &'t str,
    /// The brackets that were opened in it.
    open: Vec<char>,
    quotes: usize,
}

struct BareEnd {
    text: usize,
    next: usize,
    /// Whether it ended with a quote whose opening one is missing.
    quote: bool,
}

/// No number of an answer is longer.
const MAX_NUMBER_BYTES: usize = 64;

/// Digits with what people write around them: a sign, separators, an exponent, a percent sign.
pub(in crate::answer) fn is_number(text: &str) -> bool {
    if text.len() > MAX_NUMBER_BYTES {
        return false;
    }
    let digits = text.trim_start_matches(['+', '-', '~', '≈', '.']);
    digits.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|character| {
            character.is_ascii_hexdigit()
                || matches!(
                    character,
                    '+' | '-' | '.' | ',' | '_' | '%' | '~' | '≈' | 'x' | 'X' | '/'
                )
        })
}

/// The literals of JSON, Python and JavaScript. What else is read for one (`NULL`, `~`) may as well begin a text.
pub(super) const LITERALS: [&str; 7] =
    ["null", "true", "false", "None", "True", "False", "undefined"];

/// Whether `text` may be the beginning of a literal that the cut went through.
fn begins_a_literal(text: &str) -> bool {
    LITERALS.iter().any(|word| word.starts_with(text))
}

/// A number or a literal: a value that ends where the word does.
fn is_word(text: &str) -> bool {
    is_number(text) || LITERALS.contains(&text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::is_number;
    use crate::answer::{
        Repair,
        lenient::tests::{assert_read, assert_read_cut, assert_unreadable},
    };

    #[test]
    fn literals_of_several_languages_are_known() {
        let literal = &[Repair::Literal][..];
        assert_read(&[
            ("{\"sure\": null, \"tags\": []}", json!({"sure": null, "tags": []}), &[]),
            ("{\"sure\": true, \"tags\": []}", json!({"sure": true, "tags": []}), &[]),
            ("{\"sure\": None}", json!({"sure": null}), literal),
            ("{\"sure\": undefined}", json!({"sure": null}), literal),
            ("{\"sure\": nil}", json!({"sure": null}), literal),
            ("{\"sure\": NULL}", json!({"sure": null}), literal),
            ("{\"sure\": True}", json!({"sure": true}), literal),
            ("{\"sure\": FALSE}", json!({"sure": false}), literal),
            ("{\"sure\": tRuE}", json!({"sure": "tRuE"}), &[Repair::UnquotedText]),
        ]);
    }

    #[test]
    fn numbers_are_kept_as_they_are_written() {
        assert_read(&[
            ("{\"score\": -0.5}", json!({"score": -0.5}), &[]),
            ("{\"score\": 1_000}", json!({"score": "1_000"}), &[]),
            ("{\"score\": +5}", json!({"score": "+5"}), &[]),
            ("{\"score\": .5}", json!({"score": ".5"}), &[]),
            ("{\"score\": 5.}", json!({"score": 5}), &[Repair::NumberNotation]),
            ("{\"score\": 54%}", json!({"score": "54%"}), &[]),
            ("{\"score\": 8/10}", json!({"score": "8/10"}), &[]),
            ("{\"score\": 0x1F}", json!({"score": "0x1F"}), &[]),
            ("{\"score\": ~5}", json!({"score": "~5"}), &[]),
            (
                "{\"score\": 12,345.5, \"label\": \"good\"}",
                json!({"score": "12,345.5", "label": "good"}),
                &[],
            ),
        ]);
        for (text, expected) in [
            ("1", true),
            ("-1.5e3", true),
            ("~5", true),
            ("0xff", true),
            ("1,000", true),
            ("5%", true),
            ("8/10", true),
            ("", false),
            ("-", false),
            ("e5", false),
            ("abc", false),
            ("5 of 10", false),
            ("5kg", false),
            ("x5", false),
        ] {
            assert_eq!(is_number(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_text_without_quotes_ends_where_the_answer_goes_on() {
        let unquoted = &[Repair::UnquotedText][..];
        assert_read(&[
            (
                "{\"label\": good, \"reason\": \"so\"}",
                json!({"label": "good", "reason": "so"}),
                unquoted,
            ),
            (
                "{\"label\": \"good\", \"reason\": so it is}",
                json!({"label": "good", "reason": "so it is"}),
                unquoted,
            ),
            (
                "{\"label\": \"good\", \"reason\": so, it is (as ever)\n}",
                json!({"label": "good", "reason": "so, it is (as ever)"}),
                unquoted,
            ),
            (
                "{\"label\": good\n\"reason\": \"so\"}",
                json!({"label": "good", "reason": "so"}),
                &[Repair::UnquotedText, Repair::MissingComma],
            ),
            (
                "{\"reason\": it's fine, \"label\": \"good\"}",
                json!({"reason": "it's fine", "label": "good"}),
                unquoted,
            ),
        ]);
        assert_unreadable(&[
            ("{\"reason\": so \"it\" is, \"label\": \"good\"}", "some inside"),
            ("{\"label\": \"good\", \"reason\": so, mood: up}", "what may be another member"),
            ("{\"tags\": [one, two]}", "a list holds texts without quotes"),
            ("{\"score\": , \"label\": \"good\"}", "a member has no value"),
            ("{\"label\": \"good\", \"reason\": }", "a member has no value"),
        ]);
    }

    #[test]
    fn only_the_opening_quote_may_be_missing_as_well() {
        assert_read(&[
            (
                "{\"label\": good\", \"reason\": \"so\"}",
                json!({"label": "good", "reason": "so"}),
                &[Repair::MissingQuote],
            ),
            (
                "{\"label\": \"good\", \"reason\": so it is\"}",
                json!({"label": "good", "reason": "so it is"}),
                &[Repair::MissingQuote],
            ),
            (
                "{\"tags\": [one\", \"two\"]}",
                json!({"tags": ["one", "two"]}),
                &[Repair::MissingQuote],
            ),
        ]);
    }

    #[test]
    fn what_the_cut_went_through_is_open_unless_it_is_a_text() {
        assert_read_cut(&[
            ("{\"score\": 0.5", json!({"score": null})),
            ("{\"score\": 0.5,", json!({"score": 0.5})),
            ("{\"sure\": tru", json!({"sure": null})),
            ("{\"sure\": true", json!({"sure": null})),
            ("{\"sure\": true,", json!({"sure": true})),
            ("{\"reason\": so it", json!({"reason": "so it"})),
            ("{\"reason\":", json!({"reason": null})),
        ]);
    }
}
