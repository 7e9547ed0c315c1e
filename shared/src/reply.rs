//! What of a reply is left to a server: hosts refuse one that is too long, and only the server knows what of its answer
//! can give way. The same answer as text gives way by itself (`sampler::shortening`), and a batch leaves rows to the
//! next call.

use serde::Serialize;

/// How many characters `content` has in a reply; structured content may have at most
/// [`MAX_STRUCTURED_CHARACTERS`](crate::limits::MAX_STRUCTURED_CHARACTERS).
///
/// # Panics
///
/// If `content` cannot be written as JSON, as a map whose keys are no texts: then it is no reply either.
pub fn characters(content: &impl Serialize) -> usize {
    let written = serde_json::to_string(content).expect("replies can be written as JSON");
    written.chars().count()
}

/// `estimate` to two digits after the point: none is good for more, and a row of two hundred has no room for it.
pub fn to_hundredths(estimate: f64) -> f64 {
    (estimate * 100.0).round() / 100.0
}
