//! Checks directions: what is said to rise must rise, what is said to be above must be above.
//!
//! The numbers that a word of movement governs decide first, then the events at the times of its clause, then the trend
//! and the changes of its series. Where nothing speaks against the word it stands: a direction is refused only if the
//! facts show the opposite and nothing of what is said.

use crate::series::{
    claims::{
        check::Check,
        context::subjects::Source,
        messages::shown,
        numbers::{claim::Claim, derived, pairs},
        reading::{
            mentions::{Figure, What},
            statistics::{Cue, Statistic as S},
            units::Dimension,
        },
        values::quantities::sign,
    },
    facts::Series,
};

use super::{relations, unsaid, usual};

/// What is wrong with the movement that the cue at a mention speaks of.
pub(in crate::series::claims) fn problem(check: &Check, at: usize, cue: Cue) -> Option<String> {
    let direction = match cue {
        Cue::Maximum => 1,
        Cue::Minimum => -1,
        _ => cue.direction(),
    };
    if direction == 0
        || unsaid::is_unsaid(check, at)
        || unsaid::is_particle(check, at)
        || unsaid::is_of_both(check, at)
    {
        return None;
    }
    if relations::is_of_another(check, at) {
        return None;
    }
    // What is slower may be more, of a time, or less, of a speed.
    let is_of_pace = matches!(check.scope.word(at), "slower" | "faster" | "quicker");
    if is_of_pace && matches!(cue, Cue::Above | Cue::Below) || unsaid::is_measure(check, at, cue) {
        return None;
    }
    let movement = Movement { check, at, cue, direction };
    movement.is_contradicted().then(|| movement.message())
}

/// A word that says up or down.
struct Movement<'c> {
    check: &'c Check<'c>,
    at: usize,
    cue: Cue,
    direction: i8,
}

/// Whether a slope that may be chance counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    Sure,
    Any,
}

/// What evidence says of a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Evidence {
    None,
    For,
    Against,
}

impl Movement<'_> {
    fn is_contradicted(&self) -> bool {
        let of_numbers = self.of_numbers();
        if of_numbers != Evidence::None {
            return of_numbers == Evidence::Against;
        }
        // What happened at a time that is told may be another thing than what is spoken of.
        let (of_times, of_series) = (self.of_times(), self.of_series());
        [of_times, of_series].contains(&Evidence::Against)
            && ![of_times, of_series].contains(&Evidence::For)
    }

    /// Weighs directions that facts have.
    fn weighed(&self, directions: &[i8]) -> Evidence {
        match directions {
            _ if directions.contains(&self.direction) => Evidence::For,
            _ if directions.iter().any(|direction| *direction == -self.direction) => {
                Evidence::Against
            }
            _ => Evidence::None,
        }
    }

    /// The number before the word (`12 % above`) or the numbers after it (`rose from X to Y`, `fell by Z`).
    fn of_numbers(&self) -> Evidence {
        let scope = &self.check.scope;
        let (start, end) = scope.sentence(self.at);
        let is_extreme = matches!(self.cue, Cue::Maximum | Cue::Minimum);
        // A number that the word belongs to: `63 % increase`, `14 deviations below`.
        let before = (start..self.at)
            .rev()
            .take(3)
            .take_while(|at| !scope.is_boundary(*at))
            .find(|at| self.figure(*at).is_some());
        if let Some(before) = before.filter(|_| !is_extreme)
            && let Some(figure) = self.figure(before)
        {
            let is_amount = matches!(
                figure.unit.as_ref().map(|unit| &unit.dimension),
                Some(
                    Dimension::Percent
                        | Dimension::Deviations
                        | Dimension::Points
                        | Dimension::Times
                )
            ) || matches!(self.cue, Cue::Above | Cue::Below);
            if is_amount {
                return self.of_amount(before, figure);
            }
        }
        // `83.34, which was also its low`, but not `the highest, 4.23 bar`, nor `68 a min`.
        // `-8.8, coldest of the two weeks`
        let is_of_all = matches!(
            scope.word(self.at + 1),
            "of" | "in" | "since" | "for" | "so" | "this" | "all" | "ever" | "yet" | "on"
        ) && self.at > start
            && matches!(scope.word(self.at - 1), "," | "(" | "—" | "–" | "the" | "its");
        let has_number = (self.at + 2..end).take(2).any(|at| self.figure(at).is_some());
        if is_extreme
            && (scope.is_boundary(self.at + 1) || is_of_all && !has_number)
            && self.figure(self.at + 2).is_none()
            && self.at > start
            && scope.word(self.at - 1) != "/"
            && let Some(before) = (start..self.at)
                .rev()
                .take(5)
                .take_while(|at| scope.word(*at) != ";")
                .find(|at| self.figure(*at).is_some())
            && let Some(figure) = self.figure(before)
        {
            return self.of_level(before, figure);
        }
        // `17,065 being the low, 20,060 the high`
        if is_extreme && scope.is_boundary(self.at + 1) && self.at > start {
            let mut before = (start..self.at).rev().take(5);
            if before.any(|at| self.figure(at).is_some()) {
                return Evidence::None;
            }
        }
        // `81.5 percent at its lowest`, `844 an hour on the quietest day`
        let is_small =
            |at: &usize| matches!(scope.word(*at), "at" | "on" | "in" | "its" | "the" | "their");
        let is_rate = |at: &usize| matches!(scope.what(*at), Some(What::Cue(Cue::Rate)));
        let glued = (start..self.at).rev().take(4).find(|at| !is_small(at) && !is_rate(at));
        if is_extreme
            && let Some(before) = glued.filter(|before| {
                let next = before + 1 + usize::from(is_rate(&(before + 1)));
                matches!(scope.word(next), "at" | "on" | "in") && next < self.at
            })
            && let Some(figure) = self.figure(before)
        {
            return self.of_level(before, figure);
        }
        for ahead in (self.at + 1..end).take(REACH) {
            if self.ends_at_extreme(ahead) {
                return Evidence::For;
            }
            if let Some(What::Cue(other)) = scope.what(ahead)
                && (other.direction() != 0 && !matches!(other, Cue::Above | Cue::Below)
                    || matches!(other, Cue::Return | Cue::AtMost | Cue::AtLeast)
                    || is_extreme
                        && matches!(other, Cue::Maximum | Cue::Minimum)
                        && *other != self.cue)
            {
                break;
            }
            let Some(figure) = self.figure(ahead) else { continue };
            // `its highest hour was almost seven times its lowest`
            if is_extreme && figure.is_ratio() {
                return Evidence::For;
            }
            // `peaked one day later at 57.1 h`
            if scope.is_distance(ahead) {
                continue;
            }
            if let Some((from, to)) = pairs::span(scope, ahead)
                && from == ahead
                && !is_extreme
            {
                return self.of_span(from, to);
            }
            let lead = scope.lead_word(ahead);
            let is_down_from = lead == "from" && ahead - self.at <= 3;
            if is_down_from
                && let Some(before) = (start..self.at).rev().find(|at| self.figure(*at).is_some())
            {
                return self.of_span(ahead, before);
            }
            if lead == "from" && !is_extreme {
                return self.of_origin(ahead, figure);
            }
            let is_next = ahead == self.at + 1;
            let is_amount = matches!(lead, "by" | "of")
                || figure.per_seconds.is_some()
                || is_next
                    && figure.unit.as_ref().is_some_and(|unit| {
                        matches!(unit.dimension, Dimension::Percent | Dimension::Points)
                    });
            let is_end =
                is_extreme || is_next || matches!(lead, "to" | "at" | "with" | "" | "reaching");
            let found = match is_amount && !is_extreme {
                true => self.of_amount(ahead, figure),
                false if is_end => self.of_level(ahead, figure),
                false if self.is_contrasted(ahead) => self.of_anomaly(ahead, figure),
                false => return Evidence::None,
            };
            // An amount may follow from nothing that is known: `by more than a quarter (3.26 % → 2.33 %)`.
            if found != Evidence::None || !is_amount {
                return found;
            }
        }
        Evidence::None
    }

    /// `fell to a minimum of 100.9`: nothing rises to its lowest value. What that is, its number says.
    fn ends_at_extreme(&self, at: usize) -> bool {
        let scope = &self.check.scope;
        let is_its_end = match scope.what(at) {
            Some(What::Cue(Cue::Minimum)) => self.direction < 0,
            Some(What::Cue(Cue::Maximum)) => self.direction > 0,
            _ => false,
        };
        is_its_end
            && matches!(self.cue, Cue::Rise | Cue::Fall | Cue::Spike | Cue::Dip)
            && at <= self.at + 4
            && (self.at + 1..at).any(|place| scope.word(place) == "to")
    }

    fn figure(&self, at: usize) -> Option<&Figure> {
        match self.check.scope.get(at).map(|mention| &mention.what) {
            Some(What::Number(figure)) if figure.is_value() || self.is_of_time_series(at) => {
                Some(figure)
            }
            _ => None,
        }
    }

    /// Whether a number of seconds or minutes may be a value of its series.
    fn is_of_time_series(&self, at: usize) -> bool {
        let subjects = self.check.scope.subjects(at).series;
        subjects.into_iter().any(|series| {
            self.check.quantities.unit(series).is_some_and(|unit| unit.dimension == Dimension::Time)
        })
    }

    /// `from X to Y`.
    fn of_span(&self, from: usize, to: usize) -> Evidence {
        let factor_of = |at: usize| Some(self.figure(at)?.unit.as_ref()?.factor);
        let value = |at: usize| {
            let figure = self.figure(at)?;
            // `from 396.9 to 256.3 GB`: a unit that is told once is that of both.
            let factor = factor_of(at).or(factor_of(from)).or(factor_of(to)).unwrap_or(1.0);
            Some(figure.written.value * factor * if figure.written.sign < 0 { -1.0 } else { 1.0 })
        };
        match (value(from), value(to)) {
            (Some(from), Some(to)) => self.weighed(&[sign(to - from)]),
            _ => Evidence::None,
        }
    }

    /// `by Z`, `Z per day`, `Z deviations above`.
    fn of_amount(&self, at: usize, figure: &Figure) -> Evidence {
        // `17 degrees below the high`: what an extreme is compared with lies on its one side.
        if matches!(self.cue, Cue::Above | Cue::Below)
            && let Some(extreme) = self.extreme_behind()
        {
            return self.weighed(&[-extreme]);
        }
        let claim = Claim::new(self.check, at, figure);
        if figure.unit.as_ref().is_some_and(|unit| unit.dimension == Dimension::Deviations) {
            return self.weighed(&claim.directions_of(&[S::Deviations]));
        }
        let mut directions = claim.directions_of(&[S::Slope]);
        if figure.per_seconds.is_none() {
            directions.extend(derived::directions(&claim));
        }
        self.weighed(&directions)
    }

    /// 1 if a highest value stands right behind the word, -1 if a lowest one does.
    fn extreme_behind(&self) -> Option<i8> {
        let scope = &self.check.scope;
        let stops = |at: &usize| scope.is_boundary(*at) || self.figure(*at).is_some();
        let mut behind = (self.at + 1..self.at + 5).take_while(|at| !stops(at));
        behind.find_map(|at| match scope.what(at) {
            Some(What::Cue(Cue::Maximum)) => Some(1),
            Some(What::Cue(Cue::Minimum)) => Some(-1),
            _ => None,
        })
    }

    /// `rose to Y`, `peaked at Y`.
    fn of_level(&self, at: usize, figure: &Figure) -> Evidence {
        if matches!(self.cue, Cue::Above | Cue::Below) {
            return Evidence::None;
        }
        let claim = Claim::new(self.check, at, figure);
        self.weighed(&claim.directions_of(&[
            S::AnomalyValue,
            S::ChangeTo,
            S::TrendTo,
            S::Last,
            S::Maximum,
            S::Minimum,
        ]))
    }

    /// `grew from 517 MB until noon`: nothing falls from its lowest value or rises from its highest.
    fn of_origin(&self, at: usize, figure: &Figure) -> Evidence {
        let claim = Claim::new(self.check, at, figure);
        let back = claim.directions_of(&[S::Minimum, S::Maximum]);
        self.weighed(&back.into_iter().map(|direction| -direction).collect::<Vec<i8>>())
    }

    /// Whether a number is told with what was expected in its place: `9,806 instead of 120,529`.
    fn is_contrasted(&self, at: usize) -> bool {
        let (_, end) = self.check.scope.sentence(at);
        let mut behind = (at + 1..end).take(5);
        behind.any(|place| {
            matches!(
                self.check.scope.what(place),
                Some(What::Cue(Cue::Instead | Cue::Expected | Cue::Usual))
            )
        })
    }

    /// `collapsed: 24 instead of 212`.
    fn of_anomaly(&self, at: usize, figure: &Figure) -> Evidence {
        let claim = Claim::new(self.check, at, figure);
        self.weighed(&claim.directions_of(&[S::AnomalyValue]))
    }

    /// Events at the times that the clause gives.
    fn of_times(&self) -> Evidence {
        if matches!(self.cue, Cue::Above | Cue::Below) {
            return Evidence::None;
        }
        let scope = &self.check.scope;
        let subjects = scope.subjects(self.at);
        // `at which point usage fell to 518 MB, i.e. it was halved`: how many times, its numbers say.
        let is_factor = ["halv", "doubl", "tripl", "quadrupl"]
            .iter()
            .any(|stem| scope.word(self.at).starts_with(stem));
        if subjects.source == Source::Carried || is_factor {
            return Evidence::None;
        }
        let (start, end) = scope.sentence(self.at);
        let mut directions = Vec::new();
        // What happens behind a semicolon has its own time.
        let is_break = |at: &usize| scope.word(*at) == ";";
        let start = (start..self.at).rev().find(is_break).unwrap_or(start);
        let end = (self.at..end).find(is_break).unwrap_or(end);
        for at in start..end {
            let is_extreme =
                matches!(self.cue, Cue::Maximum | Cue::Minimum | Cue::Spike | Cue::Dip);
            let is_event = |statistic: S| {
                (is_extreme || !matches!(statistic, S::Maximum | S::Minimum))
                    && matches!(statistic, S::AnomalyValue | S::ChangeTo | S::Maximum | S::Minimum)
            };
            let of_subject = |series: Option<usize>| match subjects.source {
                Source::Open => true,
                _ => series.is_some_and(|series| subjects.series.contains(&series)),
            };
            let instants = self.check.moments_at(at);
            if !instants.is_empty() && self.is_time_of_another(at) {
                continue;
            }
            directions.extend(
                instants
                    .iter()
                    .filter(|instant| is_event(instant.statistic) && of_subject(instant.of.series))
                    .map(|instant| instant.of.direction),
            );
        }
        // A date may lie on a long way up or down as well.
        if !matches!(self.cue, Cue::Maximum | Cue::Minimum)
            && !directions.is_empty()
            && !self.is_abrupt()
        {
            directions.extend(self.long_directions(&subjects.series, Weight::Sure));
        }
        self.weighed(&directions)
    }

    /// Whether a time is not that of the movement but one that it is told by: `rose until 16:00`, `on 19 September, a week
    /// ahead of the jump`.
    fn is_time_of_another(&self, time: usize) -> bool {
        let scope = &self.check.scope;
        let is_end = |at: usize| matches!(scope.word(at), "until" | "till");
        let ends = time > self.at
            && (self.at + 1..time)
                .rev()
                .take(5)
                .take_while(|at| !scope.is_boundary(*at))
                .any(is_end);
        let is_distance = |at: usize| {
            matches!(
                scope.word(at),
                "before" | "after" | "ahead" | "earlier" | "later" | "preceding" | "following"
            ) && at > time + 1
        };
        ends || time < self.at && (time + 1..self.at).rev().take(4).any(is_distance)
    }

    fn is_abrupt(&self) -> bool {
        matches!(self.cue, Cue::Spike | Cue::Dip)
            || self.check.scope.has_word(self.at, &["sharply", "suddenly", "abruptly"])
    }

    /// The trend, the changes and the anomalies of the series.
    fn of_series(&self) -> Evidence {
        if usual::compares(self.check, self.at) {
            return self.weighed(&usual::directions(self.check, self.at));
        }
        if matches!(self.cue, Cue::Above | Cue::Below) && self.is_of_level() {
            return self.weighed(&self.changes(&self.check.scope.subjects(self.at).series));
        }
        if !matches!(self.cue, Cue::Rise | Cue::Fall | Cue::Spike | Cue::Dip) {
            return Evidence::None;
        }
        // What no number and no time says of a movement is only certain of what is named beside it.
        let subjects = self.check.scope.subjects(self.at);
        if subjects.source != Source::Named || !subjects.is_of_clause {
            return Evidence::None;
        }
        let mut directions = Vec::new();
        let facts = self.check.quantities.facts;
        let speaks_of_anomaly = self.is_abrupt()
            || self
                .check
                .scope
                .has_cue(self.at, &[Cue::Anomaly, Cue::Spike, Cue::Dip, Cue::Coincidence]);
        for series in subjects.series.iter().filter_map(|index| facts.series.get(*index)) {
            if speaks_of_anomaly {
                directions.extend(
                    series.anomalies.iter().map(|anomaly| sign(anomaly.value - anomaly.expected)),
                );
            }
        }
        directions.extend(self.long_directions(&subjects.series, Weight::Any));
        self.weighed(&directions)
    }

    /// Whether a level is compared with the one before: `at the lower level`.
    fn is_of_level(&self) -> bool {
        let next = self.check.scope.get(self.at + 1).map_or("", |mention| mention.word.as_str());
        matches!(next, "level" | "plateau" | "baseline" | "value")
    }

    /// The directions of the changes of some series.
    fn changes(&self, subjects: &[usize]) -> Vec<i8> {
        let series =
            subjects.iter().filter_map(|index| self.check.quantities.facts.series.get(*index));
        series
            .flat_map(|series| &series.change_points)
            .map(|change| sign(change.to - change.from))
            .collect()
    }

    /// The directions of trends that matter and of changes; where there are none, of the anomalies, and where there are none
    /// either, of the first and the last value.
    fn long_directions(&self, subjects: &[usize], weight: Weight) -> Vec<i8> {
        let facts = self.check.quantities.facts;
        let mut directions = Vec::new();
        // Numbers of the sentence say themselves what moves.
        let (start, end) = self.check.scope.sentence(self.at);
        let has_numbers = (start..end).any(|at| self.figure(at).is_some());
        for series in subjects.iter().filter_map(|index| facts.series.get(*index)) {
            let before = directions.len();
            let trend = series.trend.as_ref();
            directions.extend(trend.filter(|trend| trend.matters).map(|trend| sign(trend.slope)));
            directions
                .extend(series.change_points.iter().map(|change| sign(change.to - change.from)));
            if weight == Weight::Any && !has_numbers {
                directions.extend(stretches(series));
            }
            if directions.len() == before && weight == Weight::Any {
                // What happens for a while only is all that moves; else the little that there is counts.
                directions.extend(
                    series.anomalies.iter().map(|anomaly| sign(anomaly.value - anomaly.expected)),
                );
            }
            if directions.len() == before && weight == Weight::Any {
                directions.extend(trend.map(|trend| sign(trend.slope)));
                directions.extend(
                    series.summary.as_ref().map(|summary| sign(summary.last - summary.first)),
                );
            }
        }
        directions
    }

    /// What the facts show in its place. The word, the number or the time beside it may be what is wrong.
    fn message(&self) -> String {
        let quoted = self.check.scope.get(self.at).map_or("", |mention| self.check.quoted(mention));
        let told = self.told_facts();
        if told.is_empty() {
            let shown = if self.direction > 0 { "down" } else { "up" };
            return format!(
                "“{quoted}” and what stands beside it fit no fact together: the facts show the way {shown} here."
            );
        }
        format!("“{quoted}” and what stands beside it fit no fact together: {}.", told.join("; "))
    }

    /// What the facts know of how the series moves: the changes and anomalies at the times of the sentence first, then all of
    /// them, its trend, and its first and last value.
    fn told_facts(&self) -> Vec<String> {
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
        let mut told: Vec<(bool, String)> = Vec::new();
        for (index, series) in subjects.iter().filter_map(|at| Some((*at, facts.series.get(*at)?)))
        {
            let name = &series.name;
            for (event, change) in series.change_points.iter().enumerate().take(MOST_TOLD) {
                let (from, to) = (shown(change.from), shown(change.to));
                let text =
                    format!("the level of {name} changed from {from} to {to} at {}", change.at);
                told.push((!is_told(S::ChangeTo, index, event), text));
            }
            for (event, anomaly) in series.anomalies.iter().enumerate().take(MOST_TOLD) {
                let (value, expected) = (shown(anomaly.value), shown(anomaly.expected));
                let text =
                    format!("at {} {name} was {value} where {expected} was expected", anomaly.at);
                told.push((!is_told(S::AnomalyValue, index, event), text));
            }
            if let Some(trend) = series.trend.as_ref().filter(|trend| trend.matters) {
                let text = format!(
                    "the trend line of {name} goes from {} to {}",
                    shown(trend.from),
                    shown(trend.to)
                );
                told.push((true, text));
            } else if let Some(summary) = series.summary.as_ref() {
                let text = format!(
                    "{name} began at {} and ended at {}",
                    shown(summary.first),
                    shown(summary.last)
                );
                told.push((true, text));
            }
        }
        // What happened at a time that the text tells comes first.
        told.sort_by_key(|(is_elsewhere, _)| *is_elsewhere);
        told.into_iter().map(|(_, text)| text).take(2).collect()
    }
}

/// So many changes and anomalies of a series are looked through for a message.
const MOST_TOLD: usize = 64;

/// The directions of what lies between the changes of a series where it moves by half as much as they do: a climb before a
/// step down.
fn stretches(series: &Series) -> Vec<i8> {
    let Some(summary) = &series.summary else { return Vec::new() };
    let changes = &series.change_points;
    let ends = changes.iter().map(|change| change.from).chain([summary.last]);
    let starts = [summary.first].into_iter().chain(changes.iter().map(|change| change.to));
    let steps = changes.iter().map(|change| (change.to - change.from).abs());
    let least = steps.fold(f64::INFINITY, f64::min) * 0.5;
    let stretches = starts.zip(ends).map(|(from, to)| to - from);
    stretches.filter(|moved| moved.abs() >= least).map(sign).collect()
}

/// So far a word of movement is looked for numbers, in mentions.
const REACH: usize = 14;
