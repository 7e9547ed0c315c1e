//! Where the numbers of a column are missing: the stretches of rows that are no chance and not what the column does all
//! the time, such as each night.

use std::ops::Range;

/// A stretch that chance makes this often is none to tell of.
const CHANCE: f64 = 0.01;

/// Of so many other stretches that are at least half as long, one is as usual as the others.
const USUAL_STRETCHES: usize = 3;

/// The longest stretch of rows whose `values` are missing, if it stands out.
pub(super) fn longest(values: &[f64]) -> Option<Range<usize>> {
    let all = stretches(values);
    // The first of those that are equally long.
    let longest = all.iter().rev().max_by_key(|stretch| stretch.len())?;
    stands_out(longest, &all, values.len(), values.len()).then(|| longest.clone())
}

/// The first of the rows at the end whose `values` are missing, if these stand out.
pub(super) fn at_the_end(values: &[f64]) -> Option<usize> {
    let all = stretches(values);
    let last = all.last().filter(|stretch| stretch.end == values.len())?;
    stands_out(last, &all, values.len(), 1).then_some(last.start)
}

/// The rows next to each other that have no value. A column that has none at all has no stretch of them.
fn stretches(values: &[f64]) -> Vec<Range<usize>> {
    let mut row = 0;
    let runs = values.chunk_by(|one, next| one.is_nan() == next.is_nan()).filter_map(|run| {
        let stretch = row..row + run.len();
        row = stretch.end;
        (run.first().is_some_and(|value| value.is_nan())).then_some(stretch)
    });
    runs.filter(|stretch| stretch.len() < values.len()).collect()
}

/// Whether a stretch is longer than chance would make one, of so many missing values, in one of so many places.
fn stands_out(stretch: &Range<usize>, all: &[Range<usize>], rows: usize, places: usize) -> bool {
    let missing: usize = all.iter().map(Range::len).sum();
    let share = missing as f64 / rows as f64;
    let chance = places as f64 * share.powf(stretch.len() as f64);
    let alike = all.iter().filter(|other| 2 * other.len() >= stretch.len()).count();
    stretch.len() > 1 && chance < CHANCE && alike <= USUAL_STRETCHES
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers where the text has points, and none elsewhere.
    fn values(text: &str) -> Vec<f64> {
        text.chars().map(|sign| if sign == '.' { 1.0 } else { f64::NAN }).collect()
    }

    #[test]
    fn what_is_missing_in_a_row_is_told_where_it_is_no_chance() {
        let quiet = ".".repeat(100);
        let nights = "......--".repeat(20);
        for (text, expected, end) in [
            (quiet.clone(), None, None),
            (format!("{quiet}-----"), Some(100..105), Some(100)),
            (format!("-----{quiet}"), Some(0..5), None),
            (format!("{quiet}-----{quiet}"), Some(100..105), None),
            (format!("{quiet}-----{quiet}----"), Some(100..105), Some(205)),
            // Single cells are told by their number alone.
            (format!("{quiet}-{quiet}-"), None, None),
            (nights.clone(), None, None),
            (format!("{nights}{nights}--------"), Some(318..328), Some(318)),
            ("-".repeat(50), None, None),
            (String::new(), None, None),
        ] {
            let values = values(&text);
            assert_eq!((longest(&values), at_the_end(&values)), (expected, end), "{text}");
        }
    }
}
