//! The sentences that say most about an incident. A sentence gains by its length, by what it shares with the others
//! (their common subject is the incident), by cues for cause, harm and recovery, and by the section it stands in; what
//! is said already is not said again (Carbonell & Goldstein 1998, "The use of MMR").

use std::collections::{BTreeSet, HashMap, HashSet};

use rust_stemmers::{Algorithm, Stemmer};

use super::{
    course::{Course, Place},
    cues::{gain, is_common},
    split::{begun, capitalized, split},
};
use crate::report::{
    document::{Block, Document},
    sections::{Kind, Sections},
    services::component,
    states::state,
    timeline::{Event, stamp_at_end},
    times::behind_clock,
    words::words,
};

/// Up to `limit` sentences of a report in its words, in the order of time as far as its `timeline` tells that; the
/// first one of an update says which state that gives.
pub fn best(
    document: &Document,
    sections: &Sections,
    timeline: &[Event],
    limit: usize,
) -> Vec<String> {
    let mut stems = Stems::new();
    let title = document
        .blocks
        .first()
        .map(|block| stems.of(&words(&block.text()).collect::<Vec<_>>()))
        .unwrap_or_default();
    let mut candidates = candidates(sections, timeline, &title, &mut stems);
    add_centrality(&mut candidates);
    // Plans, requests and the words of others are no summary while the report has sentences of its own.
    if candidates.iter().any(|candidate| !candidate.is_aside) {
        candidates.retain(|candidate| !candidate.is_aside);
    }
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < limit {
        let left = candidates.iter().enumerate().filter(|(index, _)| !chosen.contains(index));
        let gains = left.filter_map(|(index, candidate)| {
            let said = chosen.iter().filter_map(|chosen| candidates.get(*chosen));
            let overlap = said.map(|said| candidate.overlap(said)).fold(0.0, f32::max);
            (overlap <= MAX_OVERLAP)
                .then_some((index, candidate.gain - REDUNDANCY_WEIGHT * overlap))
        });
        let Some((next, _)) =
            gains.reduce(|best, other| if other.1 > best.1 { other } else { best })
        else {
            break;
        };
        chosen.push(next);
    }
    chosen.sort_unstable();
    let mut chosen: Vec<&Candidate<'_>> =
        chosen.into_iter().filter_map(|index| candidates.get(index)).collect();
    chosen.sort_by_key(|candidate| candidate.place.time);
    let above = [None].into_iter().chain(chosen.iter().map(|candidate| Some(candidate.place)));
    chosen.iter().zip(above).map(|(candidate, above)| candidate.told_behind(above)).collect()
}

/// A sentence of which more is said already says nothing new.
const MAX_OVERLAP: f32 = 0.6;

/// What a sentence loses whose words are all said already.
const REDUNDANCY_WEIGHT: f32 = 2.0;

struct Candidate<'r> {
    text: String,
    place: Place<'r>,
    gain: f32,
    /// It is planned, asks something of the reader, or somebody else said it.
    is_aside: bool,
    /// The stems of its words, without common words and numbers; in order, so that sums over them are always the same.
    stems: BTreeSet<String>,
}

impl Candidate<'_> {
    /// Its text, and before it the state of its update, unless the sentence at the place `above` is of the same one.
    fn told_behind(&self, above: Option<Place<'_>>) -> String {
        match self.place.state.filter(|_| above != Some(self.place)) {
            Some(state) => format!("{}: {}", capitalized(state.word), self.text),
            None => self.text.clone(),
        }
    }

    fn overlap(&self, other: &Self) -> f32 {
        let shared = self.stems.iter().filter(|stem| other.stems.contains(*stem)).count();
        shared as f32 / self.stems.len().max(1) as f32
    }
}

/// The sentences of a report that may be chosen, with what they gain on their own.
fn candidates<'r>(
    sections: &'r Sections,
    timeline: &'r [Event],
    title: &BTreeSet<String>,
    of_words: &mut Stems,
) -> Vec<Candidate<'r>> {
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    let mut seen = HashSet::new();
    let mut course = Course::of(timeline);
    for section in &sections.sections {
        course.enter(section);
        let texts = section.blocks.iter().flat_map(|block| {
            let place = course.place_of(block);
            let is_aside = section.kind == Kind::ActionItems || matches!(block, Block::Quote(_));
            texts(block).into_iter().map(move |text| (text, place, is_aside))
        });
        for (text, place, is_aside) in texts {
            for sentence in split(&text) {
                let words: Vec<String> = words(sentence).collect();
                let stems = of_words.of(&words);
                let is_long_enough = words.len() >= MIN_WORDS
                    && stems.len() >= MIN_STEMS
                    && words.len() <= MAX_WORDS;
                if !is_long_enough || !seen.insert(sentence.to_owned()) {
                    continue;
                }
                let length = LENGTH_WEIGHT * words.len().min(FULL_WORDS) as f32 / FULL_WORDS as f32;
                let position = POSITION_WEIGHT / (1.0 + 0.35 * candidates.len() as f32);
                let of_title = TITLE_WEIGHT
                    * stems.iter().filter(|stem| title.contains(*stem)).count().min(3) as f32;
                let gain = length + position + of_title + weight(section.kind) + gain(&words);
                let is_request = words.first().is_some_and(|word| word == "please");
                candidates.push(Candidate {
                    text: sentence.to_owned(),
                    place,
                    gain,
                    is_aside: is_aside || is_request,
                    stems,
                });
            }
        }
    }
    candidates
}

/// "All times in CET." is no sentence to choose.
const MIN_WORDS: usize = 5;
const MIN_STEMS: usize = 3;
/// A longer sentence is a log or a list.
const MAX_WORDS: usize = 100;

/// A sentence of so many words gains the whole weight of its length.
const FULL_WORDS: usize = 50;
const LENGTH_WEIGHT: f32 = 2.0;
const CENTRALITY_WEIGHT: f32 = 2.0;
const POSITION_WEIGHT: f32 = 0.5;
const TITLE_WEIGHT: f32 = 0.1;

/// What a sentence gains by its section: what happened, not what is to be done or was learnt.
fn weight(kind: Kind) -> f32 {
    match kind {
        Kind::Summary => 1.0,
        Kind::Impact | Kind::RootCause | Kind::Resolution | Kind::Timeline => 0.5,
        Kind::Detection | Kind::Background | Kind::Services | Kind::Other => 0.0,
        Kind::ContributingFactors => -0.5,
        Kind::ActionItems | Kind::LessonsLearned => -1.0,
    }
}

/// The texts of a block that may hold sentences: an entry of a timeline without its time and state, the cells of a row.
/// A name or a few words before a time ("Lea commented 14:05") head a message or are a field.
fn texts(block: &Block) -> Vec<String> {
    let heads = |text: &str| {
        stamp_at_end(text).is_some_and(|(before, _)| words(before).count() < MIN_WORDS)
    };
    match block {
        block if component(block).is_some() => Vec::new(),
        Block::Paragraph(text) | Block::Item { text, .. } if heads(text) => Vec::new(),
        Block::Paragraph(text) | Block::Item { text, .. } | Block::Quote(text) => {
            let event = behind_clock(text);
            vec![begun(text, state(event).map_or(event, |state| state.rest))]
        }
        Block::Row { cells, is_head: false } => cells.clone(),
        Block::Heading { .. } | Block::Row { .. } | Block::Code(_) => Vec::new(),
    }
}

/// Adds what the sentences share with all others: the sum of the cosines of their words, weighted by how rare these
/// are, next to the greatest (degree centrality: Erkan & Radev 2004, "LexRank").
fn add_centrality(candidates: &mut [Candidate<'_>]) {
    let mut counts: HashMap<&str, f32> = HashMap::new();
    for stem in candidates.iter().flat_map(|candidate| &candidate.stems) {
        *counts.entry(stem).or_default() += 1.0;
    }
    let all = candidates.len() as f32;
    let weight =
        |stem: &String| counts.get(stem.as_str()).map_or(0.0, |count| (1.0 + all / count).ln());
    let norms: Vec<f32> = candidates
        .iter()
        .map(|candidate| {
            candidate
                .stems
                .iter()
                .map(|stem| weight(stem).powi(2))
                .sum::<f32>()
                .sqrt()
                .max(f32::EPSILON)
        })
        .collect();
    let mut sums: HashMap<&str, f32> = HashMap::new();
    for (candidate, norm) in candidates.iter().zip(&norms) {
        for stem in &candidate.stems {
            *sums.entry(stem).or_default() += weight(stem) / norm;
        }
    }
    let shared = candidates.iter().zip(&norms).map(|(candidate, norm)| {
        let with_all = |stem: &String| {
            weight(stem) / norm * sums.get(stem.as_str()).copied().unwrap_or_default()
        };
        // Without the sentence itself, whose cosine with itself is 1.
        candidate.stems.iter().map(with_all).sum::<f32>() - 1.0
    });
    let shared: Vec<f32> = shared.collect();
    let greatest = shared.iter().copied().fold(f32::EPSILON, f32::max);
    for (candidate, shared) in candidates.iter_mut().zip(shared) {
        candidate.gain += CENTRALITY_WEIGHT * shared / greatest;
    }
}

/// The stems of words. Reports repeat theirs, and stemming is most of the work here.
struct Stems {
    stemmer: Stemmer,
    known: HashMap<String, String>,
}

impl Stems {
    fn new() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::English), known: HashMap::new() }
    }

    fn of(&mut self, words: &[String]) -> BTreeSet<String> {
        let is_telling = |word: &&String| {
            word.len() > 1 && word.chars().any(char::is_alphabetic) && !is_common(word)
        };
        words.iter().filter(is_telling).map(|word| self.of_word(word)).collect()
    }

    fn of_word(&mut self, word: &str) -> String {
        if let Some(stem) = self.known.get(word) {
            return stem.clone();
        }
        let stem = self.stemmer.stem(word).into_owned();
        self.known.insert(word.to_owned(), stem.clone());
        stem
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{markdown, sections::sections, timeline::events, times::Context};

    fn best_of(report: &str, limit: usize) -> Vec<String> {
        let document = markdown::read(report);
        let sections = sections(&document);
        let timeline = events(&document, &sections, &Context::of(&document));
        best(&document, &sections, &timeline, limit)
    }

    const REPORT: &str = "# Search outage\n\n## Timeline\n\n\
        - 14:05 UTC - Search requests of all customers failed because the index of the search cluster was full\n\
        - 14:10 UTC - A meeting was opened by the team on duty\n\
        - 14:20 UTC - The search cluster was restored by deleting the oldest index\n\n\
        ## Action items\n\n- We should add an alert for the index of the search cluster when it is nearly full\n\n\
        ```\nsearch index full search index full search index full\n```\n";

    #[test]
    fn what_failed_and_how_it_ended_is_chosen_before_plans_and_logs() {
        assert_eq!(
            best_of(REPORT, 2),
            [
                "Search requests of all customers failed because the index of the search cluster was full",
                "The search cluster was restored by deleting the oldest index",
            ]
        );
    }

    #[test]
    fn updates_are_told_in_the_order_of_time_and_each_with_its_state() {
        let told = [
            "Investigating: We are looking into failing uploads of customers in Europe.",
            "Identified: The disk of the storage gateway is full.",
            "Resolved: Uploads work again for all since the gateway was restarted.",
        ];
        let newest_first = "# Uploads fail\n\n## Resolved\n\nMar 5, 12:20 UTC\n\nThanks for waiting.\n\n\
            Uploads work again for all since the gateway was restarted.\n\n\
            ## Identified\n\nMar 5, 11:40 UTC\n\nThe disk of the storage gateway is full.\n\n\
            ## Investigating\n\nMar 5, 11:05 UTC\n\nWe are looking into failing uploads of customers in Europe.\n\n";
        assert_eq!(best_of(newest_first, 3), told);
        let oldest_first = "# Uploads fail\n\n\
            **Investigating** - We are looking into failing uploads of customers in Europe. Mar 5, 2026 - 11:05 UTC\n\n\
            **Identified** - The disk of the storage gateway is full. Mar 5, 2026 - 11:40 UTC\n\n\
            **Resolved** - Uploads work again for all since the gateway was restarted. Mar 5, 2026 - 12:20 UTC\n\n";
        assert_eq!(best_of(oldest_first, 3), told);
        let two_of_one = "# Uploads fail\n\n**Identified** - The disk of the gateway is full. Customers in Europe see errors.\n";
        assert_eq!(
            best_of(two_of_one, 2).join(" "),
            "Identified: The disk of the gateway is full. Customers in Europe see errors."
        );
    }

    #[test]
    fn entries_are_told_in_the_order_of_time_and_what_has_none_in_its_place() {
        let report = "# Search outage\n\nThe search of all customers was down for an hour.\n\n## Timeline\n\n\
            - 12:05 UTC - The index was built anew on a larger disk\n\
            - 11:05 UTC - The node ran out of space\n\n\
            ## Resolution\n\nA larger disk was mounted on each node.\n";
        assert_eq!(
            best_of(report, 4),
            [
                "The search of all customers was down for an hour.",
                "The node ran out of space",
                "The index was built anew on a larger disk",
                "A larger disk was mounted on each node.",
            ]
        );
    }

    #[test]
    fn sentences_without_times_are_returned_in_the_order_of_the_report_and_no_more_than_asked() {
        assert_eq!(best_of(REPORT, 1).len(), 1);
        assert_eq!(best_of(REPORT, 0).len(), 0);
        assert_eq!(best_of(REPORT, 9).len(), 3);
    }

    #[test]
    fn plans_quotations_and_requests_are_chosen_only_where_nothing_else_is_said() {
        let asides = "> The search was down for all of us the whole day\n\n## Action items\n\n- Add an alert for the index of the search\n";
        assert_eq!(best_of(asides, 3).len(), 2);
        let asides =
            format!("Please see our blog for all that is known of the search.\n\n{asides}");
        assert_eq!(best_of(&asides, 3).len(), 3);
        let told = "The search cluster failed because of a full index.";
        assert_eq!(best_of(&format!("{told}\n\n{asides}"), 3), [told]);
    }

    #[test]
    fn what_is_said_already_is_not_said_again() {
        let report = "The payment service was down for all users. The payment service was down for all users today.";
        assert_eq!(best_of(report, 3).len(), 1);
    }

    #[test]
    fn a_report_without_sentences_has_no_best_one() {
        assert_eq!(best_of("# Title\n\nOK\n", 3), Vec::<String>::new());
        let author = "# Title\n\nMaria Keller commented 2026-05-20 08:31 UTC\n\nOK\n";
        assert_eq!(best_of(author, 3), Vec::<String>::new());
    }
}
