//! A cell in quotation marks: where it ends, and whether that is certain.
//!
//! Written as it should be, a mark inside the cell is doubled and the closing one stands before a delimiter or
//! the end of a line. People and scripts forget to double (`"a "good" day",5`), and forget to close, which
//! turns all rows up to the next mark into one cell. So a lone mark that closes nothing is read as
//! text where the cell ends on the same line, and is reported wherever rows may have been swallowed.

use std::borrow::Cow;

/// What begins with a quotation mark. `end` is where the delimiter or the end of the line stands.
pub(super) enum Quoted<'t> {
    /// A cell, over `lines` ends of lines.
    Cell { text: Cow<'t, str>, end: usize, lines: usize },
    /// Two readings: a lone mark inside, and the cell does not end on its line.
    Doubtful { end: usize, lines: usize },
    /// No mark closes the cell, up to the end of the text.
    Unclosed,
}

/// The cell whose opening mark is the byte `open` of `text`.
pub(super) fn quoted(text: &str, delimiter: Option<u8>, open: usize) -> Quoted<'_> {
    let byte = |at: usize| text.as_bytes().get(at).copied();
    let (mut at, mut lines) = (open + 1, 0);
    let (mut marks, mut is_doubled, mut is_doubtful) = (1, false, false);
    loop {
        match byte(at) {
            Some(b'"') if byte(at + 1) == Some(b'"') => {
                is_doubled = true;
                marks += 2;
                at += 2;
            }
            Some(b'"') => match cell_end(text, delimiter, at + 1) {
                Some(end) if is_doubtful && lines > 0 => return Quoted::Doubtful { end, lines },
                Some(end) => {
                    let text = text.get(open + 1..at).unwrap_or_default();
                    let text =
                        if is_doubled { text.replace("\"\"", "\"").into() } else { text.into() };
                    return Quoted::Cell { text, end, lines };
                }
                None => {
                    is_doubtful = true;
                    marks += 1;
                    at += 1;
                }
            },
            // `"Good" was the word,5`: as many marks open as close on this line, so no cell goes on.
            None | Some(b'\r' | b'\n') if is_doubtful && lines == 0 && marks % 2 == 0 => {
                return Quoted::Doubtful { end: at, lines };
            }
            None => return Quoted::Unclosed,
            Some(end @ (b'\r' | b'\n')) => {
                lines += usize::from(end == b'\n' || byte(at + 1) != Some(b'\n'));
                at += 1;
            }
            Some(_) => at += 1,
        }
    }
}

/// Where the cell ends whose closing mark stands before the byte `at`, if it is a closing mark.
fn cell_end(text: &str, delimiter: Option<u8>, at: usize) -> Option<usize> {
    let end = at + blanks(text, delimiter, at);
    let next = text.as_bytes().get(end).copied();
    (matches!(next, None | Some(b'\r' | b'\n')) || next == delimiter).then_some(end)
}

/// How many blanks stand at the byte `at`; a tab is none where it is the delimiter.
pub(super) fn blanks(text: &str, delimiter: Option<u8>, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t') && Some(**byte) != delimiter;
    rest.iter().take_while(is_blank).count()
}
