//! A server whose tools ask their host's model: what it says of itself, its tools, and what a host can read beside
//! them.
//!
//! [`Handler`] makes of it what the library serves. All that is the same in every server stands there, once.

mod parameters;

use rmcp::{
    ErrorData, RoleServer, ServerHandler,
    handler::server::router::tool::ToolRouter,
    model::{
        CallToolRequestParams, CallToolResponse, CustomRequest, CustomResult, Implementation,
        ListResourcesResult, PaginatedRequestParams, ReadResourceRequestParams,
        ReadResourceResponse, ServerCapabilities, ServerConfig,
    },
    service::RequestContext,
    tool_handler,
};

use crate::{
    Sampling,
    resources::{self, Resources},
};
pub use parameters::unreadable;

/// A server of tools that take a [`Sampler`](crate::Sampler). [`serve`](crate::serve()) serves it.
pub trait SamplingServer: Sized + Send + Sync + 'static {
    /// The name of its package.
    const NAME: &'static str;
    /// The version of its package.
    const VERSION: &'static str;
    /// Two sentences for the model that decides whether to call its tools, and how to take their replies.
    const INSTRUCTIONS: &'static str;

    /// Its tools: what `#[tool_router]` has made of its handlers.
    fn tools() -> ToolRouter<Self>;

    /// What a host can read beside the tools.
    fn resources(&self) -> Vec<&dyn Resources>;
}

/// The library's handler of requests, for a server that asks as a sampling says.
#[derive(Debug)]
pub struct Handler<S> {
    server: S,
    sampling: Sampling,
    tools: ToolRouter<S>,
}

impl<S: SamplingServer> Handler<S> {
    /// A handler for `server`, whose tools ask as `sampling` says.
    pub fn new(server: S, sampling: Sampling) -> Self {
        Self { server, sampling, tools: S::tools() }
    }
}

#[tool_handler(router = self.tools)]
impl<S: SamplingServer> ServerHandler for Handler<S> {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().enable_resources().build();
        ServerConfig::new(capabilities)
            .with_server_info(Implementation::new(S::NAME, S::VERSION))
            .with_instructions(S::INSTRUCTIONS)
    }

    // The calls go through the sampling: it opens the way to the model that this host's era has, and runs a handler as
    // often as that takes.
    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        self.sampling.call_tool(&self.tools, &self.server, request, context).await
    }

    async fn list_resources(
        &self,
        request: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        resources::list(&self.server.resources(), request)
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        resources::read(&self.server.resources(), &request.uri)
    }

    // The library takes a request whose parameters it cannot read for one of a method that it does not know.
    async fn on_custom_request(
        &self,
        request: CustomRequest,
        _: RequestContext<RoleServer>,
    ) -> Result<CustomResult, ErrorData> {
        Err(unreadable(request))
    }
}
