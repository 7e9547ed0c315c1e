//! The session route, for hosts up to 2025-11-25: the request travels to the host while the handler waits.

use std::{sync::Arc, time::Duration};

use futures::{FutureExt, future::BoxFuture};
use rmcp::{
    Peer, RoleServer,
    model::{CancelledNotification, CancelledNotificationParam, RequestId, ServerRequest},
    service::PeerRequestOptions,
};
use tokio::{
    sync::Semaphore,
    time::{Instant, timeout_at},
};
use tokio_util::sync::CancellationToken;

use super::{
    Heard,
    consent::{Consent, Minute},
    process::Process,
    render,
};
use crate::{answer::Reason, question::Conversation, serve::Options};

/// The session route of one call.
#[derive(Debug)]
pub(super) struct Session {
    peer: Peer<RoleServer>,
    process: Arc<Process>,
    consent: Arc<Consent>,
    /// How many requests of this call may be in flight: handlers ask everything at once, and the limit
    /// lives here.
    in_flight: Semaphore,
    /// What was not answered by then falls back.
    deadline: Instant,
    /// Cancelled when the call ends, however it ends.
    call_ended: CancellationToken,
}

impl Session {
    pub(super) fn new(
        peer: Peer<RoleServer>,
        process: Arc<Process>,
        consent: Arc<Consent>,
        call_ended: CancellationToken,
    ) -> Self {
        let options = &process.options;
        Self {
            peer,
            in_flight: Semaphore::new(options.max_concurrent),
            deadline: Instant::now() + options.call_timeout.duration(),
            consent,
            call_ended,
            process,
        }
    }

    /// Puts `conversation` as a request of its own.
    pub(super) fn ask(
        self: &Arc<Self>,
        key: &str,
        attempt: u32,
        conversation: &Conversation,
        options: &Options,
    ) -> BoxFuture<'static, Heard> {
        if let Err(reason) = self.consent.permit(attempt) {
            return std::future::ready(Heard::NotPut(reason)).boxed();
        }
        let request = render::server_request(conversation, options);
        let (session, key) = (Arc::clone(self), key.to_owned());
        async move {
            let heard = tokio::select! {
                biased;
                heard = session.take_turn(request) => heard,
                // A question from a task that outlives its call, and one that is open at the end of
                // input, have nobody to answer them: they fail at once.
                () = session.call_ended.cancelled() => Heard::nothing(Reason::Failed),
                () = session.process.closing.cancelled() => Heard::nothing(Reason::Failed),
            };
            session.consent.record(&key, &heard);
            heard
        }
        .boxed()
    }

    async fn take_turn(&self, request: ServerRequest) -> Heard {
        let Ok(turn) = timeout_at(self.deadline, self.in_flight.acquire()).await else {
            return Heard::NotPut(Reason::TimedOut);
        };
        let _turn = turn.expect("the semaphore of a call is never closed");
        // While this request waited for its turn, another may have been declined.
        if let Some(reason) = self.consent.ended() {
            return Heard::NotPut(reason);
        }
        if let Err(reason) = self.minute().permit() {
            return Heard::NotPut(reason);
        }
        self.send(request, self.time_left()).await
    }

    fn minute(&self) -> &Minute {
        &self.process.minute
    }

    fn time_left(&self) -> Duration {
        let until_deadline = self.deadline.saturating_duration_since(Instant::now());
        self.process.options.ask_timeout.duration().min(until_deadline)
    }

    async fn send(&self, request: ServerRequest, timeout: Duration) -> Heard {
        // At the time-out the library tells the host itself.
        let options = PeerRequestOptions::with_timeout(timeout);
        match self.peer.send_cancellable_request(request, options).await {
            Ok(handle) => {
                let mut withdrawal =
                    Withdrawal { peer: &self.peer, request: Some(handle.id.clone()) };
                let reply = handle.await_response().await;
                withdrawal.request = None;
                render::heard(reply)
            }
            Err(error) => render::heard(Err(error)),
        }
    }
}

/// Tells the host, when it is dropped, that an unanswered request is no longer wanted. The library's own
/// handle does not: dropped, it leaves the host working and the request in its books.
struct Withdrawal<'a> {
    peer: &'a Peer<RoleServer>,
    request: Option<RequestId>,
}

impl Drop for Withdrawal<'_> {
    fn drop(&mut self) {
        // Without a runtime there is no connection left to tell anything over.
        let (Some(request), Ok(runtime)) =
            (self.request.take(), tokio::runtime::Handle::try_current())
        else {
            return;
        };
        let reason = "the tool call no longer needs this answer".to_owned();
        let params = CancelledNotificationParam::new(Some(request), Some(reason));
        let peer = self.peer.clone();
        runtime.spawn(async move {
            let cancelled = CancelledNotification::new(params);
            if let Err(error) = peer.send_notification(cancelled.into()).await {
                tracing::debug!(%error, "the host was not told that a question was withdrawn");
            }
        });
    }
}
