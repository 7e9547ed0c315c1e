//! Numbers that an author works out: totals, differences, sums, shares of another series, and values written in other
//! scales.

use super::{assert_of, assert_true, assert_wrong, facts, renamed, with_series};

use crate::series::facts::ChangePoint;

#[test]
fn a_number_beyond_all_values_may_be_their_sum() {
    assert_true(&[
        "In three days the service answered 207,529 requests.",
        "From the means I get 207,529 requests.",
        "The counter of requests ticked 207,529 times.",
    ]);
    assert_wrong(&[
        ("In three days the service answered 217,529 requests.", "217,529"),
        ("Requests peaked at 207,529.", "207,529"),
        ("The counter of requests ticked 217,529 times.", "217,529"),
    ]);
}

#[test]
fn a_sign_behind_a_comma_says_how_far_it_was_from_what_was_expected() {
    assert_true(&["Latency: 527.7 ms (expected 118.3 ms, +409.4 ms)."]);
    assert_wrong(&[("Latency: 527.7 ms (expected 118.3 ms, +419.4 ms).", "419.4")]);
}

#[test]
fn what_is_ahead_of_something_is_a_difference() {
    assert_true(&["Latency peaked at 527.7 ms, some 409.4 ms ahead of what was expected."]);
    assert_wrong(&[(
        "Latency peaked at 527.7 ms, some 419.4 ms ahead of what was expected.",
        "419.4",
    )]);
}

#[test]
fn two_levels_that_are_told_have_a_difference() {
    assert_true(&[
        "Requests reached 371.3 on 3 March at 14:35, 225.5 more than on 2 March at 00:00.",
    ]);
    assert_wrong(&[
        (
            "Requests reached 371.3 on 3 March at 14:35, 235.5 more than on 2 March at 00:00.",
            "235.5",
        ),
        ("Requests reached 371.3 on 3 March at 14:35, 225.5 fewer than on 2 March at 00:00.", ""),
    ]);
}

#[test]
fn a_percentage_may_follow_from_facts_that_are_told_rounded() {
    let facts = with_series(0, |series| {
        let change = series.change_points.first_mut().unwrap();
        (change.from, change.to) = (16.5, 36.74389);
    });
    assert_of(
        &facts,
        &["Latency rose from 16.5 to 36.7 ms, an increase of 123 %."],
        &["Latency rose from 16.5 to 36.7 ms, an increase of 126 %."],
    );
}

#[test]
fn one_series_may_be_told_for_each_or_a_hundred_of_another() {
    assert_true(&[
        "Mean over mean, that makes 77.4 requests an error.",
        "On average there were 1.29 errors for every 100 requests.",
        "There are 3.1 errors and 240.2 requests on average, or 12.9 per thousand.",
    ]);
    assert_wrong(&[
        ("Mean over mean, that makes 87.4 requests an error.", "87.4"),
        ("On average there were 1.59 errors for every 100 requests.", "1.59"),
        ("There are 3.1 errors and 240.2 requests on average, or 15.9 per thousand.", "15.9"),
    ]);
}

#[test]
fn levels_before_and_after_a_change_may_be_divided() {
    let mut facts = renamed(0, &[("players", None)]);
    let changes = &facts.series.first().unwrap().change_points;
    let change = ChangePoint { from: 200.0, to: 250.0, ..changes.first().unwrap().clone() };
    facts.series.get_mut(1).unwrap().change_points = vec![change];
    assert_of(
        &facts,
        &["Since the change each of the requests has 0.703 players, up from 0.5915."],
        &["Since the change each of the requests has 0.753 players, up from 0.5915."],
    );
}

#[test]
fn a_number_has_the_scale_of_its_header() {
    assert_of(
        &renamed(0, &[("queries_k_per_s", None)]),
        &["Queries peaked at 527.7k/s.", "Queries peaked at 527.7 thousand per second."],
        &["Queries peaked at 557.7k/s.", "Queries peaked at 527.7 million per second."],
    );
    assert_of(
        &renamed(0, &[("link (Mbit/s)", Some("Mbit/s"))]),
        &["The link peaked at 527.7M."],
        &["The link peaked at 557.7M.", "The link peaked at 527.7k."],
    );
}

#[test]
fn a_rate_without_a_name_is_that_of_the_series_with_its_time() {
    assert_of(
        &renamed(1, &[("queries/s", Some("/s"))]),
        &["Latency peaked at 527.7 ms. Load kept its daily pattern, which swings by 247.6/s."],
        &["Latency peaked at 527.7 ms. Load kept its daily pattern, which swings by 257.6/s."],
    );
}

#[test]
fn what_is_together_is_a_sum() {
    assert_true(&["Requests had a minimum of 108 and a maximum of 371.3, together 479.3."]);
    assert_wrong(&[(
        "Requests had a minimum of 108 and a maximum of 371.3, together 489.3.",
        "489.3",
    )]);
}

#[test]
fn what_no_series_is_named_for_may_be_all_of_a_unit() {
    assert_of(
        &renamed(1, &[("compute_usd", Some("USD")), ("storage_usd", Some("USD"))]),
        &[
            "The bill was $147.8 at the beginning.",
            "Daily bill: $147.8 (2 March) → $149.4 (4 March).",
        ],
        &[
            "The bill was $157.8 at the beginning.",
            "Daily bill: $147.8 (2 March) → $159.4 (4 March).",
            "Compute was $147.8 at the beginning.",
        ],
    );
}

#[test]
fn rows_may_be_set_against_those_that_were_expected() {
    let mut facts = facts();
    facts.table.rows = 850;
    for series in &mut facts.series {
        series.count = 850;
    }
    assert_of(
        &facts,
        &["850 of 864 rows are present.", "Expected records 864, received 850."],
        &[
            "850 of 874 rows are present.",
            "Expected records 884, received 850.",
            "It has 864 rows.",
        ],
    );
}

#[test]
fn rows_are_recorded_as_values_are() {
    assert_true(&["The counter of requests recorded 864 consecutive slots with no missing data."]);
    assert_wrong(&[
        ("The counter of requests recorded 874 consecutive slots with no missing data.", "874"),
        ("The peak of requests recorded was 864.", "864"),
    ]);
}

#[test]
fn a_day_with_a_name_has_a_year() {
    let facts = with_series(0, |series| series.summary.as_mut().unwrap().max = 2_100.0);
    assert_of(
        &facts,
        &["Cyber Monday 2026 was calm.", "Easter 2026 was calm."],
        &["Cyber Monday 2024 was calm.", "Easter 2,026 was calm."],
    );
}

#[test]
fn clocks_are_written_without_a_colon() {
    assert_true(&[
        "The lowest latency, 100.9 ms, came on 2 March at 0820.",
        "Latency was unusual on 3 March, 1430 to 1525.",
        "On 2 March latency hit its minimum of 100.9 ms at 8.20 that morning.",
    ]);
    assert_wrong(&[
        ("The lowest latency, 100.9 ms, came on 2 March at 0850.", "0850"),
        ("Latency was unusual on 3 March, 1430 to 1545.", "1545"),
        ("On 2 March latency hit its minimum of 100.9 ms at 8.50 that morning.", "8.50"),
    ]);
}

#[test]
fn coefficients_of_several_pairs_lie_between_two_of_them() {
    let mut facts = facts();
    facts.correlations.get_mut(1).unwrap().coefficient = 0.42;
    assert_of(
        &facts,
        &[
            "Latency, errors and requests are coupled, with correlation coefficients between 0.42 and 0.81.",
        ],
        &[
            "Latency, errors and requests are coupled, with correlation coefficients between 0.42 and 0.91.",
        ],
    );
}

#[test]
fn a_slope_may_be_told_from_one_day_to_the_next() {
    assert_true(&["Latency trends up by 23.84 ms an hour from one day to the next."]);
    assert_wrong(&[("Latency trends up by 25.84 ms an hour from one day to the next.", "25.84")]);
}
