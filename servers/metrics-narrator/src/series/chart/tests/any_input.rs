//! No input makes a panic or leaves its panel, and what cannot be drawn leaves the rest as it is.

use super::{
    super::{geometry::Point, png},
    *,
};

/// Draws a table, and checks that all of a panel is in its plot.
fn draw(facts: &Facts, moments: &[i64], series: &[Drawn<'_>]) -> Layout {
    let layout = layout(facts, moments, series);
    for panel in &layout.panels {
        let points = panel.line.runs.iter().flatten().copied();
        let peaks = panel.marks.anomalies.iter().map(|anomaly| anomaly.peak);
        let levels = panel.marks.levels.iter().map(|level| Point { x: level.left, y: level.y });
        let changes =
            panel.marks.changes.iter().map(|change| Point { x: change.x, y: panel.plot.top });
        let ticks = panel.value_ticks.iter().map(|tick| Point { x: panel.plot.left, y: tick.y });
        for Point { x, y } in points.chain(peaks).chain(levels).chain(changes).chain(ticks) {
            assert!(
                (panel.plot.left..=panel.plot.right).contains(&x),
                "{x} is not in {:?}",
                panel.plot
            );
            assert!(
                (panel.plot.top..=panel.plot.bottom).contains(&y),
                "{y} is not in {:?}",
                panel.plot
            );
        }
    }
    assert!(!png(facts, moments, series).is_empty());
    layout
}

#[test]
fn strange_values_are_drawn() {
    let cases: [&[f64]; 12] = [
        &[],
        &[1.0],
        &[f64::NAN],
        &[f64::NAN, 1.0, f64::NAN],
        &[f64::INFINITY, f64::NEG_INFINITY, 1.0],
        &[f64::MAX, f64::MIN, 0.0],
        &[1e308, 1e308, 1e308],
        &[1e-320, -1e-320, 0.0],
        &[f64::MAX, f64::MAX],
        &[0.1, 0.1 + f64::EPSILON],
        &[-0.0, 0.0],
        &[-1e15, -1e15 + 1.0],
    ];
    for values in cases {
        let moments = minutes(values.len() as i64);
        let facts = facts(table(&moments, None), vec![series("s", None)]);
        let values = [values.to_vec()];
        draw(&facts, &moments, &drawn(&facts.series, &values));
    }
}

#[test]
fn strange_times_are_drawn() {
    let cases: [&[i64]; 8] = [
        &[i64::MIN / 3 * 2, i64::MAX / 3 * 2],
        &[i64::MIN, i64::MAX],
        &[i64::MIN, i64::MIN],
        &[i64::MAX, i64::MAX],
        &[START_MS, START_MS, START_MS],
        &[START_MS + 1000, START_MS, START_MS + 500],
        &[0, 8_000_000_000_000_000],
        &[-8_000_000_000_000_000, 0],
    ];
    for moments in cases {
        for offset in [None, Some(i32::MIN), Some(i32::MAX)] {
            let facts = facts(table(moments, offset), vec![series("s", None)]);
            let values = [vec![1.0, 2.0, 3.0]];
            draw(&facts, moments, &drawn(&facts.series, &values));
        }
    }
}

#[test]
fn strange_marks_are_drawn() {
    let moments = minutes(10);
    let mut series = series("s", Some(&"unit".repeat(1000)));
    for value in [f64::NAN, f64::INFINITY, 1e308, -1e308] {
        let times = [i64::MAX, i64::MIN, moments[3]];
        series.anomalies.push(Anomaly { deviations: f64::NAN, ..anomaly(times, value, None) });
        series.change_points.push(change_point(i64::MAX, value, -value, None));
        series.change_points.push(change_point(i64::MIN, value, value, None));
    }
    let facts = facts(table(&moments, None), vec![series]);
    let values = [noise(1, 10)];
    draw(&facts, &moments, &drawn(&facts.series, &values));
}

#[test]
fn strange_names_are_drawn_as_text() {
    let moments = minutes(10);
    let names = [
        "<svg onload=\"x\">&amp;</svg>",
        "a\u{0}b\nc\u{202e}d\u{fffd}",
        "e\u{301}\u{327}",
        "",
        &"長".repeat(10_000),
    ];
    let all: Vec<Series> = names.iter().map(|name| series(name, Some(name))).collect();
    let values: Vec<Vec<f64>> = names.iter().map(|_| noise(1, 10)).collect();
    let facts = facts(table(&moments, None), all);
    let layout = draw(&facts, &moments, &drawn(&facts.series, &values));
    let written: Vec<&str> = layout.texts.iter().map(|text| text.content.as_str()).collect();
    assert!(written.contains(&"<svg onload=\"x\">&amp;</svg>"), "{written:?}");
    assert!(written.contains(&"a□b c□d□"), "{written:?}");
}

#[test]
fn lists_of_different_lengths_are_drawn_as_far_as_they_go() {
    let moments = minutes(10);
    let series = series("s", None);
    let values = noise(1, 20);
    let drawn =
        [Drawn { facts: &series, values: &values, lows: &values[..5], highs: &values[..7] }];
    let facts = facts(table(&moments, None), Vec::new());
    let layout = draw(&facts, &moments, &drawn);
    assert_eq!(layout.panels[0].line.runs[0].len(), 5);
}

#[test]
fn a_table_without_a_series_is_drawn() {
    let layout = draw(&facts(table(&[], None), Vec::new()), &[], &[]);
    assert!(layout.texts.iter().any(|text| text.content == "no series"));
}
