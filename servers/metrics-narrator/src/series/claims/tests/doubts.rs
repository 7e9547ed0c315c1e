//! What passes although no rule knows its words, and what is refused nevertheless.

use super::{assert_true, assert_wrong};

#[test]
fn a_fact_of_its_series_passes_unless_a_word_beside_it_denies_it() {
    assert_true(&[
        "Latency: 121.6 ms when the log opens, 181.4 by the time it closes.",
        "Latency was better than the 118.3 ms that people had got used to.",
    ]);
    assert_wrong(&[
        ("Latency: 131.6 ms when the log opens.", "131.6"),
        ("The median latency, 137.7 ms, is fine.", "137.7"),
        ("Latency was 181.4 ms on average.", "181.4"),
    ]);
}

#[test]
fn small_numbers_without_a_unit_may_count_anything() {
    assert_true(&[
        "Ticket queue: 77 on the board.",
        "week 4, day 2: nothing new.",
        "Rows: 864.",
        "In 2026 latency peaked at 527.7 ms.",
        "If nothing were done, latency would have been 900 ms.",
    ]);
    assert_wrong(&[
        ("Latency fell to 14.", "14"),
        ("Rows: 846.", "846"),
        ("Latency averaged 14.", "14"),
    ]);
}

#[test]
fn what_follows_from_numbers_beside_it_needs_no_word_for_it() {
    assert_true(&[
        "Latency: 118.3 ms, then 175.75 ms, 49 %.",
        "Latency was at 118.3 ms and is at 175.75 ms, which makes it 1.5 times.",
    ]);
    assert_wrong(&[("Latency: 118.3 ms, then 175.75 ms, which adds up to 97.45 ms.", "97.45")]);
}

#[test]
fn a_movement_that_is_named_nowhere_near_is_left_alone() {
    assert_true(&["Latency is one thing. The decline of traffic is another."]);
    assert_wrong(&[("Over the three days latency fell.", "fell")]);
}
