//! Whether a place is in what is asked and not answered: it says nothing of the table.

use crate::series::claims::reading::{mentions::What, words};

use super::scope::Scope;

/// Words that begin what is asked.
const ASKS: [&str; 8] = ["whether", "when", "how", "if", "why", "which", "what", "where"];

/// What facts, denied, do not do.
const TELLS: &str = "\
    say tell told show state give answer settle decide reveal know known explain indicate clear certain determine \
    establish prove confirm judge mention cover";

/// Words that deny by themselves.
const OPEN: [&str; 4] = ["unknown", "unclear", "undecided", "unanswered"];

/// So far before what is asked stands the verb that it is the object of, in mentions.
const REACH: usize = 4;

impl Scope<'_> {
    /// Whether a place is in what is asked and not answered: `the facts do not say when it was back above 49.95 Hz`,
    /// `cannot answer whether 12 are needed`, `how long it stayed above 50 is not among the facts`.
    pub(in crate::series::claims) fn is_unanswered(&self, at: usize) -> bool {
        let (start, end) = self.sentence(at);
        let mut behind = (at + 1..end).take_while(|place| !self.is_boundary(*place));
        // `the time from 13:00 to 15:00 that you ask about`
        if behind.clone().any(|place| matches!(self.word(place), "ask" | "asked")) {
            return true;
        }
        // `the time at which it first fell below 150 °C is not among the facts`
        let is_open_end = (at + 1..end).any(|place| {
            self.word(place) == "not"
                && self.word(place + 1) == "among"
                && matches!(self.word(place - 1), "is" | "are")
        });
        let asks = |place: &usize| ASKS.contains(&self.word(*place));
        let parts =
            |place: &usize| self.is_boundary(*place) && !asks(place) && self.word(*place) != "or";
        let mut clause = (start..at).rev().take_while(|place| !parts(place));
        let Some(asks) = clause.find(asks) else { return false };
        let denies = |place: usize| matches!(self.word(place), "not" | "cannot" | "nor");
        let is_open = |place: usize| OPEN.contains(&self.word(place));
        let tells = |place: usize| words::holds(TELLS, self.word(place));
        let near = || asks.saturating_sub(REACH).max(start)..asks;
        let opens = !(start..asks).any(|place| matches!(self.what(place), Some(What::Word)));
        near().any(is_open)
            || is_open_end
            || near().any(tells) && (start..asks).any(denies)
            || opens && behind.any(|place| denies(place) || is_open(place))
    }
}
