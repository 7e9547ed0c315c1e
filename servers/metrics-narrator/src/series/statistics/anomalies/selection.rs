//! Which of the anomalies of a series a person would tell: the furthest ones, and the one that is furthest in all its rows
//! together.

use crate::series::statistics::{Anomaly, descriptive::as_f64, sample::LEAST_VISIBLE};

use super::{
    Unusual,
    runs::{Run, length, runs},
};

/// How many anomalies a series has at most: a person remembers three.
const MAX_ANOMALIES: usize = 3;

/// An anomaly that is less than this part as far out as the furthest one, and has less than this part of the weight of the
/// weightiest one, is not what a person would tell beside them.
const LEAST_PART_OF_FURTHEST: f64 = 1.0 / 3.0;

/// Places that differ in how unusual they are by less than this factor are alike.
const BEYOND_OTHERS: f64 = 1.25;

/// An anomaly may have this many others like it that are usual: of more, none is to be singled out. That there are more that
/// are unusual, too, is no reason to be silent about the largest.
const MAX_USUAL_TIES: usize = 2;

/// Those of the anomalies that are `found` in runs of values with these `scores` that are told. Runs that are at most `reach`
/// values apart are one.
pub(super) fn selected(mut found: Vec<(Run, Anomaly)>, scores: &[f64], reach: usize) -> Unusual {
    found.sort_by(|(_, a), (_, b)| b.deviations.total_cmp(&a.deviations));
    let most =
        |of: fn(&Anomaly) -> f64| found.iter().map(|(_, anomaly)| of(anomaly)).fold(0.0, f64::max);
    let [furthest, weightiest] = [most(|anomaly| anomaly.deviations), most(weight)];
    let is_seen = |anomaly: &Anomaly| {
        (anomaly.deviations >= LEAST_PART_OF_FURTHEST * furthest
            || weight(anomaly) >= LEAST_PART_OF_FURTHEST * weightiest)
            && (anomaly.value - anomaly.expected).abs() >= LEAST_VISIBLE
    };
    found.retain(|(_, anomaly)| is_seen(anomaly));
    keep_one_of_each(&mut found);
    let all = found.len();
    keep_the_furthest(&mut found);
    let kept = found.len();
    leave_out_the_nearly_usual(&mut found, scores, reach);
    // Where one that is told is hardly unusual, those that are not are none.
    let left_out = if found.len() == kept { all - kept } else { 0 };
    let mut anomalies: Vec<Anomaly> = found.into_iter().map(|(_, anomaly)| anomaly).collect();
    anomalies.sort_by_key(|anomaly| anomaly.from);
    Unusual { anomalies, left_out }
}

/// Keeps the first of those of `found` that are in part the same rows.
fn keep_one_of_each(found: &mut Vec<(Run, Anomaly)>) {
    let mut kept: Vec<Anomaly> = Vec::new();
    found.retain(|(_, anomaly)| {
        let is_new = kept.iter().all(|other| anomaly.to < other.from || other.to < anomaly.from);
        if is_new {
            kept.push(*anomaly);
        }
        is_new
    });
}

/// Keeps as many of `found`, the furthest first, as a series may have. One of them is the weightiest of all.
fn keep_the_furthest(found: &mut Vec<(Run, Anomaly)>) {
    let numbered = found.iter().enumerate();
    let weightiest = numbered.max_by(|(_, (_, a)), (_, (_, b))| weight(a).total_cmp(&weight(b)));
    if let Some((index, _)) = weightiest.filter(|(index, _)| *index >= MAX_ANOMALIES) {
        found.swap(MAX_ANOMALIES - 1, index);
    }
    found.truncate(MAX_ANOMALIES);
}

/// How unusual an anomaly is in all its rows together.
fn weight(anomaly: &Anomaly) -> f64 {
    anomaly.deviations * as_f64(length(anomaly))
}

/// Takes the last of the `found` away as long as it is hardly more unusual than several places that are usual.
fn leave_out_the_nearly_usual(found: &mut Vec<(Run, Anomaly)>, scores: &[f64], reach: usize) {
    while let Some(lowest) = found.iter().map(|(run, _)| run.score).min_by(f64::total_cmp) {
        let is_found = |run: &Run| {
            found.iter().any(|(told, _)| run.first <= told.last && told.first <= run.last)
        };
        let alike = runs(scores, lowest / BEYOND_OTHERS, reach);
        let usual = alike.iter().filter(|run| run.score < 1.0 && !is_found(run)).count();
        if usual <= MAX_USUAL_TIES {
            return;
        }
        found.pop();
    }
}
