//! The names of members, damaged ones included: whether one stands at a place decides where texts end.

use super::{
    Frame, Outcome, Reader, Repair,
    bare::LITERALS,
    blanks::{is_blank, is_json_blank, is_separator},
    quoted::{is_quote, looks_alike},
};
use crate::answer::provenance::Repairs;

/// The longest name that is recognized, in bytes.
const MAX_NAME_BYTES: usize = 80;

/// A name with what separates it from its value.
pub(super) struct Name<'t> {
    pub(super) name: &'t str,
    /// Behind the name and its quote.
    pub(super) end: usize,
    /// Where the value may begin.
    pub(super) value_at: usize,
    /// The member that is called so.
    pub(super) known: Known,
    /// How much of the damage had to be forgiven to see a name here.
    pub(super) repairs: Repairs,
    pub(super) quoted: bool,
}

/// Where a name is the name of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// In the object that is being read.
    Here(usize),
    /// In an object around it, that many levels out.
    Outside(usize, usize),
    Nowhere,
}

impl<'t, 's> Reader<'t, 's> {
    /// The name that stands at `at`, where the members of `frame` are read.
    pub(super) fn name_at(&self, at: usize, frame: &Frame<'_, 's>) -> Option<Name<'t>> {
        let first = self.char_at(at)?;
        if is_quote(first) {
            self.quoted_name(at, first, frame)
        } else if first.is_alphabetic() || matches!(first, '_' | '$') {
            self.bare_name(at, frame)
        } else if first == ':' {
            // A symbol of Ruby or Clojure: `:label => "negative"`.
            let is_word = self.char_at(at + 1).is_some_and(char::is_alphabetic);
            is_word.then(|| self.bare_name(at + 1, frame))?
        } else {
            None
        }
    }

    /// Whether what stands at `at` is the name of a member of the answer.
    pub(super) fn known_name_at(&self, at: usize, frame: &Frame<'_, 's>) -> bool {
        self.name_at(at, frame).is_some_and(|name| name.known != Known::Nowhere)
    }

    /// `"name":`, also with one quote too many or too few.
    fn quoted_name(&self, at: usize, quote: char, frame: &Frame<'_, 's>) -> Option<Name<'t>> {
        let mut repairs = Repairs::default();
        let mut start = at + quote.len_utf8();
        if self.char_at(start).is_some_and(|next| looks_alike(quote, next)) {
            start += self.char_at(start)?.len_utf8();
            repairs.add(Repair::DoubledQuote);
        }
        let end = match self.whole_name_end(start, quote) {
            Some(end) => end,
            None => self.name_end(start, Some(quote))?,
        };
        let name = self.text.get(start..end)?.trim();
        if name.is_empty() || name.contains(['{', '[', '}', ']']) {
            return None;
        }
        let known = self.known(name, frame);
        let closing = self.char_at(end)?;
        let mut behind = end;
        if is_quote(closing) {
            // A name may hold an apostrophe; its own quote closes it.
            behind += closing.len_utf8();
            if !looks_alike(quote, closing) {
                if known == Known::Nowhere {
                    return None;
                }
                repairs.add(Repair::QuoteStyle);
            }
            if let Some(next) = self.char_at(behind).filter(|next| looks_alike(closing, *next)) {
                // Only the next quote may be one too many: `"name" "value"` lacks a colon instead.
                if self.separator(self.past_blanks(behind + next.len_utf8())).is_some() {
                    behind += next.len_utf8();
                    repairs.add(Repair::DoubledQuote);
                }
            }
        } else {
            repairs.add(Repair::MissingQuote);
        }
        if !matches!(quote, '"') {
            repairs.add(Repair::QuoteStyle);
        }
        if !repairs.are_only(Repair::QuoteStyle) && known == Known::Nowhere {
            return None;
        }
        let behind = self.past_blanks(behind);
        let value_at = match self.separator(behind) {
            Some((value_at, repair)) => {
                repairs.extend(repair);
                match self.char_at(value_at) {
                    // `"name:" "value"`: its quote and its colon changed places.
                    Some(other)
                        if repairs.has(Repair::MissingQuote) && looks_alike(quote, other) =>
                    {
                        let next = self.past_blanks(value_at + other.len_utf8());
                        let behind = value_at + other.len_utf8();
                        if self.opens_value(next) { behind } else { value_at }
                    }
                    _ => value_at,
                }
            }
            None if repairs.has(Repair::MissingQuote) => return None,
            None => self.other_separator(behind, known, frame, &mut repairs)?,
        };
        Some(Name { name, end, value_at, known, repairs, quoted: true })
    }

    /// `name:`, also where only its first quote is missing.
    fn bare_name(&self, at: usize, frame: &Frame<'_, 's>) -> Option<Name<'t>> {
        let mut repairs = Repairs::default();
        repairs.add(Repair::UnquotedName);
        let end = self.name_end(at, None)?;
        let name = self.text.get(at..end)?.trim().trim_matches('*');
        let known = self.known(name, frame);
        let mut behind = end;
        if let Some(quote) = self.char_at(end).filter(|character| is_quote(*character)) {
            behind += quote.len_utf8();
            repairs.add(Repair::MissingQuote);
        }
        let plain = |character: char| {
            character.is_alphanumeric() || matches!(character, '_' | '-' | '$' | '.')
        };
        // `label != …` and `confidence >= …` name nothing.
        if name.contains(['!', '<', '>', '~', '?']) {
            return None;
        }
        if known == Known::Nowhere
            && (!name.chars().all(plain) || repairs.has(Repair::MissingQuote))
        {
            return None;
        }
        let behind = self.past_blanks(behind);
        let (value_at, repair) = self.separator(behind)?;
        // `https://…` is no member called `https`.
        if known == Known::Nowhere && self.rest(value_at).starts_with("//") {
            return None;
        }
        repairs.extend(repair);
        Some(Name { name, end, value_at, known, repairs, quoted: false })
    }

    /// The end of a name between two quotes of one kind, whatever it holds: `"http://…":`.
    fn whole_name_end(&self, start: usize, quote: char) -> Option<usize> {
        let mut letters = self.rest(start).char_indices().take(MAX_NAME_BYTES);
        let (length, _) = letters.find(|(_, letter)| *letter == quote || *letter == '\n')?;
        let behind = start + length + quote.len_utf8();
        let is_closed = self.char_at(start + length) == Some(quote);
        (is_closed && length > 0 && self.separator(self.past_blanks(behind)).is_some())
            .then_some(start + length)
    }

    /// Where a name that begins at `start`, behind `quote`, ends at the latest.
    fn name_end(&self, start: usize, quote: Option<char>) -> Option<usize> {
        let mut end = start;
        while end - start <= MAX_NAME_BYTES {
            let character = self.char_at(end)?;
            let ends = matches!(character, ':' | '：' | '=' | '\n' | '{' | '[' | '}' | ']')
                || is_separator(character)
                || self.closes_name(end, character, quote)
                || (character == '-' && self.rest(end).starts_with("->"))
                || character == '→';
            if ends {
                self.spend(end - start).ok()?;
                return Some(end);
            }
            end += character.len_utf8();
        }
        None
    }

    /// Whether the quote at `at` may close a name that `opening` opened: one of another kind does only before a colon.
    fn closes_name(&self, at: usize, quote: char, opening: Option<char>) -> bool {
        is_quote(quote)
            && opening.is_none_or(|opening| {
                looks_alike(opening, quote)
                    || self.separator(self.past_blanks(at + quote.len_utf8())).is_some()
            })
    }

    /// The end of the colon at `at`, or of what people write for one.
    fn separator(&self, at: usize) -> Option<(usize, Repairs)> {
        let mut repairs = Repairs::default();
        let rest = self.rest(at);
        let signs = rest.len()
            - rest.trim_start_matches([':', '：', '=', '>', '→']).trim_start_matches("->").len();
        let written = rest.get(..signs)?;
        match written {
            ":" => {}
            "" | ">" => return None,
            "=" | "=>" | "->" | "→" | ":=" | "：" | "==" => repairs.add(Repair::OtherSeparator),
            _ => repairs.add(Repair::DoubledSeparator),
        }
        let mut behind = at + signs;
        // `: :` is a doubled colon too.
        let next = self.past_blanks(behind);
        if next > behind && self.char_at(next) == Some(':') {
            repairs.add(Repair::DoubledSeparator);
            behind = next + 1;
        }
        Some((behind, repairs))
    }

    /// A known name that is new here and followed by a value at once, or by another sign and a value.
    fn other_separator(
        &self,
        at: usize,
        known: Known,
        frame: &Frame<'_, 's>,
        repairs: &mut Repairs,
    ) -> Option<usize> {
        let (level, place) = match known {
            Known::Here(place) => (0, place),
            Known::Outside(level, place) => (level, place),
            Known::Nowhere => return None,
        };
        if frame.chain().nth(level).is_none_or(|frame| frame.has_seen(place)) {
            return None;
        }
        let sign = self.char_at(at)?;
        if is_separator(sign) || sign == '.' || sign == '|' {
            let value_at = self.past_blanks(at + sign.len_utf8());
            let is_value = self.opens_value(value_at) && self.strict_name(value_at).is_none();
            repairs.add(Repair::OtherSeparator);
            return is_value.then_some(value_at);
        }
        repairs.add(Repair::MissingColon);
        self.opens_value(at).then_some(at)
    }

    /// Whether a quoted name with a colon stands at `at`, of whatever member.
    fn strict_name(&self, at: usize) -> Option<usize> {
        let quote = self.char_at(at).filter(|character| is_quote(*character))?;
        let start = at + quote.len_utf8();
        let end = self.name_end(start, Some(quote))?;
        let closing = self.char_at(end).filter(|closing| looks_alike(quote, *closing))?;
        self.separator(self.past_blanks(end + closing.len_utf8())).map(|(value_at, _)| value_at)
    }

    /// Whether a value other than a bare word opens at `at`.
    pub(super) fn opens_value(&self, at: usize) -> bool {
        let rest = self.rest(at);
        self.char_at(at).is_some_and(|character| {
            is_quote(character)
                || matches!(character, '{' | '[')
                || character.is_ascii_digit()
                || (matches!(character, '-' | '+' | '.')
                    && rest.chars().nth(1).is_some_and(|next| next.is_ascii_digit()))
                || ("rRfFbBuU".contains(character)
                    && rest.chars().nth(1).is_some_and(|next| matches!(next, '"' | '\'')))
        }) || LITERALS.iter().any(|word| rest.starts_with(word))
    }

    fn known(&self, name: &str, frame: &Frame<'_, 's>) -> Known {
        let places = frame.chain().enumerate().filter_map(|(level, frame)| {
            let (place, _) = frame.object()?.member(name)?;
            Some(if level == 0 { Known::Here(place) } else { Known::Outside(level, place) })
        });
        let mut places = places;
        let known = places.next().unwrap_or(Known::Nowhere);
        if known != Known::Nowhere {
            self.met.set(true);
        }
        known
    }

    /// In an answer that is cut: whether all that is left may be the beginning of a name.
    pub(super) fn begins_name_at_the_cut(&self, at: usize) -> bool {
        let rest = self.rest(at);
        let inside = rest.strip_prefix(is_quote).unwrap_or(rest);
        self.cut
            && rest.len() <= MAX_NAME_BYTES
            && inside.trim_end_matches(is_quote).chars().all(|character| {
                character.is_alphanumeric() || matches!(character, '_' | '-' | ' ')
            })
    }

    pub(super) fn take_name(&mut self, name: &Name<'t>, frame: &Frame<'_, 's>) -> Outcome<()> {
        self.repairs.extend(name.repairs);
        let written = self.text.get(name.end..name.value_at).unwrap_or_default();
        if written.contains(|sign| is_blank(sign) && !is_json_blank(sign)) {
            self.repairs.add(Repair::InvisibleCharacters);
        }
        if written.contains("//") || written.contains("/*") || written.contains(['#', '<']) {
            self.repairs.add(Repair::Comment);
        }
        self.at = name.value_at;
        if let Known::Here(place) = name.known {
            frame.see(place);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::answer::{
        Repair,
        lenient::tests::{assert_read, assert_read_cut, assert_unreadable},
    };

    fn good() -> Value {
        json!({"label": "good", "reason": "so"})
    }

    #[test]
    fn a_name_may_lack_its_quotes_or_one_of_them() {
        let missing = &[Repair::MissingQuote][..];
        assert_read(&[
            ("{label: \"good\", reason: \"so\"}", good(), &[Repair::UnquotedName]),
            ("{\"label: \"good\", \"reason\": \"so\"}", good(), missing),
            (
                "{label\": \"good\", \"reason\": \"so\"}",
                good(),
                &[Repair::UnquotedName, Repair::MissingQuote],
            ),
            ("{\"\"label\": \"good\", \"reason\"\": \"so\"}", good(), &[Repair::DoubledQuote]),
            ("{\"label': \"good\", 'reason\": \"so\"}", good(), &[Repair::QuoteStyle]),
            ("{\"label:\" \"good\", \"reason\": \"so\"}", good(), missing),
            (
                "{\" label \": \"good\", \"reason\": \"so\"}",
                json!({"label": "good", "reason": "so"}),
                &[],
            ),
        ]);
        assert_unreadable(&[(
            "{\"mood: \"up\", \"label\": \"good\"}",
            "the name of a member is expected",
        )]);
    }

    #[test]
    fn signs_of_several_languages_stand_for_a_colon() {
        let other = &[Repair::OtherSeparator][..];
        assert_read(&[
            ("{\"label\" = \"good\", \"reason\": \"so\"}", good(), other),
            ("{\"label\" => \"good\", \"reason\" => \"so\"}", good(), other),
            ("{\"label\" -> \"good\", \"reason\" → \"so\"}", good(), other),
            ("{\"label\" := \"good\", \"reason\"： \"so\"}", good(), other),
            ("{\"label\", \"good\", \"reason\": \"so\"}", good(), other),
            (
                "{:label => \"good\", :reason => \"so\"}",
                good(),
                &[Repair::UnquotedName, Repair::OtherSeparator],
            ),
            ("{\"label\":: \"good\", \"reason\": : \"so\"}", good(), &[Repair::DoubledSeparator]),
            ("{\"label\" \"good\", \"reason\" \"so\"}", good(), &[Repair::MissingColon]),
            (
                "{\"label\" \"good\" \"reason\" \"so\"}",
                good(),
                &[Repair::MissingColon, Repair::MissingComma],
            ),
        ]);
    }

    #[test]
    fn an_address_and_a_time_hold_no_name() {
        assert_read(&[
            (
                "{\"reason\": \"see\", \"label\": https://example.org/a}",
                json!({"reason": "see", "label": "https://example.org/a"}),
                &[Repair::UnquotedText],
            ),
            (
                "{\"reason\": \"At 10:30, \\\"why: so\\\"\", \"label\": \"good\"}",
                json!({"reason": "At 10:30, \"why: so\"", "label": "good"}),
                &[],
            ),
        ]);
    }

    #[test]
    fn a_name_that_the_cut_went_through_is_left_out() {
        assert_read_cut(&[
            ("{\"label\": \"good\", \"rea", json!({"label": "good"})),
            ("{\"label\": \"good\", rea", json!({"label": "good"})),
            ("{\"label\": \"good\", \"reason\"", json!({"label": "good"})),
            ("{\"label\": \"good\", \"", json!({"label": "good"})),
        ]);
    }
}
