//! What happened when, by the number of entries under the heading for that. All entries that are read are counted, also those that no longer
//! fit into a reply.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::{
    incidents::{Scored, documents::Documents},
    measures::{ratio, rounded},
};

/// Of each source and of `all`: `n` reports with a timeline, the share with `exact`ly its number of entries, and one minus the entries too many
/// and too few, as a share of all entries (`relative`).
pub(super) fn scores(documents: &Documents) -> anyhow::Result<Scored> {
    let (mut groups, mut missed) = (BTreeMap::<&str, Counts>::new(), Vec::new());
    for record in &documents.records {
        let Some(gold) = record.gold.timeline_n.filter(|gold| *gold > 0) else { continue };
        let found = documents.of_record(record)?.report.timeline.len();
        for group in [&record.source, "all"] {
            groups.entry(group).or_default().count(found, gold);
        }
        if found != gold {
            missed.push(format!("{}: {found} entries, {gold} in the gold", record.id));
        }
    }
    let scores: Map<String, Value> =
        groups.into_iter().map(|(group, counts)| (group.to_owned(), counts.scores())).collect();
    Ok(Scored { scores: scores.into(), missed })
}

#[derive(Default)]
struct Counts {
    n: usize,
    exact: usize,
    entries: usize,
    differences: usize,
}

impl Counts {
    fn count(&mut self, found: usize, gold: usize) {
        self.n += 1;
        self.exact += usize::from(found == gold);
        self.entries += gold;
        self.differences += found.abs_diff(gold);
    }

    fn scores(&self) -> Value {
        json!({
            "n": self.n,
            "exact": rounded(ratio(self.exact, self.n)),
            "relative": rounded(1.0 - ratio(self.differences, self.entries)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_too_many_and_too_few_do_not_cancel_each_other() {
        let mut counts = Counts::default();
        for (found, gold) in [(4, 4), (5, 4), (1, 2)] {
            counts.count(found, gold);
        }
        assert_eq!(counts.scores(), json!({"n": 3, "exact": 0.3333, "relative": 0.8}));
    }
}
