//! What the words next to a number say of it without governing it.

use crate::series::claims::{
    reading::{
        cues::Cue,
        mentions::{Figure, Hedge, What},
        words,
    },
    values::statistics::Statistic,
};

use super::scope::Scope;

impl Scope<'_> {
    /// The word before a number, without words that only say how exact it is.
    pub(in crate::series::claims) fn lead_word(&self, at: usize) -> &str {
        let (start, _) = self.sentence(at);
        // `of close to forty`
        let is_near = |place: usize| {
            self.word(place) == "to"
                && matches!(self.word(place.saturating_sub(1)), "close" | "next" | "near")
        };
        let mut words =
            (start..at).rev().filter(|place| !is_near(*place)).map(|place| self.word(place));
        words.find(|word| !words::holds(EXACTNESS, word)).unwrap_or_default()
    }

    /// 1 or -1 if the words next to a number say that it goes up or down: `a loss of 5 %`, `12 deviations above`.
    pub(in crate::series::claims) fn told_direction(&self, at: usize, figure: &Figure) -> i8 {
        if figure.written.sign != 0 {
            return figure.written.sign;
        }
        let (start, end) = self.sentence(at);
        let stops = |place: &usize| {
            self.is_boundary(*place)
                || matches!(self.what(*place), Some(What::Number(_) | What::Start(_)))
        };
        let direction =
            |place: usize| Some(self.direction_at(place)).filter(|direction| *direction != 0);
        // `by 0.88 per year over the whole period`
        let spans = |place: &usize| figure.per_seconds.is_some() && self.word(*place) == "over";
        let mut behind = (at + 1..end).take(3).take_while(|place| !stops(place) && !spans(place));
        let behind = behind.find_map(direction);
        let before =
            || (start..at).rev().take(5).take_while(|place| !stops(place)).find_map(direction);
        // `more than 12 %` says nothing of a direction.
        let is_hedged = figure.hedge != Hedge::None;
        behind.or_else(|| before().filter(|_| !is_hedged)).unwrap_or(0)
    }

    /// 1 or -1 if the word of a mention says up or down.
    fn direction_at(&self, at: usize) -> i8 {
        match self.what(at) {
            Some(What::Cue(Cue::Positive)) => 1,
            Some(What::Cue(Cue::Negative)) => -1,
            Some(What::Cue(cue)) => cue.direction(),
            _ => 0,
        }
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
            mentions
                .iter()
                .any(|mention| matches!(&mention.what, What::Cue(cue) if cue.says(statistic)))
        };
        let is_title = |(start, end): &(usize, usize)| {
            end - start <= 5 || self.word(end.saturating_sub(1)) == "?"
        };
        has(self.sentence(at)) || self.sentence_before(at).filter(is_title).is_some_and(has)
    }
}

/// Words that only say how exact a number is.
const EXACTNESS: &str = "\
    about around some exactly precisely roughly nearly almost just over under a an the only approximately ~ more less than close next \
    near good full mere further total solid its as";
