//! Names and labels as a model spells them: in another case, with other separators.

/// A name or label reduced to its letters and digits in lower case: `rootCause`, `Root cause` and
/// `root_cause` are spelled alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spelling(String);

impl Spelling {
    pub(super) fn of(text: &str) -> Self {
        Self(letters(text).collect())
    }

    /// Whether `text` is spelled like this, without an allocation.
    pub(super) fn is_of(&self, text: &str) -> bool {
        !self.0.is_empty() && letters(text).eq(self.0.chars())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase)
}
