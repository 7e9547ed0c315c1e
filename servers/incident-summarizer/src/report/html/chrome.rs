//! Removes what a page marks as something around its content: by the element, the role, or a class or id in the words
//! that designers of pages use (`words/chrome.txt`). An element that holds the title or the main content is no such
//! thing whatever its class says: `layout-with-sidebar` is the class of a whole page.

use std::collections::HashMap;
use std::sync::LazyLock;

use scraper::node::Element as Tag;

use super::super::words::read;
use super::content::is_beside;
use super::tree::{Element, Node, level};

/// Removes chrome from `body`.
pub(super) fn remove(body: &mut Element<'_>) {
    let page = Page { has_anchor: has_anchor(body), words: body.size.words };
    page.prune(body, false);
}

fn has_anchor(element: &Element<'_>) -> bool {
    element.size.titles + element.size.mains > 0
}

struct Page {
    /// Whether something on the page tells where its content is.
    has_anchor: bool,
    words: usize,
}

impl Page {
    fn prune(&self, element: &mut Element<'_>, is_in_content: bool) {
        let is_in_content = is_in_content || matches!(element.name(), "article" | "main");
        element.children.retain_mut(|child| match child {
            Node::Text(_) => true,
            Node::Element(child) => {
                if self.is_chrome(child, is_in_content) {
                    return false;
                }
                self.prune(child, is_in_content);
                true
            }
        });
        drop_site_line(element);
        element.measure();
    }

    fn is_chrome(&self, element: &Element<'_>, is_in_content: bool) -> bool {
        let is_marked = match element.name() {
            "nav" | "menu" => true,
            "aside" => !is_in_content || is_beside(element) || element.own_words() < MIN_TOLD_WORDS,
            "dialog" => element.tag.attr("open").is_none(),
            "header" => return !is_in_content && !has_anchor(element) && is_site_header(element),
            "footer" => !is_stamp(element),
            "form" => element.own_words() * 2 < self.words,
            _ => false,
        } || has_chrome_role(element.tag)
            || has_chrome_name(element.tag) && !is_stamp(element)
            || is_table_of_contents(element);
        is_marked && !self.is_content(element)
    }

    /// Whether the content of the page is in `element`: its title or its main part, or, where it marks neither, most
    /// of its words.
    fn is_content(&self, element: &Element<'_>) -> bool {
        if self.has_anchor { has_anchor(element) } else { element.own_words() * 5 > self.words * 3 }
    }
}

/// What stands in the content and says more is a remark of its author: "The root cause was a full disk".
const MIN_TOLD_WORDS: usize = 5;

/// A header of the site: one with links, or without a heading. The header of an article has its title and its date.
fn is_site_header(header: &Element<'_>) -> bool {
    let has_heading = header.find(&|element| level(element.tag).is_some()).is_some();
    !has_heading || header.is_linked(50)
}

/// A line that says when: the footer of an update.
fn is_stamp(element: &Element<'_>) -> bool {
    element.size.links == 0
        && element.size.words <= 12
        && {
            let text = element.text();
            let bytes = text.as_bytes();
            bytes.windows(3).any(|window| {
            matches!(window, [before, b':', after] if before.is_ascii_digit() && after.is_ascii_digit())
        })
        }
}

/// A list of links to places in the page itself.
fn is_table_of_contents(element: &Element<'_>) -> bool {
    let is_link_elsewhere = |inner: &Element<'_>| {
        inner.name() == "a" && inner.tag.attr("href").is_some_and(|target| !target.starts_with('#'))
    };
    matches!(element.name(), "ul" | "ol" | "div")
        && element.size.links >= 3
        && element.is_linked(90)
        && element.find(&is_link_elsewhere).is_none()
}

fn has_chrome_role(tag: &Tag) -> bool {
    tag.attr("role").is_some_and(|role| {
        matches!(
            role.trim(),
            "navigation"
                | "banner"
                | "contentinfo"
                | "complementary"
                | "search"
                | "dialog"
                | "alertdialog"
                | "menu"
                | "menubar"
                | "toolbar"
                | "tooltip"
        )
    })
}

fn has_chrome_name(tag: &Tag) -> bool {
    let classes = tag.attr("class").unwrap_or_default().split_ascii_whitespace().take(MAX_NAMES);
    classes.chain(tag.attr("id")).any(is_chrome_name)
}

/// More classes than any page gives to an element; the rest is not looked at.
const MAX_NAMES: usize = 32;

/// Whether a class or an id names chrome: `cookie-banner`, `siteFooter`, `related_posts`; not `has-sidebar`.
fn is_chrome_name(name: &str) -> bool {
    let words = words(name);
    (0..words.len()).any(|position| {
        let rest = words.get(position..).unwrap_or_default();
        let is_denied = position > 0
            && words.get(position - 1).is_some_and(|before| DENIALS.contains(&before.as_str()));
        !is_denied
            && rest.first().and_then(|first| PHRASES.get(first.as_str())).is_some_and(|phrases| {
                phrases.iter().any(|more| {
                    more.len() < rest.len()
                        && more.iter().zip(rest.iter().skip(1)).all(|(more, word)| more == word)
                })
            })
    })
}

/// Words before one of chrome that make it something else: a page that has it, or a part of a box.
const DENIALS: &[&str] = &["has", "with", "no", "without", "card", "panel"];

/// For each first word of a phrase the words that follow it.
static PHRASES: LazyLock<HashMap<&str, Vec<Vec<&str>>>> = LazyLock::new(|| {
    let mut phrases: HashMap<&str, Vec<Vec<&str>>> = HashMap::new();
    for phrase in read(include_str!("words/chrome.txt")) {
        let mut words = phrase.split(' ');
        phrases.entry(words.next().unwrap_or_default()).or_default().push(words.collect());
    }
    phrases
});

/// The words of a name, in lower case: those of `relatedPosts` and `related-posts` are the same.
pub(in super::super) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for character in name.chars().take(100) {
        let is_border = !character.is_alphanumeric() || was_lower && character.is_uppercase();
        if is_border && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if let (true, Some(word)) = (character.is_alphanumeric(), words.last_mut()) {
            word.extend(character.to_lowercase());
        }
        was_lower = character.is_lowercase() || character.is_ascii_digit();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Removes the line beside a title that says whose page this is: a few words with a link to the front page.
fn drop_site_line(element: &mut Element<'_>) {
    if !element.elements().any(|child| level(child.tag) == Some(1)) {
        return;
    }
    element.children.retain(|child| {
        child.element().is_none_or(|child| {
            let is_home = |inner: &Element<'_>| {
                inner.name() == "a" && inner.tag.attr("href").is_some_and(is_front_page)
            };
            level(child.tag).is_some()
                || child.size.words > MAX_SITE_LINE_WORDS
                || child.find(&is_home).is_none()
        })
    });
}

const MAX_SITE_LINE_WORDS: usize = 20;

fn is_front_page(target: &str) -> bool {
    let path = target.split_once("://").map_or(target, |(_, rest)| {
        rest.find('/').and_then(|begin| rest.get(begin..)).unwrap_or("/")
    });
    path == "/"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_chrome_are_known_in_every_spelling() {
        for name in [
            "cookie-banner",
            "siteFooter",
            "related_posts",
            "nav",
            "col-4 sidebar",
            "Comments",
            "subscribe-modal-x1",
            "wp-block-post-navigation",
            "skip-to-content",
            "mw-editsection",
        ] {
            assert!(name.split(' ').any(is_chrome_name), "{name}");
        }
    }

    #[test]
    fn names_of_content_are_not() {
        for name in [
            "has-sidebar",
            "layout-with-toc",
            "no-footer",
            "comment-body",
            "navy",
            "header",
            "incident",
            "shared-storage",
            "update-container",
            "card-footer",
            "banner",
            "adsorption",
        ] {
            assert!(!is_chrome_name(name), "{name}");
        }
    }
}
