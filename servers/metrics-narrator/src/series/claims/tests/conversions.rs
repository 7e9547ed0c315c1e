//! Numbers that follow from facts: in other units, as totals, from one another.

use super::{assert_of, assert_true, assert_wrong, renamed, with_series};

#[test]
fn degrees_are_told_in_either_scale() {
    assert_of(
        &renamed(0, &[("oven (°C)", Some("°C"))]),
        &[
            "The oven peaked at 527.7 °C (982 °F).",
            "The oven peaked at 981.9 °F.",
            "The oven averaged 137.7 °C, or about 280 °F.",
        ],
        &["The oven peaked at 527.7 °C (962 °F).", "The oven peaked at 527.7 °F."],
    );
}

#[test]
fn lengths_and_speeds_are_told_in_other_units() {
    assert_of(
        &renamed(0, &[("level_m", None)]),
        &["The level peaked at 527.7 metres (1,731 feet)."],
        &["The level peaked at 527.7 metres (1,831 feet)."],
    );
    assert_of(
        &renamed(0, &[("wind (m/s)", Some("m/s"))]),
        &[
            "The wind averaged 137.7 m/s (496 km/h).",
            "The wind ranged from 100.9 to 527.7 m/s (363 to 1,900 km/h).",
            "The wind averaged 308 mph.",
        ],
        &["The wind averaged 137.7 m/s (422 km/h).", "The wind averaged 358 mph."],
    );
}

#[test]
fn a_slope_of_a_length_is_a_speed() {
    assert_of(
        &renamed(0, &[("odometer_km", Some("km")), ("speed_kmh", Some("km/h"))]),
        &["odometer_km rises by 0.99339 km per hour.", "odometer_km rises by 0.99 km/h."],
        &["odometer_km rises by 0.98339 km per hour.", "odometer_km falls by 0.99 km/h."],
    );
}

#[test]
fn a_price_is_told_with_what_it_is_the_price_of() {
    for unit in [Some("EUR/l"), None] {
        assert_of(
            &renamed(0, &[("Diesel EUR/l", unit)]),
            &["Diesel EUR/l peaked at 527.7 EUR/l.", "Diesel averaged 137.7 EUR/l."],
            &["Diesel EUR/l peaked at 537.7 EUR/l.", "Diesel averaged 527.7 EUR/l."],
        );
    }
}

#[test]
fn a_slope_is_told_over_a_time() {
    assert_of(
        &renamed(0, &[]),
        &["Latency rises by 0.99339 per hour over the whole period."],
        &["Latency rises by 0.98339 per hour over the whole period."],
    );
    let falling = with_series(0, |latency| {
        let trend = latency.trend.as_mut().unwrap();
        trend.slope = -trend.slope;
    });
    assert_of(
        &falling,
        &["Latency falls by 0.99339 per hour over the whole period."],
        &["Latency falls by 0.98339 per hour over the whole period."],
    );
}

#[test]
fn a_name_may_hold_a_number_and_a_unit_behind_a_slash() {
    assert_of(
        &renamed(0, &[("particles ≥0.5µm /m³", None), ("particles ≥5µm /m³", None)]),
        &[
            "The maximum of particles ≥0.5µm /m³ was 527.7, and that of particles ≥5µm was 371.3.",
            "particles ≥0.5µm averaged 137.7.",
        ],
        &["The maximum of particles ≥5µm was 527.7.", "particles ≥0.5µm /m³ averaged 240.2."],
    );
}

#[test]
fn a_header_may_count_in_thousands() {
    assert_of(
        &renamed(0, &[("riders (thousands)", Some("thousands"))]),
        &["Riders averaged 137,670 and peaked at 527,700."],
        &["Riders averaged 147,670.", "Riders averaged 1,377."],
    );
}

#[test]
fn a_mean_comes_to_a_total() {
    assert_of(
        &renamed(0, &[("load (kW)", Some("kW"))]),
        &[
            "The load averaged 137.7 kW, which is 9,912 kWh in all.",
            "In total, there were 2,640 errors.",
        ],
        &[
            "The load averaged 137.7 kW, which is 9,412 kWh in all.",
            "In total, there were 2,940 errors.",
        ],
    );
}

#[test]
fn a_mean_of_one_series_may_be_told_for_each_of_another() {
    assert_true(&["Mean over mean, there are 0.0129 errors per request."]);
    assert_wrong(&[("Mean over mean, there are 0.0159 errors per request.", "0.0159")]);
}

#[test]
fn a_ratio_may_be_told_again_in_digits() {
    assert_true(&["Latency peaked at 527.7 ms, four and a half times as high as expected (4.46)."]);
    assert_wrong(&[(
        "Latency peaked at 527.7 ms, four and a half times as high as expected (4.76).",
        "4.76",
    )]);
}
