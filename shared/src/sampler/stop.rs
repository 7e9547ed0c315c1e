//! Whether somebody still waits for heavy work.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
};

/// Tells heavy work that nobody waits for it any more, wherever it is done: what
/// [`Sampler::once`](super::Sampler::once) and [`Sampler::aside`](super::Sampler::aside) run hands it on.
#[derive(Clone)]
pub struct Stop(Arc<dyn Fn() -> bool + Send + Sync>);

impl Stop {
    /// It is requested when `is_over` says so.
    pub fn when(is_over: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(is_over))
    }

    /// It is never requested: somebody waits to the end.
    pub fn never() -> Self {
        Self::when(|| false)
    }

    /// It is requested when work asks for the `look`th time, and how often it has asked is counted: for a test of what
    /// the work does then.
    pub fn at(look: usize) -> (Self, Arc<AtomicUsize>) {
        let looks = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&looks);
        (Self::when(move || counted.fetch_add(1, Relaxed) + 1 >= look), looks)
    }

    /// Whether the work should end early; its result goes nowhere.
    pub fn requested(&self) -> bool {
        (self.0)()
    }
}

impl fmt::Debug for Stop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // To ask may count.
        formatter.debug_struct("Stop").finish_non_exhaustive()
    }
}
