//! Finds runs of words that are all of one header.

use crate::series::claims::reading::{
    tokens::{Token, TokenKind},
    units,
};

use super::{
    Name, Names,
    spelled::is_written_as_name,
    stems::{is_little, is_weak, stem, words_of},
};

/// Words that follow one another and are all of one header.
#[derive(Default)]
struct Run {
    /// The series whose headers hold all of them.
    series: Vec<usize>,
    stems: Vec<String>,
    /// How many tokens they take.
    length: usize,
    /// Whether one of them is of the header itself.
    is_literal: bool,
    /// Whether one of them only stands for one of the header.
    is_paraphrased: bool,
}

impl Names {
    /// The name that the longest run of words is.
    pub(super) fn run(&self, tokens: &[Token]) -> Option<Name> {
        let mut run = Run::default();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if matches!(token.lower.as_str(), "-" | "/" | "_") && at > 0 && token.is_glued {
                at += 1;
                continue;
            }
            // `level of p95 latency`, `rate of errors` keep their order in no header.
            let words = words_of(token);
            let is_article = token.lower == "a" && !token.is_capital && !token.is_code;
            // `stems per minute` are no `EUR per stem`.
            let next = tokens.get(at + 1).map_or("", |token| token.lower.as_str());
            let is_rate = token.lower == "per" && units::seconds_of(next).is_some();
            if words.is_empty()
                || is_article
                || is_rate
                || (token.kind == TokenKind::Number && at == 0)
            {
                break;
            }
            let rest = tokens.get(at..).unwrap_or_default();
            let taken = self
                .add_compound(&mut run, rest)
                .or_else(|| self.add_words(&mut run, words).then_some(1));
            let Some(taken) = taken else { break };
            at += taken;
            run.length = at;
        }
        self.named(run, tokens)
    }

    /// Adds `sign-ups` of a header `new_signups`, `cold head` of `coldhead_K`, and returns how many tokens it takes.
    fn add_compound(&self, run: &mut Run, rest: &[Token]) -> Option<usize> {
        let (first, second, length) = match rest {
            [first, hyphen, second, ..]
                if hyphen.lower == "-" && hyphen.is_glued && second.is_glued =>
            {
                (first, second, 3)
            }
            [first, second, ..] => (first, second, 2),
            _ => return None,
        };
        if first.kind != TokenKind::Word || second.kind != TokenKind::Word {
            return None;
        }
        let joined = stem(&format!("{}{}", first.lower, second.lower));
        let found = self.by_word.get(&joined).map_or(&[][..], Vec::as_slice);
        let series = if run.stems.is_empty() { found.to_vec() } else { common(&run.series, found) };
        if series.is_empty() {
            return None;
        }
        run.series = series;
        run.is_literal = true;
        run.stems.push(joined);
        Some(length)
    }

    /// Adds the words of a token if a header holds them and all before.
    fn add_words(&self, run: &mut Run, words: Vec<String>) -> bool {
        let mut series = run.series.clone();
        let mut is_literal = true;
        for word in &words {
            let (found, is_of_header) = self.holding(word);
            is_literal &= is_of_header;
            let is_first = run.stems.is_empty() && series.is_empty() && words.first() == Some(word);
            series = if is_first { found.to_vec() } else { common(&series, found) };
        }
        if series.is_empty() {
            return false;
        }
        run.series = series;
        run.is_literal |= is_literal;
        run.is_paraphrased |= !is_literal;
        run.stems.extend(words);
        true
    }

    /// The name that a run is, if its words are enough for one.
    fn named(&self, run: Run, tokens: &[Token]) -> Option<Name> {
        let Run { series, stems, length, is_literal, is_paraphrased } = run;
        if length == 0 {
            return None;
        }
        // Headers of which every word is said are meant before longer ones.
        let is_whole = |series: &usize| {
            self.headers
                .get(*series)
                .is_some_and(|header| header.stems.iter().all(|word| stems.contains(word)))
        };
        let whole: Vec<usize> = series.iter().copied().filter(is_whole).collect();
        let is_weak_alone = stems.iter().all(|stem| is_weak(stem));
        let is_code = tokens.first().is_some_and(|token| token.is_code);
        // A whole header of weak words (`load`, `open rate`) is a name if it has two words or is its series' only one.
        let is_little = stems.iter().all(|stem| is_little(stem));
        // `Line B` of `Riders Line B`: two words of the header that single it out.
        let is_singled = !is_paraphrased && stems.len() >= 2 && series.len() == 1 && !is_little;
        let is_named = !is_weak_alone
            || is_singled
            || !whole.is_empty() && (!is_little || is_code || is_written_as_name(tokens))
            || is_percentile(&stems) && is_literal;
        let is_whole = !whole.is_empty();
        let series = if whole.is_empty() { series } else { whole };
        let is_form = self.is_other_form(stems.first()?);
        is_named.then_some(Name { series, length, is_literal, is_whole, is_form })
    }

    /// Whether a word is another form of one of a header, and stands for none by a list.
    fn is_other_form(&self, stem: &str) -> bool {
        !self.by_word.contains_key(stem) && !self.by_likeness.contains_key(stem)
    }
}

fn common(left: &[usize], right: &[usize]) -> Vec<usize> {
    left.iter().copied().filter(|series| right.contains(series)).collect()
}

/// Whether all that is said is a percentile that a header holds: then the series is meant, not a fact of any series.
fn is_percentile(stems: &[String]) -> bool {
    stems.iter().all(|stem| {
        stem.strip_prefix('p').is_some_and(|number| {
            number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    })
}
