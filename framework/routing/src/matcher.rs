//! Looking a request up in a [`Table`]: takes a method and a decoded path, gives one of Werkzeug's four
//! outcomes. The work is bounded: every node of the tree is visited at most once, and every piece of a pattern is
//! tried at most once at each byte. Nothing is allocated, but for the notes that keep it so where several
//! variables share a segment of many hundreds of bytes.

#[cfg(test)]
mod tests;

use alloc::string::String;
use alloc::vec::Vec;

use crate::map::Hosts;
use crate::method::{self, Methods};
use crate::path::{self, Path};
use crate::pattern::{self, Captures};
use crate::rule::{Limits, Slot};
use crate::table::{Leaf, NO_NODE, Node, Table, key};

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
#[expect(clippy::large_enum_variant, reason = "a box would be an allocation in every lookup")]
pub enum Outcome<'t> {
    /// A rule takes the request.
    Found(&'t Leaf, Captures),
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

    fn is_empty(&self) -> bool {
        self.bits == 0 && self.extra.is_empty()
    }
}

impl Table {
    /// Looks up a request.
    pub fn find(&self, request: &Request<'_>) -> Outcome<'static> {
        self.look_up(request, &mut 0)
    }

    /// As [`Table::find`], and how many steps it took: one for each node of the tree that was visited and for
    /// each piece of a pattern that was tried at an offset.
    pub fn find_counted(&self, request: &Request<'_>) -> (Outcome<'static>, usize) {
        let mut steps = 0;
        let outcome = self.look_up(request, &mut steps);
        (outcome, steps)
    }

    fn look_up(&self, request: &Request<'_>, steps: &mut usize) -> Outcome<'static> {
        let path = request.path;
        let mut search = Search::new(self, request, path.bytes(), path.text());
        match search.run() {
            Hit::Leaf(leaf) => {
                *steps = search.steps;
                return Outcome::Found(leaf, search.captures);
            }
            Hit::Slash(_) => {
                if let Some(outcome) = with_slash(path::encode(path.bytes())) {
                    *steps = search.steps;
                    return outcome;
                }
            }
            Hit::None => {}
        }
        let mut missed = search.missed;
        *steps = search.steps;
        if self.merge_slashes && path.bytes().windows(2).any(|pair| pair == b"//") {
            let merged = path::merge_slashes(path.bytes());
            let text = path::text(&merged);
            let mut search = Search::new(self, request, &merged, &text);
            search.missed = missed;
            let hit = search.run();
            *steps += search.steps;
            missed = search.missed;
            let location = path::encode(&merged);
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
            Missed { allowed, .. } if !allowed.is_empty() => Outcome::NotAllowed(allowed),
            Missed { websocket: true, .. } => Outcome::WebSocketMismatch,
            Missed { host: false, .. } if matches!(self.hosts(), Some(Hosts::Hosts)) => Outcome::Misdirected,
            _ => Outcome::NotFound,
        }
    }
}

/// The redirect to the path with a slash added; none from `/`, as leading slashes count as one.
fn with_slash(mut location: String) -> Option<Outcome<'static>> {
    location.push('/');
    (location != "//").then_some(Outcome::Redirect(location))
}

#[derive(Clone, Copy)]
enum Hit {
    None,
    Leaf(&'static Leaf),
    /// A strict branch takes the path with a slash added.
    Slash(&'static Leaf),
}

impl Hit {
    fn priority(self) -> Option<i16> {
        match self {
            Hit::None => None,
            Hit::Leaf(leaf) | Hit::Slash(leaf) => Some(leaf.rule.priority),
        }
    }
}

/// Why rules that nearly fit did not.
#[derive(Default)]
struct Missed {
    /// The methods of those that fit but for theirs.
    allowed: Allowed,
    /// One fits but for its WebSocket flag.
    websocket: bool,
    /// Some rule is for the host.
    host: bool,
}

struct Search<'q> {
    table: &'q Table,
    method: &'q str,
    bit: Option<u16>,
    domain: &'q str,
    websocket: bool,
    bytes: &'q [u8],
    text: &'q str,
    captures: Captures,
    missed: Missed,
    steps: usize,
}

impl<'q> Search<'q> {
    fn new(table: &'q Table, request: &Request<'q>, bytes: &'q [u8], text: &'q str) -> Self {
        let Request { method, domain, websocket, .. } = *request;
        let bit = method::bit(method);
        let (captures, missed) = (Captures::new(), Missed::default());
        Search { table, method, bit, domain, websocket, bytes, text, captures, missed, steps: 0 }
    }

    fn run(&mut self) -> Hit {
        // A path may be empty where an app is served under a prefix: it lacks its slash.
        match (self.table.nodes.first(), self.bytes.first()) {
            (Some(root), Some(b'/') | None) if self.table.hosts => self.visit_domains(root),
            (Some(root), Some(b'/') | None) => self.visit(root, 1),
            _ => Hit::None,
        }
    }

    /// Searches below the root of a table of hosts, which has a child for each of them.
    fn visit_domains(&mut self, root: &'static Node) -> Hit {
        self.steps += 1;
        let domain = self.domain.as_bytes();
        if let Some(child) = self.static_child(root, domain) {
            self.missed.host = true;
            let hit = self.visit(child, 1);
            if !matches!(hit, Hit::None) {
                return hit;
            }
        }
        let from = root.children as usize + usize::from(root.statics);
        let table = self.table;
        let children = &table.nodes[from..from + usize::from(root.dynamics)];
        let mut n = 0;
        while let Some(child) = children.get(n) {
            n += 1;
            let mut hit = self.try_domain(child);
            if matches!(hit, Hit::None) {
                continue;
            }
            while children[n - 1].tied && n < children.len() {
                let sibling = &children[n];
                if Some(sibling.priority) > hit.priority() {
                    let kept = self.captures;
                    self.captures.truncate(0);
                    let other = self.try_domain(sibling);
                    if other.priority() > hit.priority() {
                        hit = other;
                    } else {
                        self.captures = kept;
                    }
                }
                n += 1;
            }
            return hit;
        }
        Hit::None
    }

    fn try_domain(&mut self, child: &'static Node) -> Hit {
        let Some(part) = child.part else { return Hit::None };
        let domain = self.domain.as_bytes();
        let mut hit = Hit::None;
        if pattern::matches(part.pieces, domain, (0, domain.len()), &mut self.captures, &mut self.steps) {
            self.missed.host = true;
            hit = self.visit(child, 1);
        }
        if matches!(hit, Hit::None) {
            self.captures.truncate(0);
        }
        hit
    }

    /// Searches below `node` for the segments from byte `at` on; past the end of the path there is none left.
    fn visit(&mut self, node: &'static Node, at: usize) -> Hit {
        self.steps += 1;
        if at > self.bytes.len() {
            return self.end(node);
        }
        let rest = &self.bytes[at..];
        let length = rest.iter().position(|b| *b == b'/').unwrap_or(rest.len());
        let segment = &rest[..length];
        if node.statics > 0
            && let Some(child) = self.static_child(node, segment)
        {
            let hit = self.visit(child, at + length + 1);
            if !matches!(hit, Hit::None) {
                return hit;
            }
        }
        let from = node.children as usize + usize::from(node.statics);
        let table = self.table;
        let children = &table.nodes[from..from + usize::from(node.dynamics)];
        let before = self.captures.len();
        let mut n = 0;
        while let Some(child) = children.get(n) {
            let mut hit = self.try_part(child, at, length);
            n += 1;
            if !matches!(hit, Hit::None) {
                // Siblings of equal weight are settled by the priorities of the rules that fit.
                while children[n - 1].tied && n < children.len() {
                    hit = self.better(hit, &children[n], (at, length), before);
                    n += 1;
                }
                return hit;
            }
        }
        if length == 0 && rest.is_empty() {
            return self.lax_leaf(node);
        }
        Hit::None
    }

    /// The hit of a sibling that weighs as much, where its rule has a higher priority.
    fn better(
        &mut self,
        hit: Hit,
        sibling: &'static Node,
        (at, length): (usize, usize),
        before: usize,
    ) -> Hit {
        if Some(sibling.priority) <= hit.priority() {
            return hit;
        }
        let kept = self.captures;
        self.captures.truncate(before);
        let other = self.try_part(sibling, at, length);
        if other.priority() > hit.priority() {
            return other;
        }
        self.captures = kept;
        hit
    }

    fn try_part(&mut self, child: &'static Node, at: usize, length: usize) -> Hit {
        let Some(part) = child.part else { return Hit::None };
        let before = self.captures.len();
        let mut end = if part.rest { self.bytes.len() } else { at + length };
        let mut next = end + 1;
        if part.suffixed {
            match &self.bytes[at..] {
                [.., b'/', b'/'] => return Hit::None,
                [.., b'/'] => {
                    next = end;
                    end -= 1;
                }
                _ => {}
            }
        }
        let mut hit = Hit::None;
        if pattern::matches(part.pieces, self.bytes, (at, end), &mut self.captures, &mut self.steps) {
            hit = self.visit(child, next);
        }
        if matches!(hit, Hit::None) {
            self.captures.truncate(before);
        }
        hit
    }

    fn static_child(&self, node: &Node, segment: &[u8]) -> Option<&'static Node> {
        let from = node.children as usize;
        let table = self.table;
        let children = &table.nodes[from..from + usize::from(node.statics)];
        let key = key(segment);
        let is_it = |child: &&'static Node| {
            child.key == key
                && (segment.len() <= 7 || child.part.is_some_and(|part| part.pattern.as_bytes() == segment))
        };
        if children.len() <= 64 {
            return children.iter().find(is_it);
        }
        let found =
            children.binary_search_by(|child| child.part.map_or("", |p| p.pattern).as_bytes().cmp(segment));
        found.ok().map(|n| &children[n])
    }

    /// No segment is left: a rule that ends here, or a branch that wants one slash more.
    fn end(&mut self, node: &'static Node) -> Hit {
        for leaf in self.ending(node) {
            if self.takes(leaf) {
                return Hit::Leaf(leaf);
            }
        }
        if node.branch != NO_NODE {
            let table = self.table;
            for leaf in self.ending(&table.nodes[node.branch as usize]) {
                if self.has_method(leaf) && leaf.rule.websocket == self.websocket && self.is_valid(leaf) {
                    return if leaf.rule.strict_slashes { Hit::Slash(leaf) } else { Hit::Leaf(leaf) };
                }
            }
        }
        Hit::None
    }

    /// Only the slash at the end of the path is left: a rule that does not mind it.
    fn lax_leaf(&mut self, node: &'static Node) -> Hit {
        for leaf in self.ending(node) {
            if !leaf.rule.strict_slashes && self.takes(leaf) {
                return Hit::Leaf(leaf);
            }
        }
        Hit::None
    }

    fn ending(&self, node: &Node) -> &'static [Leaf] {
        let from = node.first as usize;
        &self.table.leaves()[from..from + usize::from(node.ends)]
    }

    /// Whether the rule takes the request, whose path fits; if only the method does not, notes its methods.
    fn takes(&mut self, leaf: &'static Leaf) -> bool {
        if !self.is_valid(leaf) {
            return false;
        }
        if !self.has_method(leaf) {
            self.missed.allowed.add(&leaf.rule.methods);
            return false;
        }
        if leaf.rule.websocket != self.websocket {
            self.missed.websocket = true;
            return false;
        }
        true
    }

    fn has_method(&self, leaf: &Leaf) -> bool {
        let methods = &leaf.rule.methods;
        match self.bit {
            Some(bit) => methods.is_any() || methods.bits() & bit != 0,
            None => methods.contains(self.method),
        }
    }

    /// Whether the limits of the converters and the types of the arguments take the values.
    fn is_valid(&self, leaf: &Leaf) -> bool {
        (0..self.captures.len()).all(|n| {
            let Some(variable) = self.table.variable(leaf, n) else { return true };
            if variable.accepts.is_none() && matches!(variable.limits, Limits::None) {
                return true;
            }
            self.value(leaf, n).is_some_and(|value| {
                variable.limits.allow(value) && variable.accepts.is_none_or(|accepts| accepts(value))
            })
        }) && self.outer_is_valid(leaf)
    }

    /// Whether the types that an app takes from its prefixes take their values.
    fn outer_is_valid(&self, leaf: &Leaf) -> bool {
        let Some(mounted) = self.table.mounted(leaf) else { return true };
        mounted.map.outer.iter().enumerate().all(|(n, outer)| {
            let Some(accepts) = outer.accepts else { return true };
            let capture = self.table.capture(leaf, Slot::Outer(n as u8));
            capture.and_then(|n| self.value(leaf, n)).is_some_and(accepts)
        })
    }

    /// The text of the n-th variable of the whole rule.
    fn value(&self, leaf: &Leaf, n: usize) -> Option<&'q str> {
        let (start, end) = self.captures.get(n)?;
        let text = if n < usize::from(leaf.domain_variables) { self.domain } else { self.text };
        text.get(start..end)
    }
}

impl Limits {
    /// Whether a value that the converter's pattern takes is within the limits.
    pub fn allow(&self, value: &str) -> bool {
        match *self {
            Limits::None => true,
            Limits::Int { min, max, fixed_digits } => {
                if fixed_digits != 0 && value.len() != fixed_digits as usize {
                    return false;
                }
                match value.parse::<i128>() {
                    Ok(number) => min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max),
                    // More digits than an i128 holds: past every limit on its side.
                    Err(_) if value.starts_with('-') => min.is_none(),
                    Err(_) => max.is_none(),
                }
            }
            Limits::Float { min, max } => value.parse::<f64>().is_ok_and(|number| {
                min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max)
            }),
        }
    }
}
