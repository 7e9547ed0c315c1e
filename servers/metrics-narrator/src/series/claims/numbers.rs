//! Checks numbers: each must be a fact that is what the sentence says it is.
//!
//! A number may be several things: a level, a share, a length of time, a count, something that follows from others. It
//! is borne out if it is the value of a fact in one of these roles that the words around it allow. In reading order:
//!
//! - `claim` is a number in its place; `idle` says which of them claim nothing
//! - `bounds` are numbers that a series never passes
//! - `together` checks two numbers that are told together
//! - `roles` asks whether the number is a fact in one of its roles; `derived` is the role of what follows from others
//! - `meant` says which series may be meant, `license` whether the words allow a fact
//! - `doubts` has what speaks for a number that no role bears out

mod bounds;
pub(super) mod claim;
mod derived;
mod doubts;
mod idle;
mod license;
mod meant;
mod roles;
mod together;

use self::{
    claim::Claim,
    together::{
        contrasts,
        pairs::{self, Verdict},
    },
};
use super::{check::Check, reading::mentions::Figure};

pub(super) use derived::{directions, directions_from};
pub(super) use roles::counts::noun;
pub(super) use together::spans::span;

/// What is wrong with the number at a mention.
pub(super) fn problem(check: &Check, at: usize, figure: &Figure) -> Option<String> {
    let claim = Claim::new(check, at, figure);
    // A unit that the number shares with the one beside it may not be its own.
    let has_role_alone = |bare: &Figure| {
        !matches!(pairs::verdict(&claim), Verdict::Wrong) && Claim::new(check, at, bare).has_role()
    };
    let is_borne = claim.is_no_claim()
        || claim.is_borne()
        || figure.bare.as_deref().is_some_and(has_role_alone);
    (!is_borne).then(|| claim.message())
}

/// So many mentions may stand between a number and the one whose thousands or millions it shares.
const MAX_BETWEEN: usize = 8;

impl Claim<'_> {
    /// The number that this one is told together with, if the two do not belong together.
    pub(super) fn other_half(&self) -> Option<Claim<'_>> {
        let (from, to) = span(&self.check.scope, self.at)?;
        let other = if from == self.at { to } else { from };
        let figure = self.check.scope.figure(other)?;
        (pairs::verdict(self) == Verdict::Wrong).then(|| Claim::new(self.check, other, figure))
    }

    fn is_borne(&self) -> bool {
        if bounds::is_broken(self) {
            return false;
        }
        match pairs::verdict(self) {
            Verdict::Borne => return true,
            Verdict::Wrong => {
                return derived::proportions::is_borne(self)
                    || derived::sums::are_sums(self)
                    || self.is_end_of_hours();
            }
            Verdict::Alone if contrasts::is_beside_expected(self) => return true,
            Verdict::Alone if derived::is_contradicted(self) => return false,
            Verdict::Alone if contrasts::is_borne(self) == Some(false) => return false,
            Verdict::Alone if contrasts::is_of_one_event(self) => return true,
            Verdict::Alone => {}
        }
        self.has_role() || self.is_open() || self.is_borne_at_scale_before()
    }

    /// `9.8 million against a usual 2.1`: whether the number has the thousands or millions of the one before it.
    fn is_borne_at_scale_before(&self) -> bool {
        let (start, _) = self.check.scope.sentence(self.at);
        let mut before = (start..self.at).rev().take(MAX_BETWEEN);
        let scaled = before.find_map(|at| self.check.scope.figure(at));
        self.figure.unit.is_none()
            && scaled.is_some_and(|before| {
                before.written.scale != 1.0
                    && self.figure.written.scale == 1.0
                    && self.with(&self.figure.at_scale_of(before)).has_role()
            })
    }
}
