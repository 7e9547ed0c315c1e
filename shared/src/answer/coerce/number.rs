//! A text where an answer wants a number, with separators, percentages, fractions, approximations. Only one reading may
//! be left, since the number becomes a value; [`numerals`](crate::numerals) reads those of prose.

use serde_json::{Number, Value};

use crate::answer::{Repair, provenance::Repairs, schema::Node, validate::is_integer};

/// Up to this a number that stands for a percentage could as well be points, out of ten or of twenty.
const MAX_POINTS: f64 = 20.0;

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
            let number = written.trim().parse::<Number>();
            if !number.is_ok_and(|number| !integer || is_integer(&number)) {
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
    value > MAX_POINTS && value <= 100.0
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

#[cfg(test)]
mod tests {
    use super::*;

    const FRACTION: Node =
        Node::Number { minimum: 0.0, maximum: 1.0, integer: false, fraction: true };
    const ANY: Node = Node::Number {
        minimum: f64::NEG_INFINITY,
        maximum: f64::INFINITY,
        integer: false,
        fraction: false,
    };
    const COUNT: Node =
        Node::Number { minimum: 0.0, maximum: f64::INFINITY, integer: true, fraction: false };
    const TEMPERATURE: Node =
        Node::Number { minimum: -50.0, maximum: 60.0, integer: false, fraction: false };

    /// What each text means for the member `word_count`, and the steps that led to it.
    #[track_caller]
    fn assert_numbers(node: &Node, cases: &[(&str, f64, &[Repair])]) {
        for (written, expected, steps) in cases {
            let found = number(node, written, "word_count");
            let found = found.map(|(value, repairs)| (value.as_f64(), repairs.list()));
            assert_eq!(found, Some((Some(*expected), steps.to_vec())), "{written:?}");
        }
    }

    #[track_caller]
    fn assert_open(node: &Node, texts: &[&str]) {
        for written in texts {
            assert_eq!(number(node, written, "word_count"), None, "{written:?}");
        }
    }

    #[test]
    fn separators_of_thousands_and_decimals_are_read_where_they_mean_one_thing() {
        let notation = &[Repair::NumberNotation][..];
        assert_numbers(
            &ANY,
            &[
                ("12", 12.0, &[]),
                ("-12.5", -12.5, &[]),
                (" 1e3 ", 1000.0, &[]),
                ("1,234,567", 1_234_567.0, notation),
                ("1,234,567.5", 1_234_567.5, notation),
                ("12,345.5", 12_345.5, notation),
                ("12.345,5", 12_345.5, notation),
                ("1.234.567", 1_234_567.0, notation),
                ("1.234.567,5", 1_234_567.5, notation),
                ("12 345", 12_345.0, notation),
                ("12\u{a0}345.5", 12_345.5, notation),
                ("12\u{202f}345", 12_345.0, notation),
                ("12'345", 12_345.0, notation),
                ("1_000_000", 1_000_000.0, notation),
                ("0,5", 0.5, notation),
                ("12,5", 12.5, notation),
                ("1234,5", 1234.5, notation),
                ("0,125", 0.125, notation),
                ("+5", 5.0, notation),
                ("\u{2212}5", -5.0, notation),
                (".5", 0.5, notation),
                ("5.", 5.0, notation),
                ("0x1F", 31.0, notation),
                ("-0x10", -16.0, notation),
            ],
        );
        assert_open(
            &ANY,
            &[
                "1,240",
                "1,240,12",
                "12,34,567",
                "1.240,5,5",
                "1,2.3.4",
                "1,234.567,8",
                "1 23",
                "12 34 567",
            ],
        );
    }

    #[test]
    fn the_limits_of_a_number_tell_which_of_two_readings_is_meant() {
        assert_numbers(&TEMPERATURE, &[("1,240", 1.24, &[Repair::NumberNotation])]);
        assert_numbers(&COUNT, &[("1,240", 1240.0, &[Repair::NumberNotation])]);
        assert_open(&COUNT, &["1,5", "-5", "1.5", "0x"]);
        assert_open(&TEMPERATURE, &["61", "-51", "61,5", "50%", "1/2", "1 of 2"]);
    }

    #[test]
    fn a_percentage_stands_for_a_fraction_only() {
        let percent = &[Repair::Percentage][..];
        assert_numbers(
            &FRACTION,
            &[
                ("0.54", 0.54, &[]),
                ("1", 1.0, &[]),
                ("54%", 0.54, percent),
                ("54 %", 0.54, percent),
                ("54.5%", 0.545, percent),
                ("54,5 %", 0.545, percent),
                ("54 percent", 0.54, percent),
                ("54 per cent", 0.54, percent),
                ("54pct", 0.54, percent),
                ("~54%", 0.54, percent),
                ("0%", 0.0, percent),
                ("100%", 1.0, percent),
                ("54", 0.54, percent),
                ("54.5", 0.545, percent),
                ("100", 1.0, percent),
                ("7%", 0.07, percent),
            ],
        );
        // Points out of ten, or a percentage?
        assert_open(&FRACTION, &["5", "2", "10", "1.5", "9,5"]);
        assert_open(&FRACTION, &["101", "101%", "-5%", "-0.5", "%", "54%%", "54% or 60%"]);
        // Rather 0.5 with a sign too many than less than a hundredth.
        assert_open(&FRACTION, &["0.5%", "0.85 %"]);
        assert_open(&ANY, &["54%", "54 percent"]);
    }

    #[test]
    fn a_quotient_stands_for_a_fraction_only() {
        let fraction = &[Repair::Fraction][..];
        assert_numbers(
            &FRACTION,
            &[
                ("8/10", 0.8, fraction),
                ("8 / 10", 0.8, fraction),
                ("8 out of 10", 0.8, fraction),
                ("8 of 10", 0.8, fraction),
                ("4.5/5", 0.9, fraction),
                ("0/10", 0.0, fraction),
                ("10/10", 1.0, fraction),
            ],
        );
        assert_open(
            &FRACTION,
            &[
                "50/50", "3/3", "11/10", "-1/10", "8/0", "0/0", "8/", "/10", "8/10/20", "8 out of",
                "8/ten",
            ],
        );
        assert_open(&ANY, &["8/10"]);
    }

    #[test]
    fn the_noun_of_the_member_and_a_sign_before_the_number_are_passed_over() {
        let notation = &[Repair::NumberNotation][..];
        assert_numbers(
            &COUNT,
            &[
                ("3561 words", 3561.0, notation),
                ("3561 Word", 3561.0, notation),
                ("1,240 words", 1240.0, notation),
                ("~12", 12.0, notation),
                ("≈ 12", 12.0, notation),
                ("$12", 12.0, notation),
            ],
        );
        assert_open(
            &COUNT,
            &[
                "12 pages",
                "12 (estimated)",
                "12 - a guess",
                "12 - 14",
                "12-14",
                "12 or 13",
                "about 12",
                "twelve",
                "12 words or so",
            ],
        );
    }

    #[test]
    fn a_remark_on_a_fraction_is_passed_over_unless_it_may_change_the_number() {
        let notation = &[Repair::NumberNotation][..];
        assert_numbers(
            &FRACTION,
            &[
                ("0.8 (estimated)", 0.8, notation),
                ("0.8 - a guess", 0.8, notation),
                ("0.8 – a guess", 0.8, notation),
                ("0.8 — a guess", 0.8, notation),
                ("80% (high)", 0.8, &[Repair::Percentage]),
            ],
        );
        assert_open(
            &FRACTION,
            &["0.8 (or 0.9)", "0.8 - 0.9", "0.8 (out of ten)", "0.8 (not sure)", "0.8 (percent)"],
        );
    }

    #[test]
    fn what_is_no_number_is_none() {
        assert_open(
            &ANY,
            &[
                "",
                " ",
                "NaN",
                "nan",
                "inf",
                "Infinity",
                "-Infinity",
                "1e999",
                "-1e999",
                "--5",
                "+-5",
                "-",
                ".",
                "1e",
                "e5",
                "0xZZ",
                "0x100000000",
                "1..2",
                "1.2e3.4",
                "null",
                "true",
                "v1.2",
                "1.2.3",
                "12:30",
                "2024-05-01",
            ],
        );
        assert_eq!(number(&Node::Boolean, "1", "word_count"), None);
    }

    #[test]
    fn whole_numbers_stay_exact() {
        let written = |text: &str| number(&COUNT, text, "").map(|(value, _)| value.to_string());
        assert_eq!(written("8,999,999,999,999,999").as_deref(), Some("8999999999999999"));
        assert_eq!(written("12.0").as_deref(), Some("12"));
        assert_eq!(written("1e3").as_deref(), Some("1000"));
        assert_eq!(written("12.5"), None);
    }
}
