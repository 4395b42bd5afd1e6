//! What a rule becomes.

mod errors;
mod property;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

use super::*;
use crate::weight;

/// The rule's parts in one line: patterns with a slash before each, `…` after one that takes the rest.
fn shape(rule: &str, merge_slashes: bool) -> String {
    match parse(rule, merge_slashes) {
        Ok(rule) => rule
            .parts
            .iter()
            .map(|part| format!("/{}{}", part.pattern, if part.rest { "…" } else { "" }))
            .collect(),
        Err(errors) => panic!("{rule} is refused: {}", errors[0].render(rule)),
    }
}

#[test]
fn a_rule_has_one_part_per_segment() {
    for (rule, parts) in [
        ("/", "/"),
        ("/foo", "/foo"),
        ("/foo/", "/foo/"),
        ("/foo/bar", "/foo/bar"),
        ("/<name>", "/<string(1,)>"),
        ("/<a>-<b>", "/<string(1,)>-<string(1,)>"),
        ("/<short_id>+", "/<string(1,)>+"),
        ("/<a><b>", "/<string(1,)><string(1,)>"),
        ("/v<int:x>.<int:y>", "/v<int>.<int>"),
        ("/<a>>", "/<string(1,)>>"),
        ("/a b", "/a b"),
        ("/n/<int:a>/", "/n/<int>/"),
        ("/<path:p>", "/<path>…"),
        ("/<path:p>/", "/<path></>…/"),
        ("/<path:p>/edit", "/<path>/edit…"),
        ("/<path:p>/<a>/x/", "/<path>/<string(1,)>/x</>…/"),
        ("/wiki/a<path:p>", "/wiki/a<path>…"),
        ("/<a>/<path:p>x", "/<string(1,)>/<path>x…"),
        ("/<path:p>/<path:q>", "/<path>/<path>…"),
    ] {
        assert_eq!(shape(rule, true), parts, "{rule}");
    }
}

#[test]
fn doubled_slashes_of_a_rule_are_merged_or_empty_segments() {
    for (rule, merged, kept) in [
        ("//", "/", "//"),
        ("//foo", "/foo", "//foo"),
        ("/a//b", "/a/b", "/a//b"),
        ("/a///", "/a/", "/a///"),
        ("/<path:p>//x", "/<path>/x…", "/<path>//x…"),
        ("/<path:p>/x//y/", "/<path>/x/y</>…/", "/<path>/x//y</>…/"),
    ] {
        assert_eq!(shape(rule, true), merged, "{rule}");
        assert_eq!(shape(rule, false), kept, "{rule}");
    }
}

#[test]
fn a_rest_part_says_what_follows_the_variable() {
    let rule = parse("/a/<path:p>/x/<b>/", true).unwrap();
    let [a, rest, end] = &rule.parts[..] else { panic!("{rule:?}") };
    assert!(a.is_static() && a.weight.is_empty() && !a.rest);
    assert_eq!(
        rest.pieces,
        [ParsedPiece::Path, ParsedPiece::Literal("/x/".into()), ParsedPiece::Text { min: 1, max: u32::MAX },]
    );
    assert!(rest.rest && rest.suffixed);
    assert_eq!((end.pattern.as_str(), end.is_static(), end.rest, end.suffixed), ("", true, false, false));
}

#[test]
fn patterns_are_equal_where_werkzeugs_expressions_are() {
    for (a, b, same) in [
        ("/<a>", "/<string:b>", true),
        ("/<a>", "/<default:b>", true),
        ("/<a>", "/<string(minlength=1):c>", true),
        ("/<a>", "/<string(1, None):c>", true),
        ("/<a>", "/<Slug:b>", true),
        ("/<int(max=5):x>", "/<int(min=6):y>", true),
        ("/<int(fixed_digits=2):x>", "/<int:y>", true),
        ("/<float(min=0.5):x>", "/<float:y>", true),
        ("/<any(a, b):x>", "/<any('a',\"b\"):y>", true),
        ("/<any(a, b):x>", "/<any(b, a):y>", false),
        ("/<any('a,b'):x>", "/<any(a, b):y>", false),
        ("/<any('a,b'):x>", "/<any('a\\,b'):y>", false),
        ("/<any('a)>-<any(b'):x>", "/<any(a):x>-<any(b):y>", false),
        ("/<int:x>", "/<int(signed=True):y>", false),
        ("/<int(signed=False):x>", "/<int:y>", true),
        ("/<int:x>", "/<float:y>", false),
        ("/<a>", "/<string(2):b>", false),
        ("/<string(length=2):a>", "/<string(2, 2):b>", false),
        ("/<a>", "/<path:b>", false),
        ("/<path:a>/", "/<path:b>", false),
        ("/<a>x", "/x<a>", false),
    ] {
        assert_eq!(shape(a, true) == shape(b, true), same, "{a} and {b}");
    }
}

#[test]
fn a_part_that_looks_narrower_has_the_smaller_weight() {
    let weight = |rule: &str| parse(rule, true).unwrap().parts[0].weight.clone();
    // Each goes before the next.
    for pair in [
        "/<path:p>/a/é",
        "/<path:p>/edit",
        "/<a>.<b>",
        "/<short_id>+",
        "/<path:p>/<path:q>",
        "/<int:x>",
        "/<a>",
        "/<path:p>",
    ]
    .windows(2)
    {
        assert_eq!(weight::compare(&weight(pair[0]), &weight(pair[1])), Ordering::Less, "{pair:?}");
    }
    // These tie.
    for (a, b) in [
        ("/<x>", "/<uuid:u>"),
        ("/<x>", "/<any(a):u>"),
        ("/<x>", "/<Type:u>"),
        ("/<a>x", "/y<a>"),
        ("/<a>-<b>", "/<a>.<b>"),
        ("/<a>é", "/<a>e"),
        ("/<path:p>/x", "/<path:p>x"),
    ] {
        assert_eq!(weight(a), weight(b), "{a} and {b}");
    }
}

#[test]
fn variables_say_where_and_what_they_are() {
    let rule = parse("/é<a>/<int(min=1990):year>-<Slug:slug>/<default:d>", true).unwrap();
    let found: Vec<_> =
        rule.variables.iter().map(|v| (v.name, &rule.text[v.span.clone()], v.converter, v.kind)).collect();
    assert_eq!(
        found,
        [
            ("a", "a", "string", Kind::String),
            ("year", "year", "int", Kind::Int),
            ("slug", "slug", "Slug", Kind::Type("Slug")),
            ("d", "d", "default", Kind::String),
        ]
    );
    assert_eq!(rule.variables[1].limits, Limits::Int { min: Some(1990), max: None, fixed_digits: 0 });
    assert_eq!(rule.variables[0].limits, Limits::None);
    for name in ["self", "class", "_", "_a1", "None"] {
        assert_eq!(parse(&format!("/<{name}>"), true).unwrap().variables[0].name, name);
    }
}

#[test]
fn leaked_rules_are_the_same_rules() {
    let (parts, variables) = parse("/a/<int(max=5):i>.<any(x, y):k>/<path:p>/", true).unwrap().leak();
    assert_eq!(parts.len(), 4);
    assert_eq!(parts[0].pattern, "a");
    assert_eq!(
        parts[1].pieces,
        [
            Piece::Variable(Class::Int { signed: false }),
            Piece::Literal("."),
            Piece::Variable(Class::Any(&["x", "y"])),
        ]
    );
    assert!(parts[2].suffixed && parts[2].rest && !parts[2].weight.is_empty());
    assert!(parts[3].is_static());
    assert_eq!(variables[0].limits, Limits::Int { min: None, max: Some(5), fixed_digits: 0 });
    assert_eq!(variables.iter().map(|v| v.name).collect::<Vec<_>>(), ["i", "k", "p"]);
}
