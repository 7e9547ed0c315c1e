//! What is refused and what is not, on a small table in which every fact is known.

use crate::series::facts::{Facts, Series};

use super::{Problem, Question};

mod answers;
mod arithmetic;
mod conversions;
mod denials;
mod doubts;
mod flat_lines;
mod messages;
mod owners;
mod reports;
mod roles_and_times;
mod seasons;
mod small_numbers;
mod strangers;
mod voices;

/// Three days of a service: latency with an anomaly and a change, requests with a rhythm, errors that follow latency.
fn facts() -> Facts {
    serde_json::from_str(include_str!("tests/service.json")).unwrap()
}

/// The service's facts with something changed in the series at a place.
fn with_series(place: usize, change: impl FnOnce(&mut Series)) -> Facts {
    let mut facts = facts();
    change(facts.series.get_mut(place).unwrap());
    facts
}

/// The service's facts with other names and units for its series from a place on.
fn renamed(place: usize, names: &[(&str, Option<&str>)]) -> Facts {
    let mut facts = facts();
    for (place, (name, unit)) in (place..).zip(names) {
        let series = facts.series.get_mut(place).unwrap();
        (series.name, series.unit) = ((*name).to_owned(), unit.map(str::to_owned));
    }
    facts
}

/// What is wrong with a text that answers no question.
fn problems(text: &str, about: &[&str], facts: &Facts) -> Vec<Problem> {
    super::problems(text, about, &Question::of("", facts), facts)
}

/// The words of a text that are refused.
fn refused(text: &str, facts: &Facts) -> Vec<String> {
    let problems = problems(text, &[], facts).into_iter();
    problems.map(|problem| text[problem.range].to_owned()).collect()
}

#[track_caller]
fn assert_true(texts: &[&str]) {
    assert_true_of(&facts(), texts);
}

#[track_caller]
fn assert_true_of(facts: &Facts, texts: &[&str]) {
    for text in texts {
        assert_eq!(refused(text, facts), [""; 0], "{text}");
    }
}

/// Each text is refused for words that hold those beside it.
#[track_caller]
fn assert_wrong(cases: &[(&str, &str)]) {
    assert_wrong_of(&facts(), cases);
}

#[track_caller]
fn assert_wrong_of(facts: &Facts, cases: &[(&str, &str)]) {
    for (text, wrong) in cases {
        let refused = refused(text, facts);
        assert!(refused.iter().any(|words| words.contains(wrong)), "{text}: {refused:?}");
    }
}

/// None of the right texts is refused, and each of the wrong ones is, whatever words of it are to blame.
#[track_caller]
fn assert_of(facts: &Facts, right: &[&str], wrong: &[&str]) {
    assert_true_of(facts, right);
    for text in wrong {
        assert_ne!(refused(text, facts), [""; 0], "{text}");
    }
}

#[test]
fn a_number_is_the_statistic_that_the_sentence_names() {
    assert_true(&[
        "latency_ms averaged 137.7 ms and peaked at 527.7 ms.",
        "Median latency is 121.25 ms, the 95th percentile 181.4 ms.",
        "In 95 % of the readings latency stayed below 181.4 ms.",
        "Latency: mean 137.7, median 121.25, max 527.7 ms.",
    ]);
    assert_wrong(&[
        ("latency_ms averaged 527.7 ms.", "527.7"),
        ("Median latency is 137.7 ms.", "137.7"),
        ("Latency: mean 137.7, median 181.4, max 527.7 ms.", "181.4"),
        ("In 95 % of the readings latency stayed below 254.2 ms.", "254.2"),
    ]);
}

#[test]
fn a_number_is_of_the_series_that_is_named() {
    assert_true(&[
        "latency_ms peaked at 527.7 ms, and errors at 140.",
        "Requests averaged 240.2 per second. They peaked at 371.3.",
        "There were 140 errors at the peak.",
        "Latency is fine. The visitors per second topped out at 371.3.",
    ]);
    assert_wrong(&[
        ("latency_ms peaked at 140 ms.", "140"),
        ("Requests averaged 240.2 per second. They peaked at 140.", "140"),
        ("Errors peaked at 371.3.", "371.3"),
        ("Latency is fine. The highest reading was 371.3.", "371.3"),
        ("Requests shows no trend, averaging 137.7 ms.", "137.7"),
    ]);
}

#[test]
fn a_number_is_in_its_unit_and_scale() {
    assert_true(&[
        "Latency peaked at 0.5277 s.",
        "Latency peaked at about half a second, 527.7 milliseconds.",
    ]);
    assert_wrong(&[
        ("Latency was 9,700 ms before 4 March.", "9,700 ms"),
        ("Latency peaked at 527.7 s.", "527.7 s"),
        ("Latency peaked at 527.7 %.", "527.7 %"),
        ("Requests averaged 240k per second.", "240k"),
    ]);
}

#[test]
fn a_number_may_be_rounded_but_not_changed() {
    assert_true(&[
        "Latency averaged about 140 ms.",
        "Latency averaged 138 ms.",
        "Latency peaked at just under 530 ms.",
    ]);
    assert_wrong(&[
        ("Latency averaged 139 ms.", "139"),
        ("Latency peaked at just over 530 ms.", "530"),
    ]);
}

#[test]
fn what_follows_from_facts_is_borne_out() {
    assert_true(&[
        "Latency rose by 57.45 ms on 4 March at 03:40, from 118.3 to 175.75 ms, an increase of 48.6 %.",
        "At 527.7 ms latency was 4.5 times the expected 118.3 ms.",
        "Latency was 75.7 deviations above the expected 118.3 ms.",
        "The anomaly in latency lasted 55 minutes.",
    ]);
    assert_wrong(&[
        ("Latency rose by 87.45 ms on 4 March at 03:40.", "87.45"),
        ("Latency rose from 118.3 to 185.75 ms.", "185.75"),
        ("At 527.7 ms latency was 6.5 times the expected 118.3 ms.", "6.5"),
        ("Latency was 75.7 deviations below the expected 118.3 ms.", "below"),
        ("The anomaly in latency lasted 35 minutes.", "35 minutes"),
        ("Latency rose by 175.75 ms on 4 March at 03:40.", "175.75"),
        ("Latency was 527.7 ms (expected: 121.6 ms).", "121.6"),
    ]);
}

#[test]
fn two_numbers_that_are_told_together_belong_together() {
    assert_true(&[
        "Latency went from 118.3 to 175.75 ms.",
        "Requests are between 108 and 371.3.",
        "Latency rose by 57.45 ms to 175.75 ms.",
    ]);
    assert_wrong(&[
        ("Latency rises, 118.3 to 185.75 ms.", "185.75"),
        ("Requests are between 145.8 and 371.3.", "145.8"),
        ("Latency went from 137.7 to 175.75 ms.", "137.7"),
        ("Requests are between 240.2 and 371.3.", "240.2"),
    ]);
}

#[test]
fn a_number_is_not_contrasted_with_itself() {
    assert_true(&[
        "Latency hit 527.7 ms where 118.3 ms was expected.",
        "Errors started at 2 and are 1 now, 1 being usual.",
    ]);
    assert_wrong(&[("Latency hit 527.7 ms where 527.7 ms was expected.", "527.7")]);
}

#[test]
fn what_came_is_set_against_what_was_expected() {
    assert_true(&[
        "Latency was 527.7 ms instead of 118.3 ms.",
        "Latency rose to 527.7 ms, 409.4 ms above the expected 118.3 ms.",
    ]);
    assert_wrong(&[
        ("Latency was 121.6 ms instead of 118.3 ms.", "121.6"),
        ("Latency was 527.7 ms instead of 100.9 ms.", "100.9"),
    ]);
}

#[test]
fn a_range_goes_from_the_lowest_to_the_highest() {
    assert_true(&["Requests ranged from 108 (3 March, 02:00) to 371.3 (3 March, 14:35)."]);
    assert_wrong(&[
        ("Requests ranged from 145.8 to 371.3.", "145.8"),
        ("Requests ranged from 162.75 (3 March, 02:00) to 371.3.", "162.75"),
    ]);
}

#[test]
fn times_are_those_of_the_facts_in_any_style() {
    assert_true(&[
        "Latency peaked on 3 March 2026 at 14:55 UTC.",
        "Latency peaked at 2.55 pm on March 3rd.",
        "Latency peaked on Tuesday at around 3 pm.",
        "Latency peaked at 2026-03-03T14:55:00Z.",
        "Latency was abnormal from 14:30 to 15:25 on 3 March.",
    ]);
    assert_wrong(&[
        ("Latency peaked on 3 March 2026 at 15:55 UTC.", "15:55"),
        ("Latency peaked on 4 March at 14:55.", "4 March"),
        ("Latency peaked on Wednesday at 14:55.", "Wednesday"),
        ("Latency peaked at 14:55 CET.", "CET"),
        ("On 4 March at 03:40 latency was 100.9 ms.", "100.9"),
        ("The table runs from 2 March through 5 March.", "5 March"),
        ("Latency was abnormal from 13:30 to 15:25 on 3 March.", "13:30"),
    ]);
}

#[test]
fn a_direction_is_that_of_the_facts() {
    assert_true(&[
        "Latency rose for good on 4 March at 03:40.",
        "Latency did not fall.",
        "If latency falls, nobody will mind.",
        "Errors spiked at 14:45 on 3 March.",
        "The lowest latency was 100.9 ms; the highest, 527.7 ms, came on 3 March.",
        "At 14:55 on 3 March latency was far above its usual level.",
    ]);
    assert_wrong(&[
        ("Latency fell for good on 4 March at 03:40.", "fell"),
        ("Latency dropped from 118.3 to 175.75 ms.", "dropped"),
        ("Errors dipped at 14:45 on 3 March.", "dipped"),
        ("Latency fell over the three days.", "fell"),
        ("Latency collapsed: it was 527.7 ms instead of 118.3 ms.", "collapsed"),
        ("At 14:55 on 3 March latency was far below its usual level.", "below"),
        ("Latency fell by nearly half (118.3 → 175.75 ms).", "fell"),
    ]);
}

#[test]
fn a_coefficient_is_that_of_the_pair_with_its_sign() {
    assert_true(&[
        "Latency and errors are correlated (r = 0.81).",
        "Requests and latency are negatively correlated (−0.42).",
    ]);
    assert_wrong(&[
        ("Latency and requests are correlated (r = 0.81).", "0.81"),
        ("Latency and errors are correlated (r = −0.81).", "−0.81"),
        ("Requests and latency are positively correlated (−0.42).", "positively"),
        ("Requests vary positively with latency.", "positively"),
    ]);
}

#[test]
fn counts_are_those_of_the_facts() {
    assert_true(&[
        "864 rows, no gaps.",
        "Errors lack 12 values, which is 1.4 %.",
        "There are two anomalies in all.",
    ]);
    assert_wrong(&[
        ("The table has 684 rows.", "684"),
        ("Errors lack 15 values.", "15"),
        ("There are four anomalies in all.", "four"),
    ]);
}

#[test]
fn a_name_that_is_no_series_is_refused() {
    assert_wrong(&[("`disk_free` was stable.", "disk_free"), ("memory_used rose.", "memory_used")]);
    assert_true(&[
        "`latency_ms` [s1.max] peaked at 527.7 ms.",
        ":rotating_light: Errors peaked at 140.",
    ]);
}

#[test]
fn numbers_that_claim_nothing_pass() {
    assert_true(&[
        "1. Latency peaked at 527.7 ms.\n2. Errors peaked at 140.",
        "The team is on call 24/7.",
        "Three things stand out.",
    ]);
}

#[test]
fn a_statement_without_a_name_is_about_its_series() {
    let facts = facts();
    assert_eq!(problems("It peaked at 527.7.", &["latency_ms"], &facts), []);
    assert_eq!(problems("It peaked at 140.", &["latency_ms"], &facts).len(), 1);
}

#[test]
fn hostile_text_neither_panics_nor_takes_long() {
    let facts = facts();
    let pieces = [
        "1-",
        "(",
        "12.5 ",
        "|1",
        "99e999 ",
        "1'2,3.4\u{202f}5",
        "and a half ",
        "`_",
        "from 1 to ",
        "\u{a0}123",
        "−",
        "é²½",
    ];
    for piece in pieces {
        let text = piece.repeat(6_000 / piece.len());
        for problem in problems(&text, &["nothing"], &facts) {
            assert!(text.get(problem.range).is_some());
            assert!(problem.message.chars().count() <= 300);
        }
    }
}

/// A number was once compared with the unit of each series anew for each of their facts, which took a hundred times as
/// long.
#[test]
fn numbers_with_units_are_checked_against_many_series_in_a_moment() {
    let mut facts = facts();
    let series = facts.series[0].clone();
    let named = |number: usize| format!("m{number}_latency_ms");
    facts.series = (0..20).map(|number| Series { name: named(number), ..series.clone() }).collect();
    for piece in ["4 of our 8 m3 latency, ", "each of 100 m3 latency and "] {
        let text = piece.repeat(3_000 / piece.len());
        let start = std::time::Instant::now();
        assert_ne!(problems(&text, &[], &facts), []);
        assert!(start.elapsed().as_secs() < 10, "{piece}: {:?}", start.elapsed());
    }
}

#[test]
fn facts_without_a_number_refuse_every_level() {
    let mut facts = facts();
    for series in &mut facts.series {
        series.summary = None;
        series.trend = None;
        series.change_points.clear();
        series.anomalies.clear();
    }
    assert_eq!(problems("Latency averaged 137.7 ms.", &[], &facts).len(), 1);
    facts.series.clear();
    assert_eq!(problems("Latency averaged 137.7 ms.", &[], &facts).len(), 1);
}

#[test]
fn values_at_the_edge_of_floating_point_are_compared() {
    let mut facts = facts();
    for (value, is_borne) in
        [(f64::NAN, false), (f64::INFINITY, false), (1e308, true), (1e-320, false)]
    {
        if let Some(summary) = facts.series.first_mut().and_then(|series| series.summary.as_mut()) {
            summary.max = value;
        }
        let problems = problems("latency_ms has a maximum of 1e308.", &[], &facts);
        assert_eq!(problems.is_empty(), is_borne, "{value}");
    }
}

#[test]
fn a_problem_reaches_from_the_name_to_what_is_said_of_it() {
    let text = "Errors are fine. On the whole latency_ms averaged 527.7 ms, not bad.";
    let problems = problems(text, &[], &facts());
    assert_eq!(&text[problems[0].range.clone()], "latency_ms averaged 527.7 ms");
}

#[test]
fn a_message_names_the_words_and_what_the_facts_say() {
    let message = |text: &str| problems(text, &[], &facts())[0].message.clone();
    assert_eq!(
        message("Latency averaged 527.7 ms."),
        "No fact of latency_ms bears out the mean “527.7 ms”: the mean of latency_ms is 137.67; the maximum of latency_ms \
         is 527.7 at 2026-03-03T14:55:00Z."
    );
    assert_eq!(
        message("Errors lack 15 values."),
        "No fact of errors bears out “15”: the number of missing values of errors is 12; the number of missing values \
         of the table is 12."
    );
    assert_eq!(
        message("The anomaly in latency_ms lasted 35 minutes."),
        "No fact of latency_ms bears out “35 minutes”: latency_ms was unusual for 1 hour, from 2026-03-03 \
         14:30 UTC to 2026-03-03 15:25 UTC; the time between rows of the table is 5 minutes."
    );
    assert_eq!(
        message("Latency rose from 118.3 to 135.75 ms on 4 March at 03:40."),
        "“118.3” and “135.75 ms” are no facts of latency_ms that belong together: the level of latency_ms changed from \
         118.3 to 175.75 at 2026-03-04T03:40:00Z."
    );
}
