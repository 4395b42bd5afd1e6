//! What stops a server.

use std::io;

/// Something that asks for a stop, perhaps more than once: the second time means "at once".
pub(super) trait StopSignal: Send {
    /// Waits for the next time.
    fn next(&mut self) -> impl Future<Output = ()> + Send;
}

/// SIGINT and SIGTERM; on other systems than Unix, Ctrl-C.
#[derive(Debug)]
pub(super) struct Signals {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Signals {
    /// Takes the signals from now on, within a runtime.
    #[cfg(unix)]
    pub(super) fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Signals {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    #[cfg(not(unix))]
    pub(super) fn new() -> io::Result<Self> {
        Ok(Signals {})
    }
}

impl StopSignal for Signals {
    #[cfg(unix)]
    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }

    #[cfg(not(unix))]
    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// Any future: it asks once.
#[derive(Debug)]
pub(super) struct Once<F>(pub(super) Option<std::pin::Pin<Box<F>>>);

impl<F: Future + Send> StopSignal for Once<F> {
    async fn next(&mut self) {
        match &mut self.0 {
            Some(asked) => {
                asked.await;
                self.0 = None;
            }
            None => std::future::pending().await,
        }
    }
}
