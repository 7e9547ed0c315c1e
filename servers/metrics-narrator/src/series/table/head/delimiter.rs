//! Which character stands between the cells. Unlike `shared::material::Table`, which takes any table of texts, this refuses
//! what can be no table of metrics: a single column, and a title above the header.

use shared::material::{DELIMITERS, declared_delimiter};

use super::{filled, first_records};

/// The delimiter of the table in `head`, and the byte at which its header begins.
///
/// A first line that names it decides. Otherwise it is the delimiter that gives the most of
/// the first rows as many cells as the header has.
pub(super) fn find(head: &[u8], is_whole: bool) -> Result<(u8, usize), String> {
    if let Some(delimiter) = declared_delimiter(head)
        && let Some(end) = head.iter().position(|byte| *byte == b'\n')
    {
        return Ok((delimiter, end + 1));
    }
    let mut best = None;
    let mut title = None;
    for delimiter in DELIMITERS {
        let records = first_records(head, is_whole, delimiter);
        let Some((header, rows)) = records.split_first() else { continue };
        let width = filled(header);
        let fitting =
            rows.iter().filter(|row| row.len() == header.len() || filled(row) == width).count();
        // A name may be missing in the header: `time,`.
        let is_as_wide = header.len() > 1 && rows.iter().any(|row| row.len() == header.len());
        if width > 1 || is_as_wide {
            if best.is_none_or(|(_, most)| fitting > most) {
                best = Some((delimiter, fitting));
            }
        } else if let [.., last] = rows
            && filled(last) > 1
        {
            title = title.or(Some(filled(last)));
        }
    }
    match (best, title) {
        (Some((delimiter, fitting)), _) if fitting > 0 => Ok((delimiter, 0)),
        (_, Some(columns)) => Err(format!(
            "has one cell in its first line and {columns} in later ones; remove what stands above the header"
        )),
        // What is wrong is said about its rows.
        (Some((delimiter, _)), None) => Ok((delimiter, 0)),
        // So is it where there are none.
        (None, None) if first_records(head, is_whole, b',').is_empty() => Ok((b',', 0)),
        (None, None) => Err(
            "has a single column; it needs one with times and at least one with numbers, with commas, semicolons or \
             tabs between them"
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_under_which_the_rows_fit_the_header() {
        for (text, expected) in [
            ("a,b\n1,2", b','),
            ("a;b\n1,5;2,5", b';'),
            ("a\tb\n1,5\t2;5", b'\t'),
            ("a|b\n1,5|2", b'|'),
            ("\"a;b\",c\n\"1;2\",3", b','),
            ("Length, m;Width, m\n1,5;2,5", b';'),
            ("a,b;c\n1,2", b','),
            ("a,b\n1,2,3", b','),
            ("a,b", b','),
            ("time,\n1,2", b','),
            ("\n \na;b\n1;2", b';'),
        ] {
            assert_eq!(find(text.as_bytes(), true), Ok((expected, 0)), "{text:?}");
        }
        assert_eq!(find(b"sep=^\r\na^b\n1^2", true), Ok((b'^', 7)));
    }

    #[test]
    fn a_title_above_the_header_and_a_table_of_one_column_are_refused() {
        for (text, part) in [
            ("Report\na,b\n1,2", "one cell in its first line and 2 in later ones"),
            ("Report, May\na;b;c\n1;2;3\n4;5;6", "one cell in its first line and 3 in later ones"),
            ("a\n1\n2", "has a single column"),
        ] {
            let refusal = find(text.as_bytes(), true).unwrap_err();
            assert!(refusal.contains(part), "{text:?}: {refusal}");
        }
    }
}
