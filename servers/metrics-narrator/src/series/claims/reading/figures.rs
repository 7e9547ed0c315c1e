//! Reads a number with its sign, its unit, its time and how it is told.
//!
//! - `amounts` reads what people say of money and heights: `three metres thirty-six`
//! - `told_units` reads the unit behind a number, `durations` the smaller parts of a length of time
//! - `wholes` reads numbers that are no digits alone: `half a day`, `the high 70s`
//! - `rates` reads the time that a number is told for
//! - `hedges` reads the words before it: about, under, over

mod amounts;
mod durations;
mod hedges;
mod rates;
mod told_units;
mod wholes;

use super::{
    mentions::{Figure, Hedge},
    numerals::{self, Written},
    reader::Reader,
    tokens::{Token, TokenKind, glued, text},
    units::{self, Dimension, Unit},
};

pub(super) use wholes::decade;

impl Reader<'_> {
    /// The number at a token with all that belongs to it, and how many tokens it takes.
    pub(super) fn figure(&self, at: usize) -> Option<(Figure, usize)> {
        let mut draft = Draft::begin(self, at)?;
        draft.read_unit();
        draft.read_spoken_hundredths();
        draft.read_multiple();
        draft.read_hundredths();
        draft.read_part_of_unit();
        draft.read_odds();
        draft.read_small_parts();
        if draft.is_pronoun() {
            return None;
        }
        draft.read_speed();
        Some(draft.finish())
    }

    /// The sign at a token: -1, 1 or 0, and how many tokens it takes.
    fn sign(&self, at: usize) -> (i8, usize) {
        let is_free = !glued(self.tokens, at)
            || at == 0
            || matches!(self.word_before(at, 1), "(" | "=" | "≈" | "~" | ":" | "[" | "|" | "/");
        match text(self.tokens, at) {
            "-" | "–" if is_free && glued(self.tokens, at + 1) => (-1, 1),
            "+" => (1, 1),
            "minus" => (-1, 1),
            _ => (0, 0),
        }
    }
}

/// A number while it is read.
struct Draft<'r> {
    reader: &'r Reader<'r>,
    /// Its first token.
    at: usize,
    /// The tokens from its first one on.
    rest: &'r [Token],
    /// How many of them are read.
    length: usize,
    /// Its first word behind a sign and a currency.
    first_word: &'r str,
    written: Written,
    unit: Option<Unit>,
    seconds_per_unit: Option<f64>,
}

impl<'r> Draft<'r> {
    /// A sign, a currency and the digits or words of a number.
    fn begin(reader: &'r Reader<'r>, at: usize) -> Option<Self> {
        let rest = reader.tokens.get(at..)?;
        let (sign, mut length) = reader.sign(at);
        let mut unit = None;
        // A currency may stand before the number, and the sign before the currency.
        if let Some(token) = rest.get(length).filter(|token| is_currency(token)) {
            unit = units::unit(&token.lower);
            length += 1;
        }
        let number = rest.get(length..)?;
        let first_word = number.first()?.lower.as_str();
        let before = at.checked_sub(1).and_then(|before| reader.tokens.get(before));
        let (written, taken) = wholes::article(number)
            .or_else(|| decade(number, before))
            .or_else(|| numerals::written(number))?;
        // `fell to nothing`, but not `nothing changed`.
        if matches!(first_word, "nothing" | "nil" | "nought")
            && !matches!(reader.word_before(at, 1), "to" | "at")
        {
            return None;
        }
        let written = Written { sign, ..written };
        let length = length + taken;
        Some(Self { reader, at, rest, length, first_word, written, unit, seconds_per_unit: None })
    }

    /// The word so many tokens behind what is read.
    fn word(&self, ahead: usize) -> &'r str {
        text(self.rest, self.length + ahead)
    }

    fn word_before(&self, back: usize) -> &'r str {
        self.reader.word_before(self.at, back)
    }

    /// The tokens behind what is read.
    fn behind(&self) -> &'r [Token] {
        self.rest.get(self.length..).unwrap_or_default()
    }

    /// A unit behind the number, as a header writes it or as it is known.
    fn read_unit(&mut self) {
        if self.unit.is_some() {
            // `$4m`
            if self.word(0) == "m" && glued(self.rest, self.length) {
                self.written.scale_by(1e6);
                self.length += 1;
            }
            return;
        }
        self.length += told_units::length_of_other_degrees(self.behind());
        // `the last one $25,345`: the currency is that of the next number.
        if self.written.is_spelled && amounts::is_before_amount(self.behind()) {
            return;
        }
        let hyphen = usize::from(self.word(0) == "-" && glued(self.rest, self.length));
        let after = self.rest.get(self.length + hyphen..).unwrap_or_default();
        // `mean=0.75 min=0.52`: what stands before an equals sign is the next key.
        let after = if text(after, 1) == "=" { &[] } else { after };
        let found = self.reader.header_unit(self.behind()).or_else(|| {
            let (unit, taken) = self.reader.unit(after, &mut self.written)?;
            Some((unit, hyphen + taken))
        });
        let Some((unit, taken)) = found else { return };
        self.length += taken;
        self.seconds_per_unit = (unit.dimension == Dimension::Time).then_some(unit.factor);
        self.unit = Some(unit);
    }

    /// `a factor of nearly twenty`, `multiplied by 3.5`, `× 3`, `thirtyfold`.
    fn read_multiple(&mut self) {
        let follows_factor =
            |back: usize| match (self.word_before(back + 1), self.word_before(back)) {
                ("factor", "of") => true,
                (verb, "by") => verb.starts_with("multipl"),
                _ => false,
            };
        let is_multiple = follows_factor(1)
            || follows_factor(2)
            || matches!(self.word_before(1), "×" | "x")
            || numerals::fold(self.first_word).is_some();
        if self.unit.is_none() && is_multiple {
            self.unit = Some(Unit::one(Dimension::Times));
        }
    }

    /// `four callers in a hundred`, `97 out of 100`, `6 in every 100`.
    fn read_hundredths(&mut self) {
        let is_in_a_hundred = |at: usize| {
            (self.word(at), self.word(at + 1), self.word(at + 2)) == ("in", "a", "hundred")
        };
        if self.unit.is_none() && (is_in_a_hundred(0) || is_in_a_hundred(1)) {
            self.unit = Some(Unit::one(Dimension::Percent));
        }
        // What is counted may stand between: `1.29 errors for every 100 requests`.
        let behind = self.hundreds(0);
        let is_noun = self.behind().first().is_some_and(|token| token.kind == TokenKind::Word);
        let Some((hundreds, taken)) = behind.or_else(|| self.hundreds(1).filter(|_| is_noun))
        else {
            return;
        };
        if self.unit.is_none() {
            self.unit = Some(Unit { dimension: Dimension::Percent, factor: 1.0 / hundreds });
            self.length += behind.map_or(0, |_| taken);
        }
    }

    /// `out of 100`, `in every hundred`, `for every 1,000`, so many tokens ahead: how many hundreds a share is of, and
    /// how many tokens it takes.
    fn hundreds(&self, ahead: usize) -> Option<(f64, usize)> {
        let word = |at: usize| self.word(ahead + at);
        let (joint, is_out_of) = match (word(0), word(1)) {
            ("out", "of") => (2, true),
            ("in" | "of" | "for", "every" | "each") | ("per", _) => (1, false),
            _ => return None,
        };
        let article = usize::from(matches!(word(joint), "a" | "every" | "each"));
        let hundreds = match word(joint + article) {
            "100" | "hundred" => 1.0,
            // `40 out of 1,000` may count rows.
            "1000" | "1,000" | "thousand" if !is_out_of => 10.0,
            _ => return None,
        };
        Some((hundreds, joint + article + 1))
    }

    /// `a fifth of a degree`.
    fn read_part_of_unit(&mut self) {
        let is_part = self.written.is_spelled
            && self.written.value < 1.0
            && self.word(0) == "of"
            && matches!(self.word(1), "a" | "an")
            && units::seconds_of(self.word(2)).is_none();
        if let Some(unit) = units::unit(self.word(2)).filter(|_| is_part) {
            self.unit = Some(unit);
            self.length += 3;
        }
    }

    /// `3.3 to 1`, but not `from a level of 14 to one of 23`.
    fn read_odds(&mut self) {
        let is_end = self.rest.get(self.length + 2).is_none_or(|token| {
            !matches!(token.lower.as_str(), "," | "of")
                && token.kind != TokenKind::Number
                && units::unit(&token.lower).is_none()
        });
        if self.unit.is_none()
            && (matches!((self.word(0), self.word(1)), ("to", "1" | "one"))
                || (self.word(0), self.word(1)) == (":", "1"))
            && !matches!(self.word_before(1), "from" | "by")
            && is_end
        {
            self.unit = Some(Unit::one(Dimension::Times));
            self.length += 2;
        }
    }

    /// `eight hundredths of a cent`.
    fn read_small_parts(&mut self) {
        let part = match self.word(0) {
            "tenths" => 0.1,
            "hundredths" => 0.01,
            "thousandths" => 0.001,
            _ => return,
        };
        if self.word(1) == "of" && matches!(self.word(2), "a" | "an") {
            self.written.scale_by(part);
            self.written.scale = 1.0;
            self.unit = units::unit(self.word(3));
            self.length += 4;
        }
    }

    /// `one` alone is a pronoun unless a unit follows; so is a `half` that begins `half of`.
    fn is_pronoun(&self) -> bool {
        let value = self.written.value;
        let is_part_of_large_number = value >= 1e3 && value.log10().fract() != 0.0;
        matches!(self.first_word, "one" | "half" | "a" | "an")
            && self.unit.is_none()
            && !is_part_of_large_number
    }

    /// `69 kilometres an hour`: a way in a time is a speed.
    fn read_speed(&mut self) {
        if let Some(unit) = &self.unit
            && unit.dimension == Dimension::Other("m".to_owned())
            && let Some((seconds, taken)) = rates::speed(self.behind())
            && self.reader.tells_speed()
        {
            let factor = unit.factor / seconds;
            self.unit = Some(Unit { dimension: Dimension::Other("m/s".to_owned()), factor });
            self.length += taken;
        }
    }

    /// The number with the rest of its length of time, its time and how it is told.
    fn finish(self) -> (Figure, usize) {
        let Self { reader, at, rest, mut length, written, unit, seconds_per_unit, .. } = self;
        let hedge = reader.hedge(at);
        let mut figure =
            Figure { written, unit, seconds_per_unit, per_seconds: None, hedge, bare: None };
        let behind = |length: usize| rest.get(length..).unwrap_or_default();
        length += durations::read_glued_minutes(&mut figure, behind(length));
        length += durations::read_smaller_parts(&mut figure, behind(length));
        figure.per_seconds = rates::per(behind(length));
        length += rates::length_of_slash(behind(length));
        // `40 or so`, `40-odd`
        if matches!(
            (text(rest, length), text(rest, length + 1)),
            ("or", "so" | "thereabouts") | ("-", "ish" | "odd")
        ) {
            figure.hedge = Hedge::About;
            length += 2;
        }
        (figure, length)
    }
}

/// A currency that stands before its amount: `€ 12`, `GBP 12`.
fn is_currency(token: &Token) -> bool {
    matches!(token.lower.as_str(), "$" | "€" | "£" | "¥" | "usd" | "eur" | "gbp")
}
