//! Whether another subject has come between a name and what is said behind it.

use crate::series::claims::{
    context::scope::Scope,
    reading::{cues::Cue, mentions::What, words},
};

/// Verbs that are no cues: `the blades were`.
const VERBS: [&str; 22] = [
    "was", "were", "is", "are", "had", "has", "have", "came", "come", "stood", "stands", "went",
    "ran", "took", "made", "lay", "sat", "sits", "gave", "opened", "got", "wait",
];

/// Words before a verb that are no subject of their own: `latency, which was`.
const NO_SUBJECTS: [&str; 40] = [
    "it", "its", "they", "their", "this", "that", "which", "there", "these", "those", "and", "but",
    "who", "also", "then", "both", "each", "all", "i", "when", "where", "what", "not", "one",
    "always", "often", "quite", "very", "rather", "almost", "the", "a", "again", "later", "soon",
    "still", "even", "never", "first", "just",
];

/// `before the fast section ended at 10:03`
const BEGINS_OR_ENDS: &str = "began started opened ended finished closed stopped";

impl Scope<'_> {
    /// Whether the name before a mention has not been told a number or a time yet, so that this one must be its.
    pub(in crate::series::claims) fn is_fresh(&self, at: usize) -> bool {
        let (start, _) = self.sentence(at);
        for back in (start..at).rev() {
            match self.what(back) {
                // `79 % rH, 14.7 km/h`: in a list a name behind a number is that one's.
                Some(What::Name(..))
                    if self.is_boundary(back + 1)
                        && matches!(
                            back.checked_sub(1).and_then(|at| self.what(at)),
                            Some(What::Number(_))
                        ) =>
                {
                    return false;
                }
                Some(What::Name(..)) if !self.is_counted(back) => {
                    return !self.has_other_subject(at) && !self.is_named_after_number(back);
                }
                Some(What::Number(figure)) if figure.is_value() => return false,
                Some(What::Time(_)) => return false,
                _ => {}
            }
        }
        false
    }

    /// Where a sentence goes on that first sets its subject against another and then points back to it: behind the comma
    /// of `Unlike the drop in punctuality, this change has lasted`. Else its beginning.
    pub(super) fn behind_contrast(&self, at: usize) -> usize {
        let (start, _) = self.sentence(at);
        let first = start + usize::from(matches!(self.what(start), Some(What::Start(_))));
        let is_contrast = matches!(self.word(first), "unlike" | "besides" | "apart" | "aside");
        let border = (first..at).find(|place| self.is_boundary(*place));
        let points_back = |border: &usize| {
            self.word(*border) == ","
                && matches!(self.word(border + 1), "this" | "that" | "it" | "its")
        };
        border.filter(|border| is_contrast && points_back(border)).unwrap_or(start)
    }

    /// Whether a name says whose the number before it is: `7 against 110.4 expected for visitors`.
    fn is_named_after_number(&self, name: usize) -> bool {
        let (start, _) = self.sentence(name);
        let is_amount = || {
            let number = name.checked_sub(2).and_then(|at| self.figure(at));
            number.is_some_and(|number| number.unit.is_some())
        };
        let is_link = match self.word(name.saturating_sub(1)) {
            "for" | "in" | "(" => true,
            // `46.2 m³ of water and 686 kWh`
            "of" => is_amount(),
            _ => false,
        };
        let mut before = (start..name.saturating_sub(1)).rev().take(4);
        is_link
            && before.any(
                |place| matches!(self.what(place), Some(What::Number(figure)) if figure.is_value()),
            )
    }

    /// Whether another subject has come between the last name of the sentence and a mention: `the blades were`, `the
    /// crest (`.
    pub(in crate::series::claims) fn has_other_subject(&self, at: usize) -> bool {
        let (start, _) = self.sentence(at);
        let Some(name) = (start..at).rev().find(|place| self.is_name(*place)) else { return false };
        let word = |place: usize| match self.get(place) {
            Some(mention) if matches!(mention.what, What::Word) => mention.word.as_str(),
            _ => "",
        };
        let is_article = |place: Option<usize>| {
            place.is_some_and(|place| {
                matches!(word(place), "the" | "our" | "your" | "its" | "their")
            })
        };
        let is_verb = |place: usize| match self.what(place) {
            Some(What::Cue(cue)) => {
                matches!(
                    cue,
                    Cue::Rise
                        | Cue::Fall
                        | Cue::Spike
                        | Cue::Dip
                        | Cue::Reach
                        | Cue::Return
                        | Cue::Steady
                        | Cue::Change
                ) || words::holds(BEGINS_OR_ENDS, self.word(place))
            }
            _ => VERBS.contains(&word(place)),
        };
        (name + 1..at).any(|place| {
            let opens = self.get(place + 1).is_some_and(|mention| mention.word == "(");
            let is_noun_phrase = is_article(place.checked_sub(1))
                && word(place).len() > 2
                && !NO_SUBJECTS.contains(&word(place));
            let is_placed = self
                .get(place + 1)
                .is_some_and(|mention| matches!(mention.word.as_str(), "at" | "with" | "of"));
            if opens && is_article(place.checked_sub(1)) || is_noun_phrase && is_placed {
                return true;
            }
            let noun = word(place);
            // What follows a name at once is its verb or the rest of its phrase: `latency shows no trend`.
            // What is `its` or `their` own is the name's.
            let is_noun = place > name + 1
                && !self.is_possessive(place - 1)
                && noun.len() > 2
                && !noun.ends_with("ly")
                && !NO_SUBJECTS.contains(&noun)
                && !VERBS.contains(&noun);
            is_noun && is_verb(place + 1)
        })
    }
}
