//! Matching a part of several variables: a search that tries no piece twice at an offset.

use alloc::vec::Vec;

use super::{Captures, UUID_LENGTH, begins, is_slash, starts_with_uuid};
use crate::rule::{Class, Piece};
use crate::steps::Steps;

/// A search over several variables: for each piece the offsets at which the rest is known not to fit are
/// remembered, so that no piece is tried twice at an offset.
pub(super) struct Search<'p, 't> {
    pieces: &'p [Piece<'p>],
    target: &'t [u8],
    ascii: bool,
    pub(super) digits: Run,
    pub(super) fraction: Run,
    pub(super) segment: Run,
    pub(super) line: Run,
    /// One row of bits for each piece, and one for the end. Where the target is not ASCII, one more with a bit
    /// for each byte that begins a character, and one with the number of these before each word.
    failed: Failed,
    words: usize,
    /// The length of a row: its words, then one bit for each of them, set where all of its bits are.
    row: usize,
    steps: Steps,
}

/// The last run of bytes of one kind that was met: its end is asked for again at many offsets within it.
pub(super) struct Run {
    start: usize,
    end: usize,
    /// How many bytes were read to find it and those before it.
    #[cfg(test)]
    pub(super) read: usize,
}

impl Run {
    const fn new() -> Self {
        Run {
            start: 0,
            end: 0,
            #[cfg(test)]
            read: 0,
        }
    }

    /// Where the run that holds `at` ends; `at` itself where its byte is not of the kind. Reads no byte again
    /// that is known to be in the run.
    fn end(&mut self, target: &[u8], at: usize, inside: impl Fn(u8) -> bool) -> usize {
        if !(self.start..self.end).contains(&at) {
            let before = if at < self.start { self.start } else { target.len() };
            let unknown = target.get(at..before).unwrap_or_default();
            let length = unknown.iter().position(|b| !inside(*b)).unwrap_or(unknown.len());
            if length == 0 {
                return at;
            }
            #[cfg(test)]
            {
                self.read += length;
            }
            if at + length != self.start {
                self.end = at + length;
            }
            self.start = at;
        }
        self.end
    }
}

/// Rows of bits, on the stack where they are few.
#[expect(clippy::large_enum_variant, reason = "a box would be the allocation that the first variant avoids")]
enum Failed {
    Few([u64; 64]),
    Many(Vec<u64>),
}

impl<'p, 't> Search<'p, 't> {
    pub(super) fn run(
        pieces: &'p [Piece<'p>],
        target: &'t [u8],
        start: usize,
        captures: &mut Captures,
        steps: &mut Steps,
    ) -> bool {
        let mut search = Search::new(pieces, target);
        let first = captures.len;
        let fits = search.fits(0, 0, first, captures);
        steps.join(search.steps);

        if fits {
            for span in &mut captures.spans[first..captures.len] {
                span.0 += start as u16;
                span.1 += start as u16;
            }
        }
        fits
    }

    pub(super) fn new(pieces: &'p [Piece<'p>], target: &'t [u8]) -> Self {
        let words = target.len() / 64 + 1;
        let row = words + words.div_ceil(64);
        let ascii = target.is_ascii();
        let all = row * (pieces.len() + if ascii { 1 } else { 3 });
        let failed = if all <= 64 { Failed::Few([0; 64]) } else { Failed::Many(alloc::vec![0; all]) };
        let [digits, fraction, segment, line] = [const { Run::new() }; 4];
        let mut search = Search {
            pieces,
            target,
            ascii,
            digits,
            fraction,
            segment,
            line,
            failed,
            words,
            row,
            steps: Steps::default(),
        };
        if !ascii {
            search.count_characters();
        }
        search
    }

    /// Whether the pieces from `piece` on take all of the target from `at` on.
    pub(super) fn fits(&mut self, piece: usize, at: usize, variable: usize, captures: &mut Captures) -> bool {
        self.steps.add(1);
        let Some(current) = self.pieces.get(piece) else {
            captures.truncate(variable);
            return at == self.target.len();
        };
        let rest = &self.target[at..];
        let fits = match *current {
            Piece::Literal(text) => {
                rest.starts_with(text.as_bytes()) && self.next(piece + 1, at + text.len(), variable, captures)
            }
            Piece::Variable(class) => match class {
                Class::Any(items) => items.iter().any(|item| {
                    rest.starts_with(item.as_bytes())
                        && self.take(piece, at, at + item.len(), variable, captures)
                }),
                Class::Uuid => {
                    starts_with_uuid(rest) && self.take(piece, at, at + UUID_LENGTH, variable, captures)
                }
                Class::Path => match self.path_ends(at) {
                    Some((low, high)) => self.shortest(piece, at, low, high, variable, captures),
                    None => false,
                },
                _ => match self.ends(class, at) {
                    Some((low, high)) => self.longest(piece, at, low, high, variable, captures),
                    None => false,
                },
            },
        };
        if !fits {
            self.set_failed(piece, at);
        }
        fits
    }

    fn next(&mut self, piece: usize, at: usize, variable: usize, captures: &mut Captures) -> bool {
        !self.has_failed(piece, at) && self.fits(piece, at, variable, captures)
    }

    fn take(&mut self, piece: usize, at: usize, to: usize, variable: usize, captures: &mut Captures) -> bool {
        let fits = self.next(piece + 1, to, variable + 1, captures);
        if fits {
            captures.write(variable, at, to);
        }
        fits
    }

    /// The first and the last offset at which a variable of `class` that begins at `at` can end.
    fn ends(&mut self, class: Class<'_>, at: usize) -> Option<(usize, usize)> {
        match class {
            Class::Text { min, max } => {
                let stop = self.segment.end(self.target, at, |b| b != b'/');
                let low = self.after_chars(at, min, stop)?;
                Some((low, self.after_chars(at, max, stop).unwrap_or(stop)))
            }
            Class::Int { signed } => {
                let from = at + usize::from(signed && self.target.get(at) == Some(&b'-'));
                let to = self.digits.end(self.target, from, |b| b.is_ascii_digit());
                (to > from).then_some((from + 1, to))
            }
            Class::Float { signed } => {
                let from = at + usize::from(signed && self.target.get(at) == Some(&b'-'));
                let point = self.digits.end(self.target, from, |b| b.is_ascii_digit());
                if point == from || self.target.get(point) != Some(&b'.') {
                    return None;
                }
                let to = self.fraction.end(self.target, point + 1, |b| b.is_ascii_digit());
                (to > point + 1).then_some((point + 2, to))
            }
            Class::Path | Class::Any(_) | Class::Uuid => None,
        }
    }

    fn path_ends(&mut self, at: usize) -> Option<(usize, usize)> {
        let rest = &self.target[at..];
        if rest.first().is_none_or(|b| is_slash(*b)) {
            return None;
        }
        let first = at + 1 + rest[1..].iter().take_while(|b| !begins(**b)).count();
        Some((first, self.line.end(self.target, first, |b| b != b'\n')))
    }

    /// The offset after `count` characters from `at`, unless `stop` comes first.
    fn after_chars(&self, at: usize, count: u32, stop: usize) -> Option<usize> {
        if self.ascii {
            let to = at.checked_add(count as usize)?;
            return (to <= stop).then_some(to);
        }
        if count as usize > stop - at {
            return None;
        }
        let wanted = self.characters_before(at) + u64::from(count);
        let end = self.characters_before(stop);
        if wanted >= end {
            return (wanted == end).then_some(stop);
        }
        // The character before which `wanted` others begin is in the last word that has no more before it.
        let before = self.row(self.pieces.len() + 2);
        let word = before.partition_point(|count| *count <= wanted) - 1;
        let mut begins = self.row(self.pieces.len() + 1)[word];
        for _ in before[word]..wanted {
            begins &= begins - 1;
        }
        Some(word * 64 + begins.trailing_zeros() as usize)
    }

    /// How many characters begin before `at`.
    fn characters_before(&self, at: usize) -> u64 {
        let begins = self.row(self.pieces.len() + 1)[at / 64];
        let within = begins & !(u64::MAX << (at % 64));
        self.row(self.pieces.len() + 2)[at / 64] + u64::from(within.count_ones())
    }

    fn count_characters(&mut self) {
        let (begin, before) = ((self.pieces.len() + 1) * self.row, (self.pieces.len() + 2) * self.row);
        let target = self.target;
        let bits = self.failed.bits();
        for (at, _) in target.iter().enumerate().filter(|(_, byte)| begins(**byte)) {
            bits[begin + at / 64] |= 1 << (at % 64);
        }
        for word in 1..self.words {
            let last = u64::from(bits[begin + word - 1].count_ones());
            bits[before + word] = bits[before + word - 1] + last;
        }
    }

    fn is_boundary(&self, at: usize) -> bool {
        self.ascii || self.target.get(at).is_none_or(|b| begins(*b))
    }

    /// Tries the ends from `high` down to `low`, those known to fail left out.
    fn longest(
        &mut self,
        piece: usize,
        at: usize,
        low: usize,
        high: usize,
        variable: usize,
        captures: &mut Captures,
    ) -> bool {
        let mut to = Some(high);
        while let Some(end) = to.and_then(|to| self.untried_at_most(piece + 1, to)) {
            if end < low {
                return false;
            }
            if self.is_boundary(end) && self.take(piece, at, end, variable, captures) {
                return true;
            }
            self.set_failed(piece + 1, end);
            to = end.checked_sub(1);
        }
        false
    }

    /// Tries the ends from `low` up to `high`, those known to fail left out.
    fn shortest(
        &mut self,
        piece: usize,
        at: usize,
        low: usize,
        high: usize,
        variable: usize,
        captures: &mut Captures,
    ) -> bool {
        let mut from = low;
        while let Some(end) = self.untried_at_least(piece + 1, from) {
            if end > high {
                return false;
            }
            if self.is_boundary(end) && self.take(piece, at, end, variable, captures) {
                return true;
            }
            self.set_failed(piece + 1, end);
            from = end + 1;
        }
        false
    }

    fn row(&self, piece: usize) -> &[u64] {
        let from = piece * self.row;
        match &self.failed {
            Failed::Few(bits) => &bits[from..from + self.words],
            Failed::Many(bits) => &bits[from..from + self.words],
        }
    }

    /// For each word of the row a bit: whether all of its bits are set.
    fn full(&self, piece: usize) -> &[u64] {
        let (from, to) = (piece * self.row + self.words, (piece + 1) * self.row);
        match &self.failed {
            Failed::Few(bits) => &bits[from..to],
            Failed::Many(bits) => &bits[from..to],
        }
    }

    fn has_failed(&self, piece: usize, at: usize) -> bool {
        self.row(piece)[at / 64] >> (at % 64) & 1 == 1
    }

    fn set_failed(&mut self, piece: usize, at: usize) {
        let from = piece * self.row;
        let word = at / 64;
        let full = from + self.words + word / 64;
        let bits = self.failed.bits();
        bits[from + word] |= 1 << (at % 64);
        if bits[from + word] == u64::MAX {
            bits[full] |= 1 << (word % 64);
        }
    }

    /// The last offset up to `at` that is not known to fail.
    fn untried_at_most(&self, piece: usize, at: usize) -> Option<usize> {
        let row = self.row(piece);
        let mut word = at / 64;
        let mut open = !row[word] & (u64::MAX >> (63 - at % 64));
        if open == 0 {
            word = last_zero(self.full(piece), word.checked_sub(1)?)?;
            open = !row[word];
        }
        Some(word * 64 + 63 - open.leading_zeros() as usize)
    }

    /// The first offset from `at` on that is not known to fail; it may be past the end.
    fn untried_at_least(&self, piece: usize, at: usize) -> Option<usize> {
        let row = self.row(piece);
        let mut word = at / 64;
        let mut open = !*row.get(word)? & (u64::MAX << (at % 64));
        if open == 0 {
            word = first_zero(self.full(piece), word + 1)?;
            open = !*row.get(word)?;
        }
        Some(word * 64 + open.trailing_zeros() as usize)
    }
}

impl Failed {
    fn bits(&mut self) -> &mut [u64] {
        match self {
            Failed::Few(bits) => bits,
            Failed::Many(bits) => bits,
        }
    }
}

/// The last bit up to `at` that is not set.
fn last_zero(bits: &[u64], at: usize) -> Option<usize> {
    let mut word = at / 64;
    let mut open = !bits[word] & (u64::MAX >> (63 - at % 64));
    while open == 0 {
        word = word.checked_sub(1)?;
        open = !bits[word];
    }
    Some(word * 64 + 63 - open.leading_zeros() as usize)
}

/// The first bit from `at` on that is not set.
fn first_zero(bits: &[u64], at: usize) -> Option<usize> {
    let mut word = at / 64;
    let mut open = !*bits.get(word)? & (u64::MAX << (at % 64));
    while open == 0 {
        word += 1;
        open = !*bits.get(word)?;
    }
    Some(word * 64 + open.trailing_zeros() as usize)
}
