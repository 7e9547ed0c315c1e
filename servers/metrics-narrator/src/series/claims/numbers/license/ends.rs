//! Numbers that are ends: of a series, of an anomaly, of a movement.

use crate::series::claims::{
    context::governors::Governor,
    numbers::claim::Claim,
    reading::cues::Cue,
    values::{
        quantities::{Quantity, sign},
        statistics::Statistic as S,
    },
};

impl Claim<'_> {
    /// `15 at the start, where 187 was expected`: what was farthest off at the first or last moment of an anomaly is told
    /// as what it began or ended with.
    pub(super) fn is_at_end_of_event(&self, quantity: &Quantity) -> bool {
        let series = quantity.of.series.and_then(|series| self.facts().series.get(series));
        let anomaly = series.and_then(|series| series.anomalies.get(quantity.of.event));
        anomaly.filter(|_| quantity.statistic == S::AnomalyValue).is_some_and(|anomaly| {
            self.governors.iter().any(|governor| match governor.cue {
                Cue::First => anomaly.at == anomaly.from,
                Cue::Last => anomaly.at == anomaly.to,
                _ => false,
            })
        })
    }

    /// `10 then, 14 now`: the first and the last value.
    pub(super) fn is_then_or_now(&self, statistic: S) -> bool {
        let has = |words: &[&str]| self.check.scope.has_word(self.at, words);
        match statistic {
            S::First => self.word(1) == "then" && has(&["now", "today", "currently", "nowadays"]),
            S::Last => self.word(1) == "now" && has(&["then", "before", "earlier"]),
            _ => false,
        }
    }

    /// Whether a number after `to` may be what a movement ends at, and one after `from` what it starts from.
    pub(super) fn is_end_of(&self, governor: Governor, statistic: S) -> bool {
        if !governor.cue.is_movement() {
            return true;
        }
        let is_start = matches!(
            statistic,
            S::Expected | S::Median | S::Mean | S::ChangeFrom | S::TrendFrom | S::First
        );
        // Nothing rises from its highest value or falls from its lowest.
        let is_farthest = match governor.cue {
            Cue::Rise | Cue::Spike => statistic == S::Maximum,
            _ => statistic == S::Minimum,
        };
        match self.check.scope.lead_word(self.at) {
            "to" | "at" => !is_start,
            "from" => !is_farthest && !matches!(statistic, S::TrendTo | S::Last),
            _ => true,
        }
    }

    /// `retreated from 527.7 ms to normal`: what something comes from lies on the other side.
    pub(in crate::series::claims::numbers) fn is_origin(&self, governor: &Governor) -> bool {
        governor.cue.is_movement() && self.check.scope.lead_word(self.at) == "from"
    }

    /// `from 9.6 up to 49.1, and down to 38`: whether a movement leads to the number from another one of the series that
    /// the sentence tells before it, in the direction of the movement.
    pub(in crate::series::claims) fn goes_on_from_before(
        &self,
        governor: &Governor,
        quantity: &Quantity,
    ) -> bool {
        let scope = &self.check.scope;
        let (start, _) = scope.sentence(self.at);
        let before = (start..governor.at).rev().find_map(|at| {
            scope.figure(at).filter(|figure| figure.is_value()).map(|figure| (at, figure))
        });
        let (Some(series), Some((at, figure))) = (quantity.of.series, before) else { return false };
        let before = Claim { at, ..self.with(figure) };
        let mut levels = self.check.quantities.levels_of(series).iter();
        governor.cue.is_movement()
            && !governor.is_behind
            && scope.lead_word(self.at) == "to"
            && !scope.is_name_between(at, self.at)
            && levels.any(|level| {
                before.is_level_of(series, level)
                    && sign(quantity.value - level.value) == governor.cue.direction()
            })
    }

    /// Whether the number is what a movement ends at: `spiked to 412`.
    pub(in crate::series::claims::numbers) fn is_end_of_movement(&self) -> bool {
        let moves = |governor: &Governor| {
            governor.words <= 2 && (governor.cue.is_movement() || governor.cue == Cue::Reach)
        };
        self.governors.iter().any(moves)
            && matches!(self.check.scope.lead_word(self.at), "to" | "at")
    }

    /// Whether the number is the level before a change and the words say what it came to: `settled at 118`, `moved to
    /// 118`.
    pub(in crate::series::claims::numbers) fn is_origin_of_end(&self, quantity: &Quantity) -> bool {
        let scope = &self.check.scope;
        let lead = scope.lead_word(self.at);
        let settles = |word: &str| {
            ["settl", "stabilis", "stabiliz", "plateau"].iter().any(|stem| word.starts_with(stem))
        };
        let ends = |governor: &Governor| {
            let word = scope.word(governor.at);
            !governor.is_behind
                && match governor.cue {
                    Cue::Return => true,
                    Cue::Change => lead == "to" || settles(word),
                    _ => settles(word),
                }
        };
        quantity.statistic == S::ChangeFrom
            && matches!(lead, "to" | "at")
            && self.governors.iter().any(ends)
    }
}
