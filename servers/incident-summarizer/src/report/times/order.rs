//! Entries of a timeline in the order of time: a clock without a date goes on past midnight, and the newest may stand
//! first.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{moment::Moment, reading::Found};

/// An entry of a timeline at its place in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// When it was; none where its time cannot be read.
    pub moment: Option<Moment>,
    /// Which entry of its report it is.
    pub index: usize,
}

/// The entries of one timeline, the oldest first; one without a time stays behind the one before it. A clock without a
/// date that steps far back is on the next day (where the newest stands first, one that steps far ahead on the day
/// before); a note out of its place steps minutes.
pub fn in_order(entries: &[Option<Found>]) -> Vec<Placed> {
    let is_newest_first = is_newest_first(entries);
    let mut days = TimeDelta::zero();
    let mut previous: Option<Moment> = None;
    let mut read: Vec<(Placed, Option<Moment>)> = Vec::with_capacity(entries.len());
    for (index, found) in entries.iter().enumerate() {
        let Some(found) = found else {
            read.push((Placed { moment: None, index }, None));
            continue;
        };
        if found.is_dated {
            days = TimeDelta::zero();
        }
        let mut known = later(comparable(found), days);
        let step = previous.and_then(|previous| previous.minutes_until(&known)).unwrap_or_default();
        let turn = match (is_newest_first, found.is_dated) {
            (false, false) if step < -MIN_STEP_OVER_MIDNIGHT_MINUTES => TimeDelta::days(1),
            (true, false) if step > MIN_STEP_OVER_MIDNIGHT_MINUTES => TimeDelta::days(-1),
            _ => TimeDelta::zero(),
        };
        days += turn;
        known = later(known, turn);
        previous = Some(known);
        let moment = Moment { date: found.moment.date.and(known.date), ..found.moment };
        read.push((Placed { moment: Some(moment), index }, Some(known)));
    }
    if is_newest_first {
        read.reverse();
    }
    let zoned = entries.iter().flatten().find_map(|found| found.moment.offset_minutes());
    let offset = zoned.unwrap_or_default();
    let mut place = NaiveDateTime::MIN;
    let mut placed: Vec<(NaiveDateTime, Placed)> = Vec::with_capacity(read.len());
    for (entry, known) in read {
        place = known.and_then(|known| place_of(&known, place, offset)).unwrap_or(place);
        placed.push((place, entry));
    }
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, entry)| entry).collect()
}

/// Whether most entries are earlier than the one above them.
fn is_newest_first(entries: &[Option<Found>]) -> bool {
    let known: Vec<Moment> = entries.iter().flatten().map(comparable).collect();
    let steps = known.iter().zip(known.iter().skip(1));
    // A step of more than half a day without a date may as well be one in the other direction over midnight.
    let direction: i64 = steps
        .filter_map(|(above, below)| above.minutes_until(below))
        .filter(|step| step.abs() <= 12 * 60)
        .map(i64::signum)
        .sum();
    direction < 0
}

/// An entry that seems to be earlier by so much is later: people who note things after the fact put them in their
/// place, and those who do not are minutes late.
const MIN_STEP_OVER_MIDNIGHT_MINUTES: i64 = 4 * 60;

/// The moment of an entry for comparison with others, whose days are just as unknown.
fn comparable(found: &Found) -> Moment {
    Moment { date: found.moment.date.or(Some(NaiveDate::default())), ..found.moment }
}

fn later(moment: Moment, days: TimeDelta) -> Moment {
    Moment { date: moment.date.and_then(|date| date.checked_add_signed(days)), ..moment }
}

/// Where a moment stands in time, with `offset` where it has no zone; a day stands where the entry before it does, if
/// that is on the same day.
fn place_of(moment: &Moment, before: NaiveDateTime, offset: i32) -> Option<NaiveDateTime> {
    let date = moment.date?;
    let Some(time) = moment.time else {
        return (before.date() != date).then(|| date.and_time(NaiveTime::MIN));
    };
    let offset = TimeDelta::minutes(moment.offset_minutes().unwrap_or(offset).into());
    date.and_time(time).checked_sub_signed(offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::times::{Context, moments};

    fn ordered(texts: &[&str], date: &str) -> Vec<String> {
        let context = Context { date: date.parse().ok(), ..Context::default() };
        let found: Vec<Option<Found>> =
            texts.iter().map(|text| moments(text, &context).into_iter().next()).collect();
        let written = |placed: Placed| placed.moment.map_or("?".to_owned(), |at| at.to_string());
        in_order(&found).into_iter().map(written).collect()
    }

    #[test]
    fn a_timeline_goes_on_past_midnight() {
        for (texts, expected) in [
            (
                ["23:05", "23:10", "00:20", "01:00"],
                ["2025-12-05T23:05", "2025-12-05T23:10", "2025-12-06T00:20", "2025-12-06T01:00"],
            ),
            (
                ["01:00", "00:20", "23:10", "23:05"],
                ["2025-12-04T23:05", "2025-12-04T23:10", "2025-12-05T00:20", "2025-12-05T01:00"],
            ),
        ] {
            assert_eq!(ordered(&texts, "2025-12-05"), expected, "{texts:?}");
        }
    }

    #[test]
    fn a_note_out_of_its_place_is_put_there_and_one_without_a_time_stays_behind_the_one_before_it()
    {
        let texts = ["14:05", "in between", "15:36", "15:28 CET", "2025-12-05", "16:15"];
        let expected = [
            "2025-12-05T14:05",
            "?",
            "2025-12-05T15:28+01:00",
            "2025-12-05",
            "2025-12-05T15:36",
            "2025-12-05T16:15",
        ];
        assert_eq!(ordered(&texts, "2025-12-05"), expected);
    }

    #[test]
    fn a_clock_without_a_zone_is_in_that_of_the_others() {
        let texts = ["at midnight", "Since 10:48 CET", "10:20"];
        let expected = ["2025-12-05T00:00", "2025-12-05T10:20", "2025-12-05T10:48+01:00"];
        assert_eq!(ordered(&texts, "2025-12-05"), expected);
    }

    #[test]
    fn entries_whose_day_is_not_known_are_put_in_order_as_well() {
        assert_eq!(ordered(&["00:20", "23:40", "23:10"], ""), ["23:10", "23:40", "00:20"]);
    }
}
