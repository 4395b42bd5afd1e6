//! Whether one rule takes all that another takes, in const evaluation: it compares part by part where that tells, else by
//! the automata of both, up to a budget.

use super::automaton::{State, begun};
use super::inclusion::{self, Before, Inclusion, Own};
use super::segment::{may_begin, may_end, quickly, takes_nothing};
use super::view::Tail;
use super::{View, side, text_part};
use crate::rule::{Class, Part, Piece};

/// Whether `rule` reacts to every path that `other` takes in its own form; no where that takes too long to tell. The first
/// `from` parts of both are known to fit the same segments. Where part `from` of `other` is an `any`, `item` may be the one
/// of its items that is looked at.
pub const fn takes_all(rule: &View<'_>, other: &View<'_>, from: usize, item: Option<usize>) -> bool {
    let (tail, other_tail) = (rule.tail(), other.tail());
    let mut known = item.is_none();
    let mut i = from;
    loop {
        match (text_part(rule, &tail, i), text_part(other, &other_tail, i)) {
            (None, None) if other_tail.branch as usize <= tail.slashes => break,
            // The last part takes nothing before the slash at the end of the other.
            (Some(part), None) if other_tail.branch && i + 1 == tail.core && takes_nothing(part) => {
                known = false;
                break;
            }
            (Some(part), Some(_)) if part.rest => {
                match rest((part, &tail), (other, &other_tail), i) {
                    Inclusion::All => {}
                    Inclusion::Some => return false,
                    Inclusion::Unknown => known = false,
                }
                break;
            }
            // The first segment of a path is empty only where nothing follows.
            (Some(_), Some(other)) if i == 0 && takes_nothing(other) && !other.rest => known = false,
            (Some(part), Some(other)) if !other.rest => match quickly(part, other) {
                Inclusion::All => {}
                Inclusion::Some => return false,
                Inclusion::Unknown => known = false,
            },
            _ => return false,
        }
        i += 1;
    }
    if known {
        return true;
    }
    let (rule, other) = (side(rule, &tail), side(other, &other_tail));
    let at = State::at(from);
    let (first, first_other, before) =
        if from == 0 { (begun(&rule), begun(&other), Before::Start) } else { (at, at, Before::Slash) };
    let own = Own { side: other, slashes: other_tail.branch as u32, from: first_other, item };
    matches!(inclusion::takes_all(&own, &rule, first, before), Inclusion::All)
}

/// Whether a part that takes the rest takes all of a rule from part `from` on, as far as the ends tell.
const fn rest(
    (part, tail): (&Part<'_>, &Tail),
    (rule, rule_tail): (&View<'_>, &Tail),
    from: usize,
) -> Inclusion {
    if let ([Piece::Variable(Class::Path), Piece::Literal(end)], false) = (part.pieces, tail.branch)
        && ends_with((rule, rule_tail), from, end)
    {
        return Inclusion::All;
    }
    let begins = match rule.parts.get(from) {
        Some(other) => may_begin(part, other) || takes_nothing(other),
        None => true,
    };
    let ends = match rule.parts.get(rule_tail.core - 1) {
        Some(other) if !rule_tail.branch && !tail.branch => may_end(part, other),
        _ => true,
    };
    if begins && ends { Inclusion::Unknown } else { Inclusion::Some }
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
        Some(part) => !takes_nothing(part),
        None => false,
    }
}
