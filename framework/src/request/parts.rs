//! The head of a request, as extractors see it.

use std::net::SocketAddr;

use http::{Extensions, HeaderMap, Method, Uri, Version};

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
}

impl Parts {
    /// The head of a request that came from `client`.
    pub fn new(head: http::request::Parts, client: Option<SocketAddr>) -> Self {
        Parts { head, client, matched: None }
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
