//! The client.

use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};

use http::{Method, Uri};

use super::jar::Jar;
use super::request::RequestBuilder;
use crate::service::{AppService, Handle};
use crate::{App, Request, Response};

/// A response on its way.
pub(super) type Answer = Pin<Box<dyn Future<Output = Response> + Send>>;

/// A client that calls an app directly, and keeps its cookies, as Werkzeug's `Client`.
///
/// Requests pass through the same service as those of a server: `HEAD` answers have no body, bodies are limited,
/// a panic is a 500. There is no connection, so the app sees no client address. The host is
/// the server's name where one was set, else `localhost`, unless a
/// request has a `Host` field of its own or an absolute URL.
pub struct Client {
    call: Box<dyn Fn(Request) -> Answer + Send + Sync>,
    server_name: Option<String>,
    jar: Mutex<Jar>,
}

impl Client {
    /// A client of `app`, without cookies.
    pub fn new(app: impl App) -> Self {
        Client::of_service(app.into_service())
    }

    /// A client of an app whose service was set up already, for instance with another body limit.
    pub fn of_service<H: Handle>(service: AppService<H>) -> Self {
        Client {
            server_name: service.own_name().map(str::to_owned),
            call: Box::new(move |request| Box::pin(service.call_from(request, None))),
            jar: Mutex::default(),
        }
    }

    /// A `GET` request of `target`: a path, perhaps with a query, sent exactly as it is written; or an absolute URL.
    ///
    /// # Panics
    ///
    /// So does every method that takes a target, where it is none.
    #[track_caller]
    pub fn get(&self, target: &str) -> RequestBuilder<'_> {
        self.request(Method::GET, target)
    }

    /// A `HEAD` request.
    #[track_caller]
    pub fn head(&self, target: &str) -> RequestBuilder<'_> {
        self.request(Method::HEAD, target)
    }

    /// A `POST` request.
    #[track_caller]
    pub fn post(&self, target: &str) -> RequestBuilder<'_> {
        self.request(Method::POST, target)
    }

    /// A `PUT` request.
    #[track_caller]
    pub fn put(&self, target: &str) -> RequestBuilder<'_> {
        self.request(Method::PUT, target)
    }

    /// A `PATCH` request.
    #[track_caller]
    pub fn patch(&self, target: &str) -> RequestBuilder<'_> {
        self.request(Method::PATCH, target)
    }

    /// A `DELETE` request.
    #[track_caller]
    pub fn delete(&self, target: &str) -> RequestBuilder<'_> {
        self.request(Method::DELETE, target)
    }

    /// An `OPTIONS` request.
    #[track_caller]
    pub fn options(&self, target: &str) -> RequestBuilder<'_> {
        self.request(Method::OPTIONS, target)
    }

    /// A request with any method.
    #[track_caller]
    pub fn request(&self, method: Method, target: &str) -> RequestBuilder<'_> {
        match target.parse::<Uri>() {
            Ok(uri) => RequestBuilder::new(self, method, uri),
            Err(error) => panic!("`{target}` is neither a path nor a URL: {error}"),
        }
    }

    /// The value of a cookie that would be sent to `/`; `None` where there is none.
    ///
    /// ```
    /// # use wegwerk::{App, BodySlot, Parts, Response, testing::Client};
    /// # struct Hello;
    /// # impl App for Hello {
    /// #     async fn respond<'r, L: Send>(&'r self, _: L, _: &'r mut Parts, _: &'r mut BodySlot) -> Response { Response::default() }
    /// # }
    /// let client = Client::new(Hello);
    /// client.set_cookie("theme", "dark");
    /// assert_eq!(client.cookie("theme").as_deref(), Some("dark"));
    /// client.delete_cookie("theme");
    /// assert_eq!(client.cookie("theme"), None);
    /// ```
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar().get(name, "/").map(str::to_owned)
    }

    /// Sets a cookie for all paths, as if the app had.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.jar().set(name, value);
    }

    /// Forgets the cookies of this name.
    pub fn delete_cookie(&self, name: &str) {
        self.jar().delete(name);
    }

    pub(super) fn server_name(&self) -> Option<&str> {
        self.server_name.as_deref()
    }

    pub(super) fn call(&self, request: Request) -> Answer {
        (self.call)(request)
    }

    pub(super) fn jar(&self) -> MutexGuard<'_, Jar> {
        // Every change is whole: a test that panicked meanwhile has left nothing half done.
        self.jar.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("jar", &self.jar).finish_non_exhaustive()
    }
}
