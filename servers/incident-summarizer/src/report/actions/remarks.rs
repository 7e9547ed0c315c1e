//! What people put behind an action to say who and until when: "(platform team, by Friday)", "— @oncall-db —
//! 2026-04-15", "[owner: Storage] [due: May 3]".

use super::{due, owners};

/// An action without the remarks at its end, and what they say.
#[derive(Debug, Default)]
pub(super) struct Remarked<'a> {
    pub(super) action: &'a str,
    pub(super) owner: Option<String>,
    pub(super) due: Option<String>,
}

/// `text` and the remarks at its end.
pub(super) fn remarked(text: &str) -> Remarked<'_> {
    let mut remarked = Remarked { action: text.trim_end_matches('.'), ..Remarked::default() };
    for _ in 0..MAX_REMARKS {
        let Some((action, said)) = last_remark(remarked.action) else { break };
        remarked.action = action;
        remarked.owner = said.owner.or(remarked.owner);
        remarked.due = said.due.or(remarked.due);
    }
    let is_told =
        remarked.action.len() < text.trim_end_matches('.').len() && !remarked.action.is_empty();
    if !is_told {
        remarked.action = text;
    }
    remarked
}

/// Owner, date and ticket may stand in a remark each.
const MAX_REMARKS: usize = 4;

/// What a remark says.
#[derive(Debug, Default)]
struct Said {
    owner: Option<String>,
    due: Option<String>,
}

/// What stands before the last remark, and what that says.
fn last_remark(text: &str) -> Option<(&str, Said)> {
    let text = text.trim_end();
    for (open, close, kind) in [('(', ')', Kind::Parenthesis), ('[', ']', Kind::Remark)] {
        if let Some(inner) = text.strip_suffix(close)
            && let Some((before, inner)) = inner.rsplit_once(open)
            && let Some(said) = said(inner, kind)
        {
            return Some((before.trim_end(), said));
        }
    }
    if let Some(begin) = owners::field_begin(text)
        && let Some((before, remark)) = text.split_at_checked(begin)
        && let Some(said) = said(remark, Kind::Remark)
    {
        return Some((
            before.trim_end_matches([' ', ',', ';', '.', '–', '—', '-', '(', '|']),
            said,
        ));
    }
    let (before, remark) = owners::dash(text)?;
    Some((before.trim_end(), said(remark, Kind::Remark)?))
}

/// Where a remark stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// In round brackets, where a word with a capital is mostly no name: "(API)".
    Parenthesis,
    /// In square brackets, behind a dash or a label.
    Remark,
}

/// What a remark says, if it says nothing but who, until when, and how it stands.
fn said(remark: &str, kind: Kind) -> Option<Said> {
    if remark.split_whitespace().count() > MAX_REMARK_WORDS {
        return None;
    }
    let mut said = Said::default();
    let mut names: Vec<&str> = Vec::new();
    // A comma may stand in a date.
    let until = due::due(remark).or_else(|| due::alone(remark));
    if until.is_some() && owners::labeled(remark).is_none() && due::alone(remark).is_some() {
        return Some(Said { owner: None, due: until });
    }
    for part in parts(remark) {
        if let Some(owner) = owners::marked(part) {
            said.owner = said.owner.or(Some(owner));
        } else if let Some(until) = due::due(part).or_else(|| due::alone(without_state(part))) {
            said.due = said.due.or(Some(until));
        } else if owners::is_named(part) || kind == Kind::Remark && is_handle(part) {
            names.push(part);
        } else if !is_about_state(part) && until.is_none() {
            return None;
        }
    }
    said.due = until.or(said.due);
    if kind == Kind::Remark || said.due.is_some() || names.iter().any(|name| owners::is_team(name))
    {
        said.owner = said.owner.or_else(|| names.first().map(|name| (*name).to_owned()));
    } else if !names.is_empty() {
        return None;
    }
    (said.owner.is_some() || said.due.is_some()).then_some(said)
}

/// The parts of a remark: "Storage team – by 1 May" has two, a handle such as "@oncall-db" is one.
fn parts(remark: &str) -> impl Iterator<Item = &str> {
    let by_commas = remark.split([',', ';', '|', '–', '—']);
    let by_dashes = by_commas.flat_map(|part| part.split(" - "));
    by_dashes.flat_map(|part| part.split(" by ")).map(str::trim)
}

/// A date without the state before it: "done 2026-05-09".
fn without_state(part: &str) -> &str {
    let state = part.split_once(' ').filter(|(state, _)| {
        matches!(state.to_lowercase().as_str(), "done" | "completed" | "closed")
    });
    state.map_or(part, |(_, date)| date)
}

/// Whether a part is written as the names of teams are in chats and repositories: `iot-ingest`.
fn is_handle(part: &str) -> bool {
    let is_inside = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    part.contains('-')
        && part.chars().all(is_inside)
        && part.starts_with(|c: char| c.is_ascii_lowercase())
        && part.ends_with(|c: char| c.is_ascii_lowercase())
        && !owners::is_no_name(part)
}

const MAX_REMARK_WORDS: usize = 10;

/// Whether a part of a remark is a ticket, a priority or a state: "PAY-12", "#31", "P1", "in progress", "Priority:
/// high".
fn is_about_state(part: &str) -> bool {
    let is_ticket =
        part.contains(|c: char| c.is_ascii_digit()) && !part.contains(char::is_whitespace);
    let is_field =
        part.split_once(':').is_some_and(|(label, _)| super::table::role(label).is_some());
    part.is_empty() || is_ticket || is_field || owners::is_no_name(part)
}
