//! What a place in a text is about, in reading order:
//!
//! - `scope` finds sentences and clauses, and what carries over from one to the next
//! - `subjects` says which series a place is about
//! - `times` says which times are told with a number
//! - `governors` says which words tell what a number is, `beside` what else the words next to it say, `opposites`
//!   whether they speak of two ends at once
//! - `recurrences` says where words speak of what comes again and again
//! - `unanswered` says whether it is in what is asked and not answered

mod beside;
pub(super) mod governors;
mod opposites;
mod recurrences;
pub(super) mod scope;
pub(super) mod subjects;
mod times;
mod unanswered;
