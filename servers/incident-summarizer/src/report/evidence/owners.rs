//! Whether the owner of an action is named with it: in the same item or row, below it, or in what governs it, the item
//! above, the heading or a line that announces the list. A place in the words of the action is no owner.

use std::sync::LazyLock;

use regex::Regex;
use shared::{Material, material};

use super::{
    Evidence,
    passages::{Form, Line},
};
use crate::report::times::pattern;

impl Evidence {
    /// What is wrong with `owner` as the one who does `action`.
    pub fn check_owner(&self, place: &str, owner: &str, action: &str) -> Option<String> {
        let quoted = material::quoted(owner);
        if !self.text.contains_quote(owner) {
            return Some(format!(
                "{place} {quoted} is not named in the report; write the owner as the report does, or null"
            ));
        }
        let lines = self.governing(self.tie_of_action(action)?.passage);
        let is_named = |line: &Line| names(self.said_in(line), owner);
        (!lines.into_iter().any(is_named)).then(|| {
            format!("{place} {quoted} is not named with its action as who does it; write the owner that stands in the same item or row, or null")
        })
    }

    /// What the report says with an action: its line and what governs it; none if the report does not tell of the
    /// action.
    pub(super) fn said_with(&self, action: &str) -> Option<Vec<&str>> {
        let lines = self.governing(self.tie_of_action(action)?.passage);
        Some(lines.into_iter().map(|line| self.said_in(line)).collect())
    }

    fn said_in(&self, line: &Line) -> &str {
        self.text.get(line.range.clone()).unwrap_or_default()
    }

    /// The line of a passage, what stands below it, and what governs it: the items above, the heading, the paragraphs
    /// between, and what is said of all actions anywhere.
    fn governing(&self, passage: usize) -> Vec<&Line> {
        let lines = &self.passages().lines;
        let Some((own, line)) = self
            .passages()
            .passages
            .get(passage)
            .and_then(|passage| Some((passage.line, lines.get(passage.line)?)))
        else {
            return Vec::new();
        };
        let is_below = |other: &&Line| match (line.form, other.form) {
            (Form::Item { depth }, Form::Item { depth: below }) => below > depth,
            (_, form) => form == Form::Text,
        };
        let below = lines.iter().skip(own + 1).take(MAX_FIELDS).take_while(is_below);
        let above = std::iter::successors(line.parent, |place| lines.get(*place)?.parent);
        let lead =
            lines.get(line.heading.map_or(0, |heading| heading + 1)..own).unwrap_or_default();
        let lead = lead.iter().take(MAX_FIELDS).filter(|line| line.form == Form::Text);
        let of_all = lines.iter().filter(|line| OF_ALL.is_match(self.said_in(line)));
        let around =
            above.take(MAX_FIELDS).chain(line.heading).filter_map(|place| lines.get(place));
        std::iter::once(line)
            .chain(below)
            .chain(of_all.take(MAX_FIELDS))
            .chain(lead)
            .chain(around)
            .collect()
    }
}

const MAX_FIELDS: usize = 8;

/// Whether a line names `owner` as one who does something, and not as a place or a thing.
fn names(said: &str, owner: &str) -> bool {
    let (lower, owner) = (said.to_lowercase(), owner.to_lowercase());
    let owner = owner.trim_start_matches('@').trim();
    let is_who = |(at, _): (usize, &str)| {
        let (before, after) = (lower.get(..at), lower.get(at + owner.len()..));
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        !before.ends_with(char::is_alphanumeric)
            && !after.starts_with(char::is_alphanumeric)
            && !PLACE.is_match(before)
    };
    if owner.is_empty() || !lower.contains(owner) {
        return Material::new("line", said).contains_quote(owner);
    }
    lower.match_indices(owner).take(MAX_TIMES_NAMED).any(is_who)
}

const MAX_TIMES_NAMED: usize = 20;

/// Words before a place or a thing.
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:in|at|on|of|for|from|into|onto|across|near|via|using|between|against|an?|every)\x20+(?:(?:the|our|all|each|its|their)\x20+)?$",
    )
});

/// A line that says who does all actions, or when.
static OF_ALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:all|each|every|these|both)\x20+(?:of\x20+(?:the|these)\x20+)?(?:[a-z]+\x20+)?(?:actions?|follow[\x20-]?ups?|action\x20+items?|items?|measures?|tasks?|next\x20+steps?|improvements?)\b",
    )
});
