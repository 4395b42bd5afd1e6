use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Ordering;

use super::*;
use crate::diagnostic::code::*;
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

fn refused(rule: &str) -> Vec<SyntaxError> {
    match parse(rule, true) {
        Ok(_) => panic!("{rule} is taken"),
        Err(errors) => errors,
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

#[test]
fn errors_point_at_the_offending_characters() {
    for (rule, expected) in [
        ("", "the rule is empty\n  \n  ^\nhelp: write `/` for the root of the app"),
        ("foo", "a rule begins with a slash\n  foo\n  ^\nhelp: write \"/foo\""),
        (
            "/é/<a",
            "this `<` is not closed before the rule ends\n  /é/<a\n     ^\n\
             help: a variable is written `<name>`; a rule cannot hold `<` as text",
        ),
        (
            "/<a/b>",
            "this `<` is not closed before the next `/`\n  /<a/b>\n   ^\n\
             help: a variable is written `<name>`; a rule cannot hold `<` as text",
        ),
        (
            "/<a-b>",
            "`-` cannot stand in the name of a variable\n  /<a-b>\n     ^\n\
             help: write `<a_b>`, or for two variables `<a>-<b>`",
        ),
        (
            "/<é>",
            "`é` cannot stand in the name of a variable\n  /<é>\n    ^\n\
             help: a name is ASCII letters, digits and `_`, and does not begin with a digit",
        ),
        (
            "/日本/<int():>",
            "the name of the variable is missing\n  /日本/<int():>\n      ^^^^^^^^\nhelp: write `<int():name>`",
        ),
        (
            "/<int()>",
            "the name of the variable is missing\n  /<int()>\n   ^^^^^^^\nhelp: write `<int():name>`",
        ),
        (
            "/<:a>",
            "the name of the converter is missing\n  /<:a>\n   ^^^^\n\
             help: write `<a>`, or a converter before it: `<int:a>`",
        ),
        (
            "/<itn:a>",
            "unknown converter `itn`\n  /<itn:a>\n    ^^^\n\
             help: did you mean `int`? known: any, default, float, int, path, string, uuid",
        ),
        (
            "/<u32:id>",
            "unknown converter `u32`\n  /<u32:id>\n    ^^^\n\
             help: write `<int:id>` and let the handler's argument be of type u32",
        ),
        (
            "/<a>/é/<int:a>",
            "the variable `a` stands twice in the rule: at character 3 and again at 13\n  \
             /<a>/é/<int:a>\n              ^\nhelp: give one of the two another name",
        ),
        (
            "/\n<int(min=a):x>",
            "`min` is a whole number, not `a`\n  /␊<int(min=a):x>\n             ^\nhelp: write it as in `min=5`",
        ),
        (
            "/<string(3,2):x>",
            "Werkzeug would read `3,2` as one value\n  /<string(3,2):x>\n           ^^^\nhelp: write `3, 2`",
        ),
    ] {
        assert_eq!(refused(rule)[0].render(rule), expected);
    }
}

#[test]
fn what_is_no_variable_is_refused_once() {
    for (rule, code, marked) in [
        ("<x>", NO_SLASH, "<"),
        ("/<", UNCLOSED, "<"),
        ("/<a", UNCLOSED, "<"),
        ("/a/<", UNCLOSED, "<"),
        ("/<a/<b>", UNCLOSED, "<"),
        ("/<<a>>", UNCLOSED, "<"),
        ("/<int(min=1:a>", UNCLOSED, "("),
        ("/<any(\"a, b):x>", UNCLOSED, "\""),
        ("/<any(it's):x>", UNCLOSED, "'"),
        ("/<any(a,\nb):x>", UNCLOSED, "("),
        ("/<>", MALFORMED, "<>"),
        ("/<int:>", MALFORMED, "<int:>"),
        ("/<:>", MALFORMED, "<:>"),
        ("/<:a>", MALFORMED, "<:a>"),
        ("/<int()>", MALFORMED, "<int()>"),
        ("/<1a>", MALFORMED, "1"),
        ("/<1a:b>", MALFORMED, "1"),
        ("/<a b>", MALFORMED, " "),
        ("/< a >", MALFORMED, " "),
        ("/<a\u{a0}>", MALFORMED, "\u{a0}"),
        ("/<int :a>", MALFORMED, " "),
        ("/<a-b>", MALFORMED, "-"),
        ("/<a.b:c>", MALFORMED, "."),
        ("/<é>", MALFORMED, "é"),
        ("/<a:b:c>", MALFORMED, ":"),
        ("/<a)>", MALFORMED, ")"),
        ("/<a:int(1)>", MALFORMED, "("),
        ("/<int(1)x:a>", MALFORMED, "x"),
        ("/<int(1)(2):a>", MALFORMED, "("),
        ("/<any(\"):b>\", c):x>", UNREADABLE_ARGUMENT, "):b>"),
        ("/<foo:a>", UNKNOWN_CONVERTER, "foo"),
        ("/<foo(-:-):a>", UNKNOWN_CONVERTER, "foo"),
        ("/<str:a>", UNKNOWN_CONVERTER, "str"),
        ("/<_int:a>", UNKNOWN_CONVERTER, "_int"),
        ("/<a>/<a>", DUPLICATE_VARIABLE, "a"),
        ("/<a>-<a>", DUPLICATE_VARIABLE, "a"),
        ("/<int:a>/x/<a>", DUPLICATE_VARIABLE, "a"),
    ] {
        let errors = refused(rule);
        assert_eq!(errors.len(), 1, "{rule}: {errors:?}");
        assert_eq!((errors[0].code, &rule[errors[0].span.clone()]), (code, marked), "{rule}");
    }
}

#[test]
fn all_mistakes_of_a_rule_are_told_in_order() {
    let rule = "x/<1>/<a>/<itn:b>/<a>/<int(mni=3, max=x):c>/<";
    let codes: Vec<_> = refused(rule).iter().map(|error| error.code).collect();
    assert_eq!(
        codes,
        [NO_SLASH, MALFORMED, UNKNOWN_CONVERTER, DUPLICATE_VARIABLE, UNEXPECTED_ARGUMENT, UNCLOSED]
    );
}

#[test]
fn what_the_table_cannot_hold_is_refused() {
    let variables = |n: usize| (0..n).map(|i| format!("/<v{i}>")).collect::<String>();
    assert_eq!(parse(&variables(MAX_VARIABLES), true).unwrap().variables.len(), MAX_VARIABLES);
    let errors = refused(&variables(MAX_VARIABLES + 3));
    assert_eq!((errors.len(), errors[0].code), (1, TOO_MANY_VARIABLES));

    assert_eq!(parse(&"/a".repeat(MAX_PARTS), true).unwrap().parts.len(), MAX_PARTS);
    assert_eq!(refused(&"/a".repeat(MAX_PARTS + 1))[0].code, TOO_LONG);

    let long = format!("/{}", "a".repeat(MAX_BYTES - 1));
    assert_eq!(parse(&long, true).unwrap().parts[0].pattern.len(), MAX_BYTES - 1);
    let longer = format!("{long}a");
    let errors = refused(&longer);
    assert_eq!(errors[0].code, TOO_LONG);
    assert!(errors[0].render(&longer).len() < 1000);
}

#[test]
fn a_long_rule_is_shown_around_the_error() {
    let rule = format!("/{}/<>/{}", "é".repeat(300), "b".repeat(300));
    let shown = refused(&rule)[0].render(&rule);
    let lines: Vec<_> = shown.lines().collect();
    let caret = lines[2].chars().position(|c| c == '^').unwrap();
    assert_eq!(lines[1].chars().skip(caret).take(2).collect::<String>(), "<>");
    assert!(lines[1].starts_with("  …é") && lines[1].ends_with("b…"), "{shown}");
}

#[test]
fn a_rule_that_no_path_can_fit_is_refused() {
    assert_eq!(parse("/<path:p>//", false).unwrap_err()[0].code, NEVER_MATCHES);
    assert!(parse("/<path:p>//", true).is_ok());
    assert!(parse("/<path:p>//x", false).is_ok());
}

#[test]
fn what_is_hardly_meant_is_a_lint() {
    for (rule, merge_slashes, expected) in [
        ("/a%20b", true, vec![(ENCODED_LITERAL, "%20")]),
        ("/100%/<a>%", true, vec![]),
        ("/search?q=<q>", true, vec![(QUERY_LITERAL, "?")]),
        ("/page#top", true, vec![(FRAGMENT_LITERAL, "#")]),
        ("/<a>>", true, vec![(STRAY_CLOSE, ">")]),
        ("/<path:p>/é?#", true, vec![(QUERY_LITERAL, "?"), (FRAGMENT_LITERAL, "#")]),
        ("/<any(\"?\", '%20'):x>", true, vec![]),
        ("/<string(5, 6, length=2):x>", true, vec![(IGNORED_LENGTH, "5"), (IGNORED_LENGTH, "6")]),
        ("/<string(maxlength=6, length=2):x>", true, vec![(IGNORED_LENGTH, "maxlength=6")]),
        ("/<Int:x>", true, vec![(TYPE_LIKE_CONVERTER, "Int")]),
        ("/<Slug:x>", true, vec![]),
        ("//a", true, vec![]),
        ("//a", false, vec![(LEADING_SLASHES, "//")]),
    ] {
        let parsed = parse(rule, merge_slashes).unwrap();
        let lints = lints(&parsed);
        let found: Vec<_> = lints.iter().map(|lint| (lint.code, &rule[lint.span.clone()])).collect();
        assert_eq!(found, expected, "{rule}");
    }
    let rule = "/é?";
    let lint = &lints(&parse(rule, true).unwrap())[0];
    assert!(lint.render(rule).contains("\n  /é?\n    ^\nhelp: "));
}

/// A small generator of numbers (xorshift), so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

#[test]
fn no_text_makes_the_reader_panic_or_point_outside_of_it() {
    let tokens = [
        "/",
        "//",
        "<",
        ">",
        "(",
        ")",
        ":",
        ",",
        ", ",
        "\"",
        "'",
        "=",
        ";",
        "-",
        ".",
        " ",
        "\n",
        "\0",
        "é",
        "日",
        "🦀",
        "\u{301}",
        "\u{a0}",
        "٣",
        "a",
        "b",
        "_",
        "1",
        "23",
        "9999999999999999999999999999999999999999999",
        "int",
        "float",
        "string",
        "any",
        "path",
        "uuid",
        "Slug",
        "min=",
        "max=",
        "length=",
        "signed=",
        "True",
        "None",
        "inf",
        "1e999",
        "-5",
        "%2",
        "%20",
        "?",
        "#",
        "<a>",
        "<int:",
        "<any(",
        "<path:p>",
        "<string(2, ",
        "):x>",
        "\\",
    ];
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut taken, mut wrong) = (0, 0);
    for _ in 0..60_000 {
        let mut rule = String::from(if random.below(8) == 0 { "" } else { "/" });
        for _ in 0..random.below(14) {
            rule.push_str(tokens[random.below(tokens.len())]);
        }
        for merge_slashes in [true, false] {
            match parse(&rule, merge_slashes) {
                Ok(parsed) => {
                    taken += 1;
                    check(&parsed);
                }
                Err(errors) => {
                    wrong += 1;
                    assert!(!errors.is_empty());
                    assert!(errors.is_sorted_by_key(|error| error.span.start), "{rule:?}");
                    for error in errors {
                        assert!(rule.get(error.span.clone()).is_some(), "{rule:?}: {error:?}");
                        assert_eq!(
                            error.render(&rule).lines().count(),
                            if error.help.is_some() { 4 } else { 3 }
                        );
                    }
                }
            }
        }
    }
    assert!(taken > 5_000 && wrong > 5_000, "{taken} taken, {wrong} refused");
}

/// What holds for every rule that was read.
fn check(rule: &ParsedRule<'_>) {
    for lint in lints(rule) {
        assert!(rule.text.get(lint.span.clone()).is_some(), "{:?}: {lint:?}", rule.text);
    }
    for variable in &rule.variables {
        assert_eq!(&rule.text[variable.span.clone()], variable.name);
    }
    let captures = |part: &ParsedPart<'_>| {
        part.pieces.iter().filter(|piece| !matches!(piece, ParsedPiece::Literal(_))).count()
    };
    assert_eq!(rule.parts.iter().map(captures).sum::<usize>(), rule.variables.len());
    for (i, part) in rule.parts.iter().enumerate() {
        assert_eq!(part.is_static(), part.weight.is_empty());
        assert_eq!(part.rest, part.pieces.contains(&ParsedPiece::Path));
        assert!(!part.is_static() || !part.pattern.contains(['<', '/']));
        assert!(!part.suffixed || part.rest && i + 2 == rule.parts.len());
        assert!(!part.pieces.contains(&ParsedPiece::Literal("".into())), "{:?}", rule.text);
        let adjacent = part.pieces.windows(2).filter(|pair| pair.iter().all(is_literal)).count();
        assert_eq!(adjacent, 0, "{:?}", rule.text);
    }
}

fn is_literal(piece: &ParsedPiece<'_>) -> bool {
    matches!(piece, ParsedPiece::Literal(_))
}
