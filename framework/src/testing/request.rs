//! A request that a test puts together.

use std::fmt::Display;
use std::panic::Location;
use std::pin::Pin;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use http_body::Body as _;
use http_body_util::BodyExt;
use serde::Serialize;

use super::client::Client;
use super::response::TestResponse;
use crate::private::Watch;
use crate::{Body, Request};

/// A request that is put together; awaiting it sends it.
///
/// Its methods panic with a message where a value cannot be sent: a test is wrong then, not the app.
#[derive(Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct RequestBuilder<'c> {
    client: &'c Client,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
    /// Where the test asks: what goes wrong later is told of there.
    place: &'static Location<'static>,
}

impl<'c> RequestBuilder<'c> {
    #[track_caller]
    pub(super) fn new(client: &'c Client, method: Method, uri: Uri) -> Self {
        let place = Location::caller();
        RequestBuilder { client, method, uri, headers: HeaderMap::new(), body: Body::empty(), place }
    }

    /// Adds a header field.
    ///
    /// # Panics
    ///
    /// Where the name or the value is none.
    #[track_caller]
    pub fn header<N, V>(mut self, name: N, value: V) -> Self
    where
        N: TryInto<HeaderName, Error: Display>,
        V: TryInto<HeaderValue, Error: Display>,
    {
        let name = name.try_into().unwrap_or_else(|error| panic!("no name of a header field: {error}"));
        let value =
            value.try_into().unwrap_or_else(|error| panic!("no value for the header field {name}: {error}"));
        self.headers.append(name, value);
        self
    }

    /// Sets the body: text or bytes.
    pub fn body(mut self, bytes: impl Into<Bytes>) -> Self {
        self.body = Body::full(bytes);
        self
    }

    /// Sets the body to one that comes in pieces, and whose length may not be known.
    pub fn stream(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    /// Sets the body to a form (`application/x-www-form-urlencoded`): pairs, a map or a struct.
    ///
    /// # Panics
    ///
    /// Where the value has no such form, as a number or a struct within a struct has not.
    #[track_caller]
    pub fn form(self, fields: &(impl Serialize + ?Sized)) -> Self {
        match serde_html_form::to_string(fields) {
            Ok(text) => self.typed("application/x-www-form-urlencoded", text.into_bytes()),
            Err(error) => panic!("the value is no form: {error}"),
        }
    }

    /// Sets the body to JSON.
    ///
    /// # Panics
    ///
    /// Where the value is not serialisable, as a map whose keys are no text is not.
    #[track_caller]
    pub fn json(self, value: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(value) {
            Ok(text) => self.typed("application/json", text),
            Err(error) => panic!("the value is no JSON: {error}"),
        }
    }

    fn typed(mut self, kind: &'static str, bytes: Vec<u8>) -> Self {
        self.headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        self.body = Body::full(bytes);
        self
    }

    /// Sends the request. Cookies that fit go with it; those that the response sets are kept.
    ///
    /// # Panics
    ///
    /// Where the body of the response ends with an error; in a debug build also where a handler that says by `answers(…)`
    /// which statuses it answers with answers another one.
    pub async fn send(self) -> TestResponse {
        let RequestBuilder { client, method, uri, mut headers, body, place } = self;
        let path = uri.path().to_owned();
        if !headers.contains_key(HOST) {
            let own = client.server_name().unwrap_or("localhost");
            let host = uri.authority().map_or(own, |authority| authority.as_str());
            if let Ok(host) = HeaderValue::from_str(host) {
                headers.insert(HOST, host);
            }
        }
        if let Some(cookies) = client.jar().header(&path) {
            headers.append(COOKIE, cookies);
        }
        let may_have_body = !matches!(method, Method::GET | Method::HEAD);
        if let Some(length) = body.size_hint().exact()
            && (length > 0 || may_have_body)
            && !headers.contains_key(CONTENT_LENGTH)
        {
            headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
        }

        let mut request = Request::new(body);
        *request.method_mut() = method;
        // A request to a server has the path alone.
        *request.uri_mut() = uri.path_and_query().cloned().map_or_else(Uri::default, Uri::from);
        *request.headers_mut() = headers;
        let watch = Watch::default();
        request.extensions_mut().insert(watch.clone());

        let (head, body) = client.call(request).await.into_parts();
        if let Some(undeclared) = watch.told() {
            panic!("{undeclared}\nasked at {place}");
        }
        client.jar().learn(&path, &head.headers);
        match body.collect().await {
            Ok(body) => TestResponse::new(head, body.to_bytes()),
            Err(error) => {
                panic!("the body of the response to {path} ended with an error: {error}\nasked at {place}")
            }
        }
    }
}

impl<'c> IntoFuture for RequestBuilder<'c> {
    type Output = TestResponse;
    type IntoFuture = Pin<Box<dyn Future<Output = TestResponse> + Send + 'c>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
