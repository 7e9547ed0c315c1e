//! Times that a number beside them shows to be right, whatever series the words name: `since 13 May the median build
//! takes 11.5 minutes`, where 11.5 is a level of the build times since then.

use crate::series::claims::{
    check::Check,
    numbers::claim::Claim,
    reading::{mentions::Figure, times::Time, units::Dimension},
};

/// Whether a number near a time and the time are those of one fact.
pub(super) fn is_of_number(check: &Check, at: usize) -> bool {
    let moments = check.moments_at(at);
    !moments.is_empty()
        && numbers_near(check, at).into_iter().any(|(place, figure)| {
            let claim = Claim::new(check, place, figure);
            moments.iter().any(|moment| claim.is_level_at(moment))
        })
}

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
