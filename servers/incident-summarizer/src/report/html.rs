//! Reads a page of HTML: what it says about its incident as blocks, and what its own marks state.
//!
//! In the order of the work:
//!
//! - `limits`: what no report has, found by a look at the tags before they are parsed
//! - `tree`: the elements that a reader of the page sees; `hidden`, `shape`, `colors` and the folder `style` say which
//!   ones he does not
//! - `chrome`: what surrounds the content and is marked as such: navigation, cookie notices, comments, forms
//! - `content`: what surrounds the content and is not marked: columns of links, teasers, small print
//! - `blocks`: the rest as blocks; `lines` and `tables` help
//! - `markup` and `pieces`: tags that make no tree, as in Markdown, and what they hide
//! - `updates`: the time of each update of a status page beside its state
//!
//! The marks are read by [`marks`].

mod blocks;
mod chrome;
mod colors;
mod content;
mod hidden;
mod limits;
mod lines;
mod markup;
mod pieces;
mod shape;
mod style;
mod tables;
mod tags;
#[cfg(test)]
mod tests;
mod tree;
mod updates;

pub use limits::{MAX_ATTRIBUTES, MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS};

pub(super) use chrome::words;
pub(super) use markup::{Hidden, Markup, MarkupTag, decoded};
pub(super) use pieces::Pieces;
pub(super) use tree::{Element, level};

use super::document::Document;
use super::marks::{self, Marks};
use super::others;
use super::{MAX_LINES, MAX_TEXT_BYTES};

/// What a page says.
#[derive(Debug, Clone, PartialEq)]
pub struct Html {
    /// Its main content.
    pub document: Document,
    /// What it states by its marks.
    pub marks: Marks,
}

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

/// What the page `text` says.
///
/// # Errors
///
/// An [`Unreadable`] that says what to change, if it goes beyond a limit or has no text that is seen.
pub fn read(text: &str) -> Result<Html, Unreadable> {
    limits::check(text)?;
    let page = scraper::Html::parse_document(text);
    let mut body = tree::body(&page)?;
    chrome::remove(&mut body);
    content::narrow(&mut body);
    let mut document = blocks::document(&body);
    updates::bring_times_forward(&mut document);
    others::remove(&mut document);
    if document.blocks.is_empty() {
        return Err(Unreadable::NoText);
    }
    let marks = marks::of_page(&page, &body, &document);
    Ok(Html { document, marks })
}
