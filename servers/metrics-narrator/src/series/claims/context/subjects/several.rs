//! Which of several series a place is about.

use crate::series::claims::{context::scope::Scope, reading::mentions::What};

impl Scope<'_> {
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
        let is_number = |place: usize| matches!(self.what(place), Some(What::Number(figure)) if figure.written.is_spelled);
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

    /// The series of a number among as many as there are names: the second of `A and B were at 140 and 412,
    /// respectively`.
    pub(in crate::series::claims) fn respective(&self, at: usize) -> Option<Vec<usize>> {
        let (start, end) = self.sentence(at);
        let is_number = |place: usize| self.is_number(place);
        let is_joint = |place: usize| {
            self.get(place).is_some_and(|mention| {
                matches!(mention.word.as_str(), "," | "and" | "or" | "&" | "/")
            })
        };
        let says = (at + 1..end)
            .any(|place| self.get(place).is_some_and(|mention| mention.word == "respectively"));
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
            .filter_map(|place| match self.what(place) {
                Some(What::Name(series, _)) => Some(series),
                _ => None,
            })
            .collect();
        // `1306 calls and a wait of 36 s, against first values of 1287 and 35 s`
        let is_list = self.is_plural_noun(first) && named.len() == count;
        if !(says || is_list) {
            return None;
        }
        let from = named.len().checked_sub(count)?;
        (count > 1).then(|| named.get(from + place_of).map(|series| (*series).clone())).flatten()
    }

    /// Whether the words right before a number say that it is the first of several: `the medians of`, `last values of`.
    fn is_plural_noun(&self, at: usize) -> bool {
        let (start, _) = self.sentence(at);
        let noun = at.checked_sub(2).filter(|noun| *noun >= start && self.word(at - 1) == "of");
        noun.is_some_and(|noun| self.is_plural_word(noun))
    }

    /// Whether a statistic or its noun stands in the plural: `medians`, `minima`.
    pub(in crate::series::claims) fn is_plural_word(&self, at: usize) -> bool {
        self.last_word(at).ends_with('s') || matches!(self.word(at), "maxima" | "minima")
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
        let is_number = self.is_number(before);
        (is_number && !self.is_name_between(open, at)).then_some(before)
    }
}
