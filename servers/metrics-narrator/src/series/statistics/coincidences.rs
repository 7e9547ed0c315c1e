//! Anomalies of several series at the same time.

use crate::series::statistics::Event;

/// Two anomalies that are at most this part of the rows apart, or `FEWEST_ROWS_APART`, are at the same time: one series
/// often follows the other.
const ROWS_APART_SHARE: usize = 100;

/// How far apart two anomalies may be in a short table.
const FEWEST_ROWS_APART: usize = 3;

/// The groups of anomalies of different series that overlap or nearly do, in the order of time: each anomaly by the index of
/// its series in `anomalies` and its own index there. The table has `rows` rows.
pub fn coincidences(anomalies: &[&[Event]], rows: usize) -> Vec<Vec<(usize, usize)>> {
    let apart = (rows / ROWS_APART_SHARE).max(FEWEST_ROWS_APART);
    let each = anomalies.iter().enumerate().flat_map(|(series, events)| {
        events.iter().enumerate().map(move |(index, event)| (event.from, event.to, (series, index)))
    });
    let mut events: Vec<(usize, usize, (usize, usize))> = each.collect();
    events.sort_unstable();
    let mut groups: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut last = None;
    for (from, to, event) in events {
        match (groups.last_mut(), last) {
            (Some(group), Some(end)) if from <= end + apart => group.push(event),
            _ => groups.push(vec![event]),
        }
        last = Some(last.filter(|end| from <= end + apart).map_or(to, |end| to.max(end)));
    }
    groups.retain(|group| {
        let first = group.first().map(|(series, _)| *series);
        group.iter().any(|(series, _)| Some(*series) != first)
    });
    groups
}
