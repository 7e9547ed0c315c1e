//! A tag for each member: `<label>negative</label>`, `<answer label="negative"/>`, `<field name="label">…`.

use std::borrow::Cow;

use super::{Fields, ValueReader, member_called};
use crate::answer::{
    Repair,
    extract::encoding::unescaped_entities,
    lenient::{Loose, plain},
    provenance::Repairs,
    schema::{Node, Object},
    wrapped::is_no_answer,
};

/// How deep elements nest, and how many are looked at.
const MAX_DEPTH: usize = 8;
const MAX_ELEMENTS: usize = 500;

struct Element<'t> {
    name: &'t str,
    attributes: Vec<(&'t str, &'t str)>,
    inside: &'t str,
}

/// The answers in the elements of `text`: one for each element that holds members.
pub(super) fn elements_with_members<'t>(
    text: &'t str,
    object: &Object,
    reader: &mut ValueReader<'_>,
) -> Vec<Fields<'t>> {
    let (Some(start), Some(end)) = (text.find('<'), text.rfind('>')) else { return Vec::new() };
    let answers = answers(text, object, reader, 0).unwrap_or_default();
    let fields = answers.into_iter().map(|MarkedAnswer { members, disowned }| {
        let value = Loose::Object { members, whole: true, closed: true };
        Fields { value, repairs: Repairs::of(Repair::Markup), start, end: end + 1, disowned }
    });
    fields.collect()
}

/// The members of one answer.
struct MarkedAnswer<'t> {
    members: Members<'t>,
    /// Whether an element around it says that it is no answer: `<draft>`.
    disowned: bool,
}

type Members<'t> = Vec<(Cow<'t, str>, Loose<'t>)>;

/// The members among the elements of `text`, or inside each of them.
fn answers<'t>(
    text: &'t str,
    object: &Object,
    reader: &mut ValueReader<'_>,
    depth: usize,
) -> Option<Vec<MarkedAnswer<'t>>> {
    if depth > MAX_DEPTH {
        return None;
    }
    let elements = elements(text, reader)?;
    let mut members: Members<'t> = Vec::new();
    for element in &elements {
        let named = |name: &str| {
            element
                .attributes
                .iter()
                .find(|(attribute, _)| *attribute == name)
                .map(|(_, value)| *value)
        };
        let name = named("name").or_else(|| named("key")).unwrap_or(element.name);
        let is_wrapper = element.inside.trim_start().starts_with('<')
            && !element.inside.trim_start().starts_with("<!")
            && member_called(object, name).is_some_and(|(_, node)| !holds_more(node));
        let has_members =
            element.attributes.iter().any(|(name, _)| member_called(object, name).is_some());
        if is_wrapper || has_members {
            continue;
        }
        if let Some((name, node)) = member_called(object, name) {
            let value = value(element, node, reader, depth)?;
            members.push((Cow::Owned(name.to_owned()), value));
        }
    }
    if !members.is_empty() {
        return Some(vec![MarkedAnswer { members, disowned: false }]);
    }
    let mut all = Vec::new();
    for element in &elements {
        let attributes: Members<'t> = element
            .attributes
            .iter()
            .filter_map(|(attribute, written)| {
                let (name, node) = member_called(object, attribute)?;
                Some((Cow::Owned(name.to_owned()), text_of(written, node, reader)))
            })
            .collect();
        let mut inside = answers(element.inside, object, reader, depth + 1).unwrap_or_default();
        match inside.as_mut_slice() {
            [] if attributes.is_empty() => continue,
            [] => inside.push(MarkedAnswer { members: attributes, disowned: false }),
            [first, ..] => first.members.extend(attributes),
        }
        for answer in &mut inside {
            answer.disowned |= is_no_answer(element.name);
        }
        all.extend(inside);
    }
    Some(all)
}

/// The members of the single answer in `text`.
fn members<'t>(
    text: &'t str,
    object: &Object,
    reader: &mut ValueReader<'_>,
    depth: usize,
) -> Option<Members<'t>> {
    let mut answers = answers(text, object, reader, depth)?;
    let first = answers.pop()?;
    (answers.is_empty() && !first.disowned).then_some(first.members)
}

/// Whether a value of `node` is written in several elements.
fn holds_more(node: &Node) -> bool {
    matches!(plain(node), Node::Array { .. } | Node::Object(_))
}

fn value<'t>(
    element: &Element<'t>,
    node: &Node,
    reader: &mut ValueReader<'_>,
    depth: usize,
) -> Option<Loose<'t>> {
    match plain(node) {
        Node::Object(object) => {
            let members = members(element.inside, object, reader, depth + 1)?;
            Some(Loose::Object { members, whole: true, closed: true })
        }
        Node::Array { items, .. } if element.inside.contains('<') => {
            let elements = elements(element.inside, reader)?;
            let items = elements.iter().map(|element| value(element, items, reader, depth + 1));
            Some(Loose::List { items: items.collect::<Option<_>>()?, whole: true })
        }
        other => Some(text_of(element.inside, other, reader)),
    }
}

/// What is written in an element or an attribute, without entities.
fn text_of<'t>(written: &'t str, node: &Node, reader: &mut ValueReader<'_>) -> Loose<'t> {
    let written = written.trim();
    let data = written.strip_prefix("<![CDATA[").and_then(|data| data.strip_suffix("]]>"));
    if matches!(node, Node::Text { .. }) || data.is_some() {
        let text = data.map_or_else(|| Cow::Owned(unescaped_entities(written)), Cow::Borrowed);
        return Loose::Text { text, cut: false };
    }
    reader.value(written, Some(node))
}

/// The elements of `text` that stand in no other one; none if one does not close.
fn elements<'t>(text: &'t str, reader: &mut ValueReader<'_>) -> Option<Vec<Element<'t>>> {
    let mut elements = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let tag = rest.get(open + 1..)?;
        if let Some(behind) = rest.get(open..)?.strip_prefix("<!--") {
            rest = behind.split_once("-->")?.1;
            continue;
        }
        let is_name = tag.starts_with(|first: char| first.is_alphabetic() || first == '_');
        let end = end_of_tag(tag).filter(|_| is_name);
        // Each tag looks for the one that closes it.
        *reader.work = reader.work.checked_sub(rest.len())?;
        let Some(end) = end else {
            rest = tag;
            continue;
        };
        let (head, behind) = (tag.get(..end)?, tag.get(end + 1..)?);
        let is_closed = head.ends_with('/');
        let head = head.trim_end_matches('/');
        let name = head.split(|sign: char| sign.is_whitespace()).next()?;
        let attributes = attributes(head.get(name.len()..)?);
        if is_closed {
            elements.push(Element { name, attributes, inside: "" });
            rest = behind;
        } else if let Some((inside, after)) = until_closed(behind, name) {
            elements.push(Element { name, attributes, inside });
            rest = after;
        } else {
            rest = behind;
        }
        if elements.len() > MAX_ELEMENTS {
            return None;
        }
    }
    Some(elements)
}

/// Where the tag ends that begins at `tag`; a quoted attribute may hold its bracket.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, sign) in tag.char_indices().take(4_000) {
        match (quote, sign) {
            (None, '>') => return Some(at),
            (None, '<') => return None,
            (None, '"' | '\'') => quote = Some(sign),
            (Some(open), _) if open == sign => quote = None,
            _ => {}
        }
    }
    None
}

/// What stands before the tag that closes `name`, and what behind it.
fn until_closed<'t>(text: &'t str, name: &str) -> Option<(&'t str, &'t str)> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut depth = 1;
    let mut at = 0;
    for _ in 0..MAX_ELEMENTS {
        let rest = text.get(at..)?;
        let closes = rest.find(&close)?;
        let opens = rest.get(..closes)?.match_indices(&open).filter(|(start, _)| {
            rest.get(start + open.len()..)
                .is_some_and(|behind| behind.starts_with(['>', ' ', '\n', '/']))
        });
        depth += opens.count();
        depth -= 1;
        if depth == 0 {
            return Some((text.get(..at + closes)?, text.get(at + closes + close.len()..)?));
        }
        at += closes + close.len();
    }
    None
}

fn attributes(head: &str) -> Vec<(&str, &str)> {
    let mut attributes = Vec::new();
    let mut rest = head;
    while let Some((name, behind)) = rest.split_once('=') {
        let behind = behind.trim_start();
        let Some(quote) = behind.chars().next().filter(|sign| matches!(sign, '"' | '\'')) else {
            break;
        };
        let inside = behind.get(1..).unwrap_or_default();
        let Some((value, after)) = inside.split_once(quote) else { break };
        attributes.push((name.trim(), value));
        rest = after;
    }
    attributes
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::tests::{assert_fields, assert_no_fields};
    use crate::answer::Repair;

    #[track_caller]
    fn assert_markup(cases: &[(&str, Value)]) {
        assert_fields(Repair::Markup, false, cases);
    }

    #[test]
    fn each_element_or_attribute_is_a_member() {
        let good = || json!({"label": "good", "reason": "so", "score": 0.5});
        assert_markup(&[
            ("<label>good</label><reason>so</reason><score>0.5</score>", good()),
            (
                "<answer>\n  <Label> good </Label>\n  <reason>so</reason>\n  <score>0.5</score>\n</answer>",
                good(),
            ),
            ("Here: <a><b><label>good</label><why>so</why><score>0.5</score></b></a>.", good()),
            ("<answer label=\"good\" reason='so' score=\"0.5\"/>", good()),
            (
                "<answer label=\"good\" score=\"0.5\"><reason>so</reason></answer>",
                json!({"reason": "so", "label": "good", "score": 0.5}),
            ),
            (
                "<field name=\"label\">good</field><field name=\"reason\">so</field><field name=\"score\">0.5</field>",
                good(),
            ),
            (
                "<item key=\"label\">good</item><item key=\"reason\">so</item><item key=\"score\">0.5</item>",
                good(),
            ),
        ]);
    }

    #[test]
    fn a_text_is_kept_with_its_tags_and_without_its_entities() {
        assert_markup(&[
            (
                "<reason>a &lt; b &amp; &quot;c&quot; &#233;&#xe9; &copy;</reason>",
                json!({"reason": "a < b & \"c\" éé &copy;"}),
            ),
            (
                "<reason><![CDATA[a < b & c &amp; d]]></reason>",
                json!({"reason": "a < b & c &amp; d"}),
            ),
            ("<reason>so <b>it</b> is</reason>", json!({"reason": "so <b>it</b> is"})),
            ("<reason>1 < 2</reason>", json!({"reason": "1 < 2"})),
            (
                "<reason>a <reason>b</reason> c</reason>",
                json!({"reason": "a <reason>b</reason> c"}),
            ),
        ]);
    }

    #[test]
    fn lists_and_objects_hold_elements() {
        assert_markup(&[
            ("<tags><tag>a</tag><tag>b</tag></tags>", json!({"tags": ["a", "b"]})),
            ("<tags>[\"a\", \"b\"]</tags>", json!({"tags": ["a", "b"]})),
            (
                "<events><event><at>1</at><what>a</what></event><event><at>2</at><what>b</what></event></events>",
                json!({"events": [{"at": "1", "what": "a"}, {"at": "2", "what": "b"}]}),
            ),
            ("<owner><name>Ada</name></owner>", json!({"owner": {"name": "Ada"}})),
        ]);
    }

    #[test]
    fn what_is_no_element_of_the_answer_says_nothing() {
        assert_no_fields(&[
            "<mood>up</mood>",
            "a < b and b > c",
            "<label>good",
            "good</label>",
            "< label>good</ label>",
            "<",
        ]);
        assert_no_fields(&[&"<label>".repeat(super::MAX_ELEMENTS * 2)]);
    }
}
