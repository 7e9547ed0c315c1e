//! Numbers that are not written in the ten digits of a keyboard: `½`, `３.５`, `٤٫٨`, `10³`, `Ⅻ`, `0x1f`.
//!
//! Each is turned into the text that it would have in those digits, so that whatever reads numbers reads it. What looks
//! like a number and is not known here becomes one that no fact has, see [`UNREAD`].

/// The zeros of the scripts that have ten digits in a row.
const ZEROS: [char; 40] = [
    '\u{660}',
    '\u{6f0}',
    '\u{7c0}',
    '\u{966}',
    '\u{9e6}',
    '\u{a66}',
    '\u{ae6}',
    '\u{b66}',
    '\u{be6}',
    '\u{c66}',
    '\u{ce6}',
    '\u{d66}',
    '\u{de6}',
    '\u{e50}',
    '\u{ed0}',
    '\u{f20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17e0}',
    '\u{1810}',
    '\u{1946}',
    '\u{19d0}',
    '\u{1a80}',
    '\u{1a90}',
    '\u{1b50}',
    '\u{1bb0}',
    '\u{1c40}',
    '\u{1c50}',
    '\u{a620}',
    '\u{a8d0}',
    '\u{a900}',
    '\u{a9d0}',
    '\u{a9f0}',
    '\u{aa50}',
    '\u{abf0}',
    '\u{ff10}',
    '\u{1d7ce}',
    '\u{1d7d8}',
    '\u{1d7e2}',
    '\u{1d7ec}',
];

/// Fractions of one sign.
const FRACTIONS: [(char, f64, f64); 19] = [
    ('½', 1.0, 2.0),
    ('¼', 1.0, 4.0),
    ('¾', 3.0, 4.0),
    ('⅓', 1.0, 3.0),
    ('⅔', 2.0, 3.0),
    ('⅕', 1.0, 5.0),
    ('⅖', 2.0, 5.0),
    ('⅗', 3.0, 5.0),
    ('⅘', 4.0, 5.0),
    ('⅙', 1.0, 6.0),
    ('⅚', 5.0, 6.0),
    ('⅐', 1.0, 7.0),
    ('⅛', 1.0, 8.0),
    ('⅜', 3.0, 8.0),
    ('⅝', 5.0, 8.0),
    ('⅞', 7.0, 8.0),
    ('⅑', 1.0, 9.0),
    ('⅒', 1.0, 10.0),
    ('↉', 0.0, 3.0),
];

/// The Roman numerals from `Ⅰ` on.
const ROMAN: [u16; 16] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 50, 100, 500, 1_000];

/// Numerals of Chinese and Japanese.
const HAN: &str = "〇一二三四五六七八九十";

/// What stands for a numeral that is not known: more than any fact has.
const UNREAD: &str = "9999999999999999999";

/// Whether a sign that is a number by itself and no digit of a keyboard stands at a byte. Raised digits and those in
/// circles are marks, and a numeral before other letters is a part of a word.
pub(super) fn begins_numeral(text: &str, at: usize) -> bool {
    let mut signs = rest(text, at).chars();
    let Some(sign) = signs.next().filter(|sign| !sign.is_ascii()) else { return false };
    let is_mark = matches!(sign, '²' | '³' | '¹' | '\u{2070}'..='\u{209f}' | '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}');
    let is_alone = !signs.next().is_some_and(char::is_alphabetic);
    !is_mark && (sign.is_numeric() || HAN.contains(sign) && is_alone)
}

/// The numeral that begins at a byte: where it ends, and its text in digits.
pub(super) fn numeral(text: &str, start: usize) -> (usize, String) {
    let mut end = start;
    let mut value = String::new();
    let mut signs = rest(text, start).chars().peekable();
    while let Some(sign) = signs.next() {
        let next = signs.peek().copied();
        let is_before_digit = next.is_some_and(|next| digit(next).is_some());
        match (digit(sign), sign) {
            (Some(digit), _) => value.push(digit),
            (None, '.' | '٫' | '．') if is_before_digit && !value.is_empty() => value.push('.'),
            (None, ',' | '٬' | '，') if is_before_digit && !value.is_empty() => value.push(','),
            _ => break,
        }
        end += sign.len_utf8();
    }
    if end > start {
        return (end, value);
    }
    let Some(sign) = rest(text, start).chars().next() else { return (start, value) };
    let end = start + sign.len_utf8();
    if let Some(fraction) = fraction(sign) {
        return (end, written(fraction));
    }
    let roman = u32::from(sign)
        .checked_sub(0x2160)
        .map(|place| if place < 16 { place } else { place.wrapping_sub(16) });
    if let Some(value) = roman.and_then(|place| ROMAN.get(usize::try_from(place).ok()?)) {
        return (end, value.to_string());
    }
    let han = HAN.chars().position(|known| known == sign);
    (end, han.map_or_else(|| UNREAD.to_owned(), |value| value.to_string()))
}

/// `3½`, `10³`: a number in digits with a sign that belongs to it; where it ends, and its text in digits.
pub(super) fn joined(text: &str, start: usize, end: usize) -> Option<(usize, String)> {
    let number = text.get(start..end)?;
    let sign = rest(text, end).chars().next()?;
    if let Some(fraction) = fraction(sign) {
        let whole: f64 = number.parse().ok()?;
        return Some((end + sign.len_utf8(), written(whole + fraction)));
    }
    let raised_from = if sign == '⁻' { end + sign.len_utf8() } else { end };
    let mut power_end = raised_from;
    let mut power = 0_i32;
    for raised in rest(text, raised_from).chars() {
        let Some(digit) = raised_digit(raised) else { break };
        power = power.saturating_mul(10).saturating_add(digit);
        power_end += raised.len_utf8();
    }
    let base: f64 = number.parse().ok()?;
    let value = match raised_from > end {
        true => format!("{}", base.powi(-power.min(30))),
        false => written(base.powi(power.min(300))),
    };
    (power_end > raised_from).then_some((power_end, value))
}

/// `0x1f`: where it ends, and its text in ten digits.
pub(super) fn hexadecimal(text: &str, start: usize) -> Option<(usize, String)> {
    let digits =
        rest(text, start).strip_prefix("0x").or_else(|| rest(text, start).strip_prefix("0X"))?;
    let length = digits.bytes().take_while(u8::is_ascii_hexdigit).count();
    let ends = !rest(digits, length).starts_with(|c: char| c.is_alphanumeric());
    let value = u64::from_str_radix(digits.get(..length)?, 16).ok().filter(|_| ends)?;
    Some((start + 2 + length, value.to_string()))
}

/// A digit of another script as one of a keyboard.
fn digit(sign: char) -> Option<char> {
    let code = u32::from(sign);
    let zero = ZEROS
        .iter()
        .map(|zero| u32::from(*zero))
        .find(|zero| (*zero..zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

fn raised_digit(sign: char) -> Option<i32> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|known| known == sign).and_then(|digit| i32::try_from(digit).ok())
}

fn fraction(sign: char) -> Option<f64> {
    FRACTIONS.iter().find(|(known, ..)| *known == sign).map(|(_, above, below)| above / below)
}

/// A number with as many digits as a fraction of one sign says.
fn written(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A text from a byte on.
pub(super) fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}
