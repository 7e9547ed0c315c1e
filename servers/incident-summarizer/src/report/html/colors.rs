//! Colors as style sheets write them, as far as it takes to see that a text has the color of what is behind it.
//! `csscolorparser` reads the notations of a color; here is what mixes them.

use super::style::arguments;
use super::style::number;

/// A color: its red, green and blue part and how much of it covers what is behind, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Color {
    parts: [f32; 3],
    cover: f32,
}

/// What a page without styles is written on.
pub(super) const WHITE: Color = Color::opaque([1.0, 1.0, 1.0]);

/// What it is written in.
pub(super) const BLACK: Color = Color::opaque([0.0, 0.0, 0.0]);

/// What a link is written in.
pub(super) const LINK: Color = Color::opaque([0.0, 0.0, 0.93]);

/// What lets everything through.
pub(super) const CLEAR: Color = Color { parts: [0.0; 3], cover: 0.0 };

/// How far the parts of two colors may differ: `#f0f0f0` on white is read by no one.
const SAME: f32 = 16.5 / 255.0;

impl Color {
    pub(super) const fn opaque(parts: [f32; 3]) -> Self {
        Self { parts, cover: 1.0 }
    }

    /// Whether no one can tell the two apart.
    pub(super) fn is_like(self, other: Self) -> bool {
        self.parts.iter().zip(other.parts).all(|(one, other)| (one - other).abs() <= SAME)
    }

    /// Whether hardly anything of it is there.
    pub(super) fn is_clear(self) -> bool {
        self.cover < 0.1
    }

    /// Whether nothing shows through.
    pub(super) fn is_opaque(self) -> bool {
        self.cover > 0.9
    }

    /// What is seen where it lies on `behind`.
    pub(super) fn over(self, behind: Self) -> Self {
        Self::opaque(self.mixed(behind, self.cover).parts)
    }

    /// This color to a share, and another to the rest.
    fn mixed(self, other: Self, share: f32) -> Self {
        let mut parts = other.parts;
        for (part, own) in parts.iter_mut().zip(self.parts) {
            *part += (own - *part) * share;
        }
        Self { parts, cover: other.cover + (self.cover - other.cover) * share }
    }
}

/// The color that `text` names: `white`, `#fff`, `rgb(255 255 255 / 50%)`, `color-mix(in srgb, white 20%, red)`.
pub(super) fn paint(text: &str) -> Option<Color> {
    paint_within(text.trim(), MOST_MIXES)
}

/// So many colors may be mixed of mixed ones.
const MOST_MIXES: u8 = 4;

fn paint_within(text: &str, depth: u8) -> Option<Color> {
    match text {
        "canvas" | "field" | "buttonface" => return Some(WHITE),
        "canvastext" | "fieldtext" | "buttontext" => return Some(BLACK),
        "linktext" => return Some(LINK),
        _ => {}
    }
    let depth = depth.checked_sub(1)?;
    let function = text.strip_suffix(')').and_then(|text| text.split_once('('));
    match function {
        Some(("light-dark", colors)) => {
            return paint_within(arguments(colors).first()?, depth);
        }
        Some(("color-mix", colors)) => return mix(colors, depth),
        // A color without its marks would be read as well: `fff`.
        None if !text.starts_with('#') && text.bytes().any(|byte| byte.is_ascii_digit()) => {
            return None;
        }
        _ => {}
    }
    let is_word = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if function.is_none() && is_word(text) {
        return None;
    }
    let color = csscolorparser::parse(text).ok()?;
    let parts = [color.r, color.g, color.b].map(|part| part.clamp(0.0, 1.0));
    let is_finite = parts.iter().chain([&color.a]).all(|part| part.is_finite());
    is_finite.then_some(Color { parts, cover: color.a.clamp(0.0, 1.0) })
}

/// The arguments of `color-mix`: a space, which is taken for that of screens, and two colors with their shares.
fn mix(colors: &str, depth: u8) -> Option<Color> {
    let parts = arguments(colors);
    let mut found = parts.iter().filter_map(|part| paint_within(part, depth));
    let (one, other) = (found.next()?, found.next()?);
    let is_first = |part: &&&str| part.ends_with('%');
    #[expect(clippy::cast_possible_truncation, reason = "a share between 0 and 1")]
    let share = parts.iter().find(is_first).and_then(|share| number(share)).unwrap_or(0.5) as f32;
    // A share that stands behind the second color is the second one's.
    let is_of_second = parts.last().is_some_and(|last| last.ends_with('%'))
        && parts.iter().filter(|part| part.ends_with('%')).count() == 1;
    Some(one.mixed(other, if is_of_second { 1.0 - share } else { share }.clamp(0.0, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notation_of_white_is_white() {
        for text in [
            "white",
            "#fff",
            "#ffffff",
            "#ffff",
            "#fffffff0",
            "#fefefe",
            "snow",
            "rgb(255,255,255)",
            "rgb(100% 100% 100%)",
            "rgba(255, 255, 255, 1)",
            "rgb(254 254 254 / 90%)",
            "hsl(0, 0%, 100%)",
            "hsl(120deg 40% 98%)",
            "hwb(0 100% 0%)",
            "lab(100 0 0)",
            "oklch(1 0 0)",
            "color(srgb 1 1 1)",
            "color-mix(in srgb, white, white)",
            "light-dark(white, black)",
            "canvas",
        ] {
            let color = paint(text).unwrap_or_else(|| panic!("{text} is no color"));
            assert!(color.over(WHITE).is_like(WHITE), "{text}");
        }
    }

    #[test]
    fn other_colors_are_told_from_white() {
        for text in [
            "#eee",
            "black",
            "rgb(255, 0, 0)",
            "hsl(0, 100%, 50%)",
            "#0000ff",
            "rebeccapurple",
            "color-mix(in srgb, white 20%, black)",
            "color-mix(in srgb, white, black 80%)",
        ] {
            assert!(!paint(text).unwrap().over(WHITE).is_like(WHITE), "{text}");
        }
    }

    #[test]
    fn what_lets_everything_through_is_clear() {
        for text in ["transparent", "rgba(0,0,0,0)", "#0000", "hsl(0 0% 0% / 5%)", "#ffffff01"] {
            assert!(paint(text).unwrap().is_clear(), "{text}");
        }
    }

    #[test]
    fn what_is_no_color_is_none() {
        for text in [
            "",
            "inherit",
            "#ff",
            "#zzz",
            "rgb(1,2)",
            "rgb(a,b,c)",
            "var(--ink)",
            "rgb(nan,1,1)",
            "fff",
            "123",
        ] {
            assert_eq!(paint(text), None, "{text}");
        }
    }
}
