//! What a time of a narrative may be.

use chrono::{Duration, NaiveDateTime};
use metrics_narrator::series::facts::Moment;

use crate::numbers::seeds::{
    known::Known,
    text::{Stated, Text},
};

/// Whether a time of a narrative is one that is known: only then is it clear what another one would say.
pub(crate) fn means(known: &Known, stated: &Stated) -> bool {
    let all: Vec<usize> = Vec::new();
    is_a_moment(known, stated, &all)
}

/// Whether the narrative may still be true with another time in the place of this one: then some time that is known, or an
/// anomaly, agrees with it. `at` is where it stands.
pub(crate) fn may_be(known: &Known, text: &Text, at: usize, stated: &Stated) -> bool {
    let series = text.series_at(at);
    if is_a_moment(known, stated, &series) {
        return true;
    }
    known.intervals.iter().filter(|(one, _, _)| series.is_empty() || series.contains(one)).any(
        |(_, from, to)| {
            let within = |shift: i32| -> Option<bool> {
                Some(stated.is_within(shifted(from.wall()?, shift), shifted(to.wall()?, shift)))
            };
            within(0).unwrap_or(true)
                || from.offset.is_some_and(|offset| within(offset).unwrap_or(true))
        },
    )
}

fn is_a_moment(known: &Known, stated: &Stated, series: &[usize]) -> bool {
    let is = |moment: &Moment| {
        let Some(wall) = moment.wall() else { return true };
        let utc = shifted(wall, moment.offset.unwrap_or(0));
        stated.is(wall) || stated.is(utc)
    };
    if series.is_empty() {
        return known.moments.iter().any(is);
    }
    known.common.iter().any(is)
        || series.iter().filter_map(|one| known.moments_of.get(*one)).flatten().any(is)
}

fn shifted(wall: NaiveDateTime, minutes: i32) -> NaiveDateTime {
    wall.checked_sub_signed(Duration::minutes(minutes.into())).unwrap_or(wall)
}

/// Whether a time is one of a series' own, or in one of its anomalies.
pub(crate) fn moment_of(known: &Known, stated: &Stated, series: usize) -> bool {
    let is = |moment: &Moment| {
        let Some(wall) = moment.wall() else { return true };
        stated.is(wall) || stated.is(shifted(wall, moment.offset.unwrap_or(0)))
    };
    known.moments_of.get(series).is_some_and(|moments| moments.iter().any(is))
        || known.intervals.iter().filter(|(one, _, _)| *one == series).any(|(_, from, to)| {
            from.wall().zip(to.wall()).is_some_and(|(from, to)| stated.is_within(from, to))
        })
}

/// Whether a time is one of the table or of a coincidence, which are of all series.
pub(crate) fn is_common(known: &Known, stated: &Stated) -> bool {
    known.common.iter().any(|moment| moment.wall().is_none_or(|wall| stated.is(wall)))
}
