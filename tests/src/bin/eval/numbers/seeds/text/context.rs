//! What the words around a number say: how exact it is, and whether it is a claim at all.

use std::sync::LazyLock;

use regex::Regex;

/// How exact a number claims to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hedge {
    /// As exact as it is written.
    Exact,
    /// Not quite: about 40.
    About,
    /// A lower bound: more than 40.
    Above,
    /// An upper bound: less than 40.
    Below,
}

/// How exact a number is said to be, by the words before and after it.
pub(super) fn hedge(before: &str, after: &str) -> Hedge {
    let before = tail(before);
    if ABOUT.is_match(before) || ABOUT_AFTER.is_match(after) {
        Hedge::About
    } else if BELOW.is_match(before) {
        Hedge::Below
    } else if ABOVE.is_match(before) {
        Hedge::Above
    } else {
        Hedge::Exact
    }
}

/// Whether a number is no claim: a part of a name or of a date, the number of a line, a mark of a list, a share in words.
pub(super) fn is_no_claim(before: &str, after: &str) -> bool {
    let before = tail(before);
    FRACTION_BEFORE.is_match(before) || FRACTION_AFTER.is_match(after)
}

/// The same for a number in digits only.
pub(super) fn is_label(before: &str, after: &str) -> bool {
    let before = tail(before);
    let is_day = DAY_AFTER.is_match(after) || DAY_BEFORE.is_match(before);
    // `95 % of the readings` names a quantile, and what it is is the claim.
    let is_quantile = QUANTILE.is_match(after)
        || (TOP.is_match(before) && after.trim_start().starts_with(['%', 'p']));
    LABEL_BEFORE.is_match(before)
        || LABEL_AFTER.is_match(after)
        || is_list_mark(before, after)
        || is_day
        || is_quantile
}

/// `1.` at the beginning of a line, and `1)` without an opening parenthesis.
fn is_list_mark(before: &str, after: &str) -> bool {
    let is_open = before.rfind('(') > before.rfind(')');
    (LIST.is_match(before) && after.starts_with(". ")) || (after.starts_with(") ") && !is_open)
}

/// The last 40 bytes or so, which is what an expression for the words before a number has to see.
fn tail(text: &str) -> &str {
    let mut start = text.len().saturating_sub(40);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or_default()
}

static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:\b(?:about|around|roughly|approximately|approx\.?|nearly|almost|some|circa|ca\.|just (?:over|under|above|below|short of)|a little (?:over|under|above|below|more than|less than)|slightly (?:over|under|above|below|more than|less than)|close to|near|not quite|barely|towards|or so)|[~≈])[\s*`]*[€$£]?$",
    )
    .expect("a valid expression")
});
static ABOVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:\b(?:over|more than|above|at least|exceed(?:s|ed|ing)?|past|beyond|upwards of|not less than|no less than|no fewer than)|[>≥])[\s*`]*[€$£]?$")
        .expect("a valid expression")
});
static BELOW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:\b(?:under|less than|fewer than|below|at most|within|no more than|not more than|never more than|short of)|[<≤])[\s*`]*[€$£]?$")
        .expect("a valid expression")
});
static ABOUT_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:or so|-ish|ish|or thereabouts|at most|at least)\b")
        .expect("a valid expression")
});
/// What makes a number part of a name or of a label: no claim.
static LABEL_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:[a-z_#/]|[a-z][-.]|\d[.,:/]|\[[^\]]*|\b(?:line|lines|no\.|figure|table|section|step|http|version|item|station|row)\s)$",
    )
    .expect("a valid expression")
});
static LABEL_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:st|nd|rd|th|[a-z]*_|xx|[.,:/]\d|/7\b)").expect("a valid expression")
});
/// One in five, three quarters: shares in words.
static FRACTION_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?:in|out of)(?: every)? $").expect("a valid expression")
});
static FRACTION_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[ -](?:quarters?|thirds?|fourths|fifths?|sixths?|tenths?|in (?:every )?(?:\d|two|three|four|five|six|seven|eight|nine|ten)|out of)\b").expect("a valid expression")
});
static LIST: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:^|\n)[\s>*#-]*$").expect("a valid expression"));
/// The days of `17 to 21 February` and of `June 1-30`: what is left of a date.
static DAY_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"^(?:st|nd|rd|th)?\s?(?:to|and|or|until|till|through|–|-)\s?\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH})")).expect("a valid expression")
});
static DAY_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?:{MONTH})[a-z]*\.? \d{{1,2}}(?:st|nd|rd|th)?\s?(?:to|and|or|until|till|through|–|-)\s?$"
    ))
    .expect("a valid expression")
});
const MONTH: &str = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";
static QUANTILE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s?(?:%|percent|per cent) (?:of (?:the|all|its) (?:\w+[- ]){0,2}(?:time|values|readings|rows|days|hours|minutes|intervals|runs|requests|months|weeks|measurements|observations|samples)|lie|lay|are|were|is|stay)\b").expect("a valid expression")
});
static TOP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:top|bottom|upper|lower|slowest|fastest|highest|lowest|largest|smallest|worst|best) $").expect("a valid expression")
});
