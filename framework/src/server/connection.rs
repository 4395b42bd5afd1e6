//! One connection: hyper between a socket and the app.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use http::header::CONNECTION;
use http::{HeaderValue, StatusCode};
use http_body::Body as _;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;

use super::activity::{Activity, Answering, AnsweringBody, AwaitedBody, Stage};
use super::head;
use super::limits::Limits;
use super::phase::{Closing, Follower, Phase};
use super::stream::Stream;
use super::watchdog::Watchdog;
use crate::service::{AppService, Handle, plain};
use crate::{Body, Response};

/// What every connection of a server is served with.
#[derive(Clone, Debug)]
pub(super) struct Serving<H> {
    pub(super) service: AppService<H>,
    pub(super) limits: Limits,
    pub(super) phase: Follower,
}

impl<H: Handle> Serving<H> {
    /// Serves one connection until it ends, is idle for too long, or the server stops.
    pub(super) async fn serve(self, socket: TcpStream, client: SocketAddr) {
        // Answers are written whole: to wait for more to send would only delay them. A socket without the
        // option still works.
        let _ = socket.set_nodelay(true);
        let activity = Arc::new(Activity::default());
        let io = TokioIo::new(Stream::new(socket, Arc::clone(&activity)));
        let calls = Calls {
            service: self.service,
            client,
            closing: self.phase.closing(),
            activity: Arc::clone(&activity),
        };
        let mut http = http1::Builder::new();
        // The watchdog limits how long a head may take: hyper's own timer does not tell a connection that waits
        // between two requests from one that dribbles.
        //
        // Not `pipeline_flush`, which saves 3 % of CPU time: with it hyper never sends the 400, 414 or 431 of a head
        // that it cannot read, and buffers a streamed answer without bound for a client that reads slowly.
        http.timer(TokioTimer::new()).header_read_timeout(None);

        let mut connection = pin!(http.serve_connection(io, calls));
        let mut watchdog = pin!(Watchdog::new(self.limits, &activity));
        let (mut to_drain, mut to_stop) = (self.phase.clone(), self.phase);
        let mut draining = pin!(to_drain.reached(Phase::Draining));
        let mut stopped = pin!(to_stop.reached(Phase::Stopped));
        let mut drains = false;
        std::future::poll_fn(|cx| {
            if let Poll::Ready(ended) = connection.as_mut().poll(cx) {
                if let Err(error) = ended {
                    tracing::debug!(%client, %error, "a connection ended with an error");
                }
                return Poll::Ready(());
            }
            if !drains && draining.as_mut().poll(cx).is_ready() {
                if activity.is_untouched() {
                    return Poll::Ready(());
                }
                drains = true;
                connection.as_mut().graceful_shutdown();
                cx.waker().wake_by_ref();
            }
            if drains && stopped.as_mut().poll(cx).is_ready() {
                return Poll::Ready(());
            }
            match ready!(watchdog.as_mut().poll(cx, &activity)) {
                Stage::Next(_) => connection.as_mut().graceful_shutdown(),
                _ => return Poll::Ready(()),
            }
            cx.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
    }
}

/// The app as one connection calls it.
#[derive(Debug)]
struct Calls<H> {
    service: AppService<H>,
    client: SocketAddr,
    closing: Closing,
    activity: Arc<Activity>,
}

impl<H: Handle> hyper::service::Service<http::Request<Incoming>> for Calls<H> {
    type Response = http::Response<AnsweringBody>;
    type Error = Infallible;
    type Future = Answer<H::Future>;

    fn call(&self, request: http::Request<Incoming>) -> Self::Future {
        let has_body = !request.body().is_end_stream();
        let answering = Some(self.activity.note_request(has_body));
        let request = request.map(|body| match has_body {
            true => Body::new(AwaitedBody { body, activity: Arc::clone(&self.activity) }),
            false => Body::empty(),
        });
        let made = match head::fault(request.version(), request.headers()) {
            None => Made::ByApp { answer: self.service.call_from(request, Some(self.client)) },
            Some(fault) => Made::Here { fault },
        };
        Answer { made, answering, closing: self.closing.clone() }
    }
}

pin_project_lite::pin_project! {
    /// An answer on its way.
    struct Answer<F> {
        #[pin]
        made: Made<F>,
        answering: Option<Answering>,
        closing: Closing,
    }
}

pin_project_lite::pin_project! {
    /// Who answers.
    #[project = MadeProjection]
    enum Made<F> {
        ByApp { #[pin] answer: F },
        Here { fault: &'static str },
    }
}

impl<F: Future<Output = Response>> Future for Answer<F> {
    type Output = Result<http::Response<AnsweringBody>, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let (mut response, close) = match this.made.project() {
            MadeProjection::ByApp { answer } => (ready!(answer.poll(cx)), false),
            // A head that cannot be trusted says nothing sure about where the next one begins.
            MadeProjection::Here { fault } => (plain(StatusCode::BAD_REQUEST, fault), true),
        };
        if close || this.closing.is_set() {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        let answering = this.answering.take();
        Poll::Ready(Ok(response.map(|body| AnsweringBody { body, _answering: answering })))
    }
}
