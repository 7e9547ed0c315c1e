//! Change points on the Turing Change Point Dataset, by its two measures (van den Burg and Williams, 2020, "An evaluation of
//! change point detection algorithms").

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::measures::{count, ratio, rounded};
use crate::metrics::{
    halves::{f1, halves, mean},
    table::{Table, labeled_tables},
};

/// How many rows a change point may be off.
const MARGIN: usize = 5;

#[derive(Deserialize)]
struct Labels {
    /// What each annotator marked: the first row of each new segment.
    annotations_zero_based: BTreeMap<String, BTreeSet<usize>>,
}

/// What was found in one series.
struct Found {
    name: String,
    change_points: BTreeSet<usize>,
    f1: f64,
    covering: f64,
}

impl Found {
    fn of(table: &Table, labels: &Labels) -> Self {
        let shifts = table.columns.iter().flat_map(|column| table.analysis(column).change_points);
        let change_points: BTreeSet<usize> = shifts.map(|shift| shift.index).collect();
        let annotations: Vec<&BTreeSet<usize>> = labels.annotations_zero_based.values().collect();
        Self {
            name: table.name.clone(),
            f1: agreement(&annotations, &change_points),
            covering: covering(&annotations, &change_points, table.times.len()),
            change_points,
        }
    }
}

/// F1 of the precision over what any annotator marked and the mean recall over the annotators. Row 0 begins a segment for all.
fn agreement(annotations: &[&BTreeSet<usize>], found: &BTreeSet<usize>) -> f64 {
    let with_first =
        |rows: &BTreeSet<usize>| rows.iter().copied().chain([0]).collect::<BTreeSet<usize>>();
    let found = with_first(found);
    let each: Vec<BTreeSet<usize>> = annotations.iter().map(|rows| with_first(rows)).collect();
    let any: BTreeSet<usize> = each.iter().flatten().copied().chain([0]).collect();
    let precision = ratio(matches(&any, &found), found.len());
    let recall = mean(each.iter().map(|rows| ratio(matches(rows, &found), rows.len())));
    f1(precision, recall)
}

/// How many of the `marked` rows have a found one within the margin; each found one serves once.
fn matches(marked: &BTreeSet<usize>, found: &BTreeSet<usize>) -> usize {
    let mut unused = found.clone();
    let mut matched = 0;
    for row in marked {
        let near = unused
            .range(row.saturating_sub(MARGIN)..=row + MARGIN)
            .min_by_key(|other| other.abs_diff(*row));
        if let Some(near) = near.copied() {
            unused.remove(&near);
            matched += 1;
        }
    }
    matched
}

/// How well the found segments cover those of the annotators: of each the share that it has in common with the found one
/// that suits it best, weighted by its length; the mean over the annotators.
fn covering(annotations: &[&BTreeSet<usize>], found: &BTreeSet<usize>, n: usize) -> f64 {
    let found = segments(found, n);
    mean(annotations.iter().map(|rows| {
        let shares = segments(rows, n).into_iter().map(|(from, to)| {
            let common = |other: &(usize, usize)| {
                ratio(
                    to.min(other.1).saturating_sub(from.max(other.0)),
                    to.max(other.1) - from.min(other.0),
                )
            };
            count(to - from) * found.iter().map(common).fold(0.0, f64::max)
        });
        shares.sum::<f64>() / count(n)
    }))
}

/// Where each segment begins and ends when `n` rows are cut at `rows`.
fn segments(rows: &BTreeSet<usize>, n: usize) -> Vec<(usize, usize)> {
    let cuts: Vec<usize> = rows.iter().copied().filter(|row| (1..n).contains(row)).collect();
    std::iter::once(0).chain(cuts.iter().copied()).zip(cuts.iter().copied().chain([n])).collect()
}

/// `f1` and `covering`, the means over the series, and `change_points` per series; with `verbose`, those of each.
pub(crate) fn scores(folder: &Path, verbose: bool) -> anyhow::Result<Value> {
    let tables = labeled_tables::<Labels>(folder, "labels.json")?;
    let found: Vec<Found> = tables.iter().map(|(table, labels)| Found::of(table, labels)).collect();
    let mut scores = halves(&found, |found| {
        json!({
            "f1": rounded(mean(found.iter().map(|one| one.f1))),
            "covering": rounded(mean(found.iter().map(|one| one.covering))),
            "change_points": rounded(mean(found.iter().map(|one| count(one.change_points.len())))),
        })
    });
    if verbose && let Value::Object(scores) = &mut scores {
        let line = |one: &Found| {
            let Found { name, change_points, f1, covering } = one;
            format!("{name}: F1 {f1:.3}, covering {covering:.3}, change points {change_points:?}")
        };
        scores.insert("series".to_owned(), found.iter().map(line).collect());
    }
    Ok(scores)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agreement_and_covering_are_as_counted_by_hand() {
        let (one, two, found) = (BTreeSet::from([50]), BTreeSet::new(), BTreeSet::from([53, 80]));
        // 0 and 53 of three are right; one annotator's two are all found, and so is the other's one.
        let expected = f1(2.0 / 3.0, 1.0);
        assert!((agreement(&[&one, &two], &found) - expected).abs() < 1e-12);
        // Segments found: 0-53, 53-80, 80-100.
        let first = (50.0 * 50.0 / 53.0 + 50.0 * 27.0 / 50.0) / 100.0;
        let second = 53.0 / 100.0;
        assert!((covering(&[&one, &two], &found, 100) - (first + second) / 2.0).abs() < 1e-12);
    }

    #[test]
    fn a_found_change_point_serves_one_annotation() {
        assert_eq!(matches(&BTreeSet::from([10, 12]), &BTreeSet::from([11])), 1);
    }
}
