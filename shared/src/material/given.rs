//! What a call brings as its arguments, checked one by one. What is refused says what to send instead, and nothing is
//! cut silently.

use schemars::{Schema, json_schema};
use serde_json::Value;

use super::Material;
use crate::{
    Refusal,
    hidden::{first_hidden, is_blank},
};

/// Where a call has put what it is about. An argument that is empty was not given.
#[derive(Debug)]
pub enum Given<T> {
    /// In the file at this path.
    File(String),
    /// In the call itself.
    Inline(T),
}

impl<T: Default + PartialEq> Given<T> {
    /// The file at a path, or the thing itself: two arguments, each with its name.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] if there is neither or both.
    pub fn of(path: (&str, String), inline: (&str, T)) -> Result<Self, Refusal> {
        let ((path_name, path), (name, inline)) = (path, inline);
        match (path.is_empty(), inline == T::default()) {
            (false, true) => Ok(Self::File(path)),
            (true, false) => Ok(Self::Inline(inline)),
            (true, true) => {
                Err(Refusal::new(format!("there is nothing to read; send {name} or {path_name}")))
            }
            (false, false) => Err(Refusal::new(format!(
                "{name} and {path_name} are both given; send one of them"
            ))),
        }
    }
}

/// The argument `name` as material.
///
/// # Errors
///
/// A [`Refusal`] if `text` is empty, blank or of characters that show nothing, or longer than `max_bytes`.
pub fn text(
    name: &'static str,
    text: impl Into<String>,
    max_bytes: usize,
) -> Result<Material, Refusal> {
    let text = text.into();
    if is_blank(&text) {
        return Err(Refusal::new(format!("{name} is empty; send at least one word")));
    }
    if text.len() > max_bytes {
        return Err(Refusal::new(format!(
            "{name} has {} bytes and the limit is {max_bytes}; send a shorter text or several calls",
            text.len()
        )));
    }
    Ok(Material::new(name, text))
}

/// The argument `name`, a list of short names such as aspects, categories or columns: white space folded,
/// so that each fits on one line.
///
/// # Errors
///
/// A [`Refusal`] if there are more than `max_items`, if one is blank or longer than `max_characters`, or if
/// one stands twice.
pub fn names(
    name: &'static str,
    given: &[String],
    max_items: usize,
    max_characters: usize,
) -> Result<Vec<String>, Refusal> {
    if given.len() > max_items {
        let given = given.len();
        return Err(Refusal::new(format!(
            "{name} has {given} items and the limit is {max_items}; send fewer, or several calls"
        )));
    }
    let mut names = Vec::with_capacity(given.len());
    for (index, given) in given.iter().enumerate() {
        let folded = one_line(given);
        if let Some(sign) = first_hidden(&folded) {
            return Err(Refusal::new(format!(
                "{name}[{index}] holds the invisible character U+{:04X}; leave it out",
                u32::from(sign)
            )));
        }
        if folded.is_empty() {
            return Err(Refusal::new(format!(
                "{name}[{index}] is blank; write 1 to {max_characters} characters, or leave it out"
            )));
        }
        let characters = folded.chars().count();
        if characters > max_characters {
            return Err(Refusal::new(format!(
                "{name}[{index}] has {characters} characters; write 1 to {max_characters}"
            )));
        }
        if names.contains(&folded) {
            return Err(Refusal::new(format!("{name} holds {folded:?} twice; name it once")));
        }
        names.push(folded);
    }
    Ok(names)
}

/// Makes of the schema of a closed set, for an argument of a tool, a string and its labels. What is derived is a
/// `oneOf` of constants, each with its comment, and fewer hosts show that as a choice.
pub fn labels_alone(schema: &mut Schema) {
    let choices = schema.get("oneOf").and_then(Value::as_array);
    let labels =
        choices.map(|choices| choices.iter().filter_map(|choice| choice.get("const")).cloned());
    if let Some(labels) = labels.map(Vec::from_iter) {
        *schema = json_schema!({"type": "string", "enum": labels});
    }
}

/// Texts that belong together, such as subject and body, as one: what is there, with a blank line between.
pub fn joined<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let texts = texts.into_iter().map(str::trim).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("\n\n")
}

/// `text` with each run of white space as one blank, so that it fits on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_names_a_file_or_brings_the_thing_itself() {
        let of =
            |path: &str, csv: &str| Given::of(("file", path.to_owned()), ("csv", csv.to_owned()));
        let given = |path: &str, csv: &str| match of(path, csv) {
            Ok(Given::File(path)) => format!("file {path}"),
            Ok(Given::Inline(csv)) => format!("inline {csv}"),
            Err(refusal) => refusal.to_string(),
        };
        assert_eq!(given("a.csv", ""), "file a.csv");
        assert_eq!(given("", "t,x"), "inline t,x");
        assert_eq!(given("", ""), "there is nothing to read; send csv or file");
        assert_eq!(given("a.csv", "t,x"), "csv and file are both given; send one of them");
    }

    #[test]
    fn a_text_over_the_limit_is_refused_with_both_sizes() {
        let refusal = text("text", "abcdef", 5).unwrap_err().to_string();
        assert_eq!(
            refusal,
            "text has 6 bytes and the limit is 5; send a shorter text or several calls"
        );
    }

    #[test]
    fn names_are_folded_to_one_line_and_refused_when_blank_long_doubled_or_too_many() {
        let names = |given: &[&str]| {
            let given: Vec<_> = given.iter().map(|&name| name.to_owned()).collect();
            names("aspects", &given, 3, 10).map_err(|refusal| refusal.to_string())
        };
        assert_eq!(
            names(&["screen", " after\n sale "]),
            Ok(vec!["screen".into(), "after sale".into()])
        );
        for (given, refusal) in [
            (&["a", " "][..], "aspects[1] is blank; write 1 to 10 characters, or leave it out"),
            (&["eleven char"], "aspects[0] has 11 characters; write 1 to 10"),
            (&["a", "a "], "aspects holds \"a\" twice; name it once"),
            (&["a", "a\u{200b}"], "aspects[1] holds the invisible character U+200B; leave it out"),
            (&["a\u{1b}[2J"], "aspects[0] holds the invisible character U+001B; leave it out"),
            (
                &["a", "b", "c", "d"],
                "aspects has 4 items and the limit is 3; send fewer, or several calls",
            ),
        ] {
            assert_eq!(names(given), Err(refusal.to_owned()));
        }
    }

    #[test]
    fn a_text_that_shows_nothing_is_refused() {
        for blank in ["", " \n\t ", "\u{200b}\u{200b}", "\0\u{1}", "\u{feff} \u{202e}\n"] {
            let refusal = text("text", blank, 100).unwrap_err().to_string();
            assert_eq!(refusal, "text is empty; send at least one word", "{blank:?}");
        }
        assert!(text("text", "\u{200b}a", 100).is_ok());
        assert!(text("text", "☺\u{fe0f}", 100).is_ok());
    }
}
