//! From a command line to a server on standard input and output, and to a clean exit.
//!
//! Standard output belongs to the protocol; nothing else in a server writes to it. The process ends
//! in under a second when its input closes, also with a question open, and on SIGTERM.

#[cfg(feature = "mimalloc")]
mod allocator;
mod end_of_input;
mod options;

use std::convert::Infallible;

use clap::error::ErrorKind;
use rmcp::{
    ServerHandler, ServiceExt as _,
    service::{QuitReason, ServerInitializeError},
    transport::stdio_pipes,
};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_util::sync::CancellationToken;

use crate::{
    Sampling, limits,
    sampler::StateKeyError,
    server::{Handler, SamplingServer},
    telemetry,
};
use end_of_input::EndOfInput;
pub use options::{LogFormat, LogLevel, Options, Priority, SamplingMode, Seconds};

/// Why a server could not start, or stopped otherwise than by the end of its input.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The operating system gives no runtime or no signals.
    #[error("the runtime could not start")]
    Runtime(#[from] std::io::Error),
    /// The first message was not one that opens a connection. What it was is not shown: it may hold texts.
    #[error("the first message of the host did not open a connection")]
    Handshake,
    /// The output broke while the connection was opened.
    #[error("the connection broke while it was opened")]
    Opening(#[source] rmcp::transport::DynamicTransportError),
    /// A fault of ours while the connection was opened. The library's own words may show what the host sent.
    #[error("the connection could not be opened")]
    Initialize,
    /// A fault of ours in the connection's own task.
    #[error("the connection failed")]
    Connection(#[source] tokio::task::JoinError),
}

/// Serves `server` over standard input and output, until the input closes or the process is told to end. A key in the
/// environment that cannot be used ends the process at once, as an option does.
///
/// # Errors
///
/// A [`ServeError`]; the end of the input and SIGTERM are none.
pub fn serve(options: Options, server: impl SamplingServer) -> Result<(), ServeError> {
    serve_handler(options, |sampling| Handler::new(server, sampling))
}

/// The same for a handler that `handler` makes: for a server with more of the protocol than tools and resources. Its
/// `call_tool` hands over to [`Sampling::call_tool`], as that of [`Handler`] does.
///
/// # Errors
///
/// As for [`serve`].
pub fn serve_handler<H: ServerHandler>(
    options: Options,
    handler: impl FnOnce(Sampling) -> H,
) -> Result<(), ServeError> {
    telemetry::start(&options);
    let sampling = state_key().and_then(|key| Sampling::new(options, key.as_deref()));
    // What its user can put right is told of in one line, without a backtrace.
    let sampling = sampling.unwrap_or_else(|why| {
        clap::Error::raw(ErrorKind::ValueValidation, format!("{why}\n")).exit()
    });
    // One thread: calls wait for a model, not for a processor, and without hand-offs between threads
    // there are five times as many of them in a second. Heavy work runs in `Sampler::once` and `Sampler::aside`.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(blocking_threads())
        .build()?;
    let served = runtime.block_on(async {
        let stop = CancellationToken::new();
        let (reader, writer) = stdio_pipes();
        let serving =
            serve_over(handler(sampling.clone()), &sampling, stop.clone(), reader, writer);
        tokio::select! {
            served = serving => served,
            Err(error) = stop_on_signal(sampling.closing(), stop) => Err(error.into()),
            // A host that no longer reads would keep the last answers, and with them the process.
            () = closed(&sampling) => Ok(()),
        }
    });
    // A thread that still reads a terminal, or works for a call that has ended, must not hold the exit up.
    runtime.shutdown_background();
    served
}

/// How many threads heavy work may have: one for each processor, since more would only hold more memory, and two that
/// wait for a terminal where input and output are no pipes.
fn blocking_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from) + 2
}

/// A key that cannot be read must not be taken for none: replicas would refuse each other's calls.
fn state_key() -> Result<Option<String>, StateKeyError> {
    match std::env::var("SAMPLING_STATE_KEY") {
        Ok(key) => Ok(Some(key)),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(StateKeyError::NoText),
    }
}

/// Serves `handler` over any pair of streams, until `reader` ends or `stop` is cancelled.
///
/// # Errors
///
/// A [`ServeError`]; the end of the input is none.
pub async fn serve_over<H, R, W>(
    handler: H,
    sampling: &Sampling,
    stop: CancellationToken,
    reader: R,
    writer: W,
) -> Result<(), ServeError>
where
    H: ServerHandler,
    R: AsyncRead + Send + Unpin + 'static,
    W: AsyncWrite + Send + Unpin + 'static,
{
    let reader = EndOfInput::new(reader, sampling.closing());
    let running = match handler.serve_with_ct((reader, writer), stop).await {
        Ok(running) => running,
        Err(ServerInitializeError::ConnectionClosed(_) | ServerInitializeError::Cancelled) => {
            return Ok(());
        }
        Err(ServerInitializeError::ExpectedInitializeRequest(_)) => {
            return Err(ServeError::Handshake);
        }
        Err(ServerInitializeError::TransportError { error, .. }) => {
            return Err(ServeError::Opening(error));
        }
        Err(_) => return Err(ServeError::Initialize),
    };
    match running.waiting().await {
        Ok(QuitReason::JoinError(error)) | Err(error) => Err(ServeError::Connection(error)),
        Ok(_) => Ok(()),
    }
}

/// The time after which the process ends, whatever is still to be written.
async fn closed(sampling: &Sampling) {
    sampling.closing().cancelled().await;
    tokio::time::sleep(limits::EXIT_GRACE).await;
}

/// Ends the connection when the process is told to end; comes back only if it cannot be told.
async fn stop_on_signal(
    closing: CancellationToken,
    stop: CancellationToken,
) -> std::io::Result<Infallible> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut terminate, mut interrupt) =
            (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await?;
    closing.cancel();
    stop.cancel();
    std::future::pending().await
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncWriteExt as _, duplex};

    use super::*;

    struct Bare;

    impl ServerHandler for Bare {}

    #[tokio::test]
    async fn a_connection_that_breaks_while_it_is_opened_is_told_as_what_it_is() {
        let initialize = serde_json::json!({
            "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
                "protocolVersion": "2025-11-25", "capabilities": {},
                "clientInfo": {"name": "x", "version": "1"},
            },
        });
        let result = serde_json::json!({"jsonrpc": "2.0", "id": 1, "result": {}});
        for (first, expected) in
            [(initialize, "broke while it was opened"), (result, "did not open a connection")]
        {
            let sampling = Sampling::new(Options::of(&[]), None).unwrap();
            let (mut host, reader) = duplex(1024);
            let (broken, writer) = duplex(1024);
            drop(broken);
            host.write_all(format!("{first}\n").as_bytes()).await.unwrap();
            let stop = CancellationToken::new();
            let served = serve_over(Bare, &sampling, stop, reader, writer).await;
            assert!(served.unwrap_err().to_string().contains(expected), "{expected}");
        }
    }
}
