//! Whether a URL would be a broken link.

use wegwerk_routing::map::Hosts;
use wegwerk_routing::url::Built;

use super::{Url, UrlError};
use crate::host::{Host, subdomain};

/// The longest target of a request that `http` reads, in bytes.
const LONGEST_TARGET: usize = 65_534;

impl Url {
    /// Whether it leads to its endpoint with its values, where the app is served: numbers and UUIDs are compared as what
    /// they are, text by its characters.
    ///
    /// # Errors
    /// Why it does not: see [`UrlError`].
    pub fn check(&self) -> Result<(), UrlError> {
        if let Some(failure) = &self.failure {
            return Err(failure.clone());
        }
        if let Some(invalid) = self.context.base.as_ref().and_then(|base| base.invalid.as_ref()) {
            return Err(invalid.clone());
        }
        let arguments = self.arguments();
        self.with(&arguments, |place, rule| {
            let Some((rule, true)) = rule else {
                let endpoints = place.mounted().map_or(&[][..], |mounted| mounted.map.endpoints);
                let endpoint = endpoints.get(usize::from(self.endpoint)).map_or("", |endpoint| endpoint.name);
                return Err(UrlError::NoRule { endpoint });
            };
            let mut built = place.build(rule, &arguments);
            let back = |built: &Built| place.comes_back(rule, self.method.as_deref(), &arguments, built);
            match self.domain_of_requests(&built) {
                Ok(domain) => built.domain = domain,
                // A value that no rule takes says more than the host that it makes.
                Err(error) => {
                    return Err(match back(&built) {
                        Err(refused @ wegwerk_routing::url::Refusal::Value { .. }) => refused.into(),
                        _ => error,
                    });
                }
            }
            if self.is_absolute(&built) && self.host(&built).is_none() {
                return Err(UrlError::NoHost);
            }
            if self.target(place, rule, &built).len() > LONGEST_TARGET {
                return Err(UrlError::TooLong);
            }
            back(&built).map_err(UrlError::from)
        })
    }

    /// The subdomain or host that a request of the URL is matched with: what the server makes of the host that a client
    /// sends.
    fn domain_of_requests(&self, built: &Built) -> Result<Option<String>, UrlError> {
        let Some(domain) = &built.domain else { return Ok(None) };
        let invalid = || UrlError::Host(domain.clone());
        let scheme = match self.prefix(built.websocket) {
            "https:" | "wss:" => "https",
            _ => "http",
        };
        let server_name = self.context.base.as_ref().and_then(|base| base.server_name.as_deref());
        let is_host = matches!(self.context.table.hosts(), Some(Hosts::Hosts));
        // Any name below which a subdomain can stand.
        let server_name = server_name.unwrap_or("localhost");
        let whole = match domain.as_str() {
            whole if is_host => whole.to_owned(),
            "" => return Ok(Some(String::new())),
            below => format!("{below}.{server_name}"),
        };
        let host = Host::parse(&whole).filter(Host::stays).ok_or_else(invalid)?.normal(scheme);
        if is_host {
            return Ok(Some(host.into_owned()));
        }
        let server_name = Host::parse(server_name).ok_or_else(invalid)?.normal(scheme);
        subdomain(&host, &server_name).map(|below| Some(below.to_owned())).ok_or_else(invalid)
    }
}
