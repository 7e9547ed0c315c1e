//! A text as a row of mentions, in reading order:
//!
//! - `tokens` cuts it into words, numbers and marks; `digits` reads the numbers of other scripts
//! - `mentions` reads the tokens as names, numbers, times and words that say something of these
//! - `names` finds the series that words speak of
//! - `figures` reads a number with all that belongs to it: `numerals` in digits and in words, `units` what it measures
//! - `times` is a time in parts, `dates` and `clocks` read it in its many styles
//! - `statistics` holds the words that say what a number is, `shares` those that are percentiles in other words
//! - `joins` gives neighbors what is told once for both
//! - `words` reads the lists of `words/`

pub(in crate::series::claims) mod clocks;
pub(in crate::series::claims) mod dates;
pub(in crate::series::claims) mod digits;
pub(in crate::series::claims) mod figures;
pub(in crate::series::claims) mod joins;
pub(in crate::series::claims) mod mentions;
pub(in crate::series::claims) mod names;
pub(in crate::series::claims) mod numerals;
pub(in crate::series::claims) mod shares;
pub(in crate::series::claims) mod statistics;
pub(in crate::series::claims) mod times;
pub(in crate::series::claims) mod tokens;
pub(in crate::series::claims) mod units;
pub(in crate::series::claims) mod words;
