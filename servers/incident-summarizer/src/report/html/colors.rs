//! Colors as style sheets write them, as far as it takes to see that a text has the color of what is behind it.

/// A color: its red, green and blue part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Color([u8; 3]);

/// What a page without styles is written on.
pub(super) const WHITE: Color = Color([255, 255, 255]);

/// What it is written in.
pub(super) const BLACK: Color = Color([0, 0, 0]);

/// What a declaration says about a color.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    /// This color.
    Solid(Color),
    /// None: what is behind shows.
    Clear,
}

impl Color {
    /// Whether no one can tell the two apart.
    pub(super) fn is_like(self, other: Self) -> bool {
        self.0.iter().zip(other.0).all(|(one, other)| one.abs_diff(other) <= SAME)
    }
}

/// How far the parts of two colors may differ: `#f0f0f0` on white is read by no one.
const SAME: u8 = 16;

/// The paint that `text` names: `white`, `#fff`, `#ffffffff`, `rgb(255 255 255 / 50%)`, `hsl(0, 0%, 100%)`.
pub(super) fn paint(text: &str) -> Option<Paint> {
    let text = text.trim().to_ascii_lowercase();
    if text == "transparent" {
        return Some(Paint::Clear);
    }
    if let Some(digits) = text.strip_prefix('#') {
        return hexadecimal(digits);
    }
    if let Some((name, arguments)) = text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        return function(name, arguments);
    }
    let (_, parts) = NAMES.iter().find(|(name, _)| *name == text)?;
    Some(Paint::Solid(Color(*parts)))
}

fn hexadecimal(digits: &str) -> Option<Paint> {
    let values: Vec<u8> = digits
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok()))
        .collect::<Option<_>>()?;
    let (parts, alpha) = match values.as_slice() {
        [red, green, blue] => ([red * 17, green * 17, blue * 17], u8::MAX),
        [red, green, blue, alpha] => ([red * 17, green * 17, blue * 17], alpha * 17),
        [r, ed, g, reen, b, lue] => ([r * 16 + ed, g * 16 + reen, b * 16 + lue], u8::MAX),
        [r, ed, g, reen, b, lue, a, lpha] => {
            ([r * 16 + ed, g * 16 + reen, b * 16 + lue], a * 16 + lpha)
        }
        _ => return None,
    };
    Some(if alpha <= SAME { Paint::Clear } else { Paint::Solid(Color(parts)) })
}

fn function(name: &str, arguments: &str) -> Option<Paint> {
    let arguments: Vec<&str> =
        arguments.split([',', ' ', '/']).filter(|argument| !argument.is_empty()).collect();
    let (first, second, third) = match arguments.as_slice() {
        [first, second, third, alpha @ ..] => {
            if alpha.first().and_then(|alpha| share(alpha, 1.0)).is_some_and(|alpha| alpha < 0.1) {
                return Some(Paint::Clear);
            }
            (*first, *second, *third)
        }
        _ => return None,
    };
    let parts = match name {
        "rgb" | "rgba" => [share(first, 255.0)?, share(second, 255.0)?, share(third, 255.0)?],
        "hsl" | "hsla" => {
            let hue = first.trim_end_matches("deg").parse().ok()?;
            of_hue(hue, share(second, 100.0)?, share(third, 100.0)?)
        }
        _ => return None,
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share between 0 and 1 of 255 fits"
    )]
    Some(Paint::Solid(Color(parts.map(|part| (part * 255.0).round() as u8))))
}

/// A number as a share of `whole`, or a percentage.
fn share(text: &str, whole: f64) -> Option<f64> {
    let share = match text.strip_suffix('%') {
        Some(number) => number.parse::<f64>().ok()? / 100.0,
        None => text.parse::<f64>().ok()? / whole,
    };
    share.is_finite().then(|| share.clamp(0.0, 1.0))
}

fn of_hue(hue: f64, saturation: f64, lightness: f64) -> [f64; 3] {
    let reach = saturation * lightness.min(1.0 - lightness);
    [0.0, 8.0, 4.0].map(|shift: f64| {
        let position = (shift + hue / 30.0).rem_euclid(12.0);
        lightness - reach * (position - 3.0).min(9.0 - position).clamp(-1.0, 1.0)
    })
}

/// The names of the colors that texts and backgrounds of pages have; one that is missing here hides nothing.
const NAMES: &[(&str, [u8; 3])] = &[
    ("white", [255, 255, 255]),
    ("black", [0, 0, 0]),
    ("snow", [255, 250, 250]),
    ("ivory", [255, 255, 240]),
    ("ghostwhite", [248, 248, 255]),
    ("whitesmoke", [245, 245, 245]),
    ("floralwhite", [255, 250, 240]),
    ("seashell", [255, 245, 238]),
    ("mintcream", [245, 255, 250]),
    ("azure", [240, 255, 255]),
    ("aliceblue", [240, 248, 255]),
    ("honeydew", [240, 255, 240]),
    ("lavenderblush", [255, 240, 245]),
    ("red", [255, 0, 0]),
    ("green", [0, 128, 0]),
    ("lime", [0, 255, 0]),
    ("blue", [0, 0, 255]),
    ("navy", [0, 0, 128]),
    ("yellow", [255, 255, 0]),
    ("orange", [255, 165, 0]),
    ("gray", [128, 128, 128]),
    ("grey", [128, 128, 128]),
    ("silver", [192, 192, 192]),
    ("lightgray", [211, 211, 211]),
    ("lightgrey", [211, 211, 211]),
    ("gainsboro", [220, 220, 220]),
    ("maroon", [128, 0, 0]),
    ("purple", [128, 0, 128]),
    ("teal", [0, 128, 128]),
    ("darkblue", [0, 0, 139]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notation_of_white_is_white() {
        for text in [
            "white",
            "WHITE",
            "#fff",
            "#FFFFFF",
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
        ] {
            let Some(Paint::Solid(color)) = paint(text) else { panic!("{text} is no color") };
            assert!(color.is_like(WHITE), "{text}");
        }
    }

    #[test]
    fn other_colors_are_told_from_white() {
        for text in ["#eee", "black", "rgb(255, 0, 0)", "hsl(0, 100%, 50%)", "#0000ff"] {
            let Some(Paint::Solid(color)) = paint(text) else { panic!("{text} is no color") };
            assert!(!color.is_like(WHITE), "{text}");
        }
    }

    #[test]
    fn what_lets_everything_through_is_clear() {
        for text in ["transparent", "rgba(0,0,0,0)", "#0000", "hsl(0 0% 0% / 5%)"] {
            assert_eq!(paint(text), Some(Paint::Clear), "{text}");
        }
    }

    #[test]
    fn what_is_no_color_is_none() {
        for text in
            ["", "inherit", "#ff", "#zzz", "rgb(1,2)", "rgb(a,b,c)", "var(--ink)", "rgb(nan,1,1)"]
        {
            assert_eq!(paint(text), None, "{text}");
        }
    }
}
