//! `name: value`, line by line: plain, as a Markdown list, under headings, as YAML, TOML or INI.

use std::borrow::Cow;

use super::{Fields, ValueReader, member_called};
use crate::answer::{
    Repair,
    lenient::{Loose, is_fence_line, object_of, plain},
    provenance::Repairs,
    schema::{Node, Object},
};

/// More lines than an answer has.
const MAX_LINES: usize = 2_000;

/// What stands between a name and its value.
const SEPARATORS: [&str; 8] = [":", "=", "：", "\t", " — ", " – ", " - ", " → "];

/// How deep blocks nest.
const MAX_DEPTH: usize = 8;

#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    end: usize,
    /// How far it is indented, in characters; a list mark counts as part of the indentation.
    indent: usize,
    /// Whether it opens with a list mark.
    is_item: bool,
    text: &'t str,
}

/// A member and what is written for it: behind its name, and in the lines below.
struct Field<'o, 't> {
    name: &'o str,
    node: &'o Node,
    value: &'t str,
    below: Vec<Line<'t>>,
}

/// The answer that is written in the lines of `text`, from the first member to the last.
pub(super) fn block<'t>(
    text: &'t str,
    object: &Object,
    reader: &mut ValueReader<'_>,
) -> Option<Fields<'t>> {
    if text.lines().count() > MAX_LINES {
        return None;
    }
    let lines = lines(text);
    let first = lines.iter().position(|line| field(line.text, object).is_some())?;
    let (start, is_indented) = (lines.get(first)?.start, lines.get(first)?.indent);
    let lines: Vec<Line<'t>> =
        lines.into_iter().skip(first).take_while(|line| !is_fence_line(line.text)).collect();
    let (members, used) = members(&lines, is_indented, object, reader, 0)?;
    let end = lines.get(used.checked_sub(1)?)?.end;
    let behind = lines.get(used..)?;
    // A second block is a second answer, and a single line in prose is no answer at all.
    let says_more = behind.iter().any(|line| field(line.text, object).is_some());
    let around = [text.get(..start)?, text.get(end..)?];
    let is_in_prose = around.iter().any(|prose| !prose.trim_matches(is_around).is_empty());
    // Where a text ends the answer, nothing says whether what follows belongs to it.
    let ends_in_a_text = members.last().is_some_and(|(name, _)| {
        object
            .member(name)
            .and_then(|(place, _)| object.members.get(place))
            .is_some_and(|member| matches!(plain(&member.node), Node::Text { .. }))
    });
    let goes_on = behind.iter().any(|line| !line.text.is_empty());
    if says_more || (members.len() == 1 && is_in_prose) || (ends_in_a_text && goes_on) {
        return None;
    }
    let value = Loose::Object { members, whole: true, closed: true };
    Some(Fields { value, repairs: Repairs::of(Repair::FieldLines), start, end, disowned: false })
}

/// What may stand around an answer without being prose.
fn is_around(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '`' | '~' | '-')
}

/// The members that single lines of `text` name, with what they say.
pub(super) fn claims<'t>(
    text: &'t str,
    object: &Object,
    reader: &mut ValueReader<'_>,
) -> Members<'t> {
    let lines = text.lines().take(MAX_LINES).map(|line| line_at(0, line));
    let fields = lines.filter_map(|line| {
        let (name, node, value) = field(line.text, object)?;
        (!value.is_empty()).then(|| (Cow::Owned(name.to_owned()), reader.value(value, Some(node))))
    });
    fields.collect()
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let all = text.split_inclusive('\n').map(|line| {
        let here = start;
        start += line.len();
        line_at(here, line.trim_end_matches(['\n', '\r']))
    });
    all.collect()
}

fn line_at(start: usize, line: &str) -> Line<'_> {
    let unquoted = line.strip_prefix("> ").unwrap_or(line);
    let text = unquoted.trim_start();
    let bare = text
        .strip_prefix("- ")
        .or_else(|| text.strip_prefix("* "))
        .or_else(|| text.strip_prefix("• "));
    let (text, is_item) = bare.map_or((text, false), |bare| (bare.trim_start(), true));
    let end = start + line.len();
    let start = start + line.len() - unquoted.len();
    let indent = line.chars().count() - text.chars().count();
    Line { start, end, indent, is_item, text: text.trim_end() }
}

/// The member that a line begins, and the rest of the line.
fn field<'o, 't>(line: &'t str, object: &'o Object) -> Option<(&'o str, &'o Node, &'t str)> {
    let signs = SEPARATORS.iter().filter_map(|sign| Some((line.find(sign)?, sign.len())));
    let separated = signs.min();
    if let Some((at, length)) = separated
        && let Some((name, node)) = member_called(object, line.get(..at)?)
    {
        let value = line.get(at + length..)?.trim_start_matches([':', '=', '>']).trim();
        let value =
            value.strip_prefix("**").or_else(|| value.strip_prefix("__")).unwrap_or(value).trim();
        return Some((name, node, value));
    }
    // A heading, with its value below.
    let heading =
        line.strip_prefix('#').is_some() || (line.starts_with("**") && line.ends_with("**"));
    let (name, node) = heading.then(|| member_called(object, line.trim_end_matches(':')))??;
    Some((name, node, ""))
}

type Members<'t> = Vec<(Cow<'t, str>, Loose<'t>)>;

/// The members that `lines` hold, and how many lines they take; none where a line belongs to nothing.
fn members<'t>(
    lines: &[Line<'t>],
    indent: usize,
    object: &Object,
    reader: &mut ValueReader<'_>,
    depth: usize,
) -> Option<(Members<'t>, usize)> {
    if depth > MAX_DEPTH {
        return None;
    }
    let mut fields: Vec<Field<'_, 't>> = Vec::new();
    let mut used = 0;
    let mut is_apart = false;
    for (index, line) in lines.iter().enumerate() {
        if line.text.is_empty() {
            is_apart = true;
            continue;
        }
        match field(line.text, object) {
            Some((name, node, value)) if line.indent <= indent || fields.is_empty() => {
                fields.push(Field { name, node, value, below: Vec::new() });
            }
            _ => {
                let last = fields.last_mut()?;
                let is_list = matches!(plain(last.node), Node::Array { .. } | Node::Object(_));
                let in_a_text = matches!(plain(last.node), Node::Text { .. });
                if is_apart && in_a_text && !last.below.is_empty() {
                    // Another paragraph of the text, or prose behind the answer.
                    return None;
                }
                let belongs =
                    line.indent > indent || (line.is_item && is_list) || last.value.is_empty();
                if !belongs {
                    // What follows behind an empty line is prose; what follows directly may be anything.
                    if is_apart {
                        break;
                    }
                    return None;
                }
                last.below.push(*line);
            }
        }
        is_apart = false;
        used = index + 1;
    }
    let members = fields.into_iter().map(|field| {
        let value = value(&field, reader, depth)?;
        Some((Cow::Owned(field.name.to_owned()), value))
    });
    Some((members.collect::<Option<_>>()?, used))
}

fn value<'t>(
    field: &Field<'_, 't>,
    reader: &mut ValueReader<'_>,
    depth: usize,
) -> Option<Loose<'t>> {
    let below = field.below.as_slice();
    if below.is_empty() {
        return Some(
            reader.value(field.value.strip_suffix(',').unwrap_or(field.value), Some(field.node)),
        );
    }
    match plain(field.node) {
        Node::Array { items, .. } if field.value.is_empty() => match below {
            [only] if !only.is_item => Some(reader.value(only.text, Some(field.node))),
            _ => list(items, below, reader, depth),
        },
        Node::Object(object) if field.value.is_empty() => {
            let (members, used) = members(below, below.first()?.indent, object, reader, depth + 1)?;
            (used == below.len()).then_some(Loose::Object { members, whole: true, closed: true })
        }
        Node::Text { .. } => {
            // A text over several lines: YAML folds them, unless a bar says that they are lines.
            let mark = field.value;
            let is_block = mark.is_empty() || mark.starts_with(['|', '>']);
            let glue = if mark.starts_with('|') || mark.is_empty() { "\n" } else { " " };
            let pieces =
                (!is_block).then_some(mark).into_iter().chain(below.iter().map(|line| line.text));
            let text = pieces.collect::<Vec<_>>().join(glue);
            Some(Loose::Text { text: Cow::Owned(text), cut: false })
        }
        _ => match below {
            [only] if field.value.is_empty() => Some(reader.value(only.text, Some(field.node))),
            _ => None,
        },
    }
}

/// The items that `lines` hold, each behind a list mark.
fn list<'t>(
    items: &Node,
    lines: &[Line<'t>],
    reader: &mut ValueReader<'_>,
    depth: usize,
) -> Option<Loose<'t>> {
    let indent = lines.first()?.indent;
    let mut groups: Vec<Vec<Line<'t>>> = Vec::new();
    for line in lines {
        let is_numbered =
            line.text.starts_with(|first: char| first.is_ascii_digit()) && line.text.contains(". ");
        if line.indent <= indent && (line.is_item || is_numbered) {
            groups.push(vec![*line]);
        } else {
            groups.last_mut()?.push(*line);
        }
    }
    let items = groups.iter().map(|group| match object_of(items) {
        Some(object) if matches!(plain(items), Node::Object(_)) => {
            let (members, used) = members(group, indent, object, reader, depth + 1)?;
            (used == group.len()).then_some(Loose::Object { members, whole: true, closed: true })
        }
        _ => match group.as_slice() {
            [only] => {
                let numbered = only.text.trim_start_matches(|letter: char| letter.is_ascii_digit());
                let text =
                    numbered.strip_prefix(". ").filter(|_| !only.is_item).unwrap_or(only.text);
                Some(reader.value(text, Some(items)))
            }
            _ => None,
        },
    });
    Some(Loose::List { items: items.collect::<Option<_>>()?, whole: true })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::tests::{assert_fields, assert_no_fields};
    use crate::answer::Repair;

    #[track_caller]
    fn assert_lines(cases: &[(&str, Value)]) {
        assert_fields(Repair::FieldLines, false, cases);
    }

    #[test]
    fn each_line_is_a_member() {
        let good = || json!({"label": "good", "reason": "so: it is, as ever"});
        assert_lines(&[
            ("label: good\nreason: so: it is, as ever", good()),
            ("Label: good\r\nReason: so: it is, as ever\r\n", good()),
            ("- **Label:** good\n- **Reason:** so: it is, as ever", good()),
            ("* __Label__: good\n* __Reason__: so: it is, as ever", good()),
            ("1. Label: good\n2. Reason: so: it is, as ever", good()),
            ("> label: good\n> reason: so: it is, as ever", good()),
            ("label = \"good\"\nreason = \"so: it is, as ever\"", good()),
            ("label := good,\nreason := so: it is, as ever", good()),
            ("label — good\nwhy — so: it is, as ever", good()),
            ("label：good\nreason：so: it is, as ever", good()),
            (
                "Here you are.\n\nreason: so: it is, as ever\nlabel: good\n\nAsk me for more.",
                good(),
            ),
            ("---\nlabel: good\nreason: so: it is, as ever\n```\nThat is YAML.", good()),
        ]);
    }

    #[test]
    fn a_member_may_be_a_heading_above_its_value() {
        assert_lines(&[
            ("# Label\ngood\n\n# Reason\nso", json!({"label": "good", "reason": "so"})),
            (
                "**Label**\ngood\n\n**Reason:**\nso\nit is",
                json!({"label": "good", "reason": "so\nit is"}),
            ),
            ("## Tags\n- a\n- b\n\n## Label\n\ngood", json!({"tags": ["a", "b"], "label": "good"})),
        ]);
    }

    #[test]
    fn lists_and_objects_are_indented_or_itemized_as_in_yaml() {
        let events = || json!({"events": [{"at": "1", "what": "a"}, {"at": "2", "what": "b"}], "label": "good"});
        assert_lines(&[
            ("tags:\n- a\n- b\nlabel: good", json!({"tags": ["a", "b"], "label": "good"})),
            (
                "tags:\n  - a: b\n  - \"c\"\nlabel: good",
                json!({"tags": ["a: b", "c"], "label": "good"}),
            ),
            ("tags:\n  1. a\n  2. b\nlabel: good", json!({"tags": ["a", "b"], "label": "good"})),
            ("tags: []\nlabel: good", json!({"tags": [], "label": "good"})),
            ("events:\n- at: 1\n  what: a\n- at: 2\n  what: b\nlabel: good", events()),
            (
                "events:\n  - at: '1'\n    what: a\n  - at: '2'\n    what: b\n\nlabel: good",
                events(),
            ),
            (
                "owner:\n  name: Ada\nlabel: good",
                json!({"owner": {"name": "Ada"}, "label": "good"}),
            ),
        ]);
    }

    #[test]
    fn a_text_may_go_on_in_the_lines_below() {
        assert_lines(&[
            (
                "reason: |\n  so\n  it is\nlabel: good",
                json!({"reason": "so\nit is", "label": "good"}),
            ),
            (
                "reason: >\n  so\n  it is\nlabel: good",
                json!({"reason": "so it is", "label": "good"}),
            ),
            ("reason: so\n  it is\nlabel: good", json!({"reason": "so it is", "label": "good"})),
            (
                "reason:\n  so\n  it is\nlabel: good",
                json!({"reason": "so\nit is", "label": "good"}),
            ),
        ]);
    }

    #[test]
    fn a_line_that_belongs_to_nothing_leaves_no_answer() {
        assert_no_fields(&[
            "label: good\nand that is all",
            // Nothing says whether the last line belongs to the text.
            "label: good\nreason: so\n\nAsk me for more.",
            // A single line in prose is no answer, and a second block is a second one.
            "Here you are.\nlabel: good",
            "label: good\nscore: 1\n\nOr rather\n\nlabel: bad",
            "label: good\nmood: up\nreason: so",
            "reason: so\nit is\nlabel: good",
            "score:\n  1\n  2",
            "tags:\n  - a\n    b",
            "owner:\n  age: 7",
            "The label is good.",
            "mood: up",
            "",
        ]);
        assert_no_fields(&[&"label: good\n".repeat(super::MAX_LINES + 1)]);
    }
}
