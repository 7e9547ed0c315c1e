//! Whether a tag hides what follows it, in a text where tags stand between other things, as in Markdown. There is no
//! tree of elements: each tag is looked at as if it stood alone on the page.

use scraper::{ElementRef, Html};

use super::MAX_ATTRIBUTES;
use super::hidden::Surroundings;
use super::style::Styles;

/// What decides whether tags hide something.
pub(in super::super) struct Pieces {
    styles: Styles,
}

impl Default for Pieces {
    fn default() -> Self {
        Self::of("")
    }
}

impl Pieces {
    /// With the style sheets in `html`, of which only the elements called `style` matter.
    pub(in super::super) fn of(html: &str) -> Self {
        let lower = html.to_ascii_lowercase();
        let mut sheets = String::new();
        let mut end = 0;
        while let Some(found) = lower.get(end..).and_then(|rest| rest.find("<style")) {
            let begin = end + found;
            let length = lower.get(begin..).and_then(|rest| rest.find("</style"));
            end = length.map_or(html.len(), |length| begin + length);
            sheets.push_str(html.get(begin..end).unwrap_or_default());
            sheets.push_str("</style>");
        }
        Self { styles: Styles::of(&Html::parse_document(&sheets)) }
    }

    /// Whether a tag called `name` with these attributes hides what it holds. One whose styles are too much to be
    /// looked at does.
    pub(in super::super) fn hide(&self, name: &str, attributes: &str) -> bool {
        if attributes.is_empty() && self.styles.are_none() && name != "dialog" {
            return false;
        }
        if attributes.matches(['=', ' ', '\n', '/']).count() > 8 * MAX_ATTRIBUTES {
            return true;
        }
        // Outside of a table, a parser passes over its parts.
        let name = match name {
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" | "body" | "html" => "div",
            name => name,
        };
        let parsed = Html::parse_fragment(&format!("<{name} {attributes}>"));
        let element = parsed.root_element().children().find_map(ElementRef::wrap);
        element.is_some_and(|element| {
            let inside = Surroundings::default().inside(element, &self.styles);
            inside.is_none_or(|inside| inside.hide_text()) || self.styles.are_too_much()
        })
    }
}
