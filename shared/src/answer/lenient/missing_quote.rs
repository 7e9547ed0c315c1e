//! Texts whose closing quote is missing: what follows them tells where they end, or nothing does.

use super::{
    Frame, Outcome, Reader,
    blanks::{FENCES, is_blank, is_separator},
    text_end::End,
};

impl<'t, 's> Reader<'t, 's> {
    /// Whether the quote at `at` opens the name of a member, behind a sign that ends a value.
    pub(super) fn opens_member(&self, at: usize, frame: &Frame<'_, 's>) -> bool {
        let before = self.text.get(..at).unwrap_or_default().trim_end_matches([' ', '\t', '\r']);
        // An opening bracket counts behind a sign of its own: `}, {"at": …` and not `wrote {"at": …`.
        let outside = before.strip_suffix(['{', '[']).unwrap_or(before).trim_end_matches(is_blank);
        let signs = [',', ';', '，', '；', '[', '{', ':'];
        let is_apart = if outside.len() < before.len() && !before.ends_with('\n') {
            outside.ends_with(signs)
        } else {
            before.ends_with(|sign: char| is_separator(sign) || sign == '\n')
        };
        is_apart && self.known_name_at(at, frame)
    }

    /// Where a text ends whose quote is missing before the structure that ends at `at`: behind the text, and
    /// where the structure begins.
    pub(super) fn before_structure(&self, start: usize, at: usize) -> (usize, usize) {
        let mut text = self.text.get(start..at).unwrap_or_default();
        loop {
            let shorter = text.trim_end_matches(|character: char| {
                is_blank(character) || is_separator(character) || matches!(character, '{' | '[')
            });
            let shorter = without_a_loose_closer(shorter);
            if shorter.len() == text.len() {
                return (start + text.len(), start + text.len());
            }
            text = shorter;
        }
    }

    /// The end of a text that was closed by a typographic quote which nothing in it opens: before that quote.
    pub(super) fn without_another_quote(&self, start: usize, end: usize) -> usize {
        let text = self.text.get(start..end).unwrap_or_default();
        let typographic = ['“', '”', '„', '«', '»', '＂'];
        match text.chars().next_back().filter(|last| typographic.contains(last)) {
            Some(last) if text.matches(typographic).count() == 1 => end - last.len_utf8(),
            _ => end,
        }
    }

    /// The end of a text before a bare name: `"label": "negative, confidence: 0.5`.
    pub(super) fn end_before_a_name(
        &self,
        start: usize,
        frame: &Frame<'_, 's>,
    ) -> Outcome<Option<End>> {
        let rest = self.rest(start);
        for (offset, sign) in rest.char_indices() {
            if !is_separator(sign) && sign != '\n' {
                continue;
            }
            let next = self.past_blanks(start + offset + sign.len_utf8());
            self.spend(1)?;
            if self.known_name_at(next, frame) {
                self.spend(offset)?;
                let (text, next) = self.before_structure(start, next);
                return Ok(Some(End { begin: start, text, next, cut: false }));
            }
        }
        self.spend(rest.len())?;
        Ok(None)
    }

    /// Whether a cut text holds what looks like further members, so that its quote was lost before.
    pub(super) fn swallows_members(&self, start: usize, frame: &Frame<'_, 's>) -> Outcome<bool> {
        Ok(self.end_before_a_name(start, frame)?.is_some())
    }

    /// The end of a text in a list in which one quote is missing and all the other items are in order:
    /// `["one, "two", "three"]`, `["one", two", "three"]`.
    pub(super) fn end_between_items(&self, start: usize, frame: &Frame<'_, 's>) -> Option<End> {
        if !frame.is_list() {
            return None;
        }
        let (quote, _) = self.next_quote(start, &['"']).ok()??;
        let before = self.text.get(start..quote)?.trim_end_matches(is_blank);
        if let Some(text) = before.strip_suffix(',') {
            let end = start + text.trim_end_matches(is_blank).len();
            return self.are_items(quote, 0).then_some(End {
                begin: start,
                text: end,
                next: end,
                cut: false,
            });
        }
        let next = self.past_blanks(quote + 1);
        let is_item = self.char_at(next) == Some(',') && self.are_items(next + 1, 1);
        is_item.then_some(End { begin: start, text: quote, next: quote + 1, cut: false })
    }

    /// Whether the texts of a list go on from `at` to its end, `damaged` of them without an opening quote.
    fn are_items(&self, at: usize, damaged: usize) -> bool {
        let (mut at, mut found) = (at, 0);
        loop {
            let first = self.past_blanks(at);
            let is_quoted = self.char_at(first) == Some('"');
            found += usize::from(!is_quoted);
            let Ok(Some((end, _))) = self.next_quote(first + usize::from(is_quoted), &['"']) else {
                return false;
            };
            let next = self.past_blanks(end + 1);
            match self.char_at(next) {
                Some(',') => at = next + 1,
                Some(']') => return found == damaged,
                _ => return false,
            }
        }
    }

    /// The end of the last text before exactly the brackets that are still open: `"rationale": "Fine.}`.
    pub(super) fn end_at_the_closers(&self, start: usize, frame: &Frame<'_, 's>) -> Option<End> {
        let rest = self.rest(start);
        let before_a_fence =
            FENCES.iter().find_map(|fence| rest.split_once(&*format!("\n{fence}")));
        let rest = before_a_fence.map_or(rest, |(before, _)| before);
        let mut text = rest.trim_end_matches(is_blank);
        for frame in frame.chain() {
            let closer = if frame.is_list() { ']' } else { '}' };
            text = text.strip_suffix(closer)?.trim_end_matches(is_blank);
        }
        let is_balanced = text.matches('{').count() == text.matches('}').count()
            && text.matches('[').count() == text.matches(']').count();
        let end = start + text.len();
        (is_balanced && !text.contains('"')).then_some(End {
            begin: start,
            text: end,
            next: end,
            cut: false,
        })
    }

    /// Whether a text whose quotes were repaired has taken in what belongs to the answer around it: its quotes
    /// do not open and close by turns, or stand beside the signs of the answer.
    pub(super) fn swallows_structure(&self, text: &str, frame: &Frame<'_, 's>) -> bool {
        let mut opens = true;
        for (at, _) in text.match_indices('"') {
            let before = text.get(..at).unwrap_or_default();
            let behind = text.get(at + 1..).unwrap_or_default();
            let is_escaped = before.ends_with('\\');
            let next = behind.trim_start();
            let is_beside_a_sign = !is_escaped
                && (next.starts_with([':', '：', '=', '+', ']', '}'])
                    || (frame.is_list() && next.starts_with(',')));
            let may_open = before.is_empty()
                || before.trim_end_matches('\\').ends_with(|sign: char| !sign.is_alphanumeric());
            let may_close = behind.is_empty() || !behind.starts_with(char::is_alphanumeric);
            let fits = if opens { may_open && !behind.starts_with(is_blank) } else { may_close };
            if is_beside_a_sign || (!is_escaped && !fits) {
                return true;
            }
            opens = !opens;
        }
        false
    }
}

/// `text` without a closing bracket at its end that nothing in it opens.
fn without_a_loose_closer(text: &str) -> &str {
    for (open, close) in [('{', '}'), ('[', ']')] {
        if let Some(shorter) = text.strip_suffix(close)
            && shorter.matches(open).count() <= shorter.matches(close).count()
        {
            return shorter;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::answer::{
        Repair,
        lenient::tests::{assert_read, assert_unreadable},
    };

    fn answer(label: &str, reason: &str) -> Value {
        json!({"label": label, "reason": reason})
    }

    #[test]
    fn a_missing_closing_quote_is_seen_by_what_follows() {
        let missing = &[Repair::MissingQuote][..];
        assert_read(&[
            (r#"{"label": "good, "reason": "so"}"#, answer("good", "so"), missing),
            (
                r#"{"reason": "so, as ever, "label": "good"}"#,
                answer("good", "so, as ever"),
                missing,
            ),
            ("{\"label\": \"good\n, \"reason\": \"so\"}", answer("good", "so"), missing),
            (r#"{"label": "good", "reason": "so}"#, answer("good", "so"), missing),
            (
                r#"{"tags": ["one, "two", "three"]}"#,
                json!({"tags": ["one", "two", "three"]}),
                missing,
            ),
            (
                r#"{"tags": ["one", "two], "label": "good"}"#,
                json!({"tags": ["one", "two"], "label": "good"}),
                missing,
            ),
        ]);
    }

    #[test]
    fn a_text_that_would_swallow_the_structure_around_it_is_refused() {
        assert_unreadable(&[
            (r#"{"label": "good", "reason": "so "it" is, "sco": 5}"#, "a text"),
            (r#"{"tags": ["one, two", three", "four]}"#, "a text"),
            (r#"{"tags": ["one "a", "b" two", "c"]}"#, "a text"),
            (r#"{"label": "good, reason so"#, "a text"),
        ]);
    }
}
