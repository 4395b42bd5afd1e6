//! Rules that no request reaches because of rules across a mount: takes the [`Storage`] of a whole app in const evaluation,
//! and stops the build with a message that names the rule and those that take its requests. What stands in one block was
//! looked at before, natively.
//!
//! A rule is said to be unreachable where, for each of its methods, one other takes all of its paths; where its first
//! segment that differs is one of `any`, one other for each item. That is decided exactly, by the automata of both where
//! nothing cheaper tells. What is let through, though no request reaches it:
//!
//! - a rule whose paths go to several others together, none of which takes all of them, nor all of one item (those up to
//!   three characters to one, longer ones to another; the items of an `any` behind the first segment that differs);
//! - a rule all of whose paths another takes with an empty last segment, that of a `string(minlength=0)`;
//! - a pair whose search is given up: more than 16,384 edges of the automata, 1,024 places or 128 characters that matter at
//!   one of them. A `priority` would be of no help here, as it beats no weight; so the build is not stopped.

use crate::conflict::{View, includes, takes_all, takes_nothing};
use crate::message::Message;
use crate::rule::{Class, Part, Piece, Rule};
use crate::table::{Leaf, Mounted, Node, Storage};
use crate::weight;

/// Stops the build where no request reaches a rule, because rules of the root's `mount`-th mount take its requests from
/// rules of the root or of a mount before it, or the other way round.
///
/// # Panics
/// In const evaluation, where there is such a rule.
#[track_caller]
pub const fn check_reached<
    const LEAVES: usize,
    const NODES: usize,
    const SLOTS: usize,
    const MOUNTS: usize,
>(
    storage: &Storage<LEAVES, NODES, SLOTS, MOUNTS>,
    mount: usize,
) {
    let hosts = storage.has_hosts();
    let check =
        Check { leaves: &storage.leaves, nodes: &storage.nodes, mounts: &storage.mounts, mount, hosts };
    check.run(0);
}

struct Check<'s> {
    leaves: &'s [Leaf],
    nodes: &'s [Node],
    mounts: &'s [Mounted],
    mount: usize,
    /// The first level of the tree is that of the domains.
    hosts: bool,
}

/// A dynamic child of a node.
struct Child<'n> {
    node: &'n Node,
    at: usize,
    part: &'n Part<'n>,
    /// As [`Check::leading`] says.
    leading: u64,
}

/// The rules that take the requests of another, as far as they are shown.
struct Takers {
    shown: [usize; 4],
    count: usize,
}

/// The methods of a rule that no other was found for yet.
#[derive(Clone, Copy)]
pub(crate) struct Left {
    pub(crate) any: bool,
    /// The standard ones.
    pub(crate) bits: u16,
    /// The others, by their place in the rule's [`Methods::extra`](crate::method::Methods::extra).
    pub(crate) extra: u64,
}

impl Check<'_> {
    /// Looks at the dynamic children of a node, each below those that go before it. Where all rules are of one app no mount
    /// meets another.
    #[track_caller]
    const fn run(&self, n: usize) {
        let node = &self.nodes[n];
        if !node.mixed {
            return;
        }
        let last = node.dynamic as usize + node.dynamics as usize;
        let mut child = node.dynamic as usize;
        while child < last {
            self.group(node, child);
            child += 1;
        }
        let mut child = node.children as usize;
        while child < last {
            self.run(child);
            child += 1;
        }
    }

    #[track_caller]
    const fn group(&self, node: &Node, child: usize) {
        let Some(part) = self.nodes[child].part else { return };
        let child = Child { node, at: child, part, leading: self.leading(node, child, part) };
        let mut way = 0;
        while way < ways(part) {
            let mut sibling = node.children as usize;
            while sibling < child.at && !self.leads(sibling, &child, way) {
                sibling += 1;
            }
            if sibling == child.at {
                return;
            }
            way += 1;
        }
        let mut rule = self.nodes[child.at].first as usize;
        while rule < self.nodes[child.at].last as usize {
            if self.is_asked(rule) {
                self.rule(&child, rule);
            }
            rule += 1;
        }
    }

    /// Which of the first 64 dynamic siblings before a child take all that it takes, as bits.
    const fn leading(&self, node: &Node, child: usize, part: &Part<'_>) -> u64 {
        let (mut bits, mut n) = (0, 0);
        while n < 64 && node.dynamic as usize + n < child {
            if self.includes(node.dynamic as usize + n, node, part) {
                bits |= 1 << n;
            }
            n += 1;
        }
        bits
    }

    /// Whether a sibling goes before a part and takes all that it takes, or, where it takes the rest, may do so.
    const fn includes(&self, sibling: usize, node: &Node, other: &Part<'_>) -> bool {
        let Some(part) = self.nodes[sibling].part else { return false };
        if !matches!(weight::compare(part.weight, other.weight), core::cmp::Ordering::Less) {
            return false;
        }
        part.rest || ways(other) == 1 && !other.rest && (includes(part, other) || self.is_first(node, other))
    }

    /// Whether the first segment of a path is taken where a part takes nothing too: that part is compared with what follows.
    const fn is_first(&self, node: &Node, part: &Part<'_>) -> bool {
        matches!(self.own(node), Some(0)) && takes_nothing(part)
    }

    /// Whether a sibling goes before a dynamic child and may take all that the child's part takes, or that item of it.
    const fn leads(&self, sibling: usize, child: &Child<'_>, way: usize) -> bool {
        let Some(part) = self.nodes[sibling].part else { return false };
        if part.is_static() {
            return match item(child.part, way) {
                Some(text) => includes(part, &Part::literal(text)),
                None => includes(part, child.part),
            };
        }
        let n = sibling - child.node.dynamic as usize;
        match item(child.part, way) {
            Some(text) if !part.rest => {
                matches!(weight::compare(part.weight, child.part.weight), core::cmp::Ordering::Less)
                    && includes(part, &Part::literal(text))
            }
            _ if n < 64 => child.leading >> n & 1 == 1,
            _ => self.includes(sibling, child.node, child.part),
        }
    }

    #[track_caller]
    const fn rule(&self, child: &Child<'_>, rule: usize) {
        let mut takers = Takers { shown: [0; 4], count: 0 };
        let mut across = false;
        let mut way = 0;
        while way < ways(child.part) {
            let mut left = Left::of(self.leaves[rule].rule);
            let mut sibling = child.node.children as usize;
            while sibling < child.at && !left.is_empty() {
                if self.leads(sibling, child, way) {
                    let mut taker = self.nodes[sibling].first as usize;
                    while taker < self.nodes[sibling].last as usize {
                        let fewer = left.without(self.leaves[rule].rule, self.leaves[taker].rule);
                        if !fewer.is(&left) && self.takes((child, way), sibling, taker, rule) {
                            left = fewer;
                            takers.add(taker);
                            across |= self.is_across(taker, rule);
                        }
                        taker += 1;
                    }
                }
                sibling += 1;
            }
            if !left.is_empty() {
                return;
            }
            way += 1;
        }
        if across {
            self.fail(rule, &takers);
        }
    }

    /// Whether a rule below a sibling takes all of another's paths, but for what the sibling's part decides.
    const fn takes(
        &self,
        (child, way): (&Child<'_>, usize),
        sibling: usize,
        taker: usize,
        rule: usize,
    ) -> bool {
        if !self.is_asked(taker) || self.refuses(&self.leaves[taker]) {
            return false;
        }
        let Some(own) = self.own(child.node) else {
            return takes_all(&self.view(taker), &self.view(rule), 0, None);
        };
        let rest = matches!(self.nodes[sibling].part, Some(part) if part.rest);
        let again = rest || self.is_first(child.node, child.part);
        let only = if rest && item(child.part, way).is_some() { Some(way) } else { None };
        takes_all(&self.view(taker), &self.view(rule), if again { own } else { own + 1 }, only)
    }

    /// How many parts of the path lead to a node; `None` where its children are domains.
    const fn own(&self, node: &Node) -> Option<usize> {
        match (self.hosts, node.depth as usize) {
            (true, 0) => None,
            (true, depth) => Some(depth - 1),
            (false, depth) => Some(depth),
        }
    }

    const fn view(&self, leaf: usize) -> View<'_> {
        let leaf = &self.leaves[leaf];
        View::of(leaf.rule).under(self.mounts[leaf.mount as usize].prefixes()).at(leaf.domain)
    }

    /// Whether a rule is of the root, or comes by the mount or one before it.
    const fn is_asked(&self, leaf: usize) -> bool {
        match self.branch(leaf) {
            None => true,
            Some(branch) => branch <= self.mount,
        }
    }

    /// Whether just one of two rules comes by the mount.
    const fn is_across(&self, one: usize, other: usize) -> bool {
        self.comes_by_mount(one) != self.comes_by_mount(other)
    }

    const fn comes_by_mount(&self, leaf: usize) -> bool {
        matches!(self.branch(leaf), Some(branch) if branch == self.mount)
    }

    /// The root's mount that a rule comes by.
    const fn branch(&self, leaf: usize) -> Option<usize> {
        self.mounts[self.leaves[leaf].mount as usize].branch()
    }

    /// Whether the type of an argument may refuse what the pattern of its variable takes.
    const fn refuses(&self, leaf: &Leaf) -> bool {
        leaf.rule.refuses || self.mounts[leaf.mount as usize].refuses()
    }

    #[track_caller]
    const fn fail(&self, rule: usize, takers: &Takers) -> ! {
        let mut message = Message::new();
        message.push("[WE208] no request reaches a rule, as others take all of them before it\nrule:   ");
        self.push(&mut message, rule);
        let mut n = 0;
        while n < takers.count && n < takers.shown.len() {
            message.push(if n == 0 { "\nbefore: " } else { "\n        " });
            self.push(&mut message, takers.shown[n]);
            n += 1;
        }
        message.push("\nhelp: remove it, mount under another prefix, or let the rules before it take less");
        panic!("{}", message.as_str())
    }

    const fn push(&self, message: &mut Message, leaf: usize) {
        let leaf = &self.leaves[leaf];
        let mounted = &self.mounts[leaf.mount as usize];
        message.push_rule(mounted.texts(), leaf.rule, mounted.map.app);
    }
}

impl Takers {
    const fn add(&mut self, taker: usize) {
        let mut n = 0;
        while n < self.count && n < self.shown.len() {
            if self.shown[n] == taker {
                return;
            }
            n += 1;
        }
        if n < self.shown.len() {
            self.shown[n] = taker;
        }
        self.count += 1;
    }
}

impl Left {
    pub(crate) const NONE: Left = Left { any: false, bits: 0, extra: 0 };

    pub(crate) const fn of(rule: &Rule<'_>) -> Self {
        let count = rule.methods.extra().len();
        let extra = if count >= 64 { u64::MAX } else { (1 << count) - 1 };
        Left { any: rule.methods.is_any(), bits: rule.methods.bits(), extra }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        !self.any && self.bits == 0 && self.extra == 0
    }

    pub(crate) const fn is(&self, other: &Left) -> bool {
        self.any == other.any && self.bits == other.bits && self.extra == other.extra
    }

    /// What is left of a rule's methods where another takes its own.
    pub(crate) const fn without(&self, rule: &Rule<'_>, other: &Rule<'_>) -> Self {
        if rule.websocket != other.websocket {
            return *self;
        }
        if other.methods.is_any() {
            return Left { any: false, bits: 0, extra: 0 };
        }
        let mut left = Left { bits: self.bits & !other.methods.bits(), ..*self };
        let names = rule.methods.extra();
        let mut n = 0;
        while n < names.len() && n < 63 {
            if other.methods.contains(names[n]) {
                left.extra &= !(1 << n);
            }
            n += 1;
        }
        left
    }
}

/// In how many ways a part is taken one by one: the items of an `any`.
const fn ways(part: &Part<'_>) -> usize {
    match part.pieces {
        [Piece::Variable(Class::Any(items))] => items.len(),
        _ => 1,
    }
}

/// One of these ways; `None` is all that the part takes.
const fn item<'a>(part: &Part<'a>, way: usize) -> Option<&'a str> {
    match part.pieces {
        [Piece::Variable(Class::Any(items))] => Some(items[way]),
        _ => None,
    }
}
