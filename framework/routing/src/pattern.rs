//! Matching one dynamic part against bytes: what the regular expression of a Werkzeug part does, in bounded
//! work. `string`, `int`, `float` and `uuid` take as much as possible, `path` as little, `any` the first item
//! that lets the rest fit.

mod search;
#[cfg(test)]
mod tests;

use crate::path::{DATA_SLASH, Path};
use crate::rule::{Class, MAX_VARIABLES, Part, Piece};
use crate::steps::Steps;
use search::Search;

/// The longest path that is looked up, in bytes: no rule takes a longer one. It is as long as a URL can be in
/// [`http`](https://docs.rs/http) and hyper.
pub const MAX_PATH: usize = u16::MAX as usize;

/// Where the variables were found: byte offsets into the path.
#[derive(Clone, Copy, Debug, Default)]
pub struct Captures {
    spans: [(u16, u16); MAX_VARIABLES],
    len: usize,
}

impl Captures {
    /// No captures.
    pub const fn new() -> Self {
        Captures { spans: [(0, 0); MAX_VARIABLES], len: 0 }
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The n-th capture, as start and end in the decoded path.
    pub fn get(&self, n: usize) -> Option<(usize, usize)> {
        let (start, end) = *self.spans.get(n).filter(|_| n < self.len)?;
        Some((usize::from(start), usize::from(end)))
    }

    /// Each capture, as [`Captures::get`] gives it.
    pub fn iter(&self) -> impl Iterator<Item = (usize, usize)> {
        let spans = self.spans.get(..self.len).unwrap_or_default();
        spans.iter().map(|(start, end)| (usize::from(*start), usize::from(*end)))
    }

    pub(crate) fn truncate(&mut self, len: usize) {
        self.len = len;
    }

    #[inline]
    pub(crate) fn push(&mut self, start: usize, end: usize) {
        let n = self.len;
        self.write(n, start, end);
        self.len = n + 1;
    }

    #[inline]
    fn write(&mut self, n: usize, start: usize, end: usize) {
        if let Some(span) = self.spans.get_mut(n) {
            *span = (start as u16, end as u16);
        }
    }
}

/// Matches `pieces` against all of `path[start..end]`. Captures are added where it fits; where it does not,
/// they may be left behind and the caller truncates.
pub(crate) fn matches(
    pieces: &[Piece<'_>],
    path: &[u8],
    (start, end): (usize, usize),
    captures: &mut Captures,
    steps: &mut Steps,
) -> bool {
    let target = &path[start..end];
    let (before, class, after) = match pieces {
        [Piece::Variable(class)] => ("", class, ""),
        [Piece::Literal(before), Piece::Variable(class)] => (*before, class, ""),
        [Piece::Variable(class), Piece::Literal(after)] => ("", class, *after),
        [Piece::Literal(before), Piece::Variable(class), Piece::Literal(after)] => (*before, class, *after),
        _ => return Search::run(pieces, target, start, captures, steps),
    };
    steps.add(pieces.len());
    let Some(rest) = target.strip_prefix(before.as_bytes()) else { return false };
    let Some(value) = rest.strip_suffix(after.as_bytes()) else { return false };
    if !takes_all(class, value) {
        return false;
    }
    let from = start + before.len();
    captures.push(from, from + value.len());
    true
}

impl Path<'_> {
    /// Whether the first segments fit the parts, one for each, and a slash or the end follows.
    pub(crate) fn begins_with(&self, prefixes: &[&[Part<'_>]]) -> bool {
        self.captures(prefixes).is_some()
    }

    /// What the variables of the parts take of the first segments, where these fit and a slash or the end follows.
    pub(crate) fn captures(&self, prefixes: &[&[Part<'_>]]) -> Option<Captures> {
        let mut captures = Captures::new();
        let bytes = Some(self.bytes()).filter(|bytes| bytes.len() <= MAX_PATH)?;
        let mut at = 1;
        for part in prefixes.iter().copied().flatten() {
            let rest = bytes.get(at..)?;
            let end = at + rest.iter().position(|b| *b == b'/').unwrap_or(rest.len());
            let fits = if part.is_static() {
                &bytes[at..end] == part.pattern.as_bytes()
            } else {
                matches(part.pieces, bytes, (at, end), &mut captures, &mut Steps::default())
            };
            if !fits {
                return None;
            }
            at = end + 1;
        }
        Some(captures)
    }
}

/// Whether the pattern of `class` takes all of a decoded text; a slash in it is data, but in a `path`.
pub(crate) fn takes(class: &Class<'_>, text: &str) -> bool {
    if matches!(class, Class::Path) || !text.contains('/') {
        return takes_all(class, text.as_bytes());
    }
    let bytes: alloc::vec::Vec<u8> =
        text.bytes().map(|byte| if byte == b'/' { DATA_SLASH } else { byte }).collect();
    takes_all(class, &bytes)
}

/// Whether the pattern of `class` takes all of `value`.
fn takes_all(class: &Class<'_>, value: &[u8]) -> bool {
    match *class {
        Class::Text { min: 1, max: u32::MAX } => !value.is_empty() && !value.contains(&b'/'),
        Class::Text { min, max } => {
            let length = chars(value);
            length >= min as usize && length <= max as usize && !value.contains(&b'/')
        }
        Class::Int { signed } => {
            let digits = unsigned(value, signed);
            !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
        }
        Class::Float { signed } => {
            let digits = unsigned(value, signed);
            let whole = digits_from(digits, 0);
            whole > 0
                && digits.get(whole) == Some(&b'.')
                && whole + 1 < digits.len()
                && digits_from(digits, whole + 1) == digits.len()
        }
        Class::Path => match value.split_first() {
            Some((first, rest)) => !is_slash(*first) && !rest.contains(&b'\n'),
            None => false,
        },
        Class::Any(items) => items.iter().any(|item| item.as_bytes() == value),
        Class::Uuid => value.len() == UUID_LENGTH && starts_with_uuid(value),
    }
}

const UUID_LENGTH: usize = 36;

fn starts_with_uuid(value: &[u8]) -> bool {
    value.len() >= UUID_LENGTH
        && value[..UUID_LENGTH].iter().enumerate().all(|(i, byte)| match i {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn unsigned(value: &[u8], signed: bool) -> &[u8] {
    match value {
        [b'-', rest @ ..] if signed => rest,
        _ => value,
    }
}

/// Where the digits from `at` on end.
fn digits_from(value: &[u8], at: usize) -> usize {
    value[at..].iter().position(|b| !b.is_ascii_digit()).map_or(value.len(), |n| at + n)
}

/// Whether the byte is a slash, one that is data included: a path never begins with either.
fn is_slash(byte: u8) -> bool {
    byte == b'/' || byte == DATA_SLASH
}

/// Whether a character begins at this byte.
fn begins(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

fn chars(value: &[u8]) -> usize {
    value.iter().filter(|byte| begins(**byte)).count()
}
