//! Bytes: `application/octet-stream`; a [`Body`] as it is, without a type.

use bytes::Bytes;
use http::HeaderValue;

use super::{IntoResponse, Response, typed};
use crate::Body;
use crate::describe::{Answers, Shape};

impl IntoResponse for Bytes {
    fn into_response(self) -> Response {
        typed(const { HeaderValue::from_static("application/octet-stream") }, Body::full(self))
    }

    fn describe(answers: &mut Answers) {
        super::ok(answers, "application/octet-stream", Shape::bytes());
    }
}

impl IntoResponse for Vec<u8> {
    fn into_response(self) -> Response {
        Bytes::from(self).into_response()
    }

    fn describe(answers: &mut Answers) {
        super::ok(answers, "application/octet-stream", Shape::bytes());
    }
}

impl IntoResponse for &'static [u8] {
    fn into_response(self) -> Response {
        Bytes::from_static(self).into_response()
    }

    fn describe(answers: &mut Answers) {
        super::ok(answers, "application/octet-stream", Shape::bytes());
    }
}

/// A 200 with this body and no `Content-Type`: put one beside it in a tuple.
impl IntoResponse for Body {
    fn into_response(self) -> Response {
        Response::new(self)
    }

    fn describe(answers: &mut Answers) {
        super::ok(answers, "*/*", Shape::bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_an_octet_stream() {
        let responses = [
            Bytes::from_static(b"\0\xff").into_response(),
            vec![0, 0xff].into_response(),
            b"\0\xff".as_slice().into_response(),
        ];
        for response in responses {
            assert_eq!(response.headers()["content-type"], "application/octet-stream");
            assert_eq!(response.body().as_bytes().unwrap(), &b"\0\xff"[..]);
        }
    }

    #[test]
    fn a_body_has_no_type_of_its_own() {
        let response = Body::full("x").into_response();
        assert!(response.headers().is_empty());
    }
}
