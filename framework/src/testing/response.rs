//! A response, whole, as a test looks at it.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

/// A response whose body has arrived.
#[derive(Clone, Debug)]
pub struct TestResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl TestResponse {
    pub(super) fn new(head: http::response::Parts, body: Bytes) -> Self {
        TestResponse { status: head.status, headers: head.headers, body }
    }

    /// The status. It equals its number: `response.status() == 200`.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The header fields.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The first header field of this name, as text; `None` where there is none.
    ///
    /// # Panics
    ///
    /// Where its value is not ASCII.
    #[track_caller]
    pub fn header(&self, name: &str) -> Option<&str> {
        let value = self.headers.get(name)?;
        Some(value.to_str().unwrap_or_else(|_| panic!("the field {name} is not text: {value:?}")))
    }

    /// The body.
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }

    /// The body as text.
    ///
    /// # Panics
    ///
    /// Where it is not UTF-8.
    #[track_caller]
    pub fn text(&self) -> &str {
        match std::str::from_utf8(&self.body) {
            Ok(text) => text,
            Err(error) => panic!("the body of the response is not text: {error}"),
        }
    }

    /// The body, read as JSON.
    ///
    /// # Panics
    ///
    /// Where it is none, or not of this type.
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        match serde_json::from_slice(&self.body) {
            Ok(value) => value,
            Err(error) => panic!("{error}, in the body `{}`", String::from_utf8_lossy(&self.body)),
        }
    }
}
