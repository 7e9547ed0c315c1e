//! What the facts know, and when a number is one of their values, in reading order:
//!
//! - `statistics` are the kinds of facts, `quantities` their values and moments, `headers` what the names of series say
//! - `equality` says what rounding may do
//! - `conversion` says what a number is in the unit of a series, `rescaled` in another unit of the same kind

pub(super) mod conversion;
pub(super) mod equality;
pub(super) mod headers;
pub(super) mod quantities;
pub(super) mod rescaled;
pub(super) mod statistics;
