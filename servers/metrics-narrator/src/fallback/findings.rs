//! What is worth telling: what is unusual, what changes and what goes together, each with how much it stands out.

use super::Sentence;
use crate::{
    answer::{Highlight, MAX_CITED_FACTS, MAX_STATEMENT_CHARACTERS},
    series::{
        facts::{Anomaly, Coincidence, Correlation, Facts, Moment, Series, Summary, Table},
        phrases::{self, Tense},
        wording::all_enumerated,
    },
};

/// Something worth telling.
pub(super) struct Finding {
    pub(super) kind: Kind,
    /// How much it stands out, in deviations of the series; of what has no size in its unit, a share from 0 to 1.
    weight: f64,
    /// When its series changes its level, in milliseconds; none of anything else.
    pub(super) changes_at: Option<i64>,
    /// The names of the series that it is about.
    about: Vec<String>,
    /// The same in short.
    pub(super) headline: String,
    pub(super) highlight: Highlight,
}

/// The paragraph that a finding belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    End,
    Anomaly,
    Change,
    Together,
}

impl Finding {
    fn new(kind: Kind, weight: f64, series: &str, id: &str, statement: String) -> Self {
        let facts = vec![id.to_owned()];
        let highlight =
            Highlight { series: series.to_owned(), statement: statement.clone(), facts };
        let about = vec![series.to_owned()];
        Self { kind, weight, changes_at: None, about, headline: statement, highlight }
    }

    /// Its statement, as a sentence about the first of its series.
    pub(super) fn sentence(&self) -> Sentence<'_> {
        Sentence {
            about: Some(self.highlight.series.as_str()),
            text: self.highlight.statement.clone(),
        }
    }

    pub(super) fn is_about_any(&self, names: &[&str]) -> bool {
        self.about.iter().any(|name| names.contains(&name.as_str()))
    }
}

/// What there is to tell, what stands out most first; before all, what is about series that are `asked` about.
pub(super) fn findings(facts: &Facts, asked: &[&str]) -> Vec<Finding> {
    let mut found: Vec<_> =
        facts.series.iter().flat_map(|series| of_series(series, facts)).collect();
    found.extend(facts.correlations.iter().map(correlation));
    found.extend(facts.coincidences.iter().filter_map(|group| coincidence(group, facts, asked)));
    found.sort_by(|one, other| {
        let is_asked = |finding: &Finding| finding.is_about_any(asked);
        is_asked(other).cmp(&is_asked(one)).then(other.weight.total_cmp(&one.weight))
    });
    found
}

/// The same findings, with the changes of level of each series in the order of time, in the places that they have together.
pub(super) fn with_changes_in_order(found: Vec<&Finding>) -> Vec<&Finding> {
    let is_change = |finding: &Finding| finding.changes_at.is_some();
    let mut changes: Vec<_> = found.iter().copied().filter(|it| is_change(it)).collect();
    changes.sort_by_key(|change| change.changes_at);
    let mut next = |finding: &Finding| {
        let is_next = |change: &&Finding| change.highlight.series == finding.highlight.series;
        changes.iter().position(is_next).map(|place| changes.remove(place))
    };
    let in_order = |finding| if is_change(finding) { next(finding) } else { Some(finding) };
    found.into_iter().filter_map(in_order).collect()
}

/// What is to be told of one series alone; anomalies that coincide with others are told with them.
fn of_series(series: &Series, facts: &Facts) -> Vec<Finding> {
    let is_alone = |anomaly: &&Anomaly| {
        !facts.coincidences.iter().any(|group| group.anomalies.contains(&anomaly.id))
    };
    let name = &series.name;
    let table = &facts.table;
    let end = series.no_values_since.map(|since| end(series, since, table));
    let furthest = series.anomalies.iter().max_by(|a, b| a.deviations.total_cmp(&b.deviations));
    let anomalies = series.anomalies.iter().filter(is_alone).map(|found| {
        let statement = format!("{}{}.", anomaly(series, found, table), lasting(found, table));
        let mut told = Finding::new(Kind::Anomaly, found.deviations, name, &found.id, statement);
        if series.anomalies_left_out > 0 && furthest.is_some_and(|it| it.id == found.id) {
            let others = phrases::anomalies_left_out(series);
            told.highlight.statement.push_str(&format!(" {name} has {others}."));
            told.highlight.facts.push(format!("{}.anomalies_left_out", series.id));
        }
        told
    });
    let flat = series.flat_lines.iter().map(|found| {
        let weight = WEIGHT_OF_ALL * part_of(table, found.seconds);
        let stood = phrases::flat_line(table, series, found, Tense::Past);
        Finding::new(Kind::Anomaly, weight, name, &found.id, format!("{name} {stood}."))
    });
    let changes = series.change_points.iter().map(|found| {
        let weight = series.weight_of_change(found.from, found.to);
        let moved = phrases::change_point(table, series, found, Tense::Past);
        let statement = format!("The level of {name} {moved}.");
        let told = Finding::new(Kind::Change, weight, name, &found.id, statement);
        Finding { changes_at: Some(found.at.milliseconds), ..told }
    });
    let trends = series.trend.iter().filter(|trend| trend.matters).map(|found| {
        let weight = series.deviations_between(0.0, found.reach());
        let mut statement =
            format!("{name} {}.", phrases::trend(table, series, found, Tense::Past));
        if statement.chars().count() > MAX_STATEMENT_CHARACTERS {
            let (from, to) = (series.quantity(found.from), series.quantity(found.to));
            statement = format!("{name} went from {from} to {to}, with turns on the way.");
        }
        Finding::new(Kind::Change, weight, name, &found.id, statement)
    });
    let seasons = series.seasonality.iter().map(|found| {
        let statement = format!("{name} {}.", phrases::seasonality(table, series, found));
        let changes = found.amplitude_changes.iter();
        // From low to high is twice as far as from the level.
        let weights = changes.map(|it| series.weight_of_change(it.from, it.to) / 2.0);
        let weight = weights.fold(found.strength, f64::max);
        Finding::new(Kind::Change, weight, name, &found.id, statement)
    });
    end.into_iter()
        .chain(flat)
        .chain(anomalies)
        .chain(changes)
        .chain(trends)
        .chain(seasons)
        .collect()
}

/// How much it stands out that a series has no values for a part of the table, or one and the same: all of it, like a change of
/// level by ten deviations.
const WEIGHT_OF_ALL: f64 = 100.0;

/// That a series ends before the table does.
fn end(series: &Series, since: Moment, table: &Table) -> Finding {
    let part = part_of(table, since.seconds_to(table.to));
    let statement = format!("{} {}.", series.name, phrases::no_values(table, since, Tense::Past));
    let id = format!("{}.no_values_since", series.id);
    Finding::new(Kind::End, WEIGHT_OF_ALL * part, &series.name, &id, statement)
}

/// Which part of the table so many seconds are.
fn part_of(table: &Table, seconds: f64) -> f64 {
    seconds / table.from.seconds_to(table.to).max(1.0)
}

fn anomaly(series: &Series, found: &Anomaly, table: &Table) -> String {
    let (value, expected) = (series.quantity(found.value), series.quantity(found.expected));
    format!(
        "{} {} {value} {}, where {expected} was to be expected{}",
        series.name,
        reached(series, found),
        table.at(found.at),
        phrases::extreme(table, found)
    )
}

/// What is furthest from the expected need not be the highest or the lowest value of its time.
fn reached(series: &Series, found: &Anomaly) -> &'static str {
    let is_extreme = |of: fn(&Summary) -> f64| {
        found.from == found.to
            || series.summary.as_ref().is_some_and(|summary| of(summary) == found.value)
    };
    if found.value < found.expected && is_extreme(|summary| summary.min) {
        "fell to"
    } else if found.value > found.expected && is_extreme(|summary| summary.max) {
        "reached"
    } else {
        "was"
    }
}

fn lasting(found: &Anomaly, table: &Table) -> String {
    if found.from == found.to {
        return String::new();
    }
    let lasting = table.lasting(found.from, found.to);
    format!("; it was unusual for {lasting}, {}", table.from_to(found.from, found.to))
}

fn correlation(pair: &Correlation) -> Finding {
    let statement = format!("{}.", phrases::correlation(pair, Tense::Past));
    let [one, _] = &pair.series;
    let told = Finding::new(Kind::Together, pair.coefficient.abs(), one, &pair.id, statement);
    Finding { about: pair.series.to_vec(), ..told }
}

/// Several series at once: told once, with what each of them did, those that are `asked` about first and then what is
/// furthest from the expected.
fn coincidence(group: &Coincidence, facts: &Facts, asked: &[&str]) -> Option<Finding> {
    let table = &facts.table;
    let anomalies = facts
        .series
        .iter()
        .flat_map(|series| series.anomalies.iter().map(move |anomaly| (series, anomaly)));
    let mut members: Vec<_> =
        anomalies.filter(|(_, anomaly)| group.anomalies.contains(&anomaly.id)).collect();
    let is_not_asked = |name: &String| !asked.contains(&name.as_str());
    members.sort_by(|(series, anomaly), (other, further)| {
        let is_not_asked = |series: &Series| is_not_asked(&series.name);
        is_not_asked(series)
            .cmp(&is_not_asked(other))
            .then(further.deviations.total_cmp(&anomaly.deviations))
    });
    let mut names = group.series.clone();
    names.sort_by_key(is_not_asked);
    let (first, furthest) = members.first()?;
    let all = format!("{} were {}", all_enumerated(&names), phrases::coincidence(facts, group));
    let weight = members.iter().map(|(_, anomaly)| anomaly.deviations).fold(0.0, f64::max);
    let mut told = Finding::new(Kind::Anomaly, weight, &first.name, &group.id, format!("{all}."));
    told.headline = format!("{all}: {}.", anomaly(first, furthest, table));
    if told.headline.chars().count() > MAX_STATEMENT_CHARACTERS {
        told.headline = format!("{all}.");
    }
    told.about = names;
    for (series, found) in members {
        let sentence = format!(" {}.", anomaly(series, found, table));
        let characters = told.highlight.statement.chars().count() + sentence.chars().count();
        if characters > MAX_STATEMENT_CHARACTERS || told.highlight.facts.len() == MAX_CITED_FACTS {
            break;
        }
        told.highlight.statement.push_str(&sentence);
        told.highlight.facts.push(found.id.clone());
    }
    Some(told)
}
