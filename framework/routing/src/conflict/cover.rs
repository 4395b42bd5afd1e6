//! Whether rules together take every request of another one: it takes the rule and those that go before it as
//! [`View`]s, and gives a [`Cover`]. Not for const evaluation: it walks through the rule's automaton beside the sets of
//! states that the others can be in, which need memory of their own.
//!
//! What counts is the rule's own form, with the slash at its end if it is written with one; the others cover what they
//! react to, a slash redirect included. Limits of converters and types are of no account, as in [`conflict`], and no text
//! holds a newline.
//!
//! [`conflict`]: super::conflict

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use core::slice::from_ref;

use super::View;
use super::automaton::{Edge, Side, State, edge, holds};
use super::view::Parts;
use crate::rule::{Class, Part, Piece};

/// Whether rules that go before another take all of its requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cover {
    /// They do not: they leave this path, after the domain where there are any.
    Open(String),
    /// They do.
    Complete,
    /// The search was given up.
    Undecided,
}

/// The states that [`cover`] looks at, at most.
const BUDGET: usize = 50_000;

/// Whether `covers` take every path that `rule` takes in its own form. Methods are not looked at.
///
/// ```
/// use wegwerk_routing::conflict::{Cover, View, cover};
/// use wegwerk_routing::grammar;
/// use wegwerk_routing::method::Methods;
///
/// let view = |rule| View::new(grammar::parse(rule, true).unwrap().leak().0, Methods::ANY);
/// let any = view("/<any(a, b):x>");
/// assert_eq!(cover(&any, &[view("/a"), view("/b")]), Cover::Complete);
/// assert_eq!(cover(&any, &[view("/a")]), Cover::Open("/b".into()));
/// ```
pub fn cover(rule: &View<'_>, covers: &[View<'_>]) -> Cover {
    let views: Vec<&View<'_>> = [rule].into_iter().chain(covers).collect();
    let prefixes: Vec<Vec<&[Part<'_>]>> = views.iter().map(|view| prefixes(view)).collect();
    let mut sides: Vec<Side<'_>> =
        views.iter().zip(&prefixes).map(|(view, prefixes)| side(view, prefixes)).collect();
    let alphabet = alphabet(&sides);
    let target = sides.remove(0);
    let slashes = usize::from(rule.tail().branch);
    Search { target, slashes, covers: &sides, alphabet }.run()
}

const NO_DOMAIN: &Part<'static> = &Part::literal("");

/// The domain stands before the path as one more part, so that each part of the path has its slash before it.
fn prefixes<'a>(view: &View<'a>) -> Vec<&'a [Part<'a>]> {
    let domain = view.domain.unwrap_or(NO_DOMAIN);
    [from_ref(domain)].into_iter().chain(view.parts.prefixes.iter().copied()).collect()
}

fn side<'a>(view: &View<'a>, prefixes: &'a [&'a [Part<'a>]]) -> Side<'a> {
    let tail = view.tail();
    let parts = Parts { prefixes, own: view.parts.own };
    let redirects = tail.branch && view.strict_slashes;
    Side { parts, end: tail.core + 1, slashes: tail.slashes, guarded: tail.guarded, redirects }
}

/// A character for each that some text names, and one for all others of each kind. Those that no text names come first,
/// because they lead out of most rules.
fn alphabet(sides: &[Side<'_>]) -> Vec<u32> {
    let mut named: BTreeSet<u32> = ['/', '-', '.'].map(u32::from).into();
    for side in sides {
        for part in (0..side.end).filter_map(|n| side.parts.get(n)) {
            let mut add = |text: &str| named.extend(text.chars().map(u32::from));
            if part.is_static() {
                add(part.pattern);
            }
            for piece in part.pieces {
                match piece {
                    Piece::Literal(text) => add(text),
                    Piece::Variable(Class::Any(items)) => items.iter().for_each(|item| add(item)),
                    Piece::Variable(_) => {}
                }
            }
        }
    }
    named.remove(&u32::from('\n'));
    let other = |mut kind: core::ops::RangeInclusive<char>| {
        kind.find(|character| !named.contains(&u32::from(*character))).map(u32::from)
    };
    let others = ['g'..='z', 'a'..='f', 'A'..='F', '0'..='9', '\u{e000}'..='\u{f8ff}'].map(other);
    others.into_iter().flatten().chain(named.iter().copied()).collect()
}

/// A way through the target, and where all of the covers can be after the same text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    at: State,
    slash: bool,
    /// How much of the path was gone through, as far as it matters: nothing, a slash, more than that.
    far: u8,
    covers: Vec<(usize, State)>,
}

struct Search<'s, 'a> {
    target: Side<'a>,
    /// How many slashes stand at the end of the target's own form.
    slashes: usize,
    covers: &'s [Side<'a>],
    alphabet: Vec<u32>,
}

impl Search<'_, '_> {
    fn run(&self) -> Cover {
        let start = State::default();
        let covers = (0..self.covers.len()).map(|n| (n, start)).collect();
        let first = Place { at: start, slash: false, far: 0, covers: self.closure(covers, false) };
        let mut seen = BTreeSet::from([first.clone()]);
        // Each with the place before it, and the character between.
        let mut queue = alloc::vec![(first, 0, None)];
        let mut n = 0;
        while let Some((place, ..)) = queue.get(n).cloned() {
            if self.is_end(&place.at) && place.far > 0 && !self.is_covered(&place) {
                return Cover::Open(text(&queue, n));
            }
            let mut next = Vec::new();
            let mut index = 0;
            loop {
                match edge(&self.target, place.at, index) {
                    Edge::End => break,
                    Edge::Free(at) => next.push((Place { at, ..place.clone() }, None)),
                    Edge::Guarded(at) if !place.slash => next.push((Place { at, ..place.clone() }, None)),
                    Edge::Take(set, at) => {
                        for character in self.alphabet.iter().copied().filter(|c| holds(set, *c)) {
                            let slash = character == u32::from('/');
                            let far = match place.far {
                                0 => u8::from(slash),
                                // Slashes at the start of a path are one.
                                1 if slash => continue,
                                _ => 2,
                            };
                            let covers = self.step(&place.covers, character, slash);
                            next.push((Place { at, slash, far, covers }, Some(character)));
                        }
                    }
                    Edge::Guarded(_) | Edge::Dead => {}
                }
                index += 1;
            }
            for (place, character) in next {
                if seen.insert(place.clone()) {
                    queue.push((place, n, character));
                }
            }
            if queue.len() > BUDGET {
                return Cover::Undecided;
            }
            n += 1;
        }
        Cover::Complete
    }

    fn is_end(&self, at: &State) -> bool {
        at.part as usize == self.target.end && at.step as usize == self.slashes
    }

    fn is_covered(&self, place: &Place) -> bool {
        place.covers.iter().any(|(n, state)| {
            let side = &self.covers[*n];
            // The redirect of `/` to itself with a slash behind it leads nowhere.
            let nowhere = place.far == 1 && side.redirects && side.end > 1;
            state.part as usize == side.end && !nowhere
        })
    }

    fn step(&self, states: &[(usize, State)], character: u32, slash: bool) -> Vec<(usize, State)> {
        let mut reached = Vec::new();
        for (n, state) in states {
            self.edges(*n, *state, |edge| {
                if let Edge::Take(set, target) = edge
                    && holds(set, character)
                {
                    reached.push((*n, target));
                }
            });
        }
        self.closure(reached, slash)
    }

    /// All that is reached from these states without a character, in order.
    fn closure(&self, mut states: Vec<(usize, State)>, slash: bool) -> Vec<(usize, State)> {
        let mut seen: BTreeSet<(usize, State)> = states.iter().copied().collect();
        while let Some((n, state)) = states.pop() {
            self.edges(n, state, |edge| match edge {
                Edge::Free(target) if seen.insert((n, target)) => states.push((n, target)),
                Edge::Guarded(target) if !slash && seen.insert((n, target)) => states.push((n, target)),
                _ => {}
            });
        }
        seen.into_iter().collect()
    }

    fn edges(&self, n: usize, state: State, mut each: impl FnMut(Edge)) {
        let mut index = 0;
        loop {
            match edge(&self.covers[n], state, index) {
                Edge::End => return,
                edge => each(edge),
            }
            index += 1;
        }
    }
}

/// The characters on the way to a place.
fn text(queue: &[(Place, usize, Option<u32>)], mut n: usize) -> String {
    let mut characters = Vec::new();
    while n != 0 {
        let (_, before, character) = &queue[n];
        characters.extend(character.and_then(char::from_u32));
        n = *before;
    }
    characters.into_iter().rev().collect()
}
