//! Reads the unit behind a number.

use crate::series::claims::reading::{
    numerals::Written,
    reader::Reader,
    tokens::{Token, TokenKind, glued, text},
    units::{self, Dimension, Unit},
    words,
};

impl Reader<'_> {
    /// A unit as a header writes it, and how many tokens it takes.
    pub(super) fn header_unit(&self, rest: &[Token]) -> Option<(Unit, usize)> {
        let first = rest.first()?;
        let text = self.text.get(first.range.start..).unwrap_or_default();
        let written =
            self.facts.series.iter().filter_map(|series| {
                series.unit.as_deref().or_else(|| letter_at_end(&series.name))
            });
        let told = written.filter(|unit| is_told(unit) && !unit.starts_with('/'));
        let told = told.filter_map(|unit| Some((unit, length_as_unit(text, unit)?)));
        let (longest, bytes) = told.max_by_key(|(unit, _)| unit.len())?;
        let end = first.range.start + bytes;
        let length = rest.iter().take_while(|token| token.range.start < end).count();
        // A lone m in a header is a metre.
        let known = if longest == "m" { "metre" } else { longest };
        let named = || Unit::one(Dimension::Other(longest.to_lowercase()));
        Some((units::unit(known).unwrap_or_else(named), length))
    }

    /// A unit that is known, and how many tokens it takes. The number is scaled by what stands before its unit: `5M €`.
    pub(super) fn unit(&self, rest: &[Token], written: &mut Written) -> Option<(Unit, usize)> {
        let token = rest.first()?;
        if let Some(found) = unit_of_words(rest) {
            return Some(found);
        }
        if token.lower == "m"
            && let Some(found) = self.unit_of_millions(rest, written)
        {
            return Some(found);
        }
        if is_no_unit(rest) || written.is_spelled && counts_deviations(rest) {
            return None;
        }
        if let Some(after) = rest.get(2).filter(|_| text(rest, 1) == "-")
            && let Some(unit) = units::unit(&format!("{}-{}", token.lower, after.lower))
        {
            return Some((unit, 3));
        }
        // `two-hourly samples`
        if let Some(seconds) = seconds_of_spacing(&token.lower).filter(|_| token.is_glued) {
            return Some((Unit { dimension: Dimension::Time, factor: seconds }, 1));
        }
        let own = self.own_text(token);
        // A capital letter is no unit of time: 5 W, 3 M.
        let is_capital = own.len() == 1 && own.chars().all(char::is_uppercase);
        if let Some(seconds) = units::seconds_of(&token.lower).filter(|_| !is_capital) {
            // `5 m` is a distance, `5m` a time, and a lone letter after a blank may be anything.
            let is_letter = token.lower.len() == 1
                && !token.is_glued
                && !matches!(token.lower.as_str(), "s" | "h");
            return (!is_letter)
                .then_some((Unit { dimension: Dimension::Time, factor: seconds }, 1));
        }
        let unit = units::unit(own)
            .or_else(|| units::unit(&token.lower).filter(|_| token.lower.len() > 2))?;
        // `35.8 ppt` of `salinity_ppt` are no points.
        let is_other = unit.dimension == Dimension::Points && self.is_end_of_header(&token.lower);
        (!is_other).then_some((unit, 1))
    }

    /// Whether the name of a series ends with a word.
    fn is_end_of_header(&self, word: &str) -> bool {
        self.facts.series.iter().any(|series| {
            let name = series.name.to_lowercase();
            name.rsplit(|c: char| !c.is_alphanumeric()).find(|part| !part.is_empty()) == Some(word)
        })
    }

    /// `M` is a million, `m` is a minute or a metre; but `4.85m` is no distance and no time where values run into the
    /// millions.
    fn unit_of_millions(&self, rest: &[Token], written: &mut Written) -> Option<(Unit, usize)> {
        let none = Unit::one(Dimension::Other(String::new()));
        let token = rest.first()?;
        if self.own_text(token) == "M" {
            written.scale_by(1e6);
            let behind = self.unit(rest.get(1..)?, written);
            return behind.map(|(unit, taken)| (unit, taken + 1)).or(Some((none, 1)));
        }
        if token.is_glued && self.tells_millions() {
            written.scale_by(1e6);
            return Some((none, 1));
        }
        None
    }

    /// Whether the table has a series that is a speed.
    pub(super) fn tells_speed(&self) -> bool {
        self.facts.series.iter().any(|series| {
            let unit = series.unit.as_deref().and_then(units::unit);
            unit.is_some_and(|unit| unit.dimension == Dimension::Other("m/s".to_owned()))
        })
    }

    /// Whether the table has values of millions, and none that a lone m could be the unit of.
    fn tells_millions(&self) -> bool {
        let series = &self.facts.series;
        let is_of_m = |unit: &str| matches!(unit, "m" | "min" | "minutes" | "metres" | "meters");
        let has_millions = |max: f64| max >= 0.5e6;
        series.iter().any(|series| series.summary.as_ref().is_some_and(|it| has_millions(it.max)))
            && !series.iter().any(|series| series.unit.as_deref().is_some_and(is_of_m))
    }
}

/// A unit of two words or more: `percentage points`, `per cent`, `degrees celsius`.
fn unit_of_words(rest: &[Token]) -> Option<(Unit, usize)> {
    let next = text(rest, 1);
    match (text(rest, 0), next) {
        ("percentage" | "percent" | "%", "point" | "points") => {
            Some((Unit::one(Dimension::Points), 2))
        }
        ("percentage", "-") if text(rest, 2).starts_with("point") => {
            Some((Unit::one(Dimension::Points), 3))
        }
        ("cubic", "metres" | "meters" | "metre" | "meter") => {
            Some((units::unit("cubic metre")?, 2))
        }
        ("per", "cent") => Some((Unit::one(Dimension::Percent), 2)),
        ("metric", "ton" | "tons" | "tonne" | "tonnes") => Some((units::unit("tonne")?, 2)),
        ("standard" | "usual" | "typical", "deviations" | "deviation") => {
            Some((Unit::one(Dimension::Deviations), 2))
        }
        ("°" | "deg" | "degrees", "c" | "f" | "celsius" | "fahrenheit") => {
            let scale = next.get(..1)?;
            Some((units::unit(&format!("°{scale}"))?, 2))
        }
        _ => None,
    }
}

/// Whether what looks like a unit behind a number is none.
fn is_no_unit(rest: &[Token]) -> bool {
    match (text(rest, 0), text(rest, 1)) {
        // `672 quarter-hour rows` counts rows.
        ("quarter" | "quarters", "-" | "hour" | "hours" | "hourly") => true,
        ("c" | "f", _) => !glued(rest, 0),
        ("b", _) => true,
        _ => false,
    }
}

/// How many bytes of a text are a unit that it begins with; `m2` is written for `m²`, and `ug` for `µg`.
fn length_as_unit(text: &str, unit: &str) -> Option<usize> {
    let plain = |sign: char| match sign {
        '²' => '2',
        '³' => '3',
        'µ' | 'μ' => 'u',
        sign => sign,
    };
    let mut signs = text.char_indices();
    let is_same = |own: char| signs.next().is_some_and(|(_, told)| plain(told) == plain(own));
    if !unit.chars().all(is_same) {
        return None;
    }
    let end = signs.offset();
    let goes_on = signs.next().is_some_and(|(_, next)| next.is_alphanumeric() || next == '/');
    (!goes_on).then_some(end)
}

/// A unit of one letter that the name of a series ends with: `Stage m`, `level_m`. Longer ones say themselves what they
/// are.
fn letter_at_end(name: &str) -> Option<&str> {
    let (_, last) = name.rsplit_once(|c: char| !c.is_alphanumeric())?;
    Some(last).filter(|last| matches!(*last, "m" | "l" | "g"))
}

/// Whether a unit of a header is one behind a number as well: of those of one letter not what may be a time.
fn is_told(unit: &str) -> bool {
    unit.len() > 1
        || matches!(unit, "m" | "l" | "g")
        || unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether what stands behind a number in words are deviations that it counts: `three deviations merit attention`, but not
/// `three deviations off`.
fn counts_deviations(rest: &[Token]) -> bool {
    text(rest, 0) == "deviations"
        && rest.get(1).is_some_and(|token| token.kind == TokenKind::Word)
        && !words::holds(BEHIND_DEVIATIONS, text(rest, 1))
}

/// How many tokens degrees of no temperature take: `13.0 °P`, `1.8 °Brix`.
pub(super) fn length_of_other_degrees(rest: &[Token]) -> usize {
    let is_scale = glued(rest, 1)
        && rest.get(1).is_some_and(|token| token.kind == TokenKind::Word)
        && !matches!(text(rest, 1), "c" | "f" | "celsius" | "fahrenheit");
    if text(rest, 0) == "°" && is_scale { 2 } else { 0 }
}

/// Words behind deviations that are told as a distance.
const BEHIND_DEVIATIONS: &str = "\
    off from above below over under away beyond out more less higher lower of at on in for during when while and or \
    with where than later earlier to";

/// The time that an adjective behind a number and a hyphen says.
fn seconds_of_spacing(adjective: &str) -> Option<f64> {
    match adjective {
        "daily" => units::seconds_of("day"),
        _ => units::seconds_of(adjective.strip_suffix("ly")?),
    }
}
