//! Where a line is interrupted, and where its points are marked.

use super::{super::png, *};

const HOUR_MS: i64 = 60 * MINUTE_MS;

fn runs(moments: &[i64]) -> Vec<usize> {
    let facts = facts(table(moments, None), vec![series("s", None)]);
    let values = [noise(1, moments.len())];
    let layout = layout(&facts, moments, &drawn(&facts.series, &values));
    layout.panels[0].line.runs.iter().map(Vec::len).collect()
}

#[test]
fn a_table_of_opening_hours_is_interrupted_each_night() {
    let moments: Vec<i64> = (0..14 * 24)
        .filter(|hour| (8..18).contains(&(hour % 24)) && hour / 24 % 7 < 6)
        .map(|hour| START_MS + hour * HOUR_MS)
        .collect();
    assert_eq!(runs(&moments), [10; 12]);
}

#[test]
fn a_table_of_match_days_is_interrupted_each_summer() {
    let moments: Vec<i64> = (0..5 * 52)
        .filter(|week| week % 52 < 34)
        .map(|week| START_MS + week * 7 * 24 * HOUR_MS)
        .collect();
    assert_eq!(runs(&moments), [34; 5]);
}

#[test]
fn a_table_without_a_usual_step_is_a_line() {
    // Times between rows as of calls that come by chance.
    let mut moments = vec![START_MS];
    for chance in noise(5, 300) {
        let last = moments[moments.len() - 1];
        moments.push(last + (-chance.max(1e-3).ln() * HOUR_MS as f64) as i64);
    }
    assert!(runs(&moments).len() <= 3, "{:?}", runs(&moments));
    // Two readings one after another, once a day.
    let moments: Vec<i64> = (0..60)
        .flat_map(|day| [0, 5].map(|minute| START_MS + (day * 24 * 60 + minute) * MINUTE_MS))
        .collect();
    assert_eq!(runs(&moments).len(), 1, "{:?}", runs(&moments));
}

/// How far from the place of the first value the color of the line reaches downwards, in pixels.
fn reach(values: Vec<f64>) -> usize {
    let moments = minutes(values.len() as i64);
    let facts = facts(table(&moments, None), vec![series("s", None)]);
    let values = [values];
    let drawn = drawn(&facts.series, &values);
    let layout = layout(&facts, &moments, &drawn);
    let point = layout.panels[0].line.runs[0][0];
    let pixels = Pixels::of(&png(&facts, &moments, &drawn));
    (0..20).take_while(|down| pixels.is(point.x, point.y + *down as f32, Ink::Line)).count()
}

#[test]
fn points_are_marked_where_there_are_few() {
    for values in [vec![3.0], vec![3.0, 3.0], [vec![f64::NAN; 50], vec![3.0]].concat()] {
        assert!(reach(values.clone()) >= 4, "{values:?}");
    }
    assert!(reach(vec![3.0; 200]) <= 2);
}
