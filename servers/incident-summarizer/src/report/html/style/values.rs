//! The values of declarations: in one notation whatever way they are written, and as numbers and lengths where they are
//! some.

use cssparser::{ParseError, Parser, ToCss as _, Token};

/// A screen on which pages are looked at: a desktop's, in pixels.
pub(in super::super) const SCREEN: (f64, f64) = (1280.0, 800.0);

/// The size of letters where a page sets none.
pub(in super::super) const LETTERS: f64 = 16.0;

/// More than a value that hides something has.
const MAX_VALUE_BYTES: usize = 2_000;

type Failed = ParseError<()>;

/// The rest of `input` without comments and escapes, in small letters, and whether it ends with `!important`. What
/// stands in quotation marks and addresses is left out; none of it says how something looks.
pub(super) fn notation(input: &mut Parser<'_>) -> Result<(String, bool), Failed> {
    let mut text = String::new();
    write_notation(input, &mut text)?;
    let important = text.split_once('!').filter(|(_, word)| word.trim() == "important");
    Ok(match important {
        Some((value, _)) => (value.trim().to_owned(), true),
        None => (text.trim().to_owned(), false),
    })
}

fn write_notation(input: &mut Parser<'_>, text: &mut String) -> Result<(), Failed> {
    while let Ok(token) = input.next_including_whitespace() {
        let (written, close) = match token.clone() {
            Token::WhiteSpace(_) if text.ends_with([' ', '(']) => continue,
            Token::WhiteSpace(_) => (" ".to_owned(), ""),
            Token::QuotedString(_) => ("\"\"".to_owned(), ""),
            Token::UnquotedUrl(_) => ("url()".to_owned(), ""),
            Token::Ident(name) => (name.to_ascii_lowercase(), ""),
            Token::Function(name) => (name.to_ascii_lowercase() + "(", ")"),
            Token::ParenthesisBlock => ("(".to_owned(), ")"),
            Token::SquareBracketBlock
            | Token::CurlyBracketBlock
            | Token::BadString(_)
            | Token::BadUrl(_)
            | Token::CloseParenthesis => {
                return Err(ParseError::unexpected_token());
            }
            other => (other.to_css_string().to_ascii_lowercase(), ""),
        };
        text.push_str(&written);
        if text.len() > MAX_VALUE_BYTES {
            return Err(ParseError::unexpected_token());
        }
        if !close.is_empty() {
            input.parse_nested_block(|input| write_notation(input, text))?;
            text.truncate(text.trim_end().len());
            text.push_str(close);
        }
    }
    Ok(())
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

/// A length in pixels: `-9999px`, `2em`. What is reckoned, `calc(1px - 2em)`, is none.
pub(in super::super) fn length(value: &str, relative: Relative) -> Option<f64> {
    let mut input = Parser::new(value);
    let length = match input.next().ok()?.clone() {
        Token::Number { value, .. } => f64::from(value),
        Token::Percentage { unit_value, .. } => f64::from(unit_value) * relative.whole,
        Token::Dimension { value, unit, .. } => f64::from(value) * pixels(&unit, relative)?,
        _ => return None,
    };
    (input.is_exhausted() && length.is_finite()).then_some(length)
}

fn pixels(unit: &str, relative: Relative) -> Option<f64> {
    let (width, height) = SCREEN;
    Some(match unit.to_ascii_lowercase().as_str() {
        "px" => 1.0,
        "em" => relative.letters,
        "ex" | "ch" => relative.letters / 2.0,
        "rem" | "pc" => LETTERS,
        "vw" | "vmax" => width / 100.0,
        "vh" | "vmin" => height / 100.0,
        "pt" => 96.0 / 72.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        // Angles, in turns.
        "deg" => 1.0 / 360.0,
        "turn" => 1.0,
        "rad" => 1.0 / std::f64::consts::TAU,
        _ => return None,
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
            ("var( --Ink , Red )", "var(--ink , red)"),
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
            ("10vw", Some(128.0)),
            ("0", Some(0.0)),
            ("1px 2px", None),
            ("auto", None),
        ] {
            assert_eq!(length(written, relative), pixels, "{written}");
        }
    }
}
