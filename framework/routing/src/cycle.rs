//! Apps that mount themselves, by way of others or not: no table could hold their rules.
//!
//! An app's [`Map`](crate::map::Map) is a constant that holds those of the apps it mounts, so that a cycle of them would be
//! one of the compiler's own. The graph here is made of statics, which may lead to each other, and is asked first.

use core::cmp::Ordering;

use crate::message::Message;
use crate::text;

/// An app in the graph.
#[derive(Debug)]
pub struct Node {
    /// Its name, for messages.
    pub app: &'static str,
    /// What tells it from every other app.
    pub id: &'static str,
    /// Its mounts.
    pub mounts: &'static [Edge],
}

impl Node {
    /// What mounts nothing.
    pub const NONE: &'static Node = &Node { app: "", id: "", mounts: &[] };
}

/// A mount in the graph, or the way from an app's main block to a part of it.
#[derive(Debug)]
pub struct Edge {
    /// The prefix of a mount; `None` for a part.
    pub prefix: Option<&'static str>,
    /// What it leads to.
    pub to: NodeRef,
}

/// A static [`Node`] as an associated constant can hold it: the compiler follows a reference in a constant, and would be
/// led back to that constant.
#[derive(Clone, Copy, Debug)]
pub struct NodeRef(*const Node);

// SAFETY: it stands for a `&'static Node`, which is both.
unsafe impl Send for NodeRef {}
// SAFETY: as above.
unsafe impl Sync for NodeRef {}

impl NodeRef {
    /// What mounts nothing.
    pub const NONE: NodeRef = NodeRef::new(Node::NONE);

    /// The place of a node.
    pub const fn new(node: &'static Node) -> Self {
        NodeRef(node)
    }

    /// The node.
    const fn get(self) -> &'static Node {
        // SAFETY: `new` is the only way to make one, and takes what lives for ever and never changes.
        unsafe { &*self.0 }
    }
}

/// The most apps that are looked at on the way from one back to itself.
const APPS: usize = 256;

/// The apps that are reached from a mount, nearest first.
struct Reached {
    nodes: [&'static Node; APPS],
    /// Where in `nodes` the app stands that mounts each of them, and by which of its mounts.
    by: [(usize, usize); APPS],
    length: usize,
}

impl Reached {
    /// Looks from the `mount`-th mount of an app on, until the app itself is found.
    const fn from(app: &'static Node, mount: usize) -> Self {
        let mut reached = Reached { nodes: [Node::NONE; APPS], by: [(0, 0); APPS], length: 0 };
        reached.add(app.mounts[mount].to.get(), (0, mount));
        let mut i = 0;
        while i < reached.length && !text::equal(reached.nodes[i].id, app.id) {
            let mut m = 0;
            while m < reached.nodes[i].mounts.len() {
                reached.add(reached.nodes[i].mounts[m].to.get(), (i, m));
                m += 1;
            }
            i += 1;
        }
        // What was found after the app is of no interest.
        if i < reached.length {
            reached.length = i + 1;
        }
        reached
    }

    const fn add(&mut self, node: &'static Node, by: (usize, usize)) {
        let mut i = 0;
        while i < self.length {
            if text::equal(self.nodes[i].id, node.id) {
                return;
            }
            i += 1;
        }
        if self.length < APPS {
            self.nodes[self.length] = node;
            self.by[self.length] = by;
            self.length += 1;
        }
    }

    /// The prefix of the mount that leads to the `at`-th app; `None` where it is a part.
    const fn prefix(&self, at: usize) -> Option<&'static str> {
        let (by, mount) = self.by[at];
        self.nodes[by].mounts[mount].prefix
    }

    /// Whether the search ended at the app.
    const fn is_cycle(&self, app: &'static Node) -> bool {
        self.length > 0 && text::equal(self.nodes[self.length - 1].id, app.id)
    }
}

/// Whether the `mount`-th mount of an app leads back to it.
pub const fn leads_back(app: &'static Node, mount: usize) -> bool {
    Reached::from(app, mount).is_cycle(app)
}

/// Stops the build where the `mount`-th mount of an app leads back to it; of the mounts of a cycle one says so.
///
/// # Panics
/// In const evaluation, where it does.
#[track_caller]
pub const fn check_cycle(app: &'static Node, mount: usize) {
    let reached = Reached::from(app, mount);
    if !reached.is_cycle(app) {
        return;
    }
    // The way from the end of the cycle to its beginning. A part is a step of it that has no say: it is no mount.
    let mut way = [0; APPS];
    let mut length = 0;
    let mut at = reached.length - 1;
    while at != 0 {
        way[length] = at;
        length += 1;
        let by = reached.by[at].0;
        let mounts = reached.prefix(at).is_some();
        if mounts && matches!(text::compare(reached.nodes[by].id, app.id), Ordering::Less) {
            return;
        }
        at = by;
    }
    let mut message = Message::new();
    message.push_all(&["[WE413] `", app.app, "` mounts itself: `", app.app]);
    let mut prefix = app.mounts[mount].prefix;
    let mut by = 0;
    loop {
        if let Some(prefix) = prefix {
            message.push_all(&["` at `", prefix, "` -> `", reached.nodes[by].app]);
        }
        if length == 0 {
            break;
        }
        length -= 1;
        by = way[length];
        prefix = reached.prefix(by);
    }
    message.push("`\nhelp: take one of these mounts out; what the apps share can be in an `Arc`");
    panic!("{}", message.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    static ALONE: Node = Node { app: "Alone", id: "m::Alone", mounts: &[] };
    static ITSELF: Node =
        Node { app: "Itself", id: "m::Itself", mounts: &[edge("/x", &ALONE), edge("/me", &ITSELF)] };
    static A: Node = Node { app: "A", id: "m::A", mounts: &[edge("/alone", &ALONE), edge("/b", &B)] };
    static B: Node = Node { app: "B", id: "m::B", mounts: &[edge("/me", &ITSELF), edge("/c", &C)] };
    static C: Node = Node { app: "C", id: "m::C", mounts: &[edge("/a", &A)] };
    static ROOT: Node =
        Node { app: "Root", id: "m::Root", mounts: &[edge("/c", &C), edge("/alone", &ALONE)] };

    static MAIN: Node = Node { app: "Main", id: "m::Main 1", mounts: &[part(&PART)] };
    static PART: Node = Node { app: "Main", id: "m::Main 2", mounts: &[edge("/other", &OTHER)] };
    static OTHER: Node = Node { app: "Other", id: "m::Other", mounts: &[edge("/main", &MAIN)] };

    const fn edge(prefix: &'static str, to: &'static Node) -> Edge {
        Edge { prefix: Some(prefix), to: NodeRef::new(to) }
    }

    const fn part(to: &'static Node) -> Edge {
        Edge { prefix: None, to: NodeRef::new(to) }
    }

    #[test]
    fn mounts_that_lead_back_are_found() {
        let all = |node: &'static Node| {
            (0..node.mounts.len()).map(|n| leads_back(node, n)).collect::<alloc::vec::Vec<_>>()
        };
        assert_eq!(all(&ITSELF), [false, true]);
        assert_eq!(all(&A), [false, true]);
        assert_eq!(all(&B), [false, true]);
        assert_eq!(all(&C), [true]);
        assert_eq!(all(&ROOT), [false, false]);
    }

    #[test]
    #[should_panic = "[WE413] `A` mounts itself: `A` at `/b` -> `B` at `/c` -> `C` at `/a` -> `A`\nhelp: "]
    fn one_app_of_a_cycle_says_so() {
        check_cycle(&B, 1);
        check_cycle(&C, 0);
        check_cycle(&A, 1);
    }

    #[test]
    #[should_panic = "[WE413] `Itself` mounts itself: `Itself` at `/me` -> `Itself`\nhelp: "]
    fn an_app_may_mount_itself_by_nobody_else() {
        check_cycle(&B, 0);
        check_cycle(&ROOT, 0);
        check_cycle(&ITSELF, 1);
    }

    #[test]
    #[should_panic = "[WE413] `Main` mounts itself: `Main` at `/other` -> `Other` at `/main` -> `Main`\nhelp: "]
    fn a_cycle_by_way_of_a_part_is_told_of_at_a_mount() {
        check_cycle(&OTHER, 0);
        check_cycle(&PART, 0);
    }
}
