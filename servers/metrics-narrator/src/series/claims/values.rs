//! What the facts know, and when a number is one of their values, in reading order:
//!
//! - `statistics` are the kinds of facts, `quantities` their values and moments
//! - `equality` says what rounding may do
//! - `conversion` says what a number is in the unit of a series, `rescaled` in another unit of the same kind

pub(in crate::series::claims) mod conversion;
pub(in crate::series::claims) mod equality;
pub(in crate::series::claims) mod quantities;
pub(in crate::series::claims) mod rescaled;
pub(in crate::series::claims) mod statistics;
