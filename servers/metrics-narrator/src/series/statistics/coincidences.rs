//! Anomalies of several series at the same time, or right after one another.

use crate::series::statistics::Anomaly;

/// Two anomalies that are at most this part of the rows apart belong together: one series often follows the other.
const ROWS_APART_SHARE: usize = 100;

/// How far apart they may be in a short table: one begins with the row behind the other, for its rows may be weeks.
const FEWEST_ROWS_APART: usize = 1;

/// How far apart they may be in a long one: a row stands for as long in any.
const MOST_ROWS_APART: usize = 10;

/// The groups of anomalies of different series that overlap or nearly do, in the order of time: each anomaly by the index of
/// its series in `anomalies` and its own index there. The table has `rows` rows.
pub fn coincidences(anomalies: &[&[Anomaly]], rows: usize) -> Vec<Vec<(usize, usize)>> {
    let apart = (rows / ROWS_APART_SHARE).clamp(FEWEST_ROWS_APART, MOST_ROWS_APART);
    let each = anomalies.iter().enumerate().flat_map(|(series, anomalies)| {
        anomalies.iter().enumerate().map(move |(index, anomaly)| Member {
            from: anomaly.from,
            to: anomaly.to,
            anomaly: (series, index),
        })
    });
    let mut members: Vec<Member> = each.collect();
    members.sort_unstable();
    let mut groups: Vec<Vec<Member>> = Vec::new();
    for member in members {
        match groups.last_mut() {
            Some(group) if belongs(member, group, apart) => group.push(member),
            _ => groups.push(vec![member]),
        }
    }
    groups.retain(|group| {
        let first = group.first().map(|member| member.anomaly.0);
        group.iter().any(|member| Some(member.anomaly.0) != first)
    });
    let anomalies = |group: Vec<Member>| group.into_iter().map(|member| member.anomaly).collect();
    groups.into_iter().map(anomalies).collect()
}

/// An anomaly of a series, in the order of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Member {
    from: usize,
    to: usize,
    anomaly: (usize, usize),
}

/// Whether `member`, which begins after all of `group`, is at the same time: one of them all is close to every other. A chain
/// of anomalies, each close to the next, may be as long as the table.
fn belongs(member: Member, group: &[Member], apart: usize) -> bool {
    let first_end = group.iter().map(|other| other.to).min().unwrap_or(member.to).min(member.to);
    let is_close_to_all =
        |one: &Member| one.from <= first_end + apart && member.from <= one.to + apart;
    group.iter().any(is_close_to_all) || is_close_to_all(&member)
}
