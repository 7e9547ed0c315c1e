//! Any bytes as a stream of text: UTF-8 or a single-byte encoding goes through as it is, UTF-16 becomes UTF-8. What
//! is no text is refused by its first bytes, and no record may be longer than [`MAX_RECORD_BYTES`], so that a
//! quotation mark that never closes, or a line that never ends, does not fill the memory.

use std::io::{self, Chain, Cursor, Read};

use encoding_rs::{Decoder, Encoding, UTF_8};
use shared::material::{KIND_BYTES, kind_instead_of_table};

/// How many bytes are looked at before the pass begins: some thousand rows of an ordinary table. Nothing but these
/// bytes is read twice.
pub(crate) const HEAD_BYTES: usize = 1024 * 1024;

/// The longest record, in bytes: a thousand columns, which are the most, of a thousand bytes each.
pub(crate) const MAX_RECORD_BYTES: u64 = 1024 * 1024;

/// How many bytes are read at once: they stay in the cache of a core.
pub(crate) const BUFFER_BYTES: usize = 128 * 1024;

/// What follows the table: a record that no text holds. Where it is not read as it stands here, a quotation mark is
/// open.
const END: &[u8] = b"\n\0";

/// `input` with its first bytes looked at; or what it is instead, as the end of a sentence.
pub(crate) fn opened<R: Read>(input: R) -> Result<Input<R>, String> {
    let mut bytes = Bytes { input, form: Form::AsItIs };
    let mut head = Vec::new();
    fill(&mut bytes, &mut head, KIND_BYTES)?;
    if let Some(problem) = kind_instead_of_table(&head) {
        return Err(problem);
    }
    match Encoding::for_bom(&head) {
        Some((encoding, length)) if encoding == UTF_8 => drop(head.drain(..length)),
        Some((encoding, _)) => {
            bytes.form = Form::Utf16(Box::new(Utf16 {
                decoder: encoding.new_decoder_with_bom_removal(),
                pending: std::mem::take(&mut head),
                decoded: Vec::new(),
                given: 0,
                is_ended: false,
            }));
        }
        None => {}
    }
    let is_whole = fill(&mut bytes, &mut head, HEAD_BYTES)?;
    if head.contains(&0) {
        return Err("holds bytes that are no text, or UTF-16 without a byte-order mark; export it as CSV in \
            UTF-8".into());
    }
    if !head.contains(&b'\n') && head.contains(&b'\r') {
        // The lines of old spreadsheets. The crate that takes records apart would count all of them as one.
        with_line_feeds(&mut head);
        bytes.form.ends_lines_with_carriage_returns();
    }
    // Behind a byte-order mark or blanks, a text shows its kind only now.
    if let Some(problem) = kind_instead_of_table(&head) {
        return Err(problem);
    }
    Ok(Input { head, is_whole, rest: bytes })
}

/// Reads into `head` until it has `length` bytes or the input ends, and says whether it has.
fn fill(bytes: &mut impl Read, head: &mut Vec<u8>, length: usize) -> Result<bool, String> {
    let wanted = length.saturating_sub(head.len()) as u64;
    let read = bytes.by_ref().take(wanted).read_to_end(head).map_err(|error| unreadable(&error))?;
    Ok((read as u64) < wanted)
}

/// The end of a sentence about a table, for an error of its input.
pub(crate) fn unreadable(error: &io::Error) -> String {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Problem>()) {
        Some(problem) => problem.0.to_owned(),
        None => format!("cannot be read to its end ({error}); send it again"),
    }
}

/// A table of text whose first bytes are known.
pub(crate) struct Input<R> {
    head: Vec<u8>,
    is_whole: bool,
    rest: Bytes<R>,
}

impl<R: Read> Input<R> {
    /// The first bytes, without a byte-order mark.
    pub(crate) fn head(&self) -> &[u8] {
        &self.head
    }

    /// Whether these are all.
    pub(crate) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The table from byte `begin` on.
    pub(crate) fn from(self, begin: u64) -> Limited<impl Read> {
        let mut head = Cursor::new(self.head);
        head.set_position(begin);
        let all: Chain<_, &'static [u8]> = head.chain(self.rest).chain(END);
        Limited { input: all, left: MAX_RECORD_BYTES }
    }
}

/// An input that gives no more than a record may have, until it is told that one has ended.
pub(crate) struct Limited<R> {
    input: R,
    left: u64,
}

impl<R> Limited<R> {
    /// A record has ended: the next one may be as long again.
    pub(crate) fn record_ended(&mut self) {
        self.left = MAX_RECORD_BYTES;
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other(Problem(
                "has a row of more than 1 MiB: a quotation mark that never closes, or lines that do not end; \
                 close it, or end each row with a line feed",
            )));
        }
        let count = self.input.read(buffer)?;
        self.left = self.left.saturating_sub(count as u64);
        Ok(count)
    }
}

/// Why an input ends early, as the end of a sentence.
#[derive(Debug)]
struct Problem(&'static str);

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Problem {}

/// The bytes of an input in an encoding in which ASCII is ASCII.
struct Bytes<R> {
    input: R,
    form: Form,
}

/// What is done to the bytes on the way.
enum Form {
    AsItIs,
    CarriageReturns,
    Utf16(Box<Utf16>),
    Utf16CarriageReturns(Box<Utf16>),
}

struct Utf16 {
    decoder: Decoder,
    /// Read and not decoded.
    pending: Vec<u8>,
    decoded: Vec<u8>,
    /// How many of the decoded bytes are given away.
    given: usize,
    is_ended: bool,
}

impl Form {
    fn ends_lines_with_carriage_returns(&mut self) {
        *self = match std::mem::replace(self, Self::AsItIs) {
            Self::AsItIs | Self::CarriageReturns => Self::CarriageReturns,
            Self::Utf16(utf_16) | Self::Utf16CarriageReturns(utf_16) => {
                Self::Utf16CarriageReturns(utf_16)
            }
        };
    }
}

impl<R: Read> Read for Bytes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match &mut self.form {
            Form::AsItIs | Form::CarriageReturns => self.input.read(buffer)?,
            Form::Utf16(utf_16) | Form::Utf16CarriageReturns(utf_16) => {
                utf_16.read(&mut self.input, buffer)?
            }
        };
        if matches!(self.form, Form::CarriageReturns | Form::Utf16CarriageReturns(_)) {
            with_line_feeds(buffer.get_mut(..count).unwrap_or_default());
        }
        Ok(count)
    }
}

fn with_line_feeds(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|byte| **byte == b'\r') {
        *byte = b'\n';
    }
}

impl Utf16 {
    fn read(&mut self, input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.decoded.len() && !self.is_ended {
            let mut chunk = [0; 16 * 1024];
            let count = if self.pending.is_empty() { input.read(&mut chunk)? } else { 0 };
            self.pending.extend_from_slice(chunk.get(..count).unwrap_or_default());
            self.is_ended = self.pending.is_empty();
            // At most three bytes for each two.
            self.decoded.resize(self.pending.len() * 3 + 16, 0);
            let (_, _, written, is_damaged) =
                self.decoder.decode_to_utf8(&self.pending, &mut self.decoded, self.is_ended);
            if is_damaged {
                return Err(io::Error::other(Problem(
                    "begins as UTF-16 and is damaged; export it as CSV in UTF-8",
                )));
            }
            self.pending.clear();
            self.decoded.truncate(written);
            self.given = 0;
        }
        let mut left = self.decoded.get(self.given..).unwrap_or_default();
        let count = left.read(buffer)?;
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(bytes: &[u8]) -> Result<String, String> {
        let input = opened(bytes)?;
        let mut text = String::new();
        input.from(0).read_to_string(&mut text).map_err(|error| unreadable(&error))?;
        Ok(text.strip_suffix("\n\0").expect("the end is marked").to_owned())
    }

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn text_comes_out_in_utf_8_without_a_mark() {
        let long = "a,é😀\n".repeat(20_000);
        for text in ["a,é€😀\r\nb", long.as_str(), "", "a"] {
            let expected = Ok(text.to_owned());
            assert_eq!(whole(text.as_bytes()), expected);
            assert_eq!(whole(format!("\u{FEFF}{text}").as_bytes()), expected);
            assert_eq!(whole(&utf_16(text, u16::to_le_bytes)), expected);
            assert_eq!(whole(&utf_16(text, u16::to_be_bytes)), expected);
        }
        assert_eq!(whole(b"a\rb\r"), Ok("a\nb\n".to_owned()));
        assert_eq!(whole(&utf_16("a\rb\r", u16::to_le_bytes)), Ok("a\nb\n".to_owned()));
    }

    #[test]
    fn carriage_returns_end_lines_behind_the_head_too() {
        let text = "a,b\r".repeat(HEAD_BYTES / 3);
        let mut input = opened(text.as_bytes()).unwrap().from(HEAD_BYTES as u64 - 1);
        let mut rest = String::new();
        input.read_to_string(&mut rest).unwrap();
        assert!(rest.len() > HEAD_BYTES / 4 && !rest.contains('\r'));
    }

    #[test]
    fn what_is_no_text_is_refused_by_its_kind() {
        for (bytes, part) in [
            (&b"PK\x03\x04rest"[..], "is an office file"),
            (b"\xD0\xCF\x11\xE0", "is an old office file"),
            (b"%PDF-1.7", "is a PDF document"),
            (b"SQLite format 3\0", "is a database"),
            (b"PAR1", "is a Parquet file"),
            (b"\x1F\x8B\x08\0", "is a gzip archive"),
            (b"\xEF\xBB\xBF \n<!DOCTYPE html>", "is an HTML page"),
            (b"[{\"a\": 1}]", "is JSON"),
            (b"a,b\n1,\0", "bytes that are no text"),
            (b"\xFF\xFEa\0b", "begins as UTF-16 and is damaged"),
        ] {
            let refusal = whole(bytes).unwrap_err();
            assert!(refusal.contains(part), "{refusal}");
        }
    }

    #[test]
    fn a_reader_that_is_told_of_no_end_of_a_record_gets_no_more_than_one_may_have() {
        let bytes = vec![b'a'; HEAD_BYTES * 3];
        let mut input = opened(&*bytes).unwrap().from(0);
        let mut read = Vec::new();
        let error = input.read_to_end(&mut read).unwrap_err();
        assert!(unreadable(&error).starts_with("has a row of more than 1 MiB"));
        assert!(read.len() as u64 <= MAX_RECORD_BYTES + 64 * 1024);
        input.record_ended();
        assert!(input.read(&mut [0; 10]).is_ok());
    }
}
