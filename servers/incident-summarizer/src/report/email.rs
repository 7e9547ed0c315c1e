//! An e-mail that somebody pasted as a report: the message that tells of the incident, its subject as the title, and
//! the day on which it was sent. Who wrote to whom, what it replies to, signatures and notices say nothing about an
//! incident. `headers` reads the lines before a message, `mime` the body that a mail program saved, `message` divides
//! what its author wrote from what it answers.

mod headers;
mod message;
mod mime;
#[cfg(test)]
mod tests;

use super::document::{Block, Document};
use super::format::{self, Format};
use super::{html, markdown, plain};
use headers::Headers;
use message::Message;

/// The report in `text`, if that is an e-mail.
pub(super) fn read(text: &str) -> Option<Document> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let begin = lines.iter().position(|line| !line.is_empty())?;
    let lines = lines.get(begin..)?;
    let (mut headers, body) = match headers::at(lines).filter(|(headers, _)| headers.are_of_email())
    {
        Some((headers, count)) => (headers, lines.get(count..)?),
        None if message::has_reply(lines) => (Headers::default(), lines),
        None => return None,
    };
    let body = mime::text(&headers.content, body);
    let mut message = Message::of(&body);
    for _ in 0..MAX_FORWARDS {
        let Some(inner) = message.forwarded() else { break };
        let (of_inner, count) = headers::at(&inner).unwrap_or_default();
        headers = of_inner.or(headers);
        message = Message::of(inner.get(count..)?).owned();
    }
    let body = message.own();
    let with_title = |title: fn(&str) -> String| {
        format!("{}{body}", headers.subject().map(title).unwrap_or_default())
    };
    let mut document = match format::of(&body) {
        Format::Plain => plain::read(&with_title(|subject| format!("{subject}\n===\n\n"))),
        Format::Markdown => markdown::read(&with_title(|subject| format!("# {subject}\n\n"))),
        Format::Html => {
            let mut document = html::read(&body).ok()?.document;
            let title = headers.subject().map(str::to_owned);
            let title = title.map(|text| Block::Heading { level: 1, text });
            document.blocks.splice(..0, title);
            document
        }
    };
    if let Some(day) = headers.day() {
        let row = Block::Row { cells: vec!["Sent".to_owned(), day], is_head: false };
        document.blocks.insert(usize::from(headers.subject().is_some()), row);
    }
    Some(document)
}

/// A message that was forwarded more often is read as it stands there.
const MAX_FORWARDS: usize = 8;
