//! Numbers of one or two digits, and numbers in words: shares, ratios, lengths of time, hours and labels.

use crate::series::facts::Facts;

use super::{assert_true, assert_true_of, assert_wrong, assert_wrong_of, facts, with_series};

/// The service with one row in each month, and a count that grows.
fn months() -> Facts {
    let mut facts = facts();
    facts.table.step_seconds = 2_629_800.0;
    facts
}

#[test]
fn a_slope_may_be_told_for_several_of_a_unit() {
    assert_true(&[
        "Latency rises by roughly 5 ms per five hours.",
        "Latency rises by about 23.8 ms per 24 hours.",
    ]);
    assert_wrong(&[
        ("Latency rises by about 23.8 ms per 30 hours.", "23.8"),
        ("Latency rises by about 28.3 ms per 24 hours.", "28.3"),
    ]);
}

#[test]
fn what_is_multiplied_is_a_ratio() {
    assert_true(&["At 14:55 on 3 March latency, at 527.7 ms, had multiplied by about 4.5."]);
    assert_wrong(&[(
        "At 14:55 on 3 March latency, at 527.7 ms, had multiplied by about 6.5.",
        "6.5",
    )]);
}

#[test]
fn what_is_passed_is_a_bound() {
    assert_true(&["Latency had passed 520 ms by then."]);
    assert_wrong(&[("Latency had passed 530 ms by then.", "530")]);
}

#[test]
fn thousands_in_words_are_as_rough_as_in_digits() {
    let facts = &with_series(1, |series| series.summary.as_mut().unwrap().max = 10_169.0);
    assert_true_of(facts, &["Requests peaked at ten thousand."]);
    assert_wrong_of(facts, &[("Requests peaked at eleven thousand.", "eleven thousand")]);
}

#[test]
fn minutes_to_an_hour_are_a_time_of_day() {
    assert_true(&["On 3 March, at five minutes to three in the afternoon, latency peaked."]);
    assert_wrong(&[(
        "On 3 March, at nine minutes to three in the afternoon, latency peaked.",
        "nine minutes to three",
    )]);
}

#[test]
fn a_percentage_in_brackets_may_follow_from_the_facts_behind_rounded_numbers() {
    let facts = &with_series(0, |series| {
        let change = series.change_points.first_mut().unwrap();
        (change.from, change.to) = (140.76, 219.02);
    });
    assert_true_of(facts, &["Latency went from 141 ms to 219 ms (+56 %)."]);
    assert_wrong_of(facts, &[("Latency went from 141 ms to 219 ms (+58 %).", "58")]);
}

#[test]
fn one_digit_is_enough_for_a_percentage_beside_its_span() {
    let facts = &with_series(0, |series| {
        let change = series.change_points.first_mut().unwrap();
        (change.from, change.to) = (124.1, 133.0);
    });
    let text = |share: u8| {
        format!("Latency was at 04:00, twenty minutes on, from 124.1 ms to 133 ms, or {share} %.")
    };
    assert_true_of(facts, &[&text(7)]);
    assert_wrong_of(facts, &[(&text(9), "9 %")]);
}

#[test]
fn a_percentage_may_compare_two_lengths_of_time() {
    assert_true(&[
        "Errors peaked 10 minutes after 14:35, and 45 minutes before 15:30. That is 77.8 % less.",
    ]);
    assert_wrong(&[(
        "Errors peaked 10 minutes after 14:35, and 45 minutes before 15:30. That is 87.8 % less.",
        "87.8",
    )]);
}

#[test]
fn a_part_of_a_whole_is_told_again_in_percent() {
    assert_true(&["Errors: 12 of 140 at the peak were retried, i.e. around 9 %."]);
    assert_wrong(&[("Errors: 12 of 140 at the peak were retried, i.e. around 6 %.", "6 %")]);
}

#[test]
fn a_ratio_may_be_of_the_first_value() {
    let facts = &with_series(0, |series| series.summary.as_mut().unwrap().first = 58.6);
    assert_true_of(facts, &["Latency peaked at nine times what it was before it all began."]);
    assert_wrong_of(
        facts,
        &[("Latency peaked at seven times what it was before it all began.", "seven times")],
    );
}

#[test]
fn a_value_for_each_month_is_told_for_a_year() {
    let facts = &months();
    assert_true_of(
        facts,
        &[
            "Requests ended at 148.4, which annualises to 1,781.",
            "Requests ended at 148.4. On an annual basis that is 1,781.",
        ],
    );
    assert_wrong_of(facts, &[("Requests ended at 148.4, which annualises to 1,871.", "1,871")]);
}

#[test]
fn the_square_of_a_coefficient_is_a_share_of_the_variation() {
    assert_true(&[
        "With a correlation of 0.81, errors account for 66 % of the variation in latency.",
    ]);
    assert_wrong(&[(
        "With a correlation of 0.81, errors account for 76 % of the variation in latency.",
        "76 %",
    )]);
}

#[test]
fn one_in_so_many_is_a_share() {
    let facts = &with_series(2, |series| {
        series.unit = Some("%".to_owned());
        series.summary.as_mut().unwrap().max = 7.73;
    });
    assert_true_of(facts, &["At the peak one call in thirteen was refused."]);
    assert_wrong_of(facts, &[("At the peak one call in fifteen was refused.", "fifteen")]);
}

#[test]
fn missing_rows_are_told_as_the_time_that_is_lost() {
    let facts = &with_series(2, |errors| (errors.count, errors.missing) = (844, 20));
    assert_true_of(facts, &["Of errors 100 minutes of data are missing."]);
    assert_wrong_of(facts, &[("Of errors 160 minutes of data are missing.", "160")]);
}

#[test]
fn a_gap_lacks_one_row_less_than_it_is_long() {
    let facts = &mut facts();
    facts.table.step_seconds = 3_600.0;
    facts.table.longest_gap_seconds = 28_800.0;
    facts.table.gaps = 1;
    assert_true_of(facts, &["The table has a hole, 7 hours are missing."]);
    assert_wrong_of(facts, &[("The table has a hole, 6 hours are missing.", "6 hours")]);
}

#[test]
fn a_length_before_a_noun_lies_between_two_moments() {
    assert_true(&["A 25-minute climb brought latency to its maximum."]);
    assert_wrong(&[("A 70-minute climb brought latency to its maximum.", "70-minute")]);
}

#[test]
fn a_few_rows_that_something_is_said_of_are_no_length_of_time() {
    let facts = &mut facts();
    facts.table.step_seconds = 86_400.0;
    assert_true_of(facts, &["Two days stand out.", "Four days defined the year for shareholders."]);
    assert_wrong_of(facts, &[("Latency was unusual for eleven days.", "eleven days")]);
}

#[test]
fn a_number_shares_the_millions_of_the_one_before_it() {
    let facts = &with_series(1, |series| {
        let summary = series.summary.as_mut().unwrap();
        (summary.max, summary.median) = (9_821_400.0, 2_131_500.0);
    });
    assert_true_of(facts, &["Requests peaked at 9.8 million against a median 2.1."]);
    assert_wrong_of(facts, &[("Requests peaked at 9.8 million against a median 3.1.", "3.1")]);
}

#[test]
fn up_so_much_to_so_much_is_a_step_and_a_level() {
    assert_true(&["On 4 March at 03:40 latency went up 57.45 ms to 175.75 ms."]);
    assert_wrong(&[
        ("On 4 March at 03:40 latency went up 59.45 ms to 175.75 ms.", "59.45"),
        ("On 4 March at 03:40 latency went up 57.45 ms to 185.75 ms.", "185.75"),
    ]);
}

#[test]
fn thousands_in_a_header_may_stand_before_its_time() {
    let facts = &with_series(1, |series| series.name = "queries_k_per_s".to_owned());
    assert_true_of(facts, &["queries_k_per_s peaked at 371.3k/s."]);
    assert_wrong_of(facts, &[("queries_k_per_s peaked at 317.3k/s.", "317.3k")]);
}

#[test]
fn two_hours_are_those_at_which_something_begins_and_ends() {
    assert_true(&["Latency was out of the ordinary on 3 March, dead slow from 14 to 15."]);
    assert_wrong(&[("Latency was out of the ordinary on 3 March, dead slow from 14 to 18.", "18")]);
}

#[test]
fn its_coefficient_is_that_of_the_series_before_and_the_one_beside_it() {
    assert_true(&[
        "Latency had a bad day. Its link to errors is strong (r = 0.81), unlike that to requests.",
        "Errors had a bad day. Its link to latency is strong (r = 0.81), unlike that to requests.",
    ]);
    assert_wrong(&[(
        "Latency had a bad day. Its link to errors is strong (r = 0.71), unlike that to requests.",
        "0.71",
    )]);
}

#[test]
fn a_number_behind_what_has_one_each_is_a_label() {
    assert_true(&["On berth 104 latency peaked at 527.7 ms."]);
    assert_wrong(&[("On berth 104 latency peaked at 572.7 ms.", "572.7")]);
}

#[test]
fn what_went_somewhere_is_no_count_of_changes() {
    assert_true(&["Five channels went out of bounds together on Tuesday 3 March."]);
    assert_wrong(&[("Five anomalies went together on Tuesday 3 March.", "Five")]);
}

#[test]
fn what_a_movement_leads_to_is_a_value_in_words_as_well() {
    assert_true(&[
        "Errors fell to zero at 00:25 on 2 March.",
        "Errors reached zero.",
        "Latency never fell to zero.",
        "The facts do not say when requests will reach zero.",
        "Latency did not come anywhere near zero.",
        "Latency reached one of its highs.",
        "Requests hit two of the targets.",
    ]);
    assert_wrong(&[
        ("Requests fell to zero.", "zero"),
        ("Requests dropped to zero at 02:00 on 3 March.", "zero"),
        ("Requests went down to zero.", "zero"),
        ("Requests reached zero.", "zero"),
        ("Latency hit zero at the end.", "zero"),
        ("Latency had a minimum of zero.", "zero"),
        ("Requests fell to almost zero.", "zero"),
        ("Requests fell to five.", "five"),
    ]);
}
