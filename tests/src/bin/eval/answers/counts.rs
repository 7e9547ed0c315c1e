//! The figures of a file of cases.

use std::{path::Path, time::Duration};

use end_to_end::cases::{Case, Verdict};
use serde_json::{Value, json};

use super::{Outcome, times::Times};

/// How many cases of a file came to what.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Counts {
    cases: usize,
    /// Cases with an expected value that came to it, and that came to another.
    exact: usize,
    wrong: usize,
    must_refuse: usize,
    wrongly_accepted: usize,
    panics: usize,
    /// Cases whose text was cut, those that came to a value, and those whose value the whole answer belies.
    cut: usize,
    accepted: usize,
    inconsistent: usize,
}

impl Counts {
    /// Counts one case and what came of it.
    pub(super) fn count(&mut self, case: &Case, outcome: &Outcome) {
        let value = match outcome {
            Outcome::Accepted(accepted) => Some(&accepted.value),
            Outcome::Refused(_) | Outcome::Panicked(_) => None,
        };
        let verdict = case.verdict(value);
        let is_wrong = usize::from(verdict == Verdict::Wrong);
        self.cases += 1;
        self.panics += usize::from(matches!(outcome, Outcome::Panicked(_)));
        if case.refuse {
            self.must_refuse += 1;
            self.wrongly_accepted += is_wrong;
        } else if case.expect.is_some() {
            self.exact += usize::from(verdict == Verdict::Right);
            self.wrong += is_wrong;
        }
        if case.prefix_of.is_some() {
            self.cut += 1;
            self.accepted += usize::from(value.is_some());
            self.inconsistent += is_wrong;
        }
    }

    /// The counts and times under their names; those of cut texts only where there are any.
    pub(super) fn score(&self, file: &Path, times: &Times) -> Value {
        let mut score = json!({
            "file": file.display().to_string(),
            "cases": self.cases,
            "exact": self.exact,
            "wrong": self.wrong,
            "must_refuse": self.must_refuse,
            "wrongly_accepted": self.wrongly_accepted,
            "panics": self.panics,
            "micros_per_case": micros(times.mean),
            "worst_micros": micros(times.worst),
        });
        if let Value::Object(members) = &mut score
            && self.cut > 0
        {
            members.insert("accepted".to_owned(), self.accepted.into());
            members.insert("inconsistent".to_owned(), self.inconsistent.into());
        }
        score
    }
}

/// With one decimal.
fn micros(time: Duration) -> f64 {
    (time.as_secs_f64() * 10_000_000.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use end_to_end::cases::Schemas;
    use shared::answer::Accepted;

    const SCHEMA: &str = r#"{"type": "object", "required": ["a"], "properties": {"a": {"type": "string", "minLength": 1}}}"#;

    /// The counts of one case with this schema, where what came of it is `outcome`.
    fn counts(wanted: &str, outcome: Outcome) -> Counts {
        let mut counts = Counts::default();
        let line = format!(r#"{{"id": "x-1", "schema": {SCHEMA}, "input": "", {wanted}}}"#);
        counts.count(&Schemas::new().case(&line).unwrap(), &outcome);
        counts
    }

    fn accepted(value: Value) -> Outcome {
        Outcome::Accepted(Accepted { value, repairs: vec![] })
    }

    fn refused() -> Outcome {
        Outcome::Refused(vec!["the answer holds no text".to_owned()])
    }

    fn panicked() -> Outcome {
        Outcome::Panicked("panicked at nowhere".to_owned())
    }

    #[test]
    fn an_expected_value_is_exact_another_is_wrong_and_none_is_neither() {
        let wanted = r#""expect": {"a": "b"}"#;
        let one = || Counts { cases: 1, ..Counts::default() };
        let exact = counts(wanted, accepted(json!({"a": "b"})));
        assert_eq!(exact, Counts { exact: 1, ..one() });
        let wrong = counts(wanted, accepted(json!({"a": "c"})));
        assert_eq!(wrong, Counts { wrong: 1, ..one() });
        assert_eq!(counts(wanted, refused()), one());
        assert_eq!(counts(wanted, panicked()), Counts { panics: 1, ..one() });
    }

    #[test]
    fn a_value_where_none_may_come_is_wrongly_accepted_and_not_wrong() {
        let one = || Counts { cases: 1, must_refuse: 1, ..Counts::default() };
        let wanted = r#""refuse": true, "expect": null"#;
        let taken = counts(wanted, accepted(json!({"a": "b"})));
        assert_eq!(taken, Counts { wrongly_accepted: 1, ..one() });
        assert_eq!(counts(wanted, refused()), one());
    }

    #[test]
    fn a_value_of_a_cut_text_is_accepted_and_may_be_inconsistent() {
        let one = || Counts { cases: 1, cut: 1, ..Counts::default() };
        let wanted = r#""expect": null, "refuse": false, "prefix_of": {"a": "bc"}"#;
        let shorter = counts(wanted, accepted(json!({"a": "b"})));
        assert_eq!(shorter, Counts { accepted: 1, ..one() });
        for other in [json!({"a": "d"}), json!({"a": ""})] {
            let other = counts(wanted, accepted(other));
            assert_eq!(other, Counts { accepted: 1, inconsistent: 1, ..one() });
        }
        assert_eq!(counts(wanted, refused()), one());
    }

    #[test]
    fn only_a_file_with_cut_texts_has_their_counts() {
        let times = Times { mean: Duration::from_nanos(1_260), worst: Duration::from_micros(3) };
        let names = |counts: Counts| {
            let score = counts.score(Path::new("a.jsonl"), &times);
            assert_eq!(score["micros_per_case"], 1.3);
            assert_eq!(score["worst_micros"], 3.0);
            score.as_object().unwrap().len()
        };
        assert_eq!(names(Counts::default()), 9);
        assert_eq!(names(Counts { cut: 1, ..Counts::default() }), 11);
    }
}
