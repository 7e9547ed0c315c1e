//! One message: what its author wrote, and the message that it answers or forwards.

use std::borrow::Cow;

use super::super::lines::greets;
use super::headers;

/// A message without its headers.
#[derive(Debug, Clone)]
pub(super) struct Message<'a> {
    /// What its author wrote, without greeting and signature.
    own: Vec<Cow<'a, str>>,
    /// The message below it.
    inner: Vec<Cow<'a, str>>,
}

impl<'a> Message<'a> {
    pub(super) fn of<T: AsRef<str>>(lines: &'a [T]) -> Self {
        let lines: Vec<&str> = lines.iter().map(AsRef::as_ref).collect();
        let border = lines
            .iter()
            .enumerate()
            .find_map(|(at, _)| border(lines.get(at..)?).map(|length| (at, at + length)));
        let (end, begin) = border.unwrap_or((lines.len(), lines.len()));
        let own = without_frame(lines.get(..end).unwrap_or_default());
        let inner = without_marks(lines.get(begin..).unwrap_or_default());
        Self {
            own: own.iter().map(|line| Cow::Borrowed(*line)).collect(),
            inner: inner.into_iter().map(Cow::Borrowed).collect(),
        }
    }

    /// The same, for as long as it is needed.
    pub(super) fn owned(self) -> Message<'static> {
        let owned = |lines: Vec<Cow<'a, str>>| {
            lines.into_iter().map(|line| Cow::Owned(line.into_owned())).collect()
        };
        Message { own: owned(self.own), inner: owned(self.inner) }
    }

    /// The message that this one only passes on.
    pub(super) fn forwarded(&self) -> Option<Vec<String>> {
        let own = self.own().to_lowercase();
        let words = own.split_whitespace().count();
        let passes_on = words == 0
            || words <= MAX_COVER_WORDS && COVERS.iter().any(|cover| own.contains(cover));
        (passes_on && !self.inner.is_empty())
            .then(|| self.inner.iter().map(|line| line.clone().into_owned()).collect())
    }

    /// What its author wrote.
    pub(super) fn own(&self) -> String {
        self.own.join("\n").trim().to_owned()
    }
}

/// A longer text says something itself.
const MAX_COVER_WORDS: usize = 25;

const COVERS: &[&str] = &[
    "fyi",
    "for your information",
    "below",
    "forward",
    "passing on",
    "passing this on",
    "sharing",
];

/// Whether a text without headers ends with the message that it answers.
pub(super) fn has_reply(lines: &[&str]) -> bool {
    lines.iter().enumerate().any(|(at, _)| {
        let rest = lines.get(at..).unwrap_or_default();
        let quoted = introduction(rest).and_then(|length| rest.get(length..)).unwrap_or_default();
        let mut quoted = quoted.iter().filter(|line| !line.is_empty()).peekable();
        quoted.peek().is_some() && quoted.all(|line| line.starts_with('>'))
    })
}

/// How many lines of `lines` are a border between a message and the one below it.
fn border(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?;
    let title =
        first.trim_matches(|c: char| c.is_whitespace() || "-_*>:".contains(c)).to_lowercase();
    if TITLES.contains(&title.as_str()) {
        return Some(1);
    }
    let is_rule = first.len() >= MIN_RULE_BYTES && first.chars().all(|c| c == '_');
    let begin = usize::from(is_rule);
    let is_message = lines
        .get(begin..)
        .and_then(headers::at)
        .is_some_and(|(headers, _)| headers.are_of_message());
    if is_message { Some(begin) } else { introduction(lines) }
}

const TITLES: &[&str] = &[
    "original message",
    "forwarded message",
    "begin forwarded message",
    "forwarded by",
    "original appointment",
];

/// Outlook draws a line over the message that is answered.
const MIN_RULE_BYTES: usize = 10;

/// How many lines of `lines` are "On … wrote:".
fn introduction(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?.trim_start_matches(['>', ' ']);
    if !first.starts_with("On ") || !first.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let ends =
        lines.iter().take(MAX_INTRODUCTION_LINES).position(|line| line.ends_with("wrote:"))?;
    let mut below = lines.iter().skip(ends + 1).skip_while(|line| line.is_empty());
    // "On 3 March a customer wrote:" may be a sentence of the report.
    let is_of_message = below.next().is_some_and(|line| line.starts_with('>'))
        || lines.iter().take(ends + 1).any(|line| line.contains('@'));
    is_of_message.then_some(ends + 1)
}

/// Mail programs break a long line once or twice.
const MAX_INTRODUCTION_LINES: usize = 3;

/// A quoted message without the marks before its lines.
fn without_marks<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let is_quoted =
        lines.iter().find(|line| !line.is_empty()).is_some_and(|line| line.starts_with('>'));
    let unmarked = |line: &&'a str| {
        if is_quoted {
            line.strip_prefix('>').unwrap_or(line).trim_start_matches(' ')
        } else {
            line
        }
    };
    let mut lines: Vec<&str> = lines.iter().map(unmarked).collect();
    let blank = lines.iter().take_while(|line| line.is_empty()).count();
    lines.drain(..blank);
    lines
}

/// What an author wrote, without greeting, signature and notices.
fn without_frame<'a, 'b>(lines: &'b [&'a str]) -> &'b [&'a str] {
    let is_told = |line: &&&str| !line.is_empty() && !is_banner(line);
    let begin = lines.iter().position(|line| is_told(&line)).unwrap_or(lines.len());
    let lines = lines.get(begin..).unwrap_or_default();
    let lines = match lines.split_first() {
        Some((first, rest)) if is_greeting(first) => rest,
        _ => lines,
    };
    let end = (0..lines.len()).find(|at| lines.get(*at..).is_some_and(is_end));
    lines.get(..end.unwrap_or(lines.len())).unwrap_or_default()
}

/// "All,", "Hi team,", "Dear colleagues".
fn is_greeting(line: &str) -> bool {
    line.split_whitespace().count() <= MAX_GREETING_WORDS
        && (line.ends_with(',') || greets(line) && !line.ends_with('.'))
}

const MAX_GREETING_WORDS: usize = 5;

/// What a gateway writes over messages from outside.
fn is_banner(line: &str) -> bool {
    let lower = line.trim_matches(['*', '[', ']', ' ']).to_lowercase();
    (lower.starts_with("caution") || lower.starts_with("external")) && lower.contains("mail")
}

/// Whether a message ends at the first of `lines`: with its signature, or with what a company adds to all messages.
fn is_end(lines: &[&str]) -> bool {
    let Some(first) = lines.first() else { return false };
    let line = first.trim().trim_end_matches([',', '.', '!']).to_lowercase();
    let is_notice = NOTICES.iter().any(|notice| line.starts_with(notice))
        && ["confidential", "intended", "privileged", "notice", "disclaimer"]
            .iter()
            .any(|word| line.contains(word));
    let is_closing = CLOSINGS.contains(&line.as_str()) || line.starts_with("sent from my ");
    let told = lines.iter().filter(|line| !line.is_empty());
    let left = told.take(MAX_SIGNATURE_LINES + 1).count();
    line == "--" || is_notice || is_closing && left <= MAX_SIGNATURE_LINES
}

/// More lines below "Thanks," are no signature.
const MAX_SIGNATURE_LINES: usize = 15;

const NOTICES: &[&str] = &[
    "this e-mail",
    "this email",
    "this message",
    "confidentiality notice",
    "disclaimer",
    "the information contained",
    "the content of this",
    "notice:",
];

const CLOSINGS: &[&str] = &[
    "best regards",
    "kind regards",
    "regards",
    "warm regards",
    "with kind regards",
    "with best regards",
    "best",
    "thanks",
    "many thanks",
    "thank you",
    "thanks and regards",
    "cheers",
    "sincerely",
    "yours sincerely",
    "yours faithfully",
    "br",
];
