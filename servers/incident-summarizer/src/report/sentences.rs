//! Sentences of a report: where they end, which ones say most, and which ones tell of cause and impact.

mod best;
mod course;
mod cues;
mod split;
mod told;

pub use best::best;
pub(super) use cues::is_common;
pub use split::{first_of, split};
pub use told::{cause, impact, says_what_failed, told};
