//! Header fields, and tuples of an optional status, header fields and a body.
//!
//! A field replaces that of the same name which the body brings; `Set-Cookie` adds up. A name that stands
//! several times in one tuple is several fields.

use std::fmt::Display;

use http::header::SET_COOKIE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::{IntoResponse, Response};
use crate::Error;
use crate::describe::Answers;
use crate::error::is_error;

impl IntoResponse for HeaderMap {
    fn into_response(self) -> Response {
        (self, ()).into_response()
    }

    fn describe(answers: &mut Answers) {
        <()>::describe(answers);
    }
}

/// Header fields without a body. A name or a value that HTTP does not allow is logged and answered with 500.
impl<N, V, const LEN: usize> IntoResponse for [(N, V); LEN]
where
    N: TryInto<HeaderName, Error: Display>,
    V: TryInto<HeaderValue, Error: Display>,
{
    fn into_response(self) -> Response {
        (self, ()).into_response()
    }

    fn describe(answers: &mut Answers) {
        <()>::describe(answers);
    }
}

impl<B: IntoResponse> IntoResponse for (StatusCode, B) {
    fn into_response(self) -> Response {
        let mut response = self.1.into_response();
        // What failed stays a failure, whatever was to be said of its success.
        if is_error(self.0) || response.extensions().get::<Error>().is_none() {
            *response.status_mut() = self.0;
        }
        response
    }

    fn describe(answers: &mut Answers) {
        answers.with_any_status(B::describe);
    }
}

impl<B: IntoResponse> IntoResponse for (HeaderMap, B) {
    fn into_response(self) -> Response {
        let mut response = self.1.into_response();
        let mut current = None;
        for (name, value) in self.0 {
            let first = name.is_some();
            current = name.or(current);
            // A map names a field once and then gives its further values without the name.
            if let Some(name) = current.clone() {
                put(response.headers_mut(), name, value, first);
            }
        }
        response
    }

    fn describe(answers: &mut Answers) {
        B::describe(answers);
    }
}

/// A name or a value that HTTP does not allow is logged and answered with 500.
impl<N, V, B, const LEN: usize> IntoResponse for ([(N, V); LEN], B)
where
    N: TryInto<HeaderName, Error: Display>,
    V: TryInto<HeaderValue, Error: Display>,
    B: IntoResponse,
{
    fn into_response(self) -> Response {
        let mut response = self.1.into_response();
        let mut seen: [Option<HeaderName>; LEN] = [const { None }; LEN];
        for (at, (name, value)) in self.0.into_iter().enumerate() {
            let name = match name.try_into() {
                Ok(name) => name,
                Err(error) => return refused("name", &error),
            };
            let value = match value.try_into() {
                Ok(value) => value,
                Err(error) => return refused("value", &error),
            };
            let first = LEN == 1 || !seen.contains(&Some(name.clone()));
            if LEN > 1
                && let Some(place) = seen.get_mut(at)
            {
                *place = Some(name.clone());
            }
            put(response.headers_mut(), name, value, first);
        }
        response
    }

    fn describe(answers: &mut Answers) {
        B::describe(answers);
    }
}

impl<B: IntoResponse> IntoResponse for (StatusCode, HeaderMap, B) {
    fn into_response(self) -> Response {
        (self.0, (self.1, self.2)).into_response()
    }

    fn describe(answers: &mut Answers) {
        answers.with_any_status(B::describe);
    }
}

/// A name or a value that HTTP does not allow is logged and answered with 500.
impl<N, V, B, const LEN: usize> IntoResponse for (StatusCode, [(N, V); LEN], B)
where
    N: TryInto<HeaderName, Error: Display>,
    V: TryInto<HeaderValue, Error: Display>,
    B: IntoResponse,
{
    fn into_response(self) -> Response {
        // The status goes first, so that a 500 for an invalid field is not covered by it.
        (self.1, (self.0, self.2)).into_response()
    }

    fn describe(answers: &mut Answers) {
        answers.with_any_status(B::describe);
    }
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue, first: bool) {
    if first && name != SET_COOKIE {
        headers.insert(name, value);
    } else {
        headers.append(name, value);
    }
}

fn refused(what: &str, error: &dyn Display) -> Response {
    Error::internal_server_error()
        .with_source(format!("the {what} of a header field of a response is invalid: {error}"))
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values<'a>(response: &'a Response, name: &str) -> Vec<&'a str> {
        response.headers().get_all(name).iter().map(|value| value.to_str().unwrap()).collect()
    }

    #[test]
    fn a_tuple_sets_status_and_headers() {
        let mut map = HeaderMap::new();
        map.insert("x-a", HeaderValue::from_static("1"));
        let responses = [
            (StatusCode::CREATED, [("x-a", "1")], "made").into_response(),
            (StatusCode::CREATED, map.clone(), "made").into_response(),
            (StatusCode::CREATED, (map.clone(), "made")).into_response(),
            (map, (StatusCode::CREATED, "made")).into_response(),
        ];
        for response in responses {
            assert_eq!(response.status(), 201);
            assert_eq!(response.headers()["x-a"], "1");
            assert_eq!(response.headers()["content-type"], "text/plain; charset=utf-8");
            assert_eq!(response.body().as_bytes().unwrap(), "made");
        }
    }

    #[test]
    fn headers_alone_have_no_body() {
        let response = (StatusCode::NO_CONTENT, [(http::header::ALLOW, "GET".to_owned())]).into_response();
        assert_eq!(response.status(), 204);
        assert_eq!(response.headers()["allow"], "GET");
        assert_eq!(response.headers().len(), 1);
    }

    #[test]
    fn a_field_replaces_the_one_of_the_body() {
        let response = ([("content-type", "text/css")], "p {}").into_response();
        assert_eq!(values(&response, "content-type"), ["text/css"]);
    }

    #[test]
    fn a_name_given_twice_is_two_fields() {
        let inner = [("link", "old"), ("set-cookie", "a=1")];
        let outer = [("link", "<a>"), ("x-a", "1"), ("LINK", "<b>"), ("set-cookie", "b=2")];
        let response = (outer, inner).into_response();
        assert_eq!(values(&response, "link"), ["<a>", "<b>"]);
        assert_eq!(values(&response, "set-cookie"), ["a=1", "b=2"]);

        let mut map = HeaderMap::new();
        map.append("link", HeaderValue::from_static("<a>"));
        map.append("link", HeaderValue::from_static("<b>"));
        map.append("set-cookie", HeaderValue::from_static("b=2"));
        let response = (map, inner).into_response();
        assert_eq!(values(&response, "link"), ["<a>", "<b>"]);
        assert_eq!(values(&response, "set-cookie"), ["a=1", "b=2"]);
    }

    #[test]
    fn an_invalid_field_is_a_500_and_never_reaches_the_wire() {
        let responses = [
            ([("x-a", "one\r\nset-cookie: stolen=1")], "body").into_response(),
            (StatusCode::OK, [("x a", "one")], "body").into_response(),
            [("x-a", "nul\0".to_owned())].into_response(),
        ];
        for mut response in responses {
            assert_eq!(response.status(), 500);
            assert!(response.headers().get("x-a").is_none());
            let error = Error::take_from(&mut response).unwrap();
            assert!(error.source().unwrap().to_string().contains("is invalid"));
            assert_eq!(error.public_message(), None);
        }
    }
}
