//! Reads percentiles: by name, and as shares of readings that lie below or above a number.

use super::{
    cues::Cue,
    numerals,
    tokens::{Token, TokenKind, glued, text},
    words,
};

/// `p95`, `95th percentile`, `percentile 95`, `95 percentile`.
pub(super) fn percentile(rest: &[Token]) -> Option<(Cue, usize)> {
    let text = |at: usize| text(rest, at);
    if let Some(number) = text(0).strip_prefix('p')
        && let Some(cue) = cue_of_percentile(number)
    {
        return Some((cue, 1));
    }
    let (number, at) = match (text(0), text(1)) {
        ("percentile", number) => return cue_of_percentile(number).map(|cue| (cue, 2)),
        (number, "th" | "st" | "nd" | "rd") => (number, 2),
        (number, _) => (number, 1),
    };
    let hyphen = usize::from(text(at) == "-");
    let is_percentile = matches!(
        text(at + hyphen),
        "percentile" | "percentiles" | "pctl" | "pct" | "%ile" | "centile"
    );
    let in_words = match number {
        "ninetieth" => "90",
        "fiftieth" => "50",
        digits => digits,
    };
    if is_percentile {
        return cue_of_percentile(in_words).map(|cue| (cue, at + hyphen + 1));
    }
    // `ninety-fifth percentile`.
    let tail = match (text(0), text(1), text(2)) {
        ("ninety", "-", "fifth") => Some(Cue::P95),
        ("ninety", "-", "ninth") => Some(Cue::P99),
        ("seventy", "-", "fifth") => Some(Cue::P75),
        ("twenty", "-", "fifth") => Some(Cue::P25),
        _ => None,
    }?;
    text(3).starts_with("percentile").then_some((tail, 4))
}

/// `every percentile from the 25th to the 99th`, `the 25th and 75th percentiles`: an ordinal near the word.
pub(super) fn ordinal_percentile(rest: &[Token], before: &[Token]) -> Option<(Cue, usize)> {
    let [number, ordinal, after @ ..] = rest else { return None };
    let is_ordinal =
        ordinal.is_glued && matches!(ordinal.lower.as_str(), "st" | "nd" | "rd" | "th");
    let says = |token: &Token| matches!(token.lower.as_str(), "percentile" | "percentiles");
    let is_said = before.iter().any(says) || after.iter().take(6).any(says);
    cue_of_percentile(&number.lower).filter(|_| is_ordinal && is_said).map(|cue| (cue, 2))
}

/// A percentile in other words: `95 % of the readings stay below`, `three quarters of all hours are under`, `one in ten
/// runs takes longer than`. Only the words of the share are taken.
pub(super) fn share_below(rest: &[Token], before: &[Token]) -> Option<(Cue, usize)> {
    let (share, length) = match part(rest)? {
        Part::Percentile(cue, length) => return Some((cue, length)),
        Part::Share(share, length) => (share, length),
    };
    let following = words_behind(rest.get(length..)?, before);
    let comparison = following.iter().find(|word| words::holds(COMPARISONS, word))?;
    let is_of_readings = length > 2
        || matches!(following.first(), Some(&("of" | "the")))
            && following.iter().take(9).any(|word| words::holds(READINGS, word));
    if !(is_of_readings || is_compared(&following)) {
        return None;
    }
    let is_between = following.iter().any(|word| matches!(*word, "between" | "from"));
    if share == 50.0 && is_between && !matches!(*comparison, "above" | "below" | "under" | "over") {
        return Some((Cue::Quartiles, length));
    }
    let below = if is_above(&following) { 100.0 - share } else { share };
    cue_of_percentile(&format!("{below}")).map(|cue| (cue, length))
}

/// A part of some readings, and how many tokens it takes.
enum Part {
    /// One that says itself what percentile parts it off: `the busiest tenth`.
    Percentile(Cue, usize),
    /// A share in percent, on either side of what it is compared with.
    Share(f64, usize),
}

/// The part of some readings that begins at the first token.
fn part(rest: &[Token]) -> Option<Part> {
    let text = |at: usize| text(rest, at);
    let number = |at: usize| text(at).parse::<f64>().ok().or_else(|| numerals::cardinal(text(at)));
    let percentile = |share: f64, length: usize| {
        Some(Part::Percentile(cue_of_percentile(&format!("{share}"))?, length))
    };
    let (share, length) = match (text(0), text(1), text(2)) {
        (extreme, part, _) if part_in_words(part).is_some() && side_of(extreme) != 0 => {
            let part = part_in_words(part)?;
            return percentile(if side_of(extreme) > 0 { 100.0 - part } else { part }, 2);
        }
        ("a" | "one", part, "of") if part_in_words(part).is_some() => (part_in_words(part)?, 2),
        // `every tenth reading`
        ("every" | "each", part, _) if part_in_words(part).is_some() => (part_in_words(part)?, 3),
        ("nine", "tenths", "of") => (90.0, 2),
        ("middle", "half", _) => return Some(Part::Percentile(Cue::Quartiles, 2)),
        ("top" | "highest" | "slowest" | "worst" | "busiest", share, "%" | "percent") => {
            return percentile(100.0 - share.parse::<f64>().ok()?, 3);
        }
        ("bottom" | "lowest", share, "%" | "percent") => {
            return cue_of_percentile(share).map(|cue| Part::Percentile(cue, 3));
        }
        ("nine", "times", "out") => (90.0, 5),
        ("three", "quarters", "of") => (75.0, 2),
        ("half", "of" | "the", _) => (50.0, 1),
        (_, "%" | "percent", _) => (number(0)?, 2),
        (_, "per", "cent") => (number(0)?, 3),
        _ => ratio_in_words(rest)?,
    };
    Some(Part::Share(share, length))
}

/// The words behind a share up to the end of its clause, with those before it where none behind it compares.
fn words_behind<'t>(rest: &'t [Token], before: &'t [Token]) -> Vec<&'t str> {
    // The point of `PM2.5` ends no sentence.
    let ends = |at: usize, token: &Token| {
        let is_point = token.lower == "." && !glued(rest, at + 1);
        matches!(token.lower.as_str(), ";" | ":") || is_point
    };
    let behind = rest.iter().enumerate().take(24).take_while(|(at, token)| !ends(*at, token));
    let mut behind: Vec<&str> = behind.map(|(_, token)| token.lower.as_str()).collect();
    let is_told = is_told_before(before);
    let before: Vec<&str> = before.iter().map(|token| token.lower.as_str()).collect();
    // `exceeded 349 ms in one percent of the minutes, but`, `exceeded 60 MW about 10 % of the time and peaked`
    if is_told && before.iter().any(|word| words::holds(COMPARISONS, word)) {
        let ends = |word: &&str| matches!(*word, "," | "and" | "but" | "while");
        behind.truncate(behind.iter().position(ends).unwrap_or(usize::MAX));
    }
    if !behind.iter().any(|word| words::holds(COMPARISONS, word)) {
        behind.extend(before);
    }
    behind
}

/// Whether what a share is compared with stands before it: `in` or a number, with words between that only say how exact
/// the share is.
fn is_told_before(before: &[Token]) -> bool {
    const SMALL: &str =
        "about around roughly only just some nearly almost approximately ~ for a the";
    let mut said = before.iter().rev().skip_while(|token| words::holds(SMALL, &token.lower));
    let Some(last) = said.next() else { return false };
    let is_number = |token: &Token| token.kind == TokenKind::Number;
    last.lower == "in" || is_number(last) || said.next().is_some_and(is_number)
}

/// `and 90 % lie below 99`.
fn is_compared(following: &[&str]) -> bool {
    const VERBS: &str = "lie lies are is stay stayed fall fell were remain";
    following.first().is_some_and(|word| words::holds(VERBS, word))
        && following.get(1).is_some_and(|word| words::holds(COMPARISONS, word))
}

/// Whether the first word that tells a side says that the share lies above.
fn is_above(following: &[&str]) -> bool {
    const ABOVE: &str = "\
        above over exceed exceeded exceeds longer higher beyond tops topped top passes passed surpasses surpassed";
    const MORE: &str = "\
        more warmer slower hotter busier worse larger bigger greater heavier louder stronger deeper dearer pricier";
    const BELOW: &str = "below under less within lower beneath";
    let denies = |at: usize| {
        following.iter().take(at).rev().take(3).any(|word| matches!(*word, "no" | "not" | "never"))
    };
    let is_more = |at: usize, word: &str| {
        words::holds(ABOVE, word)
            || words::holds(MORE, word)
                && (following.get(at + 1) == Some(&"than")
                    || at.checked_sub(1).and_then(|at| following.get(at)) == Some(&"or"))
    };
    // `over these two weeks` tells when.
    let is_period = |at: usize| {
        following.get(at + 1).is_some_and(|word| words::holds("these those this all both", word))
    };
    let side = |(at, word): (usize, &&str)| match is_more(at, word) && !is_period(at) {
        true => Some(!denies(at)),
        false => words::holds(BELOW, word).then_some(false),
    };
    following.iter().enumerate().find_map(side).unwrap_or(false)
}

/// A part that a percentile parts off, in percent.
fn part_in_words(part: &str) -> Option<f64> {
    Some(match part {
        "quarter" | "fourth" => 25.0,
        "tenth" => 10.0,
        "twentieth" => 5.0,
        "hundredth" => 1.0,
        _ => return None,
    })
}

/// 1 for the upper end, -1 for the lower one: `the busiest tenth of days`.
fn side_of(extreme: &str) -> i8 {
    const UPPER: [&str; 16] = [
        "top", "upper", "highest", "busiest", "slowest", "worst", "hottest", "warmest", "largest",
        "biggest", "longest", "wettest", "windiest", "fullest", "dearest", "heaviest",
    ];
    const LOWER: [&str; 14] = [
        "bottom", "lower", "lowest", "quietest", "coldest", "coolest", "smallest", "shortest",
        "driest", "calmest", "emptiest", "cheapest", "slackest", "lightest",
    ];
    i8::from(UPPER.contains(&extreme)) - i8::from(LOWER.contains(&extreme))
}

/// `one in ten`, `one half hour in twenty`, `ninety-nine hours out of a hundred`: a share in percent.
fn ratio_in_words(rest: &[Token]) -> Option<(f64, usize)> {
    let text = |at: usize| text(rest, at);
    let (count, taken) = numerals::written(rest).map(|(written, taken)| (written.value, taken))?;
    for at in taken..taken + 3 {
        let joint = match (text(at), text(at + 1)) {
            ("in", _) => at + 1,
            ("out", "of") => at + 2,
            _ => continue,
        };
        let all = match (text(joint), text(joint + 1)) {
            ("a", "hundred") => (100.0, 2),
            _ => numerals::written(rest.get(joint..)?)
                .map(|(written, taken)| (written.value, taken))?,
        };
        let is_share = count < all.0 && matches!(all.0 as u32, 4 | 10 | 20 | 100);
        return is_share.then(|| (100.0 * count / all.0, (joint + all.1).max(3)));
    }
    None
}

pub(in crate::series::claims) fn cue_of_percentile(number: &str) -> Option<Cue> {
    Some(match number {
        "25" => Cue::P25,
        "50" => Cue::Median,
        "75" => Cue::P75,
        "90" => Cue::P90,
        "95" => Cue::P95,
        "99" => Cue::P99,
        _ => return None,
    })
}

/// Words for readings, where a share of them is told.
const READINGS: &str = "\
    readings records entries values samples hours minutes days measurements observations points time runs rows intervals seconds \
    months weeks years nights requests cases them data sessions periods day week month night half-hours slots";

/// Words that compare readings with a number.
const COMPARISONS: &str = "\
    tops topped top passes passed surpasses surpassed below under above over exceed exceeded exceeds less more \
    fewer longer higher lower beyond than within most needed at between faster slower up beneath lie lies fell \
    fall lay busier from stayed";
