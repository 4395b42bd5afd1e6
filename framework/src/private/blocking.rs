//! Handlers that block: the whole answer is made on threads that may, because a handler borrows what no other thread
//! could be handed alone: the app, the head, the path.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use http::StatusCode;
use tokio::runtime::Handle;
use tokio::sync::Notify;
use tokio::task::{JoinError, JoinHandle};
use tracing::Span;
use wegwerk_routing::matcher::{Outcome, Request};
use wegwerk_routing::path::Path;
use wegwerk_routing::pattern::Captures;
use wegwerk_routing::table::Table;

use super::handshake::is_handshake;
use super::locate;
use crate::service::plain;
use crate::{Parts, Response};

/// The runtime that has threads for the request, where the rule that takes it has a handler that blocks.
pub(crate) fn blocks(parts: &Parts, table: &Table) -> Option<Handle> {
    let domain = locate::domain(parts, table).ok()?;
    let path = Path::decode(parts.uri().path());
    let (method, websocket) = (parts.method().as_str(), is_handshake(parts));
    let request = Request { method, path: &path, domain: &domain, websocket };
    let found = table.find(&request, &mut Captures::new());
    let blocks = matches!(found, Outcome::Found(leaf) if leaf.rule.blocking);
    blocks.then(|| Handle::try_current().ok()).flatten()
}

/// Makes an answer on threads of the runtime that may block: one for each time that it goes on, none while it waits, so
/// that slow clients hold no threads. Where nobody waits for the answer any more, what has not begun does not; a handler
/// that runs does so to its end.
pub(crate) fn on_blocking_threads<F: Future<Output = Response> + Send + 'static>(
    runtime: Handle,
    answer: F,
) -> impl Future<Output = Response> + Send + use<F> {
    // A future that held this one would be as large again.
    let mut answer = Box::pin(answer);
    async move {
        let woken = Arc::new(Woken(Notify::new()));
        loop {
            let (span, waker) = (Span::current(), Waker::from(Arc::clone(&woken)));
            let turn = runtime.spawn_blocking(move || {
                match span.in_scope(|| answer.as_mut().poll(&mut Context::from_waker(&waker))) {
                    Poll::Ready(response) => Ok(response),
                    Poll::Pending => Err(answer),
                }
            });
            match Turn(turn).await {
                Ok(Ok(response)) => return response,
                Ok(Err(waiting)) => answer = waiting,
                Err(error) => {
                    tracing::error!(%error, "a request was given up by the runtime, as when that ends");
                    return plain(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable\n");
                }
            }
            woken.0.notified().await;
        }
    }
}

/// Tells that an answer can go on, also while it is still being polled.
struct Woken(Notify);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.notify_one();
    }
}

/// Work on a thread that may block; dropped before it has begun, it is not done.
struct Turn<T>(JoinHandle<T>);

impl<T> Future for Turn<T> {
    type Output = Result<T, JoinError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(cx)
    }
}

impl<T> Drop for Turn<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}
