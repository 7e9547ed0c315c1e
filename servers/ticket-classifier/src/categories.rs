//! What a category is, and where categories come from: a file, a call, and a table of labeled examples. What is refused
//! says what to change.

use serde::{Deserialize, Serialize};
use shared::{
    Refusal,
    material::{self, Table, listed, quoted},
};

use crate::answer::Priority;

/// More categories than these are rather a catalog: no model holds them apart in one question.
const MAX_CATEGORIES: usize = 500;
const MAX_NAME_CHARACTERS: usize = 80;
const MAX_DESCRIPTION_CHARACTERS: usize = 500;

/// One category.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its name, as answers give it; on one line.
    pub name: String,
    /// What belongs to it, in a sentence; empty if the name says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Tickets that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    /// Words that give a ticket of this category a priority of their own, by priority.
    #[serde(default, skip_serializing_if = "PriorityHints::is_empty")]
    pub priority_hints: PriorityHints,
}

/// Words that give a ticket a priority.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PriorityHints {
    /// Words that make it urgent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub urgent: Vec<String>,
    /// Words that make it high.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub high: Vec<String>,
    /// Words that make it normal.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub normal: Vec<String>,
    /// Words that make it low.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub low: Vec<String>,
}

impl PriorityHints {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Each word with its priority.
    pub fn words(&self) -> impl Iterator<Item = (Priority, &str)> {
        let Self { urgent, high, normal, low } = self;
        let by_priority = [
            (Priority::Urgent, urgent),
            (Priority::High, high),
            (Priority::Normal, normal),
            (Priority::Low, low),
        ];
        by_priority
            .into_iter()
            .flat_map(|(priority, words)| words.iter().map(move |word| (priority, word.as_str())))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    categories: Vec<Category>,
}

/// The categories of a file: a list `[[categories]]` with `name`, and optionally `description`, `examples` and
/// `priority_hints`.
pub(crate) fn from_toml(text: &str) -> Result<Vec<Category>, Refusal> {
    let File { categories } =
        toml::from_str(text).map_err(|error| Refusal::new(error.to_string()))?;
    Ok(categories)
}

/// The categories of a call, each a name or `name: description`.
pub(crate) fn from_call(given: &[String]) -> Vec<Category> {
    let category = |given: &String| {
        let given = material::one_line(given);
        let (name, description) = given.split_once(": ").unwrap_or((&given, ""));
        Category {
            name: name.to_owned(),
            description: description.trim().to_owned(),
            ..Category::default()
        }
    };
    given.iter().map(category).collect()
}

/// `categories` with their names as answers give them, if there are some and not too many, no name stands twice, and
/// nothing is empty or too long.
pub(crate) fn checked(mut categories: Vec<Category>) -> Result<Vec<Category>, Refusal> {
    if categories.is_empty() {
        return Err(Refusal::new("categories is empty; name at least one"));
    }
    let names: Vec<_> = categories.iter().map(|category| category.name.clone()).collect();
    let names = material::names("categories", &names, MAX_CATEGORIES, MAX_NAME_CHARACTERS)?;
    for (category, name) in categories.iter_mut().zip(names) {
        category.name = name;
        category.check()?;
    }
    Ok(categories)
}

impl Category {
    fn check(&self) -> Result<(), Refusal> {
        let Self { name, description, examples, priority_hints } = self;
        let mut words =
            priority_hints.words().map(|(_, word)| word).chain(examples.iter().map(String::as_str));
        if words.any(|word| word.trim().is_empty()) {
            return Err(Refusal::new(format!(
                "{name:?} has an empty example or hint; leave it out"
            )));
        }
        let characters = description.chars().count();
        if characters > MAX_DESCRIPTION_CHARACTERS {
            return Err(Refusal::new(format!(
                "the description of {name:?} has {characters} characters and the limit is {MAX_DESCRIPTION_CHARACTERS}; shorten it"
            )));
        }
        Ok(())
    }
}

/// `categories` with the labeled examples of a table, which has a column of texts and one of categories.
pub(crate) fn with_examples(
    mut categories: Vec<Category>,
    table: &[u8],
) -> Result<Vec<Category>, Refusal> {
    let table = Table::read("examples", table)?;
    let column = |usual: &[&str]| {
        table.column("examples", None, usual)?.ok_or_else(|| {
            Refusal::new(format!(
                "examples has no column {}; rename one of {}",
                usual.join(" or "),
                table.columns_in_words()
            ))
        })
    };
    let text = column(&["text", "body", "description", "message", "ticket"])?;
    let category = column(&["category", "label", "class", "intent"])?;
    for row in table.rows() {
        let refused = |why: &str| Refusal::new(format!("examples, line {}: {why}", row.line));
        let cells = row.cells.as_ref().map_err(|why| refused(why))?;
        let cell = |column: usize| cells.get(column).map_or("", |cell| cell.trim());
        let (text, name) = (cell(text), material::one_line(cell(category)));
        if let Some(category) = categories.iter_mut().find(|category| category.name == name) {
            if text.is_empty() {
                return Err(refused("the text is empty; write one, or leave the line out"));
            }
            category.examples.push(text.to_owned());
        } else {
            return Err(refused(&format!(
                "there is no category {}; write one of {}",
                quoted(&name),
                listed(categories.iter().map(|one| &one.name))
            )));
        }
    }
    Ok(categories)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(toml: &str) -> String {
        from_toml(toml).and_then(checked).unwrap_err().to_string()
    }

    #[test]
    fn a_file_that_cannot_be_used_says_what_to_change() {
        let named = |name: &str| format!("[[categories]]\nname = \"{name}\"\n");
        let cases = [
            ("categories = []".to_owned(), "categories is empty; name at least one"),
            (
                format!("{}{}", named("a"), named("a ")),
                "categories holds \"a\" twice; name it once",
            ),
            (named(" "), "categories[0] is blank; write 1 to 80 characters, or leave it out"),
            (named(&"x".repeat(81)), "categories[0] has 81 characters; write 1 to 80"),
            (
                format!("{}description = \"{}\"", named("a"), "x".repeat(501)),
                "the description of \"a\" has 501 characters and the limit is 500; shorten it",
            ),
            (format!("{}color = \"red\"", named("a")), "unknown field `color`"),
            (
                format!("{}examples = [\"\"]", named("a")),
                "\"a\" has an empty example or hint; leave it out",
            ),
            (
                format!("{}priority_hints = {{low = [\" \"]}}", named("a")),
                "\"a\" has an empty example or hint",
            ),
            (
                (0..=500).map(|number| named(&number.to_string())).collect(),
                "categories has 501 items and the limit is 500",
            ),
            ("name = ".to_owned(), "TOML parse error at line 1"),
        ];
        for (toml, expected) in cases {
            let refusal = refusal(&toml);
            assert!(refusal.contains(expected), "{expected}: {refusal}");
        }
    }

    #[test]
    fn a_call_names_categories_with_or_without_a_description() {
        let given =
            ["bug: something is broken: fix it", "feature", " how-to :  x"].map(str::to_owned);
        let found = checked(from_call(&given)).unwrap();
        let found: Vec<_> =
            found.iter().map(|one| (one.name.as_str(), one.description.as_str())).collect();
        assert_eq!(
            found,
            [("bug", "something is broken: fix it"), ("feature", ""), ("how-to", "x")]
        );
    }

    #[test]
    fn examples_of_a_table_go_to_their_categories_and_an_unknown_one_is_named_by_its_line() {
        let categories = || from_call(&["bug".to_owned(), "feature".to_owned()]);
        let table = "label,text\nbug,\"it\ncrashes\"\nfeature,please add\nbug,fails\n";
        let found = with_examples(categories(), table.as_bytes()).unwrap();
        let examples: Vec<_> = found.into_iter().map(|one| one.examples).collect();
        assert_eq!(examples, [vec!["it\ncrashes", "fails"], vec!["please add"]]);
        let cases = [
            (
                "label,text\nbug,\"a\nb\"\nbugs,b\n",
                "examples, line 4: there is no category \"bugs\"; write one of \"bug\", \"feature\"",
            ),
            (
                "label,text\nbug,\n",
                "examples, line 2: the text is empty; write one, or leave the line out",
            ),
            (
                "kind,text\nbug,a\n",
                "examples has no column category or label or class or intent; rename one of \"kind\", \"text\"",
            ),
        ];
        for (table, expected) in cases {
            assert_eq!(
                with_examples(categories(), table.as_bytes()).unwrap_err().to_string(),
                expected
            );
        }
    }
}
