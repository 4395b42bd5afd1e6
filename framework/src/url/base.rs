//! What relative URLs are relative to: scheme, host and script root.

use http::uri::{Authority, PathAndQuery, Scheme, Uri};
use wegwerk_routing::map::Hosts;
use wegwerk_routing::url::Built;

use super::UrlError;
use crate::Parts;
use crate::host::{Host, written};
use crate::settings::is_prefix;

/// Where an app is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Base {
    /// `http`, `https`, `ws` or `wss`; empty to leave it to the client.
    pub(crate) scheme: String,
    /// What subdomains are relative to; the host itself where there are none.
    pub(crate) server_name: Option<String>,
    /// The subdomain or the host that is current; `None` where every URL is absolute.
    pub(crate) domain: Option<String>,
    /// The prefix that the app is reached under, without a slash at its end.
    pub(crate) script_name: String,
    /// What is wrong with it.
    pub(crate) invalid: Option<UrlError>,
}

/// A base URL that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidBase(pub(crate) String);

impl std::fmt::Display for InvalidBase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` is no base of URLs: write one like `https://example.org`", self.0)
    }
}

impl std::error::Error for InvalidBase {}

impl Base {
    /// Reads a base URL: scheme, host and perhaps a path.
    pub(crate) fn parse(text: &str) -> Result<Base, InvalidBase> {
        let invalid = || InvalidBase(text.to_owned());
        let uri: Uri = text.parse().map_err(|_| invalid())?;
        let scheme =
            uri.scheme().map(Scheme::as_str).filter(|scheme| is_known(scheme)).ok_or_else(invalid)?;
        let authority = uri.authority().map(Authority::as_str).ok_or_else(invalid)?;
        let path = uri.path_and_query().map_or("", PathAndQuery::path);
        if Host::parse(authority).is_none()
            || uri.query().is_some()
            || text.contains('#')
            || !is_prefix(path.trim_end_matches('/'))
        {
            return Err(invalid());
        }
        Ok(Base {
            scheme: scheme.to_owned(),
            server_name: Some(authority.to_ascii_lowercase()),
            domain: None,
            script_name: path.trim_end_matches('/').to_owned(),
            invalid: None,
        })
    }
}

/// Where the client of a request reached the app.
pub(crate) fn base_of(parts: &Parts) -> Base {
    let scheme = parts.scheme();
    let host = parts.host().and_then(Host::parse).map(|host| host.normal(scheme).into_owned());
    let named = parts.server_name().and_then(Host::parse).map(|name| name.normal(scheme).into_owned());
    Base {
        scheme: scheme.to_owned(),
        server_name: named.or(host),
        domain: Some(parts.domain().to_owned()),
        script_name: parts.script_name().to_owned(),
        invalid: None,
    }
}

impl Base {
    /// The address of what was built: a path on the same host, else with its host.
    pub(crate) fn locate(&self, parts: &Parts, built: &Built) -> String {
        let path = format!("{}{}", self.script_name, built.path);
        let hosts = parts.site().and_then(|site| site.table.hosts());
        let Some(domain) = built.domain.as_ref().filter(|domain| self.domain.as_ref() != Some(domain)) else {
            return path;
        };
        let host = match (hosts, &self.server_name) {
            (Some(Hosts::Hosts), _) => domain.clone(),
            (_, Some(name)) if domain.is_empty() => name.clone(),
            (_, Some(name)) => format!("{domain}.{name}"),
            (_, None) => return path,
        };
        format!("{}://{}{path}", self.scheme, written(&host))
    }
}

fn is_known(scheme: &str) -> bool {
    ["http", "https", "ws", "wss"].contains(&scheme)
}
