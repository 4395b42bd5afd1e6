//! The nodes of the tree, as they are read while matching.

use crate::rule::Part;

/// What the children of a node are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// One, a variable that takes any segment.
    Plain,
    /// Literals.
    Literals,
    /// Literals, then a variable that takes any segment.
    LiteralsThenPlain,
    /// There are none.
    None,
    /// Anything else.
    Several,
}

/// A node of the tree: what one segment led to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// The part that leads here; `None` at the root.
    pub part: Option<&'static Part<'static>>,
    /// What tells a literal from most others at a glance: see [`key`].
    pub key: u64,
    /// The children: first `statics` literal ones, sorted by text, then, from `dynamic` on, `dynamics` others, by
    /// weight.
    pub children: u32,
    pub dynamic: u32,
    pub statics: u16,
    pub dynamics: u16,
    pub way: Way,
    /// Where the places of the literal children are in the table's `slots`, and what their keys are multiplied with, and
    /// then shifted by, to find theirs.
    pub(super) slots: u32,
    pub(super) seed: u64,
    pub(super) shift: u8,
    /// How long the longest literal child is.
    pub(super) longest: u16,
    /// The part is a variable that takes any segment.
    pub plain: bool,
    /// The rules that end here: `first..first + ends` of the table's leaves.
    pub first: u32,
    pub ends: u16,
    /// The standard methods with which the first of them takes every request whose path fits.
    pub at_once: u16,
    /// The highest priority of all rules below.
    pub priority: i16,
    /// The next sibling weighs as much, and the app has priorities.
    pub tied: bool,
    /// The first child is for an empty segment: what a branch adds.
    pub branch: bool,
    /// All rules below: `first..last`.
    pub last: u32,
    /// The rules below are of several apps.
    pub mixed: bool,
    pub depth: u16,
}

impl Node {
    /// The children for what is no literal, by weight.
    #[inline]
    pub(crate) fn dynamic_children(&self, nodes: &'static [Node]) -> &'static [Node] {
        let from = self.dynamic as usize;
        nodes.get(from..from + usize::from(self.dynamics)).unwrap_or_default()
    }
}

pub(super) const NODE: Node = Node {
    part: None,
    key: 0,
    children: 0,
    dynamic: 0,
    statics: 0,
    dynamics: 0,
    way: Way::None,
    slots: 0,
    seed: 0,
    shift: 0,
    longest: 0,
    plain: false,
    first: 0,
    ends: 0,
    at_once: 0,
    priority: 0,
    tied: false,
    branch: false,
    last: 0,
    mixed: false,
    depth: 0,
};
