//! Whether an app still takes what its lock file says: takes the [`Storage`] of the whole app in const evaluation, and stops
//! the build with a message that names the locked line and what became of it.
//!
//! Both are sorted alike, so that a rule that stands as it stood is found by going through both once. Only what is not
//! found is compared with every rule, by the automata of both. What the type of an argument refuses is no part of a rule.

use core::cmp::Ordering;

use super::Locked;
use super::limits::widens;
use crate::conflict::{View, includes, may_react, takes_all};
use crate::map::{Hosts, Map};
use crate::message::Message;
use crate::method::STANDARD;
use crate::reached::Left;
use crate::rule::{Limits, Part, Piece, Rule, Variable};
use crate::table::{Leaf, Mounted, Size, Storage, compare_parts, compare_with_leaf};

/// How many broken lines a message shows.
const SHOWN: usize = 4;
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
    let (mut count, mut leaf, mut n) = (0, 0, 0);
    while n < locked.len() {
        let domain = check.domain(&locked[n].rule);
        while leaf < LEAVES && check.is_before(leaf, &locked[n].rule, domain) {
            leaf += 1;
        }
        let left = check.left(&locked[n].rule, leaf);
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

struct Check<'s> {
    leaves: &'s [Leaf],
    mounts: &'s [Mounted],
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

    const fn is_before(&self, leaf: usize, locked: &Rule<'_>, domain: Option<&Part<'_>>) -> bool {
        matches!(compare_with_leaf(&self.leaves[leaf], self.mounts, locked, domain), Ordering::Less)
    }

    /// The methods of a locked rule that no rule takes; those of the same parts begin at `first`.
    const fn left(&self, locked: &Rule<'_>, first: usize) -> Left {
        let mut left = Left::of(locked);
        let domain = self.domain(locked);
        let mut n = first;
        while n < self.leaves.len()
            && !left.is_empty()
            && matches!(compare_with_leaf(&self.leaves[n], self.mounts, locked, domain), Ordering::Equal)
        {
            let leaf = &self.leaves[n];
            let takes_ends = leaf.rule.strict_slashes <= locked.strict_slashes || is_branch(locked);
            if takes_ends && self.keeps(locked, n) && self.keeps_values(locked, n) {
                left = left.without(locked, leaf.rule);
            }
            n += 1;
        }
        n = 0;
        while n < self.leaves.len() && !left.is_empty() {
            let fewer = left.without(locked, self.leaves[n].rule);
            if !fewer.is(&left) && self.takes(locked, n) {
                left = fewer;
            }
            n += 1;
        }
        left
    }

    /// Whether a rule takes the hosts of a locked one, and its paths with doubled slashes.
    const fn keeps(&self, locked: &Rule<'_>, n: usize) -> bool {
        self.keeps_host(locked, n)
            && (!locked.merge_slashes || self.merges && self.leaves[n].rule.merge_slashes)
    }

    const fn keeps_host(&self, locked: &Rule<'_>, n: usize) -> bool {
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
        if !self.keeps(locked, n) || !self.keeps_values(locked, n) {
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

    const fn view(&self, n: usize) -> View<'_> {
        let leaf = &self.leaves[n];
        View::of(leaf.rule).under(self.mounts[leaf.mount as usize].prefixes()).at(None)
    }

    /// Whether a rule refuses no values of a locked one: variable by variable where both have the same ones, and else where
    /// it refuses none at all.
    const fn keeps_values(&self, locked: &Rule<'_>, n: usize) -> bool {
        let alike = self.is_alike(locked, n);
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
    const fn is_alike(&self, locked: &Rule<'_>, n: usize) -> bool {
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

    #[track_caller]
    const fn fail(
        &self,
        locked: &[Locked<'_>],
        (broken, count): (&[(usize, Left); SHOWN], usize),
        (file, command): (&str, &str),
    ) -> ! {
        let mut message = Message::new();
        message.push("[WE423] routes of `");
        message.push_all(&[file, "` are gone or take less than before: clients that use them break"]);
        let mut n = 0;
        while n < count && n < SHOWN {
            let (line, left) = &broken[n];
            let line = &locked[*line];
            message.push("\nlocked: `");
            message.push_all(&[line.text, "` ("]);
            message.push_all(&[file, ":"]);
            message.push_number(line.line);
            message.push(")\nnow:    ");
            self.push_now(&mut message, &line.rule, left);
            n += 1;
        }
        if count > SHOWN {
            message.push("\nand ");
            message.push_number((count - SHOWN) as u32);
            message.push(" more");
        }
        message.push("\nhelp: bring back what is missing, by an `alias` or a `redirect_to` too; or accept the break: `");
        message.push_all(&["WEGWERK_LOCK=update ", command, "`"]);
        panic!("{}", message.as_str())
    }

    /// What became of a locked rule.
    const fn push_now(&self, message: &mut Message, locked: &Rule<'_>, left: &Left) {
        let (mut n, mut met) = (0, false);
        while n < self.leaves.len() {
            if self.is_similar(locked, n) && may_react(&self.view(n), &View::of(locked).at(None)) {
                if self.is_some_left(locked, left, n) {
                    return self.push_why(message, locked, left, n);
                }
                met = true;
            }
            n += 1;
        }
        if met {
            message.push("no rule takes ");
            push_methods(message, left, locked);
            message.push(" there");
        } else {
            message.push("no rule is left for it");
        }
    }

    /// Whether a rule differs in one part at most, or in a slash at the end.
    const fn is_similar(&self, locked: &Rule<'_>, n: usize) -> bool {
        let parts = self.view(n).parts;
        let (own, other) = (parts.len(), locked.parts.len());
        if own > other + 1 || other > own + 1 {
            return false;
        }
        let (mut i, mut different) = (0, own.abs_diff(other));
        while i < own && i < other {
            if let Some(part) = parts.get(i)
                && !matches!(compare_parts(part, &locked.parts[i]), Ordering::Equal)
            {
                different += 1;
            }
            i += 1;
        }
        different <= 1
    }

    /// Whether a rule takes one of the methods that are left.
    const fn is_some_left(&self, locked: &Rule<'_>, left: &Left, n: usize) -> bool {
        !left.without(locked, self.leaves[n].rule).is(left)
    }

    /// Why a rule that takes some of the paths does not take all.
    const fn push_why(&self, message: &mut Message, locked: &Rule<'_>, left: &Left, n: usize) {
        let leaf = &self.leaves[n];
        if !left.is(&Left::of(locked)) {
            push_methods(message, left, locked);
            message.push(" for ");
        }
        message.push(if !self.keeps_host(locked, n) {
            "another host: "
        } else if !self.keeps(locked, n) {
            "no path whose doubled slashes are merged: "
        } else if !self.keeps_values(locked, n) {
            "fewer values: "
        } else {
            "fewer paths: "
        });
        let mounted = &self.mounts[leaf.mount as usize];
        message.push_rule(mounted.texts(), leaf.rule, mounted.map.app);
    }
}

const fn is_branch(rule: &Rule<'_>) -> bool {
    match rule.parts {
        [.., last] => last.is_static() && last.pattern.is_empty(),
        [] => false,
    }
}

/// The methods that are left, by their names.
const fn push_methods(message: &mut Message, left: &Left, locked: &Rule<'_>) {
    if locked.websocket {
        return message.push("WebSocket handshakes");
    }
    if left.any {
        return message.push("every method");
    }
    let (mut n, mut before) = (0, false);
    while n < STANDARD.len() {
        if left.bits >> n & 1 == 1 {
            message.push(if before { ", " } else { "" });
            message.push(STANDARD[n]);
            before = true;
        }
        n += 1;
    }
    let extra = locked.methods.extra();
    n = 0;
    while n < extra.len() && n < 64 {
        if left.extra >> n & 1 == 1 {
            message.push(if before { ", " } else { "" });
            message.push(extra[n]);
            before = true;
        }
        n += 1;
    }
}
