//! Cuts a text into words, numbers and marks.
//!
//! Markdown's emphasis is dropped, and its line starts (a bullet, a heading, the number of a list) become marks of
//! their own, for they begin something new where no full stop ends what was before. A word that is written as code
//! or holds an underscore is kept whole: it is a name of something.

use std::ops::Range;

use super::{
    digits::{self, rest},
    units,
};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// Its text in lower case; typographic signs as their plain forms.
    pub(super) lower: String,
    pub(super) kind: TokenKind,
    /// Whether nothing stands between it and the token before.
    pub(super) is_glued: bool,
    /// Whether it is written as code.
    pub(super) is_code: bool,
    /// Whether it begins with a capital letter.
    pub(super) is_capital: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters, digits after letters, apostrophes.
    Word,
    /// A word that only a program would write: `latency_ms`, `api.errors`.
    Identifier,
    /// Digits with their separators.
    Number,
    /// Anything else that is seen.
    Mark,
    /// The start of a line that begins something new.
    Start(Start),
}

/// What a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::series::claims) enum Start {
    /// An item of a list, or a row of a table.
    Item,
    /// A heading.
    Heading,
    /// Text after an empty line or a heading.
    Paragraph,
}

/// The text of one of some tokens, in lower case; empty where there is none.
pub(super) fn text(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.lower.as_str())
}

/// Whether nothing stands between one of some tokens and the one before.
pub(super) fn glued(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.is_glued)
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { text, tokens: Vec::new(), is_code: false };
    let mut start = 0;
    let mut is_after_break = true;
    let (mut is_after_line, mut is_after_entry) = (false, false);
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        if content.is_empty() {
            is_after_break = true;
        } else {
            let indent = line.len() - line.trim_start().len();
            let (kind, marker_bytes) = line_start(content);
            let is_entry = content.starts_with(|c: char| c.is_ascii_digit());
            let is_line = is_after_line && !content.starts_with(char::is_lowercase);
            let is_new = is_after_break || is_line || is_entry && is_after_entry;
            if let Some(kind) = kind.or(is_new.then_some(Start::Paragraph)) {
                lexer.push(start + indent..start + indent, TokenKind::Start(kind));
            }
            is_after_break = kind == Some(Start::Heading);
            // A short line that no sign ends is not a line of wrapped text.
            is_after_line =
                content.chars().count() < SHORT_LINE && content.ends_with(char::is_alphanumeric);
            // Lines that begin with a time or a number each are entries of a log.
            is_after_entry = is_entry;
            lexer.line(start + indent + marker_bytes..start + line.trim_end().len());
        }
        start += line.len();
    }
    lexer.tokens
}

/// Lines of wrapped text are longer than this, in characters.
const SHORT_LINE: usize = 65;

/// What a line begins, and how many bytes say so.
fn line_start(content: &str) -> (Option<Start>, usize) {
    let heading = content.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&heading) && rest(content, heading).starts_with(' ') {
        return (Some(Start::Heading), heading);
    }
    if content.starts_with('|') {
        return (Some(Start::Item), 0);
    }
    for bullet in ["- [ ] ", "- [x] ", "- ", "* ", "+ ", "• ", "– ", "— ", "> ", "▪ ", "◦ ", "→ "]
    {
        if content.starts_with(bullet) {
            return (Some(Start::Item), bullet.len());
        }
    }
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    let rest = rest(content, digits);
    if (1..=2).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") ")) {
        return (Some(Start::Item), digits + 1);
    }
    (None, 0)
}

/// A text between two bytes.
fn between(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// Cuts a text, line by line.
struct Lexer<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    is_code: bool,
}

impl Lexer<'_> {
    /// Adds the tokens of a line.
    fn line(&mut self, range: Range<usize>) {
        self.is_code = false;
        let mut at = range.start;
        while let Some(first) = self.char_at(at).filter(|_| at < range.end) {
            let end = at + first.len_utf8();
            match first {
                '`' => {
                    self.is_code = !self.is_code;
                    at = end;
                }
                '*' | '"' | '“' | '”' | '‘' | '~' if first != '~' || self.next_is_same(at) => {
                    at = end;
                }
                '_' if !self.is_code => at = end,
                _ if first.is_whitespace() || is_invisible(first) => at = end,
                _ if first.is_ascii_digit() || (first == '.' && self.starts_fraction(at)) => {
                    at = self.number(at);
                }
                _ if digits::begins_numeral(self.text, at) => {
                    let (end, value) = digits::numeral(self.text, at);
                    self.push(at..end, TokenKind::Number);
                    self.rename(value);
                    at = end;
                }
                _ if first.is_alphabetic() || first == '_' => at = self.word(at),
                _ => {
                    let typed = TYPED_SIGNS.iter().map(|(typed, _)| typed);
                    let typed =
                        typed.into_iter().find(|typed| rest(self.text, at).starts_with(**typed));
                    let end = typed.map_or(end, |typed| at + typed.len());
                    self.push(at..end, TokenKind::Mark);
                    at = end;
                }
            }
        }
    }

    /// Adds a number and what is glued to it, and returns where it ends.
    fn number(&mut self, start: usize) -> usize {
        // `0x1f` is sixteen and fifteen.
        if let Some((end, value)) = digits::hexadecimal(self.text, start) {
            self.push(start..end, TokenKind::Number);
            self.rename(value);
            return end;
        }
        let end = number_end(self.text, start);
        // `3½`, `10³`
        if let Some((end, value)) = digits::joined(self.text, start, end) {
            self.push(start..end, TokenKind::Number);
            self.rename(value);
            return end;
        }
        let letters: String =
            rest(self.text, end).chars().take_while(|c| c.is_alphanumeric()).collect();
        let is_whole = between(self.text, start, end).bytes().all(|byte| byte.is_ascii_digit());
        // `5xx` is a name, and so is `3scale`; `5ms`, `5th` and `5k` are numbers. Short words are tried as units.
        if is_whole && !letters.is_empty() && !is_suffix(&letters) {
            let end = end + letters.len();
            self.push(start..end, TokenKind::Word);
            return end;
        }
        self.push(start..end, TokenKind::Number);
        end
    }

    /// Adds a word, and returns where it ends.
    fn word(&mut self, start: usize) -> usize {
        let mut end = start;
        let mut is_identifier = false;
        while let Some(next) = self.char_at(end) {
            let after = self.char_at(end + next.len_utf8());
            let is_inner = after.is_some_and(char::is_alphanumeric) && end > start;
            match next {
                _ if next.is_alphanumeric() => {}
                '\'' | '’' if is_inner => {}
                '_' if self.is_code || is_inner || (end > start && after == Some('_')) => {
                    is_identifier = true;
                }
                // `api.latency`, but not the end of a sentence whose space is missing, nor `a.m.`.
                '.' if is_inner
                    && after.is_some_and(char::is_lowercase)
                    && (end - start > 1
                        || between(self.text, start, end)
                            .ends_with(|c: char| c.is_ascii_digit())) =>
                {
                    is_identifier = true;
                }
                _ => break,
            }
            end += next.len_utf8();
        }
        self.push(start..end, if is_identifier { TokenKind::Identifier } else { TokenKind::Word });
        end
    }

    fn push(&mut self, range: Range<usize>, kind: TokenKind) {
        let lower = self
            .text
            .get(range.clone())
            .unwrap_or_default()
            .chars()
            .flat_map(char::to_lowercase)
            .map(plain)
            .collect::<String>();
        let sign = TYPED_SIGNS.iter().find(|(typed, _)| *typed == lower).map(|(_, sign)| *sign);
        let lower = sign.map_or(lower, str::to_owned);
        let is_glued = self.tokens.last().is_some_and(|last| {
            last.range.end == range.start && !matches!(last.kind, TokenKind::Start(_))
        });
        let is_capital = rest(self.text, range.start).starts_with(char::is_uppercase);
        self.tokens.push(Token { range, lower, kind, is_glued, is_code: self.is_code, is_capital });
    }

    /// Gives the last token another text than that of its bytes.
    fn rename(&mut self, text: String) {
        if let Some(last) = self.tokens.last_mut() {
            last.lower = text;
        }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    fn next_is_same(&self, at: usize) -> bool {
        let mut rest = rest(self.text, at).chars();
        rest.next() == rest.next()
    }

    /// Whether a point begins a number: `.87` after a space.
    fn starts_fraction(&self, at: usize) -> bool {
        let is_free = between(self.text, 0, at)
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric() && c != '.');
        is_free && rest(self.text, at + 1).starts_with(|c: char| c.is_ascii_digit())
    }
}

/// Where the number that starts at `start` ends: digits, with separators that have digits on both sides.
fn number_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut group_digits = 0;
    while let Some(next) = rest(text, end).chars().next() {
        let after = rest(text, end + next.len_utf8());
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        match next {
            '0'..='9' => group_digits += 1,
            '.' | ',' | '\'' | '’' if digits > 0 => group_digits = 0,
            // A blank parts thousands only.
            '\u{a0}' | '\u{202f}' | '\u{2009}' | ' '
                if digits == 3 && (1..=3).contains(&group_digits) =>
            {
                let is_narrow = next != ' ';
                let is_number = !rest(after, 3).starts_with(|c: char| c.is_alphanumeric());
                if !(is_narrow || is_number) {
                    return end;
                }
                group_digits = 0;
            }
            // An exponent.
            'e' | 'E' => {
                let sign = usize::from(after.starts_with(['-', '+']));
                let digits = rest(after, sign).bytes().take_while(u8::is_ascii_digit).count();
                let exponent_end = end + 1 + sign + digits;
                let ends = !rest(text, exponent_end).starts_with(|c: char| c.is_alphanumeric());
                return if digits > 0 && ends { exponent_end } else { end };
            }
            _ => return end,
        }
        end += next.len_utf8();
    }
    end
}

/// Whether letters after digits leave them a number: a unit, an ordinal, a scale.
fn is_suffix(letters: &str) -> bool {
    const SUFFIXES: [&str; 14] =
        ["st", "nd", "rd", "th", "am", "pm", "fold", "sigma", "pp", "bn", "mn", "mio", "sd", "hrs"];
    let lower = letters.to_lowercase();
    letters.chars().count() == 1
        || SUFFIXES.contains(&lower.as_str())
        || units::unit(letters).is_some()
        || units::seconds_of(&lower).is_some()
        // `14h35`, `2h30m`, `20260301T0950Z`.
        || lower.starts_with(['h', 't', 'd']) && rest(&lower, 1).starts_with(|c: char| c.is_ascii_digit())
}

/// Signs that a keyboard lacks, as they are typed: an arrow, and the dash of a range.
const TYPED_SIGNS: [(&str, &str); 5] =
    [("-->", "→"), ("->", "→"), ("=>", "→"), ("...", "…"), ("..", "–")];

/// Signs that typesetters use, as those of a keyboard.
pub(super) fn plain(sign: char) -> char {
    match sign {
        '’' | '‘' | '′' => '\'',
        '−' | '‐' | '‑' | '‒' => '-',
        'µ' => 'μ',
        _ => sign,
    }
}

/// Whether a sign takes no room: marks of emphasis and of direction of writing.
fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}')
}
