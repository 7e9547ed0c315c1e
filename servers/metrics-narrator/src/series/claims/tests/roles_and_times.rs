//! What a number is told as, when something happened, and which way it went: in words that say it in their own way.

use crate::series::facts::{Character, Moment, Return, Stretch};

use super::{assert_of, assert_true, assert_wrong, with_series};

#[test]
fn a_swing_is_told_by_its_two_ends() {
    assert_true(&[
        "Requests have a daily cycle, with a difference of 248 between peak and trough.",
        "Every day requests go up and down by 247.6.",
        "The gap between the busiest and the calmest hours of requests is about 248.",
    ]);
    assert_wrong(&[
        ("Requests have a daily cycle, with a difference of 284 between peak and trough.", "284"),
        ("Every day requests go up and down by 274.6.", "274.6"),
    ]);
}

#[test]
fn many_highs_are_what_few_values_are_above() {
    assert_true(&["Requests follow a daily cycle, from lows near 108 to highs near 358."]);
    assert_wrong(&[(
        "Requests follow a daily cycle, from lows near 108 to highs near 318.",
        "318",
    )]);
}

#[test]
fn a_time_right_behind_a_number_is_not_that_of_the_next_one() {
    assert_true(&[
        "527.7 ms on 3 March is the highest latency of the run, last reading 181.4.",
        "Latency keeps growing: 118.3 ms on 3 March, 181.4 ms now.",
    ]);
    assert_wrong(&[
        ("527.7 ms on 3 March is the highest latency of the run, last reading 191.4.", "191.4"),
        ("Latency keeps growing: 118.3 ms on 3 March, 191.4 ms now.", "191.4"),
    ]);
}

#[test]
fn how_many_rows_a_mean_is_over_is_no_difference() {
    assert_true(&["Errors are rare (mean 3.1 over 852 records)."]);
    assert_wrong(&[("Errors are rare (mean 3.4 over 852 records).", "3.4")]);
}

#[test]
fn a_statistic_behind_a_number_outweighs_a_loose_word_before_it() {
    assert_true(&["Requests make up 240.2 of the traffic on average."]);
    assert_wrong(&[("Requests make up 238.3 of the traffic on average.", "238.3")]);
}

#[test]
fn the_start_or_the_end_may_be_that_of_something_else_than_the_series() {
    assert_true(&[
        "Lowest latency: 100.9 ms at the start of March 2026.",
        "The last stage of 371.3 requests began on 3 March.",
    ]);
    assert_wrong(&[
        ("Lowest latency: 110.9 ms at the start of March 2026.", "110.9"),
        ("The last stage of 317.3 requests began on 3 March.", "317.3"),
    ]);
    let begins_at_its_worst = with_series(0, |series| {
        series.anomalies.iter_mut().for_each(|anomaly| anomaly.from = anomaly.at);
    });
    assert_of(
        &begins_at_its_worst,
        &["Latency was around 528 ms at the start, where 118.3 ms was expected."],
        &["Latency was around 578 ms at the start, where 118.3 ms was expected."],
    );
}

#[test]
fn words_of_a_statistic_may_mean_something_else() {
    assert_true(&[
        "The mean of latency was drawn up to 137.7 ms.",
        "March used to mean something like 118.3 ms of latency.",
        "After 03:40 on 4 March latency drained at 175.75 ms.",
    ]);
    assert_wrong(&[
        ("The mean of latency was drawn up to 121.25 ms.", "121.25"),
        ("March used to mean something like 128.3 ms of latency.", "128.3"),
        ("After 03:40 on 4 March latency drained at 157.75 ms.", "157.75"),
    ]);
}

#[test]
fn up_and_down_tell_how_far_or_from_where() {
    assert_true(&[
        "At 03:40 on 4 March latency was up 57.45 ms to 175.75.",
        "At 03:40 on 4 March latency was up from 118.3 ms to 175.75.",
    ]);
    assert_wrong(&[
        ("At 03:40 on 4 March latency was up 57.45 ms to 185.75.", "185.75"),
        ("At 03:40 on 4 March latency was up 67.45 ms to 175.75.", "67.45"),
    ]);
}

#[test]
fn a_share_may_stand_behind_the_value_that_it_is_compared_with() {
    assert_true(&[
        "Latency exceeded 178.4 ms about 10 % of the time and peaked at 527.7 ms.",
        "Latency was at or below 170.7 ms in three quarters of all hours and exceeded 254.2 ms in only about 1 % of them.",
    ]);
    assert_wrong(&[
        ("Latency exceeded 170.7 ms about 10 % of the time and peaked at 527.7 ms.", "170.7"),
        (
            "Latency was at or below 116.4 ms in three quarters of all hours and peaked at 527.7 ms.",
            "116.4",
        ),
    ]);
}

#[test]
fn a_value_below_zero_is_told_by_what_goes_out() {
    let expects_export = with_series(2, |series| {
        series.anomalies.iter_mut().for_each(|anomaly| anomaly.expected = -5.6158);
    });
    assert_of(
        &expects_export,
        &["Export of errors was 140 at 14:45 on 3 March (5.6 expected)."],
        &["Export of errors was 140 at 14:45 on 3 March (6.5 expected)."],
    );
}

#[test]
fn a_part_of_a_growth_is_a_difference() {
    assert_true(&["Of the extra time, latency accounts for 59.8 ms."]);
    assert_wrong(&[("Of the extra time, latency accounts for 95.8 ms.", "95.8")]);
}

#[test]
fn a_day_is_told_by_its_weekday_or_with_the_next_one() {
    assert_true(&[
        "Tue 3: latency peaked at 14:55.",
        "Mon 2: nothing.",
        "In the night of 3/4 March, at 03:40, latency moved up.",
    ]);
    assert_wrong(&[
        ("Wed 3: latency peaked at 14:55.", "Wed 3"),
        ("In the night of 6/7 March, at 03:40, latency moved up.", "6/7 March"),
    ]);
}

#[test]
fn a_time_may_be_shown_to_be_right_by_the_number_beside_it() {
    assert_true(&["At 14:55 on 3 March 527.7 ms passed before a request was through."]);
    assert_wrong(&[("At 14:52 on 3 March 527.7 ms passed before a request was through.", "14:52")]);
}

#[test]
fn a_stretch_of_time_may_end_with_the_row_before_a_change() {
    assert_true(&[
        "Between 15:25 on 3 March and 03:35 on 4 March latency was normal.",
        "By 15:30 on 3 March latency was normal again.",
    ]);
    assert_wrong(&[
        ("Between 15:25 on 3 March and 03:30 on 4 March latency was normal.", "03:30"),
        ("Latency was abnormal between 14:30 and 15:35 on 3 March.", "15:35"),
        ("By 15:40 on 3 March latency was normal again.", "15:40"),
    ]);
}

#[test]
fn a_pace_is_that_of_the_speed_beside_it() {
    assert_of(
        &with_series(0, |series| series.unit = Some("km/h".to_owned())),
        &["Latency averaged 137.7 km/h (0:26/km)."],
        &["Latency averaged 137.7 km/h (0:36/km)."],
    );
}

#[test]
fn a_movement_is_judged_by_what_it_leads_to() {
    assert_true(&[
        "Latency was 100.9 ms on 2 March, then jumped to a new level near 176 ms.",
        "Requests fell bit by bit over some days, from 238.3 to a low of 108.",
    ]);
    assert_wrong(&[
        ("Latency was 100.9 ms on 2 March, then dropped to a new level near 176 ms.", "dropped"),
        ("Requests rose bit by bit over some days, from 238.3 to a low of 108.", "rose"),
    ]);
}

#[test]
fn what_goes_on_is_judged_by_what_lies_between_the_steps() {
    let steps_down = with_series(0, |series| {
        series.trend = None;
        series.change_points.iter_mut().for_each(|change| change.from = 190.0);
    });
    assert_of(
        &steps_down,
        &[
            "Latency stepped down by 14.25 ms at 03:40 on 4 March, then resumed its climb.",
            "Latency and errors rose together (correlation 0.81).",
        ],
        &["Latency stepped down by 14.25 ms at 03:40 on 4 March, then climbed."],
    );
    assert_wrong(&[("Requests resumed their decline.", "decline")]);
}

#[test]
fn not_every_word_of_movement_says_that_the_series_moves() {
    assert_true(&[
        "The errors fell far behind.",
        "The latency dip failed to appear.",
        "The errors had eased by 15:30 on 3 March.",
        "A second, smaller latency episode came at 14:55 on 3 March (527.7 ms against 118.3 expected).",
    ]);
    assert_wrong(&[
        ("The errors fell.", "fell"),
        ("The latency dip appeared.", "dip"),
        ("The errors had plunged at 14:45 on 3 March.", "plunged"),
    ]);
}

#[test]
fn what_never_changes_does_not_move() {
    let facts = with_series(2, |series| {
        "memory_limit_mb".clone_into(&mut series.name);
        series.character = Character::Constant;
        (series.trend, series.missing) = (None, 0);
        series.anomalies.clear();
        let summary = series.summary.as_mut().unwrap();
        (summary.min, summary.max, summary.mean, summary.median) = (480.0, 480.0, 480.0, 480.0);
        (summary.first, summary.last) = (480.0, 480.0);
    });
    assert_of(
        &facts,
        &[
            "memory_limit_mb never rose.",
            "memory_limit_mb neither rose nor fell.",
            "Under a memory_limit_mb of 480, latency rose.",
            "Latency rose, and so the memory limit of 480 came closer.",
            "The load rose towards memory_limit_mb.",
            "The load per memory_limit_mb grew.",
            "A lost memory_limit_mb is not the reason.",
            "memory_limit_mb stayed at 480 while the load grew.",
            "memory_limit_mb, 480, is up to date.",
            "If memory_limit_mb rose, latency would fall.",
            "With memory_limit_mb constant, only latency climbed.",
        ],
        &[
            "memory_limit_mb rose.",
            "memory_limit_mb dropped on 4 March.",
            "memory_limit_mb climbed to 480.",
            "Latency rose, and memory_limit_mb grew with it.",
            "memory_limit_mb jumped from 121.6 to 480.",
            "There was a rise in memory_limit_mb.",
        ],
    );
}

#[test]
fn an_amount_may_lead_to_an_end() {
    assert_true(&[
        "Latency gained 57.45 ms to 175.75 at 03:40 on 4 March.",
        "Latency rose 57.45 ms to 175.75 at 03:40 on 4 March.",
        "The step at 03:40 on the 4th cost us 57 ms of latency.",
        "The difference between the first and the last latency is 59.8 ms.",
        "The distance between best and worst latency is 427 ms.",
    ]);
    assert_wrong(&[
        ("Latency gained 75.45 ms to 175.75 at 03:40 on 4 March.", "75.45"),
        ("Latency gained 57.45 ms to 157.75 at 03:40 on 4 March.", "157.75"),
        ("Latency fell 57.45 ms to 175.75 at 03:40 on 4 March.", "fell"),
        ("The step at 03:40 on the 4th cost us 67 ms of latency.", "67"),
        ("The difference between the first and the last latency is 95.8 ms.", "95.8"),
        ("The distance between best and worst latency is 472 ms.", "472"),
    ]);
}

#[test]
fn clocks_are_told_in_many_ways() {
    assert_true(&[
        "The latency incident lasted from 2.30 to 3.25 pm on 3 March.",
        "At 2.55 in the afternoon of 3 March latency peaked.",
        "3/3, 14:55: latency 527.7 ms.",
        "Up to and including 03:35 on 4 March latency was at 118.3 ms.",
        "At 2.55 p.m. on 3 March latency peaked. At 8.20 a.m. on 2 March it was lowest.",
    ]);
    assert_wrong(&[
        ("The latency incident lasted from 1.30 to 3.25 pm on 3 March.", "1.30"),
        ("At 5.25 in the afternoon of 3 March latency peaked.", "5.25"),
        ("4/3, 14:55: latency 527.7 ms.", "4/3"),
        ("Up to and including 03:25 on 4 March latency was at 118.3 ms.", "03:25"),
    ]);
}

#[test]
fn what_was_unusual_comes_back() {
    assert_true(&[
        "Latency had come down from its peak by 15:25.",
        "Latency slid back to normal by 15:25.",
        "Latency retreated from 527.7 ms to normal within half an hour.",
        "Errors were 139 above normal at their peak.",
    ]);
    assert_wrong(&[
        ("Latency had plunged at 15:25 on 3 March.", "plunged"),
        ("Latency retreated from 100.9 ms to normal.", "retreated"),
        ("Errors were 193 above normal at their peak.", "193"),
    ]);
}

#[test]
fn a_value_may_be_passed_or_missed() {
    assert_true(&[
        "Latency crossed 500 ms on Tuesday.",
        "Latency fell short of 530 ms.",
        "Latency fell victim to a deployment.",
        "Latency shed nothing.",
    ]);
    assert_wrong(&[
        ("Latency crossed 600 ms on Tuesday.", "600"),
        ("Latency fell short of 610 ms.", "610"),
        ("Latency fell.", "fell"),
    ]);
}

#[test]
fn a_list_of_numbers_follows_a_list_of_what_they_are() {
    assert_true(&[
        "Latency min/mean/max 100.9/137.7/527.7.",
        "Latency p50/p95/p99: 121/181/254 ms.",
        "The minimum, mean and maximum of latency are 100.9, 137.7 and 527.7 ms.",
        "Every tenth reading of latency is above 178 ms.",
    ]);
    assert_wrong(&[
        ("Latency min/mean/max 100.9/121.3/527.7.", "121.3"),
        ("Latency p50/p95/p99: 121/254/181 ms.", "254"),
        ("Every tenth reading of latency is above 171 ms.", "171"),
    ]);
}

#[test]
fn days_are_the_ends_of_one_thing_or_of_what_lies_between_two() {
    let on_two_days = with_series(0, |latency| {
        let anomaly = latency.anomalies.first_mut().unwrap();
        anomaly.from.milliseconds -= 86_400_000;
    });
    assert_of(
        &on_two_days,
        &[
            "Latency was unusual from 2 March to 3 March.",
            "Latency was at one level from 2 March to 3 March, and at another from 4 March on.",
        ],
        &[
            "Latency was unusual from 2 March to 5 March.",
            "Latency was unusual from 1 March to 3 March.",
        ],
    );
}

#[test]
fn a_change_that_takes_its_time_may_be_told_with_its_ends_and_its_length() {
    let facts = with_series(0, |series| {
        let change = series.change_points.first_mut().unwrap();
        let at = |minutes: i64| Moment {
            milliseconds: change.at.milliseconds + minutes * 60_000,
            ..change.at
        };
        change.transition = Some(Stretch { from: at(-60), to: at(120) });
    });
    assert_of(
        &facts,
        &[
            "The level of latency rose from 118.3 ms to 175.75 ms between 02:40 and 05:40 on 4 March.",
            "Within three hours the level of latency rose from 118.3 ms to 175.75 ms.",
            "The level of latency rose from 118.3 ms to 175.75 ms at 03:40 on 4 March.",
        ],
        &[
            "The level of latency rose from 118.3 ms to 175.75 ms between 01:40 and 05:40 on 4 March.",
            "The level of latency rose from 118.3 ms to 175.75 ms between 02:40 and 06:40 on 4 March.",
            "The level of latency fell from 175.75 ms to 118.3 ms between 02:40 and 05:40 on 4 March.",
        ],
    );
}

#[test]
fn what_goes_back_after_a_change_may_be_told_with_its_time_and_its_level() {
    let facts = with_series(0, |series| {
        let change = series.change_points.first_mut().unwrap();
        let milliseconds = change.at.milliseconds + 8 * 3_600_000;
        let at = Moment { milliseconds, ..change.at };
        change.returned = Some(Return { at, level: 121.5 });
    });
    assert_of(
        &facts,
        &[
            "The level of latency rose from 118.3 ms to 175.75 ms at 03:40 on 4 March, and went back to 121.5 ms by 11:40 on 4 March.",
            "Latency fell back from 175.75 ms to 121.5 ms by 11:40 on 4 March.",
            "Latency fell after that, to 121.5 ms.",
            "The level of latency was back at 121.5 ms eight hours later, at 11:40 on 4 March.",
        ],
        &[
            "The level of latency rose from 118.3 ms to 175.75 ms at 03:40 on 4 March, and went back to 121.5 ms by 12:40 on 4 March.",
            "The level of latency rose from 118.3 ms to 175.75 ms at 03:40 on 4 March, and went back to 131.5 ms by 11:40 on 4 March.",
            "Latency rose from 175.75 ms to 121.5 ms by 11:40 on 4 March.",
            "The level of latency rose to 121.5 ms at 11:40 on 4 March.",
        ],
    );
}
