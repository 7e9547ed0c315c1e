//! The same answer without a model: an estimate from the word list of [`lexicon`].
//!
//! Pure, quick and modest: it quotes the words it went by, and where the text is not English it says so
//! instead of calling it neutral.

use std::cell::OnceCell;

use shared::{material::listed, reply::to_hundredths};

use crate::{
    answer::{AspectSentiment, Label, MAX_QUOTE_CHARACTERS, Sentiment},
    lexicon::{self, Language, Polarity, Reading},
};

/// So many of the words that weigh most are quoted.
const MAX_EVIDENCE: usize = 5;

/// A longer "word" is a flood of letters, and five of these still fit into a rationale.
const MAX_WORD_CHARACTERS: usize = 60;

/// What is left of the confidence where only emoticons and emoji of a text can be read.
const NOT_ENGLISH_CONFIDENCE: f64 = 0.1;

/// The estimated sentiment of `text` and of each of `aspects`.
pub fn sentiment(text: &str, aspects: &[String]) -> Sentiment {
    let reading = lexicon::read(text);
    let evidence = evidence(text, &reading);
    // A feeling that nothing short enough to quote stands for is none.
    let label = label(&reading).filter(|label| *label == Label::Neutral || !evidence.is_empty());
    let sentences: Vec<_> = if aspects.is_empty() { Vec::new() } else { sentences(text).collect() };
    Sentiment {
        label,
        score: label.map(|_| to_hundredths(reading.compound)),
        confidence: to_hundredths(confidence(&reading)),
        rationale: rationale(&reading, &evidence),
        evidence,
        aspects: aspects.iter().map(|aspect| about(aspect, &sentences)).collect(),
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

/// The words that weigh most, as they stand in the text, each once and with the negation that turns it.
fn evidence(text: &str, reading: &Reading) -> Vec<String> {
    let mut evidence: Vec<String> = Vec::new();
    for word in &reading.words {
        let quotes = [&word.phrase, &word.range].map(|range| text.get(range.clone()));
        let is_short = |quote: &&str| (1..=MAX_WORD_CHARACTERS).contains(&quote.chars().count());
        let Some(quote) = quotes.into_iter().flatten().find(is_short) else { continue };
        if !evidence.iter().any(|other| other.eq_ignore_ascii_case(quote)) {
            evidence.push(quote.to_owned());
        }
        if evidence.len() == MAX_EVIDENCE {
            break;
        }
    }
    evidence
}

fn rationale(reading: &Reading, evidence: &[String]) -> String {
    let seen = match evidence {
        [] => "none of its words carries a sentiment".to_owned(),
        _ => format!("these words weigh most: {}", listed(evidence)),
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

/// A sentence or clause, read once however many aspects it names.
struct Sentence<'t> {
    text: &'t str,
    lower_case: String,
    reading: OnceCell<Reading>,
}

impl Sentence<'_> {
    fn reading(&self) -> &Reading {
        self.reading.get_or_init(|| lexicon::read(self.text))
    }

    /// Whether a word, or several, that begin with `name` stand here: "screen" also names screens.
    fn names(&self, name: &str) -> bool {
        let before = |(at, _)| self.lower_case.get(..at).and_then(|text| text.chars().next_back());
        let mut places = self.lower_case.match_indices(name);
        places.any(|place| !before(place).is_some_and(char::is_alphanumeric))
    }

    /// The sentence; of a long one, the whole words from the one that weighs most.
    fn quote(&self) -> String {
        if self.text.chars().count() <= MAX_QUOTE_CHARACTERS {
            return self.text.to_owned();
        }
        let strongest = self.reading().words.first().map_or(0, |word| word.range.start);
        let mut from_there = self.text.get(strongest..).unwrap_or(self.text).split_inclusive(' ');
        let mut quote = String::new();
        while let Some(word) = from_there.next()
            && quote.chars().count() + word.chars().count() <= MAX_QUOTE_CHARACTERS
        {
            quote.push_str(word);
        }
        quote.trim().to_owned()
    }
}

/// The verdict on one aspect: the sentiment of the sentences that name it.
fn about(aspect: &str, sentences: &[Sentence]) -> AspectSentiment {
    let name = aspect.to_lowercase();
    let naming: Vec<_> = sentences.iter().filter(|sentence| sentence.names(&name)).collect();
    let strength = |sentence: &Sentence| sentence.reading().compound.abs();
    let strongest = naming.iter().max_by(|one, other| strength(one).total_cmp(&strength(other)));
    let found = |polarity| naming.iter().any(|sentence| sentence.reading().label == polarity);
    let label = match strongest {
        Some(_) if found(Polarity::Positive) && found(Polarity::Negative) => Some(Label::Mixed),
        Some(strongest) => label(strongest.reading()),
        None => None,
    };
    let evidence = label.and(strongest).map(|sentence| sentence.quote());
    // A sentence that is one endless word has nothing to quote, and a verdict without a quotation is none.
    let evidence = evidence.filter(|quote| !quote.is_empty());
    AspectSentiment {
        aspect: aspect.to_owned(),
        label: label.filter(|_| evidence.is_some()),
        evidence,
    }
}

/// The sentences and clauses of a text, trimmed. What follows a "but" is a sentence of its own: it is about
/// another aspect more often than not.
fn sentences(text: &str) -> impl Iterator<Item = Sentence<'_>> {
    text.split_inclusive(['.', '!', '?', '\n', ';'])
        .flat_map(|sentence| sentence.split(" but "))
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(|text| Sentence { text, lower_case: text.to_lowercase(), reading: OnceCell::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{answer::SENTIMENT, lexicon::READ_BYTES};
    use shared::Material;

    /// Texts that nobody would write, and many that somebody has.
    fn texts() -> Vec<String> {
        let written = include_str!("lexicon/tests/faithfulness.tsv");
        let texts = written.lines().filter_map(|line| line.rsplit('\t').next());
        let floods = [
            "love ".repeat(5_000),
            format!("the battery {}is great", "and so on ".repeat(200)),
            format!("I love the battery {}", "and so on ".repeat(200)),
            format!("battery{} great", "y".repeat(3_000)),
            "greaaat".replace("aaa", &"a".repeat(2_000)),
            // A phrase of the list that is too long to quote.
            format!("A waste of{}time", " ".repeat(500)),
            format!("a waste of{}time, this battery is", " ".repeat(100)),
            "battery love battery hate. ".repeat(300),
            "😀".repeat(2_000),
            "«battery» – “great”… it's".to_owned(),
            "Batterie kaputt, sehr ärgerlich, nie wieder. battery".to_owned(),
        ];
        texts.map(str::to_owned).chain(floods).collect()
    }

    #[test]
    fn the_fallback_keeps_to_everything_that_is_asked_of_a_model() {
        let aspects = ["battery".to_owned(), "screen".to_owned(), "the".to_owned()];
        for text in texts() {
            let answer = sentiment(&text, &aspects);
            let material = Material::new("text", text.as_str());
            let value = serde_json::to_value(&answer).unwrap();
            let problems =
                [SENTIMENT.schema().problems(&value), answer.problems(&material, &aspects)]
                    .concat();
            assert_eq!(problems, Vec::<String>::new(), "{text:.200}");
        }
    }

    #[test]
    fn a_word_is_quoted_with_the_negation_that_turns_it() {
        for (text, expected) in [
            ("NOT GOOD", "NOT GOOD"),
            ("I don't hate it", "don't hate"),
            ("It is not\na very good phone.", "not\na very good"),
            ("It is not without charm.", "not without charm"),
            ("No good, I fear it.", "No good"),
            ("The staff was not only kind.", "kind"),
            ("It is not here, good people.", "good"),
        ] {
            let evidence = sentiment(text, &[]).evidence;
            assert!(evidence.iter().any(|quote| quote == expected), "{text}: {evidence:?}");
        }
    }

    #[test]
    fn score_and_confidence_have_two_digits() {
        let Sentiment { score, confidence, .. } = sentiment(&"I love it. ".repeat(99), &[]);
        assert_eq!((score, confidence), (Some(1.0), to_hundredths(confidence)));
    }

    #[test]
    fn an_aspect_is_judged_by_the_sentences_that_name_it() {
        let text = "The screen is gorgeous, but the batteries are terrible. Party on! The price is awful; great price.";
        let aspects = ["screen", "batter", "price", "art"].map(str::to_owned);
        let verdicts = sentiment(text, &aspects).aspects;
        let labels: Vec<_> = verdicts.iter().map(|verdict| verdict.label).collect();
        assert_eq!(
            labels,
            [Some(Label::Positive), Some(Label::Negative), Some(Label::Mixed), None]
        );
        assert_eq!(verdicts[1].evidence.as_deref(), Some("the batteries are terrible."));
    }

    #[test]
    fn a_text_is_read_as_a_whole_and_once_by_sentences_however_many_aspects_there_are() {
        let text = "The staff were kind and the room was lovely, I would come back. ".repeat(100);
        let aspects: Vec<_> = ["staff", "room", "the", "kind", "back"].map(str::to_owned).into();
        let before = READ_BYTES.get();
        sentiment(&text, &aspects);
        let read = READ_BYTES.get() - before;
        assert!(read <= 2 * text.len(), "{read} of {}", text.len());
    }
}
