//! What comes of a model's text, damaged in any way a model damages it: the expected value or none, and the same
//! from both forms of the reader. Our own cases lie in `tests/corpus/`; a way of being wrong that is new becomes
//! a line there first.

mod limits;
mod meaning;
mod schemas;
mod types;

use std::{
    fs,
    path::{Path, PathBuf},
};

use end_to_end::cases::{Case, Schemas, Verdict, compare::same};
use schemars::JsonSchema;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use shared::answer::{Accepted, Said, Schema, read, read_as};

use self::{
    meaning::meaning,
    types::{Incident, Narrative, Sentiment, Ticket},
};

type Judged = Result<Accepted<Value>, Vec<String>>;

/// The typed form of the reader for one of the types, with its value written as JSON again.
struct Typed {
    name: String,
    schema: Schema,
    read: fn(&Schema, &Said) -> Judged,
}

impl Typed {
    fn all() -> [Self; 4] {
        [
            Self::of::<Sentiment>(),
            Self::of::<Ticket>(),
            Self::of::<Incident>(),
            Self::of::<Narrative>(),
        ]
    }

    fn of<T: DeserializeOwned + JsonSchema + Serialize + 'static>() -> Self {
        let read = |schema: &Schema, said: &Said| {
            let Accepted { value, repairs } = read_as::<T>(schema, said)?;
            Ok(Accepted { value: serde_json::to_value(value).unwrap(), repairs })
        };
        Self { name: T::schema_name().into_owned(), schema: Schema::of::<T>().unwrap(), read }
    }
}

/// The files of cases in a folder, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "jsonl"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{} holds cases", folder.display());
    files
}

fn our_corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The large corpus, which is no part of the workspace; `None` where it does not lie beside it.
fn large_corpus() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    if !folder.is_dir() {
        eprintln!("skipped: there is no {}", folder.display());
        return None;
    }
    Some(folder)
}

fn cases(folder: &Path) -> Vec<Case> {
    let mut schemas = Schemas::new();
    files(folder).iter().flat_map(|file| schemas.cases(file).unwrap()).collect()
}

/// Every case for which `fault` finds one is named, and not the first only.
fn assert_none(cases: &[Case], fault: impl Fn(&Case) -> Option<String>) {
    const SHOWN: usize = 20;
    let faults: Vec<String> = cases
        .iter()
        .filter_map(|case| Some(format!("{}: {}\n  {:?}", case.id, fault(case)?, case.said.text)))
        .collect();
    let shown = faults.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("\n");
    assert!(faults.is_empty(), "{} of {} cases, such as\n{shown}", faults.len(), cases.len());
}

fn value(judged: &Judged) -> Option<&Value> {
    judged.as_ref().ok().map(|accepted| &accepted.value)
}

/// What is wrong with the two forms together: they must agree in value and repairs, or both refuse.
fn disagreement(typed: &[Typed], case: &Case) -> Option<String> {
    let name = case.schema_name.as_deref().unwrap_or_default();
    let form = typed.iter().find(|form| form.name == name).unwrap_or_else(|| panic!("{name:?}"));
    let at_run_time = read(&case.schema.schema, &case.said);
    let typed = (form.read)(&form.schema, &case.said);
    let agree = match (&at_run_time, &typed) {
        (Ok(one), Ok(other)) => same(&one.value, &other.value) && one.repairs == other.repairs,
        (Err(_), Err(_)) => true,
        _ => false,
    };
    if !agree {
        return Some(format!("{at_run_time:?} at run time, {typed:?} as a type"));
    }
    let invalid = |judged| value(judged).filter(|value| !case.schema.is_valid(value));
    let invalid = invalid(&at_run_time).or(invalid(&typed))?;
    Some(format!("{invalid} does not validate"))
}

#[test]
fn a_damaged_answer_gives_the_expected_value_or_none() {
    assert_none(&cases(&our_corpus()), |case| {
        let judged = read(&case.schema.schema, &case.said);
        let verdict = case.verdict(value(&judged));
        let fits = match verdict {
            Verdict::Right => true,
            // What was cut may be refused.
            Verdict::Missed => case.prefix_of.is_some(),
            Verdict::Wrong => false,
        };
        (!fits).then(|| format!("{verdict:?}: {judged:?}"))
    });
}

#[test]
fn both_forms_of_the_reader_agree_on_our_corpus_and_what_they_accept_validates() {
    let typed = Typed::all();
    assert_none(&cases(&our_corpus()), |case| disagreement(&typed, case));
}

#[test]
fn both_forms_of_the_reader_agree_on_the_large_corpus_and_what_they_accept_validates() {
    let Some(folder) = large_corpus() else { return };
    let typed = Typed::all();
    assert_none(&cases(&folder), |case| disagreement(&typed, case));
}

#[test]
fn every_case_of_our_corpus_has_a_name_of_its_own() {
    let mut names: Vec<String> = cases(&our_corpus()).into_iter().map(|case| case.id).collect();
    names.sort();
    let twice: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert_eq!(twice, Vec::<&[String]>::new());
}

#[test]
fn the_types_mean_what_the_schemas_say() {
    let mut schemas = Schemas::new();
    let typed = Typed::all();
    for form in &typed {
        let said = schemas.named(&form.name).unwrap();
        assert_eq!(meaning(form.schema.json()), meaning(said.schema.json()), "{}", form.name);
    }
    assert_eq!(schemas.names().count(), typed.len(), "each schema has a type");
}

#[test]
fn the_schemas_are_those_of_the_large_corpus() {
    let Some(folder) = large_corpus() else { return };
    let (mut ours, mut theirs) = (Schemas::new(), Schemas::new());
    for file in files(&folder) {
        for case in theirs.cases(&file).unwrap() {
            let ours = ours.named(case.schema_name.as_deref().unwrap()).unwrap();
            assert_eq!(case.schema.schema.json(), ours.schema.json(), "{}", case.id);
        }
    }
}
