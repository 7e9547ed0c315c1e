//! Which character stands between the cells.

use super::records::Records;

/// What a table may have between its cells. In this order where several fit equally well: the later ones are more usual
/// inside of texts and numbers.
pub const DELIMITERS: [u8; 4] = [b'\t', b';', b'|', b','];

/// How many records below the header decide.
const SAMPLE: usize = 200;

/// The delimiter, none for a table of one column, and the records that it makes of `text`.
///
/// A first line that names it decides. Otherwise it is the delimiter that makes the most
/// of the first records fit the header, provided that it leaves no more of them in one piece.
pub(super) fn records(text: &str) -> (Option<u8>, Records<'_>) {
    if let Some(delimiter) = declared_delimiter(text.as_bytes()) {
        let mut records = Records::new(text, Some(delimiter));
        // The line that names it.
        records.next();
        return (Some(delimiter), records);
    }
    let mut best = (None, 0);
    for delimiter in DELIMITERS {
        if let Some(fitting) = fitting(text, delimiter)
            && (best.0.is_none() || fitting > best.1)
        {
            best = (Some(delimiter), fitting);
        }
    }
    (best.0, Records::new(text, best.0))
}

/// The delimiter that a first line like `sep=;` names, as Excel reads and writes it.
pub fn declared_delimiter(table: &[u8]) -> Option<u8> {
    let line = table.split(|byte| *byte == b'\n').next()?;
    match line.strip_suffix(b"\r").unwrap_or(line).split_at_checked(4)? {
        (key, [byte]) if key.eq_ignore_ascii_case(b"sep=") => {
            (*byte == b'\t' || (byte.is_ascii_punctuation() && *byte != b'"')).then_some(*byte)
        }
        _ => None,
    }
}

/// How many of the first records fit the header, if `delimiter` can be one.
fn fitting(text: &str, delimiter: u8) -> Option<usize> {
    let mut records = Records::new(text, Some(delimiter)).map_while(Result::ok);
    let header = records.next()?;
    if header.filled < 2 {
        return None;
    }
    let (mut fitting, mut whole) = (0, 0);
    for record in records.take(SAMPLE) {
        fitting += usize::from(record.fits(&header));
        whole += usize::from(record.width == 1);
    }
    // A single column whose name happens to hold a comma: `Comment (good, bad)`.
    (fitting >= whole).then_some(fitting)
}

#[cfg(test)]
mod tests {
    use super::{super::encoding, *};

    #[test]
    fn the_delimiter_is_the_one_under_which_the_rows_fit_the_header() {
        for (text, expected) in [
            ("a,b\n1,2", Some(',')),
            ("a;b\n1,5;2,5", Some(';')),
            ("a\tb\n1,5\t2;5", Some('\t')),
            ("a|b\n1,5|2", Some('|')),
            // More rows are whole than not.
            ("text, long;b\nc, d;2\ne;3\nf;4", Some(';')),
            ("a,b;c\n1,x\n2,y;z", Some(',')),
            // Delimiters inside quotation marks do not count.
            ("\"a;b\",c\n\"1;2\",3", Some(',')),
            // Numbers and units with a comma fit both, and the comma is the less certain one.
            ("Länge, m;Breite, m\n1,5;2,5", Some(';')),
            // Rows that do not fit do not change what the delimiter is.
            ("a,b\n1,2,3\n4,5,6", Some(',')),
            ("a,b,c\n1,2\n3,4,5", Some(',')),
            // One column, whatever its texts hold.
            ("text\nHello, world\nI like it, really, yes", None),
            ("Comment (good, bad)\nfine\nwell, yes\nno", None),
            ("\"a,b\"\n1", None),
            ("text\nfine", None),
            ("", None),
        ] {
            assert_eq!(records(text).0.map(char::from), expected, "{text:?}");
        }
    }

    #[test]
    fn a_first_line_that_names_the_delimiter_decides_and_is_no_header() {
        let first = |text: &str| {
            let (text, _) = encoding::decoded(text.as_bytes()).unwrap();
            let (delimiter, mut records) = records(&text);
            let record = records.next().and_then(Result::ok).unwrap();
            (delimiter.map(char::from), record.lines.0, record.cells.join(" / "))
        };
        for (text, expected) in [
            ("sep=;\na,b;c,d\n1,2;3,4", (Some(';'), 2, "a,b / c,d")),
            ("SEP=,\r\na,b;c\n1;2", (Some(','), 2, "a / b;c")),
            ("sep=\t\ra\tb", (Some('\t'), 2, "a / b")),
            ("sep=^\na^b", (Some('^'), 2, "a / b")),
            ("sep=\"\na,b\n1,2", (None, 1, "sep=\"")),
            ("sep=ab\n1", (None, 1, "sep=ab")),
        ] {
            let (delimiter, line, cells) = expected;
            assert_eq!(first(text), (delimiter, line, cells.to_owned()), "{text:?}");
        }
    }
}
