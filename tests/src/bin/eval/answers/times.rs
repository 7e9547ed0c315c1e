//! How long the reading of an answer takes.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use end_to_end::cases::Case;
use shared::answer::read;

/// How often all cases are read for the median.
const PASSES: usize = 5;

/// How long `read` takes, without what comes before and after it.
pub(super) struct Times {
    /// For a case, in the median of the passes over all of them.
    pub(super) mean: Duration,
    /// For the slowest case, in its quickest pass: what disturbed one pass is not the case's.
    pub(super) worst: Duration,
}

impl Times {
    /// The times of cases that have been read once before, which warms up what is kept between them.
    pub(super) fn of(cases: &[&Case]) -> Self {
        let mut quickest = vec![Duration::MAX; cases.len()];
        let mut passes = [Duration::ZERO; PASSES];
        for pass in &mut passes {
            for (case, quickest) in cases.iter().zip(&mut quickest) {
                let (schema, said) = (black_box(&case.schema.schema), black_box(&case.said));
                let begin = Instant::now();
                let outcome = read(schema, said);
                let time = begin.elapsed();
                drop(black_box(outcome));
                *pass += time;
                *quickest = time.min(*quickest);
            }
        }
        passes.sort_unstable();
        let median = passes.get(PASSES / 2).copied().unwrap_or_default();
        let count = u32::try_from(cases.len()).unwrap_or(u32::MAX);
        Self {
            mean: median.checked_div(count).unwrap_or_default(),
            worst: quickest.into_iter().max().unwrap_or_default(),
        }
    }
}
