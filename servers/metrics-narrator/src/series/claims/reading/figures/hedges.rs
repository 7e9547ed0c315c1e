//! Reads how a number is told: as it is, or as near to, a little less or a little more than something.

use crate::series::claims::reading::{mentions::Hedge, reader::Reader, words};

impl Reader<'_> {
    /// How the number at a token is told, by the words before it.
    pub(super) fn hedge(&self, at: usize) -> Hedge {
        let word = |back: usize| self.word_before(at, back);
        let skipped = usize::from(matches!(
            word(1),
            "a" | "an" | "the" | "€" | "$" | "£" | "by" | "every" | "of"
        ));
        let (two, one) = (word(2 + skipped), word(1 + skipped));
        let is_denied = (2..=4)
            .any(|back| matches!(word(back), "never" | "not" | "nor" | "didn't" | "doesn't"));
        // `over the two months` is the time in which something happened.
        if skipped == 1 && word(1) == "the" && matches!(one, "over" | "past") {
            return Hedge::None;
        }
        let denied = denied_bound(one).filter(|_| is_denied);
        denied.or_else(|| of_two_words(two, one)).unwrap_or_else(|| of_one_word(two, one))
    }
}

/// `never fell below 4.2` bounds a number from below.
fn denied_bound(word: &str) -> Option<Hedge> {
    match word {
        "below" | "under" | "beneath" => Some(Hedge::Over),
        "above" | "over" | "exceed" | "exceeds" | "exceeded" | "past" | "beyond" | "passed"
        | "surpassed" | "crossed" | "breached" => Some(Hedge::Under),
        _ => None,
    }
}

/// What the last two words before a number say together.
fn of_two_words(two: &str, one: &str) -> Option<Hedge> {
    const MORE: &str = "more longer higher greater larger better faster warmer";
    const LESS: &str = "less fewer lower smaller shorter colder cooler";
    const LITTLE: &str = "\
        just slightly well little bit comfortably somewhat far shade fraction touch marginally";
    let hedge = match one {
        "than" if words::holds(MORE, two) => Hedge::Over,
        "than" if words::holds(LESS, two) => Hedge::Under,
        "over" | "above" | "past" | "beyond" if words::holds(LITTLE, two) => Hedge::Over,
        "under" | "below" | "short" | "shy" if words::holds(LITTLE, two) => Hedge::Under,
        "of" if matches!(two, "short" | "shy" | "south") => Hedge::Under,
        "of" if matches!(two, "north" | "excess" | "upwards") => Hedge::Over,
        "to" if matches!(two, "close" | "next") => Hedge::About,
        "many" | "much" if two == "as" => Hedge::None,
        _ => return None,
    };
    Some(hedge)
}

/// What the last word before a number says.
fn of_one_word(two: &str, one: &str) -> Hedge {
    const ABOUT: &str = "\
        about around roughly approximately approx some circa ca ~ ≈ near practically say c or maybe perhaps order \
        neighbourhood region essentially effectively fairly broadly largely loosely";
    const UNDER: &str = "nearly almost barely under below scarcely hardly < ≤ beneath";
    const OVER: &str = "\
        over above good exceeding exceeded exceeds exceed > ≥ past beyond topped topping fully crossed crosses crossing \
        passed passes passing surpassed surpasses surpassing breached breaches breaching cleared broke";
    match one {
        "it" if two == "call" => Hedge::About,
        // The point of `approx.`
        "." if matches!(two, "approx" | "ca" | "c") => Hedge::About,
        _ if words::holds(ABOUT, one) => Hedge::About,
        _ if words::holds(UNDER, one) => Hedge::Under,
        _ if words::holds(OVER, one) => Hedge::Over,
        _ => Hedge::None,
    }
}
