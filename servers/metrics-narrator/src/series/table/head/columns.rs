//! The names of the columns, and which of them a caller means. Unlike those of `shared::material::Table`, names that stand
//! twice are told apart: facts are about a series, and each needs a name of its own.

use std::collections::BTreeSet;

use crate::series::table::words::text;
use shared::material::{columns_named, listed, quoted, without_hidden};

/// The names in a header. A column without one is called `column 3`, and a name that stands twice is followed by the
/// number of its column, so that each can be asked for.
pub(super) fn names<'h>(header: impl Iterator<Item = &'h [u8]>) -> Vec<String> {
    let named: Vec<String> = header
        .map(|cell| without_hidden(&text(cell)).split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let mut sorted: Vec<&String> = named.iter().collect();
    sorted.sort_unstable();
    let count = |name: &String| {
        sorted.partition_point(|other| *other <= name)
            - sorted.partition_point(|other| *other < name)
    };
    let mut taken: BTreeSet<String> =
        named.iter().filter(|name| count(name) == 1).cloned().collect();
    let name = |(number, name): (usize, &String)| {
        let number = number + 1;
        let mut unique = match name.as_str() {
            "" => format!("column {number}"),
            _ if count(name) > 1 => format!("{name} (column {number})"),
            _ => return name.clone(),
        };
        // Another column may be called so in the header.
        while !taken.insert(unique.clone()) {
            unique += &format!(" (column {number})");
        }
        unique
    };
    named.iter().enumerate().map(name).collect()
}

/// The index of the only column with this name, as it is written or else without regard to case, white space, `_` and
/// `-`; `argument` holds the name.
pub(super) fn find(columns: &[String], argument: &str, name: &str) -> Result<usize, String> {
    let found = columns_named(columns, &without_hidden(name));
    match *found {
        [index] => Ok(index),
        [] => Err(format!(
            "has no column {}, which {argument} names; its columns are {}",
            quoted(name),
            listed(columns.iter().map(String::as_str))
        )),
        [first, second, ..] => Err(format!(
            "has two columns that {argument} may mean by {}, {} and {}; write the one that you mean as it stands there",
            quoted(name),
            quoted(columns.get(first).map_or("", String::as_str)),
            quoted(columns.get(second).map_or("", String::as_str))
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_without_a_name_and_with_one_that_stands_twice_can_be_asked_for() {
        let header = [" load ", "", "cpu\r", "load", "a  b"].map(str::as_bytes);
        let names = names(header.into_iter());
        assert_eq!(names, ["load (column 1)", "column 2", "cpu", "load (column 4)", "a b"]);
        assert_eq!(find(&names, "columns", "load (column 4)"), Ok(3));
        assert_eq!(find(&names, "columns", "Column_2"), Ok(1));
        assert_eq!(find(&names, "columns", " CPU "), Ok(2));
        assert_eq!(
            find(&names[1..3], "columns", "load"),
            Err("has no column \"load\", which columns names; its columns are \"column 2\", \"cpu\"".to_owned())
        );
    }

    #[test]
    fn no_two_columns_have_the_same_name() {
        for (header, expected) in [
            (["time", "", "column 2"], ["time", "column 2 (column 2)", "column 2"]),
            (
                ["v", "v", "v (column 2)"],
                ["v (column 1)", "v (column 2) (column 2)", "v (column 2)"],
            ),
        ] {
            assert_eq!(names(header.into_iter().map(str::as_bytes)), expected);
        }
    }

    #[test]
    fn a_name_holds_nothing_that_turns_the_text_after_it_around() {
        let header = ["load\u{202e}daol", "\u{2066}cpu\u{1b}[2J\u{2069}"].map(str::as_bytes);
        let names = names(header.into_iter());
        assert_eq!(names, ["loaddaol", "cpu[2J"]);
        assert_eq!(find(&names, "columns", "load\u{202e}daol"), Ok(0));
    }

    #[test]
    fn a_name_that_may_be_two_columns_is_refused_with_both() {
        let names = ["a_b", "A b"].map(str::to_owned);
        assert_eq!(find(&names, "columns", "a_b"), Ok(0));
        assert_eq!(
            find(&names, "columns", "ab"),
            Err("has two columns that columns may mean by \"ab\", \"a_b\" and \"A b\"; write the one that you \
                mean as it stands there"
                .to_owned())
        );
    }
}
