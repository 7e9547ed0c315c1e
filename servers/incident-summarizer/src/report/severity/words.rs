//! The cues for how grave an incident was in the words of a sentence.

use std::sync::LazyLock;

use crate::report::words::{is_alike, kinds, negates};

/// What was harmed, the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Harm {
    /// It worked worse.
    Degraded,
    /// It did not work.
    Outage,
    /// The report calls it critical.
    Critical,
    /// Data were lost, or secrets became known.
    DataOrSecurity,
}

/// What a phrase is a cue for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Harm(Harm),
    Whole,
    Part,
    Slight,
    Reassurance,
    Over,
}

/// The words of a sentence, in lower case.
pub(super) struct Words {
    words: Vec<String>,
    /// Percentages.
    percentages: Vec<f32>,
}

impl Words {
    pub(super) fn of(sentence: &str) -> Self {
        let lower = sentence.to_lowercase().replace('’', "'");
        let words = lower
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|word| !word.is_empty())
            .take(MAX_WORDS);
        let numbers = lower.split(|c: char| c.is_whitespace() || "(~<≈".contains(c));
        let percentages =
            numbers.filter_map(|number| number.split_once('%')?.0.parse().ok()).collect();
        Self { words: words.map(str::to_owned).collect(), percentages }
    }

    pub(super) fn has(&self, kind: Kind) -> bool {
        CUES.iter().any(|cue| cue.kind == kind && self.places(cue).next().is_some())
    }

    /// The gravest harm that is not denied.
    pub(super) fn harm(&self) -> Option<Harm> {
        let harms = CUES.iter().filter_map(|cue| match cue.kind {
            Kind::Harm(harm) => {
                self.places(cue).any(|place| !self.is_denied(place)).then_some(harm)
            }
            _ => None,
        });
        harms.max()
    }

    /// Whether harm is named only to say that there was none.
    pub(super) fn is_harm_denied(&self) -> bool {
        let is_named = CUES
            .iter()
            .any(|cue| matches!(cue.kind, Kind::Harm(_)) && self.places(cue).next().is_some());
        is_named && self.harm().is_none()
    }

    /// "Less than 5 % of requests" are few.
    pub(super) fn has_small_percentage(&self) -> bool {
        let greatest = self.percentages.iter().copied().reduce(f32::max);
        greatest.is_some_and(|greatest| greatest < MAX_SMALL_PERCENTAGE)
    }

    fn places(&self, cue: &'static Cue) -> impl Iterator<Item = usize> {
        let windows = self.words.windows(cue.phrase.len()).enumerate();
        let fits = |window: &[String]| {
            window.iter().zip(&cue.phrase).all(|(word, part)| is_alike(word, part))
        };
        windows.filter(move |(_, window)| fits(window)).map(|(place, _)| place)
    }

    /// Whether a negation stands a few words before a place.
    fn is_denied(&self, place: usize) -> bool {
        let before =
            self.words.get(place.saturating_sub(MAX_NEGATED_WORDS)..place).unwrap_or_default();
        before.iter().any(|word| negates(word))
    }
}

/// Every word is compared with every cue, and a sentence without an end may be a whole report.
const MAX_WORDS: usize = 300;

const MAX_SMALL_PERCENTAGE: f32 = 10.0;

/// "No user of the service was ever affected" has six words between, "not affected" none.
const MAX_NEGATED_WORDS: usize = 4;

struct Cue {
    kind: Kind,
    phrase: Vec<&'static str>,
}

static CUES: LazyLock<Vec<Cue>> = LazyLock::new(|| {
    kinds(include_str!("words/severity.txt"))
        .filter_map(|(kind, phrase)| {
            Some(Cue { kind: kind_of(kind)?, phrase: phrase.split(' ').collect() })
        })
        .collect()
});

fn kind_of(name: &str) -> Option<Kind> {
    Some(match name {
        "data or security" => Kind::Harm(Harm::DataOrSecurity),
        "critical" => Kind::Harm(Harm::Critical),
        "outage" => Kind::Harm(Harm::Outage),
        "degraded" => Kind::Harm(Harm::Degraded),
        "whole" => Kind::Whole,
        "part" => Kind::Part,
        "slight" => Kind::Slight,
        "reassurance" => Kind::Reassurance,
        "over" => Kind::Over,
        _ => return None,
    })
}
