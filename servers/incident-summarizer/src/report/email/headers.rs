//! The lines that stand before a message: "From: …", "Subject: …", as mail programs write and people paste them.

use super::super::characters::folded;
use super::super::times::stamp;
use super::mime::{self, Content};

/// What the headers of a message say.
#[derive(Debug, Clone, Default)]
pub(super) struct Headers {
    subject: Option<String>,
    sent: Option<String>,
    has_sender: bool,
    has_receiver: bool,
    /// How the body is written.
    pub(super) content: Content,
}

/// The headers that `lines` begin with, and how many lines they are.
pub(super) fn at<T: AsRef<str>>(lines: &[T]) -> Option<(Headers, usize)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut count = 0;
    for line in lines.iter().map(AsRef::as_ref).take(MAX_HEADER_LINES) {
        if let Some((name, value)) = header(line) {
            fields.push((name, value.to_owned()));
        } else if let Some((_, value)) = fields.last_mut().filter(|_| line.starts_with([' ', '\t']))
        {
            // A long header goes on in the next line, which begins with a blank.
            value.push(' ');
            value.push_str(line.trim());
        } else {
            break;
        }
        count += 1;
    }
    let mut headers = Headers::default();
    fields.iter().for_each(|(name, value)| headers.take(name, value));
    (count > 0).then_some((headers, count))
}

/// The most lines of headers: mail servers add dozens.
const MAX_HEADER_LINES: usize = 100;

/// The name of a header in lower case, and its value.
fn header(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.trim_start_matches(['*', '_']).split_once(':')?;
    let name = name.trim_end_matches(['*', '_', ' ']).to_lowercase();
    let is_trace = TRACES.iter().any(|begin| name.starts_with(begin)) && !name.contains(' ');
    let is_known = NAMES.contains(&name.as_str()) || is_trace;
    is_known.then(|| (name, value.trim_matches(|c: char| c.is_whitespace() || "*_".contains(c))))
}

const NAMES: &[&str] = &[
    "from",
    "to",
    "cc",
    "bcc",
    "subject",
    "date",
    "sent",
    "reply-to",
    "importance",
    "attachments",
    "message-id",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "received",
    "return-path",
    "delivered-to",
    "list-id",
];

/// What servers, lists and gateways call their own headers.
const TRACES: &[&str] = &[
    "x-",
    "arc-",
    "dkim-",
    "domainkey-",
    "authentication-results",
    "received-spf",
    "list-",
    "content-",
    "thread-",
    "auto-",
    "feedback-id",
    "precedence",
    "sender",
    "errors-to",
    "envelope-to",
    "return-receipt",
    "disposition-",
    "user-agent",
];

impl Headers {
    fn take(&mut self, name: &str, value: &str) {
        // "From: 10:05" and "To: 11:20" are when something happened.
        let is_time = stamp(value).is_some();
        match name {
            "from" => self.has_sender |= !is_time,
            "to" => self.has_receiver |= !is_time,
            "subject" if self.subject.is_none() => {
                self.subject = Some(folded(&mime::header(value)));
            }
            "date" | "sent" if self.sent.is_none() => self.sent = Some(value.to_owned()),
            "content-type" => value.clone_into(&mut self.content.kind),
            "content-transfer-encoding" => self.content.encoding = value.to_lowercase(),
            _ => {}
        }
    }

    /// Whether these are the headers of an e-mail, and not fields of a report.
    pub(super) fn are_of_email(&self) -> bool {
        let has_ends = self.has_sender && (self.has_receiver || self.sent.is_some());
        self.subject.is_some() || has_ends
    }

    /// Whether these can only be the headers of a message, also in the middle of a text.
    pub(super) fn are_of_message(&self) -> bool {
        self.has_sender && (self.subject.is_some() || self.sent.is_some())
    }

    /// What these say, and `others` where these are silent.
    pub(super) fn or(self, others: Self) -> Self {
        Self { subject: self.subject.or(others.subject), sent: self.sent.or(others.sent), ..self }
    }

    /// The subject without the marks of replies, forwards and gateways.
    pub(super) fn subject(&self) -> Option<&str> {
        let mut subject = self.subject.as_deref()?.trim();
        for _ in 0..MAX_PREFIXES {
            let lower = subject.to_ascii_lowercase();
            let prefix = PREFIXES.iter().find(|prefix| lower.starts_with(**prefix));
            let Some(rest) = prefix.and_then(|prefix| subject.get(prefix.len()..)) else { break };
            subject = rest.trim_start();
        }
        Some(subject).filter(|subject| !subject.is_empty())
    }

    /// The day on which it was sent, as it is written.
    pub(super) fn day(&self) -> Option<String> {
        let words = self.sent.as_deref()?.split_whitespace();
        let day: Vec<&str> =
            words.take_while(|word| !word.contains(':') && *word != "at").collect();
        let day = day.join(" ");
        let day = day.trim_end_matches([',', '-', '–', ' ']);
        day.contains(|c: char| c.is_ascii_digit()).then(|| day.to_owned())
    }
}

const MAX_PREFIXES: usize = 20;

const PREFIXES: &[&str] =
    &["re:", "fw:", "fwd:", "aw:", "wg:", "[ext]", "[external]", "[extern]", "external:", "ext:"];
