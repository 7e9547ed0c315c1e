//! Movements of what never moves: `the limit rose to 512`, where it is 512 all of the time.

use crate::series::{
    claims::reading::{mentions::What, words},
    facts::Character,
};

use super::Movement;

impl Movement<'_> {
    /// Whether the word says of a series that never changes that it moves, whatever number stands beside it: `the limit
    /// rose to 512`, `a rise in the limit`.
    pub(super) fn is_of_constant(&self) -> bool {
        let facts = &self.check.quantities.facts.series;
        let is_constant = |series: &usize| {
            facts.get(*series).is_some_and(|series| series.character == Character::Constant)
        };
        let name = self.name_of_mover().and_then(|at| self.check.scope.what(at));
        self.cue.is_movement()
            && matches!(name, Some(What::Name(series, true)) if series.iter().all(is_constant))
    }

    /// The name of what moves: the last one of the clause before the word, or the one that is behind it in `a rise in the
    /// limit`.
    fn name_of_mover(&self) -> Option<usize> {
        let scope = &self.check.scope;
        if matches!(scope.word(self.at + 1), "in" | "of") {
            return (self.at + 2..self.at + 4).find(|at| scope.is_name(*at));
        }
        let clause = scope.clause(self.at).start..self.at;
        let name = clause.clone().rev().find(|at| scope.is_name(*at))?;
        // `the load per worker grew`
        let is_small = |at: &usize| matches!(scope.word(*at), "the" | "a" | "our" | "its");
        let before = clause.take_while(|at| *at < name).filter(|at| !is_small(at)).last();
        let is_object = before.is_some_and(|at| words::holds(PREPOSITIONS, scope.word(at)));
        (!is_object && !scope.has_other_subject(self.at)).then_some(name)
    }
}

/// Words behind which a name is not what moves.
const PREPOSITIONS: &str = "\
    per for in at by to from with without under over above below against towards toward beyond within near beside behind \
    into on than like unlike despite";
