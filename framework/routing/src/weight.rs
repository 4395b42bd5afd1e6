//! The weight of a dynamic part: which of several that fit a segment is tried first.
//!
//! A weight is a slice of numbers, compared from the left, smaller first. It orders parts as Werkzeug's
//! `Weighting` does: more literal pieces first, then longer ones, then more variables, then the narrower
//! converters.

use alloc::vec::Vec;
use core::cmp::Ordering;

/// The weight of `int` and `float`.
pub const NUMBER: u16 = 50;
/// The weight of `string`, `any`, `uuid` and of a type.
pub const TEXT: u16 = 100;
/// The weight of `path`.
pub const PATH: u16 = 200;

/// The weight of a part with these literal pieces (their lengths in characters) and converters (their
/// weights), each in the order in which they stand in the part.
///
/// Werkzeug compares minus the number of literals, the list of (index, minus length), minus the number of
/// variables, and the list of converter weights. Lists are compared only when their lengths are equal, so the
/// indexes never decide, and one flat list of complements to `u16::MAX` has the same order.
///
/// ```
/// use wegwerk_routing::weight::{NUMBER, TEXT, compare, of};
///
/// // `/<short_id>+` goes before `/<int:id>`: it has a literal.
/// assert!(compare(&of(&[1], &[TEXT]), &of(&[], &[NUMBER])).is_lt());
/// ```
pub fn of(literals: &[usize], converters: &[u16]) -> Vec<u16> {
    let mut weight = Vec::with_capacity(literals.len() + converters.len() + 2);
    weight.push(complement(literals.len()));
    weight.extend(literals.iter().map(|length| complement(*length)));
    weight.push(complement(converters.len()));
    weight.extend_from_slice(converters);
    weight
}

/// The order of two weights: what is less is tried first.
pub const fn compare(a: &[u16], b: &[u16]) -> Ordering {
    let mut i = 0;
    while i < a.len() && i < b.len() {
        if a[i] != b[i] {
            return if a[i] < b[i] { Ordering::Less } else { Ordering::Greater };
        }
        i += 1;
    }
    if a.len() == b.len() {
        Ordering::Equal
    } else if a.len() < b.len() {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

/// What is larger becomes smaller. No rule is long enough to reach the end of `u16`.
fn complement(number: usize) -> u16 {
    u16::MAX - u16::try_from(number).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_criterion_decides_only_where_the_ones_before_it_are_equal() {
        // From what goes first to what goes last.
        let sorted: &[(&[usize], &[u16])] = &[
            (&[1, 1, 1], &[PATH, PATH]),
            (&[9, 1], &[PATH]),
            (&[1, 9], &[NUMBER]),
            (&[5], &[TEXT, TEXT, TEXT]),
            (&[5], &[NUMBER, NUMBER]),
            (&[5], &[NUMBER, TEXT]),
            (&[5], &[TEXT, NUMBER]),
            (&[5], &[NUMBER]),
            (&[4], &[NUMBER, NUMBER]),
            (&[], &[PATH, PATH]),
            (&[], &[NUMBER]),
            (&[], &[TEXT]),
            (&[], &[PATH]),
        ];
        for (i, (literals, converters)) in sorted.iter().enumerate() {
            for (j, (other_literals, other_converters)) in sorted.iter().enumerate() {
                assert_eq!(
                    compare(&of(literals, converters), &of(other_literals, other_converters)),
                    i.cmp(&j),
                    "{i} against {j}"
                );
            }
        }
    }

    #[test]
    fn comparing_is_comparing_slices() {
        const SMALLER: Ordering = compare(&[1, 2], &[1, 2, 0]);
        assert_eq!(SMALLER, Ordering::Less);
        let slices: &[&[u16]] = &[&[], &[0], &[0, 0], &[1], &[1, 2], &[u16::MAX]];
        for a in slices {
            for b in slices {
                assert_eq!(compare(a, b), a.cmp(b));
            }
        }
    }
}
