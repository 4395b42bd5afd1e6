//! Handlers that block: the whole answer is made on a thread that may, because a handler borrows what no other thread
//! could be handed alone: the app, the head, the path.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use http::StatusCode;
use tokio::runtime::Handle;
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

/// Makes an answer on a thread of the runtime that may block. Work that has begun goes on when nobody waits for it any
/// more. Here the future is only handed on: one that held it would be as large again.
pub(crate) fn on_blocking_thread<F: Future<Output = Response> + Send + 'static>(
    runtime: &Handle,
    answer: F,
) -> impl Future<Output = Response> + Send + use<F> {
    let span = tracing::Span::current();
    let work = runtime.spawn_blocking(move || span.in_scope(|| wait(answer)));
    async {
        work.await.unwrap_or_else(|error| {
            tracing::error!(%error, "a request was given up: the runtime is shutting down");
            plain(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable\n")
        })
    }
}

/// Waits for a future. The runtime is not told: a handler may run one of its own, as blocking clients do.
fn wait<F: Future>(future: F) -> F::Output {
    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}
