//! Whether two runs of parts have a text in common, by a search through the product of their automata.
//!
//! An automaton is never built: a state is a place within the pieces, and its edges are read off the piece
//! that stands there. Sets of characters are few and all but single characters meet, so one representative
//! per pair of edges is enough.

use super::Answer;
use super::view::Parts;
use super::witness::Witness;
use crate::rule::{Class, Piece};
use crate::text::char_at;

/// The run of parts that one side of the search goes through: up to the part `end`, a slash between two
/// parts, then up to `slashes` slashes.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) parts: Parts<'a>,
    pub(super) end: usize,
    pub(super) slashes: usize,
    /// No slash may stand before those slashes.
    pub(super) guarded: bool,
    /// The path without those slashes is not taken, but redirected.
    pub(super) redirects: bool,
}

/// A place within a [`Side`]: before step `step` of a piece, or, where `part` is the side's end, after `step`
/// of its slashes.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    pub(super) part: u32,
    piece: u32,
    /// Which item of an `any` was begun.
    item: u32,
    pub(super) step: u32,
}

/// What an edge takes.
#[derive(Clone, Copy)]
pub(super) enum Set {
    Just(u32),
    Digit,
    Hex,
    NotSlash,
    NotNewline,
}

pub(super) enum Edge {
    /// There are no more edges.
    End,
    /// An edge that can never be taken.
    Dead,
    Free(State),
    /// As free, but only where the last character is no slash.
    Guarded(State),
    Take(Set, State),
}

/// What the text ends in that led to a pair of states.
#[derive(Clone, Copy)]
enum Last {
    /// Anything else; a slash too where no side is guarded.
    Text,
    Slash,
    /// Nothing but the slash that a path begins with: no other follows it, as several there are one.
    Start,
}

#[derive(Clone, Copy)]
struct Node {
    a: State,
    b: State,
    last: Last,
    /// The node that this one was reached from.
    parent: u32,
    /// By which character, or [`NOTHING`].
    character: u32,
    /// The next node of the same hash, plus one.
    next: u32,
}

const NOTHING: u32 = u32::MAX;
const SLASH: u32 = b'/' as u32;
const ZERO: State = State { part: 0, piece: 0, item: 0, step: 0 };
const BLANK: Node = Node { a: ZERO, b: ZERO, last: Last::Text, parent: 0, character: NOTHING, next: 0 };

/// Looks for a text that both sides take from their part `from` on, which both have, and adds it to the witness.
/// Gives up after `N` pairs of states.
pub(super) const fn search<const N: usize>(
    a: &Side<'_>,
    b: &Side<'_>,
    from: usize,
    witness: &mut Witness<'_>,
) -> Answer {
    let first = State { part: from as u32, ..ZERO };
    run::<N>((a, first), (b, first), Last::Slash, witness)
}

/// As [`search`], for whole paths.
pub(super) const fn search_paths<const N: usize>(
    a: &Side<'_>,
    b: &Side<'_>,
    witness: &mut Witness<'_>,
) -> Answer {
    witness.push("/");
    run::<N>((a, begun(a)), (b, begun(b)), Last::Start, witness)
}

/// Where a side is after the first slash of a path.
pub(super) const fn begun(side: &Side<'_>) -> State {
    State { step: (side.end == 0) as u32, ..ZERO }
}

const fn run<const N: usize>(
    (a, first_a): (&Side<'_>, State),
    (b, first_b): (&Side<'_>, State),
    last: Last,
    witness: &mut Witness<'_>,
) -> Answer {
    let mut nodes = [BLANK; N];
    let mut heads = [0; N];
    let mut product =
        Product { a, b, nodes: &mut nodes, heads: &mut heads, count: 0, full: N == 0, found: None };
    product.push(first_a, first_b, 0, last, NOTHING);
    let mut at = 0;
    while at < product.count && product.found.is_none() && !product.full {
        product.follow(at);
        at += 1;
    }
    match product.found {
        Some(node) => {
            product.tell(node, witness);
            Answer::Together
        }
        None if product.full => Answer::Unknown,
        None => Answer::Apart,
    }
}

struct Product<'p, 'a> {
    a: &'p Side<'a>,
    b: &'p Side<'a>,
    nodes: &'p mut [Node],
    heads: &'p mut [u32],
    count: usize,
    full: bool,
    found: Option<usize>,
}

impl Product<'_, '_> {
    const fn push(&mut self, a: State, b: State, parent: usize, last: Last, character: u32) {
        if self.full || self.found.is_some() {
            return;
        }
        let last = match last {
            Last::Slash if !self.a.guarded && !self.b.guarded => Last::Text,
            last => last,
        };
        let head = hash(&a, &b, last as u32) as usize % self.heads.len();
        let mut at = self.heads[head];
        while at != 0 {
            let node = &self.nodes[at as usize - 1];
            if same(&node.a, &a) && same(&node.b, &b) && node.last as u32 == last as u32 {
                return;
            }
            at = node.next;
        }
        if self.count == self.nodes.len() {
            self.full = true;
            return;
        }
        let bare = matches!(last, Last::Start);
        if is_end(self.a, a, bare) && is_end(self.b, b, bare) {
            self.found = Some(self.count);
        }
        self.nodes[self.count] =
            Node { a, b, last, parent: parent as u32, character, next: self.heads[head] };
        self.count += 1;
        self.heads[head] = self.count as u32;
    }

    /// Adds all that can be reached from a node in one step.
    const fn follow(&mut self, at: usize) {
        let Node { a, b, last, .. } = self.nodes[at];
        let free = matches!(last, Last::Text);
        let mut i = 0;
        loop {
            match edge(self.a, a, i) {
                Edge::End => break,
                Edge::Free(target) => self.push(target, b, at, last, NOTHING),
                Edge::Guarded(target) if free => self.push(target, b, at, last, NOTHING),
                Edge::Take(set, target) => self.follow_both(at, set, target),
                Edge::Guarded(_) | Edge::Dead => (),
            }
            i += 1;
        }
        i = 0;
        loop {
            match edge(self.b, b, i) {
                Edge::End => break,
                Edge::Free(target) => self.push(a, target, at, last, NOTHING),
                Edge::Guarded(target) if free => self.push(a, target, at, last, NOTHING),
                _ => (),
            }
            i += 1;
        }
    }

    /// Adds what is reached when the first side takes one of `set` and the second goes along.
    const fn follow_both(&mut self, at: usize, set: Set, target: State) {
        let Node { b, last, .. } = self.nodes[at];
        let mut i = 0;
        loop {
            match edge(self.b, b, i) {
                Edge::End => return,
                Edge::Take(other, other_target) => match (common(set, other), last) {
                    (None, _) | (Some(SLASH), Last::Start) => (),
                    (Some(SLASH), _) => self.push(target, other_target, at, Last::Slash, SLASH),
                    (Some(character), _) => self.push(target, other_target, at, Last::Text, character),
                },
                _ => (),
            }
            i += 1;
        }
    }

    /// Adds the text on the way to a node to the witness.
    const fn tell(&self, node: usize, witness: &mut Witness<'_>) {
        let mut length = 0;
        let mut at = node;
        while at != 0 {
            length += utf8_length(self.nodes[at].character);
            at = self.nodes[at].parent as usize;
        }
        let Some(start) = witness.reserve(length) else {
            return;
        };
        let mut end = start + length;
        at = node;
        while at != 0 {
            let character = self.nodes[at].character;
            let bytes = utf8_length(character);
            end -= bytes;
            let mut i = 0;
            while i < bytes {
                witness.set(end + i, utf8_byte(character, bytes, i));
                i += 1;
            }
            at = self.nodes[at].parent as usize;
        }
    }
}

/// Whether a side may end in a state. The redirect of `/` to itself with a slash behind it would lead to where it came
/// from.
pub(super) const fn is_end(side: &Side<'_>, state: State, bare: bool) -> bool {
    state.part as usize == side.end && !(bare && side.redirects && side.end > 0)
}

/// Edge `index` of a state.
pub(super) const fn edge(side: &Side<'_>, state: State, index: usize) -> Edge {
    let Some(part) = side.parts.get(state.part as usize) else {
        return tail_edge(side, state, index);
    };
    if state.part as usize == side.end {
        return tail_edge(side, state, index);
    }
    let piece = if part.is_static() {
        if state.piece == 0 { Some(Piece::Literal(part.pattern)) } else { None }
    } else if (state.piece as usize) < part.pieces.len() {
        Some(part.pieces[state.piece as usize])
    } else {
        None
    };
    let next = State { piece: state.piece + 1, item: 0, step: 0, ..state };
    match piece {
        None => part_end_edge(side, state, index),
        Some(Piece::Literal(text)) => {
            if index == 0 {
                text_edge(text, part.rest, state, next)
            } else {
                Edge::End
            }
        }
        Some(Piece::Variable(Class::Any(items))) => {
            if state.step > 0 {
                let item = items[state.item as usize];
                if index == 0 { text_edge(item, part.rest, state, next) } else { Edge::End }
            } else if index < items.len() {
                text_edge(items[index], part.rest, State { item: index as u32, ..state }, next)
            } else {
                Edge::End
            }
        }
        Some(Piece::Variable(class)) => class_edge(class, state, next, index),
    }
}

/// The edge of a place within a text that stands as it is; a slash is never part of a single segment.
const fn text_edge(text: &str, rest: bool, state: State, next: State) -> Edge {
    match char_at(text.as_bytes(), state.step as usize) {
        None => Edge::Free(next),
        Some((SLASH, _)) if !rest => Edge::Dead,
        Some((character, length)) => {
            let step = state.step as usize + length;
            let target = if step == text.len() { next } else { State { step: step as u32, ..state } };
            Edge::Take(Set::Just(character), target)
        }
    }
}

const fn class_edge(class: Class<'_>, state: State, next: State, index: usize) -> Edge {
    let step = state.step;
    match class {
        Class::Text { min, max } => {
            let more = step < max;
            if index == 0 && more {
                // Without a limit, what lies beyond the minimum need not be counted.
                let step = if max == u32::MAX && step >= min { step } else { step + 1 };
                Edge::Take(Set::NotSlash, State { step, ..state })
            } else if index == more as usize && step >= min {
                Edge::Free(next)
            } else {
                Edge::End
            }
        }
        Class::Int { signed } => match (step, index) {
            (0 | 1, 0) => Edge::Take(Set::Digit, State { step: 2, ..state }),
            (0, 1) if signed => Edge::Take(Set::Just(b'-' as u32), State { step: 1, ..state }),
            (2, 0) => Edge::Take(Set::Digit, state),
            (2, 1) => Edge::Free(next),
            _ => Edge::End,
        },
        Class::Float { signed } => match (step, index) {
            (0 | 1, 0) => Edge::Take(Set::Digit, State { step: 2, ..state }),
            (0, 1) if signed => Edge::Take(Set::Just(b'-' as u32), State { step: 1, ..state }),
            (2, 0) => Edge::Take(Set::Digit, state),
            (2, 1) => Edge::Take(Set::Just(b'.' as u32), State { step: 3, ..state }),
            (3 | 4, 0) => Edge::Take(Set::Digit, State { step: 4, ..state }),
            (4, 1) => Edge::Free(next),
            _ => Edge::End,
        },
        Class::Path => match (step, index) {
            (0, 0) => Edge::Take(Set::NotSlash, State { step: 1, ..state }),
            (1, 0) => Edge::Take(Set::NotNewline, state),
            (1, 1) => Edge::Free(next),
            _ => Edge::End,
        },
        Class::Uuid => match (step, index) {
            (8 | 13 | 18 | 23, 0) => Edge::Take(Set::Just(b'-' as u32), State { step: step + 1, ..state }),
            (35, 0) => Edge::Take(Set::Hex, next),
            (_, 0) => Edge::Take(Set::Hex, State { step: step + 1, ..state }),
            _ => Edge::End,
        },
        Class::Any(_) => Edge::End,
    }
}

/// The edge from the end of a part: to the next part, or to the slashes.
const fn part_end_edge(side: &Side<'_>, state: State, index: usize) -> Edge {
    if index > 0 {
        return Edge::End;
    }
    let target = State { part: state.part + 1, ..ZERO };
    if (target.part as usize) < side.end {
        Edge::Take(Set::Just(SLASH), target)
    } else if side.guarded {
        Edge::Guarded(target)
    } else {
        Edge::Free(target)
    }
}

const fn tail_edge(side: &Side<'_>, state: State, index: usize) -> Edge {
    if index == 0 && (state.step as usize) < side.slashes {
        Edge::Take(Set::Just(SLASH), State { step: state.step + 1, ..state })
    } else {
        Edge::End
    }
}

/// A character that both sets hold.
const fn common(a: Set, b: Set) -> Option<u32> {
    match (a, b) {
        (Set::Just(character), set) | (set, Set::Just(character)) => {
            if holds(set, character) {
                Some(character)
            } else {
                None
            }
        }
        (Set::Hex, _) | (_, Set::Hex) => Some(b'0' as u32),
        (Set::Digit, _) | (_, Set::Digit) => Some(b'7' as u32),
        _ => Some(b'a' as u32),
    }
}

pub(super) const fn holds(set: Set, character: u32) -> bool {
    match set {
        Set::Just(other) => other == character,
        Set::Digit => character < 0x80 && (character as u8).is_ascii_digit(),
        Set::Hex => character < 0x80 && (character as u8).is_ascii_hexdigit(),
        Set::NotSlash => character != SLASH,
        Set::NotNewline => character != b'\n' as u32,
    }
}

impl State {
    pub(super) const START: State = ZERO;

    /// The state before a part.
    pub(super) const fn at(part: usize) -> State {
        State { part: part as u32, ..ZERO }
    }

    /// A number that depends on the state, and on one before.
    pub(super) const fn hash(&self, before: u32) -> u32 {
        let hash = mix(mix(mix(mix(before, self.part), self.piece), self.item), self.step);
        hash ^ hash >> 15
    }
}

/// The order of states as they are compared.
pub(super) const fn less(a: &State, b: &State) -> bool {
    if a.part != b.part {
        a.part < b.part
    } else if a.piece != b.piece {
        a.piece < b.piece
    } else if a.item != b.item {
        a.item < b.item
    } else {
        a.step < b.step
    }
}

pub(super) const fn same(a: &State, b: &State) -> bool {
    a.part == b.part && a.piece == b.piece && a.item == b.item && a.step == b.step
}

const fn hash(a: &State, b: &State, last: u32) -> u32 {
    b.hash(a.hash(last))
}

const fn mix(hash: u32, value: u32) -> u32 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b1)
}

/// The bytes of a character in UTF-8; none of [`NOTHING`].
const fn utf8_length(character: u32) -> usize {
    match character {
        NOTHING => 0,
        0..0x80 => 1,
        0x80..0x800 => 2,
        0x800..0x1_0000 => 3,
        _ => 4,
    }
}

/// Byte `index` of the `length` bytes of a character.
const fn utf8_byte(character: u32, length: usize, index: usize) -> u8 {
    let bits = (character >> (6 * (length - 1 - index))) as u8;
    match (length, index) {
        (1, _) => bits,
        (2, 0) => 0xc0 | bits,
        (3, 0) => 0xe0 | bits,
        (_, 0) => 0xf0 | bits,
        _ => 0x80 | bits & 0x3f,
    }
}
