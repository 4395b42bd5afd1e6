//! The *Route* section of a handler.

use wegwerk_routing::method;
use wegwerk_routing::rule::Slot;

use super::examples::Examples;
use super::text::code;
use super::{extractors, statuses, variables};
use crate::model::{Action, Handler, Model, RuleModel, TargetPiece, bare};

/// The rules, the variables, the query and the body, and the answers. The types of the two are `linked` where everybody
/// can see them.
pub(super) fn section(
    model: &Model,
    handler: &Handler,
    rules: &[&RuleModel],
    examples: &Examples,
    linked: bool,
) -> String {
    let mut out = String::new();
    for rule in rules {
        let example =
            of(examples, rule).map(|example| format!(", for example {example}")).unwrap_or_default();
        out.push_str(&format!("- {}{example}\n", said(model, rule)));
    }
    out.push('\n');
    out.push_str(&variables::table(model, handler, rules));
    out.push_str(&extractors::sentences(handler, linked));
    out.push_str(&statuses::answers(handler, rules));
    out
}

/// A rule with all that it says.
fn said(model: &Model, rule: &RuleModel) -> String {
    let mut said = format!("{} {}{}", methods(rule), code(rule.data.text), domain(rule));
    for default in rule.data.defaults {
        said.push_str(&format!(", {} = {}", code(default.name), code(default.text)));
    }
    if let Some(note) = note(model, rule) {
        said.push_str(&format!(": {note}"));
    }
    said
}

/// The methods of a rule; `HEAD` comes with `GET`, and is not named then.
pub(super) fn methods(rule: &RuleModel) -> String {
    let methods = &rule.data.methods;
    if rule.data.websocket {
        return "WebSocket".to_owned();
    }
    if matches!(rule.action, Action::BuildOnly) {
        return "–".to_owned();
    }
    if methods.is_any() {
        return "any method".to_owned();
    }
    let standard = method::STANDARD.into_iter().filter(|name| methods.contains(name));
    let names = standard.filter(|name| *name != "HEAD" || !methods.contains("GET"));
    names.chain(methods.extra().iter().copied()).map(code).collect::<Vec<_>>().join(", ")
}

/// The subdomain or host of a rule, where it or its app names one.
pub(super) fn domain(rule: &RuleModel) -> String {
    match rule.data.domain {
        Some(domain) if domain.text.is_empty() => String::new(),
        Some(domain) if domain.host => format!(" on the host {}", code(domain.text)),
        Some(domain) => format!(" on the subdomain {}", code(domain.text)),
        None => String::new(),
    }
}

/// What is done with a request that the rule takes, where it is not simply handled.
pub(super) fn note(model: &Model, rule: &RuleModel) -> Option<String> {
    match &rule.action {
        Action::Handle => None,
        Action::Alias => Some("an alias".to_owned()),
        Action::BuildOnly => Some("takes no request, URLs are built from it".to_owned()),
        Action::RedirectTo(pieces) => {
            let pieces = pieces.iter().map(|piece| match piece {
                TargetPiece::Literal(text) => text.clone(),
                TargetPiece::Slot(slot) => format!("<{}>", name(model, rule, *slot)),
            });
            Some(format!("redirects to {}", code(&pieces.collect::<String>())))
        }
    }
}

fn name(model: &Model, rule: &RuleModel, slot: Slot) -> String {
    let of = |names: &[wegwerk_routing::rule::Variable<'static>], n: u8| {
        names.get(usize::from(n)).map(|variable| variable.name.to_owned())
    };
    let name = match slot {
        Slot::None => None,
        Slot::Path(n) => of(rule.data.variables, n),
        Slot::Domain(n) => rule.data.domain.and_then(|domain| of(domain.variables, n)),
        Slot::Outer(n) => model.options.outer.get(usize::from(n)).map(|outer| bare(&outer.name)),
        Slot::Default(n) => rule.data.defaults.get(usize::from(n)).map(|default| default.name.to_owned()),
    };
    name.unwrap_or_default()
}

/// The example URL of a rule.
pub(super) fn of(examples: &Examples, rule: &RuleModel) -> Option<String> {
    let example = examples.get(rule)?;
    let subdomain = example.subdomain.as_ref();
    let subdomain = subdomain.map(|name| format!(" on {}", code(name))).unwrap_or_default();
    let assumed = match &example.assumed[..] {
        [] => String::new(),
        types => {
            let types: Vec<String> = types.iter().map(|ty| code(ty)).collect();
            format!(", if {} takes that", super::text::list(&types, "and"))
        }
    };
    Some(format!("{}{subdomain}{assumed}", code(&example.url)))
}
