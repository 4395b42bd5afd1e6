//! Whether one run of parts takes every text that another takes, in const evaluation: it walks through the automaton of the
//! other beside the set of states that the first can be in. Nothing is allocated: sets stand one behind the other in an
//! array, and a search that outgrows it, or takes more than [`ROUNDS`], is given up.
//!
//! What it says is what [`cover`](super::cover) says of one rule. Like there, no text holds a newline but where a rule
//! itself is written with one.

use super::automaton::{Edge, Set, Side, State, edge, holds, is_end, less, same};

/// The edges that a search looks at, at most: those of the parts, not of texts, so that a usual pair needs some dozens.
pub(super) const ROUNDS: usize = 16_384;
/// The places that a search remembers, at most.
const PLACES: usize = 1024;
/// The states in all of its sets together, at most.
const STATES: usize = 8192;
/// The characters that are told apart where a side can go on, at most.
const NAMED: usize = 128;

const SLASH: u32 = b'/' as u32;

/// Whether a text that the first side takes is left over by the second.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Inclusion {
    /// None is.
    All,
    /// Some is.
    Some,
    /// The search was given up.
    Unknown,
}

/// What the text before a place ends in.
#[derive(Clone, Copy)]
pub(super) enum Before {
    Text,
    Slash,
    /// Nothing but the slash that a path begins with: no other follows it, as several there are one.
    Start,
}

/// A way through the first side, and where the second can be after the same text: `count` states from `first` on.
#[derive(Clone, Copy)]
struct Place {
    at: State,
    before: Before,
    first: usize,
    count: usize,
    /// The next place of the same hash, plus one.
    next: u32,
}

const STATE: State = State::START;
const PLACE: Place = Place { at: STATE, before: Before::Text, first: 0, count: 0, next: 0 };

/// The first side of a search.
#[derive(Clone, Copy)]
pub(super) struct Own<'a> {
    pub(super) side: Side<'a>,
    /// How many slashes stand at the end of its own form.
    pub(super) slashes: u32,
    pub(super) from: State,
    /// Which item of the `any` it begins with is looked at; all of them where `None`.
    pub(super) item: Option<usize>,
}

/// Whether `rule`, from the state `from` on, takes all that `own` takes.
pub(super) const fn takes_all(own: &Own<'_>, rule: &Side<'_>, from: State, before: Before) -> Inclusion {
    let mut search = Search {
        own,
        rule,
        places: [PLACE; PLACES],
        count: 0,
        heads: [0; PLACES],
        states: [STATE; STATES],
        used: 0,
        rounds: 0,
        full: false,
    };
    search.add(from, 0);
    search.close(0, before);
    let count = search.used;
    search.push(own.from, before, 0, count);
    let mut n = 0;
    while n < search.count && !search.full {
        if search.leaves(&search.places[n]) {
            return Inclusion::Some;
        }
        search.follow(n);
        n += 1;
    }
    if search.full { Inclusion::Unknown } else { Inclusion::All }
}

struct Search<'s, 'a> {
    own: &'s Own<'a>,
    rule: &'s Side<'a>,
    places: [Place; PLACES],
    count: usize,
    heads: [u32; PLACES],
    states: [State; STATES],
    used: usize,
    rounds: usize,
    full: bool,
}

impl Search<'_, '_> {
    /// Whether the way ends in a place, and the rule does not.
    const fn leaves(&self, place: &Place) -> bool {
        let at = place.at;
        if at.part as usize != self.own.side.end || at.step != self.own.slashes {
            return false;
        }
        let bare = matches!(place.before, Before::Start);
        let mut i = place.first;
        while i < place.first + place.count {
            if is_end(self.rule, self.states[i], bare) {
                return false;
            }
            i += 1;
        }
        true
    }

    /// Adds all places that one step leads to.
    const fn follow(&mut self, n: usize) {
        let place = self.places[n];
        let mut index = match self.own.item {
            Some(item) if n == 0 => item,
            _ => 0,
        };
        let only = n == 0 && self.own.item.is_some();
        loop {
            match self.edge(&self.own.side, place.at, index) {
                Edge::End => return,
                Edge::Free(at) => _ = self.push(at, place.before, place.first, place.count),
                Edge::Guarded(at) if matches!(place.before, Before::Text) => {
                    self.push(at, place.before, place.first, place.count);
                }
                Edge::Take(set, at) => self.take(&place, set, at),
                Edge::Guarded(_) | Edge::Dead => (),
            }
            if only || self.full {
                return;
            }
            index += 1;
        }
    }

    /// Adds the places behind each kind of character of a set: those that the rule names where it is, and one for all
    /// others of each kind.
    const fn take(&mut self, place: &Place, set: Set, at: State) {
        if let Set::Just(character) = set {
            return self.step(place, character, at);
        }
        let (named, count) = self.named(place);
        let mut i = 0;
        while i < count {
            if holds(set, named[i]) {
                self.step(place, named[i], at);
            }
            i += 1;
        }
        let kinds = [['\u{e000}', '\u{f8ff}'], ['a', 'f'], ['0', '9'], ['/', '/']];
        i = 0;
        while i < kinds.len() {
            let (mut character, last) = (kinds[i][0] as u32, kinds[i][1] as u32);
            while character <= last && is_among(&named, count, character) {
                character += 1;
            }
            if character <= last && holds(set, character) {
                self.step(place, character, at);
            }
            i += 1;
        }
    }

    /// The characters that the rule names where it is in a place.
    const fn named(&mut self, place: &Place) -> ([u32; NAMED], usize) {
        let (mut named, mut count) = ([0; NAMED], 0);
        let mut i = place.first;
        while i < place.first + place.count {
            let mut index = 0;
            loop {
                match self.edge(self.rule, self.states[i], index) {
                    Edge::End => break,
                    Edge::Take(Set::Just(character), _) if !is_among(&named, count, character) => {
                        if count == NAMED {
                            self.full = true;
                            return (named, count);
                        }
                        named[count] = character;
                        count += 1;
                    }
                    _ => (),
                }
                index += 1;
            }
            i += 1;
        }
        (named, count)
    }

    /// Adds the place behind a character.
    const fn step(&mut self, place: &Place, character: u32, at: State) {
        let before = match (character, place.before) {
            (SLASH, Before::Start) => return,
            (SLASH, _) => Before::Slash,
            _ => Before::Text,
        };
        let first = self.used;
        let mut i = place.first;
        while i < place.first + place.count {
            let mut index = 0;
            loop {
                match self.edge(self.rule, self.states[i], index) {
                    Edge::End => break,
                    Edge::Take(set, target) if holds(set, character) => self.add(target, first),
                    _ => (),
                }
                index += 1;
            }
            i += 1;
        }
        self.close(first, before);
        let count = self.used - first;
        if !self.push(at, before, first, count) {
            self.used = first;
        }
    }

    /// Adds what is reached without a character to the last set, which begins at `first`, and sorts it.
    const fn close(&mut self, first: usize, before: Before) {
        let mut i = first;
        while i < self.used {
            let mut index = 0;
            loop {
                match self.edge(self.rule, self.states[i], index) {
                    Edge::End => break,
                    Edge::Free(target) => self.add(target, first),
                    Edge::Guarded(target) if matches!(before, Before::Text) => self.add(target, first),
                    _ => (),
                }
                index += 1;
            }
            i += 1;
        }
        let mut sorted = first;
        while sorted < self.used {
            let mut i = sorted;
            while i > first && less(&self.states[i], &self.states[i - 1]) {
                let state = self.states[i];
                self.states[i] = self.states[i - 1];
                self.states[i - 1] = state;
                i -= 1;
            }
            sorted += 1;
        }
    }

    /// Adds a state to the last set, which begins at `first`.
    const fn add(&mut self, state: State, first: usize) {
        let mut i = first;
        while i < self.used {
            if same(&self.states[i], &state) {
                return;
            }
            i += 1;
        }
        if self.used == STATES {
            self.full = true;
            return;
        }
        self.states[self.used] = state;
        self.used += 1;
    }

    /// Adds a place, and says whether it was not known.
    const fn push(&mut self, at: State, before: Before, first: usize, count: usize) -> bool {
        let mut hash = at.hash(before as u32);
        let mut i = first;
        while i < first + count {
            hash = self.states[i].hash(hash);
            i += 1;
        }
        let head = hash as usize % PLACES;
        let mut known = self.heads[head];
        while known != 0 {
            let place = &self.places[known as usize - 1];
            if same(&place.at, &at)
                && place.before as u32 == before as u32
                && place.count == count
                && self.are_same(place.first, first, count)
            {
                return false;
            }
            known = place.next;
        }
        if self.count == PLACES {
            self.full = true;
            return false;
        }
        self.places[self.count] = Place { at, before, first, count, next: self.heads[head] };
        self.count += 1;
        self.heads[head] = self.count as u32;
        true
    }

    const fn are_same(&self, one: usize, other: usize, count: usize) -> bool {
        let mut i = 0;
        while i < count {
            if !same(&self.states[one + i], &self.states[other + i]) {
                return false;
            }
            i += 1;
        }
        true
    }

    /// An edge, or none when there were too many.
    const fn edge(&mut self, side: &Side<'_>, state: State, index: usize) -> Edge {
        self.rounds += 1;
        if self.full || self.rounds > ROUNDS {
            self.full = true;
            return Edge::End;
        }
        edge(side, state, index)
    }
}

const fn is_among(characters: &[u32; NAMED], count: usize, character: u32) -> bool {
    let mut i = 0;
    while i < count {
        if characters[i] == character {
            return true;
        }
        i += 1;
    }
    false
}
