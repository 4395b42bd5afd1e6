//! Lock files: what is written is read again, and what breaks them is told, with the locked line and what became of it.

use locked::check_map;
use wegwerk_routing::grammar;
use wegwerk_routing::lock::{lines, read, unkept, write};
use wegwerk_routing::map::{Hosts, Map, Mount, subdomain};
use wegwerk_routing::matcher::{Outcome, Request};
use wegwerk_routing::method::Methods;
use wegwerk_routing::path::Path;
use wegwerk_routing::pattern::Captures;
use wegwerk_routing::rule::{Limits, Place, Rule};
use wegwerk_routing::table::{Table, compare_rules};

mod locked;

/// The rules of lock lines, as an app.
fn map(lines: &str) -> Map {
    let mut rules: Vec<Rule<'static>> = read(lines).unwrap().into_iter().map(|locked| locked.rule).collect();
    rules.sort_by(compare_rules);
    let rules: Vec<&'static Rule<'static>> =
        rules.into_iter().map(|rule| &*Box::leak(Box::new(rule))).collect();
    Map { app: "Shop", id: "Shop", rules: rules.leak(), ..Map::EMPTY }
}

/// What the check says of an app of these rules beside these lines; `None` where nothing breaks.
fn check(locked: &str, now: &str) -> Option<String> {
    check_map(&read(locked).unwrap(), Box::leak(Box::new(map(now))))
}

#[test]
fn what_still_takes_as_much_holds() {
    for (locked, now) in [
        ("", "GET /new"),
        ("GET /", "GET /\nGET /new"),
        ("GET /", "GET, POST /"),
        ("GET /", "ANY /"),
        ("HEAD /", "GET /"),
        ("GET, POST /a", "GET /a\nPOST /a"),
        ("GET /a", "GET strict_slashes=false /a"),
        // A strict branch redirects what has no slash.
        ("GET /a", "GET /a/"),
        ("GET strict_slashes=false /a", "GET strict_slashes=false /a/"),
        ("GET strict_slashes=false /a/", "GET /a/"),
        ("GET /<int:id>", "GET /<other>"),
        ("GET /<int:id>", "GET /<int:number>"),
        ("GET /<int(min=2, max=9):id>", "GET /<int(max=10):id>"),
        ("GET /<int(min=0):id>", "GET /<int:id>"),
        ("GET /<int:id>", "GET /<int(min=0):id>"),
        ("GET /<int(fixed_digits=2):id>", "GET /<int(max=99):id>"),
        ("GET /<float(min=1.5):x>", "GET /<float(min=1.0):x>"),
        ("GET /<float:x>", "GET /<float(min=0.0):x>"),
        ("GET /<string(length=3):s>", "GET /<string(minlength=2):s>"),
        ("GET /<any(a, b):x>", "GET /<any(a, b, c):x>"),
        ("GET /a/<x>", "GET /a/<path:x>"),
        ("GET /<x>.<y>", "GET /<x>"),
        ("GET /a", "GET /<x>"),
        ("GET /a/b\nGET /a/c", "GET /a/<x>"),
        ("GET /a", "GET merge_slashes=false /<x>\nGET /a"),
        ("GET merge_slashes=false /a", "GET /a"),
        ("GET websocket /a", "GET websocket /a\nGET /a"),
        ("GET subdomain=\"api\" /a", "GET subdomain=\"<x>\" /a"),
        ("PURGE, LINK /a", "LINK, PURGE /a"),
        // Rules without a host were for all of them, and are for the usual one.
        ("GET /a", "GET /a\nGET subdomain=\"api\" /b"),
    ] {
        assert_eq!(check(locked, now), None, "{locked} -> {now}");
    }
}

#[test]
fn what_takes_less_is_told() {
    for (locked, now, told) in [
        ("GET /a", "", "no rule is left for it"),
        ("GET /a", "GET /b", "no rule is left for it"),
        ("GET /a", "POST /a", "no rule takes GET, HEAD there"),
        ("GET, POST /a", "GET /a", "no rule takes POST there"),
        ("ANY /a", "GET, POST /a", "no rule takes every method there"),
        ("GET, PURGE /a", "GET /a", "no rule takes PURGE there"),
        ("GET /a/", "GET /a", "fewer paths: `/a`"),
        ("GET strict_slashes=false /a", "GET /a", "fewer paths: `/a`"),
        ("GET /<x>", "GET /<int:x>", "fewer paths: `/<int:x>`"),
        ("GET, POST /<x>", "GET /<x>\nPOST /<int:x>", "POST for fewer paths: `/<int:x>`"),
        ("GET /<int:x>", "GET /<int(min=1):x>", "fewer values: `/<int(min=1):x>`"),
        ("GET /<int:x>", "GET /<int(fixed_digits=4):x>", "fewer values"),
        ("GET /<int(max=9):x>", "GET /<int(max=8):x>", "fewer values"),
        ("GET /<int(signed=True):x>", "GET /<int(signed=True, min=0):x>", "fewer values"),
        ("GET /<float:x>", "GET /<float(max=2.0):x>", "fewer values"),
        ("GET /<string(maxlength=9):s>", "GET /<string(maxlength=8):s>", "fewer paths"),
        ("GET /<any(a, b):x>", "GET /<any(a, c):x>", "fewer paths"),
        ("GET /7", "GET /<int(min=8):x>", "fewer values"),
        ("GET /<path:x>", "GET /<x>", "fewer paths"),
        // A branch redirects what has no slash, and an empty last segment does not.
        ("GET /a/", "GET /a/<string(minlength=0):x>", "fewer paths"),
        ("GET websocket /a", "GET /a", "no rule takes WebSocket handshakes there"),
        ("GET /a", "GET websocket /a", "no rule takes GET, HEAD there"),
        ("GET /a", "GET merge_slashes=false /a", "no path whose doubled slashes are merged: `/a`"),
        ("GET subdomain=\"api\" /a", "GET subdomain=\"www\" /a", "another host: `/a`"),
        ("GET /a", "GET subdomain=\"www\" /a", "another host: `/a`"),
        ("GET subdomain=\"<x>\" /a", "GET subdomain=\"<int:x>\" /a", "another host: `/a`"),
    ] {
        let message = check(locked, now).unwrap_or_else(|| panic!("{locked} -> {now} holds"));
        assert!(message.starts_with("[WE423] routes of `routes.lock` are gone or take less"), "{message}");
        assert!(
            message.contains(&format!("locked: `{locked}` (routes.lock:1)\nnow:    {told}")),
            "{message}"
        );
        assert!(message.ends_with("accept the break: `WEGWERK_LOCK=update cargo check`"), "{message}");
    }
}

/// What the check lets pass is true of the matcher: no path is lost.
#[test]
fn where_nothing_breaks_no_path_is_lost() {
    let rules = [
        "/",
        "/a",
        "/a/",
        "/a/b",
        "/a/b/",
        "/7",
        "/7/",
        "/<x>",
        "/<x>/",
        "/<x>/b",
        "/<x>/<y>",
        "/<x>.<y>",
        "/a<x>",
        "/<int:n>",
        "/<int:n>/",
        "/<int(max=6):n>",
        "/<int(min=7):n>",
        "/<int(fixed_digits=1):n>",
        "/<int(signed=True):n>",
        "/<float:f>",
        "/<any(a, b):x>",
        "/<any(a, b, \"7\"):x>/",
        "/<string(length=1):x>",
        "/<string(maxlength=2):x>/",
        "/<string(minlength=0):x>",
        "/a/<string(minlength=0):x>",
        "/<path:p>",
        "/<path:p>/",
        "/a/<path:p>",
        "/<path:p>/b",
        "/<uuid:u>",
    ];
    let segments =
        ["", "a", "b", "7", "12", "-7", "1.5", "ab", "a.b", "67e55044-10b1-426f-9247-bb680e5fe0c8"];
    let ends = segments.iter().flat_map(|one| segments.map(|other| format!("/{one}/{other}")));
    let paths: Vec<String> =
        ends.chain(segments.map(|one| format!("/{one}"))).chain(["/a/b/".into(), "/7/a/b".into()]).collect();
    let lines: Vec<String> = rules
        .iter()
        .flat_map(|rule| [format!("GET {rule}"), format!("GET strict_slashes=false {rule}")])
        .collect();
    let taken: Vec<Vec<bool>> = lines
        .iter()
        .map(|line| {
            let table = Table::leak(Box::leak(Box::new(map(line))));
            let is_taken = |path: &String| {
                let path = Path::decode(path);
                let outcome = table.find(&Request::new("GET", &path), &mut Captures::new());
                !matches!(outcome, Outcome::NotFound)
            };
            paths.iter().map(is_taken).collect()
        })
        .collect();
    let (mut held, mut broken, mut shown) = (0, 0, 0);
    for (before, locked) in lines.iter().enumerate() {
        for (now, line) in lines.iter().enumerate() {
            let lost = (0..paths.len()).find(|n| taken[before][*n] && !taken[now][*n]);
            match (check(locked, line), lost) {
                (None, Some(n)) => panic!("{locked} -> {line} loses {}", paths[n]),
                (None, None) => held += 1,
                (Some(_), lost) => {
                    broken += 1;
                    shown += usize::from(lost.is_some());
                }
            }
        }
    }
    // The few paths show most of what breaks.
    assert!(held > lines.len() && shown * 10 > broken * 9, "{held} hold, {shown} of {broken} lose a path");
}

#[test]
fn a_subdomain_is_no_host() {
    let mut now = map("GET host=\"api\" /");
    now.hosts = Hosts::Hosts;
    let now: &'static Map = Box::leak(Box::new(now));
    assert_eq!(check_map(&read("GET host=\"api\" /").unwrap(), now), None);
    let message = check_map(&read("GET subdomain=\"api\" /").unwrap(), now).unwrap();
    assert!(message.contains("another host: `/`"), "{message}");
}

#[test]
fn every_broken_line_is_counted_and_the_first_are_shown() {
    let message = check("GET /a\nGET /b\nGET /c\nGET /d\nGET /e\nGET /f", "GET /c").unwrap();
    assert_eq!(message.matches("\nlocked: ").count(), 4, "{message}");
    assert!(message.contains("\nand 1 more\n"), "{message}");
}

#[test]
fn what_an_argument_of_another_rule_may_refuse_takes_nothing_over() {
    let refuses = |_: &str| false;
    let now = map("GET /<x>");
    let mut rule = *now.rules[0];
    let mut variable = rule.variables[0];
    variable.accepts = Some(refuses);
    rule.variables = Box::leak(Box::new([variable]));
    let rules: &'static [&'static Rule<'static>] = vec![&*Box::leak(Box::new(rule))].leak();
    let now: &'static Map = Box::leak(Box::new(Map { rules, ..now }));
    assert!(check_map(&read("GET /new").unwrap(), now).unwrap().contains("fewer values: `/<x>`"));
    // The rule itself is as it was.
    assert_eq!(check_map(&read("GET /<name>").unwrap(), now), None);
}

fn mounted(prefix: &'static str, locked: &str) -> &'static Map {
    let inner = Box::leak(Box::new(map(locked)));
    let (parts, variables) = grammar::parse(prefix, true).unwrap().leak();
    let mount = Mount {
        name: "inner",
        text: prefix,
        prefix: parts,
        variables,
        domain: None,
        part: false,
        place: Place { file: "", line: 0, column: 0 },
        map: inner,
    };
    let mounts: &'static [&'static Mount] = vec![&*Box::leak(Box::new(mount))].leak();
    Box::leak(Box::new(Map { app: "Site", id: "Site", mounts, ..map("GET /") }))
}

/// A lock file costs the compiler nothing for a line that a rule of its own block keeps.
#[test]
fn what_stands_as_it_stood_is_not_left_to_const_evaluation() {
    let left = |now: &str, locked: &str| -> Vec<&str> {
        let table = Table::leak(Box::leak(Box::new(map(now))));
        unkept(&table, read(locked).unwrap()).into_iter().map(|locked| locked.text).collect()
    };
    let all =
        "GET /\nGET, POST /a\nGET /a/<int(min=1):id>\nGET websocket /b\nGET subdomain=\"x\" /c\nANY /d/";
    assert!(left(all, all).is_empty());
    // Names and wider limits are the same promise.
    assert!(left("GET /<int:number>\nPOST /a\nGET /a", "GET /<int(max=9):id>\nGET, POST /a").is_empty());
    for (now, locked) in [
        ("", "GET /"),
        ("GET /<x>", "GET /a"),
        ("GET /a", "GET, POST /a"),
        ("GET /<int(max=8):id>", "GET /<int(max=9):id>"),
        ("GET websocket /a", "GET /a"),
        ("GET /a", "GET strict_slashes=false /a"),
        ("GET merge_slashes=false /a", "GET /a"),
        ("GET subdomain=\"y\" /a", "GET subdomain=\"x\" /a"),
    ] {
        assert_eq!(left(now, locked), [locked], "{now}");
    }
}

#[test]
fn mounted_rules_are_locked_with_their_prefixes() {
    let site = mounted("/v<int(max=3):v>", "GET /<int(min=1):id>");
    let text = write("Site", &Table::leak(site));
    let all: Vec<&str> = text.lines().skip(2).collect();
    assert_eq!(all, ["GET /", "GET /v<int(max=3):v>/<int(min=1):id>"]);
    assert_eq!(check_map(&read(&text).unwrap(), site), None);
    let fewer = mounted("/v<int(max=2):v>", "GET /<int(min=1):id>");
    assert!(
        check_map(&read(&text).unwrap(), fewer).unwrap().contains("fewer values: `/v<int(max=2):v>/<int")
    );
    // An app that another mistake leaves without rules.
    let mut faulty = *site.mounts[0];
    faulty.map = &Map::EMPTY;
    let mounts: &'static [&'static Mount] = vec![&*Box::leak(Box::new(faulty))].leak();
    assert_eq!(check_map(&read(&text).unwrap(), Box::leak(Box::new(Map { mounts, ..*site }))), None);
}

#[test]
fn what_is_written_is_read_again() {
    for written in [
        "GET /",
        "GET, PUT, PURGE /a b",
        "ANY /a\\s",
        "GET /a\\t",
        "GET /\u{a0}a\u{a0}",
        "HEAD /\\\\d",
        "GET /line\\nbreak",
        "GET subdomain=\"api\" websocket /x",
        "GET subdomain=\"<any(\\\"a b\\\", c):x>\" strict_slashes=false merge_slashes=false /x/",
        "GET /<any(\"a b\", \"c,d\"):x>/<string(length=2):y>",
        "GET subdomain=\"websocket\" /subdomain=\"x\"",
    ] {
        let locked = read(written).unwrap_or_else(|mistake| panic!("{written}: {mistake:?}"));
        assert_eq!(lines(&Table::leak(Map::leak("Shop", vec![locked[0].rule]))), [written]);
    }
    let mut hosts = map("GET host=\"<sub>.example.org:8080\" /");
    hosts.hosts = Hosts::Hosts;
    assert_eq!(lines(&Table::leak(Box::leak(Box::new(hosts)))), ["GET host=\"<sub>.example.org:8080\" /"]);
    let mut www = map("GET /");
    www.hosts = Hosts::Subdomains(Box::leak(Box::new(subdomain("www"))));
    assert_eq!(lines(&Table::leak(Box::leak(Box::new(www)))), ["GET subdomain=\"www\" /"]);
}

#[test]
fn lines_are_sorted_by_their_paths_and_stand_once() {
    let text = write("Shop", &Table::leak(Box::leak(Box::new(map("PUT /b\nGET /b\nGET /a\nDELETE /c/<x>")))));
    assert_eq!(text.lines().skip(2).collect::<Vec<_>>(), ["GET /a", "GET /b", "PUT /b", "DELETE /c/<x>"]);
    assert!(text.ends_with('\n'));
}

#[test]
fn a_line_that_says_no_rule_is_told_with_its_number() {
    for (line, told) in [
        ("/items", "no method stands before the rule in `/items`"),
        ("GET", "no rule follows in `GET`"),
        ("GET items", "here a rule, or an option, is expected in `GET items`"),
        ("GET, /items", "no method stands before the rule"),
        ("GET lax /items", "here a rule, or an option, is expected"),
        ("GET subdomain=\"api /items", "a quote is not closed"),
        ("GET subdomain=\"a/b\" /items", "a host holds no slash"),
        ("GET /items/<itn:id>", "unknown converter `itn`"),
        ("GET /items/<", "is not closed"),
        ("<<<<<<< main", "a merge left its mark"),
    ] {
        let mistake = read(&format!("# Routes\r\nGET /\r\n\r\n{line}\r\n")).unwrap_err();
        assert_eq!(mistake.line, 4);
        assert!(mistake.message.contains(told), "{line}: {}", mistake.message);
    }
}

#[test]
fn limits_are_read_as_they_are_written() {
    let locked = read("\u{feff}GET /<int(min=1, max=5):id>").unwrap();
    assert_eq!(
        locked[0].rule.variables[0].limits,
        Limits::Int { min: Some(1), max: Some(5), fixed_digits: 0 }
    );
    assert_eq!(locked[0].rule.methods, Methods::new(3, &[]));
}
