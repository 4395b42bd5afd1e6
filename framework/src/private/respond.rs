//! From a request to its response: matching, the slash redirect, `OPTIONS`, errors.

use http::header::{ALLOW, LOCATION};
use http::{HeaderValue, Method, StatusCode};
use wegwerk_routing::matcher::{Allowed, Outcome, Request};
use wegwerk_routing::method::STANDARD;
use wegwerk_routing::path::Path;
use wegwerk_routing::pattern::Captures;
use wegwerk_routing::table::{Leaf, Mounted, Table};
use wegwerk_routing::url::Next;

use super::handshake::is_handshake;
use super::later::until_here;
use super::locate::{self, Misplaced};
use super::{Call, Later};
use crate::mounting::MountedApp;
use crate::panic::catch_panic;
use crate::request::{MatchedRule, Site};
use crate::url::base_of;
use crate::{App, Body, BodySlot, Error, IntoResponse, Parts, Response};

/// Answers a request.
pub async fn respond<A: App + MountedApp, L: Later>(
    app: &A,
    later: L,
    parts: &mut Parts,
    body: &mut BodySlot,
) -> Response {
    let table = <A as App>::table();
    let domain = locate::domain(parts, table);
    parts.set_site(Site { table, leaf: None, domain: domain.clone().unwrap_or_default() });
    let mut response = match domain {
        Ok(domain) => answer(app, later, table, &domain, parts, body).await,
        Err(Misplaced::Malformed) => {
            let error = Error::bad_request().message("The host of the request is malformed.");
            app.fail(&[], error, parts).await
        }
        Err(Misplaced::Foreign) => app.fail(&[], Error::misdirected_request(), parts).await,
    };
    until_here(later);
    if response.status().as_u16() >= 400
        && let Some(error) = Error::take_from(&mut response)
    {
        return error.render(parts);
    }
    response
}

async fn answer<A: MountedApp + Sync, L: Later>(
    app: &A,
    later: L,
    table: &'static Table,
    domain: &str,
    parts: &mut Parts,
    body: &mut BodySlot,
) -> Response {
    if *parts.method() == Method::OPTIONS && parts.uri().path() == "*" {
        return everywhere(table);
    }
    let websocket = is_handshake(parts);
    let path = Path::decode(parts.uri().path());
    let request = Request { method: parts.method().as_str(), path: &path, domain, websocket };
    let mut captures = Captures::new();
    match table.find(&request, &mut captures) {
        Outcome::Found(leaf) => {
            if let Some(next) = table.follow(leaf, &captures, &request, parts.script_name()) {
                return follow(next, parts);
            }
            parts.set_matched_rule(matched(leaf, table));
            parts.set_leaf(leaf);
            let parts = &*parts;
            let path = Path::decode(parts.uri().path());
            let call = Call::new(parts, path.text(), captures, leaf, table, domain);
            match catch_panic(app.dispatch(later, leaf.endpoint, &call, body)).await {
                Ok(response) => response,
                Err(panicked) => app.fail(way_of(leaf, table), panicked.into(), parts).await,
            }
        }
        Outcome::Redirect(path) => redirect(format!("{}{path}", parts.script_name()), parts.uri().query()),
        Outcome::NotAllowed(allowed) if *parts.method() == Method::OPTIONS => no_content(&allow(&allowed)),
        Outcome::NotAllowed(allowed) => {
            let error = Error::method_not_allowed().header(ALLOW, allow(&allowed));
            app.fail(way_to(parts, table), error, parts).await
        }
        Outcome::WebSocketMismatch => {
            let message =
                if websocket { "This is no WebSocket." } else { "This is a WebSocket, and nothing else." };
            app.fail(way_to(parts, table), Error::bad_request().message(message), parts).await
        }
        Outcome::Misdirected => app.fail(&[], Error::misdirected_request(), parts).await,
        Outcome::NotFound => app.fail(way_to(parts, table), Error::not_found(), parts).await,
    }
}

/// Where the rule that took the request sends the client; its query goes along.
fn follow(next: Next, parts: &Parts) -> Response {
    match next {
        Next::Site(built) => redirect(base_of(parts).locate(parts, &built), parts.uri().query()),
        Next::Path(address) | Next::External(address) => redirect(address, parts.uri().query()),
    }
}

/// The way to the app whose rule this is.
fn way_of(leaf: &Leaf, table: &Table) -> &'static [u16] {
    table.mounts().get(usize::from(leaf.mount)).map_or(&[], Mounted::way)
}

/// The way to the app whose prefix fits a path that no rule takes.
fn way_to(parts: &Parts, table: &Table) -> &'static [u16] {
    table.way(&Path::decode(parts.uri().path()))
}

fn matched(leaf: &'static Leaf, table: &'static Table) -> MatchedRule {
    let prefixes = table.mounts().get(usize::from(leaf.mount)).map_or(&[][..], Mounted::texts);
    MatchedRule::new(leaf.rule.text, leaf.rule.endpoint).under(prefixes)
}

/// Sends the client to an address with the query that it sent. On the same host that is a path, so that a forged `Host`
/// leads nowhere.
fn redirect(mut location: String, query: Option<&str>) -> Response {
    if let Some(query) = query {
        let end = location.find('#').unwrap_or(location.len());
        let mark = if location[..end].contains('?') { '&' } else { '?' };
        location.insert_str(end, &format!("{mark}{query}"));
    }
    match HeaderValue::try_from(location) {
        Ok(location) => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
            response.headers_mut().insert(LOCATION, location);
            response
        }
        Err(_) => Error::bad_request().into_response(),
    }
}

/// The methods that a path takes: `OPTIONS` too, which is answered here.
fn allow(allowed: &Allowed) -> String {
    list(allowed.methods())
}

fn list(methods: impl Iterator<Item = &'static str>) -> String {
    let mut list: Vec<&str> = methods.collect();
    if !list.contains(&"OPTIONS") {
        list.push("OPTIONS");
    }
    list.join(", ")
}

fn no_content(allow: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    if let Ok(allow) = HeaderValue::from_str(allow) {
        response.headers_mut().insert(ALLOW, allow);
    }
    response
}

/// `OPTIONS *`: what the app takes anywhere (RFC 9110, 9.3.7).
fn everywhere(table: &Table) -> Response {
    let methods = || table.leaves().iter().map(|leaf| &leaf.rule.methods);
    let standard = STANDARD.into_iter().filter(|name| methods().any(|taken| taken.contains(name)));
    let mut own: Vec<&'static str> = methods().flat_map(|taken| taken.extra()).copied().collect();
    own.sort_unstable();
    own.dedup();
    no_content(&list(standard.chain(own)))
}
