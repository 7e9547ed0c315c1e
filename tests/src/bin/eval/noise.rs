//! How often chance makes noise look as if something happened in it.

use std::collections::BTreeMap;

use end_to_end::draws::Draws;
use metrics_narrator::series::statistics::{Analysis, Points, analysis};
use serde_json::{Value, json};

use crate::measures::{ratio, rounded};

/// How many series there are of each noise and length: a rate of one in a hundred is known to a third of itself.
const SERIES: usize = 1_000;

const LENGTHS: [usize; 3] = [20, 60, 300];

const MINUTE_MILLISECONDS: i64 = 60_000;

/// The next value of a series, by chance and from the value before it.
type Noise = fn(&mut Draws, f64) -> f64;

const NOISES: [(&str, Noise); 4] = [
    ("normal", |draws, _| draws.normal()),
    ("exponential", |draws, _| -draws.even().max(f64::MIN_POSITIVE).ln()),
    ("heavy_tails", |draws, _| student(draws)),
    ("random_walk", |draws, before| before + draws.normal()),
];

/// A number of Student's distribution with three degrees of freedom, whose tails are as heavy as those of response times.
fn student(draws: &mut Draws) -> f64 {
    let squares: f64 = (0..3).map(|_| draws.normal().powi(2)).sum();
    draws.normal() / (squares / 3.0).max(f64::MIN_POSITIVE).sqrt()
}

/// For each noise and number of values, the share of the series of which each kind of thing is claimed.
pub(crate) fn scores() -> Value {
    let noises = NOISES.iter().map(|(name, noise)| {
        let lengths = LENGTHS.map(|length| (length.to_string(), claims(length, *noise)));
        ((*name).to_owned(), json!(BTreeMap::from(lengths)))
    });
    Value::Object(noises.collect())
}

fn claims(length: usize, noise: Noise) -> Value {
    let mut draws = Draws::new(1);
    let moments: Vec<i64> = (0..).take(length).map(|row: i64| row * MINUTE_MILLISECONDS).collect();
    let found: Vec<Analysis> = (0..SERIES)
        .map(|_| {
            let mut value = 0.0;
            let mut next = || {
                value = noise(&mut draws, value);
                value
            };
            let values: Vec<f64> = (0..length).map(|_| next()).collect();
            analysis(&Points { moments: &moments, values: &values, lows: &values, highs: &values })
        })
        .collect();
    let share = |is_claimed: fn(&Analysis) -> bool| {
        rounded(ratio(found.iter().filter(|one| is_claimed(one)).count(), SERIES))
    };
    json!({
        "anomalies": share(|one| !one.anomalies.is_empty()),
        "change_points": share(|one| !one.change_points.is_empty()),
        "season": share(|one| one.seasonality.is_some()),
        "trend": share(|one| one.trend.as_ref().is_some_and(|trend| trend.matters)),
    })
}
