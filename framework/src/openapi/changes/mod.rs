//! What changed between two descriptions of an API, and which of it breaks clients.

mod operations;
mod schema;
mod values;
mod words;

use std::fmt;

use serde_json::Value;

/// What a change means for clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Clients that were right may fail: something is gone, a request has to say more or may say less, or an answer says less
    /// or may be something else.
    Breaking,
    /// Clients go on as they did: there is more that they may send, or more that they are told.
    Addition,
    /// Words, names of operations, defaults: clients are answered as before.
    Other,
}

/// A change between two descriptions. It displays as its kind, where it is and what changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// What it means for clients.
    pub kind: ChangeKind,
    /// Where, and what: ``GET /items: the parameter `page` is required now``.
    pub what: String,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            ChangeKind::Breaking => "breaking",
            ChangeKind::Addition => "addition",
            ChangeKind::Other => "other",
        };
        write!(f, "{kind}: {}", self.what)
    }
}

/// What changed from one description of an API to another, breaking changes first. Where requests are concerned, taking less
/// breaks; where answers are, giving something else does. `info` and the servers of the
/// whole are no part of it, but the hosts of single operations are.
///
/// ```
/// use serde_json::json;
/// use wegwerk::openapi::{ChangeKind, changes};
///
/// let page = |required| json!({ "in": "query", "name": "page", "required": required, "schema": { "type": "integer" } });
/// let api = |page| json!({ "paths": { "/items": { "get": { "parameters": [page], "responses": {} } } } });
/// let found = changes(&api(page(false)), &api(page(true)));
/// assert_eq!(found[0].kind, ChangeKind::Breaking);
/// assert_eq!(found[0].to_string(), "breaking: GET /items: the parameter `page` is required now");
/// ```
pub fn changes(before: &Value, now: &Value) -> Vec<Change> {
    let mut found = operations::changes(before, now);
    found.sort();
    found.dedup();
    if found.is_empty()
        && let Some(places) = words::differing(before, now)
    {
        let what = format!("words of the description, at {places}");
        found.push(Change { kind: ChangeKind::Other, what });
    }
    found
}

/// Which way values go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Direction {
    /// From the client: what is taken may become more.
    Request,
    /// To the client: what is given may become less.
    Answer,
}

/// The changes so far.
#[derive(Default)]
struct Found(Vec<Change>);

impl Found {
    fn add(&mut self, kind: ChangeKind, what: String) {
        self.0.push(Change { kind, what });
    }

    fn breaks(&self) -> bool {
        self.0.iter().any(|change| change.kind == ChangeKind::Breaking)
    }
}
