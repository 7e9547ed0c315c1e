//! The same answer without a model: an estimate from the word list of [`lexicon`].
//!
//! Pure, quick and modest: it quotes the words it went by, and where the text is not English it says so
//! instead of calling it neutral.

use crate::{
    answer::{AspectSentiment, Label, Sentiment},
    lexicon::{self, Language, Polarity, Reading},
};

/// So many of the words that weigh most are quoted.
const MAX_EVIDENCE: usize = 5;

/// What is left of the confidence where only emoticons and emoji of a text can be read.
const NOT_ENGLISH_CONFIDENCE: f64 = 0.1;

/// The estimated sentiment of `text` and of each of `aspects`.
pub fn sentiment(text: &str, aspects: &[String]) -> Sentiment {
    let reading = lexicon::read(text);
    let label = label(&reading);
    let evidence = evidence(text, &reading);
    Sentiment {
        label,
        score: label.map(|_| reading.compound),
        confidence: confidence(&reading),
        rationale: rationale(&reading, &evidence),
        evidence,
        aspects: aspects.iter().map(|aspect| about(aspect, text)).collect(),
    }
}

/// The label, if there is anything to go by: a text in a language that the word list does not know is not
/// neutral, it is unread.
fn label(reading: &Reading) -> Option<Label> {
    match (reading.label, reading.language) {
        (Polarity::Positive, _) => Some(Label::Positive),
        (Polarity::Negative, _) => Some(Label::Negative),
        (Polarity::Mixed, _) => Some(Label::Mixed),
        (Polarity::Neutral, Language::NotEnglish) => None,
        (Polarity::Neutral, Language::English | Language::Undetermined) => Some(Label::Neutral),
    }
}

fn confidence(reading: &Reading) -> f64 {
    match reading.language {
        Language::NotEnglish => reading.confidence().min(NOT_ENGLISH_CONFIDENCE),
        Language::English | Language::Undetermined => reading.confidence(),
    }
}

/// The words that weigh most, as they stand in the text, each once.
fn evidence(text: &str, reading: &Reading) -> Vec<String> {
    let mut evidence: Vec<String> = Vec::new();
    for word in &reading.words {
        let quote = text.get(word.range.clone()).unwrap_or_default();
        let is_new = !evidence.iter().any(|other| other.eq_ignore_ascii_case(quote));
        if is_new && !quote.is_empty() {
            evidence.push(quote.to_owned());
        }
        if evidence.len() == MAX_EVIDENCE {
            break;
        }
    }
    evidence
}

fn rationale(reading: &Reading, evidence: &[String]) -> String {
    let words = evidence.iter().map(|word| format!("{word:?}")).collect::<Vec<_>>().join(", ");
    let seen = match evidence {
        [] => "none of its words carries a sentiment".to_owned(),
        _ => format!("these words weigh most: {words}"),
    };
    match reading.language {
        Language::NotEnglish => format!(
            "This text does not look like English, and the word list behind this estimate knows English only; {seen}."
        ),
        Language::English => format!("By an English word list (VADER's method), {seen}."),
        Language::Undetermined => format!(
            "There are too few words to tell the language; by an English word list, {seen}."
        ),
    }
}

/// The verdict on one aspect: the sentiment of the sentences that name it.
fn about(aspect: &str, text: &str) -> AspectSentiment {
    let name = aspect.to_lowercase();
    let naming: Vec<&str> =
        sentences(text).filter(|sentence| sentence.to_lowercase().contains(&name)).collect();
    let reading = lexicon::read(&naming.join(" "));
    // Quoted from one sentence, so that the quotation stands in the text as it is.
    let strongest =
        naming.iter().copied().max_by(|one, other| strength(one).total_cmp(&strength(other)));
    let label = strongest.and_then(|_| label(&reading));
    let evidence = label.and(strongest).map(str::to_owned);
    AspectSentiment { aspect: aspect.to_owned(), label, evidence }
}

fn strength(sentence: &str) -> f64 {
    lexicon::read(sentence).compound.abs()
}

/// The sentences and clauses of a text, trimmed. What follows a "but" is a sentence of its own: it is about
/// another aspect more often than not.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '!', '?', '\n', ';'])
        .flat_map(|sentence| sentence.split(" but "))
        .map(str::trim)
        .filter(|sentence| !sentence.is_empty())
}
