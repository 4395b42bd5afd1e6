//! Whether an app still takes what its lock file says: takes the [`Storage`] of the whole app in const evaluation, and stops
//! the build with a message that names the locked line and what became of it.
//!
//! Both are sorted alike, so that a rule that stands as it stood is found by going through both once. Only what is not
//! found is compared with every rule, by the automata of both. What the type of an argument refuses is no part of a rule.

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::Locked;
use super::limits::widens;
use crate::conflict::{View, includes, takes_all};
use crate::map::{Hosts, Map};
use crate::reached::Left;
use crate::rule::{Limits, Part, Piece, Rule, Variable};
use crate::table::{Leaf, Mounted, Size, Storage, Table, compare_domains, compare_with_leaf};
use crate::text;

/// How many broken lines a message shows.
pub(super) const SHOWN: usize = 4;
const SLASH: &[Part<'static>] = &[Part::literal("")];

/// Stops the build where the app no longer takes what a line of its lock file says, which is called `file`; `command`
/// accepts the break. Where the app of `map` lacks rules because of another mistake, it says nothing.
///
/// # Panics
/// In const evaluation, where a route is gone or takes less.
#[track_caller]
pub const fn check_locked<
    const LEAVES: usize,
    const NODES: usize,
    const SLOTS: usize,
    const MOUNTS: usize,
>(
    storage: &Storage<LEAVES, NODES, SLOTS, MOUNTS>,
    map: &Map,
    locked: &[Locked<'_>],
    (file, command): (&str, &str),
) {
    if is_faulty(map) || LEAVES == 0 && Size::of(map).leaves > 0 {
        return;
    }
    let default = match storage.mounts[0].map.hosts {
        Hosts::Subdomains(default) if storage.has_hosts() => Some(default),
        _ => None,
    };
    let merges = storage.merges_slashes();
    let check = Check { leaves: &storage.leaves, mounts: &storage.mounts, default, merges };
    let mut broken: [(usize, Left); SHOWN] = [(0, Left::NONE); SHOWN];
    let (mut count, mut first, mut n) = (0, First::START, 0);
    while n < locked.len() {
        first = check.first(first, &locked[n].rule);
        let left = check.left(&locked[n].rule, first);
        if !left.is_empty() {
            if count < SHOWN {
                broken[count] = (n, left);
            }
            count += 1;
        }
        n += 1;
    }
    if count > 0 {
        check.fail(locked, (&broken, count), (file, command));
    }
}

/// Whether the rules of some block are missing: that is told elsewhere.
const fn is_faulty(map: &Map) -> bool {
    if map.id.is_empty() {
        return true;
    }
    let mut n = 0;
    while n < map.mounts.len() {
        if is_faulty(map.mounts[n].map) {
            return true;
        }
        n += 1;
    }
    false
}

/// The lines that no rule of their own parts keeps, of a file whose app has all rules of a table, and perhaps more: what is
/// left to [`check_locked`], which costs the compiler time for each. Subdomains and hosts have to be those of the whole app.
///
/// ```
/// use wegwerk_routing::lock::{read, unkept};
/// use wegwerk_routing::map::Map;
/// use wegwerk_routing::table::Table;
///
/// let rules = read("GET /a\nGET /b").unwrap().into_iter().map(|locked| locked.rule).collect();
/// let left = unkept(&Table::leak(Map::leak("Shop", rules)), read("GET /a\nGET, POST /b\nGET /c").unwrap());
/// assert_eq!(left.iter().map(|locked| locked.text).collect::<Vec<_>>(), ["GET, POST /b", "GET /c"]);
/// ```
pub fn unkept<'l>(table: &Table, locked: Vec<Locked<'l>>) -> Vec<Locked<'l>> {
    let default = match table.hosts() {
        Some(Hosts::Subdomains(default)) => Some(default),
        _ => None,
    };
    let (leaves, mounts) = (table.leaves(), table.mounts());
    let check = Check { leaves, mounts, default, merges: table.merge_slashes };
    let mut first = First::START;
    let is_left = |locked: &Locked<'l>| {
        first = check.first(first, &locked.rule);
        !check.left_by_alike(&locked.rule, first).is_empty()
    };
    locked.into_iter().filter(is_left).collect()
}

/// Where the rules of the same parts as a locked one begin, if there are any.
#[derive(Clone, Copy)]
struct First {
    leaf: usize,
    /// It has the same text.
    alike: bool,
}

impl First {
    const START: First = First { leaf: 0, alike: false };
}

pub(super) struct Check<'s> {
    pub(super) leaves: &'s [Leaf],
    pub(super) mounts: &'s [Mounted],
    /// The subdomain of rules that name none, where rules are told apart by subdomains.
    default: Option<&'static Part<'static>>,
    /// Whether the app merges slashes.
    merges: bool,
}

impl Check<'_> {
    const fn domain<'a>(&self, locked: &Rule<'a>) -> Option<&'a Part<'a>> {
        match locked.domain {
            Some(domain) => Some(&domain.part),
            None => self.default,
        }
    }

    /// The first rule, from that of the line before on, that is not before a locked one. Mostly it is the next, and written
    /// alike: comparing the parts would cost the compiler much more than the texts.
    const fn first(&self, before: First, locked: &Rule<'_>) -> First {
        let domain = self.domain(locked);
        let mut leaf = before.leaf + 1;
        if before.alike && leaf < self.leaves.len() && self.is_written_alike(leaf, locked, domain) {
            return First { leaf, alike: true };
        }
        leaf = before.leaf;
        while leaf < self.leaves.len() {
            if self.is_written_alike(leaf, locked, domain) {
                return First { leaf, alike: true };
            }
            if !matches!(compare_with_leaf(&self.leaves[leaf], self.mounts, locked, domain), Ordering::Less) {
                break;
            }
            leaf += 1;
        }
        First { leaf, alike: false }
    }

    /// Whether the text of a rule, with its prefixes, is that of a locked one, and their hosts are the same.
    const fn is_written_alike(&self, leaf: usize, locked: &Rule<'_>, domain: Option<&Part<'_>>) -> bool {
        let leaf = &self.leaves[leaf];
        if leaf.rule.merge_slashes != locked.merge_slashes
            || !matches!(compare_domains(leaf.domain, domain), Ordering::Equal)
        {
            return false;
        }
        let (prefixes, mut text) = (self.mounts[leaf.mount as usize].texts(), locked.text);
        let mut n = 0;
        while n < prefixes.len() {
            match text::strip_prefix(text, prefixes[n]) {
                Some(rest) => text = rest,
                None => return false,
            }
            n += 1;
        }
        text.len() == leaf.rule.text.len() && text::equal(text, leaf.rule.text)
    }

    /// The methods of a locked rule that no rule takes; those of the same parts begin at `first`.
    const fn left(&self, locked: &Rule<'_>, first: First) -> Left {
        let mut left = self.left_by_alike(locked, first);
        let mut n = 0;
        while n < self.leaves.len() && !left.is_empty() {
            let fewer = left.without(locked, self.leaves[n].rule);
            if !fewer.is(&left) && self.takes(locked, n) {
                left = fewer;
            }
            n += 1;
        }
        left
    }

    /// The methods of a locked rule that no rule of the same parts takes.
    const fn left_by_alike(&self, locked: &Rule<'_>, first: First) -> Left {
        let mut left = Left::of(locked);
        let domain = self.domain(locked);
        let mut n = first.leaf;
        while n < self.leaves.len() && !left.is_empty() {
            let leaf = &self.leaves[n];
            let alike = first.alike && n == first.leaf;
            if !alike && !matches!(compare_with_leaf(leaf, self.mounts, locked, domain), Ordering::Equal) {
                break;
            }
            let takes_ends = leaf.rule.strict_slashes <= locked.strict_slashes || is_branch(locked);
            let values =
                if alike { self.keeps_host_values(locked, n) } else { self.keeps_values(locked, n, true) };
            if takes_ends && values && self.keeps(locked, n) {
                left = left.without(locked, leaf.rule);
            }
            n += 1;
        }
        left
    }

    /// Whether a rule takes the hosts of a locked one, and its paths with doubled slashes.
    pub(super) const fn keeps(&self, locked: &Rule<'_>, n: usize) -> bool {
        self.keeps_host(locked, n)
            && (!locked.merge_slashes || self.merges && self.leaves[n].rule.merge_slashes)
    }

    pub(super) const fn keeps_host(&self, locked: &Rule<'_>, n: usize) -> bool {
        let leaf = &self.leaves[n];
        let named = match self.mounts[leaf.mount as usize].domain {
            None => leaf.rule.domain,
            domain => domain,
        };
        match (leaf.domain, locked.domain) {
            (None, _) => true,
            (Some(own), None) => named.is_none() && own.pattern.is_empty(),
            (Some(own), Some(domain)) => {
                let host = match named {
                    Some(named) => named.host,
                    None => false,
                };
                host == domain.host && includes(own, &domain.part)
            }
        }
    }

    const fn takes(&self, locked: &Rule<'_>, n: usize) -> bool {
        if !self.keeps(locked, n) || !self.keeps_values(locked, n, self.is_alike(locked, n)) {
            return false;
        }
        let view = self.view(n);
        let own = View::of(locked).at(None);
        if !takes_all(&view, &own, 0, None) {
            return false;
        }
        // The other form of its end, with a slash or without, is answered or redirected.
        let count = locked.parts.len();
        if is_branch(locked) {
            if count < 2 || locked.parts[count - 2].suffixed {
                return true;
            }
            let bare = View::new(locked.parts.split_at(count - 1).0, locked.methods);
            return takes_all(&view, &bare, 0, None);
        }
        if locked.strict_slashes || count > 0 && locked.parts[count - 1].rest {
            return true;
        }
        takes_all(&view, &View::new(SLASH, locked.methods).under(&[locked.parts]), 0, None)
    }

    pub(super) const fn view(&self, n: usize) -> View<'_> {
        let leaf = &self.leaves[n];
        View::of(leaf.rule).under(self.mounts[leaf.mount as usize].prefixes()).at(None)
    }

    /// Whether a rule refuses no values of a locked one: variable by variable where both are alike, and else where it refuses
    /// none at all.
    pub(super) const fn keeps_values(&self, locked: &Rule<'_>, n: usize, alike: bool) -> bool {
        let mut i = 0;
        while let Some(own) = self.variable(n, i) {
            let keeps = if alike && i < locked.variables.len() {
                widens(own, &locked.variables[i])
            } else {
                own.accepts.is_none() && matches!(own.limits, Limits::None)
            };
            if !keeps {
                return false;
            }
            i += 1;
        }
        self.keeps_host_values(locked, n)
    }

    const fn keeps_host_values(&self, locked: &Rule<'_>, n: usize) -> bool {
        let leaf = &self.leaves[n];
        let named = match self.mounts[leaf.mount as usize].domain {
            None => leaf.rule.domain,
            domain => domain,
        };
        let (Some(own), Some(domain)) = (named, locked.domain) else { return true };
        let alike = own.part.pieces.len() == domain.part.pieces.len();
        let mut i = 0;
        while i < own.variables.len() {
            let keeps = if alike && i < domain.variables.len() {
                widens(&own.variables[i], &domain.variables[i])
            } else {
                own.variables[i].accepts.is_none() && matches!(own.variables[i].limits, Limits::None)
            };
            if !keeps {
                return false;
            }
            i += 1;
        }
        true
    }

    /// Whether variables stand at the same places of both.
    pub(super) const fn is_alike(&self, locked: &Rule<'_>, n: usize) -> bool {
        let parts = self.view(n).parts;
        if parts.len() != locked.parts.len() {
            return false;
        }
        let mut i = 0;
        while let Some(part) = parts.get(i) {
            let (own, other) = (part.pieces, locked.parts[i].pieces);
            if own.len() != other.len() {
                return false;
            }
            let mut piece = 0;
            while piece < own.len() {
                let variable = matches!(own[piece], Piece::Variable(_));
                if variable != matches!(other[piece], Piece::Variable(_)) {
                    return false;
                }
                piece += 1;
            }
            i += 1;
        }
        true
    }

    /// The i-th variable of a rule's path, those of prefixes first.
    const fn variable(&self, n: usize, i: usize) -> Option<&'static Variable<'static>> {
        let leaf = &self.leaves[n];
        let mounted = &self.mounts[leaf.mount as usize];
        if let Some(variable) = mounted.prefix_variable(i) {
            return Some(variable);
        }
        let own = i - mounted.variables as usize;
        let variables = leaf.rule.variables;
        if own < variables.len() { Some(&variables[own]) } else { None }
    }
}

const fn is_branch(rule: &Rule<'_>) -> bool {
    match rule.parts {
        [.., last] => last.is_static() && last.pattern.is_empty(),
        [] => false,
    }
}
