//! Errors that are answered: a status, what the client may read about it, and what only the log may.

#[cfg(debug_assertions)]
mod development;
mod http_error;
mod page;
mod status;

#[cfg(feature = "openapi")]
pub(crate) use status::title;

pub use http_error::HttpError;
use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::body::BoxError;
use crate::describe::Answers;
use crate::request::Parts;
use crate::response::{IntoResponse, Response};

/// The result of a handler: `Ok` is answered as it is, `Err` as the error's status.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error that a client is answered with: a status, a public message and a private source.
///
/// There is a constructor for every error status of HTTP. The message is shown to the client; the source never
/// is, it goes to the log where the status is 500 or above. `?` turns any [`std::error::Error`] into a 500 that
/// keeps it as its source, which is why `Error` itself is not a [`std::error::Error`].
///
/// The app answers an error as a page or as problem+json (RFC 9457), as the client's `Accept` prefers.
///
/// # Examples
///
/// ```
/// use wegwerk::{Error, Result};
///
/// fn on_article(id: u32) -> Result<String> {
///     if id == 0 {
///         return Err(Error::not_found().message("There is no article 0."));
///     }
///     let text = std::fs::read_to_string(format!("articles/{id}.txt"))?;
///     Ok(text)
/// }
///
/// let error = on_article(0).unwrap_err();
/// assert_eq!(error.status(), 404);
/// assert_eq!(error.public_message(), Some("There is no article 0."));
///
/// let error = on_article(1).unwrap_err();
/// assert_eq!(error.status(), 500);
/// assert_eq!(error.public_message(), None);
/// assert!(error.source().unwrap().is::<std::io::Error>());
/// ```
#[derive(Clone)]
pub struct Error(Arc<Inner>);

struct Inner {
    status: StatusCode,
    message: Option<Cow<'static, str>>,
    headers: HeaderMap,
    source: Option<Arc<dyn StdError + Send + Sync>>,
    logged: AtomicBool,
    /// Where it was made.
    #[cfg(debug_assertions)]
    made: Option<&'static std::panic::Location<'static>>,
}

impl Clone for Inner {
    fn clone(&self) -> Self {
        Inner {
            status: self.status,
            message: self.message.clone(),
            headers: self.headers.clone(),
            source: self.source.clone(),
            logged: AtomicBool::new(self.logged.load(Ordering::Relaxed)),
            #[cfg(debug_assertions)]
            made: self.made,
        }
    }
}

impl Error {
    /// An error with this status. A status that is no error, one below 400 or above 599, becomes 500.
    ///
    /// ```
    /// use wegwerk::Error;
    /// use wegwerk::http::StatusCode;
    ///
    /// assert_eq!(Error::new(StatusCode::GONE).status(), StatusCode::GONE);
    /// assert_eq!(Error::new(StatusCode::OK).status(), StatusCode::INTERNAL_SERVER_ERROR);
    /// ```
    #[track_caller]
    pub fn new(status: StatusCode) -> Self {
        Error(Arc::new(Inner {
            status: if is_error(status) { status } else { StatusCode::INTERNAL_SERVER_ERROR },
            message: None,
            headers: HeaderMap::new(),
            source: None,
            logged: AtomicBool::new(false),
            #[cfg(debug_assertions)]
            made: Some(std::panic::Location::caller()),
        }))
    }

    /// Sets the message that the client reads.
    ///
    /// ```
    /// use wegwerk::Error;
    ///
    /// let error = Error::conflict().message("This name is taken.");
    /// assert_eq!(error.to_string(), "409 Conflict: This name is taken.");
    /// ```
    #[must_use]
    pub fn message(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        self.inner().message = Some(message.into());
        self
    }

    /// Sets what caused the error: an error or a text. The client never sees it.
    ///
    /// ```
    /// use wegwerk::Error;
    ///
    /// let error = Error::bad_gateway().with_source("the upstream sent half a header");
    /// assert_eq!(error.source().unwrap().to_string(), "the upstream sent half a header");
    /// ```
    #[must_use]
    pub fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.inner().source = Some(Arc::from(source.into()));
        self
    }

    /// Adds a header field to the answer, such as `Retry-After` to a 503 or `WWW-Authenticate` to a 401. A name
    /// or a value that HTTP does not allow is logged and left out.
    ///
    /// ```
    /// use wegwerk::Error;
    ///
    /// let error = Error::service_unavailable().header("retry-after", "2");
    /// assert_eq!(error.headers()["retry-after"], "2");
    /// ```
    #[must_use]
    pub fn header<N, V>(mut self, name: N, value: V) -> Self
    where
        N: TryInto<HeaderName, Error: fmt::Display>,
        V: TryInto<HeaderValue, Error: fmt::Display>,
    {
        match (name.try_into(), value.try_into()) {
            (Ok(name), Ok(value)) => {
                self.inner().headers.append(name, value);
            }
            (Err(error), _) => tracing::error!("a header field of an error is left out: {error}"),
            (_, Err(error)) => tracing::error!("a header field of an error is left out: {error}"),
        }
        self
    }

    /// The status of the answer, from 400 to 599.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// What the client reads, where something was said.
    pub fn public_message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// What caused the error. Not for the client.
    pub fn source(&self) -> Option<&(dyn StdError + Send + Sync + 'static)> {
        self.0.source.as_deref()
    }

    /// What caused the error, what caused that, and so on. A chain that leads back to itself would never end.
    fn causes(&self) -> impl Iterator<Item = &(dyn StdError + 'static)> {
        let first = self.source().map(|source| source as &(dyn StdError + 'static));
        std::iter::successors(first, |cause| (*cause).source()).take(32)
    }

    /// The header fields that the answer carries.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The answer in the form that the client's `Accept` prefers: a page; problem+json (RFC 9457) where JSON is
    /// preferred or a page is not acceptable; plain text where neither is. An error of 500 or above is logged
    /// with its sources, once.
    ///
    /// In a debug build the page says more: the rules that come nearest, the methods that are taken, what caused the error
    /// and where. A release build has none of it.
    ///
    /// ```
    /// use wegwerk::{Error, Parts};
    ///
    /// let request = wegwerk::http::Request::get("/").header("accept", "application/json").body(())?;
    /// let parts = Parts::new(request.into_parts().0, None);
    /// let response = Error::not_found().render(&parts);
    /// assert_eq!(response.status(), 404);
    /// assert_eq!(response.headers()["content-type"], "application/problem+json");
    /// # Ok::<(), wegwerk::http::Error>(())
    /// ```
    pub fn render(&self, parts: &Parts) -> Response {
        self.log(parts);
        page::render(self, parts)
    }

    /// Logs the error with its sources, where its status is 500 or above and it was not logged before.
    #[doc(hidden)]
    pub fn log(&self, parts: &Parts) {
        if self.0.status.is_server_error() && !self.0.logged.swap(true, Ordering::Relaxed) {
            tracing::error!(
                status = self.0.status.as_u16(),
                method = %parts.method(),
                path = parts.uri().path(),
                "{self:#}"
            );
        }
    }

    /// Takes the error out of the response that it became, so that it can be rendered for the client. Another
    /// error status and header fields that were set on the response since are the error's from then on.
    #[doc(hidden)]
    pub fn take_from(response: &mut Response) -> Option<Error> {
        let mut error = response.extensions_mut().remove::<Error>()?;
        let status = response.status();
        let mut headers = std::mem::take(response.headers_mut());
        headers.remove(CONTENT_TYPE);
        headers.remove(CONTENT_LENGTH);
        let inner = error.inner();
        inner.headers = headers;
        if is_error(status) {
            inner.status = status;
        }
        Some(error)
    }

    fn inner(&mut self) -> &mut Inner {
        Arc::make_mut(&mut self.0)
    }
}

/// Whether a status is that of an error.
pub(crate) fn is_error(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

impl<E: StdError + Send + Sync + 'static> From<E> for Error {
    #[track_caller]
    fn from(source: E) -> Self {
        Error::internal_server_error().with_source(source)
    }
}

/// Answers with the status, the header fields and a text; the app replaces the text by what the client accepts.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = page::plain(&self);
        response.extensions_mut().insert(self);
        response
    }

    fn describe(answers: &mut Answers) {
        answers.any_error::<Self>();
    }
}

/// `404 Not Found: message`; with `{:#}` the sources follow, for the log.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status().as_u16(), status::title(self.status()))?;
        if let Some(message) = self.public_message() {
            write!(f, ": {message}")?;
        }
        if f.alternate() {
            for cause in self.causes() {
                write!(f, ": {cause}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("status", &self.0.status)
            .field("message", &self.0.message)
            .field("headers", &self.0.headers)
            .field("source", &self.0.source)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Parts {
        Parts::new(http::Request::new(()).into_parts().0, None)
    }

    #[test]
    fn an_error_survives_being_a_response() {
        let error = Error::service_unavailable().message("Later.").header("retry-after", "2");
        let mut response = error.into_response();
        assert_eq!(response.status(), 503);
        assert_eq!(response.headers()["retry-after"], "2");
        assert_eq!(response.body().as_bytes().unwrap(), "503 Service Unavailable: Later.\n");
        let error = Error::take_from(&mut response).unwrap();
        assert_eq!(error.public_message(), Some("Later."));
        assert_eq!(error.render(&parts()).headers()["retry-after"], "2");
        assert!(Error::take_from(&mut response).is_none());
    }

    #[test]
    fn a_status_and_headers_set_on_the_response_stay() {
        let mut response =
            (StatusCode::GONE, [("x-reason", "moved out")], Error::not_found()).into_response();
        let error = Error::take_from(&mut response).unwrap();
        let response = error.render(&parts());
        assert_eq!(response.status(), 410);
        assert_eq!(response.headers()["x-reason"], "moved out");
        assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
    }

    #[test]
    fn an_error_that_causes_itself_is_told_to_an_end() {
        #[derive(Debug)]
        struct Ring;

        impl fmt::Display for Ring {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("round")
            }
        }

        impl StdError for Ring {
            fn source(&self) -> Option<&(dyn StdError + 'static)> {
                Some(&Ring)
            }
        }

        let told = format!("{:#}", Error::from(Ring));
        assert!(told.starts_with("500 Internal Server Error: round: round"), "{told}");
        assert!(Error::from(Ring).render(&parts()).status().is_server_error());
    }

    #[test]
    fn any_error_becomes_a_500_that_keeps_it() {
        fn fails() -> Result<()> {
            Err(std::io::Error::other("disk on fire"))?
        }
        let error = fails().unwrap_err();
        assert_eq!(error.status(), 500);
        assert_eq!(format!("{error}"), "500 Internal Server Error");
        assert_eq!(format!("{error:#}"), "500 Internal Server Error: disk on fire");
    }

    #[test]
    fn an_invalid_header_field_is_left_out() {
        let error = Error::not_found().header("x-a", "one\r\nx-b: two").header("x c", "three");
        assert!(error.headers().is_empty());
    }

    #[test]
    fn a_server_error_is_logged_once() {
        let error = Error::internal_server_error();
        let copy = error.clone();
        error.log(&parts());
        assert!(copy.0.logged.load(Ordering::Relaxed));
        let client_error = Error::not_found();
        client_error.log(&parts());
        assert!(!client_error.0.logged.load(Ordering::Relaxed));
    }

    #[test]
    fn an_error_is_one_pointer() {
        assert_eq!(size_of::<Option<Error>>(), size_of::<usize>());
    }
}
