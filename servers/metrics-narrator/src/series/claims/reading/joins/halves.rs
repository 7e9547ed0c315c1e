//! Clocks that share their half of the day or their `o'clock`: `from 2.30 to 3.25 pm`, `between 9 and 17 o'clock`.

use crate::series::claims::reading::{
    mentions::{Figure, Mention, What},
    times::Time,
};

/// Reads the number before a clock of twelve hours, which it is joined with, as a clock of the same half of the day, or
/// of the one before if it would be later; the number before an `o'clock` as one too.
pub(in crate::series::claims::reading) fn share_halves(mentions: &mut [Mention]) {
    for at in 0..mentions.len() {
        if let Some(time) = first_clock(mentions, at)
            && let Some(mention) = mentions.get_mut(at)
        {
            mention.what = What::Time(Box::new(time));
        }
    }
}

/// The clock that the number at a mention is, if it is told with a clock behind it.
fn first_clock(mentions: &[Mention], at: usize) -> Option<Time> {
    let (first, joint, last) = (mentions.get(at)?, mentions.get(at + 1)?, mentions.get(at + 2)?);
    let What::Number(figure) = &first.what else { return None };
    let What::Time(time) = &last.what else { return None };
    // `3.25 pm` is at 15:25, and `15:25` of no half.
    let hour = last.word.split('.').next().and_then(|hour| hour.parse::<u32>().ok());
    let says_hour = last.last_word == "o'clock";
    let is_of_half =
        !says_hour && hour.is_some_and(|hour| (1..=12).contains(&hour)) && !time.is_twelve;
    let before = at.checked_sub(1).and_then(|at| mentions.get(at));
    let lead = before.map_or("", |before| before.word.as_str());
    let is_joined = match joint.word.as_str() {
        "to" | "until" | "till" => lead == "from",
        "and" => lead == "between",
        "–" | "-" => true,
        _ => false,
    };
    if says_hour {
        let hour = Some(figure.written.value as u32).filter(|hour| *hour <= 24 && is_joined);
        let is_plain = figure.unit.is_none() && figure.written.is_plain_integer;
        return hour
            .filter(|_| is_plain)
            .map(|hour| Time { hour: Some(hour), ..time.as_ref().clone() });
    }
    let (hour, minute) = twelve_hours(figure).filter(|_| is_of_half && is_joined)?;
    let told = time.hour? * 60 + time.minute.unwrap_or(0);
    let same_half = hour % 12 + time.hour? / 12 * 12;
    let is_later = same_half * 60 + minute.unwrap_or(0) > told;
    let hour = if is_later { hour % 12 } else { same_half };
    Some(Time { hour: Some(hour), minute, second: None, ..time.as_ref().clone() })
}

/// The hour and the minute that a number is on a clock of twelve hours: 2, or 2.30.
fn twelve_hours(figure: &Figure) -> Option<(u32, Option<u32>)> {
    let written = &figure.written;
    let hour = written.value.trunc();
    let is_plain = figure.unit.is_none() && written.sign == 0 && (1.0..=12.0).contains(&hour);
    let minute = match written.step {
        1.0 => None,
        step if (step - 0.01).abs() < 1e-9 => Some(((written.value - hour) * 100.0).round() as u32),
        _ => return None,
    };
    (is_plain && minute.is_none_or(|minute| minute < 60)).then_some((hour as u32, minute))
}
