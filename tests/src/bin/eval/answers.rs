//! Model answers, damaged in many ways, against what must come of each. The figures that count most are the
//! wrong ones: a caller can live with a fallback that says so, not with a wrong value that looks right.

mod counts;
mod times;

use std::{
    cell::RefCell,
    fs::File,
    io::{BufWriter, Write as _},
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use end_to_end::cases::{Case, Schemas};
use serde_json::{Value, json};
use shared::answer::{Accepted, read};

use self::{counts::Counts, times::Times};

/// What came of a case.
enum Outcome {
    Accepted(Accepted<Value>),
    Refused(Vec<String>),
    /// A fault of ours, in its own words.
    Panicked(String),
}

/// For each file the counts of [`Counts`] and the times of `read` alone: `micros_per_case`, the mean, and
/// `worst_micros`, that of the slowest case. With `out`, what came of every case goes there, one a line.
pub(crate) fn scores(files: &[PathBuf], out: Option<&Path>) -> anyhow::Result<Value> {
    let mut schemas = Schemas::new();
    // A line that cannot be read is better known before the work than after it.
    let files: Vec<(&PathBuf, Vec<Case>)> =
        files.iter().map(|file| Ok((file, schemas.cases(file)?))).collect::<anyhow::Result<_>>()?;
    let mut out = out.map(create).transpose()?;

    let mut scores = Vec::new();
    for (file, cases) in &files {
        let outcomes = outcomes(cases);
        let mut counts = Counts::default();
        for (case, outcome) in cases.iter().zip(&outcomes) {
            counts.count(case, outcome);
            if let Some(out) = &mut out {
                writeln!(out, "{}", record(case, outcome)).context("cannot write the results")?;
            }
        }
        let unhurt = cases.iter().zip(&outcomes).filter_map(|(case, outcome)| match outcome {
            Outcome::Panicked(_) => None,
            _ => Some(case),
        });
        scores.push(counts.score(file, &Times::of(&unhurt.collect::<Vec<_>>())));
    }
    if let Some(mut out) = out {
        out.flush().context("cannot write the results")?;
    }
    Ok(json!({"files": scores}))
}

fn create(path: &Path) -> anyhow::Result<BufWriter<File>> {
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(BufWriter::new(file))
}

thread_local! {
    /// The last panic of this thread, on one line.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What comes of each case. A panic costs its case only, and one line on standard error.
fn outcomes(cases: &[Case]) -> Vec<Outcome> {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(|panic| PANIC.set(panic.to_string().replace('\n', " "))));
    let outcomes = cases.iter().map(outcome).collect();
    panic::set_hook(usual);
    outcomes
}

type Judged = Result<Accepted<Value>, Vec<String>>;

fn outcome(case: &Case) -> Outcome {
    caught(&case.id, || read(&case.schema.schema, &case.said))
}

fn caught(id: &str, read: impl FnOnce() -> Judged) -> Outcome {
    // What `read` leaves behind when it panics is nothing: it changes nothing.
    match panic::catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(accepted)) => Outcome::Accepted(accepted),
        Ok(Err(problems)) => Outcome::Refused(problems),
        Err(_) => {
            let panic = PANIC.take();
            eprintln!("{id}: {panic}");
            Outcome::Panicked(panic)
        }
    }
}

/// A line of the results.
fn record(case: &Case, outcome: &Outcome) -> Value {
    let id = &case.id;
    match outcome {
        Outcome::Accepted(Accepted { value, repairs }) => {
            json!({"id": id, "ok": true, "value": value, "repairs": repairs, "problems": []})
        }
        Outcome::Refused(problems) => {
            json!({"id": id, "ok": false, "value": null, "repairs": [], "problems": problems})
        }
        Outcome::Panicked(panic) => {
            json!({"id": id, "ok": false, "value": null, "repairs": [], "problems": [panic]})
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case() -> Case {
        let line = r#"{"id": "x-1", "input": "{\"a\": \"b\"}", "expect": {"a": "b"},
            "schema": {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}}"#;
        Schemas::new().case(line).unwrap()
    }

    #[test]
    fn a_record_holds_the_value_or_the_problems_and_never_leaves_a_member_out() {
        let case = case();
        let good =
            json!({"id": "x-1", "ok": true, "value": {"a": "b"}, "repairs": [], "problems": []});
        assert_eq!(record(&case, &outcome(&case)), good);
        let bad =
            json!({"id": "x-1", "ok": false, "value": null, "repairs": [], "problems": ["no"]});
        assert_eq!(record(&case, &Outcome::Refused(vec!["no".to_owned()])), bad);
        assert_eq!(record(&case, &Outcome::Panicked("no".to_owned())), bad);
    }

    #[test]
    fn a_panic_costs_its_case_only() {
        assert!(matches!(caught("x-1", || panic!("a fault of ours")), Outcome::Panicked(_)));
        assert!(matches!(outcome(&case()), Outcome::Accepted(_)));
    }
}
