//! Which words say what a number is.

use crate::series::claims::{
    reading::{
        mentions::{Figure, Hedge, What},
        shares,
        statistics::{Cue, Grip, Statistic},
        units,
    },
    values::quantities::Quantity,
};

use super::scope::Scope;

/// A cue that governs a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::series::claims) struct Governor {
    pub(in crate::series::claims) cue: Cue,
    /// Whether it stands behind the number.
    pub(in crate::series::claims) is_behind: bool,
    /// Its mention.
    pub(in crate::series::claims) at: usize,
    /// How many words stand between it and the number.
    pub(in crate::series::claims) words: usize,
    /// How many ends of clauses do.
    pub(in crate::series::claims) boundaries: usize,
}

impl Governor {
    /// Whether the number can be nothing else than what the cue says.
    pub(in crate::series::claims) fn is_binding(self) -> bool {
        match self.cue.grip() {
            Grip::Firm => self.boundaries == 0 || self.boundaries == 1 && self.words <= 4,
            Grip::Near if self.is_behind => {
                let says_end = matches!(self.cue, Cue::First | Cue::Last) && self.words == 0;
                let says_usual = matches!(self.cue, Cue::Expected | Cue::Usual | Cue::Typical);
                self.boundaries == 0 && (says_end || says_usual && self.words <= 2)
            }
            // A bracket behind the cue belongs to it: `at the start (4.48)`.
            Grip::Near => {
                let is_bracket = self.boundaries == 1 && self.words == 0;
                let says_end = matches!(self.cue, Cue::First | Cue::Last);
                self.boundaries == 0 && self.words <= 2 || is_bracket && says_end
            }
            Grip::Loose => false,
        }
    }

    /// Whether a fact goes the way that the cue says: a peak is above, what one falls to is below.
    pub(in crate::series::claims) fn allows_direction(self, quantity: &Quantity) -> bool {
        let direction = match self.cue {
            Cue::Maximum => 1,
            Cue::Minimum => -1,
            Cue::Above | Cue::Below => 0,
            cue => cue.direction(),
        };
        let is_end = matches!(
            quantity.statistic,
            Statistic::AnomalyValue
                | Statistic::ChangeTo
                | Statistic::TrendTo
                | Statistic::Last
                | Statistic::Maximum
                | Statistic::Minimum
        );
        direction == 0 || !is_end || direction * quantity.of.direction >= 0
    }

    fn is_close(self) -> bool {
        self.boundaries == 0 && self.words <= 2
    }
}

impl Scope<'_> {
    /// The cues that govern the number at a mention: the one before it and the one behind it.
    pub(in crate::series::claims) fn governors(&self, at: usize) -> Vec<Governor> {
        let (start, end) = self.sentence(at);
        if let Some(head) = self.column_head(at) {
            let cue = |place: usize| match self.get(place).map(|mention| &mention.what) {
                Some(What::Cue(cue)) if !cue.statistics().is_empty() => Some(*cue),
                // `p95` heads a column beside a series `latency_p95_ms`.
                Some(What::Name(..)) => {
                    shares::cue_of_percentile(self.word(place).strip_prefix('p')?)
                }
                _ => None,
            };
            return head
                .filter_map(cue)
                .map(|cue| Governor { cue, is_behind: false, at, words: 0, boundaries: 0 })
                .collect();
        }
        // `lower at the end than at the beginning (30.5 against 31.5)`: each of two is said by a word of its own.
        if let Some((said, cue)) = self.cue_of_bracket(at) {
            return vec![Governor { cue, is_behind: false, at: said, words: 0, boundaries: 0 }];
        }
        let left = self.left_cue(at, start).map(|left| self.respective_cue(left, at));
        let right = self.right_cue(at, end);
        // What stands close without a break wins over what stands farther off or behind one.
        let is_left_weak =
            |right: Governor| left.is_some_and(|left| left.boundaries > 0) && right.is_close();
        let keeps_left = !right.is_some_and(is_left_weak);
        // What stands close to a number before this one says more of that.
        let is_of_other = |left: Governor| {
            (left.at..at).any(|place| matches!(self.what(place), Some(What::Number(_))))
        };
        let is_left_close = left.is_some_and(|left| left.is_close() && !is_of_other(left));
        let keeps_right = !(is_left_close && right.is_some_and(|right| right.words > 0));
        let subject =
            left.filter(|_| keeps_left).and_then(|left| self.subject_of_verb(left, start));
        let left = left.filter(|_| keeps_left).into_iter();
        left.chain(subject).chain(right.filter(|_| keeps_right)).collect()
    }

    /// Of two cues that are told together, `mean and median: 327 to 312`, the one in the place of the number.
    fn respective_cue(&self, left: Governor, at: usize) -> Governor {
        let Some(before) = left.at.checked_sub(2) else { return left };
        let is_joint = matches!(self.word(left.at - 1), "and" | "/" | "&" | "," | "or");
        let first = match self.what(before) {
            Some(What::Cue(cue)) if cue.grip() == Grip::Firm && *cue != left.cue => *cue,
            _ => return left,
        };
        let is_number = |place: &usize| matches!(self.what(*place), Some(What::Number(_)));
        let is_followed = matches!(self.word(at + 1), "and" | "to" | "/" | "," | "or" | "&")
            && is_number(&(at + 2));
        let told = (left.at..at).filter(is_number).count();
        let is_first = told % 2 == 0 && is_followed;
        match is_joint && left.cue.grip() == Grip::Firm && is_first {
            true => Governor { cue: first, at: before, ..left },
            false => left,
        }
    }

    /// The cue of one of two numbers that a bracket sets against each other, where two words before it say what they are.
    fn cue_of_bracket(&self, at: usize) -> Option<(usize, Cue)> {
        let (start, _) = self.sentence(at);
        let open = (start..at).rev().take(6).find(|place| self.word(*place) == "(")?;
        let is_number = |place: &usize| matches!(self.what(*place), Some(What::Number(_)));
        let sets = |place: usize| {
            matches!(
                self.word(place),
                "vs" | "versus" | "against" | "compared" | "and" | "→" | "to"
            )
        };
        let inside = || (open + 1..open + 8).take_while(|place| self.word(*place) != ")");
        let numbers: Vec<usize> = inside().filter(is_number).collect();
        let place = numbers.iter().position(|number| *number == at)?;
        let cue = |place: usize| match self.what(place) {
            Some(What::Cue(
                cue @ (Cue::First
                | Cue::Last
                | Cue::Mean
                | Cue::Median
                | Cue::Minimum
                | Cue::Maximum),
            )) => Some((place, *cue)),
            _ => None,
        };
        let is_level = |place: &usize| matches!(self.what(*place), Some(What::Number(figure)) if !figure.is_ratio());
        let before = (start..open).rev().take(16).take_while(|place| !is_level(place));
        let mut cues: Vec<(usize, Cue)> = before.filter_map(cue).collect();
        cues.reverse();
        let is_parallel = numbers.len() == 2 && cues.len() == 2 && inside().any(sets);
        cues.get(place).copied().filter(|_| {
            is_parallel && cues.first().map(|cue| cue.1) != cues.last().map(|cue| cue.1)
        })
    }

    /// What the verb that governs a number is said of: `its average ended up at 66.5`.
    fn subject_of_verb(&self, verb: Governor, start: usize) -> Option<Governor> {
        let is_verb =
            matches!(verb.cue, Cue::First | Cue::Last | Cue::Reach | Cue::Rise | Cue::Fall);
        let ends = |place: &usize| {
            self.is_boundary(*place) || matches!(self.what(*place), Some(What::Number(_)))
        };
        let mut before = (start..verb.at).rev().take_while(|place| !ends(place));
        before.find_map(|at| match self.what(at) {
            Some(What::Cue(cue)) if is_verb && cue.grip() == Grip::Firm => {
                Some(Governor { cue: *cue, at, ..verb })
            }
            _ => None,
        })
    }

    pub(in crate::series::claims) fn left_cue(&self, at: usize, start: usize) -> Option<Governor> {
        let (mut boundaries, mut words) = (0, 0);
        let mut is_chain = true;
        let mut is_past_to = false;
        let mut counted = None;
        for back in (start..at).rev() {
            let mention = self.get(back)?;
            match &mention.what {
                // What is counted says less than what stands before it: `99 % of the rows are below`.
                What::Cue(Cue::Readings | Cue::Series) if counted.is_none() => {
                    counted = Some(Governor {
                        cue: Cue::Readings,
                        is_behind: false,
                        at: back,
                        words,
                        boundaries,
                    });
                }
                // `from an expected 738 to 89`: what the first of two is called, the second is not.
                What::Cue(Cue::Expected | Cue::Usual | Cue::Typical | Cue::Instead)
                    if is_past_to =>
                {
                    return counted;
                }
                // `declined by as much as 1.5 bar to 4.69`: a bound is that of the next number alone.
                // `fewer than expected: 9,806` gives what came.
                What::Cue(Cue::Expected | Cue::Usual | Cue::Typical)
                    if self.is_boundary(back + 1)
                        && matches!(
                            self.word(back.saturating_sub(1)),
                            "than"
                                | "as"
                                | "above"
                                | "below"
                                | "beyond"
                                | "over"
                                | "under"
                                | "from"
                        ) => {}
                What::Cue(Cue::AtMost | Cue::AtLeast) if is_past_to => {}
                What::Cue(cue) if !cue.statistics().is_empty() && !is_comparison(*cue) => {
                    // `240 on average, never more than 371`: a cue right behind a number is that one's.
                    let is_of_number = self.follows_its_number(back, start)
                        || mention.word == "on"
                            && mention.last_word == "average"
                            && self.is_boundary(back + 1)
                            && self.has_number_in_clause(back);
                    if boundaries > 0 && is_of_number {
                        return counted;
                    }
                    let found =
                        Governor { cue: *cue, is_behind: false, at: back, words, boundaries };
                    return counted.filter(|_| cue.grip() == Grip::Loose).or(Some(found));
                }
                // `closed at 318, four times the 79 of January`
                What::Number(figure) if figure.is_ratio() => return counted,
                What::Number(_) if is_chain => {
                    is_past_to |= self.get(back + 1).is_some_and(|next| next.last_word == "to");
                    (boundaries, words) = (0, 0);
                    continue;
                }
                What::Number(figure)
                    if figure.seconds_per_unit.is_some_and(|seconds| seconds >= 1.0)
                        && self.is_distance(back) => {}
                What::Number(_) => return counted,
                _ => {}
            }
            let follows_number = back > start
                && matches!(self.get(back - 1).map(|mention| &mention.what), Some(What::Number(_)));
            let is_connector = matches!(
                mention.word.as_str(),
                "and"
                    | "or"
                    | "to"
                    | "-"
                    | "–"
                    | ","
                    | "/"
                    | "between"
                    | "from"
                    | "the"
                    | "a"
                    | "about"
                    | "some"
                    | "roughly"
                    | "€"
                    | "only"
                    | "almost"
                    | "nearly"
                    | "up"
                    | "down"
            );
            is_chain &= is_connector && (follows_number || mention.word != ",");
            // `(expected: 118)`: a colon right behind the cue does not part it from its number.
            let is_colon_of_cue = mention.word == ":"
                && back > start
                && matches!(
                    self.what(back - 1),
                    Some(What::Cue(Cue::Expected | Cue::Usual | Cue::Typical))
                );
            if self.is_boundary(back) && !(is_chain && is_connector) && !is_colon_of_cue {
                // A conjunction parts more than a comma.
                boundaries +=
                    if matches!(mention.word.as_str(), "and" | "but" | "while" | "whereas" | ";") {
                        2
                    } else {
                        1
                    };
            }
            words += usize::from(!matches!(
                mention.word.as_str(),
                "of" | "at"
                    | "the"
                    | "a"
                    | "was"
                    | "is"
                    | "to"
                    | ":"
                    | "="
                    | "about"
                    | "an"
                    | "("
                    | "its"
                    | "were"
                    | "are"
                    | "by"
                    | "with"
                    | "just"
                    | "some"
                    | "roughly"
                    | "value"
                    | "being"
            ));
        }
        counted
    }

    /// Whether a cue says what the number before it is: `240 on average`, `4.4 at the median`.
    fn follows_its_number(&self, cue: usize, start: usize) -> bool {
        let is_small = |place: &usize| {
            matches!(self.word(*place), "at" | "on" | "as" | "in" | "the" | "its" | "a" | "of")
        };
        let before = (start..cue).rev().find(|place| !is_small(place));
        let is_glued = before.is_some_and(|place| {
            place + 1 == cue || matches!(self.word(place + 1), "at" | "on" | "as" | "in")
        });
        is_glued && matches!(before.and_then(|place| self.what(place)), Some(What::Number(_)))
    }

    /// Whether a number stands in the clause of a mention before it: `46 calls per interval on average`.
    fn has_number_in_clause(&self, at: usize) -> bool {
        let mut clause = self.clause(at).take_while(|place| *place < at);
        clause.any(|place| matches!(self.what(place), Some(What::Number(_))))
    }

    /// Whether the number right behind a cue is the one that it speaks of: `13 where it should be 24`.
    fn is_of_next_number(&self, cue: usize) -> bool {
        let is_number = |place: usize| matches!(self.what(place), Some(What::Number(_)));
        is_number(cue + 1)
            || is_number(cue + 2)
                && matches!(self.word(cue + 1), "be" | "is" | "was" | "have" | "been" | "a" | "the")
    }

    pub(in crate::series::claims) fn right_cue(&self, at: usize, end: usize) -> Option<Governor> {
        let mut words = 0;
        let mut opens_bracket = false;
        for ahead in at + 1..end {
            let mention = self.get(ahead)?;
            match &mention.what {
                // `13 opened`: a verb right behind the number says what was counted, not when.
                What::Cue(Cue::First | Cue::Last) if ahead == at + 1 => words += 1,
                // `up to`, `as high as` speak of what follows them.
                What::Cue(cue) if !cue.statistics().is_empty() => {
                    let is_prefix = matches!(
                        mention.last_word.as_str(),
                        "to" | "of"
                            | "as"
                            | "than"
                            | "exceeded"
                            | "above"
                            | "below"
                            | "at"
                            | "with"
                            | "from"
                            | "exceed"
                    ) && mention.last_word != mention.word;
                    let is_of_bracket = opens_bracket
                        && !matches!(
                            self.get(ahead + 1).map_or("", |next| next.word.as_str()),
                            ")" | "," | ";"
                        );
                    let is_next = |place: usize| matches!(self.what(place), Some(What::Number(_)));
                    // `310 give or take 9`, `34.8 with a standard deviation of 0.25` speak of the next number.
                    let is_with = (at + 1..ahead).any(|place| self.word(place) == "with");
                    let is_of_next = *cue == Cue::Expected && self.is_of_next_number(ahead)
                        || *cue == Cue::Deviation && is_next(ahead + 1)
                        || is_with && (ahead + 1..ahead + 4).any(is_next);
                    let is_said =
                        !is_prefix && !is_of_next && *cue != Cue::Instead && !is_of_bracket;
                    // `in the first hour` is a time, if it is not the first value's.
                    let is_of_time = matches!(cue, Cue::First | Cue::Last)
                        && units::seconds_of(self.word(ahead + 1)).is_some();
                    return is_said.then_some(Governor {
                        cue: *cue,
                        is_behind: true,
                        at: ahead,
                        words,
                        boundaries: usize::from(is_of_time),
                    });
                }
                What::Number(_) => return None,
                What::Mark if mention.word == "(" && words == 0 => opens_bracket = true,
                // `about 100, which is its 99th percentile`
                _ if self.is_relative(ahead) || ahead > at + 1 && self.is_relative(ahead - 1) => {}
                _ if self.is_boundary(ahead) => return None,
                _ => {
                    words += usize::from(!matches!(
                        mention.word.as_str(),
                        "on" | "at"
                            | "the"
                            | "a"
                            | "is"
                            | "was"
                            | "in"
                            | "its"
                            | "of"
                            | "as"
                            | "("
                            | "an"
                    ));
                }
            }
        }
        None
    }

    /// Whether a mention is the comma of `, which is its`: what follows says what stands before.
    fn is_relative(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        self.word(at) == ","
            && (next == "which" || next == "that")
            && matches!(self.word(at + 2), "is" | "was" | "are" | "were")
    }

    /// The mentions of the cell that heads the column of a mention, if it stands in a table.
    pub(in crate::series::claims) fn column_head(
        &self,
        at: usize,
    ) -> Option<std::ops::Range<usize>> {
        let (start, _) = self.sentence(at);
        let is_bar = |place: &usize| self.get(*place).is_some_and(|mention| mention.word == "|");
        is_bar(&(start + 1)).then_some(())?;
        let column = (start..at).filter(is_bar).count();
        let mut row = self.get(at)?.sentence;
        while let Some(before) = row.checked_sub(1).and_then(|row| self.sentences.get(row))
            && before.0 < before.1
            && is_bar(&(before.0 + 1))
        {
            row -= 1;
        }
        let (head, head_end) = *self.sentences.get(row).filter(|(head, _)| *head != start)?;
        let bars: Vec<usize> = (head..head_end).filter(is_bar).collect();
        Some(*bars.get(column.checked_sub(1)?)? + 1..*bars.get(column)?)
    }

    /// The word before a number, without words that only say how exact it is.
    pub(in crate::series::claims) fn lead_word(&self, at: usize) -> &str {
        let (start, _) = self.sentence(at);
        let small = [
            "about",
            "around",
            "some",
            "roughly",
            "nearly",
            "almost",
            "just",
            "over",
            "under",
            "a",
            "an",
            "the",
            "only",
            "approximately",
            "~",
            "more",
            "less",
            "than",
            "close",
            "next",
            "near",
            "good",
            "full",
            "mere",
            "further",
            "total",
            "solid",
            "its",
            "as",
        ];
        // `of close to forty`
        let is_near = |place: usize| {
            self.word(place) == "to"
                && matches!(self.word(place.saturating_sub(1)), "close" | "next" | "near")
        };
        let mut words =
            (start..at).rev().filter(|place| !is_near(*place)).map(|place| self.word(place));
        words.find(|word| !small.contains(word)).unwrap_or_default()
    }

    /// 1 or -1 if the words next to a number say that it goes up or down: `a loss of 5 %`, `12 deviations above`.
    pub(in crate::series::claims) fn told_direction(&self, at: usize, figure: &Figure) -> i8 {
        if figure.written.sign != 0 {
            return figure.written.sign;
        }
        let (start, end) = self.sentence(at);
        let direction = |place: usize| match self.get(place).map(|mention| &mention.what) {
            Some(What::Cue(Cue::Positive)) => 1,
            Some(What::Cue(Cue::Negative)) => -1,
            Some(What::Cue(cue)) => cue.direction(),
            _ => 0,
        };
        let stops = |place: &usize| {
            self.is_boundary(*place)
                || matches!(
                    self.get(*place).map(|mention| &mention.what),
                    Some(What::Number(_) | What::Start(_))
                )
        };
        let right = (at + 1..end)
            .take(3)
            .take_while(|place| !stops(place))
            .map(direction)
            .find(|direction| *direction != 0);
        let left = || {
            (start..at)
                .rev()
                .take(5)
                .take_while(|place| !stops(place))
                .map(direction)
                .find(|direction| *direction != 0)
        };
        // `more than 12 %` says nothing of a direction.
        let is_hedged = figure.hedge != Hedge::None;
        right.or_else(|| left().filter(|_| !is_hedged)).unwrap_or(0)
    }

    /// Whether a sentence has a cue for a statistic, or the one before it has.
    pub(in crate::series::claims) fn is_licensed(&self, at: usize, statistic: Statistic) -> bool {
        // What is never above a number has it as its highest.
        let denied = match statistic {
            Statistic::Maximum => Cue::Above,
            Statistic::Minimum => Cue::Below,
            _ => Cue::Positive,
        };
        if denied != Cue::Positive
            && self.has_word(at, &["never", "not", "no", "didn't", "nor", "neither"])
            && self.has_cue(at, &[denied])
        {
            return true;
        }
        let has = |range: (usize, usize)| {
            let mentions = self.mentions.get(range.0..range.1).unwrap_or_default();
            mentions.iter().any(|mention| matches!(&mention.what, What::Cue(cue) if cue.statistics().contains(&statistic)))
        };
        let is_title = |(start, end): &(usize, usize)| {
            end - start <= 5 || self.word(end.saturating_sub(1)) == "?"
        };
        has(self.sentence(at)) || self.sentence_before(at).filter(is_title).is_some_and(has)
    }
}

/// `above` and `below` compare a number with another; they do not say what it is.
pub(in crate::series::claims) fn is_comparison(cue: Cue) -> bool {
    matches!(cue, Cue::Above | Cue::Below)
}
