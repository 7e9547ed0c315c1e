//! Finds the entry of a word that the lexicon holds in another form: stretched ("sooo good"),
//! inflected ("wobblier") or turned into its opposite ("unhelpful").
//!
//! Only words that the lexicon does not hold as written come here, so a derived form never replaces a
//! rated one. `tokens` asks.

use super::negation::NEGATION_FACTOR;
use super::valence::{Entry, Lexicon};

/// Longer strings are not words, and looking for forms of them costs time.
const LONGEST_WORD_BYTES: usize = 40;

pub(super) fn entry(lexicon: &Lexicon, word: &str) -> Entry {
    if let Some(entry) = lexicon.entry(word) {
        return *entry;
    }
    if word.len() > LONGEST_WORD_BYTES || !word.is_ascii() {
        return Entry::default();
    }
    if let Some(entry) = shortened(lexicon, word) {
        return entry;
    }
    let is_plain = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let valence = if is_plain { derived(lexicon, word) } else { None };
    Entry { valence, ..Entry::default() }
}

/// "sooo" is "so" and "goood" is "good": a letter or sign written three times or more stands for two or
/// for one.
fn shortened(lexicon: &Lexicon, word: &str) -> Option<Entry> {
    let bytes = word.as_bytes();
    if !bytes.windows(3).any(|three| three.iter().all(|byte| Some(byte) == three.first())) {
        return None;
    }
    let mut twice = String::new();
    let mut once = String::new();
    for run in bytes.chunk_by(|left, right| left == right) {
        let Some(letter) = run.first().map(|byte| char::from(*byte)) else {
            continue;
        };
        let kept = if letter.is_ascii_digit() { run.len() } else { run.len().min(2) };
        twice.extend(std::iter::repeat_n(letter, kept));
        once.extend(std::iter::repeat_n(letter, if run.len() > 2 { 1 } else { kept }));
    }
    lexicon.entry(&twice).or_else(|| lexicon.entry(&once)).copied()
}

fn derived(lexicon: &Lexicon, word: &str) -> Option<f64> {
    inflected(lexicon, word).or_else(|| opposite(lexicon, word))
}

/// Endings of English inflection and of adverbs and nouns made from adjectives, with what the stem may
/// have in their place. "-er" is missing: it makes comparatives, but more often persons ("player").
const ENDINGS: [(&str, &[&str]); 17] = [
    ("fulness", &["ful"]),
    ("iness", &["y"]),
    ("ically", &["ic"]),
    ("iest", &["y"]),
    ("ably", &["able"]),
    ("ibly", &["ible"]),
    ("ness", &[""]),
    ("ies", &["y"]),
    ("ied", &["y"]),
    ("ier", &["y"]),
    ("ily", &["y"]),
    ("ing", &["", "e"]),
    ("est", &["", "e"]),
    ("ly", &["", "le"]),
    ("ed", &["", "e"]),
    ("es", &["", "e"]),
    ("s", &[""]),
];

/// A weak rating does not carry over: most weak words are opinions in one form only ("want", "wanted").
const WEAKEST_STEM: f64 = 1.5;

const SHORTEST_STEM_BYTES: usize = 4;

fn inflected(lexicon: &Lexicon, word: &str) -> Option<f64> {
    let rated = |stem: &str| {
        let valence = lexicon.valence(stem).filter(|_| stem.len() >= SHORTEST_STEM_BYTES)?;
        (valence.abs() >= WEAKEST_STEM).then_some(valence)
    };
    ENDINGS.iter().find_map(|(ending, replacements)| {
        let base = word.strip_suffix(ending)?;
        let mut stem = String::with_capacity(word.len() + 2);
        let replaced = replacements.iter().find_map(|replacement| {
            stem.clear();
            stem.push_str(base);
            stem.push_str(replacement);
            rated(&stem)
        });
        // "scammed" doubles the last letter of "scam".
        let doubled = base.as_bytes().last_chunk().is_some_and(|[left, right]| left == right);
        let single = || base.get(..base.len().checked_sub(1)?).filter(|_| doubled).and_then(rated);
        replaced.or_else(single)
    })
}

const NEGATIVE_PREFIXES: [&str; 5] = ["un", "non", "dis", "in", "im"];

fn opposite(lexicon: &Lexicon, word: &str) -> Option<f64> {
    NEGATIVE_PREFIXES.iter().find_map(|prefix| {
        let base = word.strip_prefix(prefix).filter(|base| base.len() > SHORTEST_STEM_BYTES)?;
        let valence = lexicon.valence(base).or_else(|| inflected(lexicon, base))?;
        // Only "un-" also takes the bad out of a bad thing ("unharmed"); "in-" may mean "into".
        (valence > 0.0 || *prefix == "un").then_some(valence * NEGATION_FACTOR)
    })
}

#[cfg(test)]
mod tests {
    use super::super::valence::EXTENDED;
    use super::*;

    #[test]
    fn a_form_of_a_word_has_the_valence_of_the_word() {
        for (form, word) in [
            ("goooood", "good"),
            ("hurrayyy", "hurray"),
            (":))))))", ":)"),
            ("shabbiest", "shabby"),
            ("scammed", "scam"),
            ("awesomely", "awesome"),
            ("mesmerized", "mesmerize"),
        ] {
            assert_eq!(entry(&EXTENDED, form).valence, EXTENDED.valence(word), "{form}");
        }
    }

    #[test]
    fn a_negative_prefix_turns_the_valence_round() {
        for word in ["unreasonable", "unfaithful", "disloyal", "impractical"] {
            assert!(entry(&EXTENDED, word).valence.is_some_and(|valence| valence < 0.0), "{word}");
        }
        assert!(entry(&EXTENDED, "unharmed").valence.is_some_and(|valence| valence > 0.0));
    }

    #[test]
    fn a_word_that_only_looks_derived_has_no_valence() {
        for word in ["career", "player", "wanted", "number", "under", "united"] {
            let valence = entry(&EXTENDED, word).valence;
            assert_eq!(valence, EXTENDED.valence(word), "{word}");
        }
    }
}
