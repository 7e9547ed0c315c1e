//! An answer with a picture beside it, for people who would rather look than read.

use std::sync::Arc;

use rmcp::{
    ErrorData,
    handler::server::tool::IntoCallToolResult,
    model::{CallToolResponse, CallToolResult, ContentBlock, JsonObject},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::output_schema;

/// A structured reply and, if there is one, a picture.
#[derive(Debug, Clone)]
pub struct Pictured<T> {
    /// The reply.
    pub value: T,
    /// A PNG in base64.
    pub png: Option<String>,
}

impl<T: JsonSchema> Pictured<T> {
    /// The output schema of a tool that replies so.
    pub fn output_schema() -> Arc<JsonObject> {
        output_schema::<T>()
    }
}

impl<T: Serialize> IntoCallToolResult for Pictured<T> {
    fn into_call_tool_result(self) -> Result<CallToolResponse, ErrorData> {
        let value = serde_json::to_value(self.value).map_err(|error| {
            ErrorData::internal_error(format!("the reply cannot be written as JSON: {error}"), None)
        })?;
        let mut result = CallToolResult::structured(value);
        result.content.extend(self.png.map(|png| ContentBlock::image(png, "image/png")));
        Ok(result.into())
    }
}
