//! What the model must answer, and what is wrong with an answer that has the right shape.
//!
//! The comments on the members are shown to the model; they are part of the prompt. What is declared as `x-…` is
//! not: other words that a model may use, and that the reader then understands (`docs/answers.md`).

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared::{Material, Prompt, material::listed};

/// The question of this server: its instructions and the type of its answer.
pub static SENTIMENT: Prompt<Sentiment> = Prompt::new("sentiment", include_str!("prompt.md"));

/// More verdicts than these do not fit into one answer.
pub const MAX_ASPECTS: usize = 20;
/// A longer aspect is rather a question.
pub const MAX_ASPECT_CHARACTERS: usize = 100;
/// A longer quotation is rather a summary.
pub const MAX_QUOTE_CHARACTERS: usize = 400;

/// The sentiment of a text as a whole and of each aspect that was asked about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {
    "label": ["sentiment", "classification"],
    "rationale": ["reason", "reasoning", "explanation"],
    "evidence": ["quotes", "phrases"],
}))]
pub struct Sentiment {
    /// Of the whole text; null only if it is in no language you know.
    pub label: Option<Label>,
    /// How negative (-1) or positive (1); null if label is null.
    #[schemars(range(min = -1, max = 1))]
    pub score: Option<f64>,
    /// The probability that a careful reader would choose this label too.
    #[schemars(range(min = 0, max = 1), extend("x-unit" = "fraction"))]
    pub confidence: f64,
    /// Why, in one or two sentences.
    #[schemars(length(min = 1, max = 600))]
    pub rationale: String,
    /// Phrases copied from the text; [] only if label is neutral or null.
    #[schemars(length(max = 10), inner(length(min = 1, max = MAX_QUOTE_CHARACTERS)))]
    pub evidence: Vec<String>,
    /// One verdict for each aspect of the list, in its order; [] without a list.
    #[schemars(length(max = MAX_ASPECTS))]
    pub aspects: Vec<AspectSentiment>,
}

/// What the text feels about one aspect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {"label": ["sentiment"], "evidence": ["quote", "phrase"]}))]
pub struct AspectSentiment {
    /// In the words of the list.
    #[schemars(length(min = 1, max = MAX_ASPECT_CHARACTERS))]
    pub aspect: String,
    /// About this aspect alone; null if the text does not mention it.
    pub label: Option<Label>,
    /// A phrase copied from the text; null if label is null.
    #[schemars(length(min = 1, max = MAX_QUOTE_CHARACTERS))]
    pub evidence: Option<String>,
}

/// A sentiment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(extend("x-synonyms" = {
    "pos": "positive", "favorable": "positive", "favourable": "positive",
    "neg": "negative", "unfavorable": "negative", "unfavourable": "negative",
    "neu": "neutral", "ambivalent": "mixed",
}))]
pub enum Label {
    /// Pleased, hopeful or full of praise.
    Positive,
    /// Displeased, worried or full of blame.
    Negative,
    /// Reporting, asking or stating without feeling.
    Neutral,
    /// Clearly both good and bad, and neither prevails.
    Mixed,
}

impl Label {
    /// As the answer writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Negative => "negative",
            Self::Neutral => "neutral",
            Self::Mixed => "mixed",
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A score beyond this, in either direction, contradicts the label `neutral`.
const NEUTRAL_SCORE: f64 = 0.5;

impl Sentiment {
    /// Everything that is wrong with this answer about `text` and `aspects`, in sentences that the model
    /// can act on.
    pub fn problems(&self, text: &Material, aspects: &[String]) -> Vec<String> {
        let mut problems = Vec::new();
        problems.extend(contradiction(self.label, self.score));
        if self.evidence.is_empty() {
            problems.extend(unquoted(self.label, "empty"));
        }
        for quote in &self.evidence {
            problems.extend(text.misquoted("evidence", quote));
        }
        for (index, verdict) in self.aspects.iter().enumerate() {
            match (&verdict.label, &verdict.evidence) {
                (Some(_), Some(quote)) => problems.extend(text.misquoted(&format!("aspects[{index}].evidence"), quote)),
                (Some(_), None) => problems.push(format!(
                    "aspects[{index}] has a label and no evidence; quote the phrase that decides, or write null for both"
                )),
                (None, Some(_)) => problems.push(format!(
                    "aspects[{index}] has evidence and no label; choose a label, or write null for both"
                )),
                (None, None) => {}
            }
        }
        let answered: Vec<_> = self.aspects.iter().map(|verdict| verdict.aspect.as_str()).collect();
        if answered != aspects {
            let has = match answered.as_slice() {
                [] => "is empty".to_owned(),
                answered => format!("has verdicts on {}", listed(answered)),
            };
            // What was asked is named whole: the model is to repeat it.
            let wanted = match aspects {
                [] => "be [], for no list was given".to_owned(),
                aspects => {
                    format!("have one on each of {aspects:?}, in this order and in these words")
                }
            };
            problems.push(format!("aspects {has}; it must {wanted}"));
        }
        problems
    }
}

/// What is wrong with `label` and `score` beside one another.
pub(crate) fn contradiction(label: Option<Label>, score: Option<f64>) -> Option<String> {
    let fits = |label, score: f64| match label {
        Label::Positive => score > 0.0,
        Label::Negative => score < 0.0,
        Label::Neutral => score.abs() <= NEUTRAL_SCORE,
        Label::Mixed => true,
    };
    match (label, score) {
        (Some(label), Some(score)) if fits(label, score) => None,
        (Some(label), Some(score)) => Some(format!(
            "label \"{label}\" and score {score} contradict each other; make them agree"
        )),
        (None, None) => None,
        _ => Some("label and score must both be null, or neither".to_owned()),
    }
}

/// What is wrong with `label` where the evidence is `absent`: whatever is felt stands somewhere in the text.
pub(crate) fn unquoted(label: Option<Label>, absent: &str) -> Option<String> {
    let felt = label.filter(|label| *label != Label::Neutral)?;
    Some(format!("evidence is {absent} and label is \"{felt}\"; quote the phrase that decides"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The screen is gorgeous,\nbut the “battery” died twice.";

    fn sentiment() -> Sentiment {
        Sentiment {
            label: Some(Label::Mixed),
            score: Some(0.0),
            confidence: 0.8,
            rationale: "Praise and blame.".to_owned(),
            evidence: vec!["screen is gorgeous, but".to_owned()],
            aspects: vec![AspectSentiment {
                aspect: "battery".to_owned(),
                label: Some(Label::Negative),
                evidence: Some("the \"battery\" died".to_owned()),
            }],
        }
    }

    fn problems(change: impl FnOnce(&mut Sentiment)) -> Vec<String> {
        let mut answer = sentiment();
        change(&mut answer);
        answer.problems(&Material::new("text", TEXT), &["battery".to_owned()])
    }

    #[test]
    fn an_answer_that_is_tied_to_the_text_has_no_problems() {
        assert_eq!(problems(|_| {}), Vec::<String>::new());
    }

    #[test]
    fn a_quote_that_is_not_in_the_text_is_a_problem() {
        assert_eq!(
            problems(|answer| answer.evidence.push("never written".to_owned())),
            [
                "evidence \"never written\" is not in the text; copy phrases exactly as they stand there"
            ]
        );
        let in_aspect =
            problems(|answer| answer.aspects[0].evidence = Some("it exploded".to_owned()));
        assert!(in_aspect[0].starts_with("aspects[0].evidence \"it exploded\" is not in the text"));
    }

    #[test]
    fn a_label_that_nothing_of_the_text_stands_behind_is_a_problem() {
        let unquoted = |label, score| {
            problems(|answer| {
                (answer.label, answer.score) = (label, score);
                answer.evidence.clear();
            })
        };
        for label in [Label::Mixed, Label::Positive] {
            assert_eq!(
                unquoted(Some(label), Some(0.4)),
                [format!(
                    "evidence is empty and label is \"{label}\"; quote the phrase that decides"
                )]
            );
        }
        assert_eq!(unquoted(Some(Label::Neutral), Some(0.0)), Vec::<String>::new());
        assert_eq!(unquoted(None, None), Vec::<String>::new());
    }

    #[test]
    fn a_label_that_contradicts_its_score_is_a_problem() {
        for (label, score) in
            [(Label::Positive, -0.4), (Label::Negative, 0.0), (Label::Neutral, 0.9)]
        {
            let found =
                problems(|answer| (answer.label, answer.score) = (Some(label), Some(score)));
            assert!(
                found[0].starts_with(&format!("label \"{label}\" and score {score} contradict"))
            );
        }
        assert_eq!(
            problems(|answer| answer.score = None),
            ["label and score must both be null, or neither"]
        );
        assert_eq!(
            problems(|answer| (answer.label, answer.score) = (None, None)),
            Vec::<String>::new()
        );
    }

    #[test]
    fn every_aspect_asked_about_has_one_verdict() {
        let missing = problems(|answer| answer.aspects.clear());
        assert_eq!(
            missing,
            [
                "aspects is empty; it must have one on each of [\"battery\"], in this order and in these words"
            ]
        );
        let unasked = sentiment().problems(&Material::new("text", TEXT), &[]);
        assert_eq!(
            unasked,
            ["aspects has verdicts on \"battery\"; it must be [], for no list was given"]
        );
        let other = problems(|answer| answer.aspects[0].aspect = "Battery life".to_owned());
        assert!(other[0].contains("verdicts on \"Battery life\";"));
        assert_eq!(problems(|answer| answer.aspects[0].evidence = None).len(), 1);
        assert_eq!(problems(|answer| answer.aspects[0].label = None).len(), 1);
    }
}
