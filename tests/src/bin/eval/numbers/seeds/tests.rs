use std::collections::BTreeSet;

use metrics_narrator::series::facts::Facts;
use serde_json::{Value, json};

use super::{Draws, Kind, Known, Seed, Text, seeds};

/// Two days of latency and errors: latency goes up for good on 5 March at 14:00 and spikes on 4 March, errors spike at the same
/// time as the spike of the latency; the queue is always 7.
fn facts() -> Facts {
    let summary = |min: f64, max: f64, mean: f64, median: f64| {
        json!({
            "min": min, "min_at": "2026-03-04T03:10:00Z", "max": max, "max_at": "2026-03-04T09:20:00Z",
            "mean": mean, "standard_deviation": 17.31, "p25": median - 1.5, "median": median, "p75": median + 11.25,
            "p90": median + 22.5, "p95": median + 33.75, "p99": median + 61.5, "first": median - 0.7, "last": median + 12.6
        })
    };
    let series = |id: &str, name: &str, unit: Option<&str>, summary: Value| {
        json!({
            "id": id, "name": name, "unit": unit, "character": "varying", "count": 576, "missing": 0, "summary": summary,
            "trend": null, "seasonality": null, "change_points": [], "anomalies": []
        })
    };
    let anomaly = |id: &str, value: f64, expected: f64| {
        json!({
            "id": id, "from": "2026-03-04T09:05:00Z", "to": "2026-03-04T10:35:00Z", "seconds": 5400.0,
            "at": "2026-03-04T09:20:00Z", "value": value, "expected": expected, "deviations": 18.4
        })
    };
    let mut latency =
        series("s1", "api_latency_ms", Some("ms"), summary(81.25, 412.5, 133.46, 121.0));
    latency["change_points"] = json!([{"id": "s1.change_point_1", "at": "2026-03-05T14:00:00Z", "from": 118.2, "to": 164.9}]);
    latency["anomalies"] = json!([anomaly("s1.anomaly_1", 412.5, 119.7)]);
    let mut errors = series("s2", "errors", None, summary(0.0, 58.0, 3.27, 2.0));
    errors["anomalies"] = json!([anomaly("s2.anomaly_1", 58.0, 2.0)]);
    let queue = series("s3", "queue_depth", None, summary(0.0, 933.0, 246.8, 233.0));
    serde_json::from_value(json!({
        "table": {
            "rows": 576, "from": "2026-03-04T00:00:00Z", "to": "2026-03-05T23:55:00Z", "step_seconds": 300.0,
            "timestamp_column": "time", "bucket_seconds": null, "gaps": 0, "longest_gap_seconds": 0.0, "out_of_order": 0,
            "duplicate_times": 0, "skipped": {"rows": 0, "first": []}, "unread": {"cells": 0, "first": []}
        },
        "series": [latency, errors, queue],
        "correlations": [{"id": "correlation_1", "series": ["api_latency_ms", "errors"], "coefficient": 0.874}],
        "coincidences": []
    }))
    .unwrap()
}

/// What stands in the place of what, of all errors of a kind.
fn changes(text: &str, kind: Kind) -> BTreeSet<(String, String)> {
    let facts = facts();
    let known = Known::new(&facts);
    let text = Text::new(text, &known);
    let mut draws = Draws::new(1);
    // Of the digits of a number one is drawn, of all else everything is listed.
    let times = if kind == Kind::Digit { 300 } else { 1 };
    (0..times)
        .flat_map(|_| super::changes(kind, &known, &text, &mut draws))
        .filter_map(|change| change.seed(kind, text.whole))
        .map(|seed| (seed.was, seed.is))
        .collect()
}

fn has(text: &str, kind: Kind, was: &str, is: &str) -> bool {
    changes(text, kind).contains(&(was.to_owned(), is.to_owned()))
}

const RICH: &str = "On 4 March at 09:20 UTC api_latency_ms peaked at 412.5 ms, 18.4 deviations above the expected 119.7 ms. \
    The average of errors is 3.27, and the two are positively correlated (r = 0.874).\n\n\
    - api latency rose from 118.2 to 164.9 ms on 5 March at 14:00, an increase of 39.5 %.";

#[test]
fn a_text_that_allows_every_kind_gets_every_kind() {
    let kinds: BTreeSet<Kind> = seeds(&facts(), RICH, 1).iter().map(|seed| seed.kind).collect();
    assert_eq!(kinds, BTreeSet::from(Kind::ALL));
}

#[test]
fn exactly_the_place_of_the_error_differs() {
    for number in 0..10 {
        for seed in seeds(&facts(), RICH, number) {
            assert_eq!(&seed.text[seed.place.clone()], seed.is);
            let mut text = seed.text.clone();
            text.replace_range(seed.place.clone(), &seed.was);
            assert_eq!(text, RICH, "{seed:?}");
            assert_ne!(seed.was, seed.is);
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_errors_and_another_one_others() {
    assert_eq!(seeds(&facts(), RICH, 7), seeds(&facts(), RICH, 7));
    assert_ne!(seeds(&facts(), RICH, 7), seeds(&facts(), RICH, 8));
}

#[test]
fn no_place_has_two_errors_of_a_kind_from_one_seed() {
    for number in 0..10 {
        let seeds = seeds(&facts(), RICH, number);
        for kind in Kind::ALL {
            let of_kind: Vec<&Seed> = seeds.iter().filter(|seed| seed.kind == kind).collect();
            let places: BTreeSet<usize> = of_kind.iter().map(|seed| seed.place.start).collect();
            assert_eq!(places.len(), of_kind.len(), "{kind:?}");
        }
    }
}

#[test]
fn a_digit_that_rounds_or_cuts_off_to_the_fact_is_left_out() {
    let text = "The mean of api_latency_ms is 133.5 ms.";
    assert!(has(text, Kind::Digit, "133.5", "133.9"));
    assert!(has(text, Kind::Digit, "133.5", "183.5"));
    // 133.46 cut off after a digit.
    assert!(!has(text, Kind::Digit, "133.5", "133.4"));
}

#[test]
fn a_number_that_no_word_ties_to_a_fact_may_be_any_fact_of_its_series() {
    // The median is 121, and "stood at" says nothing that 121 would contradict.
    let text = "In the afternoon api_latency_ms stood at 165 ms.";
    assert!(
        !changes(text, Kind::Digit).iter().any(|(_, is)| is == "155"),
        "p90 is 143.5, p95 154.75"
    );
    assert!(has(text, Kind::Digit, "165", "765"));
    assert!(changes(text, Kind::OtherFact).is_empty());
}

#[test]
fn a_number_that_is_about_something_is_not_exact() {
    let text = "The mean of api_latency_ms is about 130 ms.";
    assert!(!has(text, Kind::Digit, "130", "140"));
    assert!(has(text, Kind::Digit, "130", "330"));
}

#[test]
fn a_bound_that_still_holds_is_left_out() {
    let text = "All the time api_latency_ms was never more than 413 ms.";
    assert!(!has(text, Kind::Digit, "413", "913"));
    assert!(has(text, Kind::Digit, "413", "213"));
    assert!(changes("The p95 of api_latency_ms is within 154.75 ms.", Kind::Unit).is_empty());
}

#[test]
fn another_fact_of_the_series_is_written_with_the_same_precision() {
    let text = "The mean of api_latency_ms is 133.5 ms.";
    assert!(has(text, Kind::OtherFact, "133.5", "412.5"));
    assert!(has(text, Kind::OtherFact, "133.5", "81.2"));
    assert!(!changes(text, Kind::OtherFact).iter().any(|(_, is)| is == "246.8" || is == "3.3"));
    // An average of 118.2 may be said of the time before the change.
    assert!(!has(text, Kind::OtherFact, "133.5", "118.2"));
}

#[test]
fn the_same_fact_of_another_series_takes_its_place_unless_it_is_the_same_number() {
    assert!(has("The mean of api_latency_ms is 133.5 ms.", Kind::OtherSeries, "133.5", "246.8"));
    // Errors and the queue both have a minimum of 0.
    let text = "The minimum of queue_depth is 0.";
    assert_eq!(
        changes(text, Kind::OtherSeries),
        BTreeSet::from([("0".to_owned(), "81".to_owned())])
    );
}

#[test]
fn units_are_swapped_and_percentages_become_differences() {
    assert!(has(RICH, Kind::Unit, "412.5 ms", "412.5 s"));
    assert!(has(RICH, Kind::Unit, "39.5 %", "39.5 ms"));
}

#[test]
fn no_unit_makes_zero_false() {
    let text = "The longest gap is 0 minutes, and the rows are 5 minutes apart.";
    // Nor five hours: so much lies between some times of the facts.
    let expected = BTreeSet::from([("5 minutes".to_owned(), "5 seconds".to_owned())]);
    assert_eq!(changes(text, Kind::Unit), expected);
}

#[test]
fn a_direction_is_turned_round_with_its_inflection_and_article() {
    assert!(has(RICH, Kind::Direction, "rose", "fell"));
    assert!(has(RICH, Kind::Direction, "an increase", "a decrease"));
    assert!(has(RICH, Kind::Direction, "above", "below"));
    assert!(has(RICH, Kind::Direction, "positively", "negatively"));
    assert!(has(RICH, Kind::Direction, "peaked", "bottomed out"));
}

#[test]
fn a_direction_without_evidence_is_left_out() {
    for text in [
        // Nothing is known of a movement of the queue.
        "The queue_depth rose in the evening.",
        // Denied.
        "There was no increase of api_latency_ms on 5 March.",
        // The way back of a spike.
        "On 4 March errors went back up after the deployment.",
        // What is highest is not said.
        "The highest load was seen in the evening.",
    ] {
        assert!(changes(text, Kind::Direction).is_empty(), "{text}");
    }
}

#[test]
fn a_direction_at_a_time_is_that_of_the_event_at_that_time() {
    let facts = facts();
    let text = "On 5 March api_latency_ms jumped.";
    let found = seeds(&facts, text, 1);
    assert!(
        found.iter().any(|seed| seed.kind == Kind::Direction && seed.is == "dropped"),
        "{found:?}"
    );

    // With a dip on 4 March only the time tells which way it went.
    let mut facts = facts;
    facts.series[0].anomalies[0].value = 30.5;
    let is_turned = |text| seeds(&facts, text, 1).iter().any(|seed| seed.kind == Kind::Direction);
    assert!(is_turned(text));
    assert!(!is_turned("In these two days api_latency_ms jumped."));
}

#[test]
fn a_name_is_swapped_in_the_spelling_of_the_text() {
    let text = "Api latency had a mean of 133.46 ms.";
    assert!(has(text, Kind::Name, "Api latency", "Queue depth"));
    assert!(has(text, Kind::Name, "Api latency", "Errors"));
    let text = "`api_latency_ms` had a mean of 133.46 ms.";
    assert!(has(text, Kind::Name, "api_latency_ms", "queue_depth"));
}

#[test]
fn a_name_in_a_sentence_that_is_true_of_the_other_series_is_left_out() {
    assert!(
        changes("The minimum of queue_depth is 0.", Kind::Name)
            .iter()
            .all(|(_, is)| is != "errors")
    );
    // Both are above the expected value by 18.4 deviations from 09:05 on.
    let text = "At 09:05 on 4 March errors went 18.4 deviations above the expected value.";
    assert!(changes(text, Kind::Name).iter().all(|(_, is)| is != "api_latency_ms"));
    assert!(changes("The team watches errors closely.", Kind::Name).is_empty());
    // Neither is a word that is no name here.
    assert!(changes("In all, 58.00 calls were errors.", Kind::Name).is_empty());
}

#[test]
fn times_are_moved_by_an_hour_or_a_day() {
    let text = "The level of api_latency_ms changed on 5 March at 14:00.";
    let changes = changes(text, Kind::Time);
    assert!(changes.contains(&("5 March at 14:00".to_owned(), "5 March at 15:00".to_owned())));
    assert!(changes.contains(&("5 March at 14:00".to_owned(), "6 March at 14:00".to_owned())));
    let text = "The level of api_latency_ms changed at 2026-03-05T14:00:00Z.";
    assert!(has(text, Kind::Time, "2026-03-05T14:00:00Z", "2026-03-05T13:00:00Z"));
    assert!(has("The level of api_latency_ms changed on the 5th.", Kind::Time, "5th", "6th"));
    assert!(has("The level of api_latency_ms changed at 2 pm.", Kind::Time, "2 pm", "3 pm"));
    assert!(has(
        "The level of api_latency_ms changed on Thursday.",
        Kind::Time,
        "Thursday",
        "Friday"
    ));
}

#[test]
fn a_time_of_another_event_or_within_one_is_left_out() {
    // 09:20 moved to 10:20 is still within the anomaly.
    let text = "On 4 March at 09:20 errors were far from normal.";
    assert!(!has(text, Kind::Time, "4 March at 09:20", "4 March at 10:20"));
    assert!(has(text, Kind::Time, "4 March at 09:20", "4 March at 08:20"));
    // The table ends on 5 March.
    assert!(!has("The spike was on 4 March.", Kind::Time, "4 March", "5 March"));
    for text in [
        "Since 5 March api_latency_ms is at 164.9 ms.",
        "By 14:00 on 5 March api_latency_ms had changed.",
        "In the week of 5 March api_latency_ms changed.",
        "Around 14:00 api_latency_ms changed.",
    ] {
        assert!(changes(text, Kind::Time).is_empty(), "{text}");
    }
}

#[test]
fn a_digit_of_a_time_keeps_it_a_time() {
    for (_, is) in changes("The level of api_latency_ms changed at 14:00.", Kind::Digit) {
        let (hour, minute) = is.split_once(':').unwrap();
        assert!(hour.parse::<u32>().unwrap() < 24 && minute.parse::<u32>().unwrap() < 60, "{is}");
    }
}

#[test]
fn names_ids_labels_and_marks_of_lists_are_no_claims() {
    let text = "1. The p95 of api_latency_ms [s576.p95] was 154.75 ms, see line 576.\n576) The p576 is no 576th.";
    let changed: BTreeSet<String> =
        changes(text, Kind::Digit).into_iter().map(|(was, _)| was).collect();
    assert_eq!(changed, BTreeSet::from(["154.75".to_owned()]));
}

#[test]
fn numbers_in_words_thousands_and_two_units_are_numbers() {
    assert!(has("The anomaly of errors lasted 1 h 30 min.", Kind::Digit, "30", "50"));
    assert!(has(
        "The anomaly of api_latency_ms lasted one and a half hours.",
        Kind::Unit,
        "one and a half hours",
        "one and a half minutes"
    ));
    assert!(has("The table has three series.", Kind::Digit, "three", "five"));
}

#[test]
fn an_empty_text_and_facts_without_series_give_nothing() {
    let mut facts = facts();
    assert!(seeds(&facts, "", 1).is_empty());
    facts.series.clear();
    facts.correlations.clear();
    assert!(seeds(&facts, "It rose to 44.1 ms on Friday.", 1).is_empty());
}

#[test]
fn extreme_values_and_times_are_no_trouble() {
    let mut facts = facts();
    for series in &mut facts.series {
        let summary = series.summary.as_mut().unwrap();
        (summary.min, summary.max, summary.mean) = (-1e308, 1e308, f64::NAN);
        (summary.first, summary.last) = (1e-320, f64::INFINITY);
        summary.max_at.milliseconds = i64::MAX;
        summary.min_at.milliseconds = i64::MIN;
    }
    seeds(&facts, RICH, 1);
    seeds(
        &facts,
        "api_latency_ms: 99999999999999999999999999999999999999 ms, 0.000000000000000000001 %, −0 on 31.02.9999",
        1,
    );
}
