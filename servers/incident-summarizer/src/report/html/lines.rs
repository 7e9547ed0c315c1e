//! Text between two borders of blocks: white space folded the way a browser does it, and the breaks in it that count.

use super::super::characters::folded;
use super::super::times::{is_timed, stamp};
use super::tree::{Element, Node, level};

/// A break that the page asks for; it is in no text, because control characters are dropped from all of it.
pub(super) const BREAK: char = '\u{1}';

/// Text that is collected until its block ends.
#[derive(Debug, Default)]
pub(super) struct Line {
    text: String,
    /// Whether something in it is not bold.
    is_partly_plain: bool,
    /// Whether the last thing was the end of an element.
    ends_with_element: bool,
}

impl Line {
    /// Adds text.
    pub(super) fn push(&mut self, text: &str, is_bold: bool) {
        self.text.push_str(text);
        let is_blank = text.chars().all(|c| !c.is_alphanumeric());
        self.is_partly_plain |= !is_bold && !is_blank;
        self.ends_with_element &= text.is_empty();
    }

    /// Adds a break.
    pub(super) fn push_break(&mut self) {
        self.text.push(BREAK);
        self.ends_with_element = false;
    }

    /// An element ends.
    pub(super) fn element_ends(&mut self) {
        self.ends_with_element = true;
    }

    /// An element begins with `first`. Pages lay words out side by side without a blank between them
    /// (`<span>Resolved</span><span>09:20</span>`), where it is the style sheet that keeps them apart.
    pub(super) fn element_begins(&mut self, first: Option<char>) {
        let (Some(last), Some(first)) = (self.text.chars().next_back(), first) else { return };
        let is_seam = last.is_lowercase() && first.is_uppercase()
            || last.is_alphabetic() && first.is_ascii_digit()
            || last.is_ascii_digit() && first.is_alphabetic()
            || last == ':' && first.is_alphanumeric();
        if self.ends_with_element && is_seam {
            self.text.push(' ');
        }
    }

    /// What was collected, cut at the breaks, and whether all of it is bold. The line is empty afterwards.
    pub(super) fn take(&mut self) -> (Vec<String>, bool) {
        let taken = std::mem::take(self);
        (taken.text.split(BREAK).map(folded).collect(), !taken.is_partly_plain)
    }
}

/// The lines of a paragraph that belong together, joined: a break in the middle of a sentence is only one for the eye,
/// and one after a sentence, or before a time or a bullet, begins something new.
pub(super) fn paragraphs(lines: Vec<String>) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut was_blank = true;
    // Whether what is being joined may not be added to.
    let mut is_whole = true;
    for line in lines {
        if line.is_empty() {
            was_blank = true;
            continue;
        }
        let begins_anew = begins_anew(&line);
        let ends = line.ends_with(['.', '!', '?', ':', ';']);
        let is_new = was_blank || is_whole || begins_anew;
        is_whole = ends || begins_anew;
        match paragraphs.last_mut() {
            Some(last) if !is_new => {
                last.push(' ');
                last.push_str(&line);
            }
            _ => paragraphs.push(line),
        }
        was_blank = false;
    }
    paragraphs
}

fn begins_anew(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_digit() || "[•‣◦▪·*-–—#".contains(c)) || {
        // "Status: Resolved" is a field.
        line.split_once(':').is_some_and(|(name, _)| name.split(' ').count() <= 3) || is_timed(line)
    }
}

/// The text of an element on one line, without the links that point at a heading from within.
pub(super) fn one_line(element: &Element<'_>) -> String {
    let mut line = Line::default();
    push_all(element, &mut line);
    folded(&line.text.replace(BREAK, " "))
}

fn push_all(element: &Element<'_>, line: &mut Line) {
    for child in &element.children {
        match child {
            Node::Text(text) => line.push(text, false),
            Node::Element(child) if is_permalink(child) => {}
            Node::Element(child) if child.name() == "br" => line.push_break(),
            Node::Element(child) => {
                let is_block = is_block(child);
                if is_block {
                    line.push(" ", false);
                } else {
                    line.element_begins(first_character(child));
                }
                match moment(child) {
                    Some(moment) => line.push(&moment, false),
                    None => push_all(child, line),
                }
                if is_block {
                    line.push(" ", false);
                }
                line.element_ends();
            }
        }
    }
}

/// The first character of what `element` shows.
pub(super) fn first_character(element: &Element<'_>) -> Option<char> {
    element.children.iter().find_map(|child| match child {
        Node::Text(text) => text.chars().next(),
        Node::Element(child) => first_character(child),
    })
}

/// Whether it is the mark beside a heading that links to it.
pub(super) fn is_permalink(element: &Element<'_>) -> bool {
    element.name() == "a"
        && element.tag.attr("href").is_some_and(|target| target.contains('#'))
        && element.size.words <= 1
        && !element.text_pieces().any(|text| text.contains(char::is_alphanumeric))
}

/// The moment that an element shows only in relation to now ("2 hours ago") or in part ("09:20"), or that a script
/// would fill in.
pub(super) fn moment(element: &Element<'_>) -> Option<String> {
    let attribute = match element.name() {
        "time" => element.tag.attr("datetime"),
        "abbr" | "span" => element.tag.attr("title"),
        _ => None,
    };
    let moment = attribute
        .filter(|moment| moment.contains(|c: char| c.is_ascii_digit()) && moment.len() <= 60)?;
    let shown: String = element.text_pieces().collect();
    let shown = shown.trim().to_lowercase();
    let is_relative = shown.ends_with("ago") || shown == "yesterday" || shown == "today";
    // A clock without its day, or a day of no year.
    let is_part = || {
        let is_whole =
            |moment: &str| stamp(moment).is_some_and(|stamp| stamp.has_clock && has_year(moment));
        is_whole(moment)
            && !has_year(&shown)
            && stamp(&shown).is_some_and(|stamp| stamp.rest.is_empty())
    };
    (is_relative || element.name() == "time" && (shown.is_empty() || is_part()))
        .then(|| format!(" {} ", folded(moment)))
}

fn has_year(moment: &str) -> bool {
    moment.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4)
}

impl Element<'_> {
    /// The texts right in it and in the elements right in it.
    fn text_pieces(&self) -> impl Iterator<Item = &str> {
        self.children.iter().flat_map(|child| match child {
            Node::Text(text) => vec![text.as_str()],
            Node::Element(child) => child
                .children
                .iter()
                .filter_map(|inner| match inner {
                    Node::Text(text) => Some(text.as_str()),
                    Node::Element(_) => None,
                })
                .collect(),
        })
    }
}

/// Whether a browser begins a new line before and after an element.
pub(super) fn is_block(element: &Element<'_>) -> bool {
    BLOCKS.contains(&element.name()) || level(element.tag).is_some()
}

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_go_on_are_joined_and_others_are_not() {
        let lines = |text: &str| paragraphs(text.split('|').map(str::to_owned).collect());
        assert_eq!(lines("one line|goes on|here"), ["one line goes on here"]);
        assert_eq!(lines("A sentence.|Another|one"), ["A sentence.", "Another one"]);
        assert_eq!(lines("14:05 - down|14:10 - up"), ["14:05 - down", "14:10 - up"]);
        assert_eq!(lines("one||two"), ["one", "two"]);
        assert_eq!(lines("Status: done|Owner: Kim"), ["Status: done", "Owner: Kim"]);
    }
}
