//! Whether two parts have a text in common: quick answers for the common pairs, the automaton for the others.

use super::Answer;
use super::automaton::{Side, State, search};
use super::inclusion::{Before, Inclusion, Own, takes_all};
use super::view::Parts;
use super::witness::Witness;
use crate::rule::{Class, Part, Piece};
use crate::text::{char_at, equal};

const UUID: &str = "00000000-0000-0000-0000-000000000000";

/// Whether two parts are the same part: such parts share a node of the table.
pub(super) const fn same(a: &Part<'_>, b: &Part<'_>) -> bool {
    a.is_static() == b.is_static() && equal(a.pattern, b.pattern)
}

/// Looks for a segment that both parts take, and adds it to the witness. Neither takes the rest.
pub(super) const fn meet<const N: usize>(a: &Part<'_>, b: &Part<'_>, witness: &mut Witness<'_>) -> Answer {
    match (single(a), single(b)) {
        (Single::Literal(a), Single::Literal(b)) => push_if(equal(a, b), a, witness),
        (Single::Literal(text), Single::Variable(class))
        | (Single::Variable(class), Single::Literal(text)) => push_if(takes(class, text), text, witness),
        (Single::Variable(Class::Path), _) | (_, Single::Variable(Class::Path)) => {
            search_parts::<N>(a, b, witness)
        }
        (Single::Variable(a), Single::Variable(b)) => meet_classes(a, b, witness),
        _ if same(a, b) => sample(a, witness),
        _ => meet_pieces::<N>(a, b, witness),
    }
}

/// Whether a part takes the empty segment.
pub const fn takes_nothing(part: &Part<'_>) -> bool {
    if part.is_static() { part.pattern.is_empty() } else { lengths(part).0 == 0 }
}

/// Whether a part takes every segment that `other` takes, neither of them the rest; no where the search is given up.
pub const fn includes(part: &Part<'_>, other: &Part<'_>) -> bool {
    match quickly(part, other) {
        Inclusion::All => true,
        Inclusion::Some => false,
        Inclusion::Unknown => {
            let own = Own { side: alone(other), slashes: 0, from: State::START, item: None };
            matches!(takes_all(&own, &alone(part), State::START, Before::Slash), Inclusion::All)
        }
    }
}

/// As [`includes`], as far as lengths, kinds and the ends of parts tell.
pub(super) const fn quickly(part: &Part<'_>, other: &Part<'_>) -> Inclusion {
    if same(part, other) {
        return Inclusion::All;
    }
    match (single(part), single(other)) {
        (_, Single::Literal(text)) => decided(takes_text(part, text)),
        (_, Single::Variable(Class::Any(items))) => {
            let mut i = 0;
            while i < items.len() {
                if !takes_text(part, items[i]) {
                    return Inclusion::Some;
                }
                i += 1;
            }
            Inclusion::All
        }
        (Single::Variable(Class::Text { min, max }), _) if !other.rest => {
            let (shortest, longest) = lengths(other);
            decided(min <= shortest && longest <= max)
        }
        (Single::Variable(Class::Int { signed }), Single::Variable(Class::Int { signed: other }))
        | (Single::Variable(Class::Float { signed }), Single::Variable(Class::Float { signed: other })) => {
            decided(signed || !other)
        }
        (Single::Literal(_), Single::Variable(_)) => Inclusion::Some,
        (Single::Variable(_), Single::Variable(_)) if !part.rest && !other.rest => Inclusion::Some,
        _ => {
            let ((low, high), (shortest, longest)) = (lengths(part), lengths(other));
            let may = low <= shortest && longest <= high && may_begin(part, other) && may_end(part, other);
            if may { Inclusion::Unknown } else { Inclusion::Some }
        }
    }
}

const fn decided(all: bool) -> Inclusion {
    if all { Inclusion::All } else { Inclusion::Some }
}

/// Whether all that `other` takes may begin with the literal that a part begins with: not where it begins with a variable,
/// whose first character may be one or another.
pub(super) const fn may_begin(part: &Part<'_>, other: &Part<'_>) -> bool {
    let (wanted, found) = (literal_at(part, false), literal_at(other, false));
    if let ([Piece::Variable(class), ..], false) = (other.pieces, wanted.is_empty()) {
        return matches!(class, Class::Any(_));
    }
    let mut i = 0;
    while i < wanted.len() && i < found.len() {
        if wanted[i] != found[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// As [`may_begin`], from the end.
pub(super) const fn may_end(part: &Part<'_>, other: &Part<'_>) -> bool {
    let (wanted, found) = (literal_at(part, true), literal_at(other, true));
    if let ([.., Piece::Variable(class)], false) = (other.pieces, wanted.is_empty()) {
        return matches!(class, Class::Any(_));
    }
    let mut i = 1;
    while i <= wanted.len() && i <= found.len() {
        if wanted[wanted.len() - i] != found[found.len() - i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether a part takes a text.
const fn takes_text(part: &Part<'_>, text: &str) -> bool {
    matches!(meet::<256>(part, &Part::literal(text), &mut Witness::new("")), Answer::Together)
}

/// Adds the shortest text that a part takes to the witness, if it takes any.
pub(super) const fn sample(part: &Part<'_>, witness: &mut Witness<'_>) -> Answer {
    let (shortest, longest) = lengths(part);
    if shortest > longest {
        return Answer::Apart;
    }
    if part.is_static() {
        witness.push(part.pattern);
    }
    let mut i = 0;
    while i < part.pieces.len() {
        match part.pieces[i] {
            Piece::Literal(text) => witness.push(text),
            Piece::Variable(Class::Text { min, .. }) => witness.push_repeated(b'a', min as usize),
            Piece::Variable(Class::Int { .. }) => witness.push("7"),
            Piece::Variable(Class::Float { .. }) => witness.push("7.7"),
            Piece::Variable(Class::Path) => witness.push("a"),
            Piece::Variable(Class::Any(items)) => {
                if let Some(item) = shortest_item(items, part.rest) {
                    witness.push(item);
                }
            }
            Piece::Variable(Class::Uuid) => witness.push(UUID),
        }
        i += 1;
    }
    Answer::Together
}

/// What a part is when it has but one piece.
enum Single<'a> {
    Literal(&'a str),
    Variable(Class<'a>),
    No,
}

const fn single<'a>(part: &Part<'a>) -> Single<'a> {
    match part.pieces {
        [] => Single::Literal(part.pattern),
        [Piece::Literal(text)] => Single::Literal(text),
        [Piece::Variable(class)] => Single::Variable(*class),
        _ => Single::No,
    }
}

const fn push_if(condition: bool, text: &str, witness: &mut Witness<'_>) -> Answer {
    if !condition {
        return Answer::Apart;
    }
    witness.push(text);
    Answer::Together
}

/// Whether a variable takes exactly `text`, a text without slash.
const fn takes(class: Class<'_>, text: &str) -> bool {
    let bytes = text.as_bytes();
    match class {
        Class::Text { min, max } => {
            let length = characters(text);
            !has_slash(text) && min <= length && length <= max
        }
        Class::Int { signed } => {
            let start = sign(bytes, signed);
            let end = digits(bytes, start);
            end > start && end == bytes.len()
        }
        Class::Float { signed } => {
            let start = sign(bytes, signed);
            let point = digits(bytes, start);
            if point == start || point >= bytes.len() || bytes[point] != b'.' {
                return false;
            }
            let end = digits(bytes, point + 1);
            end > point + 1 && end == bytes.len()
        }
        Class::Path => {
            if bytes.is_empty() || bytes[0] == b'/' {
                return false;
            }
            let mut i = 1;
            while i < bytes.len() {
                if bytes[i] == b'\n' {
                    return false;
                }
                i += 1;
            }
            true
        }
        Class::Any(items) => {
            let mut i = 0;
            while i < items.len() {
                if equal(items[i], text) {
                    return true;
                }
                i += 1;
            }
            false
        }
        Class::Uuid => {
            let mut i = 0;
            while i < bytes.len() && i < UUID.len() {
                let fits = match i {
                    8 | 13 | 18 | 23 => bytes[i] == b'-',
                    _ => bytes[i].is_ascii_hexdigit(),
                };
                if !fits {
                    return false;
                }
                i += 1;
            }
            bytes.len() == UUID.len()
        }
    }
}

/// Two parts of one variable each, neither a `path`.
const fn meet_classes(a: Class<'_>, b: Class<'_>, witness: &mut Witness<'_>) -> Answer {
    match (a, b) {
        (Class::Any(items), other) | (other, Class::Any(items)) => {
            let mut i = 0;
            while i < items.len() {
                if !has_slash(items[i]) && takes(other, items[i]) {
                    witness.push(items[i]);
                    return Answer::Together;
                }
                i += 1;
            }
            Answer::Apart
        }
        (Class::Text { min, max }, Class::Text { min: other_min, max: other_max }) => {
            let least = if min > other_min { min } else { other_min };
            if least > max || least > other_max {
                return Answer::Apart;
            }
            witness.push_repeated(b'a', least as usize);
            Answer::Together
        }
        (Class::Text { min, max }, Class::Int { .. }) | (Class::Int { .. }, Class::Text { min, max }) => {
            let least = if min > 1 { min } else { 1 };
            if least > max {
                return Answer::Apart;
            }
            witness.push_repeated(b'7', least as usize);
            Answer::Together
        }
        (Class::Text { min, max }, Class::Float { .. }) | (Class::Float { .. }, Class::Text { min, max }) => {
            let least = if min > 3 { min } else { 3 };
            if least > max {
                return Answer::Apart;
            }
            witness.push("7.");
            witness.push_repeated(b'7', least as usize - 2);
            Answer::Together
        }
        (Class::Text { min, max }, Class::Uuid) | (Class::Uuid, Class::Text { min, max }) => {
            push_if(min as usize <= UUID.len() && UUID.len() <= max as usize, UUID, witness)
        }
        (Class::Int { .. }, Class::Int { .. }) => push_if(true, "7", witness),
        (Class::Float { .. }, Class::Float { .. }) => push_if(true, "7.7", witness),
        (Class::Uuid, Class::Uuid) => push_if(true, UUID, witness),
        _ => Answer::Apart,
    }
}

/// Two parts of which one at least has several pieces.
const fn meet_pieces<const N: usize>(a: &Part<'_>, b: &Part<'_>, witness: &mut Witness<'_>) -> Answer {
    let (shortest_a, longest_a) = lengths(a);
    let (shortest_b, longest_b) = lengths(b);
    let empty = shortest_a > longest_a || shortest_b > longest_b;
    if empty || shortest_a > longest_b || shortest_b > longest_a || !ends_agree(a, b) {
        return Answer::Apart;
    }
    // Text takes whatever is long enough, and not too long as was just seen.
    if let Single::Variable(Class::Text { min, .. }) = single(a)
        && min <= shortest_b
    {
        return sample(b, witness);
    }
    if let Single::Variable(Class::Text { min, .. }) = single(b)
        && min <= shortest_a
    {
        return sample(a, witness);
    }
    search_parts::<N>(a, b, witness)
}

const fn search_parts<const N: usize>(a: &Part<'_>, b: &Part<'_>, witness: &mut Witness<'_>) -> Answer {
    search::<N>(&alone(a), &alone(b), 0, witness)
}

const fn alone<'a>(part: &'a Part<'a>) -> Side<'a> {
    let parts = Parts { prefixes: &[], own: core::slice::from_ref(part) };
    Side { parts, end: 1, slashes: 0, guarded: false, redirects: false }
}

/// Whether the literals that two parts begin with, and those that they end in, leave a common text possible.
const fn ends_agree(a: &Part<'_>, b: &Part<'_>) -> bool {
    let (first_a, first_b) = (literal_at(a, false), literal_at(b, false));
    let (last_a, last_b) = (literal_at(a, true), literal_at(b, true));
    let mut i = 0;
    while i < first_a.len() && i < first_b.len() {
        if first_a[i] != first_b[i] {
            return false;
        }
        i += 1;
    }
    i = 1;
    while i <= last_a.len() && i <= last_b.len() {
        if last_a[last_a.len() - i] != last_b[last_b.len() - i] {
            return false;
        }
        i += 1;
    }
    true
}

/// The literal that a part begins with, or the one that it ends in.
const fn literal_at<'a>(part: &Part<'a>, end: bool) -> &'a [u8] {
    let text = match part.pieces {
        [] => part.pattern,
        [.., Piece::Literal(text)] if end => text,
        [Piece::Literal(text), ..] if !end => text,
        _ => "",
    };
    text.as_bytes()
}

/// The smallest and the largest number of characters that a part takes; the first is larger than the second
/// where it takes nothing at all.
const fn lengths(part: &Part<'_>) -> (u32, u32) {
    if part.is_static() {
        let length = characters(part.pattern);
        return (length, length);
    }
    let (mut shortest, mut longest): (u32, u32) = (0, 0);
    let mut i = 0;
    while i < part.pieces.len() {
        let (low, high) = match part.pieces[i] {
            Piece::Literal(text) => (characters(text), characters(text)),
            Piece::Variable(Class::Text { min, max }) => (min, max),
            Piece::Variable(Class::Int { .. } | Class::Path) => (1, u32::MAX),
            Piece::Variable(Class::Float { .. }) => (3, u32::MAX),
            Piece::Variable(Class::Uuid) => (36, 36),
            Piece::Variable(Class::Any(items)) => item_lengths(items, part.rest),
        };
        if low > high {
            return (u32::MAX, 0);
        }
        shortest = shortest.saturating_add(low);
        longest = longest.saturating_add(high);
        i += 1;
    }
    (shortest, longest)
}

const fn item_lengths(items: &[&str], rest: bool) -> (u32, u32) {
    let (mut shortest, mut longest) = (u32::MAX, 0);
    let mut i = 0;
    while i < items.len() {
        if rest || !has_slash(items[i]) {
            let length = characters(items[i]);
            shortest = if length < shortest { length } else { shortest };
            longest = if length > longest { length } else { longest };
        }
        i += 1;
    }
    (shortest, longest)
}

const fn shortest_item<'a>(items: &[&'a str], rest: bool) -> Option<&'a str> {
    let mut found: Option<&'a str> = None;
    let mut i = 0;
    while i < items.len() {
        let shorter = match found {
            Some(item) => characters(items[i]) < characters(item),
            None => true,
        };
        if shorter && (rest || !has_slash(items[i])) {
            found = Some(items[i]);
        }
        i += 1;
    }
    found
}

const fn characters(text: &str) -> u32 {
    let mut count = 0;
    let mut at = 0;
    while let Some((_, length)) = char_at(text.as_bytes(), at) {
        at += length;
        count += 1;
    }
    count
}

const fn has_slash(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] == b'/' {
            return true;
        }
        i += 1;
    }
    false
}

/// Where the digits of a number begin.
const fn sign(bytes: &[u8], signed: bool) -> usize {
    if signed && !bytes.is_empty() && bytes[0] == b'-' { 1 } else { 0 }
}

/// Where a run of ASCII digits from `start` on ends.
const fn digits(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while end < bytes.len() && bytes[end].is_ascii_digit() {
        end += 1;
    }
    end
}
