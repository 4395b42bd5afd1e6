//! Which subdomain or host a request is for.

use wegwerk_routing::map::Hosts;
use wegwerk_routing::table::Table;

use crate::Parts;
use crate::host::{Host, subdomain};

/// Why a request is for no host of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misplaced {
    /// Its host is malformed, or there are two.
    Malformed,
    /// Its host is another's.
    Foreign,
}

/// The subdomain or the host that a request is matched with; empty where the table tells none apart.
///
/// # Errors
/// Where the request is for no host of the app.
pub(crate) fn domain(parts: &Parts, table: &Table) -> Result<Box<str>, Misplaced> {
    let mut fields = parts.headers().get_all(http::header::HOST).iter();
    if fields.next().is_some_and(|field| field.to_str().is_err()) || fields.next().is_some() {
        return Err(Misplaced::Malformed);
    }
    let host = match parts.host() {
        Some(host) => Some(Host::parse(host).ok_or(Misplaced::Malformed)?),
        None => None,
    };
    let scheme = parts.scheme();
    let server_name = parts.server_name().and_then(Host::parse).map(|name| name.normal(scheme));
    match (table.hosts(), server_name) {
        (Some(Hosts::Hosts), server_name) => {
            let own = host.map(|host| host.normal(scheme)).or(server_name);
            Ok(own.unwrap_or_default().into())
        }
        (_, Some(server_name)) => match host {
            Some(host) => {
                let host = host.normal(scheme);
                let below = subdomain(&host, &server_name).ok_or(Misplaced::Foreign)?;
                Ok(if table.hosts().is_some() { below.into() } else { Box::default() })
            }
            None => Ok(Box::default()),
        },
        (_, None) => Ok(Box::default()),
    }
}
