//! Shortening an answer that is longer than hosts accept, from the ends of its lists.

use shared::answer::Problem;

use super::{ActionItem, Incident, TimelineEntry};

impl Incident {
    /// Leaves out the last item of the longest list, and without lists a text that may be null, and names in `problems`
    /// what was left out; false if there is nothing more to leave out.
    pub fn shorten(&mut self, problems: &mut Vec<Problem>) -> bool {
        let lengths = [
            ("timeline", self.timeline.iter().map(TimelineEntry::bytes).sum::<usize>()),
            ("action_items", self.action_items.iter().map(ActionItem::bytes).sum()),
            ("contributing_factors", self.contributing_factors.iter().map(String::len).sum()),
            ("services", self.services.iter().map(String::len).sum()),
        ];
        let longest = lengths.into_iter().max_by_key(|(_, bytes)| *bytes);
        let name = match longest {
            Some((name, 1..)) => name,
            _ if self.impact.is_some() => "impact",
            _ if self.root_cause.is_some() => "root_cause",
            _ => return false,
        };
        match name {
            "timeline" => drop(self.timeline.pop()),
            "action_items" => drop(self.action_items.pop()),
            "contributing_factors" => drop(self.contributing_factors.pop()),
            "services" => drop(self.services.pop()),
            "impact" => self.impact = None,
            _ => self.root_cause = None,
        }
        let problem = format!("{name} is not whole: hosts accept no longer reply").into();
        if !problems.contains(&problem) {
            problems.push(problem);
        }
        true
    }
}

impl TimelineEntry {
    fn bytes(&self) -> usize {
        self.event.len() + self.quote.len() + self.at.as_ref().map_or(0, String::len)
    }
}

impl ActionItem {
    fn bytes(&self) -> usize {
        let bytes = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        self.action.len() + bytes(&self.owner) + bytes(&self.due)
    }
}
