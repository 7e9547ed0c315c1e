//! Which series a question asks about: people leave out units, say `latency` for `p95_latency_ms`, and write the plural.

use crate::series::{facts::Facts, table::unit};

/// Words that a question holds without asking about the series that are called so.
const COMMON_WORDS: [&str; 9] =
    ["time", "rate", "value", "total", "count", "number", "level", "average", "mean"];

/// A shorter word of a name is none that it is known by.
const SHORTEST_KNOWN_CHARACTERS: usize = 4;

/// The names of the series that `question` names with all of their words, or else with one that they are known by.
pub fn asked_about<'f>(question: &str, facts: &'f Facts) -> Vec<&'f str> {
    let asked = stems(&unit::words(question));
    let names = facts.series.iter().map(|series| series.name.as_str());
    let whole: Vec<&str> = names
        .clone()
        .filter(|name| {
            let words = name_words(name);
            !words.is_empty() && words.iter().all(|word| asked.contains(word))
        })
        .collect();
    if !whole.is_empty() {
        return whole;
    }
    let is_known_by = |word: &String| {
        word.chars().count() >= SHORTEST_KNOWN_CHARACTERS
            && !COMMON_WORDS.contains(&word.as_str())
            && asked.contains(word)
    };
    names.filter(|name| name_words(name).iter().any(is_known_by)).collect()
}

/// The words of a name, without its unit: `requests` of `requests_per_s`.
fn name_words(name: &str) -> Vec<String> {
    let short = name.split(['(', '[']).next().unwrap_or_default();
    let mut words = unit::words(short);
    if short == name && unit::of_header(name).is_some() && words.len() > 1 {
        words.pop();
        if words.len() > 1 && words.last().is_some_and(|word| word == "per") {
            words.pop();
        }
    }
    stems(&words)
}

/// Words without the s of a plural.
fn stems(words: &[String]) -> Vec<String> {
    let stem = |word: &String| match word.strip_suffix('s') {
        Some(stem) if stem.chars().count() > 2 && !stem.ends_with('s') => stem.to_owned(),
        _ => word.clone(),
    };
    words.iter().map(stem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::{self, Chart, Source};

    #[test]
    fn a_question_names_a_series_without_its_unit_or_by_the_word_that_it_is_known_by() {
        let csv = "time,Pressure (bar),latency_ms,p95_queueDepth,requests_per_s,error_rate,free_capacity,load,Processes\n\
                   2024-03-01 00:00,1,1,1,1,1,1,1,1\n2024-03-01 01:00,1,1,1,1,1,1,1,1\n";
        let source = Source::new(String::new(), csv.to_owned(), String::new(), Vec::new()).unwrap();
        let facts = series::described(&source, &[], Chart::None, &|| false).unwrap().facts;
        let cases: [(&str, &[&str]); 10] = [
            ("What happened to the pressure?", &["Pressure (bar)"]),
            ("How is latency?", &["latency_ms"]),
            ("Is the latency (ms) ok?", &["latency_ms"]),
            ("How is LATENCY_MS?", &["latency_ms"]),
            ("And the queue?", &["p95_queueDepth"]),
            ("Did requests rise, and the error rate?", &["requests_per_s", "error_rate"]),
            ("Was there an error?", &["error_rate"]),
            ("How many processes?", &["Processes"]),
            ("What happened at that time, and at what rate?", &[]),
            ("", &[]),
        ];
        for (question, expected) in cases {
            assert_eq!(asked_about(question, &facts), expected, "{question}");
        }
    }
}
