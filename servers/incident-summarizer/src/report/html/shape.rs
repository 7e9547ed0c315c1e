//! What takes an element off a page with all that is in it: where it is placed, what is cut off it, how far it is
//! faded.

use super::colors::paint;
use super::style::{Declared, LETTERS, Relative, SCREEN, arguments, length, number, sides};

/// No layout moves something that is seen by more than a screen, in pixels.
const FAR: f64 = 900.0;

/// What is fixed to the screen and begins so far outside of it is outside of it, in pixels.
const OUTSIDE: f64 = 200.0;

/// What is so long that nobody scrolls to its end, in pixels.
const ENDLESS: f64 = 5_000.0;

/// An extent in which no letter shows, in pixels.
const NO_EXTENT: f64 = 2.0;

/// Whether nothing is left of an element.
pub(super) fn is_gone(declared: &Declared, letters: f64) -> bool {
    let has = |property: &str, value: &str| declared.get(property) == Some(value);
    has("content-visibility", "hidden")
        || has("mso-hide", "all")
        || has("zoom", "0")
        || is_outside(declared, letters)
        || is_cut(declared, letters)
        || is_transformed_away(declared, letters)
        || is_masked(declared)
}

/// How much of an element covers what is behind it.
pub(super) fn cover(declared: &Declared) -> f64 {
    let opacity = declared.get("opacity").and_then(number).unwrap_or(1.0);
    let filters = functions(declared.get("filter").unwrap_or_default());
    let filtered: f64 = filters
        .map(|(name, value)| match name {
            "opacity" | "contrast" => number(value).unwrap_or(1.0),
            "blur" => {
                let is_unreadable = pixels(value, LETTERS).is_some_and(|radius| radius >= 8.0);
                if is_unreadable { 0.0 } else { 1.0 }
            }
            _ => 1.0,
        })
        .product();
    opacity.clamp(0.0, 1.0) * filtered.clamp(0.0, 1.0)
}

/// Whether what stands out of an element is cut off.
pub(super) fn clips(declared: &Declared) -> bool {
    let clips = |property| {
        declared
            .get(property)
            .is_some_and(|value| matches!(value, "hidden" | "clip" | "auto" | "scroll"))
    };
    let is_contained = declared.get("contain").is_some_and(|value| {
        ["paint", "content", "strict"].iter().any(|kind| value.contains(kind))
    });
    clips("overflow-x") || clips("overflow-y") || is_contained
}

fn is_outside(declared: &Declared, letters: f64) -> bool {
    let position = declared.get("position").unwrap_or("static");
    let (width, height) = SCREEN;
    let offset = |side: &str| {
        let whole = if matches!(side, "left" | "right") { width } else { height };
        length(declared.get(side)?, Relative { letters, whole })
    };
    let mut sides = ["left", "top", "right", "bottom"].into_iter().filter_map(|side| {
        let whole = if matches!(side, "left" | "right") { width } else { height };
        Some((offset(side)?, whole))
    });
    let is_moved = match position {
        "fixed" => sides.any(|(offset, whole)| offset <= -OUTSIDE || offset >= whole),
        "absolute" | "relative" => {
            sides.any(|(offset, whole)| offset <= -FAR.min(whole) || offset > ENDLESS)
        }
        _ => false,
    };
    let is_pushed = ["margin-left", "margin-top"].into_iter().filter_map(offset);
    is_moved || is_pushed.into_iter().any(is_far)
}

fn is_far(pixels: f64) -> bool {
    pixels <= -FAR || pixels > ENDLESS
}

fn is_cut(declared: &Declared, letters: f64) -> bool {
    let clips = clips(declared);
    let extent = |property: &str| {
        let value = declared.get(property)?;
        // A share of a height that is not known is none.
        if property.ends_with("height") && value.contains('%') {
            return None;
        }
        pixels(value, letters)
    };
    let has_no_extent = ["width", "height", "max-width", "max-height"]
        .into_iter()
        .filter_map(extent)
        .any(|extent| (0.0..=NO_EXTENT).contains(&extent));
    let (width, _) = SCREEN;
    let indent = declared
        .get("text-indent")
        .and_then(|value| length(arguments(value).first()?, Relative { letters, whole: width }));
    let is_indented = indent.is_some_and(|indent| is_far(indent) || clips && indent >= FAR);
    let squeeze = declared.get("letter-spacing").and_then(|value| pixels(value, letters));
    clips && has_no_extent
        || is_indented
        || squeeze.is_some_and(|squeeze| squeeze <= -letters / 2.0)
        || declared.get("clip").is_some_and(is_clipped)
        || declared.get("clip-path").is_some_and(is_clipped)
}

/// Whether a shape leaves nothing of what it clips.
fn is_clipped(value: &str) -> bool {
    functions(value).any(|(shape, edges)| {
        let all = || edges.split([' ', ',']).filter(|edge| !edge.is_empty());
        let mut numbers = all().filter_map(|edge| pixels(edge, LETTERS)).peekable();
        match shape {
            "rect" => numbers.peek().is_some() && numbers.all(|edge| edge.abs() <= NO_EXTENT),
            "inset" => {
                let [top, right, bottom, left] =
                    sides(edges.split("round").next().unwrap_or_default().trim()).map(|edge| {
                        length(edge, Relative { letters: LETTERS, whole: 1_000.0 }).unwrap_or(0.0)
                    });
                top + bottom >= 1_000.0 || left + right >= 1_000.0
            }
            "circle" | "ellipse" => {
                numbers.peek().is_some_and(|radius| *radius <= 1.0)
                    && all().next().is_some_and(|radius| radius.starts_with(['0', '1']))
            }
            "polygon" => {
                let points: Vec<&str> = edges.split(',').map(str::trim).collect();
                points.iter().all(|point| Some(point) == points.first())
            }
            _ => false,
        }
    })
}

fn is_transformed_away(declared: &Declared, letters: f64) -> bool {
    let (width, _) = SCREEN;
    let moves = |value: &str| {
        arguments(value)
            .into_iter()
            .filter_map(|part| length(part, Relative { letters, whole: width }))
            .any(is_far)
    };
    let shrinks = |value: &str| {
        arguments(value).into_iter().filter_map(number).any(|factor| factor.abs() < 0.1)
    };
    // In turns: what is seen from its side shows nothing.
    let is_edgewise =
        |value: &str| number(value).is_some_and(|turns| (turns.abs() % 0.5 - 0.25).abs() < 0.003);
    let functions = functions(declared.get("transform").unwrap_or_default());
    let mut transforms = functions.map(|(name, value)| match name {
        "translate" | "translatex" | "translatey" | "translate3d" => moves(value),
        "scale" | "scalex" | "scaley" => shrinks(value),
        "scale3d" => {
            arguments(value).into_iter().take(2).filter_map(number).any(|factor| factor.abs() < 0.1)
        }
        "rotatex" | "rotatey" => is_edgewise(value),
        "matrix" => {
            let parts: Vec<f64> = arguments(value).into_iter().filter_map(number).collect();
            match parts.as_slice() {
                [a, b, c, d, x, y] => (a * d - b * c).abs() < 0.01 || is_far(*x) || is_far(*y),
                _ => false,
            }
        }
        _ => false,
    });
    transforms.any(|is_gone| is_gone)
        || declared.get("translate").is_some_and(moves)
        || declared.get("scale").is_some_and(shrinks)
}

/// Whether a mask lets nothing through. What an image of its own lets through is not known.
fn is_masked(declared: &Declared) -> bool {
    let is_empty = declared.get("mask-size").is_some_and(|size| {
        arguments(size).into_iter().any(|extent| pixels(extent, LETTERS) == Some(0.0))
    });
    let Some(mask) = declared.get("mask-image").filter(|mask| *mask != "none") else {
        return false;
    };
    let mut stops = functions(mask)
        .filter(|(name, _)| name.ends_with("gradient"))
        .flat_map(|(_, stops)| arguments(stops))
        .filter_map(paint)
        .peekable();
    is_empty || stops.peek().is_some() && stops.all(|stop| stop.is_clear())
}

fn pixels(value: &str, letters: f64) -> Option<f64> {
    length(value, Relative { letters, whole: 100.0 })
}

/// The functions in a value, each with what stands in its parentheses.
fn functions(value: &str) -> impl Iterator<Item = (&str, &str)> {
    arguments(value).into_iter().filter_map(|part| part.strip_suffix(')')?.split_once('('))
}
