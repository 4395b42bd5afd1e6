//! The dispatch table of a whole app: takes the [`Map`] of the root with all that it mounts, and is one tree
//! of path segments in read-only memory, made in const evaluation.

mod build;
mod order;

use alloc::vec;

use crate::map::{Map, Mount};
use crate::path::Path;
use crate::rule::{Part, Rule, Variable};

use build::{Flat, NO_LEAF};
pub use order::compare_rules;

/// How deep apps can be mounted in each other.
pub const MAX_DEPTH: usize = 8;

/// No node, where a node could stand.
pub(crate) const NO_NODE: u32 = u32::MAX;

/// How much room a table takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// The number of rules, mounted ones included.
    pub leaves: usize,
    /// The number of tree nodes at most.
    pub nodes: usize,
    /// The number of mounted apps, the root included.
    pub mounts: usize,
}

impl Size {
    /// The room that the whole app of `map` takes.
    pub const fn of(map: &Map) -> Size {
        let mut size = Size { leaves: 0, nodes: 1, mounts: 0 };
        size.add(map, 0);
        size
    }

    const fn add(&mut self, map: &Map, depth: usize) {
        self.mounts += 1;
        self.leaves += map.rules.len();
        let mut i = 0;
        while i < map.rules.len() {
            self.nodes += depth + map.rules[i].parts.len();
            i += 1;
        }
        let mut i = 0;
        while i < map.mounts.len() {
            self.add(map.mounts[i].map, depth + map.mounts[i].prefix.len());
            i += 1;
        }
    }
}

/// One rule of the whole app, where it is mounted.
#[derive(Clone, Copy, Debug)]
pub struct Leaf {
    /// The rule, as its own app has it.
    pub rule: &'static Rule<'static>,
    /// The index of its app in [`Table::mounts`].
    pub mount: u16,
    /// The endpoint's number in the whole app.
    pub endpoint: u32,
}

impl Leaf {
    /// Part `depth` of the whole rule, prefixes first.
    const fn part(&self, mounts: &[Mounted], depth: usize) -> Option<&'static Part<'static>> {
        match mounts[self.mount as usize].part(depth) {
            Ok(part) => Some(part),
            Err(own) if own < self.rule.parts.len() => Some(&self.rule.parts[own]),
            Err(_) => None,
        }
    }
}

/// One app of the whole app.
#[derive(Clone, Copy, Debug)]
pub struct Mounted {
    /// The app's own rules.
    pub map: &'static Map,
    /// The mounts that lead to it, from the root.
    chain: [Option<&'static Mount>; MAX_DEPTH],
    /// The parts of their prefixes.
    prefixes: [&'static [Part<'static>]; MAX_DEPTH],
    /// The prefixes as they were written.
    texts: [&'static str; MAX_DEPTH],
    /// Which mount of its app each of them is.
    way: [u16; MAX_DEPTH],
    /// How many mounts lead to it.
    pub depth: u8,
    /// How many variables the prefixes have in all.
    pub variables: u8,
}

impl Mounted {
    /// The app itself, not mounted.
    const fn root(map: &'static Map) -> Self {
        Mounted {
            map,
            chain: [None; MAX_DEPTH],
            prefixes: [&[]; MAX_DEPTH],
            texts: [""; MAX_DEPTH],
            way: [0; MAX_DEPTH],
            depth: 0,
            variables: 0,
        }
    }

    /// The n-th mount that leads to the app.
    pub const fn mount(&self, n: usize) -> Option<&'static Mount> {
        if n < self.depth as usize { self.chain[n] } else { None }
    }

    /// The parts of the prefixes that lead to it, outermost first.
    pub const fn prefixes(&self) -> &[&'static [Part<'static>]] {
        self.prefixes.split_at(self.depth as usize).0
    }

    /// The prefixes that lead to it as they were written, outermost first, without a slash at the end.
    pub const fn texts(&self) -> &[&'static str] {
        self.texts.split_at(self.depth as usize).0
    }

    /// Which mount leads to it, at each app from the root on.
    pub const fn way(&self) -> &[u16] {
        self.way.split_at(self.depth as usize).0
    }

    /// Part `n` of the prefixes, or how far `n` is beyond them.
    const fn part(&self, mut n: usize) -> Result<&'static Part<'static>, usize> {
        let mut i = 0;
        while i < self.depth as usize {
            let prefix = self.prefixes[i];
            if n < prefix.len() {
                return Ok(&prefix[n]);
            }
            n -= prefix.len();
            i += 1;
        }
        Err(n)
    }
}

/// A node of the tree: what one segment led to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// The part that leads here; `None` at the root.
    pub part: Option<&'static Part<'static>>,
    /// The children: first `statics` literal ones, sorted by text, then `dynamics` others, by weight.
    pub children: u32,
    pub statics: u16,
    pub dynamics: u16,
    /// The rules that end here: `first..first + ends` of the table's leaves.
    pub first: u32,
    pub ends: u16,
    /// The highest priority of all rules below.
    pub priority: i16,
    /// The next sibling weighs as much, and the app has priorities.
    pub tied: bool,
    /// The child for an empty segment: what a branch adds.
    pub branch: u32,
    /// All rules below: `first..last`.
    pub last: u32,
    /// The rules below are of several apps.
    pub mixed: bool,
    depth: u16,
}

const NODE: Node = Node {
    part: None,
    children: 0,
    statics: 0,
    dynamics: 0,
    first: 0,
    ends: 0,
    priority: 0,
    tied: false,
    branch: NO_NODE,
    last: 0,
    mixed: false,
    depth: 0,
};

/// The arrays of a table, sized by [`Size`].
#[derive(Debug)]
pub struct Storage<const LEAVES: usize, const NODES: usize, const MOUNTS: usize> {
    pub(crate) leaves: [Leaf; LEAVES],
    pub(crate) nodes: [Node; NODES],
    pub(crate) node_count: usize,
    pub(crate) mounts: [Mounted; MOUNTS],
    merge_slashes: bool,
}

/// A table, as it is looked up.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    pub(crate) nodes: &'static [Node],
    leaves: &'static [Leaf],
    mounts: &'static [Mounted],
    pub(crate) merge_slashes: bool,
}

impl Table {
    /// Every rule of the whole app, sorted as the tree is.
    pub const fn leaves(&self) -> &'static [Leaf] {
        self.leaves
    }

    /// The root and every app that it mounts.
    pub const fn mounts(&self) -> &'static [Mounted] {
        self.mounts
    }

    /// The n-th variable of the whole rule of `leaf`, prefixes first.
    pub fn variable(&self, leaf: &Leaf, mut n: usize) -> Option<&'static Variable<'static>> {
        let mounted = self.mounts.get(usize::from(leaf.mount))?;
        for mount in mounted.chain.iter().take(usize::from(mounted.depth)).flatten() {
            match n.checked_sub(mount.variables.len()) {
                None => return mount.variables.get(n),
                Some(rest) => n = rest,
            }
        }
        leaf.rule.variables.get(n)
    }
}

impl Table {
    /// The way to the mounted app with the longest prefix that fits the path in whole segments; empty for the
    /// root.
    pub fn way(&self, path: &Path<'_>) -> &'static [u16] {
        let length = |mounted: &Mounted| mounted.prefixes().iter().map(|prefix| prefix.len()).sum::<usize>();
        let fitting = self.mounts.iter().filter(|mounted| path.begins_with(mounted.prefixes()));
        // Of equally long ones the outermost and first.
        fitting.rev().max_by_key(|mounted| length(mounted)).map_or(&[], Mounted::way)
    }
}

impl<const LEAVES: usize, const NODES: usize, const MOUNTS: usize> Storage<LEAVES, NODES, MOUNTS> {
    /// Flattens the whole app of `map` and builds its tree.
    ///
    /// # Panics
    /// In const evaluation, so the build stops: where apps are mounted more than [`MAX_DEPTH`] deep or a rule
    /// has too many variables with those of its prefixes.
    pub const fn build(map: &'static Map) -> Self {
        const { assert!(MOUNTS > 0) };
        let (mut leaves, mut mounts) = ([NO_LEAF; LEAVES], [Mounted::root(map); MOUNTS]);
        let mut nodes = [NODE; NODES];
        let mut flat = Flat { mounts: &mut mounts, runs: &mut [0; MOUNTS], count: 0, leaf: 0 };
        let node_count = flat.build(&mut leaves, &mut [NO_LEAF; LEAVES], &mut nodes);
        Storage { leaves, nodes, node_count, mounts, merge_slashes: map.merge_slashes }
    }

    /// The table that stands on this storage.
    pub const fn table(&'static self) -> Table {
        let (nodes, _) = self.nodes.split_at(self.node_count);
        Table { nodes, leaves: &self.leaves, mounts: &self.mounts, merge_slashes: self.merge_slashes }
    }
}

impl Table {
    /// Builds a table at run time, from rules that were not known before: for tests and tools. Its memory is
    /// never given back. Apps have theirs from [`Storage::build`].
    ///
    /// # Panics
    /// Where [`Storage::build`] stops the build.
    ///
    /// ```
    /// use wegwerk_routing::grammar;
    /// use wegwerk_routing::map::Map;
    /// use wegwerk_routing::matcher::Outcome;
    /// use wegwerk_routing::method::Methods;
    /// use wegwerk_routing::path::Path;
    /// use wegwerk_routing::rule::{Place, Rule};
    /// use wegwerk_routing::table::Table;
    ///
    /// let (parts, variables) = grammar::parse("/hello/<name>", true).unwrap().leak();
    /// let rule = Rule {
    ///     text: "/hello/<name>",
    ///     parts,
    ///     variables,
    ///     methods: Methods::ANY,
    ///     strict_slashes: true,
    ///     merge_slashes: true,
    ///     priority: 0,
    ///     endpoint: "hello",
    ///     number: 0,
    ///     slots: &[],
    ///     place: Place { file: "", line: 0, column: 0 },
    /// };
    /// let map = Map {
    ///     app: "Hello",
    ///     rules: vec![rule].leak(),
    ///     mounts: &[],
    ///     endpoints: 1,
    ///     merge_slashes: true,
    ///     conditional: false,
    /// };
    /// let table = Table::leak(Box::leak(Box::new(map)));
    /// assert!(matches!(table.find("GET", &Path::decode("/hello/world")), Outcome::Found(..)));
    /// ```
    pub fn leak(map: &'static Map) -> Table {
        let size = Size::of(map);
        let leaves = vec![NO_LEAF; size.leaves].leak();
        let mounts = vec![Mounted::root(map); size.mounts].leak();
        let nodes = vec![NODE; size.nodes].leak();
        let mut flat = Flat { mounts, runs: &mut vec![0; size.mounts], count: 0, leaf: 0 };
        let node_count = flat.build(leaves, &mut vec![NO_LEAF; size.leaves], nodes);
        Table { nodes: &nodes[..node_count], leaves, mounts, merge_slashes: map.merge_slashes }
    }
}
