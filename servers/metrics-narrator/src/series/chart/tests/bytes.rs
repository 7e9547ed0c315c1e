//! The picture as a file: its size, its form, and that it is always the same.

use super::{super::png, *};

const MAX_BYTES: usize = 200_000;

#[test]
fn a_picture_has_its_dimensions_and_a_palette() {
    let moments = minutes(100);
    let facts = facts(table(&moments, None), vec![series("s", None)]);
    let values = [noise(1, 100)];
    let picture = png(&facts, &moments, &drawn(&facts.series, &values));
    let pixels = Pixels::of(&picture);
    assert_eq!((pixels.width, pixels.height), (1200, 675));
    let decoder = ::png::Decoder::new(std::io::Cursor::new(&picture));
    assert_eq!(decoder.read_info().unwrap().info().color_type, ::png::ColorType::Indexed);
}

#[test]
fn the_worst_pictures_are_small_enough() {
    // From sparse to dense, for the largest file is not that of the most points.
    for (panels, count) in [(1, 1000), (1, 4000), (6, 500), (6, 1000), (6, 4000), (6, 200_000)] {
        let moments = minutes(count);
        let at = |share: i64| moments[(count * share / 100) as usize];
        let mut series = series(&"Жю noise ".repeat(99), Some("requests per second"));
        for share in [10, 30, 50] {
            series.anomalies.push(anomaly([at(share), at(share + 5), at(share + 9)], 1.0, None));
        }
        series.change_points =
            [20, 40, 60, 80].map(|share| change_point(at(share), 0.3, 0.6, None)).to_vec();
        // Values that tend to either end make the longest lines, and gaps make more edges.
        let value = |(value, chance): (f64, f64)| {
            let end = (value - 0.5).signum() * (value - 0.5).abs().powf(0.2);
            if chance < 0.02 { f64::NAN } else { end }
        };
        let count = count as usize;
        let values: Vec<Vec<f64>> = (0..panels)
            .map(|seed| {
                noise(seed, count).into_iter().zip(noise(!seed, count)).map(value).collect()
            })
            .collect();
        let lows: Vec<Vec<f64>> =
            values.iter().map(|values| values.iter().map(|value| value - 0.2).collect()).collect();
        let drawn: Vec<Drawn> = values
            .iter()
            .zip(&lows)
            .map(|(values, lows)| Drawn { facts: &series, values, lows, highs: values })
            .collect();
        let bytes = png(&facts(table(&moments, None), Vec::new()), &moments, &drawn).len();
        assert!(bytes <= MAX_BYTES, "{bytes} bytes for {panels} series of {count} points");
    }
}

#[test]
fn the_same_input_makes_the_same_bytes() {
    let moments = minutes(1000);
    let facts = facts(table(&moments, None), vec![series("s", None)]);
    let values = [noise(1, 1000)];
    let picture = || png(&facts, &moments, &drawn(&facts.series, &values));
    assert!(picture() == picture());
}

#[test]
fn of_more_than_six_series_the_first_six_are_drawn() {
    let moments = minutes(10);
    let all: Vec<Series> = (0..8).map(|number| series(&format!("series {number}"), None)).collect();
    let values: Vec<Vec<f64>> = (0..8).map(|seed| noise(seed, 10)).collect();
    let facts = facts(table(&moments, None), all);
    let drawn = drawn(&facts.series, &values);
    assert!(png(&facts, &moments, &drawn) == png(&facts, &moments, &drawn[..6]));
    assert!(png(&facts, &moments, &drawn) != png(&facts, &moments, &drawn[..5]));
}
