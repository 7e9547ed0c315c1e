//! What is said of a series that stands still for a while.

use super::{assert_of, with_series};
use crate::series::facts::{Facts, FlatLine};

/// The service's latency, which stands still for seven hours.
fn stuck() -> Facts {
    with_series(0, |latency| {
        latency.flat_lines.push(FlatLine {
            id: "s1.flat_line_1".to_owned(),
            from: "2026-03-02T02:00:00Z".parse().unwrap(),
            to: "2026-03-02T08:55:00Z".parse().unwrap(),
            seconds: 7.0 * 3_600.0,
            value: 118.4,
        });
    })
}

#[test]
fn a_flat_line_has_a_value_a_length_and_two_ends() {
    assert_of(
        &stuck(),
        &[
            "Latency stood still at 118.4 ms for 7 hours, from 02:00 to 08:55 UTC on 2 March.",
            "latency_ms was stuck at 118.4 ms for 7 hours on 2 March.",
            "Latency did not move at all for 7 hours: it stayed at exactly 118.4 ms from 02:00 to 08:55 on 2 March.",
            "Latency flatlined at 118.4 ms on 2 March.",
            "Latency froze at 118.4 ms at 02:00 on 2 March and moved again after 08:55.",
            "For 7 hours on 2 March, latency held constant at 118.4 ms.",
            "A flat line of latency at 118.4 ms lasted 7 hours, from 02:00 to 08:55 on 2 March.",
            "On 2 March, latency was frozen at 118.4 ms between 02:00 and 08:55.",
        ],
        &[
            "Latency stood still at 118.4 ms for 9 hours on 2 March.",
            "Latency was stuck at 121.9 ms from 02:00 to 08:55 on 2 March.",
            "Latency stood still at 118.4 ms from 05:10 to 08:55 on 2 March.",
            "Requests stood still at 118.4 from 02:00 to 08:55 on 2 March.",
        ],
    );
}

#[test]
fn what_stands_still_is_unusual() {
    let mut facts = stuck();
    facts.series[0].anomalies.clear();
    assert_of(
        &facts,
        &["One thing is unusual in latency: it stood still for 7 hours on 2 March."],
        &["Nothing is unusual in latency.", "Latency shows no anomalies."],
    );
}
