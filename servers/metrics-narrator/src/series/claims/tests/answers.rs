//! Sentences as models write them who have only the facts before them: several series at once, each told in turn.

use super::{Question, assert_of, assert_true, assert_wrong, facts, problems, with_series};

#[test]
fn each_coefficient_has_the_sign_and_the_pair_that_are_told_with_it() {
    assert_true(&[
        "Latency and requests move in opposite directions (r = -0.42), latency and errors move together (r = 0.81).",
        "They move together: r = 0.81 for latency and errors, r = -0.42 for latency and requests.",
        "Latency and requests move together, but in opposite directions: the correlation is r = -0.42.",
    ]);
    assert_wrong(&[
        (
            "Latency and requests move in opposite directions (r = -0.42), latency and errors move together (r = -0.81).",
            "-0.81",
        ),
        ("They move: r = 0.81 for latency and requests, r = -0.42 for latency and errors.", "0.81"),
    ]);
}

#[test]
fn how_far_something_was_from_what_was_expected_is_told_in_its_unit_and_in_deviations() {
    assert_true(&[
        "At 14:55 it was furthest, with 527.7 ms where 118.3 ms was to be expected, a difference of 409.4 or 75.7 usual deviations.",
        "Latency reached 527.7 ms at 14:55, 409.4 or 75.7 usual deviations above the 118.3 ms to be expected.",
        "Latency reached 527.7 ms at 14:55, which is 409.4 ms or 75.7 usual deviations above the 118.3 ms to be expected.",
    ]);
    assert_wrong(&[
        (
            "Latency reached 527.7 ms at 14:55, 419.4 or 75.7 usual deviations above the 118.3 ms to be expected.",
            "419.4",
        ),
        (
            "Latency reached 527.7 ms at 14:55, 409.4 or 57.7 usual deviations above the 118.3 ms to be expected.",
            "57.7",
        ),
    ]);
}

#[test]
fn a_level_may_be_set_against_one_that_was_told_before() {
    assert_true(&[
        "The level of latency rose from 118.3 ms to 175.75 ms, which is 54.15 ms above the 121.6 ms that it began with.",
        "The last value of latency, 181.4 ms, is close to the 175.75 ms after the only change.",
    ]);
    assert_wrong(&[(
        "The level of latency rose from 118.3 ms to 175.75 ms, which is 54.15 ms below the 121.6 ms that it began with.",
        "below",
    )]);
}

#[test]
fn a_list_of_values_belongs_to_a_list_of_series() {
    assert_true(&[
        "The last values are ordinary: 148.4 for requests against a median of 238.3, and 181.4 ms for latency_ms against a median of 121.25 ms.",
        "The last values, 181.4 ms for latency_ms and 148.4 for requests, are far from the medians of 121.25 ms and 238.3.",
        "The first and last values are 121.6 and 181.4 ms for latency_ms and 145.8 and 148.4 for requests.",
        "The anomalies lasted 55 minutes for latency and the last value is 148 for requests.",
        "The last values are not far from the first: 181.4 ms after 121.6 ms for latency_ms, and 148.4 after 145.8 for requests.",
    ]);
    assert_wrong(&[
        (
            "The last values are ordinary: 148.4 for requests against a median of 240.2, and 181.4 ms for latency_ms against a median of 121.25 ms.",
            "240.2",
        ),
        (
            "The last values, 181.4 ms for latency_ms and 143.4 for requests, are far from the medians of 121.25 ms and 238.3.",
            "143.4",
        ),
    ]);
}

#[test]
fn a_series_is_spoken_of_until_another_is_the_subject() {
    assert_true(&[
        "Latency was unusual for 55 minutes, up to 527.7 ms. That was half a day before the last of the requests. Otherwise the series is quiet, with a median of 121.25 and a 95th percentile of 181.4.",
        "On 4 March the level of latency rose from 118.3 to 175.75 ms. Unlike the spike in errors, this change has not been reversed: the last value is 181.4.",
        "Half a day before that drop, on 4 March, the level of latency rose from 118.3 to 175.75 ms.",
    ]);
    assert_wrong(&[(
        "On 4 March the level of latency rose from 118.3 to 175.75 ms. Unlike the spike in errors, this change has not been reversed: the last value is 148.4.",
        "148.4",
    )]);
}
#[test]
fn what_is_told_beside_a_number_may_be_of_another() {
    assert_true(&[
        "The last value of latency of 181.4 ms is not close to its maximum of 527.7 ms at 14:55 on 3 March.",
        "Its minimum of 100.9 ms was on 2 March at 08:20, the mean of latency over the three days is 137.7 and its last value 181.4.",
        "latency_ms changed: its level rose from 118.3 ms to 175.75 ms at 03:40 on 4 March, and the first value is 121.6 ms too.",
        "requests and latency_ms have last values of 148.4 and 181.4 ms.",
        "Requests went from a first value of 145.8, which is not its maximum, to a last value of 148.4.",
        "Three times requests were as they usually are.",
    ]);
    assert_wrong(&[
        (
            "Its minimum of 100.9 ms was on 2 March at 08:20, the mean of latency over the three days is 141.2 and its last value 181.4.",
            "141.2",
        ),
        ("requests and latency_ms have last values of 184.4 and 181.4 ms.", "184.4"),
    ]);
}

#[test]
fn a_movement_and_a_comparison_agree_with_what_they_lead_to() {
    assert_true(&[
        "Latency rose to its maximum of 527.7 ms.",
        "The last value of latency is 181.4 ms, above its mean of 137.7 ms.",
        "The minimum of latency was 100.9 ms on 2 March, far below its median of 121.25 ms.",
    ]);
    assert_wrong(&[
        ("Latency fell to its maximum of 527.7 ms.", "fell"),
        ("The last value of latency is 181.4 ms, below its mean of 137.7 ms.", "below"),
        ("Errors fell from 140 to 0 on 3 March.", "140"),
    ]);
}

#[test]
fn what_never_happened_did_not() {
    assert_true(&[
        "Latency stayed below 530 ms throughout.",
        "Latency never exceeded 527.7 ms and never fell below 100.9 ms.",
        "Requests were always above 100.",
    ]);
    assert_wrong(&[
        ("Latency stayed below 118.3 ms throughout.", "118.3"),
        ("Latency never exceeded 181.4 ms.", "181.4"),
        ("Requests were always above 145.8.", "145.8"),
    ]);
}

#[test]
fn a_possessive_points_back_to_the_series_before_it() {
    assert_true(&[
        "The only lasting change is in latency_ms: its level rose from 118.3 ms to 175.75 ms.",
        "Its last value, 181.4 ms, is higher than the first value of latency, 121.6 ms.",
        "Latency rose from 118.3 ms to 175.75 ms, an increase of 48.6%.",
    ]);
    assert_wrong(&[
        (
            "The only lasting change is in requests: its level rose from 118.3 ms to 175.75 ms.",
            "118.3",
        ),
        ("The last value of latency, 181.4 ms, is lower than its first value, 121.6 ms.", "lower"),
        ("Latency rose from 118.3 ms to 175.75 ms, a decrease of 48.6%.", "48.6%"),
    ]);
}

#[test]
fn lists_without_names_go_by_the_order_of_the_names() {
    assert_true(&[
        "The last values are 181.4 ms for latency_ms and 148.4 for requests, against first values of 121.6 ms and 145.8.",
        "The last values are back near the medians: 181.4 ms against a median of 121.25 ms for latency_ms, and 148.4 against a median of 238.3 for requests.",
        "The level of latency_ms rises from 118.3 ms to 175.75 ms, which is 57.45 ms or about 49% more.",
        "Latency has a mean of 137.7 ms. Its minimum of 100.9 ms falls on 2 March, a day before the maximum of errors, and its maximum of 527.7 ms on 3 March.",
    ]);
    assert_wrong(&[
        (
            "The last values are 181.4 ms for latency_ms and 148.4 for requests, against first values of 121.6 ms and 121.6.",
            "and 121.6",
        ),
        (
            "The level of latency_ms rises from 118.3 ms to 175.75 ms, which is 87.45 ms or about 49% more.",
            "87.45",
        ),
    ]);
}

#[test]
fn a_possessive_is_of_what_was_spoken_of_and_not_of_what_it_is_compared_with() {
    assert_true(&[
        "Latency is high. Its mean of 137.7 is below the mean of requests, 240.2.",
        "Latency was furthest from normal at 14:55 on 3 March with 527.7 ms.",
        "Latency and errors were unusual once. The two shorter ones came earlier.",
    ]);
    assert_wrong(&[(
        "Latency is high. Its mean of 173.7 is below the mean of requests, 240.2.",
        "173.7",
    )]);
}

#[test]
fn an_it_that_begins_a_clause_may_be_what_the_sentence_began_with() {
    assert_true(&[
        "Latency climbed to a maximum of 527.7 ms while requests had a median of 238.3, and it is back to a last value of 181.4 ms.",
    ]);
    assert_wrong(&[(
        "Latency climbed to a maximum of 527.7 ms while requests had a median of 238.3, and it is back to a last value of 118.4 ms.",
        "118.4",
    )]);
}

#[test]
fn what_is_not_normal_is_an_anomaly_and_no_usual_value() {
    assert_true(&[
        "Normal is latency around its median of 121.25 ms; not normal were the 527.7 ms on 3 March at 14:55.",
    ]);
    assert_wrong(&[
        (
            "Normal is latency around its median of 121.25 ms; not normal were the 572.7 ms on 3 March at 14:55.",
            "572.7",
        ),
        ("Normal were the 527.7 ms of latency.", "527.7"),
    ]);
}

#[test]
fn an_extreme_beside_other_things_or_what_was_expected_is_no_movement() {
    assert_true(&[
        "Latency, the largest item with a mean of 137.7 ms, has one break: its level rises from 118.3 ms to 175.75 ms.",
        "Latency was furthest off at 14:55, at 527.7 ms, which is 409.4 ms above the 118.3 ms to be expected and the maximum of the whole table.",
        "Latency was furthest off at 14:55, and its maximum of 527.7 ms fell at 14:55.",
    ]);
    assert_wrong(&[
        ("Latency reached 527.7 ms at 14:55, the minimum of the whole table.", "minimum"),
        ("Latency fell from 118.3 ms to 175.75 ms on 4 March.", "fell"),
    ]);
}

#[test]
fn findings_and_unusual_readings_are_counted_in_words() {
    assert_true(&[
        "Two disturbances need a look: latency reached 527.7 ms, and errors reached 140.",
        "Two late peaks stand out, in both of which latency was unusual.",
        "Latency was back to normal after 55 unusual minutes.",
    ]);
    assert_wrong(&[
        ("Latency has two anomalies.", "two"),
        (
            "Three disturbances need a look: latency reached 527.7 ms, and errors reached 140.",
            "Three",
        ),
        ("Latency was back to normal after 75 unusual minutes.", "75"),
    ]);
}

#[test]
fn a_coefficient_may_stand_before_the_one_of_its_pair_that_is_named_with_it() {
    assert_true(&[
        "Latency moves with errors and against requests (r = 0.81 with errors, r = -0.42 with requests).",
    ]);
    assert_wrong(&[(
        "Latency moves with errors and against requests (r = 0.81 with errors, r = -0.24 with requests).",
        "-0.24",
    )]);
}

#[test]
fn a_rough_clock_may_lie_within_an_anomaly() {
    assert_true(&["Latency was unusual around 3 pm on 3 March."]);
    assert_wrong(&[
        ("Latency was unusual around 5 pm on 3 March.", "5 pm"),
        ("Latency was unusual around 3 pm on 4 March.", "3 pm"),
    ]);
}

#[test]
fn one_number_may_be_two_facts_that_are_told_of_it() {
    let mut facts = facts();
    if let Some(summary) = facts.series[0].summary.as_mut() {
        summary.last = 527.7;
    }
    let true_text = "The last value of latency_ms is 527.7 ms, which is also as high as its maximum, reached at 14:55.";
    assert_eq!(problems(true_text, &[], &facts), []);
    let wrong = "The last value of latency_ms is 181.4 ms, which is also as high as its maximum, reached at 14:55.";
    assert_ne!(problems(wrong, &[], &facts), []);
}

#[test]
fn a_comparison_with_it_and_a_rough_multiple_are_told_of_the_number_before() {
    assert_true(&[
        "Latency reached 527.7 ms at 14:55 where 118.3 ms was to be expected, and so was about 346% above it.",
        "Latency reached 527.7 ms at 14:55, more than four times the 118.3 ms to be expected.",
        "The level of latency rises from a level of 118.3 to one of 175.75 on 4 March.",
        "The largest change is in latency_ms, whose level rose from 118.3 ms to 175.75 ms.",
    ]);
    assert_wrong(&[
        (
            "Latency reached 527.7 ms at 14:55 where 118.3 ms was to be expected, and so was about 246% above it.",
            "246%",
        ),
        (
            "Latency reached 527.7 ms at 14:55, more than six times the 118.3 ms to be expected.",
            "six",
        ),
    ]);
}

#[test]
fn a_time_that_leads_to_the_next_number_is_not_that_of_the_one_before() {
    assert_true(&[
        "At 14:55 on 3 March latency stood at its maximum of 527.7 ms, where 118.3 ms was to be expected, at 03:40 on 4 March at 175.75 ms.",
        "Latency was furthest from what was to be expected at 14:55 with 527.7 ms.",
        "The level of latency rose to 175.75 ms on 4 March, so the low level did not last.",
    ]);
    assert_wrong(&[
        (
            "At 14:55 on 3 March latency stood at its maximum of 527.7 ms, where 181.3 ms was to be expected, at 03:40 on 4 March at 175.75 ms.",
            "181.3",
        ),
        ("Latency was furthest from what was to be expected at 14:55 with 572.7 ms.", "572.7"),
    ]);
}

#[test]
fn what_the_facts_leave_open_may_be_told_with_a_number() {
    assert_true(&[
        "Latency peaked at 527.7 ms; the facts do not say when it was back below 150 ms.",
        "The facts cannot answer whether more than 12 servers are needed for latency.",
        "How long latency took to get back below 150 ms is not among the facts.",
        "Latency peaked within the time from 13:00 to 15:00 that you ask about.",
    ]);
    assert_wrong(&[
        ("The facts do not say it: latency peaked at 150 ms.", "150"),
        ("The facts do not say why, but latency averaged 150 ms.", "150"),
        ("How high it was is clear: latency averaged 150 ms.", "150"),
    ]);
}

#[test]
fn the_lowest_and_the_highest_value_each_have_their_own_number_and_time() {
    let with_fall_at_minimum = with_series(0, |latency| {
        let change = latency.change_points.first_mut().unwrap();
        change.at = latency.summary.as_ref().unwrap().min_at;
        change.to = 50.0;
    });
    assert_of(
        &with_fall_at_minimum,
        &[
            "The minimum of latency is 100.9 at 08:20 on 2 March, and the maximum of latency is 527.7 on 3 March.",
            "The minimum of latency is 100.9 at 08:20 on 2 March, and its maximum is 527.7.",
        ],
        &[
            "The minimum of latency is 100.9 at 08:20 on 2 March, and the minimum of latency is 527.7 on 3 March.",
        ],
    );
}

#[test]
fn levels_that_are_called_so_are_the_ends_of_a_movement() {
    assert_true(&[
        "Latency rose from a level of 118.3 ms to a level of 175.75 ms.",
        "Latency went up to a maximum of 527.7 ms on 3 March before ending at a last value of 181.4 ms.",
    ]);
    assert_wrong(&[
        ("Latency fell from a level of 118.3 ms to a level of 175.75 ms.", "fell"),
        ("Latency rose from a level of 118.3 ms to a level of 185.75 ms.", "185.75"),
    ]);
}

#[test]
fn what_came_is_above_or_below_what_was_to_be_expected() {
    assert_true(&[
        "Latency was unusual for 55 minutes, with 527.7 ms above the 118.3 ms to be expected.",
    ]);
    assert_wrong(&[
        (
            "Latency was unusual for 55 minutes, with 527.7 ms below the 118.3 ms to be expected.",
            "527.7",
        ),
        (
            "Latency was unusual for 55 minutes, with 537.7 ms above the 118.3 ms to be expected.",
            "537.7",
        ),
    ]);
}

#[test]
fn numbers_and_times_of_the_question_may_be_repeated() {
    let question = "Why was latency above 150 ms on 5 May?";
    let refused = |text: &str| {
        super::super::problems(text, &[], &Question::of(question, &facts()), &facts()).len()
    };
    for text in ["What the facts show of the 150 ms is little.", "Of 5 May the facts say nothing."]
    {
        assert_eq!(refused(text), 0, "{text}");
        assert_ne!(problems(text, &[], &facts()), [], "{text}");
    }
    for text in [
        "Latency averaged 150 ms.",
        "Latency rose to 150 ms.",
        "Latency was below 150 ms on average.",
    ] {
        assert_ne!(refused(text), 0, "{text}");
    }
}

#[test]
fn a_tolerance_of_the_question_may_be_repeated_with_what_it_is_of() {
    let question = "Did requests stay within 250 ± 25 per second?";
    let refused = |text: &str| {
        super::super::problems(text, &[], &Question::of(question, &facts()), &facts()).len()
    };
    assert_eq!(refused("Requests peaked at 371.3, outside 250 ± 25."), 0);
    assert_ne!(refused("Requests averaged 240.2 ± 25."), 0);
}

#[test]
fn what_came_at_a_time_is_above_what_was_expected() {
    assert_true(&["Latency was unusual, with 527.7 ms at 14:55 above the expected 118.3 ms."]);
    assert_wrong(&[(
        "Latency was unusual, with 527.7 ms at 14:55 below the expected 118.3 ms.",
        "below",
    )]);
}

#[test]
fn years_of_a_list_are_times() {
    const YEAR: i64 = 365 * 86_400_000;
    let mut yearly = with_series(0, |latency| {
        let mut change = latency.change_points.first().unwrap().clone();
        for _ in 0..2 {
            change.at.milliseconds -= YEAR;
            latency.change_points.push(change.clone());
        }
    });
    yearly.table.from.milliseconds -= 2 * YEAR;
    assert_of(
        &yearly,
        &["The level of latency changed in the springs of 2024, 2025 and 2026."],
        &["The level of latency changed in the springs of 2024, 2027 and 2026."],
    );
}

#[test]
fn several_anomalies_may_be_told_by_the_range_of_their_lengths() {
    let twice = with_series(0, |latency| {
        let mut second = latency.anomalies.first().unwrap().clone();
        second.to.milliseconds = second.from.milliseconds + 1_800_000;
        latency.anomalies.push(second);
    });
    assert_of(
        &twice,
        &["Latency was unusual for 30 to 55 minutes at a time."],
        &["Latency was unusual for 30 to 75 minutes at a time."],
    );
}

#[test]
fn a_name_behind_for_says_whose_a_slope_is() {
    let both = with_series(1, |requests| {
        let trend = requests.trend.as_mut().unwrap();
        (trend.slope, trend.matters) = (2.5, true);
    });
    assert_of(
        &both,
        &["Latency rises by 0.99339 per hour against 2.5 per hour for requests."],
        &["Latency rises by 0.99339 per hour against 3.5 per hour for requests."],
    );
}
