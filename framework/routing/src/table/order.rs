//! The order in which rules stand in a table: that of its tree.

use core::cmp::Ordering;

use super::{Leaf, Mounted};
use crate::rule::{Part, Rule};
use crate::{text, weight};

/// Two rules of the whole app.
pub(super) const fn compare(a: &Leaf, b: &Leaf, mounts: &[Mounted]) -> Ordering {
    match compare_domains(a.domain, b.domain) {
        Ordering::Equal => {}
        other => return other,
    }
    let mut depth = 0;
    loop {
        match (a.part(mounts, depth), b.part(mounts, depth)) {
            (Some(a), Some(b)) => match compare_parts(a, b) {
                Ordering::Equal => depth += 1,
                other => return other,
            },
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (None, None) => return compare_priorities(a.rule, b.rule),
        }
    }
}

/// A rule of the whole app beside one that stands nowhere, is for `domain` and has all of its parts itself. Priorities are no
/// difference.
pub(crate) const fn compare_with_leaf(
    leaf: &Leaf,
    mounts: &[Mounted],
    rule: &Rule<'_>,
    domain: Option<&Part<'_>>,
) -> Ordering {
    match compare_domains(leaf.domain, domain) {
        Ordering::Equal => {}
        other => return other,
    }
    let mut depth = 0;
    while depth < rule.parts.len() {
        match leaf.part(mounts, depth) {
            Some(own) => match compare_parts(own, &rule.parts[depth]) {
                Ordering::Equal => depth += 1,
                other => return other,
            },
            None => return Ordering::Less,
        }
    }
    if leaf.part(mounts, depth).is_some() { Ordering::Greater } else { Ordering::Equal }
}

/// The order in which the rules of one app stand in its [`Map`](crate::map::Map): that of the tree.
pub const fn compare_rules(a: &Rule<'_>, b: &Rule<'_>) -> Ordering {
    let domains = match (a.domain, b.domain) {
        (Some(a), Some(b)) => compare_domains(Some(&a.part), Some(&b.part)),
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
    };
    if !matches!(domains, Ordering::Equal) {
        return domains;
    }
    let mut i = 0;
    while i < a.parts.len() && i < b.parts.len() {
        match compare_parts(&a.parts[i], &b.parts[i]) {
            Ordering::Equal => i += 1,
            other => return other,
        }
    }
    if a.parts.len() == b.parts.len() {
        compare_priorities(a, b)
    } else if a.parts.len() < b.parts.len() {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

/// What a rule is for goes before its path.
pub(crate) const fn compare_domains(a: Option<&Part<'_>>, b: Option<&Part<'_>>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => compare_parts(a, b),
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
    }
}

const fn compare_priorities(a: &Rule<'_>, b: &Rule<'_>) -> Ordering {
    if a.priority == b.priority {
        Ordering::Equal
    } else if a.priority > b.priority {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

/// Static parts by text, then dynamic ones by weight, then by pattern.
pub const fn compare_parts(a: &Part<'_>, b: &Part<'_>) -> Ordering {
    match (a.is_static(), b.is_static()) {
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        _ => match weight::compare(a.weight, b.weight) {
            Ordering::Equal => text::compare(a.pattern, b.pattern),
            other => other,
        },
    }
}

/// Whether [`compare_parts`] finds no difference; what differs mostly does in its length.
pub(super) const fn same(a: &Part<'_>, b: &Part<'_>) -> bool {
    a.pattern.len() == b.pattern.len() && matches!(compare_parts(a, b), Ordering::Equal)
}
