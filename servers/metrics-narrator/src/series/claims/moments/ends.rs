//! Ends of stretches of time: two that are told together, and the row beside one.

use crate::series::{
    claims::{
        check::Check,
        context::scope::Scope,
        reading::{mentions::What, times::Time},
        values::statistics::Statistic,
    },
    facts::{Moment, Table},
};

/// `until 1990` where something changes in 1991, `fixed by 22 February` where an anomaly ends on the 21st, `from the 11th
/// to the 19th` where the level changes on the 20th: the row before it or behind it.
pub(super) fn is_step_beside(check: &Check, at: usize, time: &Time) -> bool {
    let scope = &check.scope;
    let word = before_article(scope, at).map_or("", |before| scope.word(before));
    let fits =
        |moment: Moment, rows: f64| time.fits(moved(moment, rows, &check.quantities.facts.table));
    let mut instants =
        check.quantities.instants.iter().filter(|instant| instant.of.series.is_some());
    match word {
        "until" | "till" | "through" | "including" => {
            instants.any(|instant| fits(instant.from, -1.0) || fits(instant.to, 1.0))
        }
        "by" => instants.any(|instant| fits(instant.to, 1.0)),
        // An anomaly lasts up to the row that the facts give.
        _ if is_end_of_span(scope, at) => instants
            .any(|instant| instant.statistic == Statistic::ChangeTo && fits(instant.from, -1.0)),
        _ => false,
    }
}

/// A moment so many rows later.
fn moved(moment: Moment, rows: f64, table: &Table) -> Moment {
    let step = (rows * table.step_seconds * 1e3) as i64;
    Moment { milliseconds: moment.milliseconds.saturating_add(step), ..moment }
}

/// Whether a time is the second of `from X to Y` or of `between X and Y`.
fn is_end_of_span(scope: &Scope, at: usize) -> bool {
    let is_time = |place: &usize| matches!(scope.what(*place), Some(What::Time(_)));
    let Some(joint) = before_article(scope, at) else { return false };
    let Some(first) = joint.checked_sub(1).filter(is_time) else { return false };
    match scope.word(joint) {
        "to" | "–" | "-" => true,
        "and" => before_article(scope, first).is_some_and(|lead| scope.word(lead) == "between"),
        _ => false,
    }
}

/// The mention before a time and its article.
fn before_article(scope: &Scope, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    if scope.word(before) == "the" { before.checked_sub(1) } else { Some(before) }
}

/// Whether a time and the one that it is told with, `from 14:30 to 15:25`, are the ends of one thing; none if it is
/// told alone.
pub(super) fn is_span(check: &Check, at: usize, time: &Time) -> Option<bool> {
    let other = |at: usize| match check.scope.what(at) {
        Some(What::Time(time)) => Some(time.as_ref()),
        _ => None,
    };
    let joins =
        |at: usize| matches!(check.scope.word(at), "to" | "–" | "-" | "until" | "till" | "through");
    let (from, to) = if joins(at + 1) && other(at + 2).is_some() {
        (time, other(at + 2)?)
    } else if at >= 2 && joins(at - 1) && other(at - 2).is_some() {
        (other(at - 2)?, time)
    } else {
        return None;
    };
    // `in March` and `on Monday` leave room.
    let is_exact = |time: &Time| time.has_clock() || time.month.is_some() && time.day.is_some();
    if !(is_exact(from) && is_exact(to)) {
        return None;
    }
    let table = &check.quantities.facts.table;
    let is_whole = from.fits(table.from) && to.fits(table.to);
    let instants = &check.quantities.instants;
    let is_one = instants.iter().any(|instant| from.fits(instant.from) && to.fits(instant.to));
    // Two moments that are no ends of one thing: from an onset to another change.
    let starts = instants.iter().any(|start| {
        from.fits(start.from)
            && !(start.statistic == Statistic::AnomalyValue && start.from == start.to)
    });
    // A level ends with the row before the next one begins.
    let ends = instants.iter().any(|end| {
        to.fits(end.to)
            || end.statistic == Statistic::ChangeTo && to.fits(moved(end.from, -1.0, table))
    });
    Some(is_whole || is_one || starts && ends)
}
