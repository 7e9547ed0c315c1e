//! What a caller hears who sent something unusable: a tool error that says what to change.
//!
//! It is one of three outcomes kept apart by type. A model that did not help is not an error (see
//! [`crate::Asked`]), and a fault of ours is a protocol error, made by the driver.

use rmcp::model::{ContentBlock, IntoContents};

/// A tool error (`isError`) whose one sentence tells the caller what to change.
///
/// ```
/// let refusal = shared::Refusal::new("text is empty; send the text whose sentiment you want");
/// assert_eq!(refusal.to_string(), "text is empty; send the text whose sentiment you want");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(String);

impl Refusal {
    /// A refusal in the words of `message`: what is wrong, the limit and the actual size where there
    /// are such, and what to send instead.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl IntoContents for Refusal {
    fn into_contents(self) -> Vec<ContentBlock> {
        vec![ContentBlock::text(self.0)]
    }
}
