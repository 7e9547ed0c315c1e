//! Where a quoted text ends: at its closing quote, at one of another kind, or at the cut.

use super::{Frame, Outcome, Reader, Repair, quoted::is_quote};

/// Where a text begins and ends.
pub(super) struct End {
    pub(super) begin: usize,
    /// Behind its last character.
    pub(super) text: usize,
    /// Where to read on.
    pub(super) next: usize,
    /// Whether it ended before its closing quote was seen.
    pub(super) cut: bool,
}

impl<'t, 's> Reader<'t, 's> {
    pub(super) fn end_of_text(
        &mut self,
        start: usize,
        closing: &[char],
        frame: &Frame<'_, 's>,
    ) -> Outcome<End> {
        if let Some(end) = self.end_at_a_quote(start, closing, frame)? {
            return Ok(end);
        }
        if self.cut && !self.swallows_members(start, frame)? {
            return Ok(End {
                begin: start,
                text: self.text.len(),
                next: self.text.len(),
                cut: true,
            });
        }
        if let Some(end) = self.end_at_another_quote(start, closing, frame)? {
            self.repairs.add(Repair::QuoteStyle);
            return Ok(end);
        }
        let found = match self.end_between_items(start, frame) {
            Some(end) => Some(end),
            None => match self.end_before_a_name(start, frame)? {
                Some(end) => Some(end),
                None => self.end_at_the_closers(start, frame),
            },
        };
        self.repairs.add(Repair::MissingQuote);
        self.split = true;
        let end = found.ok_or("a text has no closing quote")?;
        // With a quote inside there are two missing, or none: unknowable.
        let holds_a_quote = self.text.get(start..end.text).is_some_and(|text| {
            text.replace("\\\"", "").contains(closing) && !closing.contains(&'\'')
        });
        if holds_a_quote { Err("it is open where a text ends".to_owned()) } else { Ok(end) }
    }

    /// The first closing quote behind which the answer goes on as it must. Quotes inside the text come in
    /// pairs: behind an odd number of them the text is not over yet.
    fn end_at_a_quote(
        &mut self,
        start: usize,
        closing: &[char],
        frame: &Frame<'_, 's>,
    ) -> Outcome<Option<End>> {
        let come_in_pairs = !closing.contains(&'\'') && !closing.contains(&'’');
        let (mut inner, mut escaped) = (0_usize, 0_usize);
        let mut at = start;
        while let Some((quote_at, quote)) = self.next_quote(at, closing)? {
            escaped += self.text.get(at..quote_at).unwrap_or_default().matches("\\\"").count();
            let behind = quote_at + quote.len_utf8();
            let is_odd = come_in_pairs && inner > 0 && (inner + escaped) % 2 == 1;
            if !is_odd && self.ends_at(quote_at, quote, frame) {
                if inner > 0 {
                    self.repairs.add(Repair::UnescapedQuote);
                }
                return Ok(Some(End { begin: start, text: quote_at, next: behind, cut: false }));
            }
            let is_doubled = self.char_at(behind) == Some(quote);
            if is_doubled && self.ends_at(behind, quote, frame) {
                // Either the second quote is one too many, or the first one closes a quotation.
                let repair = if is_odd { Repair::UnescapedQuote } else { Repair::DoubledQuote };
                self.repairs.add(repair);
                let text = if is_odd { behind } else { quote_at };
                return Ok(Some(End {
                    begin: start,
                    text,
                    next: behind + quote.len_utf8(),
                    cut: false,
                }));
            }
            if self.opens_member(quote_at, frame) {
                if inner > 0 {
                    return Ok(None);
                }
                self.repairs.add(Repair::MissingQuote);
                self.split = true;
                let mut text = self.before_structure(start, quote_at);
                let written = self.text.get(start..text.0).unwrap_or_default();
                if written.ends_with(['\'', '`']) {
                    // Rather a quote of another kind than none.
                    return Ok(None);
                }
                text.0 = self.without_another_quote(start, text.0);
                return Ok(Some(End { begin: start, text: text.0, next: text.1, cut: false }));
            }
            inner += 1;
            at = behind;
        }
        Ok(None)
    }

    /// The end of a text that is closed by a quote of another kind than the one that opened it.
    fn end_at_another_quote(
        &self,
        start: usize,
        closing: &[char],
        frame: &Frame<'_, 's>,
    ) -> Outcome<Option<End>> {
        let rest = self.rest(start);
        for (offset, quote) in rest.char_indices().filter(|(_, character)| is_quote(*character)) {
            let at = start + offset;
            self.spend(offset)?;
            if closing.contains(&quote) || self.opens_member(at, frame) {
                return Ok(None);
            }
            if quote != '`' && self.ends_at(at, quote, frame) {
                return Ok(Some(End {
                    begin: start,
                    text: at,
                    next: at + quote.len_utf8(),
                    cut: false,
                }));
            }
        }
        self.spend(rest.len())?;
        Ok(None)
    }

    /// The first of `quotes` at or behind `at` that is not escaped.
    pub(super) fn next_quote(&self, at: usize, quotes: &[char]) -> Outcome<Option<(usize, char)>> {
        let rest = self.rest(at);
        let mut escaped = false;
        for (offset, character) in rest.char_indices() {
            if escaped {
                escaped = false;
            } else if character == '\\' {
                escaped = true;
            } else if quotes.contains(&character) {
                self.spend(offset)?;
                return Ok(Some((at + offset, character)));
            }
        }
        self.spend(rest.len())?;
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::answer::{
        Repair,
        lenient::tests::{assert_read, assert_read_cut},
    };

    fn answer(label: &str, reason: &str) -> Value {
        json!({"label": label, "reason": reason})
    }

    #[test]
    fn quotes_in_a_text_that_are_not_escaped_belong_to_it() {
        let unescaped = &[Repair::UnescapedQuote][..];
        assert_read(&[
            (
                r#"{"label": "good", "reason": "He said "fine" and left"}"#,
                answer("good", "He said \"fine\" and left"),
                unescaped,
            ),
            (
                r#"{"reason": "a "b", c "d" e", "label": "good"}"#,
                answer("good", "a \"b\", c \"d\" e"),
                unescaped,
            ),
            (
                r#"{"label": "good", "reason": "He said "fine""}"#,
                answer("good", "He said \"fine\""),
                unescaped,
            ),
            (
                r#"{"label": "good", "reason": "an "escaped \"quote\"" too"}"#,
                answer("good", "an \"escaped \"quote\"\" too"),
                unescaped,
            ),
        ]);
    }

    #[test]
    fn a_text_that_is_cut_ends_before_the_escape_that_the_cut_went_through() {
        assert_read_cut(&[
            (r#"{"label": "good", "reason": "so it"#, answer("good", "so it")),
            (r#"{"label": "good", "reason": ""#, answer("good", "")),
            (r#"{"label": "good", "reason": "so\"#, answer("good", "so")),
            (r#"{"label": "good", "reason": "so\\"#, answer("good", "so\\")),
            (r#"{"label": "good", "reason": "so\u00"#, answer("good", "so")),
            (r#"{"label": "good", "reason": "so\ud83d\ude"#, answer("good", "so")),
            (r#"{"label": "good", "reason": "so\u00e9"#, answer("good", "soé")),
            (r#"{"label": "good", "reason": "a "quote" and"#, answer("good", "a \"quote\" and")),
            (r#"{"tags": ["one", "tw"#, json!({"tags": ["one", "tw"]})),
        ]);
    }
}
