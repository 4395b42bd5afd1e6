//! What is checked of a request's head before the app sees it: the rules of RFC 9112, 3.2, for `Host`.

use http::header::HOST;
use http::{HeaderMap, HeaderValue, Version};

/// What is wrong with the head, as a sentence for the client.
pub(super) fn fault(version: Version, headers: &HeaderMap) -> Option<&'static str> {
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (None, _) if version >= Version::HTTP_11 => Some("The request has no Host header.\n"),
        (None, _) => None,
        (Some(_), Some(_)) => Some("The request has more than one Host header.\n"),
        (Some(host), None) if is_authority(host) => None,
        (Some(_), None) => Some("The request's Host header names no host.\n"),
    }
}

/// Whether a value is `uri-host [ ":" port ]`, by the characters that RFC 3986 allows there. It may be empty.
fn is_authority(host: &HeaderValue) -> bool {
    host.as_bytes().iter().all(|byte| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'.' | b':' | b'-' | b'[' | b']' | b'_' | b'~' | b'%')
            || matches!(byte, b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_names_one_host() {
        let cases: &[(Version, &[&str], bool)] = &[
            (Version::HTTP_11, &["example.org"], true),
            (Version::HTTP_11, &["example.org:8080"], true),
            (Version::HTTP_11, &["[::1]:8080"], true),
            (Version::HTTP_11, &["xn--bcher-kva.example"], true),
            (Version::HTTP_11, &[""], true),
            (Version::HTTP_11, &[], false),
            (Version::HTTP_10, &[], true),
            (Version::HTTP_11, &["a.example", "a.example"], false),
            (Version::HTTP_10, &["a.example", "b.example"], false),
            (Version::HTTP_11, &["user@example.org"], false),
            (Version::HTTP_11, &["example.org/path"], false),
            (Version::HTTP_11, &["example.org evil"], false),
            (Version::HTTP_11, &["a\"b"], false),
        ];
        for (version, hosts, fine) in cases {
            let mut headers = HeaderMap::new();
            for host in *hosts {
                headers.append(HOST, HeaderValue::from_static(host));
            }
            assert_eq!(fault(*version, &headers).is_none(), *fine, "{version:?} {hosts:?}");
        }
    }
}
