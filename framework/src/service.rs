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
use crate::private::{blocks, on_blocking_threads};
use crate::request::DEFAULT_BODY_LIMIT;
use crate::settings::Settings;
use crate::{App, Body, BodySlot, ClientAddr, Parts, Request, Response, TrustedProxy};

/// An app that can be called: the part of [`AppService`] that no program can name, because its future is the
/// app's own, unboxed. Every closure of the right shape is one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not call an app",
    note = "an `AppService` comes of `app.into_service()`"
)]
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

/// An app as a [`tower_service::Service`](https://docs.rs/tower-service/0.3/tower_service/trait.Service.html),
/// made by [`App::into_service`].
///
/// A clone is a counter and a pointer. It takes requests with any body, never fails, and is always ready, so
/// whatever speaks `Service` can wrap or host it: layers of `tower-http`, axum's `nest_service`, other servers.
/// A [`ClientAddr`] in the extensions of a request tells the app where it comes from.
#[derive(Clone, Debug)]
pub struct AppService<H> {
    handle: H,
    body_limit: usize,
    /// `None` where nothing was set: most requests share no counter then.
    settings: Option<Arc<Settings>>,
}

impl<H: Handle> AppService<H> {
    /// Sets how many bytes of a body extractors read; more is answered with 413. [`DEFAULT_BODY_LIMIT`] if it is
    /// not set.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Sets the server's name, `example.org` or `example.org:8080`: what subdomains are relative to. A request for a host
    /// that is neither it nor below it is answered with 421. Without one every subdomain is the empty one.
    ///
    /// # Panics
    /// Where it is no host.
    #[track_caller]
    pub fn server_name(self, name: &str) -> Self {
        self.set(|settings| settings.server_name = Some(name.to_owned()))
    }

    /// Sets the path that the app is reached under, `/shop`: redirects and URLs begin with it. It is not matched: what
    /// stands before the app, a proxy or a router, takes it off.
    ///
    /// # Panics
    /// Where it is no path.
    #[track_caller]
    pub fn script_name(self, path: &str) -> Self {
        self.set(|settings| settings.script_name = crate::settings::prefix(path))
    }

    /// Sets the scheme that clients use, `http` or `https`: for URLs, and which port is the standard one.
    ///
    /// # Panics
    /// Where it is neither.
    #[track_caller]
    pub fn scheme(self, scheme: &str) -> Self {
        self.set(|settings| settings.scheme = Some(scheme.to_owned()))
    }

    /// Has the built-in error pages say no more in a debug build than in a release build: no rules, no sources, no places.
    pub fn plain_errors(self) -> Self {
        self.set(|settings| settings.plain_errors = true)
    }

    /// Sets which fields of proxies are believed.
    pub fn trust_proxy(self, proxy: TrustedProxy) -> Self {
        self.set(|settings| settings.proxy = Some(proxy))
    }

    #[track_caller]
    fn set(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = self.settings.as_deref().cloned().unwrap_or_default();
        change(&mut settings);
        if let Err(problem) = settings.check() {
            panic!("{problem}");
        }
        self.settings = Some(Arc::new(settings));
        self
    }

    /// The same service with settings that were checked before.
    pub(crate) fn with_settings(mut self, settings: Option<Settings>) -> Self {
        self.settings = settings.map(Arc::new);
        self
    }

    /// The host that requests without one are for.
    pub(crate) fn own_name(&self) -> Option<&str> {
        self.settings.as_ref().and_then(|settings| settings.server_name.as_deref())
    }

    /// Answers a request that came from `client`; `None` where there is no connection.
    #[doc(hidden)]
    pub fn call_from(&self, request: Request, client: Option<SocketAddr>) -> H::Future {
        let (head, body) = request.into_parts();
        let parts = Parts::new(head, client).within(self.settings.clone());
        self.handle.handle(parts, BodySlot::new(body, self.body_limit))
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
            let elsewhere = if A::BLOCKS { blocks(&parts, A::table()) } else { None };
            let response = match elsewhere {
                Some(runtime) => {
                    let answer = async move { answer(&*app, &mut parts, &mut body).await };
                    on_blocking_threads(runtime, answer).await
                }
                None => answer(&*app, &mut parts, &mut body).await,
            };
            if head_only { without_body(response) } else { response }
        }
    };
    AppService { handle, body_limit: DEFAULT_BODY_LIMIT, settings: None }
}

async fn answer<A: App>(app: &A, parts: &mut Parts, body: &mut BodySlot) -> Response {
    match catch_panic(app.respond((), parts, body)).await {
        Ok(response) => response,
        Err(panicked) => escaped(&panicked),
    }
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
