//! One tool call: what it may ask, by which route, and what it has heard.

use std::sync::Arc;

use futures::FutureExt;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::{
    Heard, flights::Flights, process::Process, progress::Progress, round_trip::RoundTrip,
    session::Session, stop::Stop,
};
use crate::{
    Refusal, answer::Reason, limits::MAX_ROUND_BYTES, question::Conversation, serve::Options,
};

/// What the sampler, the driver and the route of one call share.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) process: Arc<Process>,
    pub(super) tool: String,
    pub(super) route: Route,
    pub(super) progress: Arc<Progress>,
    pub(super) questions: Flights<Heard>,
    pub(super) works: Flights<Result<Arc<Value>, Refusal>>,
}

/// How the requests of a call reach the host's model.
#[derive(Debug)]
pub(super) enum Route {
    /// Not at all.
    Nowhere(Reason),
    /// As requests of their own while the handler waits.
    Session(Arc<Session>),
    /// Inside the result of the call, which the host repeats with the answers.
    RoundTrip(Arc<RoundTrip>),
}

impl Call {
    pub(super) fn options(&self) -> &Options {
        &self.process.options
    }

    /// For the log.
    pub(super) fn route_name(&self) -> &'static str {
        match self.route {
            Route::Nowhere(_) => "none",
            Route::Session(_) => "session",
            Route::RoundTrip(_) => "round_trip",
        }
    }

    /// Puts `conversation` to the host as the `attempt`-th request of `question`, and hears what comes of it.
    pub(super) async fn request(
        &self,
        question: &str,
        attempt: u32,
        conversation: &Conversation<'_>,
    ) -> Heard {
        let key = || format!("{question}.{attempt}.{}", conversation.digest());
        match &self.route {
            Route::Nowhere(reason) => Heard::NotPut(*reason),
            _ if conversation.bytes() > MAX_ROUND_BYTES => Heard::NotPut(Reason::TooLarge),
            Route::Session(session) => {
                self.questions.join(&key(), |key| session.ask(key, attempt, conversation)).await
            }
            Route::RoundTrip(round_trip) => {
                self.questions.join(&key(), |key| round_trip.ask(key, attempt, conversation)).await
            }
        }
    }

    /// See [`Sampler::once`](super::Sampler::once).
    pub(super) async fn once<T, W>(&self, name: &str, work: W) -> Result<T, Refusal>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        W: FnOnce(&Stop) -> Result<T, Refusal> + Send + 'static,
    {
        if let Some(value) = self.kept(name) {
            return Ok(value);
        }
        let flight = self.works.join(name, |name| {
            let (name, route) = (name.to_owned(), self.round_trip().cloned());
            async move {
                let _held_open = route.as_ref().map(RoundTrip::hold_open);
                let written =
                    |value| serde_json::to_value(value).expect("what `once` keeps is serializable");
                let value = Arc::new(on_a_thread(move |stop| work(stop).map(written)).await?);
                if let Some(route) = &route {
                    route.keep(name, &value);
                }
                Ok(value)
            }
            .boxed()
        });
        let value = flight.await?;
        Ok(T::deserialize(&*value).expect("a value is read back as the type it was written from"))
    }

    /// See [`Sampler::aside`](super::Sampler::aside).
    pub(super) async fn aside<T, W>(&self, work: W) -> Result<T, Refusal>
    where
        T: Send + 'static,
        W: FnOnce(&Stop) -> Result<T, Refusal> + Send + 'static,
    {
        let _held_open = self.round_trip().map(RoundTrip::hold_open);
        on_a_thread(work).await
    }

    /// See [`Sampler::progress`](super::Sampler::progress).
    pub(super) async fn tell_progress(&self, done: u32, total: u32) {
        let _held_open = self.round_trip().map(RoundTrip::hold_open);
        self.progress.tell(done, total).await;
    }

    /// The result of an earlier run; none if it was written by another version of the server.
    fn kept<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        T::deserialize(self.round_trip()?.kept(name)?).ok()
    }

    pub(super) fn round_trip(&self) -> Option<&Arc<RoundTrip>> {
        match &self.route {
            Route::RoundTrip(round_trip) => Some(round_trip),
            Route::Nowhere(_) | Route::Session(_) => None,
        }
    }
}

async fn on_a_thread<T, W>(work: W) -> Result<T, Refusal>
where
    T: Send + 'static,
    W: FnOnce(&Stop) -> Result<T, Refusal> + Send + 'static,
{
    let over = CancellationToken::new();
    let _over_with_its_last_waiter = over.clone().drop_guard();
    let stop = Stop::when(move || over.is_cancelled());
    match tokio::task::spawn_blocking(move || work(&stop)).await {
        Ok(done) => done,
        // The driver answers for a panic, wherever it happened.
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
