//! Whose the number behind `its` and `it` is.

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

    /// The series that an `it` before a number may stand for, where it begins a clause: `A climbed while B stood at 4, and
    /// it is back to 131`.
    pub(super) fn antecedents(&self, at: usize) -> Vec<usize> {
        let (start, _) = self.sentence(at);
        let begins = |place: &usize| self.word(*place) == "it" && self.is_boundary(place - 1);
        let mut before = (start + 1..at).rev().take_while(|place| !self.is_name(*place));
        before.find(begins).map_or_else(Vec::new, |it| self.names_in(start..it))
    }

    /// The series that the sentence begins with, where the last name before `its` only completes what is said of them:
    /// `solar averages 163 MW, 3 % of mean demand, and even its maximum of 658`.
    pub(super) fn owner_past_complement(&self, at: usize) -> Option<Vec<usize>> {
        let (start, _) = self.sentence(at);
        let own = (start..at).rev().take(6).find(|place| self.is_possessive(*place))?;
        let name = (start..own).rev().find(|place| self.is_name(*place))?;
        let is_complement =
            (start..name).rev().take(3).any(|place| matches!(self.word(place), "of" | "than"));
        let has_name_between = self.is_name_between(own, at);
        let first = (start..name).find(|place| self.is_name(*place))?;
        let owner = self.names_in(first..first + 1);
        let has_value = (first..name).any(|place| self.is_number(place));
        (is_complement && has_value && !has_name_between).then_some(owner)
    }

    /// The series that the sentence begins with, where the last name only goes along with it: `mantle declines alongside
    /// the core and ends at 61`.
    pub(super) fn owner_past_companion(&self, at: usize) -> Option<Vec<usize>> {
        let (start, _) = self.sentence(at);
        let name = (start..at).rev().find(|place| self.is_name(*place))?;
        let goes_along = (start..name).rev().take(2).any(|place| {
            matches!(self.word(place), "alongside" | "like" | "unlike" | "with" | "as" | "behind")
        });
        let goes_on = (name + 1..at).any(|place| matches!(self.word(place), "and" | "but" | ","));
        let first = (start..name).find(|place| self.is_name(*place))?;
        (goes_along && goes_on).then(|| self.names_in(first..first + 1))
    }

    pub(super) fn is_possessive(&self, at: usize) -> bool {
        matches!(self.word(at), "its" | "their")
    }
}
