//! The cells of one record while it is read. Of a hostile line, which is nothing but delimiters, no more is kept than
//! its text and as many cells as a table may have columns; the others are counted.

use std::str::from_utf8;

use crate::limits;

/// The least room for text, in bytes.
const ROOM_BYTES: usize = 1_024;

/// The cells of one record.
pub(super) struct Cells {
    /// Their texts, one behind the other, and room for more.
    text: Vec<u8>,
    /// How much of that is text.
    written: usize,
    /// The ends of the cells that were found last. A hostile record has millions, so that they come in portions.
    found: Vec<usize>,
    /// Where the first cells end, as many as there may be columns.
    ends: Vec<usize>,
    /// Where the last cell begins and ends.
    last: (usize, usize),
    width: usize,
    filled: usize,
}

impl Default for Cells {
    fn default() -> Self {
        Self {
            text: Vec::new(),
            written: 0,
            found: vec![0; limits::MAX_COLUMNS],
            ends: Vec::new(),
            last: (0, 0),
            width: 0,
            filled: 0,
        }
    }
}

impl Cells {
    /// Makes room for another record.
    pub(super) fn clear(&mut self) {
        self.ends.clear();
        (self.written, self.last, self.width, self.filled) = (0, (0, 0), 0, 0);
    }

    /// Where the next text goes, and the ends of the cells in it.
    pub(super) fn room(&mut self) -> (&mut [u8], &mut [usize]) {
        if self.written == self.text.len() {
            self.text.resize((2 * self.written).max(ROOM_BYTES), 0);
        }
        (self.text.get_mut(self.written..).unwrap_or_default(), &mut self.found)
    }

    /// So much text has been written there, and so many cells have ended.
    pub(super) fn take(&mut self, written: usize, ended: usize) {
        self.written += written;
        for &end in self.found.iter().take(ended) {
            self.last = (self.last.1, end);
            self.width += 1;
            if self.width <= limits::MAX_COLUMNS {
                self.ends.push(end);
            }
            if !text_of(&self.text, self.last).trim().is_empty() {
                self.filled = self.width;
            }
        }
    }

    /// How many cells there are.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// How many there are without the blank ones at the end.
    pub(super) fn filled(&self) -> usize {
        self.filled
    }

    pub(super) fn last(&self) -> &str {
        text_of(&self.text, self.last)
    }

    /// The first `count` cells. A table has up to a million rows: no room is left over.
    pub(super) fn first(&self, count: usize) -> Vec<String> {
        let begins = [0].iter().chain(&self.ends).copied();
        let places = begins.zip(self.ends.iter().copied()).take(count);
        let mut cells = Vec::with_capacity(count);
        cells.extend(places.map(|place| text_of(&self.text, place).to_owned()));
        cells
    }

    /// How much memory the record takes.
    #[cfg(test)]
    pub(super) fn kept_bytes(&self) -> usize {
        self.text.capacity() + size_of::<usize>() * (self.found.capacity() + self.ends.capacity())
    }
}

fn text_of(text: &[u8], (begin, end): (usize, usize)) -> &str {
    let cell = text.get(begin..end).unwrap_or_default();
    from_utf8(cell).expect("text cut at ASCII is text")
}
