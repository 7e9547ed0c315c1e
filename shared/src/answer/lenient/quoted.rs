//! Quoted texts: where they end, with quotes that are missing, doubled, not escaped or of another kind.

use std::borrow::Cow;

use super::{
    Frame, Loose, Outcome, Reader, Repair,
    escapes::{unescaped, whole_escapes},
    text_end::End,
};

/// Quotes that people write for one another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Backtick,
}

fn family(character: char) -> Option<Family> {
    match character {
        '"' | '“' | '”' | '„' | '«' | '»' | '＂' | '「' | '」' | '『' | '』' => {
            Some(Family::Double)
        }
        '\'' | '‘' | '’' | '‚' | '‹' | '›' => Some(Family::Single),
        '`' => Some(Family::Backtick),
        _ => None,
    }
}

pub(super) fn is_quote(character: char) -> bool {
    family(character).is_some()
}

/// Whether two quotes are of one family.
pub(super) fn looks_alike(one: char, other: char) -> bool {
    one == other || (is_quote(one) && family(one) == family(other))
}

/// The quotes that close a text opened by `opening`.
fn closing(opening: char) -> &'static [char] {
    match opening {
        '"' => &['"'],
        '\'' => &['\''],
        '`' => &['`'],
        '“' | '”' | '„' => &['”', '“'],
        '«' => &['»'],
        '»' => &['«'],
        '‘' | '’' | '‚' => &['’', '‘'],
        '‹' => &['›'],
        '›' => &['‹'],
        '「' => &['」'],
        '『' => &['』'],
        _ => &['＂'],
    }
}

impl<'t, 's> Reader<'t, 's> {
    /// The text whose opening quote is at hand, with what is joined to it by `+`.
    pub(super) fn quoted(&mut self, frame: &Frame<'_, 's>) -> Outcome<Loose<'t>> {
        let (mut text, mut cut) = self.piece(frame)?;
        while let Some(next) = self.joined(frame) {
            self.repairs.add(Repair::Concatenation);
            self.at = next;
            let (more, more_cut) = self.piece(frame)?;
            text = Cow::Owned(text.into_owned() + &more);
            cut = more_cut;
        }
        let ahead = self.past_blanks(self.at);
        if self.cut && self.rest(ahead).trim_end() == "+" {
            (self.at, cut) = (self.text.len(), true);
        }
        Ok(Loose::Text { text, cut })
    }

    /// Where a text goes on that is written in several pieces: behind a `+`, or in a line of its own.
    fn joined(&self, frame: &Frame<'_, 's>) -> Option<usize> {
        let next = self.past_blanks(self.at);
        let sign = self.char_at(next)?;
        if sign == '+' {
            let piece = self.past_blanks(next + 1);
            return self.char_at(piece).filter(|quote| is_quote(*quote)).map(|_| piece);
        }
        let in_a_new_line = self.text.get(self.at..next).is_some_and(|blank| blank.contains('\n'));
        (self.is_a_piece(next)
            && is_quote(sign)
            && in_a_new_line
            && !frame.is_list()
            && self.name_at(next, frame).is_none())
        .then_some(next)
    }

    /// Whether the text at `at` may go on the one in the line before: behind it the answer goes on or ends.
    pub(super) fn is_a_piece(&self, at: usize) -> bool {
        let Some(quote) = self.char_at(at) else { return false };
        let start = at + quote.len_utf8();
        let Ok(Some((end, _))) = self.next_quote(start, &[quote]) else { return false };
        let next = self.char_at(self.past_blanks(end + quote.len_utf8()));
        self.in_parentheses || next.is_some_and(|next| matches!(next, ',' | '}' | ']'))
    }

    fn piece(&mut self, frame: &Frame<'_, 's>) -> Outcome<(Cow<'t, str>, bool)> {
        // The repairs of this text alone decide whether it can be trusted.
        let before = std::mem::take(&mut self.repairs);
        let piece = self.quoted_piece(frame);
        self.repairs.extend(before);
        piece
    }

    fn quoted_piece(&mut self, frame: &Frame<'_, 's>) -> Outcome<(Cow<'t, str>, bool)> {
        let quote = self.peek().unwrap_or('"');
        let mut start = self.at + quote.len_utf8();
        if quote != '"' {
            self.repairs.add(Repair::QuoteStyle);
        }
        if let Some(end) = self.end_of_tripled(quote, start) {
            self.repairs.add(Repair::QuoteStyle);
            self.at = end.next;
            let text = self.text.get(end.begin..end.text).unwrap_or_default();
            return Ok((unescaped(text, &mut self.repairs)?, false));
        }
        let is_doubled = self.char_at(start) == Some(quote)
            && !self.ends_at(start, quote, frame)
            && self.char_at(start + quote.len_utf8()).is_some_and(|next| !is_quote(next));
        if is_doubled {
            self.repairs.add(Repair::DoubledQuote);
            start += quote.len_utf8();
        }
        let end = self.end_of_text(start, closing(quote), frame)?;
        let text = self.text.get(start..end.text).unwrap_or_default();
        let is_doubtful =
            self.repairs.has(Repair::MissingQuote) || self.repairs.has(Repair::UnescapedQuote);
        let is_csv = self.repairs.has(Repair::UnescapedQuote) && is_doubled_throughout(text);
        let read =
            if is_csv { Cow::Owned(text.replace("\"\"", "\"")) } else { Cow::Borrowed(text) };
        if is_doubtful && self.swallows_structure(&read, frame) {
            return Err("it is open where a text ends".to_owned());
        }
        self.at = end.next;
        if text.bytes().any(|byte| byte < b' ') {
            self.repairs.add(Repair::RawControlCharacter);
        }
        let text = if end.cut { whole_escapes(text) } else { text };
        if is_csv {
            // As in CSV: `He said ""fine"".`
            let text = text.replace("\"\"", "\"");
            let text = unescaped(&text, &mut self.repairs)?.into_owned();
            return Ok((Cow::Owned(text), end.cut));
        }
        Ok((unescaped(text, &mut self.repairs)?, end.cut))
    }

    /// The end of a text between tripled quotes, or between `` and ''; `start` is behind the first of them.
    fn end_of_tripled(&self, quote: char, start: usize) -> Option<End> {
        let (open, close) = match quote {
            '"' => ("\"\"\"", "\"\"\""),
            '\'' => ("'''", "'''"),
            '`' => ("``", "''"),
            _ => return None,
        };
        let inside = self.rest(start.checked_sub(1)?).strip_prefix(open)?;
        let length = inside.find(close);
        self.spend(length.unwrap_or(inside.len())).ok()?;
        let begin = start - 1 + open.len();
        let text = begin + length?;
        Some(End { begin, text, next: text + close.len(), cut: false })
    }
}

/// Whether every quote in `text` stands twice.
fn is_doubled_throughout(text: &str) -> bool {
    let text = text.replace("\\\"", "");
    text.matches('"').count() == 2 * text.matches("\"\"").count()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::answer::{Repair, lenient::tests::assert_read};

    fn answer(label: &str, reason: &str) -> Value {
        json!({"label": label, "reason": reason})
    }

    #[test]
    fn a_doubled_quote_is_one_quote() {
        let doubled = &[Repair::DoubledQuote][..];
        assert_read(&[
            (r#"{"label": ""good", "reason": "so"}"#, answer("good", "so"), doubled),
            (r#"{"label": "good"", "reason": "so"}"#, answer("good", "so"), doubled),
            (r#"{"label": ""good"", "reason": "so"}"#, answer("good", "so"), doubled),
            (r#"{"label": "good", "reason": ""}"#, answer("good", ""), &[]),
            (r#"{"label": "", "reason": "so"}"#, answer("", "so"), &[]),
        ]);
    }

    #[test]
    fn quotes_of_every_kind_hold_texts() {
        let style = &[Repair::QuoteStyle][..];
        assert_read(&[
            ("{'label': 'good', 'reason': 'so'}", answer("good", "so"), style),
            ("{“label”: “good”, “reason”: “so”}", answer("good", "so"), style),
            ("{„label“: „good“, «reason»: «so»}", answer("good", "so"), style),
            ("{`label`: `good`, 「reason」: 「so」}", answer("good", "so"), style),
            (
                "{'label': 'good', 'reason': 'it's so'}",
                answer("good", "it's so"),
                &[Repair::QuoteStyle, Repair::UnescapedQuote],
            ),
            (
                r#"{'label': 'good', 'reason': 'it\'s so'}"#,
                answer("good", "it's so"),
                &[Repair::QuoteStyle, Repair::InvalidEscape],
            ),
            (
                r#"{"label": "good', "reason": "so"}"#,
                answer("good", "so"),
                &[Repair::QuoteStyle, Repair::MissingQuote],
            ),
            (
                r#"{"label": "good", "reason": """It is "so"."""}"#,
                answer("good", "It is \"so\"."),
                style,
            ),
            ("{'label': '''good''', \"reason\": ``so''}", answer("good", "so"), style),
            (r#"{"label": r"good", "reason": f'so'}"#, answer("good", "so"), style),
            (
                r#"{"label": "good", "reason": "it's “so” and 'so'"}"#,
                answer("good", "it's “so” and 'so'"),
                &[],
            ),
        ]);
    }

    #[test]
    fn a_text_may_hold_raw_control_characters_and_come_in_pieces() {
        assert_read(&[
            (
                "{\"label\": \"good\", \"reason\": \"one\n\ttwo\"}",
                answer("good", "one\n\ttwo"),
                &[Repair::RawControlCharacter],
            ),
            (
                "{\"label\": \"good\", \"reason\": \"one \" + \"two\"}",
                answer("good", "one two"),
                &[Repair::Concatenation],
            ),
            (
                "{\"label\": \"good\", \"reason\": \"one \" +\n 'two ' + \"three\"}",
                answer("good", "one two three"),
                &[Repair::QuoteStyle, Repair::Concatenation],
            ),
            (
                "{\"label\": \"good\", \"reason\": \"one \"\n \"two\"}",
                answer("good", "one two"),
                &[Repair::Concatenation],
            ),
        ]);
    }
}
