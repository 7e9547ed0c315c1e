//! Quoted texts: where they end, with quotes that are missing, doubled, not escaped or of another kind.

use std::borrow::Cow;

use super::{
    Frame, Kind, Loose, Outcome, Reader, Repair,
    blanks::{is_blank, is_separator},
    escapes::unescaped,
    plain,
};
use crate::answer::schema::Node;

/// Quotes that people write for one another.
const FAMILIES: [&str; 3] = ["\"“”„«»＂「」『』", "'‘’‚‹›", "`"];

pub(super) fn is_quote(character: char) -> bool {
    match character {
        '"' | '\'' | '`' => true,
        other if other.is_ascii() => false,
        other => FAMILIES.iter().any(|family| family.contains(other)),
    }
}

/// Whether two quotes are of one family.
pub(super) fn looks_alike(one: char, other: char) -> bool {
    one == other || FAMILIES.iter().any(|family| family.contains(one) && family.contains(other))
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

/// Where a text begins and ends.
struct End {
    begin: usize,
    /// Behind its last character.
    text: usize,
    /// Where to read on.
    next: usize,
    /// Whether it ended before its closing quote was seen.
    cut: bool,
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
        (is_quote(sign) && in_a_new_line && !frame.is_list() && self.name_at(next, frame).is_none())
            .then_some(next)
    }

    fn piece(&mut self, frame: &Frame<'_, 's>) -> Outcome<(Cow<'t, str>, bool)> {
        let quote = self.peek().unwrap_or('"');
        let mut start = self.at + quote.len_utf8();
        if quote != '"' {
            self.repairs.add(Repair::QuoteStyle);
        }
        if let Some(end) = self.end_of_tripled(quote, start) {
            let text = self.text.get(end.begin..end.text).unwrap_or_default();
            self.repairs.add(Repair::QuoteStyle);
            self.at = end.next;
            return Ok((unescaped(text, &mut self.repairs)?, false));
        }
        let is_doubled = self.char_at(start) == Some(quote)
            && !self.ends_at(start, quote, frame)
            && self.char_at(start + quote.len_utf8()).is_some_and(|next| !is_quote(next));
        if is_doubled {
            self.repairs.add(Repair::DoubledQuote);
            start += quote.len_utf8();
        }
        let before = self.repairs;
        let end = self.end_of_text(start, closing(quote), frame)?;
        let text = self.text.get(start..end.text).unwrap_or_default();
        let is_repaired = |repair| self.repairs.has(repair) && !before.has(repair);
        if (is_repaired(Repair::MissingQuote) || is_repaired(Repair::UnescapedQuote))
            && self.swallows_structure(text, frame)
        {
            return Err("it is open where a text ends".to_owned());
        }
        self.at = end.next;
        if text.bytes().any(|byte| byte < b' ') {
            self.repairs.add(Repair::RawControlCharacter);
        }
        let text = if end.cut { whole_escapes(text) } else { text };
        if self.repairs.has(Repair::UnescapedQuote) && is_doubled_throughout(text) {
            // As in CSV: `He said ""fine"".`
            return Ok((
                Cow::Owned(unescaped(&text.replace("\"\"", "\""), &mut self.repairs)?.into_owned()),
                end.cut,
            ));
        }
        Ok((unescaped(text, &mut self.repairs)?, end.cut))
    }

    /// Whether a text whose quotes were repaired has taken in what belongs to the answer around it.
    fn swallows_structure(&self, text: &str, frame: &Frame<'_, 's>) -> bool {
        let quotes = text
            .match_indices('"')
            .filter(|(at, _)| !text.get(..*at).is_some_and(|before| before.ends_with('\\')));
        quotes.into_iter().any(|(at, _)| {
            let behind = text.get(at + 1..).unwrap_or_default().trim_start();
            let separated = behind.strip_prefix(',').map(str::trim_start);
            behind.is_empty() && text.matches('"').count() == 1
                || behind.starts_with([':', '：', '='])
                || (frame.is_list() && separated.is_some_and(|next| next.starts_with('"')))
        }) || (text.trim_start().starts_with('"') && text.matches('"').count() == 1)
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

    fn end_of_text(
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
        let end = found.ok_or("a text has no closing quote")?;
        // With a quote inside there are two missing, or none: unknowable.
        let holds_a_quote = self.text.get(start..end.text).is_some_and(|text| {
            text.replace("\\\"", "").contains(closing) && !closing.contains(&'\'')
        });
        if holds_a_quote { Err("it is open where a text ends".to_owned()) } else { Ok(end) }
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

    /// The first of `quotes` at or behind `at` that is not escaped.
    fn next_quote(&self, at: usize, quotes: &[char]) -> Outcome<Option<(usize, char)>> {
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

    /// Whether the text ends with the quote at `at`: whether what follows cannot be part of it.
    fn ends_at(&self, at: usize, quote: char, frame: &Frame<'_, 's>) -> bool {
        let behind = at + quote.len_utf8();
        let next = self.past_blanks(behind);
        let Some(character) = self.char_at(next) else { return true };
        let has_blank = next > behind;
        let has_line_break = has_blank
            && self.rest(behind).get(..next - behind).is_some_and(|blank| blank.contains('\n'));
        match character {
            _ if is_separator(character) => self.goes_on(next + character.len_utf8(), frame),
            '}' | ']' | ')' => self.closes(next, frame),
            '.' | '…' if self.ellipsis(next).is_some() => {
                let length = self.ellipsis(next).unwrap_or_default();
                let behind = self.past_blanks(next + length);
                self.char_at(behind).is_none_or(|sign| matches!(sign, '}' | ']'))
            }
            '.' => !frame.is_list() && self.known_name_at(self.past_blanks(next + 1), frame),
            // Another sign where a comma should be.
            ':' => !frame.is_list() && self.known_name_at(self.past_blanks(next + 1), frame),
            '+' => self.char_at(self.past_blanks(next + 1)).is_some_and(is_quote),
            '<' => self.rest(next).starts_with("</"),
            _ if self.is_fence(next) => true,
            _ if frame.is_list() => {
                let goes_on = is_quote(character) || matches!(character, '{' | '[' | '…');
                (has_blank && (goes_on || self.known_name_at(next, frame)))
                    || (!has_blank && is_quote(character) && self.pairs_up(next, frame))
            }
            _ if self
                .name_at(next, frame)
                .is_some_and(|name| name.quoted || name.known != super::names::Known::Nowhere) =>
            {
                has_blank || is_quote(character)
            }
            _ if has_line_break && is_quote(character) => true,
            // Prose behind an answer whose last bracket is missing.
            _ => has_line_break && self.is_the_end(frame),
        }
    }

    /// Whether a text that opens at `at` in a list ends like one; for `"a""b"`.
    fn pairs_up(&self, at: usize, frame: &Frame<'_, 's>) -> bool {
        let Some(quote) = self.char_at(at) else { return false };
        let start = at + quote.len_utf8();
        let Ok(Some((end, closing))) = self.next_quote(start, &[quote]) else { return false };
        let next = self.past_blanks(end + closing.len_utf8());
        end > start
            && self.char_at(next).is_some_and(|character| {
                is_separator(character) || (character == ']' && frame.is_list())
            })
    }

    /// Whether the answer goes on behind a separator, at `at`.
    fn goes_on(&self, at: usize, frame: &Frame<'_, 's>) -> bool {
        let next = self.past_separators(at);
        let Some(character) = self.char_at(next) else { return true };
        if self.rest(next).starts_with("</")
            || matches!(character, '}' | ']' | ')')
            || self.ellipsis(next).is_some()
            || self.is_fence(next)
        {
            return true;
        }
        let name = self.name_at(next, frame);
        match frame.kind {
            Kind::List(items) => {
                let takes_texts =
                    items.is_none_or(|items| !matches!(plain(items), Node::Object(_)));
                (takes_texts || character == '{') && (self.opens_value(next) || character == '(')
                    || name.is_some_and(|name| name.known != super::names::Known::Nowhere)
                    || self.begins_name_at_the_cut(next)
            }
            Kind::Object(_) => {
                name.is_some()
                    || self.begins_name_at_the_cut(next)
                    || (character == '{'
                        && frame.outer.is_some_and(Frame::is_list)
                        && frame.is_complete())
            }
        }
    }

    /// Whether the bracket at `at` closes something that is open, as far as what follows can tell.
    pub(super) fn closes(&self, at: usize, frame: &Frame<'_, 's>) -> bool {
        let mut brackets = 0;
        let mut next = at;
        while let Some(bracket) =
            self.char_at(next).filter(|bracket| matches!(bracket, '}' | ']' | ')'))
        {
            brackets += 1;
            next = self.past_blanks(next + bracket.len_utf8());
        }
        let Some(character) = self.char_at(next) else { return true };
        let in_a_new_line = self.text.get(at..next).is_some_and(|text| text.contains('\n'));
        let is_other_sign = matches!(character, ':' | '.');
        brackets >= frame.depth
            || (is_other_sign && self.known_name_at(self.past_blanks(next + 1), frame))
            || (in_a_new_line && frame.chain().skip(brackets).all(Frame::may_end))
            || self.name_at(next, frame).is_some_and(|name| name.quoted)
            || (is_separator(character) && self.goes_on_outside(next + character.len_utf8(), frame))
            || self.is_fence(next)
            || character == '{'
            || character == '<'
            || self.known_name_at(next, frame)
    }

    /// The same as `goes_on`, where some of the frames have been closed.
    fn goes_on_outside(&self, at: usize, frame: &Frame<'_, 's>) -> bool {
        let next = self.past_blanks(at);
        self.goes_on(at, frame)
            || self.name_at(next, frame).is_some_and(|name| name.quoted)
            || ((self.opens_value(next) || self.char_at(next) == Some('('))
                && frame.chain().skip(1).any(Frame::is_list))
    }

    /// Whether nothing is missing anywhere, so that what follows may be prose.
    pub(super) fn is_the_end(&self, frame: &Frame<'_, 's>) -> bool {
        frame.is_complete() && frame.chain().skip(1).all(Frame::may_end)
    }

    /// Whether the quote at `at` opens the name of a member, behind a sign that ends a value.
    fn opens_member(&self, at: usize, frame: &Frame<'_, 's>) -> bool {
        let before = self.text.get(..at).unwrap_or_default().trim_end_matches([' ', '\t', '\r']);
        before.ends_with(|sign: char| is_separator(sign) || matches!(sign, '\n' | '{' | '['))
            && self.known_name_at(at, frame)
    }

    /// Where a text ends whose quote is missing before the structure that ends at `at`: behind the text, and
    /// where the structure begins.
    fn before_structure(&self, start: usize, at: usize) -> (usize, usize) {
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
    fn without_another_quote(&self, start: usize, end: usize) -> usize {
        let text = self.text.get(start..end).unwrap_or_default();
        let typographic = ['“', '”', '„', '«', '»', '＂'];
        match text.chars().next_back().filter(|last| typographic.contains(last)) {
            Some(last) if text.matches(typographic).count() == 1 => end - last.len_utf8(),
            _ => end,
        }
    }

    /// The end of a text before a bare name: `"label": "negative, confidence: 0.5`.
    fn end_before_a_name(&self, start: usize, frame: &Frame<'_, 's>) -> Outcome<Option<End>> {
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
    fn swallows_members(&self, start: usize, frame: &Frame<'_, 's>) -> Outcome<bool> {
        Ok(self.end_before_a_name(start, frame)?.is_some())
    }

    /// The end of a text in a list in which one quote is missing and all the other items are in order:
    /// `["one, "two", "three"]`, `["one", two", "three"]`.
    fn end_between_items(&self, start: usize, frame: &Frame<'_, 's>) -> Option<End> {
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
    fn end_at_the_closers(&self, start: usize, frame: &Frame<'_, 's>) -> Option<End> {
        let rest = self.rest(start);
        let rest = FENCE_MARKS
            .iter()
            .find_map(|fence| rest.split_once(fence))
            .map_or(rest, |(before, _)| before);
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
}

const FENCE_MARKS: [&str; 2] = ["\n```", "\n~~~"];

/// Whether every quote in `text` stands twice.
fn is_doubled_throughout(text: &str) -> bool {
    let text = text.replace("\\\"", "");
    text.matches('"').count() == 2 * text.matches("\"\"").count()
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

/// A cut text without the escape that the cut went through.
fn whole_escapes(text: &str) -> &str {
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
