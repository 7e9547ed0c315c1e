//! Where in the course of an incident a sentence stands: under which update or entry of its report, and at which place
//! in time. A status page has the newest update first, each in the present of its hour ("We are looking into it").

use std::collections::HashMap;

use crate::report::{
    document::Block,
    sections::{Kind, Section},
    states::{State, state},
    timeline::{Event, shown},
    times::behind_clock,
};

/// Follows a report block by block.
pub(super) struct Course<'r> {
    /// The entry that quotes a line, and its number in the order of time.
    entries: HashMap<&'r str, (usize, &'r Event)>,
    place: Place<'r>,
    /// The latest time so far.
    latest: usize,
}

/// Where a block stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place<'r> {
    /// The number of its entry in the order of time; 0 before any entry.
    pub(super) time: usize,
    /// What its update begins with.
    pub(super) state: Option<State<'r>>,
}

impl<'r> Course<'r> {
    /// The course that a timeline in the order of time tells.
    pub(super) fn of(timeline: &'r [Event]) -> Self {
        let mut entries = HashMap::new();
        for entry in (1..).zip(timeline) {
            let lines = entry.1.quote.lines().map(bare);
            lines.for_each(|line| _ = entries.entry(line).or_insert(entry));
        }
        Self { entries, place: Place::default(), latest: 0 }
    }

    /// Goes on to a section. What has a heading of its own and is no entry is told behind all that stands above.
    pub(super) fn enter(&mut self, section: &'r Section) {
        // "Identified: by an alert" is a field.
        let heading = section.heading.as_deref().filter(|_| section.kind == Kind::Other);
        self.place = Place { time: self.latest, state: heading.and_then(state) };
    }

    /// Goes on to a block of the section. What is no entry belongs to the one above it.
    pub(super) fn place_of(&mut self, block: &'r Block) -> Place<'r> {
        let mut own = None;
        if let Some((time, event)) = self.entries.get(bare(&shown(block))) {
            self.place.time = *time;
            self.latest = self.latest.max(*time);
            own = state(&event.event);
        }
        if let Block::Heading { text, .. } | Block::Paragraph(text) | Block::Item { text, .. } =
            block
        {
            own = state(behind_clock(text)).or(own);
        }
        self.place.state = own.or(self.place.state);
        self.place
    }
}

/// The words of a line, without the marks of a heading or an item before them.
fn bare(line: &str) -> &str {
    line.trim_start_matches(['#', ' ', '-'])
}
