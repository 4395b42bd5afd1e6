//! Whether rules take all that another takes.

use alloc::vec::Vec;

use crate::conflict::{Cover, View, cover, takes_all};
use crate::grammar;
use crate::map::Map;
use crate::matcher::{Outcome, Request};
use crate::method::Methods;
use crate::path::{self, Path};
use crate::pattern::Captures;
use crate::rule::{Limits, Rule, Variable};
use crate::table::Table;

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};

/// A rule, lax where ` lax` follows.
fn rule(text: &str) -> Rule<'static> {
    let (text, lax) = text.strip_suffix(" lax").map_or((text, false), |text| (text, true));
    let text: &'static str = String::leak(text.to_string());
    let (parts, variables) = grammar::parse(text, true).unwrap_or_else(|e| panic!("`{text}`: {e:?}")).leak();
    let variables: Vec<_> = variables.iter().map(|v| Variable { limits: Limits::None, ..*v }).collect();
    let (variables, strict_slashes) = (variables.leak(), !lax);
    Rule { text, parts, variables, methods: Methods::ANY, strict_slashes, ..Rule::EMPTY }
}

fn asked(target: &str, covers: &[&str]) -> Cover {
    let covers: Vec<View<'static>> = covers.iter().map(|text| View::of(&rule(text))).collect();
    cover(&View::of(&rule(target)), &covers)
}

#[test]
fn rules_that_take_everything_together_leave_nothing() {
    let complete: &[(&str, &[&str])] = &[
        ("/<a>/<b>", &["/<path:p>/<path:q>"]),
        ("/<int:id>/edit", &["/<path:p>/edit"]),
        ("/<any(a, b):x>", &["/a", "/b"]),
        // The slash redirect takes `/foo`.
        ("/<any(foo):x>", &["/foo/"]),
        ("/<any(foo):x>/", &["/foo lax"]),
        ("/<any(foo):x>/", &["/foo/ lax"]),
        ("/<float:x>", &["/<a>.<b>"]),
        ("/<int:a>-<int:b>", &["/<a>-<b>"]),
        ("/x/<string(length=2):s>", &["/x/<string(minlength=2):t>"]),
        (
            "/x/<string(minlength=2, maxlength=4):s>",
            &["/x/<string(maxlength=3):t>", "/x/<string(minlength=4):u>"],
        ),
        ("/<uuid:u>", &["/<a>-<b>"]),
        ("/<path:p>/", &["/<path:q>"]),
        ("/a/<path:p>", &["/a/<path:q>"]),
        ("/<int(signed=True):n>", &["/<int:n>", "/-<int:n>"]),
        ("/<any(a, ab):x><any(b, c):y>", &["/a<any(b, c, bb, bc):z>"]),
        // No path begins with two slashes.
        ("/<string(minlength=0):x>/a", &["/<y>/a"]),
        ("/<string(minlength=0):x>/", &["/<y>/"]),
    ];
    for (target, covers) in complete {
        assert_eq!(asked(target, covers), Cover::Complete, "{target} below {covers:?}");
    }
}

#[test]
fn what_is_left_over_is_shown() {
    let open: &[(&str, &[&str], &str)] = &[
        ("/<x>", &[], "/g"),
        ("/<any(a, b):x>", &["/a"], "/b"),
        ("/<x>", &["/<int:n>", "/<uuid:u>", "/<any(g, h):y>"], "/i"),
        ("/<any(foo):x>", &["/foo/bar"], "/foo"),
        ("/<any(foo):x>/", &["/foo"], "/foo/"),
        ("/<path:p>", &["/<a>", "/<a>/<b>"], "/g/"),
        ("/<path:p>/edit", &["/<a>/edit"], "/g//edit"),
        ("/x/<string(minlength=2, maxlength=4):s>", &["/x/<string(maxlength=3):t>"], "/x/gggg"),
        ("/<int:a>-<int:b>", &["/<int:n>", "/<int:a>-7"], "/0-0"),
        ("/<float(signed=True):x>", &["/<float:y>"], "/-0.0"),
        // The redirect of `/` would lead to `/`.
        ("/<string(minlength=0):x>", &["/<string(minlength=0):y>/"], "/"),
    ];
    for (target, covers, path) in open {
        assert_eq!(asked(target, covers), Cover::Open((*path).into()), "{target} below {covers:?}");
    }
}

#[test]
fn what_takes_too_long_to_decide_is_said_so() {
    let covers =
        ["/<string(length=400):a>-<string(length=400):b>", "/<string(length=401):a>-<string(length=399):b>"];
    assert_eq!(asked("/<a>-<b><string(minlength=790, maxlength=799):c>!", &covers), Cover::Undecided);
}

/// Whether a rule alone reacts to a path: 1 by a match, 2 by its slash redirect.
fn reacts(rule: Rule<'static>, path: &str) -> u8 {
    let map = Map { merge_slashes: false, ..*Map::leak("Test", alloc::vec![rule]) };
    let table = Table::leak(Box::leak(Box::new(map)));
    let raw = path::encode(path.as_bytes());
    match table.find(&Request::new("GET", &Path::decode(&raw)), &mut Captures::new()) {
        Outcome::Found(_) => 1,
        Outcome::Redirect(_) => 2,
        _ => 0,
    }
}

#[test]
fn what_is_said_agrees_with_the_matcher() {
    const SEGMENTS: [&str; 18] = [
        "a",
        "7",
        "ab",
        "<x@>",
        "<int:n@>",
        "<int(signed=True):m@>",
        "<float:f@>",
        "<a@>-<b@>",
        "<x@>+",
        "a<y@>",
        "<any(a, b):c@>",
        "<any(a, \"7\", ab):d@>",
        "<string(length=2):l@>",
        "<string(minlength=2):k@>",
        "<string(maxlength=2):j@>",
        "<uuid:u@>",
        "<path:p@>",
        "<path:p@>/a",
    ];
    let mut seed = 0x5eed_c0fe_0000_0007_u64;
    let mut below = |limit: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 33) as usize % limit
    };
    let mut draw = |most: usize| {
        let mut text = String::new();
        for n in 0..1 + below(most) {
            text += &format!("/{}", SEGMENTS[below(SEGMENTS.len())].replace('@', &n.to_string()));
        }
        text + ["", "", "/", "/ lax", " lax"][below(5)]
    };
    let (mut complete, mut open, mut alone) = (0, 0, 0);
    for _ in 0..4_000 {
        let target = draw(2);
        let covers: Vec<String> = (0..4).map(|_| draw(2)).collect();
        let names: Vec<&str> = covers.iter().map(String::as_str).collect();
        for cover in &names {
            if takes_all(&View::of(&rule(cover)), &View::of(&rule(&target)), 0, None) {
                alone += 1;
                assert_eq!(asked(&target, &[cover]), Cover::Complete, "{cover} takes {target}");
            }
        }
        match asked(&target, &names) {
            Cover::Open(path) => {
                open += 1;
                assert_eq!(reacts(rule(&target), &path), 1, "{target} does not take {path}");
                for cover in &covers {
                    assert_eq!(
                        reacts(rule(cover), &path),
                        0,
                        "{cover} reacts to {path}, which {target} keeps"
                    );
                }
            }
            Cover::Complete => {
                complete += 1;
                // What is left over where one is missing goes to that one.
                for n in 0..names.len() {
                    let mut fewer = names.clone();
                    let missing = fewer.remove(n);
                    if let Cover::Open(path) = asked(&target, &fewer) {
                        assert_ne!(
                            reacts(rule(missing), &path),
                            0,
                            "{missing} does not take {path} of {target}"
                        );
                        assert_eq!(reacts(rule(&target), &path), 1, "{target} does not take {path}");
                    }
                }
            }
            Cover::Undecided => panic!("{target} below {covers:?}"),
        }
    }
    assert!(complete > 200 && open > 1_000 && alone > 200, "{complete} complete, {open} open, {alone} alone");
}

/// What const evaluation says of one rule agrees with what is said natively of several.
#[test]
fn const_evaluation_decides_exactly_whether_one_rule_takes_all() {
    const SEGMENTS: [&str; 24] = [
        "a",
        "7",
        "<x@>",
        "<int:n@>",
        "<int(signed=True):m@>",
        "<float:f@>",
        "<a@>-<b@>",
        "<a@>.<b@>",
        "<y@>-<m@>-<d@>",
        "<x@>a",
        "a<y@>",
        "a<y@>a",
        "<any(a, b):c@>",
        "<any(\"7\", \"a-a\", \"7.7\"):d@>",
        "<string(length=2):l@>",
        "<string(minlength=2):k@>",
        "<string(maxlength=2):j@>",
        "<string(minlength=0):i@>",
        "<uuid:u@>",
        "<int:n@><x@>",
        "<x@><int:n@>",
        "<any(a, aa):c@><any(a, b):d@>",
        "<string(minlength=0):i@>-<int:n@>",
        "<int:n@>.<int:m@>",
    ];
    const RESTS: [&str; 9] = [
        "<path:p@>",
        "<path:p@>/a",
        "<path:p@>a",
        "a<path:p@>",
        "<path:p@>/<path:q@>",
        "<path:p@>-<path:q@>",
        "<path:p@>/<int:n@>",
        "<x@>-<path:p@>",
        "<path:p@>/<x@>/<y@>",
    ];
    let mut seed = 0x5eed_1bc1_0000_0001_u64;
    let mut below = |limit: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 33) as usize % limit
    };
    let mut draw = |rest: bool| {
        let mut text = String::new();
        let segments = below(3) + usize::from(!rest);
        for n in 0..segments {
            text += &format!("/{}", SEGMENTS[below(SEGMENTS.len())].replace('@', &n.to_string()));
        }
        if rest {
            text += &format!("/{}", RESTS[below(RESTS.len())].replace('@', "9"));
        }
        text + ["", "", "/", "/ lax", " lax"][below(5)]
    };
    let (mut all, mut some) = ([0, 0], [0, 0]);
    for n in 0..20_000 {
        let rest = n % 3 == 0;
        let (one, target) = (draw(rest), draw(rest && n % 2 == 0));
        let expected = asked(&target, &[&one]);
        let takes = takes_all(&View::of(&rule(&one)), &View::of(&rule(&target)), 0, None);
        match &expected {
            Cover::Complete => all[usize::from(rest)] += 1,
            Cover::Open(_) => some[usize::from(rest)] += 1,
            Cover::Undecided => panic!("{one} and {target}"),
        }
        assert_eq!(takes, expected == Cover::Complete, "{one} and {target}: {expected:?}");
    }
    assert!(all.iter().chain(&some).all(|count| *count > 200), "{all:?} are included, {some:?} are not");
}

#[test]
fn const_evaluation_gives_up_what_takes_too_long() {
    let (one, target) =
        ("/<string(maxlength=99):a>-<string(maxlength=99):b>", "/<string(length=8):x>-<uuid:y>");
    assert_eq!(asked(target, &[one]), Cover::Complete);
    assert!(!takes_all(&View::of(&rule(one)), &View::of(&rule(target)), 0, None));
}

#[test]
fn one_item_of_an_any_can_be_looked_at() {
    let (one, target) = (rule("/x/a<path:p>/z"), rule("/x/<any(ab, b, acd):x>/<int:y>/z"));
    let taken = [0, 1, 2].map(|item| takes_all(&View::of(&one), &View::of(&target), 1, Some(item)));
    assert_eq!(taken, [true, false, true]);
}

/// What no comparison of part with part tells.
mod in_const {
    use crate::conflict::{View, takes_all};
    use crate::method::Methods;
    use crate::rule::{Class, Part, Piece};

    const TEXT: Piece<'_> = Piece::Variable(Class::Text { min: 1, max: u32::MAX });
    const PATH: Piece<'_> = Piece::Variable(Class::Path);
    const FLOAT: Piece<'_> = Piece::Variable(Class::Float { signed: false });

    const fn part(pattern: &'static str, pieces: &'static [Piece<'static>], rest: bool) -> Part<'static> {
        Part { pattern, pieces, weight: &[7], rest, suffixed: false }
    }

    const DOTTED: &[Part<'static>] = &[part("t.t", &[TEXT, Piece::Literal("."), TEXT], false)];
    const FLOATS: &[Part<'static>] = &[part("f", &[FLOAT], false)];
    const PATHS: &[Part<'static>] = &[part("p/p", &[PATH, Piece::Literal("/"), PATH], true)];
    const TWO: &[Part<'static>] = &[part("t", &[TEXT], false), part("t", &[TEXT], false)];

    const fn takes(one: &[Part<'static>], other: &[Part<'static>]) -> bool {
        takes_all(&View::new(one, Methods::ANY), &View::new(other, Methods::ANY), 0, None)
    }

    const _: () = assert!(takes(DOTTED, FLOATS) && !takes(FLOATS, DOTTED));
    const _: () = assert!(takes(PATHS, TWO) && !takes(TWO, PATHS));
}

#[test]
fn const_evaluation_says_yes_only_where_all_is_taken() {
    let yes: &[(&str, &str)] = &[
        ("/<path:p>/edit", "/<int:id>/edit"),
        ("/<path:p>/edit", "/<a>-<b>/all/edit"),
        ("/<path:p>t", "/<a>/edit"),
        ("/<a>/<b>", "/<int:x>/<any(a, b):y>"),
        ("/<string(maxlength=40):a>", "/<uuid:u>"),
        ("/<string(minlength=3):a>/", "/<float:x>/"),
        ("/<a>-<b>", "/<any(\"a-b\", \"c-d\"):x>"),
        ("/<any(a, b):x>", "/<any(b):y>"),
        ("/<int(signed=True):n>", "/<int:m>"),
        ("/foo/", "/<any(foo):x>"),
        ("/<a> lax", "/<int:n>/"),
        ("/<a>/", "/<int:n>"),
        ("/<path:p>/a", "/<string(minlength=0):e>/a"),
        ("/<a>.<b>", "/<float:x>"),
        ("/<path:p>/<path:q>", "/<a>/<b>"),
        ("/<a>-<b>", "/<year>-<month>-<day>"),
        ("/<a>-<b>/<c>.<d>", "/<uuid:u>/<float:x>"),
        ("/<a>.<b>/<string(minlength=0):c>", "/<float:x>/"),
    ];
    let no: &[(&str, &str)] = &[
        ("/<path:p>/edit", "/<int:id>/edit/"),
        ("/<path:p>/edit", "/<path:id>"),
        ("/<path:p>/edit", "/edit"),
        ("/<a>", "/<int:n>/"),
        ("/<string(minlength=4):a>", "/<float:x>"),
        ("/<int:n>", "/<int(signed=True):m>"),
        ("/<a>/<b>", "/<int:x>"),
        ("/<any(a):x>", "/<any(a, b):y>"),
    ];
    for (cases, expected) in [(yes, true), (no, false)] {
        for (one, other) in cases {
            let takes = takes_all(&View::of(&rule(one)), &View::of(&rule(other)), 0, None);
            assert_eq!(takes, expected, "{one} and {other}");
        }
    }
}
