//! Conditions of style sheets: `@media`, `@supports`, `@container`. They are judged for one reader: a desktop screen of 1280 by 800
//! pixels in the light scheme, with a mouse and scripts, in a browser of today. What cannot be judged holds, for what stands under it
//! may hide something.

use cssparser::{ParseError, Parser, Token};

use super::properties;
use super::values::{LETTERS, Relative, SCREEN, length, notation};

type Failed = ParseError<()>;

/// Whether a list of media queries holds.
pub(super) fn media_holds(query: &str) -> bool {
    query.trim().is_empty() || holds(query, &|name, value| feature(name, value))
}

/// Whether the condition of a container holds, which is judged as if it were the page.
pub(super) fn container_holds(condition: &str) -> bool {
    // A name may stand before it.
    let begin = condition.find('(').unwrap_or(0);
    holds(condition.get(begin..).unwrap_or_default(), &|name, value| feature(name, value))
}

/// Whether a browser of today supports what `@supports` asks for: of the properties that are known here, their valid values.
pub(super) fn support_holds(condition: &str) -> bool {
    holds(condition, &|name, value| {
        let property = properties::known(name)?;
        Some(properties::is_valid(property, value?))
    })
}

/// Whether something holds, if that can be known.
type Verdict = Option<bool>;

type Judge<'j> = &'j dyn Fn(&str, Option<&str>) -> Verdict;

fn holds(condition: &str, judge: Judge<'_>) -> bool {
    let mut input = Parser::new(condition);
    let any = input.parse_comma_separated(|input| Ok::<_, Failed>(query(input, judge)));
    any.map_or(true, |queries| queries.into_iter().any(|query| query.unwrap_or(true)))
}

/// Whether one query or condition holds, if that can be known.
fn query(input: &mut Parser<'_>, judge: Judge<'_>) -> Verdict {
    let mut all: Option<Verdict> = None;
    let (mut is_denied, mut is_choice) = (false, false);
    while let Ok(token) = input.next() {
        let one = match token.clone() {
            Token::Ident(word) => match word.to_ascii_lowercase().as_str() {
                "and" | "only" => continue,
                "or" => {
                    is_choice = true;
                    continue;
                }
                "not" => {
                    is_denied = true;
                    continue;
                }
                "all" | "screen" => Some(true),
                "print" | "speech" | "aural" | "braille" | "embossed" | "handheld"
                | "projection" | "tty" | "tv" => Some(false),
                _ => None,
            },
            Token::ParenthesisBlock => {
                let inner = input.parse_nested_block(|input| Ok::<_, Failed>(group(input, judge)));
                inner.ok().flatten()
            }
            Token::Function(_) => {
                let _: Result<(), Failed> = input.parse_nested_block(|_| Ok(()));
                None
            }
            _ => None,
        };
        all = Some(match all {
            None => one,
            Some(all) => joined(all, one, is_choice),
        });
    }
    all.flatten().map(|holds| holds != is_denied)
}

/// One verdict of two, of which one is enough or both are needed: it is known if one of them decides.
fn joined(one: Verdict, other: Verdict, is_choice: bool) -> Verdict {
    if one == Some(is_choice) || other == Some(is_choice) {
        return Some(is_choice);
    }
    one.and(other)
}

/// What stands between parentheses: a condition, or what is asked for.
fn group(input: &mut Parser<'_>, judge: Judge<'_>) -> Verdict {
    let start = input.state();
    let is_condition = match input.next().ok()? {
        Token::ParenthesisBlock | Token::Function(_) => true,
        Token::Ident(word) => word.eq_ignore_ascii_case("not"),
        _ => false,
    };
    input.reset(&start);
    if is_condition {
        return query(input, judge);
    }
    let (text, _) = notation(input).ok()?;
    if text.contains(['<', '>', '=']) {
        return range(&text);
    }
    match text.split_once(':') {
        Some((name, value)) => judge(name.trim(), Some(value.trim())),
        None => judge(&text, None),
    }
}

/// Whether `400px <= width < 600px` holds.
fn range(text: &str) -> Verdict {
    let numbers: Vec<f64> = text
        .split(['<', '>', '='])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| measure(part).or_else(|| pixels(part)))
        .collect::<Option<_>>()?;
    let signs = text
        .split(|character| !matches!(character, '<' | '>' | '='))
        .filter(|sign| !sign.is_empty());
    let pairs = numbers.iter().zip(numbers.iter().skip(1));
    Some(pairs.zip(signs).all(|((left, right), sign)| match sign {
        "<" => left < right,
        "<=" => left <= right,
        ">" => left > right,
        ">=" => left >= right,
        _ => (left - right).abs() < f64::EPSILON,
    }))
}

/// What the screen has of a feature that is measured.
fn measure(name: &str) -> Option<f64> {
    let (width, height) = SCREEN;
    match name {
        "width" | "device-width" | "inline-size" => Some(width),
        "height" | "device-height" | "block-size" => Some(height),
        "aspect-ratio" | "device-aspect-ratio" => Some(width / height),
        "resolution" | "device-pixel-ratio" => Some(1.0),
        "color" => Some(8.0),
        "monochrome" | "grid" | "color-index" => Some(0.0),
        _ => None,
    }
}

fn pixels(value: &str) -> Option<f64> {
    match value.split_once('/') {
        Some((width, height)) => Some(pixels(width)? / pixels(height)?),
        None => length(value.trim(), Relative { letters: LETTERS, whole: 1.0 }),
    }
}

/// Whether the screen has a feature, or has it with this value.
fn feature(name: &str, value: Option<&str>) -> Verdict {
    let name = name.strip_prefix("-webkit-").unwrap_or(name);
    let Some(value) = value else {
        let is_absent =
            matches!(name, "prefers-reduced-motion" | "prefers-contrast" | "forced-colors");
        return measure(name).map(|measure| measure > 0.0).or(is_absent.then_some(false));
    };
    if let Some(measure) = name.strip_prefix("min-").and_then(measure) {
        return Some(measure >= pixels(value)?);
    }
    if let Some(measure) = name.strip_prefix("max-").and_then(measure) {
        return Some(measure <= pixels(value)?);
    }
    if let Some(measure) = measure(name) {
        return Some((measure - pixels(value)?).abs() < f64::EPSILON);
    }
    let mut features = FEATURES.split(' ').filter_map(|feature| feature.split_once(':'));
    features.find(|(known, _)| *known == name).map(|(_, has)| has == value)
}

/// The features that are not measured, with what the screen has of each.
const FEATURES: &str = "any-hover:hover any-pointer:fine display-mode:browser dynamic-range:standard forced-colors:none hover:hover \
    inverted-colors:none orientation:landscape pointer:fine prefers-color-scheme:light prefers-contrast:no-preference \
    prefers-reduced-data:no-preference prefers-reduced-motion:no-preference prefers-reduced-transparency:no-preference \
    scripting:enabled update:fast";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_are_judged_for_a_desktop_screen() {
        for (query, expected) in [
            ("", true),
            ("all", true),
            ("only screen and (min-width: 600px)", true),
            ("(max-width: 600px)", false),
            ("(max-width: 40em), screen", true),
            ("(400px <= width < 1300px) and (orientation: landscape)", true),
            ("(width > 80em)", false),
            ("print", false),
            ("not print", true),
            ("not print and (max-width: 1px)", true),
            ("not all", false),
            ("not (min-width: 1px)", false),
            ("(prefers-color-scheme: dark)", false),
            ("(min-width: 9999px) or (color)", true),
            ("(not (max-width: 9px)) and (hover: hover)", true),
            ("(min-aspect-ratio: 16/9)", false),
            ("(a-feature-of-tomorrow: 1)", true),
            ("not (a-feature-of-tomorrow: 1)", true),
            ("(a-feature-of-tomorrow) and (max-width: 9px)", false),
            ("((((", true),
        ] {
            assert_eq!(media_holds(query), expected, "{query}");
        }
    }

    #[test]
    fn what_browsers_support_is_known_of_some_properties() {
        for (condition, expected) in [
            ("(display: grid)", true),
            ("not (display: grid)", false),
            ("(display: nonsense)", false),
            ("not (display: nonsense)", true),
            ("(foo: bar)", true),
            ("not (foo: bar)", true),
            ("selector(:has(a)) and (opacity: 1)", true),
        ] {
            assert_eq!(support_holds(condition), expected, "{condition}");
        }
    }
}
