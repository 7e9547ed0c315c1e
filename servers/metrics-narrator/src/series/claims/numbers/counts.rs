//! Checks counts: of rows, missing values, anomalies, series.

use crate::series::{
    claims::{
        context::{governors::Governor, subjects::Source},
        reading::{
            mentions::What,
            statistics::{Cue, Statistic as S},
        },
        values::quantities::Quantity,
    },
    facts::{Character, Series},
};

use super::claim::Claim;

/// Whether a number counts what the facts count.
pub(in crate::series::claims) fn is_borne(claim: &Claim) -> bool {
    let written = &claim.figure.written;
    // `two years lack a figure` of a table of years: so many rows.
    let is_of_rows = claim
        .figure
        .seconds_per_unit
        .is_some_and(|unit| (claim.facts().table.step_seconds / unit - 1.0).abs() < 0.1);
    if claim.figure.seconds_per_unit.is_some() && !is_of_rows {
        return false;
    }
    // `the lowest of all 96`
    let is_all = written.is_plain_integer && claim.word(-1) == "all";
    let is_rows = |quantity: &&Quantity| {
        matches!(quantity.statistic, S::Rows | S::Readings) && claim.is_value(1.0, quantity.value)
    };
    if is_all && claim.check.quantities.counts.iter().any(|quantity| is_rows(&quantity)) {
        return true;
    }
    let is_whole = written.is_plain_integer || written.is_spelled || written.scale != 1.0;
    let is_other = |governor: &Governor| {
        governor.is_binding()
            && !governor.cue.statistics().iter().any(|statistic| is_count(*statistic))
    };
    if !is_whole
        || claim.figure.unit.is_none()
            && claim.governors.iter().any(is_other)
            && noun(claim).is_none()
    {
        return false;
    }
    let governing = claim.governors.iter().map(|governor| governor.cue);
    let noun = noun(claim);
    let cues: Vec<Cue> = noun.into_iter().chain(governing).collect();
    let speaks_of_rows = claim
        .check
        .scope
        .has_word(claim.at, &["row", "rows", "line", "lines", "timestamps", "times"]);
    let is_times = claim.figure.unit.is_some()
        || matches!(claim.word(-1), "of" | "in")
        || claim.word(-1) == "the" && matches!(claim.word(-2), "of" | "in");
    // `44 mailings`: what a row is, only its reader knows.
    let is_noun = matches!(claim.what(1), Some(What::Word))
        && claim.figure.written.digits >= 2
        && !claim.is_bound();
    let is_lost =
        matches!(claim.word(-1), "lost" | "dropped" | "loses" | "lose" | "lacks" | "skipped");
    let is_said = |statistic: S| {
        if is_lost && statistic == S::Missing {
            return true;
        }
        match noun {
            // A noun says what is counted, except that readings may be missing ones.
            Some(cue) if cue != Cue::Readings => return cue.statistics().contains(&statistic),
            Some(_) if statistic == S::Missing => return true,
            _ => {}
        }
        cues.iter().any(|cue| cue.statistics().contains(&statistic))
            || claim.check.scope.is_licensed(claim.at, statistic)
            || is_noun && matches!(statistic, S::Rows | S::Readings)
            || is_times && matches!(statistic, S::Rows | S::Readings)
            || speaks_of_rows
                && matches!(statistic, S::Rows | S::Disorder | S::Duplicates | S::Skipped)
    };
    let is_fact = claim.check.quantities.counts.iter().any(|quantity| {
        // What the table has in all is not what one series has.
        let is_of_table = || {
            !matches!(quantity.statistic, S::Missing | S::Anomalies | S::Changes)
                || !claim.subjects.is_of_clause
                || claim.subjects.source != Source::Named
        };
        let is_subject = quantity.of.series.map_or_else(is_of_table, |series| {
            claim.is_subject(series) || !claim.subjects.is_of_clause
        });
        is_subject && is_said(quantity.statistic) && claim.is_value(1.0, quantity.value)
    });
    is_fact
        || is_sum_of_subjects(claim, &cues)
        || cues.contains(&Cue::Series) && is_number_of_series(claim)
        || claim.figure.written.is_spelled && cues.contains(&Cue::Correlation)
}

/// Whether a number in words counts something that facts count, not how many things are talked of.
pub(in crate::series::claims) fn is_counted(claim: &Claim) -> bool {
    let is_talk = |at: usize| {
        claim.check.scope.get(at).is_some_and(|mention| {
            matches!(
                mention.word.as_str(),
                "observations"
                    | "observation"
                    | "points"
                    | "point"
                    | "measures"
                    | "records"
                    | "record"
                    | "levels"
                    | "level"
                    | "periods"
            )
        })
    };
    let counts = |governor: &Governor| {
        governor.at < claim.at
            && governor.words == 0
            && governor.cue.statistics().iter().any(|statistic| is_count(*statistic))
    };
    noun(claim).is_some() && !(claim.at + 1..claim.at + 4).any(is_talk)
        || claim.governors.iter().any(counts)
}

/// The noun that says what a number counts.
pub(in crate::series::claims) fn noun(claim: &Claim) -> Option<Cue> {
    for ahead in claim.at + 1..claim.at + 5 {
        let mention = claim.check.scope.get(ahead)?;
        match &mention.what {
            What::Cue(cue) if cue.statistics().iter().any(|statistic| is_count(*statistic)) => {
                return Some(*cue);
            }
            // `eleven of its readings`
            What::Word
                if ahead <= claim.at + 2
                    && matches!(mention.word.as_str(), "of" | "its" | "the" | "their") => {}
            What::Word if is_verb(&mention.word) => return None,
            What::Word | What::Cue(_) => {}
            What::Mark if mention.word == "-" => {}
            _ => return None,
        }
    }
    None
}

fn is_verb(word: &str) -> bool {
    matches!(
        word,
        "are"
            | "is"
            | "was"
            | "were"
            | "has"
            | "have"
            | "had"
            | "and"
            | "of"
            | "to"
            | "or"
            | "that"
            | "in"
            | "at"
            | "on"
            | "with"
    )
}

/// Whether it is a sum over the series that the sentence names.
fn is_sum_of_subjects(claim: &Claim, cues: &[Cue]) -> bool {
    [S::Missing, S::Anomalies, S::Changes].into_iter().any(|statistic| {
        let of = claim.check.quantities.counts.iter().filter(|quantity| {
            quantity.statistic == statistic
                && quantity.of.series.is_some_and(|series| claim.subjects.series.contains(&series))
        });
        let sum: f64 = of.map(|quantity| quantity.value).sum();
        cues.iter().any(|cue| cue.statistics().contains(&statistic)) && claim.is_value(1.0, sum)
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
