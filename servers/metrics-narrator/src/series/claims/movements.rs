//! Words that say up or down, above or below, with or against, in reading order:
//!
//! - `directions` checks them against numbers, times and the course of a series
//! - `unsaid` finds those that say of no series that it moves
//! - `usual` checks comparisons with what is usual
//! - `relations` checks whether two series go the same way

pub(super) mod directions;
pub(super) mod relations;
pub(super) mod unsaid;
mod usual;
