//! Whether the report tells of an action in one place, where it speaks of work to do, and in the same sense.

use std::sync::LazyLock;

use regex::Regex;
use shared::material;

use super::{
    Evidence,
    numbers::other_length,
    passages::{Form, Line},
    senses,
    ties::{Reach, Search, Tie, nothing, tie},
};
use crate::report::{sections::Kind, times::pattern};

impl Evidence {
    /// Everything that is wrong with `action` as one that the report tells of.
    pub fn check_action(&self, place: &str, action: &str) -> Vec<String> {
        if self.text.contains_quote(action) && self.tie_of_action(action).is_some() {
            return Vec::new();
        }
        self.check_work(place, action)
            .into_iter()
            .chain(
                self.check_numbers(place, action)
                    .or_else(|| self.check_number_of_item(place, action)),
            )
            .collect()
    }

    /// What is wrong with a number of an action in whose place the report has another.
    fn check_number_of_item(&self, place: &str, action: &str) -> Option<String> {
        let said = self.said_at(self.tie_of_action(action)?.passage);
        let number = self.other_figure(action, said).or_else(|| other_length(action, said))?;
        Some(format!(
            "{place} {} says {}, but the report says {}; keep to its numbers",
            material::quoted(action),
            material::quoted(number),
            material::quoted(said)
        ))
    }

    fn check_work(&self, place: &str, action: &str) -> Option<String> {
        let quoted = material::quoted(action);
        if self.actions.iter().any(|known| known.action.starts_with(action)) {
            return None;
        }
        let Some(tie) = self.tie_of_action(action) else {
            return Some(format!(
                "{place} {quoted} is no work that the report tells of in one place; keep to the words of one of its items, or leave it out"
            ));
        };
        let said = self.said_at(tie.passage);
        senses::are_opposite(action, said).then(|| {
            format!(
                "{place} {quoted} turns the sense of the report, which says {}; keep to its sense",
                material::quoted(said)
            )
        })
    }

    /// Where the report tells of `action`.
    pub(super) fn tie_of_action(&self, action: &str) -> Option<Tie> {
        // Why it is done says nothing of what is done.
        let what = PURPOSE.find(action).and_then(|purpose| action.get(..purpose.start()));
        let stems = self.passages().stems_of(what.unwrap_or(action));
        // What is not to be done may be said of what is not to be done.
        let denied = if senses::prohibits(action) { nothing } else { senses::refused };
        let is_item = |line: &Line| line.kind == Kind::ActionItems;
        // A report with a list of its own has the rest of its work in what it says of the end.
        let has_items = !self.actions.is_empty() || self.passages().lines.iter().any(is_item);
        // What its sentences plan stands under no heading of such a list.
        let planned: Vec<usize> =
            self.actions.iter().filter_map(|known| self.text.find(&known.action)).collect();
        let tells_work = |line: &Line| match line.kind {
            Kind::ActionItems | Kind::Resolution => true,
            Kind::Timeline => false,
            _ => !has_items || planned.iter().any(|place| line.range.contains(place)),
        };
        let search = Search { reach: Reach::Line, lines: &tells_work, denied: &denied };
        tie(self.passages(), &self.text, &stems, &search).filter(|tie| tie.share >= MIN_OF_ACTION)
    }

    /// A sentence, a row or a whole item, as the report says it.
    fn said_at(&self, passage: usize) -> &str {
        let passages = self.passages();
        let sentence = passages.passages.get(passage).map(|passage| passage.range.clone());
        let whole = passages.line(passage).filter(|line| line.form != Form::Text);
        let range = whole.map(|line| line.range.clone()).or(sentence);
        range.and_then(|range| self.text.get(range)).unwrap_or_default()
    }
}

/// The least share of an action. Rephrased items keep that much; halves of two items, and words from elsewhere, do not.
const MIN_OF_ACTION: f64 = 0.66;

/// The purpose of all actions, in the many wordings of writers.
static PURPOSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i).\b(?:so\x20that\x20(?:this|it|we)|in\x20order\x20to|to\x20(?:prevent|avoid)\x20(?:this|it|that|a\x20(?:recurrence|repeat)|recurrence|similar|future))\b",
    )
});
