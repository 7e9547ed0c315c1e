//! Ways in which people write what is true, each beside what stays wrong in the same words.

use super::{assert_true, assert_wrong};

#[test]
fn zeros_at_the_end_of_a_number_may_be_rounded_ones() {
    let facts = &mut super::facts();
    if let Some(summary) = facts.series.get_mut(1).and_then(|series| series.summary.as_mut()) {
        summary.mean = 86_695.69;
    }
    let is_refused = |text: &str| !super::problems(text, &[], facts).is_empty();
    assert!(!is_refused("Requests average 86,700."));
    assert!(is_refused("Requests average 86,800."));
    assert!(is_refused("Requests average just over 86,700."));
}

#[test]
fn a_difference_to_what_was_expected_is_computed() {
    assert_true(&[
        "Latency peaked at 527.7 ms, roughly 409 ms above the expected 118.3 ms.",
        "The lowest latency, 100.9 ms, was 17 % under the median of 121.25 ms.",
        "Latency grew by as much as 57.45 ms to 175.75 ms on 4 March at 03:40.",
    ]);
    assert_wrong(&[
        ("Latency peaked at 527.7 ms, roughly 309 ms above the expected 118.3 ms.", "309"),
        ("The lowest latency, 100.9 ms, was 37 % under the median of 121.25 ms.", "37"),
    ]);
}

#[test]
fn a_bound_and_a_pair_of_opposites_say_no_direction() {
    assert_true(&[
        "Latency rose on 4 March at 03:40, to at least 175.75 ms.",
        "Requests rise and fall every day, from the quietest to the busiest hour.",
        "On 4 March at 03:40 latency climbs or falls, depending on whom you ask.",
    ]);
    assert_wrong(&[("Latency falls every hour.", "falls")]);
}

#[test]
fn an_extreme_may_be_told_behind_its_number() {
    assert_true(&["Latency went down to 100.9 ms, its low, and got as high as 527.7 ms."]);
    assert_wrong(&[("Latency was at 527.7 ms, its low, and later at 181.4 ms.", "its low")]);
}

#[test]
fn typed_arrows_and_dots_join_two_ends() {
    assert_true(&[
        "Latency: 118.3 -> 175.75 ms.",
        "Latency, 118.3 => 175.75 ms.",
        "Requests: 2026-03-02..2026-03-04, mean 240.2.",
    ]);
    assert_wrong(&[("Latency: 118.3 -> 185.75 ms.", "185.75")]);
}

#[test]
fn a_dash_between_clocks_is_a_stretch_of_time() {
    assert_true(&[
        "Latency was abnormal on 3 March, 14:30-15:25.",
        "Latency peaked at 2026-03-03T14:55:00+00:00.",
    ]);
    assert_wrong(&[("Latency was abnormal on 3 March, 13:30-15:25.", "13:30")]);
}

#[test]
fn a_month_and_a_dashed_date_are_times() {
    assert_true(&["Readings of 03/2026.", "Latency peaked on 03-03-2026."]);
    assert_wrong(&[
        ("Readings of 05/2026.", "05/2026"),
        ("Latency peaked on 14-03-2026.", "14-03-2026"),
    ]);
}

#[test]
fn a_word_inside_a_phrase_says_nothing_of_its_own() {
    assert_true(&["At the other end, latency peaked at close to 527.7 ms."]);
}

#[test]
fn a_verb_of_reaching_keeps_what_its_subject_says() {
    assert_true(&["The average latency ended up at 137.7 ms."]);
    assert_wrong(&[("The average latency ended up at 116.4 ms.", "116.4")]);
}

#[test]
fn each_coefficient_has_its_own_sign_word() {
    assert_true(&[
        "Latency is negatively correlated with requests (-0.42) and positively with errors (0.81).",
    ]);
    assert_wrong(&[("Latency is positively correlated with requests (-0.42).", "positively")]);
}

#[test]
fn a_column_of_a_table_says_what_its_numbers_are() {
    assert_true(&[
        "| series | mean | std |\n|---|---|---|\n| requests | 240.2 | 78.2 |\n| errors | 3.1 | 13.7 |",
    ]);
    assert_wrong(&[(
        "| series | mean | std |\n|---|---|---|\n| requests | 78.2 | 240.2 |",
        "78.2",
    )]);
}

#[test]
fn an_hour_on_a_weekday_is_a_time() {
    assert_true(&[
        "Latency peaked at 3 on Tuesday afternoon.",
        "Latency peaked at 2:55 on 3 March.",
    ]);
    assert_wrong(&[
        ("Latency peaked at 3 on Wednesday afternoon.", "Wednesday"),
        ("Latency peaked at 02:55 on 3 March.", "02:55"),
    ]);
}

#[test]
fn what_a_series_is_about_is_its_mean_or_its_median() {
    assert_true(&["Latency was fine, around 138 ms, apart from one hour on 3 March."]);
    assert_wrong(&[("Latency was fine, around 186 ms, apart from one hour on 3 March.", "186")]);
}

#[test]
fn a_key_behind_a_number_is_no_unit() {
    assert_true(&["latency_ms mean=137.7 min=100.9 max=527.7"]);
    assert_wrong(&[("latency_ms mean=137.7 min=105.9 max=527.7", "105.9")]);
}

#[test]
fn comparatives_and_words_of_difference_ask_for_one() {
    assert_true(&[
        "Latency at 14:55 on 3 March was 409.4 ms worse than the expected 118.3 ms.",
        "The highest and the lowest requests of a day differ by about 247.6.",
        "Latency ended 346.3 ms below its high of 527.7 ms.",
        "Latency began at 121.6 ms and ended at 181.4 ms, up by a good 49 %.",
    ]);
    assert_wrong(&[
        ("Latency at 14:55 on 3 March was 309.4 ms worse than the expected 118.3 ms.", "309.4"),
        ("Latency began at 121.6 ms and ended at 181.4 ms, up by a good 69 %.", "69"),
    ]);
}

#[test]
fn what_is_set_against_the_expected_is_what_came() {
    assert_true(&[
        "Latency was higher than expected: 527.7 ms on 3 March at 14:55.",
        "Latency came to 527.7 ms, over four times the 118.3 ms that one would expect.",
        "Latency went from 118.3 to 175.75, and 55 minutes was how long it was abnormal.",
        "Requests were at 145.8 at first and at 148.4 in the end.",
    ]);
    assert_wrong(&[
        ("Latency was higher than expected: 547.7 ms on 3 March at 14:55.", "547.7"),
        ("Requests were at 145.8 at first and at 168.4 in the end.", "168.4"),
    ]);
}

#[test]
fn a_number_that_names_or_hedges_something_is_no_claim() {
    assert_true(&[
        "Item 4, latency. It peaked at 527.7 ms.",
        "Minutes, Friday 6 March. Latency peaked at 527.7 ms on 3 March.",
        "Latency was abnormal for 55 minutes, give or take ten seconds.",
    ]);
    assert_wrong(&[
        ("Latency was fine. It peaked at 527.7 ms on 6 March.", "6 March"),
        ("Latency was abnormal for 75 minutes, give or take ten seconds.", "75"),
        ("None of the five series has gaps.", "five"),
    ]);
}

#[test]
fn days_hours_and_decades_are_written_in_many_ways() {
    assert_true(&[
        "3.3.: latency peaked at 527.7 ms.",
        "Latency was abnormal on 3 March from half 2 in the afternoon.",
        "The median of latency was in the low 120s.",
    ]);
    assert_wrong(&[
        ("13.3.: latency peaked at 527.7 ms.", "13.3"),
        ("The median of latency was in the mid-170s.", "170s"),
    ]);
}

#[test]
fn what_is_told_in_parallel_is_read_in_parallel() {
    assert_true(&[
        "Mean and median of latency: 137.7 and 121.25 ms.",
        "The anomaly took 55 minutes for latency, 60 for errors.",
        "The mean of 137.7 ms exceeds the median of 121.25 ms for latency.",
        "Latency stays close to 137.7 ms with a standard deviation of 38.7 ms.",
        "Requests: 146 then, 148 now.",
    ]);
    assert_wrong(&[
        ("Mean and median of latency: 121.25 and 137.7 ms.", "121.25"),
        ("The anomaly took 55 minutes for latency, 75 for errors.", "75"),
    ]);
}

#[test]
fn an_extreme_may_be_what_something_is_measured_by() {
    assert_true(&[
        "Latency ended 346.3 ms below the high.",
        "The peak of latency, 527.7 ms, is about five times the low.",
        "Requests were at 108 at the quietest, 371.3 at the busiest.",
        "Latency grew on 4 March by one shift at 03:40 of about 57.5 ms.",
    ]);
    assert_wrong(&[
        ("The peak of latency, 527.7 ms, is about seven times the low.", "seven"),
        ("Latency grew on 4 March by one shift at 03:40 of about 67.5 ms.", "67.5"),
    ]);
}

#[test]
fn one_series_may_be_told_for_each_of_another() {
    assert_true(&["On average there were 0.0129 errors per request."]);
    assert_wrong(&[("On average there were 0.0139 errors per request.", "0.0139")]);
}

#[test]
fn a_label_that_names_no_series_may_be_one() {
    assert_true(&[
        "Latency: median 121.25 ms. Demand: highest 371.3.",
        "Latency 121.25 ms at the median, views 238.3, all well.",
    ]);
    assert_wrong(&[("Latency: median 121.25 ms. Demand: highest 381.3.", "381.3")]);
}

#[test]
fn the_first_hour_and_a_number_above_normal_say_no_statistic() {
    assert_true(&[
        "Latency ran far above normal: 527.7 ms in the first hour against an expected 118.3 ms.",
        "Latency was 527.7 ms where it should be 118.3 ms.",
    ]);
    assert_wrong(&[("Latency was 118.3 ms where it should be 118.3 ms.", "118.3")]);
}

#[test]
fn units_of_other_systems_are_converted() {
    let facts = &mut super::facts();
    if let Some(series) = facts.series.get_mut(1) {
        "temperature".clone_into(&mut series.name);
        series.unit = Some("°C".to_owned());
    }
    if let Some(series) = facts.series.get_mut(2) {
        "wind".clone_into(&mut series.name);
        series.unit = Some("m/s".to_owned());
    }
    let is_refused = |text: &str| !super::problems(text, &[], facts).is_empty();
    assert!(!is_refused("The temperature peaked at 700.3 °F."));
    assert!(is_refused("The temperature peaked at 720.3 °F."));
    assert!(!is_refused("The wind blew at up to 504 kilometres an hour."));
    assert!(is_refused("The wind blew at up to 404 kilometres an hour."));
}

#[test]
fn shares_in_words_are_percentiles() {
    assert_true(&[
        "For a tenth of the readings, requests exceeded 343.",
        "On the busiest twentieth of readings, requests exceeded 350.4.",
        "Requests exceeded 343 in one reading in ten. No value is missing.",
    ]);
    assert_wrong(&[
        ("For a tenth of the readings, requests exceeded 313.", "313"),
        ("On the busiest twentieth of readings, requests exceeded 343.", "343"),
    ]);
}

#[test]
fn a_bracket_gives_in_order_what_words_before_it_name() {
    assert_true(&["Latency was higher at the end than at the beginning (181.4 against 121.6 ms)."]);
    assert_wrong(&[(
        "Latency was higher at the end than at the beginning (181.4 against 100.9 ms).",
        "100.9",
    )]);
}

#[test]
fn the_number_of_an_item_is_no_claim() {
    assert_true(&["Item 2: latency. It peaked at 527.7 ms.", "Fig. 7. Latency averaged 137.7 ms."]);
    assert_wrong(&[("Latency peaked at no more than 81.", "81")]);
}

#[test]
fn a_part_of_a_large_number_is_read() {
    let facts = &mut super::facts();
    if let Some(summary) = facts.series.get_mut(1).and_then(|series| series.summary.as_mut()) {
        summary.max = 520_087.0;
    }
    let is_refused = |text: &str| !super::problems(text, &[], facts).is_empty();
    assert!(!is_refused("Requests peaked at more than half a million."));
    assert!(is_refused("Requests peaked at more than one and a half million."));
}

#[test]
fn what_follows_give_or_take_is_the_deviation() {
    assert_true(&[
        "Requests are about 240 give or take 78.",
        "Latency: mean 137.7 ms, s.d. 38.7 ms.",
    ]);
    assert_wrong(&[("Requests are about 240 give or take 88.", "88")]);
}
