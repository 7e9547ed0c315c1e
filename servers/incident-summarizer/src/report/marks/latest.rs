//! Which update of an incident is the latest. Updates stand in either order, and a page that is opened again goes back
//! to an earlier state, so their times decide where they have some; where not, an incident is taken to get better.

use super::super::document::{Block, Document};
use super::super::states::state;
use super::super::times::stamp;
use super::super::times::{Context, Moment, moments};
use super::Status;

/// The status of the latest update.
pub(super) fn status(document: &Document) -> Option<Status> {
    let updates = updates(document);
    let first = updates.first()?;
    let last = updates.last()?;
    if first.status == last.status {
        return Some(first.status);
    }
    let context = Context::of(document);
    let dated: Vec<Option<Moment>> =
        updates.iter().take(MAX_COMPARED).map(|update| update.moment(&context)).collect();
    let mut later_below = 0usize;
    let mut earlier_below = 0usize;
    for (above, below) in dated.iter().zip(dated.iter().skip(1)) {
        let minutes = above.zip(*below).and_then(|(above, below)| above.minutes_until(&below));
        later_below += usize::from(minutes.is_some_and(|minutes| minutes > 0));
        earlier_below += usize::from(minutes.is_some_and(|minutes| minutes < 0));
    }
    let is_newest_first = if later_below == earlier_below {
        first.status >= last.status
    } else {
        earlier_below > later_below
    };
    Some(if is_newest_first { first.status } else { last.status })
}

/// More updates than an incident has; their order is the same all the way.
const MAX_COMPARED: usize = 100;

struct Update {
    status: Status,
    /// The text that says when.
    dated: String,
}

impl Update {
    fn moment(&self, context: &Context) -> Option<Moment> {
        moments(&self.dated, context).last().map(|found| found.moment)
    }
}

fn updates(document: &Document) -> Vec<Update> {
    let blocks = &document.blocks;
    let update = |(position, block): (usize, &Block)| {
        let text = match block {
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Item { text, .. } => {
                text.as_str()
            }
            Block::Row { cells, .. } => cells.iter().find(|cell| state(cell).is_some())?.as_str(),
            Block::Code(_) | Block::Quote(_) => return None,
        };
        // A line may begin with its time, and the state follows.
        let after_time = stamp(text).map_or(text, |stamp| stamp.rest);
        let status = state(text).or_else(|| state(after_time))?.status?;
        let below = blocks.get(position + 1).map(Block::text);
        let is_time = |text: &String| stamp(text).is_some_and(|stamp| stamp.rest.is_empty());
        let dated = below.filter(is_time).unwrap_or_else(|| block.text());
        Some(Update { status, dated })
    };
    blocks.iter().enumerate().filter_map(update).collect()
}
