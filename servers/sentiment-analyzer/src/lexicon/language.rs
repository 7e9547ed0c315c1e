//! Says whether a text is English, so that a text in another language is not called neutral.
//!
//! Here the evidence that `evidence` gathers is weighed. In doubt a text counts as English, because a wrong
//! alarm costs a reading while a missed one is only neutral.

use super::evidence::{Evidence, FUNCTION_WORD, SHARED_WORD};
use super::valence::Lexicon;

/// Whether a text is in the language of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English, or nothing that speaks against it.
    English,
    /// Another language, or mostly another script.
    NotEnglish,
    /// No words to tell by: the text is empty, or all signs, numbers, links and mentions.
    Undetermined,
}

pub(super) fn of(text: &str, lexicon: &Lexicon) -> Language {
    let evidence = Evidence::of(text, lexicon);
    if evidence.latin_letters + evidence.other_letters == 0 {
        Language::Undetermined
    } else if is_foreign(&evidence) {
        Language::NotEnglish
    } else {
        Language::English
    }
}

/// The thresholds are set so that on English tweets, reviews and newspaper sentences fewer than one
/// in two hundred raises a false alarm.
fn is_foreign(evidence: &Evidence) -> bool {
    if evidence.other_letters > evidence.latin_letters {
        return true;
    }
    let best = |totals: &[f64]| totals.iter().copied().fold(0.0, f64::max) + evidence.marks;
    let foreign = best(&evidence.foreign);
    let is_distinct = |least: f64| best(&evidence.foreign_only) >= least;
    if evidence.words < 3.0 {
        // One foreign word beside another word may be a name ("Los Angeles").
        let has_english = evidence.english > SHARED_WORD;
        return is_distinct(FUNCTION_WORD) && foreign >= evidence.words && !has_english;
    }
    // Where nothing is English, two loanwords' worth of marked letters suffice.
    let (distinct, enough, share) =
        if evidence.english == 0.0 { (0.8, 0.8, 0.08) } else { (1.0, 1.4, 0.15) };
    let is_explained = is_distinct(distinct)
        && foreign >= enough
        && foreign >= share * evidence.words
        && foreign > 1.2 * evidence.english;
    // A language that is not in the list: no names, hardly a word of English, and a sound unlike English,
    // which a bare list of English nouns has not.
    let is_unknown = evidence.lowercase_words >= 6.0
        && evidence.english <= 0.12 * evidence.words
        && evidence.open_words >= 0.3 * evidence.words;
    is_explained || is_unknown
}
