//! Wrong statements that read like true ones: another time, another rate, the other side of a change.

use super::{assert_true, assert_wrong};

#[test]
fn a_time_is_that_of_the_number_it_is_told_with() {
    assert_true(&[
        "Latency hit its minimum of 100.9 ms at 08:20 on 2 March.",
        "Between 14:30 and 15:25 on 3 March latency reached its maximum of 527.7 ms.",
        "Latency fell to a minimum of 100.9 ms on 2 March and peaked at 527.7 ms on 3 March at 14:55.",
    ]);
    assert_wrong(&[
        ("Latency hit its minimum of 100.9 ms at 14:55.", "100.9"),
        ("At 14:55 on 3 March latency reached a minimum of 100.9 ms.", "100.9"),
        ("Latency peaked on 2 March at 08:20, at 527.7 ms.", "527.7"),
        ("Latency rose from 118.3 ms to 175.75 ms at 14:55 on 3 March.", "175.75"),
    ]);
}

#[test]
fn a_slope_is_told_for_its_time() {
    assert_true(&[
        "Latency rises by 0.99 ms per hour.",
        "Latency rises by 24 ms per day.",
        "The trend of latency is 0.99 ms.",
    ]);
    assert_wrong(&[
        ("Latency rises by 0.99 ms per day.", "0.99"),
        ("Latency trends up by 0.99 ms per minute.", "0.99"),
        ("The trend of latency is 0.99 ms per week.", "0.99"),
    ]);
}

#[test]
fn a_rate_is_told_for_the_time_of_its_header() {
    let facts = &mut super::facts();
    if let Some(series) = facts.series.get_mut(1) {
        series.unit = Some("/s".to_owned());
    }
    let is_refused = |text: &str| !super::problems(text, &[], facts).is_empty();
    assert!(!is_refused("Requests peaked at 371.3 per second."));
    assert!(!is_refused("Requests averaged 14,412 per minute."));
    assert!(is_refused("Requests peaked at 371.3 per minute."));
    assert!(is_refused("Requests averaged 240.2 a day."));
    assert!(is_refused("Requests averaged 240.2/min."));
}

#[test]
fn series_go_together_as_their_coefficient_says() {
    assert_true(&[
        "Latency and errors moved together.",
        "Latency and requests moved in opposite directions.",
        "Latency rose whenever errors rose.",
        "Latency fell whenever requests rose.",
        "The higher the requests, the lower the latency.",
    ]);
    assert_wrong(&[
        ("Latency and errors moved in opposite directions.", "opposite"),
        ("Latency and errors went opposite ways.", "opposite"),
        ("Latency and requests moved together.", "together"),
        ("Latency and requests rise and fall together.", "together"),
        ("Latency fell whenever errors rose.", "fell"),
        ("When requests rise, latency rises.", "rise"),
    ]);
}

#[test]
fn a_level_is_told_for_its_side_of_the_change() {
    assert_true(&[
        "The level of latency is 175.75 ms since 03:40 on 4 March.",
        "Until 03:40 on 4 March the level of latency was 118.3 ms.",
        "Since 03:40 on 4 March latency is at 175.75 ms, before it was at 118.3 ms.",
        "Latency shifted at 03:40 on 4 March to 175.75 ms, after it had been at 118.3 ms.",
    ]);
    assert_wrong(&[
        ("The level of latency is 118.3 ms since 03:40 on 4 March.", "118.3"),
        ("Until 03:40 on 4 March the level of latency was 175.75 ms.", "175.75"),
        ("After 03:40 on 4 March latency settled at 118.3 ms.", "118.3"),
        ("Latency came back to 118.3 ms at 03:40 on 4 March.", "118.3"),
    ]);
}

#[test]
fn a_series_settles_at_the_level_after_its_change() {
    let facts = &mut super::facts();
    let changes = facts.series.first_mut().map(|series| &mut series.change_points);
    if let Some(change) = changes.and_then(|changes| changes.first_mut()) {
        change.from = 113.7;
    }
    assert!(super::problems("Latency settled at 175.75 ms.", &[], facts).is_empty());
    assert!(!super::problems("Latency settled at 113.7 ms.", &[], facts).is_empty());
}

#[test]
fn digits_of_any_script_are_read() {
    assert_true(&[
        "Latency peaked at ５２７.７ ms.",
        "Latency peaked at ٥٢٧٫٧ ms.",
        "Errors peaked at １４０.",
        "Latency in m² is nonsense.",
    ]);
    assert_wrong(&[
        ("The minimum of latency was ½ ms.", "½"),
        ("The minimum of latency was 3½ ms.", "3½"),
        ("Latency rose by ¾.", "¾"),
        ("Latency peaked at ５.９ ms.", "５.９"),
        ("Latency peaked at ٤.٨ ms.", "٤.٨"),
        ("Latency peaked at 5² ms.", "5²"),
        ("Latency peaked at Ⅴ ms.", "Ⅴ"),
        ("Latency peaked at 五 ms.", "五"),
        ("Latency peaked at 0x05 ms.", "0x05"),
    ]);
}

#[test]
fn a_percentage_follows_from_the_numbers_beside_it() {
    assert_true(&[
        "Latency rose from 118.3 ms to 175.75 ms, by 49 %.",
        "Latency rose from 118.3 ms to 175.75 ms, a rise of 48.6 %.",
    ]);
    assert_wrong(&[
        ("Latency rose from 118.3 ms to 175.75 ms, by 62 %.", "62"),
        ("Latency rose from 118.3 ms to 175.75 ms (+40 %).", "40"),
        ("Latency rose thirtyfold.", "thirtyfold"),
    ]);
}

#[test]
fn what_is_absent_and_how_often_something_repeats_is_checked() {
    assert_true(&[
        "No values of latency are missing.",
        "No other values are missing.",
        "Requests have a daily season.",
        "Requests repeat every day.",
        "Latency was unusual for 55 minutes.",
    ]);
    assert_wrong(&[
        ("No values of errors are missing.", "missing"),
        ("No values are missing.", "missing"),
        ("Errors have no missing values.", "missing"),
        ("Latency stood at 527.7 ms for 50 minutes.", "50"),
        ("There are three gaps.", "three"),
        ("Requests repeat every hour.", "repeat"),
        ("Requests have an hourly season.", "season"),
        ("Requests follow a weekly cycle.", "cycle"),
    ]);
}

#[test]
fn what_a_series_never_fell_below_bounds_it() {
    assert_true(&[
        "Latency never fell below 100 ms.",
        "Latency never exceeded 530 ms.",
        "Latency never exceeded 528 ms.",
        "Requests had an interval of 24h00m.",
    ]);
    assert_wrong(&[
        ("Latency never fell below 105 ms.", "105"),
        ("Latency never exceeded 520 ms.", "520"),
    ]);
}

#[test]
fn a_direction_is_refused_with_what_the_facts_show() {
    let problems = super::problems("Latency fell at 03:40 on 4 March.", &[], &super::facts());
    let message = problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
    assert!(message.contains("changed from 118.3 to 175.75 at 2026-03-04T03:40:00"), "{message}");
}
