//! Whether the text of an element is seen. A page may carry words that only a machine reads, to tell it what no reader
//! of the page has been told; these never become part of a report. What is hidden by a style sheet that is not in the
//! page cannot be known, except by the names that the usual sheets give to it.

use scraper::node::Element as Tag;

use super::colors::{BLACK, Color, Paint, WHITE, paint};
use super::sheet::{self, Sheet};

/// What a text is written on and in, as far as the page says it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Backdrop {
    behind: Color,
    ink: Color,
    /// Whether a picture or a gradient is behind: then every color may be seen.
    is_picture: bool,
}

impl Default for Backdrop {
    fn default() -> Self {
        Self { behind: WHITE, ink: BLACK, is_picture: false }
    }
}

impl Backdrop {
    /// That of the content of `tag`.
    pub(super) fn behind(mut self, tag: &Tag, sheet: &Sheet) -> Self {
        let color = |name| tag.attr(name).and_then(paint);
        if let Some(Paint::Solid(color)) = color("bgcolor") {
            self.behind = color;
        }
        if let ("font", Some(Paint::Solid(color))) = (tag.name(), color("color")) {
            self.ink = color;
        }
        each_declaration(tag, sheet, &mut |name, value| self.apply(name, value));
        self
    }

    fn apply(&mut self, name: &str, value: &str) {
        match name {
            "background" | "background-color" | "background-image" => {
                if value.contains("gradient(") || value.contains("url(") {
                    self.is_picture = true;
                } else if let Some(Paint::Solid(color)) =
                    paint(value).or_else(|| value.split_whitespace().find_map(paint))
                {
                    self.behind = color;
                    self.is_picture = false;
                }
            }
            "color" | "-webkit-text-fill-color" => match paint(value) {
                Some(Paint::Solid(color)) => self.ink = color,
                Some(Paint::Clear) => self.ink = self.behind,
                None => {}
            },
            _ => {}
        }
    }
}

/// Whether what `tag` holds is hidden from one who looks at the page.
pub(super) fn is_hidden(tag: &Tag, around: Backdrop, sheet: &Sheet) -> bool {
    if tag.attr("hidden").is_some()
        || tag.attr("aria-hidden").is_some_and(|value| value.trim() == "true")
    {
        return true;
    }
    if is_hidden_by_class(tag) {
        return true;
    }
    let mut look = Look::default();
    each_declaration(tag, sheet, &mut |name, value| look.apply(name, value));
    let backdrop = around.behind(tag, sheet);
    look.is_hidden() || !backdrop.is_picture && backdrop.ink.is_like(backdrop.behind)
}

/// The classes by which the common style sheets hide things from the eye. One that comes with another class that
/// shows the element on wide screens (`hidden md:block`) hides nothing.
fn is_hidden_by_class(tag: &Tag) -> bool {
    let Some(classes) = tag.attr("class") else { return false };
    let is_one =
        |names: &[&str]| classes.split_ascii_whitespace().any(|class| names.contains(&class));
    let is_shown_again = classes.split_ascii_whitespace().any(|class| {
        class.contains(":block")
            || class.contains(":flex")
            || class.contains(":inline")
            || class.contains(":grid")
            || class.contains(":table")
            || class.starts_with("d-") && class.matches('-').count() > 1
    });
    is_one(HIDING_CLASSES) && !is_shown_again
}

const HIDING_CLASSES: &[&str] = &[
    "hidden",
    "hide",
    "is-hidden",
    "d-none",
    "display-none",
    "invisible",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screen-reader-only",
    "show-for-sr",
    "a11y-hidden",
];

/// What declarations make of an element.
#[derive(Debug, Default)]
struct Look {
    is_not_displayed: bool,
    is_invisible: bool,
    is_clear: bool,
    is_tiny: bool,
    is_placed: bool,
    is_moved: bool,
    is_cut: bool,
    has_no_extent: bool,
    clips: bool,
}

impl Look {
    fn is_hidden(&self) -> bool {
        self.is_not_displayed
            || self.is_invisible
            || self.is_clear
            || self.is_tiny
            || self.is_placed && self.is_moved
            || self.is_cut
            || self.has_no_extent && self.clips
    }

    /// The last declaration of a property wins.
    fn apply(&mut self, name: &str, value: &str) {
        match name {
            "display" => self.is_not_displayed = value == "none",
            "visibility" => self.is_invisible = matches!(value, "hidden" | "collapse"),
            "content-visibility" => self.is_invisible = value == "hidden",
            "mso-hide" => self.is_not_displayed = value == "all",
            "opacity" => self.is_clear = number(value).is_some_and(|share| share < 0.1),
            "filter" => self.is_clear = value.contains("opacity(0"),
            "font-size" => self.is_tiny = number(value).is_some_and(|size| is_tiny(size, value)),
            "position" => self.is_placed = matches!(value, "absolute" | "fixed" | "relative"),
            "left" | "top" | "right" | "bottom" | "margin-left" | "margin-top" => {
                self.is_moved |= is_far(value);
                self.is_placed |= name.starts_with("margin");
            }
            "text-indent" => self.is_cut |= is_far(value),
            "transform" | "translate" | "scale" => {
                self.is_cut |= value.contains("scale(0") && !value.contains("scale(0.")
                    || value.split(['(', ',', ')', ' ']).any(is_far)
                    || name == "scale" && number(value) == Some(0.0);
            }
            "clip" | "clip-path" => self.is_cut |= is_cut(value),
            "width" | "height" | "max-width" | "max-height" => {
                self.has_no_extent |= number(value).is_some_and(|extent| extent.abs() <= 1.0)
                    && !value.ends_with(['m', '%']);
            }
            "overflow" | "overflow-x" | "overflow-y" => {
                self.clips = matches!(value, "hidden" | "clip");
            }
            _ => {}
        }
    }
}

fn is_tiny(size: f64, value: &str) -> bool {
    let least = if value.ends_with('m') {
        0.1
    } else if value.ends_with('%') {
        10.0
    } else {
        1.0
    };
    size <= least
}

/// Whether a length leads off the page: no layout moves something that is seen by more than a screen.
fn is_far(value: &str) -> bool {
    let Some(length) = number(value) else { return false };
    let pixels = match value.trim_start_matches(|c: char| !c.is_ascii_alphabetic() && c != '%') {
        "em" | "rem" => length * 16.0,
        "%" | "vw" | "vh" => length * 10.0,
        "in" => length * 96.0,
        "cm" => length * 38.0,
        _ => length,
    };
    pixels.abs() >= 900.0 && !(0.0..=5000.0).contains(&pixels)
}

/// Whether nothing is left of an element that is clipped.
fn is_cut(value: &str) -> bool {
    let Some((shape, arguments)) = value.split_once('(') else { return false };
    let mut numbers =
        arguments.trim_end_matches(')').split([' ', ',']).filter_map(number).peekable();
    match shape {
        "rect" => numbers.peek().is_some() && numbers.all(|length| length.abs() <= 1.0),
        "inset" => numbers.next().is_some_and(|length| length >= 50.0),
        "circle" | "ellipse" => numbers.next() == Some(0.0),
        _ => false,
    }
}

/// The number that a value begins with; a percentage of an opacity counts as its share.
fn number(value: &str) -> Option<f64> {
    let end = value.trim_start_matches(|c: char| c.is_ascii_digit() || "+-.".contains(c)).len();
    value.get(..value.len() - end)?.parse().ok()
}

/// Hands over each declaration that holds for `tag`: first those of its classes and its id, then its own.
fn each_declaration(tag: &Tag, sheet: &Sheet, act: &mut dyn FnMut(&str, &str)) {
    if !sheet.is_empty() {
        let classes = tag.classes().map(|class| format!(".{class}"));
        let names = classes.chain(tag.id().map(|id| format!("#{id}")));
        let names = names.chain((tag.name() == "body").then(|| "body".to_owned()));
        for name in names {
            for (name, value) in sheet.declarations(&name) {
                act(name, value);
            }
        }
    }
    sheet::each(tag.attr("style").unwrap_or_default(), act);
}

#[cfg(test)]
mod tests {
    use scraper::{Html, Selector};

    use super::*;

    fn is_hidden_by(attributes: &str) -> bool {
        let page = Html::parse_document(&format!("<p {attributes}>text</p>"));
        let paragraph = page.select(&Selector::parse("p").unwrap()).next().unwrap();
        is_hidden(paragraph.value(), Backdrop::default(), &Sheet::of(&page))
    }

    #[test]
    fn what_no_one_sees_is_hidden() {
        for attributes in [
            "hidden",
            "aria-hidden=true",
            "class=\"note sr-only\"",
            "style='display:none'",
            "style='DISPLAY : None !important'",
            "style='visibility: hidden'",
            "style='opacity:0'",
            "style='opacity:.01;color:red'",
            "style='font-size:0'",
            "style='font-size: 1px'",
            "style='color:#fff'",
            "style='color: rgb(255,255,255)'",
            "style='color:white;background:white'",
            "style='background-color:#222;color:rgb(34 34 34)'",
            "style='color:transparent'",
            "style='position:absolute;left:-9999px'",
            "style='position:fixed; top: -200em'",
            "style='margin-left:-5000px'",
            "style='text-indent:-9999px'",
            "style='transform: translateX(-9999px)'",
            "style='transform:scale(0)'",
            "style='clip: rect(0 0 0 0)'",
            "style='clip-path: inset(50%)'",
            "style='height:0;overflow:hidden'",
            "style='max-height: 0px; overflow: hidden'",
        ] {
            assert!(is_hidden_by(attributes), "{attributes}");
        }
    }

    #[test]
    fn what_is_seen_is_not() {
        for attributes in [
            "",
            "aria-hidden=false",
            "class='hidden md:block'",
            "class='hidden-gem'",
            "style='display:block'",
            "style='display:none;display:block'",
            "style='opacity:0.9'",
            "style='font-size:12px'",
            "style='font-size:0.9em'",
            "style='color:#fff;background:#c00'",
            "style='color:white;background:linear-gradient(red, blue)'",
            "style='position:absolute;left:-5px'",
            "style='margin-left:-30px'",
            "style='transform:scale(0.9)'",
            "style='width:100%;height:0'",
        ] {
            assert!(!is_hidden_by(attributes), "{attributes}");
        }
    }
}
