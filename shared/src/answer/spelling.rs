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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_separators_make_no_other_spelling() {
        let alike = [
            ("root_cause", "rootCause"),
            ("root_cause", "Root cause"),
            ("root_cause", "ROOT-CAUSE"),
            ("root_cause", "**root.cause**:"),
            ("sev1", "SEV 1"),
            ("grün", "GRÜN"),
            ("Ελλάδα", "ελλάδα"),
            ("名前", "「名前」"),
        ];
        for (name, written) in alike {
            assert_eq!(Spelling::of(name), Spelling::of(written), "{written}");
            assert!(Spelling::of(name).is_of(written), "{written}");
        }
        for (name, written) in
            [("root_cause", "root_causes"), ("sev1", "sev2"), ("grün", "grun"), ("a", "")]
        {
            assert_ne!(Spelling::of(name), Spelling::of(written), "{written}");
            assert!(!Spelling::of(name).is_of(written), "{written}");
        }
    }

    #[test]
    fn a_name_of_signs_only_is_spelled_like_nothing() {
        assert_eq!(Spelling::of("+-?").as_str(), "");
        for written in ["", "+-?", "..."] {
            assert!(!Spelling::of("+-?").is_of(written), "{written:?}");
        }
    }
}
