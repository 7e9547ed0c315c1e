//! A number as the cells of a table have it: with thousands separated, with a decimal comma, with a unit or a currency. Which
//! sign separates decimals may stay open until a later cell of the column decides (`cells`).

use super::closest;
use crate::series::table::unit::MAX_UNIT_CHARACTERS;

/// Words that say that there is no number, in small letters.
const NONE: [&str; 30] = [
    "nan",
    "-nan",
    "-nan(ind)",
    "1.#qnan",
    "-1.#ind",
    "nat",
    "null",
    "(null)",
    "none",
    "nil",
    "na",
    "<na>",
    "n/a",
    "n.a.",
    "n/d",
    "s/d",
    "k.a.",
    "#n/a",
    "#na",
    "#nv",
    "missing",
    "undefined",
    "unknown",
    "unavailable",
    "not available",
    "no data",
    "nodata",
    "no value",
    "(blank)",
    "\\n",
];

/// Words for an infinite number, in small letters and without a sign.
const INFINITE: [&str; 3] = ["inf", "infinity", "∞"];

/// What three capital letters before a number are where they are a currency, as banks write them.
const CURRENCIES: [&str; 20] = [
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "INR", "JPY",
    "MXN", "NOK", "NZD", "PLN", "SEK", "SGD", "USD",
];

/// Currencies that stand before numbers as words.
const CURRENCY_WORDS: [&str; 7] = ["kr.", "kr", "Kr.", "Kr", "Fr.", "Rs.", "Rs"];

/// What stands behind amounts of money that are told in powers of ten, in small letters.
const MAGNITUDES: [(&str, &[&str]); 4] = [
    ("e3", &["k", "tsd", "tsd.", "thousand"]),
    ("e6", &["m", "mm", "mn", "mio", "mio.", "million"]),
    ("e9", &["b", "bn", "md", "mrd", "mrd.", "billion"]),
    (TRILLION, &["t", "tn", "trillion"]),
];
const TRILLION: &str = "e12";

/// Whether `text`, without white space around it, says that there is no number: it is empty, a word for it, strokes or
/// points, as statistical offices write, or an error of a spreadsheet.
pub(crate) fn is_none(text: &str) -> bool {
    /// In bytes, that of the longest word, with one to spare: other cells are not brought to small letters.
    const LONGEST: usize = 14;
    let is_mark = |sign: char| matches!(sign, '-' | '–' | '—' | '.' | '…' | ':' | '?');
    if text.chars().all(is_mark) {
        return true;
    }
    let is_error = || text.starts_with('#') && text.ends_with(['!', '?']);
    text.len() <= LONGEST && (is_error() || NONE.contains(&text.to_lowercase().as_str()))
}

/// Whether `text`, without white space around it, is an infinite number, which nothing can be computed with.
pub(crate) fn is_infinite(text: &str) -> bool {
    /// In bytes, with a sign.
    const LONGEST: usize = 9;
    let word = text.strip_prefix(['-', '+']).unwrap_or(text);
    text.len() <= LONGEST && INFINITE.contains(&word.to_lowercase().as_str())
}

/// Whether `text`, without white space around it, may be a code for a missing value: a negative number of three nines at
/// least, two of them before the point, and of zeros behind them. Programs write codes without a unit and in one piece.
pub(crate) fn may_be_code(text: &str) -> bool {
    /// In bytes: all nines that a number holds exactly, a sign and a point.
    const LONGEST: usize = 17;
    let Some(digits) = text.strip_prefix('-').filter(|_| text.len() <= LONGEST) else {
        return false;
    };
    let (whole, decimals) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let decimals = decimals.trim_end_matches('0');
    whole.len() >= 2
        && whole.len() + decimals.len() >= 3
        && whole.bytes().chain(decimals.bytes()).all(|digit| digit == b'9')
}

/// Whether `unit` is an amount of money, or one for each of something.
pub(crate) fn is_money(unit: &str) -> bool {
    unit.contains(is_currency) || !currency(unit).0.is_empty()
}

/// Whether `text` says nothing about what else stands in its column.
pub(crate) fn says_nothing(text: &str) -> bool {
    is_none(text) || is_infinite(text)
}

/// A number and what it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Written<'t> {
    pub(crate) amount: Amount,
    /// Empty if there is none.
    pub(crate) unit: &'t str,
}

/// A number, as far as it can be told from itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Amount {
    /// Its digits say nothing about the sign before decimals.
    Whole(f64),
    /// Decimals follow a point, or commas separate thousands: `1.5`, `1,234.5`, `1,234,567`.
    Point(f64),
    /// The other way round: `1,5`, `1.234,5`, `1.234.567`.
    Comma(f64),
    /// One sign and three digits behind it: what it is if decimals follow a point, and if they follow a comma.
    Either {
        /// `1.234` as a little more than one, `1,234` as more than a thousand.
        point: f64,
        /// The other way round.
        comma: f64,
    },
}

/// `text`, without white space around it, as a number; none if it is none.
pub(crate) fn read(text: &str) -> Option<Written<'_>> {
    // Spreadsheets keep a number from being changed by writing it as a formula: `="0012"`.
    let text = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let (is_negative, rest) = signed(text);
    let (currency, rest) = currency(rest);
    // Accountants write a stroke for nothing: `$-`.
    if !currency.is_empty() && is_negative.is_none() && matches!(rest, "-" | "–" | "—") {
        return Some(Written { amount: Amount::Whole(0.0), unit: currency });
    }
    let (is_negative_behind, rest) = match (currency, is_negative) {
        ("", _) => (None, rest),
        (_, None) => signed(rest),
        (_, Some(_)) => unsigned(rest),
    };
    let is_negative = is_negative.or(is_negative_behind);
    let (is_negative_at_end, rest) = without_stroke(rest);
    if is_negative.is_some() && is_negative_at_end {
        return None;
    }
    let is_negative = is_negative_at_end || is_negative == Some(true);

    let end = length(rest);
    let (number, behind) = rest.split_at_checked(end)?;
    let (exponent, behind) = exponent(behind);
    let (magnitude, unit) = unit(currency, behind.trim_start())?;
    let amount = amount(number, exponent, magnitude)?;
    Some(Written { amount: if is_negative { negated(amount) } else { amount }, unit })
}

/// Whether `text` is written as a negative number, if it says so or the contrary, and what is left of it: accountants write
/// losses in brackets.
fn signed(text: &str) -> (Option<bool>, &str) {
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    match inner.filter(|inner| !inner.contains(['(', '-', '–', '+', '\u{2212}'])) {
        Some(inner) => (Some(true), inner.trim()),
        None => unsigned(text),
    }
}

/// The power of ten that a number is told in between `currency` and what is `behind` it, each of which may be empty, and
/// its unit: `$8.4k` and `1,2 Mio. €` are money. Without a currency, a letter may be a unit as well, and is one.
fn unit<'t>(currency: &'t str, behind: &'t str) -> Option<(&'static str, &'t str)> {
    match (currency, money_behind(behind)) {
        ("", Some(money)) => Some(money),
        ("", None) => (behind.is_empty() || is_unit(behind)).then_some(("", behind)),
        _ if behind.is_empty() => Some(("", currency)),
        _ => Some((power_of_ten(behind)?, currency)),
    }
}

/// A power of ten and a currency: `k€`. But `T€` are thousands in German, and elsewhere a million of millions.
fn money_behind(text: &str) -> Option<(&'static str, &str)> {
    let code = CURRENCIES.iter().find_map(|code| text.strip_suffix(code));
    let before = code.or_else(|| text.strip_suffix(is_currency))?;
    let currency = text.strip_prefix(before)?;
    let power = power_of_ten(before.trim_end()).filter(|power| *power != TRILLION)?;
    Some((power, currency))
}

fn power_of_ten(magnitude: &str) -> Option<&'static str> {
    let magnitude = magnitude.to_lowercase();
    let mut powers = MAGNITUDES.iter();
    powers.find(|(_, words)| words.contains(&magnitude.as_str())).map(|(power, _)| *power)
}

/// `text` without a stroke at its end, and whether this makes it negative: `12-` is what accounting programs write for
/// -12, and `5.-` are five whole francs. The comma of `1.250,-` says where decimals would begin.
fn without_stroke(text: &str) -> (bool, &str) {
    let whole = ["--", "-", "–", "—"].iter().find_map(|stroke| {
        let price = text.strip_suffix(stroke)?;
        let digits = price.strip_suffix(['.', ',']).filter(|digits| ends_with_digit(digits))?;
        Some(if price.ends_with(',') { price } else { digits })
    });
    match (whole, text.strip_suffix(['-', '\u{2212}'])) {
        (Some(whole), _) => (false, whole),
        (None, Some(rest)) if ends_with_digit(rest) => (true, rest),
        _ => (false, text),
    }
}

fn ends_with_digit(text: &str) -> bool {
    text.ends_with(|sign: char| sign.is_ascii_digit())
}

fn unsigned(text: &str) -> (Option<bool>, &str) {
    let mut characters = text.chars();
    match characters.next() {
        Some('-' | '–' | '\u{2212}') => (Some(true), characters.as_str().trim_start()),
        Some('+') => (Some(false), characters.as_str()),
        _ => (None, text),
    }
}

/// The currency before a number, and the number.
fn currency(text: &str) -> (&str, &str) {
    let signs = text.find(|sign| !is_currency(sign)).unwrap_or(text.len());
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    // `R$`, `US$`
    let dollars = text.get(letters..).filter(|rest| letters <= 2 && rest.starts_with('$'));
    let is_code = text.get(..3).is_some_and(|code| CURRENCIES.contains(&code));
    let word = CURRENCY_WORDS.into_iter().find(|word| text.starts_with(word));
    let end = match (word, dollars) {
        _ if is_code => 3,
        (Some(word), _) => word.len(),
        (None, Some(_)) => letters + 1,
        (None, None) => signs,
    };
    let (currency, rest) = text.split_at_checked(end).unwrap_or(("", text));
    (currency, rest.trim_start())
}

fn is_currency(sign: char) -> bool {
    matches!(sign, '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}')
}

fn is_unit(text: &str) -> bool {
    let may_begin =
        |sign: char| sign.is_alphabetic() || is_currency(sign) || "%‰°℃℉/".contains(sign);
    let begins = text.starts_with(may_begin);
    begins
        && text.chars().count() <= MAX_UNIT_CHARACTERS
        && text
            .chars()
            .all(|sign| !sign.is_whitespace() && !sign.is_control() && !sign.is_ascii_digit())
}

/// How many bytes at the beginning of `text` belong to the number itself. A blank or an apostrophe does where digits
/// follow it.
fn length(text: &str) -> usize {
    let mut end = 0;
    for (at, sign) in text.char_indices() {
        if sign.is_ascii_digit() {
            end = at + 1;
        } else if matches!(sign, ',' | '.') {
            // A point at the very end belongs to the number as well: `5.`.
            if end == at {
                end = at + 1;
            }
        } else if !is_gap(sign) || at == 0 {
            break;
        }
    }
    end
}

/// A sign that separates thousands and nothing else.
fn is_gap(sign: char) -> bool {
    matches!(sign, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '\'' | '’')
}

fn exponent(text: &str) -> (&str, &str) {
    let Some(rest) = text.strip_prefix(['e', 'E']) else { return ("", text) };
    let digits = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    let end = text.len() - digits.len() + count;
    if count == 0 { ("", text) } else { text.split_at_checked(end).unwrap_or(("", text)) }
}

/// The value of digits and separators, which it is not certain to be.
fn amount(number: &str, exponent: &str, magnitude: &str) -> Option<Amount> {
    let parts = Parts::of(number, exponent, magnitude);
    let count = parts.digits.len();
    if count == 0 {
        return None;
    }
    let Parts { commas, points, gaps, .. } = &parts;
    match (commas.count, points.count) {
        (0, 0) if gaps.count == 0 || parts.has_groups(count) => parts.whole().map(Amount::Whole),
        (0, 0) => None,
        (1, 1..) if commas.before > points.before => {
            parts.behind_groups(commas.before).map(Amount::Comma)
        }
        (1.., 1) if points.before > commas.before => {
            parts.behind_groups(points.before).map(Amount::Point)
        }
        (0, 1) => Some(match parts.behind_one_sign(points.before)? {
            (point, Some(comma)) => Amount::Either { point, comma },
            (point, None) => Amount::Point(point),
        }),
        (1, 0) => Some(match parts.behind_one_sign(commas.before)? {
            (comma, Some(point)) => Amount::Either { point, comma },
            (comma, None) => Amount::Comma(comma),
        }),
        // Several of one kind, and nothing else.
        (0, _) if gaps.count == 0 && parts.has_groups(count) => parts.whole().map(Amount::Comma),
        (_, 0) if gaps.count == 0 && parts.has_groups(count) => parts.whole().map(Amount::Point),
        _ => None,
    }
}

/// What a number is written with.
struct Parts<'t> {
    number: &'t str,
    exponent: &'t str,
    /// The power of ten that stands behind it as a word.
    magnitude: &'t str,
    digits: String,
    commas: Separators,
    points: Separators,
    /// Signs that separate thousands and nothing else.
    gaps: Separators,
}

/// Signs of one kind between digits.
#[derive(Default)]
struct Separators {
    count: usize,
    /// How many digits stand before the last of them.
    before: usize,
}

impl<'t> Parts<'t> {
    fn of(number: &'t str, exponent: &'t str, magnitude: &'t str) -> Self {
        let mut digits = String::with_capacity(number.len());
        let (mut commas, mut points, mut gaps) = <(Separators, Separators, Separators)>::default();
        for sign in number.chars() {
            let seen = match sign {
                ',' => &mut commas,
                '.' => &mut points,
                _ if is_gap(sign) => &mut gaps,
                _ => {
                    digits.push(sign);
                    continue;
                }
            };
            *seen = Separators { count: seen.count + 1, before: digits.len() };
        }
        Self { number, exponent, magnitude, digits, commas, points, gaps }
    }

    /// The number if no sign stands before decimals.
    fn whole(&self) -> Option<f64> {
        self.decimal(self.digits.len())
    }

    /// The number if all but the first `before` digits are decimals.
    fn decimal(&self, before: usize) -> Option<f64> {
        let exponent = [self.exponent, self.magnitude].concat();
        closest(&self.digits, self.digits.len() - before, &exponent)
    }

    /// As [`Self::decimal`], where the digits before the decimals stand in groups.
    fn behind_groups(&self, before: usize) -> Option<f64> {
        if self.has_groups(before) { self.decimal(before) } else { None }
    }

    /// As [`Self::decimal`], where the only comma or point stands behind `before` digits; and as a whole number, where
    /// it may separate thousands as well.
    fn behind_one_sign(&self, before: usize) -> Option<(f64, Option<f64>)> {
        let has_gaps = self.gaps.count > 0;
        if has_gaps && !(self.gaps.before < before && self.has_groups(before)) {
            return None;
        }
        let decimal = self.decimal(before)?;
        let may_be_thousands = !has_gaps
            && self.digits.len() - before == 3
            && (1..=3).contains(&before)
            && !self.digits.starts_with('0')
            && self.exponent.is_empty();
        Some((decimal, if may_be_thousands { Some(self.whole()?) } else { None }))
    }

    /// Whether the first `until` digits stand in groups of three behind a first group of one to three, with one and the
    /// same sign between them.
    fn has_groups(&self, until: usize) -> bool {
        let (mut digits, mut in_group) = (0, 0);
        let mut separator = None;
        for sign in self.number.chars() {
            if sign.is_ascii_digit() {
                if digits == until {
                    break;
                }
                digits += 1;
                in_group += 1;
                continue;
            }
            if digits == until {
                break;
            }
            let fits = match separator {
                None => (1..=3).contains(&in_group),
                Some(first) => in_group == 3 && first == sign,
            };
            if !fits {
                return false;
            }
            separator = Some(sign);
            in_group = 0;
        }
        separator.is_none() || in_group == 3
    }
}

fn negated(amount: Amount) -> Amount {
    match amount {
        Amount::Whole(value) => Amount::Whole(super::negated(value)),
        Amount::Point(value) => Amount::Point(super::negated(value)),
        Amount::Comma(value) => Amount::Comma(super::negated(value)),
        Amount::Either { point, comma } => Amount::Either { point: -point, comma: -comma },
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount::*, *};

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, amount, unit) in [
            ("5", Whole(5.0), ""),
            ("-5", Whole(-5.0), ""),
            ("\u{2212}5", Whole(-5.0), ""),
            ("+5", Whole(5.0), ""),
            ("1 234", Whole(1234.0), ""),
            ("1'234'567", Whole(1_234_567.0), ""),
            ("1’234", Whole(1234.0), ""),
            ("1\u{202f}234\u{202f}567", Whole(1_234_567.0), ""),
            ("1.5", Point(1.5), ""),
            (".5", Point(0.5), ""),
            ("5.", Point(5.0), ""),
            ("1,234.5", Point(1234.5), ""),
            ("1,234,567", Point(1_234_567.0), ""),
            ("1,234,567.891", Point(1_234_567.891), ""),
            ("1'234.567", Point(1234.567), ""),
            ("0.123", Point(0.123), ""),
            ("1234.567", Point(1234.567), ""),
            ("1.234e3", Point(1234.0), ""),
            ("1,5", Comma(1.5), ""),
            ("1.234,5", Comma(1234.5), ""),
            ("1 234,5", Comma(1234.5), ""),
            ("1 234,567", Comma(1234.567), ""),
            ("1.234.567", Comma(1_234_567.0), ""),
            ("0,123", Comma(0.123), ""),
            ("1234,567", Comma(1234.567), ""),
            ("1,234", Either { point: 1234.0, comma: 1.234 }, ""),
            ("-12.345", Either { point: -12.345, comma: -12345.0 }, ""),
            ("1e5", Whole(1e5), ""),
            ("1E-3", Whole(1e-3), ""),
            ("12 %", Whole(12.0), "%"),
            ("12%", Whole(12.0), "%"),
            ("34 ms", Whole(34.0), "ms"),
            ("1 234 ms", Whole(1234.0), "ms"),
            ("3 e", Whole(3.0), "e"),
            ("21,5 °C", Comma(21.5), "°C"),
            ("$5", Whole(5.0), "$"),
            ("-$5.50", Point(-5.5), "$"),
            ("$-5", Whole(-5.0), "$"),
            ("(234.50)", Point(-234.5), ""),
            ("($1,234.50)", Point(-1234.5), "$"),
            ("(5 %)", Whole(-5.0), "%"),
            ("€ 1.234,00", Comma(1234.0), "€"),
            ("5 €", Whole(5.0), "€"),
            ("12345678901234567890", Whole(12_345_678_901_234_567_890.0), ""),
            ("19.761251902999998", Point(19.761_251_902_999_998), ""),
            ("1e-320", Whole(1e-320), ""),
            ("$(200.00)", Point(-200.0), "$"),
            ("$ (1,200.50)", Point(-1200.5), "$"),
            ("$-", Whole(0.0), "$"),
            ("$ -", Whole(0.0), "$"),
            ("12-", Whole(-12.0), ""),
            ("1.234,50-", Comma(-1234.5), ""),
            ("5.-", Whole(5.0), ""),
            ("5.–", Whole(5.0), ""),
            ("5,-", Comma(5.0), ""),
            ("1.250,--", Comma(1250.0), ""),
            ("21,5 ℃", Comma(21.5), "℃"),
            ("Rs 500", Whole(500.0), "Rs"),
            ("CHF 12.50", Point(12.5), "CHF"),
            ("CHF 5.-", Whole(5.0), "CHF"),
            ("-EUR 5", Whole(-5.0), "EUR"),
            ("–5", Whole(-5.0), ""),
            ("1\u{2007}234,5", Comma(1234.5), ""),
            ("R$ 1.234,50", Comma(1234.5), "R$"),
            ("-US$12.50", Point(-12.5), "US$"),
            ("(A$5)", Whole(-5.0), "A$"),
            ("₩1,234,567", Point(1_234_567.0), "₩"),
            ("12,50 ₽", Comma(12.5), "₽"),
            ("kr 12,50", Comma(12.5), "kr"),
            ("Fr. -12.50", Point(-12.5), "Fr."),
            ("Rs. 500.00", Point(500.0), "Rs."),
            ("=\"12\"", Whole(12.0), ""),
            ("$8.4k", Point(8400.0), "$"),
            ("$1.005k", Either { point: 1005.0, comma: 1_005_000.0 }, "$"),
            ("$1,234K", Either { point: 1_234_000.0, comma: 1234.0 }, "$"),
            ("-$1.2 M", Point(-1.2e6), "$"),
            ("($3.4B)", Point(-3.4e9), "$"),
            ("$(8.4k)", Point(-8400.0), "$"),
            ("£3.45m", Point(3.45e6), "£"),
            ("€1,2 Mio.", Comma(1.2e6), "€"),
            ("US$2bn", Whole(2e9), "US$"),
            ("$1.5 trillion", Point(1.5e12), "$"),
            ("USD 800K", Whole(8e5), "USD"),
            ("1.2M USD", Point(1.2e6), "USD"),
            ("900 k€", Whole(9e5), "€"),
            ("1,5 Mrd. €", Comma(1.5e9), "€"),
            // A thousand in German, and elsewhere a million of millions.
            ("12 T€", Whole(12.0), "T€"),
            ("8.4k", Point(8.4), "k"),
            ("5 m", Whole(5.0), "m"),
            ("5 MHz", Whole(5.0), "MHz"),
        ] {
            assert_eq!(read(text), Some(Written { amount, unit }), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            "a",
            "-",
            "--5",
            "+-5",
            "1.2.3",
            "1,2,3",
            "1,23,456",
            "1.234,567.8",
            "1,234.5,6",
            "12 34",
            "1 2345",
            "1 234'567",
            "1,234 567",
            "host1",
            "5 per cent",
            "3 2",
            "$5 USD",
            "$5 ms",
            "$5k €",
            "k€",
            "$k",
            "ROW 12",
            "USD",
            "-12-",
            "$(5 €)",
            "$(-5)",
            "-$-",
            "ABC$5",
            "R$",
            "kr",
            "krone 5",
            "–",
            "–-5",
            "₽ 5 ₽",
            "5--",
            "=\"12",
            "=\"a\"",
            "(-5)",
            "((5))",
            "(5",
            "()",
            "10.0.0.1",
            "2024-03-01",
            "14:00",
            "1e",
            "1e999",
            "1e141",
            "5 m3",
            "'5",
            "5'",
            "0x1F",
            ".",
            ",",
            "%",
            "1..2",
            "12 34,5",
            "5 \u{7}",
            "5 abcdefghijklmnopq",
        ] {
            let read = read(text);
            assert!(read.is_none() || text == "1e", "{text}: {read:?}");
        }
    }

    #[test]
    fn a_code_for_a_missing_value_is_a_negative_number_of_nines() {
        for text in ["-999", "-9999", "-99.9", "-999.99", "-9999.0", "-999,99", "-999.900"] {
            assert!(may_be_code(text), "{text}");
        }
        let long = format!("-99.{}", "9".repeat(100));
        for text in [
            "999", "-99", "-99.0", "-9.99", "-9,999", "-999 %", "-$999", "(999)", "-9x9", "-",
            &long,
        ] {
            assert!(!may_be_code(text), "{text}");
        }
    }

    #[test]
    fn words_for_none_are_known_in_any_case() {
        for text in [
            "",
            "NaN",
            "NULL",
            "n/a",
            "NA",
            "-",
            "—",
            "---",
            "..",
            "…",
            ":",
            "#DIV/0!",
            "#REF!",
            "#NAME?",
            "#¡VALOR!",
            "#NV",
            "N/D",
            "<NA>",
            "k.A.",
            "No Data",
            "not available",
            "unavailable",
            "-nan(ind)",
            "1.#QNAN",
        ] {
            assert!(is_none(text) && !is_infinite(text), "{text}");
        }
        for text in ["Inf", "-inf", "+INF", "Infinity", "-infinity", "∞"] {
            assert!(is_infinite(text) && !is_none(text), "{text}");
        }
        for text in
            ["0", "nano", "none of them", "ok", "--inf", "info", "*", "%", "-.5", "#1", "#deployed"]
        {
            assert!(!is_none(text) && !is_infinite(text), "{text}");
        }
    }
}
