//! Whose a number is: where another name stands next to it than that of its series, or none.

use super::{assert_of, assert_true, assert_wrong, renamed, with_series};

use crate::series::facts::Character;

#[test]
fn a_unit_says_whose_a_number_is_where_a_thing_that_is_named_does_something() {
    assert_of(
        &renamed(0, &[("load", Some("%")), ("builds", None), ("median_duration_min", None)]),
        &[
            "The longest build took 140 minutes.",
            "At the peak, builds waited 140 minutes.",
            "On 3 March at 14:55, 527.7% of builds failed, compared with 121.25% normally.",
        ],
        &[
            "The longest build took 150 minutes.",
            "Builds peaked at 140 minutes.",
            "On 3 March at 14:55, 527.7% of builds failed, compared with 131.25% normally.",
        ],
    );
    assert_of(
        &renamed(0, &[("consumer_lag", None), ("consumed_per_s", Some("/s")), ("errors", None)]),
        &["Consumers went up to 371.3/s."],
        &["Consumers went up to 351.3/s.", "Errors went up to 371.3/s."],
    );
    assert_of(
        &renamed(
            0,
            &[("Online share (%)", Some("%")), ("Net sales (USD)", Some("USD")), ("a", None)],
        ),
        &["Online gains ground. Its share of sales went from 121.6% to 181.4%."],
        &["Online gains ground. Its share of sales went from 121.6% to 191.4%."],
    );
}

#[test]
fn a_letter_at_the_end_of_a_header_is_a_unit() {
    assert_of(
        &renamed(0, &[("Stage m", None), ("Turbidity NTU", None), ("Flow m3/s", Some("m³/s"))]),
        &["Turbidity is fine. At its end we had 181.4 m."],
        &["Turbidity is fine. At its end we had 191.4 m.", "Flow is fine. At its end we had 1 m."],
    );
}

#[test]
fn a_unit_for_an_area_is_told_with_a_slash() {
    assert_of(
        &renamed(
            0,
            &[("power_kW", Some("kW")), ("irradiance_W_m2", Some("W/m²")), ("temp_C", Some("°C"))],
        ),
        &["On 3 March at 14:35 there were 371.3 W/m² with the temp unknown."],
        &["On 3 March at 14:35 there were 351.3 W/m² with the temp unknown."],
    );
}

#[test]
fn a_letter_behind_a_number_may_begin_the_unit_of_the_header() {
    assert_of(
        &renamed(0, &[("in_Mbps", Some("Mbit/s")), ("out_Mbps", Some("Mbit/s")), ("loss", None)]),
        &["3 Mar 14:55 loss high, in 527.7M (exp 118.3)."],
        &["3 Mar 14:55 loss high, in 528.9M (exp 118.3).", "3 Mar 14:55 loss high, out 527.7M."],
    );
}

#[test]
fn forms_of_a_verb_name_the_same_series() {
    assert_of(
        &renamed(0, &[("Occupied beds", None), ("Picks", None), ("Pickers", None)]),
        &[
            "Pickers are fine. On 3 March at 02:00 only 108 were picked.",
            "Pickers are fine. Occupancy peaked at 527.7.",
        ],
        &[
            "Pickers are fine. On 3 March at 02:00 only 118 were picked.",
            "Pickers are fine. Occupancy peaked at 140.",
        ],
    );
    assert_of(
        &renamed(0, &[("emails_sent", None), ("open_rate_pct", Some("%")), ("errors", None)]),
        &["The opens are fine. We were sending 527.7 at most."],
        &["The opens are fine. We were sending 371.3 at most."],
    );
}

#[test]
fn the_time_of_a_row_names_no_series() {
    assert_of(
        &renamed(0, &[("Occupied beds", None), ("Nurses on shift", None), ("errors", None)]),
        &["Occupied beds averaged 137.7. The central half of shifts lay between 116.4 and 170.7."],
        &["Occupied beds averaged 137.7. The central half of shifts lay between 116.4 and 190.7."],
    );
}

#[test]
fn a_part_belongs_to_its_whole() {
    assert_true(&[
        "Latency peaked at 527.7 ms while only 108 of our 371.3 requests were new.",
        "In the 371-request hour latency was fine.",
    ]);
    assert_wrong(&[
        ("Latency peaked at 527.7 ms while only 113 of our 371.3 requests were new.", "113"),
        ("In the 351-request hour latency was fine.", "351"),
    ]);
    let facts = with_series(2, |series| {
        "Licensed beds".clone_into(&mut series.name);
        series.character = Character::Constant;
        let summary = series.summary.as_mut().unwrap();
        (summary.min, summary.max, summary.mean) = (480.0, 480.0, 480.0);
    });
    assert_of(&facts, &["Requests peaked at 371.3 of 480."], &["Requests peaked at 371.3 of 490."]);
}

#[test]
fn what_is_told_for_every_hundred_is_in_percent() {
    assert_of(
        &renamed(
            0,
            &[("latency_ms", Some("ms")), ("requests", None), ("error_rate_pct", Some("%"))],
        ),
        &["Requests are fine. At worst, at 14:45 on 3 March, 140 in every 100 failed."],
        &["Requests are fine. At worst, at 14:45 on 3 March, 150 in every 100 failed."],
    );
}

#[test]
fn a_currency_is_that_of_the_number_behind_it() {
    assert_of(
        &renamed(0, &[("revenue_usd", Some("USD")), ("requests", None), ("errors", None)]),
        &["Of revenue, the first row brought in $121.60, and the last one $181.40."],
        &["Of revenue, the first row brought in $121.60, and the last one $191.40."],
    );
}

#[test]
fn what_came_instead_of_what_was_expected_needs_no_other_word() {
    assert_true(&["The maximum failed to appear: 175.75 instead of 118.3 at 03:40 on 4 March."]);
    assert_wrong(&[
        ("The maximum failed to appear: 178.37 instead of 118.3 at 03:40 on 4 March.", "178.37"),
        ("The maximum failed to appear: 175.75 instead of 121.25 at 03:40 on 4 March.", "175.75"),
    ]);
}

#[test]
fn a_line_that_ends_with_an_abbreviation_ends_its_sentence() {
    assert_true(&[
        "Requests averaged 240.2. The highest was 371.3 on 3 March at 2:35 p.m.\nThe median of errors was 1.",
    ]);
    assert_wrong(&[(
        "Requests averaged 240.2. The highest was 351.3 on 3 March at 2:35 p.m.\nThe median of errors was 1.",
        "351.3",
    )]);
}

#[test]
fn hundredths_are_spoken_behind_the_unit() {
    assert_of(
        &renamed(0, &[("level_m", None), ("requests", None), ("errors", None)]),
        &["The lowest level was a hundred metres ninety, on 2 March."],
        &["The lowest level was a hundred metres eighty, on 2 March."],
    );
}

#[test]
fn its_value_may_be_that_of_what_the_sentence_is_about() {
    assert_of(
        &renamed(0, &[("load_mw", None), ("solar_mw", None), ("errors", None)]),
        &["Solar averages 240.2, 174% of mean demand, and even its maximum of 371.3 is small."],
        &["Solar averages 240.2, 174% of mean demand, and even its maximum of 351.3 is small."],
    );
}

#[test]
fn a_number_of_things_that_a_line_announces_is_no_value() {
    assert_true(&["Latency is fine. 2 scares: it peaked at 527.7 ms, and errors at 140."]);
    assert_wrong(&[("Latency is fine. 3 anomalies: it peaked at 527.7 ms.", "3")]);
}

#[test]
fn a_number_of_things_that_have_no_name_may_be_of_any_series() {
    assert_true(&["Latency peaked at 527.7 ms. And we had barely 108 people online after that."]);
    assert_wrong(&[(
        "Latency peaked at 527.7 ms. And we had barely 113 people online after that.",
        "113",
    )]);
}

#[test]
fn days_without_a_month_are_times() {
    assert_true(&["Tue 3: latency peaked at 527.7 ms at 14:55.", "Errors. Night of 2/3: fine."]);
    assert_wrong(&[("Tue 4: latency peaked at 527.7 ms at 14:55.", "4")]);
}

#[test]
fn what_a_share_lies_above_is_said_on_either_side_of_it() {
    assert_true(&[
        "One reading in ten runs at 178.37 ms of latency or more.",
        "In 99% of readings over these days latency was 254.2 ms or under.",
        "Latency was at or below 170.7 ms in three quarters of all hours and exceeded 254.2 ms in 1% of them.",
    ]);
    assert_wrong(&[
        ("One reading in ten runs at 181.4 ms of latency or more.", "181.4"),
        ("In 99% of readings over these days latency was 178.37 ms or under.", "178.37"),
        (
            "Latency was at or below 116.4 ms in three quarters of all hours and exceeded 254.2 ms in 1% of them.",
            "116.4",
        ),
    ]);
}

#[test]
fn a_superlative_may_say_how_far_back_it_reaches() {
    assert_true(&["Latency is at 181.4 ms, the highest since 8:20 this morning."]);
    assert_wrong(&[("Latency is at 191.4 ms, the highest since 8:20 this morning.", "191.4")]);
}
