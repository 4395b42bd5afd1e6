//! What one connection is doing, noted by those who know and read by the watchdog.
//!
//! A note is a plain load and store by the one task that runs the connection: no clock is asked and no timer
//! touched per request.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;

use crate::Body;
use crate::body::BoxError;

/// The notes about one connection.
#[derive(Debug, Default)]
pub(super) struct Activity {
    reads: AtomicU32,
    reads_when_answered: AtomicU32,
    writes: AtomicU32,
    write_blocked: AtomicBool,
    requests: AtomicU32,
    answering: AtomicBool,
    has_body: AtomicBool,
    body_awaited: AtomicBool,
}

/// What a connection waits for. Two equal values mean that nothing happened in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The rest of the head of its request, or the first byte of its first; how many came before.
    Head(u32),
    /// More of the body, which the app reads; how much has come so far.
    Body(u32),
    /// The app.
    App,
    /// The client to take more of the answer; how often it has.
    Client(u32),
    /// The next request; how many came before.
    Next(u32),
}

fn one_more(counter: &AtomicU32) {
    counter.store(counter.load(Relaxed).wrapping_add(1), Relaxed);
}

impl Activity {
    pub(super) fn stage(&self) -> Stage {
        let requests = self.requests.load(Relaxed);
        if self.write_blocked.load(Relaxed) {
            Stage::Client(self.writes.load(Relaxed))
        } else if self.body_awaited.load(Relaxed) {
            Stage::Body(self.reads.load(Relaxed))
        } else if self.answering.load(Relaxed) {
            Stage::App
        } else if requests == 0 || self.head_begun() {
            Stage::Head(requests)
        } else {
            Stage::Next(requests)
        }
    }

    fn head_begun(&self) -> bool {
        self.reads.load(Relaxed) != self.reads_when_answered.load(Relaxed)
    }

    /// Whether the client has not sent a byte yet.
    pub(super) fn is_untouched(&self) -> bool {
        self.reads.load(Relaxed) == 0
    }

    /// Whether the client may be sending what nobody will read: a body, or the rest of a refused head.
    pub(super) fn may_send_more(&self) -> bool {
        self.has_body.load(Relaxed) || self.head_begun()
    }

    pub(super) fn note_read(&self) {
        one_more(&self.reads);
    }

    pub(super) fn note_write(&self, blocked: bool) {
        if !blocked {
            one_more(&self.writes);
        }
        self.write_blocked.store(blocked, Relaxed);
    }

    /// Notes that a request came; its answer is on its way until the guard is dropped.
    pub(super) fn note_request(self: &Arc<Self>, has_body: bool) -> Answering {
        one_more(&self.requests);
        self.has_body.store(has_body, Relaxed);
        self.answering.store(true, Relaxed);
        Answering(Arc::clone(self))
    }
}

/// Held while an answer is made and while its body is produced.
#[derive(Debug)]
pub(super) struct Answering(Arc<Activity>);

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.reads_when_answered.store(self.0.reads.load(Relaxed), Relaxed);
        self.0.answering.store(false, Relaxed);
    }
}

/// The body of a request, which notes that the app waits for more of it.
#[derive(Debug)]
pub(super) struct AwaitedBody {
    pub(super) body: Incoming,
    pub(super) activity: Arc<Activity>,
}

impl http_body::Body for AwaitedBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        self.activity.body_awaited.store(frame.is_pending(), Relaxed);
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for AwaitedBody {
    fn drop(&mut self) {
        self.activity.body_awaited.store(false, Relaxed);
    }
}

/// The body of an answer that is on its way.
#[derive(Debug)]
pub(super) struct AnsweringBody {
    pub(super) body: Body,
    pub(super) _answering: Option<Answering>,
}

impl http_body::Body for AnsweringBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
