//! The ways in which the cells of a column can be read so far, each with its tally: decimals behind a point or behind a
//! comma, and what may be a code for a missing value as a number or as none.

use crate::series::table::{
    number::Style,
    tally::{Tally, Totals},
    timeline::Moments,
};

/// What a cell is that may be a code for a missing value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Codes {
    Missing,
    Numbers,
}

/// One way.
#[derive(Clone)]
struct Reading {
    style: Style,
    codes: Codes,
    tally: Tally,
}

/// All of them: one, until a cell can be read in two ways, and never none.
pub(super) struct Readings(Vec<Reading>);

impl Readings {
    pub(super) fn new() -> Self {
        Self(vec![Reading { style: Style::Point, codes: Codes::Missing, tally: Tally::new() }])
    }

    /// Adds a number to each: `point` or `comma`, and none where it is a code.
    #[inline]
    pub(super) fn push(&mut self, point: f64, comma: f64, may_be_code: bool) {
        for Reading { style, codes, tally } in &mut self.0 {
            let number = if *style == Style::Point { point } else { comma };
            let is_missing = may_be_code && *codes == Codes::Missing;
            tally.block.push(if is_missing { f64::NAN } else { number });
        }
    }

    /// From now on, decimals may follow a point or a comma.
    pub(super) fn fork_styles(&mut self) {
        if !self.have_styles() {
            self.fork(|reading| reading.style = Style::Comma);
        }
    }

    /// From now on, there is what may be a code.
    pub(super) fn fork_codes(&mut self) {
        if !self.have_codes() {
            self.fork(|reading| reading.codes = Codes::Numbers);
        }
    }

    fn fork(&mut self, change: impl Fn(&mut Reading)) {
        let mut others = self.0.clone();
        others.iter_mut().for_each(change);
        self.0.append(&mut others);
    }

    /// Whether decimals may follow a point or a comma.
    pub(super) fn have_styles(&self) -> bool {
        // Asked for every cell: most columns are read in one way.
        self.0.len() > 1
            && self.0.iter().any(|reading| reading.style == Style::Point)
            && self.0.iter().any(|reading| reading.style == Style::Comma)
    }

    /// Whether they are read in both ways, or settled as numbers.
    fn have_codes(&self) -> bool {
        self.0.iter().any(|reading| reading.codes == Codes::Numbers)
    }

    /// Decimals are written in this way.
    pub(super) fn settle_style(&mut self, style: Style) {
        if self.have_styles() {
            self.0.retain(|reading| reading.style == style);
        }
    }

    /// What may be a code is this.
    pub(super) fn settle_codes(&mut self, codes: Codes) {
        if self.have_codes() {
            self.0.retain(|reading| reading.codes == codes);
        }
    }

    pub(super) fn tallies(&mut self) -> impl Iterator<Item = &mut Tally> {
        self.0.iter_mut().map(|reading| &mut reading.tally)
    }

    /// How many numbers there are, with what may be codes.
    pub(super) fn count(&self) -> u64 {
        self.0.iter().map(|reading| reading.tally.count()).max().unwrap_or(0)
    }

    /// The numbers of the first of them, which has no codes if there are any.
    pub(super) fn first(&self) -> Option<&Tally> {
        self.0.first().map(|reading| &reading.tally)
    }

    /// What the numbers come to, now that one way remains.
    pub(super) fn totals(
        mut self,
        moments: &Moments,
        offset: Option<i32>,
        scratch: &mut Vec<f64>,
    ) -> Totals {
        self.0.swap_remove(0).tally.totals(moments, offset, scratch)
    }
}
