//! Flattening the apps of a whole app and building its tree, in const evaluation or natively.

use core::cmp::Ordering;

use super::literals::key;
use super::node::{NODE, Node, Way};
use super::order::{compare, same};
use super::{Leaf, MAX_DEPTH, Mounted};
use crate::map::Hosts;
use crate::rule::{Class, Domain, Limits, MAX_VARIABLES, Part, Piece, Rule, Slot, Variable};
use crate::{text, weight};

pub(super) const NO_LEAF: Leaf = Leaf {
    rule: &Rule::EMPTY,
    mount: 0,
    endpoint: 0,
    domain: None,
    domain_variables: 0,
    first: 0,
    selective: false,
};

/// A whole app that is being flattened. The first of the mounts is the root, as is every one not yet reached.
pub(super) struct Flat<'s> {
    mounts: &'s mut [Mounted],
    /// Where runs of sorted rules begin: each app's are sorted, unless mounts change their domains.
    runs: &'s mut [usize],
    run_count: usize,
    count: usize,
    leaf: usize,
    hosts: bool,
}

impl<'s> Flat<'s> {
    /// Nothing flattened yet. There is room for a run for each rule.
    pub(super) const fn new(mounts: &'s mut [Mounted], runs: &'s mut [usize], hosts: bool) -> Self {
        Flat { mounts, runs, run_count: 0, count: 0, leaf: 0, hosts }
    }

    /// Flattens, sorts and makes the tree; `scratch` is as long as `leaves`. Gives the number of nodes and of slots.
    pub(super) const fn build(
        &mut self,
        leaves: &mut [Leaf],
        scratch: &mut [Leaf],
        nodes: &mut [Node],
        slots: &mut [u32],
    ) -> (usize, usize) {
        self.flatten(leaves, self.mounts[0], 0);
        self.sort(leaves, scratch);
        build_nodes(nodes, slots, leaves, self.mounts)
    }

    /// Adds the rules of an app, then of its mounts; gives the next free endpoint number.
    const fn flatten(&mut self, leaves: &mut [Leaf], own: Mounted, endpoint: u32) -> u32 {
        let index = self.count;
        self.mounts[index] = own;
        self.count += 1;
        let map = own.map;
        let mut i = 0;
        while i < map.rules.len() {
            leaves[self.leaf] = self.leaf(&own, index, map.rules[i], endpoint);
            let begins = i == 0
                || self.hosts
                    && matches!(
                        compare(&leaves[self.leaf], &leaves[self.leaf - 1], self.mounts),
                        Ordering::Less
                    );
            if begins {
                self.runs[self.run_count] = self.leaf;
                self.run_count += 1;
            }
            self.leaf += 1;
            i += 1;
        }
        let mut next = endpoint + map.endpoints.len() as u32;
        let mut i = 0;
        while i < map.mounts.len() {
            next = self.flatten(leaves, own.enter(i), next);
            i += 1;
        }
        next
    }

    const fn leaf(&self, own: &Mounted, index: usize, rule: &'static Rule<'static>, endpoint: u32) -> Leaf {
        let named = match own.domain {
            None => rule.domain,
            domain => domain,
        };
        match (self.mounts[0].map.hosts, named) {
            (Hosts::Hosts, None) => {
                panic!("[WE207] with `host_matching` every rule and mount needs a `host`")
            }
            (Hosts::Hosts, Some(Domain { host: false, .. })) => {
                panic!("[WE207] a `subdomain` has no meaning with `host_matching`: write `host`")
            }
            (Hosts::Subdomains(_), Some(Domain { host: true, .. })) => {
                panic!("[WE207] a `host` needs `host_matching` on the app that is served")
            }
            _ => {}
        }
        let mut i = 0;
        while own.domain.is_some() && i < rule.slots.len() {
            if let Slot::Domain(_) = rule.slots[i] {
                panic!(
                    "[WE207] a mount's `subdomain` or `host` takes the place of that of a rule below it, whose \
                     variable a handler takes"
                );
            }
            i += 1;
        }
        let domain_variables = match named {
            Some(domain) => domain.variables.len(),
            None => 0,
        };
        let first = domain_variables + own.variables as usize;
        assert!(
            first + rule.variables.len() <= MAX_VARIABLES,
            "[WE204] a rule has more than 32 variables with those of its host and of the prefixes that it is \
             mounted under"
        );
        let domain = match (self.hosts, named) {
            (false, _) => None,
            (true, Some(domain)) => Some(&domain.part),
            (true, None) => match self.mounts[0].map.hosts {
                Hosts::Subdomains(default) => Some(default),
                Hosts::Hosts => None,
            },
        };
        let endpoint = endpoint + rule.number as u32;
        let (domain_variables, first) = (domain_variables as u8, first as u8);
        let selective = own.is_selective() || are_selective(rule.variables) || is_selective(named);
        Leaf { rule, mount: index as u16, endpoint, domain, domain_variables, first, selective }
    }

    /// Merges the sorted runs, neighbours first, until one is left.
    const fn sort(&self, leaves: &mut [Leaf], merged: &mut [Leaf]) {
        let mut width = 1;
        while width < self.run_count {
            let mut run = 0;
            while run < self.run_count {
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
        if n < self.run_count { self.runs[n] } else { end }
    }
}

impl Mounted {
    /// The app that the n-th mount leads to.
    const fn enter(&self, n: usize) -> Mounted {
        let (mount, depth) = (self.map.mounts[n], self.depth as usize);
        assert!(depth < MAX_DEPTH, "[WE205] apps are mounted more than 16 deep");
        let mut child = *self;
        child.map = mount.map;
        child.chain[depth] = Some(mount);
        child.depth += 1;
        child.variables += mount.variables.len() as u8;
        child.prefixes[depth] = mount.prefix;
        child.texts[depth] = mount.text;
        child.way[depth] = n as u16;
        if child.domain.is_none() {
            child.domain = mount.domain;
        }
        let mut i = 0;
        while i < mount.map.outer.len() && i < MAX_VARIABLES {
            child.outer[i] = child.provider(mount.map.outer[i].name);
            i += 1;
        }
        child
    }

    /// Where a variable of this name comes from: the innermost prefix that has it, or the domain.
    const fn provider(&self, name: &str) -> Slot {
        let mut before = self.variables;
        let mut depth = self.depth as usize;
        while depth > 0 {
            depth -= 1;
            if let Some(mount) = self.chain[depth] {
                before -= mount.variables.len() as u8;
                if let Some(n) = position(mount.variables, name) {
                    return Slot::Path(before + n);
                }
            }
        }
        if let Some(domain) = self.domain
            && let Some(n) = position(domain.variables, name)
        {
            return Slot::Domain(n);
        }
        Slot::None
    }

    /// Whether something is asked of the values of the prefixes: by types, or by limits.
    const fn is_selective(&self) -> bool {
        if self.refuses() {
            return true;
        }
        let mut depth = 0;
        while depth < self.depth as usize {
            if let Some(mount) = self.chain[depth]
                && are_selective(mount.variables)
            {
                return true;
            }
            depth += 1;
        }
        false
    }
}

const fn is_selective(domain: Option<&Domain<'_>>) -> bool {
    match domain {
        Some(domain) => are_selective(domain.variables),
        None => false,
    }
}

/// Whether something is asked of the values beside their patterns.
const fn are_selective(variables: &[Variable<'_>]) -> bool {
    let mut n = 0;
    while n < variables.len() {
        if variables[n].accepts.is_some() || !matches!(variables[n].limits, Limits::None) {
            return true;
        }
        n += 1;
    }
    false
}

/// Which of the variables has this name.
const fn position(variables: &[Variable<'_>], name: &str) -> Option<u8> {
    let mut n = 0;
    while n < variables.len() {
        if text::equal(variables[n].name, name) {
            return Some(n as u8);
        }
        n += 1;
    }
    None
}

/// Makes the tree, level by level, so that the children of a node stand together.
const fn build_nodes(
    nodes: &mut [Node],
    slots: &mut [u32],
    leaves: &[Leaf],
    mounts: &[Mounted],
) -> (usize, usize) {
    let (mut count, mut used) = (1, 0);
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
        while at < last && leaves[at].level(mounts, depth).is_none() {
            at += 1;
        }
        node.ends = (at - node.first as usize) as u16;
        if node.ends > 0 {
            node.at_once = leaves[node.first as usize].at_once();
        }
        node.children = count as u32;
        while at < last {
            let Some(lead) = leaves[at].level(mounts, depth) else { break };
            let mut child = Node { part: Some(lead), first: at as u32, depth: node.depth + 1, ..NODE };
            child.priority = leaves[at].rule.priority;
            let app = leaves[at].mount;
            at += 1;
            while at < last {
                match leaves[at].level(mounts, depth) {
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
                child.key = key(lead.pattern.as_bytes());
                if lead.pattern.is_empty() {
                    node.branch = true;
                }
                node.statics += 1;
                node.note_length(lead.pattern);
            } else {
                if node.dynamics > 0 {
                    let before = &mut nodes[count - 1];
                    if let Some(other) = before.part {
                        before.tied = prioritized
                            && matches!(weight::compare(other.weight, lead.weight), Ordering::Equal);
                    }
                }
                child.plain = is_plain(lead);
                node.dynamics += 1;
            }
            nodes[count] = child;
            count += 1;
        }
        node.dynamic = node.children + node.statics as u32;
        node.way = match (node.statics, node.dynamics) {
            (0, 0) => Way::None,
            (_, 0) => Way::Literals,
            (0, 1) if nodes[count - 1].plain => Way::Plain,
            (_, 1) if nodes[count - 1].plain => Way::LiteralsThenPlain,
            _ => Way::Several,
        };
        if node.statics > 0 {
            used = node.place_literals(nodes, slots, used);
        }
        nodes[n] = node;
        n += 1;
    }
    (count, used)
}

/// Whether the part takes any segment that is not empty, all of it for one variable.
const fn is_plain(part: &Part<'_>) -> bool {
    matches!(part.pieces, [Piece::Variable(Class::Text { min: 1, max: u32::MAX })])
}
