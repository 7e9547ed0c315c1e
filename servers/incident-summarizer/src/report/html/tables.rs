//! Tables. One that holds data becomes rows; one that only lays out a page is read as if it was not there.

use super::super::document::Block;
use super::tree::{Element, level};

/// The rows of `table`, or none if it only lays out what is in it.
pub(super) fn rows(table: &Element<'_>) -> Option<Vec<Block>> {
    let mut rows = Vec::new();
    collect_rows(table, Part::Body, &mut rows);
    if is_layout(table, &rows) {
        return None;
    }
    Some(rows.iter().filter_map(Row::block).collect())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Body,
}

struct Row<'e, 'a> {
    cells: Vec<&'e Element<'a>>,
    part: Part,
}

fn collect_rows<'e, 'a>(element: &'e Element<'a>, part: Part, rows: &mut Vec<Row<'e, 'a>>) {
    for child in element.elements() {
        match child.name() {
            "tr" => rows
                .push(Row { cells: child.elements().filter(|cell| is_cell(cell)).collect(), part }),
            "thead" => collect_rows(child, Part::Head, rows),
            "tbody" | "tfoot" => collect_rows(child, Part::Body, rows),
            _ => {}
        }
    }
}

fn is_cell(element: &Element<'_>) -> bool {
    matches!(element.name(), "td" | "th")
}

/// Whether the table is there for the eye only: it says so, it has a single column, or, having no head, it holds
/// headings or other tables.
fn is_layout(table: &Element<'_>, rows: &[Row<'_, '_>]) -> bool {
    let says_so = matches!(table.tag.attr("role"), Some("presentation" | "none"));
    let has_head = rows
        .iter()
        .any(|row| row.part == Part::Head || row.cells.iter().any(|cell| cell.name() == "th"));
    let is_single =
        rows.iter().all(|row| row.cells.iter().filter(|cell| cell.size.words > 0).count() <= 1);
    let holds_structure = |cell: &Element<'_>| {
        cell.elements().any(|inner| {
            inner.find(&|inner| inner.name() == "table" || level(inner.tag).is_some()).is_some()
        })
    };
    says_so
        || !has_head
            && (is_single
                || rows.iter().flat_map(|row| &row.cells).any(|cell| holds_structure(cell)))
}

impl Row<'_, '_> {
    fn block(&self) -> Option<Block> {
        let cells: Vec<String> = self
            .cells
            .iter()
            .filter(|cell| !is_line_number(cell))
            .map(|cell| cell.text())
            .collect();
        if cells.iter().all(String::is_empty) {
            return None;
        }
        let is_head = self.part == Part::Head || self.cells.iter().all(|cell| cell.name() == "th");
        Some(Block::Row { cells, is_head })
    }
}

/// The number of a line of code.
fn is_line_number(cell: &Element<'_>) -> bool {
    cell.tag.attr("data-line-number").is_some()
}
