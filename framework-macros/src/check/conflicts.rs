//! Rules of one block that leave it open which of them takes a request.

use wegwerk_routing::conflict::{Limited, Verdict, Witness, conflict_within, within_limits};
use wegwerk_routing::rule::{Limits, Variable};
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
            Found::Witness(witness, fits) => report(model, one, other, (&witness, fits), errors),
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

/// Limits are of no account where rules are compared.
const LIMITS: &str = " but for the limits of their converters";

enum Found {
    Nothing,
    /// A request, and whether it fits both, or only would without the limits of converters.
    Witness(String, bool),
    Undecided,
}

fn decide(one: &RuleModel, other: &RuleModel) -> Found {
    let (view, other_view) = (one.view(), other.view());
    let verdict = match conflict_within::<BUDGET>(&view, &other_view) {
        Verdict::Undecided => {
            let search = std::thread::Builder::new()
                .stack_size(LARGE_STACK)
                .spawn(move || conflict_within::<LARGE_BUDGET>(&view, &other_view));
            search.ok().and_then(|search| search.join().ok()).unwrap_or(Verdict::Undecided)
        }
        verdict => verdict,
    };
    match verdict {
        Verdict::Clear => Found::Nothing,
        Verdict::Conflict(witness) => shown(witness, one, other),
        Verdict::Undecided => Found::Undecided,
    }
}

/// The request, with numbers that both rules take where there are any.
fn shown(witness: Witness<'_>, one: &RuleModel, other: &RuleModel) -> Found {
    let limits = |variables: &[Variable<'_>]| variables.iter().map(|v| v.limits).collect::<Vec<Limits>>();
    let domain = |rule: &RuleModel| rule.data.domain.map_or_else(Vec::new, |domain| limits(domain.variables));
    let (path, other_path) = (limits(one.data.variables), limits(other.data.variables));
    let (domain, other_domain) = (domain(one), domain(other));
    let one = Limited { view: &one.view(), path: &path, domain: &domain };
    let other = Limited { view: &other.view(), path: &other_path, domain: &other_domain };
    let (witness, fits) = match within_limits(witness, [one, other]) {
        Some(witness) => (witness, true),
        None => (witness, false),
    };
    let shown = match witness.domain() {
        Some(domain) => format!("{witness}` for `{domain}"),
        None => witness.to_string(),
    };
    Found::Witness(shown, fits)
}

/// Whether the rule stands under a `#[cfg]`.
pub(super) fn conditional(model: &Model, rule: &RuleModel) -> bool {
    model.handlers.get(rule.handler).is_some_and(|handler| !handler.cfgs.is_empty())
}

fn report(
    model: &Model,
    first: &RuleModel,
    second: &RuleModel,
    (witness, fits): (&str, bool),
    errors: &mut Errors,
) {
    let places = places(model, first, second);
    let same = compare_rules(&first.data, &second.data).is_eq();
    let (code, message, help) = if same {
        let text = second.data.text;
        if fits {
            let message = format!("`{text}` is routed twice: `{witness}` fits both");
            ("WE202", message, "remove one of them, or give them different methods")
        } else {
            let message = format!("`{text}` is routed twice: `{witness}` would fit both{LIMITS}");
            ("WE202", message, "give one of them `priority = 1`")
        }
    } else {
        let (would, limits) = if fits { ("fits", "") } else { ("would fit", LIMITS) };
        let message = format!(
            "conflicting routes: `{witness}` {would} both `{}` and `{}`{limits}, and neither is more specific",
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
