//! Numbers that are told as a list behind a list of what they are: `min/mean/max: 100.9/137.7/527.7`, `p50, p95 and p99
//! are 121, 181 and 254 ms`.

use crate::series::claims::{
    context::scope::Scope,
    reading::{
        cues::{Cue, Grip},
        mentions::What,
        words,
    },
};

impl Scope<'_> {
    /// The cue in a number's place of the list, where as many cues stand before as many numbers.
    pub(super) fn cue_of_list(&self, at: usize) -> Option<Cue> {
        let (start, end) = self.sentence(at);
        let is_number = |place: usize| self.is_number(place);
        let first = self.first_of_list(at, start, is_number);
        let numbers = self.list_from(first, end, is_number);
        let place = numbers.iter().position(|number| *number == at)?;
        let last_cue = (start..first).rev().take(MAX_BETWEEN).find(|at| self.is_said(*at))?;
        let is_between =
            |place: usize| self.is_name(place) || words::holds(BETWEEN, self.word(place));
        let first_cue = self.first_of_list(last_cue, start, |place| self.is_said(place));
        let cues = self.list_from(first_cue, first, |place| self.is_said(place));
        let is_list = cues.len() >= MIN_LIST
            && cues.len() == numbers.len()
            && (last_cue + 1..first).all(is_between);
        let said = *cues.get(place).filter(|_| is_list)?;
        match self.what(said) {
            Some(What::Cue(cue)) => Some(*cue),
            _ => None,
        }
    }

    /// Whether a cue is one of a list before a list of numbers.
    pub(in crate::series::claims) fn is_of_list_of_cues(&self, cue: usize) -> bool {
        let (_, end) = self.sentence(cue);
        let mut behind = (cue + 1..end).take(4 * MAX_BETWEEN);
        let number = behind.find(|place| self.is_number(*place));
        number.is_some_and(|number| self.cue_of_list(number).is_some())
    }

    /// Whether a mention says what a number is.
    fn is_said(&self, at: usize) -> bool {
        matches!(self.what(at), Some(What::Cue(cue))
            if cue.grip() == Grip::Firm || matches!(cue, Cue::First | Cue::Last))
    }

    /// The first of the things of one kind that a list joins with the one at a mention.
    fn first_of_list(&self, at: usize, start: usize, is_it: impl Fn(usize) -> bool) -> usize {
        let mut first = at;
        for _ in 0..MAX_LIST {
            let joined = (1..=2).map(|joints| joints + 1).find_map(|back| {
                let before = first.checked_sub(back).filter(|before| *before >= start)?;
                (is_it(before) && self.is_joint_of_list(before + 1..first)).then_some(before)
            });
            let Some(before) = joined else { break };
            first = before;
        }
        first
    }

    /// The things of one kind that a list joins, from its first one on.
    fn list_from(&self, first: usize, end: usize, is_it: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut list = vec![first];
        let mut last = first;
        while list.len() < MAX_LIST {
            let joined = (2..=3)
                .map(|ahead| last + ahead)
                .find(|next| *next < end && is_it(*next) && self.is_joint_of_list(last + 1..*next));
            let Some(next) = joined else { break };
            list.push(next);
            last = next;
        }
        list
    }

    fn is_joint_of_list(&self, mut between: std::ops::Range<usize>) -> bool {
        between.all(|place| matches!(self.word(place), "/" | "," | "and" | "&" | "|" | "the"))
    }
}

/// Of fewer, other rules know more.
const MIN_LIST: usize = 3;

/// A list has no more things.
const MAX_LIST: usize = 8;

/// So many mentions may stand between the list of cues and that of numbers.
const MAX_BETWEEN: usize = 6;

/// Words between the two lists.
const BETWEEN: &str = ": = ( ) of for in is are was were at the were stood stand";
