//! An app bound to where it is reached, as Werkzeug's `MapAdapter`.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use http::{HeaderValue, Request};
use wegwerk_routing::map::Hosts;
use wegwerk_routing::matcher::{self, Outcome};
use wegwerk_routing::method::STANDARD;
use wegwerk_routing::path::Path;
use wegwerk_routing::pattern::Captures;
use wegwerk_routing::table::Table;
use wegwerk_routing::url::Next;

use super::rules::way;
use super::{Explanation, Found, Match, Rules};
use crate::host::Host;
use crate::private::{Misplaced, domain_of};
use crate::request::Site;
use crate::settings::{Settings, is_prefix, prefix};
use crate::url::{Base, InvalidBase, Links, UrlContext, UrlError, Urls, base_of};
use crate::{App, Parts};

/// An app bound to a server's name, and perhaps to more: what a request is matched with, and URLs are relative to.
///
/// ```
/// # use wegwerk::prelude::*;
/// # struct Blog;
/// # #[app]
/// # impl Blog {
/// #     #[route("/", subdomain = "<author>")]
/// #     fn on_author(&self, author: &str) -> String { author.to_owned() }
/// # }
/// use wegwerk::matching::Match;
///
/// let bound = Blog::bind("example.org").scheme("https").script_name("/x");
/// assert!(matches!(bound.matches("GET", "emma.example.org", "/"), Match::Found(_)));
/// assert_eq!(bound.matches("GET", "elsewhere.example", "/"), Match::Misdirected);
/// assert_eq!(bound.url().author("emma").to_string(), "https://emma.example.org/x/");
/// assert_eq!(bound.subdomain("emma").url().author("emma").to_string(), "/x/");
/// ```
#[must_use]
pub struct Binding<A> {
    table: &'static Table,
    settings: Settings,
    /// What of the settings is malformed, and left out of them.
    invalid: Option<UrlError>,
    domain: Option<String>,
    websocket: bool,
    app: PhantomData<fn() -> A>,
}

impl<A> Clone for Binding<A> {
    fn clone(&self) -> Self {
        let (settings, invalid) = (self.settings.clone(), self.invalid.clone());
        Binding { settings, invalid, domain: self.domain.clone(), ..*self }
    }
}

impl<A> fmt::Debug for Binding<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Binding { settings, invalid, domain, websocket, .. } = self;
        let mut all = f.debug_struct("Binding");
        all.field("settings", settings)
            .field("invalid", invalid)
            .field("domain", domain)
            .field("websocket", websocket)
            .finish_non_exhaustive()
    }
}

impl<A: App> Binding<A> {
    pub(crate) fn new(server_name: Option<&str>) -> Self {
        let malformed = server_name.filter(|name| Host::parse(name).is_none());
        let server_name = server_name.filter(|_| malformed.is_none()).map(str::to_owned);
        let settings = Settings { server_name, ..Settings::default() };
        let invalid = malformed.map(|name| UrlError::Host(name.to_owned()));
        Binding { table: A::table(), settings, invalid, domain: None, websocket: false, app: PhantomData }
    }

    /// The path that the app is reached under: redirects and URLs begin with it. What is no path is left out, and
    /// [`Url::check`](crate::Url::check) tells.
    pub fn script_name(mut self, path: &str) -> Self {
        match prefix(path) {
            prefix if is_prefix(&prefix) => self.settings.script_name = prefix,
            _ => self.invalid = self.invalid.or_else(|| Some(UrlError::Base(InvalidBase(path.to_owned())))),
        }
        self
    }

    /// The scheme that the client uses: `http` unless it is set.
    pub fn scheme(mut self, scheme: &str) -> Self {
        self.settings.scheme = Some(scheme.to_owned());
        self
    }

    /// The subdomain that URLs are relative to; the default one unless it is set.
    pub fn subdomain(mut self, name: &str) -> Self {
        self.domain = Some(name.to_lowercase());
        self
    }

    /// The host that URLs are relative to, with `host_matching`; the server's name unless it is set.
    pub fn host(self, name: &str) -> Self {
        self.subdomain(name)
    }

    /// What is matched is a WebSocket handshake.
    pub fn websocket(mut self) -> Self {
        self.websocket = true;
        self
    }

    /// What becomes of a request. `path` is as it is sent, percent-encoded, without the query. For an app that is bound to
    /// what is no server's name every host is a bad one.
    pub fn matches(&self, method: &str, host: &str, path: &str) -> Match {
        let (parts, domain) = match self.locate(host) {
            Ok(located) => located,
            Err(Misplaced::Malformed) => return Match::BadHost,
            Err(Misplaced::Foreign) => return Match::Misdirected,
        };
        let path = Path::decode(path);
        let request = matcher::Request { method, path: &path, domain: &domain, websocket: self.websocket };
        let script_name = parts.script_name();
        let mut captures = Captures::new();
        match self.table.find(&request, &mut captures) {
            Outcome::Found(leaf) => {
                match self.table.follow(leaf, &captures, &request, script_name) {
                    Some(Next::Site(built)) => {
                        return Match::Redirect(base_of(&parts).locate(&parts, &built));
                    }
                    Some(Next::Path(address) | Next::External(address)) => return Match::Redirect(address),
                    None => {}
                }
                let Some(mounted) = self.table.mounted(leaf) else { return Match::NotFound };
                let text = |n| self.table.value(leaf, &captures, n, &domain, path.text());
                let variables = (0..captures.len())
                    .filter_map(|n| Some((self.table.variable(leaf, n)?.name, text(n)?.to_owned())));
                let defaults =
                    leaf.rule.defaults.iter().map(|default| (default.name, default.text.to_owned()));
                Match::Found(Found {
                    endpoint: way(mounted).chain([leaf.rule.endpoint]).collect(),
                    rule: mounted.texts().iter().copied().chain([leaf.rule.text]).collect(),
                    values: variables.chain(defaults).collect(),
                })
            }
            Outcome::Redirect(path) => Match::Redirect(format!("{script_name}{path}")),
            Outcome::NotAllowed(allowed) => Match::NotAllowed(allowed.methods().collect()),
            Outcome::WebSocketMismatch => Match::WebSocketMismatch,
            Outcome::Misdirected => Match::Misdirected,
            Outcome::NotFound => Match::NotFound,
        }
    }

    /// What becomes of a request, as [`matches`](Binding::matches) says it, and why each rule takes it or does not.
    pub fn explain(&self, method: &str, host: &str, path: &str) -> Explanation {
        let outcome = self.matches(method, host, path);
        let is_options = method == "OPTIONS";
        let Ok((_, domain)) = self.locate(host) else {
            return Explanation { outcome, by: None, tried: Vec::new(), is_options };
        };
        let path = Path::decode(path);
        let request = matcher::Request { method, path: &path, domain: &domain, websocket: self.websocket };
        let found = self.table.explain(&request);
        // Those that URLs are only built from come last.
        let all = Rules::of(self.table).collect();
        Explanation::of(outcome, is_options, &domain, &found, all)
    }

    /// The methods that are taken at a path: those with which [`matches`](Binding::matches) finds a rule, or a redirect.
    /// Where every method is taken they are the standard ones, which Werkzeug leaves out, as it does those of `/foo` where
    /// only `/foo/` is there.
    pub fn allowed_methods(&self, host: &str, path: &str) -> Vec<&'static str> {
        let own = self.table.leaves().iter().flat_map(|leaf| leaf.rule.methods.extra()).copied();
        let mut own: Vec<&'static str> = own.collect();
        own.sort_unstable();
        own.dedup();
        let taken =
            |method: &&str| matches!(self.matches(method, host, path), Match::Found(_) | Match::Redirect(_));
        STANDARD.into_iter().chain(own).filter(taken).collect()
    }

    /// The typed URLs, relative to what the app is bound to.
    pub fn url(&self) -> A::Urls
    where
        A: Links,
    {
        let name = self.settings.server_name.clone().unwrap_or_default();
        let unnamed = || match self.table.hosts() {
            Some(Hosts::Subdomains(default)) => default.pattern.to_owned(),
            Some(Hosts::Hosts) => name.clone(),
            None => String::new(),
        };
        let base = match self.parts(&name) {
            Some(parts) => base_of(&parts),
            None => Base::default(),
        };
        let base = Base {
            domain: Some(self.domain.clone().unwrap_or_else(unnamed)),
            invalid: self.invalid.clone(),
            ..base
        };
        A::Urls::of(UrlContext::root(self.table).bound(Arc::new(base)))
    }

    /// The head of a request for a host.
    fn parts(&self, host: &str) -> Option<Parts> {
        let mut request = Request::new(());
        if !host.is_empty() {
            request.headers_mut().insert(http::header::HOST, HeaderValue::from_str(host).ok()?);
        }
        let parts = Parts::new(request.into_parts().0, None);
        Some(parts.within(Some(Arc::new(self.settings.clone()))))
    }

    fn locate(&self, host: &str) -> Result<(Parts, Box<str>), Misplaced> {
        if matches!(self.invalid, Some(UrlError::Host(_))) {
            return Err(Misplaced::Malformed);
        }
        let mut parts = self.parts(host).ok_or(Misplaced::Malformed)?;
        let domain = domain_of(&parts, self.table)?;
        parts.set_site(Site { table: self.table, leaf: None, domain: domain.clone() });
        Ok((parts, domain))
    }
}
