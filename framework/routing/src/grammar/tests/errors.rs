//! What is refused or warned about, and how it is said.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::diagnostic::SyntaxError;
use crate::diagnostic::code::*;
use crate::grammar::{MAX_BYTES, MAX_ERRORS, MAX_PARTS, MAX_VARIABLES, lints, parse, parse_domain};

fn refused(rule: &str) -> Vec<SyntaxError> {
    match parse(rule, true) {
        Ok(_) => panic!("{rule} is taken"),
        Err(errors) => errors,
    }
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
            "https://example.org/a/<b>",
            "a rule is a path: it holds neither a scheme nor a host\n  https://example.org/a/<b>\n  \
             ^^^^^^^^^^^^^^^^^^^\nhelp: write \"/a/<b>\"; what is for one host says so by `subdomain = \"…\"`, or with \
             `host_matching` by `host = \"example.org\"`",
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
        ("https://example.org/<x>", NO_SLASH, "https://example.org"),
        ("http://example.org", NO_SLASH, "http://example.org"),
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

    assert_eq!(refused(&"/<".repeat(MAX_BYTES / 2)).len(), MAX_ERRORS);
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

#[test]
fn a_domain_that_no_host_is_has_one_error() {
    for (domain, expected) in [
        ("example.org", None),
        ("", None),
        ("my_service-1", None),
        ("xn--mnchen-3ya.de:8443", None),
        ("<a>:<int:port>", None),
        ("<lang>.<int:n>-x.example.org:80", None),
        ("[::1]", None),
        ("[2001:db8::a]:<int:port>", None),
        ("[<string:address>]", None),
        ("API", Some("A")),
        ("https://example.org", Some("/")),
        ("m\u{fc}nchen.de", Some("\u{fc}")),
        ("a b", Some(" ")),
        ("user@example.org", Some("@")),
        ("a..<b>", Some(".")),
        (".<a>", Some(".")),
        ("example.org.", Some(".")),
        ("[::1", Some("[")),
        ("[::x]", Some("[")),
        ("[::1]a", Some("[")),
        ("::1]", Some("]")),
        ("example.org:", Some(":")),
        ("example.org:http", Some(":")),
        ("example.org:65536", Some(":")),
        ("example.org:080", Some(":")),
        ("example.org:+80", Some("+")),
        ("<a>:x", Some(":")),
    ] {
        let errors = parse_domain(domain).err().unwrap_or_default();
        let found: Vec<_> = errors.iter().map(|error| (error.code, &domain[error.span.clone()])).collect();
        assert_eq!(found, expected.map(|at| (DOMAIN, at)).into_iter().collect::<Vec<_>>(), "{domain}");
    }
}
