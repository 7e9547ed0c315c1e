//! Times that a number beside them shows to be right, whatever series the words name: `since 13 May the median build
//! takes 11.5 minutes`, where 11.5 is a level of the build times since then.

use crate::series::claims::{
    check::Check,
    numbers::claim::Claim,
    reading::{
        mentions::{Figure, Mention, What},
        times::Time,
        units::Dimension,
    },
    values::quantities::Instant,
};

/// Whether a number near a time and the time are those of one fact, unless the sentence names other series in full.
pub(super) fn is_of_number(check: &Check, at: usize) -> bool {
    let names = names(check, at);
    let is_open = !names.iter().any(|place| is_in_full(check, *place));
    let may_be = |moment: &&Instant| is_open || is_kin(check, &names, moment);
    let moments: Vec<&Instant> =
        check.moments_at(at).iter().take(MAX_MOMENTS).filter(may_be).collect();
    !moments.is_empty()
        && numbers_near(check, at).into_iter().any(|(place, figure)| {
            let claim = Claim::new(check, place, figure);
            moments.iter().any(|moment| claim.is_level_at(moment))
        })
}

/// Whether a time is that of a series with a header like the one that the sentence has a word of: `consumer outage from
/// 13:50` beside `consumer_lag` and `consumed_per_s`.
pub(super) fn is_of_kin(check: &Check, at: usize) -> bool {
    let names = names(check, at);
    let is_part = |place: &usize| check.scope.get(*place).is_some_and(|it| !it.is_whole_name());
    names.iter().all(is_part)
        && check.moments_at(at).iter().take(MAX_MOMENTS).any(|it| is_kin(check, &names, it))
}

/// The names of the sentence, up to so many on each side, that are not what a number counts.
fn names(check: &Check, at: usize) -> Vec<usize> {
    let scope = &check.scope;
    let (start, end) = scope.sentence(at);
    let is_name = |place: &usize| scope.is_name(*place) && !scope.is_counted(*place);
    let before = (start..at).rev().filter(is_name).take(MAX_NAMES);
    before.chain((at + 1..end).filter(is_name).take(MAX_NAMES)).collect()
}

/// Whether a name says all of a header, in its own words: `a build` is one of many things, and not the series `builds`.
fn is_in_full(check: &Check, name: usize) -> bool {
    let scope = &check.scope;
    let word = scope.word(name);
    let is_plain = word == scope.last_word(name) && word.chars().all(char::is_alphabetic);
    let has_word = |series: &usize| {
        let header = check.quantities.header(*series);
        header.is_some_and(|header| header.words.iter().any(|part| part == word))
    };
    let says_so = match scope.what(name) {
        Some(What::Name(series, _)) => !is_plain || series.iter().any(has_word),
        _ => false,
    };
    says_so && scope.get(name).is_some_and(Mention::is_whole_name)
}

/// Whether the header of a moment's series has a word like one of some names.
fn is_kin(check: &Check, names: &[usize], moment: &Instant) -> bool {
    let header = moment.of.series.and_then(|series| check.quantities.header(series));
    header.is_some_and(|header| {
        header.words.iter().any(|word| {
            let is_like = |place: &usize| are_alike(word, check.scope.word(*place));
            word.len() >= MIN_ALIKE && names.iter().any(is_like)
        })
    })
}

/// Whether two words differ in their endings at most.
fn are_alike(one: &str, two: &str) -> bool {
    let alike = one.chars().zip(two.chars()).take_while(|(one, two)| one == two).count();
    alike >= MIN_ALIKE && alike + 3 >= one.len().max(two.len())
}

/// So many letters two words share if one is a form of the other.
const MIN_ALIKE: usize = 5;

/// Whether minutes and seconds that read like a clock are the time that the speed beside them takes for a kilometre or a
/// mile: `15.4 km/h (3:54/km)`.
pub(super) fn is_pace(check: &Check, at: usize, time: &Time) -> bool {
    let metres = (at + 1..at + 4).find_map(|place| metres(check.scope.word(place)));
    let (Some(minutes), Some(seconds), Some(metres)) = (time.hour, time.minute, metres) else {
        return false;
    };
    let told = f64::from(minutes * 60 + seconds);
    let is_speed = |figure: &Figure| {
        let unit = figure.unit.as_ref();
        let unit = unit.filter(|unit| unit.dimension == Dimension::Other("m/s".to_owned()));
        unit.is_some_and(|unit| {
            let pace = |speed: f64| metres / (speed * unit.factor);
            let (value, half) = (figure.written.value, figure.written.step * 0.5);
            (pace(value + half) - 0.5..=pace(value - half) + 0.5).contains(&told)
        })
    };
    !time.has_date() && numbers_near(check, at).into_iter().any(|(_, figure)| is_speed(figure))
}

/// The numbers of two or more digits next to a mention, two on each side.
fn numbers_near<'c>(check: &'c Check, at: usize) -> Vec<(usize, &'c Figure)> {
    let scope = &check.scope;
    let (start, end) = scope.sentence(at);
    let number = |place: usize| {
        let figure = scope.figure(place)?;
        (!figure.written.is_spelled && figure.written.digits >= 2).then_some((place, figure))
    };
    let before = (start..at).rev().take(REACH).filter_map(number).take(2);
    let behind = (at + 1..end).take(REACH).filter_map(number).take(2);
    before.chain(behind).collect()
}

/// How many metres the unit of a distance is.
fn metres(unit: &str) -> Option<f64> {
    match unit {
        "km" | "kilometre" | "kilometer" | "k" => Some(1e3),
        "mi" | "mile" => Some(1_609.344),
        _ => None,
    }
}

/// So far from a time, in mentions, a number is told with it.
const REACH: usize = 14;

/// So many names on each side of a time are looked at; it bounds what a time costs.
const MAX_NAMES: usize = 4;

/// So many moments that a time fits are looked at; one that fits more is too coarse to say anything.
const MAX_MOMENTS: usize = 64;
