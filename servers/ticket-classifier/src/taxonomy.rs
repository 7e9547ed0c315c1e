//! The categories of a question: the user's own, from a file or from the call, or a built-in set for IT support.
//!
//! A taxonomy is data for the model and for the fallback alike: the model reads it as material, and its names are what an
//! answer's category is chosen from; the fallback matches a ticket against names, descriptions and examples.

use std::sync::OnceLock;

use rmcp::model::Resource;
use serde::{Deserialize, Serialize};
use shared::{
    Material, Prompt, Refusal,
    batch::ItemAnswers,
    material::{self, Table},
    resources::Resources,
};

use crate::{
    answer::{Priority, TICKET, Ticket},
    batch::{ItemTicket, TICKETS},
    matching::Matcher,
};

/// More categories than these are rather a catalog: no model holds them apart in one question.
const MAX_CATEGORIES: usize = 500;
const MAX_NAME_CHARACTERS: usize = 80;
const MAX_DESCRIPTION_CHARACTERS: usize = 500;
/// The most bytes of names and descriptions: every question holds all of them.
const MAX_SHOWN_BYTES: usize = 96 * 1024;
/// Examples are shown only as far as they leave a question this small.
const MAX_SHOWN_BYTES_WITH_EXAMPLES: usize = 16 * 1024;
/// Two examples show what a category is about; more of them cost a question more than they add to it.
const SHOWN_EXAMPLES: usize = 2;
const MAX_SHOWN_EXAMPLE_CHARACTERS: usize = 160;

/// The categories that a ticket can have.
#[derive(Debug)]
pub struct Taxonomy {
    categories: Vec<Category>,
    names: Vec<String>,
    material: Material,
    /// Made for the first question, and not for each.
    one: OnceLock<Prompt<Ticket>>,
    many: OnceLock<Prompt<ItemAnswers<ItemTicket>>>,
    /// Made for the first fallback: a server whose model always answers needs none. With a table of examples it is made
    /// when the server starts, for then it takes long.
    matcher: OnceLock<Matcher>,
}

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
struct TaxonomyFile {
    categories: Vec<Category>,
}

impl Taxonomy {
    /// The built-in set for IT support.
    pub fn it_support() -> Self {
        Self::from_toml(include_str!("it_support.toml"))
            .expect("the built-in set keeps to the rules")
    }

    /// The categories of a file: a list `[[categories]]` with `name`, and optionally `description`, `examples` and
    /// `priority_hints`.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] that says what to change: no TOML of this form, no categories or too many, a name twice, or what is too
    /// long.
    pub fn from_toml(text: &str) -> Result<Self, Refusal> {
        let TaxonomyFile { categories } =
            toml::from_str(text).map_err(|error| Refusal::new(error.to_string()))?;
        Self::new(categories)
    }

    /// The categories of a call, each a name or `name: description`.
    ///
    /// # Errors
    ///
    /// The same as of a file.
    pub fn from_call(given: &[String]) -> Result<Self, Refusal> {
        let category = |given: &String| {
            let given = material::one_line(given);
            let (name, description) = given.split_once(": ").unwrap_or((&given, ""));
            Category {
                name: name.to_owned(),
                description: description.trim().to_owned(),
                examples: Vec::new(),
                priority_hints: PriorityHints::default(),
            }
        };
        Self::new(given.iter().map(category).collect())
    }

    /// These categories.
    ///
    /// # Errors
    ///
    /// The same as of a file.
    pub fn new(mut categories: Vec<Category>) -> Result<Self, Refusal> {
        if categories.is_empty() {
            return Err(Refusal::new("categories is empty; name at least one"));
        }
        let names: Vec<_> = categories.iter().map(|category| category.name.clone()).collect();
        let names = material::names("categories", &names, MAX_CATEGORIES, MAX_NAME_CHARACTERS)?;
        for (category, name) in categories.iter_mut().zip(&names) {
            category.name.clone_from(name);
            let hints = &category.priority_hints;
            let words = hints
                .words()
                .map(|(_, word)| word)
                .chain(category.examples.iter().map(String::as_str));
            if words.into_iter().any(|word| word.trim().is_empty()) {
                return Err(Refusal::new(format!(
                    "{name:?} has an empty example or hint; leave it out"
                )));
            }
            let characters = category.description.chars().count();
            if characters > MAX_DESCRIPTION_CHARACTERS {
                return Err(Refusal::new(format!(
                    "the description of {name:?} has {characters} characters and the limit is {MAX_DESCRIPTION_CHARACTERS}"
                )));
            }
        }
        let shown = shown(&categories);
        if shown.len() > MAX_SHOWN_BYTES {
            return Err(Refusal::new(format!(
                "the names and descriptions of categories have {} bytes together and the limit is {MAX_SHOWN_BYTES}; shorten \
                 the descriptions",
                shown.len()
            )));
        }
        let material = Material::new("categories", shown);
        Ok(Self {
            categories,
            names,
            material,
            one: OnceLock::new(),
            many: OnceLock::new(),
            matcher: OnceLock::new(),
        })
    }

    /// The same categories with the labeled examples of a table, which has a column of texts and one of categories.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] if the table cannot be read, has no such columns, or names a category that there is not.
    pub fn with_examples(self, table: &[u8]) -> Result<Self, Refusal> {
        let Self { mut categories, names, .. } = self;
        let table = Table::read("examples", table)?;
        let column = |usual: &[&str]| {
            table.column("examples", None, usual)?.ok_or_else(|| {
                Refusal::new(format!(
                    "examples has no column {}; it has {}",
                    usual.join(" or "),
                    table.columns().join(", ")
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
            let place = names.iter().position(|other| *other == name);
            match place.and_then(|place| categories.get_mut(place)) {
                Some(category) if !text.is_empty() => category.examples.push(text.to_owned()),
                Some(_) => return Err(refused("the text is empty")),
                None => {
                    return Err(refused(&format!(
                        "there is no category {name:?}; there are {}",
                        names.join(", ")
                    )));
                }
            }
        }
        Self::new(categories)
    }

    /// The categories.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// Their names, in their order: what an answer's category is chosen from.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The question about one ticket, whose category is one of these.
    pub fn prompt(&self) -> &Prompt<Ticket> {
        self.one.get_or_init(|| TICKET.choosing(&self.names))
    }

    /// The question about many tickets, whose categories are among these.
    pub fn prompt_for_items(&self) -> &Prompt<ItemAnswers<ItemTicket>> {
        self.many.get_or_init(|| TICKETS.choosing(&self.names))
    }

    /// The categories as the model sees them: one JSON object a line, with two examples each where there is room.
    pub fn material(&self) -> &Material {
        &self.material
    }

    /// What matches a ticket with the categories, without a model.
    pub fn matcher(&self) -> &Matcher {
        self.matcher.get_or_init(|| Matcher::new(&self.categories))
    }
}

/// What the model sees: names and descriptions, and some examples where there is room. The hints are rules of the fallback.
fn shown(categories: &[Category]) -> String {
    let line = |category: &Category, examples: usize| {
        let fits = |example: &&String| example.chars().count() <= MAX_SHOWN_EXAMPLE_CHARACTERS;
        let examples = category.examples.iter().filter(fits).take(examples).cloned().collect();
        let hints = PriorityHints::default();
        let shown = Category { examples, priority_hints: hints, ..category.clone() };
        serde_json::to_string(&shown).expect("a category can be written as JSON")
    };
    let lines = |examples: usize| {
        let lines = categories.iter().map(|category| line(category, examples));
        lines.collect::<Vec<_>>().join("\n")
    };
    Some(lines(SHOWN_EXAMPLES))
        .filter(|shown| shown.len() <= MAX_SHOWN_BYTES_WITH_EXAMPLES)
        .unwrap_or_else(|| lines(0))
}

impl Resources for Taxonomy {
    /// `taxonomy://categories`: the categories in force unless a call brings its own, as JSON.
    fn resources(&self) -> Vec<(Resource, String)> {
        let resource = Resource::new("taxonomy://categories", "categories")
            .with_title("The categories in force unless a call brings its own")
            .with_mime_type("application/json");
        let text = serde_json::to_string_pretty(&self.categories)
            .expect("categories can be written as JSON");
        vec![(resource, text)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(toml: &str) -> String {
        Taxonomy::from_toml(toml).unwrap_err().to_string()
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
            (named(&"x".repeat(81)), "categories[0] has 81 characters"),
            (
                format!("{}description = \"{}\"", named("a"), "x".repeat(501)),
                "the description of \"a\" has 501 characters",
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
        let taxonomy = Taxonomy::from_call(&given).unwrap();
        let found: Vec<_> = taxonomy
            .categories()
            .iter()
            .map(|one| (one.name.as_str(), one.description.as_str()))
            .collect();
        assert_eq!(
            found,
            [("bug", "something is broken: fix it"), ("feature", ""), ("how-to", "x")]
        );
    }

    #[test]
    fn examples_of_a_table_go_to_their_categories_and_an_unknown_one_is_named_by_its_line() {
        let taxonomy = || Taxonomy::from_call(&["bug".to_owned(), "feature".to_owned()]).unwrap();
        let table = "label,text\nbug,\"it\ncrashes\"\nfeature,please add\nbug,fails\n";
        let with_examples = taxonomy().with_examples(table.as_bytes()).unwrap();
        let examples: Vec<_> =
            with_examples.categories().iter().map(|one| one.examples.clone()).collect();
        assert_eq!(examples, [vec!["it\ncrashes", "fails"], vec!["please add"]]);
        let cases = [
            (
                "label,text\nbug,\"a\nb\"\nbugs,b\n",
                "examples, line 4: there is no category \"bugs\"; there are bug, feature",
            ),
            ("label,text\nbug,\n", "examples, line 2: the text is empty"),
            (
                "kind,text\nbug,a\n",
                "examples has no column category or label or class or intent; it has kind, text",
            ),
        ];
        for (table, expected) in cases {
            assert_eq!(
                taxonomy().with_examples(table.as_bytes()).unwrap_err().to_string(),
                expected
            );
        }
    }

    #[test]
    fn examples_are_shown_to_the_model_only_as_far_as_there_is_room() {
        let many = |count: usize| {
            let toml = |number| {
                format!(
                    "[[categories]]\nname = \"c{number}\"\nexamples = [\"{}\", \"b\", \"c\"]\n",
                    "a".repeat(100)
                )
            };
            Taxonomy::from_toml(&(0..count).map(toml).collect::<String>()).unwrap()
        };
        let few = many(2);
        assert!(
            few.material().lines().all(|line| line.contains("\"b\"") && !line.contains("\"c\"]"))
        );
        assert!(many(150).material().lines().all(|line| !line.contains("examples")));
    }

    #[test]
    fn the_built_in_set_has_a_description_for_each_category() {
        assert!(
            Taxonomy::it_support()
                .categories()
                .iter()
                .all(|category| !category.description.is_empty())
        );
    }
}
