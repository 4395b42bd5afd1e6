//! Comparing and taking apart text in const evaluation, where traits cannot be used.

/// Whether two texts are equal.
pub const fn equal(a: &str, b: &str) -> bool {
    matches!(compare(a, b), core::cmp::Ordering::Equal)
}

/// The order of two texts, byte by byte.
pub const fn compare(a: &str, b: &str) -> core::cmp::Ordering {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() {
        if a[i] != b[i] {
            return if a[i] < b[i] { core::cmp::Ordering::Less } else { core::cmp::Ordering::Greater };
        }
        i += 1;
    }
    if a.len() == b.len() {
        core::cmp::Ordering::Equal
    } else if a.len() < b.len() {
        core::cmp::Ordering::Less
    } else {
        core::cmp::Ordering::Greater
    }
}

/// The character that begins at byte `at` of valid UTF-8, and its length in bytes; `None` at the end.
pub const fn char_at(text: &[u8], at: usize) -> Option<(u32, usize)> {
    if at >= text.len() {
        return None;
    }
    let first = text[at] as u32;
    let (mut value, length) = match first {
        0x00..=0x7f => return Some((first, 1)),
        0x80..=0xdf => (first & 0x1f, 2),
        0xe0..=0xef => (first & 0x0f, 3),
        _ => (first & 0x07, 4),
    };
    let mut i = 1;
    while i < length && at + i < text.len() {
        value = value << 6 | (text[at + i] as u32 & 0x3f);
        i += 1;
    }
    Some((value, length))
}
