//! Reads a report of an incident, without a model: from HTML, Markdown or plain text to blocks, from blocks to what
//! they say.
//!
//! [`read`] is the entrance, and a [`Report`] all that is known afterwards. In reading order:
//!
//! - `document`: the blocks that every format is read into, and their text
//! - `format` says which format a text is in; `html`, `markdown` and `plain` read it, and `email` what was pasted as
//!   one
//! - `others` leaves out what is told of other incidents, and `subject` says whether a text is about one at all
//! - `marks`: what a page states by its marks: title, severity, status
//! - `sections`, `timeline`, `actions`, `services`: what stands in which section, and its entries
//! - `times`: moments, zones, ranges and lengths of time as people write them, and the time that a line begins with
//! - `severity`, `sentences`: how grave an incident was by its own words, and the sentences that say most
//! - `cut`: a report in parts; `evidence`: what ties an answer to the report

pub mod actions;
mod characters;
mod cut;
pub mod document;
mod email;
pub mod encoding;
pub mod evidence;
pub mod format;
pub mod html;
mod lines;
pub mod markdown;
pub mod marks;
mod others;
pub mod plain;
pub mod sections;
pub mod sentences;
pub mod services;
pub mod severity;
mod states;
mod subject;
#[cfg(test)]
mod template_tests;
pub mod timeline;
pub mod times;
mod unreadable;
mod words;

use shared::{Material, sampler::Stop};

pub use actions::ActionItem;
pub use cut::cut;
pub use document::{Block, Document};
pub use encoding::decoded;
pub use evidence::{Evidence, is_same_title};
pub use format::Format;
pub use html::MAX_BYTES as MAX_REPORT_BYTES;
pub use marks::{Marks, Severity, Status};
pub use sections::{Kind, Sections};
pub use sentences::{first_of, split};
pub use timeline::Event;
pub use times::{Context, Labeled, Moment, Stated};
pub use unreadable::Unreadable;

/// The longest text of a report, in bytes: as much as nine questions hold, and fifty times a long post-mortem.
pub const MAX_TEXT_BYTES: usize = 9 * 32 * 1024;

/// A report of more lines than these is longer than its text may be, unless hardly anything stands in them; it is not
/// taken apart to find that out.
pub const MAX_LINES: usize = 50_000;

/// The longest title, in characters: what is longer is a paragraph that stands where a title should.
pub const MAX_TITLE_CHARACTERS: usize = 200;

/// A report that was read.
#[derive(Debug)]
pub struct Report {
    /// Its blocks: the main content, without what is hidden and what frames it.
    pub document: Document,
    /// The text of the blocks: what a model is shown, and what quotations are looked for in.
    pub text: Material,
    /// What the page states by its marks.
    pub marks: Marks,
    /// Which blocks stand under which kind of heading.
    pub sections: Sections,
    /// Start, end and duration, as far as it states them.
    pub stated: Stated,
    /// How grave the incident was by its words, if they say so.
    pub severity_by_words: Option<Severity>,
    /// What happened when.
    pub timeline: Vec<Event>,
    /// What will be or was done about it.
    pub action_items: Vec<ActionItem>,
    /// What was affected.
    pub services: Vec<String>,
    /// What ties an answer to it.
    pub evidence: Evidence,
    /// What its times leave out.
    context: Context,
}

/// The report in `text`, whatever it is written in.
///
/// # Errors
///
/// [`Unreadable`] if it is a feed, markup that is too deep or too large, or if it has more than [`MAX_LINES`] lines or
/// its text more than [`MAX_TEXT_BYTES`].
pub fn read(text: &str) -> Result<Report, Unreadable> {
    read_unless(text, &Stop::never())
}

/// The same, unless `stop` says between two stages that nobody waits for it any more.
///
/// # Errors
///
/// As [`read`], and [`Unreadable::Stopped`].
pub fn read_unless(text: &str, stop: &Stop) -> Result<Report, Unreadable> {
    if format::is_feed(text) {
        return Err(Unreadable::Feed);
    }
    // A message may hold its text in all of these formats.
    let (mut document, marks) = match (email::read(text), format::of(text)) {
        (Some(message), _) => (message, None),
        (None, Format::Markdown | Format::Plain) if lines(text) > MAX_LINES => {
            return Err(Unreadable::TooManyLines { lines: lines(text) });
        }
        (None, Format::Html) => {
            let html = html::read(text)?;
            (html.document, Some(html.marks))
        }
        (None, Format::Markdown) => (markdown::read(text), None),
        (None, Format::Plain) => (plain::read(text), None),
    };
    // A page has lost them already, and its marks are those of the rest.
    if marks.is_none() {
        others::remove(&mut document);
    }
    // Before anything is looked for in it: what nobody will be asked about costs nothing.
    let text = document.to_string();
    if text.len() > MAX_TEXT_BYTES {
        return Err(Unreadable::TooMuchText { bytes: text.len() });
    }
    let marks = marks.unwrap_or_else(|| marks::of_document(&document));
    let context = Context::of(&document);
    Report::new(document, text, marks, context, stop)
}

/// # Errors
///
/// [`Unreadable::Stopped`] if nobody waits for the report any more.
fn go_on(stop: &Stop) -> Result<(), Unreadable> {
    if stop.requested() { Err(Unreadable::Stopped) } else { Ok(()) }
}

/// How many lines of `text` are not empty.
fn lines(text: &str) -> usize {
    text.lines().filter(|line| !line.trim().is_empty()).count()
}

impl Report {
    /// What is known of `document`, whose text is `text`.
    fn new(
        document: Document,
        text: String,
        mut marks: Marks,
        context: Context,
        stop: &Stop,
    ) -> Result<Self, Unreadable> {
        marks.title = marks.title.as_deref().map(cut_title).filter(|title| {
            // A greeting may stand where a title does.
            !title.is_empty() && marks::is_title(title)
        });
        go_on(stop)?;
        let sections = sections::sections(&document);
        let timeline = timeline::events(&document, &sections, &context);
        go_on(stop)?;
        let stated = times::stated(&document, &sections, &timeline, marks.status, &context);
        go_on(stop)?;
        let mut moments: Vec<Moment> =
            times::moments(&text, &context).into_iter().map(|found| found.moment).collect();
        moments.extend(timeline.iter().filter_map(|event| event.at));
        let action_items = actions::items(&sections);
        let services = services::named(&document, &sections);
        let evidence = Evidence::of(&text, context, moments, &timeline, &services, &action_items);
        let mut report = Self {
            severity_by_words: severity::by_words(
                &document,
                &sections,
                &timeline,
                stated.duration_minutes,
            ),
            stated,
            action_items,
            services,
            evidence,
            text: Material::new("report", text),
            timeline,
            sections,
            marks,
            document,
            context,
        };
        // A novel has the words for harm, too.
        report.severity_by_words = report.severity_by_words.filter(|_| report.is_of_incident());
        Ok(report)
    }

    /// A part of this report, read for itself; its times are on the day and in the zone of the whole.
    ///
    /// # Errors
    ///
    /// [`Unreadable::Stopped`] if `stop` says so.
    pub fn part(&self, document: Document, stop: &Stop) -> Result<Self, Unreadable> {
        let text = document.to_string();
        Self::new(document, text, Marks::default(), self.context, stop)
    }

    /// What made it possible or worse.
    pub fn contributing_factors(&self) -> Vec<String> {
        sections::contributing_factors(&self.sections)
    }

    /// The sentences that say most, at most three, in the order of time.
    pub fn best_sentences(&self) -> Vec<String> {
        sentences::best(&self.document, &self.sections, &self.timeline, 3)
    }

    /// What the page itself marks and what its labeled fields state, as a model reads it.
    pub fn stated_material(&self) -> Material {
        let Marks { title, severity, status, .. } = &self.marks;
        let Labeled { started_at, resolved_at, duration_minutes } = &self.stated.labeled;
        let lines = [
            title.as_ref().map(|title| format!("title: {title}")),
            severity.map(|severity| format!("severity: {}", severity.as_str())),
            status.map(|status| format!("status: {}", status.as_str())),
            started_at.as_ref().map(|at| format!("started_at: {at}")),
            resolved_at.as_ref().map(|at| format!("resolved_at: {at}")),
            duration_minutes.map(|minutes| format!("duration_minutes: {minutes}")),
        ];
        let lines: Vec<_> = lines.into_iter().flatten().collect();
        let text = if lines.is_empty() { "nothing".to_owned() } else { lines.join("\n") };
        Material::new("stated", text)
    }
}

/// As much of a title as is one.
fn cut_title(title: &str) -> String {
    let cut: String = title.chars().take(MAX_TITLE_CHARACTERS).collect();
    cut.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering::Relaxed;

    use super::*;

    #[test]
    fn a_text_that_nobody_can_be_asked_about_is_refused_before_it_is_looked_at() {
        let text = "14:05 down\n".repeat(MAX_TEXT_BYTES / 10);
        assert!(
            matches!(read(&text), Err(Unreadable::TooMuchText { bytes }) if bytes > MAX_TEXT_BYTES)
        );
    }

    #[test]
    fn a_text_of_too_many_lines_is_refused_before_it_is_taken_apart() {
        for line in ["|1|2|\n", "- a\n", "a\n\n"] {
            let text = format!("# Down\n\n{}", line.repeat(100_000));
            assert_eq!(read(&text).unwrap_err(), Unreadable::TooManyLines { lines: 100_001 });
        }
        assert!(read(&format!("# Down\n{}x\n", "\n".repeat(100_000))).is_ok());
    }

    #[test]
    fn a_report_that_nobody_waits_for_is_not_read_to_its_end() {
        let report = "# Down\n\nAt 14:05 UTC uploads failed.\n";
        for stage in 1..=3 {
            let (stop, looks) = Stop::at(stage);
            assert_eq!(read_unless(report, &stop).unwrap_err(), Unreadable::Stopped);
            assert_eq!(looks.load(Relaxed), stage);
        }
        assert!(read_unless(report, &Stop::never()).is_ok());
    }

    #[test]
    fn a_feed_is_refused_and_another_page_of_xml_is_read() {
        for feed in [
            "<?xml version=\"1.0\"?>\n<?xml-stylesheet href=\"a.xsl\"?>\n<!-- made by hand -->\n<rss version=\"2.0\"><channel>",
            "\u{FEFF}<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Status</title>",
            "<?xml version='1.0'?><rdf:RDF xmlns:rdf=\"\">",
        ] {
            assert_eq!(read(feed).unwrap_err(), Unreadable::Feed, "{feed}");
        }
        let export =
            read("<?xml version=\"1.0\"?><incident><note>Search is down.</note></incident>");
        assert_eq!(export.unwrap().document.to_string(), "Search is down.\n");
    }

    #[test]
    fn what_a_page_hides_is_hidden_in_markdown_and_plain_text_too() {
        let secret = "SAYNOTHING";
        for hidden in [
            format!("<span style=\"display:none\">{secret}</span>"),
            format!("<!-- {secret} -->"),
            format!("<br><font color=white>{secret}</font>"),
            format!("<i title=\"{secret}\" data-note='{secret}'></i>"),
            format!("<img alt=\"{secret}\">"),
            format!("<p hidden>{secret}</p>"),
            format!("<script>{secret}</script>"),
            format!("<style>.g {{ display: none }}</style><b class=\"g\">{secret}</b>"),
            format!("<x-note hidden>{secret}</x-note>"),
        ] {
            for report in [
                format!("Checkout is down. {hidden}\n\nIt is up."),
                format!("{hidden}Checkout is down.\n\nIt is up."),
                format!("# Checkout is down.\n\nWe look. {hidden}\n\nIt is up."),
                format!("**Checkout is down.** {hidden}\n\nIt is up."),
                format!("- [ ] Checkout is down. {hidden}\n- It is up."),
                format!("| a | b |\n|--|--|\n| Checkout is down. | {hidden} |\n\nIt is up."),
                format!(
                    "Subject: Outage\nFrom: a@example.org\nTo: b@example.org\n\nCheckout is down. {hidden}\n\nIt is up."
                ),
                format!(
                    "{{\"title\": {}}}",
                    serde_json::json!(format!("Checkout is down. {hidden}It is up."))
                ),
            ] {
                let text = read(&report).unwrap().text.to_string();
                assert!(!text.contains(secret) && !text.contains('<'), "{report}\n\n{text}");
                assert!(
                    text.contains("Checkout is down.") && text.contains("It is up."),
                    "{report}\n\n{text}"
                );
            }
        }
    }

    #[test]
    fn a_title_is_cut_where_it_is_none() {
        let title = read(&format!("# {}\n\nIt failed.\n", "x".repeat(500))).unwrap().marks.title;
        assert_eq!(title.unwrap().chars().count(), MAX_TITLE_CHARACTERS);
    }
}
