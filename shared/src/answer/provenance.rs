//! Where an answer comes from: the part of every reply that says whether a model gave it, what was
//! forgiven, and why there is an estimate instead where there is one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Problem;

/// Where an answer comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Who gave the answer.
    pub source: Source,
    /// Why the model did not help; null if it did.
    pub reason: Option<Reason>,
    /// The same in a sentence; null if the model helped.
    pub note: Option<String>,
    /// The name that the host gave for its model; null if no model answered.
    pub model: Option<String>,
    /// The question's id and the version of its prompt and answer schema.
    pub prompt: String,
    /// How many requests were put to the host for this answer.
    pub asked: u32,
    /// What was forgiven in the accepted answer, by name.
    // `docs/answers.md` shows an example of each; the caller's model does not have that file.
    // Fifty names with their comments would be most of a tool's definition.
    #[schemars(with = "Vec<String>")]
    pub repairs: Vec<Repair>,
    /// What was wrong with the answers that were not accepted.
    #[schemars(with = "Vec<String>")]
    pub problems: Vec<Problem>,
}

/// Who gave an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The host's model, as it stands.
    Model,
    /// The host's model; its text was repaired as `repairs` lists.
    Repaired,
    /// The server's own analysis, without a model.
    Fallback,
}

/// Why the model did not help.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The host offers no sampling.
    NoSampling,
    /// The server was started with `--sampling off`.
    NotAsked,
    /// The user or the host said no.
    Declined,
    /// The host answered with an error, with something that is no answer, or not at all.
    Failed,
    /// No answer came in time.
    TimedOut,
    /// The model answered, and no answer could be used.
    Unusable,
    /// The call had no round left to ask in.
    OutOfRounds,
    /// The call had asked as many questions as it may.
    OutOfQuestions,
    /// The server had asked as many questions as it may in a minute.
    RateLimited,
    /// The question was too large to send.
    TooLarge,
}

/// Defines [`Repair`], and the list of all of them with it, so that none can be missing there.
macro_rules! repairs {
    ($(#[$attribute:meta])* pub enum Repair { $($(#[$comment:meta])* $name:ident,)* }) => {
        $(#[$attribute])*
        pub enum Repair { $($(#[$comment])* $name,)* }

        impl Repair {
            /// Every repair, in the order of the pipeline.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

repairs! {
    /// A forgiving step on the way from a model's text to a value, in the order in which the pipeline takes
    /// them. `docs/answers.md` shows an example of each.
    #[derive(
        Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
    )]
    #[serde(rename_all = "snake_case")]
    pub enum Repair {
        /// A block of thought (`<think>…</think>`) stood before the answer, or behind it.
        ThoughtRemoved,
        /// The answer was written with HTML entities: `{&quot;label&quot;: …`.
        HtmlEntities,
        /// The answer, or a part of it, was JSON inside a JSON text.
        DoubleEncoded,
        /// The answer stood in a fenced block.
        CodeFence,
        /// The answer stood in prose, or in a tag.
        SurroundingText,
        /// The same answer stood there more than once.
        RepeatedAnswer,
        /// The answer was written as `name: value`, line by line, and not as JSON.
        FieldLines,
        /// The answer was written as `<name>value</name>`, and not as JSON.
        Markup,
        /// Byte-order marks, no-break or zero-width spaces stood between values.
        InvisibleCharacters,
        /// Comments stood between values.
        Comment,
        /// An ellipsis stood between values.
        Ellipsis,
        /// Texts or names had single, typographic, tripled or backtick quotes.
        QuoteStyle,
        /// Names had no quotes.
        UnquotedName,
        /// Texts had no quotes.
        UnquotedText,
        /// One of two quotes was missing.
        MissingQuote,
        /// A quote stood twice.
        DoubledQuote,
        /// Quotes inside a text were not escaped.
        UnescapedQuote,
        /// A text held escapes that JSON does not know: `\_`, `\x27`, `C:\data`.
        InvalidEscape,
        /// A text held line breaks or tabs that were not escaped.
        RawControlCharacter,
        /// A text was written in several pieces: `"one " + "two"`.
        Concatenation,
        /// A value was written as a call: `Ticket(category="billing")`.
        Call,
        /// A literal of another language: `None`, `True`, `undefined`.
        Literal,
        /// A number in a notation that JSON does not know: `+0.5`, `.5`, `1_000`.
        NumberNotation,
        /// A colon was missing.
        MissingColon,
        /// A comma was missing.
        MissingComma,
        /// A comma was trailing, leading or doubled.
        ExtraComma,
        /// A colon stood twice.
        DoubledSeparator,
        /// Another sign stood for a comma or a colon: `;`, `=`, `=>`.
        OtherSeparator,
        /// A bracket was missing.
        MissingBracket,
        /// A bracket was one too many.
        ExtraBracket,
        /// A bracket was of another kind.
        OtherBracket,
        /// The answer was cut inside its last text; what is there of it was taken.
        CutText,
        /// The answer was cut inside its last list; the whole items were taken.
        CutList,
        /// The answer stood inside another object or list, or in a tool call, or only the list was written of an object
        /// that has nothing else; a plain text stood in quotation marks or as the only member of an object.
        Wrapped,
        /// A member was named in another spelling, by an alias, or with a slip of one letter.
        RenamedMember,
        /// A member stood twice with the same value.
        RepeatedMember,
        /// Members that the answer does not have were left out.
        UnknownMember,
        /// A member that may be null was missing.
        MissingNull,
        /// A text held characters that show nothing or turn what stands around them.
        HiddenCharacter,
        /// Null was written as a text: `"None"`, `"n/a"`, `""`.
        NullAsText,
        /// Null stood for a list without items.
        NullForList,
        /// True or false was written as a text or a number: `"yes"`, `1`.
        BooleanAsText,
        /// A number was written as a text: `"0.5"`, `"12,345.5"`.
        NumberAsText,
        /// A fraction was written as a percentage: `54`, `"54%"`.
        Percentage,
        /// A fraction was written as one: `"8/10"`.
        Fraction,
        /// A label was written in another case, with other separators or with a gloss.
        LabelSpelling,
        /// A synonym stood for a label.
        LabelSynonym,
        /// A label had a slip of one letter.
        LabelSlip,
        /// A list or an object of one value stood for the value.
        ListForScalar,
        /// A single value stood for a list.
        ScalarForList,
    }
}

/// A set of repairs, a bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Repairs(u64);

const _: () = assert!(Repair::ALL.len() <= u64::BITS as usize, "each repair has a bit");

impl Repairs {
    pub(super) fn of(repair: Repair) -> Self {
        let mut repairs = Self::default();
        repairs.add(repair);
        repairs
    }

    pub(super) fn with(mut self, others: Self) -> Self {
        self.extend(others);
        self
    }

    pub(super) fn add(&mut self, repair: Repair) {
        self.0 |= 1 << repair as u32;
    }

    pub(super) fn extend(&mut self, others: Self) {
        self.0 |= others.0;
    }

    pub(super) fn has(self, repair: Repair) -> bool {
        self.0 & (1 << repair as u32) != 0
    }

    /// Whether there is no other repair than `repair`.
    pub(super) fn are_only(self, repair: Repair) -> bool {
        self.0 & !(1 << repair as u32) == 0
    }

    pub(super) fn list(self) -> Vec<Repair> {
        Repair::ALL.iter().copied().filter(|repair| self.has(*repair)).collect()
    }
}

impl Provenance {
    /// What is known before anything was asked: the prompt, and no answer from a model yet.
    pub(crate) fn unasked(prompt: &str) -> Self {
        Self {
            source: Source::Fallback,
            reason: None,
            note: None,
            model: None,
            prompt: prompt.to_owned(),
            asked: 0,
            repairs: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The model's answer was accepted, with `repairs`.
    pub(crate) fn accepted(mut self, repairs: Vec<Repair>) -> Self {
        self.source = if repairs.is_empty() { Source::Model } else { Source::Repaired };
        self.repairs = repairs;
        self
    }

    /// There is no answer from the model, for `reason`; `code`: that of the host's error, which says more to whoever
    /// installs the server.
    pub(crate) fn without_answer(mut self, reason: Reason, code: Option<i64>) -> Self {
        let code = code.map(|code| format!(" (error {code})")).unwrap_or_default();
        self.reason = Some(reason);
        self.note = Some(format!("No answer of a model, because {}{code}.", reason.clause()));
        self
    }
}

impl Reason {
    /// Why, as the second half of a sentence.
    pub(crate) fn clause(self) -> &'static str {
        match self {
            Self::NoSampling => "this host offers no sampling",
            Self::NotAsked => "the server was started with --sampling off",
            Self::Declined => "the request to ask the model was declined",
            Self::Failed => "the host could not answer the request",
            Self::TimedOut => "no answer came in time",
            Self::Unusable => "the model's answer could not be used",
            Self::OutOfRounds => "this call had no round left to ask in",
            Self::OutOfQuestions => "this call had asked as many questions as it may",
            Self::RateLimited => "the server had asked as many questions as it may in a minute",
            Self::TooLarge => "the question was too large to send",
        }
    }
}
