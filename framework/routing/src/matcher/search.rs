//! The search in the tree: depth first, and back where a way leads nowhere.

use super::{Allowed, Request};
use crate::method;
use crate::path::Path;
use crate::pattern::{self, Captures, MAX_PATH};
use crate::rule::Part;
use crate::steps::Steps;
use crate::table::{Leaf, Node, Table, Way};

/// What a search found.
#[derive(Clone, Copy)]
pub(super) enum Hit {
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
pub(super) struct Missed {
    /// The methods of those that fit but for theirs.
    pub(super) allowed: Option<Allowed>,
    /// One fits but for its WebSocket flag.
    pub(super) websocket: bool,
    /// Some rule is for the host.
    pub(super) host: bool,
}

impl Missed {
    /// No rule nearly fits.
    #[inline]
    pub(super) fn nothing(&self) -> bool {
        self.allowed.is_none() && !self.websocket
    }
}

pub(super) struct Search<'q> {
    pub(super) table: &'q Table,
    pub(super) request: &'q Request<'q>,
    /// The bit of the method; 0 for one of no standard.
    bit: u16,
    pub(super) path: &'q Path<'q>,
    pub(super) captures: &'q mut Captures,
    pub(super) missed: Missed,
    pub(super) steps: Steps,
}

impl<'q> Search<'q> {
    #[inline]
    pub(super) fn new(
        table: &'q Table,
        request: &'q Request<'q>,
        path: &'q Path<'q>,
        captures: &'q mut Captures,
    ) -> Self {
        // Most requests are of the first.
        let bit = if request.method == "GET" { 1 } else { method::bit(request.method).unwrap_or(0) };
        let missed = Missed::default();
        Search { table, request, bit, path, captures, missed, steps: Steps::default() }
    }

    #[inline(always)]
    pub(super) fn run(&mut self) -> Hit {
        // A path may be empty where an app is served under a prefix: it lacks its slash.
        match self.table.nodes {
            [root, ..] if self.path.marks().at_start() => {
                if self.table.hosts {
                    self.visit_domains(root)
                } else {
                    self.descend(root, 1)
                }
            }
            _ => Hit::None,
        }
    }

    /// Searches below the root of a table of hosts, which has a child for each of them.
    #[inline(never)]
    fn visit_domains(&mut self, root: &'static Node) -> Hit {
        self.steps.add(1);
        if self.request.domain.len() > MAX_PATH {
            return Hit::None;
        }
        if root.statics > 0
            && let Some(child) = root.literal(self.table, self.request.domain.as_bytes())
        {
            self.missed.host = true;
            let hit = self.visit(child, 1);
            if !matches!(hit, Hit::None) {
                return hit;
            }
            self.captures.truncate(0);
        }
        self.first_fitting(root, Self::try_domain)
    }

    fn try_domain(&mut self, child: &'static Node) -> Hit {
        let Some(part) = child.part else { return Hit::None };
        let domain = self.request.domain.as_bytes();
        if !pattern::matches(part.pieces, domain, (0, domain.len()), self.captures, &mut self.steps) {
            return Hit::None;
        }
        self.missed.host = true;
        self.visit(child, 1)
    }

    /// Searches below `node` for the segments from byte `at` on. What a search that finds nothing captured stays
    /// behind.
    #[inline(never)]
    fn visit(&mut self, node: &'static Node, at: usize) -> Hit {
        self.descend(node, at)
    }

    /// As [`Search::visit`]; it goes on without a call where a node has one way only.
    #[inline(always)]
    fn descend(&mut self, mut node: &'static Node, mut at: usize) -> Hit {
        let (table, bytes, marks) = (self.table, self.path.bytes(), self.path.marks());
        let mut ahead = marks.ahead(at);
        loop {
            self.steps.add(1);
            let end;
            if ahead != 0 {
                let length = ahead.trailing_zeros();
                end = at + length as usize;
                ahead = ahead >> length >> 1;
            } else if at > bytes.len() {
                return self.end(node);
            } else {
                end = marks.end_beyond(bytes, at);
                ahead = marks.ahead(end + 1);
            }
            if end == at {
                return self.visit_empty(node, at);
            }
            if node.way != Way::Plain {
                if node.way == Way::Literals {
                    match node.literal(table, &bytes[at..end]) {
                        Some(child) => (node, at) = (child, end + 1),
                        None => return Hit::None,
                    }
                    continue;
                }
                if node.way == Way::None {
                    return Hit::None;
                }
                if node.statics > 0
                    && let Some(child) = node.literal(table, &bytes[at..end])
                    && let hit @ (Hit::Leaf(_) | Hit::Slash(_)) = self.visit_or_go_back(child, end + 1)
                {
                    return hit;
                }
                if node.way != Way::LiteralsThenPlain {
                    return self.first_fitting(node, |search, child| search.try_part(child, at, end));
                }
            }
            self.steps.add(1);
            self.captures.push(at, end);
            match table.nodes.get(node.dynamic as usize) {
                Some(child) => (node, at) = (child, end + 1),
                None => return Hit::None,
            }
        }
    }

    /// As [`Search::visit`], but a search that finds nothing leaves no captures behind.
    #[inline(never)]
    fn visit_or_go_back(&mut self, node: &'static Node, at: usize) -> Hit {
        let before = self.captures.len();
        let hit = self.descend(node, at);
        if matches!(hit, Hit::None) {
            self.captures.truncate(before);
        }
        hit
    }

    /// As [`Search::visit`], where the segment is empty: the last of a path that ends in a slash, or one between two
    /// slashes.
    #[inline(never)]
    fn visit_empty(&mut self, node: &'static Node, at: usize) -> Hit {
        if let Some(branch) = self.branch(node) {
            let before = self.captures.len();
            let hit = self.visit(branch, at + 1);
            if !matches!(hit, Hit::None) {
                return hit;
            }
            self.captures.truncate(before);
        }
        match self.first_fitting(node, |search, child| search.try_part(child, at, at)) {
            Hit::None if at == self.path.bytes().len() => self.lax_leaf(node),
            hit => hit,
        }
    }

    /// The hit of the first dynamic child that has one; siblings of equal weight are settled by the priorities of the
    /// rules that fit.
    fn first_fitting(
        &mut self,
        node: &'static Node,
        mut attempt: impl FnMut(&mut Self, &'static Node) -> Hit,
    ) -> Hit {
        let children = node.dynamic_children(self.table.nodes);
        let before = self.captures.len();
        let mut n = 0;
        while let Some(child) = children.get(n) {
            let mut hit = attempt(self, child);
            if matches!(hit, Hit::None) {
                self.captures.truncate(before);
                n += 1;
                continue;
            }
            while let (true, Some(sibling)) = (children[n].tied, children.get(n + 1)) {
                n += 1;
                if Some(sibling.priority) > hit.priority() {
                    let kept = *self.captures;
                    self.captures.truncate(before);
                    let other = attempt(self, sibling);
                    if other.priority() > hit.priority() {
                        hit = other;
                    } else {
                        *self.captures = kept;
                    }
                }
            }
            return hit;
        }
        Hit::None
    }

    fn try_part(&mut self, child: &'static Node, at: usize, end: usize) -> Hit {
        match self.fits(child, at, end) {
            Some(next) => self.visit(child, next),
            None => Hit::None,
        }
    }

    /// Where the path goes on after what a dynamic child takes of it.
    #[inline]
    fn fits(&mut self, child: &'static Node, at: usize, end: usize) -> Option<usize> {
        if child.plain {
            self.steps.add(1);
            self.captures.push(at, end);
            return (end > at).then_some(end + 1);
        }
        self.fits_part(child.part?, at, end)
    }

    #[inline(never)]
    pub(super) fn fits_part(&mut self, part: &Part<'_>, at: usize, mut end: usize) -> Option<usize> {
        let bytes = self.path.bytes();
        if part.rest {
            end = bytes.len();
        }
        let mut next = end + 1;
        if part.suffixed {
            match &bytes[at..] {
                [.., b'/', b'/'] => return None,
                [.., b'/'] => {
                    next = end;
                    end -= 1;
                }
                _ => {}
            }
        }
        pattern::matches(part.pieces, bytes, (at, end), self.captures, &mut self.steps).then_some(next)
    }

    /// No segment is left: a rule that ends here, or a branch that wants one slash more.
    #[inline]
    fn end(&mut self, node: &'static Node) -> Hit {
        if node.at_once & self.bit != 0
            && !self.request.websocket
            && let Some(leaf) = self.table.leaves().get(node.first as usize)
        {
            return Hit::Leaf(leaf);
        }
        self.end_after_all(node)
    }

    #[inline(never)]
    fn end_after_all(&mut self, node: &'static Node) -> Hit {
        for leaf in self.ending(node) {
            if self.takes(leaf) {
                return Hit::Leaf(leaf);
            }
        }
        if let Some(branch) = self.branch(node) {
            for leaf in self.ending(branch) {
                if self.has_method(leaf)
                    && leaf.rule.websocket == self.request.websocket
                    && self.is_valid(leaf)
                    && !(leaf.rule.strict_slashes && self.leads_back())
                {
                    return if leaf.rule.strict_slashes { Hit::Slash(leaf) } else { Hit::Leaf(leaf) };
                }
            }
        }
        Hit::None
    }

    /// Whether the path with a slash behind it is the same path: slashes at its start are one.
    pub(super) fn leads_back(&self) -> bool {
        self.path.bytes() == b"/"
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

    #[inline]
    fn branch(&self, node: &Node) -> Option<&'static Node> {
        if node.branch { self.table.nodes.get(node.children as usize) } else { None }
    }

    #[inline]
    fn ending(&self, node: &Node) -> &'static [Leaf] {
        let from = node.first as usize;
        self.table.leaves().get(from..from + usize::from(node.ends)).unwrap_or_default()
    }

    /// Whether the rule takes the request, whose path fits; if only the method does not, notes its methods.
    #[inline]
    fn takes(&mut self, leaf: &'static Leaf) -> bool {
        if !self.is_valid(leaf) {
            return false;
        }
        if !self.has_method(leaf) {
            self.missed.allowed.get_or_insert_default().add(&leaf.rule.methods);
            return false;
        }
        if leaf.rule.websocket != self.request.websocket {
            self.missed.websocket = true;
            return false;
        }
        true
    }

    #[inline]
    pub(super) fn has_method(&self, leaf: &Leaf) -> bool {
        let methods = &leaf.rule.methods;
        methods.is_any()
            || if self.bit != 0 {
                methods.bits() & self.bit != 0
            } else {
                methods.contains(self.request.method)
            }
    }
}
