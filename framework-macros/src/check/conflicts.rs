//! Rules of one block that leave it open which of them takes a request.

use wegwerk_routing::conflict::{Verdict, View, conflict_within};
use wegwerk_routing::table::compare_rules;

use crate::errors::Errors;
use crate::model::{Model, RuleModel};

/// The pairs of states that a comparison looks at: about 1 MiB of stack.
const BUDGET: usize = 16_384;

/// Reports every pair of rules that conflict. Pairs under different `#[cfg]`s are left to const evaluation,
/// which knows what is there.
pub(crate) fn check(model: &Model, errors: &mut Errors) {
    for (n, second) in model.rules.iter().enumerate() {
        for first in &model.rules[..n] {
            if conditional(model, first) && conditional(model, second) {
                continue;
            }
            match conflict_within::<BUDGET>(&View::of(&first.data), &View::of(&second.data)) {
                Verdict::Clear => {}
                Verdict::Conflict(witness) => report(model, first, second, &witness.to_string(), errors),
                Verdict::Undecided => {
                    let message = format!(
                        "cannot decide whether some request fits both `{}` and `{}`\n{}",
                        first.data.text,
                        second.data.text,
                        places(model, first, second)
                    );
                    errors.at("WE203", second.literal.span(), message, "give one of them `priority = 1`");
                }
            }
        }
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
        let method = model.handlers.get(rule.handler).map(|h| h.method.to_string()).unwrap_or_default();
        let at = &rule.data.place;
        format!("`{}` -> {}::{method} ({}:{}:{})", rule.data.text, model.name, at.file, at.line, at.column)
    };
    format!("first:  {}\nsecond: {}", place(first), place(second))
}
