//! Objects: their members, and where they end with brackets that are missing, doubled or of another kind.

use std::borrow::Cow;

use super::{
    Frame, Kind, Loose, Outcome, Reader, Repair,
    blanks::is_separator,
    names::{Known, Name},
    quoted::is_quote,
    values::{Before, Next, Opened, Stray},
};
use crate::answer::schema::{Node, Object};

/// What says that quotes were lost or are too many.
const QUOTE_DAMAGE: [Repair; 3] =
    [Repair::MissingQuote, Repair::DoubledQuote, Repair::UnescapedQuote];

type Member<'t> = (Cow<'t, str>, Loose<'t>);

impl<'t, 's> Reader<'t, 's> {
    /// The object whose bracket was read.
    pub(super) fn object(
        &mut self,
        object: Option<&'s Object>,
        outer: Option<&Frame<'_, 's>>,
        opened: Opened,
    ) -> Outcome<Loose<'t>> {
        let frame = Frame::inside(outer, Kind::Object(object))?;
        let mut members: Vec<Member<'t>> = Vec::new();
        let (mut whole, mut closed, mut abbreviated) = (true, false, false);
        loop {
            let before = self.pass_separators(members.len());
            if let Some(length) = self.ellipsis(self.at) {
                self.repairs.add(Repair::Ellipsis);
                self.at += length;
                abbreviated = true;
                continue;
            }
            match self.next_in_object(&frame, opened, before)? {
                Next::Read(member) => members.push(member),
                Next::Passed => {}
                Next::Closed => {
                    closed = true;
                    break;
                }
                Next::Ended => {
                    self.repairs.add(Repair::MissingBracket);
                    break;
                }
                Next::Over => {
                    whole = !self.cut;
                    break;
                }
            }
        }
        Ok(Loose::Object { members, whole, closed: closed && !abbreviated })
    }

    /// What stands at hand in an object: a member, or a bracket.
    fn next_in_object(
        &mut self,
        frame: &Frame<'_, 's>,
        opened: Opened,
        before: Before,
    ) -> Outcome<Next<Member<'t>>> {
        let Some(first) = self.peek() else {
            self.repairs.add(Repair::MissingBracket);
            return Ok(Next::Over);
        };
        let is_first = before == Before::Opening;
        let due = if opened == Opened::Parenthesis { ')' } else { '}' };
        Ok(match first {
            '}' if self.is_one_too_many(frame) => self.pass(first, Repair::ExtraBracket),
            ':' if is_first => self.pass(first, Repair::OtherSeparator),
            '[' if is_first && self.name_at(self.past_blanks(self.at + 1), frame).is_some() => {
                self.pass(first, Repair::ExtraBracket)
            }
            '}' | ')' => self.close(first, due),
            ']' => match self.bracket_in_object(frame) {
                Stray::Skip => self.pass(first, Repair::ExtraBracket),
                Stray::Closes => self.close(first, due),
                Stray::Outer => Next::Ended,
            },
            '{' if is_first => self.pass(first, Repair::ExtraBracket),
            '{' if frame.outer.is_some_and(Frame::is_list) && frame.is_complete() => Next::Ended,
            _ if self.is_fence(self.at) || self.rest(self.at).starts_with("</") => Next::Ended,
            _ => return self.next_member(first, frame, before),
        })
    }

    /// The member at hand, or the end of the object before what is none.
    fn next_member(
        &mut self,
        first: char,
        frame: &Frame<'_, 's>,
        before: Before,
    ) -> Outcome<Next<Member<'t>>> {
        let name = self.name_at(self.at, frame);
        if name.is_none() && self.cut && self.begins_name_at_the_cut(self.at) {
            self.at = self.text.len();
            return Ok(Next::Over);
        }
        let is_behind_all = before == Before::NoSeparator;
        if self.ends_before_what_follows(name.as_ref(), first, is_behind_all, frame) {
            return Ok(Next::Ended);
        }
        let Some(name) = name else {
            return Err(self.unexpected("the name of a member"));
        };
        if is_behind_all {
            self.repairs.add(Repair::MissingComma);
        }
        Ok(match self.member(&name, frame)? {
            Some(value) => Next::Read((Cow::Borrowed(name.name), value)),
            None => Next::Passed,
        })
    }

    /// Whether the object ends, without its bracket, before what stands at hand: a member of an object around it,
    /// or prose. `is_behind_all`: no comma announces another member.
    fn ends_before_what_follows(
        &self,
        name: Option<&Name<'t>>,
        first: char,
        is_behind_all: bool,
        frame: &Frame<'_, 's>,
    ) -> bool {
        match name.map(|name| (name.known, name.quoted)) {
            Some((Known::Here(_), _)) => false,
            Some((Known::Outside(..), _)) => frame.is_complete() && frame.object().is_some(),
            Some((Known::Nowhere, is_quoted)) => {
                is_behind_all && !is_quoted && self.is_the_end(frame)
            }
            None => {
                let is_prose = !is_quote(first) && !matches!(first, '{' | '[' | '(');
                is_behind_all && is_prose && self.is_the_end(frame)
            }
        }
    }

    /// The member that `name` opens.
    fn member(&mut self, name: &Name<'t>, frame: &Frame<'_, 's>) -> Outcome<Option<Loose<'t>>> {
        let follows_a_split = std::mem::take(&mut self.split);
        let before = std::mem::take(&mut self.repairs);
        self.take_name(name, frame)?;
        let node = match (name.known, frame.object()) {
            (Known::Here(place), Some(object)) => {
                object.members.get(place).map(|member| &member.node)
            }
            // What is wrapped may be the whole answer.
            _ => Some(self.root),
        };
        let value = self.member_value(node, name.known == Known::Nowhere, frame)?;
        // Behind a text whose quote was lost, another lost quote makes both unknowable.
        let is_damaged = QUOTE_DAMAGE.iter().any(|repair| self.repairs.has(*repair));
        self.repairs.extend(before);
        if follows_a_split && is_damaged {
            return Err("it is open where a text ends".to_owned());
        }
        Ok(value)
    }

    /// The value of a member; none if there is nothing between its colon and what follows.
    fn member_value(
        &mut self,
        node: Option<&'s Node>,
        is_unknown: bool,
        frame: &Frame<'_, 's>,
    ) -> Outcome<Option<Loose<'t>>> {
        self.pass_blanks();
        match self.peek() {
            None => Ok(self.cut.then_some(Loose::Cut)),
            Some(',' | '}' | ']') => Err("a member has no value".to_owned()),
            // Unknown members hold anything; only brackets are read with the answer in mind.
            Some(first) if is_unknown && !matches!(first, '{' | '[') => {
                self.scalar(None, first, Some(frame)).map(Some)
            }
            Some(_) => self.value(node, Some(frame)).map(Some),
        }
    }

    /// Whether a member of `object` stands at `at`.
    pub(super) fn opens_object(
        &self,
        at: usize,
        object: &'s Object,
        outer: Option<&Frame<'_, 's>>,
    ) -> bool {
        Frame::inside(outer, Kind::Object(Some(object))).is_ok_and(|inside| {
            let name = self.name_at(self.past_blanks(at), &inside);
            name.is_some_and(|name| matches!(name.known, Known::Here(_)))
        })
    }

    /// Whether the closing brace at hand closes nothing: members are missing, and they follow.
    fn is_one_too_many(&self, frame: &Frame<'_, 's>) -> bool {
        let behind = self.past_blanks(self.at + 1);
        // An unknown object holds none of the members, and closes where it closes.
        frame.seen.get() != 0
            && !frame.is_complete()
            && self.char_at(behind).is_some_and(is_separator)
            && self.name_at(self.past_separators(behind), frame).is_some_and(
                |name| matches!(name.known, Known::Here(place) if !frame.has_seen(place)),
            )
    }

    /// What a `]` means where a member is expected.
    fn bracket_in_object(&self, frame: &Frame<'_, 's>) -> Stray {
        let behind = self.past_blanks(self.at + 1);
        let next = self.char_at(behind);
        let lists = frame.chain().filter(|frame| frame.is_list()).count();
        if lists == 0 {
            return match next {
                Some('}') => Stray::Skip,
                Some(sign) if is_separator(sign) => Stray::Skip,
                _ => Stray::Closes,
            };
        }
        let behind_comma = match next {
            Some(sign) if is_separator(sign) => {
                self.char_at(self.past_blanks(behind + sign.len_utf8()))
            }
            _ => None,
        };
        let in_a_list = frame.outer.is_some_and(Frame::is_list);
        if in_a_list && (behind_comma == Some('{') || (next == Some(']') && lists == 1)) {
            Stray::Closes
        } else {
            Stray::Outer
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::answer::lenient::tests::{assert_read_cut, assert_unreadable};

    #[test]
    fn nothing_is_skipped_to_make_the_rest_fit() {
        assert_unreadable(&[
            (r#"{"label": "good", !!! "reason": "so"}"#, "open where a text ends"),
            (r#"{"label": "good" and "reason": "so"}"#, "open where a text ends"),
            (r#"{"label": "good", "reason"#, "a text has no closing quote"),
        ]);
    }

    #[test]
    fn what_is_cut_is_not_whole() {
        assert_read_cut(&[
            (r#"{"label": "good", "tags": ["a", "b"#, json!({"label": "good", "tags": ["a", "b"]})),
            (r#"{"label": "good", "tags": ["#, json!({"label": "good", "tags": []})),
            (
                r#"{"label": "good", "events": [{"at": "1", "what": "a"}, {"at""#,
                json!({"label": "good", "events": [{"at": "1", "what": "a"}, {}]}),
            ),
            ("{", json!({})),
        ]);
    }
}
