//! What the operator says of where an app is reached: the server's name, the prefix, the scheme, the proxies before it.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use http::HeaderMap;

use crate::host::Host;

/// Where an app is reached.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    pub(crate) server_name: Option<String>,
    pub(crate) script_name: String,
    pub(crate) scheme: Option<String>,
    pub(crate) proxy: Option<TrustedProxy>,
    /// The built-in error pages say no more in a debug build.
    pub(crate) plain_errors: bool,
}

impl Settings {
    /// Says what is wrong with them, as a sentence.
    pub(crate) fn check(&self) -> Result<(), String> {
        if let Some(name) = self.server_name.as_deref().filter(|name| Host::parse(name).is_none()) {
            return Err(format!("the server name `{name}` is no host: write one like `example.org`"));
        }
        if !is_prefix(&self.script_name) {
            let name = &self.script_name;
            return Err(format!("the script name `{name}` is no path: write one like `/shop`"));
        }
        if let Some(scheme) = self.scheme.as_deref().filter(|scheme| !["http", "https"].contains(scheme)) {
            return Err(format!("the scheme `{scheme}` is neither `http` nor `https`"));
        }
        Ok(())
    }
}

/// Whether a text can be the prefix that an app is reached under: empty, or segments of what a path may hold, and of what
/// clients leave in it.
pub(crate) fn is_prefix(text: &str) -> bool {
    text.is_empty()
        || text.starts_with('/')
            && !text.starts_with("//")
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@%/".contains(&byte))
            && !text
                .split('/')
                .any(|segment| matches!(&*segment.replace("%2e", ".").replace("%2E", "."), "." | ".."))
}

/// The prefix without a slash at its end.
pub(crate) fn prefix(text: &str) -> String {
    text.trim_end_matches('/').to_owned()
}

/// Which of the fields that proxies set are believed, in the manner of Werkzeug's `ProxyFix`. None is unless it is asked
/// for: a client can send them all.
///
/// Each number says how many proxies set the field, each adding its value at the end; the value that the first of them
/// set is taken. With 0 the field is of no account. A proxy that is counted must set the field on every request, and
/// take away what the client sent. A value that is none, such as a host with a space in it, counts as not sent.
///
/// ```
/// use wegwerk::TrustedProxy;
///
/// // One proxy, which says where the client is, and how it was reached.
/// let proxy = TrustedProxy::new().x_for(1).x_proto(1).x_host(1);
/// let server = wegwerk::Server::new().trust_proxy(proxy);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxy {
    x_for: usize,
    x_proto: usize,
    x_host: usize,
    x_prefix: usize,
}

impl TrustedProxy {
    /// Believes nothing.
    pub fn new() -> Self {
        TrustedProxy::default()
    }

    /// How many proxies set `X-Forwarded-For`: the address of the client.
    #[must_use]
    pub fn x_for(self, count: usize) -> Self {
        TrustedProxy { x_for: count, ..self }
    }

    /// How many proxies set `X-Forwarded-Proto`: `http` or `https`.
    #[must_use]
    pub fn x_proto(self, count: usize) -> Self {
        TrustedProxy { x_proto: count, ..self }
    }

    /// How many proxies set `X-Forwarded-Host`: the host that the client asked for, with its port.
    #[must_use]
    pub fn x_host(self, count: usize) -> Self {
        TrustedProxy { x_host: count, ..self }
    }

    /// How many proxies set `X-Forwarded-Prefix`: the path that the app is reached under, which the proxy takes off.
    #[must_use]
    pub fn x_prefix(self, count: usize) -> Self {
        TrustedProxy { x_prefix: count, ..self }
    }

    /// What the proxies say of a request.
    pub(crate) fn read(&self, headers: &HeaderMap, client: Option<SocketAddr>) -> Forwarded {
        let address = value(headers, "x-forwarded-for", self.x_for).and_then(|text| address(&text));
        let scheme = value(headers, "x-forwarded-proto", self.x_proto).map(|text| text.to_ascii_lowercase());
        let host = value(headers, "x-forwarded-host", self.x_host);
        let prefix = value(headers, "x-forwarded-prefix", self.x_prefix);
        Forwarded {
            client: address.or(client),
            scheme: scheme.filter(|scheme| scheme == "http" || scheme == "https"),
            host: host.filter(|host| Host::parse(host).is_some()),
            script_name: prefix.filter(|text| is_prefix(text)).map(|text| self::prefix(&text)),
        }
    }
}

/// What proxies say of a request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forwarded {
    pub(crate) client: Option<SocketAddr>,
    pub(crate) scheme: Option<String>,
    pub(crate) host: Option<String>,
    pub(crate) script_name: Option<String>,
}

/// The value that the `count`-th proxy from the end set, of a list over all fields of the name.
fn value(headers: &HeaderMap, name: &str, count: usize) -> Option<String> {
    if count == 0 {
        return None;
    }
    // Counted as bytes: a value that is no text, which a client can send, must not take those of the proxies away.
    let fields = headers.get_all(name).iter();
    let values: Vec<&[u8]> = fields.flat_map(|field| field.as_bytes().split(|byte| *byte == b',')).collect();
    let at = values.len().checked_sub(count)?;
    let value = std::str::from_utf8(values.get(at)?).ok()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// An address with or without a port.
fn address(text: &str) -> Option<SocketAddr> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    SocketAddr::from_str(text).ok().or_else(|| Some(SocketAddr::new(bare.parse::<IpAddr>().ok()?, 0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(fields: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in fields {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn nothing_is_believed_unless_it_is_asked_for() {
        let sent = headers(&[
            ("x-forwarded-for", "1.2.3.4"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-host", "evil.example"),
            ("x-forwarded-prefix", "/evil"),
        ]);
        let read = TrustedProxy::new().read(&sent, None);
        assert!(read.client.is_none() && read.scheme.is_none() && read.host.is_none());
        assert!(read.script_name.is_none());
    }

    #[test]
    fn the_value_of_the_first_trusted_proxy_counts() {
        let sent = headers(&[
            ("x-forwarded-for", "6.6.6.6, 1.2.3.4"),
            ("x-forwarded-for", "[::1]:99"),
            ("x-forwarded-proto", "https,http"),
            ("x-forwarded-host", "example.org:8443"),
            ("x-forwarded-prefix", "/shop/"),
        ]);
        let read = TrustedProxy::new().x_for(2).x_proto(1).x_host(1).x_prefix(1).read(&sent, None);
        assert_eq!(read.client.map(|client| client.ip().to_string()).as_deref(), Some("1.2.3.4"));
        assert_eq!(read.scheme.as_deref(), Some("http"));
        assert_eq!(read.host.as_deref(), Some("example.org:8443"));
        assert_eq!(read.script_name.as_deref(), Some("/shop"));
        let read = TrustedProxy::new().x_for(1).x_host(2).read(&sent, None);
        assert_eq!(read.client.map(|client| client.to_string()).as_deref(), Some("[::1]:99"));
        assert_eq!(read.host, None, "fewer proxies than are trusted have set it");
    }

    #[test]
    fn what_is_no_value_counts_as_not_sent() {
        let sent = headers(&[
            ("x-forwarded-for", "somebody"),
            ("x-forwarded-proto", "javascript"),
            ("x-forwarded-host", "evil.example/path"),
            ("x-forwarded-prefix", "//evil.example"),
        ]);
        let read = TrustedProxy::new().x_for(1).x_proto(1).x_host(1).x_prefix(1).read(&sent, None);
        assert!(read.client.is_none() && read.scheme.is_none() && read.host.is_none());
        assert!(read.script_name.is_none());
    }

    #[test]
    fn settings_say_what_is_wrong_with_them() {
        for (settings, word) in [
            (Settings { server_name: Some("a b".into()), ..Settings::default() }, "server name"),
            (Settings { script_name: "shop".into(), ..Settings::default() }, "script name"),
            (Settings { script_name: "/shop/%2E.".into(), ..Settings::default() }, "script name"),
            (Settings { scheme: Some("ftp".into()), ..Settings::default() }, "scheme"),
        ] {
            assert!(settings.check().unwrap_err().contains(word));
        }
        assert_eq!(Settings::default().check(), Ok(()));
    }
}
