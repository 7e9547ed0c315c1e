//! Whether a text reports an incident at all. A recipe, a novel or a source file has sentences, headings and steps,
//! too, and what is put together of them is no incident.

use std::sync::LazyLock;

use super::Report;
use super::document::Block;
use super::sections::Kind;
use super::sentences::{is_common, split};
use super::words::{Phrases, kinds, spaced, words};

impl Report {
    /// Whether anything in it speaks of an incident: a mark, a time, an entry of a timeline, a section that only such
    /// reports have, or the words for what fails. Prose in another language than these words may be about anything, and
    /// counts as a report.
    pub fn is_of_incident(&self) -> bool {
        let is_marked = self.marks.severity.is_some() || self.marks.status.is_some();
        let is_timed = self.stated.started_at.is_some() || self.stated.resolved_at.is_some();
        let kinds = [Kind::Impact, Kind::RootCause, Kind::Detection, Kind::ContributingFactors];
        let has_section = || kinds.iter().any(|kind| self.sections.of(*kind).next().is_some());
        is_marked || is_timed || !self.timeline.is_empty() || has_section() || self.has_words()
    }

    fn has_words(&self) -> bool {
        let texts = || self.document.blocks.iter().map(Block::text);
        let is_code = is_code(texts());
        let tells = |sentence: &str| {
            let text = spaced(sentence);
            let kinds: Vec<&str> = PHRASES.in_text(&text).collect();
            let has = |kind: &str| kinds.contains(&kind);
            has("sure") || !is_code && (has("failure") || has("vague") && has("subject"))
        };
        !is_code && is_prose(texts()) && !is_english(texts())
            || texts().any(|text| split(&text).into_iter().any(tells))
    }
}

/// Whether texts have the words to be about anything. Scripts without blanks between words count letters.
fn is_prose(texts: impl Iterator<Item = String>) -> bool {
    let mut all = 0_usize;
    for text in texts {
        all += words(&text).count() + text.chars().filter(|c| *c > LAST_WITH_BLANKS).count();
    }
    all >= MIN_WORDS
}

/// "Hello" and "test message" tell nothing.
const MIN_WORDS: usize = 4;

/// The end of the European and Arabic scripts.
const LAST_WITH_BLANKS: char = '\u{1fff}';

/// Whether texts are in English: every third word is one of the most common.
fn is_english(texts: impl Iterator<Item = String>) -> bool {
    let (mut common, mut all) = (0_usize, 0_usize);
    for text in texts {
        for word in words(&text) {
            common += usize::from(is_common(&word));
            all += 1;
        }
    }
    common * MIN_WORDS_A_COMMON_ONE > all
}

/// Other languages have some of these words with other meanings: "in", "was".
const MIN_WORDS_A_COMMON_ONE: usize = 8;

/// Whether texts are written for a machine: in prose, brackets and signs are rare.
fn is_code(texts: impl Iterator<Item = String>) -> bool {
    let (mut signs, mut all) = (0_usize, 0_usize);
    for text in texts {
        signs += text.chars().filter(|character| "{}()[];=<>_\\".contains(*character)).count();
        all += text.chars().count();
    }
    signs * MIN_CHARACTERS_A_SIGN > all
}

/// Prose has a sign in some hundred characters, programs have one in ten.
const MIN_CHARACTERS_A_SIGN: usize = 20;

static PHRASES: LazyLock<Phrases<&str>> =
    LazyLock::new(|| Phrases::of(kinds(include_str!("words/incident.txt"))));

#[cfg(test)]
mod tests {
    use super::super::read as read_report;

    fn is_of_incident(text: &str) -> bool {
        read_report(text).unwrap().is_of_incident()
    }

    #[test]
    fn texts_about_other_things_report_no_incident() {
        for text in [
            "# Pancakes\n\nMix 200 g of flour with 3 eggs. Let it rest for 30 minutes.\n\n## Steps\n\n1. Heat the pan.\n\n## Notes\n\nServe at once.\n",
            "use std::io;\n\npub fn read(path: &str) -> Result<String, io::Error> {\n    let text = std::fs::read_to_string(path)?;\n\
                if text.is_empty() {\n        return Err(io::Error::other(\"failed: the file is empty\"));\n    }\n    Ok(text)\n}\n",
            "It was a bright cold day. The old man walked down the road, and he could not remember when all had been lost.\n",
            "hello",
            "Test message\n",
            "# Meeting notes\n\nWe talked about the plan for the summer.\n\n## Next steps\n\n- Book the room\n",
        ] {
            assert!(!is_of_incident(text), "{text}");
        }
    }

    #[test]
    fn one_word_time_or_mark_makes_a_report() {
        for text in [
            "The site was down.",
            "Payments failed.",
            "Nobody could use the VPN, customers were unable to work.",
            "Status: Resolved\n\nAll is well.",
            "# Note\n\n## Root cause\n\nA tree fell.\n",
            "10:00 ERROR connect()\n10:05 OK connect()\n",
            "We had an outage.",
            "Störung im Rechenzentrum\n\nAm Dienstag war die Webseite in der Nacht nicht erreichbar. Eine Festplatte war voll, und so stand alles still.\n",
            "Panne du site\n\nLe site était inaccessible pendant une heure à cause d'un disque plein.\n",
            "Caída del servicio\n\nEl servicio no estaba disponible durante una hora por un disco lleno.\n",
            "障害報告\n\nサイトが一時間停止しました。\n",
        ] {
            assert!(is_of_incident(text), "{text}");
        }
    }
}
