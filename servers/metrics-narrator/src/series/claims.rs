//! Checks a text about a table against the facts: every number, time, series name and direction.
//!
//! It is not enough that a number equals some fact. It must be what the sentence says it is: of the series that is
//! spoken of, the statistic that is named, in its unit, of the event whose time is told. In reading order:
//!
//! - `reading` turns the text into a row of mentions: names, times, numbers with their units, and words that say
//!   something of these
//! - `context` says what a place in the row is about: its clause, its series, the words that govern it
//! - `question` is what the reader asked, which a report may repeat
//! - `values` lists what the facts know, and says when a number is one of their values
//! - `check` walks over the mentions and asks of each:
//!   - `numbers` whether a number is a fact in one of the roles that it may have
//!   - `moments` whether a time is that of a fact
//!   - `movements` whether words say the right way: up or down, above or below, with or against
//!   - `absences` whether what is denied is absent, and whether a rhythm has the period that it is called by
//! - `messages` says of a refused number what the facts have in its place
//!
//! All of it is reading by rules: no model, no network, the same answer for the same text. The time is bounded by the
//! length of the text and the number of facts: a text of 40,000 characters takes about a second at most against 20 series.
//! Where the words leave open what is meant, the text is given the benefit of the doubt, for to refuse a true report
//! does more harm than to let a guess through. Start with [`problems`].

mod absences;
mod check;
mod context;
mod messages;
mod moments;
mod movements;
mod numbers;
mod question;
mod reading;
mod values;

#[cfg(test)]
mod tests;

pub use check::{Problem, problems};
pub use question::Question;
