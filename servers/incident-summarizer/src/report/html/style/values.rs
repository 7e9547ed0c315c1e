//! The values of declarations: in one notation whatever way they are written, and as numbers and lengths where they are some.

use cssparser::{ParseError, Parser, ToCss as _, Token};

/// A screen on which pages are looked at: a desktop's, in pixels.
pub(in super::super) const SCREEN: (f64, f64) = (1280.0, 800.0);

/// The size of letters where a page sets none.
pub(in super::super) const LETTERS: f64 = 16.0;

/// More than a value that hides something has.
const MAX_VALUE_BYTES: usize = 2_000;

type Failed = ParseError<()>;

/// The rest of `input` without comments and escapes, in small letters but for the names of custom properties, and whether it ends
/// with `!important`. What stands in quotation marks and addresses is left out; none of it says how something looks.
pub(super) fn notation(input: &mut Parser<'_>) -> Result<(String, bool), Failed> {
    let mut text = String::new();
    write_notation(input, &mut text)?;
    let is_important = text.ends_with("!important");
    if let Some(rest) = text.strip_suffix("!important").map(|rest| rest.trim_end().len()) {
        text.truncate(rest);
    }
    Ok((text, is_important))
}

fn write_notation(input: &mut Parser<'_>, text: &mut String) -> Result<(), Failed> {
    while let Ok(token) = input.next_including_whitespace_and_comments() {
        let close = match token.clone() {
            Token::Comment(_) => "",
            Token::WhiteSpace(_) => {
                if !text.ends_with([' ', '(', '!']) && !text.is_empty() {
                    text.push(' ');
                }
                ""
            }
            Token::QuotedString(_) => push(text, "\"\""),
            Token::UnquotedUrl(_) => push(text, "url()"),
            Token::Ident(name) => push_name(text, &name),
            Token::Function(name) => {
                push_name(text, &name);
                push(text, "(");
                ")"
            }
            Token::ParenthesisBlock => {
                push(text, "(");
                ")"
            }
            Token::SquareBracketBlock => {
                push(text, "[");
                "]"
            }
            Token::CurlyBracketBlock => {
                push(text, "{");
                "}"
            }
            Token::BadString(_) | Token::BadUrl(_) | Token::CloseParenthesis => {
                return Err(ParseError::unexpected_token());
            }
            other => {
                text.push_str(&other.to_css_string().to_ascii_lowercase());
                ""
            }
        };
        if text.len() > MAX_VALUE_BYTES {
            return Err(ParseError::unexpected_token());
        }
        if !close.is_empty() {
            input.parse_nested_block(|input| write_notation(input, text))?;
            text.truncate(text.trim_end().len());
            text.push_str(close);
        }
    }
    text.truncate(text.trim_end().len());
    Ok(())
}

fn push(text: &mut String, more: &str) -> &'static str {
    text.push_str(more);
    ""
}

fn push_name(text: &mut String, name: &str) -> &'static str {
    if name.starts_with("--") {
        text.push_str(name);
    } else {
        text.push_str(&name.to_ascii_lowercase());
    }
    ""
}

/// What relative lengths are relative to, in pixels.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Relative {
    /// The size of letters.
    pub(in super::super) letters: f64,
    /// What a hundred per cent are.
    pub(in super::super) whole: f64,
}

/// A number without a unit; a percentage is its share.
pub(in super::super) fn number(value: &str) -> Option<f64> {
    length(value, Relative { letters: LETTERS, whole: 1.0 })
}

/// A length in pixels: `-9999px`, `calc(100% - 2em)`.
pub(in super::super) fn length(value: &str, relative: Relative) -> Option<f64> {
    if !value.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut input = Parser::new(value);
    let length = input.parse_entirely(|input| term(input, relative)).ok()?;
    length.is_finite().then_some(length)
}

fn sum(input: &mut Parser<'_>, relative: Relative) -> Result<f64, Failed> {
    let mut sum = product(input, relative)?;
    while !input.is_exhausted() {
        let sign = match input.next()? {
            Token::Delim('+') => 1.0,
            Token::Delim('-') => -1.0,
            _ => return Err(ParseError::unexpected_token()),
        };
        sum += sign * product(input, relative)?;
    }
    Ok(sum)
}

fn product(input: &mut Parser<'_>, relative: Relative) -> Result<f64, Failed> {
    let mut product = term(input, relative)?;
    while let Ok(is_division) = input.try_parse(|input| match input.next()? {
        Token::Delim('*') => Ok(false),
        Token::Delim('/') => Ok(true),
        _ => Err(Failed::unexpected_token()),
    }) {
        let factor = term(input, relative)?;
        product = if is_division { product / factor } else { product * factor };
    }
    Ok(product)
}

fn term(input: &mut Parser<'_>, relative: Relative) -> Result<f64, Failed> {
    match input.next()?.clone() {
        Token::Number { value, .. } => Ok(f64::from(value)),
        Token::Percentage { unit_value, .. } => Ok(f64::from(unit_value) * relative.whole),
        Token::Dimension { value, unit, .. } => {
            unit_in_pixels(&unit, relative).map(|pixels| f64::from(value) * pixels)
        }
        Token::ParenthesisBlock => input.parse_nested_block(|input| sum(input, relative)),
        Token::Function(name) => input.parse_nested_block(|input| {
            let values = input.parse_comma_separated(|input| sum(input, relative))?;
            let all = values.iter().copied();
            match (name.as_ref(), values.as_slice()) {
                ("calc" | "-webkit-calc" | "-moz-calc", [value]) => Ok(*value),
                ("abs", [value]) => Ok(value.abs()),
                ("min", _) => Ok(all.fold(f64::INFINITY, f64::min)),
                ("max", _) => Ok(all.fold(f64::NEG_INFINITY, f64::max)),
                ("clamp", [least, value, most]) => Ok(value.min(*most).max(*least)),
                _ => Err(ParseError::unexpected_token()),
            }
        }),
        _ => Err(ParseError::unexpected_token()),
    }
}

fn unit_in_pixels(unit: &str, relative: Relative) -> Result<f64, Failed> {
    let (width, height) = SCREEN;
    Ok(match unit {
        "px" => 1.0,
        "em" => relative.letters,
        "ex" | "ch" => relative.letters / 2.0,
        "rem" | "lh" | "rlh" | "pc" | "cap" | "ic" => LETTERS,
        "vw" | "svw" | "lvw" | "dvw" | "vi" | "vmax" | "cqw" | "cqi" => width / 100.0,
        "vh" | "svh" | "lvh" | "dvh" | "vb" | "vmin" | "cqh" | "cqb" => height / 100.0,
        "pt" => 96.0 / 72.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "q" => 96.0 / 101.6,
        // Angles, in turns, and resolutions, in dots to a pixel.
        "deg" => 1.0 / 360.0,
        "turn" | "dppx" | "x" => 1.0,
        "rad" => 1.0 / std::f64::consts::TAU,
        "dpi" => 1.0 / 96.0,
        _ => return Err(ParseError::unexpected_token()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_one_notation() {
        for (written, expected) in [
            ("NONE", "none"),
            (" n\\6fne /* now */ ! Important", "none!"),
            ("url(a.png) , URL(\"x\")", "url() , url(\"\")"),
            ("var( --Ink , Red )", "var(--Ink , red)"),
        ] {
            let (value, is_important) = notation(&mut Parser::new(written)).unwrap();
            assert_eq!(value + if is_important { "!" } else { "" }, expected);
        }
    }

    #[test]
    fn lengths_are_counted_in_pixels() {
        let relative = Relative { letters: 10.0, whole: 200.0 };
        for (written, pixels) in [
            ("-9999px", Some(-9999.0)),
            ("2em", Some(20.0)),
            ("50%", Some(100.0)),
            ("calc(1px - 2 * (3px + 1em))", Some(-25.0)),
            ("max(-9999px, -1in)", Some(-96.0)),
            ("10vw", Some(128.0)),
            ("0", Some(0.0)),
            ("1px 2px", None),
            ("auto", None),
            ("calc(1px /)", None),
            ("calc(1px / 0)", None),
        ] {
            assert_eq!(length(written, relative), pixels, "{written}");
        }
    }
}
