//! Sentences of a report: where they end, and which ones say most.

mod best;
mod cues;
mod split;

pub use best::best;
pub(super) use cues::is_common;
pub use split::{first_of, split};
