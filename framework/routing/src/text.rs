//! Comparing and taking apart text in const evaluation, where traits cannot be used.

/// Whether two texts are equal.
pub const fn equal(a: &str, b: &str) -> bool {
    matches!(compare(a, b), core::cmp::Ordering::Equal)
}

/// The order of two texts, byte by byte.
pub const fn compare(a: &str, b: &str) -> core::cmp::Ordering {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    // Each step costs const evaluation as much as a call.
    while let (Some((first, rest)), Some((other, other_rest))) =
        (a.split_first_chunk(), b.split_first_chunk())
    {
        let (first, other) = (u64::from_be_bytes(*first), u64::from_be_bytes(*other));
        if first != other {
            return if first < other { core::cmp::Ordering::Less } else { core::cmp::Ordering::Greater };
        }
        (a, b) = (rest, other_rest);
    }
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

/// What follows a text that another begins with.
pub const fn strip_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    if prefix.len() > text.len() || !text.is_char_boundary(prefix.len()) {
        return None;
    }
    let (begin, rest) = text.split_at(prefix.len());
    if equal(begin, prefix) { Some(rest) } else { None }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_ordered_as_the_standard_library_orders_them() {
        let texts =
            ["", "a", "b", "ab", "abcdefg", "abcdefgh", "abcdefgi", "abcdefghi", "bbcdefgh", "äbcdefgh", "ÿ"];
        for a in texts {
            for b in texts {
                assert_eq!(compare(a, b), a.cmp(b), "{a} {b}");
                assert_eq!(equal(a, b), a == b, "{a} {b}");
                assert_eq!(strip_prefix(a, b), a.strip_prefix(b), "{a} {b}");
            }
        }
        assert_eq!(strip_prefix("ä", "\u{c3}"), None);
    }
}
