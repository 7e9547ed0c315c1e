//! What kind of ticket a text is, whatever its subject: a defect, a wish or a question.
//!
//! Many trackers sort by kind ("bug", "feature", "question"), and the words of such a name hardly occur in
//! the tickets. The cues of `words/kinds.txt` do: an error message, the heading of a template, a sentence
//! that begins with "how". `names` gives a category that is called like a kind the evidence for the kind.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::lines::lines;
use super::phrases::{Found, Phrases};
use super::tokens::{End, Token};

/// A kind of ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Defect,
    Wish,
    Question,
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        match name {
            "defect" => Some(Self::Defect),
            "wish" => Some(Self::Wish),
            "question" => Some(Self::Question),
            _ => None,
        }
    }

    /// The kind that a category stands for if this is its whole name, as stems joined by spaces.
    pub(super) fn of_name(stems: &str) -> Option<Self> {
        LISTS.names.get(stems).copied()
    }
}

/// Evidence for a kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cue {
    pub(super) kind: Kind,
    /// 1 for a hint, 2 for a good reason, 3 for a statement.
    pub(super) weight: f32,
    place: Place,
    /// Which cue of the list; none is a question mark.
    number: Option<usize>,
}

/// Where a cue counts.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Anywhere,
    /// Among the first words of the text.
    Opening,
    /// At the start of a clause among them.
    First,
}

impl Place {
    fn is_at(self, first: usize, tokens: &[Token]) -> bool {
        let is_in_opening = first < OPENING_TOKENS;
        let last = first.checked_sub(1).and_then(|last| tokens.get(last));
        match self {
            Self::Anywhere => true,
            Self::Opening => is_in_opening,
            Self::First => is_in_opening && last.is_none_or(|last| last.end > End::Word),
        }
    }
}

/// The opening of a ticket in words: a subject line of usual length. Between 8 and 20 the figures of
/// the GitHub issues hardly change.
const OPENING_TOKENS: usize = 10;

/// Weight of a question mark in the opening, as of a statement, and of one elsewhere, as of a hint.
const QUESTION_MARK_WEIGHTS: [f32; 2] = [3.0, 1.0];

/// Stands in for evidence that a text might have held: one hint is no certainty.
const SMOOTHING: f32 = 3.0;

/// The cues of a text; each counts once, for a long text repeats itself.
pub(super) fn cues(tokens: &[Token]) -> Vec<Found<Cue>> {
    let mut cues = LISTS.cues.found(tokens);
    let mut seen = HashSet::new();
    cues.retain(|found| {
        found.entry.place.is_at(found.first, tokens) && seen.insert(found.entry.number)
    });
    cues.extend(question_marks(tokens));
    cues
}

/// A question mark stands beside a word and is none: its length is 0.
fn question_marks(tokens: &[Token]) -> impl Iterator<Item = Found<Cue>> {
    let asks = |place: &usize| tokens.get(*place).is_some_and(|token| token.end == End::Question);
    let opening = (0..OPENING_TOKENS).find(asks);
    let later = (OPENING_TOKENS..tokens.len()).find(asks);
    let marks = [opening, later].into_iter().zip(QUESTION_MARK_WEIGHTS);
    marks.filter_map(|(first, weight)| {
        let entry = Cue { kind: Kind::Question, weight, place: Place::Anywhere, number: None };
        Some(Found { entry, first: first?, length: 0 })
    })
}

/// The share of every cue in the evidence for any kind; the sum is below 1.
pub(super) fn shares(cues: &[Found<Cue>]) -> impl Iterator<Item = f32> {
    let all: f32 = cues.iter().map(|found| found.entry.weight).sum();
    cues.iter().map(move |found| found.entry.weight / (all + SMOOTHING))
}

/// The share of a kind in the evidence, at least 0 and below 1.
pub(super) fn share(kind: Kind, cues: &[Found<Cue>]) -> f32 {
    let of_kind = cues.iter().zip(shares(cues)).filter(|(found, _)| found.entry.kind == kind);
    of_kind.map(|(_, share)| share).sum()
}

#[derive(Debug)]
struct Lists {
    names: HashMap<String, Kind>,
    cues: Phrases<Cue>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { names: HashMap::new(), cues: Phrases::new() };
    let mut number = 0;
    for (head, phrases) in lines(include_str!("words/kinds.txt")) {
        let mut head = head.split(' ');
        let Some(kind) = head.next().and_then(Kind::named) else { continue };
        let place = match head.next() {
            Some("cue") => Some(Place::Anywhere),
            Some("opening") => Some(Place::Opening),
            Some("first") => Some(Place::First),
            _ => None,
        };
        let weight = head.next().and_then(|weight| weight.parse().ok()).unwrap_or_default();
        for phrase in phrases {
            number += 1;
            if let Some(place) = place {
                lists.cues.insert(&phrase, Cue { kind, weight, place, number: Some(number) });
            } else {
                lists.names.insert(phrase, kind);
            }
        }
    }
    lists
});

#[cfg(test)]
mod tests {
    use super::super::lines::joined_stems;
    use super::super::tokens::tokens;
    use super::*;

    fn shares_of(text: &str) -> [(Option<Kind>, f32); 3] {
        let cues = cues(&tokens(text));
        [Kind::Defect, Kind::Wish, Kind::Question].map(|kind| (Some(kind), share(kind, &cues)))
    }

    fn kind(text: &str) -> Option<Kind> {
        let none = (None, 0.0);
        shares_of(text)
            .into_iter()
            .fold(none, |best, next| if next.1 > best.1 { next } else { best })
            .0
    }

    #[test]
    fn a_ticket_shows_its_kind_by_how_it_is_put() {
        for (text, expected) in [
            ("TypeError when I open the settings page", Some(Kind::Defect)),
            (
                "Sync stopped working since 3.2. Steps to reproduce: open the app",
                Some(Kind::Defect),
            ),
            ("Add dark mode", Some(Kind::Wish)),
            ("It would be nice to have an export to CSV", Some(Kind::Wish)),
            ("How do I change the port?", Some(Kind::Question)),
            ("Is there a way to change the port", Some(Kind::Question)),
            ("Blue whale", None),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }

    #[test]
    fn a_repeated_cue_counts_once() {
        let once = shares_of("It fails. Please add a switch");
        assert_eq!(once, shares_of("It fails. Please add a switch. It fails, fails, fails"));
    }

    #[test]
    fn only_a_whole_name_is_a_kind() {
        for (name, expected) in [
            ("Bug report", Some(Kind::Defect)),
            ("feature_request", Some(Kind::Wish)),
            ("Questions", Some(Kind::Question)),
            ("Billing question", None),
        ] {
            assert_eq!(Kind::of_name(&joined_stems(name)), expected, "{name}");
        }
    }
}
