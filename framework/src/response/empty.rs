//! Responders without a body: nothing, a status, and what cannot be.

use std::convert::Infallible;

use http::StatusCode;

use super::{IntoResponse, Response};
use crate::Body;
use crate::describe::{Answer, Answers};

/// A 200 without a body.
impl IntoResponse for () {
    fn into_response(self) -> Response {
        Response::new(Body::empty())
    }

    fn describe(answers: &mut Answers) {
        answers.add(Answer::new(StatusCode::OK));
    }
}

/// This status without a body. An error status too: a page for it comes from [`Error`](crate::Error).
impl IntoResponse for StatusCode {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self;
        response
    }

    fn describe(answers: &mut Answers) {
        answers.with_any_status(<()>::describe);
    }
}

impl IntoResponse for Infallible {
    fn into_response(self) -> Response {
        match self {}
    }

    fn describe(_: &mut Answers) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_or_nothing_has_neither_headers_nor_body() {
        for (response, status) in [(().into_response(), 200), (StatusCode::NO_CONTENT.into_response(), 204)] {
            assert_eq!(response.status(), status);
            assert!(response.headers().is_empty());
            assert!(response.body().as_bytes().unwrap().is_empty());
        }
    }
}
