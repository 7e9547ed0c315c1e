//! Which series a place of a text is about.
//!
//! The name next to it decides: right behind it, or before it with no other number between. A sentence without a name
//! goes on with what stands before it.

use crate::series::claims::reading::{
    mentions::{Mention, What},
    statistics::Cue,
};

use super::scope::Scope;

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
        let (start, end) = self.sentence(at);
        if let Some(head) = self.column_head(at) {
            let row = names(self.mentions.get(start..end).unwrap_or_default());
            let series = if row.is_empty() {
                names(self.mentions.get(head).unwrap_or_default())
            } else {
                row
            };
            if !series.is_empty() {
                return Subjects {
                    series,
                    source: Source::Named,
                    is_of_clause: true,
                    is_named_before: true,
                    is_counted: false,
                };
            }
        }
        let is_of_clause = self.clause(at).any(|at| self.is_name(at) && !self.is_counted(at));
        if let Some((series, source)) = self.name_right_after(at, end) {
            return Subjects {
                series,
                source,
                is_of_clause: true,
                is_named_before: true,
                is_counted: self.is_counted(at + 1) && self.has_predicate(at + 1),
            };
        }
        let (mut near, mut counted) = (Vec::new(), Vec::new());
        let mut is_literal = false;
        let mut is_beyond = false;
        for back in (start..at).rev() {
            match self.get(back).map(|mention| &mention.what) {
                // In `39 payments worth 1,821 euros` the name is what the first number counts.
                Some(What::Name(series, _)) if self.is_counted(back) => {
                    extend(&mut counted, series);
                }
                Some(What::Name(series, literal)) => {
                    add_name(&mut near, series);
                    is_literal |= literal;
                }
                Some(What::Number(figure)) if figure.is_value() && !near.is_empty() => {
                    break;
                }
                Some(What::Mark) if self.word(back) == ";" && !near.is_empty() => break,
                _ => {}
            }
        }
        if near.is_empty() {
            near = counted;
        }
        // A name behind the number counts where the clause has none before it.
        let is_named_before = self
            .clause(at)
            .take_while(|place| *place < at)
            .any(|place| self.is_name(place) && !self.is_counted(place));
        if !is_named_before {
            let has_none = near.is_empty();
            for ahead in at + 1..end {
                match self.get(ahead).map(|mention| &mention.what) {
                    Some(What::Name(series, literal)) => {
                        add_name(&mut near, series);
                        is_literal |= *literal && !is_beyond;
                    }
                    Some(What::Number(_)) => break,
                    _ if self.is_boundary(ahead)
                        && (!has_none || !near.is_empty() || !self.carried(at).is_empty()) =>
                    {
                        break;
                    }
                    _ => is_beyond |= self.is_boundary(ahead),
                }
            }
        }
        let carried = self.carried(at);
        let (series, source) = match (near.is_empty(), carried.is_empty()) {
            (false, _) => (near, if is_literal { Source::Named } else { Source::Paraphrased }),
            (true, false) => (carried.to_vec(), Source::Carried),
            (true, true) => (Vec::new(), Source::Open),
        };
        Subjects {
            series,
            source,
            is_of_clause,
            is_named_before: is_named_before && source != Source::Carried,
            is_counted: false,
        }
    }

    /// `412 errors`, `90 % for cpu`: a name that a number belongs to, with others of the same clause after it.
    pub(in crate::series::claims) fn name_right_after(
        &self,
        at: usize,
        end: usize,
    ) -> Option<(Vec<usize>, Source)> {
        for ahead in at + 1..end.min(at + 5) {
            let mention = self.get(ahead)?;
            match &mention.what {
                What::Name(series, literal) => {
                    let mut series = series.clone();
                    for further in ahead + 1..end {
                        match self.get(further).map(|mention| &mention.what) {
                            Some(What::Name(others, _)) => extend(&mut series, others),
                            Some(What::Number(_) | What::Time(_)) | None => break,
                            _ if self.is_boundary(further) => break,
                            _ => {}
                        }
                    }
                    let source = if *literal { Source::Named } else { Source::Paraphrased };
                    let (start, _) = self.sentence(at);
                    let before = names(self.mentions.get(start..at).unwrap_or_default());
                    let is_named_before = series.iter().any(|series| before.contains(series));
                    // `lag peaked at 18,755 messages`: what is counted may be no more than a word of another header.
                    let clause = self.clause(at);
                    let of_clause = names(self.mentions.get(clause.start..at).unwrap_or_default());
                    let has_number = clause.take_while(|place| *place < at).any(|place| {
                        matches!(self.what(place), Some(What::Number(figure)) if figure.is_value())
                    });
                    if !mention.is_whole_name() && is_named_before && !has_number {
                        extend(&mut series, &of_clause);
                    }
                    // `Waste: median 41.5 sheets`
                    let is_head = |place: usize| self.is_name(place) && self.word(place + 1) == ":";
                    if let Some(head) = (start..at).rev().find(|place| self.is_name(*place))
                        && is_head(head)
                        && ahead == at + 1
                    {
                        extend(
                            &mut series,
                            &names(self.mentions.get(head..=head).unwrap_or_default()),
                        );
                    }
                    if !mention.is_whole_name() && !is_named_before {
                        extend(&mut series, self.carried(at));
                        let (start, _) = self.sentence(at);
                        extend(
                            &mut series,
                            &names(self.mentions.get(start..at).unwrap_or_default()),
                        );
                    }
                    return (*literal || ahead == at + 1).then_some((series, source));
                }
                What::Word | What::Mark
                    if matches!(
                        mention.word.as_str(),
                        "for" | "in" | "of" | "the" | "on" | "("
                    ) => {}
                _ => return None,
            }
        }
        None
    }

    /// Whether something is said of what a name stands for: `parcels were late`.
    pub(in crate::series::claims) fn has_predicate(&self, name: usize) -> bool {
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

    /// Whether the name before a mention has not been told a number or a time yet, so that this one must be its.
    pub(in crate::series::claims) fn is_fresh(&self, at: usize) -> bool {
        let (start, _) = self.sentence(at);
        for back in (start..at).rev() {
            match self.get(back).map(|mention| &mention.what) {
                // `79 % rH, 14.7 km/h`: in a list a name behind a number is that one's.
                Some(What::Name(..))
                    if self.is_boundary(back + 1)
                        && matches!(
                            back.checked_sub(1).and_then(|at| self.what(at)),
                            Some(What::Number(_))
                        ) =>
                {
                    return false;
                }
                Some(What::Name(..)) if !self.is_counted(back) => {
                    return !self.has_other_subject(at) && !self.is_named_after_number(back);
                }
                Some(What::Number(figure)) if figure.is_value() => return false,
                Some(What::Time(_)) => return false,
                _ => {}
            }
        }
        false
    }

    /// Whether a name says whose the number before it is: `7 against 110.4 expected for visitors`.
    fn is_named_after_number(&self, name: usize) -> bool {
        let (start, _) = self.sentence(name);
        let is_link = matches!(self.word(name.saturating_sub(1)), "for" | "in" | "(");
        let mut before = (start..name.saturating_sub(1)).rev().take(4);
        is_link
            && before.any(
                |place| matches!(self.what(place), Some(What::Number(figure)) if figure.is_value()),
            )
    }

    /// Whether another subject has come between the last name of the sentence and a mention: `the blades were`, `the crest (`.
    pub(in crate::series::claims) fn has_other_subject(&self, at: usize) -> bool {
        const VERBS: [&str; 22] = [
            "was", "were", "is", "are", "had", "has", "have", "came", "come", "stood", "stands",
            "went", "ran", "took", "made", "lay", "sat", "sits", "gave", "opened", "got", "wait",
        ];
        const NO_SUBJECTS: [&str; 38] = [
            "it", "they", "this", "that", "which", "there", "these", "those", "and", "but", "who",
            "also", "then", "both", "each", "all", "i", "when", "where", "what", "not", "one",
            "always", "often", "quite", "very", "rather", "almost", "the", "a", "again", "later",
            "soon", "still", "even", "never", "first", "just",
        ];
        let (start, _) = self.sentence(at);
        let Some(name) = (start..at).rev().find(|place| self.is_name(*place)) else { return false };
        let word = |place: usize| match self.get(place) {
            Some(mention) if matches!(mention.what, What::Word) => mention.word.as_str(),
            _ => "",
        };
        let is_article = |place: Option<usize>| {
            place.is_some_and(|place| {
                matches!(word(place), "the" | "our" | "your" | "its" | "their")
            })
        };
        let is_verb = |place: usize| match self.get(place).map(|mention| &mention.what) {
            Some(What::Cue(cue)) => matches!(
                cue,
                Cue::Rise
                    | Cue::Fall
                    | Cue::Spike
                    | Cue::Dip
                    | Cue::Reach
                    | Cue::Return
                    | Cue::Steady
                    | Cue::Change
            ),
            _ => VERBS.contains(&word(place)),
        };
        (name + 1..at).any(|place| {
            let opens = self.get(place + 1).is_some_and(|mention| mention.word == "(");
            let is_noun_phrase = is_article(place.checked_sub(1))
                && word(place).len() > 2
                && !NO_SUBJECTS.contains(&word(place));
            let is_placed = self
                .get(place + 1)
                .is_some_and(|mention| matches!(mention.word.as_str(), "at" | "with" | "of"));
            if opens && is_article(place.checked_sub(1)) || is_noun_phrase && is_placed {
                return true;
            }
            let noun = word(place);
            // What follows a name at once is its verb or the rest of its phrase: `latency shows no trend`.
            let is_noun = place > name + 1
                && noun.len() > 2
                && !noun.ends_with("ly")
                && !NO_SUBJECTS.contains(&noun)
                && !VERBS.contains(&noun);
            is_noun && is_verb(place + 1)
        })
    }

    /// Whether words between the last name and a mention, or `respectively`, speak of several series.
    pub(in crate::series::claims) fn is_plural(&self, at: usize) -> bool {
        const PLURALS: [&str; 5] = ["both", "their", "they", "each", "them"];
        let (start, _) = self.sentence(at);
        let since_name = (start..at).rev().take_while(|place| !self.is_name(*place));
        let (_, end) = self.sentence(at);
        let until_break = (at + 1..end).take(5).take_while(|place| !self.is_name(*place));
        let mut words = since_name.chain(until_break).filter_map(|place| self.get(place));
        words.any(|mention| PLURALS.contains(&mention.word.as_str()))
            || self.says_all(at)
            || self.has_word(at, &["respectively"])
    }

    /// Whether the sentence speaks of `all three`.
    pub(in crate::series::claims) fn says_all(&self, at: usize) -> bool {
        let (start, _) = self.sentence(at);
        let is_number = |place: usize| matches!(self.get(place).map(|mention| &mention.what), Some(What::Number(figure)) if figure.written.is_spelled);
        (start..at).any(|place| {
            let follows = || {
                is_number(place + 1)
                    || self.get(place + 1).is_some_and(|mention| mention.word == "of")
            };
            self.get(place).is_some_and(|mention| mention.word == "all")
                && follows()
                && !self.is_name_between(place, at)
        })
    }

    /// The series of a number among as many as there are names: the second of `A and B were at 140 and 412, respectively`.
    pub(in crate::series::claims) fn respective(&self, at: usize) -> Option<Vec<usize>> {
        let (start, end) = self.sentence(at);
        let is_number = |place: usize| {
            matches!(self.get(place).map(|mention| &mention.what), Some(What::Number(_)))
        };
        let is_joint = |place: usize| {
            self.get(place).is_some_and(|mention| {
                matches!(mention.word.as_str(), "," | "and" | "or" | "&" | "/")
            })
        };
        let says = (at + 1..end)
            .any(|place| self.get(place).is_some_and(|mention| mention.word == "respectively"));
        if !says {
            return None;
        }
        let mut first = at;
        let mut place_of = 0;
        while first > start + 1 && is_joint(first - 1) {
            let joints = (start..first).rev().take_while(|place| is_joint(*place)).count();
            let Some(before) = first.checked_sub(joints + 1).filter(|before| is_number(*before))
            else {
                break;
            };
            first = before;
            place_of += 1;
        }
        let mut last = at;
        let mut count = place_of + 1;
        while let Some(after) = (last + 1..end)
            .find(|place| !is_joint(*place))
            .filter(|place| is_number(*place) && *place > last + 1)
        {
            last = after;
            count += 1;
        }
        let named: Vec<&Vec<usize>> = (start..first)
            .filter_map(|place| match self.get(place).map(|mention| &mention.what) {
                Some(What::Name(series, _)) => Some(series),
                _ => None,
            })
            .collect();
        let from = named.len().checked_sub(count)?;
        (count > 1).then(|| named.get(from + place_of).map(|series| (*series).clone())).flatten()
    }

    /// The number right before the bracket that a number stands in, if no name stands between.
    pub(in crate::series::claims) fn number_before_bracket(&self, at: usize) -> Option<usize> {
        let (start, _) = self.sentence(at);
        let word = |place: usize| self.get(place).map_or("", |mention| mention.word.as_str());
        let open = (start..at)
            .rev()
            .take_while(|place| word(*place) != ")")
            .find(|place| word(*place) == "(")?;
        let before = open.checked_sub(1)?;
        let is_number =
            matches!(self.get(before).map(|mention| &mention.what), Some(What::Number(_)));
        (is_number && !self.is_name_between(open, at)).then_some(before)
    }

    /// All series that the sentence of a mention names.
    pub(in crate::series::claims) fn names_of_sentence(&self, at: usize) -> Vec<usize> {
        let (start, end) = self.sentence(at);
        names(self.mentions.get(start..end).unwrap_or_default())
    }

    /// Whether a name stands between two mentions.
    pub(in crate::series::claims) fn is_name_between(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.is_name(at) && !self.is_counted(at))
    }
}

/// The series that some mentions name.
pub(in crate::series::claims) fn names(mentions: &[Mention]) -> Vec<usize> {
    let mut all = Vec::new();
    for mention in mentions {
        if let What::Name(series, _) = &mention.what {
            extend(&mut all, series);
        }
    }
    all
}

pub(in crate::series::claims) fn extend(all: &mut Vec<usize>, series: &[usize]) {
    for index in series {
        if !all.contains(index) {
            all.push(*index);
        }
    }
}

/// Adds the series that a name may stand for, unless one of them is named more closely already: in `the stock of
/// SKU-2040` the stock is that one's.
pub(in crate::series::claims) fn add_name(all: &mut Vec<usize>, series: &[usize]) {
    if series.len() < 2 || !series.iter().any(|index| all.contains(index)) {
        extend(all, series);
    }
}
