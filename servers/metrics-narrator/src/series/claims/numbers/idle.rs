//! Numbers that say nothing of a table: `24/7`, `(1)`, `in four numbers`.

use crate::series::claims::{
    context::governors::Governor,
    movements::unsaid,
    reading::{
        cues::Cue,
        mentions::What,
        names,
        units::{self, Dimension},
        words,
    },
};

use super::{claim::Claim, roles::counts};

impl Claim<'_> {
    /// Numbers that say nothing of the table: `24/7`, `(1)`, `in four numbers`.
    pub(super) fn is_no_claim(&self) -> bool {
        let written = &self.figure.written;
        let is_magnitude = matches!(self.word(1), "orders" | "order") && self.word(2) == "of";
        let is_around_the_clock = written.value == 24.0 && self.word(1) == "/"
            || written.value == 7.0 && self.word(-1) == "/" && self.word(-2) == "24";
        let is_mark = written.is_plain_integer
            && written.digits == 1
            && !written.is_spelled
            && self.figure.unit.is_none()
            && self.word(1) == ")"
            && (self.word(-1) == "(" || self.starts_item());
        // `ten minutes before midnight`.
        let is_reference = self.figure.seconds_per_unit >= Some(60.0)
            && matches!(self.word(1), "before" | "after" | "past" | "to")
            && matches!(self.what(2), Some(What::Time(_)));
        is_around_the_clock
            || self.is_part_of_a_name()
            || self.is_number_of_series()
            || self.check.scope.has_word(self.at, &["if"])
                && self.check.scope.has_word(self.at, &["would"])
            || self.check.scope.is_unanswered(self.at)
            || self.is_of_question()
            || self.is_code()
            || self.is_how_often()
            || is_magnitude
            || is_reference
            || is_mark
            || self.is_number_of_item()
            || self.is_what_a_share_is_of()
            || self.is_tolerance()
            || self.is_share_of_time()
            || self.is_small_word_of_talk()
            || self.is_time_of_rate()
            || self.is_subject_of_talk()
            || self.is_named_percentile()
            || self.announces()
    }

    /// A number of the reader's question, told again without a word that says what it is: `the facts do not give the
    /// place in the 2 km`, `no event comes every day at three`.
    fn is_of_question(&self) -> bool {
        // `outside 37 ± 0.5 °C`
        let scope = &self.check.scope;
        let question = &self.check.question;
        let is_tolerance = |governor: &Governor| {
            let of = governor.at.checked_sub(1).and_then(|at| scope.figure(at));
            scope.word(governor.at) == "±" && of.is_some_and(|of| question.has_number(of))
        };
        let says = |governor: &Governor| {
            (governor.is_binding() || governor.cue.side() != 0 || governor.cue == Cue::Reach)
                && !is_tolerance(governor)
        };
        question.has_number(self.figure) && !self.governors.iter().any(says)
    }

    /// `5 cells hold -999.99`: the code of missing values, where no word says that it is one of the others.
    fn is_code(&self) -> bool {
        let codes = self.facts().series.iter().filter_map(|series| series.missing_code.as_ref());
        let mut numbers = codes.filter_map(|code| code.text.replace(',', ".").parse::<f64>().ok());
        numbers.any(|code| code == self.figure.signed()) && !self.is_bound()
    }

    /// `three times it was more`, `it dropped three times.`: how often, not how much.
    fn is_how_often(&self) -> bool {
        self.figure.written.is_spelled
            && self.dimension() == Some(&Dimension::Times)
            && self.check.scope.last_word(self.at) == "times"
            && matches!(self.what(1), Some(What::Word | What::Name(..) | What::Mark))
            && !matches!(self.word(1), "as" | "the" | "its" | "their" | "what" | "that" | "of")
    }

    /// A small number in words that stands for things, or says how many things are talked of, not what was counted,
    /// unless the noun is one that facts count: `the two are correlated`, `all three`, `two reasons`.
    fn is_small_word_of_talk(&self) -> bool {
        let written = &self.figure.written;
        let is_small_word =
            written.is_spelled && written.value <= 12.0 && self.figure.unit.is_none();
        let is_name_next = matches!(self.check.scope.what(self.at + 1), Some(What::Name(..)));
        let is_too_many = matches!(self.what(1), Some(What::Cue(Cue::Series)))
            && written.value > self.facts().series.len() as f64;
        let is_pronoun =
            !is_too_many && matches!(self.word(-1), "the" | "these" | "those" | "all" | "other");
        // `three temperatures`, where three series are called so.
        let counts_series = matches!(self.what(1), Some(What::Name(series, _))
            if series.len() > 1 && series.len() as f64 == written.value);
        is_small_word
            && (is_pronoun
                || counts_series
                || !self.is_bound_as_value()
                    && !self.is_led_to()
                    && !is_name_next
                    && !counts::is_counted(self))
    }

    /// `fell to zero`, `reached five at the end`: whether a movement leads to the number, and no noun says what it counts.
    fn is_led_to(&self) -> bool {
        const JOINTS: &str = "at on in by for within after before from during until again when as";
        let is_reached = matches!(self.what(-1), Some(What::Cue(Cue::Reach)));
        let counts =
            matches!(self.what(1), Some(What::Word)) && !words::holds(JOINTS, self.word(1));
        let is_unsaid = |governor: &Governor| unsaid::is_unsaid(self.check, governor.at);
        (is_reached || self.is_end_of_movement())
            && !counts
            && !self.governors.iter().any(is_unsaid)
    }

    /// Whether a word binds the number to a statistic; `two late peaks` counts them.
    fn is_bound_as_value(&self) -> bool {
        let scope = &self.check.scope;
        let is_plural = self.governors.iter().any(|governor| {
            governor.is_behind && governor.boundaries == 0 && scope.is_plural_word(governor.at)
        });
        self.is_bound_firmly() && !is_plural
    }

    /// `2 scares: cash in August, churn in April`: how many things the line tells.
    fn announces(&self) -> bool {
        let written = &self.figure.written;
        written.is_plain_integer
            && written.digits == 1
            && self.figure.unit.is_none()
            && (matches!(self.what(-1), Some(What::Start(_)) | None) || self.starts_item())
            && matches!(self.what(1), Some(What::Word))
            && self.word(1).ends_with('s')
            && self.word(2) == ":"
    }

    /// `Item 4, latency`, `Question 3`, `Fig. 1`, `Room 12`, and the mark of an item, `2.`: the number of a thing that
    /// is told by it.
    fn is_number_of_item(&self) -> bool {
        const ITEMS: &str = "\
            item items point no nr number section chapter part step figure fig table chart note footnote \
            question q finding topic agenda appendix annex slide page exhibit observation task version ward room \
            platform track ticket #";
        // Of which there are several with a number each: `line 3`, `pump 2`.
        const PLACES: &str = "\
            hall building case lane line unit pump zone bay gate shift team route bus tank well site block sector \
            phase stage lap turbine node host rack shard station plant reactor boiler oven kiln furnace press mill \
            machine booth desk counter dock berth runway terminal greenhouse barn field plot pool pond stand";
        let written = &self.figure.written;
        let before = if self.word(-1) == "." { self.word(-2) } else { self.word(-1) };
        // `reading no 5 of 12` counts, `Item 2:` does not.
        let is_closed = matches!(self.word(1), ":" | "." | ")" | "," | ";" | "—" | "–" | "-" | "");
        let is_noun =
            matches!(self.what(-1), Some(What::Word | What::Mark | What::Cue(Cue::Readings)))
                || before == "slide";
        // `week 4`, `day 1`: one of many that have a number each.
        let is_of_row = matches!(self.what(-1), Some(What::Word))
            && before.len() > 2
            && units::seconds_of(before).is_some()
            && !before.ends_with('s');
        // `No. 4 in the win pool`
        let is_numbered = matches!(before, "no" | "nr" | "#") && self.word(-1) != "no";
        let is_label = is_numbered
            || is_noun
                && (words::holds(ITEMS, before) && is_closed
                    || matches!(self.what(-1), Some(What::Word)) && words::holds(PLACES, before))
            || is_of_row;
        let opens_line = matches!(self.what(-1), Some(What::Start(_)) | None)
            && matches!(self.word(1), "." | ")" | ":");
        written.is_plain_integer
            && written.sign == 0
            && written.digits <= 3
            && self.figure.unit.is_none()
            && (is_label || opens_line && !written.is_spelled)
    }

    /// `1.29 errors for every 100 requests`: the number before it says how many.
    fn is_what_a_share_is_of(&self) -> bool {
        let is_number = |back: isize| matches!(self.what(-back), Some(What::Number(_)));
        matches!(self.figure.written.value as u64, 100 | 1_000)
            && self.figure.written.is_plain_integer
            && matches!(self.word(-1), "every" | "each" | "per")
            && (2..=4).any(is_number)
    }

    /// `1001` of `SKU-1001`, `10 cm` of `peat temp 10cm`, `1.5 m` of `hall 1.5m °C`
    fn is_part_of_a_name(&self) -> bool {
        let quoted = self.check.scope.get(self.at).map_or("", |mention| self.check.quoted(mention));
        // A lone letter behind a blank is read as no unit.
        let letter = if self.word(1).len() == 1 { self.word(1) } else { "" };
        let joined = quoted.chars().filter(|c| !c.is_whitespace()).map(plain);
        let joined: String = joined.collect();
        let with_letter = format!("{joined}{letter}");
        let is_part = |name: &str| {
            let name: String = name.chars().map(plain).collect();
            let parts = |parts: fn(char) -> bool| {
                name.split(parts)
                    .any(|part| part == joined || !letter.is_empty() && part == with_letter)
            };
            parts(|c| !c.is_alphanumeric()) || parts(char::is_whitespace)
        };
        let mut series = self.facts().series.iter();
        joined.len() >= 2
            && joined.starts_with(|c: char| c.is_ascii_digit())
            && (self.figure.written.is_plain_integer || with_letter.ends_with(char::is_alphabetic))
            && series.any(|series| is_part(&series.name))
    }

    /// The 5 of `Pans 3 and 5`: whether the number is that of a series that is called by the words of the name before it.
    fn is_number_of_series(&self) -> bool {
        let scope = &self.check.scope;
        let is_listed = matches!(self.word(-1), "and" | "or" | "to" | "," | "&" | "–" | "-");
        let named = (self.at.saturating_sub(MAX_BEFORE_NUMBER)..self.at)
            .rev()
            .find(|at| scope.is_name(*at));
        let Some(name) = named.and_then(|at| scope.get(at)).filter(|_| is_listed) else {
            return false;
        };
        let number = format!("{}", self.figure.written.value);
        let word = names::stem(&name.word);
        let mut headers = self.check.quantities.headers().iter();
        self.figure.written.is_plain_integer
            && !self.figure.written.is_spelled
            && headers.any(|header| header.stems.contains(&word) && header.words.contains(&number))
    }

    /// `1.3 bpm per 30 days`: the time that the slope before it is told for.
    fn is_time_of_rate(&self) -> bool {
        let seconds = self.figure.seconds_per_unit.map(|unit| unit * self.figure.written.value);
        let before = self.at.checked_sub(2).filter(|_| self.word(-1) == "per");
        before.and_then(|at| Some((at, self.check.scope.figure(at)?))).is_some_and(
            |(at, figure)| {
                figure.per_seconds == seconds && Claim::new(self.check, at, figure).is_said_slope()
            },
        )
    }

    /// `Two days stand out.`: a few rows that something is said of, called by the time that each is for.
    fn is_subject_of_talk(&self) -> bool {
        const JOINTS: &str = "\
            of in on at by for from to until since with without and or but into through per than that when as ago";
        let opens = matches!(self.what(-1), Some(What::Start(_)) | None)
            || matches!(self.word(-1), "." | "!" | "?");
        let scope = &self.check.scope;
        // `on the same two days`
        if self.figure.written.is_spelled
            && counts::is_of_rows(self)
            && matches!(self.word(-1), "same" | "these" | "those")
            && matches!((self.word(-2), self.word(-3)), ("on" | "of", _) | ("the", "on" | "of"))
        {
            return true;
        }
        self.figure.written.is_spelled
            && self.figure.written.value <= 12.0
            && counts::is_of_rows(self)
            && opens
            && matches!(self.what(1), Some(What::Word))
            && !words::holds(JOINTS, self.word(1))
            && !scope.is_distance(self.at)
            && !scope.has_cue(self.at, &[Cue::Missing, Cue::Gap])
    }

    /// `three minutes, give or take ten seconds`: how exact a time is.
    fn is_tolerance(&self) -> bool {
        let says_so = self.at.checked_sub(1).and_then(|at| self.check.scope.get(at));
        let is_number = |back: isize| matches!(self.what(-back), Some(What::Number(_)));
        self.figure.seconds_per_unit.is_some()
            && says_so.is_some_and(|mention| {
                matches!(mention.word.as_str(), "give" | "plus" | "±" | "+/-")
                    && matches!(mention.what, What::Cue(Cue::Deviation))
            })
            && (is_number(2) || is_number(3))
    }

    /// `it does that 5 % of the time`: a percentile without its value.
    fn is_share_of_time(&self) -> bool {
        const TIMES: [&str; 8] =
            ["time", "readings", "hours", "days", "minutes", "values", "rows", "samples"];
        let is_percentile =
            matches!(self.figure.written.value as u64, 1 | 5 | 10 | 25 | 50 | 75 | 90 | 95 | 99);
        self.dimension() == Some(&Dimension::Percent)
            && is_percentile
            && self.word(1) == "of"
            && (2..=4).any(|ahead| TIMES.contains(&self.word(ahead)))
    }

    /// Whether the number begins a sentence or follows the end of one: `1) The memory`.
    fn starts_item(&self) -> bool {
        matches!(self.word(-1), "." | ":" | ";" | "?" | "!" | "" | ",")
    }

    /// `the slowest 1 % of requests` where a header is a 99th percentile.
    fn is_named_percentile(&self) -> bool {
        let share = self.figure.written.value;
        let is_of_header = |share: f64| {
            let name = format!("p{share}");
            self.check.quantities.headers().iter().any(|header| header.name.contains(&name))
        };
        self.dimension() == Some(&Dimension::Percent)
            && self.word(1) == "of"
            && (is_of_header(share) || is_of_header(100.0 - share))
    }
}

/// So far before the number of a series stands the name that it shares, in mentions.
const MAX_BEFORE_NUMBER: usize = 5;

/// A sign as those write it who have no other on their keyboard: `uPa` for `µPa`.
fn plain(sign: char) -> char {
    match sign {
        'µ' | 'μ' => 'u',
        sign => sign,
    }
}
