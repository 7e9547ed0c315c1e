//! One piece of work for each key, however many wait for it.
//!
//! The same question asked twice at once travels once, on both routes, and an answered one is not asked
//! again. Work whose last waiter goes away is dropped, which withdraws its request.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use futures::{
    FutureExt,
    future::{BoxFuture, Shared, WeakShared},
};

/// Work in flight and work that has landed, by key.
#[derive(Debug)]
pub(super) struct Flights<V: Clone> {
    by_key: Arc<Mutex<HashMap<String, Flight<V>>>>,
}

/// A future of which several can wait for the one result.
pub(super) type Waiting<V> = Shared<BoxFuture<'static, V>>;

#[derive(Debug)]
enum Flight<V: Clone> {
    /// Weak, so that the work ends with its last waiter.
    InFlight(WeakShared<BoxFuture<'static, V>>),
    Landed(V),
}

impl<V: Clone> Default for Flights<V> {
    fn default() -> Self {
        Self { by_key: Arc::default() }
    }
}

impl<V: Clone + Send + Sync + 'static> Flights<V> {
    /// The result under `key`: of the work that is there already, or of the work that `start` gives.
    pub(super) fn join(
        &self,
        key: &str,
        start: impl FnOnce(&str) -> BoxFuture<'static, V>,
    ) -> Waiting<V> {
        let mut by_key = super::lock(&self.by_key);
        match by_key.get(key) {
            Some(Flight::Landed(value)) => {
                return std::future::ready(value.clone()).boxed().shared();
            }
            Some(Flight::InFlight(flight)) => {
                if let Some(flight) = flight.upgrade() {
                    return flight;
                }
            }
            None => {}
        }
        let (work, book, landing) = (start(key), Arc::clone(&self.by_key), key.to_owned());
        let flight = async move {
            let value = work.await;
            super::lock(&book).insert(landing, Flight::Landed(value.clone()));
            value
        }
        .boxed()
        .shared();
        if let Some(weak) = flight.downgrade() {
            by_key.insert(key.to_owned(), Flight::InFlight(weak));
        }
        flight
    }
}
