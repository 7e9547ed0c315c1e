//! Errors put into true narratives: what a check of numbers has to catch.
//!
//! - [`text`] finds what a narrative claims: its sentences, numbers, times and names of series.
//! - [`known`] holds what the facts say, each value with the role it plays, and what follows from it.
//! - [`truth`] says what a number or a time of the narrative may mean, and whether another one in its place is false.
//! - [`digits`], [`others`], [`units`], [`directions`], [`names`] and [`shifts`] put in the errors, a kind each.
//!
//! Nothing here is shared with the check that is measured: a measure must not have the faults of what it measures. Where a
//! person who has the facts at hand would not be sure that a changed sentence is false, the change is left out.

mod digits;
mod directions;
mod known;
mod names;
mod others;
mod shifts;
#[cfg(test)]
mod tests;
mod text;
mod truth;
mod units;

use std::ops::Range;

use end_to_end::draws::Draws;
use metrics_narrator::series::facts::Facts;

use self::{known::Known, text::Text};

/// What is wrong with a narrative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// A digit of a number or of a time is another one; a number in words is the next one.
    Digit,
    /// A number is that of another fact of the same series.
    OtherFact,
    /// A number is that of the same fact of another series.
    OtherSeries,
    /// A unit is another one: seconds for milliseconds, a difference for a percentage.
    Unit,
    /// A direction is turned round: fell for rose, above for below.
    Direction,
    /// A series has the name of another one.
    Name,
    /// A time is an hour or a day off.
    Time,
}

impl Kind {
    /// All of them.
    const ALL: [Self; 7] = [
        Self::Digit,
        Self::OtherFact,
        Self::OtherSeries,
        Self::Unit,
        Self::Direction,
        Self::Name,
        Self::Time,
    ];

    /// How many errors of a kind are drawn for a narrative at most. Any number has digits, and a wrong one is what a model
    /// gets wrong most easily.
    const fn most(self) -> usize {
        match self {
            Self::Digit => 4,
            _ => 2,
        }
    }
}

/// A narrative with one error in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seed {
    /// What is wrong.
    pub(crate) kind: Kind,
    /// The narrative.
    pub(crate) text: String,
    /// The bytes of `text` that hold what is wrong: a whole number, time or name, a number with its unit.
    pub(crate) place: Range<usize>,
    /// What stood there.
    pub(crate) was: String,
    /// What stands there.
    pub(crate) is: String,
}

/// Errors put into a true narrative: of each kind that the text allows up to four of [`Kind::Digit`] and two of each other, at
/// different places. The same `seed` gives the same errors.
pub(crate) fn seeds(facts: &Facts, text: &str, seed: u64) -> Vec<Seed> {
    let known = Known::new(facts);
    let text = Text::new(text, &known);
    let mut draws = Draws::new(seed);
    Kind::ALL.into_iter().flat_map(|kind| drawn(kind, &known, &text, &mut draws)).collect()
}

/// Changes of a kind that make the narrative false; of digits one for each number, of all else everything.
fn changes(kind: Kind, known: &Known, text: &Text, draws: &mut Draws) -> Vec<Change> {
    match kind {
        Kind::Digit => digits::changes(known, text, draws),
        Kind::OtherFact => others::facts(known, text),
        Kind::OtherSeries => others::series(known, text),
        Kind::Unit => units::changes(known, text),
        Kind::Direction => directions::changes(known, text),
        Kind::Name => names::changes(known, text),
        Kind::Time => shifts::changes(known, text),
    }
}

fn drawn(kind: Kind, known: &Known, text: &Text, draws: &mut Draws) -> Vec<Seed> {
    let mut changes = changes(kind, known, text, draws);
    draws.shuffle(&mut changes);
    // Times have so many digits that they would crowd out the numbers.
    let is_time = |change: &Change| text.times.iter().any(|time| time.range == change.claim);
    let mut times = 0;
    changes.retain(|change| {
        times += usize::from(is_time(change));
        kind != Kind::Digit || !is_time(change) || times == 1
    });
    let mut taken: Vec<Change> = Vec::new();
    for change in changes {
        if taken.len() == kind.most() {
            break;
        }
        if taken.iter().all(|other| other.claim != change.claim) {
            taken.push(change);
        }
    }
    taken.into_iter().filter_map(|change| change.seed(kind, text.whole)).collect()
}

/// A change of a narrative that makes it false.
#[derive(Debug, Clone)]
struct Change {
    /// The bytes of the claim: of a whole number or time, though only a digit of it changes. A claim is changed once only for
    /// a kind.
    claim: Range<usize>,
    /// The bytes that are changed, within those of the claim.
    range: Range<usize>,
    /// What stands there then.
    is: String,
}

impl Change {
    /// A change of all of a claim.
    fn new(range: Range<usize>, is: impl Into<String>) -> Self {
        Self { claim: range.clone(), range, is: is.into() }
    }

    fn seed(self, kind: Kind, whole: &str) -> Option<Seed> {
        let was = whole.get(self.claim.clone())?.to_owned();
        let mut text = whole.to_owned();
        text.replace_range(self.range.clone(), &self.is);
        let after = self.claim.end.checked_sub(self.range.end)?;
        let place = self.claim.start..self.range.start + self.is.len() + after;
        let is = text.get(place.clone())?.to_owned();
        (was != is).then_some(Seed { kind, text, place, was, is })
    }
}
