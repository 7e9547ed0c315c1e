//! Checks two numbers that are told together: each may be a fact by itself, and the two no facts that belong together.
//!
//! - `spans` finds the two ends of `from X to Y`
//! - `pairs` asks whether they are facts that belong together
//! - `contrasts` asks so of a number and what it is set against, `24 instead of 212`

pub(super) mod contrasts;
pub(super) mod pairs;
pub(super) mod spans;
