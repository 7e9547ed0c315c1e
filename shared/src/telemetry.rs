//! Logs: to standard error, a span and a closing line for each call and each question, never the texts.

use std::{any::Any, sync::Once};

use rmcp::{ErrorData, model::CallToolResponse};
use tokio::time::Instant;
use tracing::{Span, info, info_span, level_filters::LevelFilter};
use tracing_subscriber::{
    Layer as _, filter::Targets, layer::SubscriberExt as _, util::SubscriberInitExt as _,
};

use crate::{
    answer::Provenance,
    question::Conversation,
    sampler::Heard,
    serve::{LogFormat, LogLevel, Options},
};

/// Starts logging as `options` say, and replaces the message of a panic by the place where it happened: the message may
/// hold a caller's text, so that only a build for development shows it. Only the first call of a process has an effect,
/// and none where the process has set up its own logging: then the panics are its own as well.
pub(crate) fn start(options: &Options) {
    static START: Once = Once::new();
    START.call_once(|| {
        let level = match options.log {
            LogLevel::Off => LevelFilter::OFF,
            LogLevel::Error => LevelFilter::ERROR,
            LogLevel::Warn => LevelFilter::WARN,
            LogLevel::Info => LevelFilter::INFO,
            LogLevel::Debug => LevelFilter::DEBUG,
            LogLevel::Trace => LevelFilter::TRACE,
        };
        // Below `error` the protocol library logs what it was sent, and with it the texts.
        let filter =
            Targets::new().with_default(level).with_target("rmcp", level.min(LevelFilter::ERROR));
        let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
        let layer = match options.log_format {
            LogFormat::Text => lines.with_ansi(false).boxed(),
            LogFormat::Json => lines.json().boxed(),
        };
        if tracing_subscriber::registry().with(layer.with_filter(filter)).try_init().is_err() {
            return;
        }
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string);
            // Whoever builds for development has texts of their own in it.
            let message = text_of(panic.payload()).filter(|_| cfg!(debug_assertions));
            tracing::error!(place, message, "panic");
        }));
    });
}

/// The message of a panic, if it is a text.
fn text_of(payload: &(dyn Any + Send)) -> Option<&str> {
    let written = || payload.downcast_ref::<String>().map(String::as_str);
    payload.downcast_ref::<&str>().copied().or_else(written)
}

/// Follows one call, or one of its runs.
pub(crate) struct CallLog {
    span: Span,
    begin: Instant,
}

impl CallLog {
    pub(crate) fn begin(tool: &str, route: &'static str) -> Self {
        Self { span: info_span!("call", tool, route), begin: Instant::now() }
    }

    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    pub(crate) fn end(self, outcome: &'static str) {
        let elapsed_ms = milliseconds(self.begin);
        self.span.in_scope(|| info!(outcome, elapsed_ms, "call ended"));
    }
}

/// What came of a call that its handler has answered.
pub(crate) fn outcome(response: &Result<CallToolResponse, ErrorData>) -> &'static str {
    match response {
        Ok(CallToolResponse::Complete(result)) if result.is_error == Some(true) => "refused",
        Ok(CallToolResponse::Complete(_)) => "complete",
        Ok(_) => "input_required",
        Err(_) => ERROR,
    }
}

/// What came of a call that ended in an error of the protocol.
pub(crate) const ERROR: &str = "error";

/// Follows one question to its answer, or to the reason why there is none. A question that ends a round
/// is followed again, and logged, in the run that brings its answer.
pub(crate) struct QuestionLog {
    span: Span,
    route: &'static str,
    begin: Instant,
}

impl QuestionLog {
    pub(crate) fn begin(prompt: &str, route: &'static str) -> Self {
        Self { span: info_span!("question", prompt), route, begin: Instant::now() }
    }

    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    pub(crate) fn end(self, provenance: &Provenance, traffic: &Traffic) {
        let _inside = self.span.enter();
        info!(
            route = self.route,
            attempts = provenance.asked,
            source = ?provenance.source,
            reason = ?provenance.reason,
            model = provenance.model,
            problems = provenance.problems.len(),
            bytes_asked = traffic.asked,
            bytes_answered = traffic.answered,
            estimated_tokens = traffic.estimated_tokens(),
            elapsed_ms = milliseconds(self.begin),
            "question ended"
        );
    }
}

/// How much one question moved, in bytes.
#[derive(Debug, Default)]
pub(crate) struct Traffic {
    asked: usize,
    answered: usize,
}

impl Traffic {
    pub(crate) fn count(&mut self, conversation: &Conversation, heard: &Heard) {
        match heard {
            Heard::NotPut(_) => {}
            Heard::Nothing { .. } => self.asked += conversation.bytes(),
            Heard::Said(said) => {
                self.asked += conversation.bytes();
                self.answered += said.text.len();
            }
        }
    }

    /// Four bytes to a token: a rule of thumb for English, since no tokenizer is known here.
    fn estimated_tokens(&self) -> usize {
        (self.asked + self.answered).div_ceil(4)
    }
}

fn milliseconds(begin: Instant) -> u64 {
    u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX)
}
