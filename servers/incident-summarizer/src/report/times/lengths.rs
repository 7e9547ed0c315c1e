//! How long something took: "24 minutes", "1h 28m", "about two hours", "1:28 h", "an hour and a half".

use std::{ops::Range, sync::LazyLock};

use regex::{Captures, Regex};

use super::patterns::pattern;

/// A length of time in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Length {
    /// Rounded to whole minutes.
    pub minutes: u32,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
}

/// The lengths of time in a text, in order. Units that follow one another make one length: "1 hour and 48 minutes".
pub fn lengths(text: &str) -> Vec<Length> {
    let mut found: Vec<Amount> = Vec::new();
    for captures in AMOUNT.captures_iter(text) {
        let end = found.last().map_or(0, |last| last.range.end);
        let Some(amount) = amount(text, end, &captures) else { continue };
        let last = found.last_mut().filter(|last| {
            let gap = text.get(last.range.end..amount.range.start);
            amount.unit_seconds < last.unit_seconds && gap.is_some_and(|gap| JOINT.is_match(gap))
        });
        match last {
            Some(last) => {
                last.seconds += amount.seconds;
                last.unit_seconds = amount.unit_seconds;
                last.range.end = amount.range.end;
            }
            None => found.push(amount),
        }
    }
    let certain =
        found.into_iter().filter(|amount| amount.seconds <= MAX_SECONDS && !amount.is_doubtful);
    certain
        .map(|amount| Length {
            minutes: (amount.seconds / 60.0).round() as u32,
            range: amount.range,
        })
        .collect()
}

/// Ten years: no outage is longer, and every length fits.
const MAX_SECONDS: f64 = 10.0 * 366.0 * 86_400.0;

struct Amount {
    seconds: f64,
    unit_seconds: u32,
    range: Range<usize>,
    /// "5 m" may be meters or millions, unless hours stand before it.
    is_doubtful: bool,
}

/// The amount of a match; `end` is where the one before it ends, for "1h28m" has no blank.
fn amount(text: &str, end: usize, captures: &Captures<'_>) -> Option<Amount> {
    let range = captures.get(0)?.range();
    let before = text.get(..range.start)?;
    let is_part_of_more =
        before.ends_with(|c: char| c.is_alphanumeric() || ".:-–/_#$€".contains(c));
    if is_part_of_more && range.start != end {
        return None;
    }
    let number = |group| captures.name(group).and_then(|text| number_of(text.as_str()));
    if let (Some(hours), Some(minutes)) = (number("clock_hours"), number("clock_minutes")) {
        let seconds = hours * 3600.0 + minutes * 60.0;
        return Some(Amount { seconds, unit_seconds: 60, range, is_doubtful: false });
    }
    let unit = captures.name("unit")?;
    let unit_seconds = seconds_of_unit(unit.as_str())?;
    // "2h" may have its minutes right behind it, but no other letter.
    if text.get(unit.end()..)?.starts_with(char::is_alphabetic) {
        return None;
    }
    let count = captures.name("count").or(captures.name("word"));
    let count = count.map_or(Some(0.5), |count| number_of(count.as_str()))?;
    let half = if ["half", "half_behind"].iter().any(|group| captures.name(group).is_some()) {
        0.5
    } else {
        0.0
    };
    let is_doubtful =
        unit.len() == 1 && "ms".contains(unit.as_str()) && text.get(..unit.start())?.ends_with(' ');
    Some(Amount {
        seconds: (count + half) * f64::from(unit_seconds),
        unit_seconds,
        range,
        is_doubtful,
    })
}

fn number_of(text: &str) -> Option<f64> {
    if let Ok(number) = text.replace(',', ".").parse() {
        return Some(number);
    }
    let text = text.to_ascii_lowercase();
    let numbers = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let tens = [
        ("fifteen", 15.0),
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("forty", 40.0),
        ("forty-five", 45.0),
    ];
    let tens = tens.into_iter().chain([
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("ninety", 90.0),
        ("a", 1.0),
        ("an", 1.0),
    ]);
    let small = numbers.iter().zip(1_u8..).map(|(word, number)| (*word, f64::from(number)));
    small.chain(tens).find(|(word, _)| *word == text).map(|(_, number)| number)
}

fn seconds_of_unit(unit: &str) -> Option<u32> {
    match unit.to_ascii_lowercase().chars().next()? {
        's' => Some(1),
        'm' => Some(60),
        'h' => Some(3600),
        'd' => Some(86_400),
        'w' => Some(7 * 86_400),
        _ => None,
    }
}

static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        \b(?<clock_hours>[0-9]{1,3}):(?<clock_minutes>[0-5][0-9])\s?(?:h|hrs?|hours?)\b
        | (?:
            \b(?: (?i:half[\s-]an?)
              | (?<word>(?i:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty
                | forty-five|forty|fifty|sixty|ninety)) )
            (?:\s+(?<half>(?i:and\s+a\s+half)))? [\s-]
            | (?<count>[0-9]{1,6}(?:[.,][0-9]{1,3})?) [\s-]? )
          (?<unit>(?i:seconds|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?)\b|[smd]\b|h)
          (?:\s+(?<half_behind>(?i:and\s+a\s+half)))?",
    )
});

static JOINT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s?(?:,|(?:,\s)?(?i:and)|&)?\s?$"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_they_are_written() {
        for (text, part, minutes) in [
            ("The incident lasted 24 minutes and", "24 minutes", 24),
            ("for 1h 28m.", "1h 28m", 88),
            ("for 1h28m.", "1h28m", 88),
            ("took 2d 1h 29m", "2d 1h 29m", 2969),
            ("about two hours", "two hours", 120),
            ("1:28 h", "1:28 h", 88),
            ("3 days", "3 days", 4320),
            ("an hour and a half", "an hour and a half", 90),
            ("two and a half hours", "two and a half hours", 150),
            ("half an hour", "half an hour", 30),
            ("2h", "2h", 120),
            ("1.5 hours", "1.5 hours", 90),
            ("62 hours and 38 minutes", "62 hours and 38 minutes", 3758),
            ("1 hour, 5 minutes and 40 seconds", "1 hour, 5 minutes and 40 seconds", 66),
            ("a 30-minute outage", "30-minute", 30),
            ("30min", "30min", 30),
            ("0h 07m", "0h 07m", 7),
            ("1 h 5 m", "1 h 5 m", 65),
            ("45 secs", "45 secs", 1),
        ] {
            let found = lengths(text);
            let found: Vec<_> =
                found.iter().map(|length| (&text[length.range.clone()], length.minutes)).collect();
            assert_eq!(found, [(part, minutes)], "{text}");
        }
    }

    #[test]
    fn lengths_that_do_not_follow_one_another_stay_apart() {
        let minutes = |text| lengths(text).iter().map(|length| length.minutes).collect::<Vec<_>>();
        assert_eq!(minutes("down 5 minutes, degraded 2 hours"), [5, 120]);
        assert_eq!(minutes("5 minutes 2 hours"), [5, 120]);
    }

    #[test]
    fn what_is_no_length_is_none() {
        for text in [
            "300ms",
            "5 m",
            "$3 minutes",
            "v1.2h",
            "10-15 minutes",
            "5 million",
            "a secondary",
            "99999999 days",
            "2hx",
        ] {
            assert_eq!(lengths(text), [], "{text}");
        }
    }
}
