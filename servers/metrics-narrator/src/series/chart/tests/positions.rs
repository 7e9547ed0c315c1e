//! Marks are where the facts say. Expected places are computed from what is written at the ticks, as a reader would.

use chrono::NaiveDateTime;

use super::super::geometry::Rectangle;
use super::{super::png, *};

/// A place may be wrong by this many pixels: half a pixel by rounding, and half at the other end of what is measured.
const TOLERANCE: f32 = 1.0;
/// How many examples each position is checked in.
const SEEDS: u64 = 8;
const OFFSET: Option<i32> = Some(120);

/// A day and a half of noise between 100 and 200, with one anomaly and one change of level.
struct Example {
    facts: Facts,
    moments: Vec<i64>,
    values: Vec<f64>,
}

impl Example {
    fn new(seed: u64) -> Self {
        let moments = minutes(36 * 60);
        let choices = noise(seed ^ 0xA5A5, 4);
        let mut values: Vec<f64> =
            noise(seed, moments.len()).iter().map(|noise| 140.0 + 20.0 * noise).collect();
        let from = (choices[0] * 0.5 * moments.len() as f64) as usize;
        let peak = from + 20 + (choices[1] * 100.0) as usize;
        let change = from + 300 + (choices[2] * 0.3 * moments.len() as f64) as usize;
        values[peak] = 100.0 + 30.0 * choices[3];
        for value in values.iter_mut().skip(change) {
            *value += 40.0;
        }
        let mut series = series("latency", Some("ms"));
        series.anomalies.push(anomaly(
            [moments[from], moments[peak], moments[from + 150]],
            values[peak],
            OFFSET,
        ));
        series.change_points.push(change_point(moments[change], 150.0, 190.0, OFFSET));
        Self { facts: facts(table(&moments, OFFSET), vec![series]), moments, values }
    }

    fn drawn(&self) -> Vec<Drawn<'_>> {
        let values = self.values.as_slice();
        vec![Drawn { facts: &self.facts.series[0], values, lows: values, highs: values }]
    }
}

/// Scales as the labels of the ticks tell them.
struct Read {
    times: [(f64, f32); 2],
    values: [(f64, f32); 2],
    plot: Rectangle,
}

impl Read {
    fn new(layout: &Layout) -> Self {
        let mut day = String::new();
        let mut times = Vec::new();
        for tick in &layout.time_ticks {
            day = tick.context.clone().unwrap_or(day);
            let wall =
                NaiveDateTime::parse_from_str(&format!("{day} {}", tick.label), "%d %b %Y %H:%M")
                    .unwrap();
            let offset_minutes = i64::from(OFFSET.unwrap());
            times.push((
                (wall.and_utc().timestamp_millis() - offset_minutes * MINUTE_MS) as f64,
                tick.x,
            ));
        }
        let ticks = &layout.panels[0].value_ticks;
        let values: Vec<(f64, f32)> =
            ticks.iter().map(|tick| (tick.label.parse().unwrap(), tick.y)).collect();
        Self {
            times: [times[0], *times.last().unwrap()],
            values: [values[0], *values.last().unwrap()],
            plot: layout.panels[0].plot,
        }
    }

    fn x(&self, milliseconds: i64) -> f32 {
        between(self.times, milliseconds as f64)
    }

    fn y(&self, value: f64) -> f32 {
        between(self.values, value)
    }
}

fn between([(from, start), (to, end)]: [(f64, f32); 2], at: f64) -> f32 {
    start + ((at - from) / (to - from)) as f32 * (end - start)
}

#[test]
fn an_anomaly_is_marked_at_its_time_and_value() {
    for seed in 0..SEEDS {
        let example = Example::new(seed);
        let read = Read::new(&layout(&example.facts, &example.moments, &example.drawn()));
        let pixels = Pixels::of(&png(&example.facts, &example.moments, &example.drawn()));
        let anomaly = &example.facts.series[0].anomalies[0];
        let (x, y) = (read.x(anomaly.at.milliseconds), read.y(anomaly.value));
        // A disc of the marker's color, whose edges are equally far away on all sides.
        let reach = |across: f32, down: f32| {
            let is_marker = |step: &u8| {
                let step = f32::from(*step);
                pixels.is(x + across * step, y + down * step, Ink::Anomaly)
            };
            (0..20).take_while(is_marker).count() as f32
        };
        let [left, right, up, down] =
            [reach(-1.0, 0.0), reach(1.0, 0.0), reach(0.0, -1.0), reach(0.0, 1.0)];
        assert!(left + right > 8.0 && up + down > 8.0, "no marker at {x}, {y} (seed {seed})");
        assert!((left - right).abs() <= 2.0 * TOLERANCE, "{left} {right} (seed {seed})");
        assert!((up - down).abs() <= 2.0 * TOLERANCE, "{up} {down} (seed {seed})");
    }
}

#[test]
fn an_anomaly_is_shaded_as_long_as_it_lasts_with_its_rows_in_the_middle() {
    for seed in 0..SEEDS {
        let example = Example::new(seed);
        let read = Read::new(&layout(&example.facts, &example.moments, &example.drawn()));
        let pixels = Pixels::of(&png(&example.facts, &example.moments, &example.drawn()));
        let anomaly = &example.facts.series[0].anomalies[0];
        let half = MINUTE_MS / 2;
        let (from, to) =
            (read.x(anomaly.from.milliseconds - half), read.x(anomaly.to.milliseconds + half));
        // Just above the lower edge, where there is no value: shade, or a line of the grid over it.
        let is_shade = |x: f32| pixels.is(x, read.plot.bottom - 3.0, Ink::Shade);
        let is_grid = |x: f32| pixels.is(x, read.plot.bottom - 3.0, Ink::Grid);
        for (edge, inwards) in [(from, 1.0), (to, -1.0)] {
            let (inside, outside) =
                (edge + inwards * 1.5 * TOLERANCE, edge - inwards * 1.5 * TOLERANCE);
            assert!(is_shade(inside) || is_grid(inside), "no shade at {inside} (seed {seed})");
            assert!(!is_shade(outside), "shade at {outside} (seed {seed})");
        }
        let shade = (from as usize..to as usize).filter(|x| is_shade(*x as f32)).count();
        // A label may stand on a part of it.
        assert!(shade as f32 > 0.5 * (to - from), "{shade} px of {from} to {to} (seed {seed})");
    }
}

#[test]
fn a_change_of_level_is_marked_at_its_time_with_both_levels() {
    for seed in 0..SEEDS {
        let example = Example::new(seed);
        let read = Read::new(&layout(&example.facts, &example.moments, &example.drawn()));
        let pixels = Pixels::of(&png(&example.facts, &example.moments, &example.drawn()));
        let change = &example.facts.series[0].change_points[0];
        let x = read.x(change.at.milliseconds);
        let rows = read.plot.top as usize..read.plot.bottom as usize;
        let dark = rows.clone().filter(|y| pixels.is(x, *y as f32, Ink::Dark)).count() as f32
            / rows.len() as f32;
        assert!(
            (0.4..0.8).contains(&dark),
            "{dark} of the dashed line at {x} is dark (seed {seed})"
        );
        for (level, side) in [(change.from, -50.0), (change.to, 50.0)] {
            // Two pixels high, and not always on whole pixels: the color of the middle is nearest to the ink.
            let y = read.y(level);
            let dark = (y as usize - 2..=y as usize + 2)
                .filter(|row| pixels.is(x + side, *row as f32, Ink::Dark))
                .map(|row| row as f32 + 0.5);
            let nearest = dark.map(|row| (row - y).abs()).fold(f32::INFINITY, f32::min);
            assert!(
                nearest <= TOLERANCE,
                "the level {level} is not at {y}, but {nearest} px away (seed {seed})"
            );
            let other = read.y(change.from + change.to - level);
            assert!(
                !pixels.is(x + side, other, Ink::Dark),
                "the other level is on this side too (seed {seed})"
            );
        }
    }
}

#[test]
fn a_level_is_drawn_beside_its_change_and_not_where_the_series_may_be_elsewhere() {
    let moments = minutes(1_000);
    let resets =
        |row| [(500, 400.0), (540, -200.0)].map(|(at, by)| if row < at { 0.0 } else { by });
    let values: Vec<f64> =
        (0..1_000).map(|row| f64::from(row) - resets(row).iter().sum::<f64>()).collect();
    let mut series = series("counter", None);
    for (row, from, to) in [(500, 499.0, 100.0), (540, 139.0, 340.0)] {
        series.change_points.push(change_point(moments[row], from, to, OFFSET));
    }
    let facts = facts(table(&moments, OFFSET), vec![series]);
    let values = [values];
    let layout = layout(&facts, &moments, &drawn(&facts.series, &values));
    let (plot, marks) = (layout.panels[0].plot, &layout.panels[0].marks);
    let [before, after, next_before, next_after] = marks.levels[..] else { panic!("{marks:?}") };
    let [first, second] = [marks.changes[0].x, marks.changes[1].x];
    assert_eq!((before.right, after.left, next_after.left), (first, first, second));
    for length in [before.right - before.left, next_after.right - next_after.left] {
        assert!((0.05..0.1).contains(&(length / plot.width())), "{length}");
    }
    // Between the two changes, which are close to each other, each level has its half.
    assert_eq!((after.right, next_before.left), (next_before.left, (first + second) / 2.0));
    assert!(before.y < next_before.y && next_before.y < after.y);
}

#[test]
fn values_stand_at_their_times_and_are_missing_where_they_are_missing() {
    let moments = minutes(101);
    let mut values = vec![50.0; 101];
    values[20] = 100.0;
    values[80] = 0.0;
    for value in values.iter_mut().skip(40).take(20) {
        *value = f64::NAN;
    }
    let facts = facts(table(&moments, OFFSET), vec![series("gap", None)]);
    let values = [values];
    let drawn = drawn(&facts.series, &values);
    let read = Read::new(&layout(&facts, &moments, &drawn));
    let pixels = Pixels::of(&png(&facts, &moments, &drawn));
    let is_line = |minute: usize, value: f64| {
        let (x, y) = (read.x(moments[minute]), read.y(value));
        (-1..=1).any(|row| pixels.is(x, y + row as f32, Ink::Line))
    };
    assert!([1, 38, 61, 99].iter().all(|minute| is_line(*minute, 50.0)));
    assert!(is_line(20, 98.0) && is_line(80, 2.0));
    assert!((41..59).all(|minute| !is_line(minute, 50.0)), "the line passes over missing values");
}

#[test]
fn a_gap_between_rows_interrupts_the_line() {
    let mut moments = minutes(200);
    for moment in moments.iter_mut().skip(100) {
        *moment += 100 * MINUTE_MS;
    }
    let facts = facts(table(&moments, None), vec![series("gap", None)]);
    let values = [noise(1, 200)];
    let layout = layout(&facts, &moments, &drawn(&facts.series, &values));
    let lengths: Vec<usize> = layout.panels[0].line.runs.iter().map(Vec::len).collect();
    assert_eq!(lengths, [100, 100]);
}

#[test]
fn the_days_of_weekdays_are_one_line() {
    let moments: Vec<i64> = (0..100)
        .filter(|day| day % 7 < 5)
        .map(|day| START_MS + day * 24 * 60 * MINUTE_MS)
        .collect();
    let facts = facts(table(&moments, None), vec![series("weekdays", None)]);
    let values = [noise(1, moments.len())];
    assert_eq!(
        layout(&facts, &moments, &drawn(&facts.series, &values)).panels[0].line.runs.len(),
        1
    );
}

#[test]
fn what_is_thinned_out_keeps_every_extreme() {
    let moments = minutes(200_000);
    let mut values = noise(1, moments.len());
    values[123_456] = 5.0;
    values[65_432] = -5.0;
    let facts = facts(table(&moments, None), vec![series("noise", None)]);
    let values = [values];
    let layout = layout(&facts, &moments, &drawn(&facts.series, &values));
    let [run] = layout.panels[0].line.runs.as_slice() else { panic!("the line is interrupted") };
    assert!(run.len() <= 4 * 1200, "{} points", run.len());
    let heights = run.iter().map(|point| point.y);
    let (top, bottom) =
        heights.fold((f32::MAX, f32::MIN), |(top, bottom), y| (top.min(y), bottom.max(y)));
    let tick = |index: usize| &layout.panels[0].value_ticks[index];
    let (last, zero) =
        (layout.panels[0].value_ticks.len() - 1, layout.panels[0].value_ticks.len() / 2);
    assert_eq!([&tick(0).label, &tick(zero).label, &tick(last).label], ["−4", "0", "4"]);
    let five = (tick(0).y - tick(zero).y) / 4.0 * 5.0;
    assert!((tick(zero).y - five - top).abs() < 0.1 && (tick(zero).y + five - bottom).abs() < 0.1);
}
