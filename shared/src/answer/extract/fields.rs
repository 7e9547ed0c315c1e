//! Answers that are not written as JSON: `name: value` line by line (`lines`), in a table (`table`), or with a tag for
//! each member (`markup`). They become the same loose values, and everything behind is the same.

mod lines;
mod markup;
mod table;

use std::borrow::Cow;

use crate::answer::{
    Repair,
    lenient::{self, Loose, Opening, object_of},
    schema::{Node, Object},
};

/// An answer in another notation than JSON, and where it stands.
pub(crate) struct Fields<'t> {
    pub(crate) value: Loose<'t>,
    pub(crate) repair: Repair,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether what it stands in says that it is no answer.
    pub(crate) disowned: bool,
}

/// What `text` says about the members of `root`, in each notation that it may be written in.
pub(crate) fn readings<'t>(
    text: &'t str,
    root: &Node,
    cut: bool,
    work: &mut usize,
) -> Vec<Fields<'t>> {
    // Only one object can be written like this; in a list nothing says where an item ends.
    let Node::Object(object) = lenient::plain(root) else { return Vec::new() };
    let mut reader = Reader { work };
    let table = table::row(text, object, &mut reader);
    let lines = lines::block(text, object, &mut reader);
    let elements = markup::elements_with_members(text, object, &mut reader);
    let readings = elements.into_iter().chain(table).chain(lines);
    readings.map(|fields| if cut { without_the_cut(fields) } else { fields }).collect()
}

/// What the lines of prose beside an answer claim about single members: `Category: billing`.
pub(crate) fn claims<'t>(prose: &'t str, root: &Node, work: &mut usize) -> Option<Loose<'t>> {
    let members = lines::claims(prose, object_of(root)?, &mut Reader { work });
    (!members.is_empty()).then_some(Loose::Object { members, whole: false, closed: false })
}

/// `fields` of an answer that is cut: nothing says where the last value ends.
fn without_the_cut(mut fields: Fields<'_>) -> Fields<'_> {
    if let Loose::Object { members, whole, .. } = &mut fields.value {
        *whole = false;
        if let Some((_, last)) = members.last_mut() {
            match last {
                Loose::Text { text, cut }
                    if !text.starts_with(['"', '\'', '|', '>', '<', '*', '_', '`']) =>
                {
                    *cut = true;
                }
                other => *other = Loose::Cut,
            }
        }
    }
    fields
}

/// What the readers of all notations share.
struct Reader<'w> {
    work: &'w mut usize,
}

impl Reader<'_> {
    /// The value that is written as `text`: a literal, a number, JSON, or a text with or without quotes.
    fn value<'t>(&mut self, text: &'t str, node: Option<&Node>) -> Loose<'t> {
        let text = text.trim();
        match text {
            "null" | "~" | "None" => return Loose::Null,
            "true" | "True" => return Loose::Boolean(true),
            "false" | "False" => return Loose::Boolean(false),
            _ => {}
        }
        let takes_text = node.is_some_and(|node| matches!(lenient::plain(node), Node::Text { .. }));
        if let Some(node) = node.filter(|_| text.starts_with(['{', '[']) && !takes_text)
            && let Ok(read) = lenient::read(text, 0, Opening::Present, node, false, self.work)
            && read.end == text.len()
        {
            return read.value;
        }
        if lenient::is_number(text) && !takes_text {
            return Loose::Number(Cow::Borrowed(text));
        }
        let text = match unquoted(text) {
            Some((inside, '"')) => {
                serde_json::from_str(text).map_or(Cow::Borrowed(inside), Cow::Owned)
            }
            Some((inside, _)) => Cow::Borrowed(inside),
            None => Cow::Borrowed(text),
        };
        Loose::Text { text, cut: false }
    }
}

/// What stands between the quotes that enclose all of `text`.
fn unquoted(text: &str) -> Option<(&str, char)> {
    [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”')].iter().find_map(|(open, close)| {
        let inside = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inside.contains([*open, *close]) || *open == '"').then_some((inside, *open))
    })
}

/// The member of `object` that `written` names once its decoration is taken off: `**Label**`, `1. label`.
fn member_called<'o>(object: &'o Object, written: &str) -> Option<(&'o str, &'o Node)> {
    let name = written.trim().trim_start_matches(['#', '-', '*', '•', '>', ' ']);
    // `label != …` and `~~label: …~~` name no member.
    if name.contains(['!', '<', '>', '~', '?']) {
        return None;
    }
    let numbered = name.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let name =
        numbered.strip_prefix(['.', ')']).filter(|_| numbered.len() < name.len()).unwrap_or(name);
    let name = name.trim_matches(['*', '_', '`', '"', '\'', ' ', '\t', '$']);
    if name.len() > 60 {
        return None;
    }
    let (place, _) = object.member(name)?;
    object.members.get(place).map(|member| (member.name.as_str(), &member.node))
}
