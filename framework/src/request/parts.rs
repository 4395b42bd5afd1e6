//! The head of a request, as extractors see it.

use std::net::SocketAddr;
use std::sync::Arc;

use http::{Extensions, HeaderMap, Method, Uri, Version};
use wegwerk_routing::table::{Leaf, Table};

use crate::settings::{Forwarded, Settings};

/// The head of a request, the address of the client, and what matching found.
///
/// As an argument: `parts: &Parts`.
///
/// ```
/// use wegwerk::Parts;
///
/// fn on_inspect(parts: &Parts) -> String {
///     format!("{} {} {:?}", parts.method(), parts.uri(), parts.version())
/// }
///
/// let request = wegwerk::http::Request::get("/a?b=c").body(())?;
/// assert_eq!(on_inspect(&Parts::new(request.into_parts().0, None)), "GET /a?b=c HTTP/1.1");
/// # Ok::<(), wegwerk::http::Error>(())
/// ```
#[derive(Debug)]
pub struct Parts {
    head: http::request::Parts,
    client: Option<SocketAddr>,
    matched: Option<MatchedRule>,
    settings: Option<Arc<Settings>>,
    forwarded: Option<Box<Forwarded>>,
    site: Option<Site>,
}

/// Where in the whole app a request went.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) table: &'static Table,
    /// The rule that took it.
    pub(crate) leaf: Option<&'static Leaf>,
    /// The subdomain or host that it was matched with; empty where the table tells none apart.
    pub(crate) domain: Box<str>,
}

impl Parts {
    /// The head of a request that came from `client`.
    pub fn new(head: http::request::Parts, client: Option<SocketAddr>) -> Self {
        Parts { head, client, matched: None, settings: None, forwarded: None, site: None }
    }

    /// The same head, as the app is reached by these settings.
    pub(crate) fn within(mut self, settings: Option<Arc<Settings>>) -> Self {
        let proxy = settings.as_ref().and_then(|settings| settings.proxy);
        if let Some(proxy) = proxy {
            let forwarded = proxy.read(&self.head.headers, self.client);
            self.client = forwarded.client;
            self.forwarded = Some(Box::new(forwarded));
        }
        self.settings = settings;
        self
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.head.method
    }

    /// The request's target.
    pub fn uri(&self) -> &Uri {
        &self.head.uri
    }

    /// The version of HTTP.
    pub fn version(&self) -> Version {
        self.head.version
    }

    /// The header fields.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// What layers have put beside the request.
    pub fn extensions(&self) -> &Extensions {
        &self.head.extensions
    }

    /// The address that the connection comes from; `None` where there is no connection, as in tests.
    pub fn client_addr(&self) -> Option<SocketAddr> {
        self.client
    }

    /// The scheme that the client used, `http` or `https`: what a trusted proxy says, else what the server is set to,
    /// else `http`. That of an absolute URL as target is the client's word alone, and not believed.
    pub fn scheme(&self) -> &str {
        let forwarded = self.forwarded.as_ref().and_then(|forwarded| forwarded.scheme.as_deref());
        let set = self.settings.as_ref().and_then(|settings| settings.scheme.as_deref());
        forwarded.or(set).unwrap_or("http")
    }

    /// The host that the client asked for, with its port, as it was sent: what a trusted proxy says, else that of the
    /// target, else the `Host` field. A malformed one never reaches a handler.
    pub fn host(&self) -> Option<&str> {
        let forwarded = self.forwarded.as_ref().and_then(|forwarded| forwarded.host.as_deref());
        let target = || self.head.uri.authority().map(http::uri::Authority::as_str);
        let field = || self.head.headers.get(http::header::HOST).and_then(|host| host.to_str().ok());
        forwarded.or_else(target).or_else(field)
    }

    /// The server's name, which subdomains are relative to, where it was set.
    pub fn server_name(&self) -> Option<&str> {
        self.settings.as_ref().and_then(|settings| settings.server_name.as_deref())
    }

    /// The path that the app is reached under, without a slash at its end: empty, or `/shop`. Paths of requests do not
    /// have it; URLs begin with it (WSGI's `SCRIPT_NAME`).
    pub fn script_name(&self) -> &str {
        let forwarded = self.forwarded.as_ref().and_then(|forwarded| forwarded.script_name.as_deref());
        let set = || self.settings.as_ref().map(|settings| settings.script_name.as_str());
        forwarded.or_else(set).unwrap_or("")
    }

    /// The subdomain, or with `host_matching` the host, that the request was matched with, in lower case; empty where no
    /// rule names one.
    pub fn domain(&self) -> &str {
        self.site.as_ref().map_or("", |site| &site.domain)
    }

    /// Whether the built-in error pages say no more in a debug build than in a release build.
    pub(crate) fn has_plain_errors(&self) -> bool {
        self.settings.as_ref().is_some_and(|settings| settings.plain_errors)
    }

    pub(crate) fn site(&self) -> Option<&Site> {
        self.site.as_ref()
    }

    pub(crate) fn set_site(&mut self, site: Site) {
        self.site = Some(site);
    }

    pub(crate) fn set_leaf(&mut self, leaf: &'static Leaf) {
        if let Some(site) = &mut self.site {
            site.leaf = Some(leaf);
        }
    }

    /// The rule that the request matched; `None` where it matched none.
    pub fn matched_rule(&self) -> Option<MatchedRule> {
        self.matched
    }

    /// The head as `http` has it.
    pub fn as_http(&self) -> &http::request::Parts {
        &self.head
    }

    /// Notes the rule that the request matched.
    #[doc(hidden)]
    pub fn set_matched_rule(&mut self, rule: MatchedRule) {
        self.matched = Some(rule);
    }
}

/// The rule that a request matched, and its endpoint. An extractor: for logs, metrics and navigation.
///
/// It displays as the whole rule, the prefixes that its app is mounted under included.
///
/// ```
/// use wegwerk::MatchedRule;
///
/// fn on_user(matched: MatchedRule) -> String {
///     format!("{} by {matched}", matched.endpoint())
/// }
///
/// let matched = MatchedRule::new("/user/<int:id>", "user").under(&["/shop", "/admin"]);
/// assert_eq!(on_user(matched), "user by /shop/admin/user/<int:id>");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatchedRule {
    prefixes: &'static [&'static str],
    rule: &'static str,
    endpoint: &'static str,
}

impl MatchedRule {
    /// The rule as it is written, and the name of its endpoint.
    pub const fn new(rule: &'static str, endpoint: &'static str) -> Self {
        MatchedRule { prefixes: &[], rule, endpoint }
    }

    /// The same rule of an app that is mounted under `prefixes`, outermost first.
    pub const fn under(self, prefixes: &'static [&'static str]) -> Self {
        MatchedRule { prefixes, ..self }
    }

    /// The rule as it is written in its app: `/user/<int:id>`.
    pub const fn rule(&self) -> &'static str {
        self.rule
    }

    /// The prefixes that its app is mounted under, outermost first: none for the app that is served.
    pub const fn prefixes(&self) -> &'static [&'static str] {
        self.prefixes
    }

    /// The endpoint: the name of the handler without `on_`.
    pub const fn endpoint(&self) -> &'static str {
        self.endpoint
    }
}

impl std::fmt::Display for MatchedRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.prefixes.iter().try_for_each(|prefix| f.write_str(prefix))?;
        f.write_str(self.rule)
    }
}
