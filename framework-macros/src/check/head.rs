//! A rule for `HEAD` beside one for `GET`, which brings `HEAD` along.

use wegwerk_routing::method::{Methods, bit};

use super::conflicts::{conditional, place};
use crate::errors::Errors;
use crate::model::{Model, RuleModel};

/// Lets a rule that names `HEAD` and not `GET` take it over from those for `GET` with the same pattern, and warns of it:
/// the answer to a `GET` without its body is what `HEAD` should be (RFC 9110, 9.3.2). A rule of higher priority keeps what
/// it has. Rules under a `#[cfg]` are left as they are: only const evaluation knows whether they are there.
pub(crate) fn check(model: &mut Model, errors: &mut Errors) {
    let (get, head) = (bit("GET").unwrap_or(0), bit("HEAD").unwrap_or(0));
    let names = |rule: &RuleModel, wanted: u16, unwanted: u16| {
        let bits = rule.data.methods.bits();
        bits & wanted != 0 && bits & unwanted == 0
    };
    for explicit in 0..model.rules.len() {
        if !names(&model.rules[explicit], head, get) || conditional(model, &model.rules[explicit]) {
            continue;
        }
        for implied in 0..model.rules.len() {
            let (rule, other) = (&model.rules[explicit], &model.rules[implied]);
            if !names(other, get, 0) || conditional(model, other) || !is_same(rule, other) {
                continue;
            }
            // What a higher priority says of `GET` it says of the `HEAD` that comes with it.
            if other.data.priority > rule.data.priority {
                continue;
            }
            let message = format!(
                "`HEAD` comes with `GET`, whose rule answers it without the body: this rule takes it over\nget:  {}\n\
                 head: {}\nhelp: remove this rule",
                place(model, other),
                place(model, rule)
            );
            rule.allow.lint("WL108", rule.literal.span(), &message, errors);
            let methods = model.rules[implied].data.methods;
            model.rules[implied].data.methods = Methods::new(methods.bits() & !head, methods.extra());
        }
    }
}

/// Whether two rules have the same pattern.
fn is_same(one: &RuleModel, other: &RuleModel) -> bool {
    let domain = |rule: &RuleModel| rule.domain.map(|domain| domain.pattern);
    one.data.websocket == other.data.websocket
        && domain(one) == domain(other)
        && one.data.parts.len() == other.data.parts.len()
        && one
            .data
            .parts
            .iter()
            .zip(other.data.parts)
            .all(|(a, b)| a.pattern == b.pattern && a.is_static() == b.is_static())
}
