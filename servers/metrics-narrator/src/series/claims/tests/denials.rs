//! What is denied: anomalies, changes, trends and rhythms, of all of the table or of a part of it.

use super::{assert_true, assert_wrong, assert_wrong_of, facts};

#[test]
fn findings_that_are_denied_are_absent() {
    assert_true(&[
        "There are no anomalies in requests.",
        "Requests show no change of level.",
        "Errors have no season.",
        "Requests have no weekly rhythm.",
        "Latency shows no other anomalies.",
        "On 2 March there were no anomalies in latency.",
        "There was nothing unusual until 3 March.",
        "Errors follow no trend.",
    ]);
    assert_wrong(&[
        ("There are no anomalies in latency_ms.", "anomalies"),
        ("There were no anomalies.", "anomalies"),
        ("Nothing unusual happened.", "unusual"),
        ("Latency_ms shows no change of level.", "change"),
        ("latency_ms has no trend.", "no trend"),
        ("requests show no season.", "season"),
        ("requests have no daily rhythm.", "rhythm"),
        ("errors repeat every day.", "repeat"),
    ]);
}

#[test]
fn what_no_series_shows_is_absent_from_all_of_them() {
    assert_true(&[
        "No other series shows anything unusual.",
        "Apart from latency and errors no series shows anything unusual.",
        "No series shows anything unusual on 2 March.",
        "None of these series shows anything unusual.",
        "Two of the three series are free of anomalies.",
        "Requests are free of anomalies and did not show anything unusual.",
        "Latency did not pass without anomalies.",
        "Nothing out of the ordinary happened before that.",
        "There was no day without anomalies.",
        "Requests repeat every day. Neither series of the two that matter shows anomalies.",
    ]);
    assert_wrong(&[
        ("No series shows anything unusual.", "unusual"),
        ("None of the series shows an anomaly.", "anomaly"),
        ("Requests repeat every day. No series shows anything unusual.", "unusual"),
        ("All three series are free of anomalies.", "anomalies"),
        ("Nothing out of the ordinary happened.", "ordinary"),
        ("latency_ms did not show anything unusual.", "unusual"),
        ("There isn't a single anomaly.", "anomaly"),
        ("Nothing odd was found.", "odd"),
    ]);
}

#[test]
fn what_is_denied_for_as_long_as_the_table_is_denied_of_all_of_it() {
    assert_true(&[
        "The day passed without anomalies.",
        "Requests repeat every day. The first day passed without anomalies.",
    ]);
    assert_wrong(&[
        ("The three days passed without anomalies.", "anomalies"),
        ("Requests repeat every day. Over the three days there were no anomalies.", "anomalies"),
    ]);
    let mut facts = facts();
    facts.table.from.milliseconds += 86_400_000;
    facts.table.to.milliseconds -= 86_400_000;
    assert_wrong_of(
        &facts,
        &[
            ("The day passed without anomalies.", "anomalies"),
            ("Nothing unusual happened all day.", "unusual"),
        ],
    );
}

#[test]
fn what_is_denied_for_a_time_is_absent_then() {
    assert_true(&[
        "On 2 March there were no anomalies in latency_ms.",
        "At 08:20 on 2 March nothing unusual happened.",
        "On 4 March at 03:40 latency_ms shows no anomaly.",
    ]);
    assert_wrong(&[
        ("On 3 March there were no anomalies in latency_ms.", "anomalies"),
        ("At 14:55 on 3 March nothing unusual happened.", "unusual"),
        ("latency_ms shows no change of level on 4 March.", "change"),
    ]);
}

#[test]
fn what_a_sentence_without_a_name_denies_is_denied_of_the_series_before_it() {
    assert_true(&[
        "Requests repeat every day. There are no anomalies.",
        "Latency was quiet on 2 March. There were no anomalies.",
        "The first day was quiet for latency. There were no anomalies.",
        "Latency peaked once, for 55 minutes. There were no further anomalies.",
    ]);
    assert_wrong(&[
        ("latency_ms averaged 137.7 ms. There were no anomalies.", "anomalies"),
        ("Latency peaked on 3 March at 14:55. There were no anomalies.", "anomalies"),
        ("latency_ms averaged 137.7 ms. It shows no change of level.", "change"),
    ]);
}

#[test]
fn series_that_are_called_unrelated_have_no_correlation() {
    assert_true(&[
        "Requests and errors are unrelated.",
        "Requests and errors show no correlation.",
        "Latency and requests move independently.",
        "Latency and errors are not unrelated.",
        "Latency is unrelated to the time of day.",
        "The peaks of latency and errors are unrelated.",
        "On 2 March latency and errors were unrelated.",
        "No other correlations were found.",
        "Two unrelated teams watched latency and errors.",
        "Are latency and errors unrelated?",
        "The facts list no correlation between requests and errors.",
    ]);
    assert_wrong(&[
        ("Latency and errors are unrelated.", "unrelated"),
        ("Latency and errors show no correlation.", "correlation"),
        ("Latency and errors are not correlated.", "correlated"),
        ("Latency and errors move independently.", "independently"),
        ("Latency varies independently of errors.", "independently"),
        ("There is no link between latency and errors.", "no link"),
        ("The facts list no correlation between latency_ms and errors.", "correlation"),
        ("No correlation is listed for errors.", "correlation"),
        ("No correlations were found.", "correlations"),
    ]);
}
