//! The driver: what a server's `call_tool` hands over to.
//!
//! It picks the route of a call from what *this* request says of the client, puts the [`Sampler`] where
//! the extractor finds it, polls the handler, and ends the call: when the handler is done, when a round
//! has ended, when the host cancels (the library only sets a token; a cancelled handler would run on),
//! when the handler panics (the library would leave the caller waiting for ever) and when the input has
//! closed.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll, Waker},
};

use rmcp::{
    ErrorData, RoleServer,
    handler::server::tool::{ToolCallContext, ToolRouter},
    model::{CallToolRequestParams, CallToolResponse, ProtocolVersion},
    service::RequestContext,
};
use tokio_util::sync::CancellationToken;
use tracing::Instrument as _;

use super::{
    Sampler,
    call::{Call, Route},
    consent::{Consent, Minute},
    flights::Flights,
    round_trip::{RoundTrip, Turn},
    session::Session,
    state::Seal,
};
use crate::{
    answer::Reason,
    limits::CLOSING_GRACE,
    serve::{Options, SamplingMode},
    telemetry,
};

/// How this process asks: the options, and what all calls have in common. Every server holds one.
#[derive(Debug, Clone)]
pub struct Sampling {
    process: Arc<Process>,
}

/// What all calls of a process have in common.
#[derive(Debug)]
pub(super) struct Process {
    pub(super) options: Options,
    pub(super) seal: Seal,
    pub(super) minute: Minute,
    /// Cancelled when standard input has closed or the process was told to end.
    pub(super) closing: CancellationToken,
}

/// A setting that a server cannot start with.
#[derive(Debug, thiserror::Error)]
#[error("SAMPLING_STATE_KEY is no key: {0}")]
pub struct StateKeyError(#[from] rmcp::model::RequestStateError);

impl Sampling {
    /// Asks as `options` say. `state_key` (at least 32 bytes) seals the state of calls between rounds, so
    /// that replicas with the same key continue each other's calls; without one the key is random.
    ///
    /// # Errors
    ///
    /// [`StateKeyError`] if the key is too short.
    pub fn new(options: Options, state_key: Option<&str>) -> Result<Self, StateKeyError> {
        let process = Process {
            seal: Seal::new(state_key)?,
            minute: Minute::new(options.questions_per_minute),
            closing: CancellationToken::new(),
            options,
        };
        Ok(Self { process: Arc::new(process) })
    }

    /// Cancelled when the process is about to end: open questions fail at once, and handlers have a moment
    /// to fall back.
    pub fn closing(&self) -> CancellationToken {
        self.process.closing.clone()
    }

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
        let call = Arc::new(self.begin(&mut request, &context)?);
        let _ended = EndOnDrop { call: Arc::clone(&call), token: context.ct.clone() };
        context.extensions.insert(Sampler { call: Arc::clone(&call) });
        // On the heap, because the library moves the future of a call several times before it runs.
        let handler = Box::pin(tools.call(ToolCallContext::new(server, request, context)));
        let following = telemetry::Call::begin(&call.tool, call.route_name());
        let response = tokio::select! {
            biased;
            // Nobody reads the answer to a cancelled call; dropping the handler is what matters.
            () = cancelled.cancelled() => Err(ErrorData::internal_error("the call was cancelled", None)),
            () = self.closed() => Err(ErrorData::internal_error("the server is closing", None)),
            response = run(&call, handler).instrument(following.span()) => response,
        };
        following.end(&response);
        response
    }

    fn begin(
        &self,
        request: &mut CallToolRequestParams,
        context: &RequestContext<RoleServer>,
    ) -> Result<Call, ErrorData> {
        let process = Arc::clone(&self.process);
        let consent = Arc::new(Consent::new(process.options.max_questions));
        // The library checks no plain `sampling` capability.
        let offers_sampling =
            context.client_capabilities().is_some_and(|client| client.sampling.is_some());
        let in_rounds = context
            .protocol_version()
            .is_some_and(|version| version >= ProtocolVersion::V_2026_07_28);
        let route = match (process.options.sampling, offers_sampling) {
            (SamplingMode::Off, _) => Route::Nowhere(Reason::NotAsked),
            (SamplingMode::Auto, false) => Route::Nowhere(Reason::NoSampling),
            (SamplingMode::Auto, true) if in_rounds => {
                let (process, consent) = (Arc::clone(&process), Arc::clone(&consent));
                Route::RoundTrip(Arc::new(RoundTrip::resume(process, consent, request)?))
            }
            (SamplingMode::Auto, true) => {
                let (process, consent) = (Arc::clone(&process), Arc::clone(&consent));
                let peer = context.peer.clone();
                Route::Session(Arc::new(Session::new(peer, process, consent, context.ct.clone())))
            }
        };
        let tool = request.name.to_string();
        Ok(Call { process, tool, route, questions: Flights::default(), works: Flights::default() })
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
        if let Route::RoundTrip(round_trip) = &self.call.route {
            round_trip.end();
        }
    }
}

/// Polls `handler` to its end, or to the end of the round.
async fn run(
    call: &Call,
    mut handler: Pin<Box<impl Future<Output = Result<CallToolResponse, ErrorData>>>>,
) -> Result<CallToolResponse, ErrorData> {
    let round_trip = match &call.route {
        Route::RoundTrip(round_trip) => Some(round_trip),
        Route::Nowhere(_) | Route::Session(_) => None,
    };
    let turn: Arc<Turn> = round_trip.map_or_else(Arc::default, |route| Arc::clone(&route.turn));
    let waker = Waker::from(Arc::clone(&turn));
    let mut settled = false;
    std::future::poll_fn(|context| {
        settled &= !turn.begin(context.waker());
        let mut within = Context::from_waker(&waker);
        // Whatever a panic leaves behind is dropped with the handler.
        match catch_unwind(AssertUnwindSafe(|| handler.as_mut().poll(&mut within))) {
            Err(_) => Poll::Ready(Err(panicked(&call.tool))),
            Ok(Poll::Ready(response)) => Poll::Ready(response),
            Ok(Poll::Pending) => match round_trip {
                Some(route) if route.may_end_round() && !turn.is_woken() => {
                    if settled {
                        return Poll::Ready(route.end_round().map(CallToolResponse::from));
                    }
                    settled = true;
                    come_back_later(context);
                    Poll::Pending
                }
                _ => Poll::Pending,
            },
        }
    })
    .await
}

/// Lets everything run that has only yielded. The runtime wakes such tasks, and those whose cooperative
/// budget is spent, all together and later; this task is woken with them. A round that did not wait for
/// them would leave with a part of the questions.
fn come_back_later(context: &mut Context<'_>) {
    let yielding = pin!(tokio::task::yield_now());
    let _pending: Poll<()> = yielding.poll(context);
}

/// The panic hook has logged where; the message of a panic may hold a caller's text and goes nowhere.
fn panicked(tool: &str) -> ErrorData {
    tracing::error!(tool, "the handler of a tool panicked");
    ErrorData::internal_error("the tool failed; this is a fault of the server", None)
}
