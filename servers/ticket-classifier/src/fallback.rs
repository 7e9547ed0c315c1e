//! The same answer without a model: the category whose name, description and examples are nearest, by [`matching`], and
//! the priority by rules.
//!
//! Pure, quick and modest: it quotes the words it went by, and answers null where nothing is near.

use shared::{material::listed, reply::to_hundredths};

use crate::{
    answer::{Alternative, Priority, Ticket},
    categories::Category,
    matching::{self, Match, Urgency},
    taxonomy::Taxonomy,
};

/// So many of the other categories are named.
const MAX_ALTERNATIVES: usize = 3;

/// An estimate from words is never certain.
const MAX_CONFIDENCE: f64 = 0.99;

/// A category that is less probable than this does not come into question.
const MIN_ALTERNATIVE: f64 = 0.05;

/// A longer "word" is a flood of letters, and ten of these still fit into a reason.
const MAX_WORD_CHARACTERS: usize = 40;

/// The estimated category and priority of `ticket`, among the categories of `taxonomy`.
pub fn ticket(ticket: &str, taxonomy: &Taxonomy) -> Ticket {
    let Match { category, confidence, ranked, words } = taxonomy.matcher().matches(ticket);
    let confidence = to_hundredths(confidence.min(MAX_CONFIDENCE));
    let category = category.and_then(|place| taxonomy.categories().get(place));
    let hints: Vec<_> =
        category.map(|category| category.priority_hints.words().collect()).unwrap_or_default();
    let Urgency { priority, words: seen } = matching::urgency(ticket, &hints);
    let quoted = |ranges: Vec<std::ops::Range<usize>>| {
        let words = ranges.into_iter().filter_map(|range| ticket.get(range));
        words
            .filter(|word| word.chars().count() <= MAX_WORD_CHARACTERS)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (evidence, seen) = (quoted(words), quoted(seen));
    Ticket {
        reason: reason(category, &evidence, priority, &seen),
        alternatives: alternatives(&ranked, category, confidence, taxonomy),
        category: category.map(|category| category.name.clone()),
        priority,
        confidence,
        evidence,
    }
}

fn reason(
    category: Option<&Category>,
    evidence: &[String],
    priority: Priority,
    seen: &[String],
) -> String {
    let belongs = match category {
        Some(Category { name, .. }) => {
            format!("By the words it shares with the category {name:?}: {}", listed(evidence))
        }
        None => "No category has enough in common with its words".to_owned(),
    };
    let soon = match seen {
        [] => format!("nothing gives it another priority than {priority}"),
        seen => format!("priority {priority} because of {}", listed(seen)),
    };
    format!("{belongs}; {soon}.")
}

/// The other categories that come into question, the likeliest first.
fn alternatives(
    ranked: &[(usize, f64)],
    chosen: Option<&Category>,
    confidence: f64,
    taxonomy: &Taxonomy,
) -> Vec<Alternative> {
    let named = ranked.iter().filter_map(|(place, confidence)| {
        let category = taxonomy.categories().get(*place)?;
        Some(Alternative {
            category: category.name.clone(),
            confidence: to_hundredths(*confidence),
        })
    });
    // Where none is near enough, the nearest ones are named all the same, as what comes into question.
    let most = if chosen.is_some() { confidence } else { 1.0 };
    named
        .filter(|other| chosen.is_none_or(|chosen| other.category != chosen.name))
        .filter(|other| (MIN_ALTERNATIVE..=most).contains(&other.confidence))
        .take(MAX_ALTERNATIVES)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::TICKET;
    use shared::Material;

    #[test]
    fn the_fallback_keeps_to_everything_that_is_asked_of_a_model() {
        let taxonomies = [
            Taxonomy::it_support(),
            Taxonomy::from_call(&["C++", "日本語", "how to: questions", "x"].map(str::to_owned))
                .unwrap(),
            Taxonomy::from_call(&["only".to_owned()]).unwrap(),
        ];
        let tickets = [
            "I forgot my password and cannot work, the board meets at noon.",
            "The printer jams. No rush.",
            "Wie ist das Wetter?",
            "日本語のチケット",
            "only C++ x how to",
            "?",
            &"password ".repeat(5_000),
            &"password".repeat(5_000),
            &format!("urgent{} crash", "!".repeat(500)),
        ];
        for taxonomy in &taxonomies {
            let prompt = TICKET.choosing(taxonomy.names());
            for text in tickets {
                let answer = ticket(text, taxonomy);
                let value = serde_json::to_value(&answer).unwrap();
                let problems = [
                    prompt.schema().problems(&value),
                    answer.problems(&Material::new("ticket", text)),
                ]
                .concat();
                assert_eq!(problems, Vec::<String>::new(), "{text:.100}: {answer:?}");
            }
        }
    }

    #[test]
    fn a_ticket_goes_to_the_category_whose_words_it_has_and_says_which() {
        let taxonomy = Taxonomy::it_support();
        let answer =
            ticket("I forgot my password and am locked out. The audit is today!", &taxonomy);
        assert_eq!((answer.category.as_deref(), answer.priority), (Some("access"), Priority::High));
        assert!(answer.evidence.iter().any(|word| word == "password"), "{answer:?}");
        assert!(answer.reason.contains("\"locked out\""), "{answer:?}");
        let answer = ticket("Ein Vogel sitzt auf dem Dach.", &taxonomy);
        assert_eq!((answer.category, answer.priority), (None, Priority::Normal));
    }
}
