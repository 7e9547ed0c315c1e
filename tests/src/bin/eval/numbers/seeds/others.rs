//! A number is that of another fact of the same series, or of the same fact of another series.

use crate::numbers::seeds::{
    Change,
    known::{Atom, Known, Nature, Role},
    text::{Number, Text},
    truth::{Meaning, is_derived, meaning, written},
};

/// Numbers of other facts of the same series. Where no words say which fact the number has to be, all of them are true.
pub(crate) fn facts(known: &Known, text: &Text) -> Vec<Change> {
    replaced(known, text, |meaning, atom| {
        meaning.series.len() == 1
            && meaning.series == atom.series
            && meaning.atoms.iter().all(|mine| mine.role != atom.role)
            && meaning.atoms.iter().any(|mine| is_same_nature(mine, atom))
    })
}

/// Numbers of the same fact of other series, where the number can be about one series only.
pub(crate) fn series(known: &Known, text: &Text) -> Vec<Change> {
    replaced(known, text, |meaning, atom| {
        let is_same_role = meaning.atoms.iter().any(|mine| mine.role == atom.role);
        if atom.role == Role::Coefficient {
            return is_same_role && meaning.atoms.iter().all(|mine| mine.series != atom.series);
        }
        let [series] = meaning.series.as_slice() else { return false };
        is_same_role && atom.series.len() == 1 && !atom.series.contains(series)
    })
}

/// A level for a level, a duration for a duration: a share of missing values in the place of a correlation is no error that
/// anybody makes.
fn is_same_nature(a: &Atom, b: &Atom) -> bool {
    std::mem::discriminant(&a.nature) == std::mem::discriminant(&b.nature)
        && matches!(a.nature, Nature::Value(_) | Nature::Seconds | Nature::Deviations)
}

fn replaced(known: &Known, text: &Text, is_other: impl Fn(&Meaning, &Atom) -> bool) -> Vec<Change> {
    let mut changes = Vec::new();
    for number in text.numbers.iter().filter(|number| !number.is_word && number.beside == 0.0) {
        let Some(meaning) = meaning(known, text, number) else { continue };
        for atom in known.atoms.iter().filter(|atom| !is_derived(atom.role)) {
            if is_other(&meaning, atom)
                && let Some(change) = change(known, text, number, &meaning, atom)
            {
                changes.push(change);
            }
        }
    }
    changes
}

fn change(
    known: &Known,
    text: &Text,
    number: &Number,
    meaning: &Meaning,
    atom: &Atom,
) -> Option<Change> {
    let value = written(number, atom)?;
    let was = text.words(number.range.clone());
    let multiple = number.factor;
    let is = styled(was, value / multiple)?;
    let rounded = crate::numbers::seeds::text::value(&is)?.0 * multiple;
    let other = Number { value: rounded.copysign(number.value), ..number.clone() };
    let is_same_sign = (value < 0.0) == (number.value < 0.0);
    (is_same_sign && is != was && rounded != 0.0 && !meaning.may_be(known, &other))
        .then(|| Change::new(number.range.clone(), is))
}

/// A value in the style of a number: as many decimals, and marks between thousands where the number has them or is too short to.
pub(crate) fn styled(like: &str, value: f64) -> Option<String> {
    let value = value.abs();
    // A number of twenty digits is none that a narrative would hold.
    if !value.is_finite() || value >= 1e15 {
        return None;
    }
    let decimal_comma =
        like.rsplit_once(',').is_some_and(|(_, last)| last.len() != 3 && !like.contains('.'));
    let point = if decimal_comma { ',' } else { '.' };
    let decimals =
        if decimal_comma || like.contains('.') { like.rsplit(point).next()?.len() } else { 0 };
    let plain = format!("{value:.decimals$}");
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mark = like.chars().find(|c| !c.is_ascii_digit() && *c != point);
    let digits = like.chars().filter(char::is_ascii_digit).count() - decimals;
    let mut styled = String::new();
    for (at, digit) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if at > 0 && left.is_multiple_of(3) && (mark.is_some() || digits < 4) && !decimal_comma {
            styled.push(mark.unwrap_or(','));
        }
        styled.push(digit);
    }
    if decimals > 0 {
        styled.push(point);
        styled.push_str(fraction);
    }
    Some(styled)
}
