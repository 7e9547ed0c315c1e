//! What the cells of one column say together: a cell alone does not show what `1,234` is, nor whether all are in ms.

use super::{
    MAX_MAGNITUDE,
    durations::{self, Duration, Parts},
    plain,
    scale::factor,
    scientific,
    written::{self, Amount, Written},
};
use crate::series::table::words::text;
use shared::material::quoted;

/// Which sign separates decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

/// What a cell is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// A number.
    Number(f64),
    /// A number whose style is not known yet, in each of them.
    Either {
        /// With [`Style::Point`].
        point: f64,
        /// With [`Style::Comma`].
        comma: f64,
    },
    /// Empty, or a word for it.
    None,
    /// Something else.
    Unread(Fault),
}

/// Why a cell is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is a text, or a number beyond all measure.
    NoNumber,
    /// It is no duration in a column of these.
    NoDuration,
    /// It holds lines of its own: a quotation mark is not closed where the cell ends.
    SeveralLines,
    /// It is a number whose decimals are separated in another way than those of the cells before.
    OtherStyle,
    /// It is a number in another unit than the cells before, and no multiple of it.
    OtherUnit,
    /// It is an infinite number.
    Infinite,
}

impl Outcome {
    /// The number in a unit of which there are `factor` as many; none if it becomes too large.
    fn times(&self, factor: f64) -> Option<Self> {
        let scaled = |value: f64| Some(value * factor).filter(|value| value.abs() <= MAX_MAGNITUDE);
        Some(match self {
            Self::Number(value) => Self::Number(scaled(*value)?),
            Self::Either { point, comma } => {
                Self::Either { point: scaled(*point)?, comma: scaled(*comma)? }
            }
            Self::None | Self::Unread(_) => self.clone(),
        })
    }
}

impl Fault {
    /// As the end of a sentence about the cell.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::NoNumber => "is no number",
            Self::NoDuration => "is no duration",
            Self::SeveralLines => {
                "runs over several lines; close its quotation mark where the cell ends"
            }
            Self::OtherStyle => {
                "separates decimals or thousands in another way than the cells above it"
            }
            Self::OtherUnit => "is not in the unit of the cells above it",
            Self::Infinite => "is infinite",
        }
    }
}

/// How the cells of a column are written, as far as they have shown it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cells {
    style: Option<Style>,
    unit: Unit,
    /// The first cell that can be read in two ways, and one with a comma if there is one: a point alone is decimal
    /// wherever nothing says otherwise.
    doubtful: Option<String>,
    /// Whether a cell before the style was known is a whole number of one to three digits, other than zero.
    has_short_whole: bool,
    letters: Letters,
    /// What the parts of its cells are if these are durations.
    durations: Option<Parts>,
}

/// What the letters behind numbers show about a `B`, which is a byte in `512B` beside `2K`, as programs write the sizes
/// of files, and a billion in `1.5B` beside `800M`.
#[derive(Debug, Clone, Default)]
struct Letters {
    /// The cell with the largest whole number before a `B`.
    whole: Option<(f64, String)>,
    /// Whether a number before a `B` has decimals, which bytes never have.
    has_billions: bool,
    /// The first cell with a `K`, or a `G`, which nobody writes for a billion beside a `B`.
    beside: Option<String>,
    /// The first cell with an `M`.
    millions: Option<String>,
}

impl Letters {
    fn note(&mut self, written: &Written<'_>, text: &str) {
        match (written.unit, written.amount) {
            ("B", Amount::Whole(0.0)) => {}
            ("B", Amount::Whole(value)) => self.note_whole(value, text),
            ("B", _) => self.has_billions = true,
            ("k" | "K" | "G", _) => {
                self.beside.get_or_insert_with(|| text.to_owned());
            }
            ("M", _) => {
                self.millions.get_or_insert_with(|| text.to_owned());
            }
            _ => {}
        }
    }

    fn note_whole(&mut self, value: f64, text: &str) {
        if self.whole.as_ref().is_none_or(|(largest, _)| value > *largest) {
            self.whole = Some((value, text.to_owned()));
        }
    }

    /// Two cells between which nobody can tell what a `B` is.
    fn doubtful(&self) -> Option<(&str, &str)> {
        /// Sizes go up to a thousand bytes before they have another letter.
        const MANY: f64 = 100.0;
        let (value, whole) = self.whole.as_ref().filter(|_| !self.has_billions)?;
        let millions = self.millions.as_ref().filter(|_| value.abs() >= MANY);
        Some((whole, self.beside.as_ref().or(millions)?))
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Unit {
    /// There were zeros at most.
    #[default]
    Unknown,
    None,
    Of(String),
}

impl Cells {
    /// Those of a column of durations, which are read in seconds.
    pub(crate) fn of_durations(parts: Parts) -> Self {
        Self { durations: Some(parts), ..Self::default() }
    }

    /// The next cell of the column.
    #[inline]
    pub(crate) fn read(&mut self, cell: &[u8]) -> Outcome {
        let cell = cell.trim_ascii();
        let number = match &self.unit {
            Unit::None => Some(cell),
            Unit::Unknown => None,
            Unit::Of(unit) => {
                let unit = unit.as_bytes();
                cell.strip_suffix(unit).or_else(|| cell.strip_prefix(unit)).map(<[u8]>::trim_ascii)
            }
        };
        if let Some(number) = number {
            let point = if self.style == Some(Style::Comma) { b',' } else { b'.' };
            match plain(number, point) {
                Some((value, false)) => {
                    self.note_whole(value);
                    return Outcome::Number(value);
                }
                Some((value, true)) if self.style.is_some() => return Outcome::Number(value),
                None if self.style == Some(Style::Point) => {
                    if let Some(value) = scientific(number) {
                        return Outcome::Number(value);
                    }
                }
                _ => {}
            }
        }
        self.read_patiently(cell)
    }

    /// How decimals are separated, once it is known.
    pub(crate) fn style(&self) -> Option<Style> {
        self.style
    }

    /// Other columns, or custom, have decided how decimals are separated.
    pub(crate) fn settle(&mut self, style: Style) {
        self.style = self.style.or(Some(style));
    }

    /// A cell that can be read in two ways, the one with a comma if there is one.
    pub(crate) fn doubtful(&self) -> Option<&str> {
        self.doubtful.as_deref()
    }

    /// Whether a point may separate thousands for all that its own cells show: all numbers with a point have three
    /// digits behind it, and those that are too small for one have neither point nor decimals.
    pub(crate) fn may_have_grouped(&self) -> bool {
        self.style.is_none() && self.has_short_whole
    }

    #[inline]
    fn note_whole(&mut self, value: f64) {
        self.has_short_whole |= self.style.is_none() && value != 0.0 && value.abs() < 1000.0;
    }

    /// What is written beside all of the numbers.
    pub(crate) fn unit(&self) -> Option<&str> {
        match &self.unit {
            Unit::Of(unit) => Some(unit),
            Unit::Unknown | Unit::None => None,
        }
    }

    #[inline(never)]
    fn read_patiently(&mut self, cell: &[u8]) -> Outcome {
        let text = text(cell);
        let text = text.trim();
        if written::is_none(text) {
            return Outcome::None;
        }
        if text.contains('\n') {
            return Outcome::Unread(Fault::SeveralLines);
        }
        if written::is_infinite(text) {
            return Outcome::Unread(Fault::Infinite);
        }
        if let Some(parts) = self.durations {
            let seconds = Duration::read(text).and_then(|duration| duration.seconds(parts));
            let seconds = seconds.or_else(|| durations::spelled(text));
            let seconds = seconds.filter(|seconds| seconds.abs() <= MAX_MAGNITUDE);
            return seconds.map_or(Outcome::Unread(Fault::NoDuration), Outcome::Number);
        }
        let Some(written) = written::read(text) else {
            return Outcome::Unread(Fault::NoNumber);
        };
        let Some(outcome) = self.in_style(written.amount) else {
            return Outcome::Unread(Fault::OtherStyle);
        };
        match self.in_unit(outcome, written.unit, text) {
            Ok(outcome) => {
                self.note_style(written.amount, text);
                self.letters.note(&written, text);
                outcome
            }
            Err(fault) => Outcome::Unread(fault),
        }
    }

    /// What `amount` is in the style of the column; none if it is written in the other one.
    fn in_style(&self, amount: Amount) -> Option<Outcome> {
        Some(match (amount, self.style) {
            (Amount::Whole(value), _)
            | (Amount::Point(value), None | Some(Style::Point))
            | (Amount::Comma(value), None | Some(Style::Comma)) => Outcome::Number(value),
            (Amount::Either { point, .. }, Some(Style::Point)) => Outcome::Number(point),
            (Amount::Either { comma, .. }, Some(Style::Comma)) => Outcome::Number(comma),
            (Amount::Either { point, comma }, None) => Outcome::Either { point, comma },
            (Amount::Point(_), Some(Style::Comma)) | (Amount::Comma(_), Some(Style::Point)) => {
                return None;
            }
        })
    }

    /// `outcome`, which is written as `text` with `unit`, in the unit of the column: that of its first number.
    fn in_unit(&mut self, outcome: Outcome, unit: &str, text: &str) -> Result<Outcome, Fault> {
        // A zero is nothing in every unit, and often written without one, or as bytes beside `4.0K`; and programs write
        // a code for a missing value without one.
        let is_bare_zero = matches!(unit, "" | "B") && outcome == Outcome::Number(0.0);
        let is_bare = is_bare_zero || written::may_be_code(text);
        let first = match &self.unit {
            Unit::Of(first) => first,
            Unit::None => "",
            Unit::Unknown => {
                if !is_bare {
                    self.unit =
                        if unit.is_empty() { Unit::None } else { Unit::Of(unit.to_owned()) };
                }
                return Ok(outcome);
            }
        };
        if unit == first || is_bare {
            return Ok(outcome);
        }
        let factor = factor(unit, first).ok_or(Fault::OtherUnit)?;
        outcome.times(factor).ok_or(Fault::NoNumber)
    }

    /// What the number in `text` shows about the style of the column.
    fn note_style(&mut self, amount: Amount, text: &str) {
        match amount {
            Amount::Point(_) => self.settle(Style::Point),
            Amount::Comma(_) => self.settle(Style::Comma),
            Amount::Whole(value) => self.note_whole(value),
            Amount::Either { .. } if self.style.is_some() => {}
            Amount::Either { .. } => {
                let is_better = |first: &String| !first.contains(',') && text.contains(',');
                if self.doubtful.as_ref().is_none_or(is_better) {
                    self.doubtful = Some(text.to_owned());
                }
            }
        }
    }
}

/// The end of a sentence about a table whose column `name` holds `cells` that may be bytes; none if it holds no such
/// cells.
pub(crate) fn bytes_or_billions(name: &str, cells: &Cells) -> Option<String> {
    let (cell, beside) = cells.letters.doubtful()?;
    let number = cell.trim_end_matches('B').trim_end();
    Some(format!(
        "holds {} beside {} in its column {}, which may be {number} bytes or {number} billions; write sizes as {number} B \
         and 2 kB, billions as {number}.0B, or name other columns in columns",
        quoted(cell),
        quoted(beside),
        quoted(name)
    ))
}

/// The end of a sentence about a table whose column `name` holds the cell `doubtful` and none that decides. With a
/// zero behind its decimals, a number can be read in one way only.
pub(crate) fn two_readings(name: &str, doubtful: &str) -> String {
    let number = doubtful.trim_matches(|sign: char| !sign.is_ascii_digit() && sign != '-');
    let (whole, decimal) = (number.replace([',', '.'], ""), number.replace(',', "."));
    format!(
        "holds {} in its column {}, which may be {whole} or {decimal}, and no other cell decides; write such \
         numbers as {whole} or as {decimal}0, or name other columns in columns",
        quoted(doubtful),
        quoted(name)
    )
}

#[cfg(test)]
mod tests {
    use super::{
        Outcome::{Either, None, Number, Unread},
        *,
    };

    fn outcomes(cells: &[&str]) -> Vec<Outcome> {
        let mut column = Cells::default();
        cells.iter().map(|cell| column.read(cell.as_bytes())).collect()
    }

    const NO_NUMBER: Outcome = Unread(Fault::NoNumber);
    const OTHER_STYLE: Outcome = Unread(Fault::OtherStyle);
    const OTHER_UNIT: Outcome = Unread(Fault::OtherUnit);

    #[test]
    fn one_cell_decides_how_the_later_ones_are_read() {
        for (cells, expected) in [
            (&["1.5", "1.234", "1,234"][..], &[Number(1.5), Number(1.234), Number(1234.0)][..]),
            (&["1,5", "1.234", "1,234"], &[Number(1.5), Number(1234.0), Number(1.234)]),
            (
                &["7", "1,234", "1,5", "2,345"],
                &[Number(7.0), Either { point: 1234.0, comma: 1.234 }, Number(1.5), Number(2.345)],
            ),
            (&["1,5", "1.5", "2,5"], &[Number(1.5), OTHER_STYLE, Number(2.5)]),
            (&["", "n/a", " 5 ", "x"], &[None, None, Number(5.0), NO_NUMBER]),
        ] {
            assert_eq!(outcomes(cells), expected, "{cells:?}");
        }
    }

    #[test]
    fn all_numbers_are_in_the_unit_of_the_first_or_in_a_multiple_of_it() {
        for (cells, expected) in [
            (
                &["0", "34 ms", "5ms", "0", "2 s", "7", "3 %"][..],
                &[
                    Number(0.0),
                    Number(34.0),
                    Number(5.0),
                    Number(0.0),
                    Number(2000.0),
                    OTHER_UNIT,
                    OTHER_UNIT,
                ][..],
            ),
            (&["950", "1.2K"], &[Number(950.0), Number(1200.0)]),
            (
                &["500K", "2M", "1,5B", "250"],
                &[Number(500.0), Number(2000.0), Number(1.5e6), Number(0.25)],
            ),
            (&["1 s", "1e140 h"], &[Number(1.0), NO_NUMBER]),
            (&["0B", "4.0K", "1M", "0B"], &[Number(0.0), Number(4.0), Number(1000.0), Number(0.0)]),
            (&["512Mi", "1Gi"], &[Number(512.0), Number(1024.0)]),
            (&["800M", "1G"], &[Number(800.0), Number(1000.0)]),
            (&["5", "-Inf", "NaN"], &[Number(5.0), Unread(Fault::Infinite), None]),
            // A cell that is not used decides nothing.
            (&["950", "1,5 %", "1.5"], &[Number(950.0), OTHER_UNIT, Number(1.5)]),
        ] {
            assert_eq!(outcomes(cells), expected, "{cells:?}");
        }
        let mut column = Cells::default();
        column.read(b"12 %");
        assert_eq!(column.unit(), Some("%"));
    }

    #[test]
    fn a_letter_that_may_be_bytes_or_billions_is_doubtful() {
        for (cells, doubtful) in [
            (&["512B", "2K"][..], Some(("512B", "2K"))),
            (&["2M", "1.5K", "512B"], Some(("512B", "1.5K"))),
            (&["2M", "4B", "512B"], Some(("512B", "2M"))),
            (&["1G", "5B"], Some(("5B", "1G"))),
            (&["512B", "1.5kB", "2MB"], Option::None),
            (&["1.5B", "800M"], Option::None),
            (&["2B", "800M", "900M"], Option::None),
            (&["500K", "2M", "1,5B", "2B"], Option::None),
        ] {
            let mut column = Cells::default();
            for cell in cells {
                column.read(cell.as_bytes());
            }
            assert_eq!(column.letters.doubtful(), doubtful, "{cells:?}");
        }
    }

    #[test]
    fn a_doubtful_cell_is_named_with_both_of_its_readings() {
        let mut column = Cells::default();
        for cell in ["1.234", "5,678", "9,012"] {
            column.read(cell.as_bytes());
        }
        assert_eq!(
            two_readings("cpu", column.doubtful().unwrap()),
            "holds \"5,678\" in its column \"cpu\", which may be 5678 or 5.678, and no other cell decides; \
             write such numbers as 5678 or as 5.6780, or name other columns in columns"
        );
    }
}
