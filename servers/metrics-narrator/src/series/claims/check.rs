//! Walks over the mentions of a text and asks of each whether the facts bear it out.

use std::{cell::Cell, ops::Range};

use shared::material;

use crate::series::facts::Facts;

use super::{
    absences,
    context::scope::Scope,
    moments,
    movements::{directions, relations},
    numbers,
    question::Question,
    reading::{
        mentions::{Mention, What},
        reader,
    },
    values::quantities::{Instant, Quantities},
};

/// Something in a text that the facts do not bear out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its bytes in the text: the claim, from the name of the series to the number, time or word of movement.
    pub range: Range<usize>,
    /// What is wrong with it and what the facts say, in one sentence that a model can act on; at most 300 characters.
    pub message: String,
}

/// No further byte of a text is checked: a report has a fifteenth of it, and it bounds the time that a check takes.
const MAX_TEXT_BYTES: usize = 200_000;

/// Everything in `text` that `facts` do not bear out, in the order of the text. `about` are the names of the series
/// that the text is said to be about, if any; `question` is what its reader asked.
pub fn problems(text: &str, about: &[&str], question: &Question, facts: &Facts) -> Vec<Problem> {
    let text = beginning(text);
    let is_about = |name: &str| about.contains(&name);
    let series = facts.series.iter().enumerate();
    let about =
        series.filter(|(_, series)| is_about(&series.name)).map(|(index, _)| index).collect();
    let mentions = reader::mentions(text, facts);
    let check = Check::new(text, &mentions, about, question, facts);
    let problem = |(at, mention): (usize, &Mention)| {
        let message = match &mention.what {
            What::Number(figure) => numbers::problem(&check, at, figure),
            What::Time(time) => moments::problem(&check, at, time),
            What::Unknown => Some(check.unknown_name(mention)),
            What::Cue(cue) => directions::problem(&check, at, *cue)
                .or_else(|| relations::problem(&check, at, *cue))
                .or_else(|| absences::problem(&check, at, *cue)),
            What::Word => moments::problem_of_word(&check, at),
            What::Name(..) | What::Start(_) | What::Mark => None,
        };
        // Of a name that is no series only the name is wrong.
        let range = match mention.what {
            What::Unknown => mention.range.clone(),
            _ => check.claim_range(at),
        };
        message.map(|message| Problem { range, message: shortened(message) })
    };
    mentions.iter().enumerate().filter_map(problem).collect()
}

/// As much of a text as is checked.
pub(super) fn beginning(text: &str) -> &str {
    material::beginning(text, MAX_TEXT_BYTES)
}

/// A text and the facts that it is checked against.
#[derive(Debug)]
pub(super) struct Check<'c> {
    text: &'c str,
    pub(super) quantities: Quantities<'c>,
    pub(super) scope: Scope<'c>,
    /// The series that the text is said to be about.
    pub(super) about: Vec<usize>,
    /// What its reader asked.
    pub(super) question: &'c Question,
    /// For each mention the moments that it fits, if it is a time that does not come again.
    moments: Vec<Vec<Instant>>,
    /// The mentions that fit a moment, in the order of the text.
    timed: Vec<usize>,
    /// The last number that was borne out by a series, and the series. A number without a name of its own goes on with
    /// it.
    borne: Cell<Option<(usize, usize)>>,
}

impl<'c> Check<'c> {
    fn new(
        text: &'c str,
        mentions: &'c [Mention],
        about: Vec<usize>,
        question: &'c Question,
        facts: &'c Facts,
    ) -> Self {
        let quantities = Quantities::of(facts);
        let moments = mentions.iter().map(|mention| match &mention.what {
            What::Time(time) => moments::fitting(&quantities, time),
            _ => Vec::new(),
        });
        let mut check = Self {
            text,
            timed: Vec::new(),
            moments: moments.collect(),
            scope: Scope::of(mentions, &about),
            quantities,
            about,
            question,
            borne: Cell::new(None),
        };
        for at in 0..mentions.len() {
            if moments::is_of_season(&check, at) {
                check.moments.get_mut(at).into_iter().for_each(Vec::clear);
            }
        }
        let timed = check.moments.iter().enumerate().filter(|(_, moments)| !moments.is_empty());
        check.timed = timed.map(|(at, _)| at).collect();
        check
    }
}

impl Check<'_> {
    /// The moments of the facts that the time at a mention fits.
    pub(super) fn moments_at(&self, at: usize) -> &[Instant] {
        self.moments.get(at).map_or(&[], Vec::as_slice)
    }

    /// The moments of the facts that the times among some mentions fit.
    pub(super) fn moments_in(&self, places: Range<usize>) -> impl Iterator<Item = &Instant> {
        let first = self.timed.partition_point(|at| *at < places.start);
        let timed = self.timed.iter().skip(first).take_while(move |at| **at < places.end);
        timed.flat_map(|at| self.moments_at(*at))
    }

    /// Remembers that the number at a mention was one of a series.
    pub(super) fn remember(&self, at: usize, series: usize) {
        self.borne.set(Some((at, series)));
    }

    /// The last number that was borne out by a series, and the series.
    pub(super) fn last_borne(&self) -> Option<(usize, usize)> {
        self.borne.get()
    }

    /// What a mention says, word for word.
    pub(super) fn quoted(&self, mention: &Mention) -> &str {
        self.text.get(mention.range.clone()).unwrap_or_default()
    }

    fn unknown_name(&self, mention: &Mention) -> String {
        let series = self.quantities.facts.series.iter().map(|series| series.name.as_str()).take(8);
        let series: Vec<&str> = series.collect();
        format!(
            "“{}” is the name of no series; the series are {}.",
            self.quoted(mention),
            series.join(", ")
        )
    }
}

/// A message of at most 300 characters.
fn shortened(message: String) -> String {
    match message.char_indices().nth(299) {
        Some((end, _)) => format!("{}…", message.get(..end).unwrap_or_default()),
        None => message,
    }
}
