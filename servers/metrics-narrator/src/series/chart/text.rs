//! Text: the typeface, how wide a text is in it, and what happens to characters it lacks.
//!
//! The typeface is Inter in two weights, cut down to Latin, Greek and Cyrillic letters and common signs; `font/` holds
//! it with its license. Letters are set one after another by their advance widths: names and numbers need no more.

use tiny_skia::{Path, PathBuilder};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

use super::{
    geometry::{Point, Rectangle},
    palette::Ink,
};

const REGULAR: &[u8] = include_bytes!("font/Inter-Regular.otf");
const SEMI_BOLD: &[u8] = include_bytes!("font/Inter-SemiBold.otf");

/// Stands for a character that the typeface lacks.
const LACKING: char = '□';
/// Stands for what is left out of a text.
const ELLIPSIS: char = '…';
/// Longer names cannot be shown whole at any size, and need not be measured whole.
const MAX_CHARACTERS: usize = 200;

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) weight: Weight,
    /// The size of the type in pixels; a line is a fifth higher.
    pub(super) size: f32,
    pub(super) ink: Ink,
}

/// How strong letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    SemiBold,
}

/// A text at its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Text {
    pub(super) content: String,
    pub(super) style: Style,
    /// From the top of the tallest letter to the bottom of the lowest one.
    pub(super) area: Rectangle,
}

/// Which part of a text stands at the place it is set at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alignment {
    Left,
    Center,
    Right,
}

/// The typeface in its weights.
pub(super) struct Typeface {
    regular: Face<'static>,
    semi_bold: Face<'static>,
}

impl Typeface {
    pub(super) fn embedded() -> Self {
        let face = |bytes| Face::parse(bytes, 0).expect("the fonts in `font/` are whole");
        Self { regular: face(REGULAR), semi_bold: face(SEMI_BOLD) }
    }

    /// A text whose middle is at the height of `place`.
    pub(super) fn text(
        &self,
        content: &str,
        style: Style,
        alignment: Alignment,
        place: Point,
    ) -> Text {
        let content = self.shown(content);
        let width = self.width(&content, style);
        let left = match alignment {
            Alignment::Left => place.x,
            Alignment::Center => place.x - width / 2.0,
            Alignment::Right => place.x - width,
        };
        let top = place.y - self.line_height(style) / 2.0;
        let area =
            Rectangle { left, top, right: left + width, bottom: top + self.line_height(style) };
        Text { content, style, area }
    }

    /// `content`, with an ellipsis for its middle if it is wider than `max_px`: long names differ at their end, where
    /// the unit is too.
    pub(super) fn fitting(&self, content: &str, style: Style, max_px: f32) -> String {
        let shown = self.shown(content);
        if self.width(&shown, style) <= max_px {
            return shown;
        }
        let room = max_px - self.width("…", style);
        let within = |room: f32| {
            let mut left = room;
            move |character: &char| {
                left -= self.advance(*character, style);
                left >= 0.0
            }
        };
        let end: String = shown.chars().rev().take_while(within(room / 2.0)).collect();
        let end: String = end.chars().rev().collect();
        let rest = room - self.width(&end, style);
        let start: String = shown.chars().take_while(within(rest)).collect();
        let is_cut = [' ', ELLIPSIS];
        format!("{}{ELLIPSIS}{}", start.trim_end_matches(is_cut), end.trim_start_matches(is_cut))
    }

    pub(super) fn line_height(&self, style: Style) -> f32 {
        let face = self.face(style.weight);
        f32::from(face.ascender() - face.descender()) * self.scale(style)
    }

    /// The outlines of all letters.
    pub(super) fn outline(&self, text: &Text) -> Option<Path> {
        let face = self.face(text.style.weight);
        let scale = self.scale(text.style);
        let mut outline = Outline {
            path: PathBuilder::new(),
            scale,
            origin: Point {
                x: text.area.left,
                y: text.area.top + f32::from(face.ascender()) * scale,
            },
        };
        for character in text.content.chars() {
            face.outline_glyph(glyph(face, character), &mut outline);
            outline.origin.x += self.advance(character, text.style);
        }
        outline.path.finish()
    }

    fn width(&self, content: &str, style: Style) -> f32 {
        content.chars().map(|character| self.advance(character, style)).sum()
    }

    fn advance(&self, character: char, style: Style) -> f32 {
        let face = self.face(style.weight);
        f32::from(face.glyph_hor_advance(glyph(face, character)).unwrap_or(0)) * self.scale(style)
    }

    fn scale(&self, style: Style) -> f32 {
        style.size / f32::from(self.face(style.weight).units_per_em())
    }

    fn face(&self, weight: Weight) -> &Face<'static> {
        match weight {
            Weight::Regular => &self.regular,
            Weight::SemiBold => &self.semi_bold,
        }
    }

    /// `content` in characters of the typeface: white space is a space, and what is lacking a box.
    fn shown(&self, content: &str) -> String {
        let known = |character: char| match character {
            character if character.is_whitespace() => ' ',
            character if self.regular.glyph_index(character).is_some() => character,
            _ => LACKING,
        };
        if content.chars().nth(MAX_CHARACTERS).is_none() {
            return content.chars().map(known).collect();
        }
        let half = MAX_CHARACTERS / 2;
        let end: Vec<char> = content.chars().rev().take(half).map(known).collect();
        let start = content.chars().take(half).map(known);
        start.chain([ELLIPSIS]).chain(end.into_iter().rev()).collect()
    }
}

fn glyph(face: &Face<'_>, character: char) -> GlyphId {
    face.glyph_index(character).unwrap_or_default()
}

/// Collects letters, whose heights grow upwards, in a path, whose heights grow downwards.
struct Outline {
    path: PathBuilder,
    scale: f32,
    origin: Point,
}

impl Outline {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.origin.x + x * self.scale, self.origin.y - y * self.scale)
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style { weight: Weight::SemiBold, size: 24.0, ink: Ink::Dark };

    #[test]
    fn letters_of_three_scripts_and_common_signs_are_shown() {
        let typeface = Typeface::embedded();
        for text in ["Größe °C µs m² m³ % ±1 → × – …", "Ταχύτητα Ω", "Скорость ґжї", "−1e−320 ≤ €"]
        {
            assert_eq!(typeface.shown(text), text);
        }
    }

    #[test]
    fn what_the_typeface_lacks_is_shown_as_a_box() {
        assert_eq!(Typeface::embedded().shown("温度\u{0}\u{202e}\t🔥"), "□□□□ □");
    }

    #[test]
    fn a_long_name_is_cut_in_the_middle_to_the_room_and_says_so() {
        let typeface = Typeface::embedded();
        for name in ["latency of requests ".repeat(500), "latency_of_requests_".repeat(9)] {
            let cut = typeface.fitting(&format!("{name}a (ms)"), STYLE, 300.0);
            assert!(cut.starts_with("latency") && cut.ends_with("a (ms)"), "{cut}");
            assert_eq!(cut.matches('…').count(), 1, "{cut}");
            let width = typeface.width(&cut, STYLE);
            assert!((250.0..=300.0).contains(&width), "{cut} is {width} px wide");
        }
        assert_eq!(typeface.fitting("latency", STYLE, 300.0), "latency");
    }
}
