//! The sentences that say most about an incident. A sentence gains by its length, by what it shares with the others
//! (their common subject is the incident), by cues for cause, harm and recovery, and by the section it stands in; what
//! is said already is not said again (Carbonell & Goldstein 1998, "The use of MMR").

use std::collections::{BTreeSet, HashMap, HashSet};

use rust_stemmers::{Algorithm, Stemmer};

use super::{
    cues::{gain, is_common},
    split::{begun, split},
};
use crate::report::{
    document::{Block, Document},
    sections::{Kind, Sections},
    services::component,
    states::state,
    times::behind_clock,
    words::words,
};

/// Up to `limit` sentences of a report, in its order and in its words.
pub fn best(document: &Document, sections: &Sections, limit: usize) -> Vec<String> {
    let mut stems = Stems::new();
    let title = document
        .blocks
        .first()
        .map(|block| stems.of(&words(&block.text()).collect::<Vec<_>>()))
        .unwrap_or_default();
    let mut candidates = candidates(sections, &title, &mut stems);
    add_centrality(&mut candidates);
    // Plans and the words of others are no summary while the report has sentences of its own.
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
    chosen.into_iter().filter_map(|index| Some(candidates.get(index)?.text.clone())).collect()
}

/// A sentence of which more is said already says nothing new.
const MAX_OVERLAP: f32 = 0.6;

/// What a sentence loses whose words are all said already.
const REDUNDANCY_WEIGHT: f32 = 2.0;

struct Candidate {
    text: String,
    gain: f32,
    /// It is planned, or somebody else said it.
    is_aside: bool,
    /// The stems of its words, without common words and numbers; in order, so that sums over them are always the same.
    stems: BTreeSet<String>,
}

impl Candidate {
    fn overlap(&self, other: &Self) -> f32 {
        let shared = self.stems.iter().filter(|stem| other.stems.contains(*stem)).count();
        shared as f32 / self.stems.len().max(1) as f32
    }
}

/// The sentences of a report that may be chosen, with what they gain on their own.
fn candidates(
    sections: &Sections,
    title: &BTreeSet<String>,
    of_words: &mut Stems,
) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut seen = HashSet::new();
    for section in &sections.sections {
        let texts = section.blocks.iter().flat_map(|block| {
            let is_aside = section.kind == Kind::ActionItems || matches!(block, Block::Quote(_));
            texts(block).into_iter().map(move |text| (text, is_aside))
        });
        for (text, is_aside) in texts {
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
                candidates.push(Candidate { text: sentence.to_owned(), gain, is_aside, stems });
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
fn texts(block: &Block) -> Vec<String> {
    match block {
        block if component(block).is_some() => Vec::new(),
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
fn add_centrality(candidates: &mut [Candidate]) {
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
    use crate::report::{markdown, sections::sections};

    fn best_of(report: &str, limit: usize) -> Vec<String> {
        let document = markdown::read(report);
        best(&document, &sections(&document), limit)
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
    fn sentences_are_returned_in_the_order_of_the_report_and_no_more_than_asked() {
        assert_eq!(best_of(REPORT, 1).len(), 1);
        assert_eq!(best_of(REPORT, 0).len(), 0);
        assert_eq!(best_of(REPORT, 9).len(), 3);
    }

    #[test]
    fn plans_and_quotations_are_chosen_only_where_nothing_else_is_said() {
        let asides = "> The search was down for all of us the whole day\n\n## Action items\n\n- Add an alert for the index of the search\n";
        assert_eq!(best_of(asides, 3).len(), 2);
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
    }
}
