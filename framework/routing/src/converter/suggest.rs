//! Which known name a mistyped one was meant to be.

use alloc::vec::Vec;

/// The known name nearest to `word`: a different case, a wrong letter or two, or a part of it.
pub(super) fn closest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
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

/// How many letters have to be changed, added, removed or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(32).collect(), b.chars().take(32).collect());
    let mut rows: Vec<Vec<usize>> = alloc::vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = alloc::vec![i];
        for j in 1..=b.len() {
            let mut best = (rows[i - 1][j] + 1)
                .min(row[j - 1] + 1)
                .min(rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}
