//! When an incident began and ended, and how long it lasted, against what a reader wrote down.

use serde_json::json;

use crate::{
    incidents::{Scored, documents::Documents},
    measures::{ratio, rounded},
};

/// `start`, `end` and `duration`: on how many reports a reader knows it (`n`), and the share that is `right`.
pub(super) fn scores(documents: &Documents) -> anyhow::Result<Scored> {
    let (mut start, mut end, mut duration) = (Count::default(), Count::default(), Count::default());
    let mut missed = Vec::new();
    for record in &documents.hand {
        let Some(hand) = &record.hand else { continue };
        let incident = &documents.of_record(record)?.incident;
        for (name, count, gold, given) in [
            ("start", &mut start, &hand.start, &incident.started_at),
            ("end", &mut end, &hand.end, &incident.resolved_at),
        ] {
            let Some(gold) = gold else { continue };
            if !count.count(given.as_deref().is_some_and(|given| are_same(given, gold))) {
                let given = given.as_deref().unwrap_or("null");
                missed.push(format!("{}: {name} {given}, read as {gold}", record.id));
            }
        }
        let Some(gold) = hand.duration_min else { continue };
        let given = incident.duration_minutes.map(f64::from);
        if !duration.count(given.is_some_and(|given| are_close(given, gold))) {
            let given = given.map_or_else(|| "null".to_owned(), |given| given.to_string());
            missed.push(format!("{}: duration {given}, read as {gold}", record.id));
        }
    }
    let [start, end, duration] = [start, end, duration].map(
        |Count { n, right }| json!({"n": n, "right": right, "share": rounded(ratio(right, n))}),
    );
    Ok(Scored { scores: json!({"start": start, "end": end, "duration": duration}), missed })
}

#[derive(Default)]
struct Count {
    n: usize,
    right: usize,
}

impl Count {
    fn count(&mut self, is_right: bool) -> bool {
        self.n += 1;
        self.right += usize::from(is_right);
        is_right
    }
}

/// Whether two times are the same to the precision of the `gold`, a minute or a day, in the zone of the text.
fn are_same(given: &str, gold: &str) -> bool {
    let length = gold.len().min("YYYY-MM-DDTHH:MM".len());
    given.get(..length).is_some_and(|given| Some(given) == gold.get(..length))
}

/// Whether two lengths are the same to three minutes, or to a twentieth.
fn are_close(given: f64, gold: f64) -> bool {
    (given - gold).abs() <= f64::max(3.0, 0.05 * gold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_compared_to_the_precision_of_the_gold() {
        for (given, gold, expected) in [
            ("2026-03-05T09:42Z", "2026-03-05T09:42", true),
            ("2026-03-05T09:42:10+01:00", "2026-03-05T09:42", true),
            ("2026-03-05T09:43", "2026-03-05T09:42", false),
            ("2026-03-05T09:42", "2026-03-05", true),
            ("2026-03-05", "2026-03-05T09:42", false),
        ] {
            assert_eq!(are_same(given, gold), expected, "{given}, {gold}");
        }
    }

    #[test]
    fn lengths_may_differ_by_three_minutes_or_a_twentieth() {
        for (given, gold, expected) in
            [(8.0, 5.0, true), (9.0, 5.0, false), (95.0, 100.0, true), (94.0, 100.0, false)]
        {
            assert_eq!(are_close(given, gold), expected, "{given}, {gold}");
        }
    }
}
