//! Where in a model's text the answer may stand: the whole text, a fenced block, an object in prose.

/// The objects of a model's text that may be the answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Candidates<'a> {
    pub(super) objects: Vec<Candidate<'a>>,
    /// What stands behind the objects that were looked at.
    pub(super) rest: Rest,
}

/// An object that stands in no other one.
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

/// What stands behind the last object that was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// No further object begins.
    Nothing,
    /// An object begins and does not end.
    Unclosed,
    /// More objects than are looked at.
    More,
}

/// How many opening braces of one text are followed, and so how often it is read at the most.
const MAX_CANDIDATES: usize = 16;

const FENCE: &str = "```";

/// The outermost objects of `text`, wherever they stand. An opening brace that never closes is passed over
/// where an object follows it.
pub(super) fn candidates(text: &str) -> Candidates<'_> {
    let whole = text.trim();
    let mut objects: Vec<Candidate<'_>> = Vec::new();
    let (mut rest, mut unclosed, mut fences) = (whole, false, 0);
    for _ in 0..MAX_CANDIDATES {
        let Some(start) = rest.find('{') else {
            let rest = if unclosed { Rest::Unclosed } else { Rest::Nothing };
            return Candidates { objects, rest };
        };
        let (before, from_brace) = rest.split_at(start);
        fences += before.matches(FENCE).count();
        match end_of_object(from_brace) {
            Some(end) => {
                let (object, behind) = from_brace.split_at(end);
                let found = match fences % 2 {
                    _ if object.len() == whole.len() => Found::Whole,
                    1 => Found::Fence,
                    _ => Found::Prose,
                };
                objects.push(Candidate { text: object, found });
                (rest, unclosed) = (behind, false);
            }
            None => (rest, unclosed) = (from_brace.get(1..).unwrap_or_default(), true),
        }
    }
    let rest = match rest.contains('{') {
        true => Rest::More,
        false if unclosed => Rest::Unclosed,
        false => Rest::Nothing,
    };
    Candidates { objects, rest }
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

    fn found(text: &str) -> (Vec<(&str, Found)>, Rest) {
        let Candidates { objects, rest } = candidates(text);
        (objects.into_iter().map(|object| (object.text, object.found)).collect(), rest)
    }

    #[test]
    fn an_answer_is_found_alone_in_a_fence_and_in_prose() {
        let one = "{\"a\": 1}";
        assert_eq!(found(" {\"a\": 1}\n"), (vec![(one, Found::Whole)], Rest::Nothing));
        let fenced = "Sure:\n```json\n{\"a\": 1}\n```\nDone.";
        assert_eq!(found(fenced), (vec![(one, Found::Fence)], Rest::Nothing));
        let fence_in_a_text = "```{\"a\": \"```\"}```";
        assert_eq!(
            found(fence_in_a_text),
            (vec![("{\"a\": \"```\"}", Found::Fence)], Rest::Nothing)
        );
        assert_eq!(found("It is {\"a\": 1} }"), (vec![(one, Found::Prose)], Rest::Nothing));
    }

    #[test]
    fn several_objects_are_several_candidates_wherever_they_stand() {
        let (one, two) = ("{\"a\": 1}", "{\"a\": 2}");
        assert_eq!(
            found("```\n{\"a\": 1}\n``` wait, no: {\"a\": 2}"),
            (vec![(one, Found::Fence), (two, Found::Prose)], Rest::Nothing)
        );
        let many = one.repeat(40);
        assert_eq!((found(&many).0.len(), found(&many).1), (16, Rest::More));
    }

    #[test]
    fn an_unclosed_brace_is_passed_over_and_reported_where_nothing_follows() {
        assert_eq!(
            found("a set { of things, {\"a\": 1}"),
            (vec![("{\"a\": 1}", Found::Prose)], Rest::Nothing)
        );
        assert_eq!(
            found("{\"a\": 1} no: {\"a\": 2"),
            (vec![("{\"a\": 1}", Found::Prose)], Rest::Unclosed)
        );
        assert_eq!(found("I cannot help with that."), (vec![], Rest::Nothing));
        assert_eq!(found(&"{".repeat(100_000)), (vec![], Rest::More));
    }
}
