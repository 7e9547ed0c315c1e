//! What one series is for each of another: `0.52 kg of flour per loaf`, `waste is 5.5 % of average sales`.

use crate::series::claims::{
    context::subjects::extend, numbers::claim::Claim, reading::units::Dimension,
    values::statistics::Statistic as S,
};

/// Whether a number is a statistic of one series divided by the same of another, both of which the words name, or one
/// number next to it divided by another.
pub(in crate::series::claims::numbers) fn is_borne(claim: &Claim) -> bool {
    const WORDS: &str =
        "per each apiece head piece divided ratio proportion equal equals share corresponds";
    let scope = &claim.check.scope;
    let factor = match claim.dimension() {
        // `2.1 for every 100 sessions`, `4.6 in every thousand`
        Some(Dimension::Percent) => {
            0.01 * claim.figure.unit.as_ref().map_or(1.0, |unit| unit.factor)
        }
        // `6.7 hours per hearing`
        Some(Dimension::Time) if claim.word(1) != "per" || !scope.is_name(claim.at + 2) => {
            return false;
        }
        Some(Dimension::Points | Dimension::Deviations) => return false,
        _ => 1.0,
    };
    // `2.1 for every 100 sessions`
    let is_of_name = claim.word(1) == "of" || scope.is_name(claim.at + 1) || is_of_a_hundred(claim);
    let is_share = factor < 1.0 && is_of_name;
    if factor < 1.0 && is_of_parts(claim) {
        return true;
    }
    // `five euros a head`: one digit is enough where the words right behind it ask for a share.
    let is_each = factor == 1.0
        && (matches!(claim.word(1), "per" | "each" | "apiece")
            || claim.word(1) == "a" && matches!(claim.word(2), "head" | "piece" | "time"));
    if claim.figure.written.digits < 2 && !is_each
        || claim.figure.per_seconds.is_some()
        || !(is_share
            || claim.figure.is_ratio()
            || factor == 1.0 && (scope.has_any(claim.at, WORDS) || is_for_a_name(claim)))
    {
        return false;
    }
    is_of_told(claim, factor) || is_of_named(claim, factor, is_share)
}

/// Whether the number is a statistic of one of the series that the words name divided by the same of another.
fn is_of_named(claim: &Claim, factor: f64, is_share: bool) -> bool {
    let named = named(claim, factor);
    // The number is in the unit of what is divided.
    let is_value = |series: usize, ratio: f64| {
        let unit = if is_share { Some(factor) } else { claim.factor(series) };
        // `60 passengers per flight` of thousands of passengers.
        let scales = [1.0, claim.scale_in_name(series).unwrap_or(1.0)];
        unit.is_some_and(|unit| scales.into_iter().any(|of| claim.is_value(unit, ratio * of)))
    };
    let ratio = |above: usize, below: usize, statistic: S| {
        let quantities = &claim.check.quantities;
        let below = quantities.value_of(below, statistic).filter(|below| *below != 0.0)?;
        Some(quantities.value_of(above, statistic)? / below)
    };
    let follows = |above: usize, below: usize| {
        STATISTICS.into_iter().any(|statistic| {
            ratio(above, below, statistic).is_some_and(|ratio| is_value(above, ratio))
        })
    };
    named.iter().any(|above| named.iter().any(|below| above != below && follows(*above, *below)))
}

/// `1.4 per thousand`, `1.29 errors for every 100 requests`.
fn is_of_a_hundred(claim: &Claim) -> bool {
    (claim.at..claim.at + 5).any(|at| {
        let word = claim.check.scope.last_word(at);
        matches!(word, "100" | "hundred" | "1,000" | "1000" | "thousand")
    })
}

/// What a text divides by the same of another series.
const STATISTICS: [S; 8] =
    [S::Mean, S::Median, S::Maximum, S::Minimum, S::First, S::Last, S::ChangeFrom, S::ChangeTo];

/// Whether a number of the sentence is told for one of a series: `1,333 a van`, `0.52 kg for every loaf`.
fn is_for_a_name(claim: &Claim) -> bool {
    let scope = &claim.check.scope;
    let (start, end) = scope.sentence(claim.at);
    let is_for_one =
        |at: usize| matches!(scope.word(at), "a" | "an" | "every") && scope.is_name(at + 1);
    (start..end).filter(|at| scope.is_number(*at)).any(|at| {
        // `1,333 parcels a van`
        (at + 1..at + 4).take_while(|at| !scope.is_boundary(*at)).any(is_for_one)
    })
}

/// `11.5 of 130 daily builds failed, around 9 %`: whether a percentage is the share that two numbers of its sentence
/// tell.
fn is_of_parts(claim: &Claim) -> bool {
    let scope = &claim.check.scope;
    let (start, end) = scope.sentence(claim.at);
    let share = |at: usize| {
        let joint = at + 1 + usize::from(scope.word(at + 1) == "out");
        let whole = joint + 1 + usize::from(matches!(scope.word(joint + 1), "the" | "all" | "its"));
        let (part, whole) = (scope.figure(at)?, scope.figure(whole)?);
        (scope.word(joint) == "of" && part.is_value() && whole.unit.is_none())
            .then_some(part.written.value / whole.written.value)
    };
    (start..end).filter_map(share).any(|share| claim.is_value(0.01, share))
}

/// Whether the number is one that the text tells before or behind it, divided by another.
fn is_of_told(claim: &Claim, factor: f64) -> bool {
    let scope = &claim.check.scope;
    let (start, end) = scope.passage(claim.at);
    let values = (start..end).filter(|at| *at != claim.at).filter_map(|at| {
        let figure = scope.figure(at)?;
        (figure.is_value() && figure.per_seconds.is_none()).then_some(figure.written.value)
    });
    let values: Vec<f64> = values.take(MAX_NAMED).collect();
    values.iter().any(|above| values.iter().any(|below| claim.is_value(factor, above / below)))
}

/// The series that the words name, and those that have the unit of the number.
fn named(claim: &Claim, factor: f64) -> Vec<usize> {
    let scope = &claim.check.scope;
    let (start, end) = scope.passage(claim.at);
    let mut named = scope.names_in(start..end);
    extend(&mut named, scope.carried(claim.at));
    let has_unit = |series: &usize| {
        let unit = claim.check.quantities.unit(*series);
        factor == 1.0
            && (unit.is_some_and(|unit| claim.dimension() == Some(&unit.dimension))
                || claim.factor_of_time_in_header(*series).is_some())
    };
    let of_unit: Vec<usize> = (0..claim.facts().series.len()).filter(has_unit).collect();
    extend(&mut named, &of_unit);
    named.truncate(MAX_NAMED);
    named
}

/// So many named series are compared with one another.
const MAX_NAMED: usize = 8;
