//! Which rules of a block go before which.

use std::cmp::Ordering;
use std::slice::from_ref;

use wegwerk_routing::conflict::{View, may_react};
use wegwerk_routing::method::Methods;
use wegwerk_routing::rule::{Limits, Part, Rule};
use wegwerk_routing::table::{compare_parts, compare_rules};
use wegwerk_routing::weight;

use crate::model::{Model, RuleModel};

/// What the order of the table says of the rules of a block. Few pairs are looked at: rules that stand in that order are
/// taken apart part by part, so that what cannot meet never does.
pub(crate) struct Pairs {
    /// Those that their parts leave in a tie, in source order.
    pub(super) ties: Vec<(usize, usize)>,
    /// For each rule, those that go before it and may take some of its requests.
    pub(super) before: Vec<Vec<usize>>,
}

impl Pairs {
    /// Those of a block.
    pub(crate) fn of(model: &Model) -> Self {
        let mut sorted: Vec<usize> = (0..model.rules.len()).collect();
        sorted.sort_by(|a, b| compare(&model.rules[*a], &model.rules[*b]));
        let mut pairs = Pairs { ties: Vec::new(), before: vec![Vec::new(); model.rules.len()] };
        split(model, &sorted, 0, &mut pairs);
        pairs.ties.sort_unstable_by_key(|(first, second)| (*second, *first));
        pairs
    }

    fn tie(&mut self, some: &[usize], others: &[usize]) {
        for a in some {
            self.ties.extend(others.iter().map(|b| (*a.min(b), *a.max(b))));
        }
    }

    fn order(&mut self, first: &[usize], then: &[usize]) {
        for rule in then {
            self.before[*rule].extend_from_slice(first);
        }
    }
}

/// The order of the table, by the domains that count here.
fn compare(a: &RuleModel, b: &RuleModel) -> Ordering {
    let by_path = || compare_rules(&Rule { domain: None, ..a.data }, &Rule { domain: None, ..b.data });
    match (a.domain, b.domain) {
        (Some(a), Some(b)) => compare_parts(a, b).then_with(by_path),
        _ => by_path(),
    }
}

fn split(model: &Model, rules: &[usize], depth: usize, pairs: &mut Pairs) {
    let part = |rule: usize| level(model, rule, depth);
    let (ended, going_on) = rules.split_at(rules.iter().take_while(|rule| part(**rule).is_none()).count());
    for (n, rule) in ended.iter().enumerate() {
        pairs.tie(&ended[..n], &[*rule]);
        let higher =
            ended[..n].iter().filter(|before| takes_first(&model.rules[**before], &model.rules[*rule]));
        pairs.before[*rule].extend(higher);
    }
    let groups: Vec<&[usize]> = going_on
        .chunk_by(|a, b| matches!((part(*a), part(*b)), (Some(a), Some(b)) if is_same(a, b)))
        .collect();
    for (n, group) in groups.iter().enumerate() {
        split(model, group, depth + 1, pairs);
        let Some(own) = part(group[0]).filter(|part| !part.is_static()) else { continue };
        for before in &groups[..n] {
            match part(before[0]) {
                Some(other) if !other.is_static() && weight::compare(other.weight, own.weight).is_eq() => {
                    pairs.tie(before, group);
                }
                Some(other) if may_meet(other, own) => pairs.order(before, group),
                _ => {}
            }
        }
    }
}

/// Whether the first of two rules of one pattern takes by its priority what the second would: unless its limits may refuse
/// some of it.
fn takes_first(one: &RuleModel, other: &RuleModel) -> bool {
    let limits = |rule: &RuleModel| {
        let domain = rule.data.domain.map_or(&[][..], |domain| domain.variables);
        rule.data.variables.iter().chain(domain).map(|variable| variable.limits).collect::<Vec<_>>()
    };
    let (own, others) = (limits(one), limits(other));
    let is_free = own.iter().all(|limits| matches!(limits, Limits::None));
    one.data.priority > other.data.priority && (is_free || own == others)
}

/// Whether some segment may fit both parts.
fn may_meet(a: &Part<'_>, b: &Part<'_>) -> bool {
    a.rest
        || b.rest
        || may_react(&View::new(from_ref(a), Methods::ANY), &View::new(from_ref(b), Methods::ANY))
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

fn is_same(a: &Part<'_>, b: &Part<'_>) -> bool {
    a.is_static() == b.is_static() && a.pattern == b.pattern
}
