//! Where the slashes of a path stand, found in one pass: what the matcher splits it by.

use crate::pattern::MAX_PATH;

/// The slashes of a path, as bits: bit n is byte n. The byte after the last is marked too. Of a path longer than
/// [`MAX_PATH`] nothing is marked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marks {
    /// Those of the first 64 bytes.
    low: u64,
    /// Those of the 64 bytes after.
    high: u64,
}

/// What else is seen in the same pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// Two slashes stand side by side.
    pub(super) doubled: bool,
    /// There is a `%`.
    pub(super) percent: bool,
}

/// How many bytes the bits cover.
const COVERED: usize = 128;

impl Marks {
    #[inline]
    pub(super) fn of(bytes: &[u8]) -> (Self, Seen) {
        if bytes.len() >= 64 {
            return Self::of_many(bytes);
        }
        let (slashes, percents) = marks(bytes);
        let seen = Seen { doubled: slashes & slashes >> 1 != 0, percent: percents != 0 };
        (Marks { low: slashes | 1 << bytes.len(), high: 0 }, seen)
    }

    #[cold]
    fn of_many(bytes: &[u8]) -> (Self, Seen) {
        let (first, rest) = bytes.split_at(64);
        let (second, rest) = rest.split_at(rest.len().min(64));
        let ((low, percents), (high, more)) = (marks(first), marks(second));
        let doubled = low & low >> 1 != 0
            || high & high >> 1 != 0
            || low >> 63 & high & 1 != 0
            || bytes.get(COVERED - 1..).is_some_and(|rest| rest.windows(2).any(|pair| pair == b"//"));
        let percent = percents | more != 0 || rest.contains(&b'%');
        if bytes.len() > MAX_PATH {
            return (Marks { low: 0, high: 0 }, Seen { doubled, percent });
        }
        let end = if bytes.len() < COVERED { 1 << (bytes.len() - 64) } else { 0 };
        (Marks { low, high: high | end }, Seen { doubled, percent })
    }

    /// Whether the path is empty or begins with a slash, and is no longer than [`MAX_PATH`].
    #[inline]
    pub(crate) fn at_start(&self) -> bool {
        self.low & 1 == 1
    }

    /// The bits from byte `at` on that are known at once; bit 0 is byte `at`.
    #[inline]
    pub(crate) fn ahead(&self, at: usize) -> u64 {
        let (word, at) = if at < 64 { (self.low, at) } else { (self.high, at - 64) };
        word.checked_shr(at as u32).unwrap_or(0)
    }

    /// The first slash from byte `at` on, or the end, where [`Marks::ahead`] is empty: `at` is no further than the end.
    #[cold]
    pub(crate) fn end_beyond(&self, bytes: &[u8], at: usize) -> usize {
        let at = at.max(64);
        match self.ahead(at) {
            0 => {
                let at = at.max(COVERED);
                let rest = bytes.get(at..).unwrap_or_default();
                rest.iter().position(|byte| *byte == b'/').map_or(bytes.len(), |n| at + n)
            }
            ahead => at + ahead.trailing_zeros() as usize,
        }
    }
}

/// The slashes of up to 64 bytes, and, in any place, the percent signs.
#[inline]
fn marks(bytes: &[u8]) -> (u64, u64) {
    let length = bytes.len();
    let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) else {
        return few_marks(bytes);
    };
    let (mut slashes, mut percents) = in_chunk(first);
    let mut at = 16;
    while at + 16 < length
        && let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk)
    {
        let (slash, percent) = in_chunk(chunk);
        slashes |= slash << at;
        percents |= percent;
        at += 16;
    }
    // Of the last ones some may have been looked at before.
    let (slash, percent) = in_chunk(last);
    (slashes | slash << (length - 16), percents | percent)
}

/// As [`marks`], of less than 16 bytes: the first and the last few are looked at, which may be the same.
#[inline]
fn few_marks(bytes: &[u8]) -> (u64, u64) {
    let length = bytes.len();
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        let (slash, percent) = in_chunk(&(u128::from(first) | u128::from(last) << 64).to_le_bytes());
        return (slash & 0xff | slash >> 8 << (length - 8), percent);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        let (slash, percent) = in_chunk(&(u128::from(first) | u128::from(last) << 32).to_le_bytes());
        return (slash & 0xf | slash >> 4 << (length - 4), percent);
    }
    bytes.iter().enumerate().fold((0, 0), |(slashes, percents), (n, byte)| {
        (slashes | u64::from(*byte == b'/') << n, percents | u64::from(*byte == b'%'))
    })
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[inline]
fn in_chunk(chunk: &[u8; 16]) -> (u64, u64) {
    // SAFETY: the function needs SSE2, which all of this crate is compiled for: see the `cfg` above.
    unsafe { sse2::in_chunk(chunk) }
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod sse2 {
    use core::arch::x86_64::{_mm_cmpeq_epi8, _mm_movemask_epi8, _mm_set_epi64x, _mm_set1_epi8};

    #[target_feature(enable = "sse2")]
    #[inline]
    pub(super) fn in_chunk(chunk: &[u8; 16]) -> (u64, u64) {
        let both = u128::from_le_bytes(*chunk);
        let chunk = _mm_set_epi64x((both >> 64) as i64, both as i64);
        let slashes = _mm_movemask_epi8(_mm_cmpeq_epi8(chunk, _mm_set1_epi8(b'/' as i8)));
        let percents = _mm_movemask_epi8(_mm_cmpeq_epi8(chunk, _mm_set1_epi8(b'%' as i8)));
        (slashes as u64, percents as u64)
    }
}

#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
fn in_chunk(chunk: &[u8; 16]) -> (u64, u64) {
    (equal(chunk, b'/'), equal(chunk, b'%'))
}

/// Which bytes are this one, as bits, without instructions for it.
#[cfg(any(test, not(all(target_arch = "x86_64", target_feature = "sse2"))))]
fn equal(chunk: &[u8; 16], byte: u8) -> u64 {
    const SEVEN_BITS: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let half = |half: u64| {
        let other = half ^ u64::from_le_bytes([byte; 8]);
        // The top bit of a byte is set where the byte is zero.
        let zero = !((other & SEVEN_BITS).wrapping_add(SEVEN_BITS) | other | SEVEN_BITS);
        (zero >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
    };
    let both = u128::from_le_bytes(*chunk);
    half(both as u64) | half((both >> 64) as u64) << 8
}

#[cfg(test)]
mod tests {
    use super::*;

    use alloc::vec::Vec;

    /// Byte after byte.
    fn expected(bytes: &[u8]) -> (Vec<usize>, bool, bool) {
        let mut ends = alloc::vec![bytes.len(); bytes.len() + 1];
        for at in (0..bytes.len()).rev() {
            ends[at] = if bytes[at] == b'/' { at } else { ends[at + 1] };
        }
        (ends, bytes.windows(2).any(|pair| pair == b"//"), bytes.contains(&b'%'))
    }

    #[test]
    fn every_length_and_place_is_seen() {
        for length in (0..35).chain(60..70).chain(120..135).chain([190, 300]) {
            for place in 0..length {
                for (byte, other) in [(b'/', b'/'), (b'/', b'a'), (b'%', b'/'), (0xff, 0xaf)] {
                    let mut bytes = alloc::vec![b'.'; length];
                    bytes[place] = byte;
                    if let Some(next) = bytes.get_mut(place + 1) {
                        *next = other;
                    }
                    let (marks, seen) = Marks::of(&bytes);
                    let end = |at| match marks.ahead(at) {
                        0 => marks.end_beyond(&bytes, at),
                        ahead => at + ahead.trailing_zeros() as usize,
                    };
                    let ends = (0..=length).map(end).collect();
                    assert_eq!(
                        (ends, seen.doubled, seen.percent),
                        expected(&bytes),
                        "{length} {place} {byte}"
                    );
                    assert_eq!(marks.at_start(), bytes.first().is_none_or(|byte| *byte == b'/'));
                }
            }
        }
    }

    #[test]
    fn the_two_ways_to_look_at_a_chunk_agree() {
        let mut state = 1u64;
        for _ in 0..10_000 {
            let mut chunk = [0; 16];
            for byte in &mut chunk {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                *byte = b"/%.\x00\xff\xaf\x2e\x30"[(state >> 61) as usize];
            }
            assert_eq!(in_chunk(&chunk), (equal(&chunk, b'/'), equal(&chunk, b'%')), "{chunk:?}");
        }
    }
}
