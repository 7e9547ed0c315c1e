//! The facts as a list of values and moments that numbers and times of a text are compared with.

use std::ops::Range;

use crate::series::{
    claims::reading::units::Unit,
    facts::{ChangePoint, Facts, Moment, Series, Stretch},
};

use super::{headers::Header, statistics::Statistic as S};

/// A value of the facts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::series::claims) struct Quantity {
    pub(in crate::series::claims) statistic: S,
    pub(in crate::series::claims) value: f64,
    pub(in crate::series::claims) of: Owner,
}

/// A moment of the facts, or a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::series::claims) struct Instant {
    pub(in crate::series::claims) from: Moment,
    /// The same as `from` for a moment.
    pub(in crate::series::claims) to: Moment,
    pub(in crate::series::claims) statistic: S,
    pub(in crate::series::claims) of: Owner,
}

/// What a fact belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::series::claims) struct Owner {
    /// Index of its series; none for the table, and for what is between series.
    pub(in crate::series::claims) series: Option<usize>,
    /// Index among the series' anomalies or change points, or among the stretches of its trend.
    pub(in crate::series::claims) event: usize,
    /// 1 if it is above what was before or expected, -1 below, 0 if it is neither's.
    pub(in crate::series::claims) direction: i8,
}

/// All values and moments.
#[derive(Debug)]
pub(in crate::series::claims) struct Quantities<'f> {
    pub(in crate::series::claims) facts: &'f Facts,
    /// In the unit of their series; slopes for each second.
    pub(in crate::series::claims) levels: Vec<Quantity>,
    pub(in crate::series::claims) counts: Vec<Quantity>,
    /// In seconds.
    pub(in crate::series::claims) durations: Vec<Quantity>,
    pub(in crate::series::claims) instants: Vec<Instant>,
    /// The header of each series.
    headers: Vec<Header>,
    /// Where the levels of each series lie among all.
    places: Vec<Range<usize>>,
}

/// So many change points of a series are compared with; a table has rarely more, and it bounds what a number costs.
const MAX_CHANGES: usize = 64;

/// The returns to the levels before them are events of their own, numbered from here on.
const RETURNS: usize = MAX_CHANGES;

impl<'f> Quantities<'f> {
    pub(in crate::series::claims) fn of(facts: &'f Facts) -> Self {
        let mut all = Self {
            facts,
            levels: Vec::new(),
            counts: Vec::new(),
            durations: Vec::new(),
            instants: Vec::new(),
            headers: facts.series.iter().map(Header::of).collect(),
            places: Vec::new(),
        };
        all.add_table();
        for (index, series) in facts.series.iter().enumerate() {
            let start = all.levels.len();
            all.add_series(series, Owner { series: Some(index), ..Owner::default() });
            all.places.push(start..all.levels.len());
        }
        all
    }

    /// The levels of a series.
    pub(in crate::series::claims) fn levels_of(&self, series: usize) -> &[Quantity] {
        let place = self.places.get(series).cloned().unwrap_or_default();
        self.levels.get(place).unwrap_or_default()
    }

    /// The first level of a series that is a statistic.
    pub(in crate::series::claims) fn value_of(&self, series: usize, statistic: S) -> Option<f64> {
        let mut levels = self.levels_of(series).iter();
        levels.find(|level| level.statistic == statistic).map(|level| level.value)
    }

    /// The unit of a series, if its header gives one.
    pub(in crate::series::claims) fn unit(&self, series: usize) -> Option<&Unit> {
        self.header(series).and_then(|header| header.unit.as_ref())
    }

    /// What the header of a series says.
    pub(in crate::series::claims) fn header(&self, series: usize) -> Option<&Header> {
        self.headers.get(series)
    }

    /// The headers of all series.
    pub(in crate::series::claims) fn headers(&self) -> &[Header] {
        &self.headers
    }

    fn add_table(&mut self) {
        let table = &self.facts.table;
        let series = &self.facts.series;
        let sum = |number: &dyn Fn(&Series) -> u64| {
            series.iter().fold(0_u64, |sum, series| sum.saturating_add(number(series)))
        };
        for (statistic, count) in [
            (S::Rows, table.rows),
            (S::Rows, table.rows.saturating_add(table.skipped.rows)),
            (S::Gaps, table.gaps),
            (S::Duplicates, table.duplicate_times),
            (S::Disorder, table.out_of_order),
            (S::Skipped, table.skipped.rows),
            (S::SeriesCount, series.len() as u64),
            (S::Correlations, self.facts.correlations.len() as u64),
            (S::Coincidences, self.facts.coincidences.len() as u64),
            (S::Anomalies, sum(&|series| series.anomalies.len() as u64)),
            (S::Changes, sum(&|series| series.change_points.len() as u64)),
            (S::Missing, sum(&|series| series.missing)),
        ] {
            self.add_count(statistic, count as f64, Owner::default());
        }
        for skipped in &table.skipped.first {
            self.add_count(S::SkippedLine, skipped.line as f64, Owner::default());
            let digits = skipped.reason.split(|c: char| !c.is_ascii_digit());
            for number in digits.filter_map(|digits| digits.parse().ok()) {
                self.add_count(S::SkippedLine, number, Owner::default());
            }
        }
        let span = table.from.seconds_to(table.to);
        for (statistic, seconds) in [
            (S::Span, span),
            (S::Span, span + table.step_seconds),
            (S::Step, table.step_seconds),
            (S::LongestGap, table.longest_gap_seconds),
            (S::Bucket, table.bucket_seconds.unwrap_or(table.step_seconds)),
        ] {
            self.add_duration(statistic, seconds, Owner::default());
        }
        self.add_instant(S::First, table.from, table.from, Owner::default());
        self.add_instant(S::Last, table.to, table.to, Owner::default());
        if let Some(gap) = &table.longest_gap {
            self.add_instant(S::LongestGap, gap.from, gap.to, Owner::default());
        }
        for (event, coincidence) in self.facts.coincidences.iter().enumerate() {
            let owner = Owner { event, ..Owner::default() };
            let (from, to) = (coincidence.from, coincidence.to);
            self.add_length_of_rows(S::CoincidenceDuration, from, to, owner);
            self.add_instant(S::CoincidenceDuration, coincidence.from, coincidence.to, owner);
        }
    }

    fn add_series(&mut self, series: &Series, owner: Owner) {
        for (statistic, count) in [
            (S::Readings, series.count),
            (S::Missing, series.missing),
            (S::Anomalies, series.anomalies.len() as u64),
            (S::Changes, series.change_points.len() as u64),
        ] {
            self.add_count(statistic, count as f64, owner);
        }
        // Three of six are told, and three are not.
        let left_out = Some(series.anomalies_left_out).filter(|left_out| *left_out > 0);
        for count in left_out.into_iter().flat_map(|it| [it, it + series.anomalies.len() as u64]) {
            self.add_count(S::Anomalies, count as f64, owner);
        }
        let missing = series.longest_missing.map(|stretch| (stretch.from, stretch.to));
        let since = series.no_values_since.map(|since| (since, self.facts.table.to));
        for (event, (from, to)) in missing.into_iter().chain(since).enumerate() {
            let owner = Owner { event, ..owner };
            self.add_instant(S::Missing, from, to, owner);
            self.add_length_of_rows(S::MissingDuration, from, to, owner);
        }
        self.add_summary(series, owner);
        if let Some(trend) = &series.trend {
            for (event, leg) in trend.legs().into_iter().enumerate() {
                let owner = Owner { event, direction: leg.direction, ..owner };
                self.add_level(S::TrendFrom, leg.from, owner);
                self.add_level(S::TrendTo, leg.to, owner);
                if let Some(at) = leg.until {
                    self.add_instant(S::TrendTo, at, at, owner);
                }
            }
            let owner = Owner { direction: sign(trend.slope), ..owner };
            self.add_level(S::Slope, trend.slope / trend.per.seconds(), owner);
        }
        if let Some(season) = &series.seasonality {
            self.add_level(S::Amplitude, season.amplitude, owner);
            for change in &season.amplitude_changes {
                self.add_level(S::Amplitude, change.from, owner);
                self.add_level(S::Amplitude, change.to, owner);
                self.add_instant(S::Amplitude, change.at, change.at, owner);
            }
            self.add_level(S::Strength, season.strength, owner);
            self.add_duration(S::Period, season.period_seconds, owner);
        }
        for (event, change) in series.change_points.iter().enumerate().take(MAX_CHANGES) {
            let owner = Owner { event, direction: sign(change.to - change.from), ..owner };
            self.add_level(S::ChangeFrom, change.from, owner);
            self.add_level(S::ChangeTo, change.to, owner);
            self.add_instant(S::ChangeTo, change.at, change.at, owner);
            if let Some(Stretch { from, to }) = change.transition {
                self.add_instant(S::ChangeTo, from, to, owner);
                self.add_duration(S::TransitionDuration, from.seconds_to(to), owner);
            }
            if let Some(back) = &change.returned {
                self.add_duration(S::LevelDuration, change.at.seconds_to(back.at), owner);
                let event = RETURNS + event;
                let owner = Owner { event, direction: sign(back.level - change.to), ..owner };
                self.add_level(S::ChangeFrom, change.to, owner);
                self.add_level(S::ChangeTo, back.level, owner);
                self.add_instant(S::ChangeTo, back.at, back.at, owner);
            }
            if let Some(next) = series.change_points.get(event + 1) {
                self.add_duration(S::LevelDuration, change.at.seconds_to(next.at), owner);
            }
        }
        for (event, line) in series.flat_lines.iter().enumerate() {
            let owner = Owner { event, ..owner };
            self.add_level(S::FlatLine, line.value, owner);
            self.add_length_of_rows(S::FlatLineDuration, line.from, line.to, owner);
            self.add_instant(S::FlatLine, line.from, line.to, owner);
        }
        for (event, anomaly) in series.anomalies.iter().enumerate() {
            let owner = Owner { event, direction: sign(anomaly.value - anomaly.expected), ..owner };
            self.add_level(S::AnomalyValue, anomaly.value, owner);
            self.add_level(S::Expected, anomaly.expected, owner);
            self.add_level(S::Deviations, anomaly.deviations, owner);
            self.add_length_of_rows(S::AnomalyDuration, anomaly.from, anomaly.to, owner);
            let between = anomaly.from.seconds_to(anomaly.to);
            let rows =
                (between / self.facts.table.step_seconds.max(f64::MIN_POSITIVE)).round() + 1.0;
            self.add_count(S::Readings, rows, owner);
            self.add_instant(S::AnomalyValue, anomaly.from, anomaly.to, owner);
            self.add_instant(S::AnomalyValue, anomaly.at, anomaly.at, owner);
        }
    }

    fn add_summary(&mut self, series: &Series, owner: Owner) {
        let Some(summary) = &series.summary else { return };
        for (statistic, value) in [
            (S::Mean, summary.mean),
            (S::Deviation, summary.standard_deviation),
            (S::P25, summary.p25),
            (S::Median, summary.median),
            (S::P75, summary.p75),
            (S::P90, summary.p90),
            (S::P95, summary.p95),
            (S::P99, summary.p99),
            (S::First, summary.first),
            (S::Range, summary.max - summary.min),
            (S::InterquartileRange, summary.p75 - summary.p25),
        ] {
            self.add_level(statistic, value, owner);
        }
        let (lowest, highest) = (Owner { direction: -1, ..owner }, Owner { direction: 1, ..owner });
        self.add_level(S::Minimum, summary.min, lowest);
        self.add_level(S::Maximum, summary.max, highest);
        self.add_instant(S::Minimum, summary.min_at, summary.min_at, lowest);
        self.add_instant(S::Maximum, summary.max_at, summary.max_at, highest);
        let last = Owner { direction: sign(summary.last - summary.first), ..owner };
        self.add_level(S::Last, summary.last, last);
    }

    fn add_level(&mut self, statistic: S, value: f64, of: Owner) {
        self.levels.push(Quantity { statistic, value, of });
    }

    fn add_count(&mut self, statistic: S, value: f64, of: Owner) {
        self.counts.push(Quantity { statistic, value, of });
    }

    fn add_duration(&mut self, statistic: S, seconds: f64, of: Owner) {
        self.durations.push(Quantity { statistic, value: seconds, of });
    }

    /// How long rows last: as the facts tell it, up to the row behind the last, and up to the last one, which people say too.
    fn add_length_of_rows(&mut self, statistic: S, from: Moment, to: Moment, of: Owner) {
        let end = self.facts.table.end_of_row(to);
        self.add_duration(statistic, from.seconds_to(end), of);
        self.add_duration(statistic, from.seconds_to(to), of);
    }

    fn add_instant(&mut self, statistic: S, from: Moment, to: Moment, of: Owner) {
        self.instants.push(Instant { from, to, statistic, of });
    }
}

/// The change of level of `series` that an event is, or the one from which it is the return.
pub(in crate::series::claims) fn change_of(series: &Series, event: usize) -> Option<&ChangePoint> {
    series.change_points.get(event % RETURNS)
}

/// 1 for what is above 0, -1 for what is below.
pub(in crate::series::claims) fn sign(value: f64) -> i8 {
    i8::from(value > 0.0) - i8::from(value < 0.0)
}
