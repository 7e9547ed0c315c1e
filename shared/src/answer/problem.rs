//! What was wrong with an answer, as data: a reply shows it as a sentence.

use std::fmt;

use serde::{Serialize, Serializer};

use super::Schema;

/// Something that was wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The member of the answer that it is about, if it is about one.
    pub member: Option<String>,
    /// What is wrong, in a sentence that the model can act on.
    pub text: String,
    /// What was done about it in the answer that is used; nothing where another answer was asked for.
    pub remedy: Option<Remedy>,
}

/// What was done about a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// What was wrong was left out.
    LeftOut,
    /// It was left out, and something else stands in its place.
    Replaced {
        /// What stands there.
        by: &'static str,
    },
}

impl Problem {
    /// A problem of an answer with `schema`. Its text begins with the place, if it is about one.
    pub(crate) fn of(text: String, schema: &Schema) -> Self {
        let place = text.trim_start_matches('"');
        let is_about = |name: &&str| {
            place.strip_prefix(name).is_some_and(|rest| rest.starts_with(['"', '[', '.', ' ']))
        };
        let member = schema.member_names().find(is_about).map(str::to_owned);
        Self { member, text, remedy: None }
    }
}

/// A problem that is about no member.
impl From<String> for Problem {
    fn from(text: String) -> Self {
        Self { member: None, text, remedy: None }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)?;
        match self.remedy {
            None => Ok(()),
            Some(Remedy::LeftOut) => formatter.write_str(" (left out)"),
            Some(Remedy::Replaced { by }) => {
                write!(formatter, " (left out; {by} stands in its place)")
            }
        }
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_problem_is_about_the_member_that_its_text_begins_with() {
        let text = json!({"type": "string"});
        let schema = json!({"type": "object", "properties": {"title": text, "titles": text}});
        let schema = Schema::compile(schema).unwrap();
        for (text, member) in [
            ("title \"x\" is not in the text", Some("title")),
            ("titles[0] is too long", Some("titles")),
            ("\"title\" is missing", Some("title")),
            ("titled is no member", None),
            ("the title is late", None),
        ] {
            assert_eq!(Problem::of(text.to_owned(), &schema).member.as_deref(), member, "{text}");
        }
    }

    #[test]
    fn what_was_done_about_a_problem_stands_behind_it_in_a_reply() {
        for (remedy, shown) in [
            (None, "title is odd"),
            (Some(Remedy::LeftOut), "title is odd (left out)"),
            (
                Some(Remedy::Replaced { by: "our own" }),
                "title is odd (left out; our own stands in its place)",
            ),
        ] {
            let problem = Problem { remedy, ..Problem::from("title is odd".to_owned()) };
            assert_eq!(json!(problem), shown);
        }
    }
}
