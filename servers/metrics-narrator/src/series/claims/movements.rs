//! Words that say up or down, above or below, with or against, in reading order:
//!
//! - `directions` checks them against numbers, times and the course of a series
//! - `unsaid` finds those that say of no series that it moves
//! - `usual` checks comparisons with what is usual
//! - `relations` checks whether two series go the same way

pub(in crate::series::claims) mod directions;
pub(in crate::series::claims) mod relations;
pub(in crate::series::claims) mod unsaid;
pub(in crate::series::claims) mod usual;
