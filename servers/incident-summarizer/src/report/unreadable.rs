//! Why a report is not read, whatever it is written in: each in a sentence that says what to send instead.

use super::html::{MAX_ATTRIBUTES, MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS};
use super::{MAX_LINES, MAX_TEXT_BYTES};

/// Why a report is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unreadable {
    /// There is too much of it.
    #[error(
        "the page has {bytes} bytes, and {MAX_BYTES} are read; send its text, or only the part about the incident"
    )]
    TooLong {
        /// How much.
        bytes: usize,
    },
    /// It has too many elements, or so many open ones that a parser would make too many of them.
    #[error(
        "the page has more than {MAX_ELEMENTS} elements, counting tags that are repeated because they are never \
         closed; send its text, or only the part about the incident"
    )]
    TooManyElements,
    /// Its elements stand in one another too deeply.
    #[error(
        "the page has more than {MAX_DEPTH} elements inside one another; close them, or send its text"
    )]
    TooDeep,
    /// One of its tags has too many attributes.
    #[error(
        "the page has a tag with more than {MAX_ATTRIBUTES} attributes; remove them, or send its text"
    )]
    TooManyAttributes,
    /// Its style sheets ask for more than may be spent on them, so that it is not known what they hide.
    #[error(
        "the style sheets in the page are too large or too deep to tell what they hide; remove them, or send the text of \
         the page"
    )]
    TooMuchStyle,
    /// Its text is too long, whatever it is written in.
    #[error(
        "the text of the report has {bytes} bytes and the limit is {MAX_TEXT_BYTES}; send the part that matters, or several calls"
    )]
    TooMuchText {
        /// How much.
        bytes: usize,
    },
    /// Nobody waits for it any more.
    #[error("the call was cancelled")]
    Stopped,
    /// It has too many lines, whatever stands in them.
    #[error(
        "the report has {lines} lines and the limit is {MAX_LINES}; send the part that matters, or several calls"
    )]
    TooManyLines {
        /// How many that are not empty.
        lines: usize,
    },
    /// It is a feed, which tells of several incidents.
    #[error(
        "the text is a feed (RSS or Atom); send one of its entries, or the page that this leads to"
    )]
    Feed,
    /// It has markup and nothing to read.
    #[error(
        "the page shows no text: it is empty, everything on it is hidden, or a script fills it; send it as the \
         browser shows it, or its text"
    )]
    NoText,
}
