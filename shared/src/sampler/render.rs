//! A question as `sampling/createMessage`, and what came back as a [`Heard`].
//!
//! Sampling is deprecated by the 2026-07-28 specification (SEP-2577) and stays for at least twelve
//! months; this is the only module that touches its types. It asks for JSON in text, offers the model no
//! tools and never sets `includeContext`: widely used hosts lack the one and misread the other.
#![expect(
    deprecated,
    reason = "sampling is what this crate is for; SEP-2577 deprecates, and keeps, it"
)]

use rmcp::{
    model::{
        ClientResult, CreateMessageRequest, CreateMessageRequestParams, CreateMessageResult,
        ErrorCode, InputRequest, ModelHint, ModelPreferences, SamplingMessage,
        SamplingMessageContentBlock, ServerRequest,
    },
    service::ServiceError,
};
use serde_json::Value;

use super::{Heard, Retry};
use crate::{
    answer::{Reason, Said},
    limits::{MAX_ANSWER_BYTES, MAX_QUOTED_CHARACTERS},
    question::{Conversation, Speaker},
    serve::{Options, Priority},
    text::{beginning, excerpt},
};

/// A user's or a host's "no", as the specification's examples of sampling give it.
const DECLINED: ErrorCode = ErrorCode(-1);

/// What the message of a "no" says where its code is that of any failure: VS Code sends -32000 "The user has denied
/// permission …", the Inspector -32603 "Sampling request rejected by user."
const DECLINING: [&str; 5] = ["denied", "declined", "rejected", "not allowed", "not permitted"];

/// Of whom or of what such a message speaks: a model may be "not allowed" by a plan, and a limit "reject" a request.
const OF_A_PERSON: [&str; 2] = ["user", "sampling"];

/// So much of a message is looked at.
const MAX_MESSAGE_CHARACTERS: usize = 1_000;

/// For the session route: a request of its own.
pub(super) fn server_request(conversation: &Conversation<'_>, options: &Options) -> ServerRequest {
    ServerRequest::CreateMessageRequest(create_message(conversation, options))
}

/// For the round-trip route: a part of an `InputRequiredResult`.
pub(super) fn input_request(conversation: &Conversation<'_>, options: &Options) -> InputRequest {
    InputRequest::CreateMessage(create_message(conversation, options))
}

fn create_message(conversation: &Conversation<'_>, options: &Options) -> CreateMessageRequest {
    let messages = conversation.messages.iter().map(|message| match message.speaker {
        Speaker::User => SamplingMessage::user_text(message.text.as_str()),
        Speaker::Assistant => SamplingMessage::assistant_text(message.text.as_str()),
    });
    let mut params = CreateMessageRequestParams::new(messages.collect(), conversation.max_tokens)
        .with_system_prompt(conversation.system_prompt)
        .with_temperature(conversation.temperature);
    params.model_preferences = preferences(options);
    params.metadata = options.metadata.clone();
    CreateMessageRequest::new(params)
}

fn preferences(options: &Options) -> Option<ModelPreferences> {
    if options.model_hints.is_empty() && options.priority.is_none() {
        return None;
    }
    let preferences = match options.priority {
        Some(Priority::Cost) => ModelPreferences::new().with_cost_priority(1.0),
        Some(Priority::Speed) => ModelPreferences::new().with_speed_priority(1.0),
        Some(Priority::Intelligence) => ModelPreferences::new().with_intelligence_priority(1.0),
        None => ModelPreferences::new(),
    };
    let hints: Vec<_> = options.model_hints.iter().map(ModelHint::new).collect();
    Some(if hints.is_empty() { preferences } else { preferences.with_hints(hints) })
}

/// What the session route heard.
pub(super) fn heard(reply: Result<ClientResult, ServiceError>) -> Heard {
    match reply {
        Ok(ClientResult::CreateMessageResult(result)) => Heard::Said(said(*result)),
        Ok(_) | Err(ServiceError::UnexpectedResponse) => misshapen("the result"),
        Err(ServiceError::McpError(error)) => refused(error.code.0.into(), &error.message),
        // The connection is gone, or the question was withdrawn: nobody is left to ask again.
        Err(_) => Heard::nothing(Reason::Failed),
    }
}

/// What the round-trip route heard: the `value` that the host gave for one question. Clients give an
/// error bare or under `error`.
pub(super) fn heard_in_round(value: Value) -> Heard {
    let error = value.get("error").unwrap_or(&value);
    if let Some(code) = error.get("code").and_then(Value::as_i64) {
        let message = error.get("message").and_then(Value::as_str).unwrap_or_default();
        return refused(code, message);
    }
    match serde_path_to_error::deserialize(value) {
        Ok(result) => Heard::Said(said(result)),
        Err(error) => misshapen(&error.path().to_string()),
    }
}

/// The host gave something that is no reply of a model, as `place` of it shows. The message of the error would show
/// what stands there.
fn misshapen(place: &str) -> Heard {
    tracing::warn!(place, "the host answered a question with something of another shape");
    Heard::nothing(Reason::Failed)
}

/// A person who said no is not asked again. Another error is tried once more, unless the same request can only meet it
/// again.
fn refused(code: i64, message: &str) -> Heard {
    let (reason, retry) = match i32::try_from(code).map(ErrorCode) {
        Ok(DECLINED) => (Reason::Declined, Retry::Pointless),
        _ if declines(message) => (Reason::Declined, Retry::Pointless),
        Ok(
            ErrorCode::INVALID_REQUEST
            | ErrorCode::METHOD_NOT_FOUND
            | ErrorCode::INVALID_PARAMS
            | ErrorCode::PARSE_ERROR,
        ) => (Reason::Failed, Retry::Pointless),
        _ => (Reason::Failed, Retry::Worthwhile),
    };
    // The message may hold the texts of the question.
    match reason {
        Reason::Declined => tracing::info!(code, "a question was declined"),
        _ => tracing::warn!(code, ?retry, "the host answered a question with an error"),
    }
    // The protocol's own code for a no says nothing more; another one shows that the no was known by its message.
    let code = Some(code).filter(|code| *code != i64::from(DECLINED.0));
    Heard::Nothing { reason, retry, code }
}

/// Whether the message of an error says that somebody said no.
fn declines(message: &str) -> bool {
    let message = excerpt(message, MAX_MESSAGE_CHARACTERS).to_lowercase();
    let says_one_of = |words: &[&str]| words.iter().any(|word| message.contains(word));
    says_one_of(&DECLINING) && says_one_of(&OF_A_PERSON)
}

/// All text blocks of a reply, joined. A reply of images or tool calls only has no text, and is judged so.
/// One that is too long to read is one that was cut: it is asked for again, shorter.
fn said(result: CreateMessageResult) -> Said {
    let texts = result.message.content.into_vec().into_iter().filter_map(|block| match block {
        SamplingMessageContentBlock::Text(text) => Some(text.text),
        _ => None,
    });
    let mut text = texts.collect::<Vec<_>>().join("\n");
    let mut stop_reason = result.stop_reason.filter(|reason| reason.len() <= MAX_QUOTED_CHARACTERS);
    if text.len() > MAX_ANSWER_BYTES {
        text.truncate(beginning(&text, MAX_ANSWER_BYTES).len());
        stop_reason = Some(CreateMessageResult::STOP_REASON_END_MAX_TOKEN.to_owned());
    }
    Said { text, model: excerpt(&result.model, MAX_QUOTED_CHARACTERS), stop_reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_no_is_known_by_its_code_or_its_message() {
        for (code, message, is_declined) in [
            (-1, "User rejected sampling request", true),
            (-1, "", true),
            (-32000, "The user has denied permission to call this method.", true),
            (-32603, "Sampling request rejected by user.", true),
            (-32600, "User declined the sampling request", true),
            (-32000, "model gpt-x is not allowed for this plan", false),
            (-32603, "the request was rejected by a rate limit", false),
            (-32603, "Permission denied: the key is not valid", false),
            (-32000, "Connection closed", false),
            (-32603, "Unknown error: connection refused", false),
            (-32602, "Invalid request parameters", false),
        ] {
            let heard = refused(code, message);
            let declined = matches!(heard, Heard::Nothing { reason: Reason::Declined, .. });
            assert_eq!(declined, is_declined, "{code} {message}");
            let round = serde_json::json!({"error": {"code": code, "message": message}});
            let heard = heard_in_round(round);
            let declined = matches!(heard, Heard::Nothing { reason: Reason::Declined, .. });
            assert_eq!(declined, is_declined, "{code} {message}");
        }
    }

    #[test]
    fn a_code_that_no_error_of_the_protocol_has_is_told_as_it_is() {
        for given in [5_000_000_000, -5_000_000_000, 0_i64] {
            let error = serde_json::json!({"error": {"code": given, "message": "Busy"}});
            let Heard::Nothing { reason, retry, code } = heard_in_round(error) else {
                panic!("nothing was said");
            };
            assert_eq!((reason, retry), (Reason::Failed, Retry::Worthwhile), "{given}");
            assert_eq!(code, Some(given));
        }
    }
}
