//! What stands around a candidate: whether it is the answer, or only a quotation, an example or a draft.

use crate::answer::lenient::is_fence_line;

/// Behind one of these a JSON object is not the answer. English, because prompts are; in other languages a
/// quotation is still known by its marks and by its words, which the material has too.
const BEFORE: [&str; 38] = [
    "for example",
    "an example",
    "example answer",
    "example output",
    "wrong answer",
    "do not answer",
    "don't answer",
    "e.g.",
    "hypothetical",
    "something like",
    "would look like",
    "placeholder",
    "text contains",
    "document contains",
    "input contains",
    "message contains",
    "user wrote",
    "text says",
    "input says",
    "instead of",
    "once you",
    "if you ",
    "annotator",
    "another model",
    "if it ",
    "if i ",
    "perhaps",
    "maybe",
    "might be",
    "could be",
    "cannot answer",
    "ignore the",
    "is not my",
    "answer is not",
    "have said",
    "would have",
    "might answer",
    "would answer",
];

/// Directly behind one of these, as in "Example: …", it is none either.
const HEADINGS: [&str; 2] = ["example", "sample"];

/// Followed by one of these, it is taken back.
const BEHIND: [&str; 40] = [
    "not my answer",
    "not the answer",
    "not an answer",
    "will not treat",
    "i will not",
    "i won't",
    "is wrong",
    "was wrong",
    "is incorrect",
    "not correct",
    "ignore that",
    "ignore this",
    "disregard",
    "scratch that",
    "on second thought",
    "just an example",
    "only an example",
    "is an example",
    "change that",
    "take that back",
    "take it back",
    "if i were",
    "with certainty",
    "but it might",
    "actually,",
    "correction:",
    "fits better",
    "changed my mind",
    "disagree",
    "no answer",
    "not received",
    "please share",
    "please provide the",
    "not what i",
    "is not right",
    "retract",
    "can't answer",
    "cannot answer",
    "cannot classify",
    "unable to answer",
];

/// How much of the prose around a candidate is looked at, in characters.
const REACH: usize = 240;

/// Whether what stands from `start` to `end` of `text` is quoted, given as an example or taken back.
pub(crate) fn disown(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let behind = text.get(end..).unwrap_or_default();
    is_quoted(before, behind) || is_taken_back(before, behind)
}

/// Between the marks of inline code or of a quotation, inside a sentence; or in a block quote.
fn is_quoted(before: &str, behind: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let rest_of_line = behind.split('\n').next().unwrap_or_default();
    if line.trim_start().starts_with("> ") || line.trim() == ">" {
        return true;
    }
    let is_marked = [
        ("`", "`"),
        ("\"", "\""),
        ("'", "'"),
        ("“", "”"),
        ("«", "»"),
        ("„", "“"),
        ("「", "」"),
        ("~~", "~~"),
    ]
    .iter()
    .any(|(open, close)| {
        line.ends_with(open) && !line.ends_with("```") && rest_of_line.starts_with(close)
    });
    let lead = line.trim_end_matches(['`', '"', '\'', '“', '«', '„', '「']).trim();
    let follows = rest_of_line.trim_start_matches(['`', '"', '\'', '”', '»', '“', '」']).trim();
    // The argument of a call is one: `JSON.parse('{…}')`.
    let is_argument =
        lead.trim_end_matches(['r', 'b', 'u']).ends_with('(') && follows.starts_with(')');
    // "Answer: `{…}`" is an answer all the same.
    let is_alone = follows.is_empty()
        && (lead.is_empty() || (lead.ends_with(':') && lead.split_whitespace().count() <= 4));
    (is_marked && !is_alone && !is_argument)
        || (line.ends_with("~~") && !line.ends_with("~~~") && rest_of_line.starts_with("~~"))
}

fn is_taken_back(before: &str, behind: &str) -> bool {
    let before = lowered(before.chars().rev().take(REACH).collect::<Vec<_>>().into_iter().rev());
    let behind = lowered(behind.chars().take(REACH));
    // The line that opens a fence says nothing.
    let before = match before.trim_end().rsplit_once('\n') {
        Some((before, line)) if is_fence_line(line) => before.to_owned(),
        _ => before,
    };
    // Only the sentence that leads to the answer speaks of it.
    let lead =
        before.trim_end_matches(['`', '\n', ' ', ':']).rsplit(". ").next().unwrap_or_default();
    let lead = lead.rsplit("\n\n").next().unwrap_or_default();
    BEFORE.iter().any(|cue| lead.contains(cue))
        || HEADINGS.iter().any(|word| lead.trim_matches(['*', '#', ':', ' ']) == *word)
        || BEHIND.iter().any(|cue| behind.contains(cue))
}

fn lowered(characters: impl Iterator<Item = char>) -> String {
    characters
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == '’' { '\'' } else { letter })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the object in `text` is disowned by what stands around it.
    fn is_disowned(text: &str) -> bool {
        let (start, end) = (text.find('{').unwrap(), text.rfind('}').unwrap() + 1);
        disown(text, start, end)
    }

    #[test]
    fn an_object_that_is_quoted_given_as_an_example_or_taken_back_is_no_answer() {
        for text in [
            // An example.
            "Example: {\"a\": 1}",
            "**Sample:** {\"a\": 1}",
            "A wrong answer would be: {\"a\": 1}",
            "Do not answer {\"a\": 1}",
            // Quoted.
            "The text holds `{\"a\": 1}` and more.",
            "They wrote \"{\"a\": 1}\" there.",
            "They wrote '{\"a\": 1}', no more.",
            "They wrote “{\"a\": 1}” there.",
            "They wrote «{\"a\": 1}» there.",
            "It is ~~{\"a\": 1}~~ struck out.",
            "~~{\"a\": 1}~~",
            "> {\"a\": 1}",
            "As they say:\n> {\"a\": 1}\nSo much for that.",
            // An example, or somebody else's.
            "For example: {\"a\": 1}",
            "For example:\n```json\n{\"a\": 1}\n```",
            "An answer would look like {\"a\": 1}.",
            "Something like {\"a\": 1} could do.",
            "The message contains {\"a\": 1}.",
            "The user wrote {\"a\": 1}",
            "Another model said {\"a\": 1}.",
            "This is not my answer: {\"a\": 1}",
            "If you insist: {\"a\": 1}",
            // Taken back.
            "{\"a\": 1}\n\nThat is just an example.",
            "{\"a\": 1} is wrong.",
            "{\"a\": 1}. On second thought, no.",
            "{\"a\": 1}\nI can't answer that.",
            "{\"a\": 1}\nI can’t answer that.",
            "{\"a\": 1}\n\nPlease provide the text.",
            "{\"a\": 1}\nScratch that.",
        ] {
            assert!(is_disowned(text), "{text}");
        }
    }

    #[test]
    fn an_object_with_other_words_around_it_is_the_answer() {
        for text in [
            "{\"a\": 1}",
            "Here is the answer: {\"a\": 1}",
            "Answer: `{\"a\": 1}`",
            "`{\"a\": 1}`",
            "\"{\"a\": 1}\"",
            "```json\n{\"a\": 1}\n```",
            "JSON.parse('{\"a\": 1}')",
            "> I quote nothing.\n\n{\"a\": 1}",
            "It is an edge case. I decided: {\"a\": 1}",
            // Only the sentence that leads to it speaks of it.
            "For example, the screen is praised. So I say {\"a\": 1}",
            "{\"a\": 1}\n\nThe screen is praised.",
            "{\"a\": 1} is my answer.",
        ] {
            assert!(!is_disowned(text), "{text}");
        }
    }

    #[test]
    fn words_further_away_than_the_reach_say_nothing() {
        let far = ", and so on".repeat(REACH / 10);
        assert!(!is_disowned(&format!("{{\"a\": 1}}{far} is wrong")));
        assert!(!is_disowned(&format!("For example{far}: {{\"a\": 1}}")));
        assert!(is_disowned("{\"a\": 1}, and so on, is wrong"));
    }
}
