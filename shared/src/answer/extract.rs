//! Where in a model's text the answer may stand, and what is no answer though it looks like one.
//!
//! `thought` takes blocks of thought off, `encoding` undoes an encoding of the whole, `fields` reads answers that
//! are not written as JSON, and `surroundings` tells an answer from a quotation, an example and a draft.

pub(super) mod encoding;
pub(super) mod fields;
pub(super) mod surroundings;
pub(super) mod thought;

use super::{
    lenient::{self, Loose, Opening, Read, Unreadable},
    provenance::Repairs,
    schema::Node,
    strict::Unambiguous,
};

/// How many opening brackets of one text are followed.
pub(super) const MAX_CANDIDATES: usize = 16;

/// How many items of a list are followed that stand there one by one.
const MAX_ITEMS: usize = 500;

/// How many opening brackets are looked at.
const MAX_OPENINGS: usize = 64;

/// A longer text than this is read strictly from one bracket only: a failure may come at its end.
const MAX_STRICT_RETRY_BYTES: usize = 16 * 1024;

/// A piece of the text that was read, and where it stands.
#[derive(Debug)]
pub(super) struct Candidate<'t> {
    pub(super) start: usize,
    pub(super) read: Read<'t>,
}

/// What was found in a text.
#[derive(Debug, Default)]
pub(super) struct Candidates<'t> {
    pub(super) found: Vec<Candidate<'t>>,
    /// Why the first piece that was meant to be an answer cannot be read.
    pub(super) unreadable: Option<Unreadable>,
    /// Whether there were more than are looked at.
    pub(super) too_many: bool,
}

/// Every value of `text` that may be the answer or hold it, the outermost ones, in their order.
pub(super) fn candidates<'t>(
    text: &'t str,
    root: &Node,
    cut: bool,
    work: &mut usize,
) -> Candidates<'t> {
    let mut candidates = Candidates::default();
    let mut at = 0;
    if let Some(start) = lenient::start_without_a_brace(text, root) {
        match lenient::read(text, start, Opening::Missing, root, cut, work) {
            Ok(read) => {
                at = read.end;
                candidates.found.push(Candidate { start, read });
            }
            Err(unreadable) => candidates.unreadable = Some(unreadable),
        }
    }
    if candidates.found.is_empty()
        && let Some(start) = lenient::start_of_a_call(text, root)
        && let Ok(read) = lenient::read(text, start, Opening::Present, root, cut, work)
    {
        at = read.end;
        candidates.found.push(Candidate { start, read });
    }
    let mut strict_fails_late = false;
    // A list may come item by item.
    let is_list = matches!(lenient::plain(root), Node::Array { .. });
    let (max_candidates, max_openings) =
        if is_list { (MAX_ITEMS, MAX_ITEMS) } else { (MAX_CANDIDATES, MAX_OPENINGS) };
    for _ in 0..max_openings {
        let Some(start) =
            text.get(at..).and_then(|rest| rest.find(['{', '['])).map(|found| at + found)
        else {
            return candidates;
        };
        if candidates.found.len() == max_candidates {
            break;
        }
        let strict = if strict_fails_late { None } else { strict_value(text, start) };
        strict_fails_late |= strict.is_none() && text.len() - start > MAX_STRICT_RETRY_BYTES;
        let read = match strict {
            Some(read) => Ok(read),
            None => lenient::read(text, start, Opening::Present, root, cut, work),
        };
        match read {
            Ok(read) if lenient::goes_on_behind(text, &read, root) => {
                let reason = "members stand behind its end".to_owned();
                candidates.unreadable = Some(Unreadable { reason, meant: true });
                return candidates;
            }
            Ok(read) => {
                at = read.end.max(start + 1);
                candidates.found.push(Candidate { start, read });
            }
            Err(unreadable) => {
                at = start + 1;
                if unreadable.meant || *work == 0 {
                    candidates.unreadable.get_or_insert(unreadable);
                    return candidates;
                }
            }
        }
    }
    candidates.too_many = true;
    candidates
}

/// The value that opens at `start`, if it is plain JSON: then nothing needs forgiving.
fn strict_value(text: &str, start: usize) -> Option<Read<'static>> {
    let mut values =
        serde_json::Deserializer::from_str(text.get(start..)?).into_iter::<Unambiguous>();
    let Unambiguous(value) = values.next()?.ok()?;
    let end = start + values.byte_offset();
    // What follows may belong to it: a bracket too many, members behind one that closed too early.
    let is_followed =
        text.get(end..)?.trim_start().starts_with(['}', ']', ',', ';', ':', '"', '+']);
    (!is_followed).then(|| Read { value: Loose::from(value), end, repairs: Repairs::default() })
}
