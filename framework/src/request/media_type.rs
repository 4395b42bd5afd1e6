//! The media type that a request says its body has.

use http::HeaderMap;
use http::header::CONTENT_TYPE;

use crate::Error;

/// The type of the body without its parameters; `None` where the request does not say.
pub(super) fn of(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    Some(value.split_once(';').map_or(value, |(media_type, _)| media_type).trim_ascii())
}

/// 415, saying what the body has to be.
pub(super) fn unsupported(expected: &str) -> Error {
    Error::unsupported_media_type().message(format!("The body of the request has to be `{expected}`."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_left_out() {
        let cases = [
            ("text/plain", "text/plain"),
            ("application/json; charset=utf-8", "application/json"),
            (" a/b ;c", "a/b"),
            ("", ""),
        ];
        for (value, expected) in cases {
            let mut headers = HeaderMap::new();
            assert_eq!(of(&headers), None);
            headers.insert(CONTENT_TYPE, value.parse().unwrap());
            assert_eq!(of(&headers), Some(expected));
        }
    }
}
