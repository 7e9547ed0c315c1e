//! What the model must answer, and what is wrong with an answer that has the right shape.
//!
//! The comments on the members are shown to the model; they are part of the prompt. The categories are not part of the
//! type: they are the user's, and each question brings its own (`x-chosen-from`).

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared::{Material, Prompt, material};

/// The question of this server: its instructions and the type of its answer.
pub static TICKET: Prompt<Ticket> = Prompt::new("ticket", include_str!("prompt.md"));

/// Where a ticket belongs, and how soon somebody must look at it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {
    "category": ["label", "class", "type"],
    "priority": ["urgency"],
    "reason": ["rationale", "reasoning", "explanation"],
    "evidence": ["quotes", "phrases"],
}))]
pub struct Ticket {
    /// The category the ticket belongs to; null if none fits.
    #[schemars(extend("x-chosen-from" = "categories"))]
    pub category: Option<String>,
    /// How soon somebody must look at it.
    pub priority: Priority,
    /// The probability that a careful reader would choose this category too.
    #[schemars(range(min = 0, max = 1), extend("x-unit" = "fraction"))]
    pub confidence: f64,
    /// Why this category and this priority, in one or two sentences.
    #[schemars(length(min = 1, max = 600))]
    pub reason: String,
    /// What decides, copied from the ticket; [] only if category is null.
    #[schemars(length(max = 5), inner(length(min = 1, max = 400)))]
    pub evidence: Vec<String>,
    /// Other categories that come into question, the likeliest first; [] if there is none.
    #[schemars(length(max = 5))]
    pub alternatives: Vec<Alternative>,
}

/// Another category that comes into question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {"category": ["label", "class", "name"]}))]
pub struct Alternative {
    /// The other category.
    #[schemars(extend("x-chosen-from" = "categories"))]
    pub category: String,
    /// The probability that a careful reader would choose it.
    #[schemars(range(min = 0, max = 1), extend("x-unit" = "fraction"))]
    pub confidence: f64,
}

/// How soon somebody must look at a ticket.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[schemars(extend("x-synonyms" = {
    "minor": "low", "trivial": "low", "medium": "normal", "moderate": "normal", "major": "high", "critical": "urgent",
}))]
pub enum Priority {
    /// It can wait for weeks, or is only a wish.
    Low,
    /// In its turn.
    Normal,
    /// Somebody cannot work, or has a deadline.
    High,
    /// Many are stopped, data or money is being lost, or security is at risk.
    Urgent,
}

impl Priority {
    /// As the answer writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
            Self::Urgent => "urgent",
        }
    }
}

impl fmt::Display for Priority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Fewer words than these give no reason; they only name a result.
const MIN_REASON_WORDS: usize = 3;

impl Ticket {
    /// Everything that is wrong with this answer about `ticket`, in sentences that the model can act on. That the
    /// categories are among those of the question is part of the question's schema.
    pub fn problems(&self, ticket: &Material) -> Vec<String> {
        let mut problems = Vec::new();
        let quotes = self.evidence.iter();
        problems.extend(quotes.filter_map(|quote| ticket.misquoted("evidence", quote)));
        if let (Some(category), true) = (&self.category, self.evidence.is_empty()) {
            problems.push(format!(
                "evidence is empty and category is {category:?}; quote what decides, or choose null"
            ));
        }
        if material::words(&self.reason) < MIN_REASON_WORDS {
            problems.push(format!(
                "reason {} gives no reason; say in a sentence why this category and why priority \"{}\"",
                material::quoted(&self.reason),
                self.priority
            ));
        }
        problems.extend((0..self.alternatives.len()).filter_map(|index| self.contradiction(index)));
        problems
    }

    /// What is wrong with an alternative beside the category and the alternatives before it.
    fn contradiction(&self, index: usize) -> Option<String> {
        let Alternative { category, confidence } = self.alternatives.get(index)?;
        let is_doubled =
            self.alternatives.iter().take(index).any(|other| other.category == *category);
        if self.category.as_ref() == Some(category) {
            Some(format!(
                "alternatives[{index}] is {category:?} like category; name other categories only"
            ))
        } else if is_doubled {
            Some(format!("alternatives holds {category:?} twice; name it once"))
        } else if self.category.is_some()
            // One that is no probability says so itself.
            && (0.0..=1.0).contains(&self.confidence)
            && *confidence > self.confidence
        {
            Some(format!(
                "alternatives[{index}] has confidence {confidence}, more than the category's {}; make the likeliest the category",
                self.confidence
            ))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TICKET: &str =
        "Printer on floor 3\n\nIt jams on every page, and the board meets at noon.";

    fn ticket() -> Ticket {
        Ticket {
            category: Some("hardware".to_owned()),
            priority: Priority::High,
            confidence: 0.8,
            reason: "A printer fails before a deadline.".to_owned(),
            evidence: vec!["jams on every page".to_owned()],
            alternatives: vec![Alternative { category: "printing".to_owned(), confidence: 0.2 }],
        }
    }

    fn problems(change: impl FnOnce(&mut Ticket)) -> Vec<String> {
        let mut answer = ticket();
        change(&mut answer);
        answer.problems(&Material::new("ticket", TICKET))
    }

    #[test]
    fn an_answer_that_is_tied_to_the_ticket_has_no_problems() {
        assert_eq!(problems(|_| {}), Vec::<String>::new());
        let unfitting = problems(|answer| {
            answer.category = None;
            answer.evidence.clear();
            answer.confidence = 0.1;
        });
        assert_eq!(unfitting, Vec::<String>::new());
    }

    #[test]
    fn an_invented_quotation_and_a_category_without_one_are_problems() {
        let invented = problems(|answer| answer.evidence.push("on fire".to_owned()));
        assert_eq!(
            invented,
            ["evidence \"on fire\" is not in the ticket; copy phrases exactly as they stand there"]
        );
        let unquoted = problems(|answer| answer.evidence.clear());
        assert_eq!(
            unquoted,
            ["evidence is empty and category is \"hardware\"; quote what decides, or choose null"]
        );
    }

    #[test]
    fn a_priority_without_a_reason_is_a_problem() {
        for reason in ["High.", " - ", "hardware high", "... ... ..."] {
            let found = problems(|answer| answer.reason = reason.to_owned());
            assert!(found[0].ends_with("why this category and why priority \"high\""), "{found:?}");
        }
        for reason in
            ["打印机每页都卡纸，会议前必须修好。", "เครื่องพิมพ์กระดาษติดทุกหน้า", "Der Drucker streikt."]
        {
            assert_eq!(problems(|answer| answer.reason = reason.to_owned()), Vec::<String>::new());
        }
    }

    #[test]
    fn alternatives_are_other_categories_and_less_likely_ones() {
        let named = |alternatives: &[(&str, f64)]| {
            problems(|answer| {
                let named = alternatives.iter().map(|(category, confidence)| Alternative {
                    category: (*category).to_owned(),
                    confidence: *confidence,
                });
                answer.alternatives = named.collect();
            })
        };
        let cases: [(&[(&str, f64)], &str); 3] = [
            (&[("hardware", 0.1)], "alternatives[0] is \"hardware\" like category"),
            (&[("a", 0.1), ("a", 0.2)], "alternatives holds \"a\" twice"),
            (&[("a", 0.9)], "alternatives[0] has confidence 0.9, more than the category's 0.8"),
        ];
        for (alternatives, expected) in cases {
            let found = named(alternatives);
            assert!(found.len() == 1 && found[0].starts_with(expected), "{expected}: {found:?}");
        }
    }
}
