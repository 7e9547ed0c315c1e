//! A text as a row of mentions, in reading order:
//!
//! - `reader` reads the row; `mentions` is what it holds
//! - `tokens` cuts the text into words, numbers and marks; `digits` reads the numbers of other scripts
//! - `names` finds the series that words speak of
//! - `cues` are the words that say something of the numbers around them, `shares` percentiles in other words
//! - `figures` reads a number with all that belongs to it: `numerals` in digits and in words, `units` what it measures
//! - `times` is a time in parts, `dates` and `clocks` read it in its many styles
//! - `nights` reads days without a month
//! - `joins` gives neighbors what is told once for both
//! - `words` reads the lists of `words/`

mod clocks;
pub(super) mod cues;
mod dates;
mod digits;
mod figures;
mod joins;
pub(super) mod mentions;
pub(super) mod names;
mod nights;
pub(super) mod numerals;
pub(super) mod reader;
pub(super) mod shares;
pub(super) mod times;
pub(super) mod tokens;
pub(super) mod units;
pub(super) mod words;
