//! Conflicts across mounts: takes the [`Storage`] of a whole app in const evaluation, and stops the build with a
//! message that names both rules. What stands in one block was compared before, natively.

use crate::conflict::{Verdict, View, Witness, conflict};
use crate::message::Message;
use crate::rule::Rule;
use crate::table::{Leaf, Mounted, Node, Storage};
use crate::weight;

/// Stops the build where a rule of the root's `mount`-th mount conflicts with one of the root, or of a mount
/// before it.
///
/// # Panics
/// In const evaluation, where they do.
#[track_caller]
pub const fn check_mount<const LEAVES: usize, const NODES: usize, const SLOTS: usize, const MOUNTS: usize>(
    storage: &Storage<LEAVES, NODES, SLOTS, MOUNTS>,
    mount: usize,
) {
    let check = Check { leaves: &storage.leaves, mounts: &storage.mounts, mount: Some(mount) };
    check.run(&storage.nodes, 0);
}

/// Stops the build where two rules of one block conflict that stand under `#[cfg]`s.
///
/// # Panics
/// In const evaluation, where they do.
#[track_caller]
pub const fn check_own<const LEAVES: usize, const NODES: usize, const SLOTS: usize, const MOUNTS: usize>(
    storage: &Storage<LEAVES, NODES, SLOTS, MOUNTS>,
) {
    let check = Check { leaves: &storage.leaves, mounts: &storage.mounts, mount: None };
    check.run(&storage.nodes, 0);
}

struct Check<'s> {
    leaves: &'s [Leaf],
    mounts: &'s [Mounted],
    /// The mount whose rules are compared with those before; `None` to compare the root's own.
    mount: Option<usize>,
}

impl Check<'_> {
    /// Looks for rules that the tree leaves in a tie: those that end at one node, and those below children of
    /// equal weight. Where all rules are of one app no mount meets another.
    #[track_caller]
    const fn run(&self, nodes: &[Node], n: usize) {
        let node = &nodes[n];
        if self.mount.is_some() && !node.mixed {
            return;
        }
        let ends = node.first as usize + node.ends as usize;
        self.pairs((node.first as usize, ends), (node.first as usize, ends));
        let first = node.children as usize + node.statics as usize;
        let last = first + node.dynamics as usize;
        let mut a = first;
        while a < last {
            let mut b = a + 1;
            while b < last && equal_weight(&nodes[a], &nodes[b]) {
                let (one, other) = (&nodes[a], &nodes[b]);
                self.pairs(
                    (one.first as usize, one.last as usize),
                    (other.first as usize, other.last as usize),
                );
                b += 1;
            }
            a += 1;
        }
        let mut child = node.children as usize;
        while child < last {
            self.run(nodes, child);
            child += 1;
        }
    }

    #[track_caller]
    const fn pairs(&self, one: (usize, usize), other: (usize, usize)) {
        let mut a = one.0;
        while a < one.1 {
            let mut b = if one.0 == other.0 { a + 1 } else { other.0 };
            while b < other.1 {
                if self.is_asked(&self.leaves[a], &self.leaves[b]) {
                    self.compare(&self.leaves[a], &self.leaves[b]);
                }
                b += 1;
            }
            a += 1;
        }
    }

    /// Whether the pair is this check's: one rule below the mount, the other of the root or an earlier mount.
    const fn is_asked(&self, a: &Leaf, b: &Leaf) -> bool {
        let redirected = self.is_elsewhere(a) || self.is_elsewhere(b);
        let (a, b) = (self.branch(a), self.branch(b));
        match (self.mount, a, b) {
            (None, None, None) => true,
            (Some(mount), Some(a), None) => a == mount,
            (Some(mount), None, Some(b)) => b == mount,
            (Some(mount), Some(a), Some(b)) if a != b => a == mount && b < mount || b == mount && a < mount,
            (Some(mount), Some(a), Some(_)) => a == mount && redirected,
            _ => false,
        }
    }

    /// Whether the rule is for another subdomain or host than in its own app, where it was compared before.
    const fn is_elsewhere(&self, leaf: &Leaf) -> bool {
        let forced = self.mounts[leaf.mount as usize].domain.is_some();
        forced && leaf.rule.domain.is_some() || leaf.domain.is_some() && leaf.rule.domain.is_none()
    }

    /// The root's mount that the rule comes by.
    const fn branch(&self, leaf: &Leaf) -> Option<usize> {
        self.mounts[leaf.mount as usize].branch()
    }

    #[track_caller]
    const fn compare(&self, a: &Leaf, b: &Leaf) {
        let (one, other) = (&self.mounts[a.mount as usize], &self.mounts[b.mount as usize]);
        // What mounts is told before what is mounted.
        let (a, b, one, other) = if a.mount <= b.mount { (a, b, one, other) } else { (b, a, other, one) };
        let first = View::of(a.rule).under(one.prefixes()).at(a.domain);
        let second = View::of(b.rule).under(other.prefixes()).at(b.domain);
        match conflict(&first, &second) {
            Verdict::Clear => {}
            Verdict::Conflict(witness) => fail(Some(&witness), (one, a.rule), (other, b.rule)),
            Verdict::Undecided => fail(None, (one, a.rule), (other, b.rule)),
        }
    }
}

const fn equal_weight(a: &Node, b: &Node) -> bool {
    match (a.part, b.part) {
        (Some(a), Some(b)) => matches!(weight::compare(a.weight, b.weight), core::cmp::Ordering::Equal),
        _ => false,
    }
}

#[track_caller]
const fn fail(
    witness: Option<&Witness<'_>>,
    first: (&Mounted, &Rule<'_>),
    second: (&Mounted, &Rule<'_>),
) -> ! {
    let mut message = Message::new();
    match witness {
        Some(witness) => {
            message.push("[WE201] conflicting routes: `");
            message.push(witness.method());
            message.push(" ");
            match witness.path() {
                Some(path) => message.push_path(path),
                None => message.push("…"),
            }
            if let Some(domain) = witness.domain() {
                message.push("` for `");
                message.push(domain);
            }
            message.push("` fits both, and neither is more specific");
        }
        None => message.push("[WE203] cannot decide whether some request fits both of these rules"),
    }
    message.push("\nfirst:  ");
    message.push_rule(first.0.texts(), first.1, first.0.map.app);
    message.push("\nsecond: ");
    message.push_rule(second.0.texts(), second.1, second.0.map.app);
    message.push(
        "\nhelp: mount under another prefix, use another converter, or give one of the rules `priority = 1`",
    );
    panic!("{}", message.as_str())
}
