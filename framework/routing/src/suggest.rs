//! What a mistyped word was meant to be.

use alloc::vec::Vec;

/// The known name nearest to `word`: a different case, a wrong letter or two, or a part of it.
pub(crate) fn closest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    if let Some(name) = known.iter().find(|name| name.eq_ignore_ascii_case(word)) {
        return Some(name);
    }
    let allowed = if word.len() > 4 { 2 } else { 1 };
    known
        .iter()
        .map(|name| (distance(word, name), *name))
        .filter(|(distance, name)| {
            word.len() > 1 && *distance <= allowed || word.len() > 2 && name.contains(word)
        })
        .min()
        .map(|(_, name)| name)
}

/// How many characters have to be changed, added, taken away or swapped with their neighbour to come from one text to the
/// other (optimal string alignment). It takes as many steps as the product of their lengths.
///
/// ```
/// use wegwerk_routing::suggest::distance;
///
/// assert_eq!(distance("GTE", "GET"), 1);
/// assert_eq!(distance("itn", "uint"), 2);
/// ```
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    // The rows of the two characters before, and the one that is filled.
    let mut above: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut before = None;
    for (i, from) in a.chars().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, to) in b.iter().enumerate() {
            let mut best = (last[j] + usize::from(from != *to)).min(last[j + 1] + 1).min(row[j] + 1);
            if j > 0 && before == Some(*to) && from == b[j - 1] {
                best = best.min(above[j - 1] + 1);
            }
            row.push(best);
        }
        above = core::mem::replace(&mut last, row);
        before = Some(from);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_counted_either_way() {
        for (a, b, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "abc", 0),
            ("abc", "acb", 1),
            ("ab", "ba", 1),
            ("items", "itmes", 1),
            ("kitten", "sitting", 3),
            ("äö", "öä", 1),
            ("ca", "abc", 3),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
            assert_eq!(distance(b, a), expected, "{b} {a}");
        }
    }
}
