//! Checks numbers: each must be a fact that is what the sentence says it is.
//!
//! A number may be several things: a level, a share, a length of time, a count, something that follows from others. It
//! is borne out if it is the value of a fact in one of these roles that the words around it allow. In reading order:
//!
//! - `claim` is a number in its place; `idle` says which of them claim nothing
//! - `meant` says which series may be meant, `license` whether the words allow a fact
//! - `levels`, `counts`, `coefficients`, `totals` and `derived` (with `rates`, `intervals` and `proportions`) are the roles
//! - `pairs` and `contrasts` check two numbers that are told together
//! - `doubts` has what else speaks for a number

pub(in crate::series::claims) mod claim;
pub(in crate::series::claims) mod coefficients;
pub(in crate::series::claims) mod contrasts;
pub(in crate::series::claims) mod counts;
pub(in crate::series::claims) mod derived;
pub(in crate::series::claims) mod doubts;
pub(in crate::series::claims) mod idle;
pub(in crate::series::claims) mod intervals;
pub(in crate::series::claims) mod levels;
pub(in crate::series::claims) mod license;
pub(in crate::series::claims) mod meant;
pub(in crate::series::claims) mod pairs;
pub(in crate::series::claims) mod proportions;
pub(in crate::series::claims) mod rates;
pub(in crate::series::claims) mod totals;

use self::{claim::Claim, pairs::Verdict};
use super::{
    check::Check,
    context::{governors::Governor, subjects::Source},
    moments,
    reading::{
        mentions::{Figure, What},
        statistics::{Cue, Statistic as S},
        times::Time,
        units::Dimension,
    },
    values::quantities::Quantity,
};

/// What is wrong with the number at a mention.
pub(super) fn problem(check: &Check, at: usize, figure: &Figure) -> Option<String> {
    let claim = Claim::new(check, at, figure);
    (!claim.is_no_claim() && !claim.is_borne()).then(|| claim.message())
}

/// What a number may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A value of a series, or a statistic of its values.
    Level,
    /// How far a value is from what was expected, in usual deviations.
    Deviations,
    /// A coefficient of correlation.
    Coefficient,
    /// A number of rows, anomalies, series.
    Count,
    /// A share of values or of variance.
    Share,
    /// A length of time.
    Duration,
    /// What follows from other numbers.
    Derived,
    /// What a mean comes to over all rows.
    Total,
    /// An hour of the clock.
    Hour,
}

impl Role {
    /// Whether a number is borne out in this role.
    fn is_borne(self, claim: &Claim) -> bool {
        match self {
            Self::Level => {
                !claim.is_difference() && !claim.counts_what_follows() && claim.is_level()
                    || claim.is_said_slope()
            }
            Self::Deviations => claim.is_deviations(),
            Self::Coefficient => coefficients::is_borne(claim),
            Self::Count => counts::is_borne(claim),
            Self::Share => claim.is_share(),
            Self::Duration => !claim.is_bound_level() && claim.is_duration(),
            Self::Derived => derived::is_borne(claim),
            Self::Total => totals::is_borne(claim),
            Self::Hour => claim.is_hour(),
        }
    }
}

impl Claim<'_> {
    fn is_borne(&self) -> bool {
        match pairs::verdict(self) {
            Verdict::Borne => return true,
            Verdict::Wrong => return proportions::is_borne(self),
            Verdict::Alone if derived::is_contradicted(self) => return false,
            Verdict::Alone if contrasts::is_borne(self) == Some(false) => return false,
            Verdict::Alone => {}
        }
        self.roles().iter().any(|role| role.is_borne(self)) || self.is_open()
    }

    /// What a number with its unit may be.
    fn roles(&self) -> &'static [Role] {
        match self.dimension() {
            Some(Dimension::Deviations) => &[Role::Deviations, Role::Level],
            Some(Dimension::Time) => &[Role::Level, Role::Duration, Role::Derived, Role::Count],
            Some(Dimension::Percent | Dimension::Points) => {
                &[Role::Level, Role::Share, Role::Derived]
            }
            Some(Dimension::Times) => &[Role::Derived, Role::Count],
            Some(_) => &[Role::Level, Role::Derived, Role::Total],
            None => &[
                Role::Level,
                Role::Deviations,
                Role::Coefficient,
                Role::Count,
                Role::Share,
                Role::Derived,
                Role::Total,
                Role::Hour,
            ],
        }
    }

    /// `two gaps`, `three anomalies`: a whole number right before what facts count is no value of a series.
    pub(super) fn counts_what_follows(&self) -> bool {
        let written = &self.figure.written;
        let is_counted =
            matches!(self.what(1), Some(What::Cue(Cue::Gap | Cue::Duplicate | Cue::Anomaly)))
                && self.word(1).ends_with('s');
        self.figure.unit.is_none() && written.is_plain_integer && written.sign == 0 && is_counted
    }

    /// An hour of the clock without a sign of it: `at 10 there were 33`.
    fn is_hour(&self) -> bool {
        let hour = self.figure.written.value;
        let is_whole = self.figure.written.is_plain_integer && (0.0..24.0).contains(&hour);
        // `from 9 to 17`, but not `rose to 17`.
        let is_end = matches!(self.what(-2), Some(What::Number(_) | What::Time(_)));
        let is_expected = matches!(
            self.word(-1),
            "at" | "by" | "until" | "around" | "between" | "from" | "since"
        ) || is_end && matches!(self.word(-1), "and" | "to");
        let time = Time { hour: Some(hour as u32), is_twelve: hour <= 12.0, ..Time::default() };
        is_whole
            && (is_end || !self.is_bound())
            && is_expected
            && self.check.scope.has_clock(self.at)
            && !moments::fitting(&self.check.quantities, &time).is_empty()
    }

    /// Whether the number is a value of a series that is measured in time.
    fn is_bound_level(&self) -> bool {
        let is_of_time = |series: &usize| {
            self.check
                .quantities
                .unit(*series)
                .is_some_and(|unit| unit.dimension == Dimension::Time)
        };
        let moves =
            |governor: &Governor| matches!(governor.cue, Cue::Reach) && governor.is_binding();
        // `the highest in 24 h`
        let is_stretch = self.figure.seconds_per_unit >= Some(60.0)
            && matches!(self.check.scope.lead_word(self.at), "in" | "within" | "during" | "for")
            && self.governors.iter().all(|governor| !governor.is_behind);
        self.subjects.series.iter().all(is_of_time)
            && !is_stretch
            && !self.subjects.series.is_empty()
            && !matches!(self.what(1), Some(What::Cue(Cue::Spacing | Cue::Readings)))
            && !self.check.scope.is_distance(self.at)
            && (self.is_bound_firmly() || self.governors.iter().any(moves))
    }

    /// Whether the number is of something that is gone: `140 GB of free space vanished`.
    pub(super) fn loses(&self) -> bool {
        (1..8).any(|ahead| {
            matches!(
                self.word(ahead),
                "vanished" | "disappeared" | "evaporated" | "went" | "gone" | "saved" | "wiped"
            )
        }) && self.word(1) == "of"
    }

    fn is_deviations(&self) -> bool {
        let has_unit = self.figure.unit.is_some();
        if !has_unit && !self.check.scope.tells_deviations(self.at) {
            return false;
        }
        let levels = self.check.quantities.levels.iter();
        levels.filter(|quantity| quantity.statistic == S::Deviations).any(|quantity| {
            quantity.of.series.is_some_and(|series| {
                self.is_subject(series)
                    || self.is_loose()
                        && self.shares_event(&Quantity { statistic: S::AnomalyValue, ..*quantity })
            }) && self.is_value(1.0, quantity.value)
        })
    }

    /// A share: of values that are missing, of the variance.
    fn is_share(&self) -> bool {
        let factor = match self.figure.unit.as_ref() {
            Some(unit) => 0.01 * unit.factor,
            None if self.figure.written.value <= 1.0 => 1.0,
            None => return false,
        };
        let scope = &self.check.scope;
        let says_missing = scope.has_cue(self.at, &[Cue::Missing, Cue::Gap, Cue::Readings]);
        let says_strength = scope.has_cue(self.at, &[Cue::Strength])
            || (self.figure.unit.is_some() || self.is_beside_a_season())
                && scope.has_cue(self.at, &[Cue::Season]);
        self.facts().series.iter().enumerate().any(|(index, series)| {
            let all = series.count.saturating_add(series.missing).max(1) as f64;
            let missing = series.missing as f64 / all;
            let strength = series.seasonality.as_ref().map(|season| season.strength);
            let is_missing =
                || self.is_value(factor, missing) || self.is_value(factor, 1.0 - missing);
            self.is_subject(index)
                && (says_missing && is_missing()
                    || says_strength
                        && strength.is_some_and(|strength| self.is_value(factor, strength)))
        })
    }

    /// `a daily cycle strong enough to be reported (0.86)`: a share in figures right behind a rhythm.
    fn is_beside_a_season(&self) -> bool {
        let is_season =
            |governor: &Governor| matches!(governor.cue, Cue::Season) && !governor.is_behind;
        self.figure.written.value <= 1.0
            && self.figure.written.digits >= 2
            && self.governors.iter().any(is_season)
    }

    fn is_duration(&self) -> bool {
        let Some(factor) = self.figure.seconds_per_unit else { return false };
        let is_named = self.subjects.source == Source::Named && self.subjects.is_of_clause;
        let is_of = |quantity: &Quantity| {
            quantity.statistic == S::Period
                || !is_named
                || quantity.of.series.is_none_or(|series| self.is_subject(series))
        };
        let durations = self.check.quantities.durations.iter();
        durations
            .into_iter()
            .any(|quantity| is_of(quantity) && self.is_value(factor, quantity.value))
            || !self.is_lasting() && intervals::is_interval(self, factor)
    }

    /// Whether the number says how long something lasted, which is no time between two things.
    fn is_lasting(&self) -> bool {
        let (start, _) = self.check.scope.sentence(self.at);
        let mut before = (start..self.at).rev().take(3).filter_map(|at| self.check.scope.get(at));
        let lasts = before.any(|mention| {
            matches!(
                mention.word.as_str(),
                "lasted" | "lasting" | "lasts" | "persisted" | "duration"
            )
        });
        lasts || self.is_length_of_state()
    }

    /// `stood at 3 for 50 minutes`, `abnormal for two hours`: how long what stands before the `for` was so.
    fn is_length_of_state(&self) -> bool {
        let scope = &self.check.scope;
        let (start, _) = scope.sentence(self.at);
        let is_for = |at: &usize| scope.word(*at) == "for";
        let Some(says_for) = (start..self.at).rev().take(3).find(is_for) else { return false };
        let is_state = |at: usize| match scope.what(at) {
            Some(What::Number(figure)) => figure.is_value(),
            Some(What::Cue(Cue::Anomaly)) => true,
            _ => false,
        };
        !matches!(self.word(1), "longer" | "more" | "before" | "after")
            && (start..says_for)
                .rev()
                .take(4)
                .take_while(|at| !scope.is_boundary(*at))
                .any(is_state)
    }
}
