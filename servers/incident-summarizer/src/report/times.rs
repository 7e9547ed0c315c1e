//! Moments as people write them in reports, and how long things took.
//!
//! - `moment`: a moment to the precision that is known
//! - `zones`: names of time zones and offsets
//! - `calendar`, `clock`: the dates and the times of day in a text
//! - `stamp`: the time that a line begins with, as it is written
//! - `relative`: days told from the day of writing: "yesterday at 14:07"
//! - `reading`: both put together, with what a text leaves out taken from its context
//! - `order`: the entries of a timeline past midnight
//! - `context`: what is left out: the date of the report, its zone, how it orders day and month
//! - [`lengths`]: "24 minutes", "1h 28m", "an hour and a half"
//! - [`iso`]: times as an answer writes them
//! - [`stated`]: when the incident began and ended by the report's own words, and how long it lasted

mod calendar;
mod clock;
mod context;
mod iso;
mod lengths;
mod moment;
mod order;
mod patterns;
mod reading;
mod relative;
mod stamp;
mod stated;
mod zones;

pub(super) use calendar::{month_of, year};
pub use context::{Context, DayOrder};
pub use iso::iso;
pub use lengths::{Length, lengths};
pub use moment::Moment;
pub use order::{Placed, in_order};
pub(super) use patterns::pattern;
pub use reading::{Found, moments, ranges};
pub(super) use stamp::{Stamp, behind_clock, is_timed, is_unfilled, stamp};
pub use stated::{Labeled, Stated, stated};
pub(super) use stated::{is_about_another, is_failure, recovery};
pub use zones::Zone;
