//! What the reader asked: a report may repeat it.

use crate::series::facts::Facts;

use super::{
    check::beginning,
    reading::{
        mentions::{Figure, Mention, What},
        reader,
        times::Time,
    },
};

/// The question that a text answers, read once for all texts of a report.
#[derive(Debug)]
pub struct Question {
    mentions: Vec<Mention>,
}

impl Question {
    /// `text` about a table; it may be empty.
    pub fn of(text: &str, facts: &Facts) -> Self {
        Self { mentions: reader::mentions(beginning(text), facts) }
    }

    /// Whether it holds a number of the same value and, where both have one, in the same unit.
    pub(super) fn has_number(&self, figure: &Figure) -> bool {
        let is_it = |asked: &Figure| {
            asked.signed() == figure.signed()
                && (asked.unit == figure.unit || asked.unit.is_none() || figure.unit.is_none())
        };
        self.mentions.iter().any(|mention| match &mention.what {
            What::Number(asked) => is_it(asked),
            _ => false,
        })
    }

    /// Whether it holds a time that is written with the same parts.
    pub(super) fn has_time(&self, time: &Time) -> bool {
        self.mentions.iter().any(|mention| match &mention.what {
            What::Time(asked) => **asked == *time,
            _ => false,
        })
    }
}
