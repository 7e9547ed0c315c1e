//! The values and times of the facts, one after the other.

use metrics_narrator::series::facts::{
    Anomaly, ChangePoint, Facts, Moment, Series, Summary, Table, Trend,
};

use super::{Known, Move, MoveKind, Nature, Pair, Role};
use crate::numbers::seeds::text::Measure;

impl Known {
    pub(super) fn add_table(&mut self, facts: &Facts) {
        let table = &facts.table;
        for (role, count) in [
            (Role::Rows, table.rows),
            (Role::Gaps, table.gaps),
            (Role::OutOfOrder, table.out_of_order),
            (Role::Duplicates, table.duplicate_times),
            (Role::Skipped, table.skipped.rows),
            (Role::SeriesCount, facts.series.len() as u64),
            (Role::EventCount, facts.coincidences.len() as u64),
            (Role::EventCount, facts.correlations.len() as u64),
            (Role::EventCount, facts.series.iter().map(|s| s.anomalies.len() as u64).sum()),
            (Role::EventCount, facts.series.iter().map(|s| s.change_points.len() as u64).sum()),
            (Role::Rows, table.rows + table.skipped.rows),
        ] {
            self.add(&[], role, count as f64, Nature::Count);
        }
        for line in &table.skipped.first {
            self.add(&[], Role::Line, line.line as f64, Nature::Count);
        }
        for (role, seconds) in [
            (Role::LongestGap, table.longest_gap_seconds),
            (Role::Step, table.step_seconds),
            (Role::Step, table.bucket_seconds.unwrap_or(table.step_seconds)),
            (Role::Span, seconds_between(table.from, table.to)),
            (Role::Span, seconds_between(table.from, table.to) + table.step_seconds),
        ] {
            self.add(&[], role, seconds, Nature::Seconds);
        }
        self.common.extend([table.from, table.to]);
        self.moments.extend([table.from, table.to]);
        for coincidence in &facts.coincidences {
            let (from, to) = (coincidence.from, coincidence.to);
            self.common.extend([from, to]);
            self.moments.extend([from, to]);
            for seconds in [0.0, table.step_seconds] {
                let seconds = seconds + seconds_between(from, to);
                self.add(&[], Role::AnomalyLength, seconds, Nature::Seconds);
            }
            self.add(&[], Role::EventCount, coincidence.series.len() as f64, Nature::Count);
        }
    }

    pub(super) fn add_series(&mut self, index: usize, series: &Series, facts: &Facts) {
        let unit = series.unit.as_deref().and_then(Measure::of);
        self.add_counts(index, series);
        let mut moments = Vec::new();
        if let Some(summary) = &series.summary {
            self.add_summary(index, summary, unit);
            moments.extend([summary.min_at, summary.max_at]);
        }
        if let Some(trend) = &series.trend {
            self.add_trend(index, trend, unit, &facts.table);
        }
        if let Some(season) = &series.seasonality {
            self.add(&[index], Role::Period, season.period_seconds, Nature::Seconds);
            self.add(&[index], Role::Strength, season.strength, Nature::Share);
            self.add(&[index], Role::Amplitude, season.amplitude, Nature::Value(unit));
            for change in &season.amplitude_changes {
                self.add(&[index], Role::Amplitude, change.from, Nature::Value(unit));
                self.add(&[index], Role::Amplitude, change.to, Nature::Value(unit));
                moments.push(change.at);
            }
        }
        for line in &series.flat_lines {
            self.add(&[index], Role::AnomalyValue, line.value, Nature::Value(unit));
            self.add_length(index, [line.from, line.to], line.seconds);
            moments.extend([line.from, line.to]);
        }
        self.add_change_points(index, &series.change_points, unit);
        moments.extend(series.change_points.iter().map(|point| point.at));
        for anomaly in &series.anomalies {
            self.add_anomaly(index, anomaly, unit);
            moments.extend([anomaly.from, anomaly.to, anomaly.at]);
        }
        self.moments.extend(&moments);
        self.moments_of.push(moments);
    }

    fn add_counts(&mut self, index: usize, series: &Series) {
        let rows = (series.count + series.missing).max(1) as f64;
        for (role, number, nature) in [
            (Role::Count, series.count as f64, Nature::Count),
            (Role::Missing, series.missing as f64, Nature::Count),
            (Role::MissingShare, series.missing as f64 / rows, Nature::Share),
            (Role::MissingShare, series.count as f64 / rows, Nature::Share),
            (Role::EventCount, series.anomalies.len() as f64, Nature::Count),
            (Role::EventCount, series.change_points.len() as f64, Nature::Count),
        ] {
            self.add(&[index], role, number, nature);
        }
    }

    fn add_summary(&mut self, index: usize, summary: &Summary, unit: Option<Measure>) {
        for (role, number) in [
            (Role::Min, summary.min),
            (Role::Max, summary.max),
            (Role::Mean, summary.mean),
            (Role::Deviation, summary.standard_deviation),
            (Role::P25, summary.p25),
            (Role::Median, summary.median),
            (Role::P75, summary.p75),
            (Role::P90, summary.p90),
            (Role::P95, summary.p95),
            (Role::P99, summary.p99),
            (Role::First, summary.first),
            (Role::Last, summary.last),
        ] {
            self.add(&[index], role, number, Nature::Value(unit));
        }
        self.pair(index, summary.first, summary.last);
        self.pair(index, summary.min, summary.max);
    }

    fn add_trend(&mut self, index: usize, trend: &Trend, unit: Option<Measure>, table: &Table) {
        let seconds = trend.per.seconds();
        self.add(&[index], Role::Slope, trend.slope, Nature::Slope(unit, seconds));
        self.add(&[index], Role::TrendFrom, trend.from, Nature::Value(unit));
        self.add(&[index], Role::TrendTo, trend.to, Nature::Value(unit));
        self.pair(index, trend.from, trend.to);
        self.moved(index, table.from, table.to, trend.to > trend.from, MoveKind::Trend);
    }

    fn add_change_points(&mut self, index: usize, points: &[ChangePoint], unit: Option<Measure>) {
        for point in points {
            self.add(&[index], Role::LevelFrom, point.from, Nature::Value(unit));
            self.add(&[index], Role::LevelTo, point.to, Nature::Value(unit));
            self.pair(index, point.from, point.to);
            self.moved(index, point.at, point.at, point.to > point.from, MoveKind::ChangePoint);
        }
        if let (Some(first), Some(last)) = (points.first(), points.last()) {
            self.pair(index, first.from, last.to);
        }
    }

    fn add_anomaly(&mut self, index: usize, anomaly: &Anomaly, unit: Option<Measure>) {
        self.add(&[index], Role::AnomalyValue, anomaly.value, Nature::Value(unit));
        self.add(&[index], Role::Expected, anomaly.expected, Nature::Value(unit));
        self.add(&[index], Role::Deviations, anomaly.deviations, Nature::Deviations);
        self.add_length(index, [anomaly.from, anomaly.to], anomaly.seconds);
        self.pair(index, anomaly.expected, anomaly.value);
        let is_up = anomaly.value > anomaly.expected;
        self.moved(index, anomaly.from, anomaly.to, is_up, MoveKind::Anomaly);
        self.intervals.push((index, anomaly.from, anomaly.to));
    }

    /// People count a time from the first row to the last one, and the last one with it.
    fn add_length(&mut self, index: usize, [from, to]: [Moment; 2], with_last_row: f64) {
        for seconds in [seconds_between(from, to), with_last_row] {
            self.add(&[index], Role::AnomalyLength, seconds, Nature::Seconds);
        }
    }

    pub(super) fn add_pairs_of_series(&mut self, facts: &Facts) {
        let index = |name: &String| self.names.iter().position(|other| other == name);
        let pairs: Vec<([usize; 2], f64)> = facts
            .correlations
            .iter()
            .filter_map(|one| {
                let [a, b] = &one.series;
                Some(([index(a)?, index(b)?], one.coefficient))
            })
            .collect();
        for (pair, coefficient) in &pairs {
            self.add(pair, Role::Coefficient, *coefficient, Nature::Share);
        }
        self.coefficients = pairs;
    }

    fn pair(&mut self, series: usize, from: f64, to: f64) {
        self.pairs.push(Pair { series, from, to });
    }

    fn moved(&mut self, series: usize, from: Moment, to: Moment, is_up: bool, kind: MoveKind) {
        if let (Some(from), Some(to)) = (from.wall(), to.wall()) {
            self.moves.push(Move { series, from, to, is_up, kind });
        }
    }
}

fn seconds_between(from: Moment, to: Moment) -> f64 {
    (to.milliseconds.saturating_sub(from.milliseconds)) as f64 / 1000.0
}
