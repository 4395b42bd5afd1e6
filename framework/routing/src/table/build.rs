//! Flattening the apps of a whole app and building its tree, in const evaluation or natively.

use core::cmp::Ordering;

use super::order::{compare, same};
use super::{Leaf, MAX_DEPTH, Mounted, NODE, Node};
use crate::rule::{Place, Rule};
use crate::weight;

pub(super) const NO_LEAF: Leaf = Leaf { rule: &NOWHERE, mount: 0, endpoint: 0 };

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
    place: Place { file: "", line: 0, column: 0 },
};

/// A whole app that is being flattened. The first of the mounts is the root, as is every one not yet reached.
pub(super) struct Flat<'s> {
    pub(super) mounts: &'s mut [Mounted],
    /// Where the rules of each app begin: each app's are sorted.
    pub(super) runs: &'s mut [usize],
    pub(super) count: usize,
    pub(super) leaf: usize,
}

impl Flat<'_> {
    /// Flattens, sorts and makes the tree; `scratch` is as long as `leaves`. Gives the number of nodes.
    pub(super) const fn build(
        &mut self,
        leaves: &mut [Leaf],
        scratch: &mut [Leaf],
        nodes: &mut [Node],
    ) -> usize {
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
                "[WE204] a rule has more than 32 variables with those of the prefixes that it is mounted under"
            );
            leaves[self.leaf] = Leaf { rule, mount: index as u16, endpoint: endpoint + rule.number as u32 };
            self.leaf += 1;
            i += 1;
        }
        let mut next = endpoint + map.endpoints as u32;
        let mut i = 0;
        while i < map.mounts.len() {
            let mount = &map.mounts[i];
            assert!((own.depth as usize) < MAX_DEPTH, "[WE205] apps are mounted more than 8 deep");
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
        while at < last && leaves[at].part(mounts, depth).is_none() {
            at += 1;
        }
        node.ends = (at - node.first as usize) as u16;
        node.children = count as u32;
        while at < last {
            let Some(lead) = leaves[at].part(mounts, depth) else { break };
            let mut child = Node { part: Some(lead), first: at as u32, depth: node.depth + 1, ..NODE };
            child.priority = leaves[at].rule.priority;
            let app = leaves[at].mount;
            at += 1;
            while at < last {
                match leaves[at].part(mounts, depth) {
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
