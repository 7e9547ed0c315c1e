//! Where in a model's text the answer may stand: the whole text, a fenced block, an object in prose.

/// A piece of a model's text that may be the answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Candidate<'a> {
    pub(super) text: &'a str,
    pub(super) found: Found,
}

/// Where a candidate stood, the plainest place first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Whole,
    Fence,
    Prose,
}

/// How many objects of one text are looked at, and so how often it is read.
const MAX_CANDIDATES: usize = 16;

/// The pieces of `text` that may be an answer: the whole text if it opens like JSON, else the fenced
/// blocks and the outermost objects of the prose.
pub(super) fn candidates(text: &str) -> Vec<Candidate<'_>> {
    let whole = text.trim();
    if whole.starts_with('{') && whole.ends_with('}') && outermost_objects(whole).len() == 1 {
        return vec![Candidate { text: whole, found: Found::Whole }];
    }
    let fenced: Vec<_> = fenced_blocks(whole)
        .filter(|block| block.starts_with('{'))
        .take(MAX_CANDIDATES)
        .map(|text| Candidate { text, found: Found::Fence })
        .collect();
    if !fenced.is_empty() {
        return fenced;
    }
    outermost_objects(whole)
        .into_iter()
        .map(|text| Candidate { text, found: Found::Prose })
        .collect()
}

/// The contents of the blocks between two ``` marks, without the word that names their language.
fn fenced_blocks(text: &str) -> impl Iterator<Item = &str> {
    text.split("```").skip(1).step_by(2).map(|block| {
        let named = block.trim_start_matches(|character: char| character.is_ascii_alphanumeric());
        named.trim()
    })
}

/// The objects of `text` that no other object contains. An opening brace that never closes costs one
/// reading of the text, and there are at most [`MAX_CANDIDATES`] readings.
fn outermost_objects(text: &str) -> Vec<&str> {
    let mut objects = Vec::new();
    let mut rest = text;
    for _ in 0..MAX_CANDIDATES {
        let Some(start) = rest.find('{') else { break };
        let (_, from_brace) = rest.split_at(start);
        match end_of_object(from_brace) {
            Some(end) => {
                let (object, behind) = from_brace.split_at(end);
                objects.push(object);
                rest = behind;
            }
            None => rest = from_brace.get(1..).unwrap_or_default(),
        }
    }
    objects
}

/// The length of the object that `text` opens with, if it closes.
fn end_of_object(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let (mut in_string, mut escaped) = (false, false);
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' if !in_string => depth += 1,
            b'}' if !in_string => {
                depth -= 1;
                if depth == 0 {
                    return Some(index + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Found)> {
        candidates(text).into_iter().map(|candidate| (candidate.text, candidate.found)).collect()
    }

    #[test]
    fn an_answer_is_found_alone_in_a_fence_and_in_prose() {
        assert_eq!(found(" {\"a\": 1}\n"), [("{\"a\": 1}", Found::Whole)]);
        assert_eq!(found("Sure:\n```json\n{\"a\": 1}\n```\nDone."), [("{\"a\": 1}", Found::Fence)]);
        assert_eq!(found("It is {\"a\": \"}\"} I think"), [("{\"a\": \"}\"}", Found::Prose)]);
    }

    #[test]
    fn several_objects_are_several_candidates() {
        assert_eq!(
            found("{\"a\": 1} or {\"a\": 2}"),
            [("{\"a\": 1}", Found::Prose), ("{\"a\": 2}", Found::Prose)]
        );
    }

    #[test]
    fn an_object_behind_an_unclosed_brace_is_found() {
        assert_eq!(found("a set { of things, {\"a\": 1}"), [("{\"a\": 1}", Found::Prose)]);
    }

    #[test]
    fn prose_without_an_object_has_no_candidates() {
        assert_eq!(found("I cannot help with that."), []);
        assert_eq!(found(&"{".repeat(100_000)), []);
    }
}
