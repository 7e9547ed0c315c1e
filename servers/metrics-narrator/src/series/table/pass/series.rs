//! What is known about a column of numbers so far, in both readings of them where there are two.

use shared::material::quoted;

use super::{
    Unused, codes,
    readings::{Codes, Readings},
};
use crate::series::{
    facts::{MissingCode, SkippedLine},
    table::{
        Column,
        head::{self, LeftOutPlan, SeriesPlan},
        number::{Cells, Fault, Outcome, Style, cells, written},
        timeline::Moments,
        words::text,
    },
};

/// One number in so many may be written in another way than the others, as a slip of the pen: more of them are no slip,
/// and what they say would be missing in the facts.
const MISFITS_PER_NUMBER: u64 = 100;

/// A column of numbers so far.
pub(super) struct Series {
    pub(super) plan: SeriesPlan,
    pub(super) cells: Cells,
    pub(super) readings: Readings,
    /// The number that may be a code for a missing value.
    code: Option<MissingCode>,
    /// Whether it was settled without a cell that decides, and the first cell that then decided otherwise.
    pub(super) is_assumed: bool,
    contradiction: Option<SkippedLine>,
    pub(super) unread: Unused,
    /// How many of these cells are numbers that are written in another way than the others.
    misfits: u64,
    first_misfit: Option<SkippedLine>,
    /// How many are infinite numbers.
    infinite: u64,
    /// The first of the other ones.
    text: Option<String>,
}

impl Series {
    pub(super) fn new(plan: SeriesPlan) -> Self {
        Self {
            cells: plan.durations.map_or_else(Cells::default, Cells::of_durations),
            plan,
            readings: Readings::new(),
            code: None,
            is_assumed: false,
            contradiction: None,
            unread: Unused::default(),
            misfits: 0,
            first_misfit: None,
            infinite: 0,
            text: None,
        }
    }

    /// Adds a cell to the block; `line` is only asked for where something is wrong.
    pub(super) fn add(&mut self, cell: &[u8], line: &dyn Fn() -> u64) {
        let (point, comma) = match self.cells.read(cell) {
            Outcome::Number(value) => (value, value),
            Outcome::None => (f64::NAN, f64::NAN),
            Outcome::Either { point, comma } => {
                self.readings.fork_styles();
                (point, comma)
            }
            Outcome::Unread(fault) => {
                self.note_unread(text(cell).trim(), fault, line);
                (f64::NAN, f64::NAN)
            }
        };
        if let Some(style) = self.cells.style() {
            self.readings.settle_style(style);
        }
        let may_be_code =
            codes::are_as_far_as(point) && self.note_code(point, text(cell).trim(), line);
        self.readings.push(point, comma, may_be_code);
    }

    #[inline(never)]
    fn note_code(&mut self, number: f64, cell: &str, line: &dyn Fn() -> u64) -> bool {
        let may_be_code = (codes::may_be_fill(number) || written::may_be_code(cell))
            && codes::note(&mut self.code, cell, line);
        if may_be_code {
            self.readings.fork_codes();
        }
        may_be_code
    }

    fn note_unread(&mut self, cell: &str, fault: Fault, line: &dyn Fn() -> u64) {
        let name = &self.plan.name;
        let named = || {
            let reason =
                format!("its cell {} in {} {}", quoted(cell), quoted(name), fault.reason());
            SkippedLine { line: line(), reason }
        };
        if self.is_assumed && fault == Fault::OtherStyle {
            self.contradiction.get_or_insert_with(named);
        }
        match fault {
            Fault::NoNumber | Fault::NoDuration | Fault::SeveralLines => {
                self.text.get_or_insert_with(|| cell.to_owned());
            }
            Fault::Infinite => self.infinite += 1,
            Fault::OtherStyle | Fault::OtherUnit => {
                self.misfits += 1;
                self.first_misfit.get_or_insert_with(named);
            }
        }
        self.unread.add(named);
    }

    /// Decimals are written in this way.
    pub(super) fn settle(&mut self, style: Style) {
        self.cells.settle(style);
        self.readings.settle_style(self.cells.style().unwrap_or(style));
    }

    /// Chooses between two readings at the end; `style` is that of the columns where it is known.
    pub(super) fn decide(&mut self, style: Option<Style>) -> Result<(), String> {
        let texts = self.unread.count - self.misfits - self.infinite;
        let numbers = self.readings.count();
        if numbers + self.misfits < texts {
            // A column that was not asked for is left out.
            return match &self.text {
                Some(text) if self.plan.is_named => Err(head::no_numbers(&self.plan.name, text)),
                _ => Ok(()),
            };
        }
        // Where only a few are written in another way, what is known of the others holds without them.
        let are_few = self.misfits * MISFITS_PER_NUMBER <= numbers + self.misfits;
        let misfit = self.first_misfit.as_ref().filter(|_| !are_few);
        if let Some(SkippedLine { line, reason }) = self.contradiction.as_ref().or(misfit) {
            return Err(format!(
                "writes the numbers of a column in several ways: in line {line}, {reason}; write all of them in \
                 one way, or name other columns in columns"
            ));
        }
        if let Some(doubtful) = cells::bytes_or_billions(&self.plan.name, &self.cells) {
            return Err(doubtful);
        }
        if self.readings.have_styles() {
            let doubtful = self.cells.doubtful().unwrap_or_default();
            let two_readings = || cells::two_readings(&self.plan.name, doubtful);
            let style = self.usual_style(style).ok_or_else(two_readings)?;
            self.settle(style);
        }
        self.decide_code();
        Ok(())
    }

    /// Chooses between a number and a code for a missing value.
    fn decide_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let Outcome::Number(number) = self.cells.read(code.text.as_bytes()) else { return };
        let Some(others) = self.readings.first() else { return };
        let unit = self.cells.unit().or(self.plan.unit.as_deref());
        let decided = codes::decided(number, code.cells, others, unit);
        self.code = Some(code).filter(|_| decided == Codes::Missing);
        self.readings.settle_codes(decided);
    }

    /// How the numbers are read that no cell decides about: as those of the other columns, if these agree on one
    /// `style`; and a point is decimal where nothing says otherwise, neither how the table is written nor whole
    /// numbers beside it. None if this says nothing, or if a cell has decided.
    pub(super) fn usual_style(&self, style: Option<Style>) -> Option<Style> {
        let doubtful = self.cells.doubtful().filter(|_| self.cells.style().is_none())?;
        let is_plain = !doubtful.contains(',')
            && !self.plan.has_decimal_commas
            && !self.cells.may_have_grouped();
        style.or(is_plain.then_some(Style::Point))
    }

    /// Whether its cells are rather numbers than texts.
    pub(super) fn is_numbers(&self) -> bool {
        self.readings.count() + self.infinite >= self.unread.count
    }

    /// The column among those that are not described.
    pub(super) fn left_out(self) -> LeftOutPlan {
        let reason = head::few_numbers(self.text.as_deref().unwrap_or_default());
        LeftOutPlan { column: self.plan.column, name: self.plan.name, reason }
    }

    /// What the column comes to in a table of `rows`; `offset` is that of the table, and `scratch` has room for the
    /// numbers of one column after the other.
    pub(super) fn column(
        self,
        rows: u64,
        moments: &Moments,
        offset: Option<i32>,
        scratch: &mut Vec<f64>,
    ) -> Column {
        let totals = self.readings.totals(moments, offset, scratch);
        Column {
            unit: self.cells.unit().map(str::to_owned).or(self.plan.unit),
            name: self.plan.name,
            count: totals.count,
            missing: rows - totals.count,
            missing_code: self.code,
            summary: totals.summary,
            values: totals.values,
            lows: totals.lows,
            highs: totals.highs,
        }
    }
}
