//! The driver: what a server's `call_tool` hands over to.
//!
//! It picks the route of a call from what *this* request says of the client, puts the [`Sampler`] where
//! the extractor finds it, polls the handler, and ends the call: when the handler is done, when a round
//! has ended, when the host cancels (the library only sets a token; a cancelled handler would run on),
//! when the handler panics (the library would leave the caller waiting for ever) and when the input has
//! closed.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use rmcp::{
    ErrorData, RoleServer,
    handler::server::tool::{ToolCallContext, ToolRouter},
    model::{
        CallToolRequestParams, CallToolResponse, CallToolResult, IntoContents as _, ProtocolVersion,
    },
    service::RequestContext,
};
use tokio_util::sync::CancellationToken;
use tracing::Instrument as _;

use super::{
    Sampler, arguments,
    call::{Call, Route},
    flights::Flights,
    process::Sampling,
    progress::Progress,
    round_trip::RoundTrip,
    session::Session,
    shortening::within_limits,
    turn::Turn,
};
use crate::{
    answer::Reason,
    limits::CLOSING_GRACE,
    serve::SamplingMode,
    telemetry,
    text::{listed, quoted},
};

impl Sampling {
    /// Runs the tool that `request` names, in whatever protocol era the client speaks. A server's
    /// `call_tool` is this one line.
    ///
    /// # Errors
    ///
    /// `-32602` for an unknown tool and for state that does not belong to this call, `-32603` for a handler
    /// that panicked, and whatever protocol error the handler gives.
    pub async fn call_tool<S: Send + Sync + 'static>(
        &self,
        tools: &ToolRouter<S>,
        server: &S,
        mut request: CallToolRequestParams,
        mut context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let cancelled = context.ct.clone();
        let Some(tool) = tools.get(&request.name) else {
            // The name is a caller's text, and is not logged.
            telemetry::CallLog::begin("unknown", "none").end(telemetry::ERROR);
            return Err(unknown(&request.name, tools));
        };
        let fitted = arguments::fit(&tool.input_schema, request.arguments.get_or_insert_default());
        let call = self.begin(&mut request, &context).inspect_err(|_| {
            // Only a state that does not open keeps a call from its route.
            telemetry::CallLog::begin(&tool.name, "round_trip").end(telemetry::ERROR);
        })?;
        let call = Arc::new(call);
        let _ended = EndOnDrop { call: Arc::clone(&call), token: context.ct.clone() };
        context.extensions.insert(Sampler { call: Arc::clone(&call) });
        // On the heap, because the library moves the future of a call several times before it runs.
        let handler = Box::pin(async {
            match fitted {
                Ok(()) => tools.call(ToolCallContext::new(server, request, context)).await,
                Err(refusal) => Ok(CallToolResult::error(refusal.into_contents()).into()),
            }
        });
        let following = telemetry::CallLog::begin(&call.tool, call.route_name());
        let ended = |message| Err(ErrorData::internal_error(message, None));
        let (response, outcome) = tokio::select! {
            biased;
            // Nobody reads the answer to a cancelled call; dropping the handler is what matters.
            () = cancelled.cancelled() => (ended("the call was cancelled"), "cancelled"),
            () = self.closed() => (ended("the server is closing"), "closing"),
            response = run(&call, handler).instrument(following.span()) => {
                let outcome = telemetry::outcome(&response);
                (response, outcome)
            }
        };
        following.end(outcome);
        response.map(within_limits)
    }

    fn begin(
        &self,
        request: &mut CallToolRequestParams,
        context: &RequestContext<RoleServer>,
    ) -> Result<Call, ErrorData> {
        let process = Arc::clone(&self.process);
        // The library checks no plain `sampling` capability.
        let offers_sampling =
            context.client_capabilities().is_some_and(|client| client.sampling.is_some());
        let in_rounds = context
            .protocol_version()
            .is_some_and(|version| version >= ProtocolVersion::V_2026_07_28);
        let progress = Arc::new(Progress::of(context));
        let route = match (process.options.sampling, offers_sampling) {
            (SamplingMode::Off, _) => Route::Nowhere(Reason::NotAsked),
            (SamplingMode::Auto, false) => Route::Nowhere(Reason::NoSampling),
            (SamplingMode::Auto, true) if in_rounds => {
                let resumed = RoundTrip::resume(Arc::clone(&process), request, &progress)?;
                Route::RoundTrip(Arc::new(resumed))
            }
            (SamplingMode::Auto, true) => {
                let (peer, call_ended) = (context.peer.clone(), context.ct.clone());
                Route::Session(Arc::new(Session::new(peer, Arc::clone(&process), call_ended)))
            }
        };
        let tool = request.name.to_string();
        let (questions, works) = (Flights::default(), Flights::default());
        Ok(Call { process, tool, route, progress, questions, works })
    }

    /// A moment after the end of input: a handler that has not fallen back by then is dropped.
    async fn closed(&self) {
        self.process.closing.cancelled().await;
        tokio::time::sleep(CLOSING_GRACE).await;
    }
}

/// Ends a call, however it ends: a question of a task that the handler spawned must not outlive it.
struct EndOnDrop {
    call: Arc<Call>,
    token: CancellationToken,
}

impl Drop for EndOnDrop {
    fn drop(&mut self) {
        self.token.cancel();
        if let Some(round_trip) = self.call.round_trip() {
            round_trip.end();
        }
    }
}

/// Polls `handler` to its end, or to the end of the round.
async fn run(
    call: &Call,
    mut handler: Pin<Box<impl Future<Output = Result<CallToolResponse, ErrorData>>>>,
) -> Result<CallToolResponse, ErrorData> {
    let round_trip = call.round_trip();
    let turn: Arc<Turn> = round_trip.map_or_else(Arc::default, |route| Arc::clone(&route.turn));
    let waker = Waker::from(Arc::clone(&turn));
    std::future::poll_fn(|context| {
        turn.register(context.waker());
        let mut within = Context::from_waker(&waker);
        // Whatever a panic leaves behind is dropped with the handler.
        match catch_unwind(AssertUnwindSafe(|| handler.as_mut().poll(&mut within))) {
            Err(_) => Poll::Ready(Err(panicked(&call.tool))),
            Ok(Poll::Ready(response)) => Poll::Ready(response),
            Ok(Poll::Pending) => match round_trip {
                Some(route) if route.may_end_round() && turn.is_over() => match route.end_round() {
                    Some(round) => Poll::Ready(round.map(CallToolResponse::from)),
                    None => Poll::Pending,
                },
                _ => Poll::Pending,
            },
        }
    })
    .await
}

fn unknown<S: Send + Sync + 'static>(name: &str, tools: &ToolRouter<S>) -> ErrorData {
    let names = listed(tools.list_all().iter().map(|tool| &tool.name));
    ErrorData::invalid_params(
        format!("there is no tool {}; the tools are {names}", quoted(name)),
        None,
    )
}

/// The panic hook has logged where; the message of a panic may hold a caller's text and goes nowhere.
fn panicked(tool: &str) -> ErrorData {
    tracing::error!(tool, "the handler of a tool panicked");
    ErrorData::internal_error("the tool failed; this is a fault of the server", None)
}
