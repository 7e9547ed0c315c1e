//! What a problem tells the model that wrote the text: the facts that it needs to mend it, and no others.

use super::{facts, problems};

/// What is wrong with a text, problem by problem.
fn messages(text: &str) -> Vec<String> {
    problems(text, &[], &facts()).into_iter().map(|problem| problem.message).collect()
}

/// A problem of the text holds the first words, and none the others.
#[track_caller]
fn assert_tells(text: &str, told: &str, others: &[&str]) {
    let messages = messages(text);
    assert!(messages.iter().any(|message| message.contains(told)), "{text}: {messages:?}");
    for other in others {
        assert!(!messages.iter().any(|message| message.contains(other)), "{text}: {messages:?}");
    }
}

#[test]
fn the_right_one_of_two_numbers_is_not_called_wrong() {
    assert_tells(
        "Latency rose from 118.3 ms to 178.95 ms.",
        "“118.3 ms” and “178.95 ms” are no facts of latency_ms that belong together: the level of latency_ms changed \
         from 118.3 to 175.75",
        &["bears out “118.3 ms”"],
    );
    assert_tells(
        "Latency rose from 118.3 ms to 178.95 ms.",
        "bears out “178.95 ms”: the level of latency_ms changed from 118.3 to 175.75",
        &[],
    );
    assert_tells(
        "Requests ranged from 108 to 381.3.",
        "bears out “381.3”: the maximum of requests is 371.3",
        &["bears out “108”"],
    );
}

#[test]
fn a_coefficient_is_answered_with_that_of_its_pair() {
    assert_tells(
        "Latency and errors are correlated (r = 0.91).",
        "“0.91”: the coefficient of latency_ms and errors is 0.8139.",
        &["requests", "percentile"],
    );
}

#[test]
fn a_length_of_time_is_answered_with_one_of_its_series() {
    assert_tells(
        "Requests repeat every 12 hours.",
        "“12 hours”: the period of requests is 24 hours",
        &[],
    );
    assert_tells(
        "The anomaly in errors lasted 2 hours.",
        "“2 hours”: errors was unusual for 1 hour",
        &[],
    );
}

#[test]
fn a_time_is_answered_with_what_happened_when_each_once() {
    assert_tells(
        "Latency peaked at 14:50 on 3 March.",
        "“14:50 on 3 March”; the facts have the maximum at 2026-03-03T14:55:00Z, an anomaly from \
         2026-03-03T14:30:00Z to 2026-03-03T15:25:00Z",
        &["2026-03-04"],
    );
    let [message] = messages("Errors were 140 at 14:55 on 3 March.").try_into().unwrap();
    assert_eq!(message.matches("the maximum at 2026-03-03T14:45:00Z").count(), 1, "{message}");
}

#[test]
fn what_no_time_is_told_of_is_answered_with_the_nearest_facts() {
    assert_tells(
        "Latency was 528.9 ms where 118.3 ms was expected.",
        "at 2026-03-03T14:55:00Z latency_ms was 527.7 where 118.3 was expected",
        &["range"],
    );
    assert_tells("Requests fell to 0.", "the minimum of requests is 108", &["errors"]);
}

#[test]
fn a_movement_at_a_time_is_answered_with_what_happened_then() {
    assert_tells(
        "Latency dropped on 4 March.",
        "the level of latency_ms changed from 118.3 to 175.75",
        &["527.7"],
    );
}
