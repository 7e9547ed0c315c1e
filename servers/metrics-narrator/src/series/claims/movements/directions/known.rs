//! What a message says of a direction that is refused: what the facts know of how the series moves.

use crate::series::{
    claims::{
        messages::{shown, told_change, trend_line},
        values::statistics::Statistic as S,
    },
    facts::{Character, Series},
};

use super::Movement;

impl Movement<'_> {
    /// What the facts show in its place. The word, the number or the time beside it may be what is wrong.
    pub(super) fn message(&self) -> String {
        let quoted = self.check.scope.get(self.at).map_or("", |mention| self.check.quoted(mention));
        let known = self.known_movements();
        if known.is_empty() {
            let shown = if self.direction > 0 { "down" } else { "up" };
            return format!(
                "“{quoted}” and what stands beside it fit no fact together: the facts show the way {shown} here."
            );
        }
        format!("“{quoted}” and what stands beside it fit no fact together: {}.", known.join("; "))
    }

    /// What the facts know of how the series moves: the changes and anomalies at the times of the sentence, or else all
    /// of them, its trend, and its first and last value.
    fn known_movements(&self) -> Vec<String> {
        let scope = &self.check.scope;
        let (start, end) = scope.sentence(self.at);
        let facts = self.check.quantities.facts;
        let subjects = scope.subjects(self.at).series;
        let is_told = |statistic: S, series: usize, event: usize| {
            (start..end).any(|at| {
                self.check.moments_at(at).iter().any(|instant| {
                    instant.statistic == statistic
                        && instant.of.series == Some(series)
                        && instant.of.event == event
                })
            })
        };
        let mut known: Vec<(bool, String)> = Vec::new();
        for (index, series) in subjects.iter().filter_map(|at| Some((*at, facts.series.get(*at)?)))
        {
            let name = &series.name;
            for (event, change) in series.change_points.iter().enumerate().take(MAX_EVENTS) {
                known.push((!is_told(S::ChangeTo, index, event), told_change(series, change)));
            }
            for (event, anomaly) in series.anomalies.iter().enumerate().take(MAX_EVENTS) {
                let (value, expected) = (shown(anomaly.value), shown(anomaly.expected));
                let text =
                    format!("at {} {name} was {value} where {expected} was expected", anomaly.at);
                known.push((!is_told(S::AnomalyValue, index, event), text));
            }
            known.extend(long_course(series).map(|text| (true, text)));
        }
        // Of what happened at a time that the text tells nothing else says more.
        if known.iter().any(|(is_elsewhere, _)| !is_elsewhere) {
            known.retain(|(is_elsewhere, _)| !is_elsewhere);
        }
        known.into_iter().map(|(_, text)| text).take(2).collect()
    }
}

/// Which way a series goes on the whole.
fn long_course(series: &Series) -> Option<String> {
    let (name, summary) = (&series.name, series.summary.as_ref());
    if let Some(trend) = series.trend.as_ref().filter(|trend| trend.matters) {
        return Some(format!("the trend line of {name} goes {}", trend_line(trend)));
    }
    summary.map(|summary| match series.character {
        Character::Constant => format!("{name} is {} all of the time", shown(summary.min)),
        _ => {
            let (first, last) = (shown(summary.first), shown(summary.last));
            format!("{name} began at {first} and ended at {last}")
        }
    })
}

/// So many changes and anomalies of a series are looked through for a message.
const MAX_EVENTS: usize = 64;
