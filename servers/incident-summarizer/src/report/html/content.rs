//! Removes what surrounds the content without being marked as such. From the body downwards, the part of the page that
//! holds most of its words is followed; what stands beside it on the way goes if it is made for turning to other
//! pages (columns of links, teasers), if its heading says that it is something else, or if it is the small print of a
//! site. Inside of the content nothing is judged by its links: a report may end with many.

use super::super::characters::folded;
use super::super::words::{Words, read};
use super::tree::{Element, Node, Size, level};

/// Narrows `body` to the content.
pub(super) fn narrow(body: &mut Element<'_>) {
    peel(body);
    drop_endings(body);
}

/// Removes what stands beside the content in `element` and on the way down to it.
fn peel(element: &mut Element<'_>) {
    if is_content(element) {
        return;
    }
    let Some(way) = way(element) else { return };
    let is_on_way = element.children.get(way).and_then(Node::element).map(|child| child.size);
    let is_main = is_on_way.is_some_and(|size| size.mains > 0);
    let has_title = is_on_way.is_some_and(|size| size.titles > 0);
    let mut position = 0;
    element.children.retain_mut(|child| {
        position += 1;
        if position - 1 == way {
            if let Node::Element(child) = child {
                peel(child);
            }
            return true;
        }
        match child {
            Node::Text(text) => !is_main || text.trim().is_empty(),
            Node::Element(child) => {
                let is_kept = level(child.tag).is_some() || child.size.titles > 0 && !has_title;
                is_kept || !is_main && !is_beside(child)
            }
        }
    });
    element.measure();
}

/// Elements that hold content and nothing else.
fn is_content(element: &Element<'_>) -> bool {
    matches!(element.name(), "article" | "ul" | "ol" | "p" | "blockquote" | "dl")
        || element.tag.attr("itemprop") == Some("articleBody")
        || element.tag.attr("class").is_some_and(|classes| {
            classes.split_ascii_whitespace().any(|class| CONTENT_CLASSES.contains(&class))
        })
}

const CONTENT_CLASSES: &[&str] = &[
    "article-body",
    "article-content",
    "article__body",
    "article__content",
    "content-body",
    "entry-content",
    "markdown-body",
    "post-body",
    "post-content",
    "post__content",
    "wiki-content",
    "notion-page-content",
];

/// The child that leads to the content: the one with the main part, with most of the words, or with the title and many
/// of them.
fn way(element: &Element<'_>) -> Option<usize> {
    let own = element.own_words();
    if own == 0 {
        return None;
    }
    let is_way = |size: Size| {
        let words = size.words.saturating_sub(size.linked);
        size.mains > 0 && words * 10 >= own.min(300)
            || words * 5 >= own * 3
            || size.titles > 0 && words * 3 >= own
    };
    let candidates = element.children.iter().enumerate().filter_map(|(position, child)| {
        child.element().filter(|child| is_way(child.size)).map(|child| (position, child.size))
    });
    candidates
        .max_by_key(|(_, size)| (size.mains > 0, size.words - size.linked))
        .map(|(position, _)| position)
}

/// Whether `element`, which stands beside the content, is no part of it.
pub(super) fn is_beside(element: &Element<'_>) -> bool {
    element.size.links >= 2 && element.is_linked(50)
        || is_teasers(element)
        || has_other_heading(element)
        || is_small_print(element)
}

/// Whether it is a row of links with a few words about where each one leads.
fn is_teasers(element: &Element<'_>) -> bool {
    let mut parts = 0;
    let mut linked = 0;
    element.visit(&mut |inner| {
        let is_part = matches!(inner.name(), "li" | "article") || level(inner.tag).is_some();
        if is_part && inner.size.words > 0 {
            parts += 1;
            linked += usize::from(begins_with_link(inner));
        }
    });
    linked >= 2 && linked * 5 >= parts * 3 && element.is_linked(15)
}

/// Whether the first words of `element` are a link to another page.
fn begins_with_link(element: &Element<'_>) -> bool {
    if element.name() == "a" {
        return element.tag.attr("href").is_some_and(|target| !target.starts_with('#'));
    }
    let first = element.children.iter().find(|child| match child {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(child) => child.size.words > 0,
    });
    first.and_then(Node::element).is_some_and(begins_with_link)
}

/// Whether its first heading says that it is about other things.
fn has_other_heading(element: &Element<'_>) -> bool {
    element.find(&|inner| level(inner.tag).is_some()).is_some_and(is_other_heading)
}

fn is_other_heading(heading: &Element<'_>) -> bool {
    let text = folded(&heading.text()).to_lowercase();
    // "3 Comments", "Comments (3)", "Share this:".
    let text = text.trim_matches(|c: char| !c.is_alphabetic());
    HEADINGS.contains(&text)
}

static HEADINGS: Words = Words::new(|| read(include_str!("words/headings.txt")));

/// Whether it is the small print of a site.
fn is_small_print(element: &Element<'_>) -> bool {
    if element.size.words > MAX_SMALL_PRINT_WORDS {
        return false;
    }
    let text = folded(&element.text()).to_lowercase();
    SMALL_PRINT.iter().any(|phrase| text.contains(phrase))
}

const MAX_SMALL_PRINT_WORDS: usize = 60;

const SMALL_PRINT: &[&str] = &[
    "©",
    "(c) 20",
    "all rights reserved",
    "privacy policy",
    "terms of service",
    "terms of use",
    "use cookies",
    "uses cookies",
    "powered by",
    "subscribe to",
    "sign up for",
    "log in",
    "sign in",
    "skip to content",
    "skip to main",
    "back to top",
    "share this",
    "newsletter",
];

/// Removes, wherever it stands, a heading such as "Related posts" or "Leave a comment" with what follows it up to the
/// next heading of its level, where that is links, or nothing.
fn drop_endings(element: &mut Element<'_>) {
    let mut dropped: Option<u8> = None;
    let ends: Vec<bool> = element
        .children
        .iter()
        .enumerate()
        .map(|(position, child)| {
            let child_level = child.element().and_then(|child| level(child.tag));
            if let Some(child_level) = child_level {
                if dropped.is_some_and(|open| child_level <= open) {
                    dropped = None;
                }
                let is_other = child.element().is_some_and(is_other_heading);
                if is_other
                    && leads_elsewhere(
                        element.children.get(position + 1..).unwrap_or_default(),
                        child_level,
                    )
                {
                    dropped = Some(child_level);
                }
            }
            dropped.is_some()
        })
        .collect();
    let mut ends = ends.into_iter();
    element.children.retain_mut(|child| {
        let is_dropped = ends.next().unwrap_or(false);
        if let (false, Node::Element(child)) = (is_dropped, child) {
            drop_endings(child);
        }
        !is_dropped
    });
    element.measure();
}

/// Whether what follows a heading, up to the next one of its level, is mostly links.
fn leads_elsewhere(following: &[Node<'_>], heading_level: u8) -> bool {
    let mut size = Size::default();
    for node in following {
        match node {
            Node::Text(text) => size.words += text.split_whitespace().count(),
            Node::Element(child) => {
                if level(child.tag).is_some_and(|level| level <= heading_level) {
                    break;
                }
                size.words += child.size.words;
                size.linked += child.size.linked;
            }
        }
    }
    size.linked * 5 >= size.words * 2
}
