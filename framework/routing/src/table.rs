//! The dispatch table of a whole app: takes the [`Map`] of the root with all that it mounts, and is one tree
//! of path segments in read-only memory, made in const evaluation.

mod build;
mod literals;
mod node;
mod order;
mod storage;

use crate::map::{Hosts, Map, Mount};
use crate::path::Path;
use crate::rule::{Domain, MAX_VARIABLES, Part, Rule, Slot, Variable};

pub(crate) use node::{Node, Way};
pub(crate) use order::{compare_domains, compare_with_leaf};
pub use order::{compare_parts, compare_rules};
pub use storage::Storage;

/// How deep apps can be mounted in each other; a part of an app counts as mounted.
pub const MAX_DEPTH: usize = 16;

/// How much room a table takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// The number of rules, mounted ones included.
    pub leaves: usize,
    /// The number of tree nodes at most.
    pub nodes: usize,
    /// The room at most for the places of their literal children.
    pub slots: usize,
    /// The number of mounted apps, the root included.
    pub mounts: usize,
    /// Whether rules are told apart by subdomains or hosts.
    pub hosts: bool,
}

impl Size {
    /// The room that the whole app of `map` takes.
    pub const fn of(map: &Map) -> Size {
        let hosts = match map.hosts {
            Hosts::Subdomains(default) => !default.pattern.is_empty(),
            Hosts::Hosts => true,
        };
        let mut size = Size { leaves: 0, nodes: 1, slots: 0, mounts: 0, hosts };
        size.add(map, 0);
        if size.hosts {
            size.nodes += size.leaves;
        }
        // Fewer than four for each child.
        size.slots = 4 * size.nodes;
        size
    }

    const fn add(&mut self, map: &Map, depth: usize) {
        self.mounts += 1;
        self.leaves += map.rules.len();
        let mut i = 0;
        while i < map.rules.len() {
            self.nodes += depth + map.rules[i].parts.len();
            self.hosts |= map.rules[i].domain.is_some();
            i += 1;
        }
        let mut i = 0;
        while i < map.mounts.len() {
            self.hosts |= map.mounts[i].domain.is_some();
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
    /// The subdomain or host that it takes requests of; `None` where the whole app names none.
    pub domain: Option<&'static Part<'static>>,
    /// How many variables the subdomain or host has.
    pub domain_variables: u8,
    /// How many variables stand before the rule's own: those of the host and of the prefixes.
    pub first: u8,
    /// A converter's limits or an argument's type may refuse what the pattern takes.
    pub(crate) selective: bool,
}

impl Leaf {
    /// The standard methods with which the rule takes every request whose path fits.
    const fn at_once(&self) -> u16 {
        if self.selective || self.rule.websocket {
            0
        } else if self.rule.methods.is_any() {
            u16::MAX
        } else {
            self.rule.methods.bits()
        }
    }

    /// Level `depth` of the tree that the rule is in: its domain, where there are any, then its path.
    const fn level(&self, mounts: &[Mounted], depth: usize) -> Option<&'static Part<'static>> {
        match self.domain {
            None => self.part(mounts, depth),
            Some(domain) if depth == 0 => Some(domain),
            Some(_) => self.part(mounts, depth - 1),
        }
    }

    /// Part `depth` of the whole rule's path, prefixes first.
    pub(crate) const fn part(&self, mounts: &[Mounted], depth: usize) -> Option<&'static Part<'static>> {
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
    /// The domain that the mounts give to all of its rules: the outermost counts.
    pub domain: Option<&'static Domain<'static>>,
    /// Where the app's [`Outer`](crate::map::Outer) variables come from: [`Slot::Path`] is a variable of the
    /// prefixes.
    outer: [Slot; MAX_VARIABLES],
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
            domain: None,
            outer: [Slot::None; MAX_VARIABLES],
        }
    }

    /// Where the app's n-th outer variable comes from: [`Slot::Path`] is a variable of the prefixes, and
    /// [`Slot::Domain`] one of the domain.
    pub const fn outer(&self, n: usize) -> Slot {
        if n < MAX_VARIABLES { self.outer[n] } else { Slot::None }
    }

    /// Whether a type of the prefixes' variables may refuse what their patterns take.
    pub(crate) const fn refuses(&self) -> bool {
        let mut depth = 0;
        while depth < self.depth as usize {
            if let Some(mount) = self.chain[depth] {
                let mut n = 0;
                while n < mount.variables.len() {
                    if mount.variables[n].accepts.is_some() {
                        return true;
                    }
                    n += 1;
                }
            }
            depth += 1;
        }
        let mut n = 0;
        while n < self.map.outer.len() {
            if self.map.outer[n].accepts.is_some() {
                return true;
            }
            n += 1;
        }
        false
    }

    /// The n-th variable of the prefixes, outermost first.
    pub const fn prefix_variable(&self, mut n: usize) -> Option<&'static Variable<'static>> {
        let mut i = 0;
        while i < self.depth as usize {
            if let Some(mount) = self.chain[i] {
                if n < mount.variables.len() {
                    return Some(&mount.variables[n]);
                }
                n -= mount.variables.len();
            }
            i += 1;
        }
        None
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

    /// Which of the root's mounts leads to it; `None` for the root itself.
    pub(crate) const fn branch(&self) -> Option<usize> {
        if self.depth == 0 { None } else { Some(self.way[0] as usize) }
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

/// A table, as it is looked up.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    pub(crate) nodes: &'static [Node],
    pub(crate) slots: &'static [u32],
    leaves: &'static [Leaf],
    mounts: &'static [Mounted],
    pub(crate) merge_slashes: bool,
    /// Whether the first level of the tree is that of the subdomains or hosts.
    pub(crate) hosts: bool,
}

impl Table {
    /// A table without rules.
    pub const EMPTY: Table =
        Table { nodes: &[], slots: &[], leaves: &[], mounts: &[], merge_slashes: true, hosts: false };

    /// Every rule of the whole app, sorted as the tree is.
    pub const fn leaves(&self) -> &'static [Leaf] {
        self.leaves
    }

    /// The root and every app that it mounts.
    pub const fn mounts(&self) -> &'static [Mounted] {
        self.mounts
    }

    /// Whether requests are told apart by their hosts, or by the subdomains of the server's name.
    pub const fn hosts(&self) -> Option<Hosts> {
        if !self.hosts {
            return None;
        }
        match self.mounts {
            [root, ..] => Some(root.map.hosts),
            [] => None,
        }
    }

    /// The app that a rule is of, where it is mounted.
    pub fn mounted(&self, leaf: &Leaf) -> Option<&'static Mounted> {
        self.mounts.get(usize::from(leaf.mount))
    }

    /// The subdomain or host of `leaf`: its mounts' or its own; `None` where it names none.
    pub fn domain(&self, leaf: &Leaf) -> Option<&'static Domain<'static>> {
        self.mounted(leaf).and_then(|mounted| mounted.domain).or(leaf.rule.domain)
    }

    /// The n-th variable of the whole rule of `leaf`: those of the domain, then of the prefixes, then its own.
    pub fn variable(&self, leaf: &Leaf, n: usize) -> Option<&'static Variable<'static>> {
        match n.checked_sub(usize::from(leaf.first)) {
            Some(own) => leaf.rule.variables.get(own),
            None => match n.checked_sub(usize::from(leaf.domain_variables)) {
                Some(n) => self.mounted(leaf)?.prefix_variable(n),
                None => self.domain(leaf)?.variables.get(n),
            },
        }
    }

    /// Which variable of the whole rule of `leaf` a slot of it takes, as [`Table::variable`] counts.
    pub fn capture(&self, leaf: &Leaf, slot: Slot) -> Option<usize> {
        match slot {
            Slot::Path(n) => Some(usize::from(leaf.first) + usize::from(n)),
            Slot::Domain(n) if self.mounted(leaf)?.domain.is_none() => Some(usize::from(n)),
            Slot::Outer(n) => match self.mounted(leaf)?.outer(usize::from(n)) {
                Slot::Path(n) => Some(usize::from(leaf.domain_variables) + usize::from(n)),
                Slot::Domain(n) => Some(usize::from(n)),
                _ => None,
            },
            _ => None,
        }
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
