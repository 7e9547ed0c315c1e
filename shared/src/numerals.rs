//! Numbers as prose has them, in digits and in words, for a server that looks the numbers of a text up in another. The
//! number that a model gives as the member of an answer is read in `answer/coerce/number.rs`.

/// A number in words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spelled {
    /// Its value.
    pub value: f64,
    /// How precise its part of a whole is, if it has one: 0.5 for `two and a half`.
    pub step: Option<f64>,
    /// How many words it takes.
    pub words: usize,
}

/// The number that some words begin with, in lower case and with hyphens as words of their own: `twelve`,
/// `twenty - four`, `three and a half`, `two hundred`, `a dozen`, `two thirds`, `half a`.
pub fn spelled(words: &[&str]) -> Option<Spelled> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let exact = |value: f64, words: usize| Some(Spelled { value, step: None, words });
    let mut at = 0;
    let mut sum = 0.0;
    let mut group = 0.0;
    let is_article = matches!(word(0), "a" | "an");
    if is_article {
        match word(1) {
            "hundred" | "thousand" | "million" | "dozen" => {
                group = 1.0;
                at = 1;
            }
            "third" | "quarter" | "fifth" | "tenth" => {
                return exact(1.0 / ordinal(word(1))?, 2);
            }
            "half" => return exact(0.5, 2),
            _ => return None,
        }
    } else if word(0) == "half" {
        let length = if matches!(word(1), "a" | "an") { 2 } else { 1 };
        return exact(0.5, length);
    }
    let start = at;
    while let Some(part) = words.get(at) {
        match *part {
            "hundred" if group > 0.0 => group *= 100.0,
            "thousand" if group > 0.0 => {
                sum += group * 1e3;
                group = 0.0;
            }
            "million" if group > 0.0 => {
                sum += group * 1e6;
                group = 0.0;
            }
            "dozen" if group > 0.0 => group *= 12.0,
            "-" if at > start
                && tens(word(at - 1))
                && cardinal(word(at + 1)).is_some_and(|unit| unit < 10.0) => {}
            "and"
                if at > start && word(at - 1) == "hundred" && cardinal(word(at + 1)).is_some() => {}
            other => {
                let Some(value) = cardinal(other) else { break };
                let fits = group == 0.0 && (sum == 0.0 || at > start)
                    || group % 100.0 == 0.0 && group > 0.0
                    || tens(word(at.wrapping_sub(1))) && value < 10.0
                    || word(at.wrapping_sub(1)) == "-" && value < 10.0;
                if !fits || value == 0.0 && at > start {
                    break;
                }
                group += value;
            }
        }
        at += 1;
    }
    if at == start {
        return None;
    }
    let value = sum + group;
    // `two thirds`, `three quarters`, `one in ten` is for a caller.
    let hyphen = usize::from(word(at) == "-");
    if let Some(denominator) = word(at + hyphen).strip_suffix('s').and_then(ordinal)
        && value < denominator
    {
        return exact(value / denominator, at + hyphen + 1);
    }
    if let ("third" | "quarter" | "tenth" | "fifth", true) = (word(at + hyphen), value == 1.0) {
        return exact(1.0 / ordinal(word(at + hyphen))?, at + hyphen + 1);
    }
    // `two and a half`, `two and a quarter`, `three and three quarters`.
    if word(at) == "and" {
        let (part, length) = match (word(at + 1), word(at + 2)) {
            ("a", "half") => (0.5, 3),
            ("a", "quarter") => (0.25, 3),
            ("a", "third") => (1.0 / 3.0, 3),
            ("three", "quarters" | "quarter") => (0.75, 3),
            ("three", "-") if matches!(word(at + 3), "quarters" | "quarter") => (0.75, 4),
            ("two", "thirds") => (2.0 / 3.0, 3),
            _ => (0.0, 0),
        };
        if length > 0 {
            let step = if part == 0.5 { 0.5 } else { 0.25 };
            return Some(Spelled { value: value + part, step: Some(step), words: at + length });
        }
    }
    // `one` alone is a pronoun more often than a number; a caller knows where it counts.
    exact(value, at)
}

fn tens(word: &str) -> bool {
    word.ends_with("ty") && cardinal(word).is_some()
}

/// The value of digits with separators, how many decimals it has and how many digits that count.
pub fn decimal(written: &str) -> Option<(f64, i32, usize)> {
    let (mantissa, exponent) = match written.split_once('e') {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (written, 0),
    };
    if !(-400..=400).contains(&exponent) {
        return None;
    }
    let last = mantissa.rfind(['.', ',']);
    let separators = |sign: char| mantissa.matches(sign).count();
    // A last comma or point is a decimal one, unless what stands after and before it looks like thousands.
    let point = last.filter(|&at| {
        let sign =
            if mantissa.get(at..).is_some_and(|part| part.starts_with('.')) { '.' } else { ',' };
        let after = mantissa.len() - at - 1;
        let other = if sign == '.' { ',' } else { '.' };
        let is_repeated = separators(sign) > 1;
        match sign {
            _ if is_repeated => false,
            '.' => true,
            _ => after != 3 || separators(other) > 0 || mantissa.starts_with("0,"),
        }
    });
    // Separators may stand behind the point as well.
    let count = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    let decimals = point.and_then(|at| mantissa.get(at..)).map_or(0, count);
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() || digits.len() > 40 {
        return None;
    }
    let (whole, part) = digits.split_at_checked(digits.len().checked_sub(decimals)?)?;
    let number = format!("{whole}.{part}e{exponent}");
    let value = number.replace(".e", ".0e");
    let value = if value.starts_with('.') { format!("0{value}") } else { value };
    let significant = digits.trim_start_matches('0').len().max(1);
    Some((value.parse().ok()?, decimals as i32 - exponent, significant))
}

/// The value of a number word below a hundred.
pub fn cardinal(word: &str) -> Option<f64> {
    const WORDS: [&str; 28] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
    ];
    let at = WORDS.iter().position(|known| *known == word)?;
    Some(if at <= 20 { at as f64 } else { (at - 18) as f64 * 10.0 })
}

/// The value of an ordinal in words, as of denominators: `third`, `quarter`.
pub fn ordinal(word: &str) -> Option<f64> {
    const WORDS: [&str; 13] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
    ];
    if word == "quarter" {
        return Some(4.0);
    }
    WORDS.iter().position(|known| *known == word).map(|at| at as f64 + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_are_read_as_far_as_they_go() {
        for (text, value, words) in [
            ("twenty - four nodes", 24.0, 3),
            ("nine hundred customers", 900.0, 2),
            ("a dozen hosts", 12.0, 2),
            ("two thirds of all", 2.0 / 3.0, 2),
            ("three and a half hours", 3.5, 4),
            ("half a day", 0.5, 2),
            ("two million", 2e6, 2),
        ] {
            let parts: Vec<_> = text.split(' ').collect();
            let spelled = spelled(&parts).map(|spelled| (spelled.value, spelled.words));
            assert_eq!(spelled, Some((value, words)), "{text}");
        }
        assert_eq!(spelled(&["nodes"]), None);
    }

    #[test]
    fn separators_of_thousands_and_decimal_commas_are_told_apart() {
        for (written, value) in
            [("14,310", 14_310.0), ("2,5", 2.5), ("1.210.000", 1.21e6), ("0.5", 0.5)]
        {
            assert_eq!(decimal(written).map(|(value, ..)| value), Some(value), "{written}");
        }
    }
}
