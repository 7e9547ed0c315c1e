//! The style sheets that stand in a page, as far as they hide things: rules for a single class or id, or for the body,
//! outside of any condition such as `@media`. Sheets elsewhere are not fetched, and other selectors are not followed: what they
//! hide is read.

use std::collections::HashMap;

use scraper::{Html, Node};

/// The declarations for a class, an id or the body.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    declarations: HashMap<String, String>,
}

impl Sheet {
    /// The style sheets of `page`.
    pub(super) fn of(page: &Html) -> Self {
        let mut sheet = Self::default();
        for node in page.tree.nodes() {
            let is_style =
                matches!(node.value(), Node::Element(element) if element.name() == "style");
            if is_style {
                let css: String = node
                    .children()
                    .filter_map(|child| child.value().as_text().map(|text| &*text.text))
                    .collect();
                sheet.read(&css);
            }
        }
        sheet
    }

    /// What is declared for elements of a class (`.name`), for the one with an id (`#name`), or for `body`.
    pub(super) fn declarations(&self, selector: &str) -> &str {
        self.declarations.get(selector).map_or("", String::as_str)
    }

    /// Whether nothing is declared.
    pub(super) fn is_empty(&self) -> bool {
        self.declarations.is_empty()
    }

    fn read(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some((selectors, after)) = rest.split_once('{') {
            // What precedes may be statements such as `@import "…";`.
            let selectors = selectors.rsplit(';').next().unwrap_or_default().trim();
            if selectors.starts_with('@') {
                rest = after_block(after);
                continue;
            }
            let Some((declarations, after)) = after.split_once('}') else { return };
            for selector in selectors.split(',').map(str::trim) {
                if is_single(selector) {
                    let all = self.declarations.entry(selector.to_owned()).or_default();
                    all.push(';');
                    all.push_str(declarations);
                }
            }
            rest = after;
        }
    }
}

/// A class or an id, and nothing else; or the body, which says what the whole page is written on.
fn is_single(selector: &str) -> bool {
    selector == "body"
        || selector.strip_prefix(['.', '#']).is_some_and(|name| {
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
        })
}

fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// What follows the block that is open at the beginning of `css`.
fn after_block(css: &str) -> &str {
    let mut open = 1usize;
    for (position, character) in css.char_indices() {
        match character {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return css.get(position + 1..).unwrap_or_default();
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_for_a_single_class_or_id_are_read() {
        let mut sheet = Sheet::default();
        sheet.read("@import 'a.css'; .a, #b { display: none } /* .c {x} */ .d{color:red}.a{x:y}");
        assert_eq!(sheet.declarations(".a"), "; display: none ;x:y");
        assert_eq!(sheet.declarations("#b"), "; display: none ");
        assert_eq!(sheet.declarations(".c"), "");
        assert_eq!(sheet.declarations(".d"), ";color:red");
    }

    #[test]
    fn rules_under_a_condition_are_not() {
        let mut sheet = Sheet::default();
        sheet.read(
            "@media print { .a { display: none } .b{} } .no-js .c{display:none} .d:hover{x:y}",
        );
        assert!(sheet.is_empty());
        for broken in [".a{", "@media{", "}}}{", "/*", "@", ".a{}}.b{x:y"] {
            sheet.read(broken);
        }
    }
}
