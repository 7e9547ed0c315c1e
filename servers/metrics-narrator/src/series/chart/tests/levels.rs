//! A level is drawn beside the rows that are at it, and nowhere else.

use super::*;

/// The levels that are drawn for one change at `row`, as fractional rows from where to where.
fn drawn_levels(moments: &[i64], values: Vec<f64>, row: usize, levels: [f64; 2]) -> Vec<[f32; 2]> {
    drawn_levels_beside(None, moments, values, row, levels)
}

/// The same of a change on the way between two rows.
fn drawn_levels_beside(
    way: Option<[usize; 2]>,
    moments: &[i64],
    values: Vec<f64>,
    row: usize,
    levels: [f64; 2],
) -> Vec<[f32; 2]> {
    let mut series = series("s", None);
    let mut change = change_point(moments[row], levels[0], levels[1], None);
    change.transition = way.map(|rows| {
        let [from, to] = rows.map(|row| at(moments[row], None));
        Stretch { from, to }
    });
    series.change_points.push(change);
    let facts = facts(table(moments, None), vec![series]);
    let values = [values];
    let layout = layout(&facts, moments, &drawn(&facts.series, &values));
    let [first, last] = ends(&layout);
    let per_row = (last - first) / ((moments[moments.len() - 1] - START_MS) / MINUTE_MS) as f32;
    let row = |x: f32| (x - first) / per_row;
    let levels = &layout.panels[0].marks.levels;
    levels.iter().map(|level| [row(level.left), row(level.right)]).collect()
}

/// Where the line begins and ends.
fn ends(layout: &Layout) -> [f32; 2] {
    let runs = &layout.panels[0].line.runs;
    [runs[0][0].x, runs[runs.len() - 1].last().unwrap().x]
}

fn around(level: f64, count: usize) -> Vec<f64> {
    noise(7, count).iter().map(|noise| level + noise - 0.5).collect()
}

fn assert_near(found: &[[f32; 2]], expected: &[[f32; 2]]) {
    let is_near = |one: &[f32; 2], other: &[f32; 2]| {
        one.iter().zip(other).all(|(one, other)| (one - other).abs() < 0.1)
    };
    assert!(
        found.len() == expected.len()
            && found.iter().zip(expected).all(|(one, other)| is_near(one, other)),
        "{found:?} and not {expected:?}"
    );
}

#[test]
fn a_level_that_was_short_is_drawn_short() {
    let values = [around(78.0, 480), around(109.0, 20), around(78.0, 500)].concat();
    let levels = drawn_levels(&minutes(1_000), values, 500, [109.0, 78.0]);
    let reach = levels[1][1];
    assert!((550.0..600.0).contains(&reach), "{levels:?}");
    assert_near(&levels, &[[480.0, 500.0], [500.0, reach]]);
}

#[test]
fn the_levels_of_a_change_that_takes_its_time_end_and_begin_beside_the_way() {
    let way: Vec<f64> = (0..40).map(|row| 50.0 + f64::from(row)).collect();
    let values = [around(50.0, 480), way, around(90.0, 480)].concat();
    let levels = [50.0, 90.0];
    let found = drawn_levels_beside(Some([480, 520]), &minutes(1_000), values, 500, levels);
    let [[left, end], [begin, right]] = found[..] else { panic!("{found:?}") };
    assert!((end - 480.0).abs() < 0.1 && (begin - 520.0).abs() < 0.1, "{found:?}");
    assert!(left < 440.0 && right > 560.0, "{found:?}");
}

#[test]
fn a_level_that_is_left_slowly_is_drawn_as_far_as_it_is_nearer_than_the_other() {
    let decay = (0..500).map(|row| 50.0 - 6.0 * 0.5_f64.powf(f64::from(row) / 30.5));
    let values = around(50.0, 500).into_iter().chain(decay).collect();
    let levels = drawn_levels(&minutes(1_000), values, 500, [50.0, 44.0]);
    assert_near(&levels[1..], &[[500.0, 530.0]]);
}

#[test]
fn a_level_is_drawn_where_noise_or_a_season_passes_it_now_and_then() {
    let noisy: Vec<f64> = noise(3, 1_000)
        .iter()
        .enumerate()
        .map(|(row, noise)| 8.0 * noise + if row < 500 { 0.0 } else { 2.0 })
        .collect();
    let wave = |row: usize| (row as f64 / 4.0).sin();
    let seasonal: Vec<f64> =
        (0..1_000).map(|row| wave(row) + if row < 500 { 12.0 } else { 10.0 }).collect();
    for (values, levels) in [(noisy, [4.0, 6.0]), (seasonal, [12.0, 10.0])] {
        let found = drawn_levels(&minutes(1_000), values, 500, levels);
        assert!(found[0][0] < 430.0 && found[1][1] > 570.0, "{found:?}");
    }
}

#[test]
fn a_level_is_not_drawn_where_there_are_no_rows() {
    let mut moments = minutes(1_000);
    for moment in moments.iter_mut().skip(520) {
        *moment += 300 * MINUTE_MS;
    }
    let values = [around(10.0, 500), around(20.0, 500)].concat();
    let levels = drawn_levels(&moments, values, 500, [10.0, 20.0]);
    assert_near(&levels[1..], &[[500.0, 519.0]]);

    // The table pauses right before the change: the level ends with the last row that was at it.
    let mut moments = minutes(1_000);
    for moment in moments.iter_mut().skip(500) {
        *moment += 300 * MINUTE_MS;
    }
    let values = [around(10.0, 500), around(20.0, 500)].concat();
    let levels = drawn_levels(&moments, values, 500, [10.0, 20.0]);
    assert!((levels[0][1] - 499.0).abs() < 0.1, "{levels:?}");
}
