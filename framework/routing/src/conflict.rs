//! Whether two rules conflict: it takes two rules as [`View`]s and gives a [`Verdict`], with a request that
//! both react to where they do.
//!
//! Two rules conflict when neither their parts nor their priorities say which goes first and some request
//! fits both. A request fits a rule when the rule *reacts* to it, by a match or by its slash redirect, whatever
//! the limits of converters (`min`, `max`, `fixed_digits`) and the types of arguments refuse then.
//!
//! The request is within the limits of both where [`within_limits`] finds such a one.
//!
//! All of the rest runs in const evaluation. Parts that are literals or single variables are compared directly; those
//! of several pieces, and what follows from a `path` variable on, by a search through the product of two
//! automata, up to a budget.

mod automaton;
mod cover;
mod inclusion;
mod limits;
mod segment;
#[cfg(test)]
mod tests;
mod view;
mod within;
mod witness;

pub use cover::{Cover, cover};
pub use limits::{Limited, within_limits};
pub use segment::{includes, takes_nothing};
pub use view::{Parts, View};
pub use within::takes_all;
pub use witness::{PATH_CAPACITY, Witness};

use crate::rule::Part;
use crate::weight;
use automaton::Side;
use core::cmp::Ordering;
use view::Tail;

/// Which of two rules goes first where both fit, by their parts alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The first rule goes first.
    Before,
    /// The second rule goes first.
    After,
    /// The parts do not say: they are the same, or the first that differ have equal weight.
    Tie,
    /// One rule ends where the other goes on, so that the path decides.
    Nested,
    /// Never both: the first parts that differ are different literals.
    Disjoint,
}

/// Whether two rules conflict.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::large_enum_variant, reason = "const evaluation has no box, and a verdict is never stored")]
pub enum Verdict<'a> {
    /// They do not.
    Clear,
    /// They do, as this request shows.
    Conflict(Witness<'a>),
    /// The search was given up. A `priority` on one of the rules settles it.
    Undecided,
}

/// The pairs of states that [`conflict`] looks at per pair of parts, at most.
pub const BUDGET: usize = 4096;

/// Whether two languages have a text in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Apart,
    Together,
    Unknown,
}

/// Compares two rules as the matcher does: by the first parts in which they differ. A literal goes before a
/// dynamic part, and of two dynamic parts the one of smaller weight goes first.
pub const fn order(a: &View<'_>, b: &View<'_>) -> Order {
    compare(a, b).0
}

/// The order of two rules, and how many parts before the first difference take one segment each.
const fn compare(a: &View<'_>, b: &View<'_>) -> (Order, usize) {
    if let (Some(domain_a), Some(domain_b)) = (a.domain, b.domain)
        && !segment::same(domain_a, domain_b)
    {
        return (order_of(domain_a, domain_b), 0);
    }
    let mut segments = 0;
    let mut i = 0;
    loop {
        let (part_a, part_b) = match (a.parts.get(i), b.parts.get(i)) {
            (Some(part_a), Some(part_b)) => (part_a, part_b),
            (None, None) => return (Order::Tie, segments),
            _ => return (Order::Nested, segments),
        };
        if !segment::same(part_a, part_b) {
            return (order_of(part_a, part_b), segments);
        }
        if segments == i && !part_a.rest {
            segments += 1;
        }
        i += 1;
    }
}

/// The order of two rules by the first parts in which they differ.
const fn order_of(a: &Part<'_>, b: &Part<'_>) -> Order {
    match (a.is_static(), b.is_static()) {
        (true, true) => Order::Disjoint,
        (true, false) => Order::Before,
        (false, true) => Order::After,
        (false, false) => match weight::compare(a.weight, b.weight) {
            Ordering::Less => Order::Before,
            Ordering::Greater => Order::After,
            Ordering::Equal => Order::Tie,
        },
    }
}

/// Decides whether two rules conflict, within [`BUDGET`].
///
/// ```
/// use wegwerk_routing::conflict::{Verdict, View, conflict};
/// use wegwerk_routing::method::Methods;
/// use wegwerk_routing::rule::{Class, Part, Piece};
///
/// const TEXT: Piece = Piece::Variable(Class::Text { min: 1, max: u32::MAX });
/// const fn dynamic<'a>(pattern: &'a str, pieces: &'a [Piece<'a>]) -> Part<'a> {
///     Part { pattern, pieces, weight: &[], rest: false, suffixed: false }
/// }
/// let any = [dynamic("<string>", &[TEXT])];
/// let uuid = [dynamic("<uuid>", &[Piece::Variable(Class::Uuid)])];
/// let Verdict::Conflict(witness) =
///     conflict(&View::new(&any, Methods::ANY), &View::new(&uuid, Methods::ANY))
/// else {
///     panic!("a UUID is text");
/// };
/// assert_eq!(witness.to_string(), "GET /00000000-0000-0000-0000-000000000000");
/// ```
pub const fn conflict<'a>(a: &View<'a>, b: &View<'a>) -> Verdict<'a> {
    conflict_within::<BUDGET>(a, b)
}

/// As [`conflict`], with a budget of `N` pairs of states for each pair of parts. A search needs about
/// 50 bytes of stack per pair of states of its budget.
pub const fn conflict_within<'a, const N: usize>(a: &View<'a>, b: &View<'a>) -> Verdict<'a> {
    if a.priority != b.priority || a.websocket != b.websocket {
        return Verdict::Clear;
    }
    let (Order::Tie, same) = compare(a, b) else {
        return Verdict::Clear;
    };
    let Some(method) = a.methods.common(&b.methods) else {
        return Verdict::Clear;
    };
    let mut witness = Witness::new(method);
    let domains = meet_domains::<N>(a, b, &mut witness);
    match (domains, meet::<N>(a, b, same, &mut witness)) {
        (Answer::Apart, _) | (_, Answer::Apart) => Verdict::Clear,
        (Answer::Together, Answer::Together) => Verdict::Conflict(witness),
        _ => Verdict::Undecided,
    }
}

/// Whether some path may be one that both rules react to, whatever their order, methods and domains: yes where that is not
/// soon decided.
pub const fn may_react(a: &View<'_>, b: &View<'_>) -> bool {
    let (_, same) = compare(&a.at(None), &b.at(None));
    !matches!(meet::<256>(a, b, same, &mut Witness::new("")), Answer::Apart)
}

/// Looks for a subdomain or host that both rules are for, and writes it to the witness.
const fn meet_domains<const N: usize>(a: &View<'_>, b: &View<'_>, witness: &mut Witness<'_>) -> Answer {
    let (Some(a), Some(b)) = (a.domain, b.domain) else { return Answer::Together };
    let mut domain = Witness::new("");
    let answer = if segment::same(a, b) {
        segment::sample(a, &mut domain)
    } else {
        segment::meet::<N>(a, b, &mut domain)
    };
    witness.set_domain(&domain);
    answer
}

/// Looks for a path that both rules react to, and writes it to the witness. The first `same` parts of both are
/// known to be the same; that they take something at all is looked at last, for most pairs are clear without.
const fn meet<const N: usize>(a: &View<'_>, b: &View<'_>, same: usize, witness: &mut Witness<'_>) -> Answer {
    let (tail_a, tail_b) = (a.tail(), b.tail());
    let least = if tail_a.core < tail_b.core { tail_a.core } else { tail_b.core };
    let same = if same < least { same } else { least };
    let mut end = Witness::new("");
    let answer = meet_from::<N>((a, &tail_a), (b, &tail_b), same, &mut end);
    if matches!(answer, Answer::Apart) {
        return Answer::Apart;
    }
    let mut i = 0;
    while i < same
        && let Some(part) = a.parts.get(i)
    {
        witness.push("/");
        if matches!(segment::sample(part, witness), Answer::Apart) {
            return Answer::Apart;
        }
        i += 1;
    }
    witness.append(&end);
    if matches!(answer, Answer::Together) && begins_with_nothing(witness) {
        witness.clear();
        return automaton::search_paths::<N>(&side(a, &tail_a), &side(b, &tail_b), witness);
    }
    answer
}

/// Whether the first segment of a path is empty. Such a path is not what it seems: slashes at its start are one, and the
/// redirect of `/` leads to where it came from.
const fn begins_with_nothing(path: &Witness<'_>) -> bool {
    matches!(path.path(), Some(path) if path.len() == 1 || path.as_bytes()[1] == b'/')
}

/// Looks for what both rules react to from part `from` on: segment by segment, as long as neither takes the
/// rest.
const fn meet_from<const N: usize>(
    (a, tail_a): (&View<'_>, &Tail),
    (b, tail_b): (&View<'_>, &Tail),
    from: usize,
    witness: &mut Witness<'_>,
) -> Answer {
    let mut answer = Answer::Together;
    let mut i = from;
    loop {
        let found = match (text_part(a, tail_a, i), text_part(b, tail_b, i)) {
            (None, None) => {
                if tail_a.branch && tail_b.branch && has_room(tail_a, i) && has_room(tail_b, i) {
                    witness.push("/");
                }
                return answer;
            }
            (Some(part_a), Some(part_b)) => {
                witness.push("/");
                if part_a.rest || part_b.rest {
                    let found = meet_rest::<N>(&side(a, tail_a), &side(b, tail_b), i, witness);
                    return if matches!(found, Answer::Together) { answer } else { found };
                }
                segment::meet::<N>(part_a, part_b, witness)
            }
            (Some(part), None) => {
                witness.push("/");
                meet_slash(part, tail_b, i)
            }
            (None, Some(part)) => {
                witness.push("/");
                meet_slash(part, tail_a, i)
            }
        };
        match found {
            Answer::Apart => return Answer::Apart,
            Answer::Unknown => answer = Answer::Unknown,
            Answer::Together => (),
        }
        i += 1;
    }
}

/// Part `index` of a rule, if it is one before the slashes at the end.
const fn text_part<'a>(rule: &View<'a>, tail: &Tail, index: usize) -> Option<&'a Part<'a>> {
    if index < tail.core { rule.parts.get(index) } else { None }
}

/// Whether a rule may have one more slash where its parts have ended.
const fn has_room(tail: &Tail, index: usize) -> bool {
    index < tail.core + tail.slashes
}

/// A part of one rule against a slash at the end of the other. A part that takes the rest takes at least one
/// character other than a slash.
const fn meet_slash(part: &Part<'_>, tail: &Tail, index: usize) -> Answer {
    if !part.rest && has_room(tail, index) && segment::takes_nothing(part) {
        Answer::Together
    } else {
        Answer::Apart
    }
}

/// What two sides have in common from part `from` on, where at least one of them takes the rest.
const fn meet_rest<const N: usize>(
    a: &Side<'_>,
    b: &Side<'_>,
    from: usize,
    witness: &mut Witness<'_>,
) -> Answer {
    if let (Some(part_a), Some(part_b)) = (a.parts.get(from), b.parts.get(from))
        && from + 1 == a.end
        && from + 1 == b.end
        && segment::same(part_a, part_b)
    {
        let before = *witness;
        if matches!(segment::sample(part_a, witness), Answer::Apart) {
            return Answer::Apart;
        }
        if !a.guarded && !b.guarded {
            return Answer::Together;
        }
        if !matches!(witness.last(), Some(b'/') | None) {
            witness.push("/");
            return Answer::Together;
        }
        *witness = before;
    }
    automaton::search::<N>(a, b, from, witness)
}

const fn side<'a>(rule: &View<'a>, tail: &Tail) -> Side<'a> {
    let redirects = tail.branch && rule.strict_slashes;
    Side { parts: rule.parts, end: tail.core, slashes: tail.slashes, guarded: tail.guarded, redirects }
}
