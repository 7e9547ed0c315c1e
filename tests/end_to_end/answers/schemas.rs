//! What an answer type may be made of: the table of docs/answers.md.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;
use shared::answer::{Judged, Schema};

#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Everything {
    #[schemars(length(min = 1, max = 9))]
    a_text: String,
    a_letter: char,
    #[schemars(range(min = 0, max = 9))]
    a_count: u32,
    an_amount: f64,
    is_it: bool,
    which: Which,
    #[schemars(length(max = 3), inner(length(min = 1)))]
    many: Vec<String>,
    three: [i64; 3],
    wrapped: Wrapped,
    maybe: Option<Which>,
    boxed: Box<Inner>,
    #[serde(rename = "rows")]
    each: Vec<Judged<Inner>>,
}

/// With a comment on one variant and none on the others, which are then written in another way.
#[derive(Serialize, JsonSchema)]
#[expect(dead_code, reason = "only its schema is made")]
enum Which {
    /// The one.
    One,
    Other,
    Third,
}

#[derive(Serialize, JsonSchema)]
struct Wrapped(String);

#[derive(Serialize, JsonSchema)]
struct Inner {
    name: String,
}

#[derive(Serialize, JsonSchema)]
#[expect(dead_code, reason = "only its schema is made")]
enum Holding {
    Text(String),
    Inner { name: String },
}

#[derive(Serialize, JsonSchema)]
struct Patterned {
    #[schemars(regex(pattern = "^[a-z]+$"))]
    name: String,
}

#[derive(Serialize, JsonSchema)]
struct Formatted {
    #[schemars(extend("format" = "date-time"))]
    at: String,
}

#[derive(Serialize, JsonSchema)]
struct Endless {
    next: Option<Box<Self>>,
}

#[test]
fn a_type_may_use_what_the_table_names() {
    if let Err(error) = Schema::of::<Everything>() {
        panic!("{error}");
    }
}

#[test]
fn what_cannot_be_checked_is_refused_with_its_place() {
    fn refused<T: JsonSchema>() -> String {
        Schema::of::<T>().expect_err(&T::schema_name()).to_string()
    }
    let reasons = [
        refused::<BTreeMap<String, String>>(),
        refused::<BTreeSet<String>>(),
        refused::<(String, u32)>(),
        refused::<Holding>(),
        refused::<serde_json::Value>(),
        refused::<Patterned>(),
        refused::<Formatted>(),
        refused::<Endless>(),
    ];
    insta::assert_debug_snapshot!(reasons);
}
