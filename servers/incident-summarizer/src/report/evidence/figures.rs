//! The figures of a text: counts and shares, in digits and in words, with how precisely they are written. What only
//! holds digits, a version or the name of a host, is none.

use std::{ops::Range, sync::LazyLock};

use regex::{Captures, Regex};
use shared::numerals;

use super::super::times::pattern;

/// A count, or a share in per cent.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    /// Where it stands, in bytes, with its scale.
    pub(super) range: Range<usize>,
    pub(super) value: f64,
    /// What one more in its last digit would add, if it is rounded by its scale or its decimals; else 0.
    pub(super) step: f64,
    /// What one more in its last digit that is no zero would add.
    pub(super) coarse_step: f64,
    pub(super) unit: Unit,
    pub(super) sense: Sense,
}

/// What a figure is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Count,
    PerCent,
}

/// What the words before a figure make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    Exact,
    About,
    AtLeast,
    AtMost,
}

impl Figure {
    /// Whether a reader who knows `known` would write this.
    pub(super) fn fits(&self, known: f64) -> bool {
        let apart = known - self.value;
        let is_equal = apart.abs() <= 1e-9 * self.value.abs().max(1.0);
        let is_rounded = apart.abs() <= self.step / 2.0 + 1e-9 * self.value.abs();
        let is_near = match self.sense {
            Sense::Exact => false,
            Sense::About => apart.abs() <= self.coarse_step / 2.0,
            Sense::AtLeast => apart > 0.0 && apart <= self.coarse_step,
            Sense::AtMost => apart < 0.0 && -apart <= self.coarse_step,
        };
        is_equal || is_rounded || is_near
    }
}

/// The figures of a text, in order.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let mut found: Vec<Figure> =
        SHARE.captures_iter(text).filter_map(|share| in_share(text, &share)).collect();
    found.extend(DIGITS.find_iter(text).filter_map(|digits| in_digits(text, digits.range())));
    found.extend(in_words(text));
    found.sort_by_key(|figure| figure.range.start);
    let mut end = 0;
    found.retain(|figure| {
        let is_apart = figure.range.start >= end;
        end = end.max(figure.range.end);
        is_apart
    });
    found
}

static DIGITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"[0-9](?:[0-9.,]*[0-9])?"));

fn in_digits(text: &str, range: Range<usize>) -> Option<Figure> {
    let written = text.get(range.clone())?;
    let (before, after) = (text.get(..range.start)?, text.get(range.end..)?);
    if is_of_a_name(before, written, after) {
        return None;
    }
    let (value, decimals, digits) = numerals::decimal(written)?;
    let scale = SCALE.find(after).and_then(|scale| {
        Some((scale.end(), factor(scale.as_str().trim_start_matches([' ', '-']))?))
    });
    let (length, factor) = scale.unwrap_or((0, 1.0));
    let end = range.end + length;
    let step = 10_f64.powi(-decimals) * factor;
    let zeros = written
        .bytes()
        .rev()
        .take_while(|byte| matches!(byte, b'0' | b','))
        .filter(|byte| *byte == b'0')
        .count();
    let zeros = if decimals > 0 { 0 } else { zeros.min(digits.saturating_sub(1)) };
    let is_share = PER_CENT.is_match(text.get(end..)?);
    Some(Figure {
        range: range.start..end,
        value: value * factor,
        step: if decimals > 0 || length > 0 { step } else { 0.0 },
        coarse_step: step * 10_f64.powi(i32::try_from(zeros).unwrap_or_default()),
        unit: if is_share { Unit::PerCent } else { Unit::Count },
        sense: sense(before, text.get(end..)?),
    })
}

/// The share that "1 in 5" is. "2 in 10 minutes" is none.
fn in_share(text: &str, captures: &Captures<'_>) -> Option<Figure> {
    let range = captures.get(0)?.range();
    let number = |group| captures.name(group)?.as_str().parse::<f64>().ok();
    let (part, whole) = (number("part")?, number("whole")?);
    let (before, after) = (text.get(..range.start)?, text.get(range.end..)?);
    let is_share = part >= 1.0 && part < whole && !SPAN.is_match(after);
    (is_share && !is_of_a_name(before, "", ""))
        .then(|| share(range, part / whole, sense(before, after)))
}

/// A share that is told as one part of a whole, as roughly as people do.
fn share(range: Range<usize>, share: f64, sense: Sense) -> Figure {
    let value = 100.0 * share;
    let (step, coarse_step) = (0.2 * value, 0.3 * value);
    Figure { range, value, step, coarse_step, unit: Unit::PerCent, sense }
}

static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?<part>[0-9]{1,4})\x20+in\x20+(?:every\x20+)?(?<whole>[0-9]{1,6})\b")
});
static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:[.,:/-]?[0-9]|\x20?(?:ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?|weeks?|months?|years?)\b)",
    )
});

/// How many seconds a figure is of whose unit stands behind it, in words or signs.
pub(super) fn in_seconds(text: &str, figure: &Figure) -> Option<Figure> {
    let unit = SECONDS.find(text.get(figure.range.end..)?)?.as_str().trim_start_matches([' ', '-']);
    let factor = if unit.starts_with('m') { 1e-3 } else { 1.0 };
    Some(Figure {
        value: factor * figure.value,
        step: factor * figure.step,
        coarse_step: factor * figure.coarse_step,
        ..figure.clone()
    })
}

static SECONDS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\x20-]?(?:ms|msecs?|milliseconds?|s|secs?|seconds?)\b"));

/// Whether a word is a number with its unit or its scale: "400ms", and the "2M" of "1.2M".
pub(super) fn is_measure(word: &str) -> bool {
    let unit = word.trim_start_matches(|sign: char| sign.is_ascii_digit());
    unit.len() < word.len() && UNITS.iter().any(|known| known.eq_ignore_ascii_case(unit))
}

/// Whether digits between two texts are a piece of a name, a version, an address or a code.
pub(super) fn is_of_a_name(before: &str, written: &str, after: &str) -> bool {
    let mut signs = before.chars().rev();
    let (last, second) = (signs.next(), signs.next());
    let is_joined = last.is_some_and(|sign| sign.is_alphanumeric() || "_#@".contains(sign))
        || last.is_some_and(|sign| "-./:".contains(sign))
            && second.is_some_and(char::is_alphabetic)
        || last == Some('/') && second.is_some_and(char::is_alphanumeric);
    let letters: String =
        after.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect();
    let is_unit = letters.is_empty() || UNITS.contains(&letters.as_str());
    let goes_on = after.starts_with('/')
        && after.get(1..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let dots = written.matches('.').count();
    let is_version = dots > 1 && !written.split('.').skip(1).all(|part| part.len() == 3);
    is_joined || !is_unit || goes_on || is_version || CODE_BEFORE.is_match(tail(before))
}

/// What may stand behind a number without a blank.
const UNITS: &[&str] = &[
    "k", "K", "M", "B", "m", "bn", "mn", "ms", "s", "sec", "secs", "min", "mins", "h", "hr", "hrs",
    "d", "x", "KB", "kB", "MB", "GB", "TB", "PB", "Mi", "Gi", "KiB", "MiB", "GiB", "TiB", "Mbps",
    "Gbps", "th", "st", "nd", "rd", "am", "pm", "pct", "rps", "qps",
];

/// Words behind which a number is a name.
static CODE_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:versions?|v|releases?|build|port|http|https|error|code|status|ticket|issue|pr|rfc|incident|bug|sev|priority|p)[\x20:#-]+$",
    )
});

static SCALE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[\x20-]?(?:thousand|million|billion|trillion)|[kKMB]|bn|mn)\b"));

fn factor(scale: &str) -> Option<f64> {
    match scale {
        "k" | "K" | "thousand" => Some(1e3),
        "M" | "mn" | "million" => Some(1e6),
        "B" | "bn" | "billion" => Some(1e9),
        "trillion" => Some(1e12),
        _ => None,
    }
}

static PER_CENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^[\x20-]?(?:%|per\x20?cent\b|pct\b|percentage\x20+points?\b)"));

/// What the words before and behind a figure make of it.
pub(super) fn sense(before: &str, after: &str) -> Sense {
    let before = tail(before);
    if ABOUT.is_match(before) || ABOUT_BEHIND.is_match(after) {
        Sense::About
    } else if AT_LEAST.is_match(before) {
        Sense::AtLeast
    } else if AT_MOST.is_match(before) {
        Sense::AtMost
    } else {
        Sense::Exact
    }
}

static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\b(?:about|around|roughly|approximately|approx\.?|circa|ca\.?|some|close\x20+to|an?\x20+estimated|estimated)\x20+(?:an?\x20+|the\x20+)?|~\x20?|≈\x20?)$",
    )
});
static ABOUT_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:ish\b|-ish\b|\x20+(?:or\x20+so|or\x20+thereabouts|give\x20+or\x20+take|approximately)\b)",
    )
});
static AT_LEAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\b(?:over|more\x20+than|above|at\x20+least|upwards\x20+of|in\x20+excess\x20+of|well\x20+over|exceeding|longer\x20+than)\x20+(?:an?\x20+)?|>\x20?)$",
    )
});
static AT_MOST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\b(?:nearly|almost|under|less\x20+than|fewer\x20+than|up\x20+to|at\x20+most|below|not\x20+quite|within)\x20+(?:an?\x20+)?|<\x20?)$",
    )
});

/// The last bytes of a text, in which the words before a figure stand.
fn tail(text: &str) -> &str {
    let begin =
        (text.len().saturating_sub(40)..=text.len()).find(|begin| text.is_char_boundary(*begin));
    begin.and_then(|begin| text.get(begin..)).unwrap_or_default()
}

/// The numbers in words. "One" is a pronoun more often than a number.
fn in_words(text: &str) -> Vec<Figure> {
    let words: Vec<(Range<usize>, String)> =
        WORDS.find_iter(text).map(|word| (word.range(), word.as_str().to_lowercase())).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((range, first)) = words.get(at) {
        at += 1;
        let may_begin =
            numerals::cardinal(first).is_some() || matches!(first.as_str(), "a" | "an" | "half");
        if !may_begin {
            continue;
        }
        let parts: Vec<&str> =
            words.iter().skip(at - 1).take(MAX_PARTS).map(|(_, word)| word.as_str()).collect();
        let Some(spelled) = numerals::spelled(&parts) else { continue };
        let Some((last, _)) = words.get(at + spelled.words - 2) else { continue };
        let after = text.get(last.end..).unwrap_or_default();
        at += spelled.words - 1;
        if let Some((of_whole, words_of_share)) = one_in_ten(&parts, spelled) {
            let end = words
                .get(at - spelled.words + words_of_share - 1)
                .map_or(last.end, |(range, _)| range.end);
            let sense = sense(text.get(..range.start).unwrap_or_default(), after);
            found.push(share(range.start..end, of_whole, sense));
            at += words_of_share - spelled.words;
            continue;
        }
        let is_fraction = spelled.value < 1.0 && spelled.value > 0.0;
        let is_share = PER_CENT.is_match(after) || is_fraction && OF.is_match(after);
        if spelled.value < 2.0 && !is_share {
            continue;
        }
        let value = if is_fraction { spelled.value * 100.0 } else { spelled.value };
        let round = (1..=9)
            .map(|power| 10_f64.powi(power))
            .take_while(|power| value >= *power && value % power == 0.0)
            .last();
        found.push(Figure {
            range: range.start..last.end,
            value,
            // Nobody says "a third" and means 33.333 %.
            step: if is_fraction { 2.0 } else { spelled.step.unwrap_or(0.0) },
            coarse_step: if is_fraction { 10.0 } else { round.unwrap_or(1.0) },
            unit: if is_share { Unit::PerCent } else { Unit::Count },
            sense: sense(text.get(..range.start).unwrap_or_default(), after),
        });
    }
    found
}

const MAX_PARTS: usize = 12;

/// The share of "one in ten" and how many words it takes.
fn one_in_ten(words: &[&str], part: numerals::Spelled) -> Option<(f64, usize)> {
    let rest = words.get(part.words..)?;
    let joint = match rest {
        ["in", ..] => 1,
        ["out", "of", ..] => 2,
        _ => return None,
    };
    let whole = numerals::spelled(rest.get(joint..)?)?;
    let is_share = part.value >= 1.0 && whole.value > part.value && whole.value.fract() == 0.0;
    is_share.then_some((part.value / whole.value, part.words + joint + whole.words))
}

static WORDS: LazyLock<Regex> = LazyLock::new(|| pattern(r"[A-Za-z]+|-|[.,;:!?()0-9]"));
static OF: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\x20+(?:of|the|all|our|its|their)\b"));
