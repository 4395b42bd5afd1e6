//! The head of a request, as extractors see it.

use std::net::SocketAddr;

use http::{Extensions, HeaderMap, Method, Uri, Version};

/// The head of a request, the address of the client, and what matching found.
#[derive(Debug)]
pub struct Parts {
    head: http::request::Parts,
    client: Option<SocketAddr>,
}

impl Parts {
    /// The head of a request that came from `client`.
    pub fn new(head: http::request::Parts, client: Option<SocketAddr>) -> Self {
        Parts { head, client }
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.head.method
    }

    /// The request's target.
    pub fn uri(&self) -> &Uri {
        &self.head.uri
    }

    /// The version of HTTP.
    pub fn version(&self) -> Version {
        self.head.version
    }

    /// The header fields.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// What layers have put beside the request.
    pub fn extensions(&self) -> &Extensions {
        &self.head.extensions
    }

    /// The address that the connection comes from; `None` where there is no connection, as in tests.
    pub fn client_addr(&self) -> Option<SocketAddr> {
        self.client
    }

    /// The head as `http` has it.
    pub fn as_http(&self) -> &http::request::Parts {
        &self.head
    }
}
