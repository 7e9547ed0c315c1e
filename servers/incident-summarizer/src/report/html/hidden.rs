//! Whether the text of an element is seen. A page may carry words that only a machine reads, to tell it what no reader
//! of the page has been told; these never become part of a report. What is hidden by a style sheet that is not in the
//! page cannot be known, except by the names that the usual sheets give to it.
//!
//! Some ways to hide take an element away with all that is in it: what it is placed, cut or faded by ([`shape`]).
//! Others are passed on to the elements in it, which may be seen again by a style of their own: the color and the size
//! of letters, and `visibility`.

use std::rc::Rc;

use scraper::ElementRef;
use scraper::node::Element as Tag;

use super::colors::{BLACK, CLEAR, Color, LINK, WHITE, paint};
use super::shape;
use super::style::{Declared, LETTERS, Relative, SIZES, Styles, arguments, length};

/// What a text is written on and in, as far as the page says it.
#[derive(Debug, Clone)]
pub(super) struct Surroundings {
    /// What is declared for the element.
    declared: Rc<Declared>,
    behind: Color,
    ink: Color,
    /// Whether a picture or a gradient is behind: then every color may be seen.
    is_picture: bool,
    /// Whether the letters are cut out of that picture.
    is_cut_out: bool,
    is_invisible: bool,
    /// The size of letters, in pixels.
    letters: f64,
    /// How much of it covers what is behind, from 0 to 1.
    cover: f64,
    /// Whether lines have no height.
    is_flat: bool,
    /// Whether what stands out of the element is cut off.
    clips: bool,
}

/// The smallest letters that anyone reads, in pixels.
const MIN_LETTERS: f64 = 3.0;

/// What covers less than this is not seen.
const MIN_COVER: f64 = 0.1;

impl Default for Surroundings {
    fn default() -> Self {
        Self {
            declared: Rc::default(),
            behind: WHITE,
            ink: BLACK,
            is_picture: false,
            is_cut_out: false,
            is_invisible: false,
            letters: LETTERS,
            cover: 1.0,
            is_flat: false,
            clips: false,
        }
    }
}

impl Surroundings {
    /// Those of what is in `element`; none if nothing of it is seen.
    pub(super) fn inside(&self, element: ElementRef<'_>, styles: &Styles) -> Option<Self> {
        let tag = element.value();
        if tag.attr("hidden").is_some() || is_sign(element) || is_hidden_by_class(tag) {
            return None;
        }
        let declared = styles.declared(element, &self.declared);
        let is_closed = match declared.get("display") {
            Some(display) => display == "none",
            None => {
                tag.name() == "rp"
                    || tag.attr("popover").is_some()
                    || tag.name() == "dialog" && tag.attr("open").is_none()
            }
        };
        if is_closed || shape::is_gone(&declared, self.letters) {
            return None;
        }
        let inside = self.with(tag, declared);
        (inside.cover >= MIN_COVER).then_some(inside)
    }

    /// Those in the root of a page or in its body: a page that hides all of itself shows it when its scripts have run.
    pub(super) fn on_page(&self, element: ElementRef<'_>, styles: &Styles) -> Self {
        let declared = styles.declared(element, &self.declared);
        let inside = self.with(element.value(), declared);
        Self { is_invisible: false, cover: 1.0, ..inside }
    }

    /// Whether text that stands here is not seen.
    pub(super) fn hide_text(&self) -> bool {
        let has_no_ink = if self.ink.is_clear() {
            !self.is_cut_out
        } else {
            !self.is_picture && self.ink.over(self.behind).is_like(self.behind)
        };
        self.is_invisible || self.letters < MIN_LETTERS || has_no_ink
    }

    fn with(&self, tag: &Tag, declared: Rc<Declared>) -> Self {
        let mut inside = self.clone();
        inside.draw(tag, &declared);
        if let Some(visibility) = declared.get("visibility") {
            inside.is_invisible = visibility != "visible";
        }
        inside.letters = self.letters_in(tag, &declared);
        inside.cover *= shape::cover(&declared);
        if let Some(height) = declared.get("line-height") {
            inside.is_flat = length(height, self.relative()).is_some_and(|height| height < 0.1);
        }
        inside.clips = shape::clips(&declared);
        inside.is_invisible |= inside.is_flat && (inside.clips || self.clips);
        inside.declared = declared;
        inside
    }

    /// Takes the colors of an element.
    fn draw(&mut self, tag: &Tag, declared: &Declared) {
        let attribute =
            |name| tag.attr(name).and_then(|value: &str| paint(&value.trim().to_ascii_lowercase()));
        let around = self.behind;
        let is_link = tag.name() == "a" && tag.attr("href").is_some();
        let by_tag = match tag.name() {
            "font" => attribute("color"),
            "body" => attribute("text"),
            "mark" => Some(BLACK),
            _ => is_link.then_some(LINK),
        };
        let background = declared.get("background-color").and_then(paint);
        let background = background.or_else(|| attribute("bgcolor"));
        let background = background.or((tag.name() == "mark").then_some(YELLOW));
        if let Some(color) = background {
            self.behind = color.over(self.behind);
            self.is_picture &= !color.is_opaque();
        }
        match declared.get("background-image").map(picture) {
            Some(Picture::Plain(color)) => self.behind = color.over(self.behind),
            Some(Picture::Some) => self.is_picture = true,
            Some(Picture::None) | None => {}
        }
        self.is_picture |= tag.attr("background").is_some();
        let ink = declared.get("-webkit-text-fill-color").filter(|ink| *ink != "currentcolor");
        if let Some(ink) = ink.or(declared.get("color")).and_then(paint).or(by_tag) {
            self.ink = ink;
            self.is_cut_out = false;
        }
        if declared.get("background-clip").is_some_and(|clip| clip.contains("text")) {
            // The letters take the place of the background.
            self.is_cut_out = self.is_picture;
            if self.ink.is_clear() && !self.is_picture {
                self.ink = background.unwrap_or(CLEAR);
            }
            self.behind = around;
        }
    }

    /// The size of letters in an element, in pixels.
    fn letters_in(&self, tag: &Tag, declared: &Declared) -> f64 {
        let size = declared.get("font-size");
        let named = |value| SIZES.iter().find(|(name, _)| *name == value).map(|(_, size)| *size);
        let size = match size {
            Some("smaller" | "larger") => size.and_then(named).map(|share| share * self.letters),
            Some(size) => named(size).or_else(|| length(size, self.relative())),
            None if matches!(tag.name(), "small" | "sub" | "sup") => Some(self.letters * 0.83),
            None => None,
        };
        let zoom = declared
            .get("zoom")
            .and_then(|zoom| length(zoom, Relative { letters: 1.0, whole: 1.0 }));
        size.unwrap_or(self.letters) * zoom.unwrap_or(1.0)
    }

    fn relative(&self) -> Relative {
        Relative { letters: self.letters, whole: self.letters }
    }
}

/// The yellow of a text marker.
const YELLOW: Color = Color::opaque([1.0, 1.0, 0.0]);

/// What the image behind a text comes to.
enum Picture {
    None,
    /// A gradient of a single color.
    Plain(Color),
    Some,
}

fn picture(value: &str) -> Picture {
    if value == "none" {
        return Picture::None;
    }
    let colors: Option<Vec<Color>> = if value.contains("url(") {
        None
    } else {
        let stops = value.split_once("gradient(").map(|(_, stops)| arguments(stops));
        stops.map(|stops| {
            stops
                .into_iter()
                .filter_map(|stop| paint(stop.trim_end_matches(')')).or_else(|| paint(stop)))
                .collect()
        })
    };
    match colors.as_deref() {
        Some([first, others @ ..]) if others.iter().all(|other| other.is_like(*first)) => {
            Picture::Plain(*first)
        }
        _ => Picture::Some,
    }
}

/// Whether an element is a sign for the eye, whose letters may be the name of a picture. What is kept from those who
/// listen to a page and says more is seen all the same: a page behind a dialog is marked so, too.
fn is_sign(element: ElementRef<'_>) -> bool {
    let is_marked = element.attr("aria-hidden").is_some_and(|value| value.trim() == "true");
    let words = || element.text().flat_map(str::split_whitespace);
    is_marked && words().take(MIN_TOLD_WORDS).count() < MIN_TOLD_WORDS
}

/// "Link to this heading" has four.
const MIN_TOLD_WORDS: usize = 5;

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

#[cfg(test)]
mod tests {
    use scraper::{Html, Selector};

    use super::*;

    fn is_hidden_by(attributes: &str) -> bool {
        let page = Html::parse_document(&format!("<p {attributes}>text</p>"));
        let paragraph = page.select(&Selector::parse("p").unwrap()).next().unwrap();
        let inside = Surroundings::default().inside(paragraph, &Styles::of(&page));
        inside.is_none_or(|inside| inside.hide_text())
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
