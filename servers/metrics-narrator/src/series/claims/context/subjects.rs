//! Which series a place of a text is about.
//!
//! The name next to it decides: right behind it, or before it with no other number between. A sentence without a name
//! goes on with what stands before it. `breaks` says whether another subject has come between, `several` which of
//! several series is meant, `possessives` whose `its` is, and `named` puts together what names stand for.

mod breaks;
mod named;
mod possessives;
mod several;

use named::add_name;

use crate::series::claims::reading::{cues::Cue, mentions::What};

use super::scope::Scope;

pub(in crate::series::claims) use named::extend;
pub(super) use named::names;

/// The series that a place is about.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::series::claims) struct Subjects {
    pub(in crate::series::claims) series: Vec<usize>,
    pub(in crate::series::claims) source: Source,
    /// Whether a name stands in the clause itself.
    pub(in crate::series::claims) is_of_clause: bool,
    /// Whether one stands there before the number.
    pub(in crate::series::claims) is_named_before: bool,
    /// Whether the name is what the number counts: `4,764 parcels`.
    pub(in crate::series::claims) is_counted: bool,
}

impl Subjects {
    /// The same with further series.
    fn or_of(mut self, further: &[usize]) -> Self {
        if !self.series.is_empty() {
            extend(&mut self.series, further);
        }
        self
    }
}

/// How one knows what a place is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::series::claims) enum Source {
    /// The sentence names it in words of its header.
    Named,
    /// The sentence names it in words that stand for it.
    Paraphrased,
    /// A sentence or heading before, or the statement's own subject.
    Carried,
    /// Nothing says so: all series.
    Open,
}

impl Scope<'_> {
    /// The series that a number or a movement is about.
    pub(in crate::series::claims) fn subjects(&self, at: usize) -> Subjects {
        self.subjects_of_column(at)
            .or_else(|| self.subjects_behind(at))
            .unwrap_or_else(|| self.subjects_around(at))
            .or_of(&self.series_counted_whole(at))
    }

    /// The series that a part may be of: `4 of our 8 consumers`.
    fn series_counted_whole(&self, at: usize) -> Vec<usize> {
        let (_, end) = self.sentence(at);
        let is_part = self.word(at + 1) == "of";
        let whole = (at + 2..at + 4).find(|place| is_part && self.is_number(*place));
        let named = whole.and_then(|whole| self.name_right_behind(whole, end));
        named.map_or_else(Vec::new, |(series, _)| series)
    }

    /// In a table within the text the series that the row or the head of the column names.
    fn subjects_of_column(&self, at: usize) -> Option<Subjects> {
        let head = self.column_head(at)?;
        let (start, end) = self.sentence(at);
        let row = self.names_in(start..end);
        let series = if row.is_empty() { self.names_in(head) } else { row };
        (!series.is_empty()).then_some(Subjects {
            series,
            source: Source::Named,
            is_of_clause: true,
            is_named_before: true,
            is_counted: false,
        })
    }

    /// The series of a name right behind a number.
    fn subjects_behind(&self, at: usize) -> Option<Subjects> {
        let (_, end) = self.sentence(at);
        let compared = || self.name_right_behind(self.number_compared(at)?, end);
        let (series, source) = self.name_right_behind(at, end).or_else(compared)?;
        Some(Subjects {
            series,
            source,
            is_of_clause: true,
            is_named_before: true,
            is_counted: self.is_counted(at + 1) && self.has_predicate(at + 1),
        })
    }

    /// The series that the sentence names before a place or, where its clause has no name before it, behind it; else
    /// those that it carries over.
    fn subjects_around(&self, at: usize) -> Subjects {
        let is_subject = |place: usize| self.is_name(place) && !self.is_counted(place);
        let is_named_before = self.clause(at).take_while(|place| *place < at).any(is_subject);
        let mut near = self.names_before(at);
        // `Its mean of 45.4 is above the mean of the inflow`
        let is_own =
            near.series.is_empty() && self.is_possessed(at) && !self.carried(at).is_empty();
        if !is_named_before && !is_own {
            self.add_names_behind(at, &mut near);
        }
        let carried = self.carried(at);
        if !near.series.is_empty() && self.points_past_name(at) {
            extend(&mut near.series, carried);
        }
        for owner in [self.owner_past_complement(at), self.owner_past_companion(at)] {
            extend(&mut near.series, &owner.unwrap_or_default());
        }
        if !near.series.is_empty() {
            extend(&mut near.series, &self.antecedents(at));
        }
        let (series, source) = match (near.series.is_empty(), carried.is_empty()) {
            (false, _) => (near.series, source_of(near.is_literal)),
            (true, false) => (carried.to_vec(), Source::Carried),
            (true, true) => (Vec::new(), Source::Open),
        };
        Subjects {
            series,
            source,
            is_of_clause: self.clause(at).any(is_subject),
            is_named_before: is_named_before && source != Source::Carried,
            is_counted: false,
        }
    }

    /// The names of the sentence before a place, back to a number that has its own.
    fn names_before(&self, at: usize) -> Near {
        let start = self.behind_contrast(at);
        let (mut near, mut counted) = (Near::default(), Vec::new());
        for back in (start..at).rev() {
            match self.what(back) {
                // In `39 payments worth 1,821 euros` the name is what the first number counts.
                Some(What::Name(series, _)) if self.is_counted(back) => {
                    extend(&mut counted, series);
                }
                Some(What::Name(series, is_literal)) => {
                    add_name(&mut near.series, series);
                    near.is_literal |= is_literal;
                }
                Some(What::Number(figure)) if figure.is_value() && !near.series.is_empty() => break,
                Some(What::Mark) if self.word(back) == ";" && !near.series.is_empty() => break,
                _ => {}
            }
        }
        if near.series.is_empty() {
            near.series = counted;
        }
        near
    }

    /// Adds the names of the sentence behind a place, up to the next number.
    fn add_names_behind(&self, at: usize, near: &mut Near) {
        let (_, end) = self.sentence(at);
        let had_none = near.series.is_empty();
        let mut is_beyond = false;
        for ahead in at + 1..end {
            match self.what(ahead) {
                Some(What::Name(series, is_literal)) => {
                    add_name(&mut near.series, series);
                    near.is_literal |= *is_literal && !is_beyond;
                }
                Some(What::Number(_)) => break,
                // `7 went home, the most we ever discharged`
                _ if self.is_boundary(ahead) && self.is_apposition(ahead) => is_beyond = true,
                _ if self.is_boundary(ahead) => {
                    if !had_none || !near.series.is_empty() || !self.carried(at).is_empty() {
                        break;
                    }
                    is_beyond = true;
                }
                _ => {}
            }
        }
    }

    /// Whether what follows a comma says of what stands before it that nothing was more or less.
    fn is_apposition(&self, comma: usize) -> bool {
        let superlative = match self.last_word(comma + 1) {
            "the" => comma + 2,
            _ => comma + 1,
        };
        let word = self.last_word(superlative);
        self.word(comma) == ","
            && self.word(comma + 1) == "the"
            && (word.ends_with("est") || matches!(word, "most" | "least"))
    }

    /// `412 errors`, `90 % for cpu`: a name that a number belongs to, with others of the same clause behind it.
    fn name_right_behind(&self, at: usize, end: usize) -> Option<(Vec<usize>, Source)> {
        let is_small = |place: &usize| {
            matches!(self.what(*place), Some(What::Word | What::Mark | What::Cue(Cue::Lasting)))
                && matches!(self.last_word(*place), "for" | "in" | "of" | "the" | "on" | "(")
                // `against 483.2 per year for sales`
                || matches!(self.what(*place), Some(What::Cue(Cue::Rate)))
                    && self.word(place + 1) == "for"
        };
        // `the 800-user stage`
        let is_compound = self.word(at + 1) == "-" && self.is_name(at + 2) && self.is_glued(at + 2);
        let place = match is_compound {
            true => at + 2,
            false => (at + 1..end.min(at + 5)).find(|place| !is_small(place))?,
        };
        let Some(What::Name(series, is_literal)) = self.what(place) else { return None };
        let mut series = series.clone();
        for further in place + 1..end {
            match self.what(further) {
                Some(What::Name(others, _)) => extend(&mut series, others),
                Some(What::Number(_) | What::Time(_)) | None => break,
                _ if self.is_boundary(further) => break,
                _ => {}
            }
        }
        self.add_owners(at, place, &mut series);
        (*is_literal || place == at + 1).then_some((series, source_of(*is_literal)))
    }

    /// The number that one is told with right behind it: the second of `227 after 231 for throughput`, and of `12.1 and
    /// 12.2 % for handovers`.
    fn number_compared(&self, at: usize) -> Option<usize> {
        let compares = matches!(self.what(at + 1), Some(What::Cue(Cue::Instead)))
            || matches!(self.word(at + 1), "after" | "before" | "from" | "than");
        let is_pair = self.word(at + 1) == "and"
            && self.is_number(at + 2)
            && matches!(self.word(at + 3), "for" | "in");
        let mut behind = (at + 2..at + 7).take_while(|place| !self.is_boundary(*place));
        behind.find(|place| (compares || is_pair) && self.is_number(*place))
    }

    /// Whether the name of a series says right behind a number whose it is.
    pub(in crate::series::claims) fn has_name_behind(&self, at: usize) -> bool {
        let (_, end) = self.sentence(at);
        self.name_right_behind(at, end).is_some()
    }

    /// Adds the series that the sentence names before a number, where the name behind the number may be no more than a
    /// word of their headers.
    fn add_owners(&self, number: usize, name: usize, series: &mut Vec<usize>) {
        let (start, _) = self.sentence(number);
        let is_part = self.get(name).is_some_and(|mention| !mention.is_whole_name());
        let before = self.names_in(start..number);
        let is_named_before = series.iter().any(|series| before.contains(series));
        // `lag peaked at 18,755 messages`: what is counted may be no more than a word of another header.
        let clause = self.clause(number).start..number;
        let has_value = |place: usize| self.figure(place).is_some_and(|figure| figure.is_value());
        if is_part && is_named_before && !clause.clone().any(has_value) {
            extend(series, &self.names_in(clause));
        }
        // `Waste: median 41.5 sheets`
        if let Some(head) = (start..number).rev().find(|place| self.is_name(*place))
            && self.word(head + 1) == ":"
            && name == number + 1
        {
            extend(series, &self.names_in(head..head + 1));
        }
        if is_part && !is_named_before {
            extend(series, self.carried(number));
            extend(series, &before);
        }
    }

    /// Whether something is said of what a name stands for: `parcels were late`.
    fn has_predicate(&self, name: usize) -> bool {
        self.get(name + 1).is_some_and(|mention| {
            matches!(mention.word.as_str(), "was" | "were" | "are" | "had" | "did")
        })
    }

    /// Whether a name is what the number before it counts.
    pub(in crate::series::claims) fn is_counted(&self, at: usize) -> bool {
        // `4,764 delayed parcels` counts by two names.
        let before = (0..at).rev().take(3).find(|place| !self.is_name(*place));
        let before = before.and_then(|place| self.get(place)).map(|mention| &mention.what);
        matches!(before, Some(What::Number(figure)) if figure.unit.is_none())
    }
}

/// Names near a place.
#[derive(Default)]
struct Near {
    series: Vec<usize>,
    /// Whether one of them is in words of its header.
    is_literal: bool,
}

fn source_of(is_literal: bool) -> Source {
    if is_literal { Source::Named } else { Source::Paraphrased }
}
