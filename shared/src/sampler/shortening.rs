//! A reply within what hosts accept of one.
//!
//! An answer of the longest texts that its type allows, all of them quotation marks, is many times as long as it looks:
//! it stands in the reply twice, and the second time as JSON inside JSON. The structured content is the answer; the
//! text beside it is for hosts that know nothing else, and gives way.

use std::iter;

use rmcp::model::{CallToolResponse, CallToolResult, ContentBlock};

use crate::{
    limits::{MAX_REFUSAL_CHARACTERS, MAX_REPLY_CHARACTERS},
    text::excerpt,
};

/// What stands in the place of a text that would be too long.
const LEFT_OUT: &str =
    "The answer is in the structured content; as text it is longer than hosts accept.";

/// `response` with its texts cut or left out as far as it would be too long.
pub(super) fn within_limits(response: CallToolResponse) -> CallToolResponse {
    let CallToolResponse::Complete(mut result) = response else { return response };
    if result.is_error == Some(true) {
        result.content = result.content.into_iter().map(shortened).collect();
    } else if result.structured_content.is_some() && is_too_long(&result) {
        // A picture is no text: it stays, and hosts do not count it as such.
        let pictures = result.content.into_iter().filter(|block| block.as_text().is_none());
        result.content = iter::once(ContentBlock::text(LEFT_OUT)).chain(pictures).collect();
    }
    CallToolResponse::Complete(result)
}

/// A refusal names what the caller sent, which may be anything.
fn shortened(block: ContentBlock) -> ContentBlock {
    match block.as_text() {
        Some(text) => ContentBlock::text(excerpt(&text.text, MAX_REFUSAL_CHARACTERS)),
        None => block,
    }
}

fn is_too_long(result: &CallToolResult) -> bool {
    let texts = result.content.iter().filter_map(ContentBlock::as_text);
    let bytes: usize = texts.map(|text| text.text.len()).sum();
    // Once as it is, once with a backslash before each byte, and what stands around them: most replies are far below,
    // and need not be written to see it.
    3 * bytes + 200 > MAX_REPLY_CHARACTERS && {
        let mut without_pictures = result.clone();
        without_pictures.content.retain(|block| block.as_text().is_some());
        serde_json::to_string(&without_pictures)
            .is_ok_and(|written| written.chars().count() > MAX_REPLY_CHARACTERS)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn texts(result: CallToolResult) -> Vec<String> {
        let CallToolResponse::Complete(result) = within_limits(result.into()) else {
            panic!("a result stays a result")
        };
        result.content.iter().filter_map(|block| Some(block.as_text()?.text.clone())).collect()
    }

    #[test]
    fn a_text_that_makes_the_reply_too_long_gives_way_to_the_structured_content() {
        for (quotes, is_left_out) in [(6_000, false), (7_000, true)] {
            let answer = json!({"evidence": "\"".repeat(quotes)});
            let expected = if is_left_out { LEFT_OUT.to_owned() } else { answer.to_string() };
            assert_eq!(texts(CallToolResult::structured(answer)), [expected], "{quotes}");
        }
    }

    #[test]
    fn a_picture_stays_beside_a_text_that_gives_way_and_is_not_counted_as_text() {
        for (quotes, is_left_out) in [(10, false), (7_000, true)] {
            let mut result = CallToolResult::structured(json!({"evidence": "\"".repeat(quotes)}));
            result.content.push(ContentBlock::image("A".repeat(100_000), "image/png"));
            let CallToolResponse::Complete(result) = within_limits(result.into()) else {
                panic!("a result stays a result")
            };
            let [text, picture] = result.content.as_slice() else { panic!("a text and a picture") };
            assert_eq!(text.as_text().unwrap().text == LEFT_OUT, is_left_out, "{quotes}");
            assert!(picture.as_image().is_some());
        }
    }

    #[test]
    fn a_refusal_repeats_only_the_beginning_of_what_was_sent() {
        let refusal = |text: String| CallToolResult::error(vec![ContentBlock::text(text)]);
        assert_eq!(texts(refusal("no".to_owned())), ["no"]);
        let [long] = texts(refusal("é".repeat(100_000))).try_into().unwrap();
        assert_eq!(long.chars().count(), MAX_REFUSAL_CHARACTERS + 1);
    }
}
