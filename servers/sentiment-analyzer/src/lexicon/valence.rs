//! The lexicon: what each word is worth by itself, loaded once per process on first use.
//!
//! Two lexicons are prepared from the same files. [`PUBLISHED`] is that of the vaderSentiment package
//! 3.3.2, word for word; [`EXTENDED`] lays our lists over it. The lists hold lines of the form
//! `valence: word word word`, or `valence: phrase, phrase` where spaces belong to the entry, and
//! comments after `#`. Read `rules` next for what becomes of a valence in context.

use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use super::fnv::Map;
use super::modifiers;

pub(super) static PUBLISHED: LazyLock<Lexicon> = LazyLock::new(Lexicon::published);
pub(super) static EXTENDED: LazyLock<Lexicon> = LazyLock::new(Lexicon::extended);

/// Token and mean valence of every entry, from -4 to 4.
const VADER_LEXICON: &str = include_str!("vader/vader_lexicon.txt");
/// Emoji and its description in words.
const VADER_EMOJI: &str = include_str!("vader/emoji_utf8_lexicon.txt");
const OPINION_WORDS: &str = include_str!("words/opinion_words.txt");
const OPINION_PHRASES: &str = include_str!("words/opinion_phrases.txt");
const SERVICE_WORDS: &str = include_str!("words/service_words.txt");
const EMOJI: &str = include_str!("words/emoji.txt");

/// Room for all entries, so that loading never moves them.
const EXPECTED_ENTRIES: usize = 11_000;

pub(super) struct Lexicon {
    entries: Map<&'static str, Entry>,
    descriptions: Map<char, &'static str>,
    /// By first word: the other words of each phrase, longest phrase first.
    phrases: Map<&'static str, Vec<Phrase>>,
}

/// What a word does by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Entry {
    /// Mean rating from -4 to 4; words without an opinion have none.
    pub(super) valence: Option<f64>,
    /// What a degree word adds to the valence of the word it modifies, 0 for all others.
    pub(super) degree: f64,
    pub(super) negates: bool,
}

pub(super) struct Phrase {
    pub(super) rest: Vec<&'static str>,
    /// None where the words of the phrase say nothing of opinion.
    pub(super) valence: Option<f64>,
}

/// Mean rise of intensity by a degree word before a word, on the scale of the lexicon, as Hutto &
/// Gilbert (2014) found it by experiment.
pub(super) const DEGREE: f64 = 0.293;

impl Lexicon {
    pub(super) fn entry(&self, word: &str) -> Option<&Entry> {
        self.entries.get(word)
    }

    pub(super) fn valence(&self, word: &str) -> Option<f64> {
        self.entries.get(word)?.valence
    }

    /// The description of an emoji, such as "smiling face with sunglasses".
    pub(super) fn description(&self, emoji: char) -> Option<&'static str> {
        self.descriptions.get(&emoji).copied()
    }

    pub(super) fn phrases_from(&self, first: &str) -> &[Phrase] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }

    fn published() -> Self {
        let mut lexicon = Self {
            entries: Map::with_capacity_and_hasher(EXPECTED_ENTRIES, BuildHasherDefault::default()),
            descriptions: Map::default(),
            phrases: Map::default(),
        };
        for (token, mean) in VADER_LEXICON.lines().filter_map(|line| line.split_once('\t')) {
            lexicon.edit(token).valence = mean.parse().ok();
        }
        for (_, emoji, description) in described_emoji() {
            lexicon.descriptions.insert(emoji, description);
        }
        for word in modifiers::PUBLISHED_NEGATIONS.split_whitespace() {
            lexicon.edit(word).negates = true;
        }
        for word in modifiers::INTENSIFIERS.split_whitespace() {
            lexicon.edit(word).degree = DEGREE;
        }
        for word in modifiers::DAMPENERS.split_whitespace() {
            lexicon.edit(word).degree = -DEGREE;
        }
        lexicon
    }

    fn extended() -> Self {
        let mut lexicon = Self::published();
        lexicon.value_emoji();
        for list in [OPINION_WORDS, SERVICE_WORDS, EMOJI] {
            for (valence, words) in groups(list) {
                for word in words.split_whitespace() {
                    lexicon.edit(word).valence = valence;
                }
            }
        }
        for word in modifiers::MORE_NEGATIONS.split_whitespace() {
            lexicon.edit(word).negates = true;
        }
        for (valence, phrases) in groups(OPINION_PHRASES) {
            for phrase in phrases.split(',') {
                let mut words = phrase.split_whitespace();
                let Some(first) = words.next() else { continue };
                let known = lexicon.phrases.entry(first).or_default();
                known.push(Phrase { rest: words.collect(), valence });
                known.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
            }
        }
        lexicon
    }

    /// An emoji is worth what the words of its description are worth together.
    fn value_emoji(&mut self) {
        for (entry, _, description) in described_emoji() {
            let words = description.split(|character: char| !character.is_ascii_alphabetic());
            let valence: f64 = words.filter_map(|w| self.valence(&w.to_ascii_lowercase())).sum();
            if valence != 0.0 {
                self.edit(entry).valence = Some(valence);
            }
        }
    }

    fn edit(&mut self, word: &'static str) -> &mut Entry {
        self.entries.entry(word).or_default()
    }
}

/// The emoji of a single code point, as entry and as character, with their descriptions. The published
/// method reads a text one code point at a time, so the longer sequences of the file are never found.
fn described_emoji() -> impl Iterator<Item = (&'static str, char, &'static str)> {
    VADER_EMOJI.lines().filter_map(|line| {
        let (entry, description) = line.split_once('\t')?;
        let mut characters = entry.chars();
        let emoji = characters.next()?;
        characters.next().is_none().then_some((entry, emoji, description))
    })
}

/// The lines `valence: items` of one of our lists. A valence of 0 takes the opinion from its items.
fn groups(list: &'static str) -> impl Iterator<Item = (Option<f64>, &'static str)> {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (valence, items) = line.split_once(':')?;
        let valence: f64 = valence.parse().ok()?;
        Some(((valence != 0.0).then_some(valence), items))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_our_lists_is_understood() {
        for list in [OPINION_WORDS, OPINION_PHRASES, SERVICE_WORDS, EMOJI] {
            let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
            assert_eq!(groups(list).count(), lines.count());
            for (valence, items) in groups(list) {
                assert!(valence.is_none_or(|valence| valence.abs() <= 4.0), "{items}");
            }
        }
    }

    #[test]
    fn our_opinion_words_add_to_the_published_lexicon_and_do_not_replace_it() {
        for (valence, words) in groups(OPINION_WORDS) {
            for word in words.split_whitespace().filter(|_| valence.is_some()) {
                assert_eq!(PUBLISHED.valence(word), None, "{word} is published");
            }
        }
    }

    #[test]
    fn the_service_words_are_sixty_eight() {
        let words = groups(SERVICE_WORDS).flat_map(|(_, words)| words.split_whitespace());
        assert_eq!(words.count(), 68);
    }

    #[test]
    fn the_room_reserved_for_entries_suffices() {
        assert!(EXTENDED.entries.len() <= EXPECTED_ENTRIES, "{}", EXTENDED.entries.len());
    }
}
