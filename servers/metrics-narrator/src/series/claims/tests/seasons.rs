//! Times that come again, beside those at which the facts have a season highest and lowest.

use super::{assert_of, assert_true_of, assert_wrong_of, facts, with_series};
use crate::series::facts::{AmplitudeChange, Facts, Recurring};

/// The service's requests, with a season that is highest and lowest then.
fn requests(period_seconds: f64, high: &str, low: &str) -> Facts {
    let recurring = |text: &str| {
        let (from, to) = text.split_once('-')?;
        Some(Recurring { from: from.parse().ok()?, to: to.parse().ok()? })
    };
    with_series(1, |requests| {
        let season = requests.seasonality.as_mut().unwrap();
        season.period_seconds = period_seconds;
        (season.high, season.low) = (recurring(high), recurring(low));
    })
}

const DAY: f64 = 86_400.0;

#[test]
fn a_time_of_every_day_is_that_of_the_season() {
    let facts = requests(DAY, "13:00-15:00", "03:00-05:00");
    assert_of(
        &facts,
        &[
            "Requests peak around 14:00 each day.",
            "Requests peak at 14:00 UTC every day and are lowest at 4 am.",
            "Requests repeat every day: they are highest around 14:00 UTC and lowest around 04:00 UTC.",
            "Requests repeat every day. They are highest around 14:00 and lowest around 04:00.",
            "Requests are usually highest at 2 pm.",
            "Requests have a daily season with peaks around 14:00 and troughs around 04:00.",
            "The daily cycle of requests is highest from 13:00 to 15:00.",
            "Requests are typically busiest between 1 pm and 3 pm.",
            "Requests are typically busiest between 13 and 15 o'clock.",
            "Every night requests dip around four o'clock.",
            "Requests peak around 16:00 UTC+02:00 each day.",
            "Requests follow a daily rhythm, highest around 14:00 UTC and lowest around 04:00 UTC, with an amplitude \
             of 247.6.",
            "Requests followed a daily rhythm that peaked around 14:00 and bottomed out around 04:00.",
            "Requests rise and fall every day by 247.6 from low to high, with the high around 14:00 UTC.",
            "Every day, requests reach their high between 13:00 and 15:00.",
            "Each day requests are at their lowest around 4 a.m. and at their highest around 2 p.m.",
            "The daily pattern of requests, with an amplitude of 247.6 from low to high, peaks around 14:00.",
            "Requests repeat themselves every day (highest around 14:00, lowest around 04:00).",
            "Requests: a daily cycle, amplitude 247.6, high around 14:00 UTC, low around 04:00 UTC.",
            "Requests repeat every day, with the peak at 14:00 and the trough at 04:00 UTC.",
            "Requests are usually busiest in the afternoon, around 14:00.",
            "Requests drop every night to their low around 04:00.",
        ],
        &[
            "Requests peak at 03:00 each day.",
            "Requests peak around 04:00 each day.",
            "Requests peak around 17:30 each day.",
            "Requests repeat every day: they are highest around 20:00 and lowest around 04:00.",
            "Requests repeat every day: they are highest around 04:00 and lowest around 14:00.",
            "Requests repeat every day: they are highest around 14:00 and lowest around 09:00.",
            "Requests are usually lowest at 2 pm.",
            "Requests are typically busiest between 5 pm and 7 pm.",
            "Requests peak around 14:00 UTC+02:00 each day.",
            // Said once, it is no time of the season.
            "Requests peaked at 14:00.",
            "Requests stood at 371.3 at 14:00.",
            "Requests ran above what the daily cycle predicts from 13:30 to 14:30.",
            "Latency peaks at 14:00 each day.",
        ],
    );
}

#[test]
fn the_time_of_an_event_stays_one_beside_a_season() {
    let mut facts = requests(DAY, "03:00-05:00", "13:00-15:00");
    // Errors were high at a time when they usually are low.
    facts.series[2].seasonality = facts.series[1].seasonality.clone();
    assert_true_of(
        &facts,
        &[
            "Latency usually stays low, but it peaked at 14:55 on 3 March with 527.7 ms.",
            "Requests have a daily season; errors were unusual from 14:35 to 15:30.",
            "Errors repeat every day: they are lowest around 15:00.",
        ],
    );
}

#[test]
fn days_of_the_week_and_months_are_those_of_the_season() {
    let sundays = requests(7.0 * DAY, "", "Saturday-Sunday");
    assert_of(
        &sundays,
        &[
            "Requests are lowest on Sundays.",
            "Requests are quietest at weekends.",
            "Requests are highest on Tuesdays.",
            "Requests dip every Saturday.",
            "Requests are highest on weekdays and lowest at the weekend.",
        ],
        &[
            "Requests are highest on Sundays.",
            "Requests are lowest on Mondays.",
            "Requests dip every Wednesday.",
            "Requests are busiest at weekends.",
            "Requests are lowest on weekdays.",
        ],
    );
    let summer = requests(365.25 * DAY, "June-August", "January-January");
    assert_of(
        &summer,
        &[
            "Requests are highest in July.",
            "Requests repeat every year: they are highest from June to August and lowest in January.",
            "Every year requests peak in August.",
            "Requests were highest in May.",
        ],
        &[
            "Requests are highest in January.",
            "Every year requests peak in October.",
            "The yearly cycle of requests peaks in March.",
            "Requests repeat every year: they are highest in May and lowest in January.",
            "Requests repeat every year: they are highest in July and lowest in April.",
        ],
    );
}

#[test]
fn what_earlier_facts_do_not_say_is_not_held_against_a_text() {
    let facts = facts();
    assert_true_of(&facts, &["Requests are lowest on Sundays.", "Requests repeat every day."]);
    assert_wrong_of(&facts, &[("Requests peak at 13:05 each day.", "13:05")]);
}

/// The service's requests, with a daily season whose amplitude changes at noon of 3 March.
fn changing(from: f64, to: f64) -> Facts {
    with_series(1, |requests| {
        let season = requests.seasonality.as_mut().unwrap();
        (season.period_seconds, season.amplitude) = (DAY, from.max(to));
        let at = "2026-03-03T12:00:00Z".parse().unwrap();
        season.amplitude_changes = vec![AmplitudeChange { at, from, to }];
    })
}

#[test]
fn an_amplitude_is_that_before_or_after_its_change() {
    assert_of(
        &changing(120.4, 247.6),
        &[
            "Requests repeat every day, with an amplitude of 120.4 from low to high until 3 March 12:00 and one of \
             247.6 since.",
            "The amplitude of the daily rhythm of requests rose from 120.4 to 247.6 at 12:00 on 3 March.",
            "Requests follow a daily cycle whose amplitude doubled at noon on 3 March, from 120.4 to 247.6.",
        ],
        &[
            "Requests repeat every day, with an amplitude of 130.4 from low to high until 3 March 12:00.",
            "Requests repeat every day, with an amplitude of 120.4 from low to high until 2 March 09:00.",
            "The amplitude of the daily rhythm of requests fell from 120.4 to 247.6 at 12:00 on 3 March.",
        ],
    );
}

#[test]
fn a_season_that_ended_may_be_said_to_be_no_longer_there() {
    assert_of(
        &changing(247.6, 0.0),
        &[
            "Requests repeat every day, with an amplitude of 247.6 from low to high until 3 March 12:00 and none since.",
            "Until 12:00 on 3 March requests repeated every day, with an amplitude of 247.6; since then they do not.",
            "The daily rhythm of requests ended at 12:00 on 3 March.",
            "Requests no longer repeat every day since 12:00 on 3 March.",
            "Since 3 March 12:00 there is no daily rhythm in requests.",
        ],
        &[
            "Requests have no daily rhythm.",
            "The daily rhythm of requests ended at 09:00 on 2 March.",
        ],
    );
}
