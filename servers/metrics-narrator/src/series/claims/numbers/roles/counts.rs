//! Checks counts: of rows, missing values, anomalies, series.
//!
//! `nouns` finds the noun that says what a number counts.

mod nouns;

use crate::series::{
    claims::{
        context::{governors::Governor, subjects::Source},
        numbers::claim::Claim,
        reading::{cues::Cue, mentions::What},
        values::{quantities::Quantity, statistics::Statistic as S},
    },
    facts::{Character, Series},
};

pub(in crate::series::claims::numbers) use nouns::is_counted;
pub(in crate::series::claims) use nouns::noun;

/// Whether a number counts what the facts count.
pub(super) fn is_borne(claim: &Claim) -> bool {
    if claim.figure.seconds_per_unit.is_some() && !is_of_rows(claim) {
        return false;
    }
    if is_all_rows(claim) || is_number_expected(claim) {
        return true;
    }
    if !may_count(claim) {
        return false;
    }
    let counting = Counting::of(claim);
    counting.is_of_fact()
        || is_sum_of_subjects(claim, &counting.cues)
        || is_selection(claim, &counting)
        || claim.is_length_of_anomaly()
        || counting.cues.contains(&Cue::Series) && is_number_of_series(claim)
        || claim.figure.written.is_spelled && counting.cues.contains(&Cue::Correlation)
}

/// `two disturbances need an explanation: …`: a text may tell some of the anomalies, where no series is named before.
fn is_selection(claim: &Claim, counting: &Counting) -> bool {
    let tells_all =
        claim.check.scope.has_word(claim.at, &["only", "all", "just", "exactly", "every"]);
    let anomalies = claim.facts().series.iter().map(|series| series.anomalies.len()).sum::<usize>();
    claim.figure.written.is_spelled
        && counting.noun == Some(Cue::Anomaly)
        && !claim.subjects.is_named_before
        && !tells_all
        && claim.figure.written.value >= 2.0
        && claim.figure.written.value <= anomalies as f64
}

/// `two years lack a figure` of a table of years: so many rows.
pub(in crate::series::claims::numbers) fn is_of_rows(claim: &Claim) -> bool {
    let step = claim.facts().table.step_seconds;
    claim.figure.seconds_per_unit.is_some_and(|unit| (step / unit - 1.0).abs() < 0.1)
}

/// `the lowest of all 96`.
fn is_all_rows(claim: &Claim) -> bool {
    let mut counts = claim.check.quantities.counts.iter();
    claim.figure.written.is_plain_integer
        && claim.word(-1) == "all"
        && counts.any(|quantity| {
            matches!(quantity.statistic, S::Rows | S::Readings)
                && claim.is_value(1.0, quantity.value)
        })
}

/// `351 of 360 hourly readings`, `expected records 720`: the rows that a table without gaps has in its time.
fn is_number_expected(claim: &Claim) -> bool {
    const WORDS: &str = "possible scheduled due nominal planned theoretical theoretically received";
    let scope = &claim.check.scope;
    let table = &claim.facts().table;
    let span = table.from.seconds_to(table.to);
    let rows = span / table.step_seconds.max(f64::MIN_POSITIVE) + 1.0;
    let is_of_number = || {
        let of = if claim.word(-1) == "the" { 2 } else { 1 };
        matches!(claim.word(-of), "of" | "/" | "from")
            && (1..=3).any(|back| matches!(claim.what(-of - back), Some(What::Number(_))))
    };
    claim.figure.written.is_plain_integer
        && claim.figure.written.digits >= 2
        && claim.figure.written.value == rows.round()
        && (is_of_number()
            || scope.has_cue(claim.at, &[Cue::Expected])
            || scope.has_any(claim.at, WORDS))
}

/// Whether the number is a whole one that no word binds to something else than a count.
fn may_count(claim: &Claim) -> bool {
    let written = &claim.figure.written;
    let is_whole = written.is_plain_integer || written.is_spelled || written.scale != 1.0;
    let is_other = |governor: &Governor| governor.is_binding() && !is_of_count(governor.cue);
    let is_bound = claim.figure.unit.is_none()
        && claim.governors.iter().any(is_other)
        && noun(claim).is_none();
    is_whole && !is_bound
}

/// What the words say that a number counts.
struct Counting<'c> {
    claim: &'c Claim<'c>,
    noun: Option<Cue>,
    /// The noun, and the words that govern the number.
    cues: Vec<Cue>,
    speaks_of_rows: bool,
    /// Whether what is counted may be rows, whatever it is called.
    may_be_rows: bool,
    /// Whether the verb before it says that so many values are missing.
    is_lost: bool,
}

impl<'c> Counting<'c> {
    fn of(claim: &'c Claim<'c>) -> Self {
        const ROWS: [&str; 6] = ["row", "rows", "line", "lines", "timestamps", "times"];
        let noun = noun(claim);
        let governing = claim.governors.iter().map(|governor| governor.cue);
        let is_times = claim.figure.unit.is_some()
            || matches!(claim.word(-1), "of" | "in")
            || claim.word(-1) == "the" && matches!(claim.word(-2), "of" | "in");
        // `44 mailings`: what a row is, only its reader knows.
        let is_noun = matches!(claim.what(1), Some(What::Word))
            && claim.figure.written.digits >= 2
            && !claim.is_bound();
        let is_lost =
            matches!(claim.word(-1), "lost" | "dropped" | "loses" | "lose" | "lacks" | "skipped");
        Self {
            claim,
            noun,
            cues: noun.into_iter().chain(governing).collect(),
            speaks_of_rows: claim.check.scope.has_word(claim.at, &ROWS),
            may_be_rows: is_times || is_noun,
            is_lost,
        }
    }

    /// Whether the number is a count of the facts that the words allow.
    fn is_of_fact(&self) -> bool {
        self.claim.check.quantities.counts.iter().any(|quantity| {
            self.is_of_subject(quantity)
                && self.is_said(quantity.statistic)
                && self.claim.is_value(1.0, quantity.value)
        })
    }

    /// Whether a count is of a series that may be meant. What the table has in all is not what one series has.
    fn is_of_subject(&self, quantity: &Quantity) -> bool {
        let subjects = &self.claim.subjects;
        match quantity.of.series {
            Some(series) => self.claim.is_subject(series) || !subjects.is_of_clause,
            None => {
                !matches!(quantity.statistic, S::Missing | S::Anomalies | S::Changes)
                    || !subjects.is_of_clause
                    || subjects.source != Source::Named
            }
        }
    }

    fn is_said(&self, statistic: S) -> bool {
        if self.is_lost && statistic == S::Missing {
            return true;
        }
        match self.noun {
            // A noun says what is counted, except that readings may be missing ones.
            Some(cue) if cue != Cue::Readings => return cue.says(statistic),
            Some(_) if statistic == S::Missing => return true,
            _ => {}
        }
        self.cues.iter().any(|cue| cue.says(statistic))
            || self.claim.check.scope.is_licensed(self.claim.at, statistic)
            || self.may_be_rows && matches!(statistic, S::Rows | S::Readings)
            || self.speaks_of_rows
                && matches!(statistic, S::Rows | S::Disorder | S::Duplicates | S::Skipped)
    }
}

/// Whether it is a sum over the series that the sentence names.
fn is_sum_of_subjects(claim: &Claim, cues: &[Cue]) -> bool {
    [S::Missing, S::Anomalies, S::Changes].into_iter().any(|statistic| {
        let of = claim.check.quantities.counts.iter().filter(|quantity| {
            quantity.statistic == statistic
                && quantity.of.series.is_some_and(|series| claim.subjects.series.contains(&series))
        });
        let sum: f64 = of.map(|quantity| quantity.value).sum();
        cues.iter().any(|cue| cue.says(statistic)) && claim.is_value(1.0, sum)
    })
}

/// Whether so many series have something in common.
fn is_number_of_series(claim: &Claim) -> bool {
    let facts = claim.facts();
    let has: [fn(&Series) -> bool; 7] = [
        |series| series.anomalies.is_empty(),
        |series| series.missing > 0,
        |series| series.trend.as_ref().is_some_and(|trend| trend.matters),
        |series| series.seasonality.is_some(),
        |series| series.change_points.is_empty(),
        |series| series.character == Character::Varying,
        |series| series.character == Character::Constant,
    ];
    let numbers = has.into_iter().flat_map(|has| {
        let number = facts.series.iter().filter(|series| has(series)).count();
        [number, facts.series.len() - number]
    });
    let together = facts.coincidences.iter().map(|coincidence| coincidence.series.len());
    let named = claim.check.scope.names_of_sentence(claim.at).len();
    numbers.chain(together).chain([named]).any(|number| claim.is_value(1.0, number as f64))
}

/// Whether a cue may say that a number is a count.
fn is_of_count(cue: Cue) -> bool {
    cue.statistics().iter().any(|statistic| is_count(*statistic))
}

fn is_count(statistic: S) -> bool {
    matches!(
        statistic,
        S::Readings
            | S::Missing
            | S::Rows
            | S::Gaps
            | S::Duplicates
            | S::Disorder
            | S::Skipped
            | S::SeriesCount
            | S::Anomalies
            | S::Changes
            | S::Correlations
            | S::Coincidences
    )
}
