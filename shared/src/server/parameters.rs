//! Says what is wrong with parameters that cannot be read, where the library would answer that there is no such method
//! as `tools/call`.

use rmcp::{
    ErrorData,
    model::{CustomRequest, ErrorCode},
};
use serde_json::{Value, json};

use crate::{limits::MAX_REFUSAL_CHARACTERS, sampler::arguments::fit, text::excerpt};

/// The error for a `request` that the library could not read: its method is none that there is, or its parameters are
/// wrong.
pub fn unreadable(request: CustomRequest) -> ErrorData {
    match wrong(&request) {
        Some(wrong) => ErrorData::invalid_params(excerpt(&wrong, MAX_REFUSAL_CHARACTERS), None),
        None => ErrorData::new(ErrorCode::METHOD_NOT_FOUND, request.method, None),
    }
}

/// What is wrong with the parameters of `request`, if its method is one that every server has.
fn wrong(request: &CustomRequest) -> Option<String> {
    let [text, object] = ["string", "object"].map(|kind| json!({"type": kind}));
    let (required, properties) = match request.method.as_str() {
        "tools/call" => (
            json!(["name"]),
            json!({
                "_meta": object, "name": text, "arguments": object,
                "requestState": text, "inputResponses": object,
            }),
        ),
        "resources/read" => (json!(["uri"]), json!({"_meta": object, "uri": text})),
        "tools/list" | "resources/list" => (json!([]), json!({"_meta": object, "cursor": text})),
        _ => return None,
    };
    let method = &request.method;
    let mut params = match &request.params {
        None => Value::Object(Default::default()),
        Some(params) => params.clone(),
    };
    let schema = json!({"required": required, "properties": properties});
    let (Value::Object(schema), Value::Object(params)) = (&schema, &mut params) else {
        return Some(format!("the parameters of {method} are no object; send them by name"));
    };
    Some(match fit(schema, params) {
        Err(refusal) => format!("the parameters of {method} cannot be read: {refusal}"),
        Ok(()) => format!(
            "the parameters of {method} cannot be read; send what the protocol's schema asks for"
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_parameters_is_named_with_what_to_send() {
        for (method, params, expected) in [
            (
                "tools/call",
                json!({"name": "t", "arguments": []}),
                ": arguments is []; send an object",
            ),
            (
                "tools/call",
                json!({"name": "t", "requestState": 5}),
                ": requestState is 5; send a string",
            ),
            ("tools/call", json!({}), ": name is missing; send a string"),
            ("tools/call", json!({"name": "t", "_meta": 5}), ": _meta is 5; send an object"),
            ("tools/list", json!({"_meta": "m"}), ": _meta is \"m\"; send an object"),
            (
                "tools/call",
                json!({"name": "t", "_meta": {"progressToken": []}}),
                " cannot be read; send what the protocol's schema asks for",
            ),
            ("tools/call", json!(["t"]), " are no object; send them by name"),
            ("resources/read", json!({"uri": 7}), ": uri is 7; send a string"),
            ("tools/list", json!({"cursor": 7}), ": cursor is 7; send a string"),
        ] {
            let told = wrong(&CustomRequest::new(method, Some(params.clone()))).unwrap();
            assert!(told.ends_with(expected), "{method} {params}: {told}");
        }
        assert!(
            wrong(&CustomRequest::new("tools/call", None)).unwrap().contains("name is missing")
        );
        assert_eq!(wrong(&CustomRequest::new("tools/cull", Some(json!({})))), None);
    }
}
