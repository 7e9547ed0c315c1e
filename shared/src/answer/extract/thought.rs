//! Blocks of thought: what a model writes for itself before it answers.

/// The tags in which models think.
const TAGS: [&str; 9] = [
    "think",
    "thinking",
    "thought",
    "thoughts",
    "reasoning",
    "reflection",
    "scratchpad",
    "analysis",
    "seed:think",
];

/// Marks between which a thought stands.
const MARKS: [(&str, &str); 3] = [
    ("[THINK]", "[/THINK]"),
    ("◁think▷", "◁/think▷"),
    ("<|begin_of_thought|>", "<|end_of_thought|>"),
];

/// The channel of the answer in models that have one for each purpose, and what opens its text.
const FINAL_CHANNEL: [&str; 2] = ["<|channel|>final", "<|message|>"];

/// The channel of thoughts.
const THOUGHT_CHANNEL: &str = "<|channel|>analysis";

/// The longest tag that is looked at, attributes included.
const MAX_TAG_CHARACTERS: usize = 40;

/// How many blanks may stand behind the name in a closing tag: `</think >`.
const MAX_BLANKS_IN_A_TAG: usize = 2;

/// A text without the thoughts in it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Thoughtless<'t> {
    /// What stands outside of thoughts. A thought in the middle is where one piece ends and the next begins.
    pub(crate) answer: &'t str,
    /// Whether there was a thought.
    pub(crate) thought: bool,
    /// Whether the last thought never ends, so that all that follows is part of it.
    pub(crate) unfinished: bool,
}

/// `text` behind its last thought. A tag counts where it stands at the beginning of a line or of an answer, so that a
/// text which only speaks of `<think>` keeps it.
pub(crate) fn without_thoughts(text: &str) -> Thoughtless<'_> {
    let mut answer = text;
    let mut thought = false;
    let [channel, message] = FINAL_CHANNEL;
    if let Some((_, behind)) = answer.rsplit_once(channel)
        && let Some((_, behind)) = behind.split_once(message)
    {
        (answer, thought) = (behind, true);
    }
    for (opening, closing) in MARKS {
        if let Some((before, behind)) = answer.rsplit_once(closing)
            && (before.contains(opening) || before.lines().count() > 1)
        {
            (answer, thought) = (behind, true);
        }
    }
    loop {
        let text = answer.trim_start();
        let opens = MARKS.iter().any(|(opening, _)| text.starts_with(opening));
        if opens || text.starts_with(THOUGHT_CHANNEL) {
            return Thoughtless { answer: "", thought: true, unfinished: true };
        }
        match first_tag(answer) {
            None => return Thoughtless { answer, thought, unfinished: false },
            Some(Tag { end, closes: true, .. }) => {
                (answer, thought) = (answer.get(end..).unwrap_or_default(), true);
            }
            Some(Tag { start, end, name, closes: false }) => {
                let inside = answer.get(end..).unwrap_or_default();
                match closing(inside, name) {
                    Some(length) => {
                        let behind = inside.get(length..).unwrap_or_default();
                        let before = answer.get(..start).unwrap_or_default();
                        // A thought may also follow the answer.
                        let is_last =
                            behind.trim_start().is_empty() && !before.trim_start().is_empty();
                        (answer, thought) = (if is_last { before } else { behind }, true);
                    }
                    None => return Thoughtless { answer: "", thought: true, unfinished: true },
                }
            }
        }
    }
}

struct Tag<'t> {
    start: usize,
    end: usize,
    name: &'t str,
    closes: bool,
}

/// The first tag of thought that is not inside something else.
fn first_tag(text: &str) -> Option<Tag<'_>> {
    let mut passed = Passed::default();
    let mut seen = 0;
    text.match_indices('<').find_map(|(start, _)| {
        passed.pass(text.get(seen..start)?);
        seen = start;
        let inside = text.get(start + 1..)?;
        let closes = inside.starts_with('/');
        let from_name = inside.strip_prefix('/').unwrap_or(inside);
        let mut letters = from_name.char_indices().take(MAX_TAG_CHARACTERS);
        let (end, _) = letters.find(|(_, letter)| matches!(letter, '<' | '>'))?;
        from_name.get(end..)?.starts_with('>').then_some(())?;
        let name = from_name.get(..end)?.split_whitespace().next()?;
        TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name)).then_some(())?;
        let next = from_name.get(end + 1..)?.trim_start_matches([' ', '\t', '\r']);
        let ends_a_line = next.is_empty() || next.starts_with(['\n', '{', '[', '`', '<']);
        let begins_a_line = passed.is_at_a_line_start;
        let counts =
            !(passed.brace && passed.in_a_text) && (begins_a_line || (closes && ends_a_line));
        let end = start + 1 + usize::from(closes) + end + 1;
        counts.then_some(Tag { start, end, name, closes })
    })
}

/// What stood before a tag.
struct Passed {
    /// Whether there was an opening brace.
    brace: bool,
    /// Whether the quotes did not come in pairs.
    in_a_text: bool,
    is_at_a_line_start: bool,
}

impl Default for Passed {
    fn default() -> Self {
        Self { brace: false, in_a_text: false, is_at_a_line_start: true }
    }
}

impl Passed {
    fn pass(&mut self, text: &str) {
        let mut escaped = false;
        for letter in text.chars() {
            self.brace |= letter == '{';
            // In prose a quote may stand alone: 5" are five inches.
            self.in_a_text ^= self.brace && letter == '"' && !escaped;
            escaped = letter == '\\' && !escaped;
            self.is_at_a_line_start =
                letter == '\n' || (self.is_at_a_line_start && letter.is_whitespace());
        }
    }
}

/// The length of what stands in a thought, with its closing tag.
fn closing(inside: &str, name: &str) -> Option<usize> {
    inside.match_indices("</").find_map(|(at, _)| {
        let (tag, behind) = inside.get(at + 2..)?.split_at_checked(name.len())?;
        tag.eq_ignore_ascii_case(name).then_some(())?;
        let length = behind.bytes().take(MAX_BLANKS_IN_A_TAG + 1).position(|byte| byte == b'>')?;
        Some(at + 2 + name.len() + length + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_thought_is_the_answer() {
        let answer = "\n{\"a\": 1}";
        let thoughts = [
            "<think>so {\"a\": 2}</think>",
            "<Thinking>\none\n</Thinking>",
            "so\n</think>",
            "<think>a</think><think>b</think>",
            "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>",
        ];
        for thought in thoughts {
            let text = format!("{thought}{answer}");
            let expected = Thoughtless { answer, thought: true, unfinished: false };
            assert_eq!(without_thoughts(&text), expected, "{thought}");
        }
    }

    #[test]
    fn a_thought_that_never_ends_leaves_no_answer() {
        let text = "<think>it is {\"a\": 1}";
        let expected = Thoughtless { answer: "", thought: true, unfinished: true };
        assert_eq!(without_thoughts(text), expected);
        assert!(without_thoughts("<|channel|>analysis<|message|>{\"a\": 1}").unfinished);
    }

    #[test]
    fn a_text_that_speaks_of_tags_keeps_them() {
        for text in
            ["{\"a\": \"the <think> tag\"}", "{\"a\": \"ends with </think> or so\"}", "a < b > c"]
        {
            assert_eq!(without_thoughts(text).answer, text);
        }
    }
}
