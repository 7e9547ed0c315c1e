//! Entries of a timeline in their order: a clock without a date goes on past midnight.

use chrono::TimeDelta;

use super::{moment::Moment, reading::Found};

/// The moments of the entries of one timeline. A clock without a date that steps far back is on the next day (where
/// the newest stands first, one that steps far ahead on the day before); a note out of its place steps minutes.
pub fn in_order(entries: &[Found]) -> Vec<Moment> {
    let steps = entries.windows(2).filter_map(|pair| match pair {
        [first, second] => first.moment.minutes_until(&second.moment),
        _ => None,
    });
    // A step of more than half a day may as well be one in the other direction over midnight.
    let direction: i64 = steps.filter(|step| step.abs() <= 12 * 60).map(i64::signum).sum();
    let is_newest_first = direction < 0;
    let mut moments: Vec<Moment> = Vec::with_capacity(entries.len());
    let mut shift = TimeDelta::zero();
    for entry in entries {
        let mut moment = entry.moment;
        if entry.is_dated {
            shift = TimeDelta::zero();
        }
        moment.date = moment.date.and_then(|date| date.checked_add_signed(shift));
        let step = moments.last().and_then(|previous| previous.minutes_until(&moment));
        let turn = match step {
            Some(step)
                if !entry.is_dated
                    && !is_newest_first
                    && step < -MIN_STEP_OVER_MIDNIGHT_MINUTES =>
            {
                1
            }
            Some(step)
                if !entry.is_dated && is_newest_first && step > MIN_STEP_OVER_MIDNIGHT_MINUTES =>
            {
                -1
            }
            _ => 0,
        };
        if turn != 0 {
            shift += TimeDelta::days(turn);
            moment.date =
                moment.date.and_then(|date| date.checked_add_signed(TimeDelta::days(turn)));
        }
        moments.push(moment);
    }
    moments
}

/// An entry that seems to be earlier by so much is later: people who note things after the fact put them in their
/// place, and those who do not are minutes late.
const MIN_STEP_OVER_MIDNIGHT_MINUTES: i64 = 4 * 60;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::times::{Context, moments};

    #[test]
    fn a_timeline_goes_on_past_midnight() {
        let entries = |texts: &[&str]| -> Vec<String> {
            let context = Context { date: "2025-12-05".parse().ok(), ..Context::default() };
            let found: Vec<Found> = texts.iter().flat_map(|text| moments(text, &context)).collect();
            in_order(&found).iter().map(Moment::to_string).collect()
        };
        let rolled =
            ["2025-12-05T23:10", "2025-12-05T23:05", "2025-12-06T00:20", "2025-12-06T01:00"];
        assert_eq!(entries(&["23:10", "23:05", "00:20", "01:00"]), rolled);
        assert_eq!(
            entries(&["01:00", "00:20", "23:10"]),
            ["2025-12-05T01:00", "2025-12-05T00:20", "2025-12-04T23:10"]
        );
        assert_eq!(
            entries(&["23:10", "2025-12-07 00:20"]),
            ["2025-12-05T23:10", "2025-12-07T00:20"]
        );
    }
}
