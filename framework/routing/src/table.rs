//! The dispatch table of a whole app: takes the [`Map`] of the root with all that it mounts, and is one tree
//! of path segments in read-only memory, made in const evaluation.

use alloc::vec;
use core::cmp::Ordering;

use crate::map::{Map, Mount};
use crate::path::Path;
use crate::rule::{Part, Rule, Variable};
use crate::{text, weight};

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
        fitting.max_by_key(|mounted| length(mounted)).map_or(&[], Mounted::way)
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

const NO_LEAF: Leaf = Leaf { rule: &NOWHERE, mount: 0, endpoint: 0 };

const NOWHERE: Rule<'static> = Rule {
    text: "",
    parts: &[],
    variables: &[],
    methods: crate::method::Methods::NONE,
    strict_slashes: true,
    merge_slashes: true,
    priority: 0,
    endpoint: "",
    number: 0,
    slots: &[],
    place: crate::rule::Place { file: "", line: 0, column: 0 },
};

/// A whole app that is being flattened. The first of the mounts is the root, as is every one not yet reached.
struct Flat<'s> {
    mounts: &'s mut [Mounted],
    /// Where the rules of each app begin: each app's are sorted.
    runs: &'s mut [usize],
    count: usize,
    leaf: usize,
}

impl Flat<'_> {
    /// Flattens, sorts and makes the tree; `scratch` is as long as `leaves`. Gives the number of nodes.
    const fn build(&mut self, leaves: &mut [Leaf], scratch: &mut [Leaf], nodes: &mut [Node]) -> usize {
        self.flatten(leaves, self.mounts[0], 0);
        self.sort(leaves, scratch);
        build_nodes(nodes, leaves, self.mounts)
    }

    /// Adds the rules of an app, then of its mounts; gives the next free endpoint number.
    const fn flatten(&mut self, leaves: &mut [Leaf], own: Mounted, endpoint: u32) -> u32 {
        let index = self.count;
        self.mounts[index] = own;
        self.runs[index] = self.leaf;
        self.count += 1;
        let map = own.map;
        let mut i = 0;
        while i < map.rules.len() {
            let rule = &map.rules[i];
            assert!(
                own.variables as usize + rule.variables.len() <= crate::rule::MAX_VARIABLES,
                "a rule has more than 32 variables with those of the prefixes that it is mounted under"
            );
            leaves[self.leaf] = Leaf { rule, mount: index as u16, endpoint: endpoint + rule.number as u32 };
            self.leaf += 1;
            i += 1;
        }
        let mut next = endpoint + map.endpoints as u32;
        let mut i = 0;
        while i < map.mounts.len() {
            let mount = &map.mounts[i];
            assert!((own.depth as usize) < MAX_DEPTH, "apps are mounted more than 8 deep");
            let mut child = own;
            child.map = mount.map;
            child.chain[own.depth as usize] = Some(mount);
            child.depth += 1;
            child.variables += mount.variables.len() as u8;
            child.prefixes[own.depth as usize] = mount.prefix;
            child.texts[own.depth as usize] = mount.text;
            child.way[own.depth as usize] = i as u16;
            next = self.flatten(leaves, child, next);
            i += 1;
        }
        next
    }

    /// Merges the sorted runs, neighbours first, until one is left.
    const fn sort(&self, leaves: &mut [Leaf], merged: &mut [Leaf]) {
        let mut width = 1;
        while width < self.runs.len() {
            let mut run = 0;
            while run < self.runs.len() {
                let low = self.run(run, leaves.len());
                let middle = self.run(run + width, leaves.len());
                let high = self.run(run + 2 * width, leaves.len());
                let (mut a, mut b, mut to) = (low, middle, low);
                while to < high {
                    let second = a >= middle
                        || (b < high
                            && matches!(compare(&leaves[b], &leaves[a], self.mounts), Ordering::Less));
                    if second {
                        merged[to] = leaves[b];
                        b += 1;
                    } else {
                        merged[to] = leaves[a];
                        a += 1;
                    }
                    to += 1;
                }
                run += 2 * width;
            }
            leaves.copy_from_slice(merged);
            width *= 2;
        }
    }

    const fn run(&self, n: usize, end: usize) -> usize {
        if n < self.runs.len() { self.runs[n] } else { end }
    }
}

/// Makes the tree, level by level, so that the children of a node stand together.
const fn build_nodes(nodes: &mut [Node], leaves: &[Leaf], mounts: &[Mounted]) -> usize {
    let mut count = 1;
    nodes[0].last = leaves.len() as u32;
    nodes[0].mixed = mounts.len() > 1;
    let mut prioritized = false;
    let mut i = 0;
    while i < leaves.len() {
        prioritized |= leaves[i].rule.priority != 0;
        i += 1;
    }
    let mut n = 0;
    while n < count {
        let mut node = nodes[n];
        let last = node.last as usize;
        let depth = node.depth as usize;
        let mut at = node.first as usize;
        while at < last && part(&leaves[at], mounts, depth).is_none() {
            at += 1;
        }
        node.ends = (at - node.first as usize) as u16;
        node.children = count as u32;
        while at < last {
            let Some(lead) = part(&leaves[at], mounts, depth) else { break };
            let mut child = Node { part: Some(lead), first: at as u32, depth: node.depth + 1, ..NODE };
            child.priority = leaves[at].rule.priority;
            let app = leaves[at].mount;
            at += 1;
            while at < last {
                match part(&leaves[at], mounts, depth) {
                    Some(other) if same(lead, other) => {}
                    _ => break,
                }
                if leaves[at].rule.priority > child.priority {
                    child.priority = leaves[at].rule.priority;
                }
                child.mixed |= leaves[at].mount != app;
                at += 1;
            }
            child.last = at as u32;
            if lead.is_static() {
                if lead.pattern.is_empty() {
                    node.branch = count as u32;
                }
                node.statics += 1;
            } else {
                if node.dynamics > 0 {
                    let before = &mut nodes[count - 1];
                    if let Some(other) = before.part {
                        before.tied = prioritized
                            && matches!(weight::compare(other.weight, lead.weight), Ordering::Equal);
                    }
                }
                node.dynamics += 1;
            }
            nodes[count] = child;
            count += 1;
        }
        nodes[n] = node;
        n += 1;
    }
    count
}

const fn part(leaf: &Leaf, mounts: &[Mounted], depth: usize) -> Option<&'static Part<'static>> {
    match mounts[leaf.mount as usize].part(depth) {
        Ok(part) => Some(part),
        Err(own) if own < leaf.rule.parts.len() => Some(&leaf.rule.parts[own]),
        Err(_) => None,
    }
}

const fn compare(a: &Leaf, b: &Leaf, mounts: &[Mounted]) -> Ordering {
    let mut depth = 0;
    loop {
        match (part(a, mounts, depth), part(b, mounts, depth)) {
            (Some(a), Some(b)) => match compare_parts(a, b) {
                Ordering::Equal => depth += 1,
                other => return other,
            },
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (None, None) => return compare_priorities(a.rule, b.rule),
        }
    }
}

/// The order in which the rules of one app stand in its [`Map`]: that of the tree.
pub const fn compare_rules(a: &Rule<'_>, b: &Rule<'_>) -> Ordering {
    let mut i = 0;
    while i < a.parts.len() && i < b.parts.len() {
        match compare_parts(&a.parts[i], &b.parts[i]) {
            Ordering::Equal => i += 1,
            other => return other,
        }
    }
    if a.parts.len() == b.parts.len() {
        compare_priorities(a, b)
    } else if a.parts.len() < b.parts.len() {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

const fn compare_priorities(a: &Rule<'_>, b: &Rule<'_>) -> Ordering {
    if a.priority == b.priority {
        Ordering::Equal
    } else if a.priority > b.priority {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

/// Static parts by text, then dynamic ones by weight, then by pattern.
const fn compare_parts(a: &Part<'_>, b: &Part<'_>) -> Ordering {
    match (a.is_static(), b.is_static()) {
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        _ => match weight::compare(a.weight, b.weight) {
            Ordering::Equal => text::compare(a.pattern, b.pattern),
            other => other,
        },
    }
}

/// Whether [`compare_parts`] finds no difference; what differs mostly does in its length.
const fn same(a: &Part<'_>, b: &Part<'_>) -> bool {
    a.pattern.len() == b.pattern.len() && matches!(compare_parts(a, b), Ordering::Equal)
}
