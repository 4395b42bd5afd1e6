//! Whether one rule takes all that another takes, in const evaluation: it compares part by part, and says no where only an
//! automaton could tell.

use super::segment::includes;
use super::view::Tail;
use super::{View, text_part};
use crate::rule::{Class, Piece};

/// Whether `rule` reacts to every path that `other` takes in its own form. The first `from` parts of both are known to fit
/// the same segments.
pub const fn takes_all(rule: &View<'_>, other: &View<'_>, from: usize) -> bool {
    let (tail, other_tail) = (rule.tail(), other.tail());
    let mut i = from;
    loop {
        match (text_part(rule, &tail, i), text_part(other, &other_tail, i)) {
            (None, None) => return other_tail.branch as usize <= tail.slashes,
            (Some(part), Some(_)) if part.rest => {
                return match part.pieces {
                    [Piece::Variable(Class::Path), Piece::Literal(end)] => {
                        !tail.branch && ends_with((other, &other_tail), i, end)
                    }
                    _ => false,
                };
            }
            (Some(part), Some(other)) if !other.rest && includes(part, other) => i += 1,
            _ => return false,
        }
    }
}

/// Whether all that a rule takes from part `from` on is some text, then `end`.
const fn ends_with((rule, tail): (&View<'_>, &Tail), from: usize, end: &str) -> bool {
    if tail.branch {
        return false;
    }
    let end = end.as_bytes();
    let mut left = end.len();
    let mut i = tail.core;
    while i > from {
        i -= 1;
        let text = match rule.parts.get(i) {
            Some(part) if part.is_static() => part.pattern.as_bytes(),
            _ => return left == 0,
        };
        let mut n = text.len();
        while n > 0 && left > 0 {
            if text[n - 1] != end[left - 1] {
                return false;
            }
            n -= 1;
            left -= 1;
        }
        if left == 0 {
            // Something has to stand before: a segment that is not empty, as a slash cannot begin the rest.
            return n > 0 || i > from && starts(rule, from);
        }
        if i == from || end[left - 1] != b'/' {
            return false;
        }
        left -= 1;
        if left == 0 {
            return starts(rule, from);
        }
    }
    false
}

/// Whether part `from` takes no empty segment.
const fn starts(rule: &View<'_>, from: usize) -> bool {
    match rule.parts.get(from) {
        Some(part) => !super::segment::takes_nothing(part),
        None => false,
    }
}
