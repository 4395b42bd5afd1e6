//! URLs from rules, and the addresses that rules redirect to: what a value must never do.

use std::borrow::Cow;

use wegwerk_routing::grammar;
use wegwerk_routing::map::{Endpoint, Map};
use wegwerk_routing::matcher::{Outcome, Request};
use wegwerk_routing::method::Methods;
use wegwerk_routing::path::Path;
use wegwerk_routing::pattern::Captures;
use wegwerk_routing::rule::{Action, Default, Rule, Slot, Target, Value};
use wegwerk_routing::table::Table;
use wegwerk_routing::url::{Argument, Kind, Next, Place, Refusal};

const HANDLE: Action<'static> = Action::Handle { canonical: &[] };

fn rule(
    text: &'static str,
    slots: &'static [Slot],
    defaults: &'static [Default<'static>],
    action: Action<'static>,
) -> &'static Rule<'static> {
    let (parts, variables) = grammar::parse(text, false).unwrap().leak();
    let (methods, endpoint) = (Methods::ANY, "e");
    Box::leak(Box::new(Rule {
        text,
        parts,
        variables,
        methods,
        endpoint,
        slots,
        defaults,
        action,
        ..Rule::EMPTY
    }))
}

fn table(rules: Vec<&'static Rule<'static>>, arguments: &'static [&'static str]) -> &'static Table {
    let all = Map::leak("A", rules.iter().map(|rule| **rule).collect());
    let endpoints = vec![Endpoint { name: "e", rules: rules.leak(), arguments }].leak();
    let map = Map { endpoints, ..*all };
    Box::leak(Box::new(Table::leak(Box::leak(Box::new(map)))))
}

fn next(table: &'static Table, raw: &str) -> Option<Next> {
    let path = Path::decode(raw);
    let request = Request::new("GET", &path);
    let mut captures = Captures::new();
    match table.find(&request, &mut captures) {
        Outcome::Found(leaf) => table.follow(leaf, &captures, &request, ""),
        other => panic!("{raw}: {other:?}"),
    }
}

fn built(table: &'static Table, values: &[&str]) -> (String, Result<(), Refusal>) {
    let value = |text: &&'static str| Some(Argument { text: Cow::Borrowed(*text), kind: Kind::Any });
    let arguments: Vec<_> = values.iter().map(|text| String::leak((*text).to_owned()) as &str).collect();
    let arguments: Vec<_> = arguments.iter().map(value).collect();
    let place = Place { table, mount: 0, prefix: &[], domain: &[] };
    let rule = place.choose(0, None, &arguments, None).unwrap();
    let built = place.build(rule, &arguments);
    let check = place.comes_back(rule, None, &arguments, &built);
    (built.path, check)
}

#[test]
fn a_number_of_any_width_is_written() {
    let wide = rule("/<int(fixed_digits=70000):x>", &[Slot::Path(0)], &[], HANDLE);
    let (path, check) = built(table(vec![wide], &["x"]), &["7"]);
    assert!(path.ends_with("07") && check.is_err());
}

#[test]
fn a_value_never_makes_the_address_of_a_redirect_another_site() {
    const X: Target<'static> = Target::Slot(Slot::Path(0));
    const Y: Target<'static> = Target::Slot(Slot::Path(1));
    const SLASH: Target<'static> = Target::Literal("/");
    let cases: [(&[Target<'static>], &str, Next); 4] = [
        (&[SLASH, X, SLASH, Y], "/r//evil.example", Next::Path("/.//evil.example".into())),
        (
            &[Target::Literal("java"), X, SLASH, Y],
            "/r/script:/alert(1)",
            Next::Path("/javascript:/alert(1)".into()),
        ),
        (&[Target::Literal("a"), X, SLASH, Y], "/r/b/c", Next::Path("/ab/c".into())),
        (
            &[Target::Literal("https://x.example/"), X, SLASH, Y],
            "/r/b/c",
            Next::External("https://x.example/b/c".into()),
        ),
    ];
    for (targets, path, expected) in cases {
        let slots = &[Slot::Path(0), Slot::Path(1)];
        let targets = Vec::leak(targets.to_vec());
        let rule = rule("/r/<string(minlength=0):x>/<y>", slots, &[], Action::RedirectTo(targets));
        assert_eq!(next(table(vec![rule], &["x", "y"]), path), Some(expected), "{path}");
    }
}

#[test]
fn a_default_that_would_be_another_is_refused() {
    const A: &[Default<'static>] = &[
        Default { name: "x", value: Value::Text("a"), text: "a" },
        Default { name: "page", value: Value::Int(2), text: "2" },
    ];
    const ONE: &[Default<'static>] = &[Default { name: "page", value: Value::Int(1), text: "1" }];
    let a = rule("/a", &[Slot::Default(0), Slot::Default(1)], A, HANDLE);
    let x = rule("/<x>", &[Slot::Path(0), Slot::Default(0)], ONE, HANDLE);
    let table = table(vec![a, x], &["x", "page"]);
    assert_eq!(built(table, &["b", "1"]), ("/b".into(), Ok(())));
    assert_eq!(built(table, &["a", "2"]), ("/a".into(), Ok(())));
    let apart = Refusal::Apart { variable: "page".into(), value: "2".into() };
    assert_eq!(built(table, &["a", "1"]), ("/a".into(), Err(apart)));
}

#[test]
fn a_client_is_sent_only_to_a_rule_that_takes_its_values() {
    const ONE: &[Default<'static>] = &[Default { name: "page", value: Value::Int(1), text: "1" }];
    let two = rule("/<string(length=2):x>", &[Slot::Path(0)], &[], HANDLE);
    let canonical = vec![two].leak();
    let any = rule("/<x>", &[Slot::Path(0)], &[], Action::Alias { canonical });
    let aliased = table(vec![two, any], &["x"]);
    // It would be sent to the same address for ever.
    assert_eq!(next(aliased, "/abc"), None);
    let (path, check) = built(aliased, &["abc"]);
    assert_eq!((path.as_str(), check), ("/abc", Ok(())));

    let first = rule("/<int(max=5):x>/", &[Slot::Path(0), Slot::Default(0)], ONE, HANDLE);
    let canonical = vec![first].leak();
    let other =
        rule("/<int:x>/<int:page>", &[Slot::Path(0), Slot::Path(1)], &[], Action::Handle { canonical });
    let paged = table(vec![first, other], &["x", "page"]);
    assert!(matches!(next(paged, "/5/1"), Some(Next::Site(built)) if built.path == "/5/"));
    assert_eq!(next(paged, "/6/1"), None);
}

#[test]
fn what_is_no_uuid_is_written_as_it_is() {
    let uuid = rule("/<uuid:x>", &[Slot::Path(0)], &[], HANDLE);
    let other = rule("/<x>", &[Slot::Path(0)], &[], HANDLE);
    let (path, check) = built(table(vec![uuid, other], &["x"]), &["A"]);
    assert_eq!((path.as_str(), check), ("/A", Ok(())));
}

#[test]
fn no_alias_sends_a_client_to_a_path_that_it_resolves_to_another() {
    let files = rule("/files/<path:x>", &[Slot::Path(0)], &[], HANDLE);
    let canonical = vec![files].leak();
    let alias = rule("/f/<path:x>", &[Slot::Path(0)], &[], Action::Alias { canonical });
    let aliased = table(vec![files, alias], &["x"]);
    assert!(matches!(next(aliased, "/f/a/b"), Some(Next::Site(built)) if built.path == "/files/a/b"));
    assert_eq!(next(aliased, "/f/..%2Fadmin"), None);
}
