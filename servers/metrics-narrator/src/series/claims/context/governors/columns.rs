//! Tables within a text: what heads the column of a cell.

use crate::series::claims::context::scope::Scope;

impl Scope<'_> {
    /// The mentions of the cell that heads the column of a mention, if it stands in a table.
    pub(in crate::series::claims::context) fn column_head(
        &self,
        at: usize,
    ) -> Option<std::ops::Range<usize>> {
        let (start, _) = self.sentence(at);
        let is_bar = |place: &usize| self.get(*place).is_some_and(|mention| mention.word == "|");
        is_bar(&(start + 1)).then_some(())?;
        let column = (start..at).filter(is_bar).count();
        let mut row = self.get(at)?.sentence;
        while let Some(before) = row.checked_sub(1).and_then(|row| self.sentences.get(row))
            && before.0 < before.1
            && is_bar(&(before.0 + 1))
        {
            row -= 1;
        }
        let (head, head_end) = *self.sentences.get(row).filter(|(head, _)| *head != start)?;
        let bars: Vec<usize> = (head..head_end).filter(is_bar).collect();
        Some(*bars.get(column.checked_sub(1)?)? + 1..*bars.get(column)?)
    }
}
