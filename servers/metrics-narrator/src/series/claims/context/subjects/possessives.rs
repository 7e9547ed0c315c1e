//! Whose the number behind `its` is.

use crate::series::claims::context::scope::Scope;

impl Scope<'_> {
    /// Whether `its` stands before a number, with no other number between.
    pub(super) fn is_possessed(&self, at: usize) -> bool {
        let (start, _) = self.sentence(at);
        let before = (start..at).rev().take(4).take_while(|place| !self.is_number(*place));
        before.into_iter().any(|place| self.is_possessive(place))
    }

    /// Whether a possessive behind a break may point past the last name to what the sentence is about: `its minimum falls
    /// on the day of the outage, and its maximum on the next`.
    pub(super) fn points_past_name(&self, at: usize) -> bool {
        let (start, _) = self.sentence(at);
        let mut behind_name = (start..at).rev().take(6).take_while(|place| !self.is_name(*place));
        let own = behind_name.find(|place| self.is_possessive(*place));
        let begins_so = (start..at).take(3).any(|place| self.is_possessive(place));
        own.is_some_and(|own| own > start + 3 && self.is_boundary(own - 1) && begins_so)
    }

    pub(super) fn is_possessive(&self, at: usize) -> bool {
        matches!(self.word(at), "its" | "their")
    }
}
