//! Two opposites that are told as one: `up and down`, `between peak and trough`, `the busiest and the calmest hour`.

use crate::series::claims::reading::{cues::Cue, mentions::What, words};

use super::scope::Scope;

impl Scope<'_> {
    /// Whether two opposites near a number, in its sentence, say that it may be how far something swings: `up and down
    /// by 11 degrees`, `a gap of 210 between peak and trough`.
    pub(in crate::series::claims) fn tells_opposites(&self, at: usize) -> bool {
        let (start, end) = self.sentence(at);
        let near = start.max(at.saturating_sub(REACH))..end.min(at + REACH);
        near.clone().any(|one| {
            let is_joined =
                |two: &usize| (one + 1..*two).all(|place| words::holds(JOINTS, self.word(place)));
            let mut others = (one + 2..near.end.min(one + 5)).filter(is_joined);
            others.any(|two| self.are_opposites(one, two))
        })
    }

    /// Whether the words of two mentions are opposites.
    fn are_opposites(&self, one: usize, two: usize) -> bool {
        let side = |at: usize| match self.what(at) {
            Some(What::Cue(cue)) => cue.side(),
            _ => 0,
        };
        // `the busiest and the calmest`: the calmest of a series may be its highest.
        let is_extreme = |at: usize| {
            matches!(self.what(at), Some(What::Cue(Cue::Maximum | Cue::Minimum | Cue::Extreme)))
        };
        let are_extremes = is_extreme(one) && is_extreme(two) && self.word(one) != self.word(two);
        let are_times = || {
            let pair = [self.word(one), self.word(two)];
            TIMES.iter().any(|[this, that]| pair == [*this, *that] || pair == [*that, *this])
        };
        side(one) * side(two) < 0 || are_extremes || are_times()
    }
}

/// So far from a number, in mentions, opposites speak of it.
const REACH: usize = 12;

/// Words between two opposites.
const JOINTS: &str = "and or to the a its / & then";

/// Times between which things swing.
const TIMES: [[&str; 2]; 8] = [
    ["day", "night"],
    ["days", "nights"],
    ["daytime", "night"],
    ["summer", "winter"],
    ["summers", "winters"],
    ["weekday", "weekend"],
    ["weekdays", "weekends"],
    ["weekdays", "sundays"],
];
