//! Files that are part of the program, answered with caching headers.

use std::sync::OnceLock;

use bytes::Bytes;
use http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue, StatusCode};

use super::{Response, typed};
use crate::negotiate::split_quoted;
use crate::{Body, Error, IntoResponse};

/// A file that is part of the program, such as a style sheet: answered with an `ETag` made of its bytes and with
/// `Cache-Control`, and with 304 Not Modified where the client has it already. Stands in a `static`.
///
/// ```
/// use wegwerk::http::HeaderMap;
/// use wegwerk::{Asset, Response};
///
/// static STYLE: Asset = Asset::new("text/css; charset=utf-8", b"body { color: teal }");
///
/// fn on_style(headers: &HeaderMap) -> Response {
///     STYLE.respond(headers)
/// }
///
/// let response = on_style(&HeaderMap::new());
/// assert_eq!(response.headers()["cache-control"], "max-age=43200, public");
/// let mut again = HeaderMap::new();
/// again.insert("if-none-match", response.headers()["etag"].clone());
/// assert_eq!(on_style(&again).status(), 304);
/// ```
#[derive(Debug)]
pub struct Asset {
    content_type: HeaderValue,
    bytes: &'static [u8],
    max_age: u32,
    caching: OnceLock<Caching>,
}

#[derive(Debug)]
struct Caching {
    etag: HeaderValue,
    cache_control: HeaderValue,
}

impl Asset {
    /// An asset of these bytes, mostly by `include_bytes!`, that clients may keep for twelve hours.
    ///
    /// # Panics
    ///
    /// Where `content_type` is no valid header value; in a `static` that is a build error.
    pub const fn new(content_type: &'static str, bytes: &'static [u8]) -> Self {
        let content_type = HeaderValue::from_static(content_type);
        Asset { content_type, bytes, max_age: 12 * 60 * 60, caching: OnceLock::new() }
    }

    /// Sets for how many seconds clients may keep it without asking again.
    ///
    /// ```
    /// use wegwerk::Asset;
    ///
    /// static ICON: Asset = Asset::new("image/svg+xml", b"<svg/>").with_max_age(60);
    /// ```
    #[must_use]
    pub const fn with_max_age(mut self, seconds: u32) -> Self {
        self.max_age = seconds;
        self
    }

    /// The bytes.
    pub const fn bytes(&self) -> &'static [u8] {
        self.bytes
    }

    /// The answer to a request with these header fields: the file, or 304 where `If-None-Match` says that the
    /// client has it (RFC 9110, 13.1.2).
    pub fn respond(&self, request: &HeaderMap) -> Response {
        let caching = match self.caching() {
            Ok(caching) => caching,
            Err(error) => return Error::from(error).into_response(),
        };
        let mut response = if is_known(request, caching.etag.as_bytes()) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            typed(self.content_type.clone(), Body::full(Bytes::from_static(self.bytes)))
        };
        let headers = response.headers_mut();
        headers.insert(ETAG, caching.etag.clone());
        headers.insert(CACHE_CONTROL, caching.cache_control.clone());
        response
    }

    fn caching(&self) -> Result<&Caching, http::header::InvalidHeaderValue> {
        if let Some(caching) = self.caching.get() {
            return Ok(caching);
        }
        let etag = HeaderValue::try_from(format!("\"{}\"", fingerprint(self.bytes)))?;
        let cache_control = HeaderValue::try_from(format!("max-age={}, public", self.max_age))?;
        Ok(self.caching.get_or_init(|| Caching { etag, cache_control }))
    }
}

/// Whether `If-None-Match` holds `etag`, compared weakly, or `*`.
pub(crate) fn is_known(request: &HeaderMap, etag: &[u8]) -> bool {
    request.get_all(IF_NONE_MATCH).iter().any(|field| {
        field.to_str().is_ok_and(|field| {
            split_quoted(field, b',').any(|tag| {
                let tag = tag.trim_ascii();
                tag == "*" || tag.strip_prefix("W/").unwrap_or(tag).as_bytes() == etag
            })
        })
    })
}

/// FNV-1a in 64 bits: enough to tell one version of a file from the next.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    static STYLE: Asset = Asset::new("text/css", b"a").with_max_age(60);
    const TAG: &str = "\"af63dc4c8601ec8c\"";

    #[test]
    fn an_asset_carries_its_type_and_how_long_it_keeps() {
        let response = STYLE.respond(&HeaderMap::new());
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/css");
        assert_eq!(response.headers()["cache-control"], "max-age=60, public");
        assert_eq!(response.headers()["etag"], TAG);
        assert_eq!(response.body().as_bytes().unwrap(), "a");
    }

    #[test]
    fn a_client_that_has_it_gets_304() {
        let cases = [
            (TAG.to_owned(), true),
            (format!("W/{TAG}"), true),
            (format!("\"x\", {TAG}"), true),
            (format!("\"a,b\" ,W/{TAG},"), true),
            ("*".to_owned(), true),
            ("\"x\"".to_owned(), false),
            (format!("\"x, {}\"", TAG.trim_matches('"')), false),
            (TAG.trim_matches('"').to_owned(), false),
            (String::new(), false),
        ];
        for (field, known) in cases {
            let mut request = HeaderMap::new();
            request.append(IF_NONE_MATCH, "\"other\"".parse().unwrap());
            request.append(IF_NONE_MATCH, field.parse().unwrap());
            let response = STYLE.respond(&request);
            assert_eq!(response.status() == 304, known, "If-None-Match: {field}");
            assert_eq!(response.headers()["etag"], TAG);
            assert_eq!(response.headers()["cache-control"], "max-age=60, public");
            assert_eq!(response.body().as_bytes().unwrap().is_empty(), known);
        }
    }

    #[test]
    fn other_bytes_have_another_tag() {
        static OTHER: Asset = Asset::new("text/css", b"b");
        assert_ne!(OTHER.respond(&HeaderMap::new()).headers()["etag"], TAG);
    }
}
