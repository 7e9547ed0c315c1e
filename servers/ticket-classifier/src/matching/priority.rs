//! How urgent a ticket is, by what it says itself.
//!
//! The rules are those of service desks: an emergency is urgent, and so is wide impact under pressure of
//! time; one of the two is high; small things and mere questions are low; and who says that there is time is
//! believed by one level. The words are listed in `words/urgency.txt`; `statements` leaves out those that are
//! negated. The operator's own hints come before all of this.

use std::ops::Range;
use std::sync::LazyLock;

use crate::answer::Priority;

use super::lines::{joined_stems, lines};
use super::phrases::{Found, Phrases};
use super::statements::{range, stated};
use super::tokens::{Token, tokens};

/// A priority with the words that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Urgency {
    /// How urgent the ticket is.
    pub priority: Priority,
    /// The words seen, as bytes of the text in its order, at most 5; never empty unless the priority is normal.
    pub words: Vec<Range<usize>>,
}

/// How many places an answer names.
const MAX_WORDS: usize = 5;

/// The urgency of a text. `hints` are words or phrases of the operator with the priority that they stand for;
/// where the text holds any, the most urgent of them decides alone.
pub fn urgency(text: &str, hints: &[(Priority, &str)]) -> Urgency {
    let tokens = tokens(text);
    let hinted = stated(&operator_list(hints), &tokens);
    if let Some(priority) = hinted.iter().map(|found| found.entry).max() {
        let reasons = hinted.iter().filter(|found| found.entry == priority);
        return Urgency { priority, words: words(reasons, &tokens) };
    }
    let signs = stated(&SIGNS, &tokens);
    let priority = priority(&signs);
    let reasons = signs.iter().filter(|found| found.entry.supports(priority));
    Urgency { priority, words: words(reasons, &tokens) }
}

fn words<'f, T: 'f>(
    reasons: impl Iterator<Item = &'f Found<T>>,
    tokens: &[Token],
) -> Vec<Range<usize>> {
    reasons.filter_map(|found| range(found, tokens)).take(MAX_WORDS).collect()
}

/// The priority that signs amount to.
fn priority(signs: &[Found<Sign>]) -> Priority {
    let has = |sign: Sign| signs.iter().any(|found| found.entry == sign);
    let pressing = match (has(Sign::Impact), has(Sign::Pressure)) {
        _ if has(Sign::Urgent) => Priority::Urgent,
        (true, true) => Priority::Urgent,
        (true, false) | (false, true) => Priority::High,
        (false, false) if has(Sign::Minor) => Priority::Low,
        (false, false) => Priority::Normal,
    };
    match pressing {
        Priority::Urgent if has(Sign::Relaxed) => Priority::High,
        Priority::High if has(Sign::Relaxed) => Priority::Normal,
        Priority::Normal if has(Sign::Relaxed) => Priority::Low,
        priority => priority,
    }
}

/// What a word says of the urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Urgent,
    Impact,
    Pressure,
    Minor,
    Relaxed,
    /// Nothing: the phrase only looks like one of the others.
    Neutral,
}

impl Sign {
    fn named(name: &str) -> Option<Self> {
        match name {
            "urgent" => Some(Self::Urgent),
            "impact" => Some(Self::Impact),
            "pressure" => Some(Self::Pressure),
            "minor" => Some(Self::Minor),
            "relaxed" => Some(Self::Relaxed),
            "neutral" => Some(Self::Neutral),
            _ => None,
        }
    }

    /// Whether it is a reason for a priority.
    fn supports(self, priority: Priority) -> bool {
        match priority {
            Priority::Low => matches!(self, Self::Minor | Self::Relaxed),
            Priority::Normal => false,
            Priority::High | Priority::Urgent => {
                matches!(self, Self::Urgent | Self::Impact | Self::Pressure)
            }
        }
    }
}

static SIGNS: LazyLock<Phrases<Sign>> = LazyLock::new(|| {
    let mut signs = Phrases::new();
    for (name, phrases) in lines(include_str!("words/urgency.txt")) {
        let Some(sign) = Sign::named(name) else { continue };
        for phrase in phrases {
            signs.insert(&phrase, sign);
        }
    }
    signs
});

fn operator_list(hints: &[(Priority, &str)]) -> Phrases<Priority> {
    let mut list = Phrases::new();
    for (priority, phrase) in hints {
        list.insert(&joined_stems(phrase), *priority);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Priority, Vec<&str>) {
        let urgency = urgency(text, &[]);
        (urgency.priority, urgency.words.into_iter().map(|range| &text[range]).collect())
    }

    #[test]
    fn impact_and_pressure_make_the_priority() {
        for (text, priority, words) in [
            (
                "The site is down for everyone",
                Priority::Urgent,
                vec!["site is down", "down for everyone"],
            ),
            ("Nobody can log in", Priority::Urgent, vec!["Nobody can"]),
            ("We had a data breach", Priority::Urgent, vec!["data breach"]),
            ("I cannot work, please fix this ASAP", Priority::Urgent, vec!["cannot work", "ASAP"]),
            ("I can't log in", Priority::High, vec!["can't log in"]),
            ("Please answer as soon as possible", Priority::High, vec!["as soon as possible"]),
            ("The export button does nothing", Priority::Normal, vec![]),
            ("There is a typo on the pricing page", Priority::Low, vec!["typo"]),
            ("Feature request: dark mode", Priority::Low, vec!["Feature request"]),
        ] {
            assert_eq!(read(text), (priority, words), "{text}");
        }
    }

    #[test]
    fn who_says_that_there_is_time_is_believed_by_one_level() {
        for (text, priority) in [
            ("Could you rename my team? No rush", Priority::Low),
            ("When you get a chance, rename my team", Priority::Low),
            ("The staging server is offline, but it's not urgent", Priority::Normal),
            ("The site is down for everyone. Take your time", Priority::High),
        ] {
            assert_eq!(read(text).0, priority, "{text}");
        }
    }

    #[test]
    fn a_negated_word_says_nothing_and_neither_does_one_of_another_meaning() {
        for (text, priority) in [
            ("The site isn't down any more", Priority::Normal),
            ("The site is no longer down", Priority::Normal),
            ("There was no outage and no data loss", Priority::Normal),
            ("This is not that urgent", Priority::Normal),
            ("It is not urgent", Priority::Low),
            ("Not a typo, the price is wrong", Priority::Normal),
            ("This cannot wait", Priority::High),
            ("It does not start, it is urgent", Priority::Urgent),
            ("Hello everyone, scroll down to the security code", Priority::Normal),
            ("It closes immediately after the start", Priority::Normal),
        ] {
            assert_eq!(read(text).0, priority, "{text}");
        }
    }

    #[test]
    fn the_operators_hints_come_first() {
        let hints = [
            (Priority::Urgent, "card stolen"),
            (Priority::Low, "invoice copy"),
            (Priority::Low, "outage"),
        ];
        for (text, priority) in [
            ("My cards, stolen", Priority::High),
            ("Card stolen!", Priority::Urgent),
            ("I need an invoice copy immediately", Priority::Low),
            ("An invoice copy, and card stolen", Priority::Urgent),
            ("Total outage", Priority::Low),
            ("No outage, but down for everyone", Priority::Urgent),
        ] {
            assert_eq!(urgency(text, &hints).priority, priority, "{text}");
        }
    }

    #[test]
    fn every_priority_but_normal_names_its_words() {
        for text in [
            "",
            "?!",
            "urgent",
            "no rush",
            "is down, asap",
            "not urgent but minor",
            "it's not down; typo",
        ] {
            let urgency = urgency(text, &[]);
            assert_eq!(urgency.words.is_empty(), urgency.priority == Priority::Normal, "{text}");
        }
    }

    #[test]
    fn every_line_of_the_list_is_a_sign() {
        let heads: Vec<_> =
            lines(include_str!("words/urgency.txt")).map(|(head, _)| head).collect();
        assert!(heads.iter().all(|head| Sign::named(head).is_some()), "{heads:?}");
    }
}
