//! Rules of one block that leave it open which of them takes a request.

use wegwerk_routing::conflict::{Verdict, View, conflict_within};
use wegwerk_routing::table::compare_rules;

use super::order::Pairs;
use crate::errors::Errors;
use crate::model::{Model, RuleModel};

/// The pairs of states that a comparison looks at: about 1 MiB of stack.
const BUDGET: usize = 16_384;
/// The pairs of states that one looks at which the first left open, and the stack that it has for them.
const LARGE_BUDGET: usize = 262_144;
const LARGE_STACK: usize = 64 << 20;

/// Reports each rule that conflicts with one before it, and says which these are. Pairs under different `#[cfg]`s are
/// left to const evaluation, which knows what is there.
pub(crate) fn check(model: &Model, pairs: &Pairs, errors: &mut Errors) -> Vec<bool> {
    let mut reported = vec![false; model.rules.len()];
    for &(first, second) in &pairs.ties {
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
    reported
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
    let (one, other) = (one.view(), other.view());
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

/// Whether the rule stands under a `#[cfg]`.
pub(super) fn conditional(model: &Model, rule: &RuleModel) -> bool {
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
    format!("first:  {}\nsecond: {}", place(model, first), place(model, second))
}

/// A rule with its handler and where it stands.
pub(super) fn place(model: &Model, rule: &RuleModel) -> String {
    let (text, endpoint, at) = (rule.data.text, rule.data.endpoint, &rule.data.place);
    format!("`{text}` -> `{endpoint}` of `{}` ({}:{}:{})", model.name, at.file, at.line, at.column)
}
