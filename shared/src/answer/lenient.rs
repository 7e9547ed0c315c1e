//! A forgiving JSON reader that records everything it forgave.
//!
//! It knows what the answer should look like: the names of the members tell where a text ends whose quote
//! is missing, and which bracket was left out. Two rules keep it honest. Every letter of what it reads ends
//! up in a name, a value or a comment: nothing is skipped to make the rest fit. And where the damage has two
//! readings it gives up, with a reason that a model can act on.
//!
//! In reading order: `values` tells one kind from another, `objects` and `lists` read what is in brackets, `names` the
//! names of members, `quoted` (with `escapes`) and `bare` the texts, `blanks` what stands between. Where something is
//! missing, `lookahead` says whether the answer goes on as it must, and `text_end` and `missing_quote` where a text is
//! over.

mod bare;
mod blanks;
mod escapes;
mod lists;
mod lookahead;
mod missing_quote;
mod names;
mod objects;
mod quoted;
mod text_end;
mod values;

use std::{borrow::Cow, cell::Cell};

pub(super) use bare::is_number;
pub(super) use blanks::{FENCES, is_blank, is_json_blank};

use serde_json::Value;

use super::{
    Repair,
    provenance::Repairs,
    schema::{Node, Object},
};

/// A value as it was written, before anything is known about its type.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Loose<'t> {
    Null,
    Boolean(bool),
    /// Digits and whatever people write around them.
    Number(Cow<'t, str>),
    /// `cut`: it goes on behind the end of the answer.
    Text {
        text: Cow<'t, str>,
        cut: bool,
    },
    /// `whole`: its end was seen.
    List {
        items: Vec<Loose<'t>>,
        whole: bool,
    },
    /// `closed`: its closing bracket was there.
    Object {
        members: Vec<(Cow<'t, str>, Loose<'t>)>,
        whole: bool,
        closed: bool,
    },
    /// Something that the end of the answer cut, so that nothing is known about it.
    Cut,
    /// An item that cannot be read, for this reason, in a list whose items are judged alone.
    Broken(String),
}

impl Loose<'_> {
    /// Whether the end of the value was seen.
    pub(super) fn is_whole(&self) -> bool {
        match self {
            Self::Text { cut, .. } => !cut,
            Self::List { whole, .. } | Self::Object { whole, .. } => *whole,
            Self::Cut => false,
            _ => true,
        }
    }
}

impl From<Value> for Loose<'_> {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Boolean(value),
            Value::Number(number) => Self::Number(Cow::Owned(number.to_string())),
            Value::String(text) => Self::Text { text: Cow::Owned(text), cut: false },
            Value::Array(items) => {
                Self::List { items: items.into_iter().map(Self::from).collect(), whole: true }
            }
            Value::Object(members) => {
                let members = members.into_iter();
                let members = members.map(|(name, value)| (Cow::Owned(name), Self::from(value)));
                Self::Object { members: members.collect(), whole: true, closed: true }
            }
        }
    }
}

/// Why a piece of text cannot be read, to follow "cannot be read: ".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unreadable {
    pub(super) reason: String,
    /// Whether a member of the expected answer had been met: then this was meant to be the answer.
    pub(super) meant: bool,
}

/// What was read, and where it ended.
#[derive(Debug)]
pub(super) struct Read<'t> {
    pub(super) value: Loose<'t>,
    pub(super) end: usize,
    pub(super) repairs: Repairs,
}

/// Why a text cannot be read on which all the work was spent.
const TOO_LONG: &str = "it would take too long to find out what was meant";

/// How far values may nest; the answers of a schema nest far less.
const MAX_DEPTH: usize = 32;

/// Reads the value that opens at byte `at` of `text`; with `Opening::Missing` an object whose brace is missing.
/// `cut` says that the text ends where a limit was reached. `work` is what may be spent on looking ahead, in
/// characters, or on reading in vain, and holds what is left afterwards.
pub(super) fn read<'t>(
    text: &'t str,
    at: usize,
    opening: Opening,
    root: &Node,
    cut: bool,
    work: &mut usize,
) -> Result<Read<'t>, Unreadable> {
    let mut reader = Reader {
        text,
        at,
        root,
        cut,
        work: Cell::new(*work),
        met: Cell::new(false),
        repairs: Repairs::default(),
        split: false,
        in_parentheses: false,
    };
    let value = match (opening, object_of(root)) {
        (Opening::Missing, object) => {
            reader.repairs.add(Repair::MissingBracket);
            reader.object(object, None, values::Opened::Nothing)
        }
        (Opening::Present, _) => reader.value(Some(root), None),
    };
    if value.is_err() {
        // What was read in vain is read again from the next bracket.
        let _ = reader.spend(reader.at.saturating_sub(at));
    }
    *work = reader.work.get();
    let spent = |reason| if *work == 0 { TOO_LONG.to_owned() } else { reason };
    let value =
        value.map_err(|reason| Unreadable { reason: spent(reason), meant: reader.met.get() })?;
    reader.pass_stray_closers();
    Ok(Read { value, end: reader.at, repairs: reader.repairs })
}

/// Whether the bracket that opens the answer is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    Present,
    Missing,
}

impl<'t, 's> Reader<'t, 's> {
    /// For a look at names only.
    fn at_the_start(text: &'t str, root: &'s Node) -> Self {
        Self {
            text,
            at: 0,
            root,
            cut: false,
            work: Cell::new(text.len().saturating_mul(4)),
            met: Cell::new(false),
            split: false,
            in_parentheses: false,
            repairs: Repairs::default(),
        }
    }
}

struct Reader<'t, 's> {
    text: &'t str,
    at: usize,
    root: &'s Node,
    cut: bool,
    /// How many characters may still be looked at ahead of `at`.
    work: Cell<usize>,
    /// Whether the name of a member of the expected answer was met.
    met: Cell<bool>,
    /// Whether the last text ended without its quote, where a member begins.
    split: bool,
    /// Whether a text is read that may go on in the next line, as in Python.
    in_parentheses: bool,
    repairs: Repairs,
}

type Outcome<T> = Result<T, String>;

/// An object or a list that is open, inside the ones that are open around it.
struct Frame<'f, 's> {
    outer: Option<&'f Frame<'f, 's>>,
    kind: Kind<'s>,
    /// The places of the members that were read, as bits.
    seen: Cell<u64>,
    depth: usize,
}

#[derive(Clone, Copy)]
enum Kind<'s> {
    Object(Option<&'s Object>),
    List(Option<&'s Node>),
}

impl<'f, 's> Frame<'f, 's> {
    fn inside(outer: Option<&'f Frame<'f, 's>>, kind: Kind<'s>) -> Outcome<Self> {
        let depth = outer.map_or(1, |outer| outer.depth + 1);
        if depth > MAX_DEPTH {
            return Err(format!("it nests deeper than {MAX_DEPTH} levels"));
        }
        Ok(Self { outer, kind, seen: Cell::new(0), depth })
    }

    fn chain(&self) -> impl Iterator<Item = &Frame<'_, 's>> {
        std::iter::successors(Some(self), |frame| frame.outer)
    }

    fn object(&self) -> Option<&'s Object> {
        match self.kind {
            Kind::Object(object) => object,
            Kind::List(_) => None,
        }
    }

    /// What an item of this list is to be, if it is a list and that is known.
    fn item(&self) -> Option<&'s Node> {
        match self.kind {
            Kind::List(item) => item,
            Kind::Object(_) => None,
        }
    }

    /// The same, if it is to be an object.
    fn item_object(&self) -> Option<&'s Object> {
        match self.item().map(plain) {
            Some(Node::Object(object)) => Some(object),
            _ => None,
        }
    }

    fn is_list(&self) -> bool {
        matches!(self.kind, Kind::List(_))
    }

    /// Whether nothing that the schema requires is missing, so that this may end here.
    fn is_complete(&self) -> bool {
        self.object().is_none_or(|object| {
            object.members.iter().enumerate().all(|(place, member)| {
                !member.required || matches!(member.node, Node::Optional(_)) || self.has_seen(place)
            })
        })
    }

    /// Whether this may end, or only wraps what does.
    fn may_end(&self) -> bool {
        self.is_complete() || (self.seen.get() == 0 && !self.is_list())
    }

    fn has_seen(&self, place: usize) -> bool {
        place < 64 && self.seen.get() & (1 << place) != 0
    }

    fn see(&self, place: usize) {
        if place < 64 {
            self.seen.set(self.seen.get() | (1 << place));
        }
    }
}

/// `node` without what only says that it may be absent or wrong.
pub(super) fn plain(node: &Node) -> &Node {
    match node {
        Node::Optional(inner) | Node::Judged(inner) => plain(inner),
        other => other,
    }
}

/// The object that `node` is or lists.
pub(super) fn object_of(node: &Node) -> Option<&Object> {
    match plain(node) {
        Node::Object(object) => Some(object),
        Node::Array { items, .. } => object_of(items),
        _ => None,
    }
}

/// Where the first member of an object stands whose opening brace is missing: a quoted name of the answer before
/// any bracket.
pub(super) fn start_without_a_brace(text: &str, root: &Node) -> Option<usize> {
    let Node::Object(object) = plain(root) else { return None };
    let before = text.find('{').unwrap_or(text.len());
    let reader = Reader::at_the_start(text, root);
    let frame = Frame::inside(None, Kind::Object(Some(object))).ok()?;
    let end_of_first_line = text.find('\n').unwrap_or(text.len());
    // At the beginning of a line, or where a value may begin: elsewhere it may be part of a text.
    let begins = |at: usize| {
        let mut before = text.get(..at).unwrap_or_default().chars().rev().take(MAX_INDENT);
        let sign = before.find(|sign| !matches!(sign, ' ' | '\t'));
        let is_assigned = sign == Some('=') && at <= end_of_first_line;
        is_assigned || sign.is_none_or(|sign| matches!(sign, '\n' | '(' | '>'))
    };
    let mut quotes = text.get(..before)?.match_indices(quoted::is_quote);
    quotes.find_map(|(at, _)| (begins(at) && reader.known_name_at(at, &frame)).then_some(at))
}

/// Whether members stand behind an object that ended without its bracket: then it ended too early.
pub(super) fn goes_on_behind(text: &str, read: &Read<'_>, root: &Node) -> bool {
    let Node::Object(object) = plain(root) else { return false };
    if !read.repairs.has(Repair::MissingBracket) {
        return false;
    }
    let rest = text.get(read.end..).unwrap_or_default();
    let rest = rest.split(['{', '[']).next().unwrap_or_default();
    let reader = Reader::at_the_start(rest, root);
    let frame =
        Frame { outer: None, kind: Kind::Object(Some(object)), seen: Cell::new(0), depth: 1 };
    let mut quotes = rest.match_indices(quoted::is_quote);
    quotes.any(|(at, _)| reader.known_name_at(at, &frame))
}

/// Where a call stands whose arguments are named like the members: `Ticket(category="billing", …)`.
pub(super) fn start_of_a_call(text: &str, root: &Node) -> Option<usize> {
    let Node::Object(object) = plain(root) else { return None };
    let reader = Reader::at_the_start(text, root);
    let frame = Frame::inside(None, Kind::Object(Some(object))).ok()?;
    let before = text.find('{').unwrap_or(text.len());
    text.get(..before)?.match_indices('(').take(MAX_CALLS).find_map(|(at, _)| {
        let word = text.get(..at)?.trim_end_matches(|letter: char| {
            letter.is_alphanumeric() || matches!(letter, '_' | '.')
        });
        let name = reader.name_at(reader.past_blanks(at + 1), &frame)?;
        let is_argument = matches!(name.known, names::Known::Here(_))
            && text.get(..name.value_at)?.ends_with(['=', ':']);
        (word.len() < at && is_argument).then_some(word.len())
    })
}

/// How far a line may be indented, in characters.
const MAX_INDENT: usize = 64;

/// How many opening parentheses are looked at.
const MAX_CALLS: usize = 16;

/// Whether a line opens or closes a code fence.
pub(super) fn is_fence_line(line: &str) -> bool {
    FENCES.iter().any(|fence| line.starts_with(fence))
}

#[cfg(test)]
pub(in crate::answer) mod tests {
    use serde_json::json;

    use super::*;
    use crate::answer::{coerce::raw, schema::Schema};

    /// The tests of every file below read answers of this shape.
    pub(in crate::answer) fn schema() -> Schema {
        let text = json!({"type": "string"});
        Schema::compile(json!({
            "type": "object", "required": ["label", "reason"],
            "properties": {
                "label": {"enum": ["good", "bad"]},
                "reason": text,
                "score": {"type": "number"},
                "sure": {"type": ["boolean", "null"]},
                "tags": {"type": "array", "items": text},
                "events": {"type": "array", "items": {
                    "type": "object", "properties": {"at": text, "what": text}, "required": ["at", "what"],
                }},
            },
        }))
        .unwrap()
    }

    fn read_all(text: &str, cut: bool) -> Result<(Value, Vec<Repair>), String> {
        let mut work = 1_000_000;
        let read = read(text, 0, Opening::Present, &schema().root, cut, &mut work);
        let read = read.map_err(|unreadable| unreadable.reason)?;
        match text.get(read.end..) {
            Some(rest) if !rest.trim().is_empty() => Err(format!("{rest:?} is left")),
            _ => Ok((raw(&read.value), read.repairs.list())),
        }
    }

    /// Each text is read as the value beside it, by these steps.
    #[track_caller]
    pub(in crate::answer) fn assert_read(cases: &[(&str, Value, &[Repair])]) {
        for (text, expected, steps) in cases {
            assert_eq!(read_all(text, false), Ok((expected.clone(), steps.to_vec())), "{text}");
        }
    }

    /// The same for texts that are cut at their end; what is open about the last value is null.
    #[track_caller]
    pub(in crate::answer) fn assert_read_cut(cases: &[(&str, Value)]) {
        for (text, expected) in cases {
            let value = read_all(text, true).map(|(value, _)| value);
            assert_eq!(value.as_ref(), Ok(expected), "{text}");
        }
    }

    /// No text can be read, for a reason that says this.
    #[track_caller]
    pub(in crate::answer) fn assert_unreadable(cases: &[(&str, &str)]) {
        for (text, reason) in cases {
            let unreadable = read_all(text, false).unwrap_err();
            assert!(unreadable.contains(reason), "{text}: {unreadable}");
        }
    }

    #[test]
    fn plain_json_is_read_as_it_stands() {
        assert_read(&[
            (
                r#"{"label": "good", "reason": "a \"b\" {c}, [d]: e"}"#,
                json!({"label": "good", "reason": "a \"b\" {c}, [d]: e"}),
                &[],
            ),
            (
                r#"{"score":-1.5e-3,"sure":null,"tags":[],"events":[{"at":"1","what":"\u00e9"}]}"#,
                json!({"score": -1.5e-3, "sure": null, "tags": [], "events": [{"at": "1", "what": "é"}]}),
                &[],
            ),
            ("{}", json!({}), &[]),
            ("[]", json!([]), &[]),
        ]);
    }

    #[test]
    fn what_nests_too_deep_cannot_be_read() {
        let nested = |depth: usize| format!("{}1{}", "{\"a\": ".repeat(depth), "}".repeat(depth));
        let mut work = 1_000_000;
        for (depth, is_read) in
            [(1, true), (MAX_DEPTH, true), (MAX_DEPTH + 1, false), (5_000, false)]
        {
            let text = nested(depth);
            let read = read(&text, 0, Opening::Present, &schema().root, false, &mut work);
            assert_eq!(read.is_ok(), is_read, "{depth}");
        }
        let lists = format!("{{\"events\": {}{}}}", "[{\"at\": ".repeat(40), "}]".repeat(40));
        assert_unreadable(&[(&lists, "it nests deeper than 32 levels")]);
    }

    #[test]
    fn reading_ends_when_the_work_is_spent() {
        let text = format!("{{\"label\": \"good, {}", "\"reason\" ".repeat(1_000));
        let mut work = 1_000;
        let unreadable =
            read(&text, 0, Opening::Present, &schema().root, false, &mut work).unwrap_err();
        assert_eq!(work, 0);
        assert_eq!(unreadable.reason, "it would take too long to find out what was meant");
        assert!(unreadable.meant, "a member of the answer was met");
    }

    #[test]
    fn an_object_without_its_brace_begins_at_a_quoted_name_of_a_member() {
        let cases = [
            ("\"label\": \"good\", \"reason\": \"so\"}", Some(0)),
            ("Answer:\n  \"label\": \"good\"}", Some(10)),
            ("answer = \"label\": \"good\"}", Some(9)),
            ("The \"label\": \"good\"", None),
            ("{\"label\": \"good\"}", None),
            ("\"mood\": \"good\"", None),
            ("label: good", None),
        ];
        for (text, start) in cases {
            assert_eq!(start_without_a_brace(text, &schema().root), start, "{text}");
        }
    }

    #[test]
    fn a_call_begins_at_its_name() {
        let cases = [
            ("Answer(label=\"good\", reason=\"so\")", Some(0)),
            ("x = my.Answer( reason: 'so')", Some(4)),
            ("(label=\"good\")", None),
            ("Answer(mood=\"good\")", None),
            ("Answer(\"good\")", None),
            ("{\"a\": Answer(label=\"good\")}", None),
        ];
        for (text, start) in cases {
            assert_eq!(start_of_a_call(text, &schema().root), start, "{text}");
        }
    }
}
