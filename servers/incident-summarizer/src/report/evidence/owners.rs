//! Whether the owner of an action is named with it: in the same item or row, in a field below it, or in what governs it, the item
//! above, the heading or a line that announces the list. A place or a service in the words of the action is no owner.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;
use shared::{Material, material};

use super::{
    Evidence,
    passages::{self, Form, Line},
};
use crate::report::{actions::ActionItem, times::pattern};

impl Evidence {
    /// What is wrong with `owner` as the one who does `action`.
    pub fn unowned(&self, place: &str, owner: &str, action: &str) -> Option<String> {
        let quoted = material::quoted(owner);
        if !self.text.contains_quote(owner) {
            return Some(format!(
                "{place} {quoted} is not named in the report; write the owner as the report does, or null"
            ));
        }
        let is_known = |known: &ActionItem| {
            known.action.starts_with(action)
                && known.owner.as_deref().is_some_and(|known| known.starts_with(owner))
        };
        if self.actions.iter().any(is_known) {
            return None;
        }
        let lines = self.governing(self.tie_of_action(action)?.passage);
        let is_named = |line: &Line| names(self.said_in(line), line.form, owner, action);
        (!lines.into_iter().any(is_named)).then(|| {
            format!("{place} {quoted} is not named with its action as who does it; write the owner that stands in the same item or row, or null")
        })
    }

    /// What the report says with an action: its line and what governs it; none if the report does not tell of the action.
    pub(super) fn said_with(&self, action: &str) -> Option<Vec<&str>> {
        let lines = self.governing(self.tie_of_action(action)?.passage);
        Some(lines.into_iter().map(|line| self.said_in(line)).collect())
    }

    fn said_in(&self, line: &Line) -> &str {
        self.text.get(line.range.clone()).unwrap_or_default()
    }

    /// The line of a passage, the fields below it, and what governs it: the items above, the heading, the paragraphs between that
    /// say who or when, and what is said of all actions anywhere.
    fn governing(&self, passage: usize) -> Vec<&Line> {
        let lines = &self.passages().lines;
        let Some(own) = self.passages().passages.get(passage).map(|passage| passage.line) else {
            return Vec::new();
        };
        let said = |line: &Line| self.said_in(line);
        let below = lines
            .iter()
            .skip(own + 1)
            .take(MAX_FIELDS)
            .take_while(|line| FIELD.is_match(said(line)));
        let line = lines.get(own);
        let mut above: Vec<&Line> = Vec::new();
        let mut parent = line.and_then(|line| line.parent);
        while let Some(line) =
            parent.and_then(|place| lines.get(place)).filter(|_| above.len() < MAX_FIELDS)
        {
            above.push(line);
            parent = line.parent;
        }
        let heading = line.and_then(|line| line.heading);
        let lead = lines.get(heading.map_or(0, |heading| heading + 1)..own).unwrap_or_default();
        let lead = lead
            .iter()
            .take(MAX_FIELDS)
            .filter(|line| line.form == Form::Text && OWNER.is_match(said(line)));
        let of_all = lines.iter().filter(|line| OF_ALL.is_match(said(line)));
        line.into_iter()
            .chain(below)
            .chain(of_all.take(MAX_FIELDS))
            .chain(lead)
            .chain(above)
            .chain(heading.and_then(|place| lines.get(place)))
            .collect()
    }
}

const MAX_FIELDS: usize = 8;

/// Whether a line names `owner` as one who does something.
fn names(said: &str, form: Form, owner: &str, action: &str) -> bool {
    if form == Form::Row {
        // The cell of an owner tells nothing of the action.
        let told = passages::stems(action);
        let cells =
            said.split('|').filter(|cell| Material::new("cell", *cell).contains_quote(owner));
        return cells.into_iter().any(|cell| {
            let stems = passages::stems(cell);
            let shared = stems.iter().filter(|stem| told.contains(*stem)).count();
            2 * shared <= stems.len()
        });
    }
    let (lower, owner) = (said.to_lowercase(), owner.to_lowercase());
    let owner = owner.trim_start_matches('@').trim();
    if owner.is_empty() || lower.len() != said.len() {
        return Material::new("line", said).contains_quote(owner);
    }
    let is_who = |(at, _): (usize, &str)| {
        let range: Range<usize> = at..at + owner.len();
        let (before, after) =
            (said.get(..at).unwrap_or_default(), said.get(range.end..).unwrap_or_default());
        let is_whole =
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        is_whole && (BY.is_match(before) || !PLACE.is_match(before))
    };
    let mut found = lower.match_indices(owner).take(MAX_TIMES_NAMED);
    found.any(is_who) || !lower.contains(owner) && Material::new("line", said).contains_quote(owner)
}

const MAX_TIMES_NAMED: usize = 20;

/// Words before one who does something.
static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:by|to\x20+be\x20+done\x20+by|assigned\x20+to|assignee|owner|owners|owned|responsible|lead|dri|who|with)[^a-z]*(?:the\x20+|our\x20+|team\x20+)?@?$",
    )
});

/// Words before a place or a thing.
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:in|at|on|of|for|to|from|into|onto|across|near|via|using|between|against|under|behind|the\x20+new|an?|all|every|each|add|alert|update|monitor|restart|move|migrate|replace|upgrade|notify|use)\x20+(?:(?:the|our|all|every|each|its|their)\x20+)?@?$",
    )
});

/// A line that says who does all actions, or when.
static OF_ALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:all|each|every|these|both)\x20+(?:of\x20+(?:the|these)\x20+)?(?:[a-z]+\x20+)?(?:actions?|follow[\x20-]?ups?|action\x20+items?|items?|measures?|tasks?|next\x20+steps?|improvements?)\b",
    )
});

/// A line that says who or when.
static OWNER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:owners?|owned\x20+by|assignees?|assigned\x20+to|dri|responsible|lead|led\x20+by|will|due|deadline|by|until|within)\b|:$",
    )
});

/// A field below an item.
static FIELD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[^a-z]*(?:owners?|owned\x20+by|assignees?|assigned(?:\x20+to)?|dri|responsible|who|lead|team|due(?:\x20+date)?|deadline|eta|status|priority|ticket|type)\x20*[:=–-]",
    )
});
