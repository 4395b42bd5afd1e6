//! The statuses that a route is answered with, and when.

use std::collections::BTreeMap;

use syn::ReturnType;

use super::extractors::Failure;
use super::text::{cell, code, list};
use super::{extractors, variables, written};
use crate::model::{Action, Handler, RuleModel};
use crate::parse::answers::Returns;

/// Statuses, each with all that it is sent for.
#[derive(Default)]
pub(super) struct Statuses {
    known: BTreeMap<u16, Vec<String>>,
    /// Those that only a type knows: the type, and when.
    said: Vec<(String, String)>,
}

impl Statuses {
    pub(super) fn add(&mut self, status: u16, when: impl Into<String>) {
        let (all, when) = (self.known.entry(status).or_default(), when.into());
        if !all.contains(&when) {
            all.push(when);
        }
    }

    /// Adds what is sent with a status that only a type knows.
    pub(super) fn add_said_by(&mut self, ty: String, when: &str) {
        self.said.push((ty, when.to_owned()));
    }

    fn table(&self) -> String {
        let known = self.known.iter().map(|(status, when)| (format!("`{status}`"), when.join("; ")));
        let said = self.said.iter().map(|(ty, when)| (format!("as {ty} says"), when.clone()));
        let rows: Vec<String> = known
            .chain(said)
            .map(|(status, when)| format!("| {} | {} |", cell(&status), cell(&when)))
            .collect();
        if rows.is_empty() {
            return String::new();
        }
        format!("| status | when |\n|---|---|\n{}\n\n", rows.join("\n"))
    }
}

/// What a handler gives, and the table of statuses: those that it declares, then those that the framework sends for it.
pub(super) fn answers(handler: &Handler, rules: &[&RuleModel]) -> String {
    let mut statuses = Statuses::default();
    declared(handler, &mut statuses);
    of_rules(handler, rules, &mut statuses);
    extractors::refusals(handler, &mut statuses);
    let is_called =
        rules.iter().any(|rule| !matches!(rule.action, Action::RedirectTo(_) | Action::BuildOnly));
    if !is_called {
        return statuses.table();
    }
    statuses.add(500, "the handler panics");
    let output = match &handler.returns {
        Some(Returns::Type(ty)) => code(&written::ty(ty)),
        Some(Returns::MediaType(text)) => code(&text.value()),
        None => code(&written::output(&handler.output)),
    };
    let answers = match &*output {
        "`()`" => "Answers without a body.".to_owned(),
        output => format!("Answers with {output}."),
    };
    format!("{answers}\n\n{}", statuses.table())
}

/// What the handler says of its answers: by `answers(…)`, and by its type.
fn declared(handler: &Handler, statuses: &mut Statuses) {
    for status in &handler.answers {
        statuses.add(*status, "the handler answers with it");
    }
    let ReturnType::Type(_, ty) = &handler.output else { return };
    if extractors::may_be_none(ty) {
        statuses.add(404, "there is none");
    }
    match extractors::failure(ty) {
        Failure::Of(error) => {
            statuses.add_said_by(code(&written::ty(error)), "the handler gives it as its error")
        }
        Failure::Usual => statuses
            .add_said_by(code("Error"), "the handler gives one; `500` where it comes of another error"),
        Failure::Unknown => statuses.add_said_by("its error".to_owned(), "the handler gives one"),
        Failure::None => {}
    }
}

/// What is sent before the handler is called.
fn of_rules(handler: &Handler, rules: &[&RuleModel], statuses: &mut Statuses) {
    let taking: Vec<&RuleModel> =
        rules.iter().copied().filter(|rule| !matches!(rule.action, Action::BuildOnly)).collect();
    for rule in &taking {
        let text = code(rule.data.text);
        match &rule.action {
            Action::RedirectTo(_) => statuses.add(308, format!("{text}: the request is sent on")),
            Action::Alias if !rule.canonical.is_empty() => {
                statuses.add(308, format!("{text}: the request is sent on to the rule that it stands for"));
            }
            _ if !rule.canonical.is_empty() => {
                statuses.add(308, format!("{text} with the values that another rule has as defaults"));
            }
            _ => {}
        }
        if rule.data.strict_slashes && rule.data.text.len() > 1 && rule.data.text.ends_with('/') {
            statuses.add(308, format!("{text} without the slash at its end"));
        }
    }
    let names = variables::refusing(handler, &taking);
    if !names.is_empty() {
        let names = list(&names, "or");
        statuses.add(404, format!("{names} is none of the values above, and no other rule takes the path"));
    }
    if taking.iter().any(|rule| rule.data.websocket) {
        statuses.add(400, "no WebSocket is asked for, and no other rule takes the request");
    }
    if taking.iter().any(|rule| !rule.data.methods.is_any()) {
        statuses.add(405, "no rule of the path takes the method");
    }
}
