//! Where a table stands: arrays that const evaluation fills, or memory that is never given back.

use alloc::vec;

use super::build::{Flat, NO_LEAF};
use super::node::{NODE, Node};
use super::{Leaf, Mounted, Size, Table};
use crate::map::Map;

/// The arrays of a table, sized by [`Size`].
#[derive(Debug)]
pub struct Storage<const LEAVES: usize, const NODES: usize, const SLOTS: usize, const MOUNTS: usize> {
    pub(crate) leaves: [Leaf; LEAVES],
    pub(crate) nodes: [Node; NODES],
    pub(crate) node_count: usize,
    slots: [u32; SLOTS],
    slot_count: usize,
    pub(crate) mounts: [Mounted; MOUNTS],
    merge_slashes: bool,
    hosts: bool,
}

impl<const LEAVES: usize, const NODES: usize, const SLOTS: usize, const MOUNTS: usize>
    Storage<LEAVES, NODES, SLOTS, MOUNTS>
{
    /// Flattens the whole app of `map` and builds its tree.
    ///
    /// # Panics
    /// In const evaluation, so the build stops: where apps are mounted more than [`MAX_DEPTH`](super::MAX_DEPTH) deep or a rule
    /// has too many variables with those of its prefixes.
    pub const fn build(map: &'static Map) -> Self {
        const { assert!(MOUNTS > 0) };
        let (mut leaves, mut mounts) = ([NO_LEAF; LEAVES], [Mounted::root(map); MOUNTS]);
        let (mut nodes, mut slots) = ([NODE; NODES], [0; SLOTS]);
        let hosts = Size::of(map).hosts;
        let mut runs = [0; LEAVES];
        let mut flat = Flat::new(&mut mounts, &mut runs, hosts);
        let (node_count, slot_count) =
            flat.build(&mut leaves, &mut [NO_LEAF; LEAVES], &mut nodes, &mut slots);
        let merge_slashes = map.merge_slashes;
        Storage { leaves, nodes, node_count, slots, slot_count, mounts, merge_slashes, hosts }
    }

    /// Whether the first level of the tree is that of the subdomains or hosts.
    pub(crate) const fn has_hosts(&self) -> bool {
        self.hosts
    }

    /// Whether a path is tried again with its doubled slashes merged.
    pub(crate) const fn merges_slashes(&self) -> bool {
        self.merge_slashes
    }

    /// The table that stands on this storage.
    pub const fn table(&'static self) -> Table {
        let (nodes, _) = self.nodes.split_at(self.node_count);
        let (slots, _) = self.slots.split_at(self.slot_count);
        let Storage { leaves, mounts, merge_slashes, hosts, .. } = self;
        Table { nodes, slots, leaves, mounts, merge_slashes: *merge_slashes, hosts: *hosts }
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
    /// use wegwerk_routing::matcher::{Outcome, Request};
    /// use wegwerk_routing::method::Methods;
    /// use wegwerk_routing::path::Path;
    /// use wegwerk_routing::pattern::Captures;
    /// use wegwerk_routing::rule::Rule;
    /// use wegwerk_routing::table::Table;
    ///
    /// let (parts, variables) = grammar::parse("/hello/<name>", true).unwrap().leak();
    /// let rule = Rule {
    ///     text: "/hello/<name>",
    ///     parts,
    ///     variables,
    ///     methods: Methods::ANY,
    ///     endpoint: "hello",
    ///     ..Rule::EMPTY
    /// };
    /// let table = Table::leak(Map::leak("Hello", vec![rule]));
    /// let path = Path::decode("/hello/world");
    /// assert!(matches!(table.find(&Request::new("GET", &path), &mut Captures::new()), Outcome::Found(..)));
    /// ```
    pub fn leak(map: &'static Map) -> Table {
        let size = Size::of(map);
        let leaves = vec![NO_LEAF; size.leaves].leak();
        let mounts = vec![Mounted::root(map); size.mounts].leak();
        let (nodes, slots) = (vec![NODE; size.nodes].leak(), vec![0; size.slots].leak());
        let mut runs = vec![0; size.leaves];
        let mut flat = Flat::new(mounts, &mut runs, size.hosts);
        let (node_count, slot_count) = flat.build(leaves, &mut vec![NO_LEAF; size.leaves], nodes, slots);
        let (nodes, slots) = (&nodes[..node_count], &slots[..slot_count]);
        Table { nodes, slots, leaves, mounts, merge_slashes: map.merge_slashes, hosts: size.hosts }
    }
}
