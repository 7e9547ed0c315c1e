//! What the header of a series says of its values. It is read once for a text: every number is compared with every
//! series, and there may be many of both.

use crate::series::{
    claims::reading::{
        cues::{self, Cue},
        names, shares,
        units::{self, Dimension, Unit},
    },
    facts::Series,
};

/// The header of a series.
#[derive(Debug)]
pub(in crate::series::claims) struct Header {
    /// The name in lower case.
    pub(in crate::series::claims) name: String,
    /// Its words, in lower case.
    pub(in crate::series::claims) words: Vec<String>,
    /// The stem of each word.
    pub(in crate::series::claims) stems: Vec<String>,
    /// What words of it say of a number elsewhere: `mean_temp`, `p95_wait_s`.
    pub(in crate::series::claims) cues: Vec<Cue>,
    /// The unit of the values.
    pub(in crate::series::claims) unit: Option<Unit>,
    /// What else the end of the name may be as a unit: kW for `power_kw`, mm for `speed_mm_s`.
    pub(super) units_at_end: Vec<Unit>,
    /// The currency that the name has anywhere: `diesel_eur_per_l`.
    pub(super) currency: Option<Unit>,
    /// The prefix of the unit as a scale, and the unit without it: `M` of `Mbit/s`.
    pub(super) prefix: Option<(f64, Option<Unit>)>,
    /// The word before the time that it is told for, in lower case: `k` of `queries_k_per_s`.
    pub(super) amount: String,
    /// The unit before its time, in lower case: `k` of `k/s`.
    pub(super) unit_amount: String,
    /// How many one of the values is, if they are in thousands or millions.
    pub(super) scale: Option<f64>,
    /// As `scale`, of a letter before the last word of the name: `kTEU`, `takings_keur`.
    pub(super) scale_of_prefix: Option<f64>,
    /// The time that the values are told for, in seconds: `/s`, `m³/h`, `requests_per_min`.
    pub(super) seconds_of_rate: Option<f64>,
    /// What the values measure for a time, and how much of that one is in each second.
    pub(super) rate: Option<(Dimension, f64)>,
}

impl Header {
    pub(super) fn of(series: &Series) -> Self {
        let name = series.name.to_lowercase();
        let words: Vec<String> = parts(&name).map(str::to_owned).collect();
        let written = series.unit.as_deref().unwrap_or_default();
        let unit_amount = written.split('/').next().unwrap_or_default().to_lowercase();
        let amount = amount(&words);
        let scale_of_prefix = scale_of_prefix(&series.name);
        let scale = scale_of(if series.unit.is_some() { &unit_amount } else { &amount });
        Self {
            stems: words.iter().map(|word| names::stem(word)).collect(),
            cues: words.iter().filter_map(|word| cue(word)).collect(),
            unit: unit(series),
            units_at_end: units_at_end(&series.name),
            currency: words.iter().find_map(|word| units::unit(word).filter(is_currency)),
            prefix: prefix(written),
            seconds_of_rate: seconds_of_rate(series, &words),
            rate: units::rate(written),
            name,
            words,
            amount,
            unit_amount,
            scale: scale.or(scale_of_prefix),
            scale_of_prefix,
        }
    }

    /// The last word of the name.
    pub(super) fn last_word(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }
}

fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn cue(word: &str) -> Option<Cue> {
    let percentile = word.strip_prefix('p').and_then(shares::cue_of_percentile);
    percentile.or_else(|| cues::phrase(word).flatten())
}

/// The unit of a series, known or by its name.
fn unit(series: &Series) -> Option<Unit> {
    let written = series.unit.as_deref()?.trim();
    // A rate of time alone (`/s`) says nothing that a text would repeat after a number.
    if written.is_empty() || written.starts_with('/') {
        return None;
    }
    // What the values are for each of is not what they are in: `priceCtPerKWh` is in cents.
    if let Some(amount) = unit_before_per(&series.name, written) {
        return units::unit(&amount);
    }
    // What a letter after a number may be, a header says: a lone m is a metre, C and F are degrees.
    let written = match written {
        "m" => "metre",
        "t" => "tonne",
        "C" | "c" => "celsius",
        "F" | "f" => "fahrenheit",
        _ => written,
    };
    let named = || Unit::one(Dimension::Other(written.to_lowercase()));
    Some(units::unit(written).unwrap_or_else(named))
}

/// The word before `per` in a name that ends with `per` and a unit: `ct` of `priceCtPerKWh`.
fn unit_before_per(name: &str, unit: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let head = lower.strip_suffix(&unit.to_lowercase())?;
    let head = head.trim_end_matches(['_', ' ', '-']).strip_suffix("per")?;
    let kept = name.get(..head.len())?.trim_end_matches(['_', ' ', '-']);
    let start = kept.rfind(|c: char| c.is_uppercase() || !c.is_alphanumeric()).unwrap_or(0);
    Some(kept.get(start..)?.trim_start_matches(['_', ' ', '-']).to_lowercase())
}

/// What the end of a name may be as a unit. Names are written in small letters, and units are not: W, kWh, MW.
fn units_at_end(name: &str) -> Vec<Unit> {
    let words: Vec<&str> = parts(name).collect();
    let Some(last) = words.last().copied() else { return Vec::new() };
    let before = words.iter().rev().nth(1).copied();
    let before = before.filter(|_| matches!(last, "s" | "h" | "min" | "d"));
    let of_rate = last.strip_suffix(['s', 'h']).filter(|unit| !unit.is_empty());
    let spellings = |word: &str| [word.to_owned(), word.to_uppercase(), capital_behind(word, 1)];
    let read = |word: String| match word.as_str() {
        // A lone m in a name is a metre.
        "m" => units::unit("metre"),
        "c" => units::unit("celsius"),
        word => units::unit(word),
    };
    [Some(last), before, of_rate]
        .into_iter()
        .flatten()
        .flat_map(spellings)
        .filter_map(read)
        .collect()
}

/// A word with the letter behind its first ones in upper case: `kWh` of `kwh`.
fn capital_behind(word: &str, letters: usize) -> String {
    let upper = |(at, letter): (usize, char)| {
        if at == letters { letter.to_ascii_uppercase() } else { letter }
    };
    word.chars().enumerate().map(upper).collect()
}

fn is_currency(unit: &Unit) -> bool {
    matches!(&unit.dimension, Dimension::Other(of) if matches!(of.as_str(), "usd" | "eur" | "gbp"))
}

fn prefix(unit: &str) -> Option<(f64, Option<Unit>)> {
    let scale = match unit.chars().next()? {
        'k' => 1e3,
        'M' => 1e6,
        'G' => 1e9,
        _ => return None,
    };
    let base = unit.get(1..).filter(|base| !base.is_empty())?;
    Some((scale, units::unit(base)))
}

/// The last word of a name before the time that it is told for.
fn amount(words: &[String]) -> String {
    let amount = match words {
        [.., amount, per, _] if per == "per" => Some(amount),
        _ => words.last(),
    };
    amount.cloned().unwrap_or_default()
}

/// How many a word for thousands or millions is.
fn scale_of(word: &str) -> Option<f64> {
    match word {
        "k" | "thousand" | "thousands" | "000s" | "'000" | "000" => Some(1e3),
        "mn" | "mio" | "million" | "millions" => Some(1e6),
        "bn" | "billion" | "billions" => Some(1e9),
        _ => None,
    }
}

/// How many a letter before a currency or before a word in capitals is, at the end of a name: `takings_keur`, `kTEU`.
fn scale_of_prefix(name: &str) -> Option<f64> {
    let last = parts(name).last()?;
    let (scale, base) = match last.strip_prefix('k') {
        Some(base) => (1e3, base),
        None => (1e6, last.strip_prefix('m')?),
    };
    let is_in_capitals = || base.len() >= 3 && base.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_of_money = || units::unit(&base.to_lowercase()).is_some_and(|unit| is_currency(&unit));
    (is_in_capitals() || is_of_money()).then_some(scale)
}

fn seconds_of_rate(series: &Series, words: &[String]) -> Option<f64> {
    if let Some((_, time)) = series.unit.as_deref().and_then(|unit| unit.rsplit_once('/')) {
        return units::seconds_of(&time.trim().to_lowercase());
    }
    match words {
        [.., per, time] if per == "per" => units::seconds_of(time),
        _ => None,
    }
}
