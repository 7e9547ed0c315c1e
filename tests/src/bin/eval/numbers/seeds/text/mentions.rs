//! Where a narrative speaks of a series, by its header or by a part of it that only this header has.

use std::ops::Range;

use super::Measure;
use crate::numbers::seeds::known::Known;

/// A place where the narrative speaks of a series.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    pub(crate) range: Range<usize>,
    /// The place of the series among those of the facts.
    pub(crate) series: usize,
    /// How its name is written; none for a part of it.
    pub(crate) spelling: Option<Spelling>,
}

/// A way to write a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// As it is.
    Header,
    /// As it is, without its unit.
    NoUnit,
    /// With blanks for underscores, hyphens and dots.
    Blanks,
    /// With blanks and without its unit.
    BlanksNoUnit,
}

const SPELLINGS: [Spelling; 4] =
    [Spelling::Header, Spelling::NoUnit, Spelling::Blanks, Spelling::BlanksNoUnit];

/// A header, written in a way.
pub(crate) fn spelled(name: &str, spelling: Spelling) -> String {
    match spelling {
        Spelling::Header => name.to_owned(),
        Spelling::NoUnit => without_unit(name).to_owned(),
        Spelling::Blanks => blanks(name),
        Spelling::BlanksNoUnit => blanks(without_unit(name)),
    }
}

fn blanks(name: &str) -> String {
    name.replace(['_', '-', '.'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_unit(name: &str) -> &str {
    let name = name.trim();
    if let Some(open) = name.rfind(['(', '[']).filter(|open| *open > 0) {
        return name.get(..open).unwrap_or(name).trim_end();
    }
    let Some((head, last)) = name.rsplit_once(['_', ' ']) else { return name };
    let head = head.strip_suffix("_per").unwrap_or(head);
    if Measure::of(last).is_some()
        || ["c", "f", "eur", "usd", "rpm", "hpa"].contains(&&*last.to_lowercase())
    {
        head
    } else {
        name
    }
}

pub(super) fn mentions(whole: &str, known: &Known) -> Vec<Mention> {
    let lower = whole.to_ascii_lowercase();
    let mut found: Vec<Mention> = Vec::new();
    for (series, name) in known.names.iter().enumerate() {
        for spelling in SPELLINGS {
            let written = spelled(name, spelling).to_ascii_lowercase();
            places(&lower, &written).for_each(|range| {
                found.push(Mention { range, series, spelling: Some(spelling) });
            });
        }
        for word in words_of_its_own(series, &known.names) {
            places(&lower, &word).for_each(|range| {
                found.push(Mention { range, series, spelling: None });
            });
            places(&lower, &singular(&word)).for_each(|range| {
                found.push(Mention { range, series, spelling: None });
            });
        }
    }
    // The longest at a place wins, and a whole name wins over a part that is as long.
    found.sort_by_key(|one| (std::cmp::Reverse(one.range.len()), one.spelling.is_none()));
    let mut kept: Vec<Mention> = Vec::new();
    for one in found {
        if kept
            .iter()
            .all(|other| one.range.end <= other.range.start || other.range.end <= one.range.start)
        {
            kept.push(one);
        }
    }
    kept.sort_by_key(|one| one.range.start);
    kept
}

fn places<'a>(text: &'a str, written: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(written).filter_map(move |(start, _)| {
        let end = start + written.len();
        let before = text.get(..start).and_then(|head| head.chars().next_back());
        let after = text.get(end..).and_then(|tail| tail.chars().next());
        (!written.is_empty() && !is_part(before) && !is_part(after)).then_some(start..end)
    })
}

/// Words of a header that no other header has, and that say more than a unit.
fn words_of_its_own(series: usize, names: &[String]) -> Vec<String> {
    let words = |name: &str| -> Vec<String> {
        blanks(without_unit(name)).split(' ').map(str::to_ascii_lowercase).collect()
    };
    let mine = names.get(series).map(|name| words(name)).unwrap_or_default();
    let is_mine = |word: &String| {
        names.iter().enumerate().all(|(other, name)| other == series || !words(name).contains(word))
    };
    let says_something = |word: &String| {
        word.chars().count() >= 3
            && !["per", "rate", "the", "max", "min", "avg", "mean", "total", "time"]
                .contains(&word.as_str())
    };
    mine.into_iter().filter(says_something).filter(is_mine).collect()
}

fn singular(word: &str) -> String {
    word.strip_suffix('s').map_or_else(|| format!("{word}s"), str::to_owned)
}
