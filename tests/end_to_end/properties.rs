//! What holds whatever a model says. The rules are in `rules`, what models write is drawn by `answers`
//! (valid answers) and `damage` (everything else); the fuzz target in `fuzz/` checks the same rules.
//!
//! Every run draws the same cases, so that a run which fails is about the change and not about the day. No
//! file of seeds is kept: a seed names another case as soon as a strategy changes. A case that failed
//! becomes a test in words. `PROPTEST_CASES=100000 PROPTEST_RNG_SEED=7 cargo test properties` looks further.

mod answers;
mod damage;
mod rules;

use std::{
    cell::Cell,
    fmt::Debug,
    sync::LazyLock,
    time::{Duration, Instant},
};

use jsonschema::Validator;
use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
    test_runner::{Config, RngSeed, TestRunner, contextualize_config},
};
use serde_json::Value;
use shared::answer::{Accepted, Said, read};

use answers::{around, valid};
use damage::{damage, soup, token};
use rules::{SCHEMAS, accepted_as_it_stands, cut_consistently, read_soundly, same};

/// Puts `cases` values to `rule`, which says in a sentence how it is broken; shows the smallest value
/// that breaks it.
fn check<S: Strategy>(cases: u32, strategy: S, rule: impl Fn(S::Value) -> Result<(), String>)
where
    S::Value: Debug,
{
    let config = Config {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_260_728),
        max_shrink_iters: 2_000,
        ..Config::default()
    };
    let outcome = TestRunner::new(contextualize_config(config))
        .run(&strategy, |value| rule(value).map_err(TestCaseError::fail));
    if let Err(broken) = outcome {
        panic!("{broken}");
    }
}

/// What is accepted validates, in the eyes of a validator that is not ours too, and its own JSON reads
/// back.
fn sound(schema: usize, said: &Said) -> Result<Option<Accepted<Value>>, String> {
    static VALIDATORS: LazyLock<Vec<Validator>> = LazyLock::new(|| {
        let validator = |json| jsonschema::validator_for(json).unwrap();
        SCHEMAS.iter().map(|schema| validator(schema.json())).collect()
    });
    let accepted = read_soundly(&SCHEMAS[schema], said)
        .map_err(|broken| format!("{broken}, where this was said: {said:?}"))?;
    match &accepted {
        Some(Accepted { value, .. }) if !VALIDATORS[schema].is_valid(value) => {
            Err(format!("accepted, and a validator refuses it: {value}"))
        }
        _ => Ok(accepted),
    }
}

fn any_schema() -> impl Strategy<Value = usize> {
    0..SCHEMAS.len()
}

fn stop_reason() -> impl Strategy<Value = Option<String>> {
    select(vec![None, Some("endTurn".to_owned()), Some("maxTokens".to_owned())])
}

#[test]
fn whatever_is_said_what_is_accepted_validates_and_reads_back() {
    let said = prop_oneof![vec(any::<char>(), 0..60).prop_map(String::from_iter), soup()];
    check(3_000, (any_schema(), said, stop_reason()), |(schema, text, stop_reason)| {
        sound(schema, &Said { stop_reason, ..Said::new(text) }).map(drop)
    });
}

#[test]
fn of_a_damaged_answer_what_is_accepted_validates_and_reads_back() {
    let (accepted, refused) = (Cell::new(0), Cell::new(0));
    let wrapped = proptest::option::weighted(0.2, around());
    let cases = (valid(), damage(), wrapped, stop_reason());
    check(4_000, cases, |(answer, damage, around, stop_reason)| {
        let text = damage.done_to(&answer, around.as_ref());
        let said = Said { stop_reason, ..Said::new(text) };
        let verdict = if sound(answer.schema, &said)?.is_some() { &accepted } else { &refused };
        verdict.set(verdict.get() + 1);
        Ok(())
    });
    let [accepted, refused] = [accepted.get(), refused.get()];
    let few = (accepted + refused) / 100;
    assert!(accepted > few && refused > few, "{accepted} accepted and {refused} refused");
}

#[test]
fn a_valid_answer_is_accepted_as_it_stands() {
    check(2_000, valid(), |answer| {
        accepted_as_it_stands(&SCHEMAS[answer.schema], &answer.text, &answer.tree.value())
    });
}

#[test]
fn an_answer_that_was_cut_is_refused_or_consistent_with_the_whole() {
    let wrapped = proptest::option::weighted(0.3, around());
    check(2_000, (valid(), wrapped, vec(any::<Index>(), 4)), |(answer, around, ends)| {
        let text = around.map_or_else(|| answer.text.clone(), |around| around.wrap(&answer.text));
        let ends_of_characters: Vec<_> = text.char_indices().map(|(index, _)| index).collect();
        for end in ends {
            let end = *end.get(&ends_of_characters);
            cut_consistently(&SCHEMAS[answer.schema], &answer.tree, &text, end)?;
        }
        Ok(())
    });
}

#[test]
fn what_stands_around_an_answer_changes_nothing_but_the_repairs() {
    check(2_000, (valid(), around()), |(answer, around)| {
        let said = Said::new(around.wrap(&answer.text));
        match sound(answer.schema, &said)? {
            None => {
                Err(format!("refused: {:?}", read(&SCHEMAS[answer.schema], &said).unwrap_err()))
            }
            Some(accepted) if !same(&accepted.value, &answer.tree.value()) => {
                Err(format!("read as {}", accepted.value))
            }
            Some(_) => Ok(()),
        }
    });
}

/// The text is as long as the longest answers that models give, many times over. Work that grows with the
/// square of the length, or worse, exceeds the limit a hundredfold even in a debug build, which is far
/// slower than what is installed.
#[test]
fn a_long_text_is_read_in_time_however_it_repeats_itself() {
    const LENGTH: usize = 100_000;
    const LIMIT: Duration = Duration::from_millis(if cfg!(debug_assertions) { 4_000 } else { 50 });
    let cases = (valid(), vec(token(), 1..=4), vec(token(), 0..=2), stop_reason(), any::<Index>());
    check(100, cases.no_shrink(), |(answer, repeated, behind, stop_reason, kept)| {
        let (repeated, behind) = (repeated.concat(), behind.concat());
        let kept: String = answer.text.chars().take(kept.index(answer.text.len())).collect();
        let text = format!("{kept}{}{behind}", repeated.repeat(LENGTH / repeated.len()));
        let said = Said { stop_reason, ..Said::new(text) };
        // The processor may be busy elsewhere, once or twice.
        let in_time = (0..3).any(|_| {
            let started = Instant::now();
            let _ = read(&SCHEMAS[answer.schema], &said);
            started.elapsed() < LIMIT
        });
        match in_time {
            true => Ok(()),
            false => Err(format!("{kept:?} and then many {repeated:?} take too long")),
        }
    });
}
