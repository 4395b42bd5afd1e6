mod cover;
mod random;

use super::*;
use crate::method::Methods;
use crate::rule::{Class, Piece};
use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};

const TEXT: Piece<'_> = Piece::Variable(Class::Text { min: 1, max: u32::MAX });
const MAYBE: Piece<'_> = Piece::Variable(Class::Text { min: 0, max: u32::MAX });
const INT: Piece<'_> = Piece::Variable(Class::Int { signed: false });
const SIGNED: Piece<'_> = Piece::Variable(Class::Int { signed: true });
const FLOAT: Piece<'_> = Piece::Variable(Class::Float { signed: false });
const UUID: Piece<'_> = Piece::Variable(Class::Uuid);
const PATH: Piece<'_> = Piece::Variable(Class::Path);
const DASH: Piece<'_> = Piece::Literal("-");
const DOT: Piece<'_> = Piece::Literal(".");
const ZEROS: &str = "00000000-0000-0000-0000-000000000000";

const fn between(min: u32, max: u32) -> Piece<'static> {
    Piece::Variable(Class::Text { min, max })
}

const fn any<'a>(items: &'a [&'a str]) -> Piece<'a> {
    Piece::Variable(Class::Any(items))
}

const fn fixed(text: &str) -> Part<'_> {
    Part { pattern: text, pieces: &[], weight: &[], rest: false, suffixed: false }
}

/// A dynamic part. Its pattern is made from its pieces; all such parts have the same weight.
fn part(pieces: &[Piece<'static>]) -> Part<'static> {
    dynamic(pieces, false, false)
}

fn rest(pieces: &[Piece<'static>]) -> Part<'static> {
    dynamic(pieces, true, false)
}

/// A rest before a slash; [`fixed`]`("")` has to follow.
fn suffixed(pieces: &[Piece<'static>]) -> Part<'static> {
    dynamic(pieces, true, true)
}

fn dynamic(pieces: &[Piece<'static>], rest: bool, suffixed: bool) -> Part<'static> {
    let pattern: &'static str = String::leak(format!("{pieces:?} {rest} {suffixed}"));
    Part { pattern, pieces: Box::leak(pieces.into()), weight: &[7], rest, suffixed }
}

fn view<'a>(parts: &'a [Part<'a>], strict_slashes: bool) -> View<'a> {
    View { strict_slashes, ..View::new(parts, Methods::ANY) }
}

/// The parts of a rule, and whether it is strict about slashes.
type Form<'a> = (&'a [Part<'a>], bool);

/// The path of the conflict; `None` where there is none.
#[track_caller]
fn common(a: &View<'_>, b: &View<'_>) -> Option<String> {
    let found = |a, b| match conflict(a, b) {
        Verdict::Clear => None,
        Verdict::Conflict(witness) => Some(witness.path().expect("a short witness").to_string()),
        Verdict::Undecided => panic!("undecided"),
    };
    let path = found(a, b);
    assert_eq!(path.is_some(), found(b, a).is_some(), "the two orders disagree");
    path
}

#[test]
fn the_first_part_that_differs_decides_the_order() {
    let weighing = |weight: &'static [u16], pattern: &'static str| Part { weight, pattern, ..part(&[TEXT]) };
    let light = weighing(&[1, 9], "light");
    let heavy = weighing(&[2, 0], "heavy");
    let other = weighing(&[2, 0], "other");
    let longer = weighing(&[2, 0, 0], "longer");
    let cases: &[(&[Part<'_>], &[Part<'_>], Order)] = &[
        (&[fixed("a")], &[fixed("a")], Order::Tie),
        (&[fixed("a")], &[fixed("b")], Order::Disjoint),
        (&[fixed("a")], &[heavy], Order::Before),
        (&[fixed("a"), heavy], &[heavy, fixed("a")], Order::Before),
        (&[light], &[heavy], Order::Before),
        (&[light, fixed("b")], &[heavy, fixed("a")], Order::Before),
        (&[heavy], &[longer], Order::Before),
        (&[heavy, light], &[heavy, heavy], Order::Before),
        (&[heavy], &[other], Order::Tie),
        (&[heavy, fixed("a")], &[other, fixed("b")], Order::Tie),
        (&[heavy], &[heavy, fixed("")], Order::Nested),
        (&[fixed("a")], &[fixed("a"), light], Order::Nested),
        // A literal whose text is a pattern is another part than the pattern.
        (&[fixed("heavy")], &[heavy], Order::Before),
    ];
    for &(a, b, expected) in cases {
        let opposite = match expected {
            Order::Before => Order::After,
            other => other,
        };
        assert_eq!(order(&view(a, true), &view(b, true)), expected, "{a:?} {b:?}");
        assert_eq!(order(&view(b, true), &view(a, true)), opposite, "{b:?} {a:?}");
    }
}

#[test]
fn parts_meet_where_some_segment_fits_both() {
    let cases: &[(&[Piece<'static>], &[Piece<'static>], Option<&str>)] = &[
        (&[TEXT], &[TEXT], Some("a")),
        (&[TEXT], &[UUID], Some(ZEROS)),
        (&[between(1, 35)], &[UUID], None),
        (&[between(37, 40)], &[UUID], None),
        (&[TEXT], &[INT], Some("7")),
        (&[between(3, 3)], &[INT], Some("777")),
        (&[between(0, 0)], &[INT], None),
        (&[TEXT], &[FLOAT], Some("7.7")),
        (&[between(5, 5)], &[FLOAT], Some("7.777")),
        (&[between(1, 2)], &[FLOAT], None),
        (&[between(2, 3)], &[between(3, 4)], Some("aaa")),
        (&[between(1, 2)], &[between(3, 4)], None),
        (&[INT], &[SIGNED], Some("7")),
        (&[INT], &[FLOAT], None),
        (&[INT], &[UUID], None),
        (&[FLOAT], &[UUID], None),
        (&[any(&["a", "b"])], &[any(&["c", "b"])], Some("b")),
        (&[any(&["a", "b"])], &[any(&["c"])], None),
        (&[any(&["a", "-5", "5"])], &[SIGNED], Some("-5")),
        (&[any(&["a", "-5", "5"])], &[INT], Some("5")),
        (&[any(&["1.", ".1", "1.1.1", "1", "2.5"])], &[FLOAT], Some("2.5")),
        (&[any(&["1.", ".1", "1.1.1", "1"])], &[FLOAT], None),
        (&[any(&["déjà"])], &[between(4, 4)], Some("déjà")),
        (&[any(&["/", "\u{0663}"])], &[INT], None),
        (&[any(&["a/b"])], &[TEXT], None),
        (&[any(&["a/b"])], &[any(&["a/b", "c"])], None),
        // Several pieces.
        (&[TEXT, DASH, TEXT], &[TEXT, DOT, TEXT], Some("a-.a")),
        (&[TEXT, Piece::Literal("x")], &[Piece::Literal("y"), TEXT], Some("yx")),
        (&[Piece::Literal("xy"), TEXT], &[Piece::Literal("xz"), TEXT], None),
        (&[TEXT, Piece::Literal("ax")], &[TEXT, Piece::Literal("bx")], None),
        (&[INT, DASH, INT], &[INT, DOT, INT], None),
        (&[INT, DASH, INT], &[SIGNED, SIGNED], Some("7-7")),
        (&[INT, DOT, INT], &[FLOAT], Some("7.7")),
        (&[TEXT, TEXT], &[between(1, 1)], None),
        (&[TEXT, TEXT], &[between(1, 2)], Some("aa")),
        (&[INT, TEXT], &[between(4, 6)], Some("777a")),
        (&[UUID, any(&["", "x"])], &[UUID], Some(ZEROS)),
        (&[TEXT, DASH, TEXT], &[UUID], Some(ZEROS)),
        (&[any(&["a", "ab"]), any(&["c", "bc"])], &[Piece::Literal("abbc"), MAYBE], Some("abbc")),
        (&[any(&["ax", "by"])], &[TEXT, Piece::Literal("y")], Some("by")),
        (&[Piece::Literal("é"), TEXT], &[TEXT, Piece::Literal("ü")], Some("éü")),
        (&[TEXT, Piece::Literal("€")], &[INT], None),
        (&[Piece::Literal("\n"), TEXT], &[TEXT, Piece::Literal("\u{1f600}")], Some("\n\u{1f600}")),
        (&[between(3, 2)], &[TEXT], None),
        (&[between(3, 2), DASH], &[TEXT, DASH], None),
    ];
    for &(a, b, expected) in cases {
        let (parts_a, parts_b) = ([part(a)], [part(b)]);
        let found = common(&view(&parts_a, true), &view(&parts_b, true));
        assert_eq!(found, expected.map(|text| format!("/{text}")), "{a:?} {b:?}");
    }
}

#[test]
fn a_literal_part_after_a_tie_is_compared_with_what_stands_there() {
    let cases: &[(&str, &[Piece<'static>], bool)] = &[
        ("new", &[TEXT], true),
        ("new", &[between(1, 2)], false),
        ("new", &[between(4, 9)], false),
        ("新しい", &[between(3, 3)], true),
        ("007", &[INT], true),
        ("-7", &[INT], false),
        ("-7", &[SIGNED], true),
        ("-", &[SIGNED], false),
        ("", &[INT], false),
        ("7.5", &[FLOAT], true),
        ("7.", &[FLOAT], false),
        ("new", &[any(&["old", "new"])], true),
        ("new", &[any(&["old"])], false),
        ("0123abcd-0123-ABCD-0123-0123456789ab", &[UUID], true),
        ("0123abcd-0123-ABCD-0123-0123456789a", &[UUID], false),
        ("0123abcd-0123-ABCD-0123-0123456789ag", &[UUID], false),
        ("x-y-z", &[TEXT, DASH, TEXT], true),
        ("x-", &[TEXT, DASH, TEXT], false),
        ("x-y", &[TEXT, DOT, TEXT], false),
    ];
    for &(literal, pieces, meets) in cases {
        let (a, b) = ([part(&[TEXT]), fixed(literal), fixed("x")], [part(&[INT]), part(pieces), fixed("x")]);
        let expected = meets.then(|| format!("/7/{literal}/x"));
        assert_eq!(common(&view(&a, true), &view(&b, true)), expected, "{literal} {pieces:?}");
    }
}

#[test]
fn rules_react_to_the_slashes_that_their_form_allows() {
    let (a, b) = (part(&[TEXT]), part(&[INT]));
    let nothing = part(&[MAYBE]);
    // Two rules, and what both react to.
    let cases: &[(Form<'_>, Form<'_>, Option<&str>)] = &[
        ((&[a], true), (&[b], true), Some("/7")),
        ((&[a, fixed("")], true), (&[b, fixed("")], true), Some("/7/")),
        ((&[a], true), (&[b, fixed("")], true), Some("/7")),
        ((&[a, fixed("")], true), (&[b], false), Some("/7")),
        ((&[a], true), (&[b, fixed("x")], true), None),
        ((&[fixed("")], true), (&[fixed("")], true), Some("/")),
        // A last variable that takes the empty segment, against the slash of the other rule.
        ((&[a, nothing], true), (&[b], true), None),
        ((&[a, nothing], true), (&[b], false), Some("/7/")),
        ((&[a, nothing], true), (&[b, fixed("")], true), Some("/7/")),
        ((&[a, nothing, nothing], true), (&[b, fixed("")], true), None),
        ((&[a, nothing, nothing], true), (&[b, fixed("")], false), Some("/7//")),
        ((&[a, nothing, part(&[INT])], true), (&[b, fixed("")], false), None),
        ((&[a, nothing, nothing], true), (&[b], false), None),
        ((&[a, nothing, nothing, nothing], true), (&[b, fixed("")], false), None),
        ((&[a, fixed(""), fixed("")], true), (&[b, fixed("")], true), Some("/7/")),
    ];
    for &((a, strict_a), (b, strict_b), expected) in cases {
        let found = common(&view(a, strict_a), &view(b, strict_b));
        assert_eq!(found.as_deref(), expected, "{a:?} {strict_a} {b:?} {strict_b}");
    }
}

#[test]
fn no_path_begins_with_two_slashes() {
    let (a, b) = (part(&[TEXT]), part(&[INT]));
    let (maybe, short, none) = (part(&[MAYBE]), part(&[between(0, 1)]), part(&[between(0, 0)]));
    let pieces = part(&[MAYBE, between(0, 3)]);
    let cases: &[(Form<'_>, Form<'_>, Option<&str>)] = &[
        ((&[maybe, a], true), (&[short, b], true), Some("/a/7")),
        ((&[pieces, a], true), (&[short, b], true), Some("/a/7")),
        ((&[maybe, a], true), (&[none, b], true), None),
        ((&[maybe], true), (&[short], true), Some("/")),
        ((&[maybe, fixed("")], true), (&[short], true), Some("/a")),
        ((&[maybe, fixed("")], false), (&[short], true), Some("/")),
        ((&[fixed("")], false), (&[fixed("")], false), Some("/")),
    ];
    for &((a, strict_a), (b, strict_b), expected) in cases {
        let found = common(&view(a, strict_a), &view(b, strict_b));
        assert_eq!(found.as_deref(), expected, "{a:?} {strict_a} {b:?} {strict_b}");
    }
}

#[test]
fn a_path_variable_meets_whatever_the_rest_may_be() {
    let (first, second) = (part(&[TEXT]), part(&[INT]));
    let cases: &[(&[Part<'_>], &[Part<'_>], Option<&str>)] = &[
        (&[rest(&[PATH])], &[rest(&[PATH])], Some("/a")),
        (&[rest(&[PATH])], &[suffixed(&[PATH]), fixed("")], Some("/a")),
        (&[suffixed(&[PATH]), fixed("")], &[suffixed(&[PATH]), fixed("")], Some("/a/")),
        (&[rest(&[PATH, Piece::Literal("/edit")])], &[rest(&[PATH, Piece::Literal("/done")])], None),
        (&[rest(&[PATH, Piece::Literal("/x")])], &[rest(&[PATH, Piece::Literal("x")])], Some("/a/x")),
        (&[rest(&[PATH, Piece::Literal("/"), PATH])], &[rest(&[PATH, DASH, PATH])], Some("/a/-a")),
        (&[rest(&[Piece::Literal("v"), PATH])], &[rest(&[INT, PATH])], None),
        (&[first, rest(&[PATH])], &[second, fixed("a"), part(&[INT])], Some("/7/a/7")),
        (&[first, rest(&[PATH])], &[second, fixed("a"), fixed("")], Some("/7/a")),
        (&[first, rest(&[PATH])], &[second, fixed("")], None),
        (&[first, rest(&[PATH])], &[second], None),
        (&[first, rest(&[PATH])], &[second, part(&[MAYBE]), fixed("x")], Some("/7/a/x")),
        (&[first, rest(&[PATH])], &[second, fixed("a\nb")], None),
        (&[first, rest(&[PATH])], &[second, fixed("\nb")], Some("/7/\nb")),
        (&[first, suffixed(&[PATH]), fixed("")], &[second, part(&[INT]), fixed("")], Some("/7/7")),
        (&[suffixed(&[PATH]), fixed("")], &[rest(&[PATH, Piece::Literal("//")])], None),
        (&[suffixed(&[PATH]), fixed("")], &[rest(&[PATH, Piece::Literal("x/")])], Some("/ax/")),
        (
            &[suffixed(&[PATH]), fixed("")],
            &[rest(&[PATH, Piece::Literal("/"), any(&["/", "x"])])],
            Some("/a/x"),
        ),
        // A value may not end in a slash before the rule's own, and this one would have to.
        (
            &[suffixed(&[PATH, Piece::Literal("x/")]), fixed("")],
            &[suffixed(&[PATH, Piece::Literal("x/")]), fixed("")],
            None,
        ),
    ];
    for &(a, b, expected) in cases {
        assert_eq!(common(&view(a, true), &view(b, true)).as_deref(), expected, "{a:?} {b:?}");
    }
}

#[test]
fn only_a_tie_can_be_a_conflict() {
    let (text, int) = ([part(&[TEXT])], [part(&[INT])]);
    let lighter = [Part { weight: &[1], ..part(&[INT]) }];
    assert!(matches!(conflict(&view(&text, true), &view(&int, true)), Verdict::Conflict(_)));
    assert!(matches!(conflict(&view(&text, true), &view(&lighter, true)), Verdict::Clear));
    let preferred = View { priority: 1, ..view(&text, true) };
    assert!(matches!(conflict(&preferred, &view(&int, true)), Verdict::Clear));
    assert!(matches!(conflict(&preferred, &preferred), Verdict::Conflict(_)));
    let longer = [part(&[TEXT]), part(&[MAYBE])];
    let nested = conflict(&view(&text, false), &view(&longer, false));
    assert!(matches!(nested, Verdict::Clear), "where one rule ends, the path decides");
}

#[test]
fn a_conflict_needs_a_common_method() {
    let parts = [fixed("a")];
    // Bits of the first and the second rule: GET 1, HEAD 2, POST 4.
    let cases = [(1 | 2, 4, None), (1 | 2, 1 | 2 | 4, Some("GET /a")), (4, 4 | 1, Some("POST /a"))];
    for (a, b, expected) in cases {
        let [a, b] = [a, b].map(|bits| View::new(&parts, Methods::new(bits, &[])));
        let found = match conflict(&a, &b) {
            Verdict::Conflict(witness) => Some(witness.to_string()),
            _ => None,
        };
        assert_eq!(found.as_deref(), expected);
    }
    let none = View::new(&parts, Methods::NONE);
    assert!(matches!(conflict(&none, &view(&parts, true)), Verdict::Clear));
}

#[test]
fn a_mounted_rule_is_compared_with_its_prefixes() {
    let (text, int) = ([part(&[TEXT])], [part(&[INT])]);
    let (shop, root) = ([fixed("shop")], [fixed("")]);
    let flat = [fixed("shop"), part(&[INT]), part(&[TEXT]), fixed("")];
    let prefixes: &[&[Part<'_>]] = &[&shop, &[], &text];
    let mounted = [part(&[INT]), fixed("")];
    let found = common(&view(&mounted, true).under(prefixes), &view(&flat, true));
    assert_eq!(found.as_deref(), Some("/shop/7/7/"));
    let shop_root = view(&root, true).under(&prefixes[..1]);
    assert_eq!(common(&shop_root, &shop_root).as_deref(), Some("/shop/"));
    assert_eq!(order(&shop_root, &view(&int, true)), Order::Before);
    assert_eq!(order(&shop_root, &view(&root, true).under(&prefixes[..2])), Order::Tie);
    assert_eq!(shop_root.parts.len(), 2);
    assert!(shop_root.parts.get(2).is_none());
}

#[test]
fn a_witness_is_shown_as_it_goes_over_the_wire() {
    let parts = [fixed("a b"), fixed("50%?#"), fixed("é"), fixed("x=1,~@")];
    let Verdict::Conflict(witness) = conflict(&view(&parts, true), &view(&parts, true)) else {
        panic!("a rule conflicts with itself");
    };
    assert_eq!(witness.method(), "GET");
    assert_eq!(witness.path(), Some("/a b/50%?#/é/x=1,~@"));
    assert_eq!(witness.to_string(), "GET /a%20b/50%25%3F%23/%C3%A9/x=1,~@");
}

#[test]
fn a_witness_that_is_too_long_is_not_cut() {
    // With the slash before it, a text of 255 bytes just fits.
    for (length, fits) in [(255, true), (256, false), (u32::MAX - 1, false)] {
        let (a, b) = ([part(&[between(length, u32::MAX)])], [part(&[between(1, u32::MAX - 1)])]);
        let Verdict::Conflict(witness) = conflict(&view(&a, true), &view(&b, true)) else {
            panic!("they meet");
        };
        assert_eq!(witness.path().is_some(), fits, "{length}");
        assert_eq!(witness.to_string() == "GET and a path of more than 256 bytes", !fits);
    }
    let (a, b) = ([part(&[between(300, 300)])], [part(&[TEXT, DOT, INT])]);
    let Verdict::Conflict(witness) = conflict(&view(&a, true), &view(&b, true)) else {
        panic!("they meet");
    };
    assert_eq!(witness.path(), None);
}

#[test]
fn a_search_over_the_budget_says_so() {
    let pieces = |end| [between(0, 500), DASH, between(0, 500), Piece::Literal(end)];
    let (a, b) = ([part(&[TEXT, DASH, INT])], [part(&[FLOAT, DOT, TEXT])]);
    assert!(matches!(conflict_within::<4>(&view(&a, true), &view(&b, true)), Verdict::Undecided));
    assert!(matches!(conflict_within::<0>(&view(&a, true), &view(&b, true)), Verdict::Undecided));
    // What cannot meet by its length, by its end or at another segment needs no search.
    let (a, b) = ([part(&[TEXT, DASH, TEXT])], [part(&[between(1, 2)])]);
    assert!(matches!(conflict_within::<0>(&view(&a, true), &view(&b, true)), Verdict::Clear));
    let (a, b) = ([part(&pieces("x")), fixed("c")], [part(&pieces("y")), fixed("c")]);
    assert!(matches!(conflict_within::<0>(&view(&a, true), &view(&b, true)), Verdict::Clear));
    let (a, b) = ([part(&[TEXT, DASH, INT]), fixed("c")], [part(&[TEXT, DOT, INT]), fixed("d")]);
    assert!(matches!(conflict_within::<0>(&view(&a, true), &view(&b, true)), Verdict::Clear));
}

/// All of it runs in const evaluation.
mod in_const {
    use super::*;

    const fn dynamic(pattern: &'static str, pieces: &'static [Piece<'static>], rest: bool) -> Part<'static> {
        Part { pattern, pieces, weight: &[7], rest, suffixed: false }
    }

    const fn conflicts(a: &[Part<'static>], b: &[Part<'static>], path: &str) -> bool {
        match conflict(&View::new(a, Methods::ANY), &View::new(b, Methods::ANY)) {
            Verdict::Conflict(witness) => match witness.path() {
                Some(found) => crate::text::equal(found, path),
                None => false,
            },
            _ => false,
        }
    }

    const INTS: &[Part<'static>] = &[fixed("a"), dynamic("i", &[INT], false)];
    const TEXTS: &[Part<'static>] = &[fixed("a"), dynamic("t", &[TEXT], false)];
    const DASHED: &[Part<'static>] = &[fixed("a"), dynamic("t-t", &[TEXT, DASH, TEXT], false)];
    const DOTTED: &[Part<'static>] = &[fixed("a"), dynamic("i.t", &[INT, DOT, TEXT], false)];
    const FILES: &[Part<'static>] = &[fixed("a"), dynamic("p", &[PATH, Piece::Literal("x")], true)];

    const _: () = assert!(conflicts(INTS, TEXTS, "/a/7"));
    const _: () = assert!(conflicts(DASHED, DOTTED, "/a/7.-a"));
    const _: () = assert!(conflicts(FILES, DOTTED, "/a/7.x"));
    const _: () = assert!(matches!(
        conflict(&View::new(INTS, Methods::ANY), &View::new(DASHED, Methods::ANY)),
        Verdict::Clear
    ));
    const _: () = assert!(matches!(
        order(&View::new(INTS, Methods::ANY).under(&[&[fixed("b")]]), &View::new(INTS, Methods::ANY)),
        Order::Disjoint
    ));
}
