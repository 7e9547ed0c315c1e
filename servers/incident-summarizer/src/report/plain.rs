//! Reads a report in plain text: what is a heading, an item or an entry shows only in how its lines are written. `tags`
//! is for those that a page has left in it, `records` for what a tool exports.

mod records;
mod tags;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::characters::{folded, visible};
use super::document::{ACTING_LEVEL, Block, Document};
use super::lines::{
    announcement, begins_apart, begins_in_small_letters, cells, greets, label, marked,
};
use super::sections::kind;
use super::states::{state, time_alone};
use super::timeline::is_author;
use super::times;
use super::times::stamp;
use super::words::{Words, read as read_words};

/// The blocks of `text`.
pub fn read(text: &str) -> Document {
    let text = visible(text);
    if let Some(document) = records::read(&text) {
        return document;
    }
    let text = tags::shown(&text);
    let is_wrapped = text.lines().all(|line| line.split_whitespace().count() < MIN_LONG_WORDS);
    let mut reader = Reader::default();
    let mut told = text.lines().skip_while(|line| line.trim().is_empty()).peekable();
    told.next_if(|line| is_site(line));
    let lines = fields_on_one_line(told.filter_map(without_chrome));
    let mut are_notes = notes(&lines).into_iter();
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let is_note = are_notes.next().unwrap_or_default();
        let is_alone = is_author(&line);
        if is_alone {
            reader.close();
        }
        reader.take(&line);
        // Who does not break long lines ends a paragraph with each, but for a heading with a line of marks below it.
        let is_underlined = lines.peek().is_some_and(|next| rule(next.trim()).is_some());
        if is_alone || (!is_wrapped || is_note) && reader.item.is_none() && !is_underlined {
            reader.close();
        }
    }
    reader.close();
    Document { blocks: reader.blocks }
}

/// Whether the first line of a text that is copied from a status page is the name of the page.
fn is_site(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    line.ends_with(" status") && line.split(' ').count() <= MAX_SECTION_WORDS
}

/// More words on one line than anybody has who breaks lines.
const MIN_LONG_WORDS: usize = 30;

/// The lines, with a name and its value on one of them where a page that was copied has put each on its own: "Started",
/// "5 March 09:20", "Ended", "5 March 09:45". A single such pair may be an update and its time.
fn fields_on_one_line<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<Cow<'a, str>> {
    let mut lines: Vec<&str> = lines.collect();
    // One empty line ends a block as well as a flood of them.
    lines.dedup_by(|next, line| next.trim().is_empty() && line.trim().is_empty());
    let pair = |at: usize| match lines.get(at..at + 2) {
        Some([name, value]) => is_name(name) && is_value(value),
        _ => false,
    };
    let mut joined: Vec<Cow<'a, str>> = Vec::with_capacity(lines.len());
    let (mut at, mut is_run) = (0, false);
    while let Some(line) = lines.get(at) {
        is_run = pair(at) && (is_run || pair(at + 2));
        if is_run {
            joined.push(
                format!("{}: {}", line.trim(), lines.get(at + 1).map_or("", |value| value.trim()))
                    .into(),
            );
            at += 2;
        } else {
            joined.push((*line).into());
            at += 1;
        }
    }
    joined
}

/// Which of the lines are notes of their own, though no empty line follows. Whoever wraps prose goes on until a word
/// does not fit; where three of four lines of a paragraph end before that, or half of them and one is a field, those
/// that do are no wrapped prose.
fn notes(lines: &[Cow<'_, str>]) -> Vec<bool> {
    let mut notes = Vec::with_capacity(lines.len());
    for paragraph in lines.split_inclusive(|line| line.trim().is_empty()) {
        let width = |line: &str| line.trim_end().chars().count();
        let widest = paragraph.iter().map(|line| width(line)).max().unwrap_or_default();
        let next = paragraph.iter().skip(1).map(Some).chain([None]);
        let has_field = paragraph.iter().any(|line| is_labeled_note(line));
        let is_short = |(line, next): (&Cow<'_, str>, Option<&Cow<'_, str>>)| {
            let next = next.and_then(|next| next.split_whitespace().next());
            next.is_some_and(|word| {
                width(line) + 1 + width(word) <= widest
                    && (has_field || !word.starts_with(char::is_lowercase))
            })
        };
        let are_short: Vec<bool> = paragraph.iter().zip(next).map(is_short).collect();
        let ends =
            paragraph.iter().filter(|line| !line.trim().is_empty()).count().saturating_sub(1);
        let short = are_short.iter().filter(|is_short| **is_short).count();
        let are_notes = widest <= MAX_NOTE_CHARACTERS
            && ends >= MIN_NOTE_ENDS
            && (has_field && 2 * short >= ends || 4 * short >= 3 * ends);
        notes.extend(are_short.into_iter().map(|is_short| is_short && are_notes));
    }
    notes
}

/// Whether a line is a field in small letters, or a task: "cause: a full disk", "TODO: add an alert".
fn is_labeled_note(line: &str) -> bool {
    label(line.trim()).is_some_and(|(label, value)| {
        !value.is_empty() && (label.starts_with(char::is_lowercase) || label == "TODO")
    })
}

/// A longer line tells more than a note.
const MAX_NOTE_CHARACTERS: usize = 80;

/// A paragraph of two lines shows no habit.
const MIN_NOTE_ENDS: usize = 3;

/// Whether a line may be the name of a field and nothing else.
fn is_name(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(char::is_uppercase)
        && line.split(' ').count() <= MAX_SECTION_WORDS
        && line.chars().all(|character| character.is_alphabetic() || character == ' ')
}

/// Whether a line is a time or a length of time and nothing else.
fn is_value(line: &str) -> bool {
    let line = line.trim();
    let is_length = || {
        let length = times::lengths(line).into_iter().next();
        length.is_some_and(|length| length.range == (0..line.len()))
    };
    line.len() <= MAX_CHROME_BYTES && (time_alone(line).is_some() || is_length())
}

/// A line without what a page leaves in a text that is copied from it: buttons, the name of the product. None if that
/// is all.
fn without_chrome(line: &str) -> Option<&str> {
    let words = line.trim();
    if words.is_empty() || words.len() > MAX_CHROME_BYTES {
        return Some(line);
    }
    let is_chrome = |text: &str| {
        let text = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        CHROME.iter().any(|chrome| match chrome.strip_prefix('~') {
            Some(begin) => text.starts_with(begin) && text.split(' ').count() <= MAX_CHROME_WORDS,
            None => text == *chrome,
        })
    };
    if is_chrome(words) {
        return None;
    }
    // "5 March 2024 Tweet" is a date.
    let rest = stamp(words).map_or("", |stamp| stamp.rest);
    if !rest.is_empty() && is_chrome(rest) {
        line.trim_end().strip_suffix(rest)
    } else {
        Some(line)
    }
}

/// A longer line tells something.
const MAX_CHROME_BYTES: usize = 100;

/// "Subscribe to updates via e-mail" has five.
const MAX_CHROME_WORDS: usize = 8;

static CHROME: Words = Words::new(|| read_words(include_str!("plain/words/chrome.txt")));

/// What has been read, and the lines of the block that is still open.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// The words of the open block, on one line.
    open: String,
    open_lines: usize,
    /// Depth and tick of the open block, where it is an item.
    item: Option<(u8, Option<bool>)>,
    /// How far the items around the latest one are indented.
    indents: Vec<usize>,
    /// The block that a colon has made a heading only if a list follows.
    announced: Option<usize>,
}

impl Reader {
    fn take(&mut self, line: &str) {
        let words = line.trim();
        if words.is_empty() {
            self.close();
        } else if let Some(mark) = rule(words) {
            self.underline(mark);
        } else if words.starts_with('|') && words.len() > 1 {
            self.close();
            self.row(words);
        } else if let Some(quoted) = words.strip_prefix('>') {
            self.close();
            self.quote(quoted.trim_start_matches(['>', ' ']));
        } else if let Some(item) = marked(line) {
            self.close();
            self.announce();
            let depth = self.depth(indent(line));
            self.item = Some((depth, item.is_done));
            self.add(item.text);
        } else if is_in_capitals(words) {
            self.close();
            self.push(Block::Heading { level: SECTION_LEVEL, text: without_colon(words) });
        } else if is_over_text(words)
            || self.open.is_empty() && (is_section(words) || is_question(words))
        {
            self.close();
            let level = if words.ends_with(':') || state(words).is_some() {
                ACTING_LEVEL
            } else {
                SECTION_LEVEL
            };
            self.push(Block::Heading { level, text: without_colon(words) });
        } else {
            // A field or a time that stands further left than the text of an item is no part of it.
            if begins_apart(words) {
                self.close();
            }
            self.add(words);
        }
    }

    fn add(&mut self, words: &str) {
        if !self.open.is_empty() {
            self.open.push(' ');
        }
        self.open.push_str(words);
        self.open_lines += 1;
    }

    /// A line of the same mark: it makes the single line before it a heading, and otherwise only parts.
    fn underline(&mut self, mark: char) {
        if self.open_lines == 1 && self.item.is_none() {
            let level = if mark == '=' { 1 } else { SECTION_LEVEL };
            let text = without_colon(&std::mem::take(&mut self.open));
            self.open_lines = 0;
            self.push(Block::Heading { level, text });
        } else {
            self.close();
        }
    }

    fn row(&mut self, line: &str) {
        let is_head = !matches!(self.blocks.last(), Some(Block::Row { .. }));
        if let Some(cells) = cells(line) {
            self.push(Block::Row { cells, is_head });
        }
    }

    /// A line of a quotation, which goes on where the line before it is one.
    fn quote(&mut self, words: &str) {
        match self.blocks.last_mut() {
            Some(Block::Quote(text)) if !words.is_empty() => {
                text.push(' ');
                text.push_str(words);
            }
            _ if words.is_empty() => {}
            _ => self.push(Block::Quote(folded(words))),
        }
    }

    /// Ends the open block.
    fn close(&mut self) {
        let text = folded(&std::mem::take(&mut self.open));
        let lines = std::mem::take(&mut self.open_lines);
        let item = self.item.take();
        if text.is_empty() {
            return;
        }
        if let Some((depth, is_done)) = item {
            return self.push(Block::Item { depth, text, is_done });
        }
        self.indents.clear();
        let is_alone = lines == 1;
        let is_known = is_alone
            && text.starts_with(char::is_uppercase)
            && !text.ends_with('.')
            && label(&text).is_none_or(|(_, value)| value.is_empty())
            && kind(&text).is_some();
        if is_alone && self.blocks.is_empty() && is_title(&text) && !is_author(&text) {
            self.push(Block::Heading { level: 1, text });
        } else if is_known && text.split(' ').count() <= MAX_HEADING_WORDS {
            self.push(Block::Heading { level: SECTION_LEVEL, text });
        } else {
            let is_announcing = is_alone && announcement(&text).is_some();
            self.push(Block::Paragraph(text));
            self.announced = is_announcing.then_some(self.blocks.len());
        }
    }

    fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Makes the line before a list a heading, if a colon ends it.
    fn announce(&mut self) {
        if self.announced.take() == Some(self.blocks.len())
            && let Some(Block::Paragraph(line)) = self.blocks.last()
            && let Some(text) = announcement(line)
        {
            self.blocks.pop();
            self.push(Block::Heading { level: ACTING_LEVEL, text });
        }
    }

    /// The depth of an item that is indented so far.
    fn depth(&mut self, indent: usize) -> u8 {
        while self.indents.last().is_some_and(|outer| *outer >= indent) {
            self.indents.pop();
        }
        let depth = self.indents.len().min(MAX_DEPTH);
        self.indents.truncate(MAX_DEPTH);
        self.indents.push(indent);
        u8::try_from(depth).unwrap_or(u8::MAX)
    }
}

/// Headings in capitals and underlined ones, below the title.
const SECTION_LEVEL: u8 = 2;

/// Lists in lists deeper than this are read as if they were in the last one.
const MAX_DEPTH: usize = 8;

/// The mark of a line that holds nothing but one.
fn rule(words: &str) -> Option<char> {
    let mark = words.chars().next().filter(|mark| "=-~_*#─═".contains(*mark))?;
    (words.chars().all(|other| other == mark) && words.chars().count() >= MIN_RULE_MARKS)
        .then_some(mark)
}

const MIN_RULE_MARKS: usize = 3;

/// Whether a line is written in capitals as headings are; "SEV1" and "OK" are not.
fn is_in_capitals(words: &str) -> bool {
    let letters = words.chars().filter(|character| character.is_alphabetic());
    letters.clone().count() >= MIN_CAPITALS
        && letters.clone().all(|letter| !letter.is_lowercase())
        && words.split_whitespace().count() <= MAX_CAPITAL_WORDS
        && words.starts_with(char::is_alphabetic)
        && words.trim_end_matches(':').find(": ").is_none()
        && !words.ends_with('.')
}

const MIN_CAPITALS: usize = 6;
const MAX_CAPITAL_WORDS: usize = 8;

/// Whether a line heads the lines after it, though no blank line follows: a label, or the state of an update.
fn is_over_text(words: &str) -> bool {
    label(words).is_some_and(|(_, text)| text.is_empty())
        || state(words).is_some_and(|state| state.rest.is_empty())
}

/// Whether a line can only be the heading of a part, though its text follows right below.
fn is_section(words: &str) -> bool {
    words.split(' ').count() <= MAX_SECTION_WORDS
        && words.chars().all(|character| character.is_alphabetic() || character == ' ')
        && words.starts_with(char::is_uppercase)
        && kind(words).is_some()
}

const MAX_SECTION_WORDS: usize = 3;

/// Whether a line is a question that its text answers: "What are we doing?".
fn is_question(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default();
    words.ends_with('?')
        && words.split(' ').count() <= MAX_HEADING_WORDS
        && matches!(first, "What" | "Why" | "How" | "When" | "Who" | "Where")
}

/// A longer line is a sentence, though it holds words of headings.
const MAX_HEADING_WORDS: usize = 6;

/// Whether the first line of a text is its title.
fn is_title(words: &str) -> bool {
    let is_field = begins_apart(words)
        && !label(words).is_some_and(|(label, text)| {
            // A link alone names nothing.
            names_report(label) && text.contains(' ')
        });
    words.split(' ').count() <= MAX_TITLE_WORDS
        && !words.ends_with(['.', ':', '!', ','])
        && !is_field
        && !begins_in_small_letters(words)
        && !greets(words)
}

const MAX_TITLE_WORDS: usize = 15;

/// Whether a label says that a title follows: "Incident report: …".
fn names_report(label: &str) -> bool {
    let label = label.to_lowercase();
    ["incident", "report", "mortem", "review", "title", "outage"]
        .iter()
        .any(|word| label.contains(word))
}

fn without_colon(words: &str) -> String {
    folded(words.trim_end_matches([':', ' ']))
}

/// The columns before the first word; a tab reaches to the next multiple of four.
fn indent(line: &str) -> usize {
    let blanks = line.chars().take_while(|character| character.is_whitespace());
    blanks.fold(0, |columns, blank| if blank == '\t' { columns / 4 * 4 + 4 } else { columns + 1 })
}
