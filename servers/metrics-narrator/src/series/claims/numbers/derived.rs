//! Numbers that follow from others: differences, ratios, changes in percent, and times between times.
//!
//! They follow from pairs of facts that belong together (before and after a change, expected and found), or from
//! numbers that the text gives beside them. Where the words say up or down, only pairs of that direction count.

use crate::series::claims::{
    context::{governors::Governor, subjects::extend},
    reading::{
        mentions::{Figure, Hedge, What},
        numerals::Written,
        statistics::{Cue, Statistic as S},
        units::Dimension,
        words,
    },
    values::{
        conversion::factor,
        equality::is_value,
        quantities::{Quantity, sign},
        rescaled::Scale,
    },
};

use super::{claim::Claim, intervals, pairs, proportions, rates};

/// Whether a number follows from facts or from numbers near it.
pub(in crate::series::claims) fn is_borne(claim: &Claim) -> bool {
    let form = Form::of(claim);
    let is_strength = |governor: &Governor| governor.cue == Cue::Strength && governor.words <= 2;
    if claim.governors.iter().any(is_strength) || claim.is_end_of_movement() {
        return false;
    }
    if is_conversion(claim)
        || form == Form::Percent && rates::is_relative_slope(claim)
        || form == Form::Ratio && intervals::is_ratio_of_durations(claim)
        || proportions::is_borne(claim)
        || rates::is_rate(claim)
        || rates::is_mean_of_period(claim)
    {
        return true;
    }
    let told = claim.check.scope.told_direction(claim.at, claim.figure);
    let follows = |pair: &Pair| pair.allows(told) && form.follows(claim, pair);
    // `mean output was 45 % of the peak`
    let is_explicit = || {
        claim.is_difference()
            || claim.check.scope.lead_word(claim.at) == "by"
            || form == Form::Percent && claim.word(1) == "of"
    };
    if claim.is_bound_firmly() && form != Form::Ratio && !is_explicit() {
        return false;
    }
    if form != Form::Ratio && !calls_for_difference(claim) {
        // What follows from two numbers that stand beside it needs no word for that.
        return claim.figure.written.digits >= 2 && text_pairs(claim).iter().any(follows);
    }
    // A difference of percentages may be told in percent.
    let is_difference = |pair: &Pair| {
        form == Form::Percent && pair.allows(told) && Form::Difference.follows(claim, pair)
    };
    let is_part = form == Form::Percent && claim.word(1) == "of";
    fact_pairs(claim).iter().any(|pair| follows(pair) || is_difference(pair))
        || text_pairs(claim).iter().any(follows)
        || is_part && level_pairs(claim).iter().any(|pair| form.follows(claim, pair))
}

/// Any two levels of a series: a text may call each `3 % of what it came to later`.
fn level_pairs(claim: &Claim) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for series in claim.all_subjects() {
        let levels = claim.check.quantities.levels_of(series).iter();
        let levels: Vec<f64> =
            levels.filter(|level| is_moment(level)).map(|level| level.value).collect();
        for from in &levels {
            let pair = |to: &f64| Pair { from: *from, to: *to, slack: 0.0, series: Some(series) };
            pairs.extend(levels.iter().map(pair));
        }
        if pairs.len() > MOST_LEVEL_PAIRS {
            break;
        }
    }
    pairs
}

/// So many pairs of levels are looked at; it bounds the cost of a percentage.
const MOST_LEVEL_PAIRS: usize = 4_096;

/// Whether a level is that of a moment or of all values.
fn is_moment(level: &Quantity) -> bool {
    matches!(
        level.statistic,
        S::Minimum
            | S::Maximum
            | S::Mean
            | S::Median
            | S::First
            | S::Last
            | S::ChangeFrom
            | S::ChangeTo
            | S::AnomalyValue
            | S::Expected
    )
}

/// Whether a percentage that is told beside its own two numbers, `fell from 118.95 to 83.85, by 40 %`, does not follow from
/// them.
pub(in crate::series::claims) fn is_contradicted(claim: &Claim) -> bool {
    let form = Form::of(claim);
    if form != Form::Percent || claim.figure.per_seconds.is_some() || !says_change(claim) {
        return false;
    }
    let Some((from, to)) = span_beside(claim) else { return false };
    let figure = |at: usize| match claim.check.scope.what(at) {
        Some(What::Number(figure)) => Some(figure.as_ref()),
        _ => None,
    };
    let (Some(first), Some(second)) = (figure(from), figure(to)) else { return false };
    // `from 2 to 5 %, by 3 %` tells a difference.
    let is_share = |figure: &Figure| {
        figure
            .unit
            .as_ref()
            .is_some_and(|unit| matches!(unit.dimension, Dimension::Percent | Dimension::Points))
    };
    if is_share(first)
        || is_share(second)
        || claim.check.scope.is_name_between(to.min(claim.at), to.max(claim.at))
    {
        return false;
    }
    // `from 1.84 to 2.69 million`
    let (first, second) = (first.at_scale_of(second), second.at_scale_of(first));
    let between = factor(first.unit.as_ref(), second.unit.as_ref())
        .or_else(|| factor(second.unit.as_ref(), first.unit.as_ref()).map(f64::recip));
    let Some(between) = between else { return false };
    let value = |figure: &Figure| {
        if figure.written.sign < 0 { -figure.written.value } else { figure.written.value }
    };
    let rough = |figure: &Figure| match figure.hedge {
        Hedge::None => figure.written.step,
        _ => figure.written.coarse_step,
    };
    let (from, to) = (value(&first) * between, value(&second));
    let slack = (rough(&first) * between).max(rough(&second)) * 0.5;
    let pair = |from: f64, to: f64| Pair { from, to, slack, series: None };
    ![pair(from, to), pair(to, from)].iter().any(|pair| form.follows(claim, pair))
}

/// Whether a percentage is told as how much something changed: `by 40 %`, `a drop of 40 %`, `(-40 %)`, `a 40 % drop`.
fn says_change(claim: &Claim) -> bool {
    let scope = &claim.check.scope;
    let is_movement = |at: usize| {
        matches!(
            scope.what(at),
            Some(What::Cue(Cue::Rise | Cue::Fall | Cue::Spike | Cue::Dip | Cue::Change))
        )
    };
    let is_of_movement = || {
        scope.lead_word(claim.at) == "of" && (claim.at.saturating_sub(4)..claim.at).any(is_movement)
    };
    scope.lead_word(claim.at) == "by"
        || is_of_movement()
        || claim.word(-1) == "(" && claim.word(1) == ")"
        || is_movement(claim.at + 1) && !matches!(claim.word(2), "to" | "from")
}

/// The two numbers of a `from X to Y` right before or right behind a number, without another between.
fn span_beside(claim: &Claim) -> Option<(usize, usize)> {
    let scope = &claim.check.scope;
    let (start, end) = scope.sentence(claim.at);
    let is_number = |place: &usize| matches!(scope.what(*place), Some(What::Number(_)));
    let before = (start..claim.at).rev().take(MOST_BETWEEN).find(is_number);
    let behind = || (claim.at + 1..end).take(MOST_BETWEEN).find(is_number);
    let ends = before.and_then(|at| pairs::span(scope, at)).filter(|(_, to)| Some(*to) == before);
    ends.or_else(|| {
        let first = behind()?;
        pairs::span(scope, first).filter(|(from, _)| *from == first)
    })
}

/// So many mentions may stand between a percentage and the two numbers that it follows from.
const MOST_BETWEEN: usize = 6;

/// The directions, 1 or -1, of the pairs of facts that a number follows from.
pub(in crate::series::claims) fn directions(claim: &Claim) -> Vec<i8> {
    let form = Form::of(claim);
    let follows = |pair: &Pair| {
        form.follows(claim, pair) || form == Form::Percent && Form::Difference.follows(claim, pair)
    };
    fact_pairs(claim)
        .iter()
        .filter(|pair| follows(pair))
        .map(|pair| sign(pair.to - pair.from))
        .collect()
}

/// What a number says of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Difference,
    Percent,
    Ratio,
}

/// Two values that something may follow from.
struct Pair {
    from: f64,
    to: f64,
    /// How much either may be off, for numbers that are themselves rounded.
    slack: f64,
    /// The series, for its unit; none if the values are already in the number's unit.
    series: Option<usize>,
}

impl Pair {
    /// How much a value may be off; nothing if it is told so roughly that nearly anything would follow from it.
    fn slack_of(&self, value: f64) -> f64 {
        if self.slack <= value.abs() * MOST_SLACK { self.slack } else { 0.0 }
    }

    /// Whether a pair may be told as going up or down.
    fn allows(&self, told: i8) -> bool {
        told == 0 || self.series.is_none() || sign(self.to - self.from) == told
    }
}

impl Form {
    fn of(claim: &Claim) -> Self {
        match claim.dimension() {
            Some(Dimension::Percent) => Self::Percent,
            Some(Dimension::Times) => Self::Ratio,
            None if claim.is_ratio_again() => Self::Ratio,
            None if claim.figure.written.is_spelled && claim.figure.written.value < 1.0 => {
                Self::Ratio
            }
            // `two and a half times as high (2.55)`
            None if claim.word(-1) == "("
                && (2..=6).any(|back| matches!(claim.what(-back), Some(What::Number(figure)) if figure.is_ratio())) =>
            {
                Self::Ratio
            }
            _ => Self::Difference,
        }
    }

    /// Whether a number follows from a pair.
    fn follows(self, claim: &Claim, pair: &Pair) -> bool {
        let (from, to) = (pair.from, pair.to);
        let written = &claim.figure.written;
        let is = |factor: f64, value: f64, slack: f64| {
            let step = written.step + slack / factor.max(f64::MIN_POSITIVE);
            let loose = Written { step, ..written.clone() };
            is_value(&loose, claim.figure.hedge, factor, value)
        };
        match self {
            Self::Difference => {
                let factor = match pair.series {
                    Some(series) => claim.difference_factor(series),
                    None => Some(1.0),
                };
                // What is told too roughly says nothing of a difference.
                let is_fine = pair.slack <= (to - from).abs() * 0.1;
                is_fine && factor.is_some_and(|factor| is(factor, to - from, 2.0 * pair.slack))
            }
            Self::Percent if from != 0.0 => {
                let ratio = to / from;
                let slack = 200.0 * pair.slack_of(from) / from.abs() * ratio.abs().max(1.0);
                [ratio - 1.0, ratio].into_iter().any(|share| is(1.0, share * 100.0, slack))
            }
            Self::Ratio if from != 0.0 && to != 0.0 => {
                // `twice as much again`, `a third more` speak of what is added.
                let is_more = written.value < 1.0
                    || matches!(claim.word(1), "more" | "higher" | "larger" | "longer" | "again");
                let slack =
                    |of: f64, ratio: f64| 2.0 * pair.slack_of(of) / of.abs() * ratio.abs().max(1.0);
                is(1.0, to / from, slack(from, to / from))
                    || is(1.0, from / to, slack(to, from / to))
                    || is_more && is(1.0, to / from - 1.0, slack(from, 1.0))
            }
            _ => false,
        }
    }
}

/// The share of itself that a number may be rounded by for others to follow from it.
const MOST_SLACK: f64 = 0.02;

/// Whether the words next to a number ask for a difference, or for a share of something.
fn calls_for_difference(claim: &Claim) -> bool {
    const WORDS: &str = "\
        free freed released reclaimed spread range distance jump shift step saving savings saved reduction \
        improvement difference swing gap margin too extra additional short away off another brought added took \
        put gained collected lost gone + within apart cut that's excess delta δ surplus deficit";
    let scope = &claim.check.scope;
    // In brackets, and behind `or`, a number says again what stands before it.
    let is_again = matches!(claim.word(-1), "(" | "or" | "and")
        || matches!(claim.word(-2), "or" | "(" | "and");
    let reach = if is_again { 3 * CALL } else { CALL };
    let near = claim.at.saturating_sub(reach)..claim.at + CALL + 1;
    let asks = |at: usize| {
        scope.get(at).is_some_and(|mention| match &mention.what {
            What::Cue(Cue::Above | Cue::Below) => {
                !matches!(mention.word.as_str(), "over" | "under")
            }
            What::Cue(cue) => {
                cue.direction() != 0 || *cue == Cue::Change || words::holds(WORDS, &mention.word)
            }
            _ => words::holds(WORDS, &mention.word),
        })
    };
    // `one downward shift at 12:40 of about 17.3 GB`
    let is_of_movement = || {
        scope.lead_word(claim.at) == "of"
            && scope.clause(claim.at).take_while(|at| *at < claim.at).any(|at| {
                matches!(
                    scope.what(at),
                    Some(What::Cue(Cue::Change | Cue::Rise | Cue::Fall | Cue::Spike | Cue::Dip))
                )
            })
    };
    let is_share = claim.dimension() == Some(&Dimension::Percent) && claim.word(1) == "of";
    let previous = (1..=4).find_map(|back| {
        claim.at.checked_sub(back).filter(|at| {
            matches!(scope.get(*at).map(|mention| &mention.what), Some(What::Number(_)))
        })
    });
    let is_again_by = || is_again && previous.is_some_and(|at| scope.lead_word(at) == "by");
    is_share
        || is_of_movement()
        || is_again_by()
        || claim.is_difference()
        || claim.figure.written.sign != 0 && claim.figure.per_seconds.is_none()
        || matches!(scope.lead_word(claim.at), "by" | "within")
        || (near.into_iter().any(asks) || claim.loses())
            && !matches!(scope.lead_word(claim.at), "at" | "to" | "from")
}

/// So near to a number, in mentions, a word asks for a difference.
const CALL: usize = 3;

/// Pairs of facts of the number's series that belong together.
fn fact_pairs(claim: &Claim) -> Vec<Pair> {
    let scope = &claim.check.scope;
    let speaks_of_usual = scope.has_cue(claim.at, &[Cue::Typical, Cue::Expected]);
    let is_licensed = |statistic: S| scope.is_licensed(claim.at, statistic);
    let compares_events = scope.has_word(claim.at, &ORDINALS);
    let mut pairs = Vec::new();
    for series in claim.all_subjects() {
        let levels = claim.check.quantities.levels_of(series);
        for from in levels {
            let partners: &[S] = match from.statistic {
                S::TrendFrom => &[S::TrendTo],
                S::ChangeFrom => &[S::ChangeTo],
                S::Expected => &[S::AnomalyValue],
                S::First => &[S::Last],
                // `peak to low, a factor of 39`
                S::Minimum
                    if is_licensed(S::Minimum)
                        || Form::of(claim) == Form::Ratio && is_licensed(S::Maximum) =>
                {
                    &[S::Maximum, S::Last]
                }
                S::Maximum if is_licensed(S::Maximum) => &[S::Last],
                S::Mean | S::Median if speaks_of_usual || is_licensed(from.statistic) => {
                    &[S::Maximum, S::Minimum, S::AnomalyValue, S::P95, S::P99, S::Deviation]
                }
                _ => &[],
            };
            // `2.8 seconds worse than the first`
            let is_another = |to: &Quantity| {
                compares_events
                    && to.of.event != from.of.event
                    && to.statistic == from.statistic
                    && matches!(to.statistic, S::AnomalyValue | S::ChangeTo)
            };
            let is_partner = |to: &&Quantity| {
                to.of.event == from.of.event && partners.contains(&to.statistic) || is_another(to)
            };
            let pair = |to: &Quantity| Pair {
                from: from.value,
                to: to.value,
                slack: 0.0,
                series: Some(series),
            };
            pairs.extend(levels.iter().filter(is_partner).map(pair));
        }
    }
    pairs.extend(limit_pairs(claim));
    if compares_series(claim) {
        pairs.extend(pairs_of_series(claim));
    }
    pairs
}

/// Whether the words set two series side by side: `the median of loans is 12 above that of returns`.
fn compares_series(claim: &Claim) -> bool {
    let scope = &claim.check.scope;
    let compares = scope.has_word(claim.at, &["than", "that", "those", "between"])
        || scope.has_cue(claim.at, &[Cue::Above, Cue::Below, Cue::Compared]);
    compares && (Form::of(claim) != Form::Difference || claim.is_difference())
}

/// The same statistic of two series that the sentence names, where it names the statistic as well.
fn pairs_of_series(claim: &Claim) -> Vec<Pair> {
    let scope = &claim.check.scope;
    let named = scope.names_of_sentence(claim.at);
    if !(2..=3).contains(&named.len()) {
        return Vec::new();
    }
    let statistics = [S::Mean, S::Median, S::Maximum, S::Minimum, S::First, S::Last];
    let said: Vec<S> = statistics
        .into_iter()
        .filter(|statistic| scope.is_licensed(claim.at, *statistic))
        .collect();
    let value = |series: usize, statistic: S| {
        let mut levels = claim.check.quantities.levels_of(series).iter();
        levels.find(|level| level.statistic == statistic).map(|level| level.value)
    };
    let mut pairs = Vec::new();
    for one in &named {
        for two in named.iter().filter(|two| *two != one) {
            pairs.extend(said.iter().filter_map(|statistic| {
                let (from, to) = (value(*one, *statistic)?, value(*two, *statistic)?);
                Some(Pair { from, to, slack: 0.0, series: Some(*one) })
            }));
        }
    }
    pairs
}

/// Words that tell one event of a series from another.
const ORDINALS: [&str; 13] = [
    "first", "second", "third", "fourth", "other", "former", "latter", "previous", "earlier",
    "later", "next", "another", "one",
];

/// How far the highest values are from a limit: `within 7 of the limit`, where a series that never changes is the limit.
fn limit_pairs(claim: &Claim) -> Vec<Pair> {
    let maximum = |series: usize| {
        let levels = claim.check.quantities.levels_of(series).iter();
        levels.into_iter().find(|level| level.statistic == S::Maximum).map(|level| level.value)
    };
    let all = 0..claim.facts().series.len();
    let limits: Vec<(usize, f64)> = all
        .filter(|series| claim.is_limit(*series))
        .filter_map(|limit| Some((limit, maximum(limit)?)))
        .collect();
    let of_subject = |series: &usize| {
        let others = limits.iter().filter(|(limit, _)| limit != series);
        let pair = |limit: f64| {
            Some(Pair { from: limit, to: maximum(*series)?, slack: 0.0, series: Some(*series) })
        };
        others.filter_map(|(_, limit)| pair(*limit)).collect::<Vec<_>>()
    };
    // `3.8 above the limit of 8` names the limit; whose value is meant, the words before say.
    let named = claim.check.scope.names_of_sentence(claim.at);
    let carried = claim.check.scope.carried(claim.at);
    let mut series = claim.subjects.series.clone();
    extend(&mut series, &named);
    extend(&mut series, carried);
    series.iter().flat_map(of_subject).collect()
}

/// Pairs of numbers of the same sentence or the one before, in the unit of this one.
fn text_pairs(claim: &Claim) -> Vec<Pair> {
    let scope = &claim.check.scope;
    let (start, end) = scope.sentence(claim.at);
    let start = scope.sentence_before(claim.at).map_or(start, |(before, _)| before);
    let figure = |at: usize| match &scope.get(at)?.what {
        What::Number(figure) if figure.is_value() || claim.figure.seconds_per_unit.is_some() => {
            Some(figure.as_ref())
        }
        _ => None,
    };
    let before = (start..claim.at).rev().filter_map(figure).take(NEIGHBOURS);
    let after = (claim.at + 1..end).filter_map(figure).take(NEIGHBOURS);
    let figures: Vec<&Figure> = before.chain(after).collect();
    let is_difference = Form::of(claim) == Form::Difference;
    let mut pairs = Vec::new();
    for (at, one) in figures.iter().enumerate() {
        for other in figures.iter().skip(at + 1) {
            let backwards = || factor(other.unit.as_ref(), one.unit.as_ref()).map(f64::recip);
            let Some(between) = factor(one.unit.as_ref(), other.unit.as_ref()).or_else(backwards)
            else {
                continue;
            };
            let into = if is_difference {
                match factor(other.unit.as_ref(), claim.figure.unit.as_ref()) {
                    Some(into) => into,
                    None => continue,
                }
            } else {
                1.0
            };
            let signed = |figure: &Figure| {
                if figure.written.sign < 0 { -figure.written.value } else { figure.written.value }
            };
            let rough = |figure: &Figure| match figure.hedge {
                Hedge::None => figure.written.step,
                _ => figure.written.coarse_step,
            };
            let (from, to) = (signed(one) * between * into, signed(other) * into);
            let slack = (rough(one) * between).max(rough(other)) * into * 0.5;
            pairs.push(Pair { from, to, slack, series: None });
            pairs.push(Pair { from: to, to: from, slack, series: None });
        }
    }
    pairs
}

/// Whether a number says one of its sentence again in another unit: `249.7 seconds, just over four minutes`.
fn is_conversion(claim: &Claim) -> bool {
    let (start, end) = claim.check.scope.sentence(claim.at);
    (start..end).filter(|at| *at != claim.at).any(|at| {
        let Some(What::Number(other)) = claim.check.scope.get(at).map(|mention| &mention.what)
        else {
            return false;
        };
        let (Some(one), Some(unit)) = (&claim.figure.unit, &other.unit) else { return false };
        // What is said again stands behind, or is rougher.
        if at > claim.at && claim.figure.written.digits >= other.written.digits {
            return false;
        }
        // `0.2 °C (0.36 °F)`: of temperatures and of their differences.
        if let (Some(of), Some(into)) = (Scale::of(&unit.dimension), Scale::of(&one.dimension))
            && of != into
        {
            let sign = if other.written.sign < 0 { -1.0 } else { 1.0 };
            let told = other.written.value * sign;
            return claim.is_value(1.0, of.in_other(told))
                || claim.is_value(1.0, told * of.degrees_of_other());
        }
        one.dimension == unit.dimension
            && one.factor != unit.factor
            && claim.is_value(one.factor / unit.factor, other.written.value)
    })
}

/// So many numbers before and after one are looked at.
const NEIGHBOURS: usize = 3;
