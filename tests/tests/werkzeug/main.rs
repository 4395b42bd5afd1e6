//! Each conflict comes with a request that fits both rules: an installed Werkzeug is asked with each of them alone.
//!
//! The request fits where Werkzeug matches it, or redirects it to the same path with a slash behind it. What a type of Rust
//! refuses is of no account, so that one as converter stands for `string`.

use std::collections::BTreeSet;

use serde_json::Value;
use wegwerk_routing::conflict::{Limited, Verdict, View, conflict, within_limits};
use wegwerk_routing::grammar;
use wegwerk_routing::method::{self, Methods};
use wegwerk_routing::rule::{Limits, Part, Variable};

mod ask;
mod draw;
mod told;

use ask::{Alone, Case, Domain, refused};
use draw::{By, Draw, Drawn};

#[test]
fn a_pair_that_the_vectors_call_ambiguous_has_a_true_witness() {
    let vectors: Value = serde_json::from_str(include_str!("../../conformance/vectors.json")).unwrap();
    let maps = array(&vectors["maps"]).iter().filter(|map| map["ambiguous"] == true);
    let (mut cases, mut count) = (Vec::new(), 0);
    for map in maps {
        count += 1;
        // What builds URLs alone, or stands for another of its endpoint, is no rule that competes.
        let rules = array(&map["rules"]).iter().enumerate().filter(|(_, rule)| rule["build_only"] != true);
        let rules: Vec<(usize, Alone)> = rules.map(|(n, rule)| (n, written(map, rule))).collect();
        let mut found = BTreeSet::new();
        for (n, (number, rule)) in rules.iter().enumerate() {
            for (earlier, other) in &rules[..n] {
                let pair = (other, view(other, &[]), rule, view(rule, &[]));
                if let Some(case) = conflicting((pair.0, &pair.1), (pair.2, &pair.3)) {
                    found.insert((*earlier, *number));
                    cases.push(case.expect("no limits are in the way"));
                }
            }
        }
        let pair = |pair: &Value| {
            let number = |n: usize| pair["rules"][n].as_u64().expect("an index") as usize;
            (number(0), number(1))
        };
        let expected: BTreeSet<(usize, usize)> = array(&map["ambiguous_pairs"]).iter().map(pair).collect();
        assert_eq!(found, expected, "{}", map["name"]);
    }
    println!("{} conflicts in {count} maps", cases.len());
    assert_eq!(count, 16);
    assert!(cases.len() >= 20, "only {} conflicts", cases.len());
    assert_eq!(refused(&cases), [""; 0]);
}

#[test]
fn what_the_compiler_says_fits_both_rules_does() {
    let cases = told::cases();
    println!("{} conflicts", cases.len());
    assert!(cases.len() >= 10, "only {} conflicts", cases.len());
    assert_eq!(refused(&cases), [""; 0]);
}

#[test]
fn rules_drawn_at_random_have_true_witnesses() {
    let mut draw = Draw(0x5eed_a5ce_d000_0001);
    let (mut cases, mut mounted, mut compared, mut apart) = (Vec::new(), 0, 0, 0);
    for (by, count) in [(By::Path, 500), (By::Subdomain, 700), (By::Host, 700)] {
        let rules: Vec<(Drawn, Compared)> = (0..count)
            .map(|_| {
                let rule = draw.rule(by);
                let view = view(&rule.alone, &rule.cuts);
                (rule, view)
            })
            .collect();
        let before = cases.len();
        for (n, (rule, view)) in rules.iter().enumerate() {
            for (other, other_view) in &rules[..n] {
                compared += 1;
                match conflicting((&other.alone, other_view), (&rule.alone, view)) {
                    Some(Some(case)) => {
                        mounted += usize::from(rule.cuts != other.cuts);
                        cases.push(case);
                    }
                    Some(None) => apart += 1,
                    None => {}
                }
            }
        }
        println!("{} conflicts", cases.len() - before);
        assert!(cases.len() - before > 500, "only {} conflicts", cases.len() - before);
    }
    println!(
        "{compared} pairs, {} conflicts, {mounted} of them across mounts, {apart} by limits",
        cases.len()
    );
    assert!(apart < cases.len() / 20, "the limits of {apart} pairs are said to leave no request");
    assert!(mounted > 1_000, "only {mounted} conflicts across mounts");
    let refused = refused(&cases);
    assert!(refused.is_empty(), "{} of {}:\n{}", refused.len(), cases.len(), refused.join("\n"));
}

/// A rule as the checks see it.
struct Compared {
    view: View<'static>,
    path: Vec<Limits>,
    domain: Vec<Limits>,
}

impl Compared {
    fn limited(&self) -> Limited<'_> {
        Limited { view: &self.view, path: &self.path, domain: &self.domain }
    }
}

/// The request that two rules are said to conflict by, where they conflict; `None` in it where their limits leave none.
fn conflicting((a, view): (&Alone, &Compared), (b, other): (&Alone, &Compared)) -> Option<Option<Case>> {
    let witness = match conflict(&view.view, &other.view) {
        Verdict::Clear => return None,
        Verdict::Undecided => panic!("undecided: {a:?} and {b:?}"),
        Verdict::Conflict(witness) => witness,
    };
    let Some(witness) = within_limits(witness, [view.limited(), other.limited()]) else { return Some(None) };
    let shown = witness.to_string();
    let (method, target) = shown.split_once(' ').expect("a method, then a path");
    Some(Some(Case {
        rules: [a.clone(), b.clone()],
        method: method.to_owned(),
        target: target.to_owned(),
        domain: witness.domain().map(str::to_owned),
    }))
}

/// A rule as the checks see it, under the prefixes that end at `cuts` of its text.
fn view(rule: &Alone, cuts: &[usize]) -> Compared {
    let (mut path, mut limits) = (Vec::new(), Vec::new());
    let mut parse = |text: &str| {
        let parsed = grammar::parse(text, rule.merge_slashes);
        let (parts, variables) = parsed.unwrap_or_else(|errors| panic!("`{text}`: {errors:?}")).leak();
        path.extend(variables.iter().map(limits_of));
        parts
    };
    let (mut prefixes, mut from) = (Vec::new(), 0);
    for cut in cuts {
        prefixes.push(parse(&rule.text[from..*cut]));
        from = *cut;
    }
    let own = View::new(parse(&rule.text[from..]), methods(rule)).under(prefixes.leak());
    let domain: &'static Part<'static> = match &rule.domain {
        Domain::Subdomain(name) if name.is_empty() => &const { Part::literal("") },
        Domain::Subdomain(name) | Domain::Host(name) => {
            let parsed = grammar::parse_domain(name);
            let (parts, variables) = parsed.unwrap_or_else(|errors| panic!("`{name}`: {errors:?}")).leak();
            limits.extend(variables.iter().map(limits_of));
            &parts[0]
        }
    };
    let view =
        View { websocket: rule.websocket, strict_slashes: rule.strict_slashes, ..own.at(Some(domain)) };
    Compared { view, path, domain: limits }
}

fn limits_of(variable: &Variable<'_>) -> Limits {
    variable.limits
}

fn methods(rule: &Alone) -> Methods<'static> {
    let Some(names) = &rule.methods else { return Methods::ANY };
    let names = || names.iter().map(String::as_str);
    let bits = names().filter_map(method::bit).fold(0, |bits, bit| bits | bit);
    let head = if names().any(|name| name == "GET") { method::bit("HEAD") } else { None };
    let extra = names().filter(|name| method::bit(name).is_none());
    let extra: Vec<&'static str> = extra.map(|name| &*name.to_owned().leak()).collect();
    Methods::new(bits | head.unwrap_or(0), extra.leak())
}

/// A rule of the vectors.
fn written(map: &Value, rule: &Value) -> Alone {
    let option = |name: &str| rule[name].as_bool().or(map["options"][name].as_bool()).unwrap_or(true);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Alone {
        text: text(&rule["rule"]),
        methods: rule["methods"].as_array().map(|names| names.iter().map(text).collect()),
        websocket: rule["websocket"] == true,
        strict_slashes: option("strict_slashes"),
        merge_slashes: option("merge_slashes"),
        domain: match map["options"]["host_matching"] == true {
            true => Domain::Host(text(&rule["host"])),
            false => Domain::Subdomain(text(&rule["subdomain"])),
        },
    }
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
