//! Two numbers that a bracket sets against each other: `lower at the end than at the beginning (30.5 against 31.5)`.

use crate::series::claims::{
    context::scope::Scope,
    reading::{cues::Cue, mentions::What},
};

impl Scope<'_> {
    /// The cue of one of two numbers that a bracket sets against each other, where two words before it say what they
    /// are.
    pub(super) fn cue_of_bracket(&self, at: usize) -> Option<(usize, Cue)> {
        let (start, _) = self.sentence(at);
        let open = (start..at).rev().take(6).find(|place| self.word(*place) == "(")?;
        let is_number = |place: &usize| self.is_number(*place);
        let sets = |place: usize| {
            matches!(
                self.word(place),
                "vs" | "versus" | "against" | "compared" | "and" | "→" | "to"
            )
        };
        let inside = || (open + 1..open + 8).take_while(|place| self.word(*place) != ")");
        let numbers: Vec<usize> = inside().filter(is_number).collect();
        let place = numbers.iter().position(|number| *number == at)?;
        let cue = |place: usize| match self.what(place) {
            Some(What::Cue(
                cue @ (Cue::First
                | Cue::Last
                | Cue::Mean
                | Cue::Median
                | Cue::Minimum
                | Cue::Maximum),
            )) => Some((place, *cue)),
            _ => None,
        };
        let is_level = |place: &usize| matches!(self.what(*place), Some(What::Number(figure)) if !figure.is_ratio());
        let before = (start..open).rev().take(16).take_while(|place| !is_level(place));
        let mut cues: Vec<(usize, Cue)> = before.filter_map(cue).collect();
        cues.reverse();
        let is_parallel = numbers.len() == 2 && cues.len() == 2 && inside().any(sets);
        cues.get(place).copied().filter(|_| {
            is_parallel && cues.first().map(|cue| cue.1) != cues.last().map(|cue| cue.1)
        })
    }
}
