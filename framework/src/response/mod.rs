//! Responses, and the responders that handlers return.

/// A response.
pub type Response = http::Response<crate::Body>;

/// A responder: what a handler can return.
pub trait IntoResponse {
    /// The response.
    fn into_response(self) -> Response;
}

impl IntoResponse for Response {
    fn into_response(self) -> Response {
        self
    }
}
