//! The style sheets that stand in a page, as far as they hide things: rules for a single class or id, or for the body,
//! outside of any condition such as `@media`. Sheets elsewhere are not fetched, and other selectors are not followed: what they
//! hide is read.

use std::collections::HashMap;

use scraper::{Html, Node};

/// The declarations for a class, an id or the body.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    declarations: HashMap<String, Vec<(String, String)>>,
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
    pub(super) fn declarations(&self, selector: &str) -> &[(String, String)] {
        self.declarations.get(selector).map_or(&[], Vec::as_slice)
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
            self.add(selectors, declarations);
            rest = after;
        }
    }
}

impl Sheet {
    /// Takes the declarations of a rule. Of each property the last one stays, so that no page makes them many.
    fn add(&mut self, selectors: &str, declarations: &str) {
        let mut of_rule: Vec<(String, String)> = Vec::new();
        each(declarations, &mut |name, value| {
            if PROPERTIES.contains(&name) && value.len() <= MAX_VALUE_BYTES {
                set(&mut of_rule, name, value);
            }
        });
        if of_rule.is_empty() {
            return;
        }
        for selector in selectors.split(',').map(str::trim).filter(|selector| is_single(selector)) {
            let all = self.declarations.entry(selector.to_owned()).or_default();
            for (name, value) in &of_rule {
                set(all, name, value);
            }
        }
    }
}

fn set(all: &mut Vec<(String, String)>, name: &str, value: &str) {
    match all.iter_mut().find(|(other, _)| other == name) {
        Some((_, other)) => value.clone_into(other),
        None => all.push((name.to_owned(), value.to_owned())),
    }
}

/// Hands over the names and values of declarations, in lower case.
pub(super) fn each(declarations: &str, act: &mut dyn FnMut(&str, &str)) {
    for declaration in declarations.split(';') {
        if let Some((name, value)) = declaration.split_once(':') {
            let value = value.trim().to_ascii_lowercase();
            let value = value.trim_end_matches("!important").trim_end();
            act(&name.trim().to_ascii_lowercase(), value);
        }
    }
}

/// The properties that may hide something.
const PROPERTIES: &[&str] = &[
    "background",
    "background-color",
    "background-image",
    "bottom",
    "clip",
    "clip-path",
    "color",
    "content-visibility",
    "display",
    "filter",
    "font-size",
    "height",
    "left",
    "margin-left",
    "margin-top",
    "max-height",
    "max-width",
    "opacity",
    "overflow",
    "position",
    "right",
    "text-indent",
    "top",
    "transform",
    "visibility",
    "width",
];

/// More than a value that hides something has; a picture may be written as one, and hides nothing.
const MAX_VALUE_BYTES: usize = 200;

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
        sheet.read("@import 'a.css'; .a, #b { display: none } /* .c {top:0} */ .d{--x:y}.a{COLOR:Red;display:block}");
        let declared = |selector: &str| {
            let all = sheet.declarations(selector).iter();
            all.map(|(name, value)| format!("{name}:{value}")).collect::<Vec<_>>().join(";")
        };
        assert_eq!(declared(".a"), "display:block;color:red");
        assert_eq!(declared("#b"), "display:none");
        assert_eq!(declared(".c"), "");
        assert_eq!(declared(".d"), "");
    }

    #[test]
    fn rules_under_a_condition_are_not() {
        let mut sheet = Sheet::default();
        sheet.read(
            "@media print { .a { display: none } .b{} } .no-js .c{display:none} .d:hover{top:0}",
        );
        assert!(sheet.is_empty());
        for broken in [".a{", "@media{", "}}}{", "/*", "@", ".a{}}.b{top:0"] {
            sheet.read(broken);
        }
    }
}
