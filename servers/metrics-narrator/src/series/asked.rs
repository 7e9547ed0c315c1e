//! Which series a question asks about: people leave out units, say `latency` for `p95_latency_ms`, and write the plural.

use crate::series::{facts::Facts, table::unit};

/// Words that a question holds without asking about the series that are called so.
const COMMON_WORDS: [&str; 9] =
    ["time", "rate", "value", "total", "count", "number", "level", "average", "mean"];

/// A shorter word of a name is none that it is known by.
const SHORTEST_KNOWN_CHARACTERS: usize = 4;

/// A word that is no longer is one like `is`, `it` and `pm`.
const LONGEST_SMALL_WORD: usize = 2;

/// Words of a question about a table as a whole, each without the s of a plural.
const WORDS_OF_ANY_QUESTION: &str = "\
    about after afternoon again all always and anomaly any anything are around attention bad been \
    before behavior best between biggest bottom can change changed chart column could daily data \
    day describe did does down during end evening ever every everything explain fact fall fell few \
    for from give good had happen happened happening happens has have health healthy hour how \
    important interesting into key last least long look lot main many matter metric midday \
    midnight minute month monthly morning most move much need new night noon normal not notable \
    noticeable off okay one our out over overall overnight overview pattern peak period please \
    problem recent recently report rise rose row season seasonal see series shall should show \
    since some something start still strange such summarise summarize summary table tell than that \
    the them there these they thing this those through today together tonight top trend trending \
    two unusual usual was way week weekend weekly went were what when where which while who why \
    will with worry worse worst would wrong year yearly yesterday yet you your \
    january february march april may june july august september october november december \
    monday tuesday wednesday thursday friday saturday sunday";

/// Whether `question` asks about something in particular.
pub fn asks_of_something(question: &str) -> bool {
    let asked = unit::words(question);
    let is_of_any = |word: &String| {
        word.chars().count() <= LONGEST_SMALL_WORD
            || word.starts_with(|sign: char| sign.is_ascii_digit())
            || COMMON_WORDS.contains(&word.as_str())
            || WORDS_OF_ANY_QUESTION.split_whitespace().any(|general| general == word)
    };
    let stems = stems(&asked);
    asked.iter().zip(&stems).any(|(word, stem)| !is_of_any(word) && !is_of_any(stem))
}

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
    // `How is cluster 7?` asks about no other cluster.
    let is_number = |word: &str| word.chars().all(|sign| sign.is_ascii_digit());
    let is_another = |words: &[String], word: &String| {
        let behind = asked.iter().zip(asked.iter().skip(1)).filter(|(before, _)| *before == word);
        let mut numbers =
            behind.map(|(_, number)| number).filter(|number| is_number(number)).peekable();
        numbers.peek().is_some()
            && words.iter().any(|word| is_number(word))
            && !numbers.any(|number| words.contains(number))
    };
    let is_asked = |name: &&str| {
        let words = name_words(name);
        words.iter().any(|word| is_known_by(word) && !is_another(&words, word))
    };
    names.filter(is_asked).collect()
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
    use shared::sampler::Stop;

    #[test]
    fn a_question_about_one_of_several_that_are_numbered_is_about_no_other() {
        let csv = "time,cluster_6_load,cluster_7_load,cluster_load\n\
                   2024-03-01 00:00,1,1,1\n2024-03-01 01:00,1,1,1\n";
        let source = Source::new(String::new(), csv.to_owned(), String::new(), Vec::new()).unwrap();
        let facts = series::described(&source, &[], "", Chart::None, &Stop::never()).unwrap().facts;
        let all = ["cluster_6_load", "cluster_7_load", "cluster_load"];
        for (question, expected) in [
            ("How is cluster 7?", &["cluster_7_load", "cluster_load"][..]),
            ("How is cluster 7's load?", &["cluster_7_load", "cluster_load"]),
            ("How is cluster 8?", &["cluster_load"]),
            ("How are the clusters?", &all),
            ("How are the clusters on 7 March?", &all),
        ] {
            assert_eq!(asked_about(question, &facts), expected, "{question}");
        }
    }

    #[test]
    fn a_question_about_the_whole_table_is_told_from_one_about_something_in_it() {
        for question in
            ["", "What happened?", "Is anything wrong since 12 March?", "What's the trend?"]
        {
            assert!(!asks_of_something(question), "{question}");
        }
        for question in ["Did memory leak?", "How is cluster 7?", "What about the disks?"] {
            assert!(asks_of_something(question), "{question}");
        }
    }

    #[test]
    fn a_question_names_a_series_without_its_unit_or_by_the_word_that_it_is_known_by() {
        let csv = "time,Pressure (bar),latency_ms,p95_queueDepth,requests_per_s,error_rate,free_capacity,load,Processes\n\
                   2024-03-01 00:00,1,1,1,1,1,1,1,1\n2024-03-01 01:00,1,1,1,1,1,1,1,1\n";
        let source = Source::new(String::new(), csv.to_owned(), String::new(), Vec::new()).unwrap();
        let facts = series::described(&source, &[], "", Chart::None, &Stop::never()).unwrap().facts;
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
