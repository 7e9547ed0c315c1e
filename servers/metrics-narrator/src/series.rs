//! What there is to know about a table of metrics, what may be said about it, and how it looks.
//!
//! A table travels through the folder in this order:
//!
//! - `source` says where it comes from, and opens it
//! - `table` reads it, in one pass and in bounded memory
//! - `statistics` finds trends, seasons, changes of level, anomalies, and what goes together
//! - `describe` makes [`facts`] of both, each with an id
//! - [`statements`] has them in words, one line each, as the model gets to see them
//! - [`asked`] says which series a question is about
//! - [`claims`] holds what the model says against them: the heart of this server
//! - `chart` draws them
//!
//! `moment` is a time as tables give it, `recurring` one that comes again every day, week or year, `calendar` knows
//! days, months and years, and `durations` how long they are; `quantiles` finds values by their rank. [`wording`] writes
//! numbers and times, and [`phrases`] what was found. Start with [`described`].

pub mod asked;
mod calendar;
pub mod chart;
pub mod claims;
mod describe;
mod durations;
pub mod facts;
mod moment;
pub mod phrases;
mod quantiles;
mod recurring;
mod source;
pub mod statements;
pub mod statistics;
pub mod table;
pub mod wording;

use std::{cmp::Reverse, path::PathBuf};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared::{Refusal, limits::MAX_ONCE_BYTES, material::labels_alone, sampler::Stop};

use asked::asked_about;
use chart::Drawn;
use facts::{Character, Facts, Series};
pub use source::Source;
use statistics::Points;
use table::Table;

/// Whether there is a picture beside the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline, transform = labels_alone)]
pub enum Chart {
    /// One, as a PNG.
    #[default]
    Png,
    /// None.
    None,
}

/// A table's facts and its picture: small, whatever the size of the table.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Described {
    /// The facts.
    pub facts: Facts,
    /// A PNG in base64, if it was asked for.
    pub png: Option<String>,
}

/// The facts of the table at `source`, and its picture if `chart` says so, with the series that the `question` names. A
/// file must lie inside of `roots`; `stop` says whether nobody waits for the result any more.
///
/// # Errors
///
/// A [`Refusal`] that says what to change, if the table cannot be read, if there is more to say of it than a call may keep, or
/// if `stop` says so.
pub fn described(
    source: &Source,
    roots: &[PathBuf],
    question: &str,
    chart: Chart,
    stop: &Stop,
) -> Result<Described, Refusal> {
    let table = source.read(roots, stop)?;
    let facts = describe::facts(&table, stop)?;
    unless_cancelled(stop)?;
    let picture = || picture(&facts, &asked_about(question, &facts), &table);
    let png = (chart == Chart::Png).then(|| BASE64_STANDARD.encode(picture()));
    unless_too_large(Described { facts, png })
}

/// `described`, if a call may keep it while a question travels: what is longer would be made anew behind each question.
fn unless_too_large(described: Described) -> Result<Described, Refusal> {
    let written = serde_json::to_string(&described).expect("facts can be written as JSON");
    let bytes = written.len();
    if bytes > MAX_ONCE_BYTES {
        return Err(Refusal::new(format!(
            "the facts of these {} series and their chart have {bytes} bytes and the limit is {MAX_ONCE_BYTES}; name those \
             that matter in columns",
            described.facts.series.len()
        )));
    }
    Ok(described)
}

/// Goes on, unless `stop` says that nobody waits for the result any more.
fn unless_cancelled(stop: &Stop) -> Result<(), Refusal> {
    if stop.requested() { Err(cancelled()) } else { Ok(()) }
}

fn cancelled() -> Refusal {
    Refusal::new("the table was not described to its end, because the call was cancelled")
}

/// The chart of the series that are `asked` about and then of those in which most happens, in the order of the table.
fn picture(facts: &Facts, asked: &[&str], table: &Table) -> Vec<u8> {
    let mut drawn: Vec<_> = facts.series.iter().zip(&table.columns).enumerate().collect();
    let is_asked = |series: &Series| asked.contains(&series.name.as_str());
    drawn.sort_by_key(|(_, (series, _))| Reverse((is_asked(series), events(series))));
    drawn.truncate(chart::MAX_SERIES);
    drawn.sort_by_key(|(index, _)| *index);
    let drawn: Vec<_> = drawn
        .into_iter()
        .map(|(_, (facts, column))| {
            let Points { values, lows, highs, .. } = describe::points(table, column);
            Drawn { facts, values, lows, highs }
        })
        .collect();
    chart::png(facts, &table.moments, &drawn)
}

/// How much there is to see in a series; one that varies comes before one that does not.
fn events(series: &Series) -> (usize, bool) {
    let found = series.anomalies.len() + series.change_points.len() + series.flat_lines.len();
    (found, series.character == Character::Varying)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering::Relaxed;

    use super::*;

    /// Two columns.
    fn source() -> Source {
        let csv = "time,a,b\n2024-03-01 00:00,1,2\n2024-03-01 01:00,3,4\n".to_owned();
        Source::new(String::new(), csv, String::new(), Vec::new()).unwrap()
    }

    #[test]
    fn a_call_that_is_cancelled_before_the_chart_has_none_drawn() {
        let (never, looks) = Stop::at(usize::MAX);
        assert!(described(&source(), &[], "", Chart::Png, &never).unwrap().png.is_some());
        let (stop, _) = Stop::at(looks.load(Relaxed));
        let refusal = described(&source(), &[], "", Chart::Png, &stop).unwrap_err().to_string();
        assert_eq!(
            refusal,
            "the table was not described to its end, because the call was cancelled"
        );
    }

    #[test]
    fn what_a_call_keeps_is_refused_above_the_limit() {
        let Described { facts, .. } =
            described(&source(), &[], "", Chart::None, &Stop::never()).unwrap();
        let with = |png: usize| {
            unless_too_large(Described { facts: facts.clone(), png: Some("A".repeat(png)) })
        };
        assert!(with(MAX_ONCE_BYTES / 2).is_ok());
        let refusal = with(MAX_ONCE_BYTES).unwrap_err().to_string();
        let begin = "the facts of these 2 series and their chart have 26";
        assert!(refusal.starts_with(begin), "{refusal}");
        let end = " bytes and the limit is 262144; name those that matter in columns";
        assert!(refusal.ends_with(end), "{refusal}");
    }
}
