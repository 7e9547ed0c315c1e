//! The names of the columns, and which of them a caller means.

use crate::{
    hidden::shows_nothing,
    text::{listed, quoted},
};

/// The names in a header. Names may stand twice: this is a fault of the table only for who asks for such a column.
pub(super) fn names<'h>(header: impl Iterator<Item = &'h str>) -> Vec<String> {
    let name = |(cell, number): (&str, usize)| match cell.trim() {
        "" => format!("column {number}"),
        name => name.to_owned(),
    };
    header.zip(1..).map(name).collect()
}

/// See [`super::Table::column`].
pub(super) fn column(
    columns: &[String],
    argument: &str,
    named: Option<&str>,
    usual: &[&str],
) -> Result<Option<usize>, String> {
    let Some(named) = named else {
        let found = usual.iter().find_map(|name| found(columns, argument, name).transpose());
        return found.transpose();
    };
    match found(columns, argument, named)? {
        Some(index) => Ok(Some(index)),
        None => Err(format!(
            "{argument} {} is no column of the table; its columns are {}",
            quoted(named),
            listed(columns)
        )),
    }
}

/// The only column of this name, as it is written or else folded.
fn found(columns: &[String], argument: &str, name: &str) -> Result<Option<usize>, String> {
    let found = columns_named(columns, name);
    match *found {
        [] => Ok(None),
        [index] => Ok(Some(index)),
        [first, second, ..] => Err(format!(
            "{argument} {} may be column {} or column {} of the table; give them names that differ",
            quoted(name),
            first + 1,
            second + 1
        )),
    }
}

/// The indices of the columns that `name` may mean: those of this name as it is written or else, without regard to
/// case, white space, `_`, `-` and what shows nothing, those that are called alike.
pub fn columns_named(columns: &[String], name: &str) -> Vec<usize> {
    let indices = |is_meant: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let meant = columns.iter().enumerate().filter(|(_, column)| is_meant(column));
        meant.map(|(index, _)| index).collect()
    };
    let found = indices(&|column| column == name.trim());
    let wanted = folded(name);
    if found.is_empty() && !wanted.is_empty() {
        return indices(&|column| folded(column) == wanted);
    }
    found
}

fn folded(name: &str) -> String {
    name.chars()
        .filter(|character| {
            !character.is_whitespace()
                && !matches!(character, '_' | '-')
                && !shows_nothing(*character)
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_and_a_column_without_one_is_called_by_its_number() {
        let header = [" id ", "", "Text\n", " "];
        assert_eq!(names(header.into_iter()), ["id", "column 2", "Text", "column 4"]);
    }

    #[test]
    fn a_column_is_found_as_it_is_written_or_else_folded() {
        let columns = ["Review Text", "review_text", "Über-Titel", "column 4", "a", "a", "-"]
            .map(str::to_owned);
        for (named, usual, expected) in [
            (Some("review_text"), &[][..], Ok(Some(1))),
            (Some(" Review Text "), &[], Ok(Some(0))),
            (Some("ÜBERTITEL"), &[], Ok(Some(2))),
            (Some("Column_4"), &[], Ok(Some(3))),
            (Some("-"), &[], Ok(Some(6))),
            (None, &["text", "uebertitel", "über titel", "a"], Ok(Some(2))),
            (None, &["text"], Ok(None)),
            (None, &[], Ok(None)),
            // The caller's own word counts, even where a usual one would be found.
            (Some("title"), &["über titel"], Err("is no column")),
            (Some(""), &[], Err("is no column")),
            (Some("_"), &[], Err("is no column")),
            (Some("reviewtext"), &[], Err("may be column 1 or column 2")),
            (Some("a"), &[], Err("may be column 5 or column 6")),
            (None, &["text", "A"], Err("may be column 5 or column 6")),
        ] {
            let found = column(&columns, "text_column", named, usual);
            match expected {
                Ok(expected) => assert_eq!(found, Ok(expected), "{named:?} {usual:?}"),
                Err(part) => assert!(
                    found.as_ref().is_err_and(|why| why.contains(part)),
                    "{named:?} {found:?}"
                ),
            }
        }
    }

    #[test]
    fn a_column_that_is_not_there_is_refused_with_those_that_are() {
        let refusal =
            |columns: &[String]| column(columns, "text_column", Some("body"), &[]).unwrap_err();
        assert_eq!(
            refusal(&["id".to_owned(), "the \"text\"".to_owned()]),
            "text_column \"body\" is no column of the table; its columns are \"id\", \"the \\\"text\\\"\""
        );
        let many: Vec<_> = (1..=42).map(|number| number.to_string()).collect();
        assert!(refusal(&many).ends_with("\"39\", \"40\" and 2 more"), "{}", refusal(&many));
    }
}
