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
use super::unreadable::Unreadable;

/// What a page says.
#[derive(Debug, Clone, PartialEq)]
pub struct Html {
    /// Its main content.
    pub document: Document,
    /// What it states by its marks.
    pub marks: Marks,
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
