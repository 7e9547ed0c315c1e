//! Whether an event is what its own quotation says, with its numbers and in its sense.

use shared::material;

use super::{
    Evidence,
    contrary::{Actor, are_turned},
    passages,
    reversals::is_reversed,
    topic::is_of_topic,
};
use crate::report::words::words;

impl Evidence {
    /// What is wrong with `event` as one that is told by `quote`: it shares words with the quotation, those of its own
    /// or, as paraphrases do, most of those that any report has.
    pub fn check_event(&self, place: &str, event: &str, quote: &str) -> Option<String> {
        let of_topic = |text: &str| -> Vec<String> {
            let words = words(text).filter(|word| is_of_topic(word));
            words.flat_map(|word| passages::stems(&word)).collect()
        };
        let shares = |own: &[String], told: &[String], least: f64| {
            let shared = own.iter().filter(|stem| told.contains(stem)).count() as f64;
            shared >= least * own.len() as f64
        };
        let (own, told) = (of_topic(event), of_topic(quote));
        let (all, all_told) = (passages::stems(event), passages::stems(quote));
        // "Resolved at 16:16" tells nothing that could be compared, nor does "All was well again".
        let is_silent = told.is_empty()
            || own.is_empty() && all.iter().all(|stem| self.passages().places(stem).is_none());
        let is_number = |word: &String| word.len() > 1 && word.parse::<u64>().is_ok();
        let is_told = is_silent
            || words(event).filter(is_number).any(|number| words(quote).any(|word| word == number))
            || shares(&all, &all_told, MIN_OF_WORDS)
            || !own.is_empty() && shares(&own, &told, MIN_OF_EVENT)
            || own.is_empty() && shares(&all, &all_told, MIN_OF_EVENT);
        let is_turned = || {
            let by_another = Actor::of(event).is_some_and(|actor| actor.is_another_in(quote));
            are_turned(event, quote) || is_reversed(event, quote) || by_another
        };
        if !is_told || is_turned() {
            return Some(format!(
                "{place} {} is not what its quote says; tell the event of the quotation in its own words, or quote what tells this event",
                material::quoted(event)
            ));
        }
        let number = self.other_figure(event, quote)?;
        Some(format!(
            "{place} {} says {}, but its quote has another number; write that, or quote what has this one",
            material::quoted(event),
            material::quoted(number)
        ))
    }
}

const MIN_OF_EVENT: f64 = 0.3;
/// Of all words of an event, those that any report has included.
const MIN_OF_WORDS: f64 = 0.5;
