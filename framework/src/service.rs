//! An app as a `tower` service: what servers, gateways and layers call.
//!
//! [`App::into_service`] gives an [`AppService`]. It makes the head and the body slot,
//! lets the app answer, drops the body of a `HEAD` answer, and turns a panic that nobody caught into a 500.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method, StatusCode};
use http_body::Body as _;

use crate::body::BoxError;
use crate::panic::{Panicked, catch_panic};
use crate::request::DEFAULT_BODY_LIMIT;
use crate::{App, Body, BodySlot, ClientAddr, Parts, Request, Response};

/// An app that can be called: the part of [`AppService`] that no program can name, because its future is the
/// app's own, unboxed. Every closure of the right shape is one.
pub trait Handle: Clone + Send + Sync + 'static {
    /// The answer on its way.
    type Future: Future<Output = Response> + Send + 'static;

    /// Answers one request.
    fn handle(&self, parts: Parts, body: BodySlot) -> Self::Future;
}

impl<F, Answer> Handle for F
where
    F: Fn(Parts, BodySlot) -> Answer + Clone + Send + Sync + 'static,
    Answer: Future<Output = Response> + Send + 'static,
{
    type Future = Answer;

    fn handle(&self, parts: Parts, body: BodySlot) -> Answer {
        self(parts, body)
    }
}

/// An app as a [`tower_service::Service`], made by [`App::into_service`].
///
/// A clone is a counter and a pointer. It takes requests with any body, never fails, and is always ready, so
/// whatever speaks `Service` can wrap or host it: layers of `tower-http`, axum's `nest_service`, other servers.
/// A [`ClientAddr`] in the extensions of a request tells the app where it comes from.
#[derive(Clone, Debug)]
pub struct AppService<H> {
    handle: H,
    body_limit: usize,
}

impl<H: Handle> AppService<H> {
    /// Sets how many bytes of a body extractors read; more is answered with 413. [`DEFAULT_BODY_LIMIT`] if it is
    /// not set.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Answers a request that came from `client`; `None` where there is no connection.
    #[doc(hidden)]
    pub fn call_from(&self, request: Request, client: Option<SocketAddr>) -> H::Future {
        let (head, body) = request.into_parts();
        self.handle.handle(Parts::new(head, client), BodySlot::new(body, self.body_limit))
    }
}

impl<H, B> tower_service::Service<http::Request<B>> for AppService<H>
where
    H: Handle,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = ServiceFuture<H::Future>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> Self::Future {
        let client = request.extensions().get::<ClientAddr>().map(|client| client.0);
        ServiceFuture { answer: self.call_from(request.map(Body::new), client) }
    }
}

pin_project_lite::pin_project! {
    /// The answer of an [`AppService`] on its way: the app's own future, not boxed.
    #[derive(Debug)]
    pub struct ServiceFuture<F> {
        #[pin]
        answer: F,
    }
}

impl<F: Future<Output = Response>> Future for ServiceFuture<F> {
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.project().answer.poll(cx).map(Ok)
    }
}

/// The service of an app that others hold too.
pub(crate) fn of<A: App>(app: Arc<A>) -> AppService<impl Handle> {
    let handle = move |mut parts: Parts, mut body: BodySlot| {
        let app = Arc::clone(&app);
        async move {
            let head_only = *parts.method() == Method::HEAD;
            let response = match catch_panic(app.respond(&mut parts, &mut body)).await {
                Ok(response) => response,
                Err(panicked) => escaped(&panicked),
            };
            if head_only { without_body(response) } else { response }
        }
    };
    AppService { handle, body_limit: DEFAULT_BODY_LIMIT }
}

/// The last resort: the app renders the panics of its handlers itself, so what ends here comes from its own
/// machinery. The connection and its neighbours live on.
fn escaped(panicked: &Panicked) -> Response {
    tracing::error!(%panicked, "a panic escaped the app; the request is answered with 500");
    plain(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error\n")
}

/// What `HEAD` is answered with: the fields of `GET`, the length of its body, and no body (RFC 9110, 9.3.2).
fn without_body(mut response: Response) -> Response {
    let has_length = response.headers().contains_key(CONTENT_LENGTH);
    let status = response.status();
    let bodyless =
        status.is_informational() || status == StatusCode::NO_CONTENT || status == StatusCode::NOT_MODIFIED;
    if !has_length
        && !bodyless
        && let Some(length) = response.body().size_hint().exact()
    {
        response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    response.map(|_| Body::empty())
}

/// An answer of a line of text, for where no app is there to render one.
pub(crate) fn plain(status: StatusCode, text: &'static str) -> Response {
    let mut response = Response::new(Body::full(text));
    *response.status_mut() = status;
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(http::header::CONTENT_TYPE, kind);
    response
}
