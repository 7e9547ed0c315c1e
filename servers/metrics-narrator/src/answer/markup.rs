//! Tags and links in a text: who shows a report may follow them. They are refused, for a report is plain prose.
//!
//! The name of a series may look like one, and whoever writes the table chooses the names. So no name is taken out of a
//! text before it is looked at, and none excuses what stands around it: a tag or a link is forgiven where all of it
//! lies within a name.

use std::ops::Range;

use crate::series::facts::Facts;

/// What the first tag or link in `text` is known by, if there is one that does not lie within a name of a series.
pub(super) fn markup(text: &str, facts: &Facts) -> Option<&'static str> {
    let names = facts.series.iter().flat_map(|series| occurrences(text, &series.name));
    let names: Vec<_> = names.collect();
    let is_of_name = |found: &Range<usize>| {
        names.iter().any(|name| name.start <= found.start && found.end <= name.end)
    };
    let kinds = [("<", tags(text)), ("](", links(text)), ("://", addresses(text))];
    let mut kinds = kinds.into_iter();
    kinds.find(|(_, found)| !found.iter().all(is_of_name)).map(|(sign, _)| sign)
}

/// Where `name` stands in `text`; one may begin within another.
fn occurrences(text: &str, name: &str) -> Vec<Range<usize>> {
    let begins = text.char_indices().map(|(begin, _)| begin);
    let is_name = |begin: &usize| text.get(*begin..).is_some_and(|rest| rest.starts_with(name));
    begins.filter(is_name).map(|begin| begin..begin + name.len()).collect()
}

/// From `<` to `>`, where the one is no comparison.
fn tags(text: &str) -> Vec<Range<usize>> {
    let begins_tag = |sign: char| sign.is_ascii_alphabetic() || matches!(sign, '/' | '!');
    around(text, "<")
        .filter(|(_, rest)| rest.starts_with(begins_tag))
        .filter_map(|(before, rest)| {
            let (_, behind) = rest.split_once('>')?;
            Some(before.len()..text.len() - behind.len())
        })
        .collect()
}

/// From `[` to `)`, as far as these are there.
fn links(text: &str) -> Vec<Range<usize>> {
    around(text, "](")
        .map(|(before, rest)| {
            let begin = before.rfind('[').unwrap_or(before.len());
            let behind = rest.split_once(')').map_or(rest, |(_, behind)| behind);
            begin..text.len() - behind.len()
        })
        .collect()
}

/// An address with its scheme, without the punctuation of the sentence that it stands in.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let is_of_scheme = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '+' | '-' | '.');
    let ends_address = |sign: char| sign.is_whitespace() || "\"'`<>()[]{}“”‘’«»".contains(sign);
    around(text, "://")
        .map(|(before, rest)| {
            let address = rest.split(ends_address).next().unwrap_or_default();
            let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?']);
            let begin = before.trim_end_matches(is_of_scheme).len();
            begin..text.len() - rest.len() + address.len()
        })
        .collect()
}

/// What stands before and behind each `sign` in `text`.
fn around<'t>(text: &'t str, sign: &'static str) -> impl Iterator<Item = (&'t str, &'t str)> {
    let places = text.match_indices(sign);
    places.filter_map(move |(at, _)| Some((text.get(..at)?, text.get(at + sign.len()..)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::{self, Chart, Source};
    use shared::sampler::Stop;

    /// The facts of a table whose columns of numbers are called `names`.
    fn facts_of(names: &[&str]) -> Facts {
        let header: String = names.iter().map(|name| format!(",\"{name}\"")).collect();
        let row = |hour: u32| format!("\n2024-03-01 0{hour}:00{}", ",1.5".repeat(names.len()));
        let csv = format!("time{header}{}{}", row(0), row(1));
        let source = Source::new(String::new(), csv, String::new(), Vec::new()).unwrap();
        series::described(&source, &[], "", Chart::None, &Stop::never()).unwrap().facts
    }

    #[test]
    fn tags_and_links_are_no_plain_prose_and_names_and_comparisons_are() {
        let facts = facts_of(&["share <b>", "p95", "load [1](cpu)", "http://a.example/x", "a://b"]);
        for (text, found) in [
            ("See <script>alert()</script>.", Some("<")),
            ("See <img src=x>.", Some("<")),
            ("See [the report](example.com).", Some("](")),
            ("See https://example.com.", Some("://")),
            ("Of share <b> nothing is known.", None),
            ("p95 was < p99, and > p90; `p95` rose.", None),
            ("Load [1](cpu) and load [1](cpu) rose.", Some("](")),
            ("load [1](cpu) rose, and `a://b` fell.", None),
            ("It rose in http://a.example/x, and http://a.example/x's mean is 2.", None),
        ] {
            assert_eq!(markup(text, &facts), found, "{text}");
        }
    }

    #[test]
    fn no_name_of_a_series_hides_a_tag_or_a_link_around_it() {
        let hostile = ["i", "img", "a", "/", "<", "<b", "](", "://", "http://", "[x](", "<b>"];
        let facts = facts_of(&hostile);
        for (text, found) in [
            ("<img src=//evil.example/x.png>", Some("<")),
            ("<a href=//evil.example>more</a>", Some("<")),
            ("i < a, img > /", None),
            ("<b onclick=x>", Some("<")),
            ("<b>", None),
            ("see http://evil.example", Some("://")),
            ("see [x](//evil.example)", Some("](")),
            ("see [a](//evil.example)", Some("](")),
        ] {
            assert_eq!(markup(text, &facts), found, "{text}");
        }
    }
}
