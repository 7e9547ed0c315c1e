//! Whether two titles are one: that of a page may be decorated with tags, the state of the work and the number of the
//! incident.

use std::{collections::HashSet, sync::LazyLock};

use regex::Regex;

use super::passages::stems;
use crate::report::{times::pattern, words::read};

/// Whether `written` says what the title `marked` of a page says, which is longer or decorated.
pub fn is_same_title(marked: &str, written: &str) -> bool {
    let plain = TAGS.replace_all(marked, " ");
    let is_told = |stem: &String| !DECORATIONS.contains(stem);
    let own: Vec<String> = stems(&plain).into_iter().filter(is_told).collect();
    let other = stems(written);
    let is_decorated = stems(marked).len() > own.len();
    let is_longer = marked.chars().count() > written.chars().count();
    let shared = own.iter().filter(|stem| other.contains(stem)).count();
    // All that a decorated title tells, or all that is written and half of a longer title.
    let keeps_all = !own.is_empty() && shared == own.len();
    let keeps_most = !other.is_empty() && shared == other.len() && 2 * shared >= own.len();
    keeps_all && is_decorated || keeps_most && (is_longer || is_decorated)
}

/// What stands in brackets, and the numbers of incidents.
static TAGS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\[[^\]]{0,60}\]|\([^)]{0,60}\)|\b(?:inc|incident|pm|sev|p|rca|post-?mortem)[\s#:-]*[0-9]+(?:-[0-9]+)*\b|#[0-9]+|\b[A-Z]{2,8}-[0-9]+\b|[0-9]{4}-[0-9]{2}-[0-9]{2}",
    )
});

/// The stems of words that only say how far an incident is, or that it is one.
static DECORATIONS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    read(include_str!("words/decorations.txt")).into_iter().flat_map(stems).collect()
});
