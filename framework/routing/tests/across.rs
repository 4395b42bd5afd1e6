//! The checks across mounts say of random whole apps what is said of one app of all their rules.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};

use wegwerk_routing::clash::check_mount;
use wegwerk_routing::conflict::{Cover, Order, Verdict, View, conflict, cover, order};
use wegwerk_routing::grammar;
use wegwerk_routing::map::{Hosts, Map, Mount, subdomain};
use wegwerk_routing::method::{Methods, STANDARD};
use wegwerk_routing::reached::check_reached;
use wegwerk_routing::rule::{Domain, Part, Place, Rule};
use wegwerk_routing::table::Storage;

const SEGMENTS: [&str; 15] = [
    "a",
    "7.7",
    "<x@>",
    "<int:n@>",
    "<float:f@>",
    "<uuid:u@>",
    "<x@>.<y@>",
    "<x@>-<y@>",
    "<x@>a",
    "a<x@>",
    "<int:n@>.<int:m@>",
    "<any(a, b):c@>",
    "<any(\"7.7\", \"a-b\"):d@>",
    "<string(length=2):l@>",
    "<int:n@><x@>",
];
const RESTS: [&str; 6] = [
    "<path:p@>",
    "<path:p@>/a",
    "<path:p@>/<path:q@>",
    "<x@>-<path:q@>",
    "a<path:p@>",
    "<path:p@>.<path:q@>",
];
const DOMAINS: [&str; 5] = ["api", "<h@>", "<g@>.<h@>", "<any(api, www):h@>", "<float:h@>"];
const EMPTY: &Part<'static> = &subdomain("");

/// Rules of the root and of each of its two mounts.
const OWN: usize = 2;
const LEAVES: usize = 3 * OWN;

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % limit
    }

    fn of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    fn segments(&mut self, count: usize, names: &mut usize) -> String {
        (0..count).fold(String::new(), |text, _| {
            *names += 1;
            text + "/" + &self.of(&SEGMENTS).replace('@', &names.to_string())
        })
    }

    fn domain(&mut self, hosts: bool, names: &mut usize) -> Option<&'static Domain<'static>> {
        if !hosts || self.below(2) == 0 {
            return None;
        }
        *names += 1;
        let text: &'static str = self.of(&DOMAINS).replace('@', &names.to_string()).leak();
        let (parts, variables) = grammar::parse_domain(text).unwrap().leak();
        Some(Box::leak(Box::new(Domain { text, part: parts[0], variables, host: false })))
    }

    /// The rules of one app, and what they are when they are mounted nowhere.
    fn rules(
        &mut self,
        hosts: bool,
        (prefix, domain): (&str, Option<&'static Domain<'static>>),
        (app, names): (usize, &mut usize),
        all: &mut Vec<Flat>,
    ) -> Vec<Rule<'static>> {
        let rules = (0..OWN).map(|_| {
            let rest = self.below(4) == 0;
            let count = self.of(&[1, 1, 2]) - usize::from(rest);
            let mut own = self.segments(count, names);
            if rest {
                *names += 1;
                own = own + "/" + &self.of(&RESTS).replace('@', &names.to_string());
            }
            own += self.of(&["", "", "/"]);
            let own: &'static str = own.leak();
            let whole: &'static str = format!("{prefix}{own}").leak();
            let methods =
                self.of(&[Methods::new(1, &[]), Methods::new(5, &[]), Methods::new(4, &[]), Methods::ANY]);
            let (named, strict_slashes) = (self.domain(hosts, names), self.below(3) > 0);
            let tag: &'static str = format!("rule{}", all.len()).leak();
            let rule = |text| {
                let (parts, variables) = grammar::parse(text, true).unwrap().leak();
                let rule = Rule::new(text, parts, variables, methods, (tag, 0), &[], Rule::EMPTY.place);
                Rule { strict_slashes, ..rule }
            };
            let part = domain.or(named).map_or(EMPTY, |domain| &domain.part);
            let flat = Box::leak(Box::new(rule(whole)));
            all.push(Flat { app, text: whole, view: View::of(flat).at(Some(part)) });
            Rule { domain: named, ..rule(own) }
        });
        rules.collect()
    }
}

/// A rule mounted nowhere, and which app it is of.
struct Flat {
    app: usize,
    text: &'static str,
    view: View<'static>,
}

/// The message of a check that stops the build.
fn stopped(check: impl FnOnce()) -> Option<String> {
    let payload = catch_unwind(AssertUnwindSafe(check)).err()?;
    Some(payload.downcast_ref::<String>().cloned().unwrap_or_else(|| "?".into()))
}

/// Whether two rules of one app compete, or two of different apps.
fn competes(all: &[Flat], within: bool) -> bool {
    let pairs = all.iter().enumerate().flat_map(|(n, one)| all[..n].iter().map(move |other| (one, other)));
    pairs.filter(|(one, other)| within == (one.app == other.app)).any(|(one, other)| {
        let verdict = conflict(&one.view, &other.view);
        assert!(!matches!(verdict, Verdict::Undecided), "{} and {}", one.text, other.text);
        matches!(verdict, Verdict::Conflict(_))
    })
}

/// Whether no request reaches a rule; and whether const evaluation has to say so: for each method one rule takes all, and for
/// some method none of its own app does.
fn unreached(all: &[Flat], rule: &Flat) -> (bool, bool) {
    let methods = rule.view.methods;
    let named: Vec<Option<&str>> = match methods.is_any() {
        true => vec![None],
        false => STANDARD.into_iter().filter(|name| methods.contains(name)).map(Some).collect(),
    };
    let (mut unreached, mut alone, mut across) = (true, true, false);
    for method in named {
        let takes = |other: &&Flat| match method {
            None => other.view.methods.is_any(),
            Some(name) => other.view.methods.contains(name),
        };
        let before = all.iter().filter(|other| matches!(order(&other.view, &rule.view), Order::Before));
        let before: Vec<&Flat> = before.filter(takes).collect();
        let views: Vec<View<'static>> = before.iter().map(|other| other.view).collect();
        unreached &= cover(&rule.view, &views) == Cover::Complete;
        let mut ones =
            before.iter().filter(|one| cover(&rule.view, &[one.view]) == Cover::Complete).peekable();
        alone &= ones.peek().is_some();
        across |= ones.all(|one| one.app != rule.app);
    }
    (unreached, alone && across)
}

#[test]
fn mounts_change_nothing_of_what_is_said() {
    set_hook(Box::new(|info| {
        if info.payload().downcast_ref::<String>().is_none_or(|message| !message.starts_with("[WE20")) {
            eprintln!("{info}");
        }
    }));
    let mut random = Random(0x5eed_ac05_5000_0001);
    let (mut clear, mut conflicting, mut dead, mut by_many) = (0, 0, 0, 0);
    for n in 0..12_000 {
        let hosts = n % 3 == 0;
        let (mut all, mut names) = (Vec::new(), 0);
        let own = random.rules(hosts, ("", None), (0, &mut names), &mut all);
        let mounts = [1, 2].map(|app| {
            let count = random.of(&[0, 0, 1]);
            let text: &'static str = random.segments(count, &mut names).leak();
            let (prefix, variables) =
                if text.is_empty() { (&[][..], &[][..]) } else { grammar::parse(text, true).unwrap().leak() };
            let domain = random.domain(hosts, &mut names);
            let rules = random.rules(hosts, (text, domain), (app, &mut names), &mut all);
            let map = Map::leak("Mounted", rules);
            let place = Place { file: "", line: 0, column: 0 };
            &*Box::leak(Box::new(Mount {
                name: "mount",
                text,
                prefix,
                variables,
                domain,
                part: false,
                place,
                map,
            }))
        });
        let hosts = if hosts { Hosts::Subdomains(EMPTY) } else { Map::EMPTY.hosts };
        let map = Map { mounts: mounts.to_vec().leak(), hosts, ..*Map::leak("Root", own) };
        let storage = Storage::<LEAVES, 64, 256, 3>::build(Box::leak(Box::new(map)));
        let texts: Vec<&str> = all.iter().map(|rule| rule.text).collect();

        // The macro stops the build before any mount is looked at.
        if competes(&all, true) {
            continue;
        }
        let told = [0, 1].into_iter().find_map(|mount| stopped(|| check_mount(&storage, mount)));
        assert_eq!(told.is_some(), competes(&all, false), "{texts:?}: {told:?}");
        if told.is_some() {
            conflicting += 1;
            continue;
        }
        let told = [0, 1].into_iter().find_map(|mount| stopped(|| check_reached(&storage, mount)));
        match told {
            Some(message) => {
                dead += 1;
                let rule = message.split_once("` -> `rule").expect("it names the rule").1;
                let number: usize = rule.split_once('`').expect("the name ends").0.parse().unwrap();
                assert!(unreached(&all, &all[number]).0, "{texts:?}: {message}");
            }
            None => {
                clear += 1;
                for rule in &all {
                    let (unreached, alone) = unreached(&all, rule);
                    assert!(!alone, "no request reaches {} of {texts:?}", rule.text);
                    by_many += usize::from(unreached);
                }
            }
        }
    }
    println!(
        "{clear} apps are fine, {conflicting} hold conflicts, {dead} unreachable rules; {by_many} let through"
    );
    assert!(clear > 1_000 && conflicting > 1_000 && dead > 300, "{clear}, {conflicting}, {dead}");
}
