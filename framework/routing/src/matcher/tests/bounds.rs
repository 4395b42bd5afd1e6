//! The work of a lookup is bounded by the bytes of the path times the pieces of the rules.

use super::*;
use crate::steps::Steps;

fn find_counted(table: &Table, raw: &str) -> (Outcome<'static>, usize) {
    let (path, mut steps) = (Path::decode(raw), Steps::default());
    let found = table.look_up(&Request::new("GET", &path), &mut Captures::new(), &mut steps);
    (found, steps.count)
}

/// Looks up a path of 8 KiB: `start`, then `middle` as often as it fits, then `end`.
fn steps(rules: &[&'static str], (start, middle, end): (&str, &str, &str)) {
    let table = table(rules);
    let count = (8192 - start.len() - end.len()) / middle.len();
    let raw = format!("{start}{}{end}", middle.repeat(count));
    let (found, steps) = find_counted(&table, &raw);
    let pieces: usize =
        table.leaves().iter().flat_map(|leaf| leaf.rule.parts).map(|p| p.pieces.len().max(1)).sum();
    assert!(matches!(found, Outcome::NotFound), "{rules:?} take {start}{middle}…{end}");
    assert!(steps <= raw.len() * pieces, "{steps} steps, {} bytes, {pieces} pieces: {rules:?}", raw.len());
}

#[test]
fn no_path_makes_the_search_go_back_and_forth() {
    let several = "/<a>-<b>-<c>-<d>-<e>-<f>-<g>-<h>!";
    steps(&[several], ("/", "-", ""));
    steps(&[several], ("/", "a-", ""));
    steps(&[several], ("/", "-a", "?"));
    steps(&["/<a><b><c><d><e><f>!"], ("/", "a", ""));
    steps(&["/<int:a><int:b><int:c><int:d>!"], ("/", "7", ""));
    steps(&["/<float:a><float:b><float:c>x"], ("/", "1.1", ""));
    steps(&["/<any(a, aa, aaa):b><any(a, aa):c><any(aaa, a):d><e>!"], ("/", "a", ""));
    steps(&["/<path:a>/<path:b>/<path:c>/<path:d>/end"], ("/", "a/", "x"));
    steps(&["/<path:a>/<int:b>/<path:c>/<int:d>!"], ("/", "7/", "7"));
    steps(&["/<path:a>-<path:b>-<c>!"], ("/", "a-/", "b"));
    steps(&["/<a><path:b>!"], ("/", "a", ""));
    steps(&["/<a><int:b><int:c>!"], ("/", "7", ""));
    steps(&["/<a><float(signed=True):b><float(signed=True):c>!"], ("/", "7.7-", ""));
    steps(&["/<path:a>b<path:c>b<path:d>/!/"], ("/", "b", ""));
    steps(&["/<string(minlength=2):a><string(length=3):b><string(minlength=9):c>!"], ("/", "é", ""));
}

#[test]
fn segments_that_fit_many_rules_are_not_tried_in_all_combinations() {
    let rules = [
        "/<int:a>/<int:b>/<int:c>/<int:d>/x",
        "/<int:a>/<int:b>/<int:c>/<d>/x",
        "/<int:a>/<int:b>/<c>/<int:d>/x",
        "/<int:a>/<b>/<int:c>/<int:d>/x",
        "/<a>/<int:b>/<int:c>/<int:d>/x",
        "/<a>/<b>/<c>/<d>/x",
        "/<a>/<b>/<path:c>/x",
        "/<path:c>/x",
    ];
    steps(&rules, ("/1/2/3/4", "/", "y"));
    steps(&rules, ("/", "7/", "y"));
    steps(&rules, ("/1/2/3/", "7", "/y"));
}

#[test]
fn a_long_segment_of_any_script_is_matched_at_once() {
    let table = table(&["/<string(minlength=2000):a>-<string(minlength=2000):b><string(minlength=9):c>!"]);
    let (found, steps) = find_counted(&table, &format!("/{}", "é-".repeat(2730)));
    assert!(matches!(found, Outcome::NotFound));
    assert!(steps <= 8192 * 6, "{steps}");
}
