//! Whether a handler that is pending has something left to do.
//!
//! Pending alone does not say so: a task that has merely yielded, or has spent its cooperative budget, is
//! pending too, and the runtime wakes all such tasks together a moment later. A round that ended before
//! would leave with a part of the questions. So the driver yields once itself, and when its own turn comes
//! without the handler having been woken, the handler really waits.

use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

use futures::task::AtomicWaker;

/// The waker of a handler, and what the driver knows of its turn.
#[derive(Debug, Default)]
pub(super) struct Turn {
    state: AtomicU8,
    driver: AtomicWaker,
}

/// The handler was polled, or has been woken since.
const RUNNING: u8 = 0;
/// The handler was pending, and the driver has yielded.
const YIELDING: u8 = 1;
/// The driver's turn has come again.
const OVER: u8 = 2;

impl Turn {
    /// Takes note of the driver's task, which is woken with the handler.
    pub(super) fn register(&self, driver: &Waker) {
        self.driver.register(driver);
    }

    /// Whether the handler, which is pending, waits for something that its own turn cannot bring. The
    /// first time the answer is no, and the driver is polled again when it is known.
    pub(super) fn is_over(self: &Arc<Self>) -> bool {
        match self.state.load(Ordering::Acquire) {
            OVER => true,
            YIELDING => false,
            _ => {
                self.state.store(YIELDING, Ordering::Release);
                let waker = Waker::from(Arc::new(Yielded(Arc::clone(self))));
                let yielding = pin!(tokio::task::yield_now());
                let _pending: Poll<()> = yielding.poll(&mut Context::from_waker(&waker));
                false
            }
        }
    }

    /// Has the driver look again, without the handler having been woken.
    pub(super) fn nudge(&self) {
        self.driver.wake();
    }
}

/// Something that the handler waits for has happened.
impl Wake for Turn {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.state.store(RUNNING, Ordering::Release);
        self.driver.wake();
    }
}

/// The driver's own yield. If the handler was woken in the meantime, the turn begins anew.
struct Yielded(Arc<Turn>);

impl Wake for Yielded {
    fn wake(self: Arc<Self>) {
        let _woken: Result<u8, u8> =
            self.0.state.compare_exchange(YIELDING, OVER, Ordering::AcqRel, Ordering::Acquire);
        self.0.driver.wake();
    }
}
