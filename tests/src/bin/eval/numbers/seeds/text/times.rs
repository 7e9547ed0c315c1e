//! Times in a narrative: as RFC 3339, on a clock, dates in digits and in words, days of the week.

use std::{ops::Range, sync::LazyLock};

use chrono::Datelike as _;
use regex::{Captures, Regex};

use super::{
    mentions::Mention,
    stated::{Part, PartKind, Stated},
};
use crate::numbers::seeds::known::Known;

pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
pub(crate) const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The expressions, the longest times first. `Y` year, `M` month in digits, `N` its name, `D` day, `W` weekday, `h`, `m`, `s`, `a` am or pm.
static EXPRESSIONS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let month = r"(?P<N>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?";
    [
        r"\b(?P<Y>\d{4})-(?P<M>\d\d)-(?P<D>\d\d)(?:[T ](?P<h>\d\d):(?P<m>\d\d)(?::(?P<s>\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d\b)?)?".to_owned(),
        r"\b(?P<D>\d\d?)\.(?P<M>\d\d?)\.(?P<Y>\d{4})\b".to_owned(),
        r"\b(?P<M>\d\d?)/(?P<D>\d\d?)/(?P<Y>\d{4})\b".to_owned(),
        r"\b(?P<Y>\d{4})-(?P<M>\d\d)\b".to_owned(),
        format!(r"\b(?P<D>\d\d?)(?:st|nd|rd|th)?(?: of)? {month}(?:,? (?P<Y>\d{{4}})\b)?"),
        format!(r"\b{month} (?P<D>\d\d?)(?:st|nd|rd|th)?\b(?:,? (?P<Y>\d{{4}})\b)?"),
        format!(r"\b{month},? (?P<Y>\d{{4}})\b"),
        r"\b(?P<h>\d\d?):(?P<m>\d\d)(?::(?P<s>\d\d))?(?:\s?(?P<a>[aApP])\.?[mM]\b)?".to_owned(),
        r"\b(?P<h>\d\d?)(?:[.:](?P<m>\d\d))?\s?(?P<a>[aApP])(?:m\b|M\b|\.m\b)".to_owned(),
        r"\b(?P<h>\d\d)\.(?P<m>\d\d) (?:UTC|hours|hrs|o'clock|Uhr)\b".to_owned(),
        r"\b(?:at|by|from|until|till|to|around|about|and|o[fn]) (?P<h>\d\d?)\s?(?:h|o'clock|o’clock)\b".to_owned(),
        r"\b(?P<w>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: o'clock| o’clock| in the (?:afternoon|morning|evening))".to_owned(),
        r"\b(?P<W>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b".to_owned(),
        r"\b(?:the|on) (?P<D>\d\d?)(?:st|nd|rd|th)\b".to_owned(),
        r"\b(?P<Y>1[5-9]\d\d|20\d\d)\b".to_owned(),
    ]
    .iter()
    .map(|expression| Regex::new(expression).expect("a valid expression"))
    .collect()
});

static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:\b(?:about|around|roughly|approximately|nearly|almost|circa|ca\.|near|shortly|just|soon|short(?:ly)? of|towards)(?: (?:before|after|past|the))?|[~≈])\s*$").expect("a valid expression")
});
/// What may stand between a date and the time of that day.
static GAP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[,`*]*[ \u{a0}]*[(–—]?(?:(?:UTC|GMT|local time)?,? ?)(?:at|around|about|from|on|of|by|@|the|until|between)?[ \u{a0}]*(?:about|around|the)?[ \u{a0}]*[`*]*$").expect("a valid expression")
});

pub(super) fn times(whole: &str, mentions: &[Mention], known: &Known) -> Vec<Stated> {
    let mut found: Vec<Stated> = Vec::new();
    for expression in EXPRESSIONS.iter() {
        for captures in expression.captures_iter(whole) {
            let Some(stated) = stated(whole, &captures) else { continue };
            let is_free = found.iter().all(|other| apart(&other.range, &stated.range))
                && mentions.iter().all(|mention| apart(&mention.range, &stated.range));
            if is_free && stated.exists() && is_meant(&stated, known) {
                found.push(stated);
            }
        }
    }
    found.sort_by_key(|one| one.range.start);
    joined(whole, found)
}

/// A year alone is a number unless some time of the facts lies in it.
fn is_meant(stated: &Stated, known: &Known) -> bool {
    let only_year = stated.parts.iter().all(|part| part.kind == PartKind::Year);
    if !only_year {
        return true;
    }
    let year = i32::try_from(stated.get(PartKind::Year).unwrap_or_default()).unwrap_or_default();
    known.moments.iter().filter_map(|moment| moment.wall()).any(|wall| wall.year() == year)
}

fn apart(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.end <= b.start || b.end <= a.start
}

fn stated(whole: &str, captures: &Captures) -> Option<Stated> {
    let all = captures.get(0)?.as_str();
    let parts = parts(captures)?;
    let start = parts.first()?.range.start;
    let before = whole.get(..start)?;
    if continues_number(before) || is_offset(before, all, parts.len()) {
        return None;
    }
    let range = start..end(captures, &parts)?;
    let is_afternoon = is_afternoon(captures)?;
    Some(Stated { range, parts, is_afternoon, is_about: ABOUT.is_match(before) })
}

/// What is said of a time, in the order of the text; none if it is nothing that a calendar or a clock has.
fn parts(captures: &Captures) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut add = |group: &str, kind, value: &dyn Fn(&str) -> Option<u32>| {
        if let Some(found) = captures.name(group) {
            parts.push(Part { range: found.range(), kind, value: value(found.as_str())? });
        }
        Some(())
    };
    let digits = |text: &str| text.parse().ok();
    add("Y", PartKind::Year, &digits)?;
    add("M", PartKind::Month, &digits)?;
    add("N", PartKind::Month, &|text| position(&MONTHS, text, 3).map(|at| at + 1))?;
    add("D", PartKind::Day, &digits)?;
    add("W", PartKind::Weekday, &|text| position(&DAYS, text, 3))?;
    add("h", PartKind::Hour, &digits)?;
    add("w", PartKind::Hour, &|text| position(&super::WORDS, text, 3))?;
    add("m", PartKind::Minute, &digits)?;
    add("s", PartKind::Second, &digits)?;
    parts.sort_by_key(|part: &Part| part.range.start);
    Some(parts)
}

/// A year without a day or a month is a claim by itself: only its digits are the time.
fn end(captures: &Captures, parts: &[Part]) -> Option<usize> {
    if let ([year], Some(_)) = (parts, captures.name("Y")) {
        return Some(year.range.end);
    }
    let all = captures.get(0)?;
    // The full stop after a month that is written out ends the sentence.
    Some(all.start() + all.as_str().trim_end_matches('.').len())
}

/// Whether the hours count from noon, where it is said; none if this is what is missing: three in the afternoon is a
/// time, and three o'clock may be either.
fn is_afternoon(captures: &Captures) -> Option<Option<bool>> {
    if captures.name("w").is_none() {
        return Some(captures.name("a").map(|a| a.as_str().eq_ignore_ascii_case("p")));
    }
    let all = captures.get(0)?.as_str();
    if all.ends_with("morning") {
        Some(Some(false))
    } else if all.ends_with("noon") || all.ends_with("evening") {
        Some(Some(true))
    } else {
        None
    }
}

/// Whether what follows `before` is the rest of a number: no date and no clock time begins there.
fn continues_number(before: &str) -> bool {
    let signs = ['.', ',', ':', '+'];
    before.ends_with(signs)
        && before.trim_end_matches(signs).ends_with(|c: char| c.is_ascii_digit())
}

/// Whether `all`, which follows `before`, is the offset of a zone: `+02:00`, `UTC-05:30`.
fn is_offset(before: &str, all: &str, parts: usize) -> bool {
    before.ends_with('+') || (before.ends_with("UTC-") && all.contains(':') && parts == 2)
}

fn position(names: &[&str], text: &str, letters: usize) -> Option<u32> {
    let head = text.get(..letters)?;
    let at = names.iter().position(|name| {
        name.get(..letters).is_some_and(|start| start.eq_ignore_ascii_case(head))
    })?;
    u32::try_from(at).ok()
}

/// Gives the dates that stand beside clock times to them, and the other way round: `5 March at 14:00`.
fn joined(whole: &str, found: Vec<Stated>) -> Vec<Stated> {
    let mut joined: Vec<Stated> = Vec::new();
    for stated in found {
        if let Some(last) = joined.last_mut() {
            let gap = whole.get(last.range.end..stated.range.start).unwrap_or("?");
            let is_new = |part: &Part| last.get(part.kind).is_none();
            if GAP.is_match(gap) && stated.parts.iter().all(is_new) {
                last.range.end = stated.range.end;
                last.is_about |= stated.is_about || ABOUT.is_match(gap);
                last.is_afternoon = last.is_afternoon.or(stated.is_afternoon);
                last.parts.extend(stated.parts);
                continue;
            }
        }
        joined.push(stated);
    }
    joined
}
