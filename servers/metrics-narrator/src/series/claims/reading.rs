//! A text as a row of mentions, in reading order:
//!
//! - `reader` reads the row; `mentions` is what it holds
//! - `tokens` cuts the text into words, numbers and marks; `digits` reads the numbers of other scripts
//! - `names` finds the series that words speak of
//! - `cues` are the words that say something of the numbers around them, `shares` percentiles in other words
//! - `figures` reads a number with all that belongs to it: `numerals` in digits and in words, `units` what it measures
//! - `times` is a time in parts, `dates` and `clocks` read it in its many styles
//! - `joins` gives neighbors what is told once for both
//! - `words` reads the lists of `words/`

pub(in crate::series::claims) mod clocks;
pub(in crate::series::claims) mod cues;
pub(in crate::series::claims) mod dates;
pub(in crate::series::claims) mod digits;
pub(in crate::series::claims) mod figures;
pub(in crate::series::claims) mod joins;
pub(in crate::series::claims) mod mentions;
pub(in crate::series::claims) mod names;
pub(in crate::series::claims) mod numerals;
pub(in crate::series::claims) mod reader;
pub(in crate::series::claims) mod shares;
pub(in crate::series::claims) mod times;
pub(in crate::series::claims) mod tokens;
pub(in crate::series::claims) mod units;
pub(in crate::series::claims) mod words;
