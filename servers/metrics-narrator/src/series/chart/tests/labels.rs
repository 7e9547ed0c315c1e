//! What is marked has its value beside it, and the line is still to be seen.

use super::*;

struct Example {
    values: Vec<f64>,
    series: Series,
}

impl Example {
    fn new(values: Vec<f64>, unit: Option<&str>) -> Self {
        Self { values, series: series("s", unit) }
    }

    fn change(mut self, row: i64, from: f64, to: f64) -> Self {
        self.series.change_points.push(change_point(START_MS + row * MINUTE_MS, from, to, None));
        self
    }

    fn anomaly(mut self, [from, at, to]: [i64; 3]) -> Self {
        let moment = |row: i64| START_MS + row * MINUTE_MS;
        let value = self.values[at as usize];
        self.series.anomalies.push(anomaly([from, at, to].map(moment), value, None));
        self
    }

    /// The first of `panels` that are all the same.
    fn layout(&self, panels: usize) -> Layout {
        let moments = minutes(self.values.len() as i64);
        let facts = facts(table(&moments, None), vec![self.series.clone(); panels]);
        let values = vec![self.values.clone(); panels];
        layout(&facts, &moments, &drawn(&facts.series, &values))
    }

    fn labels(&self, panels: usize) -> Vec<String> {
        let layout = self.layout(panels);
        layout.panels[0].labels.iter().map(|label| label.content.clone()).collect()
    }
}

fn around(level: f64, count: usize) -> Vec<f64> {
    noise(7, count).iter().map(|noise| level + 0.1 * (noise - 0.5)).collect()
}

fn sorted(mut labels: Vec<String>) -> Vec<String> {
    labels.sort();
    labels
}

#[test]
fn a_change_between_two_others_has_its_label() {
    let pieces = [(0.98, 90), (2.92, 60), (8.99, 30), (0.98, 30), (6.01, 90)];
    let values = pieces.iter().flat_map(|(level, count)| around(*level, *count)).collect();
    let example = Example::new(values, None)
        .change(90, 0.98, 2.92)
        .change(150, 2.92, 8.99)
        .change(180, 8.99, 0.98)
        .change(210, 0.98, 6.01);
    assert_eq!(
        sorted(example.labels(2)),
        ["0.98 → 2.92", "0.98 → 6.01", "2.92 → 8.99", "8.99 → 0.98"]
    );
}

#[test]
fn an_anomaly_at_the_end_of_a_new_level_has_its_label() {
    let mut values = [around(0.0, 300), around(34.5, 30), around(110.0, 30)].concat();
    values[359] = 140.0;
    let example = Example::new(values, None)
        .anomaly([300, 359, 359])
        .change(300, 0.0, 34.5)
        .change(330, 34.5, 110.0);
    let labels = example.labels(5);
    assert!(labels.contains(&"140".to_owned()), "{labels:?}");
    assert!(labels.contains(&"34.5 → 110.0".to_owned()), "{labels:?}");
}

#[test]
fn what_stands_out_most_is_labeled_first() {
    // The changes are so close to each other that only one has room.
    let pieces = [(0.0, 400), (1.0, 8), (0.0, 8), (90.0, 384)];
    let values = pieces.iter().flat_map(|(level, count)| around(*level, *count)).collect();
    let example = Example::new(values, Some("units"))
        .change(400, 0.0, 1.0)
        .change(408, 1.0, 0.0)
        .change(416, 0.0, 90.0);
    let labels = example.labels(1);
    assert_eq!(labels.first().map(String::as_str), Some("0 → 90 units"), "{labels:?}");
}

#[test]
fn a_label_leaves_the_line_free_where_it_can() {
    // A line that rises all the way to its anomaly at the end, and one whose anomaly is in the middle of a slope.
    let growth: Vec<f64> = (0..200).map(|row| 1.02_f64.powi(row)).collect();
    let slope: Vec<f64> = (0..400).map(|row| f64::from(row) * 2.0).collect();
    let examples = [
        Example::new(growth, None).anomaly([199; 3]),
        Example::new(slope.clone(), Some("km")).anomaly([200; 3]),
        Example::new(slope, Some("km")).change(200, 380.0, 400.0),
    ];
    for (number, example) in examples.iter().enumerate() {
        let layout = example.layout(2);
        let panel = &layout.panels[0];
        let [label] = panel.labels.as_slice() else { panic!("{number}: {:?}", panel.labels) };
        let extents = panel.line.extents(panel.plot.left, panel.plot.right);
        let covered = (0..)
            .zip(extents)
            .filter(|(column, extent)| {
                let x = panel.plot.left + *column as f32;
                (label.area.left..label.area.right).contains(&x)
                    && extent.top < label.area.bottom
                    && extent.bottom > label.area.top
            })
            .count();
        assert_eq!(covered, 0, "{number}: {label:?}");
    }
}

#[test]
fn both_levels_of_a_change_have_as_many_decimals() {
    for (from, to, expected) in [
        (12.99, 15.0, "12.99 → 15.00"),
        (42.0, 26.9, "42.0 → 26.9"),
        (20.0, 10.0, "20 → 10"),
        (0.0, 34.5, "0 → 34.5"),
        (9_800.0, 12_540.0, "9800 → 12,540"),
    ] {
        let range = f64::abs(to - from) / 2.0;
        let values = [around(from - range, 50), around(from, 150), around(to, 200)].concat();
        let labels = Example::new(values, Some("pieces")).change(200, from, to).labels(1);
        assert_eq!(labels, [format!("{expected} pieces")]);
    }
}
