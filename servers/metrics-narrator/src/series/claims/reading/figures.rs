//! Reads a number with its sign, its unit, its time and how it is told.

use super::{
    mentions::{Figure, Hedge, Reader},
    numerals::{self, Written},
    tokens::{Token, TokenKind},
    units::{self, Dimension, Unit},
};

impl Reader<'_> {
    /// A number with its sign, its unit and how it is told.
    pub(in crate::series::claims) fn figure(&self, at: usize) -> Option<(Figure, usize)> {
        let rest = self.tokens.get(at..)?;
        let before = |count: usize| at.checked_sub(count).and_then(|at| self.tokens.get(at));
        let is_after_break = !rest.first()?.is_glued
            || before(1).is_none_or(|token| {
                matches!(token.lower.as_str(), "(" | "=" | "≈" | "~" | ":" | "[" | "|" | "/")
            });
        let mut lead = 0;
        let mut sign = 0_i8;
        match rest.first()?.lower.as_str() {
            "-" | "–" if is_after_break && rest.get(1).is_some_and(|token| token.is_glued) => {
                (lead, sign) = (1, -1);
            }
            "+" => (lead, sign) = (1, 1),
            "minus" => (lead, sign) = (1, -1),
            _ => {}
        }
        // A currency may stand before the number, and the sign before the currency.
        let mut unit = None;
        if let Some(token) = rest.get(lead).filter(|token| is_currency(token)) {
            unit = units::unit(&token.lower);
            lead += 1;
        }
        let number = rest.get(lead..)?;
        let first_word = number.first()?.lower.as_str();
        let (mut written, mut length) = match (article(number), decade(number, before(1))) {
            (Some(found), _) | (None, Some(found)) => found,
            (None, None) => numerals::written(number)?,
        };
        // `fell to nothing`, but not `nothing changed`.
        if matches!(first_word, "nothing" | "nil" | "nought")
            && before(1).is_none_or(|token| !matches!(token.lower.as_str(), "to" | "at"))
        {
            return None;
        }
        // `one` alone is a pronoun unless a unit follows; so is a `half` that begins `half of`.
        written.sign = sign;
        length += lead;
        let mut seconds_per_unit = None;
        let hyphen =
            usize::from(rest.get(length).is_some_and(|token| token.lower == "-" && token.is_glued));
        if unit.is_none() {
            let (of_header, header_length) =
                self.header_unit(rest.get(length..).unwrap_or_default());
            let after = rest.get(length + hyphen..).unwrap_or_default();
            // `mean=0.75 min=0.52`: what stands before an equals sign is the next key.
            let is_key = |after: &[Token]| after.get(1).is_some_and(|token| token.lower == "=");
            let after = if is_key(after) { &[] } else { after };
            if let Some(found) = of_header {
                (unit, length) = (Some(found), length + header_length);
                seconds_per_unit = unit
                    .as_ref()
                    .filter(|unit| unit.dimension == Dimension::Time)
                    .map(|unit| unit.factor);
            } else if let Some((found, seconds, taken)) = self.unit(after, &mut written) {
                length += hyphen + taken;
                (unit, seconds_per_unit) = (Some(found), seconds);
            }
        } else if let Some(token) = rest.get(length)
            && token.is_glued
            && token.lower == "m"
        {
            scale(&mut written, 1e6);
            length += 1;
        }
        let text = |at: usize| rest.get(at).map_or("", |token: &Token| token.lower.as_str());
        let word_before = |back: usize| before(back).map_or("", |token| token.lower.as_str());
        // `a factor of nearly twenty`, `97 out of 100`.
        let follows_factor =
            |back: usize| word_before(back) == "of" && word_before(back + 1) == "factor";
        let is_multiple = matches!(word_before(1), "×" | "x");
        if unit.is_none()
            && (follows_factor(1)
                || follows_factor(2)
                || is_multiple
                || numerals::fold(first_word).is_some())
        {
            unit = Some(Unit { dimension: Dimension::Times, factor: 1.0 });
        }
        // `four callers in a hundred`
        if (1..=2).any(|at| {
            text(length + at - 1) == "in"
                && text(length + at) == "a"
                && text(length + at + 1) == "hundred"
        }) && unit.is_none()
        {
            unit = Some(Unit { dimension: Dimension::Percent, factor: 1.0 });
        }
        if (text(length), text(length + 1)) == ("out", "of") && unit.is_none() {
            let hundred = usize::from(text(length + 2) == "a");
            if matches!(text(length + 2 + hundred), "100" | "hundred") {
                unit = Some(Unit { dimension: Dimension::Percent, factor: 1.0 });
                length += 3 + hundred;
            }
        }
        // `a fifth of a degree`
        if written.is_spelled
            && written.value < 1.0
            && text(length) == "of"
            && matches!(text(length + 1), "a" | "an")
            && units::seconds_of(text(length + 2)).is_none()
            && let Some(found) = units::unit(text(length + 2))
        {
            unit = Some(found);
            length += 3;
        }
        // `3.3 to 1`
        if unit.is_none()
            && matches!((text(length), text(length + 1)), ("to" | ":", "1" | "one"))
            && !matches!(word_before(1), "from" | "by")
            && rest.get(length + 2).is_none_or(|token| {
                token.lower != ","
                    && token.kind != TokenKind::Number
                    && units::unit(&token.lower).is_none()
            })
        {
            unit = Some(Unit { dimension: Dimension::Times, factor: 1.0 });
            length += 2;
        }
        // `eight hundredths of a cent`.
        let parts = match text(length) {
            "tenths" => 0.1,
            "hundredths" => 0.01,
            "thousandths" => 0.001,
            _ => 0.0,
        };
        if parts > 0.0 && text(length + 1) == "of" && matches!(text(length + 2), "a" | "an") {
            scale(&mut written, parts);
            written.scale = 1.0;
            unit = units::unit(text(length + 3));
            length += 4;
        }
        let is_part = written.value >= 1e3 && written.value.log10().fract() != 0.0;
        if matches!(first_word, "one" | "half" | "a" | "an") && unit.is_none() && !is_part {
            return None;
        }
        // `69 kilometres an hour`: a way in a time is a speed.
        if let Some(found) = &unit
            && found.dimension == Dimension::Other("m".to_owned())
            && let Some((seconds, taken)) = speed(rest.get(length..).unwrap_or_default())
            && self.tells_speed()
        {
            let factor = found.factor / seconds;
            unit = Some(Unit { dimension: Dimension::Other("m/s".to_owned()), factor });
            length += taken;
        }
        let mut figure =
            Figure { written, unit, seconds_per_unit, per_seconds: None, hedge: self.hedge(at) };
        if let Some(minutes) =
            rest.get(length).filter(|token| token.is_glued).and_then(glued_minutes)
            && figure.unit.is_none()
            && figure.written.is_plain_integer
        {
            // `4h40m`
            figure.written.value = figure.written.value * 60.0 + minutes;
            figure.written.digits += 2;
            figure.unit = Some(Unit { dimension: Dimension::Time, factor: 60.0 });
            figure.seconds_per_unit = Some(60.0);
            length += 1;
        }
        length += self.compound(&mut figure, rest.get(length..).unwrap_or_default());
        figure.per_seconds = per(rest.get(length..).unwrap_or_default());
        // `68/min` says a rate, not a minimum.
        let is_rate = text(length) == "/"
            && rest.get(length + 1).is_some_and(|token| token.is_glued)
            && units::seconds_of(text(length + 1)).is_some();
        length += if is_rate { 2 } else { 0 };
        if rest.get(length).is_some_and(|token| token.lower == "or")
            && rest
                .get(length + 1)
                .is_some_and(|token| matches!(token.lower.as_str(), "so" | "thereabouts"))
            || rest.get(length).is_some_and(|token| token.lower == "-")
                && rest
                    .get(length + 1)
                    .is_some_and(|token| token.lower == "ish" || token.lower == "odd")
        {
            figure.hedge = Hedge::About;
            length += 2;
        }
        Some((figure, length))
    }

    /// A unit as a header writes it.
    pub(in crate::series::claims) fn header_unit(&self, rest: &[Token]) -> (Option<Unit>, usize) {
        let Some(first) = rest.first() else { return (None, 0) };
        let text = self.text.get(first.range.start..).unwrap_or_default();
        let written = self.facts.series.iter().filter_map(|series| series.unit.as_deref());
        let longest =
            written.filter(|unit| is_told(unit) && !unit.starts_with('/')).filter(|unit| {
                text.strip_prefix(unit).is_some_and(|after| {
                    !after.starts_with(|c: char| c.is_alphanumeric() || c == '/')
                })
            });
        let Some(longest) = longest.max_by_key(|unit| unit.len()) else { return (None, 0) };
        let end = first.range.start + longest.len();
        let length = rest.iter().take_while(|token| token.range.start < end).count();
        // A lone m in a header is a metre.
        let known = if longest == "m" { "metre" } else { longest };
        let unit = units::unit(known).unwrap_or_else(|| Unit {
            dimension: Dimension::Other(longest.to_lowercase()),
            factor: 1.0,
        });
        (Some(unit), length)
    }

    /// A unit that is known: what it is, how many seconds one is, and how many tokens it takes.
    pub(in crate::series::claims) fn unit(
        &self,
        rest: &[Token],
        written: &mut Written,
    ) -> Option<(Unit, Option<f64>, usize)> {
        let token = rest.first()?;
        let text = self.text.get(token.range.clone()).unwrap_or_default();
        let next = rest.get(1).map_or("", |token| token.lower.as_str());
        let of = |dimension| Unit { dimension, factor: 1.0 };
        match (token.lower.as_str(), next) {
            ("percentage" | "percent" | "%", "point" | "points") => {
                return Some((of(Dimension::Points), None, 2));
            }
            ("percentage", "-")
                if rest.get(2).is_some_and(|token| token.lower.starts_with("point")) =>
            {
                return Some((of(Dimension::Points), None, 3));
            }
            ("cubic", "metres" | "meters" | "metre" | "meter") => {
                return Some((units::unit("cubic metre")?, None, 2));
            }
            ("per", "cent") => return Some((of(Dimension::Percent), None, 2)),
            ("standard" | "usual" | "typical", "deviations" | "deviation") => {
                return Some((of(Dimension::Deviations), None, 2));
            }
            ("°" | "deg" | "degrees", "c" | "f" | "celsius" | "fahrenheit") => {
                let written: String = format!("°{}", next.chars().next().unwrap_or('c'));
                return Some((units::unit(&written)?, None, 2));
            }
            // `M` is a million, `m` is a minute or a metre.
            ("m", _) if text == "M" => {
                scale(written, 1e6);
                return self
                    .unit(rest.get(1..)?, written)
                    .map(|(unit, seconds, taken)| (unit, seconds, taken + 1))
                    .or(Some((of(Dimension::Other(String::new())), None, 1)));
            }
            // `4.85m` is no distance and no time where values run into the millions.
            ("m", _) if token.is_glued && self.tells_millions() => {
                scale(written, 1e6);
                return Some((of(Dimension::Other(String::new())), None, 1));
            }
            // `672 quarter-hour rows` counts rows.
            ("quarter" | "quarters", "-" | "hour" | "hours" | "hourly") => return None,
            ("c" | "f", _) if !token.is_glued => return None,
            ("b", _) => return None,
            _ => {}
        }
        if next == "-"
            && let Some(after) = rest.get(2)
            && let Some(unit) = units::unit(&format!("{}-{}", token.lower, after.lower))
        {
            return Some((unit, None, 3));
        }
        // A capital letter is no unit of time: 5 W, 3 M.
        let is_capital = text.len() == 1 && text.chars().all(char::is_uppercase);
        if let Some(seconds) = units::seconds_of(&token.lower).filter(|_| !is_capital) {
            // `5 m` is a distance, `5m` a time, and a lone letter after a blank may be anything.
            let is_letter = token.lower.len() == 1
                && !token.is_glued
                && token.lower != "s"
                && token.lower != "h";
            return (!is_letter).then_some((
                Unit { dimension: Dimension::Time, factor: seconds },
                Some(seconds),
                1,
            ));
        }
        let unit = units::unit(text)
            .or_else(|| units::unit(&token.lower).filter(|_| token.lower.len() > 2))?;
        let seconds = (unit.dimension == Dimension::Time).then_some(unit.factor);
        Some((unit, seconds, 1))
    }

    /// Whether the table has a series that is a speed.
    fn tells_speed(&self) -> bool {
        self.facts.series.iter().any(|series| {
            let unit = series.unit.as_deref().and_then(units::unit);
            unit.is_some_and(|unit| unit.dimension == Dimension::Other("m/s".to_owned()))
        })
    }

    /// Whether the table has values of millions, and none that a lone m could be the unit of.
    fn tells_millions(&self) -> bool {
        let series = &self.facts.series;
        let is_of_m = |unit: &str| matches!(unit, "m" | "min" | "minutes" | "metres" | "meters");
        let has_millions = |max: f64| max >= 0.5e6;
        series.iter().any(|series| series.summary.as_ref().is_some_and(|it| has_millions(it.max)))
            && !series.iter().any(|series| series.unit.as_deref().is_some_and(is_of_m))
    }

    /// Adds smaller parts of a duration: `4 h 40 min`, `an hour and a half`. Returns how many tokens it took.
    pub(in crate::series::claims) fn compound(&self, figure: &mut Figure, rest: &[Token]) -> usize {
        let Some(seconds) = figure.seconds_per_unit.filter(|seconds| *seconds >= 1.0) else {
            return 0;
        };
        let text = |at: usize| rest.get(at).map_or("", |token: &Token| token.lower.as_str());
        let joint = usize::from(matches!(text(0), "and" | ","));
        if text(0) == "and" && matches!(text(1), "a") && matches!(text(2), "half" | "quarter") {
            figure.written.value += if text(2) == "half" { 0.5 } else { 0.25 };
            figure.written.step = if text(2) == "half" { 0.5 } else { 0.25 };
            figure.written.coarse_step = figure.written.step;
            return 3;
        }
        let Some((part, length)) = rest.get(joint..).and_then(numerals::written) else { return 0 };
        let hyphen = usize::from(text(joint + length) == "-");
        let at = joint + length + hyphen;
        // `2 h 50`, `4 minutes 21`: the next smaller unit, of which there are sixty, is left out.
        let is_end = rest.get(at).is_none_or(|next| {
            matches!(next.kind, TokenKind::Mark | TokenKind::Start(_)) && next.lower != "%"
                || matches!(next.lower.as_str(), "and" | "at" | "on" | "in" | "from" | "long")
        });
        if joint == 0
            && matches!(seconds as u64, 60 | 3_600)
            && rest.first().is_some_and(|token| token.lower.len() == 2)
            && part.is_plain_integer
            && !part.is_spelled
            && part.value < 60.0
            && is_end
        {
            figure.written = Written {
                value: figure.written.value * 60.0 + part.value,
                digits: figure.written.digits + part.digits,
                ..part
            };
            let unit = seconds / 60.0;
            figure.unit = Some(Unit { dimension: Dimension::Time, factor: unit });
            figure.seconds_per_unit = Some(unit);
            return length;
        }
        let Some(part_seconds) = units::seconds_of(text(at)).filter(|part| *part < seconds) else {
            return 0;
        };
        if text(at).len() == 1 && text(at) == "m" && seconds < 3_600.0
            || part.value * part_seconds >= seconds
        {
            return 0;
        }
        figure.written = Written {
            value: figure.written.value * seconds / part_seconds + part.value,
            is_plain_integer: false,
            digits: figure.written.digits + part.digits,
            ..part
        };
        figure.unit = Some(Unit { dimension: Dimension::Time, factor: part_seconds });
        figure.seconds_per_unit = Some(part_seconds);
        at + 1 + self.compound(figure, rest.get(at + 1..).unwrap_or_default()).min(8)
    }

    /// How the number at a token is told, by the words before it.
    pub(in crate::series::claims) fn hedge(&self, at: usize) -> Hedge {
        let word = |back: usize| {
            at.checked_sub(back)
                .and_then(|at| self.tokens.get(at))
                .map_or("", |token| token.lower.as_str())
        };
        let (one, two) = (word(1), word(2));
        let (one, two) =
            if matches!(one, "a" | "an" | "the" | "€" | "$" | "£" | "by" | "every" | "of") {
                (two, word(3))
            } else {
                (one, two)
            };
        // `never fell below 4.2` bounds it from below.
        let is_denied = (2..=4)
            .any(|back| matches!(word(back), "never" | "not" | "nor" | "didn't" | "doesn't"));
        match one {
            "below" | "under" | "beneath" if is_denied => return Hedge::Over,
            "above" | "over" | "exceed" | "exceeds" | "exceeded" | "past" | "beyond"
                if is_denied =>
            {
                return Hedge::Under;
            }
            _ => {}
        }
        match (two, one) {
            (
                "more" | "longer" | "higher" | "greater" | "larger" | "better" | "faster"
                | "warmer",
                "than",
            ) => Hedge::Over,
            ("less" | "fewer" | "lower" | "smaller" | "shorter" | "colder" | "cooler", "than") => {
                Hedge::Under
            }
            (
                "just" | "slightly" | "well" | "little" | "bit" | "comfortably" | "somewhat"
                | "far" | "shade" | "fraction" | "touch" | "marginally",
                "over" | "above" | "past" | "beyond",
            ) => Hedge::Over,
            (
                "just" | "slightly" | "well" | "little" | "bit" | "comfortably" | "somewhat"
                | "far" | "shade" | "fraction" | "touch" | "marginally",
                "under" | "below" | "short" | "shy",
            ) => Hedge::Under,
            ("short" | "shy" | "south", "of") => Hedge::Under,
            ("north" | "excess" | "upwards", "of") => Hedge::Over,
            ("close" | "next", "to") => Hedge::About,
            ("as", "many" | "much") => Hedge::None,
            _ => match one {
                "it" if two == "call" => Hedge::About,
                "about" | "around" | "roughly" | "approximately" | "approx" | "some" | "circa"
                | "ca" | "~" | "≈" | "near" | "practically" | "say" | "c" | "or" | "maybe"
                | "perhaps" | "order" | "neighbourhood" | "region" | "essentially"
                | "effectively" | "fairly" | "broadly" | "largely" | "loosely" => Hedge::About,
                "nearly" | "almost" | "barely" | "under" | "below" | "scarcely" | "hardly"
                | "<" | "≤" | "beneath" | "only"
                    if one != "only" =>
                {
                    Hedge::Under
                }
                "over" | "above" | "good" | "exceeding" | "exceeded" | "exceeds" | "exceed"
                | ">" | "≥" | "past" | "beyond" | "topped" | "topping" | "fully" => Hedge::Over,
                // The point of `approx.`
                "." if matches!(two, "approx" | "ca" | "c") => Hedge::About,
                _ => Hedge::None,
            },
        }
    }
}

/// Whether a unit of a header is one behind a number as well: of those of one letter not what may be a time.
fn is_told(unit: &str) -> bool {
    unit.len() > 1
        || matches!(unit, "m" | "l" | "g")
        || unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A currency that stands before its amount: `€ 12`, `GBP 12`.
fn is_currency(token: &Token) -> bool {
    matches!(token.lower.as_str(), "$" | "€" | "£" | "¥" | "usd" | "eur" | "gbp")
}

/// `an hour`, `a day`: one, where a unit of time or a multiple follows.
pub(in crate::series::claims) fn article(rest: &[Token]) -> Option<(Written, usize)> {
    let text = |at: usize| rest.get(at).map_or("", |token: &Token| token.lower.as_str());
    let one = |value: f64| Written {
        value,
        step: value,
        coarse_step: value,
        digits: 1,
        sign: 0,
        is_spelled: true,
        is_plain_integer: true,
        scale: 1.0,
    };
    match (text(0), text(1), text(2)) {
        // `240 a second` is a rate; `an hour later` and `half a day` are lengths of time.
        ("a" | "an", unit, after) if units::seconds_of(unit).is_some() && unit.len() > 1 => {
            matches!(after, "later" | "earlier" | "before" | "after" | "ago" | "and" | "long")
                .then(|| (one(1.0), 1))
        }
        ("quarter", "of", "an") => Some((Written { step: 0.05, ..one(0.25) }, 3)),
        ("a", "quarter", "of") if text(3) == "an" => Some((Written { step: 0.05, ..one(0.25) }, 4)),
        ("three", "quarters", "of") if text(3) == "an" => {
            Some((Written { step: 0.05, ..one(0.75) }, 4))
        }
        // `a degree a day`, `a percent per hour`.
        ("a" | "an", unit, "a" | "per" | "an" | "each" | "every")
            if units::unit(unit).is_some() && units::seconds_of(text(3)).is_some() =>
        {
            Some((one(1.0), 1))
        }
        ("half", "a" | "an", unit) if units::unit(unit).is_some() => {
            Some((Written { step: 0.1, coarse_step: 0.1, ..one(0.5) }, 2))
        }
        _ => None,
    }
}

/// `the high 70s`, `mid-20s`: anything from 70 to 80.
pub(in crate::series::claims) fn decade(
    rest: &[Token],
    before: Option<&Token>,
) -> Option<(Written, usize)> {
    let [number, s, ..] = rest else { return None };
    let is_before = |token: &Token| {
        matches!(
            token.lower.as_str(),
            "high" | "mid" | "low" | "upper" | "lower" | "middle" | "-" | "the" | "early" | "late"
        )
    };
    let value: f64 = number.lower.parse().ok()?;
    let is_decade = number.kind == TokenKind::Number
        && number.lower.len() <= 3
        && value >= 10.0
        && value % 10.0 == 0.0
        && s.lower == "s"
        && s.is_glued
        && before.is_some_and(is_before);
    is_decade.then_some((
        Written {
            value: value + 5.0,
            step: 10.0,
            coarse_step: 10.0,
            digits: 2,
            sign: 0,
            is_spelled: true,
            is_plain_integer: false,
            scale: 1.0,
        },
        2,
    ))
}

/// The time that a number is told for: `per day`, `a day`, `/h`, `each hour`.
pub(in crate::series::claims) fn per(rest: &[Token]) -> Option<f64> {
    let text = |at: usize| rest.get(at).map_or("", |token: &Token| token.lower.as_str());
    // A noun may stand between: `9,341 rows per day`, `0.2 degrees a day`.
    // What stands behind a preposition, `248 over a day`, is no time that it is told for.
    let is_noun = |token: &Token| {
        token.kind == TokenKind::Word
            && !matches!(
                token.lower.as_str(),
                "over" | "in" | "within" | "of" | "for" | "after" | "by" | "during" | "on"
            )
    };
    let reach = (0..=4).take_while(|at| *at == 0 || rest.get(at - 1).is_some_and(is_noun));
    reach.into_iter().find_map(|at| match (text(at), text(at + 1)) {
        ("per" | "a" | "an" | "each" | "every" | "/", unit) => {
            units::seconds_of(unit).filter(|_| unit.len() > 1 || text(at) == "/")
        }
        ("daily", _) => Some(86_400.0),
        ("hourly", _) => Some(3_600.0),
        ("yearly" | "annually", _) => units::seconds_of("year"),
        _ => None,
    })
}

/// The minutes of `h40m` behind a number of hours.
fn glued_minutes(token: &Token) -> Option<f64> {
    let rest = token.lower.strip_prefix('h')?;
    let digits = rest.strip_suffix("min").or_else(|| rest.strip_suffix('m'))?;
    digits.parse().ok().filter(|minutes: &f64| *minutes < 60.0)
}

/// `an hour`, `per second`: how many seconds, and how many tokens it takes.
fn speed(rest: &[Token]) -> Option<(f64, usize)> {
    let text = |at: usize| rest.get(at).map_or("", |token: &Token| token.lower.as_str());
    let is_per = matches!(text(0), "per" | "a" | "an" | "/" | "each" | "every");
    units::seconds_of(text(1)).filter(|_| is_per).map(|seconds| (seconds, 2))
}

pub(in crate::series::claims) fn scale(written: &mut Written, factor: f64) {
    written.value *= factor;
    written.step *= factor;
    written.coarse_step *= factor;
    written.scale *= factor;
    written.is_plain_integer = false;
}
