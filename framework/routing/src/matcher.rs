//! Looking a request up in a [`Table`]: takes a method and a decoded path, gives one of Werkzeug's four
//! outcomes. The work is bounded: every node of the tree is visited at most once, and every piece of a pattern is
//! tried at most once at each byte. Nothing is allocated, but for the notes that keep it so where several
//! variables share a segment of many hundreds of bytes.

mod explain;
mod search;
#[cfg(test)]
mod tests;
mod valid;

use alloc::string::String;
use alloc::vec::Vec;

use crate::map::Hosts;
use crate::method::{self, Methods};
use crate::path::{self, Path};
use crate::pattern::Captures;
use crate::steps::Steps;
use crate::table::{Leaf, Table};
pub use explain::{Explanation, Reason};
use search::{Hit, Missed, Search};

/// What is looked up.
#[derive(Clone, Copy, Debug)]
pub struct Request<'q> {
    /// The method.
    pub method: &'q str,
    /// The decoded path.
    pub path: &'q Path<'q>,
    /// The subdomain or the host, in lower case; empty where the table tells no hosts apart.
    pub domain: &'q str,
    /// Whether it is a WebSocket handshake.
    pub websocket: bool,
}

impl<'q> Request<'q> {
    /// A request of a path, for no subdomain, and no WebSocket handshake.
    pub const fn new(method: &'q str, path: &'q Path<'q>) -> Self {
        Request { method, path, domain: "", websocket: false }
    }
}

/// What a lookup found.
#[derive(Clone, Debug)]
pub enum Outcome<'t> {
    /// A rule takes the request.
    Found(&'t Leaf),
    /// The same request at this path would be taken: it is percent-encoded and has no query.
    Redirect(String),
    /// Rules take the path, with these methods only.
    NotAllowed(Allowed),
    /// Rules take the path, but only as a WebSocket handshake; or only otherwise.
    WebSocketMismatch,
    /// No rule is for the host at all. Never where rules are told apart by subdomains.
    Misdirected,
    /// No rule takes the path.
    NotFound,
}

/// The methods with which a path is taken.
#[derive(Clone, Debug, Default)]
pub struct Allowed {
    bits: u16,
    extra: Vec<&'static str>,
}

impl Allowed {
    /// The methods, standard ones first.
    pub fn methods(&self) -> impl Iterator<Item = &'static str> + '_ {
        let standard = method::STANDARD.iter().enumerate().filter(|(n, _)| self.bits >> n & 1 == 1);
        standard.map(|(_, name)| *name).chain(self.extra.iter().copied())
    }

    fn add(&mut self, methods: &Methods<'static>) {
        self.bits |= methods.bits();
        for name in methods.extra() {
            if !self.extra.contains(name) {
                self.extra.push(name);
            }
        }
    }
}

impl Table {
    /// Looks up a request. Where a rule takes it, `captures` are the values of its variables, else none.
    pub fn find(&self, request: &Request<'_>, captures: &mut Captures) -> Outcome<'static> {
        self.look_up(request, captures, &mut Steps::default())
    }

    #[inline]
    fn look_up(&self, request: &Request<'_>, captures: &mut Captures, steps: &mut Steps) -> Outcome<'static> {
        captures.truncate(0);
        let path = request.path;
        let mut search = Search::new(self, request, path, captures);
        let hit = search.run();
        steps.join(search.steps);
        match hit {
            Hit::Leaf(leaf) => Outcome::Found(leaf),
            Hit::None if !path.is_doubled() && search.missed.nothing() && !self.hosts => {
                search.captures.truncate(0);
                Outcome::NotFound
            }
            hit => search.otherwise(hit, steps),
        }
    }
}

impl Search<'_> {
    /// What becomes of a request whose path no rule takes as it is.
    #[cold]
    fn otherwise(&mut self, hit: Hit, steps: &mut Steps) -> Outcome<'static> {
        self.captures.truncate(0);
        let (table, path) = (self.table, self.path);
        if let Hit::Slash(_) = hit
            && let Some(outcome) = with_slash(path::encode(path.bytes()))
        {
            return outcome;
        }
        let mut missed = core::mem::take(&mut self.missed);
        if table.merge_slashes && path.is_doubled() {
            let merged = path.merged();
            let mut search = Search::new(table, self.request, &merged, self.captures);
            search.missed = missed;
            let hit = search.run();
            steps.join(search.steps);
            missed = search.missed;
            search.captures.truncate(0);
            let location = path::encode(merged.bytes());
            let outcome = match hit {
                Hit::Leaf(leaf) if leaf.rule.merge_slashes => Some(Outcome::Redirect(location)),
                Hit::Slash(_) => with_slash(location),
                _ => None,
            };
            if let Some(outcome) = outcome {
                return outcome;
            }
        }
        match missed {
            Missed { allowed: Some(allowed), .. } => Outcome::NotAllowed(allowed),
            Missed { websocket: true, .. } => Outcome::WebSocketMismatch,
            Missed { host: false, .. } if matches!(table.hosts(), Some(Hosts::Hosts)) => Outcome::Misdirected,
            _ => Outcome::NotFound,
        }
    }
}

/// The redirect to the path with a slash added; none from `/`, as leading slashes count as one.
fn with_slash(mut location: String) -> Option<Outcome<'static>> {
    location.push('/');
    (location != "//").then_some(Outcome::Redirect(location))
}
