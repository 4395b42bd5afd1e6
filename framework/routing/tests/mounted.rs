//! Mounts change nothing of what is found: random whole apps, with hosts, agree with one app of all their rules.

use wegwerk_routing::grammar;
use wegwerk_routing::map::{Hosts, Map, Mount, subdomain};
use wegwerk_routing::matcher::{Outcome, Request};
use wegwerk_routing::method::Methods;
use wegwerk_routing::path::Path;
use wegwerk_routing::pattern::Captures;
use wegwerk_routing::rule::{Domain, Rule};
use wegwerk_routing::table::Table;

const SEGMENTS: [&str; 10] =
    ["a", "b", "7", "abcdefgh", "abcdefgi", "<x@>", "<y@>+", "<int:n@>", "<a@>-<b@>", "<any(a, b):c@>"];
const TEXTS: [&str; 12] = ["a", "b", "7", "abcdefgh", "abcdefgi", "", "a+", "a-b", "77", "x", "%2F", "a"];
const DOMAINS: [&str; 6] = ["", "api", "www", "<host>", "<h>.<i>", "longer-than-8"];
const HOSTS: [&str; 7] = ["", "api", "www", "other", "x.y", "longer-than-8", "longer-than-9"];

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % limit
    }

    fn of<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.below(items.len())]
    }

    /// Segments whose variables no other segments of the app have.
    fn segments(&mut self, most: usize, names: &mut usize) -> String {
        (0..self.below(most + 1)).fold(String::new(), |text, _| {
            *names += 1;
            text + "/" + &self.of(&SEGMENTS).replace('@', &names.to_string())
        })
    }

    fn domain(&mut self, hosts: bool) -> Option<&'static Domain<'static>> {
        let text = self.of(&DOMAINS);
        if !hosts || self.below(3) > 0 || text.is_empty() {
            return None;
        }
        let (parts, variables) = grammar::parse_domain(text).unwrap().leak();
        Some(Box::leak(Box::new(Domain { text, part: parts[0], variables, host: false })))
    }

    /// An app of rules and mounts; all its rules, with the prefixes, go to `all`.
    fn app(
        &mut self,
        hosts: bool,
        depth: usize,
        (prefix, domain, names): (&str, Option<&'static Domain<'static>>, &mut usize),
        all: &mut Vec<Rule<'static>>,
    ) -> &'static Map {
        let mut rules = Vec::new();
        for _ in 0..self.below(9) {
            let own = self.segments(2, names) + ["", "/"][self.below(2)];
            let own = if own.is_empty() { "/" } else { own.leak() };
            let whole = String::leak(format!("{prefix}{own}"));
            let methods = [Methods::new(1, &[]), Methods::new(4, &[]), Methods::ANY][self.below(3)];
            let (named, strict) = (self.domain(hosts), self.below(3) > 0);
            let rule = |text, domain, tag| {
                let (parts, variables) = grammar::parse(text, true).unwrap().leak();
                let usual = Rule::new(text, parts, variables, methods, (tag, 0), &[], Rule::EMPTY.place);
                Rule { domain, strict_slashes: strict, ..usual }
            };
            let alone = rule(whole, domain.or(named), whole);
            // Of two that are the same it would count which was written first.
            let same = |other: &Rule<'static>| {
                let part = |rule: &Rule<'static>| rule.domain.map(|domain| domain.part);
                other.parts == alone.parts && part(other) == part(&alone)
            };
            if !all.iter().any(same) {
                rules.push(rule(own, named, &*whole));
                all.push(alone);
            }
        }
        let mut mounts: Vec<&'static Mount> = Vec::new();
        for _ in 0..if depth == 3 { 0 } else { self.below(3) } {
            let text: &str = self.segments(2, names).leak();
            let (prefixes, variables) =
                if text.is_empty() { (&[][..], &[][..]) } else { grammar::parse(text, true).unwrap().leak() };
            let own = self.domain(hosts);
            let below = (&*format!("{prefix}{text}"), domain.or(own), &mut *names);
            let map = self.app(hosts, depth + 1, below, all);
            mounts.push(Box::leak(Box::new(Mount {
                name: "mount",
                text,
                prefix: prefixes,
                variables,
                domain: own,
                part: false,
                place: *Rule::EMPTY.place,
                map,
            })));
        }
        Box::leak(Box::new(Map { mounts: mounts.leak(), ..*Map::leak("App", rules) }))
    }
}

fn found(table: &Table, request: &Request<'_>) -> String {
    let mut captures = Captures::new();
    match table.find(request, &mut captures) {
        Outcome::Found(leaf) => {
            let domain = table.domain(leaf).map_or("", |domain| domain.text);
            format!("{domain} {} {:?}", leaf.rule.endpoint, captures.iter().collect::<Vec<_>>())
        }
        Outcome::Redirect(to) => format!("308 {to}"),
        Outcome::NotAllowed(allowed) => format!("405 {:?}", allowed.methods().collect::<Vec<_>>()),
        other => format!("{other:?}"),
    }
}

#[test]
fn a_mounted_app_is_found_as_its_rules_alone() {
    let mut random = Random(0x5eed_0f7e_e000_0002);
    let mut seen = [0; 4];
    for n in 0..600 {
        let hosts = n % 2 == 0;
        let default = subdomain(["", "www"][n / 2 % 2]);
        let default: &'static _ = Box::leak(Box::new(default));
        let mut all = Vec::new();
        let map = random.app(hosts, 0, ("", None, &mut 0), &mut all);
        let root = |map: &'static Map| {
            let map = Map { hosts: if hosts { Hosts::Subdomains(default) } else { map.hosts }, ..*map };
            Table::leak(Box::leak(Box::new(map)))
        };
        let texts: Vec<&str> = all.iter().map(|rule| rule.text).collect();
        let (mounted, flat) = (root(map), root(Map::leak("Flat", all)));
        assert_eq!(mounted.leaves().len(), flat.leaves().len());
        for _ in 0..120 {
            let mut path = String::new();
            for _ in 0..1 + random.below(4) {
                path += "/";
                path += random.of(&TEXTS);
            }
            let path = Path::decode(&path);
            let domain = if hosts { random.of(&HOSTS) } else { "" };
            let request =
                Request { domain, ..Request::new(["GET", "POST", "PURGE"][random.below(3)], &path) };
            let expected = found(&flat, &request);
            seen[match &expected[..3] {
                "Not" => 0,
                "405" => 1,
                "308" => 2,
                _ => 3,
            }] += 1;
            assert_eq!(found(&mounted, &request), expected, "{request:?} among {texts:?}");
        }
    }
    assert!(seen.iter().all(|count| *count > 300), "{seen:?}");
}
