//! How far a server is on its way down, and how connections learn of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::watch;

/// Where a server is on its way down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    /// It serves.
    Running,
    /// The listener is closed, and every answer asks its client to close. A client that is just sending its next
    /// request on an idle connection would lose it if the connection were closed now.
    LameDuck,
    /// Idle connections are closed, busy ones end with their answer.
    Draining,
    /// Whatever is still open is cut off.
    Stopped,
}

/// The one that moves the phase on.
#[derive(Debug)]
pub(super) struct Lead {
    phase: watch::Sender<Phase>,
    closing: Arc<AtomicBool>,
}

/// One that follows it.
#[derive(Clone, Debug)]
pub(super) struct Follower {
    phase: watch::Receiver<Phase>,
    closing: Arc<AtomicBool>,
}

/// A server that runs.
pub(super) fn running() -> (Lead, Follower) {
    let (sender, receiver) = watch::channel(Phase::Running);
    let closing = Arc::new(AtomicBool::new(false));
    (Lead { phase: sender, closing: Arc::clone(&closing) }, Follower { phase: receiver, closing })
}

impl Lead {
    pub(super) fn enter(&self, phase: Phase) {
        self.closing.store(phase > Phase::Running, Ordering::Relaxed);
        self.phase.send_replace(phase);
    }
}

impl Follower {
    /// The question that every answer asks, without a lock.
    pub(super) fn closing(&self) -> Closing {
        Closing(Arc::clone(&self.closing))
    }

    /// Waits until the server is in this phase or past it, or is gone.
    pub(super) async fn reached(&mut self, phase: Phase) {
        // An error means that the server was dropped without a stop: nobody is left to wait for.
        let _ = self.phase.wait_for(|now| *now >= phase).await;
    }
}

/// Whether answers ask the client to close.
#[derive(Clone, Debug)]
pub(super) struct Closing(Arc<AtomicBool>);

impl Closing {
    pub(super) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
