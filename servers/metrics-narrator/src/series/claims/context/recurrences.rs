//! Where a text speaks of what comes again and again: `each day`, `usually`, `a weekly cycle`.

use std::ops::Range;

use chrono::Weekday;

use crate::series::claims::reading::{cues::Cue, mentions::What, words};

use super::scope::Scope;

impl Scope<'_> {
    /// Whether words among some mentions say that what they tell comes again.
    pub(in crate::series::claims) fn recurs(&self, mut places: Range<usize>) -> bool {
        places.any(|place| self.says_each_time(place))
    }

    /// Whether words among some mentions speak of what repeats itself.
    pub(in crate::series::claims) fn speaks_of_season(&self, mut places: Range<usize>) -> bool {
        places.any(|place| {
            self.says_each_time(place)
                || words::holds(RHYTHMS, self.word(place))
                || matches!(self.what(place), Some(What::Cue(Cue::Season)))
        })
    }

    /// Whether a word, or the phrase that it begins, says that something comes again: `every night`, `mornings`.
    fn says_each_time(&self, at: usize) -> bool {
        let word = self.word(at);
        let is_phrase = self.last_word(at) != word;
        let next = if is_phrase { self.last_word(at) } else { self.word(at + 1) };
        let is_time = || words::holds(PERIODS, next) || next.parse::<Weekday>().is_ok();
        words::holds(RECURRING, word) || matches!(word, "each" | "every") && is_time()
    }
}

/// Words that say that what is told comes again.
const RECURRING: &str = "\
    usually typically generally normally always regularly mornings afternoons evenings nights nightly weekdays \
    weekends mondays tuesdays wednesdays thursdays fridays saturdays sundays summers winters springs autumns annually";

/// What comes again, behind `each` and `every`.
const PERIODS: &str = "\
    day days morning afternoon evening night week weekday weekend year summer winter spring autumn january february \
    march april may june july august september october november december";

/// Words for what repeats itself, which may also say how often something is counted: `daily requests`.
const RHYTHMS: &str = "daily weekly yearly annual diurnal";
