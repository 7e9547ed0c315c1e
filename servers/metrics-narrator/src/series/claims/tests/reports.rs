//! What reports say of tables in words and units that nobody has told them to use.

use super::{assert_of, assert_true, assert_wrong, facts, renamed, with_series};

#[test]
fn what_a_sensor_read_may_be_any_value() {
    assert_of(
        &facts(),
        &["Latency read 121.6 ms.", "The log recorded a latency of 181.4 ms."],
        &["Latency read 122.6 ms."],
    );
}

#[test]
fn a_header_in_capitals_may_be_written_out() {
    assert_of(
        &renamed(0, &[("NAV (EUR)", Some("EUR")), ("Net flow", None)]),
        &["The net asset value of the fund peaked at EUR 527.7."],
        &["The net asset value of the fund peaked at EUR 371.3."],
    );
}

#[test]
fn a_header_may_be_written_as_two_words() {
    assert_of(
        &renamed(0, &[("coldhead_temp", None)]),
        &["Requests are steady. The cold head peaked at 527.7."],
        &["Requests are steady. The cold head peaked at 371.3."],
    );
}

#[test]
fn units_are_those_of_the_header_however_they_are_written() {
    // A knot is no newton, parts per thousand are no points, degrees Plato no temperature.
    assert_of(
        &renamed(0, &[("load kN", Some("kN")), ("depth cm", Some("cm"))]),
        &["The load averaged 137.7 kN, and there were 371.3 cm at the most."],
        &["The load averaged 137.7 kN, and there were 351.3 cm at the most."],
    );
    assert_of(
        &renamed(0, &[("salinity_ppt", None)]),
        &["Salinity peaked at 527.7 ppt."],
        &["Salinity peaked at 526.7 ppt."],
    );
    assert_of(
        &renamed(0, &[("gravity_plato", None)]),
        &["Gravity averaged 137.7 °P."],
        &["Gravity averaged 138.7 °P."],
    );
    assert_of(
        &renamed(0, &[("flux", Some("g/m²/h"))]),
        &["Flux averaged 137.7 g/m2/h.", "Flux rises by 0.993 g/m²/h per hour."],
        &["Flux averaged 138.7 g/m2/h.", "Flux rises by 0.893 g/m²/h per hour."],
    );
    assert_of(
        &renamed(0, &[("takings_keur", None), ("kTEU", None)]),
        &["Takings peaked at 527.7k.", "The throughput peaked at 371,300 TEU."],
        &["Takings peaked at 526.7k.", "The throughput peaked at 361,300 TEU."],
    );
}

#[test]
fn a_power_of_ten_is_read() {
    let small = with_series(0, |series| {
        series.summary.as_mut().unwrap().min = 1.5e-5;
    });
    assert_of(
        &small,
        &["The minimum of latency was 1.5 × 10⁻⁵ ms."],
        &["The minimum of latency was 1.5 × 10⁻⁴ ms."],
    );
}

#[test]
fn small_words_may_count_what_the_facts_do_not() {
    assert_true(&[
        "Three deviations merit attention: latency peaked at 527.7 ms.",
        "The table has five-minutely rows.",
        "Notes on slide 4. Latency peaked at 527.7 ms.",
    ]);
    assert_wrong(&[("Latency was 40 deviations above normal.", "40")]);
}

#[test]
fn one_series_may_be_told_for_each_of_another() {
    assert_of(
        &renamed(0, &[("hours worked", None), ("hearings", None)]),
        &["It took 0.573 hours per hearing."],
        &["It took 0.673 hours per hearing."],
    );
    assert_of(
        &renamed(0, &[("Umbrellas", None), ("items handed in", None)]),
        &["Umbrellas make up around 57% of all items."],
        &["Umbrellas make up around 67% of all items."],
    );
}

#[test]
fn a_time_before_the_end_of_a_movement_is_that_of_its_beginning() {
    assert_true(&["Latency went from 121.6 ms at 00:00 on 2 March to a last value of 181.4 ms."]);
    assert_wrong(&[(
        "Latency went from 121.6 ms at 00:00 on 2 March to a last value of 171.4 ms.",
        "171.4",
    )]);
}

#[test]
fn what_is_called_a_sum_is_no_mean() {
    assert_true(&["Requests totalled 207,529.", "On 2 March requests totalled 145.8 at first."]);
    assert_wrong(&[
        ("Requests totalled 240.2.", "240.2"),
        ("The sum of requests is 240.2.", "240.2"),
        ("Requests were 240.2 in total.", "240.2"),
    ]);
}

#[test]
fn a_movement_goes_on_from_the_number_before_it() {
    assert_true(&[
        "Latency went from 121.6 ms up to 527.7 ms and fell to 181.4 ms.",
        "Latency came up to 181.4 ms from its low of 100.9 ms.",
        "At the end latency is up 59.8 ms.",
    ]);
    assert_wrong(&[
        ("Latency went from 121.6 ms up to 527.7 ms and rose to 116.4 ms.", "116.4"),
        ("Latency came up to 171.4 ms from its low of 100.9 ms.", "171.4"),
        ("At the end latency is down 59.8 ms.", "down"),
    ]);
}

#[test]
fn an_extreme_may_be_told_as_a_movement_at_its_time() {
    assert_true(&["The strongest were a climb of 527.7 ms in latency at 14:55 on 3 March."]);
    assert_wrong(&[("There was a climb of 517.7 ms in latency at 14:55 on 3 March.", "517.7")]);
}

#[test]
fn how_far_a_series_went_needs_no_word_if_it_has_enough_digits() {
    assert_true(&["That makes 426.8 ms of latency."]);
    assert_wrong(&[("That makes 416.8 ms of latency.", "416.8")]);
    assert_true(&["Latency changed by an average of 0.832 ms per hour."]);
    assert_wrong(&[("Latency changed by an average of 0.732 ms per hour.", "0.732")]);
}

#[test]
fn numbers_of_series_and_of_headers_are_no_values() {
    assert_of(
        &renamed(0, &[("Pan 3", None), ("Pan 5", None), ("hall 1.5m °C", None)]),
        &["Pans 3 and 5 were watched.", "Hall air at 1.5 m peaked at 140.0."],
        &["Hall air at 1.5 m peaked at 527.7."],
    );
}

#[test]
fn what_lies_below_zero_may_weaken_upwards() {
    let vacuum = with_series(2, |series| {
        series.name = "vacuum".to_owned();
        let summary = series.summary.as_mut().unwrap();
        (summary.min, summary.max, summary.median) = (-40.0, -4.0, -38.0);
        series.anomalies.get_mut(0).unwrap().value = -4.0;
        series.anomalies.get_mut(0).unwrap().expected = -38.0;
    });
    assert_of(
        &vacuum,
        &["On 3 March at 14:45 the vacuum weakened.", "The vacuum collapsed to -4."],
        &["On 3 March at 14:45 the vacuum collapsed to -14."],
    );
}

#[test]
fn a_companion_is_not_who_is_spoken_of() {
    assert_true(&[
        "Latency moved alongside the errors and ended at 181.4.",
        "Two winters, 2025–26 and 2026–27, are covered. Latency peaked at 527.7 ms.",
    ]);
    assert_wrong(&[("Latency moved alongside the errors and ended at 171.4.", "171.4")]);
}
