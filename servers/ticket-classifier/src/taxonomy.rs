//! The categories of a question: the user's own, from a file or from the call, or a built-in set for IT support.
//! `categories` reads them; here is what is made of them.
//!
//! A taxonomy is data for the model and for the fallback alike: the model reads it as material, and its names are what
//! an answer's category is chosen from; the fallback matches a ticket against names, descriptions and examples.

use std::sync::OnceLock;

use rmcp::model::Resource;
use shared::{Material, Prompt, Refusal, batch::ItemAnswers, resources::Resources};

use crate::{
    answer::{TICKET, Ticket},
    batch::{ItemTicket, TICKETS},
    categories::{self, Category, PriorityHints},
    matching::Matcher,
};

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
    /// A [`Refusal`] that says what to change: no TOML of this form, no categories or too many, a name twice, or what
    /// is too long.
    pub fn from_toml(text: &str) -> Result<Self, Refusal> {
        Self::new(categories::from_toml(text)?)
    }

    /// The categories of a call, each a name or `name: description`.
    ///
    /// # Errors
    ///
    /// The same as of a file.
    pub fn from_call(given: &[String]) -> Result<Self, Refusal> {
        Self::new(categories::from_call(given))
    }

    /// These categories.
    ///
    /// # Errors
    ///
    /// The same as of a file.
    pub fn new(categories: Vec<Category>) -> Result<Self, Refusal> {
        let categories = categories::checked(categories)?;
        let shown = shown(&categories);
        if shown.len() > MAX_SHOWN_BYTES {
            return Err(Refusal::new(format!(
                "the names and descriptions of categories have {} bytes together and the limit is {MAX_SHOWN_BYTES}; shorten \
                 the descriptions",
                shown.len()
            )));
        }
        Ok(Self {
            names: categories.iter().map(|category| category.name.clone()).collect(),
            material: Material::new("categories", shown),
            categories,
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
        Self::new(categories::with_examples(self.categories, table)?)
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

/// What the model sees: names and descriptions, and some examples where there is room. The hints are rules of the
/// fallback.
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
