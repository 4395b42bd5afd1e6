//! Text: `text/plain; charset=utf-8`.

use std::borrow::Cow;

use bytes::Bytes;
use http::HeaderValue;

use super::{IntoResponse, Response, typed};
use crate::Body;
use crate::describe::{Answers, Shape};

#[inline]
fn plain(body: Body) -> Response {
    typed(const { HeaderValue::from_static("text/plain; charset=utf-8") }, body)
}

impl IntoResponse for &'static str {
    #[inline]
    fn into_response(self) -> Response {
        plain(Body::full(Bytes::from_static(self.as_bytes())))
    }

    fn describe(answers: &mut Answers) {
        super::ok(answers, "text/plain; charset=utf-8", Shape::text());
    }
}

impl IntoResponse for String {
    #[inline]
    fn into_response(self) -> Response {
        plain(Body::full(self))
    }

    fn describe(answers: &mut Answers) {
        super::ok(answers, "text/plain; charset=utf-8", Shape::text());
    }
}

impl IntoResponse for Cow<'static, str> {
    fn into_response(self) -> Response {
        match self {
            Cow::Borrowed(text) => text.into_response(),
            Cow::Owned(text) => text.into_response(),
        }
    }

    fn describe(answers: &mut Answers) {
        super::ok(answers, "text/plain; charset=utf-8", Shape::text());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_plain_text_in_utf_8() {
        let responses = [
            "grün".into_response(),
            String::from("grün").into_response(),
            Cow::Borrowed("grün").into_response(),
            Cow::<str>::Owned("grün".into()).into_response(),
        ];
        for response in responses {
            assert_eq!(response.status(), 200);
            assert_eq!(response.headers().len(), 1);
            assert_eq!(response.headers()["content-type"], "text/plain; charset=utf-8");
            assert_eq!(response.body().as_bytes().unwrap(), "grün");
        }
    }

    #[test]
    fn static_text_is_not_copied() {
        let text = "static";
        let response = text.into_response();
        assert_eq!(response.body().as_bytes().unwrap().as_ptr(), text.as_ptr());
    }
}
