//! The text of a paragraph or an item while it is read, with marks for what is bold and where lines break.

use super::super::characters::folded;
use super::super::lines::{begins_apart, marked};
use super::super::times::is_timed;
use super::{BOLD, BOLD_END, HARD_BREAK, MAX_HEADING_BYTES};

/// The parts of a paragraph: its lines joined, but for those that begin a part of their own.
pub(super) fn parts(open: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for piece in open.split(HARD_BREAK) {
        for (number, line) in piece.lines().enumerate() {
            let words = clean(line);
            let is_apart = number == 0 || begins_apart(&words) || marked(&words).is_some();
            match parts.last_mut().filter(|_| !is_apart) {
                Some(part) => {
                    part.push(' ');
                    part.push_str(line);
                }
                None => parts.push(line.to_owned()),
            }
        }
    }
    parts.retain(|part| !clean(part).is_empty());
    parts
}

/// The lines of an item joined, but for those that begin with a time.
pub(super) fn timed_parts(open: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for line in open.split(['\n', HARD_BREAK]).map(clean).filter(|line| !line.is_empty()) {
        match parts.last_mut().filter(|_| !is_timed(&line)) {
            Some(part) => {
                part.push(' ');
                part.push_str(&line);
            }
            None => parts.push(line),
        }
    }
    parts
}

/// The words of a line that is bold from its beginning to its end, but for a colon.
pub(super) fn bold_line(part: &str) -> Option<String> {
    let inner = part.trim().strip_prefix(BOLD)?;
    let inner = inner.trim_end_matches([':', ' ']).strip_suffix(BOLD_END)?;
    let text = clean(inner);
    let text = text.trim_end_matches([':', ' ']);
    let is_heading =
        !inner.contains(BOLD) && text.len() <= MAX_HEADING_BYTES && !text.ends_with(['.', '!']);
    (is_heading && !text.is_empty()).then(|| text.to_owned())
}

/// `text` without the marks in it, on one line.
pub(super) fn clean(text: &str) -> String {
    folded(&text.replace(HARD_BREAK, " ").replace([BOLD, BOLD_END], ""))
}
