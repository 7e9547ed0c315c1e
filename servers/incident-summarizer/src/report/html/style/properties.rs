//! The properties that may hide something, which of their values are valid, and what those that set several set. A
//! value that is not valid does nothing, so that the one before it stands.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::super::colors::paint;
use super::values::{LETTERS, Relative, length, number};

/// The properties that may hide something, in the names that they have today.
const PROPERTIES: &str = "-webkit-text-fill-color background background-clip background-color background-image bottom clip clip-path color \
    contain content-visibility display filter font font-size height inset left letter-spacing line-height margin margin-left \
    margin-top mask mask-image mask-size max-height max-width mso-hide opacity overflow overflow-x overflow-y position right \
    scale text-indent top transform translate visibility width zoom";

/// The property of this name, whatever maker of a browser it is named after.
pub(super) fn known(name: &str) -> Option<&'static str> {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| PROPERTIES.split(' ').collect());
    let name = name.to_ascii_lowercase();
    let plain = || name.strip_prefix("-webkit-").or(name.strip_prefix("-moz-"));
    KNOWN.get(name.as_str()).or_else(|| KNOWN.get(plain()?)).copied()
}

/// Whether `value` is one that the property may have.
pub(super) fn is_valid(property: &str, value: &str) -> bool {
    let is_one_of = |words: &str| words.split(' ').any(|word| word == value);
    let is_length = || length(value, Relative { letters: LETTERS, whole: LETTERS }).is_some();
    is_wide(value)
        || match property {
            "display" => {
                value.split(' ').all(|word| DISPLAYS.split(' ').any(|display| display == word))
                    || value.starts_with("table-")
            }
            "visibility" => is_one_of("visible hidden collapse"),
            "position" => is_one_of("static relative absolute fixed sticky"),
            "opacity" | "zoom" => number(value).is_some(),
            "color" | "background-color" | "-webkit-text-fill-color" => paint(value).is_some(),
            "font-size" => is_length() || SIZES.iter().any(|(name, _)| *name == value),
            "left" | "top" | "right" | "bottom" | "margin-left" | "margin-top" | "width"
            | "height" | "max-width" | "max-height" => {
                is_length() || value.contains('(') || is_one_of(EXTENTS)
            }
            _ => !value.is_empty(),
        }
}

/// Whether every property may have this value, which sets it back.
pub(super) fn is_wide(value: &str) -> bool {
    matches!(value, "inherit" | "initial" | "unset" | "revert" | "revert-layer")
}

const DISPLAYS: &str = "block contents flex flow flow-root grid inline inline-block inline-flex inline-grid inline-table list-item none \
    ruby table";

const EXTENTS: &str = "auto content fit-content max-content min-content none normal stretch";

/// The sizes of letters that have names, in pixels; those of the last two are shares of the size in effect.
pub(in super::super) const SIZES: &[(&str, f64)] = &[
    ("xx-small", 9.0),
    ("x-small", 10.0),
    ("small", 13.0),
    ("medium", 16.0),
    ("large", 18.0),
    ("x-large", 24.0),
    ("xx-large", 32.0),
    ("xxx-large", 48.0),
    ("smaller", 0.83),
    ("larger", 1.2),
];

/// Hands over the properties that a declaration sets, each with its value.
pub(super) fn each_of(
    property: &'static str,
    value: &str,
    act: &mut dyn FnMut(&'static str, &str),
) {
    match property {
        "background" => {
            act("background-image", if is_picture(value) { value } else { "none" });
            let color = arguments(value).into_iter().find(|part| paint(part).is_some());
            act("background-color", color.unwrap_or("transparent"));
            if value.split(' ').any(|word| word == "text") {
                act("background-clip", "text");
            }
        }
        "font" => {
            let size = arguments(value).into_iter().find_map(|part| {
                let (size, height) = part.split_once('/').unwrap_or((part, "normal"));
                // A weight is a number, and a size has a unit unless it is 0.
                let is_weight = size.parse::<f64>().is_ok_and(|weight| weight > 0.0);
                (!is_weight && is_valid("font-size", size)).then_some((size, height))
            });
            if let Some((size, height)) = size {
                act("font-size", size);
                act("line-height", height);
            }
        }
        "inset" => {
            let [top, right, bottom, left] = sides(value);
            act("top", top);
            act("right", right);
            act("bottom", bottom);
            act("left", left);
        }
        "margin" => {
            let [top, _, _, left] = sides(value);
            act("margin-top", top);
            act("margin-left", left);
        }
        "overflow" => {
            let parts = arguments(value);
            let across = parts.first().copied().unwrap_or(value);
            act("overflow-x", across);
            act("overflow-y", parts.get(1).copied().unwrap_or(across));
        }
        "mask" => act("mask-image", value),
        _ => act(property, value),
    }
}

/// Whether a background is more than a color.
fn is_picture(value: &str) -> bool {
    ["gradient(", "url(", "image(", "image-set(", "cross-fade(", "paint(", "element("]
        .iter()
        .any(|picture| value.contains(picture))
}

/// The values for the four sides: top, right, bottom, left.
pub(in super::super) fn sides(value: &str) -> [&str; 4] {
    match arguments(value).as_slice() {
        [top, right, bottom, left, ..] => [top, right, bottom, left],
        [top, across, bottom] => [top, across, bottom, across],
        [along, across] => [along, across, along, across],
        _ => [value; 4],
    }
}

/// The parts of a value that blanks and commas outside of parentheses tell apart.
pub(in super::super) fn arguments(value: &str) -> Vec<&str> {
    let mut open = 0_usize;
    value
        .split(|character| {
            match character {
                '(' => open += 1,
                ')' => open = open.saturating_sub(1),
                _ => {}
            }
            open == 0 && matches!(character, ' ' | ',')
        })
        .filter(|part| !part.is_empty())
        .collect()
}
