//! When in its period a season is said to be highest and lowest.

use std::f64::consts::TAU;

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Timelike, Weekday};

use super::*;
use crate::series::{claims::Question, facts::Seasonality};

/// A table with a row at every `step`, whose values are what `usual` says at the time of the clock and noise of one.
fn table(step: TimeDelta, rows: i32, zone: &str, usual: impl Fn(NaiveDateTime) -> f64) -> Facts {
    let first = DateTime::from_timestamp(1_704_067_200, 0).unwrap().naive_utc();
    let row = |row: i32| {
        let time = first + step * row;
        let noise = (0..6).map(|column| scattered(row as u32, column) - 0.5).sum::<f64>() * 1.4;
        format!("{}{zone},{:.3}\n", time.format("%Y-%m-%dT%H:%M"), 100.0 + usual(time) + noise)
    };
    facts(&format!("time,load\n{}", (0..rows).map(row).collect::<String>()))
}

/// A table with a row every month from January 2014.
fn months(rows: u32, usual: impl Fn(u32) -> f64) -> Facts {
    let row = |row: u32| {
        let value = 100.0 + usual(row) + scattered(row, 0);
        format!("{}-{:02}-01,{value:.3}\n", 2014 + row / 12, row % 12 + 1)
    };
    facts(&format!("month,load\n{}", (0..rows).map(row).collect::<String>()))
}

fn season(facts: &Facts) -> &Seasonality {
    facts.series[0].seasonality.as_ref().unwrap()
}

/// What is said of when the season is high and low, which must be what a model may say too.
fn told(facts: &Facts) -> String {
    let report = narrative(facts, "");
    assert_eq!(report.problems("", facts), Vec::<String>::new(), "{report:#?}");
    let statement =
        format!("load {}.", phrases::seasonality(&facts.table, &facts.series[0], season(facts)));
    let problems =
        crate::series::claims::problems(&statement, &[], &Question::of("", facts), facts);
    assert_eq!(problems, [], "{statement}");
    statement.split_once(": it is ").map_or_else(String::new, |(_, told)| told.to_owned())
}

fn hour(time: NaiveDateTime) -> f64 {
    f64::from(time.num_seconds_from_midnight()) / 3_600.0
}

/// A wave of a day that is highest at an hour.
fn day(time: NaiveDateTime, highest: f64) -> f64 {
    20.0 * (TAU * (hour(time) - highest) / 24.0).cos()
}

fn is_within(time: NaiveDateTime, from: f64, to: f64) -> bool {
    (from..to).contains(&hour(time))
}

#[test]
fn a_wave_of_a_day_is_high_and_low_at_times_of_the_day() {
    let hours = |rows, zone, highest: f64| {
        table(TimeDelta::hours(1), rows, zone, move |time| day(time, highest))
    };
    assert_eq!(told(&hours(336, "", 14.0)), "highest around 14:00 and lowest around 02:00.");
    assert_eq!(
        told(&hours(336, "Z", 23.0)),
        "highest around 23:00 UTC and lowest around 11:00 UTC."
    );
    assert_eq!(
        told(&hours(336, "+02:00", 14.0)),
        "highest around 14:00 UTC+02:00 and lowest around 02:00 UTC+02:00."
    );
    let minutes = table(TimeDelta::minutes(5), 4_032, "", |time| day(time, 14.0));
    assert_eq!(told(&minutes), "highest around 14:00 and lowest around 02:00.");
}

/// 1 on weekdays, 0 at weekends.
fn works(time: NaiveDateTime) -> f64 {
    if time.weekday().num_days_from_monday() < 5 { 1.0 } else { 0.0 }
}

#[test]
fn hours_that_are_as_high_as_one_another_are_a_span_and_what_is_longer_or_parted_is_not_told() {
    let open = |time| if is_within(time, 9.0, 17.0) { 20.0 } else { 0.0 };
    assert_eq!(told(&table(TimeDelta::hours(1), 336, "", open)), "highest from 09:00 to 16:00.");
    assert_eq!(
        told(&table(TimeDelta::minutes(5), 4_032, "", open)),
        "highest from 09:00 to 17:00."
    );
    let meals =
        |time| if is_within(time, 12.0, 14.0) || is_within(time, 19.0, 21.0) { 20.0 } else { 0.0 };
    assert_eq!(told(&table(TimeDelta::hours(1), 336, "", meals)), "");
    let dinner = |time| meals(time) + if is_within(time, 19.0, 21.0) { 10.0 } else { 0.0 };
    assert_eq!(told(&table(TimeDelta::hours(1), 336, "", dinner)), "highest around 19:30.");
}

#[test]
fn in_noise_as_large_as_itself_a_season_is_high_at_no_single_hour() {
    let facts = table(TimeDelta::minutes(5), 8_640, "", |time| 0.05 * day(time, 14.0));
    let high = season(&facts).high.map(|high| [high.from.to_string(), high.to.to_string()]);
    assert_eq!(high, Some(["11:00".to_owned(), "17:00".to_owned()]));
}

#[test]
fn neither_a_trend_nor_an_outage_moves_the_hours_of_a_season() {
    let facts = table(TimeDelta::hours(1), 720, "", |time| {
        let outage = if time.ordinal() == 12 && is_within(time, 13.0, 16.0) { -90.0 } else { 0.0 };
        day(time, 14.0) + 3.0 * f64::from(time.ordinal()) + outage
    });
    assert_eq!(told(&facts), "highest around 13:30 and lowest around 02:00.");
}

#[test]
fn a_week_is_high_and_low_on_days_or_where_these_are_alike_at_times_of_the_day() {
    let sundays = |time: NaiveDateTime| if time.weekday() == Weekday::Sun { -20.0 } else { 0.0 };
    assert_eq!(told(&table(TimeDelta::days(1), 112, "", sundays)), "lowest on Sundays.");
    let office = |time| if is_within(time, 9.0, 17.0) { 20.0 * works(time) } else { 0.0 };
    assert_eq!(
        told(&table(TimeDelta::hours(1), 672, "", office)),
        "highest from 09:00 to 16:00 and lowest on Saturdays and Sundays."
    );
    let week = |time: NaiveDateTime| {
        let day = f64::from(time.weekday().num_days_from_monday());
        10.0 * (TAU * (day - 1.0) / 7.0).cos()
    };
    assert_eq!(
        told(&table(TimeDelta::hours(1), 1_008, "", |time| day(time, 14.0) + week(time))),
        "highest on Tuesdays and lowest on Fridays and Saturdays."
    );
}

#[test]
fn a_year_is_high_and_low_in_months_whatever_the_rows_are() {
    let wave = |row: u32, highest: f64| 20.0 * (TAU * (f64::from(row) - highest) / 12.0).cos();
    assert_eq!(told(&months(120, |row| wave(row, 6.0))), "highest in July and lowest in January.");
    assert_eq!(
        told(&months(120, |row| wave(row, 6.5) + f64::from(row))),
        "highest in July and August and lowest in January and February."
    );
    let year =
        |time: NaiveDateTime| 20.0 * (TAU * (f64::from(time.ordinal()) - 196.0) / 365.0).cos();
    for (days, rows) in [(1, 3_650), (7, 520)] {
        assert_eq!(
            told(&table(TimeDelta::days(days), rows, "", year)),
            "highest in July and lowest in January."
        );
    }
}

#[test]
fn what_repeats_itself_after_another_time_than_those_of_the_calendar_has_no_time_of_its_own() {
    let facts = table(TimeDelta::minutes(5), 400, "", |time| {
        20.0 * (TAU * f64::from(time.num_seconds_from_midnight()) / 3_000.0).cos()
    });
    assert_eq!(told(&facts), "");
}

#[test]
fn a_peak_at_a_full_hour_is_told_by_that_hour_whatever_the_step() {
    for minutes in [5, 10, 15, 30] {
        let rows = 14 * 24 * 60 / minutes;
        let bump = |time: NaiveDateTime| 60.0 * (-((hour(time) - 12.0) / 1.5).powi(2)).exp();
        let told = told(&table(TimeDelta::minutes(minutes.into()), rows, "Z", bump));
        assert!(told.starts_with("highest around 12:00 UTC"), "{minutes}: {told}");
    }
}

#[test]
fn a_season_that_grows_with_its_level_is_said_to() {
    // From the fifteenth day on the level is twice as high.
    for (wave_then, grows) in [(2.0, true), (1.0, false)] {
        let facts = table(TimeDelta::hours(1), 672, "", |time| {
            let (level, wave) = if time.day() < 15 { (0.0, 1.0) } else { (100.0, wave_then) };
            level + 3.0 * wave * day(time, 14.0)
        });
        told(&facts);
        let statement = phrases::seasonality(&facts.table, &facts.series[0], season(&facts));
        assert_eq!(statement.contains("more the higher the level is"), grows, "{statement}");
        let report = narrative(&facts, "");
        let change = "The level of load rose from 9";
        assert!(report.headline.contains(change), "{report:#?}");
        assert!(report.headline.contains("2024-01-15"), "{report:#?}");
    }
}
