//! A URL: an endpoint with its values, written when it is shown.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use wegwerk_routing::map::Hosts;
use wegwerk_routing::rule::{Rule, Slot};
use wegwerk_routing::url::{Argument, Built, Kind, Place};

use super::{Base, UrlContext, UrlError, query};
use crate::host::written;

/// The URL of an endpoint. It displays as text, percent-encoded, and displaying it never fails.
///
/// It comes back to the same endpoint with the same values; where it would not, [`check`](Url::check) says why.
///
/// ```
/// # use wegwerk::prelude::*;
/// # struct Blog;
/// # #[app]
/// # impl Blog {
/// #     #[route("/posts/", defaults(page = 1))]
/// #     #[route("/posts/<int:page>")]
/// #     fn on_posts(&self, page: u32) -> String { page.to_string() }
/// # }
/// let url = Blog::url().posts(2).query([("order", "by date")]);
/// assert_eq!(url.to_string(), "/posts/2?order=by+date");
/// assert_eq!(Blog::url().posts(1).to_string(), "/posts/");
/// assert_eq!(Blog::url().posts(2).absolute("https://example.org/blog").to_string(), "https://example.org/blog/posts/2");
/// ```
#[derive(Clone)]
#[must_use]
pub struct Url {
    pub(super) context: UrlContext,
    pub(super) endpoint: u16,
    values: Vec<Option<String>>,
    pub(super) method: Option<String>,
    query: String,
    fragment: Option<String>,
    scheme: Option<String>,
    external: bool,
    pub(super) failure: Option<UrlError>,
}

impl Url {
    pub(super) fn new(context: UrlContext, endpoint: u16, values: Vec<Option<String>>) -> Self {
        Url {
            context,
            endpoint,
            values,
            method: None,
            query: String::new(),
            fragment: None,
            scheme: None,
            external: false,
            failure: None,
        }
    }

    /// Adds to the query: a struct, a map, or a list of pairs. Repeated names stay repeated, `None` is left out.
    ///
    /// What cannot be written is left out too, and [`check`](Url::check) tells.
    pub fn query(mut self, values: impl Serialize) -> Self {
        match serde_html_form::to_string(values) {
            Ok(encoded) => query::append(&mut self.query, &encoded),
            Err(error) => self.failure = Some(UrlError::Unwritable(error.to_string())),
        }
        self
    }

    /// Sets the fragment: what follows the `#`.
    pub fn fragment(mut self, text: &str) -> Self {
        self.fragment = Some(query::fragment(text));
        self
    }

    /// Builds from a rule that takes this method. Else it is one for `GET`, or where there is none, any.
    pub fn method(mut self, method: &str) -> Self {
        self.method = Some(method.to_owned());
        self
    }

    /// Makes it absolute: `base` is scheme and server name, `https://example.org`, and perhaps the path that the app is
    /// reached under. Subdomains go before the server name.
    ///
    /// A base that is none leaves the URL as it is, and [`check`](Url::check) tells.
    pub fn absolute(mut self, base: &str) -> Self {
        match Base::parse(base) {
            Ok(base) => {
                self.context.base = Some(Arc::new(base));
                self.external = true;
            }
            Err(error) => self.failure = Some(UrlError::Base(error)),
        }
        self
    }

    /// Makes it absolute by what it is bound to, as the URLs of [`UrlFor`](super::UrlFor) are.
    pub fn external(mut self) -> Self {
        self.external = true;
        self
    }

    /// Sets the scheme that it has where it is absolute: `https` and `wss` are secure, every other is not, and an empty
    /// one is left to the client (`//example.org/`). As Werkzeug's `url_scheme` it makes no URL absolute:
    /// [`absolute`](Url::absolute) and [`external`](Url::external) do.
    pub fn scheme(mut self, scheme: &str) -> Self {
        self.scheme = Some(scheme.to_owned());
        self
    }

    pub(super) fn arguments(&self) -> Vec<Option<Argument<'_>>> {
        let values = self.values.iter().map(Option::as_deref);
        values.map(|text| Some(Argument { text: Cow::Borrowed(text?), kind: Kind::Any })).collect()
    }

    /// Calls `f` with where the URL is built and the rule that it is built from, and whether that fits; the first of the
    /// endpoint where none does.
    pub(super) fn with<T>(
        &self,
        arguments: &[Option<Argument<'_>>],
        f: impl FnOnce(&Place<'_>, Option<(&'static Rule<'static>, bool)>) -> T,
    ) -> T {
        let UrlContext { table, mount, prefix, domain, base } = &self.context;
        let place = Place { table, mount: *mount, prefix, domain };
        let current = base.as_ref().and_then(|base| base.domain.as_deref());
        let chosen = place.choose(self.endpoint, self.method.as_deref(), arguments, current);
        let rule = match chosen {
            Some(rule) => Some((rule, true)),
            None => place.rules(self.endpoint).first().map(|rule| (*rule, false)),
        };
        f(&place, rule)
    }

    /// Whether it is written with its host.
    pub(super) fn is_absolute(&self, built: &Built) -> bool {
        if self.external || built.websocket {
            return true;
        }
        match (&built.domain, &self.context.base) {
            (None, _) => false,
            (Some(domain), Some(base)) => base.domain.as_ref() != Some(domain),
            (Some(domain), None) => match self.context.table.hosts() {
                Some(Hosts::Subdomains(default)) => default.pattern != domain,
                _ => true,
            },
        }
    }

    /// The host that it is on, where that is known, as it is written.
    pub(super) fn host(&self, built: &Built) -> Option<String> {
        let server_name = self.context.base.as_ref().and_then(|base| base.server_name.as_deref());
        let host = match (self.context.table.hosts(), &built.domain) {
            (Some(Hosts::Hosts), Some(domain)) => domain.clone(),
            (Some(Hosts::Subdomains(_)), Some(domain)) if !domain.is_empty() => {
                format!("{domain}.{}", server_name?)
            }
            _ => server_name?.to_owned(),
        };
        Some(written(&host).into_owned())
    }

    /// Path and query, as a request has them.
    pub(super) fn target(&self, place: &Place<'_>, rule: &Rule<'_>, built: &Built) -> String {
        let mut target = self.context.base.as_ref().map_or(String::new(), |base| base.script_name.clone());
        target.push_str(&built.path);
        let mut query = String::new();
        let names = place.mounted().and_then(|m| m.map.endpoints.get(usize::from(self.endpoint)));
        for (n, _) in rule.slots.iter().enumerate().filter(|(_, slot)| **slot == Slot::None) {
            let name = names.and_then(|endpoint| endpoint.arguments.get(n));
            if let (Some(name), Some(Some(value))) = (name, self.values.get(n)) {
                query::push(&mut query, name, value);
            }
        }
        for part in [query, self.query.clone()].iter().filter(|part| !part.is_empty()) {
            target.push(if target.contains('?') { '&' } else { '?' });
            target.push_str(part);
        }
        target
    }

    /// `https:`, or nothing where it is left to the client.
    pub(super) fn prefix(&self, websocket: bool) -> &'static str {
        let base = self.context.base.as_ref().map(|base| base.scheme.as_str());
        let scheme = self.scheme.as_deref().or(base).unwrap_or("");
        let secure = scheme == "https" || scheme == "wss";
        match (websocket, secure, scheme) {
            (true, true, _) => "wss:",
            (true, false, _) => "ws:",
            (false, _, "") => "",
            (false, true, _) => "https:",
            (false, false, _) => "http:",
        }
    }
}

/// As its text: the rest is the table of the whole app.
impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Url").field(&self.to_string()).finish()
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arguments = self.arguments();
        self.with(&arguments, |place, rule| {
            let Some((rule, _)) = rule else { return f.write_str("/") };
            let built = place.build(rule, &arguments);
            if self.is_absolute(&built)
                && let Some(host) = self.host(&built)
            {
                write!(f, "{}//{host}", self.prefix(built.websocket))?;
            }
            f.write_str(&self.target(place, rule, &built))?;
            match &self.fragment {
                Some(fragment) => write!(f, "#{fragment}"),
                None => Ok(()),
            }
        })
    }
}
