//! Checks a text about a table against the facts: every number, time, series name and direction.
//!
//! It is not enough that a number equals some fact. It must be what the sentence says it is: of the series that is spoken
//! of, the statistic that is named, in its unit, of the event whose time is told. So a text is read in three steps:
//!
//! - `tokens` cuts it up (`digits` reads those of other scripts); `mentions` reads it as a row of names (`names`), times (`dates`, `clocks`), numbers with their
//!   units (`numerals`, `units`, `figures`), percentiles (`shares`) and words that say something of these (`statistics`,
//!   with the lists in `words/`); `joins` gives neighbors what is told once for both.
//! - `scope` finds sentences, clauses and what carries over; `subjects` the series that a place is about; `governors` the
//!   words that say what a number is.
//! - `quantities` lists what the facts know. `check` walks over the mentions: `numbers` asks whether a number (a `claim`)
//!   is a fact in one of the roles that it may have, `moments` does so for times, `directions` (with `unsaid`), `usual`
//!   and `relations` for words that say up, down, above, below, with and against, `absences` for what is denied and for
//!   periods.
//!
//! For numbers, `meant` says which series may be meant, `conversion` and `rescaled` what one unit is in another, `equality`
//! what rounding may do, and `license` whether the words allow a fact; `levels`, `counts`, `coefficients`, `totals` and
//! `derived` (with `rates` and `intervals`) are the roles, `proportions` those of one series to another, `doubts` what else
//! speaks for a number; `pairs` and `contrasts` check two numbers that are told together, `idle` leaves out those that
//! claim nothing, and `messages` says of a refused one what the facts have in its place.
//!
//! All of it is reading by rules: no model, no network, the same answer for the same text. The time is bounded by the
//! length of the text and the number of facts: a text of 40,000 characters takes less than a second against 20 series.
//! Where the words leave open what is meant, the text is given the benefit of the doubt, for a true report that is refused
//! costs a reader more than a guess that slips through costs the checker. Start with [`problems`]; read `license` next.

mod absences;
mod check;
mod claim;
mod clocks;
mod coefficients;
mod contrasts;
mod conversion;
mod counts;
mod dates;
mod derived;
mod digits;
mod directions;
mod doubts;
mod equality;
mod figures;
mod governors;
mod idle;
mod intervals;
mod joins;
mod levels;
mod license;
mod meant;
mod mentions;
mod messages;
mod moments;
mod names;
mod numbers;
mod numerals;
mod pairs;
mod proportions;
mod quantities;
mod rates;
mod relations;
mod rescaled;
mod scope;
mod shares;
mod statistics;
mod subjects;
mod times;
mod tokens;
mod totals;
mod units;
mod unsaid;
mod usual;
mod words;

#[cfg(test)]
mod tests;

pub use check::{Problem, problems};
