//! The reply in lines of text, for a host that shows its model no structured content.

use std::borrow::Cow;

use super::reply::{AnsweredRow, BatchAnswer, Brief, SkippedRow, Sources};
use crate::answer::Source;

impl<R: Brief> BatchAnswer<R> {
    /// A line for each label, with its rows. The same as JSON would be twice as long, and hosts refuse a reply over
    /// 40,000 characters.
    pub(super) fn text(&self) -> String {
        let Sources { model, repaired, fallback } = self.sources;
        let mut lines = vec![format!(
            "{} of {} rows: {} answered by the host's model, {fallback} estimated without it (marked *).",
            self.rows.len(),
            self.total_rows,
            model + repaired,
        )];
        for share in &self.distribution {
            let rows = self.rows.iter().filter(|row| row.answer.label() == share.label.as_deref());
            let rows: Vec<_> = rows.map(AnsweredRow::text).collect();
            lines.push(format!(
                "{}: {}",
                share
                    .label
                    .as_deref()
                    .map_or("(none fits)".into(), |label| plain_or_quoted(label, " -_./#&+'")),
                rows.join(", ")
            ));
        }
        lines.extend(self.skipped.iter().map(SkippedRow::text));
        lines.extend(self.next_row.map(|row| format!("Go on with start_row {row}.")));
        lines.extend(self.provenance.note.clone());
        lines.join("\n")
    }
}

impl<R: Brief> AnsweredRow<R> {
    /// `12 [T-12] high 0.90*`
    fn text(&self) -> String {
        let id = self.id.as_ref().map(|id| format!(" [{}]", plain_or_quoted(id, "-_.#/:")));
        let id = id.unwrap_or_default();
        let mark = if self.source == Source::Fallback { "*" } else { "" };
        format!("{}{id} {}{mark}", self.row, self.answer.remark())
    }
}

impl SkippedRow {
    fn text(&self) -> String {
        let line = self.line.map(|line| format!(" (line {line})")).unwrap_or_default();
        format!("Row {}{line} was skipped: {}.", self.row, self.reason)
    }
}

/// A name in a line of the text: in quotation marks unless it has letters, digits and these `signs` only, so that it
/// can be nothing but a name.
fn plain_or_quoted<'n>(name: &'n str, signs: &str) -> Cow<'n, str> {
    let is_plain = name.chars().all(|sign| sign.is_alphanumeric() || signs.contains(sign));
    if is_plain { name.into() } else { format!("{name:?}").into() }
}
