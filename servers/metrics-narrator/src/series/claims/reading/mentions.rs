//! What a text mentions: names of series, numbers with their units, times, and words that say what these are.

use std::ops::Range;

use super::{
    cues::Cue,
    numerals::Written,
    times::Time,
    tokens::Start,
    units::{Dimension, Unit},
};

/// Something in a text.
#[derive(Clone, Debug)]
pub(in crate::series::claims) struct Mention {
    /// Its bytes in the text.
    pub(in crate::series::claims) range: Range<usize>,
    pub(in crate::series::claims) what: What,
    /// Its first word or sign, in lower case.
    pub(in crate::series::claims) word: String,
    /// Its last word or sign.
    pub(in crate::series::claims) last_word: String,
    /// The number of its sentence.
    pub(in crate::series::claims) sentence: usize,
    /// Whether a name says all of its header.
    pub(super) is_whole: bool,
}

impl Mention {
    /// Whether a name is more than one word of a longer header.
    pub(in crate::series::claims) fn is_whole_name(&self) -> bool {
        self.is_whole || self.word != self.last_word
    }
}

/// What is mentioned.
#[derive(Clone, Debug)]
pub(in crate::series::claims) enum What {
    /// These series, or one of them; whether in words of the header itself.
    Name(Vec<usize>, bool),
    /// A name of something that is not in the table.
    Unknown,
    Number(Box<Figure>),
    Time(Box<Time>),
    Cue(Cue),
    /// The start of a line.
    Start(Start),
    /// Any other word.
    Word,
    /// Any other sign.
    Mark,
}

/// A number with what stands around it and belongs to it.
#[derive(Clone, Debug)]
pub(in crate::series::claims) struct Figure {
    pub(in crate::series::claims) written: Written,
    pub(in crate::series::claims) unit: Option<Unit>,
    /// How many seconds the number is, if its unit is one of time.
    pub(in crate::series::claims) seconds_per_unit: Option<f64>,
    /// The time in seconds that it is told for: `per day`.
    pub(in crate::series::claims) per_seconds: Option<f64>,
    pub(in crate::series::claims) hedge: Hedge,
    /// The number as it stands there, if its unit is that of the number next to it: `58 and 57 per cent`. In `439 and
    /// 97.57 %` and in `41.0 or 5.2 deviations` the unit is not that of the first.
    pub(in crate::series::claims) bare: Option<Box<Figure>>,
}

impl Figure {
    /// Whether it says how many times something is something else.
    pub(in crate::series::claims) fn is_ratio(&self) -> bool {
        self.dimension() == Some(&Dimension::Times)
    }

    /// What it measures, if a unit says so.
    pub(in crate::series::claims) fn dimension(&self) -> Option<&Dimension> {
        self.unit.as_ref().map(|unit| &unit.dimension)
    }

    /// Its value with its sign.
    pub(in crate::series::claims) fn signed(&self) -> f64 {
        if self.written.sign < 0 { -self.written.value } else { self.written.value }
    }

    /// What one more in its last digit would add; in the last one that is no zero, where a word says that it is rough.
    pub(in crate::series::claims) fn step(&self) -> f64 {
        match self.hedge {
            Hedge::None => self.written.step,
            _ => self.written.coarse_step,
        }
    }

    /// Whether it may be a value of a series; seconds and more are lengths of time.
    pub(in crate::series::claims) fn is_value(&self) -> bool {
        self.seconds_per_unit.is_none_or(|seconds| seconds < 1.0)
    }

    /// The same number in the unit of another if it has none: the first of `35 instead of 412 ms`.
    pub(in crate::series::claims) fn in_unit_of(&self, other: &Self) -> Self {
        Self { unit: self.unit.clone().or_else(|| other.unit.clone()), ..self.clone() }
    }

    /// The same number in the thousands or millions of another: the first of `17.9 to 28.2 thousand`.
    pub(in crate::series::claims) fn at_scale_of(&self, other: &Self) -> Self {
        let mut figure = self.clone();
        if figure.written.scale == 1.0 && other.written.scale != 1.0 {
            figure.written.scale_by(other.written.scale);
        }
        figure
    }
}

/// How a number is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::series::claims) enum Hedge {
    /// As it is.
    None,
    /// As near to something.
    About,
    /// As a little more than something.
    Under,
    /// As a little less than something.
    Over,
}
