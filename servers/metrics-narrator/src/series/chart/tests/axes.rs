//! What is written at the axes: numbers beside units, few panels or many, much time or none.

use super::*;

fn layout_of(values: &[f64], unit: Option<&str>, panels: usize) -> Layout {
    let moments = minutes(values.len() as i64);
    let facts = facts(table(&moments, None), vec![series("s", unit); panels]);
    let values = vec![values.to_vec(); panels];
    layout(&facts, &moments, &drawn(&facts.series, &values))
}

fn ticks(values: &[f64], unit: Option<&str>, panels: usize) -> Vec<String> {
    let layout = layout_of(values, unit, panels);
    layout.panels[0].value_ticks.iter().map(|tick| tick.label.clone()).collect()
}

#[test]
fn a_prefix_stands_before_the_unit_or_in_it_and_not_in_both() {
    assert_eq!(ticks(&[18_300.0, 18_500.0], Some("kWh"), 3), ["18,300", "18,400", "18,500"]);
    assert_eq!(ticks(&[0.0, 3e6], Some("km"), 3), ["0", "1,000,000", "2,000,000", "3,000,000"]);
    assert_eq!(ticks(&[0.0, 3e6], Some("EUR"), 3), ["0", "1M", "2M", "3M"]);
    assert_eq!(ticks(&[0.0, 3e12], Some("kWh"), 3), ["0", "1e12", "2e12", "3e12"]);
    // More than a decimal saves nothing.
    assert_eq!(ticks(&[18_340.0, 18_370.0], None, 3), ["18,340", "18,350", "18,360", "18,370"]);
}

#[test]
fn an_axis_does_not_go_far_beyond_its_values() {
    for (lowest, highest) in [(-10.0, 36.0), (5.0, 44.0), (92.0, 147.0), (280.0, 640.0)] {
        let layout = layout_of(&[lowest, highest], None, 6);
        let panel = &layout.panels[0];
        let heights: Vec<f32> = panel.line.runs[0].iter().map(|point| point.y).collect();
        let used = heights[0] - heights[1];
        assert!(used > 0.85 * (panel.plot.height() - 14.0), "{used} px of {:?}", panel.plot);
        assert!(panel.value_ticks.len() >= 2, "{:?}", panel.value_ticks);
    }
}

#[test]
fn a_small_range_of_large_values_fills_its_axis() {
    let values: Vec<f64> = noise(1, 200).iter().map(|noise| 1.0 + 6e-8 * noise).collect();
    let layout = layout_of(&values, Some("m"), 4);
    let panel = &layout.panels[0];
    let heights = panel.line.runs[0].iter().map(|point| point.y);
    let (top, bottom) =
        heights.fold((f32::MAX, f32::MIN), |(top, bottom), y| (top.min(y), bottom.max(y)));
    assert!(bottom - top > 0.6 * panel.plot.height(), "{top} to {bottom} of {:?}", panel.plot);
}

#[test]
fn a_single_moment_is_named_and_no_time_around_it() {
    for (moment, label) in [(0, "00:00"), (90 * MINUTE_MS, "01:30"), (1_500, "00:00:01.500")] {
        let moments = [START_MS + moment];
        let facts = facts(table(&moments, None), vec![series("s", None)]);
        let values = [vec![3.0]];
        let layout = layout(&facts, &moments, &drawn(&facts.series, &values));
        let [tick] = layout.time_ticks.as_slice() else { panic!("{:?}", layout.time_ticks) };
        assert_eq!((tick.label.as_str(), tick.context.as_deref()), (label, Some("1 Mar 2026")));
        assert!((tick.x - layout.panels[0].line.runs[0][0].x).abs() < 0.1);
    }
}

#[test]
fn days_have_no_time_of_day_and_no_zone() {
    const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
    let moments: Vec<i64> = (0..4).map(|day| START_MS + day * DAY_MS).collect();
    let texts = |times: Times| {
        let table = Table { times, ..table(&moments, Some(0)) };
        let facts = facts(table, vec![series("s", None)]);
        let values = [noise(1, moments.len())];
        let texts = layout(&facts, &moments, &drawn(&facts.series, &values)).texts;
        texts.into_iter().map(|text| text.content).collect::<Vec<_>>().join(" ")
    };
    let (days, clock) = (texts(Times::Days), texts(Times::Clock));
    assert!(clock.contains("12:00") && clock.contains("times in UTC"), "{clock}");
    assert!(days.contains("1 Mar 2 Mar 3 Mar 4 Mar") && !days.contains(':'), "{days}");
    assert!(!days.contains("UTC"), "{days}");
}

#[test]
fn a_picture_of_some_series_says_of_how_many() {
    let moments = minutes(10);
    let of = |count: usize| {
        let facts = facts(table(&moments, None), vec![series("s", None); count]);
        let values = vec![noise(1, 10); count.min(6)];
        let layout = layout(&facts, &moments, &drawn(&facts.series, &values));
        layout.texts.iter().any(|text| text.content == format!("6 of {count} series"))
    };
    assert!(of(7) && of(20) && !of(6));
}

#[test]
fn six_panels_leave_most_of_the_height_to_values() {
    let layout = layout_of(&noise(1, 100), Some("ms"), 6);
    let height: f32 = layout.panels.iter().map(|panel| panel.plot.height()).sum();
    assert!(height > 0.68 * (675.0 - 92.0), "{height}");
}
