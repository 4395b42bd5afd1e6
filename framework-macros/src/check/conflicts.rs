//! Rules of one block that leave it open which of them takes a request.

use std::cmp::Ordering;

use wegwerk_routing::conflict::{Verdict, View, conflict_within};
use wegwerk_routing::rule::{Part, Rule};
use wegwerk_routing::table::{compare_parts, compare_rules};
use wegwerk_routing::weight;

use crate::errors::Errors;
use crate::model::{Model, RuleModel};

/// The pairs of states that a comparison looks at: about 1 MiB of stack.
const BUDGET: usize = 16_384;
/// The pairs of states that one looks at which the first left open, and the stack that it has for them.
const LARGE_BUDGET: usize = 262_144;
const LARGE_STACK: usize = 64 << 20;

/// Reports each rule that conflicts with one before it. Pairs under different `#[cfg]`s are left to const
/// evaluation, which knows what is there.
pub(crate) fn check(model: &Model, errors: &mut Errors) {
    let mut reported = vec![false; model.rules.len()];
    for (first, second) in ties(model) {
        let (one, other) = (&model.rules[first], &model.rules[second]);
        if reported[second] || conditional(model, one) && conditional(model, other) {
            continue;
        }
        reported[second] = true;
        match decide(one, other) {
            Found::Nothing => reported[second] = false,
            Found::Witness(witness) => report(model, one, other, &witness, errors),
            Found::Undecided => {
                let message = format!(
                    "cannot decide whether some request fits both `{}` and `{}`\n{}",
                    one.data.text,
                    other.data.text,
                    places(model, one, other)
                );
                errors.at("WE203", other.literal.span(), message, "give one of them `priority = 1`");
            }
        }
    }
}

/// The pairs of rules that their parts leave in a tie, in source order. Few of all pairs are: rules that stand
/// in the order of the table are taken apart part by part, so that the rest is never looked at.
fn ties(model: &Model) -> Vec<(usize, usize)> {
    let mut sorted: Vec<usize> = (0..model.rules.len()).collect();
    sorted.sort_by(|a, b| compare(&model.rules[*a], &model.rules[*b]));
    let mut pairs = Vec::new();
    split(model, &sorted, 0, &mut pairs);
    pairs.sort_unstable_by_key(|(first, second)| (*second, *first));
    pairs
}

/// The order of the table, by the domains that count here.
fn compare(a: &RuleModel, b: &RuleModel) -> Ordering {
    let by_path = || compare_rules(&Rule { domain: None, ..a.data }, &Rule { domain: None, ..b.data });
    match (a.domain, b.domain) {
        (Some(a), Some(b)) => compare_parts(a, b).then_with(by_path),
        _ => by_path(),
    }
}

fn split(model: &Model, rules: &[usize], depth: usize, pairs: &mut Vec<(usize, usize)>) {
    let part = |rule: usize| level(model, rule, depth);
    let (ended, going_on) = rules.split_at(rules.iter().take_while(|rule| part(**rule).is_none()).count());
    for (n, rule) in ended.iter().enumerate() {
        cross(&ended[..n], &[*rule], pairs);
    }
    let groups: Vec<&[usize]> = going_on
        .chunk_by(|a, b| matches!((part(*a), part(*b)), (Some(a), Some(b)) if is_same(a, b)))
        .collect();
    for (n, group) in groups.iter().enumerate() {
        split(model, group, depth + 1, pairs);
        for before in &groups[..n] {
            if let (Some(a), Some(b)) = (part(before[0]), part(group[0]))
                && !a.is_static()
                && !b.is_static()
                && weight::compare(a.weight, b.weight).is_eq()
            {
                cross(before, group, pairs);
            }
        }
    }
}

/// What the tree of the table has at a depth: the domain, where rules name any, then the parts of the path.
fn level(model: &Model, rule: usize, depth: usize) -> Option<&'static Part<'static>> {
    let rule = &model.rules[rule];
    match (rule.domain, depth) {
        (None, depth) => rule.data.parts.get(depth),
        (Some(domain), 0) => Some(domain),
        (Some(_), depth) => rule.data.parts.get(depth - 1),
    }
}

fn cross(some: &[usize], others: &[usize], pairs: &mut Vec<(usize, usize)>) {
    for a in some {
        pairs.extend(others.iter().map(|b| (*a.min(b), *a.max(b))));
    }
}

fn is_same(a: &Part<'_>, b: &Part<'_>) -> bool {
    a.is_static() == b.is_static() && a.pattern == b.pattern
}

enum Found {
    Nothing,
    /// A request that fits both.
    Witness(String),
    Undecided,
}

fn decide(one: &RuleModel, other: &RuleModel) -> Found {
    fn within<const N: usize>(one: &View<'static>, other: &View<'static>) -> Found {
        match conflict_within::<N>(one, other) {
            Verdict::Clear => Found::Nothing,
            Verdict::Conflict(witness) => Found::Witness(match witness.domain() {
                Some(domain) => format!("{witness}` for `{domain}"),
                None => witness.to_string(),
            }),
            Verdict::Undecided => Found::Undecided,
        }
    }
    let view = |rule: &RuleModel| View::of(&rule.data).at(rule.domain);
    let (one, other) = (view(one), view(other));
    match within::<BUDGET>(&one, &other) {
        Found::Undecided => {
            let search = std::thread::Builder::new()
                .stack_size(LARGE_STACK)
                .spawn(move || within::<LARGE_BUDGET>(&one, &other));
            search.ok().and_then(|search| search.join().ok()).unwrap_or(Found::Undecided)
        }
        found => found,
    }
}

fn conditional(model: &Model, rule: &RuleModel) -> bool {
    model.handlers.get(rule.handler).is_some_and(|handler| !handler.cfgs.is_empty())
}

fn report(model: &Model, first: &RuleModel, second: &RuleModel, witness: &str, errors: &mut Errors) {
    let places = places(model, first, second);
    let same = compare_rules(&first.data, &second.data).is_eq();
    let (code, message, help) = if same {
        let message = format!("`{}` is routed twice: `{witness}` fits both", second.data.text);
        ("WE202", message, "remove one of them, or give them different methods")
    } else {
        let message = format!(
            "conflicting routes: `{witness}` fits both `{}` and `{}`, and neither is more specific",
            first.data.text, second.data.text
        );
        let help = "add a literal segment, use another converter, or give one of them `priority = 1`";
        ("WE201", message, help)
    };
    errors.at(code, second.literal.span(), format!("{message}\n{places}"), help);
}

fn places(model: &Model, first: &RuleModel, second: &RuleModel) -> String {
    let place = |rule: &RuleModel| {
        let endpoint = rule.data.endpoint;
        let at = &rule.data.place;
        format!(
            "`{}` -> `{endpoint}` of `{}` ({}:{}:{})",
            rule.data.text, model.name, at.file, at.line, at.column
        )
    };
    format!("first:  {}\nsecond: {}", place(first), place(second))
}
