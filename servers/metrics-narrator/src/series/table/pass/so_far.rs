//! What is known of the rows so far, in every reading of them.

use csv::ByteRecord;
use shared::material::quoted;

use super::{BLOCK_ROWS, EXACT_ROWS, MAX_NAMED, Unused, series::Series};
use crate::series::{
    durations::SECOND_MILLISECONDS,
    facts::{self, LeftOut, LeftOutColumn, Moment, Skipped, SkippedLine, Unread},
    table::{
        Table,
        clock::{Clock, Order, Trouble},
        head::{LeftOutPlan, SeriesPlan},
        number::Style,
        tally::Tally,
        timeline::{Rows, Timeline},
    },
};

/// After so many rows, a column whose numbers can be read in two ways is read as the other columns are, or with a
/// decimal point if it has no commas: to keep both readings costs twice the time. If a later cell says otherwise, the
/// table is refused.
const ASSUMED_ROWS: u64 = 20_000;

/// The most rows that the counts of buckets and sketches hold.
const MAX_ROWS: u64 = u32::MAX as u64;

/// The rows so far.
pub(super) struct SoFar {
    clock: Clock,
    /// One for each reading of the times: day first, and month first.
    timelines: Vec<Timeline>,
    series: Vec<Series>,
    /// The rows that were used, those of the block included.
    rows: u64,
    has_assumed: bool,
    is_poured: bool,
    /// The rows that were not.
    pub(super) skipped: Unused,
}

impl SoFar {
    pub(super) fn new(clock: Clock, series: Vec<SeriesPlan>) -> Self {
        let series = series.into_iter().map(Series::new);
        Self {
            clock,
            timelines: vec![Timeline::default()],
            series: series.collect(),
            rows: 0,
            has_assumed: false,
            is_poured: false,
            skipped: Unused::default(),
        }
    }

    /// Adds a row to the block; `line` is only asked for where something is wrong.
    pub(super) fn add(
        &mut self,
        time: &[u8],
        record: &ByteRecord,
        line: &dyn Fn() -> u64,
    ) -> Result<(), Trouble> {
        let stamp = self.clock.read(time, line)?;
        if self.rows == MAX_ROWS {
            return Err(Trouble::Refuse(
                "has more than 4,294,967,295 rows, which are the limit; send a part of it"
                    .to_owned(),
            ));
        }
        if stamp.swapped.is_some() != (self.timelines.len() > 1) {
            self.follow_the_order();
        }
        for (timeline, time) in
            self.timelines.iter_mut().zip([stamp.at, stamp.swapped.unwrap_or(stamp.at)])
        {
            timeline.block.push(time);
        }
        for series in &mut self.series {
            series.add(record.get(series.plan.column).unwrap_or_default(), line);
        }
        self.rows += 1;
        if self.rows.is_multiple_of(BLOCK_ROWS as u64) {
            self.count_block();
        }
        Ok(())
    }

    /// Whether there are rows that were used.
    pub(super) fn has_rows(&self) -> bool {
        self.rows > 0
    }

    /// Whether a cell of `record` that nobody looks at holds lines that look like rows, because its quotation mark is not
    /// closed where the cell ends.
    pub(super) fn has_lost(&self, record: &ByteRecord, timestamp: usize, delimiter: u8) -> bool {
        let is_row = |line: &[u8]| {
            let mut cells = line.split(|byte| *byte == delimiter);
            line.contains(&delimiter)
                && cells
                    .nth(timestamp)
                    .is_some_and(|time| self.clock.clone().read(time, &|| 0).is_ok())
        };
        let is_read = |column: usize| {
            column == timestamp || self.series.iter().any(|series| series.plan.column == column)
        };
        record.iter().enumerate().any(|(column, cell)| {
            !is_read(column) && cell.split(|byte| *byte == b'\n').skip(1).any(is_row)
        })
    }

    /// Begins a second reading of the times when one can be read in two ways, and leaves one of them out when another
    /// has decided.
    fn follow_the_order(&mut self) {
        let kept = match self.clock.order() {
            Order::Open(None) => return,
            Order::Open(Some(_)) if self.timelines.len() > 1 => return,
            Order::Open(Some(_)) => {
                self.timelines.extend_from_within(..);
                self.tallies().for_each(Tally::fork_times);
                return;
            }
            Order::DayFirst => 0,
            Order::MonthFirst => 1,
        };
        if self.timelines.len() > 1 {
            self.timelines.swap(0, kept);
            self.timelines.truncate(1);
            self.tallies().for_each(|tally| tally.settle_times(kept));
        }
    }

    fn tallies(&mut self) -> impl Iterator<Item = &mut Tally> {
        self.series.iter_mut().flat_map(|series| series.readings.tallies())
    }

    fn count_block(&mut self) {
        if self.rows > ASSUMED_ROWS && !self.has_assumed {
            self.assume();
        }
        if self.rows > EXACT_ROWS as u64 && !self.is_poured {
            self.pour();
        }
        self.timelines.iter_mut().for_each(Timeline::count_block);
        let timelines = std::mem::take(&mut self.timelines);
        self.tallies().for_each(|tally| tally.count_block(&timelines));
        self.timelines = timelines;
        self.timelines.iter_mut().for_each(Timeline::clear_block);
    }

    /// Chooses between two readings of numbers wherever this is possible without the rows to come.
    fn assume(&mut self) {
        let style = self.style();
        for series in &mut self.series {
            if let Some(style) = series.usual_style(style) {
                series.settle(style);
                series.is_assumed = true;
            }
        }
        self.has_assumed = true;
    }

    /// Gives up the rows for buckets.
    fn pour(&mut self) {
        let runs: Vec<_> = self.timelines.iter_mut().map(Timeline::pour).collect();
        self.tallies().for_each(|tally| tally.pour(&runs));
        self.is_poured = true;
    }

    /// How decimals are written in all columns where it is known, if it is known and the same.
    fn style(&self) -> Option<Style> {
        let mut styles = self.series.iter().filter_map(|series| series.cells.style());
        let first = styles.next()?;
        styles.all(|style| style == first).then_some(first)
    }

    /// The table, now that its end is reached; `left_out` are the columns that were not read.
    pub(super) fn table(
        mut self,
        timestamp_column: String,
        mut left_out: Vec<LeftOutPlan>,
    ) -> Result<Table, String> {
        self.count_block();
        self.require_rows()?;
        self.require_one_order(&timestamp_column)?;
        self.clock.require_milliseconds(self.rows)?;
        left_out.extend(self.keep_numbers()?);
        let unread = self.take_unread();

        let offset = self.clock.offset();
        let at = |milliseconds| Moment { milliseconds, offset };
        let timeline = self.timelines.swap_remove(0);
        let (earliest, latest) = timeline.reach();
        let out_of_order = timeline.out_of_order();
        let moments = timeline.moments();
        let mut scratch = Vec::new();
        let columns = self.series.into_iter();
        let columns = columns
            .map(|series| series.column(self.rows, &moments, offset, &mut scratch))
            .collect();
        let facts = facts::Table {
            rows: self.rows,
            from: at(earliest),
            to: at(latest),
            step_seconds: seconds(moments.steps.usual),
            times: facts::Times::default(),
            timestamp_column,
            bucket_seconds: match moments.rows {
                Rows::Kept { .. } => None,
                Rows::Buckets { width, .. } => Some(seconds(width)),
            },
            gaps: moments.steps.gaps,
            longest_gap_seconds: seconds(moments.steps.longest_gap),
            longest_gap: None,
            out_of_order,
            duplicate_times: moments.steps.duplicates,
            skipped: Skipped { rows: self.skipped.count, first: self.skipped.first },
            unread,
            left_out: first_of(left_out),
        };
        Ok(Table { facts, offset, moments: moments.times, columns })
    }

    fn require_rows(&self) -> Result<(), String> {
        if self.rows > 0 {
            return Ok(());
        }
        Err(match self.skipped.first.first() {
            None => "has a header and no rows; send rows below it".to_owned(),
            Some(SkippedLine { line, reason }) => format!(
                "has {} rows and none that can be used: in line {line}, {reason}",
                self.skipped.count
            ),
        })
    }

    fn require_one_order(&self, timestamp_column: &str) -> Result<(), String> {
        match self.clock.order() {
            Order::Open(Some(doubtful)) if self.timelines.len() > 1 => Err(format!(
                "holds in its column {} the time {doubtful}, and no other row decides; write days as 2024-12-31",
                quoted(timestamp_column)
            )),
            _ => Ok(()),
        }
    }

    /// Decides how the numbers of each column are read, and takes out and returns the columns that turned out to hold
    /// texts.
    fn keep_numbers(&mut self) -> Result<Vec<LeftOutPlan>, String> {
        let style = self.style();
        for series in &mut self.series {
            series.decide(style)?;
        }
        let (numbers, texts): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.series).into_iter().partition(Series::is_numbers);
        self.series = numbers;
        if self.series.is_empty() {
            let text = texts.iter().find_map(|series| series.unread.first.first());
            let example = text.map(|text| format!(" (in line {}, {})", text.line, text.reason));
            return Err(format!(
                "has no column of numbers beside its times{}; send one, with numbers as 1234.5",
                example.unwrap_or_default()
            ));
        }
        Ok(texts.into_iter().map(Series::left_out).collect())
    }

    /// The cells that are no numbers, of all columns together.
    fn take_unread(&mut self) -> Unread {
        let mut unread = Unread::default();
        for series in &mut self.series {
            unread.cells += series.unread.count;
            unread.first.append(&mut series.unread.first);
        }
        unread.first.sort_by_key(|line| line.line);
        unread.first.truncate(MAX_NAMED);
        unread
    }
}

/// How many columns are left out, and the first of them.
fn first_of(mut plans: Vec<LeftOutPlan>) -> LeftOut {
    plans.sort_by_key(|plan| plan.column);
    let columns = plans.len() as u64;
    let column = |LeftOutPlan { name, reason, .. }| LeftOutColumn { name, reason };
    LeftOut { columns, first: plans.into_iter().take(MAX_NAMED).map(column).collect() }
}

fn seconds(milliseconds: i64) -> f64 {
    milliseconds as f64 / SECOND_MILLISECONDS
}
