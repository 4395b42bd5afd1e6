//! Hosts: what of them is allowed, and which subdomain they are.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// A host as a request or an operator names it, taken apart: `example.org`, `example.org:8080`, `[::1]:8080`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Host<'h> {
    /// Without the dot that may end it.
    name: &'h str,
    port: Option<u16>,
}

impl<'h> Host<'h> {
    /// Reads a host with perhaps a port (RFC 3986, 3.2.2 and 3.2.3): letters, digits, `-`, `_` and dots between labels of
    /// 63 bytes at most, or an address in brackets. `None` of everything else.
    pub(crate) fn parse(text: &'h str) -> Option<Host<'h>> {
        let (name, port) = match text.strip_prefix('[') {
            Some(rest) => {
                let (address, port) = rest.split_once(']')?;
                address.parse::<std::net::Ipv6Addr>().ok()?;
                (&text[..address.len() + 2], port)
            }
            None => {
                let end = text.find(':').unwrap_or(text.len());
                let name = &text[..end];
                let name = name.strip_suffix('.').unwrap_or(name);
                if name.len() > 253 || !name.split('.').all(is_label) {
                    return None;
                }
                (name, &text[end..])
            }
        };
        let port = match port.strip_prefix(':') {
            None if port.is_empty() => None,
            None => return None,
            Some("") => None,
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => Some(digits.parse().ok()?),
            Some(_) => return None,
        };
        Some(Host { name, port })
    }

    /// Whether clients leave it as it is. A name whose last label is a number is an address to them, which they write in one
    /// way (WHATWG URL, host parsing and serialising).
    pub(crate) fn stays(&self) -> bool {
        if let Some(address) = self.name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let written = address.parse::<std::net::Ipv6Addr>().map(|address| address.to_string());
            return !address.contains('.')
                && written.is_ok_and(|written| written.eq_ignore_ascii_case(address));
        }
        let last = self.name.rsplit('.').next().unwrap_or_default();
        let hexadecimal = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
        let is_number = last.bytes().all(|byte| byte.is_ascii_digit())
            || hexadecimal.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        !is_number || self.name.parse::<std::net::Ipv4Addr>().is_ok()
    }

    /// In lower case, with its port unless that is the standard one of the scheme.
    pub(crate) fn normal(&self, scheme: &str) -> Cow<'h, str> {
        let port = self.port.filter(|port| *port != standard_port(scheme));
        match port {
            Some(port) => Cow::Owned(format!("{}:{port}", self.name.to_ascii_lowercase())),
            None if self.name.bytes().any(|byte| byte.is_ascii_uppercase()) => {
                Cow::Owned(self.name.to_ascii_lowercase())
            }
            None => Cow::Borrowed(self.name),
        }
    }
}

/// A host as it is written in a URL: one that is none is encoded, so that no value makes it another's. `evil.example/` is
/// no subdomain.
pub(crate) fn written(host: &str) -> Cow<'_, str> {
    const DATA: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');
    match Host::parse(host) {
        Some(_) => Cow::Borrowed(host),
        None => utf8_percent_encode(host, DATA).into(),
    }
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn standard_port(scheme: &str) -> u16 {
    if scheme == "https" || scheme == "wss" { 443 } else { 80 }
}

/// What of a host stands before a server name, both as [`Host::normal`] gives them: `api` of `api.example.org`, the empty
/// text of the server name itself. `None` where the host is another's.
pub(crate) fn subdomain<'h>(host: &'h str, server_name: &str) -> Option<&'h str> {
    let before = host.strip_suffix(server_name)?;
    if before.is_empty() { Some("") } else { before.strip_suffix('.') }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_labels_or_an_address_and_perhaps_a_port() {
        let long = "a".repeat(64);
        for (text, normal) in [
            ("example.org", Some("example.org")),
            ("EXAMPLE.org:80", Some("example.org")),
            ("example.org:8080", Some("example.org:8080")),
            ("example.org.", Some("example.org")),
            ("example.org:", Some("example.org")),
            ("my_service:5000", Some("my_service:5000")),
            ("[::1]:8080", Some("[::1]:8080")),
            ("127.0.0.1", Some("127.0.0.1")),
            ("", None),
            ("a..b", None),
            (".a", None),
            ("a b", None),
            ("a\tb", None),
            ("user@host", None),
            ("a/b", None),
            ("host:65536", None),
            ("host:+80", None),
            ("host:80:80", None),
            ("[::1", None),
            ("[::1]80", None),
            ("[x]", None),
            ("ex\u{e4}mple.org", None),
            (long.as_str(), None),
        ] {
            let host = Host::parse(text);
            assert_eq!(host.map(|host| host.normal("http")).as_deref(), normal, "{text}");
        }
        assert_eq!(Host::parse("a:443").unwrap().normal("https"), "a");
        assert_eq!(Host::parse("a:443").unwrap().normal("http"), "a:443");
    }

    #[test]
    fn a_host_that_clients_write_in_another_way_does_not_stay() {
        for (text, stays) in [
            ("example.org", true),
            ("1a.example.org:8080", true),
            ("example.0xg", true),
            ("127.0.0.1", true),
            ("[::1]:80", true),
            ("[2001:DB8::1]", true),
            ("1.2", false),
            ("127.0.0.01", false),
            ("256.0.0.1", false),
            ("a.1", false),
            ("a.0x", false),
            ("a.0XaF", false),
            ("[0::1]", false),
            ("[::ffff:1.2.3.4]", false),
        ] {
            assert_eq!(Host::parse(text).unwrap().stays(), stays, "{text}");
        }
    }

    #[test]
    fn a_subdomain_is_what_stands_before_the_server_name() {
        for (host, expected) in [
            ("example.org", Some("")),
            ("api.example.org", Some("api")),
            ("a.b.example.org", Some("a.b")),
            ("notexample.org", None),
            ("example.org.evil", None),
            ("example.org:8080", None),
        ] {
            assert_eq!(subdomain(host, "example.org"), expected, "{host}");
        }
        assert_eq!(subdomain("api.example.org:8080", "example.org:8080"), Some("api"));
    }
}
