//! Nothing that is written covers anything else that is written, whatever the data, and it says what it should.

use proptest::prelude::*;

use super::super::{HEIGHT, WIDTH, geometry::Rectangle, marks::MARKER_RADIUS, text::Text};
use super::*;

/// A series, its values, and how far its bands reach.
type Generated = (Series, Vec<f64>, f64);

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z_]{1,30}",
        "[А-я ]{1,300}",
        "[α-ω°µ²³%±→×–…]{1,20}",
        "\\PC{0,40}",
        Just("温度 <b>&amp;\u{0}\u{202e}".to_owned()),
        Just(String::new()),
        Just("W".repeat(10_000)),
    ]
}

fn any_unit() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        Just(None),
        Just(Some("ms".to_owned())),
        Just(Some("%".to_owned())),
        any_name().prop_map(Some)
    ]
}

fn any_series(moments: Vec<i64>) -> impl Strategy<Value = Generated> {
    let count = moments.len();
    let marks = prop::collection::vec((0..count, 0..count), 0..8);
    let shape = (-310..308_i32, -1e6..1e6_f64, 0.0..0.5_f64, any::<u64>(), 0.0..1.0_f64);
    (any_name(), any_unit(), shape, marks).prop_map(move |(name, unit, shape, marks)| {
        let (exponent, level, missing, seed, band) = shape;
        let size: f64 = format!("1e{exponent}").parse().unwrap();
        let values: Vec<f64> =
            noise(seed, count)
                .iter()
                .zip(noise(!seed, count))
                .map(|(value, chance)| {
                    if chance < missing { f64::NAN } else { (value + level.trunc() / 100.0) * size }
                })
                .collect();
        let mut facts = series(&name, unit.as_deref());
        for (number, (one, other)) in marks.iter().enumerate() {
            let (from, to) = (*one.min(other), *one.max(other));
            if number % 2 == 0 && facts.anomalies.len() < 3 {
                let times = [moments[from], moments[(from + to) / 2], moments[to]];
                facts.anomalies.push(anomaly(times, values[(from + to) / 2], Some(-330)));
            } else {
                facts.change_points.push(change_point(
                    moments[from],
                    values[from],
                    values[to],
                    Some(-330),
                ));
            }
        }
        facts.change_points.sort_by_key(|change| change.at.milliseconds);
        (facts, values, band * size)
    })
}

fn any_table() -> impl Strategy<Value = (Vec<i64>, Vec<Generated>)> {
    let moments = (1..300_i64, 0..12_u32, -1_000_000_000_000..4_000_000_000_000_i64).prop_map(
        |(count, exponent, start)| -> Vec<i64> {
            (0..count).map(|number| start + number * 10_i64.pow(exponent)).collect()
        },
    );
    moments.prop_flat_map(|moments| {
        (Just(moments.clone()), prop::collection::vec(any_series(moments), 1..=6))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_text_overlaps_another_or_a_marker_or_leaves_the_picture((moments, generated) in any_table()) {
        let bands: Vec<[Vec<f64>; 2]> = generated
            .iter()
            .map(|(_, values, band)| [-band, *band].map(|band| values.iter().map(|value| value + band).collect()))
            .collect();
        let drawn: Vec<Drawn> = generated
            .iter()
            .zip(&bands)
            .map(|((facts, values, _), [lows, highs])| Drawn { facts, values, lows, highs })
            .collect();
        // The longest key: that not all are drawn, and all kinds of marks.
        let mut facts = facts(table(&moments, Some(-330)), vec![series("s", None); 100]);
        facts.table.bucket_seconds = Some(1234.5);
        let layout = layout(&facts, &moments, &drawn);
        let picture = Rectangle { left: 0.0, top: 0.0, right: WIDTH as f32, bottom: HEIGHT as f32 };
        let markers: Vec<Rectangle> = layout
            .panels
            .iter()
            .flat_map(|panel| &panel.marks.anomalies)
            .map(|anomaly| Rectangle::around(anomaly.peak, MARKER_RADIUS))
            .collect();
        let texts = all_texts(&layout);
        for (number, text) in texts.iter().enumerate() {
            prop_assert!(picture.contains(&text.area), "{text:?} leaves the picture");
            for other in &texts[number + 1..] {
                prop_assert!(!text.area.overlaps(&other.area), "{text:?} overlaps {other:?}");
            }
            for marker in &markers {
                prop_assert!(!text.area.overlaps(marker), "{text:?} overlaps {marker:?}");
            }
        }
        prop_assert!(!layout.time_ticks.is_empty());
        for panel in &layout.panels {
            let count = panel.value_ticks.len();
            let height = panel.plot.height();
            prop_assert!(count <= 8, "{count} ticks at {height} px");
        }
    }
}

/// What is written beside the plots and in them.
fn all_texts(layout: &Layout) -> Vec<&Text> {
    layout.texts.iter().chain(layout.panels.iter().flat_map(|panel| &panel.labels)).collect()
}

/// What is written, from the top to the bottom and from left to right.
fn written(layout: &Layout) -> Vec<String> {
    let mut texts = all_texts(layout);
    texts.sort_by(|one, other| {
        let place = |area: Rectangle| ((area.top / 10.0).floor(), area.left);
        place(one.area).partial_cmp(&place(other.area)).unwrap()
    });
    texts.iter().map(|text| text.content.clone()).collect()
}

fn of_one(moments: &[i64], values: Vec<f64>, series: Series, offset: Option<i32>) -> Vec<String> {
    let facts = facts(table(moments, offset), vec![series]);
    let values = [values];
    written(&layout(&facts, moments, &drawn(&facts.series, &values)))
}

#[test]
fn a_chart_names_series_unit_marks_values_times_and_zone() {
    let moments = minutes(600);
    let mut values = vec![10.0; 600];
    values[100] = 47.26;
    for value in values.iter_mut().skip(400) {
        *value = 20.0;
    }
    let mut series = series("latency", Some("ms"));
    series.anomalies.push(anomaly([moments[100]; 3], 47.26, Some(120)));
    series.change_points.push(change_point(moments[400], 10.0, 20.0, Some(120)));
    let written = of_one(&moments, values, series, Some(120));
    assert_eq!(
        written,
        [
            "anomaly",
            "change of level",
            "times in UTC+02:00",
            "latency",
            "ms",
            "50",
            "10 → 20 ms",
            "47.3 ms",
            "40",
            "30",
            "20",
            "10",
            "02:00",
            "03:00",
            "04:00",
            "05:00",
            "06:00",
            "07:00",
            "08:00",
            "09:00",
            "10:00",
            "11:00",
            "1 Mar 2026",
        ]
    );
}

#[test]
fn a_unit_that_a_name_says_is_said_once() {
    let moments = minutes(60);
    for (name, unit, titles) in [
        ("Pressure (bar)", "bar", 1),
        ("latency_ms", "ms", 1),
        ("cpu%", "%", 1),
        ("load %", "%", 1),
        ("alarms", "s", 2),
        ("rpm", "ms", 2),
    ] {
        let written = of_one(&moments, noise(3, 60), series(name, Some(unit)), None);
        let title = written.iter().filter(|text| [name, unit].contains(&text.as_str())).count();
        assert_eq!(title, titles, "{name}: {written:?}");
    }
}

#[test]
fn times_are_named_as_people_name_them() {
    const HOUR: i64 = 60 * MINUTE_MS;
    const DAY: i64 = 24 * HOUR;
    let cases: [(i64, &[&str], &[&str]); 9] = [
        (20, &["00:00:00.000", "00:00:00.005"], &["1 Mar 2026"]),
        (7000, &["00:00:00", "00:00:01"], &["1 Mar 2026"]),
        (30 * MINUTE_MS, &["00:00", "00:05"], &["1 Mar 2026"]),
        (40 * HOUR, &["00:00", "03:00"], &["1 Mar 2026", "2 Mar 2026"]),
        (10 * DAY, &["1 Mar", "2 Mar"], &["2026"]),
        (60 * DAY, &["2 Mar", "9 Mar"], &["2026"]),
        (400 * DAY, &["Mar", "Apr"], &["2026", "2027"]),
        (4000 * DAY, &["2027", "2028"], &[]),
        (200_000 * DAY, &["2050", "2100"], &[]),
    ];
    for (span, labels, contexts) in cases {
        let moments = [START_MS, START_MS + span];
        let facts = facts(table(&moments, None), vec![series("s", None)]);
        let values = [vec![1.0, 2.0]];
        let ticks = layout(&facts, &moments, &drawn(&facts.series, &values)).time_ticks;
        let shown: Vec<&str> = ticks.iter().take(2).map(|tick| tick.label.as_str()).collect();
        assert_eq!(shown, labels, "{span} ms");
        let shown: Vec<&str> = ticks.iter().filter_map(|tick| tick.context.as_deref()).collect();
        assert_eq!(shown, contexts, "{span} ms");
    }
}

#[test]
fn values_have_few_round_ticks() {
    let cases: [(f64, f64, &[&str]); 9] = [
        (0.0, 1.0, &["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (3.0, 95.0, &["0", "20", "40", "60", "80", "100"]),
        (-7.0, 12.0, &["−5", "0", "5", "10"]),
        (0.0, 545e6, &["0", "100M", "200M", "300M", "400M", "500M"]),
        (9_000.0, 31_000.0, &["10k", "15k", "20k", "25k", "30k"]),
        (1000.0, 1000.0, &["1000"]),
        (-1e-320, 1e-320, &["−4e−301", "−2e−301", "0", "2e−301", "4e−301"]),
        (1e9, 1e9 + 1e-6, &["0.9999996G", "0.9999998G", "1.0000000G", "1.0000002G", "1.0000004G"]),
        (-f64::MAX, f64::MAX, &["−1e308", "0", "1e308"]),
    ];
    for (lowest, highest, expected) in cases {
        let moments = minutes(2);
        let facts = facts(table(&moments, None), vec![series("s", None)]);
        let values = [vec![lowest, highest]];
        let layout = layout(&facts, &moments, &drawn(&facts.series, &values));
        let labels: Vec<&str> =
            layout.panels[0].value_ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels, expected, "{lowest:e} to {highest:e}");
    }
}

#[test]
fn a_table_without_a_zone_says_so() {
    assert!(
        of_one(&minutes(2), vec![1.0, 2.0], series("s", None), None)
            .contains(&"local time of the table".into())
    );
    assert!(
        of_one(&minutes(2), vec![1.0, 2.0], series("s", None), Some(0))
            .contains(&"times in UTC".into())
    );
}

#[test]
fn a_series_without_a_value_says_so() {
    assert!(
        of_one(&minutes(2), vec![f64::NAN; 2], series("s", None), None)
            .contains(&"no values".into())
    );
}
