//! Reads amounts as they are spoken: `three metres thirty-six`, `the last one $25,345`.

use crate::series::claims::reading::{
    numerals,
    tokens::{Token, TokenKind, text},
    units::{self, Dimension},
    words,
};

use super::Draft;

impl Draft<'_> {
    /// `three metres thirty-six`, `3 metres 95`, `two pounds fifty`: hundredths behind the unit.
    pub(super) fn read_spoken_hundredths(&mut self) {
        let is_of_hundred = self.unit.as_ref().is_some_and(|unit| match &unit.dimension {
            Dimension::Other(base) => base == "m" || units::is_currency(base),
            _ => false,
        });
        let unit = self.length.checked_sub(1).map_or("", |last| text(self.rest, last));
        let is_in_words = self.length > 1 && unit.len() > 2;
        if !(is_of_hundred && is_in_words && self.written.is_plain_integer) {
            return;
        }
        let Some((part, taken)) = numerals::written(self.behind()) else { return };
        let is_hundredths =
            part.is_plain_integer && part.scale == 1.0 && (10.0..100.0).contains(&part.value);
        let after = self.rest.get(self.length + taken..).unwrap_or_default();
        let is_end = after.first().is_none_or(|next| {
            matches!(next.kind, TokenKind::Mark | TokenKind::Start(_)) && next.lower != "%"
                || words::holds(BEHIND_AMOUNT, &next.lower)
        });
        if is_hundredths && is_end {
            self.written.value += part.value / 100.0;
            self.written.step = 0.01;
            self.written.coarse_step = 0.01;
            self.written.digits += 2;
            self.written.is_plain_integer = false;
            self.length += taken;
        }
    }
}

/// Words that may follow an amount with its hundredths.
const BEHIND_AMOUNT: &str =
    "and at on in by to from more less higher lower above below before after today yesterday";

/// Whether the tokens begin with the sign of a currency and digits right behind it.
pub(super) fn is_before_amount(rest: &[Token]) -> bool {
    let [sign, amount, ..] = rest else { return false };
    matches!(sign.lower.as_str(), "$" | "€" | "£" | "¥")
        && amount.kind == TokenKind::Number
        && amount.is_glued
}
