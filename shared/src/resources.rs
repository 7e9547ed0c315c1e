//! What a server lets its host read beside its tools: prompts under their version, and what else it goes by.

use rmcp::{
    ErrorData,
    model::{
        ListResourcesResult, PaginatedRequestParams, ReadResourceResponse, ReadResourceResult,
        Resource, ResourceContents,
    },
};

use crate::{
    limits::MAX_QUOTED_CHARACTERS,
    text::{excerpt, quoted},
};

/// Something that can be read as MCP resources.
pub trait Resources: Sync {
    /// The resources, each with its text.
    fn resources(&self) -> Vec<(Resource, String)>;
}

/// The resources of all of `readable`, for `resources/list`: one page, so that no cursor leads to another.
///
/// # Errors
///
/// Invalid parameters if `asked` has a cursor: none was ever given.
pub fn list(
    readable: &[&dyn Resources],
    asked: Option<PaginatedRequestParams>,
) -> Result<ListResourcesResult, ErrorData> {
    if let Some(cursor) = asked.and_then(|asked| asked.cursor) {
        let message = format!(
            "there is no cursor {}; all resources are on one page, leave it out",
            quoted(&cursor)
        );
        return Err(ErrorData::invalid_params(message, None));
    }
    let resources = readable.iter().flat_map(|readable| readable.resources());
    Ok(ListResourcesResult::with_all_items(resources.map(|(resource, _)| resource).collect()))
}

/// The contents of the resource `uri`, for `resources/read`.
///
/// # Errors
///
/// Resource not found, with the addresses that exist: the digest in the address of a prompt changes with the prompt.
pub fn read(readable: &[&dyn Resources], uri: &str) -> Result<ReadResourceResponse, ErrorData> {
    let resources: Vec<_> = readable.iter().flat_map(|readable| readable.resources()).collect();
    match resources.iter().find(|(resource, _)| resource.uri == uri) {
        Some((resource, text)) => {
            let mut contents = ResourceContents::text(text, uri);
            if let Some(mime_type) = &resource.mime_type {
                contents = contents.with_mime_type(mime_type);
            }
            Ok(ReadResourceResult::new(vec![contents]).into())
        }
        None => {
            let known: Vec<_> =
                resources.iter().map(|(resource, _)| resource.uri.as_str()).collect();
            let uri = excerpt(uri, MAX_QUOTED_CHARACTERS);
            let message = format!("there is no resource {uri:?}; there are {}", known.join(", "));
            Err(ErrorData::resource_not_found(message, None))
        }
    }
}
