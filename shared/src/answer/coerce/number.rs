//! Numbers as people write them: separators, percentages, fractions, approximations.

use serde_json::{Number, Value};

use crate::answer::{Repair, provenance::Repairs, schema::Node};

/// Below this a number that stands for a percentage could as well be points out of ten.
const LEAST_BARE_PERCENTAGE: f64 = 10.0;

/// The number that `written` means where `node` wants one, for the member named `member`; none if that is open.
pub(super) fn number(node: &Node, written: &str, member: &str) -> Option<(Value, Repairs)> {
    let Node::Number { minimum, maximum, integer, fraction } = node else { return None };
    let fits =
        |value: f64| (*minimum..=*maximum).contains(&value) && (!integer || value.fract() == 0.0);
    let mut repairs = Repairs::default();
    let text = written.trim();
    let text = if *fraction { without_remark(text) } else { text };
    let text = text.trim_start_matches(['~', '≈', '$', '€', '£', '¥']).trim_start();
    let text = without_noun(text, member);
    let is_fraction = *fraction && *maximum == 1.0;
    let value = if let Some(percentage) = percentage(text) {
        is_fraction.then_some(())?;
        repairs.add(Repair::Percentage);
        // `0.85%` is rather 0.85 with a sign too many than less than a hundredth.
        hundredth(one(percentage, *integer, |value| {
            value == 0.0 || (1.0..=100.0).contains(&value)
        })?)
    } else if let Some((part, whole)) = quotient(text) {
        is_fraction.then_some(())?;
        repairs.add(Repair::Fraction);
        let (part, whole) = (one(part, *integer, |_| true)?, one(whole, *integer, |_| true)?);
        // 50/50 are even odds and not all of it.
        let is_odds = part == whole && ![1.0, 5.0, 10.0, 100.0].contains(&whole);
        (whole > 0.0 && !is_odds && (0.0..=whole).contains(&part)).then_some(part / whole)?
    } else {
        let fits_bare = |value: f64| fits(value) || (is_fraction && is_bare_percentage(value));
        let value = one(text, *integer, fits_bare)?;
        if fits(value) {
            if written.trim().parse::<Number>().is_err() {
                repairs.add(Repair::NumberNotation);
            }
            value
        } else {
            repairs.add(Repair::Percentage);
            hundredth(value)
        }
    };
    fits(value).then_some(())?;
    Some((as_json(value, *integer)?, repairs))
}

fn is_bare_percentage(value: f64) -> bool {
    value > LEAST_BARE_PERCENTAGE && value <= 100.0
}

/// A hundredth, rounded as a person would write it: 54 % is 0.54 and not 0.5400000000000001.
fn hundredth(percentage: f64) -> f64 {
    format!("{percentage}e-2").parse().unwrap_or(percentage / 100.0)
}

/// `text` without a remark, in parentheses or behind a dash, that holds no further number.
fn without_remark(text: &str) -> &str {
    let remark = text.split_once(" (").filter(|(_, remark)| remark.ends_with(')'));
    let remark = remark.or_else(|| text.split_once(" - ")).or_else(|| text.split_once(" – "));
    match remark.or_else(|| text.split_once(" — ")) {
        Some((number, remark)) if !is_scale(remark) => number.trim_end(),
        _ => text,
    }
}

/// Whether a remark may change the number beside it.
fn is_scale(remark: &str) -> bool {
    let scales = [
        "percent", "per cent", "out of", "of ten", "negative", "minus", "not", "thousand", "point",
    ];
    remark.contains(|sign: char| sign.is_numeric() || matches!(sign, '%' | '％' | '‰'))
        || scales.iter().any(|scale| remark.to_lowercase().contains(scale))
}

/// `text` without the noun that the member is named for: `3561 words` for `word_count`.
fn without_noun<'t>(text: &'t str, member: &str) -> &'t str {
    let Some((number, noun)) = text.split_once(' ') else { return text };
    let singular = |word: &str| word.strip_suffix('s').unwrap_or(word).to_lowercase();
    let is_word = noun.chars().all(char::is_alphabetic) && noun.chars().count() >= 3;
    let words = member.split(|sign: char| !sign.is_alphanumeric());
    if is_word && words.map(singular).any(|word| word == singular(noun)) { number } else { text }
}

fn percentage(text: &str) -> Option<&str> {
    let signs = ["%", "percent", "per cent", "pct", "％"];
    signs.iter().find_map(|sign| text.strip_suffix(sign)).map(str::trim_end)
}

fn quotient(text: &str) -> Option<(&str, &str)> {
    [" out of ", " of ", "/"]
        .iter()
        .find_map(|sign| text.split_once(sign))
        .map(|(part, whole)| (part.trim(), whole.trim()))
}

/// The one number that `text` means and that `fits`.
fn one(text: &str, integer: bool, fits: impl Fn(f64) -> bool) -> Option<f64> {
    let mut readings = readings(text, integer).into_iter().flatten().filter(|value| fits(*value));
    match (readings.next(), readings.next()) {
        (Some(value), None) => Some(value),
        _ => None,
    }
}

/// What `text` may mean: a comma groups thousands or begins the decimals.
fn readings(text: &str, integer: bool) -> [Option<f64>; 2] {
    let unsigned = text.trim_start_matches(['+', '-', '\u{2212}']);
    let sign = match text.len() - unsigned.len() {
        0 => 1.0,
        1 if text.starts_with('+') => 1.0,
        _ if text.chars().count() == unsigned.chars().count() + 1 => -1.0,
        _ => return [None, None],
    };
    if let Some(digits) = unsigned.strip_prefix("0x").or_else(|| unsigned.strip_prefix("0X")) {
        let value = u32::from_str_radix(digits, 16).ok().map(|value| sign * f64::from(value));
        return [value, None];
    }
    let parse = |text: &str| -> Option<f64> {
        let is_plain = text.starts_with(|first: char| first.is_ascii_digit() || first == '.')
            && text.chars().all(|letter| {
                letter.is_ascii_digit() || matches!(letter, '.' | 'e' | 'E' | '+' | '-')
            });
        is_plain.then(|| text.parse().ok())?.map(|value: f64| sign * value)
    };
    let dotted = |text: &str| parse(&text.replace(',', "."));
    let grouped = |mark: char, decimal: Option<char>| -> Option<f64> {
        let (whole, decimals) = match decimal.and_then(|decimal| unsigned.split_once(decimal)) {
            Some((whole, decimals)) => (whole, decimals),
            None => (unsigned, ""),
        };
        let groups: Vec<&str> = whole.split(mark).collect();
        let (first, others) = groups.split_first()?;
        let is_digits = |text: &&str| text.bytes().all(|digit| digit.is_ascii_digit());
        let is_grouped = !others.is_empty()
            && (1..=3).contains(&first.len())
            && *first != "0"
            && is_digits(first)
            && others.iter().all(|group| group.len() == 3 && is_digits(group))
            && is_digits(&decimals);
        is_grouped.then(|| parse(&format!("{}.{decimals}", groups.concat())))?
    };
    let commas = unsigned.matches(',').count();
    let dots = unsigned.matches('.').count();
    match (commas, dots) {
        (0, 0 | 1) => {
            let plain = unsigned.replace('_', "");
            let spaced = [' ', '\u{a0}', '\u{202f}', '\'']
                .into_iter()
                .find_map(|mark| grouped(mark, Some('.')));
            // `1.000` pieces may be a thousand of them.
            [parse(&plain).or(spaced), grouped('.', None).filter(|_| integer)]
        }
        (0, _) => [grouped('.', None), None],
        (1, 0) => [grouped(',', None), dotted(unsigned)],
        (_, 0) => [grouped(',', None), None],
        (1, _) if unsigned.rfind(',') > unsigned.rfind('.') => [grouped('.', Some(',')), None],
        _ => [grouped(',', Some('.')), None],
    }
}

fn as_json(value: f64, integer: bool) -> Option<Value> {
    if integer && value.abs() < 9e15 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a whole number within the exact range of f64"
        )]
        return Some(Value::from(value as i64));
    }
    Number::from_f64(value).map(Value::Number)
}
