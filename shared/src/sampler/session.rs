//! The session route, for hosts up to 2025-11-25: the request travels to the host while the handler waits.

use std::sync::Arc;

use futures::{FutureExt, future::BoxFuture};
use rmcp::{
    Peer, RoleServer,
    model::{CancelledNotification, CancelledNotificationParam, RequestId, ServerRequest},
    service::{PeerRequestOptions, RequestHandle, ServiceError},
};
use tokio::{
    runtime::Handle,
    sync::Semaphore,
    time::{Instant, timeout, timeout_at},
};
use tokio_util::sync::CancellationToken;

use super::{
    Heard,
    budget::{Budget, Tally},
    process::Process,
    render,
};
use crate::{
    answer::Reason,
    limits::{LEAST_ASK, WITHDRAWAL_GRACE},
    question::Conversation,
};

/// The session route of one call.
#[derive(Debug)]
pub(super) struct Session {
    peer: Peer<RoleServer>,
    process: Arc<Process>,
    budget: Budget,
    /// One for each request of this call that may be in flight: handlers ask everything at once, and the
    /// limit lives here.
    slots: Semaphore,
    /// What was not answered by then falls back.
    deadline: Instant,
    /// What was not put by then is not put: nobody could answer it.
    last_ask: Instant,
    /// Cancelled when the call ends, however it ends.
    call_ended: CancellationToken,
}

impl Session {
    pub(super) fn new(
        peer: Peer<RoleServer>,
        process: Arc<Process>,
        call_ended: CancellationToken,
    ) -> Self {
        let options = &process.options;
        let time = options.call_timeout.duration();
        let deadline = Instant::now() + time;
        Self {
            peer,
            slots: Semaphore::new(options.max_concurrent),
            deadline,
            last_ask: deadline - LEAST_ASK.min(time / 10),
            budget: Budget::new(options.max_questions, Tally::default()),
            call_ended,
            process,
        }
    }

    /// Puts `conversation` as a request of its own.
    pub(super) fn ask(
        self: &Arc<Self>,
        key: &str,
        attempt: u32,
        conversation: &Conversation<'_>,
    ) -> BoxFuture<'static, Heard> {
        if let Err(reason) = self.budget.permit(key, attempt) {
            return std::future::ready(Heard::NotPut(reason)).boxed();
        }
        let request = render::server_request(conversation, &self.process.options);
        let session = Arc::clone(self);
        async move {
            let heard = tokio::select! {
                biased;
                heard = session.ask_in_a_slot(request) => heard,
                // A question from a task that outlives its call, and one that is open at the end of
                // input, have nobody to answer them: they fail at once.
                () = session.call_ended.cancelled() => Heard::nothing(Reason::Failed),
                () = session.process.closing.cancelled() => Heard::nothing(Reason::Failed),
            };
            session.budget.record(&heard);
            heard
        }
        .boxed()
    }

    async fn ask_in_a_slot(&self, request: ServerRequest) -> Heard {
        let Ok(slot) = timeout_at(self.deadline, self.slots.acquire()).await else {
            return Heard::NotPut(Reason::TimedOut);
        };
        let _slot = slot.expect("the semaphore of a call is never closed");
        // While this request waited for a slot, another may have been declined.
        if let Some(reason) = self.budget.ended() {
            return Heard::NotPut(reason);
        }
        if Instant::now() >= self.last_ask {
            return Heard::NotPut(Reason::TimedOut);
        }
        if let Err(reason) = self.process.rate.permit() {
            return Heard::NotPut(reason);
        }
        let ask_timeout = self.process.options.ask_timeout.duration();
        let deadline = self.deadline.min(Instant::now() + ask_timeout);
        let options = PeerRequestOptions::no_options();
        // A host that reads nothing takes no further request either.
        let sending = self.peer.send_cancellable_request(request, options);
        let RequestHandle { rx: reply, id, .. } = match timeout_at(deadline, sending).await {
            Ok(Ok(handle)) => handle,
            Ok(Err(error)) => return render::heard(Err(error)),
            Err(_) => return Heard::NotPut(Reason::TimedOut),
        };
        let mut withdrawal = Withdrawal { peer: &self.peer, request: Some(id) };
        let Ok(reply) = timeout_at(deadline, reply).await else {
            // Before the fallback answers the call, so that the host hears of it in this order, if it reads at all.
            let _ = timeout(WITHDRAWAL_GRACE, withdrawal.tell()).await;
            return Heard::nothing(Reason::TimedOut);
        };
        withdrawal.request = None;
        render::heard(reply.unwrap_or(Err(ServiceError::TransportClosed)))
    }
}

/// Tells the host, when it is dropped, that an unanswered request is no longer wanted: its time is up, the
/// call was cancelled, or the handler went on without it. The library's own handle does not: dropped, it
/// leaves the host working and the request in its books.
struct Withdrawal<'a> {
    peer: &'a Peer<RoleServer>,
    request: Option<RequestId>,
}

impl Withdrawal<'_> {
    async fn tell(&mut self) {
        if let Some(request) = self.request.take() {
            withdraw(self.peer.clone(), request).await;
        }
    }
}

impl Drop for Withdrawal<'_> {
    fn drop(&mut self) {
        // Without a runtime there is no connection left to tell anything over.
        if let (Some(request), Ok(runtime)) = (self.request.take(), Handle::try_current()) {
            runtime.spawn(withdraw(self.peer.clone(), request));
        }
    }
}

async fn withdraw(peer: Peer<RoleServer>, request: RequestId) {
    let reason = "the tool call no longer needs this answer".to_owned();
    let params = CancelledNotificationParam::new(Some(request), Some(reason));
    if let Err(error) = peer.send_notification(CancelledNotification::new(params).into()).await {
        tracing::debug!(%error, "the host was not told that a question was withdrawn");
    }
}
