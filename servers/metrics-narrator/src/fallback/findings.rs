//! What is worth telling: what is unusual, what changes and what goes together, each with how much it stands out.

use crate::{
    answer::{Highlight, MAX_CITED_FACTS, MAX_STATEMENT_CHARACTERS},
    series::{
        facts::{Anomaly, Coincidence, Correlation, Facts, Moment, Series, Table},
        phrases::{self, Tense},
        wording::{first_listed, span, time},
    },
};

/// Something worth telling.
pub(super) struct Finding {
    pub(super) kind: Kind,
    /// How much it stands out, in deviations of the series; of what has no size in its unit, a share from 0 to 1.
    weight: f64,
    /// The names of the series that it is about.
    about: Vec<String>,
    /// The same in short.
    pub(super) headline: String,
    pub(super) highlight: Highlight,
}

/// The paragraph that a finding belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Anomaly,
    Change,
    Together,
}

impl Finding {
    fn new(kind: Kind, weight: f64, series: &str, id: &str, statement: String) -> Self {
        let facts = vec![id.to_owned()];
        let highlight =
            Highlight { series: series.to_owned(), statement: statement.clone(), facts };
        Self { kind, weight, about: vec![series.to_owned()], headline: statement, highlight }
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

/// What is to be told of one series alone; anomalies that coincide with others are told with them.
fn of_series(series: &Series, facts: &Facts) -> Vec<Finding> {
    let is_alone = |anomaly: &&Anomaly| {
        !facts.coincidences.iter().any(|group| group.anomalies.contains(&anomaly.id))
    };
    let name = &series.name;
    let anomalies = series.anomalies.iter().filter(is_alone).map(|found| {
        let statement = format!("{}{}.", anomaly(series, found, &facts.table), lasting(found));
        Finding::new(Kind::Anomaly, found.deviations, name, &found.id, statement)
    });
    let changes = series.change_points.iter().map(|found| {
        let weight = series.weight_of_change(found.from, found.to);
        let moved = phrases::change_point(series, found, Tense::Past);
        let statement = format!("The level of {name} {moved}.");
        Finding::new(Kind::Change, weight, name, &found.id, statement)
    });
    let trends = series.trend.iter().filter(|trend| trend.matters).map(|found| {
        let weight = series.deviations_between(0.0, found.reach());
        let mut statement = format!("{name} {}.", phrases::trend(series, found, Tense::Past));
        if statement.chars().count() > MAX_STATEMENT_CHARACTERS {
            let (from, to) = (series.quantity(found.from), series.quantity(found.to));
            statement = format!("{name} went from {from} to {to}, with turns on the way.");
        }
        Finding::new(Kind::Change, weight, name, &found.id, statement)
    });
    let seasons = series.seasonality.iter().map(|found| {
        let statement = format!("{name} {}.", phrases::seasonality(series, found));
        Finding::new(Kind::Change, found.strength, name, &found.id, statement)
    });
    anomalies.chain(changes).chain(trends).chain(seasons).collect()
}

fn anomaly(series: &Series, found: &Anomaly, table: &Table) -> String {
    let (value, expected) = (series.quantity(found.value), series.quantity(found.expected));
    let reached = if found.value < found.expected { "fell to" } else { "reached" };
    format!(
        "{} {reached} {value} at {}, where {expected} was to be expected{}",
        series.name,
        time(found.at),
        phrases::extreme(table, found)
    )
}

fn lasting(found: &Anomaly) -> String {
    if found.from == found.to {
        return String::new();
    }
    format!(
        "; it was unusual for {}, from {} to {}",
        span(found.seconds),
        time(found.from),
        time(found.to)
    )
}

fn correlation(pair: &Correlation) -> Finding {
    let statement = format!("{}.", phrases::correlation(pair, Tense::Past));
    let [one, _] = &pair.series;
    let told = Finding::new(Kind::Together, pair.coefficient.abs(), one, &pair.id, statement);
    Finding { about: pair.series.to_vec(), ..told }
}

/// Several series at once: told once, with what each of them did, those that are `asked` about first.
fn coincidence(group: &Coincidence, facts: &Facts, asked: &[&str]) -> Option<Finding> {
    let anomalies = facts
        .series
        .iter()
        .flat_map(|series| series.anomalies.iter().map(move |anomaly| (series, anomaly)));
    let mut members: Vec<_> =
        anomalies.filter(|(_, anomaly)| group.anomalies.contains(&anomaly.id)).collect();
    let is_not_asked = |name: &String| !asked.contains(&name.as_str());
    members.sort_by_key(|(series, _)| is_not_asked(&series.name));
    let mut names = group.series.clone();
    names.sort_by_key(is_not_asked);
    let (first, _) = members.first()?;
    let headline = format!(
        "{} were unusual at the same time, {}.",
        first_listed(&names, names.len()),
        when(group.from, group.to)
    );
    let weight = members.iter().map(|(_, anomaly)| anomaly.deviations).fold(0.0, f64::max);
    let mut told = Finding::new(Kind::Anomaly, weight, &first.name, &group.id, headline.clone());
    told.about = names;
    for (series, found) in members {
        let sentence = format!(" {}.", anomaly(series, found, &facts.table));
        let characters = told.highlight.statement.chars().count() + sentence.chars().count();
        if characters > MAX_STATEMENT_CHARACTERS || told.highlight.facts.len() == MAX_CITED_FACTS {
            break;
        }
        told.highlight.statement.push_str(&sentence);
        told.highlight.facts.push(found.id.clone());
    }
    Some(told)
}

/// A time, or the first and the last of a stretch of time.
fn when(from: Moment, to: Moment) -> String {
    if from == to {
        format!("at {}", time(from))
    } else {
        format!("from {} to {}", time(from), time(to))
    }
}
