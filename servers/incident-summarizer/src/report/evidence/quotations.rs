//! Whether quotations are those of a report: they stand in it word for word, and nothing that was cut off before them
//! denies them.

use std::sync::LazyLock;

use regex::Regex;
use shared::material;

use super::{Evidence, senses::WORD, ties::close_passages};
use crate::report::times::pattern;

impl Evidence {
    /// What is wrong with `quote` as copied from the report.
    pub fn check_quote(&self, place: &str, quote: &str) -> Option<String> {
        self.text.misquoted(place, quote).or_else(|| {
            let said = self.denial_of_copy(quote)?;
            Some(format!(
                "{place} {} is cut out of {}, which does not say so; copy its denial as well, or leave it out",
                material::quoted(quote),
                material::quoted(said)
            ))
        })
    }

    /// The passage that denies what is copied from it, if no passage tells it in the same words.
    fn denial_of_copy(&self, copy: &str) -> Option<&str> {
        let passages = self.passages();
        let places = close_passages(passages, &passages.stems_of(copy), 1.0);
        let said = |place: usize| self.text.get(passages.passages.get(place)?.range.clone());
        let copy_in = |said| Some((said, denies(said, copy)?));
        let said = places.into_iter().take(MAX_PLACES).filter_map(said);
        let mut copies = said.filter_map(copy_in).peekable();
        let (first, _) = *copies.peek()?;
        copies.all(|(_, is_denied)| is_denied).then_some(first)
    }
}

/// Whether `passage` has the words of `copy` and denies them wherever they stand in it.
pub(super) fn denies_copy(passage: &str, copy: &str) -> bool {
    denies(passage, copy) == Some(true)
}

/// Whether `passage` denies the words of `copy` wherever they stand in it; none if it has them nowhere.
fn denies(passage: &str, copy: &str) -> Option<bool> {
    let leads = leads(passage, copy);
    (!leads.is_empty()).then(|| leads.into_iter().all(|lead| DENIED.is_match(lead)))
}

/// What stands before each place in `passage` that has the words of `copy`.
fn leads<'p>(passage: &'p str, copy: &str) -> Vec<&'p str> {
    let lower = |text: &str| -> Vec<String> {
        WORD.find_iter(text).map(|word| word.as_str().to_lowercase()).collect()
    };
    let (said, copied) = (lower(passage), lower(copy));
    let begins =
        WORD.find_iter(passage).map(|word| word.start()).zip(said.windows(copied.len().max(1)));
    let begins = begins.filter(|(_, words)| **words == copied);
    begins.filter_map(|(begin, _)| passage.get(..begin)).collect()
}

/// The same words may stand in many rows of a log.
const MAX_PLACES: usize = 200;

/// What denies or leaves open the words right behind it. "We did not notice that uploads failed" tells that they did.
static DENIED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)(?:
        \b(?:not|never|cannot|neither|nobody|none|nothing|no\x20+(?:one|longer)|without|\p{L}+n['’]t|nicht|nie|niemand|kein(?:e[nmrs]?)?)
            (?:\x20+(?:be|been|being|have|has|had|yet|ever|any|the|an?|to|able|of|\p{L}{3,}ly))*
        |\b(?:no|whether|if|ob)(?:\x20+[\p{L}-]+)?
        |\b(?:do|does)(?:\x20+not|n['’]t)(?:\x20+\p{L}+)?\x20+(?:believe|think|assume|suspect|appear|seem|suggest|indicate)
            (?:\x20+(?:that|the|any|an?|our|your|to))*
        |\b(?:no|not|never|nothing|without|\p{L}+n['’]t)(?:\x20+\p{L}+){0,3}\x20+(?:evidence|indications?|signs?|proof|suggests?|indicates?|true|the\x20+case|reason\x20+to\x20+(?:believe|think|assume))
            (?:\x20+(?:that|of|for|to|the|any|an?|our|your))*
        )\x20+$",
    )
});
