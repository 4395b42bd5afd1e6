//! What is found, in tables of rules and requests. The answers are Werkzeug's, but where a comment says so.

mod bounds;
mod literals;
mod tree;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::grammar;
use crate::map::Map;
use crate::matcher::{Outcome, Request};
use crate::method::{self, Methods};
use crate::path::Path;
use crate::pattern::{Captures, MAX_PATH};
use crate::rule::Rule;
use crate::table::Table;

/// A table of rules, written `POST PUT /rule lax unmerged first`: methods before (none: all), options behind.
fn table(rules: &[&'static str]) -> Table {
    Table::leak(Map::leak("Test", rules.iter().enumerate().map(|(n, text)| rule(n, text)).collect()))
}

fn rule(number: usize, written: &'static str) -> Rule<'static> {
    let (methods, mut text) = written.split_at(written.find('/').expect("a rule has a slash"));
    let bits = methods.split_whitespace().filter_map(method::bit).fold(0, |bits, bit| bits | bit);
    let head = if bits & 1 == 1 { 2 } else { 0 };
    let mut rule = Rule {
        methods: if methods.is_empty() { Methods::ANY } else { Methods::new(bits | head, &[]) },
        number: number as u16,
        ..Rule::EMPTY
    };
    while let Some((before, option @ ("lax" | "unmerged" | "first"))) = text.rsplit_once(' ') {
        match option {
            "lax" => rule.strict_slashes = false,
            "unmerged" => rule.merge_slashes = false,
            _ => rule.priority = 1,
        }
        text = before;
    }
    rule.text = text;
    let parsed = grammar::parse(text, rule.merge_slashes).unwrap_or_else(|e| panic!("`{text}`: {e:?}"));
    (rule.parts, rule.variables) = parsed.leak();
    rule
}

/// `/rule a=x b=y`, `308 /path`, `405 GET HEAD` or `404`.
fn ask(table: &Table, method: &str, raw: &str) -> String {
    let path = Path::decode(raw);
    let mut captures = Captures::new();
    match table.find(&Request::new(method, &path), &mut captures) {
        Outcome::Found(leaf) => {
            let mut found = leaf.rule.text.to_string();
            for n in 0..captures.len() {
                let (start, end) = captures.get(n).expect("a capture");
                let name = table.variable(leaf, n).expect("its variable").name;
                found += &format!(" {name}={}", &path.text()[start..end]);
            }
            found
        }
        Outcome::Redirect(location) => format!("308 {location}"),
        Outcome::NotAllowed(allowed) => {
            allowed.methods().fold(String::from("405"), |text, method| format!("{text} {method}"))
        }
        Outcome::NotFound => String::from("404"),
        Outcome::WebSocketMismatch => String::from("400"),
        Outcome::Misdirected => String::from("421"),
    }
}

fn check(rules: &[&'static str], requests: &[(&str, &str)]) {
    // The order in which rules are written never matters.
    let reversed: Vec<&'static str> = rules.iter().rev().copied().collect();
    for table in [table(rules), table(&reversed)] {
        for (request, expected) in requests {
            let (method, path) = request.split_once(' ').unwrap_or(("GET", request));
            assert_eq!(ask(&table, method, path), *expected, "{request} among {rules:?}");
        }
    }
}

#[test]
fn a_literal_goes_first_and_each_weight_decides_where_those_before_it_are_equal() {
    check(
        &["/<x>", "/new", "/<int:n>", "/<path:p>", "/<x>+", "/v<a>-<b>", "/x<a>yz", "/<any(b1, b2):c>z"],
        &[
            ("/new", "/new"),
            ("/7", "/<int:n> n=7"),
            ("/seven", "/<x> x=seven"),
            ("/7/8", "/<path:p> p=7/8"),
            ("/new+", "/<x>+ x=new"),
            ("/v1-2", "/v<a>-<b> a=1 b=2"),
            ("/v1-2+", "/v<a>-<b> a=1 b=2+"),
            ("/xayz", "/x<a>yz a=a"),
            ("/b1+", "/<x>+ x=b1"),
        ],
    );
    check(&["/<path:p>/edit", "/<int:id>/edit"], &[("/7/edit", "/<path:p>/edit p=7")]);
    check(&["/<a>.<b>", "/<float:x>"], &[("/1.5", "/<a>.<b> a=1 b=5")]);
    check(&["/<int:a><b>", "/<c>", "/<int:d>"], &[("/12", "/<int:a><b> a=1 b=2"), ("/1", "/<int:d> d=1")]);
}

#[test]
fn the_search_goes_back_where_a_better_segment_leads_nowhere() {
    check(
        &["/a/b/c", "/a/<x>/d", "/<x>/b/e", "/<x>/<int:y>/f", "/<path:p>/g", "/<path:p>"],
        &[
            ("/a/b/c", "/a/b/c"),
            ("/a/b/d", "/a/<x>/d x=b"),
            ("/a/b/e", "/<x>/b/e x=a"),
            ("/a/7/f", "/<x>/<int:y>/f x=a y=7"),
            ("/a/b/g", "/<path:p>/g p=a/b"),
            ("/a/b/h", "/<path:p> p=a/b/h"),
            ("/a/b", "/<path:p> p=a/b"),
            ("/a", "/<path:p> p=a"),
        ],
    );
    // A better segment to the left outweighs all to the right of it.
    check(
        &["/<int:a>/<path:p>", "/<x>/edit"],
        &[("/7/edit", "/<int:a>/<path:p> a=7 p=edit"), ("/x/edit", "/<x>/edit x=x")],
    );
}

#[test]
fn no_redirect_leads_to_where_it_comes_from() {
    // Werkzeug's does: slashes at the start of a path are one.
    check(&["/<string(minlength=0):x>/"], &[("/", "404"), ("/a", "308 /a/")]);
    check(&["/<string(minlength=0):x>/ lax"], &[("/", "/<string(minlength=0):x>/ x=")]);
    check(&["/"], &[("/", "/")]);
}

#[test]
fn slashes_are_added_refused_and_merged() {
    check(
        &["/branch/", "/leaf", "/lax/ lax", "/laxleaf lax", "/both", "/both/", "/p/<path:x>", "/q/<path:x>/"],
        &[
            ("/branch", "308 /branch/"),
            ("/branch/", "/branch/"),
            ("/branch//", "308 /branch/"),
            ("/branch///", "308 /branch/"),
            ("//branch", "308 /branch/"),
            ("///branch/", "/branch/"),
            ("/leaf", "/leaf"),
            ("/leaf/", "404"),
            ("/leaf//", "404"),
            ("/lax", "/lax/"),
            ("/lax/", "/lax/"),
            ("/lax//", "/lax/"),
            ("/lax///", "308 /lax/"),
            ("/laxleaf/", "/laxleaf"),
            ("/laxleaf//", "308 /laxleaf/"),
            ("/both", "/both"),
            ("/both/", "/both/"),
            ("/p/a/", "/p/<path:x> x=a/"),
            ("/p/a//b", "/p/<path:x> x=a//b"),
            ("/p//a", "308 /p/a"),
            ("/q/a", "308 /q/a/"),
            ("/q/a/b/", "/q/<path:x>/ x=a/b"),
            ("/q/a//", "308 /q/a/"),
            ("", "404"),
        ],
    );
    check(
        &["/a/b", "/c/d/ unmerged", "/e/f unmerged", "/e/<x>"],
        &[
            ("/a//b", "308 /a/b"),
            ("/c//d/", "404"),
            ("/c//d", "308 /c/d/"),
            // After merging, the rule that fits decides, although another would take the path too.
            ("/e//f", "404"),
            ("/e//g", "308 /e/g"),
        ],
    );
}

#[test]
fn the_slash_redirect_comes_before_rules_of_more_weight() {
    check(&["/foo/", "/<x>"], &[("/foo", "308 /foo/"), ("/fo", "/<x> x=fo")]);
    check(
        &["/n/<int:a>/", "/n/<s>", "/n/<int(max=9):b>/c"],
        &[("/n/5", "308 /n/5/"), ("/n/x", "/n/<s> s=x"), ("/n/5/c", "/n/<int(max=9):b>/c b=5")],
    );
    check(&["GET /foo/", "POST /<x>"], &[("POST /foo", "/<x> x=foo"), ("/foo", "308 /foo/")]);
}

#[test]
fn methods_are_gathered_from_every_rule_that_takes_the_path() {
    check(
        &["GET /a", "PUT /a", "DELETE /<x>", "GET /b/", "/any", "POST /<x>/<y>"],
        &[
            ("PUT /a", "/a"),
            ("HEAD /a", "/a"),
            ("DELETE /a", "/<x> x=a"),
            ("POST /a", "405 GET HEAD PUT DELETE"),
            // A branch that would only redirect does not count.
            ("POST /b", "405 DELETE"),
            ("POST /b/", "405 GET HEAD"),
            ("POST //b/", "405 GET HEAD"),
            ("PATCH /c//d", "405 POST"),
            ("BREW /any", "/any"),
            ("BREW /a", "405 GET HEAD PUT DELETE"),
            // Werkzeug reads methods in upper case.
            ("get /a", "405 GET HEAD PUT DELETE"),
        ],
    );
}

#[test]
fn a_value_that_is_refused_lets_the_next_rule_try() {
    // Werkzeug checks limits after it has chosen a rule.
    check(
        &[
            "/<int(max=5):i>",
            "/<int(min=10, max=20):j>",
            "/<s>",
            "POST /m/<int(max=5):i>",
            "/s/<int(max=5):i>/",
        ],
        &[
            ("/5", "/<int(max=5):i> i=5"),
            ("/12", "/<int(min=10, max=20):j> j=12"),
            ("/7", "/<s> s=7"),
            (
                "/99999999999999999999999999999999999999999999",
                "/<s> s=99999999999999999999999999999999999999999999",
            ),
            ("/m/5", "405 POST"),
            ("/m/7", "404"),
            ("/s/5", "308 /s/5/"),
            ("/s/7", "404"),
        ],
    );
    check(
        &["/<int(fixed_digits=3, signed=True):i>", "/f/<float(min=0.5, max=1.5):x>"],
        &[
            ("/007", "/<int(fixed_digits=3, signed=True):i> i=007"),
            ("/-07", "/<int(fixed_digits=3, signed=True):i> i=-07"),
            ("/-007", "404"),
            ("/7", "404"),
            ("/f/0.5", "/f/<float(min=0.5, max=1.5):x> x=0.5"),
            ("/f/1.51", "404"),
        ],
    );
}

#[test]
fn a_priority_settles_a_tie_and_nothing_else() {
    check(
        &["/<uuid:u> first", "/<x>", "/<any(a, b):y> first", "/<int:n>"],
        &[
            ("/a", "/<any(a, b):y> y=a"),
            ("/c", "/<x> x=c"),
            ("/00000000-0000-0000-0000-000000000000", "/<uuid:u> u=00000000-0000-0000-0000-000000000000"),
            ("/7", "/<int:n> n=7"),
        ],
    );
    check(
        &["/<a>/x", "/<any(b, c):d>/<e> first", "/<path:p> first"],
        &[("/b/x", "/<any(b, c):d>/<e> d=b e=x"), ("/a/x", "/<a>/x a=a"), ("/a/y", "/<path:p> p=a/y")],
    );
}

#[test]
fn an_encoded_slash_is_data() {
    // Werkzeug decodes before it splits.
    check(
        &["/<x>", "/<x>/<y>", "/a/b", "/b/<path:p>/"],
        &[
            ("/a%2Fb", "/<x> x=a/b"),
            ("/%2F", "/<x> x=/"),
            ("/a%2Fb/c", "/<x>/<y> x=a/b y=c"),
            ("/b/c%2fd", "308 /b/c%2Fd/"),
            ("/b//c%2F%2F", "308 /b/c%2F%2F/"),
            ("/b/c%2F/", "/b/<path:p>/ p=c/"),
        ],
    );
}

#[test]
fn a_location_is_encoded_anew() {
    check(
        &["/<x>/", "/<x>/<y>"],
        &[
            ("/%61%20%C3%BC", "308 /a%20%C3%BC/"),
            ("/%ff", "308 /%EF%BF%BD/"),
            ("/a?b#c%3F", "308 /a%3Fb%23c%3F/"),
            ("/-._~!$&'()*+,:;=@", "308 /-._~!$&'()*+,:;=@/"),
            ("/a//%2f", "308 /a/%2F"),
        ],
    );
}
