//! Tables of action items: which column says what, by the words of its head.

use super::super::sections::is_placeholder;
use super::{ActionItem, due, owners};

/// What a column or a field says of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Owner,
    Due,
    State,
    /// A ticket, a priority, a kind: nothing that an item holds.
    Remark,
}

impl Role {
    /// Puts what a cell says into an item, unless it says nothing.
    pub(super) fn fill(self, item: &mut ActionItem, value: &str) {
        let value = value.trim().trim_end_matches('.');
        if self != Self::State && is_placeholder(value) {
            return;
        }
        match self {
            Self::Owner => {
                item.owner =
                    owners::owner(value).or_else(|| Some(value.trim_start_matches('@').to_owned()));
            }
            Self::Due => item.due = Some(due::dated(value)),
            Self::State => item.is_done = is_done(value).or(item.is_done),
            Self::Remark => {}
        }
    }
}

/// What a label or the head of a column stands for; none if its words are not known, or it heads the actions.
pub(super) fn role(label: &str) -> Option<Role> {
    let label = label.to_lowercase();
    let has = |words: &[&str]| {
        label.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word))
    };
    let is_short = label.split_whitespace().count() <= 3;
    match () {
        () if !is_short => None,
        () if has(&[
            "owner",
            "owners",
            "assignee",
            "assignees",
            "assigned",
            "dri",
            "who",
            "responsible",
            "lead",
            "team",
        ]) =>
        {
            Some(Role::Owner)
        }
        () if has(&[
            "due",
            "deadline",
            "eta",
            "when",
            "target",
            "date",
            "timeframe",
            "timescale",
        ]) =>
        {
            Some(Role::Due)
        }
        () if has(&["status", "state", "done", "completed", "complete", "progress"]) => {
            Some(Role::State)
        }
        () if has(&[
            "ticket", "tickets", "priority", "type", "id", "jira", "link", "issue", "bug", "pr",
            "tracking", "category", "no", "effort", "notes",
        ]) || label.trim() == "#" =>
        {
            Some(Role::Remark)
        }
        () => None,
    }
}

/// The columns of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    action: Option<usize>,
    roles: Vec<Option<Role>>,
}

impl Columns {
    /// The columns that a head names; none if it names neither an action nor an owner.
    pub(super) fn of_head(cells: &[String]) -> Option<Self> {
        let roles: Vec<Option<Role>> = cells.iter().map(|cell| role(cell)).collect();
        let named = cells.iter().position(|cell| {
            let cell = cell.to_lowercase();
            let is_short = cell.split_whitespace().count() <= 4;
            is_short && role(&cell).is_none() && ACTION_WORDS.iter().any(|word| cell.contains(word))
        });
        // Where no column is called an action, the ticket or the first column without another role says it.
        let action = named
            .or_else(|| roles.iter().position(Option::is_none))
            .or_else(|| roles.iter().position(|role| *role == Some(Role::Remark)));
        let is_head = named.is_some()
            || roles.contains(&Some(Role::Owner))
            || roles.contains(&Some(Role::Due));
        is_head.then_some(Self { action, roles })
    }

    /// The item of a row; none if it says nothing is to be done.
    pub(super) fn item(&self, cells: &[String]) -> Option<ActionItem> {
        let action = match self.action {
            Some(column) => cells.get(column)?,
            None => cells.iter().max_by_key(|cell| cell.len())?,
        };
        let mut item = super::from_text(action);
        for (cell, role) in cells.iter().zip(&self.roles) {
            if let Some(role) = role {
                role.fill(&mut item, cell);
            }
        }
        (!is_placeholder(action)).then_some(item)
    }
}

const ACTION_WORDS: &[&str] = &[
    "action",
    "task",
    "what",
    "item",
    "description",
    "follow",
    "remediation",
    "improvement",
    "measure",
    "step",
    "todo",
    "title",
    "summary",
];

/// Whether a state is that of something done.
fn is_done(state: &str) -> Option<bool> {
    let state = state.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| state.contains(word));
    if has(&[
        "not ",
        "in progress",
        "todo",
        "to do",
        "open",
        "pending",
        "planned",
        "backlog",
        "wip",
        "started",
        "incomplete",
        "❌",
    ]) || matches!(state.as_str(), "no" | "n")
    {
        Some(false)
    } else if has(&[
        "done", "complete", "closed", "finished", "resolved", "fixed", "merged", "shipped", "✅",
        "✔", "☑",
    ]) || matches!(state.as_str(), "yes" | "y" | "x")
    {
        Some(true)
    } else {
        None
    }
}
