//! How far a call has come, for a host that gave the call a progress token.
//!
//! A call is told of in all its runs as one: progress counts what has been answered, the transcript carries how much
//! of it was told, and a handler that runs from the top again tells nothing twice. The protocol wants a value that
//! increases with each notification (2025-11-25, "Progress"; unchanged in 2026-07-28).

use std::sync::Mutex;

use rmcp::{
    Peer, RoleServer,
    model::{ProgressNotificationParam, ProgressToken},
    service::RequestContext,
};

/// The progress of one call.
#[derive(Debug)]
pub(super) struct Progress {
    /// Where it is told, if the host wants to hear it.
    to: Option<(Peer<RoleServer>, ProgressToken)>,
    furthest: Mutex<u32>,
}

impl Progress {
    /// Of the call that `context` belongs to, of which nothing was told yet.
    pub(super) fn of(context: &RequestContext<RoleServer>) -> Self {
        let token = context.meta.get_progress_token();
        Self { to: token.map(|token| (context.peer.clone(), token)), furthest: Mutex::default() }
    }

    /// Goes on from `told`, which earlier runs of the call have told.
    pub(super) fn go_on_from(&self, told: u32) {
        *super::lock(&self.furthest) = told;
    }

    /// How far the call has come, as told.
    pub(super) fn told(&self) -> u32 {
        *super::lock(&self.furthest)
    }

    /// Tells the host that `done` of `total` is done, unless it has heard of as much.
    pub(super) async fn tell(&self, done: u32, total: u32) {
        let Some((peer, token)) = &self.to else { return };
        {
            let mut furthest = super::lock(&self.furthest);
            if done <= *furthest {
                return;
            }
            *furthest = done;
        }
        let progress = ProgressNotificationParam::new(token.clone(), f64::from(done));
        if let Err(error) = peer.notify_progress(progress.with_total(f64::from(total))).await {
            tracing::debug!(%error, "the host was not told of progress");
        }
    }
}
