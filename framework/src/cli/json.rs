//! Routes and explanations as JSON.

use serde_json::{Value, json};

use crate::matching::{Explanation, Match, Rule};

/// An object for each rule, in the order of the table.
pub(super) fn rules(rules: &[Rule]) -> Value {
    rules.iter().map(rule).collect()
}

fn rule(rule: &Rule) -> Value {
    let (file, line, column) = rule.place();
    let defaults: serde_json::Map<String, Value> =
        rule.defaults().map(|(name, value)| (name.to_owned(), value.into())).collect();
    json!({
        // Every method, where there is no list.
        "methods": (!rule.methods().is_any()).then(|| rule.methods().names().collect::<Vec<_>>()),
        "rule": rule.text(),
        "endpoint": rule.endpoint(),
        "app": rule.app(),
        "domain": rule.domain(),
        "defaults": defaults,
        "websocket": rule.is_websocket(),
        "alias": rule.is_alias(),
        "redirect": rule.is_redirect(),
        "build_only": rule.is_build_only(),
        "blocking": rule.is_blocking(),
        "priority": rule.priority(),
        "file": file,
        "line": line,
        "column": column,
    })
}

/// The outcome, the rule that takes the request, and what was tried.
pub(super) fn explanation(explanation: &Explanation) -> Value {
    let (status, more) = match explanation.outcome() {
        Match::Found(found) => {
            let values: serde_json::Map<String, Value> = found
                .values()
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.as_str().into()))
                .collect();
            ("found", json!({ "values": values }))
        }
        Match::Redirect(location) => ("redirect", json!({ "location": location })),
        Match::NotAllowed(methods) if explanation.is_answered() => ("options", json!({ "allow": methods })),
        Match::NotAllowed(methods) => ("not_allowed", json!({ "allow": methods })),
        Match::WebSocketMismatch => ("websocket_mismatch", json!({})),
        Match::NotFound => ("not_found", json!({})),
        Match::Misdirected => ("misdirected", json!({})),
        Match::BadHost => ("bad_host", json!({})),
    };
    let tried: Vec<Value> = explanation
        .tried()
        .iter()
        .map(|(tried, reason)| {
            let mut all = rule(tried);
            all["reason"] = reason.to_string().into();
            all
        })
        .collect();
    let mut all = json!({ "outcome": status, "by": explanation.rule().map(rule), "tried": tried });
    if let (Some(all), Value::Object(more)) = (all.as_object_mut(), more) {
        all.extend(more);
    }
    all
}
